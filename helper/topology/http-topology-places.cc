/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-topology-places.h"

#include "http-topology-lists.h"

#include "ns3/http-text.h"

#include <algorithm>

namespace ns3
{

namespace
{

/**
 * @brief Finds a list of places.
 * @param text names with commas, or edge, core or all
 * @param plan the routers
 * @param places where they go
 * @return an empty text, or what is wrong
 */
std::string
FindPlaces(const std::string& text, const HttpTopologyPlan& plan, std::vector<uint32_t>& places)
{
    places.clear();
    for (const std::string& name : HttpSplitList(text))
    {
        std::vector<uint32_t> found;
        if (name == "edge")
        {
            found = FindHttpEdgeRouters(plan);
        }
        else if (name == "core")
        {
            found = FindHttpCoreRouters(plan);
        }
        for (uint32_t i = 0; i < plan.nodes.size(); ++i)
        {
            if (plan.nodes[i].name == name || name == "all")
            {
                found.push_back(i);
            }
        }
        if (found.empty())
        {
            return "there is no router \"" + name +
                   "\"; accepted: edge, core, all, or names of routers with commas, as "
                   "--print-topology shows them";
        }
        places.insert(places.end(), found.begin(), found.end());
    }
    return "";
}

} // namespace

std::vector<uint32_t>
FindHttpCoreRouters(const HttpTopologyPlan& plan)
{
    const auto byNode = plan.GetLinksByNode();
    std::vector<uint32_t> routers = plan.GetNodes(HttpTopologyPlan::Role::Router);
    std::stable_sort(routers.begin(), routers.end(), [&byNode](uint32_t a, uint32_t b) {
        return byNode[a].size() > byNode[b].size();
    });
    return routers;
}

std::vector<uint32_t>
FindHttpEdgeRouters(const HttpTopologyPlan& plan)
{
    const auto byNode = plan.GetLinksByNode();
    std::vector<uint32_t> routers = FindHttpCoreRouters(plan);
    if (routers.empty())
    {
        return routers;
    }
    const std::size_t least = byNode[routers.back()].size();
    routers.erase(std::remove_if(routers.begin(),
                                 routers.end(),
                                 [&](uint32_t router) { return byNode[router].size() != least; }),
                  routers.end());
    return routers;
}

HttpTopologyProblem
ChooseHttpPlaces(const HttpTopologySettings& settings,
                 const HttpTopologyPlan& plan,
                 HttpTopologySkeleton& skeleton)
{
    struct Choice
    {
        const char* option;
        const std::string& text;
        std::vector<uint32_t>& places;
    };

    const Choice choices[] = {{"client-places", settings.clientPlaces, skeleton.clientPlaces},
                              {"server-places", settings.serverPlaces, skeleton.serverPlaces},
                              {"proxy-place", settings.proxyPlace, skeleton.proxyPlaces}};
    if (!settings.proxyPlace.empty() && !settings.hasProxy)
    {
        return {"proxy-place", settings.proxyPlace, "accepted with --proxy"};
    }
    for (const Choice& choice : choices)
    {
        if (choice.text.empty())
        {
            continue;
        }
        const std::string problem = skeleton.hasHosts
                                        ? settings.shape + " has no places to choose from"
                                        : FindPlaces(choice.text, plan, choice.places);
        if (!problem.empty())
        {
            return {choice.option, choice.text, problem};
        }
    }
    return {};
}

} // namespace ns3
