/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-topology-options.h"

#include "ns3/http-attribute-check.h"
#include "ns3/http-link-builder.h"
#include "ns3/http-text.h"
#include "ns3/http-time-text.h"
#include "ns3/http-topology-check.h"
#include "ns3/http-topology-shapes.h"
#include "ns3/http-value-text.h"

#include <iostream>

namespace ns3
{

namespace
{

/**
 * @brief Adds an option for a rate that may be left to another one.
 * @param options where
 * @param name the name
 * @param help one line
 * @param value where it goes; 0: not set
 */
void
AddOtherRate(HttpOptions& options,
             const std::string& name,
             const std::string& help,
             DataRate& value)
{
    options.Add(name, help, "", [&value](const std::string& text) -> std::string {
        if (!IsHttpDataRate(text) || DataRate(text).GetBitRate() == 0)
        {
            return "accepted: a data rate above 0, such as 1Mbps";
        }
        value = DataRate(text);
        return "";
    });
}

/// @brief The options that say what the network is. @param options where @param s the settings
void
AddShape(HttpOptions& options, HttpTopologySettings& s)
{
    options.BeginGroup("The network");
    options.AddText("topology", "its shape", s.shape, GetHttpTopologyNames());
    options.AddText("topology-file",
                    "file: graphml:FILE | inet:FILE | orbis:FILE | rocketfuel:FILE",
                    s.file);
    options.AddCount("clients", "clients", s.clients, 1, 1000000);
    options.AddCount("servers", "nodes that play the servers", s.servers, 1, 1000);
    options.AddText("client-places",
                    "routers of the clients: names, edge, core or all",
                    s.clientPlaces);
    options.AddText("server-places", "routers of the servers, the same way", s.serverPlaces);
    options.AddFlag("proxy", "clients go through a proxy on a node of its own", s.hasProxy);
    options.AddText("proxy-place", "router of the proxy; none: the first client's", s.proxyPlace);
    options.AddCount("fanout", "tree: links from a router toward the clients", s.fanout, 2, 1000);
    options.AddRate("core-rate", "tree: rate of links between routers", s.coreRate);
    options.AddTime("core-delay", "tree: delay of links between routers", s.coreDelay);
    options.AddCount("routers", "chain: routers", s.routers, 2, 200);
    options.AddText("rates", "chain: rates of its links, with commas; none: --rate", s.rates);
    options.AddText("delays", "chain: delays of its links, with commas; none: --delay", s.delays);
    options.AddText("wifi", "wifi: standard", s.wifi, GetHttpWifiStandards());
    options.AddNumber("wifi-distance",
                      "wifi: metres from the access point to the stations",
                      s.wifiDistance,
                      0.1,
                      1000);
    options.AddFlag("ipv6", "IPv6 instead of IPv4", s.isIpv6);
    options.AddText("routing", "how routes are found", s.routing, GetHttpRoutings());
}

/// @brief The options of main links. @param options where @param s the settings
void
AddMainLinks(HttpOptions& options, HttpTopologySettings& s)
{
    options.BeginGroup("Main links");
    options.AddRate("rate", "data rate, toward the clients", s.rate);
    AddOtherRate(options, "uplink", "data rate toward the servers; none: --rate", s.uplink);
    options.Add("delay",
                "one-way delay; none: 20ms, in a lan 1us",
                "",
                [&s](const std::string& text) -> std::string {
                    const auto delay = HttpParseTime(text);
                    s.delay = delay.value_or(s.delay);
                    return delay ? "" : std::string("accepted: ") + HTTP_TIME_FORM;
                });
    options.AddCount("mtu", "MTU of every link: at least 576, with IPv6 1280", s.mtu, 576, 65535);
    options.AddText("queue-disc", "queue discipline", s.queueDisc, GetHttpQueueDiscs());
    options.AddCount("queue", "packets in the queue at each end", s.queue, 1, 10000000);
    options.AddText("jitter", "delay added: a time (from 0 to it), or a random variable", s.jitter);
    options.AddNumber("loss", "share of packets lost, each way", s.loss, 0, 1);
    options.AddNumber("loss-burst", "mean number of packets lost in a row", s.lossBurst, 1, 1e6);
    options.AddText("loss-list",
                    "packets toward the clients lost by number, as in 3,17",
                    s.lossList);
    options.AddText("uplink-loss-list", "the same toward the servers", s.uplinkLossList);
    options.AddNumber("reorder", "share of packets held back", s.reorder, 0, 1);
    options.AddTime("reorder-delay", "how long they are held back", s.reorderDelay);
    options.AddText("failures", "LINK@BEGIN+LENGTH, as in main@10s+500ms", s.failures);
    options.AddText("link-trace",
                    "delivery opportunities toward the clients (mahimahi)",
                    s.linkTrace);
    options.AddText("uplink-trace", "the same toward the servers", s.uplinkTrace);
}

/// @brief The options of access links. @param options where @param s the settings
void
AddAccessLinks(HttpOptions& options, HttpTopologySettings& s)
{
    options.BeginGroup("Access links of hosts");
    options.AddRate("access-rate", "data rate toward the host", s.accessRate);
    AddOtherRate(options,
                 "access-uplink",
                 "data rate from a client; none: --access-rate",
                 s.accessUplink);
    options.AddTime("access-delay", "one-way delay", s.accessDelay);
    options.AddText("access-rates",
                    "of clients: rate, or random variable of Mbit/s",
                    s.accessRates);
    options.AddText("access-delays",
                    "of clients: time, or random variable of seconds",
                    s.accessDelays);
    options.AddText("access-file", "of clients: CSV with columns rate,delay,uplink", s.accessFile);
}

/// @brief The options of other traffic. @param options where @param s the settings
void
AddBackground(HttpOptions& options, HttpTopologySettings& s)
{
    options.BeginGroup("Traffic beside, from servers to clients");
    options.AddCount("bulk", "TCP connections that never end", s.bulk, 0, 10000);
    options.AddCount("on-off", "UDP flows, on and off", s.onOff, 0, 10000);
    options.AddRate("on-rate", "rate of each while on", s.onOffRate);
    options.AddText("on-time", "time, or random variable of seconds", s.onTime);
    options.AddText("off-time", "time, or random variable of seconds", s.offTime);
}

/// @brief Says which options belong to which shapes, and to which other options.
/// @param options the options
void
RestrictOptions(HttpOptions& options)
{
    using Home = HttpOptionHome;
    const std::vector<std::string> routed = {"dumbbell", "star", "tree", "chain", "file"};
    std::vector<std::string> linked = routed;
    linked.insert(linked.begin(), {"point-to-point", "wifi"});
    const auto belongToShapes = [&](const std::vector<std::string>& names,
                                    const std::vector<std::string>& shapes) {
        options.Belong(names, {Home::OneOf("topology", shapes)});
    };
    belongToShapes({"topology-file"}, {"file"});
    belongToShapes({"fanout", "core-rate", "core-delay"}, {"tree"});
    belongToShapes({"routers", "rates", "delays"}, {"chain"});
    belongToShapes({"wifi", "wifi-distance"}, {"wifi"});
    belongToShapes({"client-places",
                    "server-places",
                    "proxy-place",
                    "access-uplink",
                    "access-rates",
                    "access-delays",
                    "access-file"},
                   routed);
    belongToShapes({"uplink",
                    "jitter",
                    "reorder",
                    "reorder-delay",
                    "failures",
                    "link-trace",
                    "uplink-trace",
                    "access-rate",
                    "access-delay"},
                   linked);
    // Between two hosts, and in a cell, only a proxy has an access link.
    options.Belong({"access-rate", "access-delay"},
                   {Home::OneOf("topology", routed), Home::With("proxy")});
    options.Belong({"proxy-place"}, {Home::With("proxy")});
    options.Belong({"rate", "uplink"}, {Home::Without("rates")});
    options.Belong({"delay"}, {Home::Without("delays")});
    options.Belong({"rate"}, {Home::Without("link-trace"), Home::Without("uplink-trace")});
    options.Belong({"uplink"}, {Home::Without("uplink-trace")});
    options.Belong({"loss-burst"}, {Home::With("loss")});
    options.Belong({"reorder-delay"}, {Home::With("reorder")});
    options.Belong({"on-rate", "on-time", "off-time"}, {Home::With("on-off")});
}

} // namespace

void
AddHttpTopologyOptions(HttpOptions& options, HttpTopologySettings& settings)
{
    AddShape(options, settings);
    AddMainLinks(options, settings);
    AddAccessLinks(options, settings);
    AddBackground(options, settings);
    RestrictOptions(options);
}

void
PrintHttpTopology(const HttpOptions& options,
                  const HttpTopologyHelper& topology,
                  const std::string& form)
{
    if (form == "text")
    {
        topology.GetPlan().PrintText(std::cout);
    }
    else if (form == "dot")
    {
        topology.GetPlan().PrintDot(std::cout);
    }
    else
    {
        const std::string wrong = topology.Draw(form);
        if (!wrong.empty())
        {
            options.Refuse("print-topology", form, wrong);
        }
    }
}

void
PrintHttpNetwork(std::ostream& out,
                 const HttpTopologySettings& settings,
                 const HttpTopologyHelper& topology)
{
    if (settings.shape != "point-to-point")
    {
        out << settings.shape << ", ";
    }
    if (settings.shape == "file")
    {
        const HttpTopologyPath path = topology.GetPath(0, 0);
        out << "c0 to s0 " << FormatHttpRate(path.down) << ", "
            << FormatHttpTime(path.delay, Time::MS);
    }
    else
    {
        out << FormatHttpRate(settings.rate) << ", "
            << FormatHttpTime(GetHttpMainDelay(settings), Time::MS);
    }
    out << " one way, loss " << settings.loss << "\n";
    if (!topology.GetMainLinks().empty() && !topology.GetPath(0, 0).isMain)
    {
        out << "note: no main link lies between c0 and s0: --loss and the like do not meet "
               "them; --client-places and --server-places move them\n";
    }
}

} // namespace ns3
