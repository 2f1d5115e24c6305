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
#include <type_traits>

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

/// The IP layers by their headers
template <typename HEADER>
constexpr bool IS_IPV6 = std::is_same_v<HEADER, Ipv6Header>;

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

template <typename HEADER, typename IP, typename TARGET>
void
HttpTcpCarrier::HandDown(const Ptr<Packet>& packet,
                         const wire::TcpHeader& header,
                         const wire::TcpOptions& options,
                         const HEADER& route,
                         Ptr<IP>& layer,
                         const TARGET& target,
                         const Ptr<NetDevice>& device)
{
    ReadyHeader ready;
    ready.size = static_cast<uint32_t>(wire::WriteTcpHeader(header, options, &ready.bytes[0]));
    if (Node::ChecksumEnabled())
    {
        wire::IpHeader ip;
        ip.version = IS_IPV6<HEADER> ? 6 : 4;
        route.GetSource().Serialize(ip.source.data());
        route.GetDestination().Serialize(ip.destination.data());
        wire::Write16(&ready.bytes[CHECKSUM_OFFSET],
                      GetChecksum(ip, *packet, ready.bytes.data(), ready.size));
    }
    packet->AddHeader(ready);
    layer = layer ? layer : m_node->GetObject<IP>();
    NS_ABORT_MSG_UNLESS(layer,
                        "node " << m_node->GetId() << " has no "
                                << (IS_IPV6<HEADER> ? "IPv6" : "IPv4"));
    const auto routing = layer->GetRoutingProtocol();
    Socket::SocketErrno error = Socket::ERROR_NOTERROR;
    using Route = decltype(routing->RouteOutput(packet, route, device, error));
    const Route way = routing ? routing->RouteOutput(packet, route, device, error) : Route();
    target(packet, route.GetSource(), route.GetDestination(), TcpL4Protocol::PROT_NUMBER, way);
}

void
HttpTcpCarrier::Send(const Ptr<Packet>& packet,
                     const wire::TcpHeader& header,
                     const wire::TcpOptions& options,
                     const HttpTcpFourTuple& tuple,
                     const Ptr<NetDevice>& device)
{
    wire::TcpHeader whole = header;
    whole.sourcePort = tuple.localPort;
    whole.destinationPort = tuple.remotePort;
    // A listening socket of IPv6 has connections of IPv4, too.
    const bool isMapped = tuple.ipv6 && tuple.GetRemoteIpv6().IsIpv4MappedAddress();
    if (tuple.ipv6 && !isMapped)
    {
        Ipv6Header route;
        route.SetSource(tuple.GetLocalIpv6());
        route.SetDestination(tuple.GetRemoteIpv6());
        route.SetNextHeader(TcpL4Protocol::PROT_NUMBER);
        HandDown(packet, whole, options, route, m_ipv6, m_tcp->GetDownTarget6(), device);
        return;
    }
    Ipv4Header route;
    route.SetSource(isMapped ? tuple.GetLocalIpv6().GetIpv4MappedAddress() : tuple.GetLocalIpv4());
    route.SetDestination(isMapped ? tuple.GetRemoteIpv6().GetIpv4MappedAddress()
                                  : tuple.GetRemoteIpv4());
    route.SetProtocol(TcpL4Protocol::PROT_NUMBER);
    HandDown(packet, whole, options, route, m_ipv4, m_tcp->GetDownTarget(), device);
}

} // namespace ns3
