/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-link-meter.h"

#include "ns3/node.h"
#include "ns3/pointer.h"
#include "ns3/queue-disc.h"
#include "ns3/queue.h"
#include "ns3/simulator.h"
#include "ns3/traffic-control-layer.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <limits>

namespace ns3
{

void
HttpLinkMeter::Counter::OnSent(Ptr<const Packet> packet)
{
    if (isStopped)
    {
        return;
    }
    lastBegin = Simulator::Now();
    lastBytes = packet->GetSize() - std::min(packet->GetSize(), overhead);
    bytes += lastBytes;
    ++packets;
}

template <typename ITEM>
void
HttpLinkMeter::Counter::OnDrop(Ptr<const ITEM> /* item */)
{
    drops += isStopped ? 0 : 1;
}

double
HttpLinkMeter::Counter::GetUnsent(Time now) const
{
    return lastBytes == 0 ? 0 : std::max(0.0, lastBytes * 8.0 - capacity(lastBegin, now));
}

void
HttpLinkMeter::Watch(const std::string& name, Ptr<NetDevice> device, double rate)
{
    Watch(name, device, [rate](Time begin, Time end) { return rate * (end - begin).GetSeconds(); });
}

void
HttpLinkMeter::Watch(const std::string& name,
                     Ptr<NetDevice> device,
                     const Capacity& capacity,
                     uint32_t overhead)
{
    Ptr<Counter> counter = Create<Counter>();
    counter->name = name;
    counter->capacity = capacity;
    counter->overhead = overhead;
    device->TraceConnectWithoutContext("PhyTxBegin", MakeCallback(&Counter::OnSent, counter));
    PointerValue queue;
    if (device->GetAttributeFailSafe("TxQueue", queue) && queue.Get<Object>())
    {
        queue.Get<Object>()->TraceConnectWithoutContext(
            "Drop",
            MakeCallback(&Counter::OnDrop<Packet>, counter));
    }
    Ptr<TrafficControlLayer> control = device->GetNode()->GetObject<TrafficControlLayer>();
    Ptr<QueueDisc> disc = control ? control->GetRootQueueDiscOnDevice(device) : nullptr;
    if (disc)
    {
        disc->TraceConnectWithoutContext("Drop",
                                         MakeCallback(&Counter::OnDrop<QueueDiscItem>, counter));
    }
    m_counters.push_back(counter);
}

void
HttpLinkMeter::Restart()
{
    m_begin = Simulator::Now();
    for (const Ptr<Counter>& counter : m_counters)
    {
        counter->carried = counter->GetUnsent(m_begin);
        counter->bytes = counter->packets = counter->drops = 0;
    }
}

void
HttpLinkMeter::Stop()
{
    m_end = Simulator::Now();
    for (const Ptr<Counter>& counter : m_counters)
    {
        counter->isStopped = true;
    }
}

double
HttpLinkMeter::GetUtilisation(const Counter& counter, Time end) const
{
    const Time last = std::min(end, m_end);
    const double bits = last > m_begin ? counter.capacity(m_begin, last) : 0;
    const double sent =
        counter.carried + static_cast<double>(counter.bytes) * 8 - counter.GetUnsent(last);
    return bits > 0 ? sent / bits : std::numeric_limits<double>::quiet_NaN();
}

Ptr<HttpLinkMeter::Counter>
HttpLinkMeter::FindBusiest(Time end) const
{
    Ptr<Counter> busiest;
    double most = 0;
    for (const Ptr<Counter>& counter : m_counters)
    {
        const double utilisation = GetUtilisation(*counter, end);
        if (!busiest || utilisation > most)
        {
            busiest = counter;
            most = std::isnan(utilisation) ? 0 : utilisation;
        }
    }
    return busiest;
}

std::map<std::string, double>
HttpLinkMeter::GetFigures(Time end) const
{
    const Ptr<Counter> counter = FindBusiest(end);
    if (!counter)
    {
        return {};
    }
    return {{"bottleneck_utilisation", GetUtilisation(*counter, end)},
            {"bottleneck_packets", static_cast<double>(counter->packets)},
            {"bottleneck_drops", static_cast<double>(counter->drops)}};
}

void
HttpLinkMeter::Print(std::ostream& out, Time end) const
{
    const Ptr<Counter> counter = FindBusiest(end);
    if (!counter || std::isnan(GetUtilisation(*counter, end)))
    {
        return;
    }
    out << "  busiest main link    " << counter->name << ": " << std::fixed << std::setprecision(1)
        << GetFigures(end).at("bottleneck_utilisation") * 100 << " % utilised, " << counter->packets
        << " packets sent, " << counter->drops << " dropped in its queue\n"
        << std::defaultfloat << std::setprecision(6);
}

} // namespace ns3
