/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// How HttpTcpSocket connects: its route, its four values and its first sequence number.

#include "http-tcp-demultiplexer.h"
#include "http-tcp-path.h"
#include "http-tcp-socket.h"

#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/rtt-estimator.h"
#include "ns3/simulator.h"
#include "ns3/tcp-congestion-ops.h"
#include "ns3/tcp-tx-buffer.h"

namespace ns3
{

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
    if (HttpTcpEndpoint* const holder = m_demultiplexer->Find(m_tuple, m_ipv6))
    {
        const Ptr<Socket> kept = holder->GetSocket();
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
    m_rtt->Reset();
    m_synCount = m_synRetries;
    m_dataRetrCount = m_dataRetries;
    return DoConnect();
}

bool
HttpTcpSocket::FindRoute()
{
    SocketErrno error = ERROR_NOROUTETOHOST;
    const auto path = FindHttpTcpPath(m_node, m_tuple, m_ipv6, m_boundnetdevice, error);
    if (!path)
    {
        m_errno = error;
        return false;
    }
    m_tuple.localAddress = path->ends.localAddress;
    m_isWithinNode = path->isWithinNode;
    m_localMss = path->segmentSize;
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
