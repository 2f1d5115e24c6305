/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// How a proxy forwards requests and responses. Its life is in http-proxy.cc.

#include "http-proxy.h"
#include "http-relay.h"

#include "ns3/http-date.h"
#include "ns3/http-forwarding.h"
#include "ns3/http-framing.h"
#include "ns3/http-status.h"
#include "ns3/simulator.h"

#include <utility>

namespace ns3
{

namespace
{

/**
 * @brief Frames a response for the client.
 *
 * What has no length goes out chunked, or until the connection closes. A client of HTTP/1.0 gets no
 * persistent connection from a proxy (RFC 9112, section 9.3), so that nothing offers it one.
 * @param request the client's request
 * @param response the response as received
 * @param head the response to be sent; gets the fields
 */
void
SetFraming(const http::RequestHead& request,
           const http::ResponseHead& response,
           http::ResponseHead& head)
{
    const http::FramingKind kind = http::GetResponseFraming(response, request.method).kind;
    const bool isOpen = kind == http::FramingKind::Chunked || kind == http::FramingKind::UntilClose;
    if (isOpen && request.version == http::Version::Http11)
    {
        head.fields.Add("Transfer-Encoding", "chunked");
    }
}

} // namespace

HttpProxy::Session*
HttpProxy::FindSession(const Exchange& exchange)
{
    return exchange.session < 0 ? nullptr
                                : Look(m_sessions, static_cast<uint32_t>(exchange.session));
}

void
HttpProxy::LeaveServer(Exchange& exchange)
{
    exchange.isResponseOver = true;
    exchange.news.reset();
    if (exchange.isFetching)
    {
        CancelLater(exchange);
    }
}

void
HttpProxy::CheckExchange(Exchange& exchange)
{
    if (exchange.session < 0 && !exchange.isFetching)
    {
        m_relays->Remove(exchange.up);
        m_relays->Remove(exchange.down);
        m_exchanges.erase(exchange.number);
    }
}

void
HttpProxy::CancelLater(const Exchange& exchange)
{
    m_agenda.cancelled.insert(exchange.number);
    ScheduleAgenda();
}

void
HttpProxy::Forward(Exchange& exchange)
{
    const http::ForwardedRequest forwarded = http::ForwardRequest(exchange.request, m_name);
    if (forwarded.refusal == 200 && forwarded.head.method == "TRACE")
    {
        Reflect(exchange);
        return;
    }
    if (forwarded.refusal != 0)
    {
        SendStatus(exchange, forwarded.refusal, "refused");
        return;
    }
    exchange.up = m_relays->Add({HttpRelaySource::Kind::Request, exchange.number});
    exchange.head = forwarded.head;
    exchange.object.url = forwarded.url;
    exchange.object.method = forwarded.head.method;
    if (exchange.request.fields.Get("Transfer-Encoding"))
    {
        exchange.head.fields.Add("Transfer-Encoding", "chunked");
    }
    if (!m_options.pool.persistent)
    {
        exchange.head.fields.Add("Connection", "close");
    }
    if (m_cache && AnswerFromCache(exchange))
    {
        return;
    }
    Fetch(exchange);
}

void
HttpProxy::Fetch(Exchange& exchange)
{
    exchange.isFetching = true;
    const uint32_t number = exchange.number;
    const uint64_t transaction = m_fetcher->Fetch(exchange.object, 0, number);
    if (Exchange* still = Look(m_exchanges, number))
    {
        still->transaction = transaction;
    }
}

void
HttpProxy::Reflect(Exchange& exchange)
{
    // RFC 9110, section 9.3.8
    const std::string text = http::GetReflectedRequest(exchange.request);
    const auto content = std::make_shared<HttpStoredContent>();
    content->Append(
        Packet(reinterpret_cast<const uint8_t*>(text.data()), static_cast<uint32_t>(text.size())),
        text.size());
    HttpAnswer answer;
    answer.head.status = 200;
    answer.head.reason = http::GetReasonPhrase(200);
    answer.head.fields.Add("Date", http::FormatHttpDate(GetSecond()));
    answer.head.fields.Add("Content-Type", "message/http");
    answer.head.fields.Add("Content-Length", std::to_string(text.size()));
    http::AddVia(answer.head.fields, http::Version::Http11, m_name);
    answer.content.length = text.size();
    exchange.isResponseOver = true;
    exchange.record.result = "refused";
    SendAnswer(exchange, answer, content);
}

void
HttpProxy::FetchHead(HttpTransaction& transaction, http::RequestHead& head)
{
    const Exchange& exchange = *m_exchanges.at(transaction.index);
    head = exchange.head;
    const http::Url& url = exchange.object.url;
    if (!m_options.proxy.IsInvalid() && url.scheme == "http")
    {
        // For a whole server, the absolute form has no path (RFC 9112, section 3.2.4).
        head.target = head.target == "*" ? "http://" + url.GetAuthority() : url.ToString();
    }
}

bool
HttpProxy::FetchStarted(HttpTransaction& transaction)
{
    Exchange& exchange = *m_exchanges.at(transaction.index);
    const uint64_t id = transaction.record.id;
    exchange.transaction = id;
    exchange.isSent = true;
    // Content that has gone on is not kept.
    transaction.isRepeatable = !http::HasContent(exchange.request);
    http::Content content;
    content.kind = http::ContentKind::Relay;
    content.seed = exchange.up;
    content.length = m_relays->Find(exchange.up)->GetPushed();
    const bool isWhole = exchange.isRequestWhole;
    if (content.length > 0)
    {
        m_fetcher->AppendContent(id, content);
    }
    if (isWhole)
    {
        m_fetcher->EndContent(id);
    }
    return true;
}

void
HttpProxy::FetchInformed(HttpTransaction& transaction, const http::ResponseHead& head)
{
    Exchange& exchange = *m_exchanges.at(transaction.index);
    if (!exchange.isResponseOver)
    {
        SendHead(exchange, http::ForwardResponse(head, m_name));
    }
}

void
HttpProxy::FetchAnswered(HttpTransaction& transaction)
{
    Exchange& exchange = *m_exchanges.at(transaction.index);
    const http::CacheTimes times{GetMoment(transaction.record.requestStart),
                                 GetMoment(transaction.record.firstByte)};
    if (m_cache && UseResponse(exchange, *transaction.response, times))
    {
        return;
    }
    PassHead(exchange, *transaction.response);
}

void
HttpProxy::PassHead(Exchange& exchange, const http::ResponseHead& response)
{
    if (!FindSession(exchange) || exchange.isResponseOver)
    {
        return;
    }
    http::ResponseHead head = http::ForwardResponse(response, m_name);
    SetFraming(exchange.request, response, head);
    if (!head.fields.Get("Date"))
    {
        // RFC 9110, section 6.6.1
        head.fields.Add("Date", http::FormatHttpDate(GetSecond()));
    }
    if (!http::IsForwardable(response, exchange.request.method) || !SendHead(exchange, head))
    {
        // Not a message that may be sent on, such as 101 without Upgrade.
        LeaveServer(exchange);
        SendStatus(exchange, 502, "failed");
        return;
    }
    exchange.isAnswered = true;
    exchange.record.result = "forwarded";
    exchange.down = m_relays->Add({HttpRelaySource::Kind::Response, exchange.number});
}

void
HttpProxy::FetchContent(HttpTransaction& transaction, const Packet& packet, uint64_t bytes)
{
    Exchange& exchange = *m_exchanges.at(transaction.index);
    if (exchange.news)
    {
        KeepContent(exchange, packet, bytes);
    }
    if (!FindSession(exchange) || !exchange.isAnswered || exchange.isResponseOver)
    {
        return;
    }
    bool mustPause = false;
    const http::Content content = m_relays->Push(exchange.down, packet, bytes, mustPause);
    if (mustPause)
    {
        m_fetcher->Pause(transaction.record.id, true);
    }
    SendContent(exchange, content);
}

void
HttpProxy::FetchReceived(HttpTransaction& transaction)
{
    Exchange& exchange = *m_exchanges.at(transaction.index);
    if (exchange.news)
    {
        StoreResponse(exchange);
    }
    // Else the client's end comes with the outcome, when the connection is free for what the client
    // asks next.
    if (!exchange.isRequestWhole && !exchange.isResponseOver)
    {
        FinishResponse(exchange, http::Outcome::Complete);
    }
}

void
HttpProxy::FetchEnded(HttpTransaction& transaction)
{
    HttpTransactionRecord& record = transaction.record;
    Exchange& exchange = *m_exchanges.at(transaction.index);
    exchange.transaction = record.id;
    exchange.isFetching = false;
    if (!m_transactionTrace.IsEmpty())
    {
        const std::string url = exchange.object.url.ToString();
        record.method = exchange.object.method;
        record.url = url;
        m_transactionTrace(record);
    }
    if (exchange.isOutdated && transaction.outcome == http::Outcome::Complete &&
        FindSession(exchange))
    {
        AskAgain(exchange);
        return;
    }
    // What the client still sends need not wait for anybody.
    m_agenda.drained.insert(exchange.up);
    ScheduleAgenda();
    if (!exchange.isResponseOver)
    {
        FinishResponse(exchange, transaction.outcome);
    }
    CheckExchange(exchange);
}

void
HttpProxy::FinishResponse(Exchange& exchange, http::Outcome outcome)
{
    exchange.isResponseOver = true;
    Session* session = FindSession(exchange);
    if (!session)
    {
        return;
    }
    if (outcome != http::Outcome::Complete && !exchange.isAnswered)
    {
        SendStatus(exchange, GetFailureStatus(exchange, outcome), "failed");
        return;
    }
    const auto framing = exchange.framing;
    if (outcome == http::Outcome::Complete || framing == http::FramingKind::Length)
    {
        // Of a length that is not reached, the session closes behind what there is.
        session->driver->GetSession().EndContent(exchange.id);
    }
    else
    {
        // Nothing but the end of the connection says that something is missing.
        m_agenda.broken[exchange.number] = framing == http::FramingKind::UntilClose;
    }
    m_agenda.sessions.insert(session->driver->GetKey());
    ScheduleAgenda();
}

} // namespace ns3
