/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The socket calls of HttpTcpSocket, but for Connect.

#include "http-tcp-demultiplexer.h"
#include "http-tcp-socket.h"

#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/simulator.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/tcp-tx-buffer.h"

#include <algorithm>

namespace ns3
{

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
        End(HttpConnectionEnd::Aborted, Notice::Normal);
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
    if (m_state == LISTEN)
    {
        // What a listening socket does not send its connections do not either, but they owe no FIN
        // before their peer's: so do ns-3's, and its PacketSink relies on it.
        return 0;
    }
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
