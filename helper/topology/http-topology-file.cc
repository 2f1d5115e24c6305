/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-topology-file.h"

#include "http-ns3-map.h"
#include "http-topology-graph.h"

#include "ns3/http-inflate.h"
#include "ns3/http-text.h"
#include "ns3/http-time-text.h"
#include "ns3/http-value-text.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <set>

namespace ns3
{

namespace
{

/// The longest file, bytes.
constexpr std::size_t MAX_BYTES = 64 << 20;

/**
 * @brief A router's name in the plan.
 * @param text what people call it
 * @param names those that are taken; the name is added
 * @return the text without what lists of names and of links are split at, with a number if need be
 */
std::string
MakeName(std::string text, std::set<std::string>& names)
{
    for (char& character : text)
    {
        const bool isSeparator = std::strchr(", \t\n\r@-", character) != nullptr;
        character = isSeparator ? '_' : character;
    }
    std::string name = text;
    for (uint32_t number = 2; !names.insert(name).second; ++number)
    {
        name = text + "_" + std::to_string(number);
    }
    return name;
}

/// What is not as the map has it, counted.
struct Changes
{
    std::size_t loops = 0;        //!< links of a router to itself
    std::size_t parallel = 0;     //!< further links between the same two
    std::size_t withoutRate = 0;  //!< links that have no rate
    std::size_t withoutDelay = 0; //!< links that have no delay
    std::size_t ranges = 0;       //!< links with a range of rates
    std::size_t routers = 0;      //!< routers of smaller parts
};

/// @brief The links of a map, every one once. @param graph the map @param changes counted
/// @return the links
std::vector<HttpTopologyGraph::Edge>
JoinParallel(const HttpTopologyGraph& graph, Changes& changes)
{
    std::map<std::pair<uint32_t, uint32_t>, std::size_t> seen;
    std::vector<HttpTopologyGraph::Edge> edges;
    for (const HttpTopologyGraph::Edge& edge : graph.edges)
    {
        if (edge.from == edge.to)
        {
            ++changes.loops;
            continue;
        }
        const auto [place, isNew] = seen.emplace(std::minmax(edge.from, edge.to), edges.size());
        if (isNew)
        {
            edges.push_back(edge);
            continue;
        }
        ++changes.parallel;
        HttpTopologyGraph::Edge& first = edges[place->second];
        first.isRange = edge.rate > first.rate ? edge.isRange : first.isRange;
        first.rate = std::max(first.rate, edge.rate);
        first.seconds = first.seconds >= 0 ? first.seconds : edge.seconds;
    }
    return edges;
}

/// @brief The largest part of a map. @param whole the map @return which routers are in it
std::vector<bool>
FindLargestPart(const HttpTopologyPlan& whole)
{
    const std::vector<uint32_t> parts = whole.GetParts();
    std::vector<uint32_t> sizes(parts.size());
    for (const uint32_t part : parts)
    {
        ++sizes[part];
    }
    const auto largest =
        static_cast<uint32_t>(std::max_element(sizes.begin(), sizes.end()) - sizes.begin());
    std::vector<bool> isIn;
    isIn.reserve(parts.size());
    for (const uint32_t part : parts)
    {
        isIn.push_back(part == largest);
    }
    return isIn;
}

/// @brief Tells what is not as the map has it. @param settings rate and delay taken @param graph
/// the map @param changes what was counted @param plan where it is told
void
TellChanges(const HttpTopologySettings& settings,
            const HttpTopologyGraph& graph,
            const Changes& changes,
            HttpTopologyPlan& plan)
{
    const std::string all = " of " + std::to_string(plan.links.size()) + " link(s)";
    const auto tell = [&plan](std::size_t number, const std::string& text) {
        if (number > 0)
        {
            plan.notes.push_back(std::to_string(number) + text);
        }
    };
    tell(changes.withoutRate,
         all + " without a rate in the file: " + FormatHttpRate(settings.rate) + " taken");
    tell(changes.withoutDelay,
         all + " without a delay in the file: " +
             FormatHttpTime(GetHttpMainDelay(settings), Time::MS) + " taken");
    tell(changes.ranges, all + " with a range of rates: the lower end taken");
    plan.notes.insert(plan.notes.end(), graph.notes.begin(), graph.notes.end());
    tell(changes.loops, " link(s) of a router to itself left out");
    tell(changes.parallel, " parallel link(s) joined, the fastest rate kept");
    tell(changes.routers, " router(s) left out that the largest part does not reach");
}

/**
 * @brief Makes the plan of a map: the largest part, every link once.
 * @param settings rate and delay of links that have none
 * @param graph the map
 * @param plan the plan
 */
void
MakePlan(const HttpTopologySettings& settings,
         const HttpTopologyGraph& graph,
         HttpTopologyPlan& plan)
{
    Changes changes;
    HttpTopologyPlan whole;
    std::set<std::string> names;
    for (const HttpTopologyGraph::Router& router : graph.routers)
    {
        const std::string name = MakeName(router.name, names);
        whole.nodes.push_back({name, HttpTopologyPlan::Role::Router, router.node});
    }
    const std::vector<HttpTopologyGraph::Edge> edges = JoinParallel(graph, changes);
    for (const HttpTopologyGraph::Edge& edge : edges)
    {
        HttpTopologyPlan::Link link;
        link.ends = {edge.from, edge.to};
        link.down = link.up = edge.rate > 0 ? DataRate(edge.rate) : settings.rate;
        link.delay = edge.seconds >= 0 ? HttpTimeFromNanoseconds(edge.seconds * 1e9)
                                       : GetHttpMainDelay(settings);
        link.isMain = true;
        whole.links.push_back(link);
    }
    const std::vector<bool> isIn = FindLargestPart(whole);
    std::vector<uint32_t> places(whole.nodes.size());
    for (uint32_t i = 0; i < whole.nodes.size(); ++i)
    {
        if (isIn[i])
        {
            places[i] = static_cast<uint32_t>(plan.nodes.size());
            plan.nodes.push_back(whole.nodes[i]);
        }
    }
    for (std::size_t i = 0; i < edges.size(); ++i)
    {
        HttpTopologyPlan::Link& link = whole.links[i];
        if (isIn[edges[i].from])
        {
            link.ends = {places[edges[i].from], places[edges[i].to]};
            plan.links.push_back(link);
            changes.withoutRate += edges[i].rate == 0 ? 1 : 0;
            changes.withoutDelay += edges[i].seconds < 0 ? 1 : 0;
            changes.ranges += edges[i].isRange ? 1 : 0;
        }
    }
    changes.routers = whole.nodes.size() - plan.nodes.size();
    TellChanges(settings, graph, changes, plan);
}

/// @brief A format of maps.
struct Format
{
    const char* name;   //!< as on the command line
    const char* ending; //!< of the file's name
    const char* type;   //!< ns-3's reader, or nullptr
};

constexpr std::array<Format, 5> FORMATS = {{
    {"graphml", ".graphml", nullptr},
    {"gml", ".gml", nullptr},
    {"inet", ".inet", "Inet"},
    {"orbis", ".orbis", "Orbis"},
    {"rocketfuel", ".cch", "Rocketfuel"},
}};

/// Ending of files that are compressed.
constexpr std::string_view PACKED = ".gz";

/**
 * @brief Finds the format of a file.
 * @param text FORMAT:NAME, or NAME with a known ending
 * @param path the file's name
 * @return the format, or nullptr
 */
const Format*
FindFormat(const std::string& text, std::string& path)
{
    for (const Format& format : FORMATS)
    {
        const std::string prefix = std::string(format.name) + ":";
        const std::string_view name =
            HttpEndsWith(text, PACKED)
                ? std::string_view(text).substr(0, text.size() - PACKED.size())
                : text;
        if (text.rfind(prefix, 0) == 0)
        {
            path = text.substr(prefix.size());
            return &format;
        }
        if (HttpEndsWith(name, format.ending))
        {
            path = text;
            return &format;
        }
    }
    return nullptr;
}

} // namespace

HttpTopologyProblem
ReadHttpTopologyFile(const HttpTopologySettings& settings, HttpTopologyPlan& plan)
{
    std::string path;
    const Format* const format = FindFormat(settings.file, path);
    if (!format)
    {
        return {"topology-file",
                settings.file,
                "accepted: graphml:FILE | gml:FILE | inet:FILE | orbis:FILE | rocketfuel:FILE"};
    }
    std::string content;
    std::string problem = HttpReadFile(path, content);
    if (problem.empty() && content.size() > MAX_BYTES)
    {
        problem = "it is larger than 64 MiB";
    }
    HttpTopologyGraph graph;
    if (problem.empty() && format->type)
    {
        problem = ReadHttpNs3Map(format->name, format->type, content, graph);
    }
    else if (problem.empty())
    {
        problem = std::string(format->name) == "gml" ? ReadHttpGml(content, graph)
                                                     : ReadHttpGraphml(content, graph);
    }
    if (problem.empty())
    {
        MakePlan(settings, graph, plan);
        problem = plan.links.empty() ? "it has no link between two routers" : "";
    }
    return {"topology-file", settings.file, problem};
}

} // namespace ns3
