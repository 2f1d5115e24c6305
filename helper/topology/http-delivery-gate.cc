/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-delivery-gate.h"

#include "ns3/net-device-queue-interface.h"
#include "ns3/simulator.h"
#include "ns3/traffic-control-layer.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpDeliveryGate);

TypeId
HttpDeliveryGate::GetTypeId()
{
    static TypeId tid = TypeId("ns3::HttpDeliveryGate")
                            .SetParent<Object>()
                            .SetGroupName("Http")
                            .AddConstructor<HttpDeliveryGate>();
    return tid;
}

HttpDeliveryGate::HttpDeliveryGate() = default;

HttpDeliveryGate::~HttpDeliveryGate() = default;

void
HttpDeliveryGate::DoDispose()
{
    m_event.Cancel();
    m_head = nullptr;
    m_disc = nullptr;
    m_device = nullptr;
    Object::DoDispose();
}

void
HttpDeliveryGate::Install(Ptr<NetDevice> device, const HttpDeliveryTrace& trace)
{
    m_trace = trace;
    m_device = device;
    m_disc = device->GetNode()->GetObject<TrafficControlLayer>()->GetRootQueueDiscOnDevice(device);
    device->GetObject<NetDeviceQueueInterface>()->GetTxQueue(0)->Stop();
    m_disc->TraceConnectWithoutContext("Enqueue", MakeCallback(&HttpDeliveryGate::OnEnqueue, this));
    device->TraceConnectWithoutContext("MacTx", MakeCallback(&HttpDeliveryGate::OnSent, this));
}

void
HttpDeliveryGate::OnEnqueue(Ptr<const QueueDiscItem> /* item */)
{
    if (m_event.IsExpired())
    {
        m_bytes = 0;
        Wait(m_trace.Find(Simulator::Now()));
    }
}

void
HttpDeliveryGate::Wait(uint64_t number)
{
    m_next = number;
    m_event = Simulator::Schedule(m_trace.Get(number) - Simulator::Now(),
                                  &HttpDeliveryGate::OnOpportunity,
                                  this);
}

void
HttpDeliveryGate::OnSent(Ptr<const Packet> /* packet */)
{
    m_device->GetObject<NetDeviceQueueInterface>()->GetTxQueue(0)->Stop();
}

Ptr<const QueueDiscItem>
HttpDeliveryGate::Peek()
{
    if (!m_head)
    {
        m_head = m_disc->Peek();
        if (m_head)
        {
            // ns-3 adds the IP header as it takes a packet out, but not to one that was peeked at.
            ConstCast<QueueDiscItem>(m_head)->AddHeader();
        }
    }
    return m_head;
}

void
HttpDeliveryGate::OnOpportunity()
{
    Ptr<NetDeviceQueue> queue = m_device->GetObject<NetDeviceQueueInterface>()->GetTxQueue(0);
    m_bytes += HttpDeliveryTrace::BYTES;
    Ptr<const QueueDiscItem> item = Peek();
    while (item && item->GetSize() <= m_bytes)
    {
        m_bytes -= item->GetSize();
        queue->Start();
        m_disc->Run();
        queue->Stop();
        m_head = nullptr;
        item = Peek();
    }
    if (item)
    {
        Wait(m_next + 1);
    }
}

} // namespace ns3
