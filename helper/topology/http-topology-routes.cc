/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-topology-routes.h"

#include "ns3/ipv4-routing-table-entry.h"
#include "ns3/ipv4-static-routing-helper.h"
#include "ns3/ipv6-routing-table-entry.h"
#include "ns3/ipv6-static-routing-helper.h"

#include <algorithm>
#include <map>
#include <queue>

namespace ns3
{

HttpTopologyRoutes::HttpTopologyRoutes(const HttpTopologyPlan& plan,
                                       const HttpTopologyAddresses& addresses,
                                       const std::vector<HttpBuiltLink>& links,
                                       bool isIpv6)
    : m_plan(plan),
      m_addresses(addresses),
      m_links(links),
      m_isIpv6(isIpv6),
      m_byNode(plan.GetLinksByNode()),
      m_neighbours(plan.nodes.size())
{
    for (const uint32_t router : plan.GetNodes(HttpTopologyPlan::Role::Router))
    {
        const auto range = addresses.GetHosts(router);
        if (range.begin < range.end)
        {
            m_targets.push_back(router);
        }
        for (const uint32_t link : m_byNode[router])
        {
            const std::size_t peer = FindPeer(link, router);
            if (peer < plan.links[link].ends.size())
            {
                m_neighbours[router].push_back(
                    {plan.links[link].ends[peer],
                     link,
                     plan.links[link].delay.GetNanoSeconds() + HttpTopologyPlan::HOP_COST});
            }
        }
    }
    std::sort(m_targets.begin(), m_targets.end(), [&addresses](uint32_t a, uint32_t b) {
        return addresses.GetHosts(a).begin < addresses.GetHosts(b).begin;
    });
}

std::size_t
HttpTopologyRoutes::FindEnd(uint32_t link, uint32_t node) const
{
    const auto& ends = m_plan.links[link].ends;
    return std::find(ends.begin(), ends.end(), node) - ends.begin();
}

std::size_t
HttpTopologyRoutes::FindPeer(uint32_t link, uint32_t node) const
{
    const auto& ends = m_plan.links[link].ends;
    std::size_t peer = ends.size();
    for (std::size_t i = 0; i < ends.size(); ++i)
    {
        if (ends[i] != node && m_plan.nodes[ends[i]].role == HttpTopologyPlan::Role::Router)
        {
            peer = std::min(peer, i);
        }
    }
    return peer;
}

bool
HttpTopologyRoutes::IsCore(const Neighbour& neighbour) const
{
    return m_links[neighbour.link].isUp && m_branches[neighbour.node].up == NONE;
}

void
HttpTopologyRoutes::FoldBranches()
{
    m_branches.assign(m_plan.nodes.size(), Branch());
    // Links of each router to others that are not folded yet, as seen by itself and by them.
    std::vector<std::pair<uint32_t, uint32_t>> degrees(m_plan.nodes.size());
    for (uint32_t node = 0; node < m_neighbours.size(); ++node)
    {
        m_branches[node].root = node;
        for (const Neighbour& neighbour : m_neighbours[node])
        {
            degrees[node].first += m_links[neighbour.link].isUp ? 1 : 0;
            degrees[neighbour.node].second += m_links[neighbour.link].isUp ? 1 : 0;
        }
    }
    const std::pair<uint32_t, uint32_t> last{1, 1};
    std::vector<uint32_t> folded;
    for (uint32_t first = 0; first < m_neighbours.size(); ++first)
    {
        for (uint32_t node = first; degrees[node] == last; node = m_branches[node].root)
        {
            const auto& neighbours = m_neighbours[node];
            const auto stem =
                std::find_if(neighbours.begin(), neighbours.end(), [this](const Neighbour& other) {
                    return IsCore(other);
                });
            m_branches[node].up = stem->link;
            m_branches[node].root = stem->node;
            degrees[node] = {0, 0};
            --degrees[stem->node].first;
            --degrees[stem->node].second;
            folded.push_back(node);
        }
    }
    for (uint32_t i = 0; i < m_targets.size(); ++i)
    {
        uint32_t node = m_targets[i];
        m_branches[node].down.emplace_back(i, HERE);
        while (m_branches[node].up != NONE)
        {
            const Hop link = m_branches[node].up;
            node = m_branches[node].root;
            m_branches[node].down.emplace_back(i, link);
        }
    }
    // What a router is folded into may have been folded later: the last ones know their root.
    for (auto node = folded.rbegin(); node != folded.rend(); ++node)
    {
        m_branches[*node].root = m_branches[m_branches[*node].root].root;
    }
}

void
HttpTopologyRoutes::FindPaths(uint32_t target, std::vector<Hop>& hops) const
{
    using Entry = std::pair<int64_t, uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    std::vector<int64_t> costs(m_plan.nodes.size(), INT64_MAX);
    hops.assign(m_plan.nodes.size(), NONE);
    costs[target] = 0;
    hops[target] = HERE;
    open.push({0, target});
    while (!open.empty())
    {
        const auto [cost, node] = open.top();
        open.pop();
        if (cost > costs[node])
        {
            continue;
        }
        for (const Neighbour& neighbour : m_neighbours[node])
        {
            const int64_t there = cost + neighbour.cost;
            if (IsCore(neighbour) && there < costs[neighbour.node])
            {
                costs[neighbour.node] = there;
                hops[neighbour.node] = neighbour.link;
                open.push({there, neighbour.node});
            }
        }
    }
}

std::vector<HttpTopologyRoutes::Run>
HttpTopologyRoutes::FindRuns(uint32_t router) const
{
    std::vector<Run> runs;
    const Branch& branch = m_branches[router];
    auto down = branch.down.begin();
    for (std::size_t i = 0; i < m_targets.size(); ++i)
    {
        Hop hop = m_hops[m_places[i]][branch.root];
        if (down != branch.down.end() && down->first == i)
        {
            hop = (down++)->second;
        }
        else if (hop != NONE && branch.up != NONE)
        {
            hop = branch.up;
        }
        if (hop == HERE)
        {
            // The routes to its own subnets are longer prefixes and prevail over any other.
            continue;
        }
        const auto range = m_addresses.GetHosts(m_targets[i]);
        if (!runs.empty() && runs.back().hop == hop)
        {
            runs.back().range.end = range.end;
        }
        else
        {
            runs.push_back({range, hop});
        }
    }
    return runs;
}

void
HttpTopologyRoutes::Remove(uint32_t node) const
{
    const auto remove = [](const auto& routing) {
        for (uint32_t i = routing->GetNRoutes(); i-- > 0;)
        {
            if (routing->GetRoute(i).IsGateway())
            {
                routing->RemoveRoute(i);
            }
        }
    };
    Ptr<Node> owner = m_plan.nodes[node].node;
    m_isIpv6 ? remove(Ipv6StaticRoutingHelper().GetStaticRouting(owner->GetObject<Ipv6>()))
             : remove(Ipv4StaticRoutingHelper().GetStaticRouting(owner->GetObject<Ipv4>()));
}

void
HttpTopologyRoutes::Add(uint32_t node,
                        uint32_t link,
                        const HttpTopologyAddresses::Prefix* prefix) const
{
    Ptr<Node> owner = m_plan.nodes[node].node;
    const std::size_t peer = FindPeer(link, node);
    const uint32_t interface = m_links[link].interfaces[FindEnd(link, node)];
    const auto add =
        [&](const auto& routing, const auto& hop, const auto& network, const auto& mask) {
            prefix ? routing->AddNetworkRouteTo(network, mask, hop, interface)
                   : routing->SetDefaultRoute(hop, interface);
        };
    const HttpTopologyAddresses::Prefix where = prefix ? *prefix : m_addresses.GetSubnet(link);
    if (m_isIpv6)
    {
        Ptr<Ipv6> other = m_plan.nodes[m_plan.links[link].ends[peer]].node->GetObject<Ipv6>();
        add(Ipv6StaticRoutingHelper().GetStaticRouting(owner->GetObject<Ipv6>()),
            other->GetAddress(m_links[link].interfaces[peer], 0).GetAddress(),
            where.GetIpv6(),
            where.GetIpv6Prefix());
        return;
    }
    add(Ipv4StaticRoutingHelper().GetStaticRouting(owner->GetObject<Ipv4>()),
        m_addresses.GetIpv4(link, m_plan.links[link].numbers[peer]),
        where.GetIpv4(),
        where.GetIpv4Mask());
}

void
HttpTopologyRoutes::Install(uint32_t router) const
{
    Remove(router);
    const std::vector<Run> runs = FindRuns(router);
    std::map<Hop, uint32_t> counts;
    for (const Run& run : runs)
    {
        ++counts[run.hop];
    }
    // The link that most runs lie behind is the default, unless something cannot be reached: a
    // packet to it must end here and not wander.
    Hop usual = NONE;
    if (!runs.empty() && counts.count(NONE) == 0)
    {
        usual = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
                    return a.second < b.second;
                })->first;
        Add(router, usual, nullptr);
    }
    for (std::size_t i = 0; i < runs.size(); ++i)
    {
        if (runs[i].hop == NONE || runs[i].hop == usual)
        {
            continue;
        }
        const uint32_t limit = i + 1 < runs.size() ? runs[i + 1].range.begin : 1U << 24;
        for (const auto& prefix : HttpTopologyAddresses::Cover(runs[i].range, limit))
        {
            Add(router, runs[i].hop, &prefix);
        }
    }
}

void
HttpTopologyRoutes::Update()
{
    FoldBranches();
    std::map<uint32_t, uint32_t> places;
    for (const uint32_t target : m_targets)
    {
        const auto [place, isNew] = places.emplace(m_branches[target].root, m_hops.size());
        m_places.push_back(place->second);
        if (isNew)
        {
            FindPaths(place->first, m_hops.emplace_back());
        }
    }
    for (const uint32_t router : m_plan.GetNodes(HttpTopologyPlan::Role::Router))
    {
        Install(router);
    }
    m_hops.clear();
    m_places.clear();
    m_branches.clear();
}

void
HttpTopologyRoutes::InstallHosts()
{
    for (uint32_t node = 0; node < m_plan.nodes.size(); ++node)
    {
        if (m_plan.nodes[node].role == HttpTopologyPlan::Role::Router)
        {
            continue;
        }
        const uint32_t link = m_byNode[node].front();
        if (FindPeer(link, node) < m_plan.links[link].ends.size())
        {
            Add(node, link, nullptr);
        }
    }
}

} // namespace ns3
