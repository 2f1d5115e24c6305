/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The segments that HttpTcpSocket sends.

#include "http-tcp-demultiplexer.h"
#include "http-tcp-socket.h"

#include "ns3/rtt-estimator.h"
#include "ns3/simulator.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/tcp-option-rfc793.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/tcp-tx-buffer.h"

#include <algorithm>

namespace ns3
{

namespace
{

const Time CHALLENGE_INTERVAL = MilliSeconds(500); //!< between answers to strange segments

} // namespace

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
HttpTcpSocket::NoteAdvertised()
{
    m_advertisedEdge = m_tcb->m_rxBuffer->NextRxSequence() + m_advWnd.Get();
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
    // TcpSocketBase computes the timeout anew with each empty segment, as RFC 6298 has it for
    // measurements only: what lengthens it, RtoAboveRtt or a timeout before, would be lost.
    const Time minRto = m_minRto;
    if (m_rtoAboveRtt && !(flags & (TcpHeader::SYN | TcpHeader::FIN)))
    {
        m_minRto = m_rto;
    }
    TcpSocketBase::SendEmptyPacket(flags);
    m_minRto = minRto;
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

} // namespace ns3
