/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_SEGMENT_H
#define HTTP_TCP_SEGMENT_H

#include "ns3/http-wire-tcp.h"
#include "ns3/packet.h"
#include "ns3/sequence-number.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief The fields of a TCP header read from its bytes (RFC 9293, section 3.1).
 *
 * ns-3's TcpHeader trusts what it reads: an option of length 0 or an MSS option of a wrong length
 * stops the program. This reader checks every length first.
 */
struct HttpTcpSegment
{
    uint16_t sourcePort = 0;         //!< source port
    uint16_t destinationPort = 0;    //!< destination port
    SequenceNumber32 sequence;       //!< sequence number
    SequenceNumber32 acknowledgment; //!< acknowledgment number
    uint8_t flags = 0;               //!< control bits from CWR to FIN, as in ns3::TcpHeader
    uint8_t headerLength = 0;        //!< bytes of the header with its options
    uint16_t window = 0;             //!< window as it is on the wire, not scaled
    uint32_t length = 0;             //!< bytes of data after the header
    wire::TcpOptions options;        //!< all options

    /// @brief Whether a control bit is set. @param flag the bit @return true if it is
    bool Has(uint8_t flag) const
    {
        return (flags & flag) != 0;
    }

    /// @brief Sequence numbers that the segment takes: data, SYN and FIN. @return SEG.LEN
    uint32_t GetSequenceLength() const;

    /**
     * @brief Reads the header at the start of a packet.
     * @param packet a TCP segment, header first
     * @return nullptr if the header and its options are well formed; otherwise what is wrong, in a
     * text with static storage, and the fields are not to be used
     */
    const char* Read(Ptr<const Packet> packet);
};

} // namespace ns3

#endif /* HTTP_TCP_SEGMENT_H */
