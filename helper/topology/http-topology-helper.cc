/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-topology-helper.h"

#include "http-topology-check.h"
#include "http-topology-network.h"
#include "http-topology-shapes.h"
#include "http-wifi-losses.h"

#include "ns3/http-named-factory.h"
#include "ns3/http-quote.h"
#include "ns3/internet-stack-helper.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>

namespace ns3
{

namespace
{

/// What graphviz is asked to draw, by the file's ending.
constexpr std::array<const char*, 3> DRAWINGS = {"svg", "png", "pdf"};

/// Bytes that ns-3's point-to-point devices put before an IP packet; traces count the packets.
constexpr uint32_t PPP_BYTES = 2;

/// First numbers of the streams of other traffic and of the nodes; links begin with 0.
constexpr int64_t BACKGROUND_STREAMS = 1000000;
constexpr int64_t STACK_STREAMS = 2000000;

/**
 * @brief The nodes of a role.
 * @param plan the network
 * @param role the role
 * @return the nodes
 */
NodeContainer
GetNodesOf(const HttpTopologyPlan& plan, HttpTopologyPlan::Role role)
{
    NodeContainer nodes;
    for (const uint32_t index : plan.GetNodes(role))
    {
        nodes.Add(plan.nodes[index].node);
    }
    return nodes;
}

} // namespace

HttpTopologyHelper::HttpTopologyHelper(const HttpTopologySettings& settings)
    : m_network(Create<HttpTopologyNetwork>(settings))
{
}

HttpTopologyHelper::~HttpTopologyHelper() = default;

HttpTopologyProblem
HttpTopologyHelper::Plan(int64_t stream)
{
    HttpTopologyProblem problem = PlanHttpTopology(m_network->settings, stream, m_network->plan);
    m_network->isPlanned = !problem;
    return problem;
}

const HttpTopologyPlan&
HttpTopologyHelper::GetPlan() const
{
    return m_network->plan;
}

void
HttpTopologyHelper::Build()
{
    if (!m_network->isPlanned)
    {
        const HttpTopologyProblem problem = Plan();
        if (problem)
        {
            StopHttpScript("HttpTopologyHelper: " + problem.option + " is \"" + problem.value +
                           "\"; " + problem.accepted);
        }
    }
    m_network->Build();
    std::vector<Address> addresses;
    const NodeContainer clients = GetClients();
    for (uint32_t i = 0; i < clients.GetN(); ++i)
    {
        addresses.push_back(GetClientAddress(i));
    }
    m_network->background.Install(m_network->settings, GetServers(), clients, addresses);
}

Time
HttpTopologyHelper::GetReadyTime() const
{
    const HttpTopologySettings& s = m_network->settings;
    return s.shape == "wifi" ? GetHttpWifiReadyTime(s.clients) : Time(0);
}

NodeContainer
HttpTopologyHelper::GetClients() const
{
    return GetNodesOf(m_network->plan, HttpTopologyPlan::Role::Client);
}

NodeContainer
HttpTopologyHelper::GetServers() const
{
    return GetNodesOf(m_network->plan, HttpTopologyPlan::Role::Server);
}

NodeContainer
HttpTopologyHelper::GetProxies() const
{
    return GetNodesOf(m_network->plan, HttpTopologyPlan::Role::Proxy);
}

NodeContainer
HttpTopologyHelper::GetRouters() const
{
    return GetNodesOf(m_network->plan, HttpTopologyPlan::Role::Router);
}

NodeContainer
HttpTopologyHelper::GetNodes() const
{
    NodeContainer nodes;
    for (const HttpTopologyPlan::Node& node : m_network->plan.nodes)
    {
        nodes.Add(node.node);
    }
    return nodes;
}

Address
HttpTopologyHelper::GetClientAddress(uint32_t client) const
{
    const auto [link, end] = m_network->FindHost(HttpTopologyPlan::Role::Client, client);
    return m_network->GetAddress(link, end);
}

Address
HttpTopologyHelper::GetProxyAddress() const
{
    const auto [link, end] = m_network->FindHost(HttpTopologyPlan::Role::Proxy, 0);
    return m_network->GetAddress(link, end);
}

Address
HttpTopologyHelper::GetServerAddress(uint32_t server) const
{
    const auto [link, end] = m_network->FindHost(HttpTopologyPlan::Role::Server, server);
    return m_network->GetAddress(link, end);
}

uint32_t
HttpTopologyHelper::GetServerInterface(uint32_t server) const
{
    const auto [link, end] = m_network->FindHost(HttpTopologyPlan::Role::Server, server);
    return m_network->links[link].interfaces[end];
}

std::vector<HttpMainLink>
HttpTopologyHelper::GetMainLinks() const
{
    const HttpTopologyPlan& plan = m_network->plan;
    std::vector<HttpMainLink> directions;
    for (std::size_t i = 0; i < m_network->links.size(); ++i)
    {
        const HttpTopologyPlan::Link& link = plan.links[i];
        for (std::size_t end = 0; link.isMain && end < link.ends.size(); ++end)
        {
            const bool isWire = link.medium == HttpTopologyPlan::Medium::Csma;
            const std::string to = isWire ? "the wire" : plan.nodes[link.ends[1 - end]].name;
            const std::string& file =
                end == 0 ? m_network->settings.uplinkTrace : m_network->settings.linkTrace;
            const auto trace = std::make_shared<HttpDeliveryTrace>();
            const bool isTraced = !file.empty() && trace->Load(file).empty();
            const auto rate = static_cast<double>((end == 0 ? link.up : link.down).GetBitRate());
            HttpMainLink direction{plan.nodes[link.ends[end]].name + " to " + to,
                                   m_network->links[i].devices[end],
                                   nullptr,
                                   isTraced ? PPP_BYTES : 0};
            direction.capacity = [rate](Time from, Time until) {
                return rate * (until - from).GetSeconds();
            };
            if (isTraced)
            {
                direction.capacity = [trace](Time from, Time until) {
                    return 8.0 * HttpDeliveryTrace::BYTES *
                           static_cast<double>(trace->Find(until) - trace->Find(from));
                };
            }
            directions.push_back(direction);
        }
    }
    return directions;
}

void
HttpTopologyHelper::WatchMediumLosses(HttpLossCount& losses) const
{
    for (const HttpBuiltLink& link : m_network->links)
    {
        for (const Ptr<NetDevice>& device : link.devices)
        {
            WatchHttpWifiLosses(NetDeviceContainer(device), losses);
        }
    }
}

HttpTopologyPath
HttpTopologyHelper::GetPath(uint32_t client, uint32_t server) const
{
    const HttpTopologyPlan& plan = m_network->plan;
    const uint32_t from = plan.GetNodes(HttpTopologyPlan::Role::Client).at(client);
    const uint32_t to = plan.GetNodes(HttpTopologyPlan::Role::Server).at(server);
    const auto proxies = plan.GetNodes(HttpTopologyPlan::Role::Proxy);
    if (proxies.empty())
    {
        return plan.FindPath(from, to);
    }
    HttpTopologyPath path = plan.FindPath(from, proxies.front());
    const HttpTopologyPath rest = plan.FindPath(proxies.front(), to);
    path.links.insert(path.links.end(), rest.links.begin(), rest.links.end());
    path.down = std::min(path.down, rest.down);
    path.up = std::min(path.up, rest.up);
    path.delay += rest.delay;
    path.isMain |= rest.isMain;
    return path;
}

uint64_t
HttpTopologyHelper::GetBackgroundReceived() const
{
    return m_network->background.GetReceived();
}

int64_t
HttpTopologyHelper::AssignStreams(int64_t stream)
{
    // Numbers of their own for each part, so that what one has does not shift the others'.
    const int64_t flows = stream + BACKGROUND_STREAMS;
    const int64_t stack = stream + STACK_STREAMS;
    NS_ABORT_UNLESS(stream + m_network->builder.AssignStreams(stream) <= flows);
    NS_ABORT_UNLESS(flows + m_network->background.AssignStreams(flows) <= stack);
    // Resolution of addresses on shared media waits at random.
    return STACK_STREAMS + InternetStackHelper().AssignStreams(GetNodes(), stack);
}

std::string
HttpTopologyHelper::Draw(const std::string& file) const
{
    const std::string ending = file.substr(std::min(file.rfind('.'), file.size() - 1) + 1);
    std::ostringstream text;
    m_network->plan.PrintDot(text);
    if (ending == "dot")
    {
        std::ofstream out(file);
        out << text.str();
        return out.flush() ? "" : "it cannot be written";
    }
    if (std::find(DRAWINGS.begin(), DRAWINGS.end(), ending) == DRAWINGS.end())
    {
        return "accepted: text | dot | FILE.dot | FILE.svg | FILE.png | FILE.pdf";
    }
    const std::string command = "dot -T" + ending + " -o " + HttpQuoteShell(file) + " 2>/dev/null";
    std::FILE* const dot = popen(command.c_str(), "w");
    if (!dot)
    {
        return "graphviz's dot cannot be run";
    }
    std::fputs(text.str().c_str(), dot);
    return pclose(dot) == 0 ? "" : "graphviz's dot is not there, or cannot write it";
}

} // namespace ns3
