/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_PACKET_ANATOMY_H
#define HTTP_PACKET_ANATOMY_H

#include "http-trace-reader.h"

#include <cstdint>
#include <iosfwd>

namespace ns3
{

/**
 * @ingroup http
 * @brief Writes one packet field by field: IP header, TCP header, piece of the HTTP message.
 *
 * Every field stands with its offset and its bytes as they were on the wire (RFC 791, RFC 8200,
 * RFC 9293). Of a message the head's bytes are known; the content is told by its kind.
 * @param reader the database
 * @param packet number of the packet; an HttpTraceError if there is none
 * @param out where it goes
 */
void WriteHttpPacketAnatomy(HttpTraceReader& reader, int64_t packet, std::ostream& out);

} // namespace ns3

#endif /* HTTP_PACKET_ANATOMY_H */
