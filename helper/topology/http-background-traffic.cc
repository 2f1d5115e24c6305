/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-background-traffic.h"

#include "ns3/bulk-send-helper.h"
#include "ns3/http-hosts.h"
#include "ns3/http-random-variable.h"
#include "ns3/on-off-helper.h"
#include "ns3/onoff-application.h"
#include "ns3/packet-sink-helper.h"
#include "ns3/packet-sink.h"
#include "ns3/pointer.h"
#include "ns3/random-variable-stream.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{

namespace
{

/// IPv6 and UDP headers, the longest of a packet of the on-off flows.
constexpr uint32_t HEADER_BYTES = 48;
/// Content of a packet of the on-off flows, where the MTU allows it.
constexpr uint32_t PACKET_BYTES = 1000;

} // namespace

void
HttpBackgroundTraffic::Install(const HttpTopologySettings& settings,
                               const NodeContainer& servers,
                               const NodeContainer& clients,
                               const std::vector<Address>& addresses)
{
    for (uint32_t flow = 0; flow < settings.bulk + settings.onOff; ++flow)
    {
        const bool isBulk = flow < settings.bulk;
        const std::string factory = isBulk ? "ns3::TcpSocketFactory" : "ns3::UdpSocketFactory";
        const uint32_t client = flow % clients.GetN();
        const Address remote =
            JoinHttpAddress(addresses[client], static_cast<uint16_t>(FIRST_PORT + flow));
        m_receivers.Add(PacketSinkHelper(factory, remote).Install(clients.Get(client)));
        Ptr<Node> server = servers.Get(flow % servers.GetN());
        if (isBulk)
        {
            m_senders.Add(BulkSendHelper(factory, remote).Install(server));
            continue;
        }
        OnOffHelper helper(factory, remote);
        helper.SetAttribute("DataRate", DataRateValue(settings.onOffRate));
        helper.SetAttribute("PacketSize",
                            UintegerValue(std::min(PACKET_BYTES, settings.mtu - HEADER_BYTES)));
        std::string problem;
        helper.SetAttribute("OnTime", PointerValue(MakeHttpTimeVariable(settings.onTime, problem)));
        helper.SetAttribute("OffTime",
                            PointerValue(MakeHttpTimeVariable(settings.offTime, problem)));
        m_senders.Add(helper.Install(server));
    }
}

int64_t
HttpBackgroundTraffic::AssignStreams(int64_t stream) const
{
    int64_t next = stream;
    for (auto sender = m_senders.Begin(); sender != m_senders.End(); ++sender)
    {
        if (Ptr<OnOffApplication> onOff = DynamicCast<OnOffApplication>(*sender))
        {
            next += onOff->AssignStreams(next);
        }
    }
    return next - stream;
}

uint64_t
HttpBackgroundTraffic::GetReceived() const
{
    uint64_t bytes = 0;
    for (auto receiver = m_receivers.Begin(); receiver != m_receivers.End(); ++receiver)
    {
        bytes += DynamicCast<PacketSink>(*receiver)->GetTotalRx();
    }
    return bytes;
}

} // namespace ns3
