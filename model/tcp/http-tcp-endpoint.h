/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_ENDPOINT_H
#define HTTP_TCP_ENDPOINT_H

#include "http-tcp-four-tuple.h"

#include "ns3/packet.h"
#include "ns3/socket.h"

#include <cstdint>

namespace ns3
{

namespace tcp
{
struct Segment;
}

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
    const HttpTcpFourTuple& GetFourTuple() const
    {
        return m_tuple;
    }

    /// @brief Whether both ends are on this node. @return true if so
    bool IsWithinNode() const
    {
        return m_isWithinNode;
    }

    /// @brief The demultiplexer is gone, and the node with it.
    virtual void Detach() = 0;

    /**
     * @brief Whether a connection request may take this one's place; if so this one has ended.
     * @param segment the segment
     * @return true if it is in TIME_WAIT and the request is a new one (RFC 6191)
     */
    virtual bool YieldsTo(const tcp::Segment& segment) = 0;

    /// @brief Whether a new connection of this host may take this one's place (RFC 6191).
    /// @return true if so
    virtual bool IsReplaceable() const = 0;

    /// @brief A new connection takes this one's place.
    virtual void EndTimeWait() = 0;

    /**
     * @brief Takes a segment of this connection.
     * @param packet the segment, header first
     * @param segment its header
     */
    virtual void Receive(Ptr<Packet> packet, const tcp::Segment& segment) = 0;

    /// @brief ICMP says that a packet of this connection was too long. @param mtu what passes,
    /// bytes
    virtual void NoteTooLong(uint32_t mtu) = 0;

    /// @brief ICMP says that the other end cannot be reached.
    virtual void NoteUnreachable() = 0;

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
    HttpTcpFourTuple m_tuple;    //!< the four values
    bool m_isWithinNode = false; //!< both ends are on this node

  private:
    uint32_t m_place = NO_PLACE; //!< place in the demultiplexer's table
};

} // namespace ns3

#endif /* HTTP_TCP_ENDPOINT_H */
