/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-map-facts.h"

#include "http-speed-label.h"

#include "ns3/http-named.h"
#include "ns3/http-text.h"
#include "ns3/http-time-text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace ns3
{

namespace
{

/// Light in fibre, m/s.
constexpr double FIBRE_SPEED = 2e8;
/// The Earth's mean radius, m.
constexpr double EARTH_RADIUS = 6371e3;

/// The fastest rate that is believed, bit/s.
constexpr double MAX_RATE = 1e15;
/// A smaller number without a unit cannot be a rate in bit/s.
constexpr double LEAST_BARE_RATE = 1e5;

/// Names of rates, and of delays, without units.
constexpr std::array<std::string_view, 11> RATES = {"bandwidth",
                                                    "capacity",
                                                    "linkcapacity",
                                                    "linkbandwidth",
                                                    "edgecapacity",
                                                    "linkspeed",
                                                    "datarate",
                                                    "linkrate",
                                                    "bitrate",
                                                    "speed",
                                                    "bw"};
constexpr std::array<std::string_view, 6> DELAYS =
    {"delay", "latency", "linkdelay", "linklatency", "propagationdelay", "edgedelay"};

/// Names of texts that may tell a rate, and whether they are about nothing else.
constexpr std::array<std::pair<std::string_view, bool>, 7> LABELS = {{
    {"linklabel", true},
    {"linknote", true},
    {"linktype", true},
    {"linkspeed", true},
    {"edgelabel", false},
    {"label", false},
    {"name", false},
}};

/// @brief A unit.
struct Unit
{
    std::string_view name; //!< as HttpMapValues has names
    double size;           //!< bit/s, or seconds
};

constexpr std::array<Unit, 19> RATE_UNITS = {{
    {"bps", 1},     {"bits", 1},     {"bit", 1},     {"kbps", 1e3},  {"kbits", 1e3},
    {"kbit", 1e3},  {"k", 1e3},      {"mbps", 1e6},  {"mbits", 1e6}, {"mbit", 1e6},
    {"m", 1e6},     {"gbps", 1e9},   {"gbits", 1e9}, {"gbit", 1e9},  {"g", 1e9},
    {"tbps", 1e12}, {"tbits", 1e12}, {"tbit", 1e12}, {"t", 1e12},
}};
constexpr std::array<Unit, 13> DELAY_UNITS = {{
    {"s", 1},
    {"sec", 1},
    {"seconds", 1},
    {"ms", 1e-3},
    {"msec", 1e-3},
    {"milliseconds", 1e-3},
    {"us", 1e-6},
    {"usec", 1e-6},
    {"microseconds", 1e-6},
    {"ns", 1e-9},
    {"nsec", 1e-9},
    {"nanoseconds", 1e-9},
    {"second", 1},
}};

/// @brief A unit's size. @param units all @param name its name @return it, 0 if there is none
template <typename UNITS>
double
FindUnit(const UNITS& units, std::string_view name)
{
    const Unit* const unit = HttpFindNamed(units, name);
    return unit ? unit->size : 0;
}

/// @brief A value that was found.
struct Found
{
    std::string name;  //!< its name
    std::string value; //!< the value
    double unit = 0;   //!< its unit, as the map gives it apart from the value; 0: it does not
};

/**
 * @brief Finds the values of one kind, with the units that stand apart from them.
 * @param names names of that kind
 * @param units its units
 * @param values what the map says of the link
 * @param graph what it says of itself
 * @return the values, in the order of the names
 */
template <typename NAMES, typename UNITS>
std::vector<Found>
Find(const NAMES& names,
     const UNITS& units,
     const HttpMapValues& values,
     const HttpMapValues& graph)
{
    std::vector<Found> found;
    for (const std::string_view name : names)
    {
        for (auto at = values.lower_bound(std::string(name)); at != values.end(); ++at)
        {
            const std::string_view key = at->first;
            if (key.substr(0, name.size()) != name)
            {
                break;
            }
            double unit = FindUnit(units, key.substr(name.size()));
            if (key.size() > name.size() && unit == 0)
            {
                continue;
            }
            for (const HttpMapValues* place : {&values, &graph})
            {
                for (const char* ending : {"unit", "units"})
                {
                    const std::string told = GetHttpMapValue(*place, at->first + ending);
                    unit = unit > 0 ? unit : FindUnit(units, MakeHttpMapName(told));
                }
            }
            const std::string value = GetHttpMapValue(values, at->first);
            if (!value.empty())
            {
                found.push_back({at->first, value, unit});
            }
        }
    }
    return found;
}

/**
 * @brief What is wrong with a number that has no unit.
 * @param found the number
 * @param accepted how it could have one
 * @return the text
 */
std::string
RefuseBare(const Found& found, const std::string& accepted)
{
    return "its " + found.name + " is \"" + found.value +
           "\", which has no unit; accepted: " + accepted + ", or a unit for all in " + found.name +
           "_unit";
}

/**
 * @brief Finds the rate of a link.
 * @param values what the map says of the link
 * @param graph what it says of itself
 * @param edge the link
 * @return an empty text, or what is wrong
 */
std::string
ReadRate(const HttpMapValues& values, const HttpMapValues& graph, HttpTopologyGraph::Edge& edge)
{
    const auto take = [&edge](double rate) {
        edge.rate = rate >= 1 && rate <= MAX_RATE ? static_cast<uint64_t>(rate) : 0;
        return edge.rate > 0;
    };
    const auto raw = HttpParseNumber(GetHttpMapValue(values, "linkspeedraw"));
    if (raw && take(*raw))
    {
        return "";
    }
    for (const Found& found : Find(RATES, RATE_UNITS, values, graph))
    {
        const auto number = HttpParseNumber(found.value);
        if (!number)
        {
            // The unit of a range such as 1-2.5 may stand apart, too.
            const HttpSpeedLabel label = ReadHttpSpeedLabel(found.value);
            const std::string units = GetHttpMapValue(values, found.name + "units");
            const HttpSpeedLabel joined =
                label.rate > 0 ? label : ReadHttpSpeedLabel(found.value + units + "bps");
            if (take(static_cast<double>(joined.rate)))
            {
                edge.isRange = joined.isRange;
                return "";
            }
            continue;
        }
        const bool isBare = found.unit == 0 && found.name != "linkspeed";
        if (isBare && *number > 0 && *number < LEAST_BARE_RATE)
        {
            return RefuseBare(found, found.value + "Mbps, a key named " + found.name + "_mbps");
        }
        if (take(*number * (isBare ? 1 : found.unit)))
        {
            return "";
        }
    }
    for (const auto& [name, isAboutSpeed] : LABELS)
    {
        const HttpSpeedLabel label =
            ReadHttpSpeedLabel(GetHttpMapValue(values, std::string(name)), isAboutSpeed);
        if (take(static_cast<double>(label.rate)))
        {
            edge.isRange = label.isRange;
            return "";
        }
    }
    return "";
}

/// @brief Delay of a fibre along the great circle. @param a, b its ends @return s, -1: not known
double
GetFibreDelay(const HttpMapPlace& a, const HttpMapPlace& b)
{
    if (!a || !b)
    {
        return -1;
    }
    const double lat = std::sin((b->first - a->first) / 2);
    const double lon = std::sin((b->second - a->second) / 2);
    const double h = lat * lat + std::cos(a->first) * std::cos(b->first) * lon * lon;
    return 2 * EARTH_RADIUS * std::asin(std::sqrt(std::min(1.0, h))) / FIBRE_SPEED;
}

/**
 * @brief Finds the delay of a link where the map tells it.
 * @param values what the map says of the link
 * @param graph what it says of itself
 * @param edge the link
 * @return an empty text, or what is wrong
 */
std::string
ReadDelay(const HttpMapValues& values, const HttpMapValues& graph, HttpTopologyGraph::Edge& edge)
{
    for (const Found& found : Find(DELAYS, DELAY_UNITS, values, graph))
    {
        const auto number = HttpParseNumber(found.value);
        if (number && *number > 0 && found.unit == 0)
        {
            return RefuseBare(found, found.value + "ms, a key named " + found.name + "_ms");
        }
        std::string text = found.value;
        text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
        const auto time = number ? std::nullopt : HttpParseTime(text);
        const double seconds = number ? *number * found.unit : time ? time->GetSeconds() : -1;
        if (seconds >= 0)
        {
            edge.seconds = seconds;
            return "";
        }
    }
    return "";
}

} // namespace

std::string
MakeHttpMapName(const std::string& name)
{
    std::string plain;
    for (const char character : name)
    {
        const auto octet = static_cast<unsigned char>(character);
        plain += std::isalnum(octet) ? std::string(1, static_cast<char>(std::tolower(octet))) : "";
    }
    return plain;
}

std::string
GetHttpMapValue(const HttpMapValues& values, const std::string& name)
{
    const auto found = values.find(name);
    return found == values.end() ? "" : std::string(HttpTrim(found->second));
}

HttpMapPlace
GetHttpMapPlace(const HttpMapValues& values)
{
    for (const auto& [north, east] :
         {std::make_pair("latitude", "longitude"), {"lat", "lon"}, {"lat", "lng"}, {"lat", "long"}})
    {
        const auto latitude = HttpParseNumber(GetHttpMapValue(values, north));
        const auto longitude = HttpParseNumber(GetHttpMapValue(values, east));
        if (latitude && longitude && std::fabs(*latitude) <= 90 && std::fabs(*longitude) <= 360)
        {
            return std::make_pair(*latitude * M_PI / 180, *longitude * M_PI / 180);
        }
    }
    return std::nullopt;
}

std::string
ReadHttpMapLink(const HttpMapValues& values,
                const HttpMapValues& graph,
                const HttpMapPlace& from,
                const HttpMapPlace& to,
                HttpTopologyGraph::Edge& edge)
{
    std::string problem = ReadRate(values, graph, edge);
    problem = problem.empty() ? ReadDelay(values, graph, edge) : problem;
    edge.seconds = edge.seconds >= 0 ? edge.seconds : GetFibreDelay(from, to);
    return problem;
}

} // namespace ns3
