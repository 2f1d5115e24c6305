/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-server-helper.h"

#include "http-named-factory.h"
#include "http-tcp-helper.h"

#include "ns3/node.h"
#include "ns3/pointer.h"
#include "ns3/uinteger.h"

namespace ns3
{

HttpServerHelper::HttpServerHelper(uint16_t port)
{
    m_factory.SetTypeId(HttpServer::GetTypeId());
    m_factory.Set("Port", UintegerValue(port));
}

HttpServerHelper::HttpServerHelper(const Address& local)
{
    m_factory.SetTypeId(HttpServer::GetTypeId());
    m_factory.Set("Local", AddressValue(local));
}

void
HttpServerHelper::SetAttribute(const std::string& name, const AttributeValue& value)
{
    SetHttpNamedAttribute(m_factory, name, value);
}

void
HttpServerHelper::SetTls()
{
    m_tls.SetTypeId(HttpServerTls::GetTypeId());
}

void
HttpServerHelper::SetTlsAttribute(const std::string& name, const AttributeValue& value)
{
    SetTls();
    SetHttpNamedAttribute(m_tls, name, value);
}

Ptr<HttpServer>
HttpServerHelper::Make() const
{
    Ptr<HttpServer> server = m_factory.Create<HttpServer>();
    if (m_tls.IsTypeIdSet())
    {
        server->SetAttribute("Tls", PointerValue(m_tls.Create()));
    }
    return server;
}

std::string
HttpServerHelper::GetContradiction() const
{
    Ptr<HttpServer> server = Make();
    std::string contradiction = server->GetContradiction();
    server->Dispose();
    return contradiction;
}

void
HttpServerHelper::SetCatalogue(Ptr<HttpCatalogue> catalogue)
{
    m_factory.Set("Catalogue", PointerValue(catalogue));
}

ApplicationContainer
HttpServerHelper::Install(Ptr<Node> node) const
{
    Ptr<HttpServer> server = Make();
    HttpTcpHelper::Prepare(node, server);
    node->AddApplication(server);
    return ApplicationContainer(server);
}

ApplicationContainer
HttpServerHelper::Install(const NodeContainer& nodes) const
{
    ApplicationContainer servers;
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        servers.Add(Install(*node));
    }
    return servers;
}

int64_t
HttpServerHelper::AssignStreams(const ApplicationContainer& servers, int64_t stream)
{
    int64_t used = 0;
    for (auto application = servers.Begin(); application != servers.End(); ++application)
    {
        if (Ptr<HttpServer> server = DynamicCast<HttpServer>(*application))
        {
            used += server->AssignStreams(stream + used);
        }
    }
    return used;
}

} // namespace ns3
