/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-wire-header.h"

#include <algorithm>
#include <cstring>

namespace ns3
{

namespace
{

// Numbers of IPv6 extension headers (RFC 8200)
constexpr uint8_t HOP_BY_HOP = 0;
constexpr uint8_t ROUTING = 43;
constexpr uint8_t FRAGMENT = 44;
constexpr uint8_t DESTINATION_OPTIONS = 60;

/// @brief Reads 16 bits in network order. @param p where @return the value
uint16_t
Read16(const uint8_t* p)
{
    return static_cast<uint16_t>((p[0] << 8) | p[1]);
}

/// @brief Reads 32 bits in network order. @param p where @return the value
uint32_t
Read32(const uint8_t* p)
{
    return (uint32_t{p[0]} << 24) | (uint32_t{p[1]} << 16) | (uint32_t{p[2]} << 8) | p[3];
}

/// @brief Bytes as a view. @param p where @param n how many @return the view
std::string_view
View(const uint8_t* p, uint32_t n)
{
    return {reinterpret_cast<const char*>(p), n};
}

/**
 * Sets where the TCP header begins and how far the header reaches.
 * @param bytes the first bytes of the packet
 * @param available how many there are
 * @param ipBytes bytes of the IP header with extension headers
 * @param isTcp a TCP header follows
 * @param record where it goes
 */
void
SetHeader(const uint8_t* bytes,
          uint32_t available,
          uint32_t ipBytes,
          bool isTcp,
          HttpPacketRecord& record)
{
    uint32_t length = std::min(ipBytes, available);
    if (isTcp && available >= ipBytes + 20)
    {
        const uint32_t tcpBytes = std::max(20U, uint32_t{bytes[ipBytes + 12]} >> 4 << 2);
        record.tcpOffset = static_cast<uint8_t>(ipBytes);
        length = std::min(ipBytes + tcpBytes, available);
    }
    record.header = View(bytes, length);
}

/// @copydoc ReadIpHeader
bool
ReadIpv4Header(const uint8_t* bytes,
               uint32_t available,
               HttpPacketRecord& record,
               uint8_t& upperProtocol)
{
    const uint32_t length = uint32_t{bytes[0]} % 16 * 4;
    if (available < 20 || length < 20)
    {
        return false;
    }
    record.version = 4;
    record.headerLength = static_cast<uint8_t>(length);
    record.typeOfService = bytes[1];
    record.totalLength = Read16(bytes + 2);
    record.identification = Read16(bytes + 4);
    record.flags = bytes[6] >> 5;
    record.fragmentOffset = Read16(bytes + 6) & 0x1fff;
    record.timeToLive = bytes[8];
    record.protocol = bytes[9];
    record.headerChecksum = Read16(bytes + 10);
    std::memcpy(record.source.data(), bytes + 12, 4);
    std::memcpy(record.destination.data(), bytes + 16, 4);
    record.isFragment = (record.flags & 1) != 0 || record.fragmentOffset != 0;
    upperProtocol = record.protocol;
    const bool isTcp = upperProtocol == HTTP_PROTOCOL_TCP && record.fragmentOffset == 0;
    SetHeader(bytes, std::min(available, record.totalLength), length, isTcp, record);
    return true;
}

/// @copydoc ReadIpHeader
bool
ReadIpv6Header(const uint8_t* bytes,
               uint32_t available,
               HttpPacketRecord& record,
               uint8_t& upperProtocol)
{
    if (available < 40)
    {
        return false;
    }
    record.version = 6;
    record.headerLength = 40;
    record.typeOfService = static_cast<uint8_t>(Read16(bytes) >> 4);
    record.flowLabel = Read32(bytes) & 0xfffff;
    record.totalLength = Read16(bytes + 4) + 40U;
    record.protocol = bytes[6];
    record.timeToLive = bytes[7];
    std::memcpy(record.source.data(), bytes + 8, 16);
    std::memcpy(record.destination.data(), bytes + 24, 16);
    available = std::min(available, record.totalLength);

    uint32_t offset = 40;
    uint8_t next = record.protocol;
    while (available >= offset + 8)
    {
        const uint8_t* extension = bytes + offset;
        if (next == FRAGMENT)
        {
            record.isFragment = true;
            record.fragmentOffset = Read16(extension + 2) >> 3;
            record.flags = extension[3] & 1;
            record.identification = Read32(extension + 4);
            offset += 8;
        }
        else if (next == HOP_BY_HOP || next == ROUTING || next == DESTINATION_OPTIONS)
        {
            offset += 8 + uint32_t{extension[1]} * 8;
        }
        else
        {
            break;
        }
        next = extension[0];
        if (record.fragmentOffset != 0)
        {
            break;
        }
    }
    upperProtocol = next;
    const bool isTcp = next == HTTP_PROTOCOL_TCP && record.fragmentOffset == 0;
    SetHeader(bytes, available, offset, isTcp, record);
    return true;
}

/// @brief Whether an EtherType is IP. @param type the EtherType @return true if it is
bool
IsIpEtherType(uint16_t type)
{
    return type == 0x0800 || type == 0x86dd;
}

} // namespace

bool
ReadTcpHeader(const uint8_t* bytes,
              uint32_t available,
              uint32_t segmentBytes,
              HttpSegmentRecord& record)
{
    if (available < 20 || segmentBytes < 20)
    {
        return false;
    }
    record.tuple.sourcePort = Read16(bytes);
    record.tuple.destinationPort = Read16(bytes + 2);
    record.sequenceNumber = Read32(bytes + 4);
    record.acknowledgmentNumber = Read32(bytes + 8);
    record.headerLength = static_cast<uint8_t>(bytes[12] >> 4 << 2);
    record.reserved = bytes[12] & 0x0f;
    record.flags = bytes[13];
    record.window = Read16(bytes + 14);
    record.checksum = Read16(bytes + 16);
    record.urgentPointer = Read16(bytes + 18);
    const uint32_t headerBytes = record.headerLength;
    const bool isPossible = headerBytes >= 20 && headerBytes <= segmentBytes;
    record.options = isPossible && headerBytes <= available ? View(bytes + 20, headerBytes - 20)
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
    if (available == 0)
    {
        return false;
    }
    switch (bytes[0] >> 4)
    {
    case 4:
        return ReadIpv4Header(bytes, available, record, upperProtocol);
    case 6:
        return ReadIpv6Header(bytes, available, record, upperProtocol);
    default:
        return false;
    }
}

uint32_t
FindIpHeader(const uint8_t* bytes, uint32_t available, uint32_t frameBytes)
{
    // A packet without a link header fills the frame exactly.
    const bool isIpv4 = available >= 20 && bytes[0] >> 4 == 4 && Read16(bytes + 2) == frameBytes;
    const bool isIpv6 =
        available >= 40 && bytes[0] >> 4 == 6 && Read16(bytes + 4) + 40U == frameBytes;
    if (isIpv4 || isIpv6)
    {
        return 0;
    }
    constexpr uint32_t PPP = 2;
    constexpr uint32_t ETHERNET = 14;
    constexpr uint32_t LLC = 8;
    const uint16_t ppp = available >= PPP ? Read16(bytes) : 0;
    if (ppp == 0x0021 || ppp == 0x0057)
    {
        return PPP;
    }
    if (available >= ETHERNET && IsIpEtherType(Read16(bytes + 12)))
    {
        return ETHERNET;
    }
    if (available >= ETHERNET + LLC && Read16(bytes + 12) <= 1500 &&
        Read16(bytes + ETHERNET) == 0xaaaa && IsIpEtherType(Read16(bytes + ETHERNET + 6)))
    {
        return ETHERNET + LLC;
    }
    return 0;
}

} // namespace ns3
