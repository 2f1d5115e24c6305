/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-demultiplexer.h"

#include "http-tcp-endpoint.h"
#include "http-tcp-segment.h"

#include "ns3/http-attributes.h"
#include "ns3/http-wire-bytes.h"
#include "ns3/http-wire-ip.h"
#include "ns3/ipv4-interface.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/node.h"
#include "ns3/object-vector.h"
#include "ns3/simulator.h"
#include "ns3/tcp-l4-protocol.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("HttpTcpDemultiplexer");

NS_OBJECT_ENSURE_REGISTERED(HttpTcpDemultiplexer);

namespace
{

/// The connection that a socket of the table is an end of.
HttpTcpEndpoint&
GetEndpoint(const Ptr<Socket>& socket)
{
    return dynamic_cast<HttpTcpEndpoint&>(*socket);
}

} // namespace

TypeId
HttpTcpDemultiplexer::GetTypeId()
{
    using D = HttpTcpDemultiplexer;
    static TypeId tid =
        TypeId(HttpAttributes<D>(TypeId("ns3::HttpTcpDemultiplexer")
                                     .SetParent<IpL4Protocol>()
                                     .SetGroupName("Http")
                                     .AddConstructor<D>())
                   .Add("FirstEphemeralPort",
                        "Start of the range of ports for connections without a port of their own "
                        "(RFC 6335, section 6).",
                        {&D::m_firstPort, 49152, 1})
                   .Add("LastEphemeralPort",
                        "End of the range, itself included.",
                        {&D::m_lastPort, 65535, 1})
                   .AddTraceSource("Malformed",
                                   "A segment was dropped because its header is not well formed.",
                                   &D::m_malformed,
                                   "ns3::HttpTcpDemultiplexer::MalformedTracedCallback"))
            .AddAttribute("SocketList",
                          "The sockets of all connections, in no particular order.",
                          ObjectVectorValue(),
                          MakeObjectVectorAccessor(&D::m_sockets),
                          MakeObjectVectorChecker<Socket>());
    return tid;
}

HttpTcpDemultiplexer::HttpTcpDemultiplexer() = default;

HttpTcpDemultiplexer::~HttpTcpDemultiplexer() = default;

void
HttpTcpDemultiplexer::Install(Ptr<Node> node)
{
    m_tcp = node->GetObject<TcpL4Protocol>();
    NS_ABORT_MSG_UNLESS(m_tcp,
                        "node " << node->GetId() << " has no TcpL4Protocol; install an Internet "
                                << "stack before the HTTP endpoint");
    m_carrier.Install(node, m_tcp);
    if (Ptr<Ipv4> ipv4 = node->GetObject<Ipv4>())
    {
        ipv4->Insert(this);
    }
    if (Ptr<Ipv6> ipv6 = node->GetObject<Ipv6>())
    {
        ipv6->Insert(this);
    }
}

Ptr<HttpTcpDemultiplexer>
HttpTcpDemultiplexer::Get(Ptr<Node> node)
{
    Ptr<HttpTcpDemultiplexer> demultiplexer = node->GetObject<HttpTcpDemultiplexer>();
    if (!demultiplexer)
    {
        demultiplexer = CreateObject<HttpTcpDemultiplexer>();
        demultiplexer->Install(node);
        node->AggregateObject(demultiplexer);
    }
    return demultiplexer;
}

void
HttpTcpDemultiplexer::DoDispose()
{
    for (const Ptr<Socket>& socket : m_sockets)
    {
        GetEndpoint(socket).Detach();
    }
    m_table.clear();
    m_nextPorts.clear();
    m_ports.clear();
    m_sockets.clear();
    m_carrier.Dispose();
    m_tcp = nullptr;
    IpL4Protocol::DoDispose();
}

bool
HttpTcpDemultiplexer::Enter(HttpTcpEndpoint* socket)
{
    const HttpTcpFourTuple& tuple = socket->GetFourTuple();
    if (!m_table.emplace(tuple, socket).second)
    {
        return false;
    }
    socket->SetPlace(static_cast<uint32_t>(m_sockets.size()));
    m_sockets.push_back(socket->GetSocket());
    ++m_ports[tuple.localPort];
    return true;
}

void
HttpTcpDemultiplexer::Leave(HttpTcpEndpoint* socket)
{
    const uint32_t place = socket->GetPlace();
    if (place >= m_sockets.size() || &GetEndpoint(m_sockets[place]) != socket)
    {
        return;
    }
    const HttpTcpFourTuple& tuple = socket->GetFourTuple();
    m_table.erase(tuple);
    const auto port = m_ports.find(tuple.localPort);
    if (--port->second == 0)
    {
        m_ports.erase(port);
    }
    GetEndpoint(m_sockets.back()).SetPlace(place);
    socket->SetPlace(HttpTcpEndpoint::NO_PLACE);
    std::swap(m_sockets[place], m_sockets.back());
    m_sockets.pop_back();
}

HttpTcpEndpoint*
HttpTcpDemultiplexer::Find(const HttpTcpFourTuple& tuple) const
{
    const auto entry = m_table.find(tuple);
    return entry == m_table.end() ? nullptr : entry->second;
}

bool
HttpTcpDemultiplexer::ChoosePort(HttpTcpFourTuple& tuple)
{
    NS_ABORT_MSG_IF(m_firstPort > m_lastPort,
                    "FirstEphemeralPort=" << m_firstPort << " is above LastEphemeralPort="
                                          << m_lastPort << "; give the smaller one first");
    // One after the other while the ports are fresh. Later, where a run of them is taken, a few
    // jumps find a free one sooner than a walk; the walk decides when hardly any is left.
    constexpr uint32_t JUMPS = 64;
    tuple.localPort = 0;
    uint32_t& next = m_nextPorts.emplace(tuple, 0).first->second;
    const uint32_t range = m_lastPort - m_firstPort + 1U;
    const uint32_t start = next++;
    for (uint32_t i = 0; i < JUMPS + range; ++i)
    {
        const uint64_t offset = i == 0      ? start
                                : i < JUMPS ? HttpTcpFourTupleHash::Mix(uint64_t(start) << 32 | i)
                                            : uint64_t(start) + i - JUMPS + 1;
        tuple.localPort = static_cast<uint16_t>(m_firstPort + offset % range);
        const HttpTcpEndpoint* holder = Find(tuple);
        if (holder == nullptr || holder->IsReplaceable())
        {
            return true;
        }
    }
    return false;
}

uint32_t
HttpTcpDemultiplexer::GetConnectionsOfPort(uint16_t port) const
{
    const auto entry = m_ports.find(port);
    return entry == m_ports.end() ? 0 : entry->second;
}

uint32_t
HttpTcpDemultiplexer::GetConnections() const
{
    return static_cast<uint32_t>(m_sockets.size());
}

Ptr<Socket>
HttpTcpDemultiplexer::GetConnection(uint32_t index) const
{
    return m_sockets.at(index);
}

int
HttpTcpDemultiplexer::GetProtocolNumber() const
{
    return TcpL4Protocol::PROT_NUMBER;
}

template <typename HEADER>
bool
HttpTcpDemultiplexer::IsChecksumRight(Ptr<const Packet> packet, const HEADER& header)
{
    if (!Node::ChecksumEnabled())
    {
        return true;
    }
    wire::IpHeader ip;
    ip.version = std::is_same_v<HEADER, Ipv6Header> ? 6 : 4;
    header.GetSource().Serialize(ip.source.data());
    header.GetDestination().Serialize(ip.destination.data());
    return m_carrier.GetChecksum(ip, *packet) == 0;
}

template <typename HEADER, typename INTERFACE>
IpL4Protocol::RxStatus
HttpTcpDemultiplexer::DoReceive(Ptr<Packet> packet,
                                const HEADER& header,
                                Ptr<INTERFACE> interface,
                                bool mayWait)
{
    tcp::Segment segment;
    if (const char* reason = ReadHttpTcpSegment(packet, segment))
    {
        NS_LOG_INFO("dropped: " << reason);
        m_malformed(packet, reason);
        return RX_OK;
    }
    HttpTcpEndpoint* const socket = Find(HttpTcpFourTuple(header.GetDestination(),
                                                          segment.header.destinationPort,
                                                          header.GetSource(),
                                                          segment.header.sourcePort));
    if (!socket)
    {
        return m_tcp->Receive(packet, header, interface);
    }
    const Ptr<Socket> kept = socket->GetSocket();
    if (mayWait && socket->IsWithinNode())
    {
        Simulator::ScheduleNow(&HttpTcpDemultiplexer::ReceiveWaiting<HEADER, INTERFACE>,
                               this,
                               packet,
                               header,
                               interface);
        return RX_OK;
    }
    if (!IsChecksumRight(packet, header))
    {
        return RX_CSUM_FAILED;
    }
    if (socket->YieldsTo(segment))
    {
        return m_tcp->Receive(packet, header, interface);
    }
    segment.isMarked = header.GetEcn() == HEADER::ECN_CE;
    socket->Receive(packet, segment);
    return RX_OK;
}

template <typename HEADER, typename INTERFACE>
void
HttpTcpDemultiplexer::ReceiveWaiting(Ptr<Packet> packet, HEADER header, Ptr<INTERFACE> interface)
{
    if (m_tcp)
    {
        DoReceive(packet, header, interface, false);
    }
}

IpL4Protocol::RxStatus
HttpTcpDemultiplexer::Receive(Ptr<Packet> packet,
                              const Ipv4Header& header,
                              Ptr<Ipv4Interface> interface)
{
    return DoReceive(packet, header, interface, true);
}

IpL4Protocol::RxStatus
HttpTcpDemultiplexer::Receive(Ptr<Packet> packet,
                              const Ipv6Header& header,
                              Ptr<Ipv6Interface> interface)
{
    return DoReceive(packet, header, interface, true);
}

HttpTcpFourTuple
HttpTcpDemultiplexer::GetDestination(const HttpTcpFourTuple& tuple)
{
    HttpTcpFourTuple destination;
    destination.remoteAddress = tuple.remoteAddress;
    destination.ipv6 = tuple.ipv6;
    return destination;
}

uint32_t
HttpTcpDemultiplexer::GetPathMtu(const HttpTcpFourTuple& tuple) const
{
    if (m_pathMtus.empty())
    {
        return 0;
    }
    const auto found = m_pathMtus.find(GetDestination(tuple));
    const bool isKnown = found != m_pathMtus.end() && Simulator::Now() < found->second.until;
    return isKnown ? found->second.bytes : 0;
}

template <typename ADDRESS>
bool
HttpTcpDemultiplexer::TakeIcmp(ADDRESS source,
                               ADDRESS destination,
                               const uint8_t payload[8],
                               bool isUnreachable,
                               std::optional<uint32_t> mtu)
{
    const HttpTcpFourTuple tuple(source,
                                 wire::Read16(payload),
                                 destination,
                                 wire::Read16(payload + 2));
    HttpTcpEndpoint* const socket = Find(tuple);
    if (!socket)
    {
        return false;
    }
    const Ptr<Socket> kept = socket->GetSocket();
    // Linux's ip_rt_min_pmtu and IPv6's least MTU (RFC 8201, section 4); ip_rt_mtu_expires and
    // ip6_rt_mtu_expires.
    constexpr uint32_t LEAST_IPV4 = 552;
    constexpr uint32_t LEAST_IPV6 = 1280;
    const Time LIFETIME = Minutes(10);
    if (isUnreachable)
    {
        socket->NoteUnreachable();
    }
    else if (mtu)
    {
        if (!tuple.ipv6 || *mtu >= LEAST_IPV6)
        {
            m_pathMtus[GetDestination(tuple)] = {std::max(*mtu, LEAST_IPV4),
                                                 Simulator::Now() + LIFETIME};
        }
        socket->NoteTooLong(*mtu);
    }
    return true;
}

void
HttpTcpDemultiplexer::ReceiveIcmp(Ipv4Address icmpSource,
                                  uint8_t icmpTtl,
                                  uint8_t icmpType,
                                  uint8_t icmpCode,
                                  uint32_t icmpInfo,
                                  Ipv4Address payloadSource,
                                  Ipv4Address payloadDestination,
                                  const uint8_t payload[8])
{
    constexpr uint8_t DESTINATION_UNREACHABLE = 3;
    constexpr uint8_t FRAGMENTATION_NEEDED = 4;
    const bool isUnreachable = icmpType == DESTINATION_UNREACHABLE;
    const bool isTooLong = isUnreachable && icmpCode == FRAGMENTATION_NEEDED;
    if (!TakeIcmp(payloadSource,
                  payloadDestination,
                  payload,
                  isUnreachable && !isTooLong,
                  isTooLong ? std::make_optional(icmpInfo & 0xffff) : std::nullopt))
    {
        m_tcp->ReceiveIcmp(icmpSource,
                           icmpTtl,
                           icmpType,
                           icmpCode,
                           icmpInfo,
                           payloadSource,
                           payloadDestination,
                           payload);
    }
}

void
HttpTcpDemultiplexer::ReceiveIcmp(Ipv6Address icmpSource,
                                  uint8_t icmpTtl,
                                  uint8_t icmpType,
                                  uint8_t icmpCode,
                                  uint32_t icmpInfo,
                                  Ipv6Address payloadSource,
                                  Ipv6Address payloadDestination,
                                  const uint8_t payload[8])
{
    constexpr uint8_t DESTINATION_UNREACHABLE = 1;
    constexpr uint8_t PACKET_TOO_BIG = 2;
    if (!TakeIcmp(payloadSource,
                  payloadDestination,
                  payload,
                  icmpType == DESTINATION_UNREACHABLE,
                  icmpType == PACKET_TOO_BIG ? std::make_optional(icmpInfo) : std::nullopt))
    {
        m_tcp->ReceiveIcmp(icmpSource,
                           icmpTtl,
                           icmpType,
                           icmpCode,
                           icmpInfo,
                           payloadSource,
                           payloadDestination,
                           payload);
    }
}

void
HttpTcpDemultiplexer::SetDownTarget(DownTargetCallback callback)
{
    m_tcp->SetDownTarget(callback);
}

void
HttpTcpDemultiplexer::SetDownTarget6(DownTargetCallback6 callback)
{
    m_tcp->SetDownTarget6(callback);
}

IpL4Protocol::DownTargetCallback
HttpTcpDemultiplexer::GetDownTarget() const
{
    return m_tcp->GetDownTarget();
}

IpL4Protocol::DownTargetCallback6
HttpTcpDemultiplexer::GetDownTarget6() const
{
    return m_tcp->GetDownTarget6();
}

} // namespace ns3
