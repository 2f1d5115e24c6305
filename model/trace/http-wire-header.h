/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_WIRE_HEADER_H
#define HTTP_WIRE_HEADER_H

#include "ns3/http-packet-record.h"
#include "ns3/http-segment-record.h"
#include "ns3/http-wire-ip.h"
#include "ns3/http-wire-tcp.h"

#include <cstdint>

namespace ns3
{

/// Enough for an IP header with options or extension headers, and a TCP header, bytes
constexpr uint32_t HTTP_HEADERS_MAX = 160;

/**
 * @ingroup http
 * @brief Reads a TCP header from bytes, whatever they are.
 *
 * It reads what stands there and trusts nothing: an impossible header length leaves the options
 * empty.
 * @param bytes the first bytes of the segment
 * @param available how many there are
 * @param segmentBytes bytes of the whole segment
 * @param record where the fields go; its options point into bytes
 * @return false if the segment is too short for a header
 */
bool ReadTcpHeader(const uint8_t* bytes,
                   uint32_t available,
                   uint32_t segmentBytes,
                   HttpSegmentRecord& record);

/**
 * @ingroup http
 * @brief Reads an IPv4 or IPv6 header from bytes, whatever they are.
 *
 * Sets header to the IP header, IPv6 extension headers, and, where it begins here, the TCP header.
 * @param bytes the first bytes of the packet
 * @param available how many there are
 * @param record where the fields go; its header points into bytes
 * @param upperProtocol set to the protocol of the payload, behind extension headers
 * @return false if these bytes are no IP header
 */
bool ReadIpHeader(const uint8_t* bytes,
                  uint32_t available,
                  HttpPacketRecord& record,
                  uint8_t& upperProtocol);

} // namespace ns3

#endif /* HTTP_WIRE_HEADER_H */
