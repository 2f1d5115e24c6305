/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TOPOLOGY_CHECK_H
#define HTTP_TOPOLOGY_CHECK_H

#include "http-topology-plan.h"
#include "http-topology-settings.h"

#include <string>
#include <vector>

namespace ns3
{

/// @ingroup http
/// @brief The queue disciplines of main links. @return their names
const std::vector<std::string>& GetHttpQueueDiscs();

/// @ingroup http
/// @brief The ways to find routes. @return their names
const std::vector<std::string>& GetHttpRoutings();

/**
 * @ingroup http
 * @brief Checks settings by themselves and together.
 * @param settings the settings
 * @return what is wrong
 */
HttpTopologyProblem CheckHttpTopologySettings(const HttpTopologySettings& settings);

/**
 * @ingroup http
 * @brief Checks whether a planned network can be built.
 * @param settings the settings
 * @param plan the network
 * @return what is wrong
 */
HttpTopologyProblem CheckHttpTopologyPlan(const HttpTopologySettings& settings,
                                          const HttpTopologyPlan& plan);

} // namespace ns3

#endif /* HTTP_TOPOLOGY_CHECK_H */
