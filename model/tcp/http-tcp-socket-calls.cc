/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The socket calls of HttpTcpSocket.

#include "http-tcp-cubic.h"
#include "http-tcp-demultiplexer.h"
#include "http-tcp-socket.h"

#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv4-route.h"
#include "ns3/ipv4-routing-protocol.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/ipv6-routing-protocol.h"
#include "ns3/log.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/rtt-estimator.h"
#include "ns3/simulator.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/tcp-tx-buffer.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("HttpTcpSocketCalls");

namespace
{

/// Port of an Internet socket address; 0 of any other address.
uint16_t
GetPort(const Address& address)
{
    if (InetSocketAddress::IsMatchingType(address))
    {
        return InetSocketAddress::ConvertFrom(address).GetPort();
    }
    return Inet6SocketAddress::IsMatchingType(address)
               ? Inet6SocketAddress::ConvertFrom(address).GetPort()
               : 0;
}

/// Whether an address asks for any port at any address of its family.
bool
IsWildcard(const Address& address)
{
    if (InetSocketAddress::IsMatchingType(address))
    {
        const auto inet = InetSocketAddress::ConvertFrom(address);
        return inet.GetPort() == 0 && inet.GetIpv4() == Ipv4Address::GetAny();
    }
    if (Inet6SocketAddress::IsMatchingType(address))
    {
        const auto inet6 = Inet6SocketAddress::ConvertFrom(address);
        return inet6.GetPort() == 0 && inet6.GetIpv6() == Ipv6Address::GetAny();
    }
    return false;
}

} // namespace

int
HttpTcpSocket::Bind()
{
    if (!m_demultiplexer)
    {
        return TcpSocketBase::Bind();
    }
    m_bound = true;
    Report(HttpSocketCall::Bind, 0);
    return 0;
}

int
HttpTcpSocket::Bind6()
{
    if (!m_demultiplexer)
    {
        return TcpSocketBase::Bind6();
    }
    m_bound6 = true;
    Report(HttpSocketCall::Bind, 0);
    return 0;
}

int
HttpTcpSocket::Bind(const Address& address)
{
    if (m_demultiplexer && IsWildcard(address))
    {
        return InetSocketAddress::IsMatchingType(address) ? Bind() : Bind6();
    }
    const uint16_t port = GetPort(address);
    if (m_demultiplexer && port != 0 && !m_reuseAddress &&
        m_demultiplexer->GetConnectionsOfPort(port) > 0)
    {
        m_errno = ERROR_ADDRINUSE;
        Report(HttpSocketCall::Bind, -1, 0, "address in use");
        return -1;
    }
    const int result = TcpSocketBase::Bind(address);
    Report(HttpSocketCall::Bind, result);
    return result;
}

int
HttpTcpSocket::Listen()
{
    if (m_endPoint == nullptr && m_endPoint6 == nullptr)
    {
        if (m_bound)
        {
            TcpSocketBase::Bind();
        }
        else if (m_bound6)
        {
            TcpSocketBase::Bind6();
        }
    }
    const int result = TcpSocketBase::Listen();
    Report(HttpSocketCall::Listen, result);
    return result;
}

int
HttpTcpSocket::Connect(const Address& address)
{
    const Ptr<HttpTcpSocket> self(this);
    m_active = true;
    const int result =
        m_demultiplexer ? ConnectByFourTuple(address) : TcpSocketBase::Connect(address);
    Report(HttpSocketCall::Connect, result, 0, result == 0 ? "" : GetHttpTcpEndName(m_end));
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
    m_end = HttpTcpEnd::None;
    if (!FindRoute())
    {
        NoteEnd(HttpTcpEnd::Unreachable);
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
    Ptr<NetDevice> device;
    if (m_ipv6)
    {
        const auto ipv6 = m_node->GetObject<Ipv6L3Protocol>();
        Ipv6Header header;
        header.SetDestination(m_tuple.GetRemoteIpv6());
        Ptr<Ipv6Route> route;
        if (ipv6 && ipv6->GetRoutingProtocol())
        {
            route = ipv6->GetRoutingProtocol()->RouteOutput(Ptr<Packet>(),
                                                            header,
                                                            m_boundnetdevice,
                                                            error);
        }
        if (!route)
        {
            m_errno = error;
            return false;
        }
        if (m_tuple.GetLocalIpv6() == Ipv6Address::GetAny())
        {
            m_tuple = HttpTcpFourTuple(route->GetSource(),
                                       m_tuple.localPort,
                                       m_tuple.GetRemoteIpv6(),
                                       m_tuple.remotePort);
        }
        device = route->GetOutputDevice();
    }
    else
    {
        const auto ipv4 = m_node->GetObject<Ipv4>();
        Ipv4Header header;
        header.SetDestination(m_tuple.GetRemoteIpv4());
        Ptr<Ipv4Route> route;
        if (ipv4 && ipv4->GetRoutingProtocol())
        {
            route = ipv4->GetRoutingProtocol()->RouteOutput(Ptr<Packet>(),
                                                            header,
                                                            m_boundnetdevice,
                                                            error);
        }
        if (!route)
        {
            m_errno = error;
            return false;
        }
        if (m_tuple.GetLocalIpv4() == Ipv4Address::GetAny())
        {
            m_tuple.localAddress[0] = route->GetSource().Get();
        }
        device = route->GetOutputDevice();
    }
    const uint32_t headers = m_ipv6 ? 60 : 40;
    m_localMss = device && device->GetMtu() > headers ? device->GetMtu() - headers : 0;
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

int
HttpTcpSocket::Close()
{
    const Ptr<HttpTcpSocket> self(this);
    Report(HttpSocketCall::Close, 0);
    const TcpStates_t state = m_state;
    if (m_detached || (m_closed && state != LISTEN))
    {
        return 0;
    }
    const bool isUnread = m_tcb->m_rxBuffer->Size() != 0;
    if (isUnread && !m_cleanAbort)
    {
        const int result = TcpSocketBase::Close();
        NoticeBaseEnd();
        return result;
    }
    m_closed = true;
    if (state == CLOSED)
    {
        DeallocateEndPoint();
        return 0;
    }
    if (state == LISTEN)
    {
        return TcpSocketBase::Close();
    }
    if (state == SYN_SENT && m_noticeRefusal)
    {
        End(HttpTcpEnd::Aborted, Notice::Normal);
        return 0;
    }
    if ((isUnread && state != TIME_WAIT) || m_linger.IsZero())
    {
        Abort();
        return 0;
    }
    if (!m_finAfterData)
    {
        const int result = TcpSocketBase::Close();
        NoticeBaseEnd();
        return result;
    }
    m_closeOnEmpty = true;
    if (m_linger.IsStrictlyPositive() && state != TIME_WAIT)
    {
        m_lingerEvent = Simulator::Schedule(m_linger, &HttpTcpSocket::LingerTimeout, this);
    }
    Settle();
    return 0;
}

int
HttpTcpSocket::ShutdownSend()
{
    const Ptr<HttpTcpSocket> self(this);
    Report(HttpSocketCall::ShutdownSend, 0);
    if (m_detached)
    {
        return 0;
    }
    if (!m_finAfterData)
    {
        return TcpSocketBase::ShutdownSend();
    }
    m_shutdownSend = true;
    m_closeOnEmpty = true;
    SendFinWhenDue();
    return 0;
}

int
HttpTcpSocket::ShutdownRecv()
{
    Report(HttpSocketCall::ShutdownReceive, 0);
    return TcpSocketBase::ShutdownRecv();
}

int
HttpTcpSocket::Send(Ptr<Packet> packet, uint32_t flags)
{
    int result = -1;
    if (m_detached || (m_refuseLateSend && (m_shutdownSend || m_closed)))
    {
        m_errno = ERROR_SHUTDOWN;
    }
    else
    {
        if (m_idleRestart && m_lastDataSent.IsStrictlyPositive() && m_txBuffer->Size() == 0)
        {
            RestartAfterIdle();
        }
        result = TcpSocketBase::Send(packet, flags);
        if (m_pushFlag && result > 0)
        {
            m_writeEnds.push_back(m_txBuffer->TailSequence());
        }
        if (m_persist && result > 0 && m_rWnd < m_tcb->m_segmentSize)
        {
            WatchWindow();
        }
    }
    Report(HttpSocketCall::Send, result, packet->GetSize());
    return result;
}

Ptr<Packet>
HttpTcpSocket::Recv(uint32_t maxSize, uint32_t flags)
{
    if (m_tcb->m_rxBuffer->Size() == 0 && m_peerClosed)
    {
        Report(HttpSocketCall::Receive, 0);
        return Create<Packet>();
    }
    Ptr<Packet> packet = TcpSocketBase::Recv(maxSize, flags);
    if (!packet)
    {
        return packet;
    }
    Report(HttpSocketCall::Receive, packet->GetSize(), packet->GetSize());
    if (!m_windowUpdate || m_peerClosed)
    {
        return packet;
    }
    // The receiver's side of silly window avoidance (RFC 9293, section 3.8.6.2.2), at the point
    // where real stacks do it: when the peer knows of half the buffer or less, and of half of what
    // is free or less.
    const uint32_t size = m_tcb->m_rxBuffer->MaxBufferSize();
    const int32_t known = m_advertisedEdge - m_tcb->m_rxBuffer->NextRxSequence();
    const int64_t free = GetReceiveWindow();
    const int64_t step = std::min(m_tcb->m_segmentSize, size / 2);
    if (2 * int64_t(known) <= size && free >= 2 * int64_t(known) && free - known >= step)
    {
        const TcpStates_t state = m_state;
        if (state == ESTABLISHED || state == FIN_WAIT_1 || state == FIN_WAIT_2)
        {
            SendEmptyPacket(TcpHeader::ACK);
        }
    }
    return packet;
}

int
HttpTcpSocket::GetSockName(Address& address) const
{
    if (m_ownEndPoint)
    {
        address = InetSocketAddress(m_ownEndPoint->GetLocalAddress(), m_tuple.localPort);
        return 0;
    }
    if (m_ownEndPoint6)
    {
        address = Inet6SocketAddress(m_ownEndPoint6->GetLocalAddress(), m_tuple.localPort);
        return 0;
    }
    return TcpSocketBase::GetSockName(address);
}

int
HttpTcpSocket::GetPeerName(Address& address) const
{
    if (m_ownEndPoint)
    {
        address = InetSocketAddress(m_ownEndPoint->GetPeerAddress(), m_tuple.remotePort);
        return 0;
    }
    if (m_ownEndPoint6)
    {
        address = Inet6SocketAddress(m_ownEndPoint6->GetPeerAddress(), m_tuple.remotePort);
        return 0;
    }
    return TcpSocketBase::GetPeerName(address);
}

} // namespace ns3
