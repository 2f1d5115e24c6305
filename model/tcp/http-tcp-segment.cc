/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-segment.h"

#include <array>

namespace ns3
{

const char*
ReadHttpTcpSegment(Ptr<const Packet> packet, tcp::Segment& segment)
{
    std::array<uint8_t, wire::TCP_HEADER_MOST> bytes;
    const uint32_t available = packet->CopyData(bytes.data(), bytes.size());
    if (!segment.header.Read(bytes.data(), available))
    {
        return "header cut short";
    }
    const uint32_t headerLength = segment.header.headerLength;
    if (headerLength < wire::TCP_HEADER_LEAST)
    {
        return "header length below 20";
    }
    if (headerLength > available)
    {
        return "header length beyond the segment";
    }
    segment.length = packet->GetSize() - headerLength;
    return segment.options.Read(&bytes[wire::TCP_HEADER_LEAST],
                                headerLength - wire::TCP_HEADER_LEAST);
}

} // namespace ns3
