/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_PROFILE_H
#define HTTP_TCP_PROFILE_H

#include "ns3/type-id.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/// @ingroup http
/// @brief Whose TCP connections behave as.
enum class HttpTcpProfile : uint8_t
{
    Linux, //!< Linux 6.18 with the settings that it starts with; what the endpoint has by itself
    Ns3,   //!< ns-3's defaults: fixed buffers of 128 kB, CUBIC of ns-3, no RACK, exact timers
    Rfc,   //!< what the standards recommend, without what is Linux's alone
};

/**
 * @ingroup http
 * @brief Chooses whose TCP it is, for all sockets made from now on: a table of attributes'
 * defaults.
 *
 * What a script has set itself stays; Config::Reset() undoes a profile. With the profile Linux
 * ns-3's own sockets, too, get the times that Linux has, where an attribute of theirs stands for
 * one: least timeout 200 ms, first retry of a connection request after 1 s, acknowledgments delayed
 * by 40 ms (with ns-3's 200 ms they came too late for that timeout), 60 s in TIME-WAIT; and
 * segments that fill the MTU with the timestamp option on, since they know no MSS option.
 * @param profile whose
 * @param mtu the path's MTU, bytes, for ns-3's own sockets
 * @param isIpv6 the IP version, for them
 */
void SetHttpTcpProfile(HttpTcpProfile profile, uint32_t mtu = 1500, bool isIpv6 = false);

/// @ingroup http
/// @brief The names of the profiles: linux, ns3, rfc. @return them
std::vector<std::string> GetHttpTcpProfiles();

/// @ingroup http
/// @brief A profile by its name. @param name of GetHttpTcpProfiles(); another ends the program with
/// exit status 2 and one line @return it
HttpTcpProfile FindHttpTcpProfile(const std::string& name);

/**
 * @ingroup http
 * @brief Chooses the congestion control of every socket made from now on.
 * @param name a name that people use, such as cubic, reno or bbr, or that of a type of ns-3 without
 * its prefix "Tcp", such as NewReno; another ends the program with exit status 2 and one line
 * @param isStock whether sockets are ns-3's own, for which cubic and reno are ns-3's code, too
 */
void SetHttpCongestionControl(const std::string& name, bool isStock = false);

/// @ingroup http
/// @brief The names that SetHttpCongestionControl() takes. @return them in alphabetical order
std::vector<std::string> GetHttpCongestionControls();

/// @ingroup http
/// @brief Whose code a congestion control is. @param name of GetHttpCongestionControls()
/// @param isStock as in SetHttpCongestionControl() @return such as "ns-3's TcpBbr"
std::string GetHttpCongestionControlCode(const std::string& name, bool isStock = false);

} // namespace ns3

#endif /* HTTP_TCP_PROFILE_H */
