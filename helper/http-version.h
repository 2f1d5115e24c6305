/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_VERSION_H
#define HTTP_VERSION_H

#include <string>

namespace ns3
{

/// @ingroup http
/// @brief Version of this module. @return as in 0.1.0
std::string GetHttpModuleVersion();

/// @ingroup http
/// @brief Version of the ns-3 that the module was built for. @return as in 3.37
std::string GetHttpNs3Version();

} // namespace ns3

#endif /* HTTP_VERSION_H */
