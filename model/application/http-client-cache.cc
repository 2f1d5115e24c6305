/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-client-cache.h"

#include "ns3/http-conditions.h"
#include "ns3/http-date.h"
#include "ns3/http-framing.h"
#include "ns3/simulator.h"

#include <array>
#include <utility>

namespace ns3
{

namespace
{

/// Conditions that the workload may set itself; then the cache adds none.
constexpr std::array<std::string_view, 5> CONDITIONS = {"If-Match",
                                                        "If-None-Match",
                                                        "If-Modified-Since",
                                                        "If-Unmodified-Since",
                                                        "If-Range"};

/// @brief A request's head as far as caches look at it. @param request the request @return it
http::RequestHead
MakeHead(const HttpPageObject& request)
{
    http::RequestHead head;
    head.method = request.method;
    head.target = request.url.target;
    head.fields = request.fields;
    return head;
}

} // namespace

HttpClientCache::HttpClientCache(const http::CacheOptions& options, int64_t epoch)
    : m_cache(options),
      m_epoch(std::chrono::seconds(epoch))
{
}

void
HttpClientCache::Warm(Ptr<HttpServer> origin, Time age)
{
    m_origin = origin;
    m_age = age;
}

http::CacheTime
HttpClientCache::GetMoment(Time time) const
{
    return m_epoch + http::CacheTime(time.GetNanoSeconds());
}

void
HttpClientCache::Prefill(const std::string& key, const http::RequestHead& head)
{
    http::RequestHead request = head;
    const std::optional<http::Url> url = http::ParseUrl(key);
    request.fields.Set("Host", url ? url->GetAuthority() : "");
    for (const std::string_view name : CONDITIONS)
    {
        request.fields.Remove(name);
    }
    request.fields.Remove("Range");
    const HttpAnswer answer = m_origin->GetAnswer(request);
    http::CacheEntry entry;
    entry.key = key;
    entry.request = head.fields;
    entry.response = answer.head;
    const http::CacheTime then = m_epoch - http::CacheTime(m_age.GetNanoSeconds());
    entry.times = {then, then};
    const int64_t second = std::chrono::duration_cast<std::chrono::seconds>(then).count();
    entry.response.fields.Set("Date", http::FormatHttpDate(second));
    entry.contentBytes = answer.content.length;
    if (m_cache.Accepts(request, entry.response))
    {
        m_cache.Store(std::move(entry));
    }
}

HttpClientCache::Pending
HttpClientCache::Find(HttpPageObject& request)
{
    const http::RequestHead head = MakeHead(request);
    const std::string key = request.url.ToString();
    if (m_origin && request.method == "GET" && m_known.insert(key).second)
    {
        Prefill(key, head);
    }
    Pending pending;
    bool isPlain = !head.fields.Get("Range");
    for (const std::string_view name : CONDITIONS)
    {
        isPlain = isPlain && !head.fields.Get(name);
    }
    const http::CacheLookup found =
        isPlain ? m_cache.Find(key, head, GetMoment(Simulator::Now())) : http::CacheLookup{};
    pending.entry = found.entry;
    pending.isUsable = found.isUsable;
    pending.isRefused = !found.isUsable && http::GetCacheDirectives(request.fields).onlyIfCached;
    if (found.entry && !found.isUsable && !pending.isRefused && request.method == "GET")
    {
        pending.isConditional = http::AddConditions(request.fields, found.entry->response.fields);
    }
    return pending;
}

bool
HttpClientCache::Receive(const HttpPageObject& request,
                         const http::ResponseHead& response,
                         const HttpTransaction& transaction,
                         Pending& pending)
{
    const http::CacheTimes times{GetMoment(transaction.record.requestStart),
                                 GetMoment(transaction.record.firstByte)};
    const std::string key = request.url.ToString();
    if (pending.isConditional && response.status == 304)
    {
        pending.entry = m_cache.Validate(pending.entry, response, times);
        pending.isOutdated = !pending.entry;
        return !pending.isOutdated;
    }
    m_cache.Invalidate(request.url, request.method, response);
    if (request.method == "HEAD")
    {
        m_cache.Compare(key, request.fields, response, times);
    }
    if (m_cache.Accepts(MakeHead(request), response))
    {
        pending.news.emplace();
        pending.news->key = key;
        pending.news->request = request.fields;
        pending.news->response = response;
        pending.news->times = times;
    }
    return false;
}

void
HttpClientCache::Store(HttpPageObject& request, uint64_t contentBytes, Pending& pending)
{
    if (pending.isConditional)
    {
        http::RemoveConditions(request.fields);
    }
    if (pending.news)
    {
        pending.news->contentBytes = contentBytes;
        m_cache.Store(std::move(*pending.news));
    }
    pending = Pending();
}

} // namespace ns3
