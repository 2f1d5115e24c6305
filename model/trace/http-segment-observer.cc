/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-segment-observer.h"

#include "ns3/http-loss-probe-tag.h"
#include "ns3/simulator.h"
#include "ns3/trace-source-accessor.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpSegmentObserver);

namespace
{

/// Numbers of transmissions of a node start behind this times the node's id.
constexpr uint64_t NUMBERS_PER_NODE = 1'000'000'000'000;

} // namespace

TypeId
HttpSegmentObserver::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::HttpSegmentObserver")
            .SetParent<HttpObserver>()
            .SetGroupName("Http")
            .AddConstructor<HttpSegmentObserver>()
            .AddTraceSource("Segment",
                            "A TCP segment that this host sends or receives.",
                            MakeTraceSourceAccessor(&HttpSegmentObserver::m_segment),
                            "ns3::HttpSegmentRecord::TracedCallback");
    return tid;
}

void
HttpSegmentObserver::NotifyNewAggregate()
{
    if (m_ipv4 == nullptr && (m_ipv4 = GetObject<Ipv4L3Protocol>()))
    {
        m_ipv4->TraceConnectWithoutContext("SendOutgoing",
                                           MakeCallback(&HttpSegmentObserver::SendIpv4, this));
        m_ipv4->TraceConnectWithoutContext("LocalDeliver",
                                           MakeCallback(&HttpSegmentObserver::DeliverIpv4, this));
    }
    if (m_ipv6 == nullptr && (m_ipv6 = GetObject<Ipv6L3Protocol>()))
    {
        m_ipv6->TraceConnectWithoutContext("SendOutgoing",
                                           MakeCallback(&HttpSegmentObserver::SendIpv6, this));
        m_ipv6->TraceConnectWithoutContext("LocalDeliver",
                                           MakeCallback(&HttpSegmentObserver::DeliverIpv6, this));
        m_ipv6->TraceConnectWithoutContext("Rx",
                                           MakeCallback(&HttpSegmentObserver::ReceiveIpv6, this));
    }
    if (m_table == nullptr)
    {
        m_table = GetObject<HttpFourTupleTable>();
    }
    HttpObserver::NotifyNewAggregate();
}

void
HttpSegmentObserver::DoDispose()
{
    m_ipv4 = nullptr;
    m_ipv6 = nullptr;
    m_table = nullptr;
    HttpObserver::DoDispose();
}

bool
HttpSegmentObserver::ReadHeader(const Packet& packet, HttpSegmentRecord& record)
{
    const uint32_t available = packet.CopyData(m_bytes.data(), m_bytes.size());
    record.time = Simulator::Now();
    record.node = m_nodeId;
    return ReadTcpHeader(m_bytes.data(), available, packet.GetSize(), record);
}

void
HttpSegmentObserver::SendIpv4(const Ipv4Header& header,
                              Ptr<const Packet> packet,
                              uint32_t interface)
{
    if (header.GetProtocol() == wire::IP_TCP && m_ipv4)
    {
        HttpSegmentRecord record;
        record.interface = m_ipv4Interfaces.Get(m_ipv4, interface);
        header.GetSource().Serialize(record.tuple.sourceAddress.data());
        header.GetDestination().Serialize(record.tuple.destinationAddress.data());
        Send(packet, record);
    }
}

void
HttpSegmentObserver::SendIpv6(const Ipv6Header& header,
                              Ptr<const Packet> packet,
                              uint32_t interface)
{
    if (header.GetNextHeader() == wire::IP_TCP && m_ipv6)
    {
        HttpSegmentRecord record;
        record.interface = m_ipv6Interfaces.Get(m_ipv6, interface);
        record.tuple.isIpv6 = true;
        Ipv6Address(header.GetSource()).Serialize(record.tuple.sourceAddress.data());
        Ipv6Address(header.GetDestination()).Serialize(record.tuple.destinationAddress.data());
        Send(packet, record);
    }
}

void
HttpSegmentObserver::DeliverIpv4(const Ipv4Header& header,
                                 Ptr<const Packet> packet,
                                 uint32_t interface)
{
    if (header.GetProtocol() == wire::IP_TCP && m_ipv4)
    {
        HttpSegmentRecord record;
        record.interface = m_ipv4Interfaces.Get(m_ipv4, interface);
        header.GetSource().Serialize(record.tuple.sourceAddress.data());
        header.GetDestination().Serialize(record.tuple.destinationAddress.data());
        Deliver(packet, record);
    }
}

void
HttpSegmentObserver::ReceiveIpv6(Ptr<const Packet> packet,
                                 Ptr<Ipv6> ipv6 [[maybe_unused]],
                                 uint32_t interface [[maybe_unused]])
{
    // What is delivered keeps the number of its first extension header only. The packet that
    // completes a segment is delivered at once, and carries the protocol of all.
    std::array<uint8_t, HTTP_HEADERS_MAX> bytes;
    HttpPacketRecord ignored;
    packet->CopyData(bytes.data(), 40);
    m_lastUpperProtocol = bytes[6];
    if (m_lastUpperProtocol != wire::IP_TCP)
    {
        const uint32_t available = packet->CopyData(bytes.data(), bytes.size());
        ReadIpHeader(bytes.data(), available, ignored, m_lastUpperProtocol);
    }
}

void
HttpSegmentObserver::DeliverIpv6(const Ipv6Header& header,
                                 Ptr<const Packet> packet,
                                 uint32_t interface)
{
    if (m_lastUpperProtocol == wire::IP_TCP && m_ipv6)
    {
        HttpSegmentRecord record;
        record.interface = m_ipv6Interfaces.Get(m_ipv6, interface);
        record.tuple.isIpv6 = true;
        Ipv6Address(header.GetSource()).Serialize(record.tuple.sourceAddress.data());
        Ipv6Address(header.GetDestination()).Serialize(record.tuple.destinationAddress.data());
        Deliver(packet, record);
    }
}

void
HttpSegmentObserver::Send(const Ptr<const Packet>& packet, HttpSegmentRecord& record)
{
    record.sent = true;
    if (!ReadHeader(*packet, record))
    {
        return;
    }
    if (m_table)
    {
        m_table->ObserveSent(record);
    }
    HttpLossProbeTag probe;
    record.lossProbe = record.retransmission && packet->PeekPacketTag(probe);
    record.transmission = uint64_t{m_nodeId} * NUMBERS_PER_NODE + ++m_transmissions;
    HttpTransmissionTag tag;
    tag.transmission.number = record.transmission;
    tag.transmission.connection = record.connection;
    tag.transmission.incarnation = record.incarnation;
    tag.transmission.retransmittedBytes = record.retransmittedBytes;
    tag.transmission.retransmission = record.lossProbe ? 2 : record.retransmission ? 1 : 0;
    tag.transmission.sourcePort = record.tuple.sourcePort;
    tag.transmission.destinationPort = record.tuple.destinationPort;
    packet->AddByteTag(tag);
    if (IsInWindow(record.time) && IsSelected(record.tuple))
    {
        m_segment(record);
    }
}

void
HttpSegmentObserver::Deliver(const Ptr<const Packet>& packet, HttpSegmentRecord& record)
{
    record.sent = false;
    if (!ReadHeader(*packet, record))
    {
        return;
    }
    HttpTransmissionTag tag;
    // IP hands a copy of its own to TCP, const for the sinks only; adding a tag is allowed to them,
    // too.
    const bool hasTag = tag.Take(const_cast<Packet&>(*packet));
    record.transmission = tag.transmission.number;
    if (m_table)
    {
        m_table->ObserveReceived(record, hasTag ? &tag.transmission : nullptr);
    }
    if (IsInWindow(record.time) && IsSelected(record.tuple))
    {
        m_segment(record);
    }
}

} // namespace ns3
