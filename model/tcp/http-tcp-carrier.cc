/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-carrier.h"

#include "ns3/abort.h"
#include "ns3/header.h"
#include "ns3/http-wire-bytes.h"
#include "ns3/ipv4-header.h"
#include "ns3/ipv4-route.h"
#include "ns3/ipv4-routing-protocol.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6-route.h"
#include "ns3/ipv6-routing-protocol.h"
#include "ns3/node.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-l4-protocol.h"

#include <array>
#include <cstring>
#include <ostream>

namespace ns3
{

namespace
{

/// Where the checksum stands in a TCP header
constexpr size_t CHECKSUM_OFFSET = 16;

/// A TCP header whose bytes are ready. Whoever prints a packet or takes headers off it finds
/// ns3::TcpHeader, whose bytes they are.
class ReadyHeader : public Header
{
  public:
    std::array<uint8_t, wire::TCP_HEADER_MOST> bytes; //!< the bytes
    uint32_t size = 0;                                //!< how many

    TypeId GetInstanceTypeId() const override
    {
        static const TypeId tid = TcpHeader::GetTypeId();
        return tid;
    }

    uint32_t GetSerializedSize() const override
    {
        return size;
    }

    void Serialize(Buffer::Iterator start) const override
    {
        start.Write(bytes.data(), size);
    }

    uint32_t Deserialize(Buffer::Iterator start) override
    {
        size = wire::TCP_HEADER_LEAST;
        start.Read(bytes.data(), size);
        return size;
    }

    void Print(std::ostream& os) const override
    {
        os << size << " bytes";
    }
};

/**
 * @brief Finds a packet's route and hands it down.
 * @tparam HEADER the IP header
 * @param ip the IP layer
 * @param target who takes packets
 * @param packet the segment
 * @param source its source address
 * @param destination its destination address
 * @param header the IP header, for the route
 * @param device where it is to leave, or null
 */
template <typename IP, typename TARGET, typename ADDRESS, typename HEADER>
void
HandDown(IP& ip,
         const TARGET& target,
         const Ptr<Packet>& packet,
         const ADDRESS& source,
         const ADDRESS& destination,
         const HEADER& header,
         const Ptr<NetDevice>& device)
{
    const auto routing = ip.GetRoutingProtocol();
    Socket::SocketErrno error = Socket::ERROR_NOTERROR;
    using Route = decltype(routing->RouteOutput(packet, header, device, error));
    const Route route = routing ? routing->RouteOutput(packet, header, device, error) : Route();
    target(packet, source, destination, TcpL4Protocol::PROT_NUMBER, route);
}

} // namespace

void
HttpTcpCarrier::Install(Ptr<Node> node, Ptr<TcpL4Protocol> tcp)
{
    m_node = node;
    m_tcp = tcp;
}

void
HttpTcpCarrier::Dispose()
{
    m_node = nullptr;
    m_tcp = nullptr;
    m_ipv4 = nullptr;
    m_ipv6 = nullptr;
}

uint16_t
HttpTcpCarrier::GetChecksum(const wire::IpHeader& ip,
                            const Packet& packet,
                            const uint8_t* header,
                            size_t headerBytes)
{
    // Where it lies in one piece; ns-3 reads a packet byte by byte.
    m_segment.resize(headerBytes + packet.GetSize());
    if (headerBytes > 0)
    {
        std::memcpy(m_segment.data(), header, headerBytes);
    }
    packet.CopyData(m_segment.data() + headerBytes, packet.GetSize());
    return wire::GetTcpChecksum(ip, m_segment.data(), m_segment.size());
}

void
HttpTcpCarrier::Send(const Ptr<Packet>& packet,
                     const wire::TcpHeader& header,
                     const wire::TcpOptions& options,
                     const HttpTcpFourTuple& tuple,
                     const Ptr<NetDevice>& device)
{
    Ipv6Address source6;
    Ipv6Address destination6;
    Ipv4Address source;
    Ipv4Address destination;
    if (tuple.ipv6)
    {
        source6 = tuple.GetLocalIpv6();
        destination6 = tuple.GetRemoteIpv6();
    }
    // A listening socket of IPv6 has connections of IPv4, too.
    const bool isMapped = tuple.ipv6 && destination6.IsIpv4MappedAddress();
    const bool isIpv6 = tuple.ipv6 && !isMapped;
    if (!isIpv6)
    {
        source = isMapped ? source6.GetIpv4MappedAddress() : tuple.GetLocalIpv4();
        destination = isMapped ? destination6.GetIpv4MappedAddress() : tuple.GetRemoteIpv4();
    }

    ReadyHeader ready;
    wire::TcpHeader whole = header;
    whole.sourcePort = tuple.localPort;
    whole.destinationPort = tuple.remotePort;
    ready.size = static_cast<uint32_t>(wire::WritePackedTcpHeader(whole, options, &ready.bytes[0]));
    if (Node::ChecksumEnabled())
    {
        wire::IpHeader ip;
        ip.version = isIpv6 ? 6 : 4;
        if (isIpv6)
        {
            source6.Serialize(ip.source.data());
            destination6.Serialize(ip.destination.data());
        }
        else
        {
            source.Serialize(ip.source.data());
            destination.Serialize(ip.destination.data());
        }
        wire::Write16(&ready.bytes[CHECKSUM_OFFSET],
                      GetChecksum(ip, *packet, ready.bytes.data(), ready.size));
    }
    packet->AddHeader(ready);

    if (isIpv6)
    {
        m_ipv6 = m_ipv6 ? m_ipv6 : m_node->GetObject<Ipv6L3Protocol>();
        NS_ABORT_MSG_UNLESS(m_ipv6, "node " << m_node->GetId() << " has no IPv6");
        Ipv6Header route;
        route.SetSource(source6);
        route.SetDestination(destination6);
        route.SetNextHeader(TcpL4Protocol::PROT_NUMBER);
        HandDown(*m_ipv6, m_tcp->GetDownTarget6(), packet, source6, destination6, route, device);
        return;
    }
    m_ipv4 = m_ipv4 ? m_ipv4 : m_node->GetObject<Ipv4>();
    NS_ABORT_MSG_UNLESS(m_ipv4, "node " << m_node->GetId() << " has no IPv4");
    Ipv4Header route;
    route.SetSource(source);
    route.SetDestination(destination);
    route.SetProtocol(TcpL4Protocol::PROT_NUMBER);
    HandDown(*m_ipv4, m_tcp->GetDownTarget(), packet, source, destination, route, device);
}

} // namespace ns3
