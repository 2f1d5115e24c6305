/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_PUSH_FLAG_H
#define HTTP_TCP_PUSH_FLAG_H

#include "ns3/ip-l4-protocol.h"
#include "ns3/ptr.h"

namespace ns3
{

class TcpL4Protocol;

/**
 * @ingroup http
 * @brief Sets PSH in segments that TcpSocketBase sends without it.
 *
 * TcpL4Protocol is told to pass the next segment here on its way down to IP; all others go as they
 * always did.
 */
class HttpTcpPushFlag
{
  public:
    HttpTcpPushFlag() = default;
    HttpTcpPushFlag(const HttpTcpPushFlag&) = delete;
    HttpTcpPushFlag& operator=(const HttpTcpPushFlag&) = delete;

    /// @brief Takes the node's TCP. @param tcp it
    void Install(Ptr<TcpL4Protocol> tcp);

    /// @brief Lets go of the node's TCP.
    void Remove();

    /// @brief The next segment that is sent gets PSH. @param ipv6 its address family
    void SetInNext(bool ipv6);

  private:
    /**
     * @brief Sets PSH in a segment and passes it on to IPv4.
     * @param packet the segment
     * @param source source address
     * @param destination destination address
     * @param protocol protocol number
     * @param route the route
     */
    void Push4(Ptr<Packet> packet,
               Ipv4Address source,
               Ipv4Address destination,
               uint8_t protocol,
               Ptr<Ipv4Route> route);

    /// @brief Sets PSH in a segment and passes it on to IPv6. @copydetails Push4
    void Push6(Ptr<Packet> packet,
               Ipv6Address source,
               Ipv6Address destination,
               uint8_t protocol,
               Ptr<Ipv6Route> route);

    /**
     * @brief Sets PSH in a segment.
     * @param packet the segment
     * @param source source address
     * @param destination destination address
     */
    static void Set(Ptr<Packet> packet, const Address& source, const Address& destination);

    Ptr<TcpL4Protocol> m_tcp;                  //!< whose segments
    IpL4Protocol::DownTargetCallback m_push4;  //!< Push4
    IpL4Protocol::DownTargetCallback6 m_push6; //!< Push6
    IpL4Protocol::DownTargetCallback m_down4;  //!< where Push4 passes its segment
    IpL4Protocol::DownTargetCallback6 m_down6; //!< where Push6 passes its segment
};

} // namespace ns3

#endif /* HTTP_TCP_PUSH_FLAG_H */
