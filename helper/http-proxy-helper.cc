/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-proxy-helper.h"

#include "http-named-factory.h"

namespace ns3
{

HttpProxyHelper::HttpProxyHelper(uint16_t port)
    : HttpApplicationHelper(port)
{
}

HttpProxyHelper::HttpProxyHelper(const Address& local)
    : HttpApplicationHelper(local)
{
}

void
HttpProxyHelper::SetAttribute(const std::string& name, const AttributeValue& value)
{
    SetHttpNamedAttribute(m_factory, name, value);
}

} // namespace ns3
