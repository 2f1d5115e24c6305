/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// How requests go over connections; from wishes to outcomes it is in http-fetcher.cc, how
// connections begin and end in http-fetcher-connections.cc.

#include "http-application.h"
#include "http-fetcher.h"
#include "http-head-padding.h"
#include "http-message-tracer.h"

#include "ns3/http-method.h"
#include "ns3/http-range.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{

namespace
{

/**
 * @brief Whether a request of that method says so even if it has no content (RFC 9110, 8.6).
 * @param method the method
 * @return whether
 */
bool
ExpectsContent(std::string_view method)
{
    return method == "POST" || method == "PUT" || method == "PATCH";
}

/// @brief What only requests over HTTP/2 have. @param request what is asked for @param head its
/// head
void
AddHttp2Fields(const HttpPageObject& request, http::RequestHead& head)
{
    for (std::size_t i = 0; i < request.recorded.GetSize(); ++i)
    {
        const auto line = request.recorded.GetLine(i);
        if (http::EqualsIgnoreCase(line.name, "User-Agent"))
        {
            head.fields.Set(line.name, line.value);
        }
        else
        {
            head.fields.Add(line.name, line.value);
        }
    }
    if (!request.priority.empty() && !head.fields.Get("Priority"))
    {
        head.fields.Add("Priority", request.priority);
    }
}

/// @brief Where in the resource's content the response's begins. @param response it @return offset
uint64_t
GetContentOffset(const http::ResponseHead& response)
{
    if (response.status != 206)
    {
        return 0;
    }
    const auto content = http::ParseContentRange(response.fields.Get("Content-Range").value_or(""));
    return content && content->range ? content->range->first : 0;
}

} // namespace

void
HttpFetcher::RunPool()
{
    if (m_stopped || !m_poolTurn.Begin())
    {
        return;
    }
    while (const auto action = m_pool.NextAction(GetHttpPresent()))
    {
        switch (action->type)
        {
        case http::PoolAction::Type::Open:
            Open(*action);
            break;
        case http::PoolAction::Type::Assign:
            Assign(*action);
            break;
        case http::PoolAction::Type::Close:
            m_connections[action->connection].driver->CloseWhenIdle();
            break;
        }
        if (m_stopped)
        {
            break;
        }
    }
    m_poolTurn.End();
    const std::optional<http::Nanoseconds> deadline = m_pool.GetDeadline();
    if (deadline && m_poolTimer.IsExpired() && !m_stopped)
    {
        const Time at = std::max(NanoSeconds(deadline->count()), Simulator::Now());
        m_poolTimer = Simulator::Schedule(at - Simulator::Now(), &HttpFetcher::RunPool, this);
    }
}

http::RequestHead
HttpFetcher::MakeHead(const HttpPageObject& request, const http::Session& session) const
{
    const bool isHttp2 = session.IsMultiplexed();
    http::RequestHead head;
    head.method = request.method;
    // A proxy needs the absolute form (RFC 9112, section 3.2.2); inside a tunnel nobody does.
    const bool isAbsolute = !m_options.proxy.IsInvalid() && request.url.scheme == "http";
    head.target = isAbsolute && request.url.target.front() == '/' ? request.url.ToString()
                                                                  : request.url.target;
    head.version = isHttp2                                     ? http::Version::Http2
                   : m_options.version == http::Version::Http2 ? http::Version::Http11
                                                               : m_options.version;
    head.fields.Add("Host", request.url.GetAuthority());
    if (!m_options.product.empty())
    {
        head.fields.Add("User-Agent", m_options.product);
    }
    for (std::size_t i = 0; i < request.fields.GetSize(); ++i)
    {
        head.fields.Add(request.fields.GetLine(i).name, request.fields.GetLine(i).value);
    }
    if (request.contentBytes > 0 || ExpectsContent(request.method))
    {
        head.fields.Add("Content-Length", std::to_string(request.contentBytes));
    }
    if (isHttp2)
    {
        AddHttp2Fields(request, head);
        return head;
    }
    if (head.version == http::Version::Http11 && !m_options.pool.persistent)
    {
        head.fields.Add("Connection", "close");
    }
    if (head.version == http::Version::Http10 && m_options.keepAlive10)
    {
        head.fields.Add("Connection", "keep-alive");
    }
    PadHttpHead(head, request.headBytes);
    return head;
}

void
HttpFetcher::CountAttempt(Connection& connection, HttpTransactionRecord& record)
{
    const HttpTransport& transport = connection.driver->GetTransport();
    ++record.attempts;
    record.reused = connection.isUsed;
    record.connectStart = connection.isUsed ? Time(-1) : connection.connectStart;
    record.connectEnd = connection.isUsed ? Time(-1) : connection.connectEnd;
    record.secureStart = connection.isUsed ? Time(-1) : transport.GetSecureStart();
    transport.GetEnds().Tell(record);
    connection.isUsed = true;
}

void
HttpFetcher::Return(const http::PoolAction& action)
{
    const Connection& connection = m_connections[action.connection];
    const http::Session& session = connection.driver->GetSession();
    if (session.IsReusable() && session.IsMultiplexed())
    {
        m_pool.Finished(action.connection, true, GetHttpPresent());
        m_pool.SetCapacity(action.connection, GetCapacity(connection));
    }
    else
    {
        m_pool.Drain(action.connection);
    }
    Resubmit(m_transactions.at(action.request), false);
}

void
HttpFetcher::Assign(const http::PoolAction& action)
{
    Connection& connection = m_connections[action.connection];
    HttpTransaction& transaction = m_transactions.at(action.request);
    HttpTransactionRecord& record = transaction.record;
    CountAttempt(connection, record);
    http::RequestHead head = MakeHead(*transaction.request, connection.driver->GetSession());
    m_owner.FetchHead(transaction, head);
    http::Content content;
    content.kind = m_options.kind;
    content.seed = http::GetContentSeed(head.method + " " + transaction.request->url.target);
    content.length = transaction.request->contentBytes;
    std::string text;
    const std::optional<http::ExchangeId> exchange =
        connection.driver->GetSession().StartRequest(head,
                                                     GetHttpPresent(),
                                                     connection.tracer ? &text : nullptr);
    if (!exchange)
    {
        Return(action);
        return;
    }
    record.requestHeadBytes = static_cast<uint32_t>(GetHttpHeadBytes(head));
    record.requestContentBytes = content.length;
    record.stream = connection.driver->GetSession().GetStream(*exchange);
    const bool isEarly = connection.driver->GetTransport().IsEarly();
    const bool isSafe = http::GetMethodProperties(head.method).safe && content.length == 0 &&
                        !transaction.isTooEarly;
    if (isEarly && !isSafe)
    {
        connection.driver->EndEarlyData();
    }
    connection.requests.push_back(&transaction);
    transaction.exchange = *exchange;
    transaction.answeredBefore = connection.answered;
    transaction.check = HttpContentCheck();
    transaction.isEarly = isEarly && isSafe;
    transaction.isWantedAgain = false;
    ++connection.assigned;
    connection.timer.Cancel();
    transaction.connection = action.connection;
    if (connection.tracer)
    {
        connection.tracer->BeginSending(*exchange, std::move(text), content, record.id);
    }
    Ptr<HttpDriver> driver = connection.driver;
    if (!m_owner.FetchStarted(transaction))
    {
        if (content.length > 0)
        {
            driver->GetSession().AppendContent(*exchange, content);
        }
        driver->GetSession().EndContent(*exchange);
    }
    SendAssigned(connection);
}

void
HttpFetcher::SendAssigned(const Connection& connection)
{
    const Ptr<HttpDriver> driver = connection.driver;
    const http::PoolOptions& pool = m_options.pool;
    const bool isLast = !pool.persistent || (pool.maxRequestsPerConnection > 0 &&
                                             connection.assigned >= pool.maxRequestsPerConnection);
    if (m_options.halfCloses && isLast)
    {
        driver->EndOutputWhenIdle();
    }
    else if (m_context.gathersWrites)
    {
        // Behind the present moment's other requests.
        m_context.later.Do([driver]() { driver->Run(); });
    }
    else
    {
        driver->Run();
    }
}

HttpTransaction*
HttpFetcher::Find(const Connection& connection, http::ExchangeId exchange)
{
    for (HttpTransaction* request : connection.requests)
    {
        if (request->exchange == exchange)
        {
            return request;
        }
    }
    return nullptr;
}

HttpTransaction*
HttpFetcher::FindSent(uint64_t id)
{
    const auto found = m_transactions.find(id);
    return found == m_transactions.end() || found->second.connection < 0 ? nullptr : &found->second;
}

Ptr<HttpDriver>
HttpFetcher::GetDriver(const HttpTransaction& transaction) const
{
    return m_connections[static_cast<std::size_t>(transaction.connection)].driver;
}

void
HttpFetcher::AppendContent(uint64_t id, const http::Content& piece)
{
    HttpTransaction* request = FindSent(id);
    if (!request)
    {
        return;
    }
    const Ptr<HttpDriver> driver = GetDriver(*request);
    if (driver->GetSession().AppendContent(request->exchange, piece))
    {
        request->record.requestContentBytes += piece.length;
        if (const auto& tracer = m_connections[driver->GetKey()].tracer)
        {
            tracer->AppendSending(request->exchange, piece);
        }
        driver->Run();
    }
}

void
HttpFetcher::EndContent(uint64_t id)
{
    if (const HttpTransaction* request = FindSent(id))
    {
        const Ptr<HttpDriver> driver = GetDriver(*request);
        driver->GetSession().EndContent(request->exchange);
        driver->Run();
    }
}

void
HttpFetcher::Pause(uint64_t id, bool isPaused)
{
    if (const HttpTransaction* request = FindSent(id))
    {
        GetDriver(*request)->Pause(request->exchange, isPaused);
    }
}

void
HttpFetcher::DriverEvent(HttpDriver& driver, const http::Event& event)
{
    Connection& connection = m_connections[driver.GetKey()];
    HttpTransaction* transaction = Find(connection, event.exchange);
    if (connection.tracer)
    {
        connection.tracer->Follow(driver, event, transaction ? transaction->record.id : 0);
    }
    m_application.TraceFrame(driver, event, true);
    if (connection.isTunnelling)
    {
        OnTunnelEvent(connection, event);
        return;
    }
    if (event.type == http::EventType::CapacityChanged)
    {
        m_pool.SetCapacity(driver.GetKey(), GetCapacity(connection));
        RunPool();
        return;
    }
    if (!transaction)
    {
        return;
    }
    switch (event.type)
    {
    case http::EventType::SendStarted:
        transaction->record.requestStart = Simulator::Now();
        Report(HttpActivity::RequestStarted, *transaction);
        break;
    case http::EventType::SendFinished:
        transaction->record.requestEnd = Simulator::Now();
        Report(HttpActivity::RequestFinished, *transaction);
        break;
    case http::EventType::InformationalReceived:
        m_owner.FetchInformed(*transaction, driver.GetSession().GetResponse());
        break;
    case http::EventType::ResponseReceived:
        OnResponse(connection, *transaction, event);
        break;
    case http::EventType::MessageReceived:
        if (!transaction->isWantedAgain)
        {
            m_owner.FetchReceived(*transaction);
        }
        break;
    case http::EventType::ExchangeEnded:
        OnExchangeEnded(connection, *transaction, event);
        break;
    default:
        break;
    }
}

void
HttpFetcher::DriverContent(HttpDriver& driver,
                           http::ExchangeId id,
                           const Packet& packet,
                           uint64_t bytes)
{
    HttpTransaction* request = Find(m_connections[driver.GetKey()], id);
    if (!request)
    {
        return;
    }
    if (request->check.IsNeeded())
    {
        request->check.Compare(packet, bytes, m_context.GetScratch(static_cast<uint32_t>(bytes)));
    }
    if (request->isWantedAgain)
    {
        return;
    }
    request->record.responseContentBytes += bytes;
    m_owner.FetchContent(*request, packet, bytes);
}

void
HttpFetcher::OnResponse(Connection& connection,
                        HttpTransaction& transaction,
                        const http::Event& event)
{
    HttpTransactionRecord& record = transaction.record;
    record.firstByte = NanoSeconds(event.begun.count());
    const http::ResponseHead& response = connection.driver->GetSession().GetResponse();
    record.status = response.status;
    record.responseHeadBytes = event.headBytes;
    http::Content content;
    content.offset = GetContentOffset(response);
    content.kind = m_options.checksContent ? m_options.kind : http::ContentKind::File;
    content.seed = http::GetContentSeed(transaction.request->url.target);
    transaction.check = HttpContentCheck(content);
    if (connection.tracer)
    {
        connection.tracer->DescribeReceiving(transaction.exchange, content, record.id);
    }
    if (m_options.heedsKeepAlive)
    {
        HeedKeepAlive(connection, response.fields.Get("Keep-Alive").value_or(""));
    }
    Report(HttpActivity::ResponseReceived, transaction);
    transaction.isWantedAgain = transaction.isEarly && response.status == 425;
    if (transaction.isWantedAgain || IsMisdirected(transaction))
    {
        return;
    }
    transaction.response = &response;
    m_owner.FetchAnswered(transaction);
    transaction.response = nullptr;
}

} // namespace ns3
