/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TOPOLOGY_PLACES_H
#define HTTP_TOPOLOGY_PLACES_H

#include "http-topology-plan.h"
#include "http-topology-settings.h"

#include <cstdint>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief The routers of a network and where hosts go.
 */
struct HttpTopologySkeleton
{
    std::vector<uint32_t> clientPlaces; //!< routers that clients are joined to, in turn
    std::vector<uint32_t> serverPlaces; //!< the same for servers
    std::vector<uint32_t> proxyPlaces;  //!< router of the proxy; empty: the first client's
    bool serversByMain = false;         //!< the servers' own links are the main links
    bool hasHosts = false;              //!< the shape has made its hosts itself
};

/**
 * @ingroup http
 * @brief The routers with the fewest links. @param plan a network of routers
 * @return indices, in the plan's order
 */
std::vector<uint32_t> FindHttpEdgeRouters(const HttpTopologyPlan& plan);

/**
 * @ingroup http
 * @brief The routers, those with the most links first. @param plan a network of routers
 * @return indices
 */
std::vector<uint32_t> FindHttpCoreRouters(const HttpTopologyPlan& plan);

/**
 * @ingroup http
 * @brief Puts clients and servers where the settings want them.
 *
 * A place is the name of a router; edge stands for the routers with the fewest links, core for all,
 * those with the most links first, all for all in their order.
 * @param settings the settings
 * @param plan the routers
 * @param skeleton the shape's own places, replaced where the settings name others
 * @return what is wrong
 */
HttpTopologyProblem ChooseHttpPlaces(const HttpTopologySettings& settings,
                                     const HttpTopologyPlan& plan,
                                     HttpTopologySkeleton& skeleton);

} // namespace ns3

#endif /* HTTP_TOPOLOGY_PLACES_H */
