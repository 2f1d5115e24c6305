/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// How a server answers: when, with what, and where a response is made to fail.

#include "http-application.h"
#include "http-message-tracer.h"
#include "http-server.h"

#include "ns3/log.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("HttpServer");

void
HttpServer::Process(Session& session, Exchange& exchange)
{
    if (!exchange.answer)
    {
        return;
    }
    Time delay = exchange.answer->delay;
    if (m_processing)
    {
        delay += Seconds(std::max(0.0, m_processing->GetValue()));
    }
    const uint64_t key = GetKey(session, exchange);
    if (m_maxWorkers > 0)
    {
        if (!m_workers.Submit(key, delay))
        {
            RefuseForNow(session, exchange);
        }
        return;
    }
    if (delay.IsZero())
    {
        Respond(key);
    }
    else
    {
        exchange.processing = Simulator::Schedule(delay, &HttpServer::Respond, this, key);
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
HttpServer::Respond(uint64_t key)
{
    Session& session = *m_sessions[key >> 32];
    Exchange& exchange = *Find(session, static_cast<uint32_t>(key));
    const std::unique_ptr<HttpAnswer> answer = std::move(exchange.answer);
    if (exchange.check.HasMismatch())
    {
        // What the client sent is not what it was to send: as with a broken upload.
        *answer = m_responder.Refuse(400);
        session.driver->GetSession().CloseAfterOpenExchanges();
    }
    Report(HttpActivity::RequestProcessed, session, exchange, answer->content.length);
    if (answer->end != HttpResourceEnd::Whole && FailResponse(session, exchange, *answer))
    {
        return;
    }
    Send(session, exchange, *answer);
    session.driver->Run();
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
            session.driver->Cancel(exchange.id, http::Outcome::Truncated);
        }
        return !answer.cut;
    }
    session.isStalled = answer.end == HttpResourceEnd::Stall;
    if (answer.cut)
    {
        return false;
    }
    if (answer.end == HttpResourceEnd::Stall)
    {
        session.driver->CutOutput(0, HttpOutputEnd::Stall);
    }
    else if (answer.end == HttpResourceEnd::Reset)
    {
        session.driver->Reset(http::Outcome::Truncated);
    }
    else if (answer.end == HttpResourceEnd::Close)
    {
        session.driver->Abort(http::Outcome::Truncated);
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

void
HttpServer::Send(Session& session, const Exchange& exchange, const HttpAnswer& answer)
{
    const Ptr<HttpDriver>& driver = session.driver;
    const bool isWhole = answer.end == HttpResourceEnd::Whole;
    std::string text;
    if (!driver->GetSession().StartResponse(exchange.id,
                                            answer.head,
                                            GetHttpPresent(),
                                            session.tracer || !isWhole ? &text : nullptr))
    {
        NS_LOG_WARN("a response of status " << answer.head.status << " was not due");
        return;
    }
    const std::size_t head = text.size();
    if (session.tracer)
    {
        session.tracer->BeginSending(exchange.id, std::move(text), answer.content, 0);
    }
    if (answer.head.status < 200)
    {
        return;
    }
    if (!isWhole && driver->GetSession().IsMultiplexed())
    {
        const uint64_t length = std::min(answer.cut.value_or(0), answer.content.length);
        http::Content part = answer.content;
        part.length = length;
        driver->GetSession().AppendContent(exchange.id, part);
        if (answer.end != HttpResourceEnd::Stall)
        {
            driver->GetSession().EndContent(exchange.id);
        }
        return;
    }
    if (!isWhole)
    {
        CutResponse(session, answer, head);
    }
    if (answer.content.length > 0)
    {
        driver->GetSession().AppendContent(exchange.id, answer.content);
    }
    driver->GetSession().EndContent(exchange.id);
}

} // namespace ns3
