/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-segment-count.h"

#include "ns3/http-loss-probe-tag.h"
#include "ns3/http-wire-tcp.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/simulator.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/tcp-socket.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <array>

namespace ns3
{

namespace
{

/// @brief Reads the addresses of a packet. @param header its header @param tuple where they go
/// @return whether it carries TCP
bool
ReadAddresses(const Ipv4Header& header, HttpFourTuple& tuple)
{
    header.GetSource().Serialize(tuple.sourceAddress.data());
    header.GetDestination().Serialize(tuple.destinationAddress.data());
    return header.GetProtocol() == TcpL4Protocol::PROT_NUMBER;
}

/// @copydoc ReadAddresses(const Ipv4Header&, HttpFourTuple&)
bool
ReadAddresses(const Ipv6Header& header, HttpFourTuple& tuple)
{
    tuple.isIpv6 = true;
    Ipv6Address(header.GetSource()).Serialize(tuple.sourceAddress.data());
    Ipv6Address(header.GetDestination()).Serialize(tuple.destinationAddress.data());
    return header.GetNextHeader() == TcpL4Protocol::PROT_NUMBER;
}

/**
 * @brief Reads a segment.
 * @param packet TCP header and payload
 * @param tuple where its ports go
 * @param segment where the rest goes
 * @return whether it is long enough to be one
 */
bool
ReadSegment(const Packet& packet, HttpFourTuple& tuple, HttpSeenSegment& segment)
{
    std::array<uint8_t, wire::TCP_HEADER_MOST> bytes;
    wire::TcpHeader header;
    if (!header.Read(bytes.data(), packet.CopyData(bytes.data(), wire::TCP_HEADER_LEAST)))
    {
        return false;
    }
    tuple.sourcePort = header.sourcePort;
    tuple.destinationPort = header.destinationPort;
    segment.sequenceNumber = header.sequence;
    segment.acknowledgmentNumber = header.acknowledgment;
    segment.flags = header.flags;
    segment.window = header.window;
    segment.payload = packet.GetSize() - std::min<uint32_t>(packet.GetSize(), header.headerLength);
    if ((header.flags & wire::TCP_SYN) != 0 && header.headerLength > wire::TCP_HEADER_LEAST)
    {
        const uint32_t available = packet.CopyData(bytes.data(), header.headerLength);
        wire::TcpOptions options;
        if (available == header.headerLength && !options.Read(bytes.data() + wire::TCP_HEADER_LEAST,
                                                              available - wire::TCP_HEADER_LEAST))
        {
            segment.hasWindowShift = options.hasWindowScale;
            segment.windowShift = std::min(options.windowShift, wire::WINDOW_SHIFT_MOST);
        }
    }
    return true;
}

} // namespace

void
HttpSegmentCount::Watch(const NodeContainer& nodes)
{
    const TypeId tcp = TcpSocket::GetTypeId();
    TypeId::AttributeInformation buffer;
    if (tcp.LookupAttributeByName("SndBufSize", &buffer))
    {
        m_sendBuffer =
            static_cast<uint32_t>(DynamicCast<const UintegerValue>(buffer.initialValue)->Get());
    }
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        if (Ptr<Ipv4L3Protocol> ipv4 = (*node)->GetObject<Ipv4L3Protocol>())
        {
            ipv4->TraceConnectWithoutContext(
                "SendOutgoing",
                MakeCallback(&HttpSegmentCount::OnPacket<true, Ipv4Header>, this));
            ipv4->TraceConnectWithoutContext(
                "LocalDeliver",
                MakeCallback(&HttpSegmentCount::OnPacket<false, Ipv4Header>, this));
        }
        if (Ptr<Ipv6L3Protocol> ipv6 = (*node)->GetObject<Ipv6L3Protocol>())
        {
            ipv6->TraceConnectWithoutContext(
                "SendOutgoing",
                MakeCallback(&HttpSegmentCount::OnPacket<true, Ipv6Header>, this));
            ipv6->TraceConnectWithoutContext(
                "LocalDeliver",
                MakeCallback(&HttpSegmentCount::OnPacket<false, Ipv6Header>, this));
        }
    }
}

HttpSegmentFigures
HttpSegmentCount::Get() const
{
    HttpSegmentFigures figures = m_figures;
    for (const auto& [tuple, sender] : m_senders)
    {
        figures.Add(sender);
    }
    return figures;
}

void
HttpSegmentCount::Stop()
{
    m_isStopped = true;
}

template <bool isSent, typename HEADER>
void
HttpSegmentCount::OnPacket(const HEADER& header, Ptr<const Packet> packet, uint32_t /* interface */)
{
    HttpFourTuple tuple;
    HttpSeenSegment segment;
    if (m_isStopped || !ReadAddresses(header, tuple) || !ReadSegment(*packet, tuple, segment))
    {
        return;
    }
    // Ends are known by what they send.
    tuple = isSent ? tuple : tuple.Reversed();
    auto sender = m_senders.find(tuple);
    if (sender == m_senders.end() && (segment.flags & wire::TCP_SYN) != 0)
    {
        sender = m_senders.emplace(tuple, HttpSenderWatch()).first;
    }
    const bool isKnown = sender != m_senders.end();
    if (isSent)
    {
        Count(*packet, segment, isKnown ? &sender->second : nullptr);
    }
    else if (isKnown)
    {
        sender->second.Receive(segment, Simulator::Now());
    }
    if (isKnown && sender->second.IsOver())
    {
        m_figures.Add(sender->second);
        m_senders.erase(sender);
    }
}

void
HttpSegmentCount::Count(const Packet& packet,
                        const HttpSeenSegment& segment,
                        HttpSenderWatch* sender)
{
    ++m_figures.segments;
    m_figures.payloadBytes += segment.payload;
    m_figures.syns += (segment.flags & (wire::TCP_SYN | wire::TCP_ACK)) == wire::TCP_SYN ? 1 : 0;
    m_figures.resets += (segment.flags & wire::TCP_RST) != 0 ? 1 : 0;
    if (!sender)
    {
        return;
    }
    const HttpSenderWatch::Verdict verdict = sender->Send(segment, Simulator::Now(), m_sendBuffer);
    m_figures.retransmissions += verdict.isRetransmission ? 1 : 0;
    HttpLossProbeTag tag;
    const bool isProbe = verdict.isRetransmission && packet.PeekPacketTag(tag);
    m_figures.lossProbes += isProbe ? 1 : 0;
    m_figures.timeouts += verdict.isTimeout && !isProbe ? 1 : 0;
}

} // namespace ns3
