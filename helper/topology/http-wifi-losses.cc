/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-wifi-losses.h"

#include "ns3/http-packet-observer.h"
#include "ns3/node.h"
#include "ns3/simple-ref-count.h"
#include "ns3/txop.h"
#include "ns3/wifi-mac-header.h"
#include "ns3/wifi-mac-queue.h"
#include "ns3/wifi-mac.h"
#include "ns3/wifi-net-device.h"

namespace ns3
{

namespace
{

/// A device whose losses are told.
struct Watched : public SimpleRefCount<Watched>
{
    HttpLossCount* losses = nullptr; //!< where they are counted
    NetDevice* device = nullptr;     //!< the device, which lives as long as its MAC

    /// @brief Tells a loss. @param cause why @param packet what @param reason for the observer
    void Count(HttpLossCount::Cause cause, const Ptr<const Packet>& packet, const char* reason)
    {
        losses->Report(cause);
        const Ptr<Node> node = device->GetNode();
        if (const auto observer = node ? node->GetObject<HttpPacketObserver>() : nullptr)
        {
            observer->ReportDrop(packet, device->GetIfIndex(), reason);
        }
    }
};

/// The type of the frames that a MAC gives up.
template <typename Sink>
struct ItemOf;

template <typename Item, typename... Rest>
struct ItemOf<Callback<void, WifiMacDropReason, Item, Rest...>>
{
    using Type = Item;
};

using Item = ItemOf<Txop::DroppedMpdu>::Type;

/// @brief Trace sink: the MAC gives a frame up. @param watched where @param reason why
/// @param frame what
void
OnDropped(Ptr<Watched> watched, WifiMacDropReason reason, Item frame)
{
    const bool isQueue = reason == WIFI_MAC_DROP_FAILED_ENQUEUE;
    if (frame->GetHeader().HasData())
    {
        watched->Count(isQueue ? HttpLossCount::Cause::Queue : HttpLossCount::Cause::Medium,
                       frame->GetPacket(),
                       isQueue ? HttpDropPoints::NOT_QUEUED : HttpDropPoints::NOT_TRANSMITTED);
    }
}

/// @brief Trace sink: the MAC takes no frame, having nobody to send to. @param watched where
/// @param packet what
void
OnRefused(Ptr<Watched> watched, Ptr<const Packet> packet)
{
    watched->Count(HttpLossCount::Cause::Medium, packet, HttpDropPoints::NOT_TRANSMITTED);
}

} // namespace

void
WatchHttpWifiLosses(const NetDeviceContainer& devices, HttpLossCount& losses)
{
    for (auto device = devices.Begin(); device != devices.End(); ++device)
    {
        const auto wifi = DynamicCast<WifiNetDevice>(*device);
        if (!wifi)
        {
            continue;
        }
        const Ptr<Watched> watched = Create<Watched>();
        watched->losses = &losses;
        watched->device = PeekPointer(*device);
        wifi->GetMac()->TraceConnectWithoutContext("DroppedMpdu",
                                                   MakeBoundCallback(&OnDropped, watched));
        wifi->GetMac()->TraceConnectWithoutContext("MacTxDrop",
                                                   MakeBoundCallback(&OnRefused, watched));
    }
}

} // namespace ns3
