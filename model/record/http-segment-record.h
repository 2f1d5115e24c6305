/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SEGMENT_RECORD_H
#define HTTP_SEGMENT_RECORD_H

#include "http-four-tuple.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <string_view>

namespace ns3
{

/**
 * @ingroup http
 * @brief The control bits of a TCP segment (RFC 9293, section 3.1), as bits of one byte.
 */
struct HttpTcpFlag
{
    static constexpr uint8_t FIN = 0x01; //!< no more data from the sender
    static constexpr uint8_t SYN = 0x02; //!< synchronize sequence numbers
    static constexpr uint8_t RST = 0x04; //!< reset the connection
    static constexpr uint8_t PSH = 0x08; //!< push function
    static constexpr uint8_t ACK = 0x10; //!< the acknowledgment number is significant
    static constexpr uint8_t URG = 0x20; //!< the urgent pointer is significant
    static constexpr uint8_t ECE = 0x40; //!< ECN-Echo
    static constexpr uint8_t CWR = 0x80; //!< congestion window reduced
};

/**
 * @ingroup http
 * @brief One TCP segment that an end host sends or receives.
 *
 * Told when the segment is handed to IP, before it is cut into fragments, and when IP hands it up,
 * after they were put together. The header is the one on the wire; the checksum is zero unless the
 * global value ChecksumEnabled is set.
 */
struct HttpSegmentRecord
{
    Time time;              //!< when
    uint32_t node = 0;      //!< id of the end host that tells
    uint32_t interface = 0; //!< index of the net device on that node, as in names of captures
    bool sent = true;       //!< this host sent it; otherwise it received it
    HttpFourTuple tuple;    //!< the four values; the source is the sender
    /**
     * The connection's number, the same at both ends, see HttpConnectionRecord::connection; 0 if
     * the segment belongs to none, such as the reset of a closed port where the SYN was not seen.
     */
    uint64_t connection = 0;
    uint32_t incarnation = 0; //!< of the four values, from 1; 0 if it belongs to no connection
    /**
     * The transmission's number, from 1; what the sender's row and the receiver's row share, and
     * the packets on the way. Node x 10^12 plus the count of segments sent by that node. 0 if the
     * sender is not observed.
     */
    uint64_t transmission = 0;
    uint32_t sequenceNumber = 0;       //!< sequence number
    uint32_t acknowledgmentNumber = 0; //!< acknowledgment number, whether ACK is set or not
    uint8_t headerLength = 0;          //!< length of the header with options, bytes
    uint8_t reserved = 0;              //!< the four reserved bits
    uint8_t flags = 0;                 //!< control bits, see HttpTcpFlag
    uint16_t window = 0;               //!< window as on the wire, not scaled
    uint16_t checksum = 0;             //!< checksum
    uint16_t urgentPointer = 0;        //!< urgent pointer
    std::string_view options;          //!< the options' bytes; valid during the call only
    uint32_t payloadBytes = 0;         //!< bytes of the stream that it carries
    /**
     * Offset in its direction's stream of the first byte that it carries, or would carry:
     * sequence number - initial sequence number - 1, continued past 32 bits. -1 if not known.
     */
    int64_t streamBegin = -1;
    bool retransmission = false;     //!< carries bytes, SYN or FIN that were sent before
    bool lossProbe = false;          //!< and is a tail loss probe (RFC 8985), if its sender says so
    uint32_t retransmittedBytes = 0; //!< how many bytes of the stream were sent before

    /// @brief Signature of a trace sink. @param record the segment
    typedef void (*TracedCallback)(const HttpSegmentRecord& record);
};

} // namespace ns3

#endif /* HTTP_SEGMENT_RECORD_H */
