/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What bounds a server: connections, requests, times; and responses that are made to fail.

#include "http-application.h"
#include "http-server.h"

#include "ns3/http-status.h"
#include "ns3/log.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <cmath>
#include <iterator>

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
HttpServer::EndService(uint32_t key, bool wasHeld)
{
    if (wasHeld)
    {
        m_waiting.erase(std::remove(m_waiting.begin(), m_waiting.end(), key), m_waiting.end());
        return;
    }
    --m_served;
    if (!m_waiting.empty() && !m_isStopping)
    {
        // Not from here: the connection that has ended may still be at work.
        Simulator::ScheduleNow(&HttpServer::ServeWaiting, Ptr<HttpServer>(this));
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
        Ptr<HttpDriver> driver = m_sessions[key]->driver;
        driver->Resume();
    }
}

void
HttpServer::RefuseForNow(Session& session, Exchange& exchange)
{
    ++m_refusedForNow;
    const std::string_view target =
        std::string_view(exchange.subject).substr(exchange.subject.find(' ') + 1);
    const http::Fields fields = exchange.answer->head.fields;
    *exchange.answer = m_responder.Refuse(503, target);
    http::Fields& refusal = exchange.answer->head.fields;
    refusal.Add("Retry-After",
                std::to_string(static_cast<int64_t>(std::ceil(m_retryAfter.GetSeconds()))));
    for (const char* name : {"Connection", "Keep-Alive"})
    {
        if (const auto value = fields.Get(name))
        {
            refusal.Add(name, *value);
        }
    }
    Respond(GetKey(session, exchange));
}

void
HttpServer::AddKeepAlive(const Session& session, HttpAnswer& answer) const
{
    const auto timeout =
        std::chrono::duration_cast<std::chrono::seconds>(m_connection.idleTimeout).count();
    const bool hasTimeout = m_connection.idleTimeout.count() > 0;
    if (!m_keepAliveField || !session.driver->GetSession().IsReusable() ||
        (!hasTimeout && m_maxKeepAliveRequests == 0))
    {
        return;
    }
    std::string value = hasTimeout ? "timeout=" + std::to_string(timeout) : "";
    if (m_maxKeepAliveRequests > 0)
    {
        value += value.empty() ? "" : ", ";
        value += "max=" + std::to_string(m_maxKeepAliveRequests - session.requests);
    }
    answer.head.fields.Add("Keep-Alive", value);
}

bool
HttpServer::FailResponse(Session& session, const Exchange& exchange, const HttpAnswer& answer)
{
    if (session.driver->GetSession().IsMultiplexed())
    {
        // Only its stream fails; one that stalls is left open.
        if (!answer.cut && answer.end != HttpResourceEnd::Stall)
        {
            Ptr<HttpDriver> driver = session.driver;
            driver->Cancel(exchange.id, http::Outcome::Truncated);
        }
        return !answer.cut;
    }
    session.isStalled = answer.end == HttpResourceEnd::Stall;
    if (answer.cut)
    {
        return false;
    }
    Ptr<HttpDriver> driver = session.driver;
    if (answer.end == HttpResourceEnd::Stall)
    {
        driver->CutOutput(0, HttpOutputEnd::Stall);
    }
    else if (answer.end == HttpResourceEnd::Reset)
    {
        driver->Reset(http::Outcome::Truncated);
    }
    else if (answer.end == HttpResourceEnd::Close)
    {
        driver->Abort(http::Outcome::Truncated);
    }
    return true;
}

void
HttpServer::CutResponse(Session& session, const HttpAnswer& answer, std::size_t head)
{
    const auto end = answer.end == HttpResourceEnd::Reset   ? HttpOutputEnd::Reset
                     : answer.end == HttpResourceEnd::Close ? HttpOutputEnd::Close
                                                            : HttpOutputEnd::Stall;
    session.driver->CutOutput(head + answer.cut.value_or(0), end);
}

} // namespace ns3
