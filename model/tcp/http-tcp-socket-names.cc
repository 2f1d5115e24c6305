/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The two ends that HttpTcpSocket has: what Bind() and Connect() make of addresses.

#include "http-tcp-demultiplexer.h"
#include "http-tcp-path.h"
#include "http-tcp-socket.h"

#include "ns3/simulator.h"
#include "ns3/tcp-l4-protocol.h"

#include <algorithm>

namespace ns3
{

int
HttpTcpSocket::Bind()
{
    m_tuple.ipv6 = false;
    Report(HttpSocketCall::Bind, 0);
    return 0;
}

int
HttpTcpSocket::Bind6()
{
    m_tuple.ipv6 = true;
    Report(HttpSocketCall::Bind, 0);
    return 0;
}

int
HttpTcpSocket::Bind(const Address& address)
{
    ReleaseEndPoint();
    const bool isIpv6 = Inet6SocketAddress::IsMatchingType(address);
    Ipv4Address local4;
    Ipv6Address local6;
    uint16_t port = 0;
    if (isIpv6)
    {
        const auto inet6 = Inet6SocketAddress::ConvertFrom(address);
        local6 = inet6.GetIpv6();
        port = inet6.GetPort();
    }
    else if (InetSocketAddress::IsMatchingType(address))
    {
        const auto inet = InetSocketAddress::ConvertFrom(address);
        local4 = inet.GetIpv4();
        port = inet.GetPort();
    }
    else
    {
        m_errno = ERROR_INVAL;
        Report(HttpSocketCall::Bind, -1);
        return -1;
    }
    m_tuple.ipv6 = isIpv6;
    if (port == 0 && (isIpv6 ? local6.IsAny() : local4.IsAny()))
    {
        return isIpv6 ? Bind6() : Bind();
    }
    const bool isTaken =
        port != 0 && !m_reuseAddress && m_demultiplexer->GetConnectionsOfPort(port) > 0;
    if (isIpv6 && !isTaken)
    {
        m_endPoint6 = port == 0 ? m_tcp->Allocate6(local6)
                                : m_tcp->Allocate6(GetBoundNetDevice(), local6, port);
    }
    else if (!isTaken)
    {
        m_endPoint = port == 0 ? m_tcp->Allocate(local4)
                               : m_tcp->Allocate(GetBoundNetDevice(), local4, port);
    }
    const int result = m_endPoint || m_endPoint6 ? 0 : -1;
    if (result != 0)
    {
        m_errno = port != 0 ? ERROR_ADDRINUSE : ERROR_ADDRNOTAVAIL;
    }
    KeepEndPoint();
    Report(HttpSocketCall::Bind, result, 0, isTaken ? "address in use" : "");
    return result;
}

template <typename CALL>
void
HttpTcpSocket::ForEndPoint(CALL call)
{
    if (m_endPoint)
    {
        call(m_endPoint);
    }
    if (m_endPoint6)
    {
        call(m_endPoint6);
    }
}

void
HttpTcpSocket::BindToNetDevice(Ptr<NetDevice> device)
{
    Socket::BindToNetDevice(device);
    ForEndPoint([&](auto* endPoint) { endPoint->BindToNetDevice(device); });
}

void
HttpTcpSocket::KeepEndPoint()
{
    ForEndPoint([this](auto* endPoint) {
        endPoint->SetDestroyCallback(MakeCallback(&HttpTcpSocket::ForgetEndPoint, this));
    });
}

void
HttpTcpSocket::ForgetEndPoint()
{
    m_endPoint = nullptr;
    m_endPoint6 = nullptr;
    m_tcp = nullptr;
}

void
HttpTcpSocket::ReleaseEndPoint()
{
    ForEndPoint([this](auto*& endPoint) {
        endPoint->SetDestroyCallback(MakeNullCallback<void>());
        m_tcp->DeAllocate(endPoint);
        endPoint = nullptr;
    });
}

bool
HttpTcpSocket::TakePeer(const Address& address)
{
    const uint16_t port4 = m_endPoint ? m_endPoint->GetLocalPort() : 0;
    const uint16_t port6 = m_endPoint6 ? m_endPoint6->GetLocalPort() : 0;
    if (Inet6SocketAddress::IsMatchingType(address))
    {
        const auto inet6 = Inet6SocketAddress::ConvertFrom(address);
        if (inet6.GetIpv6().IsIpv4MappedAddress())
        {
            return TakePeer(
                InetSocketAddress(inet6.GetIpv6().GetIpv4MappedAddress(), inet6.GetPort()));
        }
        m_tuple =
            HttpTcpFourTuple(m_endPoint6 ? m_endPoint6->GetLocalAddress() : Ipv6Address::GetAny(),
                             port6,
                             inet6.GetIpv6(),
                             inet6.GetPort());
        return true;
    }
    if (!InetSocketAddress::IsMatchingType(address))
    {
        return false;
    }
    const auto inet = InetSocketAddress::ConvertFrom(address);
    m_tuple = HttpTcpFourTuple(m_endPoint ? m_endPoint->GetLocalAddress() : Ipv4Address::GetAny(),
                               port4,
                               inet.GetIpv4(),
                               inet.GetPort());
    return true;
}

void
HttpTcpSocket::LimitByPathMtu()
{
    // The SYN tells the interface's size all the same; ip_dst_mtu_maybe_forward(), tcp_sync_mss().
    const uint32_t mtu = m_demultiplexer->GetPathMtu(m_tuple);
    if (mtu > 0)
    {
        const uint32_t options = m_settings.timestamps ? tcp::TIMESTAMPS : 0;
        m_settings.payloadMost =
            std::min(m_settings.payloadMost, mtu - m_tuple.GetHeaderBytes() - options);
    }
}

uint32_t
HttpTcpSocket::ChooseInitialSequence() const
{
    if (!m_rfc6528)
    {
        return 0;
    }
    // RFC 6528, section 3: M is a clock of 4 microseconds, F a keyed hash of the four values.
    const auto clock = static_cast<uint64_t>(Simulator::Now().GetMicroSeconds() / 4);
    const uint64_t hash = HttpTcpFourTupleHash::Mix(HttpTcpFourTupleHash()(m_tuple) ^ m_isnSecret);
    return static_cast<uint32_t>(clock + (hash >> 32));
}

bool
HttpTcpSocket::MakeConnection()
{
    SocketErrno error = ERROR_NOROUTETOHOST;
    const auto path = FindHttpTcpPath(m_node, m_tuple, GetBoundNetDevice(), error);
    if (!path)
    {
        m_errno = error;
        m_end = HttpConnectionEnd::Unreachable;
        m_endedTrace(this, GetHttpConnectionEndName(m_end));
        return false;
    }
    m_isWithinNode = path->isWithinNode;
    if (m_tuple.localPort == 0 && !m_demultiplexer->ChoosePort(m_tuple))
    {
        m_errno = ERROR_ADDRNOTAVAIL;
        return false;
    }
    if (HttpTcpEndpoint* const holder = m_demultiplexer->Find(m_tuple))
    {
        const Ptr<Socket> kept = holder->GetSocket();
        if (!holder->IsReplaceable())
        {
            m_errno = ERROR_ADDRNOTAVAIL;
            return false;
        }
        holder->EndTimeWait();
    }
    m_demultiplexer->Enter(this);
    if (path->segmentSize > 0)
    {
        m_settings.segmentSize = std::min<uint32_t>(path->segmentSize, UINT16_MAX);
    }
    LimitByPathMtu();
    std::unique_ptr<tcp::CongestionControl> control = MakeControl();
    m_connection =
        std::make_unique<tcp::Connection>(m_settings, std::move(control), ChooseInitialSequence());
    m_sent.Begin(m_connection->GetSender().GetWritten());
    return true;
}

int
HttpTcpSocket::GetSockName(Address& address) const
{
    if (m_connection)
    {
        address = m_tuple.GetLocal();
    }
    else if (m_endPoint)
    {
        address = InetSocketAddress(m_endPoint->GetLocalAddress(), m_endPoint->GetLocalPort());
    }
    else if (m_endPoint6)
    {
        address = Inet6SocketAddress(m_endPoint6->GetLocalAddress(), m_endPoint6->GetLocalPort());
    }
    else
    {
        HttpTcpFourTuple none;
        none.ipv6 = m_tuple.ipv6;
        address = none.GetLocal();
    }
    return 0;
}

int
HttpTcpSocket::GetPeerName(Address& address) const
{
    if (!m_connection)
    {
        m_errno = ERROR_NOTCONN;
        return -1;
    }
    address = m_tuple.GetRemote();
    return 0;
}

} // namespace ns3
