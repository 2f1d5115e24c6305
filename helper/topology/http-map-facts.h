/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_MAP_FACTS_H
#define HTTP_MAP_FACTS_H

#include "http-topology-graph.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace ns3
{

/// @brief What a map says of a node, a link or itself: values by name. Names differ in capitals,
/// hyphens and underscores from tool to tool, and stand here without them.
using HttpMapValues = std::map<std::string, std::string>;

/// @brief A place on Earth: latitude and longitude, rad; nothing: not known.
using HttpMapPlace = std::optional<std::pair<double, double>>;

/**
 * @ingroup http
 * @brief A name as HttpMapValues has it.
 * @param name the name
 * @return its letters and digits, in lower case
 */
std::string MakeHttpMapName(const std::string& name);

/**
 * @ingroup http
 * @brief A value.
 * @param values all
 * @param name its name
 * @return the value without space around it, or an empty text
 */
std::string GetHttpMapValue(const HttpMapValues& values, const std::string& name);

/**
 * @ingroup http
 * @brief The place of a node.
 * @param values what the map says of it
 * @return the place
 */
HttpMapPlace GetHttpMapPlace(const HttpMapValues& values);

/**
 * @ingroup http
 * @brief Finds rate and delay of a link.
 *
 * The rate comes from LinkSpeedRaw, LinkSpeed with LinkSpeedUnits, bandwidth, capacity, speed and
 * the like, then from labels. The delay comes from delay, latency and the like, then from the
 * places of both ends, at 200,000 km/s along the great circle. A number has its unit behind it, in
 * the name (delay_ms) or in a value of the link or the graph (delay_unit); without one, a number of
 * 100,000 or more is a rate in bit/s, and everything else is refused.
 * @param values what the map says of the link
 * @param graph what it says of itself
 * @param from place of one end
 * @param to place of the other
 * @param edge the link, whose rate and delay are set where they are known
 * @return an empty text, or what is wrong
 */
std::string ReadHttpMapLink(const HttpMapValues& values,
                            const HttpMapValues& graph,
                            const HttpMapPlace& from,
                            const HttpMapPlace& to,
                            HttpTopologyGraph::Edge& edge);

} // namespace ns3

#endif /* HTTP_MAP_FACTS_H */
