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

    /// @brief Segments sent. @return their number
    uint64_t GetSegments() const;

    /// @brief Payload of the segments sent. @return bytes
    uint64_t GetPayloadBytes() const;

    /// @brief Segments with SYN and without ACK: attempts to open. @return their number
    uint64_t GetSyns() const;

    /// @brief Segments with RST. @return their number
    uint64_t GetResets() const;

    /// @brief Segments that carry what was sent before. @return their number
    uint64_t GetRetransmissions() const;

    /// @brief How often a timer, and no acknowledgment, had something sent again, tail loss probes
    /// apart. @return how often
    uint64_t GetTimeouts() const;

    /// @brief Tail loss probes that carry what was sent before (RFC 8985, section 7), where their
    /// sender says so, as HttpTcpSocket does. @return their number
    uint64_t GetLossProbes() const;

    /// @brief Ends of connections that sent as much as the other end's window, which is the free
    /// part of its receive buffer, allowed. @return their number
    uint64_t GetWindowLimited() const;

    /// @brief Ends of connections whose send buffer was full of what was not acknowledged; its size
    /// is the default of ns3::TcpSocket::SndBufSize when Watch() was called. @return their number
    uint64_t GetBufferLimited() const;

    /// @brief Counts nothing from now on.
    void Stop();

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

    /// @brief A host gets an IPv4 packet. @param header its IP header @param packet what follows
    /// @param interface not used
    void OnReceive4(const Ipv4Header& header, Ptr<const Packet> packet, uint32_t interface);

    /// @brief A host gets an IPv6 packet. @param header its IP header @param packet what follows
    /// @param interface not used
    void OnReceive6(const Ipv6Header& header, Ptr<const Packet> packet, uint32_t interface);

    /// @brief A host sends a segment. @param packet TCP header and payload
    /// @param tuple its addresses, to which the ports are added
    void Send(const Packet& packet, HttpFourTuple& tuple);

    /// @brief A host gets a segment. @param packet TCP header and payload @param tuple the
    /// addresses as in what that host sends, to which the ports are added
    void Receive(const Packet& packet, HttpFourTuple& tuple);

    /// The ends of connections, by the addresses and ports of what they send
    using Senders = std::unordered_map<HttpFourTuple, HttpSenderWatch, HttpFourTupleHash>;

    /// @brief Takes note of an end that has nothing more to send. @param sender it
    void Finish(Senders::iterator sender);

    uint64_t m_segments = 0; //!< segments sent
    uint64_t m_payload = 0;  //!< bytes of payload in them
    uint64_t m_syns = 0;     //!< those with SYN and without ACK
    uint64_t m_resets = 0;   //!< those with RST

    uint64_t m_retransmissions = 0; //!< segments with what was sent before
    uint64_t m_timeouts = 0;        //!< times that a timer sent again
    uint64_t m_lossProbes = 0;      //!< probes that sent again
    uint64_t m_windowLimited = 0;   //!< ends held back by a window, of those that are over
    uint64_t m_bufferLimited = 0;   //!< ends held back by their buffer, of those that are over
    uint32_t m_sendBuffer = 0;      //!< size of send buffers
    Senders m_senders;              //!< ends that are not over
    bool m_isStopped = false;       //!< nothing is counted any more
};

} // namespace ns3

#endif /* HTTP_SEGMENT_COUNT_H */
