/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-driver-context.h"

#include "http-application.h"

namespace ns3
{

uint8_t*
HttpDriverContext::GetScratch(uint32_t bytes)
{
    if (m_scratch.size() < bytes)
    {
        m_scratch.resize(bytes);
    }
    return m_scratch.data();
}

std::unique_ptr<http::Connection>
HttpDriverContext::MakeSession(http::Connection::Role role, const http::ConnectionOptions& options)
{
    // Many sessions have the same options, which would be a good part of a connection's memory.
    if (!m_options || !(*m_options == options))
    {
        m_options = std::make_shared<http::ConnectionOptions>(options);
    }
    return std::make_unique<http::Connection>(m_options, role, GetHttpPresent());
}

Ptr<HttpTransport>
HttpDriverContext::MakeTransport(const Ptr<Socket>& accepted)
{
    Ptr<HttpTransport> transport = accepted ? Create<HttpSocketTransport>(hub, node, accepted)
                                            : Create<HttpSocketTransport>(hub);
    return layer ? layer(transport) : transport;
}

} // namespace ns3
