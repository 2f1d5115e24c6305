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

/**
 * @brief Reads a segment.
 * @param packet TCP header and payload
 * @param source where its source port goes
 * @param destination where its destination port goes
 * @param segment where the rest goes
 * @return whether it is long enough to be one
 */
bool
ReadSegment(const Packet& packet, uint16_t& source, uint16_t& destination, HttpSeenSegment& segment)
{
    std::array<uint8_t, wire::TCP_HEADER_MOST> bytes;
    wire::TcpHeader header;
    if (!header.Read(bytes.data(), packet.CopyData(bytes.data(), wire::TCP_HEADER_LEAST)))
    {
        return false;
    }
    source = header.sourcePort;
    destination = header.destinationPort;
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
            ipv4->TraceConnectWithoutContext("SendOutgoing",
                                             MakeCallback(&HttpSegmentCount::OnSend4, this));
            ipv4->TraceConnectWithoutContext("LocalDeliver",
                                             MakeCallback(&HttpSegmentCount::OnReceive4, this));
        }
        if (Ptr<Ipv6L3Protocol> ipv6 = (*node)->GetObject<Ipv6L3Protocol>())
        {
            ipv6->TraceConnectWithoutContext("SendOutgoing",
                                             MakeCallback(&HttpSegmentCount::OnSend6, this));
            ipv6->TraceConnectWithoutContext("LocalDeliver",
                                             MakeCallback(&HttpSegmentCount::OnReceive6, this));
        }
    }
}

uint64_t
HttpSegmentCount::GetSegments() const
{
    return m_segments;
}

uint64_t
HttpSegmentCount::GetPayloadBytes() const
{
    return m_payload;
}

uint64_t
HttpSegmentCount::GetSyns() const
{
    return m_syns;
}

uint64_t
HttpSegmentCount::GetResets() const
{
    return m_resets;
}

uint64_t
HttpSegmentCount::GetRetransmissions() const
{
    return m_retransmissions;
}

uint64_t
HttpSegmentCount::GetTimeouts() const
{
    return m_timeouts;
}

uint64_t
HttpSegmentCount::GetLossProbes() const
{
    return m_lossProbes;
}

uint64_t
HttpSegmentCount::GetWindowLimited() const
{
    return m_windowLimited +
           static_cast<uint64_t>(
               std::count_if(m_senders.begin(), m_senders.end(), [](const auto& sender) {
                   return sender.second.HasFilledWindow();
               }));
}

uint64_t
HttpSegmentCount::GetBufferLimited() const
{
    return m_bufferLimited +
           static_cast<uint64_t>(
               std::count_if(m_senders.begin(), m_senders.end(), [](const auto& sender) {
                   return sender.second.HasFilledBuffer();
               }));
}

void
HttpSegmentCount::Stop()
{
    m_isStopped = true;
}

void
HttpSegmentCount::OnSend4(const Ipv4Header& header,
                          Ptr<const Packet> packet,
                          uint32_t /* interface */)
{
    if (header.GetProtocol() == TcpL4Protocol::PROT_NUMBER && !m_isStopped)
    {
        HttpFourTuple tuple;
        header.GetSource().Serialize(tuple.sourceAddress.data());
        header.GetDestination().Serialize(tuple.destinationAddress.data());
        Send(*packet, tuple);
    }
}

void
HttpSegmentCount::OnSend6(const Ipv6Header& header,
                          Ptr<const Packet> packet,
                          uint32_t /* interface */)
{
    if (header.GetNextHeader() == TcpL4Protocol::PROT_NUMBER && !m_isStopped)
    {
        HttpFourTuple tuple;
        tuple.isIpv6 = true;
        Ipv6Address(header.GetSource()).Serialize(tuple.sourceAddress.data());
        Ipv6Address(header.GetDestination()).Serialize(tuple.destinationAddress.data());
        Send(*packet, tuple);
    }
}

void
HttpSegmentCount::OnReceive4(const Ipv4Header& header,
                             Ptr<const Packet> packet,
                             uint32_t /* interface */)
{
    if (header.GetProtocol() == TcpL4Protocol::PROT_NUMBER && !m_isStopped)
    {
        HttpFourTuple tuple;
        header.GetDestination().Serialize(tuple.sourceAddress.data());
        header.GetSource().Serialize(tuple.destinationAddress.data());
        Receive(*packet, tuple);
    }
}

void
HttpSegmentCount::OnReceive6(const Ipv6Header& header,
                             Ptr<const Packet> packet,
                             uint32_t /* interface */)
{
    if (header.GetNextHeader() == TcpL4Protocol::PROT_NUMBER && !m_isStopped)
    {
        HttpFourTuple tuple;
        tuple.isIpv6 = true;
        Ipv6Address(header.GetDestination()).Serialize(tuple.sourceAddress.data());
        Ipv6Address(header.GetSource()).Serialize(tuple.destinationAddress.data());
        Receive(*packet, tuple);
    }
}

void
HttpSegmentCount::Send(const Packet& packet, HttpFourTuple& tuple)
{
    HttpSeenSegment segment;
    if (!ReadSegment(packet, tuple.sourcePort, tuple.destinationPort, segment))
    {
        return;
    }
    ++m_segments;
    m_payload += segment.payload;
    m_syns += (segment.flags & (wire::TCP_SYN | wire::TCP_ACK)) == wire::TCP_SYN ? 1 : 0;
    m_resets += (segment.flags & wire::TCP_RST) != 0 ? 1 : 0;
    auto sender = m_senders.find(tuple);
    if (sender == m_senders.end())
    {
        if ((segment.flags & wire::TCP_SYN) == 0)
        {
            return;
        }
        sender = m_senders.emplace(tuple, HttpSenderWatch()).first;
    }
    const HttpSenderWatch::Verdict verdict =
        sender->second.Send(segment, Simulator::Now(), m_sendBuffer);
    m_retransmissions += verdict.isRetransmission ? 1 : 0;
    HttpLossProbeTag tag;
    const bool isProbe = verdict.isRetransmission && packet.PeekPacketTag(tag);
    m_lossProbes += isProbe ? 1 : 0;
    m_timeouts += verdict.isTimeout && !isProbe ? 1 : 0;
    Finish(sender);
}

void
HttpSegmentCount::Receive(const Packet& packet, HttpFourTuple& tuple)
{
    HttpSeenSegment segment;
    if (!ReadSegment(packet, tuple.destinationPort, tuple.sourcePort, segment))
    {
        return;
    }
    auto sender = m_senders.find(tuple);
    if (sender == m_senders.end())
    {
        if ((segment.flags & wire::TCP_SYN) == 0)
        {
            return;
        }
        sender = m_senders.emplace(tuple, HttpSenderWatch()).first;
    }
    sender->second.Receive(segment, Simulator::Now());
    Finish(sender);
}

void
HttpSegmentCount::Finish(Senders::iterator sender)
{
    if (sender->second.IsOver())
    {
        m_windowLimited += sender->second.HasFilledWindow() ? 1 : 0;
        m_bufferLimited += sender->second.HasFilledBuffer() ? 1 : 0;
        m_senders.erase(sender);
    }
}

} // namespace ns3
