/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-server-helper.h"

#include "http-named-factory.h"

#include "ns3/http-tls.h"

namespace ns3
{

HttpServerHelper::HttpServerHelper(uint16_t port)
    : HttpApplicationHelper(port)
{
}

HttpServerHelper::HttpServerHelper(const Address& local)
    : HttpApplicationHelper(local)
{
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

void
HttpServerHelper::SetCatalogue(Ptr<HttpCatalogue> catalogue)
{
    m_factory.Set("Catalogue", PointerValue(catalogue));
}

} // namespace ns3
