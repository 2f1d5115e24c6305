/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-segment-count.h"

#include "ns3/ipv4-l3-protocol.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-l4-protocol.h"

namespace ns3
{

void
HttpSegmentCount::Watch(const NodeContainer& nodes)
{
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        if (Ptr<Ipv4L3Protocol> ipv4 = (*node)->GetObject<Ipv4L3Protocol>())
        {
            ipv4->TraceConnectWithoutContext("SendOutgoing",
                                             MakeCallback(&HttpSegmentCount::OnSend4, this));
        }
        if (Ptr<Ipv6L3Protocol> ipv6 = (*node)->GetObject<Ipv6L3Protocol>())
        {
            ipv6->TraceConnectWithoutContext("SendOutgoing",
                                             MakeCallback(&HttpSegmentCount::OnSend6, this));
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

void
HttpSegmentCount::OnSend4(const Ipv4Header& header,
                          Ptr<const Packet> packet,
                          uint32_t /* interface */)
{
    if (header.GetProtocol() == TcpL4Protocol::PROT_NUMBER)
    {
        Count(packet);
    }
}

void
HttpSegmentCount::OnSend6(const Ipv6Header& header,
                          Ptr<const Packet> packet,
                          uint32_t /* interface */)
{
    if (header.GetNextHeader() == TcpL4Protocol::PROT_NUMBER)
    {
        Count(packet);
    }
}

void
HttpSegmentCount::Count(Ptr<const Packet> packet)
{
    TcpHeader header;
    packet->PeekHeader(header);
    const uint8_t flags = header.GetFlags();
    ++m_segments;
    m_payload += packet->GetSize() - header.GetSerializedSize();
    m_syns += (flags & (TcpHeader::SYN | TcpHeader::ACK)) == TcpHeader::SYN ? 1 : 0;
    m_resets += (flags & TcpHeader::RST) != 0 ? 1 : 0;
}

} // namespace ns3
