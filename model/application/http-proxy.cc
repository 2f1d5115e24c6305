/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A proxy's life and what it puts off; its clients' connections are in http-proxy-sessions.cc, what
// it does with requests in http-proxy-exchange.cc, http-proxy-cache.cc and http-proxy-tunnels.cc.

#include "http-proxy.h"

#include "http-relay.h"

#include "ns3/abort.h"
#include "ns3/simulator.h"

#include <utility>

namespace ns3
{

HttpProxy::HttpProxy()
    : m_listeners(m_context, m_session, *this, *this)
{
}

HttpProxy::~HttpProxy() = default;

uint32_t
HttpProxy::GetConnections() const
{
    return static_cast<uint32_t>(m_sessions.size());
}

std::size_t
HttpProxy::GetPending() const
{
    return m_exchanges.size() + m_tunnels.size();
}

uint64_t
HttpProxy::GetAccepted() const
{
    return m_listeners.GetAccepted();
}

uint64_t
HttpProxy::GetConnectionsOpened() const
{
    return m_opened + (m_fetcher ? m_fetcher->GetConnectionsOpened() : 0);
}

uint64_t
HttpProxy::GetTunnelsOpened() const
{
    return m_tunnelled;
}

uint64_t
HttpProxy::GetRequests() const
{
    return m_requests;
}

uint64_t
HttpProxy::GetMaxHeldBytes() const
{
    return m_relays ? m_relays->GetMaxHeld() : 0;
}

void
HttpProxy::DoDispose()
{
    m_listeners.Discard();
    m_context.later.Clear();
    m_agenda.tunnels.clear();
    for (auto& [key, tunnel] : m_tunnels)
    {
        tunnel->Discard();
    }
    for (auto& [key, session] : m_sessions)
    {
        session->driver->Discard();
        EndRequests(*session, false);
    }
    m_sessions.clear();
    if (m_fetcher)
    {
        m_fetcher->Discard(http::Outcome::Unfinished);
        m_opened += m_fetcher->GetConnectionsOpened();
        m_fetcher.reset();
    }
    m_tunnels.clear();
    m_exchanges.clear();
    m_agenda = Agenda();
    m_context.Discard();
    Application::DoDispose();
}

void
HttpProxy::StartApplication()
{
    CheckAttributes();
    m_name = m_pseudonym.empty() ? "proxy" + std::to_string(GetNode()->GetId()) : m_pseudonym;
    FindIndex();
    m_relays = std::make_unique<HttpRelayTable>(
        [this](uint64_t relay) {
            m_agenda.drained.insert(relay);
            ScheduleAgenda();
        },
        m_relayBytes);
    m_context.node = GetNode();
    m_context.lingerTimeout = m_options.lingerTimeout;
    m_context.http2 = *http::FindHttp2Preset("nginx");
    m_context.http2.absoluteTargets = true;
    m_context.http2.traces = TracesPlaces();
    m_context.reader = m_relays.get();
    if (m_cacheOptions.maxBytes > 0)
    {
        m_cacheOptions.rules.heuristicFraction = m_heuristicFraction;
        m_cache = std::make_unique<http::Cache>(m_cacheOptions);
    }
    CompleteOptions();
    m_opened = GetConnectionsOpened();
    m_fetcher =
        std::make_unique<HttpFetcher>(static_cast<HttpFetcherOwner&>(*this), *this, m_options);
    const std::string problem =
        m_listeners.Open(m_place,
                         MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
                         MakeCallback(&HttpProxy::OnAccept, this));
    NS_ABORT_MSG_IF(!problem.empty(), "HttpProxy: " << problem);
}

void
HttpProxy::StopApplication()
{
    m_listeners.Close();
    for (auto& [key, tunnel] : m_tunnels)
    {
        tunnel->Stop();
    }
    m_tunnels.clear();
    while (!m_sessions.empty())
    {
        // The driver tells of its end, which removes the session.
        const uint32_t key = m_sessions.begin()->first;
        m_sessions.begin()->second->driver->Abort(http::Outcome::Stopped);
        m_sessions.erase(key);
    }
    if (m_fetcher)
    {
        m_fetcher->Stop(http::Outcome::Stopped);
    }
}

void
HttpProxy::ScheduleAgenda()
{
    if (!std::exchange(m_agenda.isDue, true))
    {
        m_context.later.Do([this]() { RunAgenda(); });
    }
}

void
HttpProxy::RunAgenda()
{
    // What it causes goes on a new agenda.
    const Agenda agenda = std::exchange(m_agenda, Agenda());
    for (const uint32_t number : agenda.cancelled)
    {
        const Exchange* exchange = Look(m_exchanges, number);
        if (exchange && exchange->isFetching)
        {
            m_fetcher->Cancel(exchange->transaction, http::Outcome::Stopped);
        }
    }
    for (const uint32_t key : agenda.sessions)
    {
        if (Session* session = Look(m_sessions, key))
        {
            HttpListeners::Watch(*session, m_sendTimeout, 0);
            // Last: it may end the connection.
            session->driver->Run();
        }
    }
    for (const auto& [number, isReset] : agenda.broken)
    {
        const Exchange* exchange = Look(m_exchanges, number);
        if (Session* session = exchange ? FindSession(*exchange) : nullptr)
        {
            session->driver->Cancel(exchange->id, http::Outcome::Truncated, isReset);
        }
    }
    for (const uint64_t relay : agenda.drained)
    {
        Resume(relay);
    }
}

void
HttpProxy::Resume(uint64_t number)
{
    const HttpRelay* relay = m_relays->Find(number);
    if (!relay)
    {
        return;
    }
    const HttpRelaySource source = relay->source;
    if (source.kind == HttpRelaySource::Kind::Tunnel)
    {
        if (HttpTunnel* tunnel = Look(m_tunnels, source.key))
        {
            tunnel->Drained(number);
        }
        return;
    }
    const Exchange* exchange = Look(m_exchanges, source.key);
    if (!exchange)
    {
        return;
    }
    if (source.kind == HttpRelaySource::Kind::Response)
    {
        m_fetcher->Pause(exchange->transaction, false);
    }
    else if (Session* session = FindSession(*exchange))
    {
        session->driver->Pause(exchange->id, false);
    }
}

} // namespace ns3
