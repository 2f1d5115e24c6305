/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-driver-context.h"

#include "http-application.h"

#include "ns3/abort.h"
#include "ns3/http-connection.h"
#include "ns3/http2-session.h"

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

const std::shared_ptr<const http::ConnectionOptions>&
HttpDriverContext::Share(const http::ConnectionOptions& options)
{
    // Many sessions have the same options, which would be a good part of a connection's memory.
    if (!m_options || !(*m_options == options))
    {
        m_options = std::make_shared<http::ConnectionOptions>(options);
    }
    return m_options;
}

std::unique_ptr<http::Session>
HttpDriverContext::MakeSession(http::Role role,
                               const std::string& name,
                               const http::ConnectionOptions& options)
{
    const std::string& spoken = name.empty() ? protocol : name;
    if (spoken == "h2")
    {
        if (!m_http2 || !(*m_http2 == http2))
        {
            m_http2 = std::make_shared<http::Http2Options>(http2);
        }
        return http::Http2Session::Make(Share(options),
                                        m_http2,
                                        role,
                                        GetHttpPresent(),
                                        scheduler ? scheduler() : nullptr);
    }
    NS_ABORT_MSG_IF(spoken != "http/1.1", "a layer has agreed on an unknown protocol: " << spoken);
    return std::make_unique<http::Connection>(Share(options), role, GetHttpPresent());
}

std::unique_ptr<http::Session>
HttpDriverContext::MakeSessionBehindPreface(const http::ConnectionOptions& options)
{
    auto session = MakeSession(http::Role::Server, "h2", options);
    session->ReceiveText(http::HTTP2_PREFACE_HEAD, GetHttpPresent());
    return session;
}

std::unique_ptr<http::Session>
HttpDriverContext::MakeTunnelSession(http::Role role, const http::ConnectionOptions& options)
{
    auto session = std::make_unique<http::Connection>(Share(options), role, GetHttpPresent());
    session->BecomeTunnel();
    return session;
}

Ptr<HttpTransport>
HttpDriverContext::MakeTransport(const http::Url& origin, bool wantsHttp2)
{
    Ptr<HttpTransport> transport = Create<HttpSocketTransport>(hub);
    return layer ? layer(transport, {http::Role::Client, origin, wantsHttp2}) : transport;
}

Ptr<HttpTransport>
HttpDriverContext::MakeTransport(const Ptr<Socket>& accepted)
{
    Ptr<HttpTransport> transport = Create<HttpSocketTransport>(hub, node, accepted);
    return layer ? layer(transport, {http::Role::Server}) : transport;
}

} // namespace ns3
