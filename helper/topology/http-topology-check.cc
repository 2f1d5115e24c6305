/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-topology-check.h"

#include "http-delivery-trace.h"
#include "http-link-builder.h"
#include "http-topology-addresses.h"
#include "http-topology-lists.h"

#include "ns3/http-random-variable.h"
#include "ns3/http-text.h"
#include "ns3/random-variable-stream.h"

#include <algorithm>
#include <sstream>

namespace ns3
{

namespace
{

/// Stations that an access point of 802.11 can number.
constexpr uint32_t MAX_STATIONS = 2007;
/// The largest packet that a frame of 802.11 takes, beside the header of LLC.
constexpr uint32_t MAX_WIFI_MTU = 2296;
/// Hosts on one wire: each packet is looked at by every one of them.
constexpr uint32_t MAX_WIRE = 1000;

/**
 * @brief Checks that a text is one of a list.
 * @param option the setting
 * @param value the text
 * @param list the list
 * @return what is wrong
 */
HttpTopologyProblem
CheckWord(const char* option, const std::string& value, const std::vector<std::string>& list)
{
    if (std::find(list.begin(), list.end(), value) == list.end())
    {
        return {option, value, "accepted: " + HttpJoin(list, " | ")};
    }
    return {};
}

/**
 * @brief Checks the range of a number.
 * @param option the setting
 * @param value the number
 * @param min least value
 * @param max greatest value
 * @return what is wrong
 */
HttpTopologyProblem
CheckRange(const char* option, double value, double min, double max)
{
    if (!(value >= min && value <= max))
    {
        return {option,
                FormatHttpDigits(value),
                "accepted: " + FormatHttpDigits(min) + " to " + FormatHttpDigits(max)};
    }
    return {};
}

/**
 * @brief Checks a list by its reader.
 * @tparam T what it holds
 * @param option the setting
 * @param text the list
 * @param read the reader
 * @return what is wrong
 */
template <typename T>
HttpTopologyProblem
CheckList(const char* option,
          const std::string& text,
          std::string (*read)(const std::string&, std::vector<T>&))
{
    std::vector<T> values;
    return {option, text, read(text, values)};
}

/**
 * @brief Checks a random variable of times.
 * @param option the setting
 * @param text its text
 * @return what is wrong
 */
HttpTopologyProblem
CheckVariable(const char* option, const std::string& text)
{
    std::string problem;
    MakeHttpTimeVariable(text, problem);
    return {option, text, problem};
}

/**
 * @brief Checks a file of delivery opportunities.
 * @param option the setting
 * @param file its name; empty: none
 * @return what is wrong
 */
HttpTopologyProblem
CheckTrace(const char* option, const std::string& file)
{
    HttpDeliveryTrace trace;
    return {option, file, file.empty() ? "" : trace.Load(file)};
}

/**
 * @brief Checks what a shared wire cannot do.
 * @param s the settings
 * @return what is wrong
 */
HttpTopologyProblem
CheckWire(const HttpTopologySettings& s)
{
    const std::pair<const char*, std::string> texts[] = {{"jitter", s.jitter},
                                                         {"failures", s.failures},
                                                         {"link-trace", s.linkTrace},
                                                         {"uplink-trace", s.uplinkTrace},
                                                         {"access-rates", s.accessRates},
                                                         {"access-delays", s.accessDelays},
                                                         {"access-file", s.accessFile}};
    const std::string reason = "a shared wire (topology lan) has no such thing";
    for (const auto& [option, value] : texts)
    {
        if (!value.empty())
        {
            return {option, value, reason};
        }
    }
    if (s.reorder > 0)
    {
        return {"reorder", FormatHttpDigits(s.reorder), reason};
    }
    if (s.uplink.GetBitRate() > 0)
    {
        return {"uplink", std::to_string(s.uplink.GetBitRate()) + "bps", reason};
    }
    return CheckRange("clients", s.clients, 1, MAX_WIRE - s.servers);
}

/// @brief Settings that exclude each other. @param s the settings @return what is wrong
HttpTopologyProblem
CheckTogether(const HttpTopologySettings& s)
{
    if (s.isIpv6 && s.routing == "global")
    {
        return {"routing", s.routing, "accepted with IPv6: static | nix-vector"};
    }
    if (s.loss > s.lossBurst / (s.lossBurst + 1) && s.lossBurst > 1)
    {
        return {"loss",
                FormatHttpDigits(s.loss),
                "accepted with bursts of " + FormatHttpDigits(s.lossBurst) + ": 0 to " +
                    FormatHttpDigits(s.lossBurst / (s.lossBurst + 1))};
    }
    if ((s.shape == "file") == s.file.empty())
    {
        return {"topology-file",
                s.file,
                s.file.empty() ? "topology file needs graphml:FILE | inet:FILE | orbis:FILE | "
                                 "rocketfuel:FILE"
                               : "accepted with --topology=file"};
    }
    if (s.shape == "wifi" && s.mtu > MAX_WIFI_MTU)
    {
        return {"mtu",
                std::to_string(s.mtu),
                "accepted with topology wifi: " + std::string(s.isIpv6 ? "1280" : "576") + " to " +
                    std::to_string(MAX_WIFI_MTU)};
    }
    if (s.shape == "wifi" && s.clients > MAX_STATIONS)
    {
        return {"clients",
                std::to_string(s.clients),
                "accepted with topology wifi: 1 to " + std::to_string(MAX_STATIONS)};
    }
    return s.shape == "lan" ? CheckWire(s) : HttpTopologyProblem();
}

/// @brief Settings that stop ns-3 before 3.36. @param s the settings @return what is wrong
HttpTopologyProblem
CheckOldNs3(const HttpTopologySettings& s [[maybe_unused]])
{
#ifdef HTTP_BUILT_BY_WAF
    // A packet that is on its way while the link fails has a way that leads nowhere.
    if (!s.failures.empty() && s.routing == "nix-vector")
    {
        return {"routing", s.routing, "accepted with link failures: static | global"};
    }
    // Frames to a multicast address are asserted not to be.
    if (s.shape == "wifi" && s.wifi == "802.11ax" && s.isIpv6)
    {
        return {"wifi",
                s.wifi,
                "accepted with IPv6: 802.11a | 802.11b | 802.11g | 802.11n | 802.11ac"};
    }
#endif
    return {};
}

} // namespace

const std::vector<std::string>&
GetHttpQueueDiscs()
{
    static const std::vector<std::string> NAMES = {"DropTail", "RED", "CoDel", "FqCoDel", "PIE"};
    return NAMES;
}

const std::vector<std::string>&
GetHttpRoutings()
{
    static const std::vector<std::string> NAMES = {"static", "global", "nix-vector"};
    return NAMES;
}

HttpTopologyProblem
CheckHttpTopologySettings(const HttpTopologySettings& s)
{
    const HttpTopologyProblem problems[] = {
        CheckWord("queue-disc", s.queueDisc, GetHttpQueueDiscs()),
        CheckWord("routing", s.routing, GetHttpRoutings()),
        CheckWord("wifi", s.wifi, GetHttpWifiStandards()),
        CheckRange("clients", s.clients, 1, 1000000),
        CheckRange("servers", s.servers, 1, 1000),
        CheckRange("mtu", s.mtu, s.isIpv6 ? 1280 : 576, 65535),
        CheckRange("queue", s.queue, 1, 1e7),
        CheckRange("loss", s.loss, 0, 1),
        CheckRange("loss-burst", s.lossBurst, 1, 1e6),
        CheckRange("reorder", s.reorder, 0, 1),
        CheckRange("fanout", s.fanout, 2, 1000),
        CheckRange("routers", s.routers, 2, 200),
        CheckRange("wifi-distance", s.wifiDistance, 0.1, 1000),
        CheckList("loss-list", s.lossList, ReadHttpNumbers),
        CheckList("uplink-loss-list", s.uplinkLossList, ReadHttpNumbers),
        CheckList("failures", s.failures, ReadHttpFailures),
        {"jitter",
         s.jitter,
         s.jitter.empty() || HttpLinkBuilder::MakeJitter(s.jitter)
             ? ""
             : std::string("accepted: ") + HTTP_TIME_FORM +
                   ", from 0 to which it is; or a random variable of seconds such as "
                   "ns3::ExponentialRandomVariable[Mean=0.005]"},
        CheckVariable("on-time", s.onTime),
        CheckVariable("off-time", s.offTime),
        CheckTrace("link-trace", s.linkTrace),
        CheckTrace("uplink-trace", s.uplinkTrace),
        CheckTogether(s),
        CheckOldNs3(s),
    };
    for (const HttpTopologyProblem& problem : problems)
    {
        if (problem)
        {
            return problem;
        }
    }
    return {};
}

HttpTopologyProblem
CheckHttpTopologyPlan(const HttpTopologySettings& settings, const HttpTopologyPlan& plan)
{
    std::vector<HttpLinkFailure> failures;
    ReadHttpFailures(settings.failures, failures);
    for (const HttpLinkFailure& failure : failures)
    {
        if (plan.FindLinks(failure.link).empty())
        {
            return {"failures",
                    settings.failures,
                    "there is no point-to-point link " + failure.link +
                        "; accepted: main, or two names as in a-b, as --print-topology shows them"};
        }
    }
    if (!HttpTopologyAddresses().Assign(plan))
    {
        return {"clients",
                std::to_string(settings.clients),
                "more hosts than there are addresses in 10.0.0.0/8"};
    }
    return {};
}

} // namespace ns3
