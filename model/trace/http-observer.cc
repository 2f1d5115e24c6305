/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-observer.h"

#include "ns3/string.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpObserver);

TypeId
HttpObserver::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::HttpObserver")
            .SetParent<Object>()
            .SetGroupName("Http")
            .AddAttribute("Begin",
                          "Nothing is told before this time.",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&HttpObserver::m_begin),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("End",
                          "Nothing is told from this time on.",
                          TimeValue(Time::Max()),
                          MakeTimeAccessor(&HttpObserver::m_end),
                          MakeTimeChecker(Time(0)))
            .AddAttribute(
                "Connections",
                "Connections that are told of, such as 10.1.1.2:80,*:8080; empty for all.",
                StringValue(""),
                MakeStringAccessor(&HttpObserver::SetConnections, &HttpObserver::GetConnections),
                MakeStringChecker());
    return tid;
}

void
HttpObserver::SetConnections(std::string text)
{
    const std::string problem = HttpConnectionPattern::Parse(text, m_patterns);
    if (!problem.empty())
    {
        NS_FATAL_ERROR("ns3::HttpObserver::Connections: " << problem);
    }
    m_connections = text;
    m_isEveryConnection = m_patterns.MatchesAll();
}

std::string
HttpObserver::GetConnections() const
{
    return m_connections;
}

void
HttpObserver::NotifyNewAggregate()
{
    if (m_node == nullptr)
    {
        m_node = GetObject<Node>();
        if (m_node)
        {
            m_nodeId = m_node->GetId();
            NotifyNode();
        }
    }
    Object::NotifyNewAggregate();
}

void
HttpObserver::NotifyNode()
{
}

void
HttpObserver::DoDispose()
{
    m_node = nullptr;
    Object::DoDispose();
}

Ptr<Node>
HttpObserver::GetNode() const
{
    return m_node;
}

} // namespace ns3
