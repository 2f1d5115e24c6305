/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-segment.h"

#include "ns3/http-wire-bytes.h"
#include "ns3/http-wire-tcp.h"
#include "ns3/tcp-header.h"

#include <algorithm>
#include <array>

namespace ns3
{

uint32_t
HttpTcpSegment::GetSequenceLength() const
{
    return length + (Has(TcpHeader::SYN) ? 1 : 0) + (Has(TcpHeader::FIN) ? 1 : 0);
}

const char*
HttpTcpSegment::Read(Ptr<const Packet> packet)
{
    std::array<uint8_t, wire::TCP_HEADER_MOST> bytes;
    const uint32_t size = packet->GetSize();
    const uint32_t available = packet->CopyData(bytes.data(), bytes.size());
    wire::TcpHeader header;
    if (!header.Read(bytes.data(), available))
    {
        return "header cut short";
    }
    headerLength = header.headerLength;
    if (headerLength < wire::TCP_HEADER_LEAST)
    {
        return "header length below 20";
    }
    if (headerLength > available)
    {
        return "header length beyond the segment";
    }
    sourcePort = header.sourcePort;
    destinationPort = header.destinationPort;
    sequence = SequenceNumber32(header.sequence);
    acknowledgment = SequenceNumber32(header.acknowledgment);
    flags = header.flags;
    window = header.window;
    length = size - headerLength;
    return options.Read(&bytes[wire::TCP_HEADER_LEAST], headerLength - wire::TCP_HEADER_LEAST);
}

} // namespace ns3
