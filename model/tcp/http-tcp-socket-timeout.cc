/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What HttpTcpSocket sends until it is answered: the FIN, and probes of a closed window.

#include "http-tcp-socket.h"

#include "ns3/simulator.h"
#include "ns3/tcp-rate-ops.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/tcp-tx-buffer.h"

#include <algorithm>

namespace ns3
{

namespace
{

const Time LONGEST_TIMEOUT = Seconds(60); //!< of every backoff (RFC 6298, 2.5)

} // namespace

void
HttpTcpSocket::SendFinWhenDue()
{
    const TcpStates_t state = m_state;
    if (!m_closeOnEmpty || !m_finAfterData || (state != ESTABLISHED && state != CLOSE_WAIT) ||
        GetUnsent() > 0)
    {
        return;
    }
    m_finTries = 0;
    SendEmptyPacket(TcpHeader::FIN | TcpHeader::ACK);
    if (m_state == state)
    {
        m_state = state == ESTABLISHED ? FIN_WAIT_1 : LAST_ACK;
    }
}

void
HttpTcpSocket::SendFin(uint8_t flags)
{
    const Ptr<HttpTcpSocket> self(this);
    const TcpStates_t state = m_state;
    const bool isRetransmission = state == FIN_WAIT_1 || state == CLOSING || state == LAST_ACK;
    if (isRetransmission && ++m_finTries > m_dataRetries)
    {
        End(GetTimeoutEnd(), Notice::Error);
        return;
    }
    // TcpSocketBase takes the sequence number from SND.NXT, which lies behind while lost data is
    // being retransmitted.
    const SequenceNumber32 next = m_tcb->m_nextTxSequence;
    const SequenceNumber32 fin = m_tcb->m_highTxMark;
    if (next != fin)
    {
        m_tcb->m_nextTxSequence = fin;
    }
    const bool isTimed = m_retxEvent.IsExpired();
    TcpSocketBase::SendEmptyPacket(flags);
    NoteAdvertised();
    if (next < fin)
    {
        m_tcb->m_nextTxSequence = next;
    }
    if (isTimed)
    {
        m_retxEvent.Cancel();
        const int64_t factor = int64_t(1) << std::min<uint32_t>(m_finTries, 16);
        m_rto = std::min(m_rto.Get() * factor, LONGEST_TIMEOUT);
        m_retxEvent = Simulator::Schedule(m_rto, &HttpTcpSocket::RetransmitFin, this);
    }
}

void
HttpTcpSocket::RetransmitFin()
{
    SendEmptyPacket(TcpHeader::FIN | TcpHeader::ACK);
}

void
HttpTcpSocket::WatchWindow()
{
    const TcpStates_t state = m_state;
    const uint32_t unsent = GetUnsent();
    if (unsent == 0 || (state != ESTABLISHED && state != CLOSE_WAIT) ||
        m_rWnd >= std::min(unsent, m_tcb->m_segmentSize) || !m_persistEvent.IsExpired())
    {
        return;
    }
    if (UnAckDataCount() > 0 && !m_retxEvent.IsExpired())
    {
        return;
    }
    m_retxEvent.Cancel();
    m_persistTimeout = m_rto;
    m_persistEvent = Simulator::Schedule(m_persistTimeout, &HttpTcpSocket::PersistTimeout, this);
}

void
HttpTcpSocket::PersistTimeout()
{
    if (!m_persist)
    {
        TcpSocketBase::PersistTimeout();
        return;
    }
    const Ptr<HttpTcpSocket> self(this);
    m_persistTimeout = std::min(m_persistTimeout * 2, LONGEST_TIMEOUT);
    const SequenceNumber32 sent = m_tcb->m_highTxMark;
    if (UnAckDataCount() > 0 && m_txBuffer->Size() > 0 && m_txBuffer->HeadSequence() < sent)
    {
        // What was sent into the window before it closed is still to be acknowledged.
        SendDataPacket(m_txBuffer->HeadSequence(), m_tcb->m_segmentSize, true);
        return;
    }
    const uint32_t unsent = GetUnsent();
    if (unsent == 0)
    {
        return;
    }
    m_tcb->m_nextTxSequence = sent;
    if (m_rWnd.Get() > 0)
    {
        // The sender's side of silly window avoidance gives way after a timeout (RFC 9293,
        // section 3.8.6.2.1).
        const uint32_t size = SendDataPacket(sent, std::min(m_rWnd.Get(), unsent), true);
        m_tcb->m_nextTxSequence = sent + size;
        return;
    }
    Ptr<Packet> packet = m_txBuffer->CopyFromSequence(1, sent)->GetPacketCopy();
    m_txBuffer->ResetLastSegmentSent();
    m_probing = true;
    TcpHeader header;
    header.SetFlags(TcpHeader::ACK);
    header.SetSequenceNumber(sent);
    header.SetAckNumber(m_tcb->m_rxBuffer->NextRxSequence());
    header.SetWindowSize(AdvertisedWindowSize());
    header.SetSourcePort(m_endPoint ? m_endPoint->GetLocalPort() : m_endPoint6->GetLocalPort());
    header.SetDestinationPort(m_endPoint ? m_endPoint->GetPeerPort() : m_endPoint6->GetPeerPort());
    AddOptions(header);
    AddTags(this, packet, 0);
    Transmit(packet, header);
    m_persistEvent = Simulator::Schedule(m_persistTimeout, &HttpTcpSocket::PersistTimeout, this);
}

void
HttpTcpSocket::CountProbe()
{
    m_probing = false;
    const SequenceNumber32 sent = m_tcb->m_highTxMark;
    TcpTxItem* item = m_txBuffer->CopyFromSequence(1, sent);
    m_rateOps->SkbSent(item, true);
    m_tcb->m_highTxMark = sent + 1;
    m_tcb->m_nextTxSequence = sent + 1;
}

} // namespace ns3
