/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-version.h"

namespace ns3
{

std::string
GetHttpModuleVersion()
{
    return HTTP_MODULE_VERSION;
}

std::string
GetHttpNs3Version()
{
    return HTTP_NS3_VERSION;
}

} // namespace ns3
