/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The segments that HttpTcpSocket sends.

#include "http-tcp-demultiplexer.h"
#include "http-tcp-socket.h"

#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/log.h"
#include "ns3/rtt-estimator.h"
#include "ns3/simulator.h"
#include "ns3/tcp-congestion-ops.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/tcp-option-rfc793.h"
#include "ns3/tcp-rate-ops.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/tcp-tx-buffer.h"

#include <algorithm>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("HttpTcpSocketSend");

namespace
{

const Time LONGEST_TIMEOUT = Seconds(60);          //!< of every backoff (RFC 6298, 2.5)
const Time CHALLENGE_INTERVAL = MilliSeconds(500); //!< between answers to strange segments

} // namespace

Ptr<TcpSocketBase>
HttpTcpSocket::Fork()
{
    return CopyObject<HttpTcpSocket>(this);
}

void
HttpTcpSocket::NoteAdvertised()
{
    m_advertisedEdge = m_tcb->m_rxBuffer->NextRxSequence() + m_advWnd.Get();
}

void
HttpTcpSocket::Transmit(Ptr<Packet> packet, const TcpHeader& header)
{
    m_txTrace(packet, header, this);
    if (m_ipv6 || m_endPoint6 != nullptr)
    {
        m_tcp->SendPacket(packet,
                          header,
                          m_endPoint6->GetLocalAddress(),
                          m_endPoint6->GetPeerAddress(),
                          m_boundnetdevice);
        return;
    }
    m_tcp->SendPacket(packet,
                      header,
                      m_endPoint->GetLocalAddress(),
                      m_endPoint->GetPeerAddress(),
                      m_boundnetdevice);
}

void
HttpTcpSocket::SendEmptyPacket(uint8_t flags)
{
    if (m_endPoint == nullptr && m_endPoint6 == nullptr)
    {
        return;
    }
    if (flags & TcpHeader::SYN && m_demultiplexer)
    {
        SendSyn(flags);
        return;
    }
    if (flags & TcpHeader::FIN && m_finBackoff)
    {
        SendFin(flags);
        return;
    }
    TcpSocketBase::SendEmptyPacket(flags);
    NoteAdvertised();
}

void
HttpTcpSocket::SendSyn(uint8_t flags)
{
    if (m_synCount == 0)
    {
        m_rtt->Reset(); // RFC 6298, section 2.4
        End(GetTimeoutEnd(), m_active ? Notice::Failed : Notice::None);
        return;
    }
    const bool isFirst = m_synCount == m_synRetries;
    m_rto = m_cnTimeout * (1 << (m_synRetries - m_synCount));
    --m_synCount;

    TcpHeader header;
    const SequenceNumber32 sequence = m_tcb->m_nextTxSequence;
    header.SetFlags(flags);
    header.SetSequenceNumber(sequence);
    header.SetAckNumber(m_tcb->m_rxBuffer->NextRxSequence());
    header.SetSourcePort(m_tuple.localPort);
    header.SetDestinationPort(m_tuple.remotePort);
    if (m_mssOption && m_localMss > 0)
    {
        Ptr<TcpOptionMSS> option = CreateObject<TcpOptionMSS>();
        option->SetMSS(static_cast<uint16_t>(std::min<uint32_t>(m_localMss, UINT16_MAX)));
        header.AppendOption(option);
    }
    if (m_sackEnabled)
    {
        AddOptionSackPermitted(header);
    }
    if (m_timestampEnabled)
    {
        AddOptionTimestamp(header);
    }
    if (m_winScalingEnabled)
    {
        AddOptionWScale(header);
    }
    header.SetWindowSize(AdvertisedWindowSize(false));
    NoteAdvertised();
    UpdateRttHistory(sequence, 0, !isFirst);
    if (flags & TcpHeader::ACK)
    {
        m_delAckEvent.Cancel();
        m_delAckCount = 0;
        m_highTxAck = std::max(m_highTxAck, header.GetAckNumber());
    }
    Ptr<Packet> packet = Create<Packet>();
    AddTags(this, packet, 0);
    Transmit(packet, header);
    if (m_retxEvent.IsExpired())
    {
        m_retxEvent = Simulator::Schedule(m_rto, &HttpTcpSocket::SendEmptyPacket, this, flags);
    }
}

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
HttpTcpSocket::RetransmitFin()
{
    SendEmptyPacket(TcpHeader::FIN | TcpHeader::ACK);
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
HttpTcpSocket::SendChallenge()
{
    if (m_lastChallenge.IsStrictlyPositive() &&
        Simulator::Now() - m_lastChallenge < CHALLENGE_INTERVAL)
    {
        return;
    }
    m_lastChallenge = Simulator::Now();
    SendEmptyPacket(TcpHeader::ACK);
}

void
HttpTcpSocket::SendResetFor(const HttpTcpSegment& segment,
                            const Address& fromAddress,
                            const Address& toAddress)
{
    TcpHeader header;
    header.SetSourcePort(segment.destinationPort);
    header.SetDestinationPort(segment.sourcePort);
    if (segment.Has(TcpHeader::ACK))
    {
        header.SetFlags(TcpHeader::RST);
        header.SetSequenceNumber(segment.acknowledgment);
    }
    else
    {
        header.SetFlags(TcpHeader::RST | TcpHeader::ACK);
        header.SetAckNumber(segment.sequence + segment.GetSequenceLength());
    }
    header.SetWindowSize(0);
    Ptr<Packet> packet = Create<Packet>();
    m_txTrace(packet, header, this);
    m_tcp->SendPacket(packet, header, toAddress, fromAddress, m_boundnetdevice);
}

void
HttpTcpSocket::SendResetFor(const HttpTcpSegment& segment)
{
    Address local;
    Address remote;
    GetSockName(local);
    GetPeerName(remote);
    SendResetFor(segment, remote, local);
}

void
HttpTcpSocket::SendReset()
{
    const SequenceNumber32 sent = m_tcb->m_highTxMark;
    if (m_tcb->m_nextTxSequence < sent)
    {
        m_tcb->m_nextTxSequence = sent;
    }
    TcpSocketBase::SendEmptyPacket(TcpHeader::RST);
}

uint32_t
HttpTcpSocket::SendDataPacket(SequenceNumber32 sequence, uint32_t maxSize, bool withAck)
{
    m_lastDataSent = Simulator::Now();
    const bool isNew = sequence >= m_tcb->m_highTxMark;
    if (m_pushFlag && m_demultiplexer && !m_writeEnds.empty())
    {
        const SequenceNumber32 end =
            sequence + std::min(maxSize, m_txBuffer->SizeFromSequence(sequence));
        const auto written = std::upper_bound(m_writeEnds.begin(), m_writeEnds.end(), sequence);
        if (written != m_writeEnds.end() && *written <= end)
        {
            m_demultiplexer->PushNext(m_ipv6);
        }
    }
    const uint32_t size = TcpSocketBase::SendDataPacket(sequence, maxSize, withAck);
    NoteAdvertised();
    NoteSent(sequence, isNew);
    if (withAck)
    {
        m_highTxAck = std::max(m_highTxAck, m_tcb->m_rxBuffer->NextRxSequence());
    }
    return size;
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
    m_retransmissions.clear();
    m_probeOutstanding = false;
    TcpSocketBase::ReTxTimeout();
    NoticeBaseEnd();
}

void
HttpTcpSocket::LastAckTimeout()
{
    const Ptr<HttpTcpSocket> self(this);
    TcpSocketBase::LastAckTimeout();
    NoticeBaseEnd();
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
