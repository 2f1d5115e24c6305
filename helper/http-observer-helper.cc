/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-observer-helper.h"

#include "ns3/http-connection-state-observer.h"
#include "ns3/http-four-tuple-table.h"
#include "ns3/http-packet-observer.h"
#include "ns3/http-queue-observer.h"
#include "ns3/http-segment-observer.h"
#include "ns3/http-socket-call-observer.h"
#include "ns3/http-tcp-state-observer.h"
#include "ns3/string.h"

namespace ns3
{

void
HttpObserverHelper::SetLevel(HttpTraceLevel level)
{
    m_level = level;
}

void
HttpObserverHelper::SetConnections(const std::string& patterns)
{
    m_connections = patterns;
}

void
HttpObserverHelper::SetWindow(Time begin, Time end)
{
    m_begin = begin;
    m_end = end;
}

void
HttpObserverHelper::Install(const NodeContainer& nodes)
{
    for (auto i = nodes.Begin(); i != nodes.End(); ++i)
    {
        Install(*i);
    }
}

void
HttpObserverHelper::Install(Ptr<Node> node)
{
    if (m_level < HttpTraceLevel::Messages)
    {
        return;
    }
    m_nodes[node->GetId()] = node;
    Aggregate<HttpSocketCallObserver>(node);
    const auto states = Aggregate<HttpConnectionStateObserver>(node);
    Configure(Aggregate<HttpFourTupleTable>(node));
    if (m_level == HttpTraceLevel::Full)
    {
        Configure(Aggregate<HttpSegmentObserver>(node));
        Configure(Aggregate<HttpPacketObserver>(node));
        Configure(Aggregate<HttpTcpStateObserver>(node));
        Configure(Aggregate<HttpQueueObserver>(node));
    }
    states->AskForStates(node->GetObject<HttpSegmentObserver>() == nullptr);
}

template <typename T>
Ptr<T>
HttpObserverHelper::Aggregate(const Ptr<Node>& node)
{
    Ptr<T> object = node->GetObject<T>();
    if (object == nullptr)
    {
        object = CreateObject<T>();
        node->AggregateObject(object);
        if (node->IsInitialized())
        {
            object->Initialize();
        }
    }
    return object;
}

void
HttpObserverHelper::Configure(const Ptr<HttpObserver>& observer) const
{
    observer->SetAttribute("Connections", StringValue(m_connections));
    observer->SetAttribute("Begin", TimeValue(m_begin));
    observer->SetAttribute("End", TimeValue(m_end));
}

void
HttpObserverHelper::Flush()
{
    const auto flush = [](const auto& observer) {
        if (observer)
        {
            observer->Flush();
        }
    };
    for (const auto& [id, node] : m_nodes)
    {
        flush(node->GetObject<HttpTcpStateObserver>());
        flush(node->GetObject<HttpQueueObserver>());
        flush(node->GetObject<HttpFourTupleTable>());
    }
}

} // namespace ns3
