/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-helper.h"

#include "http-named-factory.h"

#include "ns3/http-tcp-demultiplexer.h"
#include "ns3/http-tcp-socket-factory.h"
#include "ns3/http-tcp-stand-in-factory.h"
#include "ns3/node.h"
#include "ns3/tcp-l4-protocol.h"

namespace ns3
{

HttpTcpHelper::HttpTcpHelper()
{
    m_demultiplexer.SetTypeId(HttpTcpDemultiplexer::GetTypeId());
}

void
HttpTcpHelper::SetDemultiplexerAttribute(const std::string& name, const AttributeValue& value)
{
    SetHttpNamedAttribute(m_demultiplexer, name, value);
}

void
HttpTcpHelper::Install(const NodeContainer& nodes) const
{
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        Install(*node);
    }
}

void
HttpTcpHelper::Install(Ptr<Node> node) const
{
    if (node->GetObject<HttpTcpDemultiplexer>())
    {
        return;
    }
    Ptr<HttpTcpDemultiplexer> demultiplexer = m_demultiplexer.Create<HttpTcpDemultiplexer>();
    demultiplexer->Install(node);
    node->AggregateObject(demultiplexer);
    Ptr<HttpTcpSocketFactory> factory = CreateObject<HttpTcpSocketFactory>();
    factory->SetNode(node);
    node->AggregateObject(factory);
}

void
HttpTcpHelper::StandIn(const NodeContainer& nodes) const
{
    Install(nodes);
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        HttpTcpStandInFactory::Install(*node);
    }
}

void
HttpTcpHelper::Prepare(Ptr<Node> node, Ptr<const Object> application)
{
    TypeIdValue factory;
    application->GetAttribute("SocketFactory", factory);
    if (factory.Get() == HttpTcpSocketFactory::GetTypeId())
    {
        HttpTcpHelper().Install(node);
    }
}

} // namespace ns3
