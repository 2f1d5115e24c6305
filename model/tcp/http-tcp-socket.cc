/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-socket.h"

#include "http-tcp-demultiplexer.h"

#include "ns3/node.h"
#include "ns3/tcp-congestion-ops.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/tcp-tx-buffer.h"

#include <algorithm>

namespace ns3
{

HttpTcpSocket::HttpTcpSocket() = default;

HttpTcpSocket::HttpTcpSocket(const HttpTcpSocket& socket)
    : HttpTcpSocketSettings(socket),
      m_demultiplexer(socket.m_demultiplexer),
      m_callObserver(socket.m_callObserver),
      m_stateObserver(socket.m_stateObserver),
      m_endedTrace(socket.m_endedTrace)
{
    if (m_callObserver)
    {
        m_number = m_callObserver->NumberSocket();
    }
    if (m_stateObserver)
    {
        m_state.ConnectWithoutContext(MakeCallback(&HttpTcpSocket::ReportState, this));
    }
}

HttpTcpSocket::~HttpTcpSocket()
{
    m_finWait2Event.Cancel();
    m_lingerEvent.Cancel();
    m_reorderingEvent.Cancel();
    m_probeEvent.Cancel();
    // TcpSocketBase gives back to ns-3 what it finds here, and ns-3 does not know these.
    if (m_ownEndPoint)
    {
        m_endPoint = nullptr;
    }
    if (m_ownEndPoint6)
    {
        m_endPoint6 = nullptr;
    }
}

Ptr<TcpSocketBase>
HttpTcpSocket::Fork()
{
    const Ptr<HttpTcpSocket> child = CopyObject<HttpTcpSocket>(this);
    // The copies that ns-3's congestion controls make of themselves leave attributes out.
    if (m_congestionControl)
    {
        m_controlAttributes.Copy(*m_congestionControl, *child->m_congestionControl);
    }
    return child;
}

void
HttpTcpSocket::SetNode(Ptr<Node> node)
{
    TcpSocketBase::SetNode(node);
    FindNeighbours();
}

void
HttpTcpSocket::FindNeighbours()
{
    m_demultiplexer = m_node->GetObject<HttpTcpDemultiplexer>();
    m_callObserver = m_node->GetObject<HttpSocketCallObserver>();
    m_stateObserver = m_node->GetObject<HttpConnectionStateObserver>();
    if (m_stateObserver)
    {
        m_state.ConnectWithoutContext(MakeCallback(&HttpTcpSocket::ReportState, this));
    }
    if (m_callObserver)
    {
        m_number = m_callObserver->NumberSocket();
        Report(HttpSocketCall::Create, 0);
    }
}

HttpConnectionEnd
HttpTcpSocket::GetEnd() const
{
    if (m_end != HttpConnectionEnd::None)
    {
        return m_end;
    }
    const TcpStates_t state = m_state;
    return state == CLOSE_WAIT || state == FIN_WAIT_1 || state == FIN_WAIT_2
               ? HttpConnectionEnd::HalfClose
               : HttpConnectionEnd::None;
}

std::string
HttpTcpSocket::GetEndReason() const
{
    const HttpConnectionEnd end = GetEnd();
    return end == HttpConnectionEnd::None ? "none" : GetHttpConnectionEndName(end);
}

uint64_t
HttpTcpSocket::GetSocketNumber() const
{
    return m_number;
}

uint64_t
HttpTcpSocket::GetUnacknowledged() const
{
    return m_txBuffer->Size();
}

const HttpTcpFourTuple&
HttpTcpSocket::GetFourTuple() const
{
    return m_tuple;
}

bool
HttpTcpSocket::IsIpv6() const
{
    return m_ipv6;
}

bool
HttpTcpSocket::IsWithinNode() const
{
    return m_isWithinNode;
}

void
HttpTcpSocket::Detach()
{
    CancelTimers();
    m_endPoint = nullptr;
    m_endPoint6 = nullptr;
    m_place = NO_PLACE;
    m_detached = true;
    m_demultiplexer = nullptr;
    m_listener = nullptr;
}

bool
HttpTcpSocket::IsFinOutstanding() const
{
    const TcpStates_t state = m_state;
    return (state == FIN_WAIT_1 || state == CLOSING || state == LAST_ACK) && !IsFinAcknowledged();
}

bool
HttpTcpSocket::IsFinAcknowledged() const
{
    return m_txBuffer->Size() == 0 && m_txBuffer->HeadSequence() == m_tcb->m_highTxMark.Get() + 1;
}

bool
HttpTcpSocket::IsFinNext() const
{
    return m_peerFinKnown && m_tcb->m_rxBuffer->NextRxSequence() == m_peerFin;
}

uint32_t
HttpTcpSocket::GetUnsent() const
{
    // An acknowledged FIN, which has no place in the buffer, puts its head behind what was sent.
    const SequenceNumber32 head = m_txBuffer->HeadSequence();
    return m_txBuffer->SizeFromSequence(std::max(m_tcb->m_highTxMark.Get(), head));
}

uint32_t
HttpTcpSocket::GetReceiveWindow() const
{
    const auto& buffer = m_tcb->m_rxBuffer;
    if (buffer->GotFin())
    {
        return 0;
    }
    const int32_t window = buffer->MaxRxSequence() - buffer->NextRxSequence();
    return window > 0 ? window : 0;
}

HttpConnectionEnd
HttpTcpSocket::GetTimeoutEnd() const
{
    return m_softError ? HttpConnectionEnd::Unreachable : HttpConnectionEnd::TimedOut;
}

} // namespace ns3
