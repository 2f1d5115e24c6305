/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TOPOLOGY_FILE_H
#define HTTP_TOPOLOGY_FILE_H

#include "http-topology-plan.h"
#include "http-topology-settings.h"

namespace ns3
{

/**
 * @ingroup http
 * @brief Reads a map of routers: GraphML, or by ns-3's readers Inet, Orbis and Rocketfuel.
 *
 * ns-3's readers end quietly at what they do not understand, so that the file is looked at before.
 * A map in parts gives its largest part; links of a router to itself are left out, parallel links
 * count once. What was left out is told in the plan's notes.
 * @param settings the file; rate and delay of links that have none themselves
 * @param plan the routers and links, which are all main links
 * @return what is wrong
 */
HttpTopologyProblem ReadHttpTopologyFile(const HttpTopologySettings& settings,
                                         HttpTopologyPlan& plan);

} // namespace ns3

#endif /* HTTP_TOPOLOGY_FILE_H */
