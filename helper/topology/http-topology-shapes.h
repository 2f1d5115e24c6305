/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TOPOLOGY_SHAPES_H
#define HTTP_TOPOLOGY_SHAPES_H

#include "http-topology-places.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief A shape that a network may have.
 */
struct HttpTopologyShape
{
    const char* name; //!< its name
    const char* help; //!< what it is, one line
    /// Makes routers and main links; what is wrong is the result.
    HttpTopologyProblem (*make)(const HttpTopologySettings& settings,
                                HttpTopologyPlan& plan,
                                HttpTopologySkeleton& skeleton);
};

/// @ingroup http
/// @brief The shapes. @return them
const std::vector<HttpTopologyShape>& GetHttpTopologyShapes();

/// @ingroup http
/// @brief The shapes' names. @return them in the table's order
std::vector<std::string> GetHttpTopologyNames();

/**
 * @ingroup http
 * @brief Checks settings and plans the network that they describe.
 * @param settings the settings
 * @param stream first number of the random variables' streams; two are used
 * @param plan the network, overwritten
 * @return what is wrong
 */
HttpTopologyProblem PlanHttpTopology(const HttpTopologySettings& settings,
                                     int64_t stream,
                                     HttpTopologyPlan& plan);

} // namespace ns3

#endif /* HTTP_TOPOLOGY_SHAPES_H */
