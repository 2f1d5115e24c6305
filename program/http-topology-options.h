/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TOPOLOGY_OPTIONS_H
#define HTTP_TOPOLOGY_OPTIONS_H

#include "http-options.h"

#include "ns3/http-topology-settings.h"

namespace ns3
{

/**
 * @ingroup http
 * @brief Adds the options of a network to a program's.
 * @param options where
 * @param settings where their values go; holds the defaults
 */
void AddHttpTopologyOptions(HttpOptions& options, HttpTopologySettings& settings);

} // namespace ns3

#endif /* HTTP_TOPOLOGY_OPTIONS_H */
