/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-path.h"

#include "ns3/ipv4-header.h"
#include "ns3/ipv4-route.h"
#include "ns3/ipv4-routing-protocol.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/ipv6-routing-protocol.h"

namespace ns3
{

namespace
{

/// @brief Whether an address is that of one host. @param address the address @return whether
bool
IsUnicast(const Ipv4Address& address)
{
    return !address.IsAny() && !address.IsMulticast() && !address.IsBroadcast();
}

/// @brief Whether an address is that of one host. @param address the address @return whether
bool
IsUnicast(const Ipv6Address& address)
{
    return !address.IsAny() && !address.IsMulticast();
}

/**
 * @brief Finds the way to a peer.
 * @tparam HEADER the IP header
 * @tparam IP the IP protocol
 * @tparam ADDRESS its addresses
 * @param ip the node's IP protocol; may be null
 * @param local this end's address; any: the one that the route has
 * @param remote the peer's address
 * @param headers bytes of an IP and a TCP header
 * @param bound the interface that the socket is bound to; null: any
 * @param error why there is no way, set by the routing protocol
 * @return the way, if there is one
 */
template <typename HEADER, typename IP, typename ADDRESS>
std::optional<HttpTcpPath>
FindPath(const Ptr<IP>& ip,
         const ADDRESS& local,
         const ADDRESS& remote,
         uint32_t headers,
         const Ptr<NetDevice>& bound,
         Socket::SocketErrno& error)
{
    if (!ip || !ip->GetRoutingProtocol() || !IsUnicast(remote))
    {
        return std::nullopt;
    }
    HEADER header;
    header.SetDestination(remote);
    const auto route = ip->GetRoutingProtocol()->RouteOutput(Ptr<Packet>(), header, bound, error);
    if (!route)
    {
        return std::nullopt;
    }
    HttpTcpPath path;
    path.ends =
        HttpTcpFourTuple(local == ADDRESS::GetAny() ? route->GetSource() : local, 0, remote, 0);
    path.isWithinNode = !remote.IsLocalhost() && ip->GetInterfaceForAddress(remote) >= 0;
    const Ptr<NetDevice> device = route->GetOutputDevice();
    const uint32_t mtu = device ? device->GetMtu() : 0;
    path.segmentSize = mtu > headers ? mtu - headers : 0;
    return path;
}

} // namespace

std::optional<HttpTcpPath>
FindHttpTcpPath(const Ptr<Node>& node,
                const HttpTcpFourTuple& tuple,
                bool ipv6,
                const Ptr<NetDevice>& bound,
                Socket::SocketErrno& error)
{
    constexpr uint32_t IPV4 = 40; //!< bytes of an IPv4 and a TCP header
    constexpr uint32_t IPV6 = 60; //!< bytes of an IPv6 and a TCP header
    error = Socket::ERROR_NOROUTETOHOST;
    return ipv6 ? FindPath<Ipv6Header>(node->GetObject<Ipv6L3Protocol>(),
                                       tuple.GetLocalIpv6(),
                                       tuple.GetRemoteIpv6(),
                                       IPV6,
                                       bound,
                                       error)
                : FindPath<Ipv4Header>(node->GetObject<Ipv4>(),
                                       tuple.GetLocalIpv4(),
                                       tuple.GetRemoteIpv4(),
                                       IPV4,
                                       bound,
                                       error);
}

} // namespace ns3
