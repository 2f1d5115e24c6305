/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-packet-observer.h"

#include "http-transmission-tag.h"

#include "ns3/buffer.h"
#include "ns3/simulator.h"
#include "ns3/trace-source-accessor.h"
#include "ns3/type-id.h"

#include <string>
#include <type_traits>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpPacketObserver);

namespace
{

/// Bytes by which ns-3 lets an IPv6 packet exceed the MTU: before 3.36, whose TypeIds are the first
/// to take a string, it leaves the IPv6 header out of the packet's length and adds one to the MTU.
constexpr uint32_t IPV6_MTU_EXCESS = std::is_constructible<TypeId, std::string>::value ? 0 : 80;

/// @brief Why IPv4 drops. @param reason its word for it @return ours
const char*
GetReason(Ipv4L3Protocol::DropReason reason)
{
    switch (reason)
    {
    case Ipv4L3Protocol::DROP_TTL_EXPIRED:
        return "ip: time to live exceeded";
    case Ipv4L3Protocol::DROP_NO_ROUTE:
        return "ip: no route";
    case Ipv4L3Protocol::DROP_BAD_CHECKSUM:
        return "ip: bad header checksum";
    case Ipv4L3Protocol::DROP_INTERFACE_DOWN:
        return "ip: interface down";
    case Ipv4L3Protocol::DROP_ROUTE_ERROR:
        return "ip: route error";
    case Ipv4L3Protocol::DROP_FRAGMENT_TIMEOUT:
        return "ip: fragments missing";
    case Ipv4L3Protocol::DROP_DUPLICATE:
        return "ip: duplicate";
    }
    return "ip: other";
}

/// @brief Why IPv6 drops. @param reason its word for it @return ours
const char*
GetReason(Ipv6L3Protocol::DropReason reason)
{
    switch (reason)
    {
    case Ipv6L3Protocol::DROP_TTL_EXPIRED:
        return "ip: hop limit exceeded";
    case Ipv6L3Protocol::DROP_NO_ROUTE:
        return "ip: no route";
    case Ipv6L3Protocol::DROP_INTERFACE_DOWN:
        return "ip: interface down";
    case Ipv6L3Protocol::DROP_ROUTE_ERROR:
        return "ip: route error";
    case Ipv6L3Protocol::DROP_UNKNOWN_PROTOCOL:
        return "ip: unknown next header";
    case Ipv6L3Protocol::DROP_UNKNOWN_OPTION:
        return "ip: unknown option";
    case Ipv6L3Protocol::DROP_MALFORMED_HEADER:
        return "ip: malformed header";
    case Ipv6L3Protocol::DROP_FRAGMENT_TIMEOUT:
        return "ip: fragments missing";
    }
    return "ip: other";
}

} // namespace

TypeId
HttpPacketObserver::GetTypeId()
{
    static TypeId tid = TypeId("ns3::HttpPacketObserver")
                            .SetParent<HttpObserver>()
                            .SetGroupName("Http")
                            .AddConstructor<HttpPacketObserver>()
                            .AddTraceSource("Packet",
                                            "An IP packet is sent, received, forwarded or dropped.",
                                            MakeTraceSourceAccessor(&HttpPacketObserver::m_packet),
                                            "ns3::HttpPacketRecord::TracedCallback");
    return tid;
}

void
HttpPacketObserver::NotifyNewAggregate()
{
    using Self = HttpPacketObserver;
    if (m_ipv4 == nullptr && (m_ipv4 = GetObject<Ipv4L3Protocol>()))
    {
        m_ipv4->TraceConnectWithoutContext("SendOutgoing", MakeCallback(&Self::SendIpv4, this));
        m_ipv4->TraceConnectWithoutContext("UnicastForward",
                                           MakeCallback(&Self::ForwardIpv4, this));
        m_ipv4->TraceConnectWithoutContext("MulticastForward",
                                           MakeCallback(&Self::ForwardIpv4, this));
        m_ipv4->TraceConnectWithoutContext("Tx", MakeCallback(&Self::TxIpv4, this));
        m_ipv4->TraceConnectWithoutContext("Rx", MakeCallback(&Self::RxIpv4, this));
        m_ipv4->TraceConnectWithoutContext("Drop", MakeCallback(&Self::DropIpv4, this));
    }
    if (m_ipv6 == nullptr && (m_ipv6 = GetObject<Ipv6L3Protocol>()))
    {
        m_ipv6->TraceConnectWithoutContext("SendOutgoing", MakeCallback(&Self::SendIpv6, this));
        m_ipv6->TraceConnectWithoutContext("UnicastForward",
                                           MakeCallback(&Self::ForwardIpv6, this));
        m_ipv6->TraceConnectWithoutContext("Tx", MakeCallback(&Self::TxIpv6, this));
        m_ipv6->TraceConnectWithoutContext("Rx", MakeCallback(&Self::RxIpv6, this));
        m_ipv6->TraceConnectWithoutContext("Drop", MakeCallback(&Self::DropIpv6, this));
    }
    HttpObserver::NotifyNewAggregate();
}

void
HttpPacketObserver::DoInitialize()
{
    if (GetNode())
    {
        m_points.Connect(GetNode(), MakeCallback(&HttpPacketObserver::ReportDrop, this));
    }
    HttpObserver::DoInitialize();
}

void
HttpPacketObserver::DoDispose()
{
    m_points.Disconnect();
    m_ipv4 = nullptr;
    m_ipv6 = nullptr;
    HttpObserver::DoDispose();
}

void
HttpPacketObserver::SendIpv4(const Ipv4Header& header, Ptr<const Packet> packet, uint32_t interface)
{
    m_isForwarding = false;
    if (m_ipv4 && !m_ipv4->IsUp(interface))
    {
        // IPv4 says nothing about these itself.
        DropIp(header, packet, m_ipv4Interfaces.Get(m_ipv4, interface), "ip: interface down");
    }
}

void
HttpPacketObserver::ForwardIpv4(const Ipv4Header& header,
                                Ptr<const Packet> packet,
                                uint32_t interface)
{
    SendIpv4(header, packet, interface);
    m_isForwarding = true;
    m_forwarded = packet->GetUid();
}

void
HttpPacketObserver::SendIpv6(const Ipv6Header& header [[maybe_unused]],
                             Ptr<const Packet> packet [[maybe_unused]],
                             uint32_t interface [[maybe_unused]])
{
    m_isForwarding = false;
}

void
HttpPacketObserver::ForwardIpv6(const Ipv6Header& header,
                                Ptr<const Packet> packet,
                                uint32_t interface)
{
    m_isForwarding = true;
    m_forwarded = packet->GetUid();
    if (m_ipv6 && packet->GetSize() + header.GetSerializedSize() >
                      m_ipv6->GetMtu(interface) + IPV6_MTU_EXCESS)
    {
        // A router does not cut IPv6 packets, and says so to their source only.
        DropIp(header, packet, m_ipv6Interfaces.Get(m_ipv6, interface), "ip: packet too big");
    }
}

void
HttpPacketObserver::TxIpv4(Ptr<const Packet> packet,
                           Ptr<Ipv4> ipv4 [[maybe_unused]],
                           uint32_t interface)
{
    Transmit(packet, m_ipv4Interfaces.Get(m_ipv4, interface));
}

void
HttpPacketObserver::TxIpv6(Ptr<const Packet> packet,
                           Ptr<Ipv6> ipv6 [[maybe_unused]],
                           uint32_t interface)
{
    Transmit(packet, m_ipv6Interfaces.Get(m_ipv6, interface));
}

void
HttpPacketObserver::RxIpv4(Ptr<const Packet> packet,
                           Ptr<Ipv4> ipv4 [[maybe_unused]],
                           uint32_t interface)
{
    Receive(packet, m_ipv4Interfaces.Get(m_ipv4, interface));
}

void
HttpPacketObserver::RxIpv6(Ptr<const Packet> packet,
                           Ptr<Ipv6> ipv6 [[maybe_unused]],
                           uint32_t interface)
{
    Receive(packet, m_ipv6Interfaces.Get(m_ipv6, interface));
}

void
HttpPacketObserver::Transmit(const Ptr<const Packet>& packet, uint32_t interface)
{
    const bool isForwarded = m_isForwarding && m_forwarded == packet->GetUid();
    const uint32_t available = packet->CopyData(m_bytes.data(), m_bytes.size());
    m_lastTx = interface;
    Tell(m_bytes.data(),
         available,
         packet,
         interface,
         isForwarded ? HttpPacketEvent::Forward : HttpPacketEvent::Tx,
         "");
}

void
HttpPacketObserver::Receive(const Ptr<const Packet>& packet, uint32_t interface)
{
    m_received.time = Simulator::Now();
    m_received.uid = packet->GetUid();
    m_received.interface = interface;
    m_received.isDropped = false;
    m_received.available = packet->CopyData(m_received.bytes.data(), m_received.bytes.size());
    Tell(m_received.bytes.data(), m_received.available, packet, interface, HttpPacketEvent::Rx, "");
}

void
HttpPacketObserver::DropIpv4(const Ipv4Header& header,
                             Ptr<const Packet> packet,
                             Ipv4L3Protocol::DropReason reason,
                             Ptr<Ipv4> ipv4 [[maybe_unused]],
                             uint32_t interface)
{
    DropIp(header, packet, m_ipv4Interfaces.Get(m_ipv4, interface), GetReason(reason));
}

void
HttpPacketObserver::DropIpv6(const Ipv6Header& header,
                             Ptr<const Packet> packet,
                             Ipv6L3Protocol::DropReason reason,
                             Ptr<Ipv6> ipv6 [[maybe_unused]],
                             uint32_t interface)
{
    DropIp(header, packet, m_ipv6Interfaces.Get(m_ipv6, interface), GetReason(reason));
}

template <typename Header>
void
HttpPacketObserver::DropIp(const Header& header,
                           const Ptr<const Packet>& packet,
                           uint32_t interface,
                           const char* reason)
{
    // IPv6 gives no packet with fragments that it has waited for in vain.
    const bool isReceived =
        packet && m_received.time == Simulator::Now() && m_received.uid == packet->GetUid();
    if (!isReceived)
    {
        Buffer buffer;
        buffer.AddAtStart(header.GetSerializedSize());
        header.Serialize(buffer.Begin());
        uint32_t available = buffer.CopyData(m_bytes.data(), m_bytes.size());
        if (packet)
        {
            available += packet->CopyData(m_bytes.data() + available, m_bytes.size() - available);
        }
        Tell(m_bytes.data(), available, packet, interface, HttpPacketEvent::Drop, reason);
    }
    else if (!m_received.isDropped)
    {
        // The header that IP has now may differ from the one that came.
        m_received.isDropped = true;
        Tell(m_received.bytes.data(),
             m_received.available,
             packet,
             m_received.interface,
             HttpPacketEvent::Drop,
             reason);
    }
}

void
HttpPacketObserver::ReportDrop(Ptr<const Packet> packet, uint32_t interface, const char* reason)
{
    const uint32_t available = packet->CopyData(m_bytes.data(), m_bytes.size());
    const uint32_t offset = wire::FindIpHeader(m_bytes.data(), available, packet->GetSize());
    Tell(m_bytes.data() + offset,
         available - offset,
         packet,
         interface == INTERFACE_OF_LAST_TX ? m_lastTx : interface,
         HttpPacketEvent::Drop,
         reason);
}

void
HttpPacketObserver::Tell(const uint8_t* bytes,
                         uint32_t available,
                         const Ptr<const Packet>& packet,
                         uint32_t interface,
                         HttpPacketEvent event,
                         const char* reason)
{
    HttpPacketRecord record;
    uint8_t upperProtocol = 0;
    record.time = Simulator::Now();
    if (!IsInWindow(record.time) || !ReadIpHeader(bytes, available, record, upperProtocol))
    {
        return;
    }
    HttpFourTuple tuple;
    tuple.sourceAddress = record.source;
    tuple.destinationAddress = record.destination;
    tuple.isIpv6 = record.version == 6;
    if (upperProtocol == wire::IP_TCP)
    {
        HttpTransmissionTag tag;
        if (packet)
        {
            tag.Read(*packet);
        }
        record.transmission = tag.transmission.number;
        record.connection = tag.transmission.connection;
        tuple.sourcePort = tag.transmission.sourcePort;
        tuple.destinationPort = tag.transmission.destinationPort;
        if (record.tcpOffset != 0)
        {
            const uint8_t* tcp = bytes + record.tcpOffset;
            tuple.sourcePort = static_cast<uint16_t>((tcp[0] << 8) | tcp[1]);
            tuple.destinationPort = static_cast<uint16_t>((tcp[2] << 8) | tcp[3]);
        }
    }
    if (IsSelected(tuple))
    {
        record.node = m_nodeId;
        record.interface = interface;
        record.event = event;
        record.dropReason = reason;
        m_packet(record);
    }
}

} // namespace ns3
