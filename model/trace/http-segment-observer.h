/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SEGMENT_OBSERVER_H
#define HTTP_SEGMENT_OBSERVER_H

#include "http-four-tuple-table.h"
#include "http-observer.h"
#include "http-wire-header.h"

#include "ns3/http-segment-record.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/packet.h"
#include "ns3/traced-callback.h"

#include <array>

namespace ns3
{

/**
 * @ingroup http
 * @brief Tells every TCP segment that its host sends or receives.
 *
 * Aggregated to a node; works under any application. It looks on where TCP and IP meet: a segment
 * is seen whole, before IP cuts it into fragments and after IP has put them together, and segments
 * without a socket are seen too. Each segment that leaves is given a number in a byte tag, which
 * its fragments keep, and by which its packets and its arrival are known. The tag is written in
 * the trace source SendOutgoing of Ipv4L3Protocol and Ipv6L3Protocol, the last place that has the
 * very packet that goes down.
 */
class HttpSegmentObserver : public HttpObserver
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

  protected:
    void NotifyNewAggregate() override;
    void DoDispose() override;

  private:
    /**
     * @brief IPv4 is about to send a packet.
     * @param header the IP header
     * @param packet the payload
     * @param interface index of the IP interface
     */
    void SendIpv4(const Ipv4Header& header, Ptr<const Packet> packet, uint32_t interface);

    /// @brief IPv6 is about to send a packet. @param header its header @param packet its payload
    /// @param interface index of the IP interface
    void SendIpv6(const Ipv6Header& header, Ptr<const Packet> packet, uint32_t interface);

    /// @brief IPv4 hands a packet up. @param header its header @param packet its payload
    /// @param interface index of the IP interface
    void DeliverIpv4(const Ipv4Header& header, Ptr<const Packet> packet, uint32_t interface);

    /// @brief IPv6 hands a packet up. @param header its header @param packet its payload
    /// @param interface index of the IP interface
    void DeliverIpv6(const Ipv6Header& header, Ptr<const Packet> packet, uint32_t interface);

    /// @brief IPv6 receives a packet. @param packet it @param ipv6 the stack
    /// @param interface index of the IP interface
    void ReceiveIpv6(Ptr<const Packet> packet, Ptr<Ipv6> ipv6, uint32_t interface);

    /// @brief A segment leaves. @param packet it @param record what is known of it
    void Send(const Ptr<const Packet>& packet, HttpSegmentRecord& record);

    /// @brief A segment arrives. @param packet it @param record what is known of it
    void Deliver(const Ptr<const Packet>& packet, HttpSegmentRecord& record);

    /// @brief Reads the TCP header. @param packet the segment @param record where to
    /// @return false if there is none
    bool ReadHeader(const Packet& packet, HttpSegmentRecord& record);

    Ptr<Ipv4L3Protocol> m_ipv4;        //!< IPv4, if the node has it
    Ptr<Ipv6L3Protocol> m_ipv6;        //!< IPv6, if the node has it
    Ptr<HttpFourTupleTable> m_table;   //!< the host's connections
    HttpInterfaceMap m_ipv4Interfaces; //!< devices of IPv4 interfaces
    HttpInterfaceMap m_ipv6Interfaces; //!< devices of IPv6 interfaces
    uint64_t m_transmissions = 0;      //!< segments sent so far
    uint8_t m_lastUpperProtocol = 0;   //!< behind the extension headers of the last IPv6 packet
    std::array<uint8_t, wire::TCP_HEADER_MOST> m_bytes; //!< header of the segment being told
    TracedCallback<const HttpSegmentRecord&> m_segment; //!< the Segment trace source
};

} // namespace ns3

#endif /* HTTP_SEGMENT_OBSERVER_H */
