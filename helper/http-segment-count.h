/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SEGMENT_COUNT_H
#define HTTP_SEGMENT_COUNT_H

#include "ns3/ipv4-header.h"
#include "ns3/ipv6-header.h"
#include "ns3/node-container.h"
#include "ns3/packet.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief Counts the TCP segments that hosts send, as a capture at their interfaces would.
 *
 * Retransmissions count each time, resets without a socket count, forwarded packets do not.
 */
class HttpSegmentCount
{
  public:
    /// @brief Watches nodes that have an internet stack. @param nodes the nodes
    void Watch(const NodeContainer& nodes);

    /// @brief Segments sent. @return their number
    uint64_t GetSegments() const;

    /// @brief Payload of the segments sent. @return bytes
    uint64_t GetPayloadBytes() const;

    /// @brief Segments with SYN and without ACK: attempts to open. @return their number
    uint64_t GetSyns() const;

    /// @brief Segments with RST. @return their number
    uint64_t GetResets() const;

  private:
    /**
     * @brief A host sends an IPv4 packet.
     * @param header its IP header
     * @param packet what follows
     * @param interface not used
     */
    void OnSend4(const Ipv4Header& header, Ptr<const Packet> packet, uint32_t interface);

    /**
     * @brief A host sends an IPv6 packet.
     * @param header its IP header
     * @param packet what follows
     * @param interface not used
     */
    void OnSend6(const Ipv6Header& header, Ptr<const Packet> packet, uint32_t interface);

    /// @brief Counts a segment. @param packet TCP header and payload
    void Count(Ptr<const Packet> packet);

    uint64_t m_segments = 0; //!< segments sent
    uint64_t m_payload = 0;  //!< bytes of payload in them
    uint64_t m_syns = 0;     //!< those with SYN and without ACK
    uint64_t m_resets = 0;   //!< those with RST
};

} // namespace ns3

#endif /* HTTP_SEGMENT_COUNT_H */
