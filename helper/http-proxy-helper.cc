/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-proxy-helper.h"

#include "http-named-factory.h"
#include "http-tcp-helper.h"

#include "ns3/http-proxy.h"
#include "ns3/node.h"
#include "ns3/uinteger.h"

namespace ns3
{

HttpProxyHelper::HttpProxyHelper(uint16_t port)
{
    m_factory.SetTypeId(HttpProxy::GetTypeId());
    m_factory.Set("Port", UintegerValue(port));
}

HttpProxyHelper::HttpProxyHelper(const Address& local)
{
    m_factory.SetTypeId(HttpProxy::GetTypeId());
    m_factory.Set("Local", AddressValue(local));
}

void
HttpProxyHelper::SetAttribute(const std::string& name, const AttributeValue& value)
{
    SetHttpNamedAttribute(m_factory, name, value);
}

std::string
HttpProxyHelper::GetContradiction() const
{
    Ptr<HttpProxy> proxy = m_factory.Create<HttpProxy>();
    std::string contradiction = proxy->GetContradiction();
    proxy->Dispose();
    return contradiction;
}

ApplicationContainer
HttpProxyHelper::Install(Ptr<Node> node) const
{
    Ptr<HttpProxy> proxy = m_factory.Create<HttpProxy>();
    HttpTcpHelper::Prepare(node, proxy);
    node->AddApplication(proxy);
    return ApplicationContainer(proxy);
}

ApplicationContainer
HttpProxyHelper::Install(const NodeContainer& nodes) const
{
    ApplicationContainer proxies;
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        proxies.Add(Install(*node));
    }
    return proxies;
}

} // namespace ns3
