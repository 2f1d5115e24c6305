/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-topology-network.h"

#include "http-topology-lists.h"

#include "ns3/arp-cache.h"
#include "ns3/boolean.h"
#include "ns3/http-progress.h"
#include "ns3/icmpv6-l4-protocol.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-global-routing-helper.h"
#include "ns3/ipv4-interface.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/ipv4-static-routing-helper.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/ipv6.h"
#include "ns3/nix-vector-helper.h"
#include "ns3/simulator.h"

#include <algorithm>

namespace ns3
{

HttpTopologyNetwork::HttpTopologyNetwork(const HttpTopologySettings& s)
    : settings(s),
      builder(settings)
{
}

Address
HttpTopologyNetwork::GetAddress(uint32_t link, std::size_t end) const
{
    const uint32_t number = plan.links[link].numbers[end];
    if (settings.isIpv6)
    {
        return addresses.GetIpv6(link, number);
    }
    return addresses.GetIpv4(link, number);
}

std::pair<uint32_t, std::size_t>
HttpTopologyNetwork::FindHost(HttpTopologyPlan::Role role, uint32_t number) const
{
    return m_hosts.at(role).at(number);
}

void
HttpTopologyNetwork::InstallStack()
{
    NodeContainer nodes;
    for (const HttpTopologyPlan::Node& node : plan.nodes)
    {
        nodes.Add(node.node);
    }
    InternetStackHelper stack;
    stack.SetIpv4StackInstall(!settings.isIpv6);
    stack.SetIpv6StackInstall(settings.isIpv6);
    if (settings.routing == "static")
    {
        stack.SetRoutingHelper(Ipv4StaticRoutingHelper());
        stack.SetRoutingHelper(Ipv6StaticRoutingHelper());
    }
    else if (settings.routing == "nix-vector")
    {
        stack.SetRoutingHelper(Ipv4NixVectorHelper());
        stack.SetRoutingHelper(Ipv6NixVectorHelper());
    }
    stack.Install(nodes);
    for (uint32_t i = 0; settings.isIpv6 && i < nodes.GetN(); ++i)
    {
        // Addresses are known to be unique here, and no packet must wait until that is found out.
        nodes.Get(i)->GetObject<Icmpv6L4Protocol>()->SetAttribute("DAD", BooleanValue(false));
    }
}

void
HttpTopologyNetwork::AddIpv6Address(Ptr<Ipv6> ipv6,
                                    uint32_t interface,
                                    uint32_t link,
                                    std::size_t end) const
{
    const uint32_t number = plan.links[link].numbers[end];
    ipv6->AddAddress(interface,
                     Ipv6InterfaceAddress(addresses.GetIpv6(link, number), Ipv6Prefix(64)));
}

uint32_t
HttpTopologyNetwork::AddInterface(Ptr<Node> node,
                                  Ptr<NetDevice> device,
                                  uint32_t link,
                                  std::size_t end)
{
    if (settings.isIpv6)
    {
        Ptr<Ipv6> ipv6 = node->GetObject<Ipv6>();
        const uint32_t interface = ipv6->AddInterface(device);
        ipv6->SetMetric(interface, 1);
        ipv6->SetUp(interface);
        AddIpv6Address(ipv6, interface, link, end);
        const auto role = plan.nodes[plan.links[link].ends[end]].role;
        ipv6->SetForwarding(interface, role == HttpTopologyPlan::Role::Router);
        return interface;
    }
    const uint32_t number = plan.links[link].numbers[end];
    Ptr<Ipv4> ipv4 = node->GetObject<Ipv4>();
    const uint32_t interface = ipv4->AddInterface(device);
    ipv4->AddAddress(interface,
                     Ipv4InterfaceAddress(addresses.GetIpv4(link, number),
                                          addresses.GetSubnet(link).GetIpv4Mask()));
    ipv4->SetMetric(interface, 1);
    ipv4->SetUp(interface);
    return interface;
}

void
HttpTopologyNetwork::BuildLinks()
{
    for (HttpTopologyPlan::Node& node : plan.nodes)
    {
        if (!node.node)
        {
            node.node = CreateObject<Node>();
        }
    }
    links.resize(plan.links.size());
    HttpProgress progress("links built", plan.links.size());
    for (uint32_t link = 0; link < plan.links.size(); ++link)
    {
        progress.Show(link);
        links[link].devices = builder.Build(plan, link);
    }
}

void
HttpTopologyNetwork::AddInterfaces()
{
    HttpProgress progress("links given addresses", plan.links.size());
    for (uint32_t link = 0; link < plan.links.size(); ++link)
    {
        progress.Show(link);
        HttpBuiltLink& built = links[link];
        for (std::size_t end = 0; end < built.devices.size(); ++end)
        {
            Ptr<Node> node = plan.nodes[plan.links[link].ends[end]].node;
            built.interfaces.push_back(AddInterface(node, built.devices[end], link, end));
        }
    }
}

void
HttpTopologyNetwork::IntroduceNeighbours(uint32_t link)
{
    const auto& ends = plan.links[link].ends;
    const auto isClient = [this, &ends](std::size_t end) {
        return plan.nodes[ends[end]].role == HttpTopologyPlan::Role::Client;
    };
    for (std::size_t a = 0; a < ends.size(); ++a)
    {
        Ptr<Ipv4L3Protocol> ipv4 = plan.nodes[ends[a]].node->GetObject<Ipv4L3Protocol>();
        Ptr<ArpCache> cache = ipv4->GetInterface(links[link].interfaces[a])->GetArpCache();
        for (std::size_t b = 0; b < ends.size(); ++b)
        {
            if (a != b && !(isClient(a) && isClient(b)))
            {
                ArpCache::Entry* const entry =
                    cache->Add(addresses.GetIpv4(link, plan.links[link].numbers[b]));
                entry->SetMacAddress(links[link].devices[b]->GetAddress());
                entry->MarkPermanent();
            }
        }
    }
}

void
HttpTopologyNetwork::Build()
{
    addresses.Assign(plan);
    BuildLinks();
    InstallStack();
    builder.AddQueueDiscs();
    AddInterfaces();
    for (uint32_t link = 0; link < plan.links.size() && !settings.isIpv6; ++link)
    {
        if (plan.links[link].medium != HttpTopologyPlan::Medium::PointToPoint)
        {
            IntroduceNeighbours(link);
        }
    }
    if (settings.routing == "static")
    {
        m_routes.emplace(plan, addresses, links, settings.isIpv6);
        m_routes->InstallHosts();
        m_routes->Update();
    }
    else if (settings.routing == "global")
    {
        Ipv4GlobalRoutingHelper::PopulateRoutingTables();
    }
    const auto byNode = plan.GetLinksByNode();
    for (uint32_t node = 0; node < plan.nodes.size(); ++node)
    {
        const uint32_t link = byNode[node].front();
        const auto& ends = plan.links[link].ends;
        const auto end = std::find(ends.begin(), ends.end(), node) - ends.begin();
        m_hosts[plan.nodes[node].role].emplace_back(link, end);
    }
    ScheduleFailures();
}

void
HttpTopologyNetwork::ScheduleFailures()
{
    m_failures.assign(plan.links.size(), 0);
    std::vector<HttpLinkFailure> failures;
    ReadHttpFailures(settings.failures, failures);
    const Ptr<HttpTopologyNetwork> self(this);
    for (const HttpLinkFailure& failure : failures)
    {
        for (const uint32_t link : plan.FindLinks(failure.link))
        {
            Simulator::Schedule(failure.begin, &HttpTopologyNetwork::SetUp, self, link, false);
            Simulator::Schedule(failure.begin + failure.length,
                                &HttpTopologyNetwork::SetUp,
                                self,
                                link,
                                true);
        }
    }
}

void
HttpTopologyNetwork::SetUp(uint32_t link, bool isUp)
{
    // Failures may overlap; the link works again after the last one.
    m_failures[link] += isUp ? -1 : 1;
    const bool wasUp = links[link].isUp;
    links[link].isUp = m_failures[link] == 0;
    if (links[link].isUp == wasUp)
    {
        return;
    }
    builder.SetUp(link, links[link].isUp);
    const auto& ends = plan.links[link].ends;
    const bool joinsRouters = std::all_of(ends.begin(), ends.end(), [this](uint32_t end) {
        return plan.nodes[end].role == HttpTopologyPlan::Role::Router;
    });
    if (!joinsRouters)
    {
        return;
    }
    if (m_routes)
    {
        m_routes->Update();
        return;
    }
    for (std::size_t end = 0; end < ends.size(); ++end)
    {
        Ptr<Node> node = plan.nodes[ends[end]].node;
        const uint32_t interface = links[link].interfaces[end];
        if (settings.isIpv6)
        {
            Ptr<Ipv6> ipv6 = node->GetObject<Ipv6>();
            if (!links[link].isUp)
            {
                ipv6->SetDown(interface);
                continue;
            }
            // An interface that goes down forgets its addresses.
            ipv6->SetUp(interface);
            AddIpv6Address(ipv6, interface, link, end);
        }
        else
        {
            Ptr<Ipv4> ipv4 = node->GetObject<Ipv4>();
            links[link].isUp ? ipv4->SetUp(interface) : ipv4->SetDown(interface);
        }
    }
    if (settings.routing == "global")
    {
        Ipv4GlobalRoutingHelper::RecomputeRoutingTables();
    }
}

} // namespace ns3
