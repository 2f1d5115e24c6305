/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What HttpTcpSocket reports to observers.

#include "http-tcp-socket.h"

#include "ns3/node.h"
#include "ns3/simulator.h"

namespace ns3
{

void
HttpTcpSocket::Report(HttpSocketCall call, int64_t result, uint64_t bytes, const char* detail) const
{
    if (!m_callObserver || !m_callObserver->IsHeard())
    {
        return;
    }
    HttpSocketCallRecord record;
    record.time = Simulator::Now();
    record.node = m_node->GetId();
    record.socket = m_number;
    record.call = call;
    record.result = result;
    record.bytes = bytes;
    record.detail = detail;
    GetSockName(record.local);
    const SocketErrno errorNumber = m_errno;
    if (GetPeerName(record.remote) != 0)
    {
        m_errno = errorNumber;
    }
    m_callObserver->Report(record);
}

void
HttpTcpSocket::ReportState(TcpStates_t oldState, TcpStates_t newState)
{
    if (oldState == newState)
    {
        return;
    }
    static_assert(LAST_ACK == 6 && TIME_WAIT == 10, "the order of ns-3's states");
    HttpConnectionStateRecord record;
    record.time = Simulator::Now();
    record.node = m_node->GetId();
    record.socket = m_number;
    record.oldState = GetHttpConnectionState(oldState);
    record.newState = GetHttpConnectionState(newState);
    record.end = newState == CLOSED ? m_end : HttpConnectionEnd::None;
    GetSockName(record.local);
    const SocketErrno errorNumber = m_errno;
    if (GetPeerName(record.remote) != 0)
    {
        m_errno = errorNumber;
    }
    if (newState == SYN_SENT || newState == SYN_RCVD)
    {
        m_stateObserver->Introduce(this);
    }
    m_stateObserver->Report(record);
}

} // namespace ns3
