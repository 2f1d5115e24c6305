/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A proxy's cache (RFC 9111): what is answered from it, and what goes into it.

#include "http-proxy.h"
#include "http-relay.h"

#include "ns3/http-conditions.h"
#include "ns3/http-forwarding.h"
#include "ns3/http-framing.h"
#include "ns3/http-status.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace ns3
{

namespace
{

/// Fields of a client that ask for something that the cache's own conditions would change.
constexpr std::array<std::string_view, 6> OWN_CONDITIONS =
    {"If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range", "Range"};

/**
 * @brief Whether the cache may make a request conditional, and ask again if that was in vain.
 * @param request the request
 * @return whether: content that has gone on is not kept
 */
bool
IsPlainGet(const http::RequestHead& request)
{
    const auto isOwn = [&](std::string_view name) { return request.fields.Get(name).has_value(); };
    return request.method == "GET" && !http::HasContent(request) &&
           std::none_of(OWN_CONDITIONS.begin(), OWN_CONDITIONS.end(), isOwn);
}

/// @brief Whether an outcome means that the server did not answer in time. @param outcome it
/// @return whether
bool
IsTimeout(http::Outcome outcome)
{
    return outcome == http::Outcome::ConnectTimeout || outcome == http::Outcome::ResponseTimeout;
}

} // namespace

uint64_t
HttpProxy::GetCacheHits() const
{
    return m_hits;
}

uint64_t
HttpProxy::GetCacheValidations() const
{
    return m_validations;
}

uint64_t
HttpProxy::GetCacheBytes() const
{
    return m_cache ? m_cache->GetBytes() : 0;
}

uint64_t
HttpProxy::GetCacheEvictions() const
{
    return m_cache ? m_cache->GetEvictions() : 0;
}

http::CacheTime
HttpProxy::GetMoment() const
{
    return GetMoment(Simulator::Now());
}

int64_t
HttpProxy::GetSecond() const
{
    return std::chrono::duration_cast<std::chrono::seconds>(GetMoment()).count();
}

http::CacheTime
HttpProxy::GetMoment(Time time) const
{
    return std::chrono::seconds(m_epoch) + http::CacheTime(time.GetNanoSeconds());
}

bool
HttpProxy::AnswerFromCache(Exchange& exchange)
{
    const std::string key = exchange.object.url.ToString();
    const http::CacheLookup found = m_cache->Find(key, exchange.request, GetMoment());
    if (found.isUsable)
    {
        ++m_hits;
        SendStored(exchange, *found.entry, "hit");
        return true;
    }
    if (http::GetCacheDirectives(exchange.request.fields).onlyIfCached)
    {
        // RFC 9111, section 5.2.1.7
        exchange.isResponseOver = true;
        SendStatus(exchange, 504, "refused");
        return true;
    }
    if (found.entry && IsPlainGet(exchange.request))
    {
        exchange.stored = found.entry;
        exchange.isConditional =
            http::AddConditions(exchange.head.fields, found.entry->response.fields);
    }
    return false;
}

void
HttpProxy::SendStored(Exchange& exchange, const http::CacheEntry& entry, const char* result)
{
    exchange.isResponseOver = true;
    if (!FindSession(exchange))
    {
        return;
    }
    HttpAnswer answer;
    answer.head = http::ForwardResponse(entry.response, m_name);
    http::Fields& fields = answer.head.fields;
    if (!http::HasNoContent(entry.response.status))
    {
        fields.Set("Content-Length", std::to_string(entry.contentBytes));
    }
    answer.content.length = exchange.request.method == "HEAD" ? 0 : entry.contentBytes;
    const http::CacheTime age = http::GetCurrentAge(entry.response, entry.times, GetMoment());
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(age);
    fields.Set("Age", std::to_string(seconds.count()));
    ApplyHttpConditions(exchange.request,
                        http::GetStoredValidators(entry.response, entry.times),
                        0,
                        answer);
    exchange.record.result = result;
    SendAnswer(exchange, answer, std::static_pointer_cast<const HttpStoredContent>(entry.content));
}

void
HttpProxy::SendAnswer(Exchange& exchange,
                      HttpAnswer& answer,
                      std::shared_ptr<const HttpStoredContent> content)
{
    if (!SendHead(exchange, answer.head))
    {
        SendStatus(exchange, 502, "failed");
        return;
    }
    if (answer.content.length > 0)
    {
        exchange.down = m_relays->Add(std::move(content));
        answer.content.kind = http::ContentKind::Relay;
        answer.content.seed = exchange.down;
        SendContent(exchange, answer.content);
    }
    FindSession(exchange)->driver->GetSession().EndContent(exchange.id);
}

bool
HttpProxy::UseResponse(Exchange& exchange,
                       const http::ResponseHead& response,
                       const http::CacheTimes& times)
{
    const std::string key = exchange.object.url.ToString();
    if (exchange.isConditional && response.status == 304)
    {
        exchange.stored = m_cache->Validate(exchange.stored, response, times);
        exchange.isOutdated = !exchange.stored;
        if (exchange.stored)
        {
            ++m_validations;
            SendStored(exchange, *exchange.stored, "validated");
        }
        return true;
    }
    m_cache->Invalidate(exchange.object.url, exchange.request.method, response);
    if (exchange.request.method == "HEAD")
    {
        m_cache->Compare(key, exchange.request.fields, response, times);
    }
    if (m_cache->Accepts(exchange.request, response))
    {
        exchange.content = std::make_shared<HttpStoredContent>();
        exchange.news = std::make_unique<http::CacheEntry>();
        exchange.news->key = key;
        exchange.news->request = exchange.request.fields;
        exchange.news->response = response;
        exchange.news->times = times;
    }
    return false;
}

void
HttpProxy::AskAgain(Exchange& exchange)
{
    http::RemoveConditions(exchange.head.fields);
    exchange.isConditional = false;
    exchange.isOutdated = false;
    exchange.isSent = false;
    Fetch(exchange);
}

void
HttpProxy::KeepContent(Exchange& exchange, const Packet& packet, uint64_t bytes)
{
    if (exchange.content->GetLength() + bytes > m_cache->GetMaxEntryBytes())
    {
        exchange.content.reset();
        exchange.news.reset();
        return;
    }
    exchange.content->Append(packet, bytes);
}

void
HttpProxy::StoreResponse(Exchange& exchange)
{
    const std::unique_ptr<http::CacheEntry> news = std::move(exchange.news);
    news->contentBytes = exchange.content->GetLength();
    news->content = std::move(exchange.content);
    m_cache->Store(std::move(*news));
}

uint16_t
HttpProxy::GetFailureStatus(const Exchange& exchange, http::Outcome outcome) const
{
    if (exchange.stored)
    {
        // RFC 9111, sections 5.2.2.2, 5.2.2.8 and 5.2.2.10
        const http::CacheDirectives directives =
            http::GetCacheDirectives(exchange.stored->response.fields);
        if (directives.mustRevalidate || directives.proxyRevalidate || directives.sMaxAge)
        {
            return 504;
        }
    }
    return IsTimeout(outcome) ? 504 : 502;
}

} // namespace ns3
