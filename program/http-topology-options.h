/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TOPOLOGY_OPTIONS_H
#define HTTP_TOPOLOGY_OPTIONS_H

#include "http-options.h"

#include "ns3/http-topology-helper.h"
#include "ns3/http-topology-settings.h"

#include <iosfwd>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief Adds the options of a network to a program's.
 * @param options where
 * @param settings where their values go; holds the defaults
 */
void AddHttpTopologyOptions(HttpOptions& options, HttpTopologySettings& settings);

/**
 * @ingroup http
 * @brief Shows a network; ends the program if that cannot be.
 * @param options with print-topology
 * @param topology the network, planned
 * @param form text, dot, or the name of a file
 */
void PrintHttpTopology(const HttpOptions& options,
                       const HttpTopologyHelper& topology,
                       const std::string& form);

/**
 * @ingroup http
 * @brief Prints a network's shape and path, as the rest of a line, and what to know of it.
 * @param out where
 * @param settings what it is
 * @param topology the network
 */
void PrintHttpNetwork(std::ostream& out,
                      const HttpTopologySettings& settings,
                      const HttpTopologyHelper& topology);

} // namespace ns3

#endif /* HTTP_TOPOLOGY_OPTIONS_H */
