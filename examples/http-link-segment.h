/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_LINK_SEGMENT_H
#define HTTP_LINK_SEGMENT_H

#include "ns3/internet-module.h"
#include "ns3/network-module.h"

#include <cstdint>

namespace ns3
{

/// @brief A TCP segment as it is found on a link.
struct HttpLinkSegment
{
    TcpHeader header;   //!< its header
    uint32_t bytes = 0; //!< bytes of data in it
};

/// @brief Reads a packet of a point-to-point link. @param packet TCP over IPv4, with PPP's header
/// @return the segment
inline HttpLinkSegment
ReadHttpLinkSegment(Ptr<const Packet> packet)
{
    constexpr uint32_t PPP_BYTES = 2;
    Ptr<Packet> copy = packet->Copy();
    copy->RemoveAtStart(PPP_BYTES);
    Ipv4Header ip;
    copy->RemoveHeader(ip);
    HttpLinkSegment segment;
    copy->RemoveHeader(segment.header);
    segment.bytes = copy->GetSize();
    return segment;
}

} // namespace ns3

#endif // HTTP_LINK_SEGMENT_H
