/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_PACKET_OBSERVER_H
#define HTTP_PACKET_OBSERVER_H

#include "http-drop-points.h"
#include "http-observer.h"
#include "http-wire-header.h"

#include "ns3/http-packet-record.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/packet.h"
#include "ns3/traced-callback.h"

#include <array>

namespace ns3
{

/**
 * @ingroup http
 * @brief Tells every IP packet at its node: sent, received, forwarded, or dropped and why.
 *
 * Aggregated to a node, host or router. A packet that was sent, forwarded or received and is then
 * dropped is told a second time, as dropped; a frame that its receiving device drops is told as
 * dropped only. Reasons begin with the layer: "ip: ", "arp: ", "traffic control: ", "queue disc: "
 * or "device: ". Losses that a net device tells in a way of its own, as those of Wi-Fi frames, can
 * be told by ReportDrop().
 *
 * A queue disc that marks a packet does so after it was told; the mark is seen at the next hop.
 * What ns-3 sends past Ipv6L3Protocol, the packets of neighbour discovery, is told where it is
 * received only, and packets that wait for neighbour discovery in vain are not told as dropped.
 */
class HttpPacketObserver : public HttpObserver
{
  public:
    /// For ReportDrop(): the net device of the packet that IP sent last
    static constexpr uint32_t INTERFACE_OF_LAST_TX = HttpDropPoints::INTERFACE_OF_LAST_TX;

    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    /**
     * @brief Tells the loss of a packet below IP.
     * @param packet the packet, alone or behind a PPP, Ethernet or LLC header; ignored if not IP
     * @param interface index of the net device on its node, or INTERFACE_OF_LAST_TX
     * @param reason why; lives as long as the record's sinks need it
     */
    void ReportDrop(Ptr<const Packet> packet, uint32_t interface, const char* reason);

  protected:
    void NotifyNewAggregate() override;
    void DoInitialize() override;
    void DoDispose() override;

  private:
    /// The packet that was received last, as on the wire
    struct Received
    {
        Time time{-1};                               //!< when
        uint64_t uid = 0;                            //!< uid of the packet
        uint32_t interface = 0;                      //!< index of the net device
        uint32_t available = 0;                      //!< how many bytes
        bool isDropped = false;                      //!< its drop was told
        std::array<uint8_t, HTTP_HEADERS_MAX> bytes; //!< its first bytes
    };

    /// @brief IPv4 sends a packet of its own. @param header IP header @param packet payload
    /// @param interface index of the IP interface
    void SendIpv4(const Ipv4Header& header, Ptr<const Packet> packet, uint32_t interface);

    /// @brief IPv4 forwards. @param header IP header @param packet payload
    /// @param interface index of the IP interface
    void ForwardIpv4(const Ipv4Header& header, Ptr<const Packet> packet, uint32_t interface);

    /// @brief IPv6 sends a packet of its own. @param header IP header @param packet payload
    /// @param interface index of the IP interface
    void SendIpv6(const Ipv6Header& header, Ptr<const Packet> packet, uint32_t interface);

    /// @brief IPv6 forwards. @param header IP header @param packet payload
    /// @param interface index of the IP interface
    void ForwardIpv6(const Ipv6Header& header, Ptr<const Packet> packet, uint32_t interface);

    /// @brief IPv4 hands a packet to an interface. @param packet it @param ipv4 the stack
    /// @param interface index of the IP interface
    void TxIpv4(Ptr<const Packet> packet, Ptr<Ipv4> ipv4, uint32_t interface);

    /// @brief An interface hands a packet to IPv4. @param packet it @param ipv4 the stack
    /// @param interface index of the IP interface
    void RxIpv4(Ptr<const Packet> packet, Ptr<Ipv4> ipv4, uint32_t interface);

    /// @brief IPv6 hands a packet to an interface. @param packet it @param ipv6 the stack
    /// @param interface index of the IP interface
    void TxIpv6(Ptr<const Packet> packet, Ptr<Ipv6> ipv6, uint32_t interface);

    /// @brief An interface hands a packet to IPv6. @param packet it @param ipv6 the stack
    /// @param interface index of the IP interface
    void RxIpv6(Ptr<const Packet> packet, Ptr<Ipv6> ipv6, uint32_t interface);

    /// @brief IPv4 drops. @param header IP header @param packet payload @param reason why
    /// @param ipv4 the stack @param interface index of the IP interface
    void DropIpv4(const Ipv4Header& header,
                  Ptr<const Packet> packet,
                  Ipv4L3Protocol::DropReason reason,
                  Ptr<Ipv4> ipv4,
                  uint32_t interface);

    /// @brief IPv6 drops. @param header IP header @param packet payload @param reason why
    /// @param ipv6 the stack @param interface index of the IP interface
    void DropIpv6(const Ipv6Header& header,
                  Ptr<const Packet> packet,
                  Ipv6L3Protocol::DropReason reason,
                  Ptr<Ipv6> ipv6,
                  uint32_t interface);

    /// @brief Remembers and tells a packet that was received. @param packet it
    /// @param interface index of the net device
    void Receive(const Ptr<const Packet>& packet, uint32_t interface);

    /// @brief Tells a packet that IP hands to an interface. @param packet it
    /// @param interface index of the net device
    void Transmit(const Ptr<const Packet>& packet, uint32_t interface);

    /**
     * @brief Tells that IP drops a packet.
     * @tparam Header type of its header
     * @param header its header
     * @param packet its payload; null if it is not known
     * @param interface index of the net device, if it was not received
     * @param reason why
     */
    template <typename Header>
    void DropIp(const Header& header,
                const Ptr<const Packet>& packet,
                uint32_t interface,
                const char* reason);

    /**
     * @brief Tells a packet by its bytes.
     * @param bytes its first bytes, from the IP header on
     * @param available how many
     * @param packet it, for its tag; may be null
     * @param interface index of the net device
     * @param event what happens
     * @param reason why, if it is dropped
     */
    void Tell(const uint8_t* bytes,
              uint32_t available,
              const Ptr<const Packet>& packet,
              uint32_t interface,
              HttpPacketEvent event,
              const char* reason);

    Ptr<Ipv4L3Protocol> m_ipv4;                       //!< IPv4, if the node has it
    Ptr<Ipv6L3Protocol> m_ipv6;                       //!< IPv6, if the node has it
    HttpInterfaceMap m_ipv4Interfaces;                //!< devices of IPv4 interfaces
    HttpInterfaceMap m_ipv6Interfaces;                //!< devices of IPv6 interfaces
    HttpDropPoints m_points;                          //!< places below IP
    uint64_t m_forwarded = 0;                         //!< uid of the packet being forwarded
    bool m_isForwarding = false;                      //!< a packet is being forwarded
    uint32_t m_lastTx = HttpInterfaceMap::NONE;       //!< device of the last packet sent
    Received m_received;                              //!< the packet that was received last
    std::array<uint8_t, HTTP_HEADERS_MAX> m_bytes;    //!< first bytes of what is being told
    TracedCallback<const HttpPacketRecord&> m_packet; //!< the Packet trace source
};

} // namespace ns3

#endif /* HTTP_PACKET_OBSERVER_H */
