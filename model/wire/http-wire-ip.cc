/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-wire-ip.h"

#include "http-wire-bytes.h"

#include <algorithm>

namespace ns3
{
namespace wire
{

namespace
{

/// @copydoc IpHeader::Read
bool
ReadIpv4(const uint8_t* bytes, size_t available, IpHeader& header)
{
    const uint32_t length = bytes[0] % 16U * 4;
    if (available < IPV4_HEADER_LEAST || length < IPV4_HEADER_LEAST)
    {
        return false;
    }
    header.version = 4;
    header.headerLength = static_cast<uint8_t>(length);
    header.typeOfService = bytes[1];
    header.totalLength = Read16(bytes + 2);
    header.identification = Read16(bytes + 4);
    header.flags = bytes[6] >> 5;
    header.fragmentOffset = Read16(bytes + 6) & 0x1fff;
    header.timeToLive = bytes[8];
    header.protocol = bytes[9];
    header.checksum = Read16(bytes + 10);
    std::copy_n(bytes + 12, 4, header.source.begin());
    std::copy_n(bytes + 16, 4, header.destination.begin());
    header.isFragment = (header.flags & 1) != 0 || header.fragmentOffset != 0;
    header.upperOffset = length;
    header.upperProtocol = header.protocol;
    return true;
}

/// Whether a next header is an extension header whose length stands in its second byte.
bool
IsExtension(uint8_t next)
{
    return next == IP_HOP_BY_HOP || next == IP_ROUTING || next == IP_DESTINATION_OPTIONS;
}

/// @copydoc IpHeader::Read
bool
ReadIpv6(const uint8_t* bytes, size_t available, IpHeader& header)
{
    if (available < IPV6_HEADER)
    {
        return false;
    }
    header.version = 6;
    header.headerLength = IPV6_HEADER;
    header.typeOfService = static_cast<uint8_t>(Read16(bytes) >> 4);
    header.flowLabel = Read32(bytes) & 0xfffff;
    header.totalLength = Read16(bytes + 4) + static_cast<uint32_t>(IPV6_HEADER);
    header.protocol = bytes[6];
    header.timeToLive = bytes[7];
    std::copy_n(bytes + 8, 16, header.source.begin());
    std::copy_n(bytes + 24, 16, header.destination.begin());
    available = std::min<size_t>(available, header.totalLength);

    uint32_t offset = IPV6_HEADER;
    uint8_t next = header.protocol;
    while (available >= offset + 8 && header.fragmentOffset == 0)
    {
        const uint8_t* const extension = bytes + offset;
        if (next == IP_FRAGMENT)
        {
            header.isFragment = true;
            header.fragmentOffset = Read16(extension + 2) >> 3;
            header.flags = extension[3] & 1;
            header.identification = Read32(extension + 4);
            offset += IPV6_FRAGMENT_HEADER;
        }
        else if (IsExtension(next))
        {
            offset += 8 + extension[1] * 8U;
        }
        else
        {
            break;
        }
        next = extension[0];
    }
    header.upperOffset = offset;
    header.upperProtocol = next;
    return true;
}

/// Whether an EtherType is IP.
bool
IsIpEtherType(uint16_t type)
{
    return type == 0x0800 || type == 0x86dd;
}

} // namespace

bool
IpHeader::Read(const uint8_t* bytes, size_t available)
{
    *this = IpHeader();
    if (available == 0)
    {
        return false;
    }
    switch (bytes[0] >> 4)
    {
    case 4:
        return ReadIpv4(bytes, available, *this);
    case 6:
        return ReadIpv6(bytes, available, *this);
    default:
        return false;
    }
}

size_t
IpHeader::Write(uint8_t* bytes) const
{
    uint8_t* p = bytes;
    if (version == 6)
    {
        p = Write32(p, 6U << 28 | uint32_t{typeOfService} << 20 | (flowLabel & 0xfffff));
        p = Write16(p, static_cast<uint16_t>(totalLength - IPV6_HEADER));
        *p++ = protocol;
        *p++ = timeToLive;
        p = std::copy(source.begin(), source.end(), p);
        std::copy(destination.begin(), destination.end(), p);
        return IPV6_HEADER;
    }
    *p++ = 4 << 4 | IPV4_HEADER_LEAST / 4;
    *p++ = typeOfService;
    p = Write16(p, static_cast<uint16_t>(totalLength));
    p = Write16(p, static_cast<uint16_t>(identification));
    p = Write16(p, static_cast<uint16_t>(flags << 13 | (fragmentOffset & 0x1fff)));
    *p++ = timeToLive;
    *p++ = protocol;
    uint8_t* const place = p;
    p = Write16(p, 0);
    p = std::copy_n(source.begin(), 4, p);
    std::copy_n(destination.begin(), 4, p);
    wire::Checksum sum;
    sum.Add(bytes, IPV4_HEADER_LEAST);
    Write16(place, sum.Get());
    return IPV4_HEADER_LEAST;
}

uint32_t
FindIpHeader(const uint8_t* bytes, size_t available, size_t frameBytes)
{
    // A packet without a link header fills the frame exactly.
    const bool isIpv4 =
        available >= IPV4_HEADER_LEAST && bytes[0] >> 4 == 4 && Read16(bytes + 2) == frameBytes;
    const bool isIpv6 = available >= IPV6_HEADER && bytes[0] >> 4 == 6 &&
                        Read16(bytes + 4) + IPV6_HEADER == frameBytes;
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
    if (available >= LLC && Read16(bytes) == 0xaaaa && IsIpEtherType(Read16(bytes + LLC - 2)))
    {
        return LLC;
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

uint16_t
GetTcpChecksum(const IpHeader& ip, const uint8_t* segment, size_t size)
{
    const size_t addressBytes = ip.version == 6 ? 16 : 4;
    Checksum sum;
    sum.Add(ip.source.data(), addressBytes);
    sum.Add(ip.destination.data(), addressBytes);
    sum.Add(static_cast<uint16_t>(size >> 16));
    sum.Add(static_cast<uint16_t>(size));
    sum.Add(IP_TCP);
    sum.Add(segment, size);
    return sum.Get();
}

} // namespace wire
} // namespace ns3
