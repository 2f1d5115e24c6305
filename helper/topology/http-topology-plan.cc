/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-topology-plan.h"

#include "ns3/http-quote.h"
#include "ns3/http-value-text.h"

#include <algorithm>
#include <array>
#include <iomanip>
#include <map>
#include <queue>
#include <sstream>
#include <utility>

namespace ns3
{

namespace
{

/// How a role and a medium are shown.
constexpr std::array<const char*, 4> ROLES = {"router", "client", "server", "proxy"};
constexpr std::array<const char*, 4> SHAPES = {"ellipse", "box", "box3d", "hexagon"};
constexpr std::array<const char*, 3> MEDIA = {"point-to-point", "CSMA", "Wi-Fi"};

/// @brief What a link can do. @param link the link @return rate and delay for people
std::string
Describe(const HttpTopologyPlan::Link& link)
{
    std::string text = FormatHttpRate(link.down);
    if (link.up != link.down)
    {
        text += " down, " + FormatHttpRate(link.up) + " up";
    }
    return text + ", " + FormatHttpTime(link.delay, Time::MS);
}

/// @brief A number for a drawing. @param value, units it, and units a thousand apart @return text
std::string
Shorten(double value, const std::vector<const char*>& units)
{
    std::size_t unit = 0;
    for (; value >= 1000 && unit + 1 < units.size(); ++unit)
    {
        value /= 1000;
    }
    std::ostringstream text;
    text << std::setprecision(3) << value << units[unit];
    return text.str();
}

/// @brief What a link can do, on two short lines. @param link the link @return for a drawing
std::string
MakeLabel(const HttpTopologyPlan::Link& link)
{
    if (link.medium == HttpTopologyPlan::Medium::Wifi)
    {
        return HttpQuote("Wi-Fi");
    }
    const std::vector<const char*> rates = {"bps", "kbps", "Mbps", "Gbps", "Tbps"};
    std::string rate = Shorten(static_cast<double>(link.down.GetBitRate()), rates);
    if (link.up != link.down)
    {
        rate += " down, " + Shorten(static_cast<double>(link.up.GetBitRate()), rates) + " up";
    }
    const auto delay = static_cast<double>(link.delay.GetNanoSeconds());
    return "\"" + rate + "\\n" + Shorten(delay, {"ns", "us", "ms"}) + "\"";
}

} // namespace

uint32_t
HttpTopologyPlan::AddNode(const std::string& name, Role role)
{
    nodes.push_back({name, role, nullptr});
    return static_cast<uint32_t>(nodes.size() - 1);
}

std::vector<uint32_t>
HttpTopologyPlan::GetNodes(Role role) const
{
    std::vector<uint32_t> indices;
    for (uint32_t i = 0; i < nodes.size(); ++i)
    {
        if (nodes[i].role == role)
        {
            indices.push_back(i);
        }
    }
    return indices;
}

std::vector<std::vector<uint32_t>>
HttpTopologyPlan::GetLinksByNode() const
{
    std::vector<std::vector<uint32_t>> byNode(nodes.size());
    for (uint32_t i = 0; i < links.size(); ++i)
    {
        for (const uint32_t end : links[i].ends)
        {
            byNode[end].push_back(i);
        }
    }
    return byNode;
}

std::vector<uint32_t>
HttpTopologyPlan::GetParts() const
{
    const auto byNode = GetLinksByNode();
    std::vector<uint32_t> parts(nodes.size(), UINT32_MAX);
    uint32_t part = 0;
    for (uint32_t first = 0; first < nodes.size(); ++first)
    {
        if (parts[first] != UINT32_MAX)
        {
            continue;
        }
        std::vector<uint32_t> reached{first};
        parts[first] = part;
        while (!reached.empty())
        {
            const uint32_t node = reached.back();
            reached.pop_back();
            for (const uint32_t link : byNode[node])
            {
                for (const uint32_t end : links[link].ends)
                {
                    if (parts[end] == UINT32_MAX)
                    {
                        parts[end] = part;
                        reached.push_back(end);
                    }
                }
            }
        }
        ++part;
    }
    return parts;
}

std::vector<uint32_t>
HttpTopologyPlan::FindLinks(const std::string& name) const
{
    std::vector<uint32_t> found;
    for (uint32_t i = 0; i < links.size(); ++i)
    {
        const Link& link = links[i];
        if (link.medium != Medium::PointToPoint)
        {
            continue;
        }
        const auto joins = [this, &link](std::size_t from) {
            return std::string(nodes[link.ends[from]].name)
                .append("-")
                .append(nodes[link.ends[1 - from]].name);
        };
        if ((name == "main" && link.isMain) || name == joins(0) || name == joins(1))
        {
            found.push_back(i);
        }
    }
    return found;
}

HttpTopologyPath
HttpTopologyPlan::FindPath(uint32_t from, uint32_t to) const
{
    using Entry = std::pair<int64_t, uint32_t>;
    const auto byNode = GetLinksByNode();
    std::vector<int64_t> costs(nodes.size(), INT64_MAX);
    std::vector<uint32_t> via(nodes.size(), UINT32_MAX);
    std::vector<uint32_t> next(nodes.size(), UINT32_MAX);
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    costs[to] = 0;
    open.push({0, to});
    while (!open.empty())
    {
        const auto [cost, node] = open.top();
        open.pop();
        const bool passesOn = node == to || nodes[node].role == Role::Router;
        if (cost > costs[node] || !passesOn)
        {
            continue;
        }
        for (const uint32_t link : byNode[node])
        {
            const int64_t there = cost + links[link].delay.GetNanoSeconds() + HOP_COST;
            for (const uint32_t end : links[link].ends)
            {
                if (there < costs[end])
                {
                    costs[end] = there;
                    via[end] = link;
                    next[end] = node;
                    open.push({there, end});
                }
            }
        }
    }
    HttpTopologyPath path;
    for (uint32_t node = from; node != to && via[node] != UINT32_MAX; node = next[node])
    {
        const Link& link = links[via[node]];
        const bool isFirst = link.ends.front() == node;
        const DataRate toward = isFirst ? link.down : link.up;
        const DataRate away = isFirst ? link.up : link.down;
        path.down = path.links.empty() ? toward : std::min(path.down, toward);
        path.up = path.links.empty() ? away : std::min(path.up, away);
        path.delay += link.delay;
        path.isMain |= link.isMain;
        path.links.push_back(via[node]);
    }
    return path;
}

void
HttpTopologyPlan::PrintText(std::ostream& out) const
{
    std::map<Role, uint32_t> count;
    for (const Node& node : nodes)
    {
        ++count[node.role];
    }
    out << count[Role::Client] << " client node(s), " << count[Role::Server] << " server node(s), "
        << count[Role::Router] << " router(s), " << (count[Role::Proxy] > 0 ? "1 proxy, " : "")
        << links.size() << " link(s)\n";
    for (const std::string& note : notes)
    {
        out << "note: " << note << "\n";
    }
    for (const Node& node : nodes)
    {
        out << "node " << node.name << " " << ROLES[static_cast<std::size_t>(node.role)] << "\n";
    }
    for (const Link& link : links)
    {
        out << "link";
        for (const uint32_t end : link.ends)
        {
            out << " " << nodes[end].name;
        }
        out << ": " << MEDIA[static_cast<std::size_t>(link.medium)];
        if (link.medium != Medium::Wifi)
        {
            out << ", " << Describe(link);
        }
        out << (link.isMain ? ", main\n" : "\n");
    }
}

void
HttpTopologyPlan::PrintDot(std::ostream& out) const
{
    out << "graph topology {\n  layout=" << (nodes.size() > 60 ? "sfdp" : "neato")
        << ";\n  overlap=false;\n  splines=true;\n  node [fontname=\"sans-serif\"];\n"
        << "  edge [fontname=\"sans-serif\", fontsize=9, len=2.5];\n";
    for (const Node& node : nodes)
    {
        out << "  " << HttpQuote(node.name)
            << " [shape=" << SHAPES[static_cast<std::size_t>(node.role)] << "];\n";
    }
    for (std::size_t i = 0; i < links.size(); ++i)
    {
        const Link& link = links[i];
        const std::string style = link.isMain ? ", penwidth=3" : "";
        if (link.medium == Medium::PointToPoint)
        {
            out << "  " << HttpQuote(nodes[link.ends[0]].name) << " -- "
                << HttpQuote(nodes[link.ends[1]].name) << " [label=" << MakeLabel(link) << style
                << "];\n";
            continue;
        }
        const std::string bus = HttpQuote("link " + std::to_string(i));
        out << "  " << bus << " [shape=plaintext, label=" << MakeLabel(link) << "];\n";
        for (const uint32_t end : link.ends)
        {
            out << "  " << bus << " -- " << HttpQuote(nodes[end].name) << " [label=\"\"" << style
                << (link.medium == Medium::Wifi ? ", style=dashed" : "") << "];\n";
        }
    }
    out << "}\n";
}

} // namespace ns3
