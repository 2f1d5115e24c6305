/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-drop-points.h"

#include "ns3/arp-cache.h"
#include "ns3/arp-l3-protocol.h"
#include "ns3/http-wire-ip.h"
#include "ns3/ipv4-interface.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/ipv4-queue-disc-item.h"
#include "ns3/ipv6-queue-disc-item.h"
#include "ns3/loopback-net-device.h"
#include "ns3/mac48-address.h"
#include "ns3/pointer.h"
#include "ns3/queue-disc.h"
#include "ns3/queue.h"
#include "ns3/traffic-control-layer.h"

#include <algorithm>
#include <array>

namespace ns3
{

namespace
{

/// Names of devices' trace sources and what they mean
struct DeviceDrop
{
    const char* source; //!< name of the trace source
    const char* reason; //!< the reason as traces spell it
    bool isReceiving;   //!< frames come from the channel
};

constexpr std::array<DeviceDrop, 4> DEVICE_DROPS = {{
    {"MacTxDrop", HttpDropPoints::NOT_QUEUED, false},
    {"PhyTxDrop", HttpDropPoints::NOT_TRANSMITTED, false},
    {"PhyRxDrop", HttpDropPoints::RECEIVE_ERROR, true},
    {"MacRxDrop", "device: not received", true},
}};

/**
 * Whether a type has a trace source for packets.
 * @param tid the type
 * @param name the source's name
 * @return true if it has
 */
bool
HasPacketSource(TypeId tid, const std::string& name)
{
    TypeId::TraceSourceInformation info;
    const auto accessor = tid.LookupTraceSourceByName(name, &info);
    return accessor && info.callback == "ns3::Packet::TracedCallback";
}

/**
 * Whether an Ethernet frame is meant for another device.
 * @param bytes the frame's first bytes
 * @param address the device's address
 * @return true if it is
 */
bool
IsForAnother(const uint8_t* bytes, const Address& address)
{
    if (!Mac48Address::IsMatchingType(address) || (bytes[0] & 1) != 0)
    {
        return false;
    }
    std::array<uint8_t, 6> own;
    Mac48Address::ConvertFrom(address).CopyTo(own.data());
    return !std::equal(own.begin(), own.end(), bytes);
}

} // namespace

void
HttpDropPoints::Connect(const Ptr<Node>& node, const Sink& sink)
{
    for (; m_devices < node->GetNDevices(); m_devices++)
    {
        const Ptr<NetDevice> device = node->GetDevice(m_devices);
        if (DynamicCast<LoopbackNetDevice>(device) == nullptr)
        {
            ConnectDevice(device, sink);
        }
    }
    if (!m_isNodeConnected)
    {
        m_isNodeConnected = true;
        ConnectArp(node, sink);
    }
}

void
HttpDropPoints::Disconnect()
{
    for (const Ptr<Point>& point : m_points)
    {
        point->sink.Nullify();
    }
    m_points.clear();
}

Ptr<HttpDropPoints::Point>
HttpDropPoints::Add(const Sink& sink, uint32_t interface, const char* reason)
{
    const Ptr<Point> point = Create<Point>();
    point->sink = sink;
    point->interface = interface;
    point->reason = reason;
    m_points.push_back(point);
    return point;
}

void
HttpDropPoints::ConnectDevice(const Ptr<NetDevice>& device, const Sink& sink)
{
    const TypeId tid = device->GetInstanceTypeId();
    bool isQueueCovered = false;
    for (const DeviceDrop& drop : DEVICE_DROPS)
    {
        if (HasPacketSource(tid, drop.source))
        {
            // Nothing but a channel that does not work keeps such a device from sending.
            const bool isLinkDown = drop.reason == HttpDropPoints::NOT_TRANSMITTED &&
                                    tid.GetName() == "ns3::PointToPointNetDevice";
            const Ptr<Point> point =
                Add(sink, device->GetIfIndex(), isLinkDown ? LINK_DOWN : drop.reason);
            point->isReceiving = drop.isReceiving;
            point->address = device->GetAddress();
            device->TraceConnectWithoutContext(drop.source, MakeBoundCallback(&DropPacket, point));
            isQueueCovered = isQueueCovered || drop.source == std::string("MacTxDrop");
        }
    }
    if (!isQueueCovered)
    {
        ConnectQueue(device, sink);
    }

    const Ptr<TrafficControlLayer> control = device->GetNode()->GetObject<TrafficControlLayer>();
    const Ptr<QueueDisc> disc =
        control ? control->GetRootQueueDiscOnDevice(device) : Ptr<QueueDisc>();
    if (disc)
    {
        // What a child drops, its root tells too.
        const Ptr<Point> point = Add(sink, device->GetIfIndex(), QUEUE_DISC);
        disc->TraceConnectWithoutContext("DropBeforeEnqueue", MakeBoundCallback(&DropItem, point));
        disc->TraceConnectWithoutContext("DropAfterDequeue", MakeBoundCallback(&DropItem, point));
    }
}

void
HttpDropPoints::ConnectQueue(const Ptr<NetDevice>& device, const Sink& sink)
{
    PointerValue value;
    if (device->GetAttributeFailSafe("TxQueue", value) && value.GetObject())
    {
        const auto queue = DynamicCast<Queue<Packet>>(value.GetObject());
        if (queue)
        {
            const Ptr<Point> point = Add(sink, device->GetIfIndex(), NOT_QUEUED);
            queue->TraceConnectWithoutContext("Drop", MakeBoundCallback(&DropPacket, point));
        }
    }
}

void
HttpDropPoints::ConnectArp(const Ptr<Node>& node, const Sink& sink)
{
    const Ptr<ArpL3Protocol> arp = node->GetObject<ArpL3Protocol>();
    if (arp)
    {
        const Ptr<Point> point = Add(sink, INTERFACE_OF_LAST_TX, NO_ARP_ANSWER);
        arp->TraceConnectWithoutContext("Drop", MakeBoundCallback(&DropPacket, point));
    }
    const Ptr<TrafficControlLayer> control = node->GetObject<TrafficControlLayer>();
    if (control && HasPacketSource(TrafficControlLayer::GetTypeId(), "TcDrop"))
    {
        const Ptr<Point> point = Add(sink, INTERFACE_OF_LAST_TX, QUEUE_STOPPED);
        control->TraceConnectWithoutContext("TcDrop", MakeBoundCallback(&DropPacket, point));
    }
    const Ptr<Ipv4L3Protocol> ipv4 = node->GetObject<Ipv4L3Protocol>();
    for (uint32_t i = 0; ipv4 && i < ipv4->GetNInterfaces(); i++)
    {
        const Ptr<ArpCache> cache = ipv4->GetInterface(i)->GetArpCache();
        if (cache)
        {
            const Ptr<Point> point = Add(sink, ipv4->GetNetDevice(i)->GetIfIndex(), NO_ARP_ANSWER);
            cache->TraceConnectWithoutContext("Drop", MakeBoundCallback(&DropPacket, point));
        }
    }
}

void
HttpDropPoints::DropPacket(Ptr<Point> point, Ptr<const Packet> packet)
{
    if (point->sink.IsNull())
    {
        return;
    }
    if (point->isReceiving)
    {
        std::array<uint8_t, 40> bytes{};
        const uint32_t available = packet->CopyData(bytes.data(), bytes.size());
        const bool isEthernet =
            wire::FindIpHeader(bytes.data(), available, packet->GetSize()) >= 14;
        if (isEthernet && IsForAnother(bytes.data(), point->address))
        {
            return;
        }
    }
    point->sink(packet, point->interface, point->reason);
}

void
HttpDropPoints::DropItem(Ptr<Point> point, Ptr<const QueueDiscItem> item, const char* reason)
{
    if (point->sink.IsNull())
    {
        return;
    }
    const char* text = point->reasons.insert(point->reason + std::string(reason)).first->c_str();
    if (item->GetSize() == item->GetPacket()->GetSize())
    {
        point->sink(item->GetPacket(), point->interface, text);
        return;
    }
    // An item that waits has its header beside its packet.
    const Ptr<Packet> packet = item->GetPacket()->Copy();
    if (const auto ipv4 = DynamicCast<const Ipv4QueueDiscItem>(item))
    {
        packet->AddHeader(ipv4->GetHeader());
        point->sink(packet, point->interface, text);
    }
    else if (const auto ipv6 = DynamicCast<const Ipv6QueueDiscItem>(item))
    {
        packet->AddHeader(ipv6->GetHeader());
        point->sink(packet, point->interface, text);
    }
}

} // namespace ns3
