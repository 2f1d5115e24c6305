/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The segments and the timer of HttpTcpSocket.

#include "http-tcp-demultiplexer.h"
#include "http-tcp-socket.h"

#include "ns3/http-loss-probe-tag.h"
#include "ns3/simulator.h"
#include "ns3/tcp-option-rfc793.h"
#include "ns3/tcp-option-sack-permitted.h"
#include "ns3/tcp-option-sack.h"
#include "ns3/tcp-option-ts.h"
#include "ns3/tcp-option-winscale.h"

#include <algorithm>

namespace ns3
{

namespace
{

// Codepoints of ECN in an IP header (RFC 3168, section 5)
constexpr uint8_t NOT_ECT = 0; //!< not capable
constexpr uint8_t ECT1 = 1;    //!< capable
constexpr uint8_t ECT0 = 2;    //!< capable, the usual one

/// An option. It has no attributes: to be constructed with them costs ten times what it holds.
template <typename OPTION>
Ptr<OPTION>
MakeOption()
{
    return Ptr<OPTION>(new OPTION, false);
}

/// The machine's options as ns-3's.
void
AppendOptions(const wire::TcpOptions& options, TcpHeader& header)
{
    if (options.maximumSegmentSize > 0)
    {
        const Ptr<TcpOptionMSS> option = MakeOption<TcpOptionMSS>();
        option->SetMSS(options.maximumSegmentSize);
        header.AppendOption(option);
    }
    if (options.sackPermitted)
    {
        header.AppendOption(MakeOption<TcpOptionSackPermitted>());
    }
    if (options.hasTimestamps)
    {
        const Ptr<TcpOptionTS> option = MakeOption<TcpOptionTS>();
        option->SetTimestamp(options.timestamp);
        option->SetEcho(options.echo);
        header.AppendOption(option);
    }
    if (options.hasWindowScale)
    {
        const Ptr<TcpOptionWinScale> option = MakeOption<TcpOptionWinScale>();
        option->SetScale(options.windowShift);
        header.AppendOption(option);
    }
    if (options.sackCount > 0)
    {
        const Ptr<TcpOptionSack> option = MakeOption<TcpOptionSack>();
        for (uint8_t i = 0; i < options.sackCount; ++i)
        {
            option->AddSackBlock(
                {SequenceNumber32(options.sacks[i].begin), SequenceNumber32(options.sacks[i].end)});
        }
        header.AppendOption(option);
    }
}

/// A segment's header as the trace sources show it.
TcpHeader
MakeHeader(const tcp::Segment& segment, const HttpTcpFourTuple& tuple)
{
    TcpHeader header;
    header.SetFlags(segment.header.flags);
    header.SetSequenceNumber(SequenceNumber32(segment.header.sequence));
    header.SetAckNumber(SequenceNumber32(segment.header.acknowledgment));
    header.SetWindowSize(segment.header.window);
    AppendOptions(segment.options, header);
    header.SetSourcePort(tuple.localPort);
    header.SetDestinationPort(tuple.remotePort);
    return header;
}

} // namespace

void
HttpTcpSocket::Pump()
{
    tcp::Segment segment;
    while (m_connection && m_connection->TakeSegment(segment))
    {
        Transmit(segment);
    }
    if (m_isPumping)
    {
        // Whoever is telling events tells the rest of them.
        return;
    }
    m_isPumping = true;
    tcp::Event event;
    while (m_connection && m_connection->TakeEvent(event))
    {
        Tell(event);
        while (m_connection && m_connection->TakeSegment(segment))
        {
            Transmit(segment);
        }
    }
    m_isPumping = false;
    if (m_connection)
    {
        ShowValues();
        SetTimer();
    }
}

void
HttpTcpSocket::SetTimer()
{
    const tcp::Nanoseconds deadline = m_connection->GetDeadline();
    if (deadline == tcp::NEVER)
    {
        m_event.Cancel();
        return;
    }
    const Time due = NanoSeconds(deadline.count());
    // An event that comes too early looks again; most deadlines move on before they are reached.
    if (!m_event.IsExpired() && m_eventTime <= due)
    {
        return;
    }
    m_event.Cancel();
    m_eventTime = std::max(due, Simulator::Now());
    m_event =
        Simulator::Schedule(m_eventTime - Simulator::Now(), &HttpTcpSocket::HandleTimer, this);
}

void
HttpTcpSocket::HandleTimer()
{
    const Ptr<HttpTcpSocket> self(this);
    if (!m_connection)
    {
        return;
    }
    m_connection->HandleDeadline(GetNow());
    Pump();
}

void
HttpTcpSocket::Transmit(const tcp::Segment& segment)
{
    const Ptr<Packet> packet = m_sent.Cut(segment.begin, segment.length);
    // DCTCP marks all that it sends, and may say so by ECT(1) (RFC 8257, section 3.1).
    const bool isDctcp = m_settings.exactEcn && m_connection->HasEcn();
    const bool isOne = m_controlState && m_controlState->m_ectCodePoint == TcpSocketState::Ect1;
    AddTags(packet, segment.isCapable || isDctcp ? (isOne ? ECT1 : ECT0) : NOT_ECT);
    if (segment.isLossProbe)
    {
        packet->AddPacketTag(HttpLossProbeTag());
    }
    if (segment.again && !m_againTrace.IsEmpty())
    {
        m_againTrace(packet,
                     MakeHeader(segment, m_tuple),
                     m_tuple.GetLocal(),
                     m_tuple.GetRemote(),
                     nullptr);
    }
    SendDown(packet, segment, m_tuple);
}

void
HttpTcpSocket::SendDown(const Ptr<Packet>& packet,
                        const tcp::Segment& segment,
                        const HttpTcpFourTuple& tuple)
{
    if (!m_txTrace.IsEmpty())
    {
        m_txTrace(packet, MakeHeader(segment, tuple), nullptr);
    }
    m_demultiplexer->GetCarrier().Send(packet,
                                       segment.header,
                                       segment.options,
                                       tuple,
                                       GetBoundNetDevice());
}

void
HttpTcpSocket::SendStrayReset(const tcp::Segment& segment, const HttpTcpFourTuple& tuple)
{
    tcp::Segment answer;
    if (!tcp::AnswerStray(segment, answer))
    {
        return;
    }
    SendDown(Create<Packet>(), answer, tuple);
}

void
HttpTcpSocket::AddTags(Ptr<Packet> packet, uint8_t ecn) const
{
    const uint8_t tos =
        static_cast<uint8_t>((GetIpTos() & ~3) | (ecn != NOT_ECT ? ecn : GetIpTos() & 3));
    if (tos != 0)
    {
        SocketIpTosTag tag;
        tag.SetTos(tos);
        packet->AddPacketTag(tag);
    }
    const uint8_t trafficClass = IsManualIpv6Tclass() ? GetIpv6Tclass() : ecn;
    if (m_tuple.ipv6 && trafficClass != 0)
    {
        SocketIpv6TclassTag tag;
        tag.SetTclass(static_cast<uint8_t>((trafficClass & ~3) | ecn));
        packet->AddPacketTag(tag);
    }
    if (IsManualIpTtl())
    {
        SocketIpTtlTag tag;
        tag.SetTtl(GetIpTtl());
        packet->AddPacketTag(tag);
    }
    if (IsManualIpv6HopLimit())
    {
        SocketIpv6HopLimitTag tag;
        tag.SetHopLimit(GetIpv6HopLimit());
        packet->AddPacketTag(tag);
    }
    if (GetPriority() != 0)
    {
        SocketPriorityTag tag;
        tag.SetPriority(GetPriority());
        packet->ReplacePacketTag(tag);
    }
}

} // namespace ns3
