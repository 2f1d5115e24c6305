/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-delivery-gate.h"

#include "ns3/abort.h"
#include "ns3/http-attributes.h"
#include "ns3/net-device-queue-interface.h"
#include "ns3/simulator.h"
#include "ns3/traffic-control-layer.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpDeliveryGate);

TypeId
HttpDeliveryGate::GetTypeId()
{
    static TypeId tid = HttpMakeType<HttpDeliveryGate, Object>("ns3::HttpDeliveryGate");
    return tid;
}

void
HttpDeliveryGate::DoDispose()
{
    m_event.Cancel();
    m_head = nullptr;
    m_disc = nullptr;
    Object::DoDispose();
}

void
HttpDeliveryGate::Install(Ptr<NetDevice> device, const HttpDeliveryTrace& trace)
{
    m_trace = trace;
    m_disc = device->GetNode()->GetObject<TrafficControlLayer>()->GetRootQueueDiscOnDevice(device);
    NS_ABORT_MSG_UNLESS(m_disc, "HttpDeliveryGate: the device has no queue discipline");
    // The discipline sends nothing by itself.
    device->GetObject<NetDeviceQueueInterface>()->GetTxQueue(0)->Stop();
    m_disc->TraceConnectWithoutContext("Enqueue", MakeCallback(&HttpDeliveryGate::OnEnqueue, this));
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

bool
HttpDeliveryGate::TakeHead()
{
    if (!m_head)
    {
        m_head = m_disc->Dequeue();
    }
    return m_head != nullptr;
}

void
HttpDeliveryGate::OnOpportunity()
{
    m_bytes += HttpDeliveryTrace::BYTES;
    while (TakeHead() && m_head->GetSize() <= m_bytes)
    {
        m_bytes -= m_head->GetSize();
        m_head->AddHeader();
        m_disc->GetSendCallback()(m_head);
        m_head = nullptr;
    }
    if (m_head)
    {
        Wait(m_next + 1);
    }
}

} // namespace ns3
