/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_CARRIER_H
#define HTTP_TCP_CARRIER_H

#include "http-tcp-four-tuple.h"

#include "ns3/http-wire-ip.h"
#include "ns3/http-wire-tcp.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/net-device.h"
#include "ns3/packet.h"
#include "ns3/ptr.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ns3
{

class Node;
class TcpL4Protocol;

/**
 * @ingroup http
 * @brief Hands the segments of a node's connections to IP, as TcpL4Protocol::SendPacket() does:
 * with the same bytes, by the same route and to the same down target.
 *
 * It writes the header's bytes itself. ns-3's TcpHeader keeps options as objects, is copied on its
 * way, and takes a checksum byte by byte.
 */
class HttpTcpCarrier
{
  public:
    /// @brief Learns who carries. @param node the node @param tcp its TCP
    void Install(Ptr<Node> node, Ptr<TcpL4Protocol> tcp);

    /// @brief Lets go of them.
    void Dispose();

    /**
     * @brief Sends a segment.
     * @param packet its data, with the tags that IP reads
     * @param header its fields; ports, length and checksum are set here
     * @param options its options
     * @param tuple both ends
     * @param device where it is to leave, or null: by the route
     */
    void Send(const Ptr<Packet>& packet,
              const wire::TcpHeader& header,
              const wire::TcpOptions& options,
              const HttpTcpFourTuple& tuple,
              const Ptr<NetDevice>& device);

    /**
     * @brief The checksum of a segment (RFC 9293, section 3.1).
     * @param ip version and addresses of its IP header
     * @param packet the segment, or what follows the header's bytes
     * @param header the header's bytes, where they do not stand in the packet
     * @param headerBytes how many
     * @return what is to stand in its header; 0 where it stands there and is right
     */
    uint16_t GetChecksum(const wire::IpHeader& ip,
                         const Packet& packet,
                         const uint8_t* header = nullptr,
                         size_t headerBytes = 0);

  private:
    /**
     * @brief Makes the header's bytes, finds the route and hands the packet down.
     * @tparam HEADER, IP, TARGET the IP header, the IP layer and who takes packets
     * @param packet, options, device as Send() has them
     * @param header its fields with the ports
     * @param route both ends
     * @param layer the IP layer; set when it is needed first
     * @param target who takes packets
     */
    template <typename HEADER, typename IP, typename TARGET>
    void HandDown(const Ptr<Packet>& packet,
                  const wire::TcpHeader& header,
                  const wire::TcpOptions& options,
                  const HEADER& route,
                  Ptr<IP>& layer,
                  const TARGET& target,
                  const Ptr<NetDevice>& device);

    Ptr<Node> m_node;               //!< whose
    Ptr<TcpL4Protocol> m_tcp;       //!< knows the down targets
    Ptr<Ipv4> m_ipv4;               //!< IPv4, once it was needed
    Ptr<Ipv6L3Protocol> m_ipv6;     //!< IPv6, once it was needed
    std::vector<uint8_t> m_segment; //!< a segment in one piece
};

} // namespace ns3

#endif /* HTTP_TCP_CARRIER_H */
