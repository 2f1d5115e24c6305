/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// How a server takes its clients' connections, up to its limits, and how they end.

#include "http-send-watch.h"
#include "http-server.h"
#include "http-tls-home.h"

#include "ns3/http2-session.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ns3
{

namespace
{

/// A connection that is not established by then will not be: TCP has given SYN|ACK up.
const Time HALF_OPEN = Seconds(75);

} // namespace

uint32_t
HttpServer::GetBacklog() const
{
    return static_cast<uint32_t>(m_waiting.size());
}

uint64_t
HttpServer::GetDroppedConnections() const
{
    return m_dropped;
}

uint64_t
HttpServer::GetRefusedForNow() const
{
    return m_refusedForNow;
}

const HttpWorkers&
HttpServer::GetWorkers() const
{
    return m_workers;
}

bool
HttpServer::IsFull() const
{
    return m_maxConnections > 0 && m_served >= m_maxConnections;
}

bool
HttpServer::OnConnectionRequest(Ptr<Socket> /* socket */, const Address& from)
{
    if (m_maxConnections == 0)
    {
        return true;
    }
    const Time now = Simulator::Now();
    for (auto place = m_halfOpen.begin(); place != m_halfOpen.end();)
    {
        place = now - place->second > HALF_OPEN ? m_halfOpen.erase(place) : std::next(place);
    }
    const std::size_t taken = m_served + m_waiting.size() + m_halfOpen.size();
    if (taken >= std::size_t{m_maxConnections} + m_backlog && m_halfOpen.count(from) == 0)
    {
        ++m_dropped;
        m_droppedTrace(from);
        return false;
    }
    m_halfOpen.emplace(from, now);
    return true;
}

void
HttpServer::OnAccept(Ptr<Socket> socket, const Address& from)
{
    m_halfOpen.erase(from);
    if (m_freeKeys.empty())
    {
        m_freeKeys.push_back(static_cast<uint32_t>(m_sessions.size()));
        m_sessions.emplace_back();
    }
    const uint32_t key = m_freeKeys.back();
    m_freeKeys.pop_back();
    m_sessions[key] = std::make_unique<Session>();
    Session& session = *m_sessions[key];
    m_listeners.Prepare(session, socket, key);
    const bool isHeld = IsFull();
    if (isHeld)
    {
        m_waiting.push_back(key);
    }
    else
    {
        ++m_served;
    }
    session.driver->Accept(m_tls ? m_tls->GetHandshakeTimeout() : Time(), isHeld);
}

Ptr<HttpTransport>
HttpServer::MakeLayer(Ptr<HttpTransport> below, const HttpLayerPlace& place)
{
    Ptr<HttpTransport> transport = m_layer ? m_layer(below, place) : below;
    if (m_tls)
    {
        transport = m_tlsHome->MakeServer(transport,
                                          *m_tls,
                                          m_http2Allowed && http::HasHttp2()
                                              ? std::vector<std::string>{"h2", "http/1.1"}
                                              : std::vector<std::string>{"http/1.1"});
    }
    return transport;
}

std::unique_ptr<http::Session>
HttpServer::DriverSession(const HttpDriver& driver)
{
    return m_listeners.MakeSession(driver);
}

void
HttpServer::DriverClosed(HttpDriver& driver, http::Outcome /* outcome */)
{
    std::unique_ptr<Session>& session = m_sessions[driver.GetKey()];
    if (session)
    {
        session->sending = nullptr;
        while (!session->exchanges.empty())
        {
            Forget(*session, session->exchanges.back());
        }
        session.reset();
        m_freeKeys.push_back(driver.GetKey());
        EndService(driver.GetKey());
    }
}

void
HttpServer::EndService(uint32_t key)
{
    const auto waiting = std::find(m_waiting.begin(), m_waiting.end(), key);
    if (waiting != m_waiting.end())
    {
        m_waiting.erase(waiting);
        return;
    }
    --m_served;
    if (!m_waiting.empty())
    {
        // Not from here: the connection that has ended may still be at work.
        m_context.later.Do([this]() { ServeWaiting(); });
    }
}

void
HttpServer::ServeWaiting()
{
    while (!m_waiting.empty() && !IsFull())
    {
        const uint32_t key = m_waiting.front();
        m_waiting.pop_front();
        ++m_served;
        m_sessions[key]->driver->Resume();
    }
}

} // namespace ns3
