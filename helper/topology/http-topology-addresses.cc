/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-topology-addresses.h"

#include <algorithm>
#include <array>

namespace ns3
{

namespace
{

/// Addresses of 10.0.0.0/8, and its first one.
constexpr uint64_t SPACE = uint64_t{1} << 24;
constexpr uint32_t FIRST = 10U << 24;

/// @brief The least power of two not below a number. @param number it @return the power
uint64_t
RoundUp(uint64_t number)
{
    uint64_t power = 1;
    while (power < number)
    {
        power *= 2;
    }
    return power;
}

/// @brief The length of a prefix. @param size addresses in it, a power of two @return bits
uint8_t
GetLength(uint64_t size)
{
    uint8_t length = 32;
    for (; size > 1; size /= 2)
    {
        --length;
    }
    return length;
}

/// @brief A subnet as IPv6 has it. @param base from 10.0.0.0 @param host the last bits @return it
Ipv6Address
MakeIpv6(uint32_t base, uint32_t host)
{
    const uint32_t subnet = FIRST + base;
    std::array<uint8_t, 16> bytes = {0xfd, 0x00, 0x00, 0x00};
    for (int i = 0; i < 4; ++i)
    {
        bytes[4 + i] = static_cast<uint8_t>(subnet >> (24 - 8 * i));
        bytes[12 + i] = static_cast<uint8_t>(host >> (24 - 8 * i));
    }
    return Ipv6Address(bytes.data());
}

} // namespace

Ipv4Address
HttpTopologyAddresses::Prefix::GetIpv4() const
{
    return Ipv4Address(FIRST + base);
}

Ipv4Mask
HttpTopologyAddresses::Prefix::GetIpv4Mask() const
{
    return Ipv4Mask(static_cast<uint32_t>(~uint64_t{0} << (32 - length)));
}

Ipv6Address
HttpTopologyAddresses::Prefix::GetIpv6() const
{
    return MakeIpv6(base, 0);
}

Ipv6Prefix
HttpTopologyAddresses::Prefix::GetIpv6Prefix() const
{
    return Ipv6Prefix(static_cast<uint8_t>(32 + length));
}

void
HttpTopologyAddresses::FindTree(const HttpTopologyPlan& plan)
{
    const auto byNode = plan.GetLinksByNode();
    const auto isRouter = [&plan](uint32_t node) {
        return plan.nodes[node].role == HttpTopologyPlan::Role::Router;
    };
    const auto routers = plan.GetNodes(HttpTopologyPlan::Role::Router);
    const uint32_t root = routers.empty() ? 0 : routers.front();
    std::vector<uint32_t> depth(plan.nodes.size(), UINT32_MAX);
    m_children.assign(plan.nodes.size(), {});
    m_owned.assign(plan.nodes.size(), {});
    m_order = {root};
    depth[root] = 0;
    for (std::size_t i = 0; i < m_order.size(); ++i)
    {
        const uint32_t node = m_order[i];
        for (const uint32_t link : byNode[node])
        {
            for (const uint32_t end : plan.links[link].ends)
            {
                if (isRouter(end) && depth[end] == UINT32_MAX)
                {
                    depth[end] = static_cast<uint32_t>(m_order.size());
                    m_order.push_back(end);
                    m_children[node].push_back(end);
                }
            }
        }
    }
    for (uint32_t link = 0; link < plan.links.size(); ++link)
    {
        // The router that was found last has the subnet.
        uint32_t owner = root;
        bool hasOwner = false;
        for (const uint32_t end : plan.links[link].ends)
        {
            if (isRouter(end) && (!hasOwner || depth[end] > depth[owner]))
            {
                owner = end;
                hasOwner = true;
            }
        }
        m_owned[owner].push_back(link);
    }
}

void
HttpTopologyAddresses::LayOwn(const HttpTopologyPlan& plan, uint32_t node, uint64_t begin)
{
    std::vector<uint32_t> links = m_owned[node];
    std::stable_sort(links.begin(), links.end(), [&plan](uint32_t a, uint32_t b) {
        return plan.links[a].addresses > plan.links[b].addresses;
    });
    uint64_t cursor = begin;
    for (const uint32_t link : links)
    {
        const uint64_t size = plan.links[link].addresses;
        cursor = (cursor + size - 1) / size * size;
        m_subnets[link] = {static_cast<uint32_t>(cursor), GetLength(size)};
        cursor += size;
    }
    const bool hasHosts = std::any_of(links.begin(), links.end(), [&plan](uint32_t link) {
        const auto& ends = plan.links[link].ends;
        return std::any_of(ends.begin(), ends.end(), [&plan](uint32_t end) {
            return plan.nodes[end].role != HttpTopologyPlan::Role::Router;
        });
    });
    m_hosts[node] = {static_cast<uint32_t>(begin),
                     static_cast<uint32_t>(hasHosts ? cursor : begin)};
}

bool
HttpTopologyAddresses::Lay(const HttpTopologyPlan& plan, bool isAligned)
{
    std::vector<uint64_t> own(plan.nodes.size(), 0);
    std::vector<uint64_t> below(plan.nodes.size(), 0);
    for (auto node = m_order.rbegin(); node != m_order.rend(); ++node)
    {
        uint64_t largest = 1;
        for (const uint32_t link : m_owned[*node])
        {
            own[*node] += plan.links[link].addresses;
            largest = std::max<uint64_t>(largest, plan.links[link].addresses);
        }
        // Where a block may begin anywhere, its subnets need room to be moved into place.
        own[*node] = isAligned ? RoundUp(own[*node]) : own[*node] + largest;
        below[*node] = own[*node];
        for (const uint32_t child : m_children[*node])
        {
            below[*node] += below[child];
        }
        below[*node] = isAligned ? RoundUp(below[*node]) : below[*node];
    }
    if (below[m_order.front()] > SPACE)
    {
        return false;
    }
    std::vector<uint64_t> begin(plan.nodes.size(), 0);
    for (const uint32_t node : m_order)
    {
        std::vector<Piece> pieces{{own[node], node}};
        for (const uint32_t child : m_children[node])
        {
            pieces.push_back({below[child], child});
        }
        if (isAligned)
        {
            // Falling powers of two, laid side by side, all begin at multiples of their sizes.
            std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) {
                return a.size > b.size;
            });
        }
        uint64_t cursor = begin[node];
        for (const Piece& piece : pieces)
        {
            if (piece.router != node)
            {
                begin[piece.router] = cursor;
            }
            else
            {
                LayOwn(plan, node, cursor);
            }
            cursor += piece.size;
        }
    }
    return true;
}

bool
HttpTopologyAddresses::Assign(const HttpTopologyPlan& plan)
{
    m_subnets.assign(plan.links.size(), Prefix());
    m_hosts.assign(plan.nodes.size(), Range());
    FindTree(plan);
    return Lay(plan, true) || Lay(plan, false);
}

HttpTopologyAddresses::Prefix
HttpTopologyAddresses::GetSubnet(uint32_t link) const
{
    return m_subnets[link];
}

HttpTopologyAddresses::Range
HttpTopologyAddresses::GetHosts(uint32_t node) const
{
    return m_hosts[node];
}

Ipv4Address
HttpTopologyAddresses::GetIpv4(uint32_t link, uint32_t number) const
{
    return Ipv4Address(FIRST + m_subnets[link].base + number);
}

Ipv6Address
HttpTopologyAddresses::GetIpv6(uint32_t link, uint32_t number) const
{
    return MakeIpv6(m_subnets[link].base, number);
}

std::vector<HttpTopologyAddresses::Prefix>
HttpTopologyAddresses::Cover(const Range& range, uint32_t limit)
{
    std::vector<Prefix> prefixes;
    for (uint64_t cursor = range.begin; cursor < range.end;)
    {
        uint64_t size = 4;
        while (cursor % (2 * size) == 0 && cursor + 2 * size <= limit && cursor + size < range.end)
        {
            size *= 2;
        }
        prefixes.push_back({static_cast<uint32_t>(cursor), GetLength(size)});
        cursor += size;
    }
    return prefixes;
}

} // namespace ns3
