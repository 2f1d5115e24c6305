/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tls-home.h"

#include "http-application.h"
#include "http-hosts.h"

#include <utility>

namespace ns3
{

namespace
{

/// Sessions that are kept for one origin.
constexpr std::size_t MOST_SESSIONS = 4;

} // namespace

HttpTlsHome::HttpTlsHome(const HttpTracedApplication& application)
    : m_application(application)
{
}

tls::Options
HttpTlsHome::Complete(tls::Options options,
                      const HttpTls& settings,
                      uint32_t cores,
                      std::vector<std::string> protocols)
{
    // What looks random differs from connection to connection.
    options.seed = (static_cast<uint64_t>(m_application.GetNode()->GetId()) << 40) +
                   (static_cast<uint64_t>(m_application.GetIndex()) << 32) + ++m_made;
    if (settings.HasAlpn())
    {
        options.alpn = std::move(protocols);
    }
    if (!m_processor && cores > 0)
    {
        m_processor = std::make_shared<tls::Processor>(cores);
    }
    options.processor = m_processor;
    return options;
}

Ptr<HttpTlsTransport>
HttpTlsHome::MakeClient(Ptr<HttpTransport> below,
                        const HttpClientTls& settings,
                        const HttpLayerPlace& place,
                        std::vector<std::string> protocols)
{
    tls::Options options = Complete(settings.GetOptions(), settings, 1, std::move(protocols));
    // SNI has names only (RFC 6066, section 3).
    const std::string& host = place.origin.host;
    options.serverName = ParseHttpAddress(host).IsInvalid() ? host : "";
    const std::string origin = place.origin.GetAuthority();
    std::vector<tls::Session>& sessions = m_sessions[origin];
    // Chromium resumes a session once only (RFC 8446, appendix C.4).
    const bool isUsedUp = options.preset == tls::ClientPreset::Chromium;
    while (!sessions.empty() && options.session.ticket.empty())
    {
        const tls::Session& newest = sessions.back();
        const bool isOver = GetHttpPresent() - newest.received >= newest.lifetime;
        options.session = isOver ? tls::Session() : newest;
        if (isOver || isUsedUp)
        {
            sessions.pop_back();
        }
    }
    HttpTlsTransport::SessionCallback keep;
    if (settings.Resumes())
    {
        keep = [this, origin](tls::Session session) { AddSession(origin, std::move(session)); };
    }
    const auto transport = Create<HttpTlsTransport>(std::move(below),
                                                    m_application,
                                                    std::move(options),
                                                    std::move(keep));
    transport->BeginAt(place.received, place.sent);
    return transport;
}

Ptr<HttpTlsTransport>
HttpTlsHome::MakeServer(Ptr<HttpTransport> below,
                        const HttpServerTls& settings,
                        std::vector<std::string> protocols)
{
    tls::Options options =
        Complete(settings.GetOptions(), settings, settings.GetCores(), std::move(protocols));
    std::vector<uint32_t>& chain = m_chains[below->GetEnds().local];
    if (chain.empty())
    {
        chain = settings.DrawChain();
    }
    options.certificates = chain;
    return Create<HttpTlsTransport>(std::move(below), m_application, std::move(options), nullptr);
}

void
HttpTlsHome::AddSession(const std::string& origin, tls::Session session)
{
    std::vector<tls::Session>& sessions = m_sessions[origin];
    if (sessions.size() == MOST_SESSIONS)
    {
        sessions.erase(sessions.begin());
    }
    sessions.push_back(std::move(session));
}

} // namespace ns3
