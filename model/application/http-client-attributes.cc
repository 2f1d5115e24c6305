/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What may be varied in a client, and what contradicts itself.

#include "http-client.h"
#include "http-shared-attributes.h"

#include "ns3/http2-options.h"
#include "ns3/http2-session.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpClient);

TypeId
HttpClient::GetTypeId()
{
    static TypeId tid = AddTraceSources(
        AddCacheAttributes(AddRequestAttributes(AddConnectionAttributes(
                               AddHttpFetcherAttributes(TypeId("ns3::HttpClient")
                                                            .SetParent<Application>()
                                                            .SetGroupName("Http")
                                                            .AddConstructor<HttpClient>(),
                                                        &HttpClient::m_options,
                                                        {6, Time(0), Seconds(300)}))))
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
                            "ns3::HttpTransactionRecord::TracedCallback"),
        "A message was sent or received.",
        "A step of the client between its socket calls.",
        true);
    return tid;
}

TypeId
HttpClient::AddConnectionAttributes(TypeId tid)
{
    using Options = HttpFetcherOptions;
    auto attributes = HttpAttributes<HttpClient>(tid).In(&HttpClient::m_options);
    attributes.In(&Options::pool)
        .Add("MaxRequestsPerConnection",
             "Requests sent on one connection; 0: no limit.",
             {&http::PoolOptions::maxRequestsPerConnection, 0});
    attributes.In(&Options::connection)
        .Add("PipelineDepth",
             "Unanswered requests at once on one connection.",
             {&http::ConnectionOptions::pipelineDepth, 1, 1})
        .Add("ContinueTimeout",
             "Longest wait for 100 (Continue) before the content is sent anyway.",
             {&http::ConnectionOptions::continueTimeout, Seconds(1)});
    AddHttpSocketFactoryAttribute(attributes, &Options::socketFactory);
    return attributes
        .Add("GatherWrites",
             "Whether requests that become due at the same time leave in one write; otherwise each "
             "leaves by itself.",
             {&Options::gathersWrites, false})
        .Add("RetryNonIdempotent",
             "Whether requests that are not idempotent, such as POST, are tried again, too; the "
             "server may have carried them out already.",
             {&Options::retriesAll, false})
        .Add("ConnectRetries",
             "Times that a connection is asked for again that was refused, not answered or not "
             "routed, before a request fails for it.",
             {&Options::connectRetries, 0})
        .Add("PortWait",
             "Longest wait for a local port where all are in use; 0: the request fails at once "
             "with no-port.",
             {&Options::portWait, Time(0)})
        .Add("RetryDelay",
             "Time until a connection is asked for again, where ConnectRetries or PortWait allow "
             "that.",
             {&Options::retryDelay, Seconds(1), MicroSeconds(1)})
        .Add("HeedKeepAlive",
             "Whether the Keep-Alive field of responses is followed: no request is sent when its "
             "timeout is over or its max is reached.",
             {&Options::heedsKeepAlive, false})
        .Add("HalfClose",
             "Whether the output of a connection is closed behind its last request (Persistent "
             "false, or MaxRequestsPerConnection reached).",
             {&Options::halfCloses, false})
        .Add("Local",
             "Local address and port; not set: any. With a port of its own only one connection at "
             "a time is possible.",
             {&Options::local, AddressValue(), MakeAddressChecker()})
        .Add("Device", "Interface that connections are bound to; not set: any.", {&Options::device})
        .Add("Proxy",
             "Address and port of a proxy that all requests go to: http in absolute form, https "
             "through a tunnel that CONNECT opens; not set: none.",
             {&Options::proxy, AddressValue(), MakeAddressChecker()})
        .Add("Coalesce",
             "HTTP/2: origins of one scheme, address and port share a connection; what is answered "
             "with 421 goes on one of its own.",
             {&Options::coalesces, false})
        .Add("Product",
             "Value of the User-Agent field; empty: no such field.",
             {&Options::product, "ns3-http"});
}

TypeId
HttpClient::AddRequestAttributes(TypeId tid)
{
    return HttpAttributes<HttpClient>(tid)
        .Add("Url",
             "Where pages are if the workload does not say so itself: an http or https URL.",
             {&HttpClient::m_url, "http://127.0.0.1/"})
        .Add("Workload", "What is asked for; not set: Url, once.", {&HttpClient::m_workload})
        .Add("Version",
             "Version of requests; unless it is HTTP/2, a workload may say it of each. Connections "
             "of HTTP/1.0 that are to persist ask for it by Connection: keep-alive. HTTP/2 is "
             "spoken in clear by prior knowledge; where a layer (TLS) agrees on a protocol, that "
             "one is. Negotiated is HTTP/2 for https where the server takes it, and HTTP/1.1 "
             "otherwise.",
             {&HttpClient::m_version,
              EnumValue(HTTP_1_1),
              MakeEnumChecker(HTTP_1_0,
                              "HTTP/1.0",
                              HTTP_1_1,
                              "HTTP/1.1",
                              HTTP_2,
                              "HTTP/2",
                              HTTP_NEGOTIATED,
                              "Negotiated")})
        .Add("Http2Settings",
             "HTTP/2: settings, windows and habits as those of curl, chromium, nginx or plain (RFC "
             "9113's initial values).",
             {&HttpClient::m_http2, "curl"})
        .Add("BodyContent",
             "Content that requests have and responses are to have: Pattern is checked byte by "
             "byte, of the others only the length.",
             {&HttpClient::m_body, EnumValue(HTTP_BODY_PATTERN), MakeHttpBodyContentChecker()})
        .Add("Tls",
             "How TLS of https servers behaves; not set: as the defaults of HttpClientTls say.",
             {&HttpClient::m_tls})
        .Add("Schemes",
             "AsGiven: URLs of https have TLS; Clear: nothing has, and https keeps its port; "
             "Secure: http becomes https, and port 80 becomes 443.",
             {&HttpClient::m_schemes,
              EnumValue(HTTP_SCHEMES_AS_GIVEN),
              MakeEnumChecker(HTTP_SCHEMES_AS_GIVEN,
                              "AsGiven",
                              HTTP_SCHEMES_CLEAR,
                              "Clear",
                              HTTP_SCHEMES_SECURE,
                              "Secure")})
        .Add("MaxRedirects",
             "Redirections of one object that are followed, one more is the outcome redirect-loop; "
             "0: none, a redirection is a response like others.",
             {&HttpClient::m_maxRedirects, 0});
}

TypeId
HttpClient::AddCacheAttributes(TypeId tid)
{
    return HttpAttributes<HttpClient>(tid)
        .Add("Cache",
             "What the cache holds at the start: Cold nothing, Warm all that the workload's "
             "servers let it store; None: there is no cache.",
             {&HttpClient::m_cacheState,
              EnumValue(CACHE_NONE),
              MakeEnumChecker(CACHE_NONE, "None", CACHE_COLD, "Cold", CACHE_WARM, "Warm")})
        .Add("CacheBytes",
             "Bytes that the cache holds; those used least recently go first.",
             {&HttpClient::m_cacheBytes, 100000000, 1})
        .Add("CacheAge",
             "How long before the simulation's beginning a warm cache was filled.",
             {&HttpClient::m_cacheAge, Hours(1)})
        .Add("CacheOrigin",
             "The server whose answers a warm cache holds; not set: one with default attributes "
             "and the workload's catalogue.",
             {&HttpClient::m_cacheOrigin})
        .Add("Epoch",
             "Unix time at which the simulation begins, seconds, for the cache.",
             {&HttpClient::m_epoch, 1577836800, 0});
}

std::string
HttpClient::GetContradiction() const
{
    const http::PoolOptions& pool = m_options.pool;
    const std::string depth = "PipelineDepth " + std::to_string(m_options.connection.pipelineDepth);
    if (m_options.connection.pipelineDepth > 1 && !pool.persistent)
    {
        return depth + " needs Persistent true, which is false";
    }
    if (m_options.connection.pipelineDepth > 1 && m_version == HTTP_1_0)
    {
        return depth + " needs Version HTTP/1.1, which is HTTP/1.0";
    }
    const bool maySpeakHttp2 = m_version == HTTP_2 || m_version == HTTP_NEGOTIATED;
    const std::string version = m_version == HTTP_2 ? "Version HTTP/2" : "Version Negotiated";
    if (maySpeakHttp2 && !http::HasHttp2())
    {
        return version + " needs a build with libnghttp2, which this one is not";
    }
    if (maySpeakHttp2 &&
        (!pool.persistent || m_options.halfCloses || m_options.connection.pipelineDepth > 1))
    {
        return version + " needs Persistent true, HalfClose false and PipelineDepth 1";
    }
    if (!http::FindHttp2Preset(m_http2))
    {
        return GetHttpNameProblem("Http2Settings", m_http2, http::GetHttp2PresetNames());
    }
    if (pool.maxRequestsPerConnection > 1 && !pool.persistent)
    {
        return "MaxRequestsPerConnection " + std::to_string(pool.maxRequestsPerConnection) +
               " needs Persistent true, which is false";
    }
    if (m_options.halfCloses && pool.persistent && pool.maxRequestsPerConnection == 0)
    {
        return "HalfClose true needs Persistent false or a MaxRequestsPerConnection, which is 0";
    }
    if (m_options.heedsKeepAlive && !pool.persistent)
    {
        return "HeedKeepAlive true needs Persistent true, which is false";
    }
    if (m_schemes == HTTP_SCHEMES_SECURE && m_cacheState == CACHE_WARM)
    {
        return "Schemes Secure needs Cache None or Cold, which is Warm: it holds URLs as given";
    }
    // Where it is not set, one with its defaults is made at the start.
    if (maySpeakHttp2 && !(m_tls ? m_tls : CreateObject<HttpClientTls>())->HasAlpn())
    {
        return version + " needs Tls with Alpn true, which is false";
    }
    if (m_tls && !m_tls->GetContradiction().empty())
    {
        return "Tls: " + m_tls->GetContradiction();
    }
    if (m_options.retriesAll && m_options.maxRetries == 0)
    {
        return "RetryNonIdempotent true needs MaxRetries above 0, which is 0";
    }
    return "";
}

} // namespace ns3
