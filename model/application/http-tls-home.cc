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

HttpTlsHome::HttpTlsHome(const Ptr<Node>& node,
                         uint32_t application,
                         const Sink& records,
                         const HttpMessageTracer::Sink& messages,
                         const HttpFrameSink& frames)
    : m_node(node->GetId()),
      m_application(application),
      m_records(records),
      m_messages(messages),
      m_frames(frames)
{
}

uint64_t
HttpTlsHome::NextSeed()
{
    return (static_cast<uint64_t>(m_node) << 40) + (static_cast<uint64_t>(m_application) << 32) +
           ++m_made;
}

Ptr<HttpTlsTransport>
HttpTlsHome::MakeClient(Ptr<HttpTransport> below,
                        const HttpClientTls& settings,
                        const HttpLayerPlace& place,
                        std::vector<std::string> protocols)
{
    tls::Options options = settings.GetOptions();
    options.seed = NextSeed();
    if (settings.HasAlpn())
    {
        options.alpn = std::move(protocols);
    }
    // SNI has names only (RFC 6066, section 3).
    const std::string& host = place.origin.host;
    options.serverName = ParseHttpAddress(host).IsInvalid() ? host : "";
    if (!m_processor)
    {
        m_processor = std::make_shared<tls::Processor>(1);
    }
    options.processor = m_processor;
    const std::string origin = place.origin.GetAuthority();
    std::vector<tls::Session>& sessions = m_sessions[origin];
    while (!sessions.empty() && options.session.ticket.empty())
    {
        const tls::Session& newest = sessions.back();
        const bool isOver = GetHttpPresent() - newest.received >= newest.lifetime;
        options.session = isOver ? tls::Session() : newest;
        if (isOver || settings.UsesTicketsOnce())
        {
            sessions.pop_back();
        }
    }
    const auto transport = Create<HttpTlsTransport>(std::move(below),
                                                    *this,
                                                    std::move(options),
                                                    settings.Resumes() ? origin : "");
    transport->BeginAt(place.received, place.sent);
    return transport;
}

Ptr<HttpTlsTransport>
HttpTlsHome::MakeServer(Ptr<HttpTransport> below,
                        const HttpServerTls& settings,
                        std::vector<std::string> protocols)
{
    tls::Options options = settings.GetOptions();
    options.seed = NextSeed();
    if (settings.HasAlpn())
    {
        options.alpn = std::move(protocols);
    }
    if (!m_processor && settings.GetCores() > 0)
    {
        m_processor = std::make_shared<tls::Processor>(settings.GetCores());
    }
    options.processor = m_processor;
    std::vector<uint32_t>& chain = m_chains[below->GetLocal()];
    if (chain.empty())
    {
        chain = settings.DrawChain();
    }
    options.certificates = chain;
    return Create<HttpTlsTransport>(std::move(below), *this, std::move(options), "");
}

void
HttpTlsHome::TlsTicket(const std::string& key, tls::Session session)
{
    if (key.empty())
    {
        return;
    }
    std::vector<tls::Session>& sessions = m_sessions[key];
    if (sessions.size() == MOST_SESSIONS)
    {
        sessions.erase(sessions.begin());
    }
    sessions.push_back(std::move(session));
}

bool
HttpTlsHome::WantsTlsRecords() const
{
    return !m_records.IsEmpty();
}

bool
HttpTlsHome::KeepsTlsRecords() const
{
    return !m_messages.IsEmpty() || !m_frames.IsEmpty();
}

void
HttpTlsHome::TlsRecord(HttpTlsRecord& record)
{
    record.node = m_node;
    record.application = m_application;
    m_records(record);
}

} // namespace ns3
