/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SEGMENT_COUNT_H
#define HTTP_SEGMENT_COUNT_H

#include "http-sender-watch.h"

#include "ns3/http-four-tuple.h"
#include "ns3/ipv4-header.h"
#include "ns3/ipv6-header.h"
#include "ns3/node-container.h"
#include "ns3/packet.h"

#include <cstdint>
#include <unordered_map>

namespace ns3
{

/**
 * @ingroup http
 * @brief What was seen of TCP segments.
 */
struct HttpSegmentFigures
{
    uint64_t segments = 0;        //!< sent
    uint64_t payloadBytes = 0;    //!< payload in them
    uint64_t syns = 0;            //!< those with SYN and without ACK: attempts to open
    uint64_t resets = 0;          //!< those with RST
    uint64_t retransmissions = 0; //!< those that carry what was sent before
    /// How often a timer, and no acknowledgment, had something sent again, tail loss probes apart
    uint64_t timeouts = 0;
    /// Tail loss probes that carry what was sent before (RFC 8985, section 7), where their sender
    /// says so, as HttpTcpSocket does
    uint64_t lossProbes = 0;
    /// Ends of connections that sent as much as the other end's window, which is the free part of
    /// its receive buffer, allowed
    uint64_t windowLimited = 0;
    /// Ends of connections whose send buffer was full of what was not acknowledged; its size is the
    /// default of ns3::TcpSocket::SndBufSize when the nodes were watched
    uint64_t bufferLimited = 0;

    /// @brief Takes note of what held an end back. @param sender the end
    void Add(const HttpSenderWatch& sender)
    {
        windowLimited += sender.HasFilledWindow() ? 1 : 0;
        bufferLimited += sender.HasFilledBuffer() ? 1 : 0;
    }
};

/**
 * @ingroup http
 * @brief Counts the TCP segments that hosts send, as a capture at their interfaces would.
 *
 * Retransmissions count each time, resets without a socket count, forwarded packets do not. What
 * is sent again, and why, is judged by the segments alone, so that it is the same for every TCP
 * endpoint; see HttpSenderWatch.
 */
class HttpSegmentCount
{
  public:
    /// @brief Watches nodes that have an internet stack. @param nodes the nodes
    void Watch(const NodeContainer& nodes);

    /// @brief What was counted so far. @return the figures
    HttpSegmentFigures Get() const;

    /// @brief Counts nothing from now on.
    void Stop();

  private:
    /**
     * @brief A host sends a packet, or gets one.
     * @tparam isSent whether it sends
     * @tparam HEADER of IP
     * @param header its IP header
     * @param packet what follows
     * @param interface not used
     */
    template <bool isSent, typename HEADER>
    void OnPacket(const HEADER& header, Ptr<const Packet> packet, uint32_t interface);

    /// @brief A host sends a segment. @param packet TCP header and payload @param segment the same,
    /// read @param sender the end that sends; nullptr: its connection's begin was not seen
    void Count(const Packet& packet, const HttpSeenSegment& segment, HttpSenderWatch* sender);

    /// The ends of connections, by the addresses and ports of what they send
    using Senders = std::unordered_map<HttpFourTuple, HttpSenderWatch, HttpFourTupleHash>;

    HttpSegmentFigures m_figures; //!< of all segments, and of ends that are over
    uint32_t m_sendBuffer = 0;    //!< size of send buffers
    Senders m_senders;            //!< ends that are not over
    bool m_isStopped = false;     //!< nothing is counted any more
};

} // namespace ns3

#endif /* HTTP_SEGMENT_COUNT_H */
