/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-client.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/http-url-workload.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/integer.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/uinteger.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpClient);

TypeId
HttpClient::GetTypeId()
{
    static TypeId tid =
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
            .AddAttribute("Local",
                          "Local address and port; not set: any. With a port of its own only one "
                          "connection at a time is possible.",
                          AddressValue(),
                          MakeAddressAccessor(&HttpClient::m_local),
                          MakeAddressChecker())
            .AddAttribute("Device",
                          "Interface that connections are bound to; not set: any.",
                          PointerValue(),
                          MakePointerAccessor(&HttpClient::m_device),
                          MakePointerChecker<NetDevice>())
            .AddAttribute("SocketFactory",
                          "Type of the socket factory, aggregated to the node, that makes sockets.",
                          TypeIdValue(TcpSocketFactory::GetTypeId()),
                          MakeTypeIdAccessor(&HttpClient::m_socketFactory),
                          MakeTypeIdChecker())
            .AddAttribute("Version",
                          "Version of requests. Connections of HTTP/1.0 that are to persist ask "
                          "for it by Connection: keep-alive.",
                          EnumValue(HTTP_1_1),
                          MakeHttpEnumAccessor<RequestVersion>(0, &HttpClient::m_version),
                          MakeEnumChecker(HTTP_1_0, "HTTP/1.0", HTTP_1_1, "HTTP/1.1"))
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
            .AddAttribute("TlsRoundTrips",
                          "Round trips that pass between a connection to an https server and its "
                          "first request; everything is sent in clear.",
                          UintegerValue(0),
                          MakeUintegerAccessor(&HttpClient::m_tlsRoundTrips),
                          MakeUintegerChecker<uint32_t>(0, 10))
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
            .AddTraceSource("Activity",
                            "A step of the client between its socket calls.",
                            MakeTraceSourceAccessor(&HttpClient::m_activityTrace),
                            "ns3::HttpActivityRecord::TracedCallback");
    return tid;
}

HttpClient::HttpClient()
    : m_load(*this)
{
}

HttpClient::~HttpClient() = default;

uint64_t
HttpClient::GetConnectionsOpened() const
{
    return m_fetcher ? m_fetcher->GetConnectionsOpened() : m_opened;
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
        m_load.Stop();
        m_fetcher->Discard(http::Outcome::Unfinished);
        m_opened = m_fetcher->GetConnectionsOpened();
        m_portWaits = m_fetcher->GetPortWaits();
        m_fetcher.reset();
    }
    m_nextPage.Cancel();
    m_workload = nullptr;
    m_cacheOrigin = nullptr;
    m_cache.reset();
    m_loads.clear();
    Application::DoDispose();
}

HttpFetcherOptions
HttpClient::GetFetcherOptions() const
{
    HttpFetcherOptions options;
    options.pool.maxConnectionsPerServer = m_maxConnectionsPerServer;
    options.pool.maxConnections = m_maxConnections;
    options.pool.persistent = m_persistent;
    options.pool.pipelineDepth = m_pipelineDepth;
    options.pool.maxRequestsPerConnection = m_maxRequestsPerConnection;
    options.pool.idleTimeout = ToHttpNanoseconds(m_idleTimeout);
    options.connection.maxHeadBytes = m_maxHeadBytes;
    options.connection.responseTimeout = ToHttpNanoseconds(m_responseTimeout);
    options.connection.stallTimeout = ToHttpNanoseconds(m_stallTimeout);
    options.connection.continueTimeout = ToHttpNanoseconds(m_continueTimeout);
    options.version = m_version == HTTP_1_0 ? http::Version::Http10 : http::Version::Http11;
    options.keepAlive10 = m_version == HTTP_1_0 && m_persistent;
    options.product = m_product;
    options.kind = GetHttpContentKind(m_body);
    options.checksContent = m_body == HTTP_BODY_PATTERN;
    options.socketFactory = m_socketFactory;
    options.local = m_local;
    options.device = m_device;
    options.connectTimeout = m_connectTimeout;
    options.lingerTimeout = m_lingerTimeout;
    options.maxRetries = m_maxRetries;
    options.retriesAll = m_retryNonIdempotent;
    options.heedsKeepAlive = m_heedKeepAlive;
    options.halfCloses = m_halfClose;
    options.connectRetries = m_connectRetries;
    options.portWait = m_portWait;
    options.retryDelay = m_retryDelay;
    options.tlsRoundTrips = m_tlsRoundTrips;
    options.proxy = m_proxy;
    return options;
}

void
HttpClient::StartApplication()
{
    m_base = http::ParseUrl(m_url);
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
    m_application = GetHttpApplicationIndex(*this);
    MakeCache();
    m_fetcher = std::make_unique<HttpFetcher>(static_cast<HttpFetcherOwner&>(*this),
                                              GetNode(),
                                              m_application,
                                              GetFetcherOptions(),
                                              m_messageTrace);
    StartPage();
}

void
HttpClient::StopApplication()
{
    if (m_fetcher)
    {
        m_load.Stop();
        m_fetcher->Stop(http::Outcome::Stopped);
    }
    // Only now: the page that was loading has ended, and wanted another one.
    m_nextPage.Cancel();
}

void
HttpClient::StartPage()
{
    HttpPage& page = m_load.GetPage();
    if (!m_workload->NextPage(*m_base, page))
    {
        m_finishedTrace();
        return;
    }
    const uint64_t id = m_page.id + 1;
    m_page = HttpPageRecord();
    m_page.id = id;
    m_page.node = GetNode()->GetId();
    m_page.application = m_application;
    m_page.started = Simulator::Now();
    m_page.objects = static_cast<uint32_t>(page.objects.size());
    m_page.outcome = http::GetOutcomeName(http::Outcome::Complete);
    m_isLoading = true;
    m_loads.clear();
    ReportPage(HttpActivity::PageStarted);
    m_load.Start();
    if (page.objects.empty())
    {
        FinishPage();
    }
}

void
HttpClient::FinishPage()
{
    m_isLoading = false;
    ++m_pagesFinished;
    m_page.finished = Simulator::Now();
    const HttpPage& page = m_load.GetPage();
    const std::string url = page.objects.empty() ? m_url : page.objects.front().url.ToString();
    m_page.url = url;
    ReportPage(HttpActivity::PageFinished);
    m_pageTrace(m_page);
    m_nextPage = Simulator::Schedule(page.thinkTime, &HttpClient::StartPage, this);
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
HttpClient::ReportPage(HttpActivity activity)
{
    if (m_activityTrace.IsEmpty())
    {
        return;
    }
    const HttpPage& page = m_load.GetPage();
    const std::string url = page.objects.empty() ? m_url : page.objects.front().url.ToString();
    HttpActivityRecord record;
    record.time = Simulator::Now();
    record.node = GetNode()->GetId();
    record.application = m_application;
    record.activity = activity;
    record.subject = url;
    record.bytes = m_page.bytes;
    m_activityTrace(record);
}

} // namespace ns3
