/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Which segments of a connection HttpTcpSocket takes (RFC 9293, section 3.10.7.4, and RFC 5961).

#include "http-tcp-socket.h"

#include "ns3/tcp-rx-buffer.h"
#include "ns3/tcp-tx-buffer.h"

namespace ns3
{

bool
HttpTcpSocket::ScreenSynchronized(Ptr<Packet> packet, const HttpTcpSegment& segment)
{
    if (segment.Has(TcpHeader::RST))
    {
        if (!m_noticeReset)
        {
            return true;
        }
        TraceReceived(packet);
        ScreenReset(segment);
        return false;
    }
    if (segment.Has(TcpHeader::SYN) && !m_challenge)
    {
        return true;
    }
    if (segment.Has(TcpHeader::SYN))
    {
        TraceReceived(packet);
        SendChallenge();
        return false;
    }
    // RFC 7323, section 5.3: what is older than the newest in sequence is from an earlier life.
    const bool isOld = m_paws && m_timestampEnabled && segment.hasTimestamps &&
                       static_cast<int32_t>(segment.timestamp - m_tcb->m_rcvTimestampValue) < 0;
    if (isOld)
    {
        SendChallenge();
    }
    if (isOld || !ScreenSequence(segment) || !ScreenAcknowledgment(segment))
    {
        TraceReceived(packet);
        return false;
    }
    const SequenceNumber32 next = m_tcb->m_rxBuffer->NextRxSequence();
    const bool isNewData = segment.length > 0 && segment.sequence + segment.length > next;
    if (isNewData && ((m_closed && m_resetAfterClose) || (m_shutdownRecv && m_resetClosedInput)))
    {
        TraceReceived(packet);
        SendResetFor(segment);
        End(HttpConnectionEnd::Aborted, Notice::Error);
        return false;
    }
    const TcpStates_t state = m_state;
    const bool isLast = (state == LAST_ACK || state == CLOSING) && m_awaitFinAck;
    const bool isFin = segment.Has(TcpHeader::FIN) && m_finInOrder;
    if (!isLast && !isFin)
    {
        return true;
    }
    if (isFin && !m_peerFinKnown && !m_peerClosed)
    {
        m_peerFinKnown = true;
        m_peerFin = segment.sequence + segment.length;
    }
    Digest(packet, segment);
    return false;
}

void
HttpTcpSocket::ScreenReset(const HttpTcpSegment& segment)
{
    const SequenceNumber32 next = m_tcb->m_rxBuffer->NextRxSequence();
    if (segment.sequence == next)
    {
        End(HttpConnectionEnd::Reset, Notice::Error);
        return;
    }
    if (segment.sequence > next && segment.sequence < next + GetReceiveWindow())
    {
        if (m_challenge)
        {
            SendChallenge();
        }
        else
        {
            End(HttpConnectionEnd::Reset, Notice::Error);
        }
    }
}

bool
HttpTcpSocket::ScreenSequence(const HttpTcpSegment& segment)
{
    const SequenceNumber32 next = m_tcb->m_rxBuffer->NextRxSequence();
    const uint32_t window = GetReceiveWindow();
    const uint32_t length = segment.GetSequenceLength();
    if (length > 0)
    {
        // A FIN alone may follow a full window.
        const SequenceNumber32 edge = next + window + (segment.length == 0 ? 1 : 0);
        if (!m_peerClosed && segment.sequence + length > next && segment.sequence < edge)
        {
            return true;
        }
        SendEmptyPacket(TcpHeader::ACK);
        return false;
    }
    if (segment.sequence > next + window)
    {
        SendChallenge();
        return false;
    }
    if (segment.sequence + 1 == next)
    {
        // A keep-alive probe, or an old acknowledgment: both are welcome.
        if (segment.acknowledgment == m_txBuffer->HeadSequence() && GetUnsent() == 0)
        {
            SendChallenge();
        }
    }
    return true;
}

bool
HttpTcpSocket::ScreenAcknowledgment(const HttpTcpSegment& segment)
{
    if (!segment.Has(TcpHeader::ACK))
    {
        // ns-3's own window probes carry no ACK.
        return segment.length > 0 && !segment.Has(TcpHeader::FIN);
    }
    const SequenceNumber32 sent = m_tcb->m_highTxMark;
    const TcpStates_t state = m_state;
    const bool isFinSent = state != ESTABLISHED && state != CLOSE_WAIT;
    if (segment.acknowledgment > sent + (isFinSent ? 1 : 0))
    {
        if (m_probing && segment.acknowledgment == sent + 1 && GetUnsent() > 0)
        {
            CountProbe();
            return true;
        }
        SendChallenge();
        return false;
    }
    // RFC 5961, section 5.2, with the largest window that can have been announced.
    constexpr uint32_t LARGEST_WINDOW = 65535U << 14;
    if (m_challenge && segment.acknowledgment < m_txBuffer->HeadSequence() - LARGEST_WINDOW)
    {
        SendChallenge();
        return false;
    }
    return true;
}

} // namespace ns3
