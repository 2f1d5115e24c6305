/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-wire-header.h"

#include <algorithm>

namespace ns3
{

namespace
{

/// @brief Bytes as a view. @param p where @param n how many @return the view
std::string_view
View(const uint8_t* p, size_t n)
{
    return {reinterpret_cast<const char*>(p), n};
}

} // namespace

bool
ReadTcpHeader(const uint8_t* bytes,
              uint32_t available,
              uint32_t segmentBytes,
              HttpSegmentRecord& record)
{
    wire::TcpHeader header;
    if (!header.Read(bytes, std::min(available, segmentBytes)))
    {
        return false;
    }
    record.tuple.sourcePort = header.sourcePort;
    record.tuple.destinationPort = header.destinationPort;
    record.sequenceNumber = header.sequence;
    record.acknowledgmentNumber = header.acknowledgment;
    record.headerLength = header.headerLength;
    record.reserved = header.reserved;
    record.flags = header.flags;
    record.window = header.window;
    record.checksum = header.checksum;
    record.urgentPointer = header.urgentPointer;
    const uint32_t headerBytes = header.headerLength;
    const bool isPossible = headerBytes >= wire::TCP_HEADER_LEAST && headerBytes <= segmentBytes;
    record.options =
        isPossible && headerBytes <= available
            ? View(bytes + wire::TCP_HEADER_LEAST, headerBytes - wire::TCP_HEADER_LEAST)
            : std::string_view();
    record.payloadBytes = isPossible ? segmentBytes - headerBytes : 0;
    return true;
}

bool
ReadIpHeader(const uint8_t* bytes,
             uint32_t available,
             HttpPacketRecord& record,
             uint8_t& upperProtocol)
{
    wire::IpHeader header;
    if (!header.Read(bytes, available))
    {
        return false;
    }
    record.version = header.version;
    record.headerLength = header.headerLength;
    record.typeOfService = header.typeOfService;
    record.totalLength = header.totalLength;
    record.identification = header.identification;
    record.flags = header.flags;
    record.fragmentOffset = header.fragmentOffset;
    record.timeToLive = header.timeToLive;
    record.protocol = header.protocol;
    record.headerChecksum = header.checksum;
    record.flowLabel = header.flowLabel;
    record.source = header.source;
    record.destination = header.destination;
    record.isFragment = header.isFragment;
    upperProtocol = header.upperProtocol;

    available = std::min(available, header.totalLength);
    uint32_t length = header.upperOffset;
    if (upperProtocol == wire::IP_TCP && header.fragmentOffset == 0 &&
        available >= length + wire::TCP_HEADER_LEAST)
    {
        record.tcpOffset = static_cast<uint8_t>(length);
        length += std::max<uint32_t>(wire::TCP_HEADER_LEAST, bytes[length + 12] >> 4 << 2);
    }
    record.header = View(bytes, std::min(length, available));
    return true;
}

} // namespace ns3
