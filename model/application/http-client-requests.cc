/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What a client does about each object: the cache, redirections, outcomes. Its pages are in
// http-client.cc.

#include "http-client.h"

#include "ns3/pointer.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace ns3
{

namespace
{

/// Fields that describe content; without it they go (RFC 9110, section 15.4).
constexpr std::array<std::string_view, 4> REQUEST_CONTENT_FIELDS = {"Content-Type",
                                                                    "Content-Encoding",
                                                                    "Content-Language",
                                                                    "Expect"};

} // namespace

void
HttpClient::MakeCache()
{
    if (m_cacheState == CACHE_NONE)
    {
        return;
    }
    http::CacheOptions options;
    options.rules.isShared = false;
    options.maxBytes = m_cacheBytes;
    m_cache = std::make_unique<HttpClientCache>(options, m_epoch);
    if (m_cacheState == CACHE_WARM)
    {
        Ptr<HttpServer> origin = m_cacheOrigin;
        if (!origin)
        {
            origin = CreateObject<HttpServer>();
            if (Ptr<HttpCatalogue> catalogue = m_workload->GetCatalogue())
            {
                origin->SetAttribute("Catalogue", PointerValue(catalogue));
            }
        }
        m_cache->Warm(origin, m_cacheAge);
    }
}

uint64_t
HttpClient::GetCacheHits() const
{
    return m_cacheHits;
}

uint64_t
HttpClient::GetCacheValidations() const
{
    return m_cacheValidations;
}

void
HttpClient::WantObject(HttpPageLoad& wanted, uint32_t index)
{
    Page& page = static_cast<Page&>(wanted);
    Load& load = page.loads[index];
    load = Load();
    load.request = page.GetPage().objects[index];
    load.request.lane = page.lane;
    Ask(page, index);
}

void
HttpClient::Ask(Page& page, uint32_t index)
{
    ++m_queued;
    Load& load = page.loads[index];
    if (m_schemes == HTTP_SCHEMES_SECURE)
    {
        load.request.url = GetHttpSecured(load.request.url);
    }
    if (m_cache)
    {
        load.cached = m_cache->Find(load.request);
        if (load.cached.isUsable)
        {
            ++m_cacheHits;
            const http::ResponseHead& response = load.cached.entry->response;
            load.redirect = http::GetRedirect(load.request.url, load.request.method, response);
            m_fetcher->FetchStored(load.request, page.record.id, index, response.status);
            return;
        }
        if (load.cached.isRefused)
        {
            // RFC 9111, section 5.2.1.7
            m_fetcher->FetchStored(load.request, page.record.id, index, 504);
            return;
        }
    }
    m_fetcher->Fetch(load.request, page.record.id, index);
}

void
HttpClient::FetchAnswered(HttpTransaction& transaction)
{
    Page& page = *m_pages.at(transaction.record.page);
    Load& load = page.loads[transaction.index];
    load.transaction = transaction.record.id;
    const http::ResponseHead* response = transaction.response;
    if (m_cache && m_cache->Receive(load.request, *response, transaction, load.cached))
    {
        // The stored response is the answer (RFC 9111, section 4.3.3).
        ++m_cacheValidations;
        response = &load.cached.entry->response;
    }
    load.redirect = http::GetRedirect(load.request.url, load.request.method, *response);
    if (!load.cached.isOutdated && (!load.redirect || m_maxRedirects == 0))
    {
        page.OnFirstByte(transaction.index);
    }
}

bool
HttpClient::Follow(Load& load) const
{
    if (!load.redirect || m_maxRedirects == 0 || load.redirects >= m_maxRedirects)
    {
        return false;
    }
    const http::Redirect redirect = *std::exchange(load.redirect, std::nullopt);
    ++load.redirects;
    load.request.url = redirect.url;
    load.request.method = redirect.method;
    if (!redirect.keepsContent)
    {
        load.request.contentBytes = 0;
        for (const std::string_view name : REQUEST_CONTENT_FIELDS)
        {
            load.request.fields.Remove(name);
        }
    }
    return true;
}

void
HttpClient::FetchEnded(HttpTransaction& transaction)
{
    HttpTransactionRecord& record = transaction.record;
    const uint32_t index = transaction.index;
    Page& page = *m_pages.at(record.page);
    Load& load = page.loads[index];
    load.transaction = record.id;
    if (load.request.anchor != HttpPageObject::Anchor::PageStart)
    {
        record.initiator = page.loads[load.request.revealedBy].transaction;
    }
    const bool isComplete = transaction.outcome == http::Outcome::Complete;
    const bool isAskedAgain = isComplete && load.cached.isOutdated;
    if (m_cache && isComplete)
    {
        m_cache->Store(load.request, record.responseContentBytes, load.cached);
    }
    const std::string url = load.request.url.ToString();
    const std::string method = load.request.method;
    const bool isRedirected = isComplete && Follow(load);
    const bool isLoop = isComplete && !isRedirected && load.redirect && m_maxRedirects > 0;
    if (isLoop)
    {
        record.outcome = http::GetOutcomeName(http::Outcome::RedirectLoop);
    }
    if (!m_transactionTrace.IsEmpty())
    {
        record.method = method;
        record.url = url;
        m_transactionTrace(record);
    }
    page.record.bytes += record.responseContentBytes;
    if (isRedirected || isAskedAgain)
    {
        Ask(page, index);
        return;
    }
    if (!isComplete || isLoop)
    {
        page.record.outcome = page.record.failed == 0 ? record.outcome : page.record.outcome;
        ++page.record.failed;
    }
    page.OnFinished(index);
    // An object that fails at once ends inside the call that asked for it, which may be this one:
    // the page has ended then.
    if (page.IsFinished() && m_pages.count(page.record.id) > 0)
    {
        FinishPage(page);
    }
}

} // namespace ns3
