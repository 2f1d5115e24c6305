/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-fetcher.h"

#include "http-application.h"
#include "http-message-tracer.h"

#include "ns3/http-method.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{

namespace
{

/**
 * @brief Whether two URLs lead to the same scheme, host and port.
 * @param a one
 * @param b the other
 * @return whether they do
 */
bool
IsSameOrigin(const http::Url& a, const http::Url& b)
{
    return a.port == b.port && a.host == b.host && a.scheme == b.scheme;
}

} // namespace

void
HttpFetcherOwner::FetchHead(HttpTransaction& /* transaction */, http::RequestHead& /* head */)
{
}

bool
HttpFetcherOwner::FetchStarted(HttpTransaction& /* transaction */)
{
    return false;
}

void
HttpFetcherOwner::FetchInformed(HttpTransaction& /* transaction */,
                                const http::ResponseHead& /* head */)
{
}

void
HttpFetcherOwner::FetchContent(HttpTransaction& /* transaction */,
                               const Packet& /* packet */,
                               uint64_t /* bytes */)
{
}

void
HttpFetcherOwner::FetchReceived(HttpTransaction& /* transaction */)
{
}

HttpFetcher::HttpFetcher(HttpFetcherOwner& owner,
                         const HttpTracedApplication& application,
                         const HttpFetcherOptions& options)
    : m_owner(owner),
      m_application(application),
      m_options(options),
      m_hosts(application.GetNode()->GetObject<HttpHosts>()),
      m_pool(options.pool)
{
    m_context.node = application.GetNode();
    m_context.lingerTimeout = options.lingerTimeout;
    m_context.gathersWrites = options.gathersWrites;
    m_context.layer = options.layer;
    m_context.reader = options.reader;
    m_context.http2 = options.http2;
    m_context.http2.traces = application.TracesPlaces();
}

HttpFetcher::~HttpFetcher()
{
    CancelTimers();
}

uint64_t
HttpFetcher::GetConnectionsOpened() const
{
    return m_opened;
}

std::size_t
HttpFetcher::GetPending() const
{
    return m_transactions.size();
}

uint64_t
HttpFetcher::GetPortWaits() const
{
    return m_portWaits;
}

HttpTransaction&
HttpFetcher::Begin(const HttpPageObject& request, uint64_t page, uint32_t index)
{
    const uint64_t id = ++m_started;
    HttpTransaction& transaction = m_transactions[id];
    transaction.request = &request;
    transaction.index = index;
    transaction.record.id = id;
    transaction.record.page = page;
    transaction.record.queued = Simulator::Now();
    Report(HttpActivity::RequestQueued, transaction);
    return transaction;
}

void
HttpFetcher::FetchStored(const HttpPageObject& request,
                         uint64_t page,
                         uint32_t index,
                         uint16_t status)
{
    HttpTransaction& transaction = Begin(request, page, index);
    transaction.record.status = status;
    m_context.later.Do([this, id = transaction.record.id]() {
        if (m_transactions.count(id) > 0)
        {
            End(id, http::Outcome::Complete);
        }
    });
}

uint64_t
HttpFetcher::Fetch(const HttpPageObject& request, uint64_t page, uint32_t index)
{
    HttpTransaction& transaction = Begin(request, page, index);
    const uint64_t id = transaction.record.id;
    transaction.origin = GetOrigin(request);
    Origin& origin = m_origins[transaction.origin];
    if (origin.isResolved)
    {
        Submit(transaction);
        RunPool();
        return id;
    }
    origin.waiting.push_back(id);
    if (origin.waiting.size() == 1)
    {
        Resolve(transaction.origin);
    }
    return id;
}

uint32_t
HttpFetcher::GetOrigin(const HttpPageObject& request)
{
    const http::Url& url = request.url;
    const uint32_t lane = request.lane;
    // What is asked for with HTTP/2 throughout is, whatever was recorded.
    const http::Version own =
        m_options.negotiates && url.scheme == "https" ? http::Version::Http2 : m_options.version;
    const http::Version version = own == http::Version::Http2 ? own : request.version.value_or(own);
    const bool isDirect = m_options.proxy.IsInvalid();
    if (isDirect && m_lastOrigin < m_origins.size() && m_origins[m_lastOrigin].lane == lane &&
        m_origins[m_lastOrigin].version == version &&
        IsSameOrigin(m_origins[m_lastOrigin].url, url))
    {
        return m_lastOrigin;
    }
    http::Url root;
    root.scheme = url.scheme;
    // Through a proxy, all http servers are one: the proxy.
    if (isDirect || url.scheme != "http")
    {
        root.host = url.host;
        root.port = url.port;
    }
    const auto [entry, isNew] =
        m_originNumbers.emplace(root.ToString() + (lane > 0 ? std::to_string(lane) : "") +
                                    (version == http::Version::Http2 ? " h2" : ""),
                                static_cast<uint32_t>(m_origins.size()));
    if (isNew)
    {
        m_origins.emplace_back();
        m_origins.back().url = root;
        m_origins.back().lane = lane;
        m_origins.back().version = version;
        m_pool.ExpectMultiplexing(entry->second, version == http::Version::Http2);
    }
    m_lastOrigin = entry->second;
    return m_lastOrigin;
}

void
HttpFetcher::Resolve(uint32_t number)
{
    Origin& origin = m_origins[number];
    if (!m_options.proxy.IsInvalid())
    {
        origin.address = m_options.proxy;
        Resolved(number);
        return;
    }
    origin.address = ResolveHttpHost(m_hosts, origin.url.host);
    if (!m_hosts || !ParseHttpAddress(origin.url.host).IsInvalid())
    {
        Resolved(number);
        return;
    }
    m_application.TraceStep(HttpActivity::ResolveStarted, origin.url.host, 0);
    const Time delay = m_hosts->DrawLookupDelay();
    if (delay.IsZero())
    {
        Resolved(number);
    }
    else if (!m_stopped)
    {
        m_lookups.push_back(Simulator::Schedule(delay, &HttpFetcher::Resolved, this, number));
    }
}

void
HttpFetcher::Resolved(uint32_t number)
{
    Origin& origin = m_origins[number];
    const std::vector<uint64_t> waiting = std::exchange(origin.waiting, {});
    const bool isKnown = !origin.address.IsInvalid();
    m_application.TraceStep(HttpActivity::ResolveFinished, origin.url.host, isKnown ? 1 : 0);
    if (isKnown)
    {
        if (m_options.proxy.IsInvalid())
        {
            origin.address = JoinHttpAddress(origin.address, origin.url.port);
        }
        origin.isResolved = true;
        Coalesce(number);
    }
    for (const uint64_t id : waiting)
    {
        if (isKnown)
        {
            Submit(m_transactions.at(id));
        }
        else
        {
            End(id, http::Outcome::NotResolved);
        }
    }
    RunPool();
}

void
HttpFetcher::Coalesce(uint32_t number)
{
    Origin& origin = m_origins[number];
    if (!m_options.coalesces || origin.version != http::Version::Http2)
    {
        return;
    }
    for (uint32_t other = 0; other < number; ++other)
    {
        const Origin& known = m_origins[other];
        if (known.isResolved && !known.shared && known.version == origin.version &&
            known.url.scheme == origin.url.scheme && known.lane == origin.lane &&
            known.address == origin.address)
        {
            origin.shared = other;
            return;
        }
    }
}

void
HttpFetcher::Submit(HttpTransaction& transaction)
{
    transaction.record.resolved = Simulator::Now();
    transaction.origin = m_origins[transaction.origin].shared.value_or(transaction.origin);
    m_pool.Submit(transaction.record.id,
                  transaction.origin,
                  http::IsIdempotent(transaction.request->method));
}

void
HttpFetcher::Resubmit(HttpTransaction& transaction, bool isAlone)
{
    m_pool.Resubmit(transaction.record.id,
                    transaction.origin,
                    !isAlone && http::IsIdempotent(transaction.request->method),
                    isAlone);
}

void
HttpFetcher::End(uint64_t id, http::Outcome outcome, const char* problem)
{
    const auto place = m_transactions.find(id);
    place->second.outcome = outcome;
    HttpTransactionRecord& record = place->second.record;
    record.finished = Simulator::Now();
    record.outcome = http::GetOutcomeName(outcome);
    record.problem = problem;
    record.node = m_context.node->GetId();
    record.application = m_application.GetIndex();
    // Out of the table first: what the owner does next may end other requests.
    auto ended = m_transactions.extract(place);
    Report(HttpActivity::RequestEnded, ended.mapped());
    m_owner.FetchEnded(ended.mapped());
}

void
HttpFetcher::Cancel(uint64_t id, http::Outcome outcome)
{
    const auto found = m_transactions.find(id);
    if (found == m_transactions.end())
    {
        return;
    }
    // Nor is it tried again when its connection ends with it.
    found->second.isRepeatable = false;
    if (found->second.connection >= 0)
    {
        GetDriver(found->second)->Cancel(found->second.exchange, outcome);
        return;
    }
    m_pool.Cancel(id);
    std::vector<uint64_t>& waiting = m_origins[found->second.origin].waiting;
    waiting.erase(std::remove(waiting.begin(), waiting.end(), id), waiting.end());
    End(id, outcome);
    RunPool();
}

void
HttpFetcher::CancelTimers()
{
    m_stopped = true;
    m_poolTimer.Cancel();
    for (EventId& lookup : m_lookups)
    {
        lookup.Cancel();
    }
    for (Connection& connection : m_connections)
    {
        connection.timer.Cancel();
    }
}

void
HttpFetcher::EndAll(http::Outcome outcome)
{
    while (!m_transactions.empty())
    {
        End(m_transactions.begin()->first, outcome);
    }
}

void
HttpFetcher::Stop(http::Outcome outcome)
{
    CancelTimers();
    for (std::size_t i = 0; i < m_connections.size(); ++i)
    {
        if (Ptr<HttpDriver> driver = m_connections[i].driver)
        {
            driver->Abort(outcome);
        }
    }
    EndAll(outcome);
}

void
HttpFetcher::Discard(http::Outcome outcome)
{
    CancelTimers();
    for (Connection& connection : m_connections)
    {
        if (connection.driver)
        {
            connection.driver->Discard();
        }
    }
    m_connections.clear();
    EndAll(outcome);
    m_context.Discard();
}

void
HttpFetcher::Report(HttpActivity activity, const HttpTransaction& transaction, uint64_t bytes)
{
    if (m_application.TracesSteps())
    {
        m_application.TraceStep(activity,
                                transaction.request->method + " " +
                                    transaction.request->url.ToString(),
                                bytes,
                                transaction.record.socket,
                                transaction.record.id);
    }
}

} // namespace ns3
