/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// How HttpTcpSocket detects losses (RFC 8985).

#include "http-tcp-socket.h"

#include "ns3/log.h"
#include "ns3/rtt-estimator.h"
#include "ns3/simulator.h"
#include "ns3/tcp-congestion-ops.h"
#include "ns3/tcp-option-sack.h"
#include "ns3/tcp-tx-buffer.h"

#include <algorithm>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("HttpTcpSocketRecovery");

namespace
{

/// Longest time that a peer may delay an acknowledgment (RFC 8985, section 7.2).
const Time WORST_DELAYED_ACK = MilliSeconds(200);

/// An interval divided by a whole number.
Time
Divide(const Time& time, int64_t divisor)
{
    return TimeStep(time.GetTimeStep() / divisor);
}

} // namespace

void
HttpTcpSocket::NoteSent(SequenceNumber32 sequence, bool isNew)
{
    if (isNew)
    {
        m_lastSegment = sequence;
        const uint32_t inFlight = BytesInFlight();
        const bool isLimited = inFlight + m_tcb->m_segmentSize > m_tcb->m_cWnd;
        m_windowUse.NoteSent(m_txBuffer->HeadSequence(), m_tcb->m_highTxMark, inFlight, isLimited);
    }
    else if (m_rack)
    {
        m_deliveries.NoteRetransmission(sequence, Simulator::Now());
    }
    ArmProbe();
}

void
HttpTcpSocket::ReceivedAck(Ptr<Packet> packet, const TcpHeader& header)
{
    const Ptr<HttpTcpSocket> self(this);
    const SequenceNumber32 head = m_txBuffer->HeadSequence();
    const bool isOpen = m_tcb->m_congState == TcpSocketState::CA_OPEN;
    m_windowBefore = m_windowValidation && isOpen ? m_tcb->m_cWnd.Get() : 0;
    if (!m_rack && !m_probe.IsOutstanding())
    {
        TcpSocketBase::ReceivedAck(packet, header);
    }
    else
    {
        const SequenceNumber32 acknowledgment = header.GetAckNumber();
        const bool isDuplicate =
            acknowledgment == head && packet->GetSize() == 0 && !header.HasOption(TcpOption::SACK);
        const bool wasDisorder = m_tcb->m_congState == TcpSocketState::CA_DISORDER;
        const bool isRecovery = m_tcb->m_congState == TcpSocketState::CA_RECOVERY;
        if (m_rack)
        {
            if (wasDisorder || isRecovery || header.HasOption(TcpOption::SACK))
            {
                NoteDelivered(header);
            }
            // Section 6.2: during recovery a segment is lost as soon as a later one has arrived.
            m_txBuffer->SetDupAckThresh(isRecovery && !m_deliveries.HasReordering() ? 1
                                                                                    : m_retxThresh);
        }
        TcpSocketBase::ReceivedAck(packet, header);
        if (wasDisorder && m_tcb->m_congState == TcpSocketState::CA_OPEN &&
            !m_deliveries.HasRetransmissions())
        {
            m_deliveries.NoteReordering();
        }
        if (m_probe.IsOutstanding())
        {
            EndProbe(acknowledgment, isDuplicate);
        }
        if (m_rack && m_state != CLOSED)
        {
            DetectLosses();
        }
    }
    m_windowBefore = 0;
    if (m_tailLossProbe && m_txBuffer->HeadSequence() != head)
    {
        ArmProbe();
    }
}

uint32_t
HttpTcpSocket::AvailableWindow() const
{
    const uint32_t window = TcpSocketBase::AvailableWindow();
    const bool isRecovery = m_rack && m_tcb->m_congState == TcpSocketState::CA_RECOVERY;
    const bool isFull = UnAckDataCount() >= m_rWnd;
    if (window == 0 || (!isRecovery && !isFull))
    {
        return window;
    }
    // In recovery TcpSocketBase would send again what nothing says is lost; where the receive
    // window is full and selective acknowledgments have emptied the path, a segment of no bytes.
    SequenceNumber32 begin;
    SequenceNumber32 end;
    const bool hasNext = m_txBuffer->NextSeg(&begin, &end, false);
    return hasNext ? (end > begin ? window : 0) : (isRecovery ? 0 : window);
}

void
HttpTcpSocket::ReTxTimeout()
{
    const Ptr<HttpTcpSocket> self(this);
    const bool isData = m_txBuffer->Size() > 0;
    if (!isData && m_finBackoff && IsFinOutstanding())
    {
        RetransmitFin();
        return;
    }
    const TcpStates_t state = m_state;
    if (isData && m_dataRetrCount == 0 && m_cleanAbort && state != SYN_SENT && state != CLOSED)
    {
        End(GetTimeoutEnd(), Notice::Error);
        return;
    }
    m_reorderingEvent.Cancel();
    m_deliveries.ForgetRetransmissions();
    m_probe.Abandon();
    TcpSocketBase::ReTxTimeout();
    NoticeBaseEnd();
}

Time
HttpTcpSocket::GetLeastTimeout() const
{
    // Where the round-trip time hardly varies, RFC 6298 leaves no time for an acknowledgment that
    // the peer delays.
    const bool isAbove = m_rtoAboveRtt && m_rtt->GetNSamples() > 0;
    return isAbove ? Max(m_minRto, m_rtt->GetEstimate() + Min(m_minRto, WORST_DELAYED_ACK))
                   : m_minRto;
}

Time
HttpTcpSocket::GetFirstSent(SequenceNumber32 sequence) const
{
    for (auto sent = m_history.rbegin(); sent != m_history.rend(); ++sent)
    {
        if (sequence >= sent->seq)
        {
            const bool isInside = sequence < sent->seq + SequenceNumber32(sent->count);
            return isInside && !sent->retx ? sent->time : Time();
        }
    }
    return Time();
}

void
HttpTcpSocket::NoteDelivered(const TcpHeader& header)
{
    const SequenceNumber32 acknowledgment = header.GetAckNumber();
    if (acknowledgment > m_txBuffer->HeadSequence())
    {
        m_deliveries.NoteDelivered(GetFirstSent(acknowledgment - 1));
    }
    std::vector<HttpTcpDeliveries::Block> blocks;
    if (header.HasOption(TcpOption::SACK))
    {
        const auto option = DynamicCast<const TcpOptionSack>(header.GetOption(TcpOption::SACK));
        for (const auto& block : option->GetSackList())
        {
            blocks.emplace_back(block.first, block.second);
            m_deliveries.NoteDelivered(GetFirstSent(block.second - 1));
        }
    }
    m_deliveries.NoteAcknowledgment(acknowledgment, blocks, Simulator::Now(), m_tcb->m_minRtt);
}

Time
HttpTcpSocket::GetReorderingWindow() const
{
    return Min(Divide(m_tcb->m_minRtt, 4), Divide(m_rtt->GetEstimate(), 8));
}

void
HttpTcpSocket::DetectLosses()
{
    const auto state = m_tcb->m_congState.Get();
    if (state == TcpSocketState::CA_OPEN || m_txBuffer->Size() == 0)
    {
        m_reorderingEvent.Cancel();
        return;
    }
    if (state == TcpSocketState::CA_DISORDER)
    {
        if (m_reorderingEvent.IsExpired() && m_txBuffer->GetSacked() > 0)
        {
            const Time head = GetFirstSent(m_txBuffer->HeadSequence());
            const Time window = GetReorderingWindow();
            const Time wait = window - Max(m_deliveries.GetNewest() - head, Time());
            m_reorderingEvent =
                Simulator::Schedule(Max(wait, Time()), &HttpTcpSocket::ReorderingTimeout, this);
        }
        return;
    }
    m_reorderingEvent.Cancel();
    // A retransmission is lost too when something that was sent after it has arrived.
    const Time wait = m_deliveries.HasReordering() ? GetReorderingWindow() : Time();
    if (m_deliveries.IsLostAgain(m_txBuffer->HeadSequence(), wait))
    {
        m_txBuffer->MarkHeadAsLost();
        SendPendingData(m_connected);
    }
}

void
HttpTcpSocket::ReorderingTimeout()
{
    const Ptr<HttpTcpSocket> self(this);
    if (m_tcb->m_congState != TcpSocketState::CA_DISORDER || m_txBuffer->GetSacked() == 0)
    {
        return;
    }
    NS_LOG_LOGIC("the reordering window is over: what is missing is lost");
    if (!m_recoverActive || m_txBuffer->HeadSequence() >= m_recover)
    {
        EnterRecovery(0);
        SendPendingData(m_connected);
    }
}

void
HttpTcpSocket::ArmProbe()
{
    if (!m_tailLossProbe || !m_sackEnabled || m_probe.IsOutstanding() ||
        m_tcb->m_congState != TcpSocketState::CA_OPEN)
    {
        return;
    }
    const uint32_t inFlight = UnAckDataCount();
    if (inFlight == 0 || m_rtt->GetNSamples() == 0)
    {
        return;
    }
    Time timeout = m_rtt->GetEstimate() + m_rtt->GetEstimate();
    if (inFlight <= m_tcb->m_segmentSize)
    {
        timeout += WORST_DELAYED_ACK;
    }
    timeout = Min(timeout, m_rto.Get() - TimeStep(1));
    m_probeDue = Simulator::Now() + timeout;
    if (!m_probeEvent.IsExpired() && Simulator::GetDelayLeft(m_probeEvent) > timeout)
    {
        m_probeEvent.Cancel();
    }
    if (m_probeEvent.IsExpired())
    {
        // It stays where it is when the probe is put off, and looks again when it comes.
        m_probeEvent = Simulator::Schedule(timeout, &HttpTcpSocket::ProbeTimeout, this);
    }
}

void
HttpTcpSocket::ProbeTimeout()
{
    const Ptr<HttpTcpSocket> self(this);
    const Time now = Simulator::Now();
    const uint32_t inFlight = UnAckDataCount();
    if (m_state < ESTABLISHED || m_state == TIME_WAIT || m_probe.IsOutstanding() || inFlight == 0 ||
        m_txBuffer->Size() == 0 || m_txBuffer->HeadSequence() >= m_tcb->m_highTxMark ||
        m_tcb->m_congState != TcpSocketState::CA_OPEN || !m_persistEvent.IsExpired() ||
        m_txBuffer->GetSacked() > 0)
    {
        // RFC 8985, section 7.2: nor when the scoreboard is not empty; the last segment, which the
        // probe would repeat, may have arrived.
        return;
    }
    if (now < m_probeDue)
    {
        m_probeEvent = Simulator::Schedule(m_probeDue - now, &HttpTcpSocket::ProbeTimeout, this);
        return;
    }
    const SequenceNumber32 end = m_tcb->m_highTxMark;
    const uint32_t unsent = std::min(GetUnsent(), m_tcb->m_segmentSize);
    const bool isRetransmission = unsent == 0 || inFlight + unsent > m_rWnd;
    m_probe.Begin(isRetransmission);
    m_retxEvent.Cancel();
    if (isRetransmission)
    {
        const SequenceNumber32 last = std::max(m_lastSegment, m_txBuffer->HeadSequence());
        SendDataPacket(last, end - last, true);
    }
    else
    {
        m_tcb->m_nextTxSequence = end;
        m_tcb->m_nextTxSequence = end + SendDataPacket(end, unsent, true);
    }
    m_probe.SetEnd(m_tcb->m_highTxMark);
}

void
HttpTcpSocket::EndProbe(SequenceNumber32 acknowledgment, bool isDuplicate)
{
    if (m_tcb->m_congState != TcpSocketState::CA_OPEN)
    {
        if (m_tcb->m_congState != TcpSocketState::CA_DISORDER)
        {
            m_probe.Abandon();
        }
        return;
    }
    if (m_probe.Acknowledge(acknowledgment, isDuplicate))
    {
        // The window shrinks as after any other loss.
        m_tcb->m_ssThresh = m_congestionControl->GetSsThresh(m_tcb, BytesInFlight());
        m_tcb->m_cWnd = m_tcb->m_ssThresh.Get();
        m_tcb->m_cWndInfl = m_tcb->m_cWnd;
        m_congestionControl->CwndEvent(m_tcb, TcpSocketState::CA_EVENT_COMPLETE_CWR);
    }
}

} // namespace ns3
