/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Routes in networks of trees, rings, and rings with branches: every host reaches every other by a
/// way of least delay, or not at all where there is none. What is least says Floyd and Warshall's
/// algorithm over the channels that were built.

#include "http-network.h"

#include "ns3/channel.h"
#include "ns3/ipv4-header.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/ipv4-route.h"
#include "ns3/net-device.h"
#include "ns3/node-list.h"
#include "ns3/node.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

using namespace ns3;
using namespace http_test;

namespace
{

/// A network as a file of Rocketfuel's weights has it, and a link of it that fails.
struct Case
{
    const char* name;    ///< for messages
    const char* links;   ///< lines of two routers and a weight, which is a delay in ms
    const char* failing; ///< ends of the link, with a dash
    bool isCut;          ///< whether some hosts cannot reach others without it
};

const std::vector<Case> CASES = {
    {"two routers", "a b 1\n", "a-b", true},
    {"chain", "a b 1\nb c 2\nc d 1\nd e 3\n", "b-c", true},
    {"star", "a m 1\nb m 1\nc m 2\nd m 3\n", "b-m", true},
    {"tree", "a b 1\na c 2\nb d 1\nb e 2\nc f 1\nf g 1\nf h 2\n", "a-c", true},
    {"ring", "a b 1\nb c 1\nc d 1\nd e 1\ne a 1.5\n", "a-b", false},
    {"ring with branches",
     "a b 1\nb c 1\nc d 4\nd a 1\nb p 1\np q 2\nq r 1\nq s 1\nd t 1\nt u 1\n",
     "a-b",
     false},
    {"a branch fails",
     "a b 1\nb c 1\nc d 4\nd a 1\nb p 1\np q 2\nq r 1\nq s 1\nd t 1\nt u 1\n",
     "p-q",
     true},
    // Without it the ring is a branch, folded from both ends towards c.
    {"ring that becomes a branch",
     "a b 1\nb c 1\nc a 1\nc x 2\nx y 1\ny z 1\nz x 1\n",
     "a-b",
     false},
    {"two rings on a bridge",
     "a b 1\nb c 2\nc a 2\nc m 1\nm d 1\nd e 1\ne f 1\nf d 3\n",
     "c-m",
     true},
    {"names in another order", "z y 1\ny x 1\nx w 1\nw z 1\nx c 1\nc b 1\nc a 2\n", "x-y", false},
};

/// A link from a node: the other node and the delay.
using Ends = std::pair<uint32_t, uint32_t>;

/// @brief The links that were built. @param nodes of the network @return delays, s, by their ends
std::map<Ends, double>
GetLinks(const NodeContainer& nodes)
{
    std::map<Ends, double> links;
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        for (uint32_t i = 0; i < (*node)->GetNDevices(); ++i)
        {
            const Ptr<Channel> channel = (*node)->GetDevice(i)->GetChannel();
            for (std::size_t end = 0; channel && end < channel->GetNDevices(); ++end)
            {
                const uint32_t other = channel->GetDevice(end)->GetNode()->GetId();
                TimeValue delay;
                channel->GetAttribute("Delay", delay);
                if (other != (*node)->GetId())
                {
                    links[{(*node)->GetId(), other}] = delay.Get().GetSeconds();
                }
            }
        }
    }
    return links;
}

/// @brief The least delay between all nodes. @param count of nodes @param links as built @param
/// down ends of a link that carries nothing @return delays, s, by node and node; 1e9: no way
std::vector<std::vector<double>>
GetLeast(uint32_t count, const std::map<Ends, double>& links, const std::set<uint32_t>& down)
{
    std::vector<std::vector<double>> least(count, std::vector<double>(count, 1e9));
    for (const auto& [ends, delay] : links)
    {
        const bool isDown = down.count(ends.first) > 0 && down.count(ends.second) > 0;
        least[ends.first][ends.second] = isDown ? 1e9 : delay;
    }
    for (uint32_t via = 0; via < count; ++via)
    {
        least[via][via] = 0;
        for (uint32_t from = 0; from < count; ++from)
        {
            for (uint32_t to = 0; to < count; ++to)
            {
                least[from][to] = std::min(least[from][to], least[from][via] + least[via][to]);
            }
        }
    }
    return least;
}

/**
 * @brief Follows the routes from a node to an address.
 * @param from the node
 * @param to the address
 * @param links as built
 * @param most links that a way may have
 * @return the sum of the delays, s, or nothing if a route is missing
 */
std::optional<double>
Follow(Ptr<Node> from, Ipv4Address to, const std::map<Ends, double>& links, std::size_t most)
{
    double delay = 0;
    for (std::size_t i = 0; i <= most; ++i)
    {
        const Ptr<Ipv4> ip = from->GetObject<Ipv4>();
        if (ip->GetInterfaceForAddress(to) >= 0)
        {
            return delay;
        }
        Ipv4Header header;
        header.SetDestination(to);
        Socket::SocketErrno error = Socket::ERROR_NOTERROR;
        const Ptr<Ipv4Route> route =
            ip->GetRoutingProtocol()->RouteOutput(nullptr, header, nullptr, error);
        if (!route)
        {
            return std::nullopt;
        }
        const Ptr<NetDevice> device = route->GetOutputDevice();
        const Ptr<Channel> channel = device->GetChannel();
        const Ptr<NetDevice> first = channel->GetDevice(0);
        const Ptr<Node> next = (first == device ? channel->GetDevice(1) : first)->GetNode();
        delay += links.at({from->GetId(), next->GetId()});
        from = next;
    }
    return 1e6; // in a circle
}

/// @brief Compares every pair of hosts. @param topology the network @param down ends of a link that
/// carries nothing @return how many pairs have no way
uint32_t
CheckPairs(const HttpTopologyHelper& topology, const std::set<uint32_t>& down)
{
    const auto links = GetLinks(topology.GetNodes());
    const NodeContainer clients = topology.GetClients();
    const auto least = GetLeast(NodeList::GetNNodes(), links, down);
    uint32_t without = 0;
    for (uint32_t from = 0; from < clients.GetN(); ++from)
    {
        for (uint32_t to = 0; to < clients.GetN(); ++to)
        {
            const auto address = Ipv4Address::ConvertFrom(topology.GetClientAddress(to));
            const double expected = least[clients.Get(from)->GetId()][clients.Get(to)->GetId()];
            const auto delay = Follow(clients.Get(from), address, links, links.size());
            BOOST_TEST_CONTEXT(from << " to " << to)
            {
                BOOST_TEST(delay.has_value() == (expected < 1e9));
                BOOST_TEST(std::abs(delay.value_or(expected) - expected) < 1e-9);
            }
            without += expected < 1e9 ? 0 : 1;
        }
    }
    return without;
}

} // namespace

BOOST_AUTO_TEST_SUITE(topology_routes)

BOOST_AUTO_TEST_CASE(LeastDelayWithBranches)
{
    for (const Case& c : CASES)
    {
        BOOST_TEST_CONTEXT(c.name)
        {
            const std::string file = "topology-routes-" + std::to_string(getpid()) + ".weights";
            std::ofstream(file) << c.links;
            HttpTopologySettings settings;
            settings.shape = "file";
            settings.file = "rocketfuel:" + file;
            settings.clientPlaces = "all";
            settings.failures = std::string(c.failing) + "@1s+1s";
            // A second client at a router is behind the same link.
            std::set<std::string> routers;
            std::istringstream words(c.links);
            for (std::string a, b, weight; words >> a >> b >> weight;)
            {
                routers.insert({a, b});
            }
            settings.clients = static_cast<uint32_t>(routers.size()) + 1;
            const Network network(settings);
            std::remove(file.c_str());
            BOOST_TEST(CheckPairs(network.topology, {}) == 0U);

            std::set<uint32_t> down;
            const HttpTopologyPlan& plan = network.topology.GetPlan();
            for (const uint32_t end : plan.links[plan.FindLinks(c.failing).front()].ends)
            {
                down.insert(plan.nodes[end].node->GetId());
            }
            Simulator::Stop(Seconds(1.5));
            Simulator::Run();
            BOOST_TEST((CheckPairs(network.topology, down) > 0) == c.isCut);
            Simulator::Stop(Seconds(1));
            Simulator::Run();
            BOOST_TEST(CheckPairs(network.topology, {}) == 0U);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
