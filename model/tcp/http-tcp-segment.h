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
    uint16_t maximumSegmentSize = 0; //!< MSS option; 0 without one
    wire::TcpOptions options;        //!< all options
    uint8_t wideShift = 0;      //!< place in the header of a window shift above 14; 0 without one
    uint8_t sacks = 0;          //!< place in the header of a SACK option; 0 without one (RFC 2018)
    bool hasTimestamps = false; //!< whether the timestamps option is there (RFC 7323)
    uint32_t timestamp = 0;     //!< TSval; 0 without the option

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

    /**
     * @brief The segment without the values that ns-3 takes although no host may send them, and
     * that stop it where it is built with assertions: a window shift above 14 becomes 14 (RFC 7323,
     * section 2.3), and blocks of selective acknowledgment are left out unless they lie in what was
     * sent and lie above what is acknowledged (RFC 2018, section 4).
     * @param packet the segment that was read; it stays as it is
     * @param unacknowledged SND.UNA
     * @param end one more than the highest sequence number sent, the FIN's too; no block is
     * believed if SND.UNA is there, or beyond
     * @return the packet itself, or another if something had to be changed
     */
    Ptr<Packet> Conform(Ptr<Packet> packet,
                        SequenceNumber32 unacknowledged,
                        SequenceNumber32 end) const;

  private:
    /**
     * @brief Reads the options.
     * @param bytes the first option
     * @param size bytes of all options
     * @return nullptr, or what is wrong
     */
    const char* ReadOptions(const uint8_t* bytes, uint32_t size);
};

} // namespace ns3

#endif /* HTTP_TCP_SEGMENT_H */
