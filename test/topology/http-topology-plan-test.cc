/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Plans of networks: shapes, addresses, and what is refused before anything is built.

#include "http-network.h"

#include "ns3/http-topology-addresses.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <functional>
#include <set>
#include <sstream>

using namespace ns3;
using namespace http_test;

namespace
{

/// @brief A setting that cannot be.
struct BadCase
{
    const char* option;                               ///< the option that is named
    std::function<void(HttpTopologySettings&)> apply; ///< sets it
    const char* accepted;                             ///< part of the line
};

/// @brief Prints a case. @param out, c stream, case @return the stream
std::ostream&
operator<<(std::ostream& out, const BadCase& c)
{
    return out << c.option << ": " << c.accepted;
}

using S = HttpTopologySettings;

const BadCase BAD_CASES[] = {
    {"topology", [](S& s) { s.shape = "moebius"; }, "point-to-point | dumbbell"},
    {"mtu", [](S& s) { s.mtu = 575; }, "576 to 65535"},
    {"mtu", [](S& s) { s.mtu = 65536; }, "576 to 65535"},
    {"mtu",
     [](S& s) {
         s.mtu = 1279;
         s.isIpv6 = true;
     },
     "1280 to 65535"},
    {"mtu",
     [](S& s) {
         s.mtu = 2297;
         s.shape = "wifi";
     },
     "576 to 2296"},
    {"loss", [](S& s) { s.loss = 1.01; }, "0 to 1"},
    {"loss", [](S& s) { s.loss = -0.1; }, "0 to 1"},
    {"loss", [](S& s) { s.loss = std::nan(""); }, "0 to 1"},
    {"loss",
     [](S& s) {
         s.loss = 0.9;
         s.lossBurst = 2;
     },
     "with bursts of 2"},
    {"loss-burst", [](S& s) { s.lossBurst = 0.5; }, "1 to"},
    {"loss-list", [](S& s) { s.lossList = "3,0"; }, "numbers from 1"},
    {"loss-list", [](S& s) { s.lossList = "3;4"; }, "numbers from 1"},
    {"uplink-loss-list", [](S& s) { s.uplinkLossList = "x"; }, "numbers from 1"},
    {"reorder", [](S& s) { s.reorder = 2; }, "0 to 1"},
    {"jitter", [](S& s) { s.jitter = "some"; }, "a time such as 20ms"},
    {"jitter", [](S& s) { s.jitter = "5"; }, "a time such as 20ms"},
    {"access-delays", [](S& s) { s.accessDelays = "5"; }, "a time such as 20ms"},
    {"access-rates", [](S& s) { s.accessRates = "5"; }, "a data rate such as 10Mbps"},
    {"access-rates", [](S& s) { s.accessRates = "1e3Mbps"; }, "a data rate such as 10Mbps"},
    {"on-time", [](S& s) { s.onTime = "5"; }, "a time such as 20ms"},
    {"delays",
     [](S& s) {
         s.shape = "chain";
         s.delays = "20,30";
     },
     "times with commas and units"},
    {"jitter", [](S& s) { s.jitter = "ns3::ExponentialRandomVariable[Maen=1]"; }, "a time"},
    {"queue-disc", [](S& s) { s.queueDisc = "Tail"; }, "DropTail | RED | CoDel"},
    {"queue", [](S& s) { s.queue = 0; }, "1 to"},
    {"routing", [](S& s) { s.routing = "ospf"; }, "static | global | nix-vector"},
    {"routing",
     [](S& s) {
         s.routing = "global";
         s.isIpv6 = true;
     },
     "static | nix-vector"},
#ifdef HTTP_BUILT_BY_WAF
    {"routing",
     [](S& s) {
         s.routing = "nix-vector";
         s.failures = "main@1s+1s";
     },
     "static | global"},
    {"wifi",
     [](S& s) {
         s.shape = "wifi";
         s.wifi = "802.11ax";
         s.isIpv6 = true;
     },
     "802.11n | 802.11ac"},
#endif
    {"clients", [](S& s) { s.clients = 0; }, "1 to"},
    {"clients",
     [](S& s) {
         s.clients = 2008;
         s.shape = "wifi";
     },
     "1 to 2007"},
    {"clients",
     [](S& s) {
         s.clients = 1000;
         s.shape = "lan";
     },
     "1 to 999"},
    {"clients",
     [](S& s) {
         s.shape = "star";
         s.servers = 1000;
         s.hostsPerServer = 20000;
     },
     "addresses in 10.0.0.0/8"},
    {"clients",
     [](S& s) {
         s.shape = "point-to-point";
         s.hostsPerServer = 1U << 24;
     },
     "addresses in 10.0.0.0/8"},
    {"servers", [](S& s) { s.servers = 2; }, "one server node"},
    {"client-places",
     [](S& s) {
         s.clientPlaces = "nowhere";
         s.shape = "chain";
     },
     "no router \"nowhere\""},
    {"server-places", [](S& s) { s.serverPlaces = "core"; }, "no places"},
    {"rates",
     [](S& s) {
         s.rates = "1Mbps,";
         s.shape = "chain";
     },
     "data rates above 0"},
    {"delays",
     [](S& s) {
         s.delays = "-1ms";
         s.shape = "chain";
     },
     "times with commas"},
    {"routers",
     [](S& s) {
         s.routers = 1;
         s.shape = "chain";
     },
     "2 to 200"},
    {"failures", [](S& s) { s.failures = "main@10s"; }, "LINK@BEGIN+LENGTH"},
    {"failures", [](S& s) { s.failures = "a-b@1s+1s"; }, "no point-to-point link a-b"},
    {"failures",
     [](S& s) {
         s.failures = "main@1s+1s";
         s.shape = "lan";
     },
     "a shared wire"},
    {"link-trace", [](S& s) { s.linkTrace = "none.txt"; }, ""},
    {"access-rates", [](S& s) { s.accessRates = "fast"; }, ""},
    {"access-file", [](S& s) { s.accessFile = "none.csv"; }, ""},
    {"on-time", [](S& s) { s.onTime = "often"; }, ""},
    {"wifi",
     [](S& s) {
         s.wifi = "802.11";
         s.shape = "wifi";
     },
     "802.11a"},
    {"topology-file", [](S& s) { s.shape = "file"; }, "graphml:FILE"},
    {"topology-file", [](S& s) { s.file = "map.graphml"; }, "--topology=file"},
};

/// @brief Settings of a large network. @param shape, clients its shape and size @return them
HttpTopologySettings
MakeLarge(const char* shape, uint32_t clients)
{
    HttpTopologySettings s;
    s.shape = shape;
    s.clients = clients;
    s.servers = 3;
    s.hostsPerServer = 5;
    return s;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpTopologyPlans)

BOOST_DATA_TEST_CASE(Refused, boost::unit_test::data::make(BAD_CASES), c)
{
    HttpTopologySettings settings;
    c.apply(settings);
    HttpTopologyHelper topology(settings);
    const HttpTopologyProblem problem = topology.Plan();
    BOOST_TEST(problem.option == c.option);
    BOOST_TEST(problem.accepted.find(c.accepted) != std::string::npos, problem.accepted);
    BOOST_TEST(!problem.accepted.empty());
    BOOST_TEST(problem.accepted.find('\n') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(WidestWifiPacket)
{
    HttpTopologySettings settings;
    settings.shape = "wifi";
    settings.mtu = 2296;
    HttpTopologyHelper topology(settings);
    BOOST_TEST(!topology.Plan());
    topology.Build();
    BOOST_TEST(topology.GetClients().Get(0)->GetDevice(0)->GetMtu() == 2296);
}

// Every address belongs to one end of one link, and subnets do not overlap.
BOOST_DATA_TEST_CASE(
    Addresses,
    boost::unit_test::data::make({"dumbbell", "star", "lan", "wifi", "tree", "chain"}) *
        boost::unit_test::data::make({1U, 7U, 400U}),
    shape,
    clients)
{
    HttpTopologyHelper topology(MakeLarge(shape, clients));
    BOOST_REQUIRE(!topology.Plan());
    const HttpTopologyPlan& plan = topology.GetPlan();
    HttpTopologyAddresses addresses;
    BOOST_REQUIRE(addresses.Assign(plan));
    std::set<std::pair<uint64_t, uint64_t>> subnets;
    for (uint32_t link = 0; link < plan.links.size(); ++link)
    {
        const auto prefix = addresses.GetSubnet(link);
        const uint64_t size = uint64_t{1} << (32 - prefix.length);
        BOOST_TEST(prefix.base % size == 0U);
        BOOST_TEST(prefix.base + size <= uint64_t{1} << 24);
        BOOST_TEST(subnets.emplace(prefix.base, prefix.base + size).second);
        std::set<uint32_t> numbers;
        for (const uint32_t number : plan.links[link].numbers)
        {
            // Neither the network's own address nor its broadcast, and room for a server's hosts.
            BOOST_TEST((number > 0 && number + 5 <= size + 3));
            BOOST_TEST(numbers.insert(number).second);
        }
    }
    uint64_t end = 0;
    for (const auto& [first, last] : subnets)
    {
        BOOST_TEST(first >= end);
        end = last;
    }
}

// The tree is as deep as its fan-out makes it, and no router has more links than that.
BOOST_DATA_TEST_CASE(Tree,
                     boost::unit_test::data::make({1U, 2U, 9U, 10U, 11U, 100U, 101U, 5000U}) *
                         boost::unit_test::data::make({2U, 10U}),
                     clients,
                     fanout)
{
    HttpTopologySettings settings = MakeLarge("tree", clients);
    settings.fanout = fanout;
    HttpTopologyHelper topology(settings);
    BOOST_REQUIRE(!topology.Plan());
    const HttpTopologyPlan& plan = topology.GetPlan();
    const auto byNode = plan.GetLinksByNode();
    for (uint32_t node = 0; node < plan.nodes.size(); ++node)
    {
        const bool isGateway = plan.nodes[node].name == "gateway";
        BOOST_TEST(byNode[node].size() <= (isGateway ? 1 + settings.servers : fanout + 1));
    }
    // A tree has a link less than nodes, and one part.
    BOOST_TEST(plan.links.size() == plan.nodes.size() - 1);
    const std::vector<uint32_t> parts = plan.GetParts();
    BOOST_TEST(*std::max_element(parts.begin(), parts.end()) == 0U);
    uint32_t depth = 2;
    for (uint32_t width = clients; width > fanout; width = (width + fanout - 1) / fanout)
    {
        ++depth;
    }
    const uint32_t client = plan.GetNodes(HttpTopologyPlan::Role::Client).front();
    const uint32_t server = plan.GetNodes(HttpTopologyPlan::Role::Server).front();
    BOOST_TEST(plan.FindPath(client, server).links.size() == depth + 1);
}

BOOST_AUTO_TEST_CASE(Drawing)
{
    HttpTopologyHelper topology(MakeLarge("dumbbell", 2));
    BOOST_REQUIRE(!topology.Plan());
    std::ostringstream text;
    topology.GetPlan().PrintText(text);
    BOOST_TEST(text.str().find("link left right: point-to-point, 10Mbps, 20ms, main\n") !=
               std::string::npos);
    std::ostringstream dot;
    topology.GetPlan().PrintDot(dot);
    BOOST_TEST(dot.str().find("\"left\" -- \"right\"") != std::string::npos);
    BOOST_TEST(topology.Draw("map.bmp").find("FILE.svg") != std::string::npos);
    BOOST_TEST(!topology.Draw("/nonexistent/map.dot").empty());
}

BOOST_AUTO_TEST_SUITE_END()
