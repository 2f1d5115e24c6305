/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-impaired-channel.h"

#include "ns3/http-attributes.h"
#include "ns3/http-workload.h"
#include "ns3/simulator.h"

#include <algorithm>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpImpairedChannel);

TypeId
HttpImpairedChannel::GetTypeId()
{
    static TypeId tid =
        HttpMakeType<HttpImpairedChannel, PointToPointChannel>("ns3::HttpImpairedChannel")
            .Add("Jitter",
                 "Seconds added to the delay of each packet; not set: none. Negative "
                 "values count as 0.",
                 {&HttpImpairedChannel::m_jitter})
            .Add("Reorder",
                 "Share of packets that are held back.",
                 {&HttpImpairedChannel::m_reorder, 0, 0, 1})
            .Add("ReorderDelay",
                 "How long they are held back.",
                 {&HttpImpairedChannel::m_reorderDelay, MilliSeconds(10)})
            .AddTraceSource("Drop",
                            "A packet was sent while the link did not work.",
                            &HttpImpairedChannel::m_drop,
                            "ns3::Packet::TracedCallback");
    return tid;
}

HttpImpairedChannel::HttpImpairedChannel()
    : m_choice(CreateObject<UniformRandomVariable>())
{
}

void
HttpImpairedChannel::SetUp(bool isUp)
{
    m_isUp = isUp;
}

int64_t
HttpImpairedChannel::AssignStreams(int64_t stream)
{
    if (m_jitter)
    {
        m_jitter->SetStream(stream);
    }
    m_choice->SetStream(stream + 1);
    return 2;
}

bool
HttpImpairedChannel::TransmitStart(Ptr<const Packet> packet,
                                   Ptr<PointToPointNetDevice> source,
                                   Time duration)
{
    // Drawn for lost packets, too, so that a failure does not shift what others meet.
    const Time jitter = HttpDrawTime(m_jitter);
    const bool isHeldBack = m_reorder > 0 && m_choice->GetValue() < m_reorder;
    if (!m_isUp)
    {
        m_drop(packet);
        return false;
    }
    const std::size_t side = source == GetSource(0) ? 0 : 1;
    Time arrival = Simulator::Now() + duration + GetDelay() + jitter;
    if (isHeldBack)
    {
        arrival += m_reorderDelay;
    }
    else
    {
        arrival = std::max(arrival, m_arrival[side]);
        m_arrival[side] = arrival;
    }
    Ptr<PointToPointNetDevice> destination = GetDestination(static_cast<uint32_t>(side));
    Simulator::ScheduleWithContext(destination->GetNode()->GetId(),
                                   arrival - Simulator::Now(),
                                   &PointToPointNetDevice::Receive,
                                   destination,
                                   packet->Copy());
    return true;
}

} // namespace ns3
