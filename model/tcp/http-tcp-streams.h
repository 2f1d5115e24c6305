/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_STREAMS_H
#define HTTP_TCP_STREAMS_H

#include "ns3/http-tcp-ring.h"
#include "ns3/http-tcp-units.h"
#include "ns3/packet.h"

#include <map>

namespace ns3
{

/**
 * @ingroup http
 * @brief The bytes that a connection has written and that are not acknowledged, as packets.
 *
 * Packets keep their byte tags when segments are cut out of them; contents that are patterns are
 * not copied.
 */
class HttpTcpSendStream
{
  public:
    /// @brief The numbers begin. @param first sequence number of the first byte
    void Begin(tcp::Sequence first)
    {
        m_end = first;
    }

    /// @brief Adds what is written. @param packet the bytes
    void Append(Ptr<const Packet> packet);

    /**
     * @brief Cuts a segment's data out.
     * @param begin its first sequence number
     * @param length bytes, all of them written and not released
     * @return a packet of its own
     */
    Ptr<Packet> Cut(tcp::Sequence begin, uint32_t length) const;

    /// @brief Forgets what is acknowledged. @param acknowledged the first number that is not
    void Release(tcp::Sequence acknowledged);

  private:
    /// One write
    struct Piece
    {
        tcp::Sequence begin = 0;  //!< first sequence number
        Ptr<const Packet> packet; //!< its bytes
    };

    tcp::Ring<Piece> m_pieces; //!< by sequence number
    tcp::Sequence m_end = 0;   //!< end of the last one
};

/**
 * @ingroup http
 * @brief The bytes that have come and are not read, as packets.
 */
class HttpTcpReceiveStream
{
  public:
    /// @brief Keeps what came. @param begin its first sequence number @param packet the bytes,
    /// none of which is kept already
    void Keep(tcp::Sequence begin, Ptr<Packet> packet);

    /// @brief Takes bytes in order. @param size how many; so many are there @return them
    Ptr<Packet> Take(uint32_t size);

    /// @brief Looks at bytes in order. @param size how many; so many are there @return a copy
    Ptr<Packet> Peek(uint32_t size) const;

    /// @brief Forgets everything.
    void Clear()
    {
        m_pieces.clear();
    }

  private:
    std::map<tcp::Sequence, Ptr<Packet>> m_pieces; //!< by sequence number, none overlapping
};

} // namespace ns3

#endif /* HTTP_TCP_STREAMS_H */
