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

#include <algorithm>

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
 * @param tuple both ends
 * @param bound the interface that the socket is bound to; null: any
 * @param error why there is no way, set by the routing protocol
 * @return the way, if there is one
 */
template <typename HEADER, typename IP, typename ADDRESS>
std::optional<HttpTcpPath>
FindPath(const Ptr<IP>& ip,
         const ADDRESS& local,
         const ADDRESS& remote,
         HttpTcpFourTuple& tuple,
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
    tuple = HttpTcpFourTuple(local == ADDRESS::GetAny() ? route->GetSource() : local,
                             tuple.localPort,
                             remote,
                             tuple.remotePort);
    const Ptr<NetDevice> device = route->GetOutputDevice();
    const uint32_t mtu = device ? device->GetMtu() : 0;
    HttpTcpPath path;
    path.segmentSize = mtu - std::min(mtu, tuple.GetHeaderBytes());
    path.isWithinNode = !remote.IsLocalhost() && ip->GetInterfaceForAddress(remote) >= 0;
    return path;
}

} // namespace

std::optional<HttpTcpPath>
FindHttpTcpPath(const Ptr<Node>& node,
                HttpTcpFourTuple& tuple,
                const Ptr<NetDevice>& bound,
                Socket::SocketErrno& error)
{
    error = Socket::ERROR_NOROUTETOHOST;
    return tuple.ipv6 ? FindPath<Ipv6Header>(node->GetObject<Ipv6L3Protocol>(),
                                             tuple.GetLocalIpv6(),
                                             tuple.GetRemoteIpv6(),
                                             tuple,
                                             bound,
                                             error)
                      : FindPath<Ipv4Header>(node->GetObject<Ipv4>(),
                                             tuple.GetLocalIpv4(),
                                             tuple.GetRemoteIpv4(),
                                             tuple,
                                             bound,
                                             error);
}

} // namespace ns3
