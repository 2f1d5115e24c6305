/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-queue-observer.h"

#include "ns3/pointer.h"
#include "ns3/queue-disc.h"
#include "ns3/simulator.h"
#include "ns3/trace-source-accessor.h"
#include "ns3/traffic-control-layer.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpQueueObserver);

TypeId
HttpQueueObserver::GetTypeId()
{
    static TypeId tid = TypeId("ns3::HttpQueueObserver")
                            .SetParent<HttpObserver>()
                            .SetGroupName("Http")
                            .AddConstructor<HttpQueueObserver>()
                            .AddTraceSource("Queue",
                                            "The length of a queue has changed.",
                                            MakeTraceSourceAccessor(&HttpQueueObserver::m_queue),
                                            "ns3::HttpQueueRecord::TracedCallback");
    return tid;
}

void
HttpQueueObserver::DoInitialize()
{
    const Ptr<Node> node = GetNode();
    const Ptr<TrafficControlLayer> control =
        node ? node->GetObject<TrafficControlLayer>() : Ptr<TrafficControlLayer>();
    for (uint32_t i = 0; node && i < node->GetNDevices(); i++)
    {
        const Ptr<NetDevice> device = node->GetDevice(i);
        PointerValue queue;
        if (device->GetAttributeFailSafe("TxQueue", queue) && queue.GetObject())
        {
            Watch(queue.GetObject(), i, "device");
        }
        const Ptr<QueueDisc> disc =
            control ? control->GetRootQueueDiscOnDevice(device) : Ptr<QueueDisc>();
        if (disc)
        {
            Watch(disc, i, "queue-disc");
        }
    }
    HttpObserver::DoInitialize();
}

void
HttpQueueObserver::DoDispose()
{
    Flush();
    for (const Ptr<Watched>& watched : m_watched)
    {
        watched->observer = nullptr;
    }
    m_watched.clear();
    HttpObserver::DoDispose();
}

void
HttpQueueObserver::Watch(const Ptr<Object>& queue, uint32_t interface, const char* kind)
{
    const Ptr<Watched> watched = Create<Watched>();
    watched->observer = this;
    watched->now.node = m_nodeId;
    watched->now.interface = interface;
    watched->now.queue = kind;
    m_watched.push_back(watched);
    queue->TraceConnectWithoutContext("PacketsInQueue",
                                      MakeCallback(&Watched::SetPackets, watched));
    queue->TraceConnectWithoutContext("BytesInQueue", MakeCallback(&Watched::SetBytes, watched));
}

void
HttpQueueObserver::Watched::SetPackets(uint32_t before [[maybe_unused]], uint32_t value)
{
    if (observer)
    {
        observer->Change(*this);
        now.packets = value;
    }
}

void
HttpQueueObserver::Watched::SetBytes(uint32_t before [[maybe_unused]], uint32_t value)
{
    if (observer)
    {
        observer->Change(*this);
        now.bytes = value;
    }
}

void
HttpQueueObserver::Change(Watched& watched)
{
    const Time now = Simulator::Now();
    if (m_changedAt < now)
    {
        Flush();
        m_changedAt = now;
    }
    if (!watched.isChanged)
    {
        watched.isChanged = true;
        m_changed.emplace_back(&watched);
    }
}

void
HttpQueueObserver::Flush()
{
    for (const Ptr<Watched>& watched : m_changed)
    {
        watched->isChanged = false;
        // What came and went in the same instant was never there.
        const bool isNews = watched->now.packets != watched->told.packets ||
                            watched->now.bytes != watched->told.bytes;
        if (isNews && IsInWindow(m_changedAt))
        {
            watched->now.time = m_changedAt;
            watched->told = watched->now;
            m_queue(watched->now);
        }
    }
    m_changed.clear();
}

} // namespace ns3
