/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-client.h"

#include "http-socket-attributes.h"
#include "http-tls-home.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/http-url-workload.h"
#include "ns3/http-web-url.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/integer.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpClient);

TypeId
HttpClient::GetTypeId()
{
    static TypeId tid =
        AddHttpSocketFactoryAttribute(
            AddConnectionAttributes(TypeId("ns3::HttpClient").SetParent<Application>())
                .SetGroupName("Http")
                .AddConstructor<HttpClient>()
                .AddAttribute("Url",
                              "Where pages are if the workload does not say so itself: an http or "
                              "https URL.",
                              StringValue("http://127.0.0.1/"),
                              MakeStringAccessor(&HttpClient::m_url),
                              MakeStringChecker())
                .AddAttribute("Workload",
                              "What is asked for; not set: Url, once.",
                              PointerValue(),
                              MakePointerAccessor(&HttpClient::m_workload),
                              MakePointerChecker<HttpWorkload>())
                .AddAttribute(
                    "Local",
                    "Local address and port; not set: any. With a port of its own only one "
                    "connection at a time is possible.",
                    AddressValue(),
                    MakeAddressAccessor(&HttpClient::m_local),
                    MakeAddressChecker())
                .AddAttribute("Device",
                              "Interface that connections are bound to; not set: any.",
                              PointerValue(),
                              MakePointerAccessor(&HttpClient::m_device),
                              MakePointerChecker<NetDevice>()),
            &HttpClient::m_socketFactory)
            .AddAttribute(
                "Version",
                "Version of requests; unless it is HTTP/2, a workload may say it of each. "
                "Connections "
                "of HTTP/1.0 that are to persist ask for it by Connection: keep-alive. "
                "HTTP/2 is spoken in clear by prior knowledge; where a layer (TLS) "
                "agrees on a protocol, that one is. Negotiated is HTTP/2 for https where "
                "the server takes it, and HTTP/1.1 otherwise.",
                EnumValue(HTTP_1_1),
                MakeHttpEnumAccessor<RequestVersion>(0, &HttpClient::m_version),
                MakeEnumChecker(HTTP_1_0,
                                "HTTP/1.0",
                                HTTP_1_1,
                                "HTTP/1.1",
                                HTTP_2,
                                "HTTP/2",
                                HTTP_NEGOTIATED,
                                "Negotiated"))
            .AddAttribute(
                "Http2Settings",
                "HTTP/2: settings, windows and habits as those of curl, chromium, nginx or "
                "plain (RFC 9113's initial values).",
                StringValue("curl"),
                MakeStringAccessor(&HttpClient::m_http2),
                MakeStringChecker())
            .AddAttribute(
                "Coalesce",
                "HTTP/2: origins of one scheme, address and port share a connection; what "
                "is answered with 421 goes on one of its own.",
                BooleanValue(false),
                MakeBooleanAccessor(&HttpClient::m_coalesce),
                MakeBooleanChecker())
            .AddAttribute("BodyContent",
                          "Content that requests have and responses are to have: Pattern is "
                          "checked byte by byte, of the others only the length.",
                          EnumValue(HTTP_BODY_PATTERN),
                          MakeHttpEnumAccessor<HttpBodyContent>(0, &HttpClient::m_body),
                          MakeEnumChecker(HTTP_BODY_PATTERN,
                                          "Pattern",
                                          HTTP_BODY_ZERO,
                                          "Zero",
                                          HTTP_BODY_FILE,
                                          "File"))
            .AddAttribute("Product",
                          "Value of the User-Agent field; empty: no such field.",
                          StringValue("ns3-http"),
                          MakeStringAccessor(&HttpClient::m_product),
                          MakeStringChecker())
            .AddAttribute("Tls",
                          "How TLS of https servers behaves; not set: as the defaults of "
                          "HttpClientTls say.",
                          PointerValue(),
                          MakePointerAccessor(&HttpClient::m_tls),
                          MakePointerChecker<HttpClientTls>())
            .AddAttribute(
                "Schemes",
                "AsGiven: URLs of https have TLS; Clear: nothing has, and https keeps its "
                "port; Secure: http becomes https, and port 80 becomes 443.",
                EnumValue(HTTP_SCHEMES_AS_GIVEN),
                MakeHttpEnumAccessor<HttpSchemes>(0, &HttpClient::m_schemes),
                MakeEnumChecker(HTTP_SCHEMES_AS_GIVEN,
                                "AsGiven",
                                HTTP_SCHEMES_CLEAR,
                                "Clear",
                                HTTP_SCHEMES_SECURE,
                                "Secure"))
            .AddAttribute("MaxRedirects",
                          "Redirections of one object that are followed, one more is the outcome "
                          "redirect-loop; 0: none, a redirection is a response like others.",
                          UintegerValue(0),
                          MakeUintegerAccessor(&HttpClient::m_maxRedirects),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute(
                "Cache",
                "What the cache holds at the start: Cold nothing, Warm all that the "
                "workload's servers let it store; None: there is no cache.",
                EnumValue(CACHE_NONE),
                MakeHttpEnumAccessor<CacheState>(0, &HttpClient::m_cacheState),
                MakeEnumChecker(CACHE_NONE, "None", CACHE_COLD, "Cold", CACHE_WARM, "Warm"))
            .AddAttribute("CacheBytes",
                          "Bytes that the cache holds; those used least recently go first.",
                          UintegerValue(100000000),
                          MakeUintegerAccessor(&HttpClient::m_cacheBytes),
                          MakeUintegerChecker<uint64_t>(1))
            .AddAttribute("CacheAge",
                          "How long before the simulation's beginning a warm cache was filled.",
                          TimeValue(Hours(1)),
                          MakeTimeAccessor(&HttpClient::m_cacheAge),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("CacheOrigin",
                          "The server whose answers a warm cache holds; not set: one with default "
                          "attributes and the workload's catalogue.",
                          PointerValue(),
                          MakePointerAccessor(&HttpClient::m_cacheOrigin),
                          MakePointerChecker<HttpServer>())
            .AddAttribute("Epoch",
                          "Unix time at which the simulation begins, seconds, for the cache.",
                          IntegerValue(1577836800),
                          MakeIntegerAccessor(&HttpClient::m_epoch),
                          MakeIntegerChecker<int64_t>(0))
            .AddAttribute("Proxy",
                          "Address and port of a proxy that all requests go to: http in absolute "
                          "form, https through a tunnel that CONNECT opens; not set: none.",
                          AddressValue(),
                          MakeAddressAccessor(&HttpClient::m_proxy),
                          MakeAddressChecker())
            .AddTraceSource("Finished",
                            "The workload has no further page.",
                            MakeTraceSourceAccessor(&HttpClient::m_finishedTrace),
                            "ns3::HttpClient::FinishedTracedCallback")
            .AddTraceSource("Page",
                            "Every object of a page has its outcome.",
                            MakeTraceSourceAccessor(&HttpClient::m_pageTrace),
                            "ns3::HttpPageRecord::TracedCallback")
            .AddTraceSource("Transaction",
                            "A request has its outcome.",
                            MakeTraceSourceAccessor(&HttpClient::m_transactionTrace),
                            "ns3::HttpTransactionRecord::TracedCallback")
            .AddTraceSource("Message",
                            "A message was sent or received.",
                            MakeTraceSourceAccessor(&HttpClient::m_messageTrace),
                            "ns3::HttpMessageRecord::TracedCallback")
            .AddTraceSource("Frame",
                            "A frame of HTTP/2 was sent or received.",
                            MakeTraceSourceAccessor(&HttpClient::m_frameTrace),
                            "ns3::HttpFrameRecord::TracedCallback")
            .AddTraceSource("TlsRecord",
                            "A record of TLS was written or read.",
                            MakeTraceSourceAccessor(&HttpClient::m_tlsRecordTrace),
                            "ns3::HttpTlsRecord::TracedCallback")
            .AddTraceSource("Activity",
                            "A step of the client between its socket calls.",
                            MakeTraceSourceAccessor(&HttpClient::m_activityTrace),
                            "ns3::HttpActivityRecord::TracedCallback");
    return tid;
}

HttpClient::HttpClient() = default;

HttpClient::~HttpClient() = default;

HttpClient::Page::Page(HttpClient& owner)
    : client(owner),
      load(*this)
{
}

void
HttpClient::Page::WantObject(uint32_t index)
{
    client.WantObject(*this, index);
}

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
            page->load.Stop();
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

HttpFetcherOptions
HttpClient::GetFetcherOptions() const
{
    HttpFetcherOptions options;
    options.pool.maxConnectionsPerServer = m_maxConnectionsPerServer;
    options.pool.maxConnections = m_maxConnections;
    options.pool.persistent = m_persistent;
    options.connection.pipelineDepth = m_pipelineDepth;
    options.pool.maxRequestsPerConnection = m_maxRequestsPerConnection;
    options.pool.idleTimeout = ToHttpNanoseconds(m_idleTimeout);
    options.connection.maxHeadBytes = m_maxHeadBytes;
    options.connection.responseTimeout = ToHttpNanoseconds(m_responseTimeout);
    options.connection.stallTimeout = ToHttpNanoseconds(m_stallTimeout);
    options.connection.continueTimeout = ToHttpNanoseconds(m_continueTimeout);
    options.version = m_version == HTTP_1_0 ? http::Version::Http10
                      : m_version == HTTP_2 ? http::Version::Http2
                                            : http::Version::Http11;
    options.negotiates = m_version == HTTP_NEGOTIATED;
    options.http2 = *http::FindHttp2Preset(m_http2);
    options.coalesces = m_coalesce;
    options.keepAlive10 = m_version == HTTP_1_0 && m_persistent;
    options.product = m_product;
    options.kind = GetHttpContentKind(m_body);
    options.checksContent = m_body == HTTP_BODY_PATTERN;
    options.socketFactory = m_socketFactory;
    options.local = m_local;
    options.device = m_device;
    options.connectTimeout = m_connectTimeout;
    options.lingerTimeout = m_lingerTimeout;
    options.gathersWrites = m_gatherWrites;
    options.maxRetries = m_maxRetries;
    options.retriesAll = m_retryNonIdempotent;
    options.heedsKeepAlive = m_heedKeepAlive;
    options.halfCloses = m_halfClose;
    options.connectRetries = m_connectRetries;
    options.portWait = m_portWait;
    options.retryDelay = m_retryDelay;
    options.proxy = m_proxy;
    return options;
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
    NS_ABORT_MSG_IF(!m_proxy.IsInvalid() && GetHttpPort(m_proxy) == 0,
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
    m_application = GetHttpApplicationIndex(*this);
    MakeCache();
    m_tlsHome = std::make_unique<HttpTlsHome>(GetNode(),
                                              m_application,
                                              m_tlsRecordTrace,
                                              m_messageTrace,
                                              m_frameTrace);
    HttpFetcherOptions options = GetFetcherOptions();
    options.layer = [this](Ptr<HttpTransport> below, const HttpLayerPlace& place) {
        return MakeLayer(std::move(below), place);
    };
    m_fetcher = std::make_unique<HttpFetcher>(static_cast<HttpFetcherOwner&>(*this),
                                              GetNode(),
                                              m_application,
                                              options,
                                              m_messageTrace,
                                              m_frameTrace);
    NextPage();
}

Ptr<HttpTransport>
HttpClient::MakeLayer(Ptr<HttpTransport> below, const HttpLayerPlace& place)
{
    Ptr<HttpTransport> transport = m_layer ? m_layer(std::move(below), place) : std::move(below);
    const bool isToProxy = !m_proxy.IsInvalid() && place.sent == 0;
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
        for (auto& [number, page] : m_pages)
        {
            page->load.Stop();
        }
        m_fetcher->Stop(http::Outcome::Stopped);
    }
    // Only now: a page that was loading may have ended, and wanted another one.
    m_nextPage.Cancel();
}

void
HttpClient::NextPage()
{
    if (!m_upcoming)
    {
        if (m_spares.empty())
        {
            m_spares.push_back(std::make_unique<Page>(*this));
        }
        m_upcoming = std::move(m_spares.back());
        m_spares.pop_back();
    }
    HttpPage& page = m_upcoming->load.GetPage();
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
    const uint32_t lane = m_upcoming->load.GetPage().ownConnections ? FindLane() : 0;
    Page& page = *(m_pages[id] = std::move(m_upcoming));
    const HttpPage& wanted = page.load.GetPage();
    page.lane = lane;
    page.loads.clear();
    page.record = HttpPageRecord();
    page.record.id = id;
    page.record.node = GetNode()->GetId();
    page.record.application = m_application;
    page.record.started = Simulator::Now();
    page.record.objects = static_cast<uint32_t>(wanted.objects.size());
    page.record.outcome = http::GetOutcomeName(http::Outcome::Complete);
    if (wanted.isOpen)
    {
        m_nextPage = Simulator::Schedule(GetPause(page), &HttpClient::NextPage, this);
    }
    ReportPage(HttpActivity::PageStarted, page);
    page.load.Start();
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
    const Time pause = page.load.GetPage().thinkTime;
    const Time least = page.record.failed > 0 ? Seconds(1) : MilliSeconds(1);
    return isStill ? Max(pause, least) : pause;
}

std::string
HttpClient::GetPageUrl(Page& page) const
{
    const HttpPage& wanted = page.load.GetPage();
    return wanted.objects.empty() ? m_url : wanted.objects.front().url.ToString();
}

void
HttpClient::FinishPage(Page& page)
{
    ++m_pagesFinished;
    page.record.finished = Simulator::Now();
    const std::string url = GetPageUrl(page);
    page.record.url = url;
    ReportPage(HttpActivity::PageFinished, page);
    m_pageTrace(page.record);
    const auto place = m_pages.find(page.record.id);
    m_spares.push_back(std::move(place->second));
    m_pages.erase(place);
    if (!page.load.GetPage().isOpen)
    {
        m_nextPage = Simulator::Schedule(GetPause(page), &HttpClient::NextPage, this);
    }
    else if (m_isExhausted && m_pages.empty())
    {
        m_finishedTrace();
    }
}

bool
HttpClient::WantsSteps() const
{
    return !m_activityTrace.IsEmpty();
}

void
HttpClient::FetchStep(const HttpActivityRecord& record)
{
    m_activityTrace(record);
}

void
HttpClient::ReportPage(HttpActivity activity, Page& page)
{
    if (m_activityTrace.IsEmpty())
    {
        return;
    }
    const std::string url = GetPageUrl(page);
    HttpActivityRecord record = MakeHttpActivityRecord(activity, GetNode()->GetId(), m_application);
    record.subject = url;
    record.bytes = page.record.bytes;
    m_activityTrace(record);
}

} // namespace ns3
