/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-client.h"

#include "http-tls-home.h"

#include "ns3/abort.h"
#include "ns3/http-url-workload.h"
#include "ns3/http-web-url.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace ns3
{

HttpClient::HttpClient() = default;

HttpClient::~HttpClient() = default;

void
HttpClient::SetLayer(const HttpTransportLayerFactory& layer)
{
    m_layer = layer;
}

uint64_t
HttpClient::GetConnectionsOpened() const
{
    return m_fetcher ? m_fetcher->GetConnectionsOpened() : m_opened;
}

uint64_t
HttpClient::GetPagesLeft() const
{
    return m_pagesLeft;
}

uint64_t
HttpClient::GetRequestsQueued() const
{
    return m_queued;
}

uint64_t
HttpClient::GetPortWaits() const
{
    return m_fetcher ? m_fetcher->GetPortWaits() : m_portWaits;
}

uint64_t
HttpClient::GetPagesFinished() const
{
    return m_pagesFinished;
}

int64_t
HttpClient::AssignStreams(int64_t stream)
{
    return m_workload ? m_workload->AssignStreams(stream) : 0;
}

void
HttpClient::DoDispose()
{
    if (m_fetcher)
    {
        for (auto& [number, page] : m_pages)
        {
            page->Stop();
        }
        m_fetcher->Discard(http::Outcome::Unfinished);
        m_opened = m_fetcher->GetConnectionsOpened();
        m_portWaits = m_fetcher->GetPortWaits();
        m_fetcher.reset();
    }
    m_nextPage.Cancel();
    const std::optional<http::Url> base = m_base ? m_base : HttpReadWebUrl(m_url).url;
    if (m_workload && base)
    {
        m_pagesLeft = m_workload->CountPagesLeft(*base) + (m_upcoming ? 1 : 0);
    }
    m_workload = nullptr;
    m_cacheOrigin = nullptr;
    m_cache.reset();
    m_pages.clear();
    m_spares.clear();
    m_upcoming.reset();
    Application::DoDispose();
}

void
HttpClient::CompleteOptions()
{
    m_options.version = m_version == HTTP_1_0 ? http::Version::Http10
                        : m_version == HTTP_2 ? http::Version::Http2
                                              : http::Version::Http11;
    m_options.negotiates = m_version == HTTP_NEGOTIATED;
    m_options.http2 = *http::FindHttp2Preset(m_http2);
    m_options.keepAlive10 = m_version == HTTP_1_0 && m_options.pool.persistent;
    m_options.kind = GetHttpContentKind(m_body);
    m_options.checksContent = m_body == HTTP_BODY_PATTERN;
    m_options.layer = [this](Ptr<HttpTransport> below, const HttpLayerPlace& place) {
        return MakeLayer(below, place);
    };
}

void
HttpClient::StartApplication()
{
    m_base = HttpReadWebUrl(m_url).url;
    NS_ABORT_MSG_IF(!m_base,
                    "HttpClient: Url: \"" << m_url << "\" is not an http or https URL such as "
                                          << "http://10.1.1.2/");
    const std::string contradiction = GetContradiction();
    NS_ABORT_MSG_IF(!contradiction.empty(), "HttpClient: " << contradiction);
    NS_ABORT_MSG_IF(!m_options.proxy.IsInvalid() && GetHttpPort(m_options.proxy) == 0,
                    "HttpClient: Proxy: not an address and port such as those of "
                    "InetSocketAddress(\"10.1.1.2\", 3128)");
    if (!m_workload)
    {
        m_workload = CreateObject<HttpUrlWorkload>();
    }
    if (!m_tls)
    {
        m_tls = CreateObject<HttpClientTls>();
    }
    FindIndex();
    MakeCache();
    m_tlsHome = std::make_unique<HttpTlsHome>(*this);
    CompleteOptions();
    m_fetcher =
        std::make_unique<HttpFetcher>(static_cast<HttpFetcherOwner&>(*this), *this, m_options);
    NextPage();
}

Ptr<HttpTransport>
HttpClient::MakeLayer(Ptr<HttpTransport> below, const HttpLayerPlace& place)
{
    Ptr<HttpTransport> transport = m_layer ? m_layer(below, place) : below;
    const bool isToProxy = !m_options.proxy.IsInvalid() && place.sent == 0;
    if (place.origin.scheme != "https" || m_schemes == HTTP_SCHEMES_CLEAR || isToProxy)
    {
        return transport;
    }
    // HTTP/1.0 is not agreed on, but spoken.
    std::vector<std::string> protocols;
    if (place.wantsHttp2)
    {
        protocols.emplace_back("h2");
    }
    if (m_version != HTTP_1_0)
    {
        protocols.emplace_back("http/1.1");
    }
    return m_tlsHome->MakeClient(transport, *m_tls, place, std::move(protocols));
}

void
HttpClient::StopApplication()
{
    if (m_fetcher)
    {
        m_fetcher->Stop(http::Outcome::Stopped);
    }
    // Only now: what was loading may have ended, and wanted more.
    for (auto& [number, page] : m_pages)
    {
        page->Stop();
    }
    m_nextPage.Cancel();
}

void
HttpClient::NextPage()
{
    if (!m_upcoming)
    {
        if (m_spares.empty())
        {
            m_spares.push_back(std::make_unique<Page>(static_cast<HttpPageLoadOwner&>(*this)));
        }
        m_upcoming = std::move(m_spares.back());
        m_spares.pop_back();
    }
    HttpPage& page = m_upcoming->GetPage();
    if (!m_workload->NextPage(*m_base, page))
    {
        m_isExhausted = true;
        m_upcoming.reset();
        if (m_pages.empty())
        {
            m_finishedTrace();
        }
        return;
    }
    if (page.startDelay.IsStrictlyPositive())
    {
        m_nextPage = Simulator::Schedule(page.startDelay, &HttpClient::StartPage, this);
        return;
    }
    StartPage();
}

uint32_t
HttpClient::FindLane() const
{
    std::vector<bool> isUsed(m_pages.size() + 1);
    for (const auto& [number, page] : m_pages)
    {
        if (page->lane > 0 && page->lane <= isUsed.size())
        {
            isUsed[page->lane - 1] = true;
        }
    }
    const auto free = std::find(isUsed.begin(), isUsed.end(), false);
    return static_cast<uint32_t>(free - isUsed.begin()) + 1;
}

void
HttpClient::StartPage()
{
    const uint64_t id = ++m_started;
    const uint32_t lane = m_upcoming->GetPage().ownConnections ? FindLane() : 0;
    Page& page = *(m_pages[id] = std::move(m_upcoming));
    const HttpPage& wanted = page.GetPage();
    page.lane = lane;
    page.loads.clear();
    page.record = HttpPageRecord();
    page.record.id = id;
    page.record.node = GetNode()->GetId();
    page.record.application = GetIndex();
    page.record.started = Simulator::Now();
    page.record.objects = static_cast<uint32_t>(wanted.objects.size());
    page.record.outcome = http::GetOutcomeName(http::Outcome::Complete);
    if (wanted.isOpen)
    {
        m_nextPage = Simulator::Schedule(GetPause(page), &HttpClient::NextPage, this);
    }
    TraceStep(HttpActivity::PageStarted, GetPageUrl(page), 0);
    page.Start();
    if (wanted.objects.empty())
    {
        FinishPage(page);
    }
}

Time
HttpClient::GetPause(Page& page)
{
    // Pages that fail or come from a cache may take no time: an endless workload of them would
    // never leave its instant.
    const Time begun = page.record.started;
    const bool isStill = begun == Simulator::Now() && begun == m_lastStart;
    m_lastStart = begun;
    const Time pause = page.GetPage().thinkTime;
    const Time least = page.record.failed > 0 ? Seconds(1) : MilliSeconds(1);
    return isStill ? Max(pause, least) : pause;
}

std::string
HttpClient::GetPageUrl(Page& page) const
{
    const HttpPage& wanted = page.GetPage();
    return wanted.objects.empty() ? m_url : wanted.objects.front().url.ToString();
}

void
HttpClient::FinishPage(Page& page)
{
    ++m_pagesFinished;
    page.record.finished = Simulator::Now();
    const std::string url = GetPageUrl(page);
    page.record.url = url;
    TraceStep(HttpActivity::PageFinished, url, page.record.bytes);
    m_pageTrace(page.record);
    const auto place = m_pages.find(page.record.id);
    m_spares.push_back(std::move(place->second));
    m_pages.erase(place);
    if (!page.GetPage().isOpen)
    {
        m_nextPage = Simulator::Schedule(GetPause(page), &HttpClient::NextPage, this);
    }
    else if (m_isExhausted && m_pages.empty())
    {
        m_finishedTrace();
    }
}

} // namespace ns3
