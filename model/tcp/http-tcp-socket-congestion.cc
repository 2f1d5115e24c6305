/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// How HttpTcpSocket grows its window, times a round trip and paces its acknowledgments.

#include "http-tcp-socket.h"

#include "ns3/rtt-estimator.h"
#include "ns3/simulator.h"
#include "ns3/tcp-rx-buffer.h"

#include <algorithm>

namespace ns3
{

void
HttpTcpSocket::NewAck(const SequenceNumber32& acknowledgment, bool restartsTimer)
{
    // TcpSocketBase has just let the window grow, and has not used it yet.
    if (m_windowBefore > 0 && m_tcb->m_cWnd > m_windowBefore &&
        m_tcb->m_congState == TcpSocketState::CA_OPEN &&
        !m_windowUse.IsUsed(m_windowBefore, m_windowBefore < m_tcb->m_ssThresh))
    {
        m_tcb->m_cWnd = m_windowBefore;
        m_tcb->m_cWndInfl = m_windowBefore;
    }
    // RFC 6298, section 5.3: every acknowledgment of new data restarts the timer.
    const Time minRto = m_minRto;
    m_minRto = GetLeastTimeout();
    TcpSocketBase::NewAck(acknowledgment, restartsTimer || m_rack);
    m_minRto = minRto;
}

void
HttpTcpSocket::EstimateRtt(const TcpHeader& header)
{
    TcpSocketBase::EstimateRtt(header);
    if (m_rtt->GetNSamples() > 0)
    {
        m_rto = Max(m_rto.Get(), GetLeastTimeout());
    }
}

void
HttpTcpSocket::ReceivedData(Ptr<Packet> packet, const TcpHeader& header)
{
    if (m_peerClosed)
    {
        // Nothing follows a FIN. What seems to is what ns-3 left of options that it cannot read.
        return;
    }
    if (m_quickAcks > 0)
    {
        const Time now = Simulator::Now();
        if (m_lastReceived.IsZero())
        {
            // Real hosts acknowledge at once, too, while their window grows: from a half to five
            // eighths of the buffer, by two segments with each that arrives.
            m_quickAcksLeft =
                m_quickAcks + m_tcb->m_rxBuffer->MaxBufferSize() / 16 / m_tcb->m_segmentSize;
        }
        else if (now - m_lastReceived > m_rto)
        {
            m_quickAcksLeft = std::max(m_quickAcksLeft, m_quickAcks);
        }
        m_lastReceived = now;
        if (m_quickAcksLeft > 0)
        {
            --m_quickAcksLeft;
            m_delAckCount = m_delAckMaxCount;
        }
    }
    else if (m_lastReceived.IsZero())
    {
        // ns-3 would acknowledge the first segment at once.
        m_lastReceived = Simulator::Now();
        m_delAckCount = 0;
    }
    TcpSocketBase::ReceivedData(packet, header);
}

void
HttpTcpSocket::RestartAfterIdle()
{
    Time idle = Simulator::Now() - m_lastDataSent;
    const Time rto = m_rto;
    const uint32_t initial = GetInitialCwnd() * GetSegSize();
    uint32_t window = m_tcb->m_cWnd;
    if (idle <= rto || window <= initial)
    {
        return;
    }
    m_tcb->m_ssThresh = std::max<uint32_t>(m_tcb->m_ssThresh, window - window / 4);
    for (; idle > rto && window > initial; idle -= rto)
    {
        window /= 2;
    }
    m_tcb->m_cWnd = std::max(window, initial);
    m_tcb->m_cWndInfl = m_tcb->m_cWnd;
}

} // namespace ns3
