/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// How HttpTcpSocket connects: its route, its four values and its first sequence number.

#include "http-tcp-cubic.h"
#include "http-tcp-demultiplexer.h"
#include "http-tcp-socket.h"

#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv4-header.h"
#include "ns3/ipv4-route.h"
#include "ns3/ipv4-routing-protocol.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/ipv6-routing-protocol.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/rtt-estimator.h"
#include "ns3/simulator.h"
#include "ns3/tcp-congestion-ops.h"
#include "ns3/tcp-tx-buffer.h"

#include <optional>

namespace ns3
{

namespace
{

/// What routing says of the way to a peer.
struct Path
{
    HttpTcpFourTuple ends;     //!< the addresses of both ends, without ports
    Ptr<NetDevice> device;     //!< the interface that segments leave by
    bool isWithinNode = false; //!< the peer is on this node, not at the loopback device
};

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
 * @param bound the interface that the socket is bound to; null: any
 * @param error why there is no way, set by the routing protocol
 * @return the way, if there is one
 */
template <typename HEADER, typename IP, typename ADDRESS>
std::optional<Path>
FindPath(const Ptr<IP>& ip,
         const ADDRESS& local,
         const ADDRESS& remote,
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
    Path path;
    path.ends =
        HttpTcpFourTuple(local == ADDRESS::GetAny() ? route->GetSource() : local, 0, remote, 0);
    path.device = route->GetOutputDevice();
    path.isWithinNode = !remote.IsLocalhost() && ip->GetInterfaceForAddress(remote) >= 0;
    return path;
}

} // namespace

int
HttpTcpSocket::Connect(const Address& address)
{
    const Ptr<HttpTcpSocket> self(this);
    m_active = true;
    const int result =
        m_demultiplexer ? ConnectByFourTuple(address) : TcpSocketBase::Connect(address);
    Report(HttpSocketCall::Connect, result, 0, result == 0 ? "" : GetHttpConnectionEndName(m_end));
    return result;
}

int
HttpTcpSocket::ConnectByFourTuple(const Address& address)
{
    if (Inet6SocketAddress::IsMatchingType(address))
    {
        const auto inet6 = Inet6SocketAddress::ConvertFrom(address);
        if (inet6.GetIpv6().IsIpv4MappedAddress())
        {
            return ConnectByFourTuple(
                InetSocketAddress(inet6.GetIpv6().GetIpv4MappedAddress(), inet6.GetPort()));
        }
        m_ipv6 = true;
        m_tuple =
            HttpTcpFourTuple(m_endPoint6 ? m_endPoint6->GetLocalAddress() : Ipv6Address::GetAny(),
                             m_endPoint6 ? m_endPoint6->GetLocalPort() : 0,
                             inet6.GetIpv6(),
                             inet6.GetPort());
    }
    else if (InetSocketAddress::IsMatchingType(address))
    {
        const auto inet = InetSocketAddress::ConvertFrom(address);
        m_ipv6 = false;
        m_tuple =
            HttpTcpFourTuple(m_endPoint ? m_endPoint->GetLocalAddress() : Ipv4Address::GetAny(),
                             m_endPoint ? m_endPoint->GetLocalPort() : 0,
                             inet.GetIpv4(),
                             inet.GetPort());
    }
    else
    {
        m_errno = ERROR_INVAL;
        return -1;
    }
    if (m_state != CLOSED || m_established)
    {
        m_errno = ERROR_ISCONN;
        return -1;
    }
    // What Bind() took from ns-3 goes back: from here on the four values are the name.
    DeallocateEndPoint();
    m_end = HttpConnectionEnd::None;
    if (!FindRoute())
    {
        NoteEnd(HttpConnectionEnd::Unreachable);
        return -1;
    }
    if (m_tuple.localPort == 0 && !m_demultiplexer->ChoosePort(m_tuple, m_ipv6))
    {
        m_errno = ERROR_ADDRNOTAVAIL;
        return -1;
    }
    if (Ptr<HttpTcpSocket> holder = m_demultiplexer->Find(m_tuple, m_ipv6))
    {
        if (!holder->IsReplaceable())
        {
            m_errno = ERROR_ADDRNOTAVAIL;
            return -1;
        }
        holder->EndTimeWait();
    }
    m_demultiplexer->Enter(this);
    MakeEndPoint();
    ChooseInitialSequence();
    m_cubic = dynamic_cast<HttpTcpCubic*>(PeekPointer(m_congestionControl));
    m_rtt->Reset();
    m_synCount = m_synRetries;
    m_dataRetrCount = m_dataRetries;
    return DoConnect();
}

bool
HttpTcpSocket::FindRoute()
{
    SocketErrno error = ERROR_NOROUTETOHOST;
    const auto path = m_ipv6 ? FindPath<Ipv6Header>(m_node->GetObject<Ipv6L3Protocol>(),
                                                    m_tuple.GetLocalIpv6(),
                                                    m_tuple.GetRemoteIpv6(),
                                                    m_boundnetdevice,
                                                    error)
                             : FindPath<Ipv4Header>(m_node->GetObject<Ipv4>(),
                                                    m_tuple.GetLocalIpv4(),
                                                    m_tuple.GetRemoteIpv4(),
                                                    m_boundnetdevice,
                                                    error);
    if (!path)
    {
        m_errno = error;
        return false;
    }
    m_tuple.localAddress = path->ends.localAddress;
    m_isWithinNode = path->isWithinNode;
    const uint32_t headers = m_ipv6 ? 60 : 40;
    const uint32_t mtu = path->device ? path->device->GetMtu() : 0;
    m_localMss = mtu > headers ? mtu - headers : 0;
    return true;
}

void
HttpTcpSocket::MakeEndPoint()
{
    if (m_ipv6)
    {
        m_ownEndPoint6 = std::make_unique<Ipv6EndPoint>(m_tuple.GetLocalIpv6(), m_tuple.localPort);
        m_ownEndPoint6->SetPeer(m_tuple.GetRemoteIpv6(), m_tuple.remotePort);
        m_endPoint6 = m_ownEndPoint6.get();
        return;
    }
    m_ownEndPoint = std::make_unique<Ipv4EndPoint>(m_tuple.GetLocalIpv4(), m_tuple.localPort);
    m_ownEndPoint->SetPeer(m_tuple.GetRemoteIpv4(), m_tuple.remotePort);
    m_endPoint = m_ownEndPoint.get();
}

void
HttpTcpSocket::ChooseInitialSequence()
{
    if (!m_rfc6528)
    {
        return;
    }
    // RFC 6528, section 3: M is a clock of 4 microseconds, F a keyed hash of the four values.
    const auto clock = static_cast<uint64_t>(Simulator::Now().GetMicroSeconds() / 4);
    const uint64_t hash = HttpTcpFourTupleHash::Mix(HttpTcpFourTupleHash()(m_tuple) ^ m_isnSecret);
    const SequenceNumber32 isn(static_cast<uint32_t>(clock + (hash >> 32)));
    m_txBuffer->SetHeadSequence(isn);
    m_tcb->m_nextTxSequence = isn;
    m_tcb->m_highTxMark = isn;
    m_highRxAckMark = isn;
    m_recover = isn;
    m_ecnEchoSeq = isn;
    m_ecnCWRSeq = isn;
}

} // namespace ns3
