/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// How the connections of a fetcher begin and end, and what that means for the requests on them.

#include "http-application.h"
#include "http-fetcher.h"
#include "http-message-tracer.h"

#include "ns3/http-method.h"
#include "ns3/http-text.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{

namespace
{

/**
 * @brief A parameter of the Keep-Alive field (RFC 2068, section 19.7.1.1).
 * @param value the field's value
 * @param name timeout or max
 * @return its value, or nothing
 */
std::optional<uint64_t>
GetKeepAliveParameter(std::string_view value, std::string_view name)
{
    for (const std::string_view part : HttpSplitList(value))
    {
        const auto equals = part.find('=');
        if (equals != std::string_view::npos &&
            http::EqualsIgnoreCase(part.substr(0, equals), name))
        {
            const std::string_view number = part.substr(equals + 1);
            return HttpParseUnsigned(number.substr(0, number.find_first_of(" \t")));
        }
    }
    return std::nullopt;
}

} // namespace

void
HttpFetcher::Open(const http::PoolAction& action)
{
    if (m_connections.size() <= action.connection)
    {
        m_connections.resize(action.connection + 1);
    }
    Connection& connection = m_connections[action.connection];
    connection = Connection();
    connection.origin = action.origin;
    connection.asked = Simulator::Now();
    Connect(action.connection);
}

void
HttpFetcher::Connect(http::PoolConnectionId number)
{
    Connection& connection = m_connections[number];
    connection.connectStart = Simulator::Now();
    // A proxy is spoken to in clear; what leads on through it begins inside the tunnel.
    const Origin& origin = m_origins[connection.origin];
    const bool isDirect = m_options.proxy.IsInvalid();
    const http::Url first = isDirect ? origin.url : http::Url();
    const bool wantsHttp2 = isDirect && origin.version == http::Version::Http2;
    connection.driver = Create<HttpDriver>(m_context,
                                           static_cast<HttpDriverOwner&>(*this),
                                           number,
                                           http::Role::Client,
                                           m_context.MakeTransport(first, wantsHttp2));
    const http::Outcome outcome = connection.driver->Connect({m_context.node,
                                                              m_options.socketFactory,
                                                              m_options.local,
                                                              m_options.device,
                                                              m_origins[connection.origin].address},
                                                             m_options.connectTimeout);
    if (outcome != http::Outcome::Complete)
    {
        FailConnecting(number, connection.origin, outcome);
        RunPool();
    }
}

std::unique_ptr<http::Session>
HttpFetcher::DriverSession(const HttpDriver& driver)
{
    const Connection& connection = m_connections[driver.GetKey()];
    const Origin& origin = m_origins[connection.origin];
    std::string name = driver.GetTransport().GetProtocol();
    // What is asked of a proxy is HTTP/1.1 where it is a tunnel.
    const bool isTunnelled = origin.url.scheme == "https" && !m_options.proxy.IsInvalid();
    if (name.empty() && origin.version == http::Version::Http2 &&
        (!isTunnelled || connection.isTunnel))
    {
        name = "h2";
    }
    m_context.http2.scheme = origin.url.scheme;
    return m_context.MakeSession(http::Role::Client, name, m_options.connection);
}

void
HttpFetcher::DriverConnected(HttpDriver& driver)
{
    Connection& connection = m_connections[driver.GetKey()];
    connection.connectEnd = Simulator::Now();
    if (connection.isTunnel)
    {
        Ready(driver.GetKey());
        return;
    }
    ++m_opened;
    connection.tracer = HttpMessageTracer::Make(m_application, true);
    const bool isSecure = m_origins[connection.origin].url.scheme == "https";
    if (isSecure && !m_options.proxy.IsInvalid())
    {
        AskForTunnel(connection);
        return;
    }
    Ready(driver.GetKey());
}

void
HttpFetcher::AskForTunnel(Connection& connection)
{
    const http::Url& url = m_origins[connection.origin].url;
    const bool isIpv6 = url.host.find(':') != std::string::npos;
    http::RequestHead head;
    head.method = "CONNECT";
    head.target = isIpv6 ? "[" + url.host + "]" : url.host;
    head.target.append(":").append(std::to_string(url.port));
    head.fields.Add("Host", head.target);
    if (!m_options.product.empty())
    {
        head.fields.Add("User-Agent", m_options.product);
    }
    connection.isTunnelling = true;
    Ptr<HttpDriver> driver = connection.driver;
    std::string text;
    const auto exchange = driver->GetSession().StartRequest(head,
                                                            GetHttpPresent(),
                                                            connection.tracer ? &text : nullptr);
    if (connection.tracer && exchange)
    {
        connection.tracer->BeginSending(*exchange, std::move(text), http::Content(), 0);
    }
    driver->Run();
}

void
HttpFetcher::OnTunnelEvent(Connection& connection, const http::Event& event)
{
    switch (event.type)
    {
    case http::EventType::TunnelStarted:
        connection.isTunnelling = false;
        connection.isTunnel = true;
        connection.driver->StartInside(m_origins[connection.origin].url,
                                       m_origins[connection.origin].version == http::Version::Http2,
                                       m_options.connectTimeout);
        break;
    case http::EventType::ExchangeEnded:
        // Complete, it is followed by the tunnel unless the proxy refused it.
        if (event.outcome == http::Outcome::Complete &&
            connection.driver->GetSession().GetResponse().status >= 300)
        {
            connection.driver->GetSession().CloseAfterOpenExchanges();
        }
        break;
    default:
        break;
    }
}

void
HttpFetcher::Ready(http::PoolConnectionId number)
{
    Connection& connection = m_connections[number];
    connection.isReady = true;
    connection.isMultiplexed = connection.driver->GetSession().IsMultiplexed();
    m_pool.Opened(number, GetCapacity(connection), GetHttpPresent());
    RunPool();
}

http::PoolCapacity
HttpFetcher::GetCapacity(const Connection& connection)
{
    const http::Session& session = connection.driver->GetSession();
    return {session.GetOpenExchanges() + session.GetCapacity(), session.IsMultiplexed()};
}

bool
HttpFetcher::IsConnectedAgain(const Connection& connection, http::Outcome outcome) const
{
    if (m_stopped || outcome == http::Outcome::Stopped || outcome == http::Outcome::ProxyRefused)
    {
        return false;
    }
    if (outcome == http::Outcome::NoPort)
    {
        return Simulator::Now() - connection.asked < m_options.portWait;
    }
    return connection.connects < m_options.connectRetries;
}

void
HttpFetcher::FailConnecting(http::PoolConnectionId number, uint32_t origin, http::Outcome outcome)
{
    Connection& connection = m_connections[number];
    if (IsConnectedAgain(connection, outcome))
    {
        const bool isPortWait = outcome == http::Outcome::NoPort;
        m_portWaits += isPortWait ? 1 : 0;
        connection.connects += isPortWait ? 0 : 1;
        connection.driver = nullptr;
        connection.timer =
            Simulator::Schedule(m_options.retryDelay, &HttpFetcher::Connect, this, number);
        const std::string subject =
            std::string(http::GetOutcomeName(outcome)) + " " + m_origins[origin].url.GetAuthority();
        m_application.TraceStep(HttpActivity::ConnectDelayed, subject, 0);
        return;
    }
    connection = Connection();
    m_pool.Closed(number);
    if (const std::optional<http::RequestId> request = m_pool.PopWaiting(origin))
    {
        const char* problem = "";
        if (outcome == http::Outcome::NoPort)
        {
            problem = m_options.local.IsInvalid()
                          ? "every ephemeral port is in use, by connections or by their TIME-WAIT"
                          : "the port of Local is in use";
        }
        ++m_transactions.at(*request).record.attempts;
        End(*request, outcome, problem);
    }
}

void
HttpFetcher::HeedKeepAlive(Connection& connection, std::string_view value)
{
    const uint32_t number = connection.driver->GetKey();
    if (const auto timeout = GetKeepAliveParameter(value, "timeout"))
    {
        connection.timer.Cancel();
        const Time wait = Seconds(static_cast<double>(std::min<uint64_t>(*timeout, 1000000)));
        connection.timer = Simulator::Schedule(wait, &HttpFetcher::Expire, this, number);
    }
    const auto most = GetKeepAliveParameter(value, "max");
    // Those that are unanswered behind this one are among them.
    if (most && *most < connection.requests.size())
    {
        m_pool.Drain(number);
    }
}

void
HttpFetcher::Expire(http::PoolConnectionId number)
{
    const Connection& connection = m_connections[number];
    if (connection.driver && connection.requests.empty())
    {
        m_pool.Drain(number);
        RunPool();
    }
}

bool
HttpFetcher::IsMisdirected(const HttpTransaction& transaction)
{
    return transaction.record.status == 421 &&
           GetOrigin(*transaction.request) != transaction.origin;
}

HttpFetcher::Retry
HttpFetcher::DecideRetry(const Connection& connection,
                         HttpTransaction& transaction,
                         const http::Event& event) const
{
    // A server that is too slow is not asked again: the limit is the user's own.
    const bool isSafe = event.unprocessed || m_options.retriesAll ||
                        http::IsIdempotent(transaction.request->method);
    const bool mayBe = event.retryable && !m_stopped && isSafe &&
                       event.outcome != http::Outcome::ResponseTimeout && transaction.isRepeatable;
    if (!mayBe || m_options.maxRetries == 0)
    {
        return Retry::None;
    }
    bool isToBlame = !connection.hasFailed && connection.answered == transaction.answeredBefore;
    if (connection.isMultiplexed)
    {
        // Whom of them the failure was meant for nobody knows: each counts it, unless the server
        // has said where it stops, and serves those before.
        const http::Session& session = connection.driver->GetSession();
        const bool servesOthers = connection.answered > 0 || session.GetOpenExchanges() > 0;
        isToBlame = !event.unprocessed || session.IsReusable() || !servesOthers;
    }
    if (!isToBlame)
    {
        return Retry::Together;
    }
    if (transaction.retries >= m_options.maxRetries)
    {
        return Retry::TooMany;
    }
    ++transaction.retries;
    // What it met may have been meant for it; nothing else is to be lost with it once more
    // (RFC 9112, section 9.3.2).
    return connection.isMultiplexed ? Retry::Together : Retry::Alone;
}

void
HttpFetcher::OnExchangeEnded(Connection& connection,
                             HttpTransaction& transaction,
                             const http::Event& event)
{
    const uint64_t id = transaction.record.id;
    std::vector<HttpTransaction*>& requests = connection.requests;
    requests.erase(std::find(requests.begin(), requests.end(), &transaction));
    transaction.connection = -1;
    const bool isComplete = event.outcome == http::Outcome::Complete;
    const bool mismatch = isComplete && transaction.check.HasMismatch();
    const uint32_t number = connection.driver->GetKey();
    const bool isReusable = connection.driver->GetSession().IsReusable();
    if (isComplete)
    {
        ++connection.answered;
        Report(HttpActivity::ResponseComplete,
               transaction,
               transaction.record.responseContentBytes);
        m_pool.Finished(number, isReusable, GetHttpPresent());
        const bool isMisdirected = IsMisdirected(transaction);
        if (isMisdirected)
        {
            // The connection is another origin's after all (RFC 9110, section 15.5.20).
            transaction.origin = GetOrigin(*transaction.request);
            m_origins[transaction.origin].shared.reset();
        }
        else if (transaction.isWantedAgain)
        {
            // Once more, but not as early data (RFC 8470, section 5.2).
            transaction.isTooEarly = true;
        }
        if (isMisdirected || transaction.isWantedAgain)
        {
            Resubmit(transaction, false);
        }
        else
        {
            End(id, mismatch ? http::Outcome::ContentMismatch : event.outcome, event.problem);
        }
        RunPool();
        return;
    }
    const Retry retry = DecideRetry(connection, transaction, event);
    connection.hasFailed = true;
    m_pool.Finished(number, isReusable, GetHttpPresent());
    switch (retry)
    {
    case Retry::None:
        End(id, event.outcome, event.problem);
        break;
    case Retry::TooMany:
        End(id, http::Outcome::TooManyRetries, http::GetOutcomeName(event.outcome));
        break;
    case Retry::Alone:
    case Retry::Together:
        Resubmit(transaction, retry == Retry::Alone);
        break;
    }
    RunPool();
}

void
HttpFetcher::DriverClosed(HttpDriver& driver, http::Outcome outcome)
{
    const uint32_t number = driver.GetKey();
    Connection& connection = m_connections[number];
    if (connection.driver != &driver)
    {
        return;
    }
    connection.timer.Cancel();
    const uint32_t origin = connection.origin;
    if (connection.isTunnelling && outcome == http::Outcome::Complete)
    {
        outcome = http::Outcome::ProxyRefused;
    }
    if (connection.isReady)
    {
        connection = Connection();
        m_pool.Closed(number);
    }
    else
    {
        FailConnecting(number, origin, outcome);
    }
    RunPool();
}

} // namespace ns3
