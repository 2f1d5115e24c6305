/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_DEFAULTS_H
#define HTTP_TCP_DEFAULTS_H

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Sets ns-3's TCP to what web hosts have today, where ns-3's defaults differ.
 *
 * Minimum RTO 200 ms, first SYN retry after 1 s, acknowledgments delayed by 40 ms at most, as Linux
 * has them (with ns-3's 200 ms, a delayed acknowledgment would come too late for that RTO); 60 s in
 * TIME-WAIT (maximum segment lifetime 30 s), as Linux; segments that fill the MTU with the
 * timestamp option on, since ns-3 knows no MSS option and no path MTU discovery.
 * @param mtu the path's MTU, bytes
 * @param isIpv6 the IP version
 */
void SetHttpTcpDefaults(uint32_t mtu, bool isIpv6);

/**
 * @ingroup http
 * @brief Chooses the congestion control of every socket made from now on.
 * @param name as in Cubic or NewReno, the name of an ns-3 type without its prefix "Tcp"; another
 * ends the program with exit status 2 and one line
 */
void SetHttpCongestionControl(const std::string& name);

/// @ingroup http
/// @brief The names that SetHttpCongestionControl takes. @return the names in alphabetical order
std::vector<std::string> GetHttpCongestionControls();

} // namespace ns3

#endif /* HTTP_TCP_DEFAULTS_H */
