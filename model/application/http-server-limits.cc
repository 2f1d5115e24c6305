/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What bounds a server: connections, requests, times; and responses that are made to fail.

#include "http-application.h"
#include "http-server.h"

#include "ns3/boolean.h"
#include "ns3/http-status.h"
#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

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

TypeId
HttpServer::AddLimitAttributes(TypeId tid)
{
    return tid
        .AddAttribute("KeepAlive",
                      "Whether connections stay open after a response.",
                      BooleanValue(true),
                      MakeBooleanAccessor(&HttpServer::m_keepAlive),
                      MakeBooleanChecker())
        .AddAttribute("KeepAliveTimeout",
                      "Longest wait for the next request on a connection; 0: no limit.",
                      TimeValue(Seconds(5)),
                      MakeTimeAccessor(&HttpServer::m_keepAliveTimeout),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("MaxKeepAliveRequests",
                      "Requests served on one connection, then it is closed; 0: no limit.",
                      UintegerValue(0),
                      MakeUintegerAccessor(&HttpServer::m_maxKeepAliveRequests),
                      MakeUintegerChecker<uint32_t>())
        .AddAttribute("RequestTimeout",
                      "Longest time from a request's first byte to its last, then 408; 0: no "
                      "limit.",
                      TimeValue(Seconds(0)),
                      MakeTimeAccessor(&HttpServer::m_requestTimeout),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("MaxHeadBytes",
                      "Longest request head accepted, else 431.",
                      UintegerValue(65536),
                      MakeUintegerAccessor(&HttpServer::m_maxHeadBytes),
                      MakeUintegerChecker<uint32_t>(64))
        .AddAttribute("MaxContentBytes",
                      "Longest request content accepted, else 413; 0: no limit.",
                      UintegerValue(0),
                      MakeUintegerAccessor(&HttpServer::m_maxContentBytes),
                      MakeUintegerChecker<uint64_t>())
        .AddAttribute("KeepAliveField",
                      "Whether responses after which the connection stays open say for how "
                      "long and for how many requests: Keep-Alive: timeout=5, max=99 (RFC 2068, "
                      "19.7.1.1).",
                      BooleanValue(false),
                      MakeBooleanAccessor(&HttpServer::m_keepAliveField),
                      MakeBooleanChecker())
        .AddAttribute("MaxConnections",
                      "Connections served at once; others wait in the backlog; 0: no limit.",
                      UintegerValue(0),
                      MakeUintegerAccessor(&HttpServer::m_maxConnections),
                      MakeUintegerChecker<uint32_t>())
        .AddAttribute("Backlog",
                      "Connections that may wait to be served; requests for more are dropped, "
                      "and clients repeat them.",
                      UintegerValue(511),
                      MakeUintegerAccessor(&HttpServer::m_backlog),
                      MakeUintegerChecker<uint32_t>(1))
        .AddAttribute("Workers",
                      "Requests processed at once, each for the processing delay; 0: no limit.",
                      UintegerValue(0),
                      MakeUintegerAccessor(&HttpServer::m_maxWorkers),
                      MakeUintegerChecker<uint32_t>())
        .AddAttribute("MaxQueuedRequests",
                      "Requests that wait while all workers are busy; others are answered with "
                      "503.",
                      UintegerValue(100),
                      MakeUintegerAccessor(&HttpServer::m_maxQueuedRequests),
                      MakeUintegerChecker<uint32_t>())
        .AddAttribute("RetryAfter",
                      "What the Retry-After field of a 503 says, in whole seconds, rounded up.",
                      TimeValue(Seconds(1)),
                      MakeTimeAccessor(&HttpServer::m_retryAfter),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("MinRequestRate",
                      "Slow senders: each byte of a request extends RequestTimeout by its time "
                      "at this rate, bytes/s; 0: not at all.",
                      UintegerValue(0),
                      MakeUintegerAccessor(&HttpServer::m_minRequestRate),
                      MakeUintegerChecker<uint32_t>())
        .AddAttribute("SendTimeout",
                      "Slow readers: a client that acknowledges nothing of a response for so "
                      "long is reset; 0: no limit.",
                      TimeValue(Seconds(0)),
                      MakeTimeAccessor(&HttpServer::m_sendTimeout),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("MinResponseRate",
                      "Slow readers: a client that acknowledges less of a response in each "
                      "SendTimeout is reset, bytes/s; 0: one byte is enough.",
                      UintegerValue(0),
                      MakeUintegerAccessor(&HttpServer::m_minResponseRate),
                      MakeUintegerChecker<uint32_t>())
        .AddTraceSource("ConnectionDropped",
                        "A request for a connection was dropped because the backlog is full.",
                        MakeTraceSourceAccessor(&HttpServer::m_droppedTrace),
                        "ns3::Address::TracedCallback");
}

std::string
HttpServer::GetContradiction() const
{
    if (!m_keepAlive && m_maxKeepAliveRequests > 1)
    {
        return "MaxKeepAliveRequests " + std::to_string(m_maxKeepAliveRequests) +
               " needs KeepAlive true, which is false";
    }
    if (!m_keepAlive && m_keepAliveField)
    {
        return "KeepAliveField true needs KeepAlive true, which is false";
    }
    if (m_minRequestRate > 0 && m_requestTimeout.IsZero())
    {
        return "MinRequestRate " + std::to_string(m_minRequestRate) +
               " needs a RequestTimeout, which is 0";
    }
    if (m_minResponseRate > 0 && m_sendTimeout.IsZero())
    {
        return "MinResponseRate " + std::to_string(m_minResponseRate) +
               " needs a SendTimeout, which is 0";
    }
    return "";
}

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
    if (!m_keepAliveField || !session.driver->GetSession().IsReusable() ||
        (m_keepAliveTimeout.IsZero() && m_maxKeepAliveRequests == 0))
    {
        return;
    }
    std::string value;
    if (!m_keepAliveTimeout.IsZero())
    {
        value = "timeout=" + std::to_string(static_cast<int64_t>(m_keepAliveTimeout.GetSeconds()));
    }
    if (m_maxKeepAliveRequests > 0)
    {
        value += value.empty() ? "" : ", ";
        value += "max=" + std::to_string(m_maxKeepAliveRequests - session.requests);
    }
    answer.head.fields.Add("Keep-Alive", value);
}

bool
HttpServer::FailResponse(Session& session, const HttpAnswer& answer)
{
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
