/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_NS3_MAP_H
#define HTTP_NS3_MAP_H

#include "http-topology-graph.h"

#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief Reads a map by one of ns-3's readers, which stop at nothing that is wrong: its lines are
 * looked at first.
 * @param format inet, orbis or rocketfuel
 * @param type the reader's name in ns-3
 * @param content the file's bytes
 * @param graph the map, overwritten
 * @return an empty text, or what is wrong
 */
std::string ReadHttpNs3Map(const std::string& format,
                           const std::string& type,
                           const std::string& content,
                           HttpTopologyGraph& graph);

} // namespace ns3

#endif /* HTTP_NS3_MAP_H */
