/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-topology-shapes.h"

#include "http-access-links.h"
#include "http-topology-check.h"
#include "http-topology-file.h"
#include "http-topology-lists.h"

#include "ns3/http-named.h"
#include "ns3/http-text.h"

namespace ns3
{

namespace
{

using Plan = HttpTopologyPlan;
using Settings = HttpTopologySettings;
using Skeleton = HttpTopologySkeleton;

/**
 * @brief A main link as the settings describe it.
 * @param s the settings
 * @param ends its ends, the clients' side first
 * @return the link
 */
Plan::Link
MakeMain(const Settings& s, std::vector<uint32_t> ends)
{
    Plan::Link link;
    link.ends = std::move(ends);
    link.down = s.rate;
    link.up = s.uplink.GetBitRate() > 0 ? s.uplink : s.rate;
    link.delay = GetHttpMainDelay(s);
    link.isMain = true;
    return link;
}

/**
 * @brief A host's own link as the settings describe those of servers.
 * @param s the settings
 * @param ends its ends, the clients' side first
 * @return the link
 */
Plan::Link
MakeAccess(const Settings& s, std::vector<uint32_t> ends)
{
    Plan::Link link;
    link.ends = std::move(ends);
    link.down = link.up = s.accessRate;
    link.delay = s.accessDelay;
    return link;
}

HttpTopologyProblem
MakePointToPoint(const Settings& s, Plan& plan, Skeleton& skeleton)
{
    if (s.servers != 1)
    {
        return {"servers", std::to_string(s.servers), "point-to-point has one server node"};
    }
    skeleton.hasHosts = true;
    const uint32_t client = plan.AddNode("c0", Plan::Role::Client);
    const uint32_t server = plan.AddNode("s0", Plan::Role::Server);
    if (!s.hasProxy)
    {
        plan.links.push_back(MakeMain(s, {client, server}));
        return {};
    }
    // The proxy stands between them, near the client: there is no other way.
    const uint32_t proxy = plan.AddNode("p0", Plan::Role::Proxy);
    plan.links.push_back(MakeAccess(s, {client, proxy}));
    plan.links.push_back(MakeMain(s, {proxy, server}));
    return {};
}

HttpTopologyProblem
MakeDumbbell(const Settings& s, Plan& plan, Skeleton& skeleton)
{
    const uint32_t left = plan.AddNode("left", Plan::Role::Router);
    const uint32_t right = plan.AddNode("right", Plan::Role::Router);
    plan.links.push_back(MakeMain(s, {left, right}));
    skeleton.clientPlaces = {left};
    skeleton.serverPlaces = {right};
    return {};
}

HttpTopologyProblem
MakeStar(const Settings& /* s */, Plan& plan, Skeleton& skeleton)
{
    const uint32_t hub = plan.AddNode("hub", Plan::Role::Router);
    skeleton.clientPlaces = {hub};
    skeleton.serverPlaces = {hub};
    skeleton.serversByMain = true;
    return {};
}

/**
 * @brief Adds every client and server to a link.
 * @param s the settings
 * @param plan the network
 * @param link the link
 * @param hasServers whether servers belong to it
 */
void
AddHosts(const Settings& s, Plan& plan, Plan::Link& link, bool hasServers)
{
    for (uint32_t i = 0; i < s.clients; ++i)
    {
        link.ends.push_back(plan.AddNode("c" + std::to_string(i), Plan::Role::Client));
    }
    for (uint32_t i = 0; hasServers && i < s.servers; ++i)
    {
        link.ends.push_back(plan.AddNode("s" + std::to_string(i), Plan::Role::Server));
    }
}

HttpTopologyProblem
MakeLan(const Settings& s, Plan& plan, Skeleton& skeleton)
{
    skeleton.hasHosts = true;
    Plan::Link wire = MakeMain(s, {});
    wire.medium = Plan::Medium::Csma;
    wire.up = wire.down;
    AddHosts(s, plan, wire, true);
    if (s.hasProxy)
    {
        wire.ends.push_back(plan.AddNode("p0", Plan::Role::Proxy));
    }
    plan.links.push_back(wire);
    return {};
}

HttpTopologyProblem
MakeWifi(const Settings& s, Plan& plan, Skeleton& skeleton)
{
    skeleton.hasHosts = true;
    Plan::Link cell;
    cell.medium = Plan::Medium::Wifi;
    const uint32_t accessPoint = plan.AddNode("ap", Plan::Role::Router);
    cell.ends.push_back(accessPoint);
    AddHosts(s, plan, cell, false);
    plan.links.push_back(cell);
    for (uint32_t i = 0; i < s.servers; ++i)
    {
        const uint32_t server = plan.AddNode("s" + std::to_string(i), Plan::Role::Server);
        plan.links.push_back(MakeMain(s, {accessPoint, server}));
    }
    if (s.hasProxy)
    {
        const uint32_t proxy = plan.AddNode("p0", Plan::Role::Proxy);
        plan.links.push_back(MakeAccess(s, {accessPoint, proxy}));
    }
    return {};
}

HttpTopologyProblem
MakeTree(const Settings& s, Plan& plan, Skeleton& skeleton)
{
    // Levels from the root down, as narrow as the fan-out allows.
    std::vector<uint32_t> widths;
    for (uint32_t width = (s.clients + s.fanout - 1) / s.fanout; width > 1;
         width = (width + s.fanout - 1) / s.fanout)
    {
        widths.insert(widths.begin(), width);
    }
    const uint32_t root = plan.AddNode("root", Plan::Role::Router);
    const uint32_t gateway = plan.AddNode("gateway", Plan::Role::Router);
    plan.links.push_back(MakeMain(s, {root, gateway}));
    std::vector<uint32_t> above{root};
    for (std::size_t level = 0; level < widths.size(); ++level)
    {
        std::vector<uint32_t> routers;
        for (uint32_t i = 0; i < widths[level]; ++i)
        {
            const std::string name = "t" + std::to_string(level + 1) + "." + std::to_string(i);
            routers.push_back(plan.AddNode(name, Plan::Role::Router));
            Plan::Link link;
            link.ends = {routers.back(), above[i / s.fanout]};
            link.down = link.up = s.coreRate;
            link.delay = s.coreDelay;
            plan.links.push_back(link);
        }
        above = routers;
    }
    for (uint32_t i = 0; i < s.clients; ++i)
    {
        skeleton.clientPlaces.push_back(above[i / s.fanout]);
    }
    skeleton.serverPlaces = {gateway};
    return {};
}

/**
 * @brief Reads what each link of a chain has, in turn.
 * @tparam T what they have
 * @param text the list
 * @param links their number
 * @param values where it goes: one for each, one for all, or none
 * @param read reads the list
 * @return an empty text, or what is accepted
 */
template <typename T>
std::string
ReadForLinks(const std::string& text,
             std::size_t links,
             std::vector<T>& values,
             std::string (*read)(const std::string&, std::vector<T>&))
{
    std::string problem = read(text, values);
    if (!problem.empty() || values.size() <= 1 || values.size() == links)
    {
        return problem;
    }
    return "accepted: one for each of the chain's " + std::to_string(links) +
           " link(s), or one for all";
}

HttpTopologyProblem
MakeChain(const Settings& s, Plan& plan, Skeleton& skeleton)
{
    std::vector<DataRate> rates;
    std::vector<Time> delays;
    const std::size_t links = s.routers - 1;
    HttpTopologyProblem problem{"rates",
                                s.rates,
                                ReadForLinks(s.rates, links, rates, ReadHttpRates)};
    if (!problem)
    {
        problem = {"delays", s.delays, ReadForLinks(s.delays, links, delays, ReadHttpTimes)};
    }
    if (problem)
    {
        return problem;
    }
    for (uint32_t i = 0; i < s.routers; ++i)
    {
        const uint32_t router = plan.AddNode("r" + std::to_string(i), Plan::Role::Router);
        if (i == 0)
        {
            skeleton.clientPlaces = {router};
            continue;
        }
        Plan::Link link = MakeMain(s, {router - 1, router});
        if (!rates.empty())
        {
            link.down = link.up = rates[(i - 1) % rates.size()];
        }
        if (!delays.empty())
        {
            link.delay = delays[(i - 1) % delays.size()];
        }
        plan.links.push_back(link);
    }
    skeleton.serverPlaces = {static_cast<uint32_t>(plan.nodes.size() - 1)};
    return {};
}

HttpTopologyProblem
MakeFile(const Settings& s, Plan& plan, Skeleton& skeleton)
{
    HttpTopologyProblem problem = ReadHttpTopologyFile(s, plan);
    if (!problem)
    {
        skeleton.clientPlaces = FindHttpEdgeRouters(plan);
        skeleton.serverPlaces = FindHttpCoreRouters(plan);
    }
    return problem;
}

/// @brief The least power of two that has room for a number. @param number it @return the power
uint32_t
RoundUp(uint64_t number)
{
    uint64_t power = 4;
    while (power < number && power < (uint64_t{1} << 31))
    {
        power *= 2;
    }
    return static_cast<uint32_t>(power);
}

/**
 * @brief Joins clients and servers to their routers.
 * @param s the settings
 * @param access the clients' links
 * @param skeleton where they go
 * @param plan the network
 */
void
JoinHosts(const Settings& s, HttpAccessLinks& access, const Skeleton& skeleton, Plan& plan)
{
    for (uint32_t i = 0; i < s.clients; ++i)
    {
        Plan::Link link = access.Next();
        const uint32_t client = plan.AddNode("c" + std::to_string(i), Plan::Role::Client);
        link.ends = {client, skeleton.clientPlaces[i % skeleton.clientPlaces.size()]};
        plan.links.push_back(link);
    }
    for (uint32_t i = 0; i < s.servers; ++i)
    {
        const uint32_t place = skeleton.serverPlaces[i % skeleton.serverPlaces.size()];
        const uint32_t server = plan.AddNode("s" + std::to_string(i), Plan::Role::Server);
        plan.links.push_back(skeleton.serversByMain ? MakeMain(s, {place, server})
                                                    : MakeAccess(s, {place, server}));
    }
    if (s.hasProxy)
    {
        const auto& places =
            skeleton.proxyPlaces.empty() ? skeleton.clientPlaces : skeleton.proxyPlaces;
        const uint32_t proxy = plan.AddNode("p0", Plan::Role::Proxy);
        plan.links.push_back(MakeAccess(s, {places.front(), proxy}));
    }
}

/**
 * @brief Numbers the addresses of each link; a server has room for all of its hosts.
 * @param s the settings
 * @param plan the network
 */
void
NumberAddresses(const Settings& s, Plan& plan)
{
    for (Plan::Link& link : plan.links)
    {
        uint32_t next = 1;
        link.numbers.clear();
        for (const uint32_t end : link.ends)
        {
            link.numbers.push_back(next);
            next += plan.nodes[end].role == Plan::Role::Server ? s.hostsPerServer : 1;
        }
        // The first and the last address are the network's and its broadcast.
        link.addresses = RoundUp(uint64_t{next} + 1);
    }
}

} // namespace

const std::vector<HttpTopologyShape>&
GetHttpTopologyShapes()
{
    static const std::vector<HttpTopologyShape> SHAPES = {
        {"point-to-point",
         "one link between one client node and one server node",
         MakePointToPoint},
        {"dumbbell", "clients and servers on either side of one main link", MakeDumbbell},
        {"star", "one router; the servers' own links are main links", MakeStar},
        {"lan", "one shared wire (CSMA)", MakeLan},
        {"wifi", "an access point with stations; main links to the servers", MakeWifi},
        {"tree", "an access tree; a main link from its root to the servers", MakeTree},
        {"chain", "routers in a row, joined by main links", MakeChain},
        {"file", "a map: GraphML, Inet, Orbis or Rocketfuel", MakeFile},
    };
    return SHAPES;
}

std::vector<std::string>
GetHttpTopologyNames()
{
    return HttpListNames(GetHttpTopologyShapes());
}

HttpTopologyProblem
PlanHttpTopology(const HttpTopologySettings& settings, int64_t stream, HttpTopologyPlan& plan)
{
    plan = HttpTopologyPlan();
    HttpAccessLinks access;
    Skeleton skeleton;
    const auto* const shape = HttpFindNamed(GetHttpTopologyShapes(), settings.shape);
    if (!shape)
    {
        return {"topology", settings.shape, "accepted: " + HttpJoin(GetHttpTopologyNames(), " | ")};
    }
    HttpTopologyProblem problem = CheckHttpTopologySettings(settings);
    if (!problem)
    {
        problem = access.Load(settings, stream);
    }
    if (!problem)
    {
        problem = shape->make(settings, plan, skeleton);
    }
    if (!problem)
    {
        problem = ChooseHttpPlaces(settings, plan, skeleton);
    }
    if (problem)
    {
        return problem;
    }
    if (!skeleton.hasHosts)
    {
        JoinHosts(settings, access, skeleton, plan);
    }
    plan.notes.insert(plan.notes.end(), access.GetNotes().begin(), access.GetNotes().end());
    NumberAddresses(settings, plan);
    return CheckHttpTopologyPlan(settings, plan);
}

} // namespace ns3
