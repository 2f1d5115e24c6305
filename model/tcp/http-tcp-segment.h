/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_SEGMENT_H
#define HTTP_TCP_SEGMENT_H

#include "ns3/http-tcp-connection.h"
#include "ns3/packet.h"

namespace ns3
{

/**
 * @ingroup http
 * @brief Reads the TCP header at the start of a packet (RFC 9293, section 3.1).
 *
 * ns-3's TcpHeader trusts what it reads: an option of length 0 or an MSS option of a wrong length
 * stops the program. This reader checks every length first.
 * @param packet a TCP segment, header first
 * @param segment set to what the machine takes of it
 * @return nullptr if the header and its options are well formed; otherwise what is wrong, in a text
 * with static storage, and the fields are not to be used
 */
const char* ReadHttpTcpSegment(Ptr<const Packet> packet, tcp::Segment& segment);

} // namespace ns3

#endif /* HTTP_TCP_SEGMENT_H */
