/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_ENDPOINT_H
#define HTTP_TCP_ENDPOINT_H

#include "ns3/ipv4-address.h"
#include "ns3/ipv4-header.h"
#include "ns3/ipv6-address.h"
#include "ns3/ipv6-header.h"
#include "ns3/packet.h"
#include "ns3/socket.h"

#include <cstdint>

namespace ns3
{

struct HttpTcpFourTuple;
struct HttpTcpSegment;

/**
 * @ingroup http
 * @brief One end of a connection, as HttpTcpDemultiplexer knows it.
 */
class HttpTcpEndpoint
{
  public:
    /// Place of an end that is not in the demultiplexer's table
    static constexpr uint32_t NO_PLACE = UINT32_MAX;

    virtual ~HttpTcpEndpoint() = default;

    /// @brief The socket that it is. @return the socket
    virtual Ptr<Socket> GetSocket() = 0;

    /// @brief The connection's four values. @return them; meaningful from Connect or accept on
    virtual const HttpTcpFourTuple& GetFourTuple() const = 0;

    /// @brief The address family of the four values. @return true if it is IPv6
    virtual bool IsIpv6() const = 0;

    /// @brief Whether both ends are on this node. @return true if so
    virtual bool IsWithinNode() const = 0;

    /// @brief The demultiplexer is gone, and the node with it.
    virtual void Detach() = 0;

    /**
     * @brief Whether a connection request may take this one's place; if so this one has ended.
     * @param segment the segment
     * @return true if it is in TIME_WAIT and the request is a new one (RFC 6191)
     */
    virtual bool YieldsTo(const HttpTcpSegment& segment) = 0;

    /// @brief Whether a new connection of this host may take this one's place (RFC 6191).
    /// @return true if so
    virtual bool IsReplaceable() const = 0;

    /// @brief A new connection takes this one's place.
    virtual void EndTimeWait() = 0;

    /**
     * @brief Takes a segment of this connection.
     * @param packet the segment, header first
     * @param segment its header
     * @param header the IP header
     */
    virtual void Receive(Ptr<Packet> packet,
                         const HttpTcpSegment& segment,
                         const Ipv4Header& header) = 0;

    /// @copydoc Receive
    virtual void Receive(Ptr<Packet> packet,
                         const HttpTcpSegment& segment,
                         const Ipv6Header& header) = 0;

    /**
     * @brief Takes an ICMP message about a segment of this connection.
     * @param source who sent it
     * @param ttl its time to live
     * @param type its type
     * @param code its code
     * @param info its second word
     */
    virtual void ReceiveIcmp(Ipv4Address source,
                             uint8_t ttl,
                             uint8_t type,
                             uint8_t code,
                             uint32_t info) = 0;

    /// @copydoc ReceiveIcmp
    virtual void ReceiveIcmp(Ipv6Address source,
                             uint8_t ttl,
                             uint8_t type,
                             uint8_t code,
                             uint32_t info) = 0;

    /// @brief Remembers the place in the demultiplexer's table. @param place it
    void SetPlace(uint32_t place)
    {
        m_place = place;
    }

    /// @brief The place in the demultiplexer's table. @return it
    uint32_t GetPlace() const
    {
        return m_place;
    }

  protected:
    uint32_t m_place = NO_PLACE; //!< place in the demultiplexer's table
};

} // namespace ns3

#endif /* HTTP_TCP_ENDPOINT_H */
