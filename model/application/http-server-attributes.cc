/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What may be varied in a server, what contradicts itself, and what it tells.

#include "http-http2-attributes.h"
#include "http-server.h"
#include "http-socket-attributes.h"

#include "ns3/boolean.h"
#include "ns3/integer.h"
#include "ns3/pointer.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpServer);

TypeId
HttpServer::GetTypeId()
{
    static TypeId tid =
        AddHttpListenerAttributes<HttpServer>(
            AddLimitAttributes(TypeId("ns3::HttpServer").SetParent<Application>())
                .SetGroupName("Http")
                .AddConstructor<HttpServer>(),
            80,
            {&HttpServer::m_local,
             &HttpServer::m_port,
             &HttpServer::m_device,
             &HttpServer::m_socketFactory})
            .AddAttribute("Catalogue",
                          "Resources by name; not set: targets describe themselves (/bytes/N).",
                          PointerValue(),
                          MakePointerAccessor(&HttpServer::m_catalogue),
                          MakePointerChecker<HttpCatalogue>())
            .AddAttribute("DocumentRoot",
                          "Folder of real files to serve; empty: none.",
                          StringValue(""),
                          MakeStringAccessor(&HttpServer::m_documentRoot),
                          MakeStringChecker())
            .AddAttribute("BodyContent",
                          "Content of what is not a file.",
                          EnumValue(HTTP_BODY_PATTERN),
                          MakeHttpEnumAccessor<HttpBodyContent>(0, &HttpServer::m_body),
                          MakeEnumChecker(HTTP_BODY_PATTERN,
                                          "Pattern",
                                          HTTP_BODY_ZERO,
                                          "Zero",
                                          HTTP_BODY_FILE,
                                          "File"))
            .AddAttribute("ProcessingDelay",
                          "Time from the end of a request to its response, beside the resource's "
                          "own, in seconds; not set: none.",
                          PointerValue(),
                          MakePointerAccessor(&HttpServer::m_processing),
                          MakePointerChecker<RandomVariableStream>())
            .AddAttribute("Tls",
                          "How TLS behaves, which every connection begins with; not set: there is "
                          "none.",
                          PointerValue(),
                          MakePointerAccessor(&HttpServer::m_tls),
                          MakePointerChecker<HttpServerTls>())
            .AddAttribute("ChunkBytes",
                          "Content of one chunk where the chunked coding is used.",
                          UintegerValue(8192),
                          MakeUintegerAccessor(&HttpServer::m_chunkBytes),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("Http2",
                          "Whether HTTP/2 is served, too, to clients that begin with it in clear "
                          "(prior knowledge); over a layer (TLS), that decides.",
                          BooleanValue(true),
                          MakeBooleanAccessor(&HttpServer::m_http2Allowed),
                          MakeBooleanChecker())
            .AddAttribute(
                "Http2Settings",
                "HTTP/2: settings, windows and habits as those of nginx, curl, chromium or "
                "plain (RFC 9113's initial values).",
                StringValue("nginx"),
                MakeStringAccessor(&HttpServer::m_http2),
                MakeStringChecker())
            .AddAttribute(
                "StreamScheduler",
                "HTTP/2: order of responses under way: in-order, round-robin, urgency (RFC "
                "9218) or weights (RFC 7540).",
                StringValue("urgency"),
                MakeStringAccessor(&HttpServer::m_scheduler),
                MakeStringChecker())
            .AddAttribute("WriteBytes",
                          "Most bytes that are handed to the socket at once: 32768, nginx's "
                          "buffers; 65536 where it sends files itself (sendfile).",
                          UintegerValue(32768),
                          MakeUintegerAccessor(&HttpServer::m_writeBytes),
                          MakeUintegerChecker<uint32_t>(1, 65536))
            .AddAttribute("NotSentLowWater",
                          "Bytes that may wait in a socket to be sent for the first time before it "
                          "takes no more (TCP_NOTSENT_LOWAT), so that what is urgent overtakes; "
                          "the module's endpoint only. 0: as its sockets have it, no limit.",
                          UintegerValue(0),
                          MakeUintegerAccessor(&HttpServer::m_notSentLowWater),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute("ErrorBytes",
                          "Content of an error response.",
                          UintegerValue(150),
                          MakeUintegerAccessor(&HttpServer::m_errorBytes),
                          MakeUintegerChecker<uint64_t>())
            .AddAttribute("Product",
                          "Value of the Server field; empty: no such field.",
                          StringValue("ns3-http"),
                          MakeStringAccessor(&HttpServer::m_product),
                          MakeStringChecker())
            .AddAttribute("Epoch",
                          "Unix time at which the simulation begins, seconds, for Date.",
                          IntegerValue(1577836800),
                          MakeIntegerAccessor(&HttpServer::m_epoch),
                          MakeIntegerChecker<int64_t>(0))
            .AddAttribute(
                "Validators",
                "Whether responses of status 200 to GET and HEAD have ETag, Last-Modified "
                "and Accept-Ranges even if the catalogue does not say so.",
                BooleanValue(false),
                MakeBooleanAccessor(&HttpServer::m_validators),
                MakeBooleanChecker())
            .AddAttribute("ResourceAge",
                          "How long before the simulation's beginning Last-Modified lies.",
                          TimeValue(Days(10)),
                          MakeTimeAccessor(&HttpServer::m_resourceAge),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("CacheControl",
                          "Cache-Control of responses of status 200 to GET and HEAD without one of "
                          "their own, such as max-age=60; empty: none.",
                          StringValue(""),
                          MakeStringAccessor(&HttpServer::m_cacheControl),
                          MakeStringChecker())
            .AddAttribute("LingerTimeout",
                          "Longest wait for the client's end after the server's; RFC 9112, 9.6.",
                          TimeValue(Seconds(2)),
                          MakeTimeAccessor(&HttpServer::m_lingerTimeout),
                          MakeTimeChecker(Time(0)))
            .AddTraceSource("Message",
                            "A message was sent or received.",
                            MakeTraceSourceAccessor(&HttpServer::m_messageTrace),
                            "ns3::HttpMessageRecord::TracedCallback")
            .AddTraceSource("Frame",
                            "A frame of HTTP/2 was sent or received.",
                            MakeTraceSourceAccessor(&HttpServer::m_frameTrace),
                            "ns3::HttpFrameRecord::TracedCallback")
            .AddTraceSource("TlsRecord",
                            "A record of TLS was written or read.",
                            MakeTraceSourceAccessor(&HttpServer::m_tlsRecordTrace),
                            "ns3::HttpTlsRecord::TracedCallback")
            .AddTraceSource("Activity",
                            "A step of the server between its socket calls.",
                            MakeTraceSourceAccessor(&HttpServer::m_activityTrace),
                            "ns3::HttpActivityRecord::TracedCallback");
    return tid;
}

TypeId
HttpServer::AddLimitAttributes(TypeId tid)
{
    return tid
        .AddAttribute("KeepAlive",
                      "Whether connections stay open after a response.",
                      BooleanValue(true),
                      MakeBooleanAccessor(&HttpServer::m_keepAlive),
                      MakeBooleanChecker())
        .AddAttribute("KeepAliveTimeout",
                      "Longest wait for the next request on a connection; 0: no limit.",
                      TimeValue(Seconds(5)),
                      MakeTimeAccessor(&HttpServer::m_keepAliveTimeout),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("GatherWrites",
                      "Whether responses leave in one write when nothing more of a request is "
                      "there to be read; otherwise each leaves by itself, as nginx's do.",
                      BooleanValue(false),
                      MakeBooleanAccessor(&HttpServer::m_gatherWrites),
                      MakeBooleanChecker())
        .AddAttribute("MaxKeepAliveRequests",
                      "Requests served on one connection, then it is closed; 0: no limit.",
                      UintegerValue(0),
                      MakeUintegerAccessor(&HttpServer::m_maxKeepAliveRequests),
                      MakeUintegerChecker<uint32_t>())
        .AddAttribute("RequestTimeout",
                      "Longest time from a request's first byte to its last, then 408; 0: no "
                      "limit.",
                      TimeValue(Seconds(0)),
                      MakeTimeAccessor(&HttpServer::m_requestTimeout),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("MaxHeadBytes",
                      "Longest request head accepted, else 431.",
                      UintegerValue(65536),
                      MakeUintegerAccessor(&HttpServer::m_maxHeadBytes),
                      MakeUintegerChecker<uint32_t>(64))
        .AddAttribute("MaxContentBytes",
                      "Longest request content accepted, else 413; 0: no limit.",
                      UintegerValue(0),
                      MakeUintegerAccessor(&HttpServer::m_maxContentBytes),
                      MakeUintegerChecker<uint64_t>())
        .AddAttribute("KeepAliveField",
                      "Whether responses after which the connection stays open say for how "
                      "long and for how many requests: Keep-Alive: timeout=5, max=99 (RFC 2068, "
                      "19.7.1.1).",
                      BooleanValue(false),
                      MakeBooleanAccessor(&HttpServer::m_keepAliveField),
                      MakeBooleanChecker())
        .AddAttribute("MaxConnections",
                      "Connections served at once; others wait in the backlog; 0: no limit.",
                      UintegerValue(0),
                      MakeUintegerAccessor(&HttpServer::m_maxConnections),
                      MakeUintegerChecker<uint32_t>())
        .AddAttribute("Backlog",
                      "Connections that may wait to be served; requests for more are dropped, "
                      "and clients repeat them.",
                      UintegerValue(511),
                      MakeUintegerAccessor(&HttpServer::m_backlog),
                      MakeUintegerChecker<uint32_t>(1))
        .AddAttribute("Workers",
                      "Requests processed at once, each for the processing delay; 0: no limit.",
                      UintegerValue(0),
                      MakeUintegerAccessor(&HttpServer::m_maxWorkers),
                      MakeUintegerChecker<uint32_t>())
        .AddAttribute("MaxQueuedRequests",
                      "Requests that wait while all workers are busy; others are answered with "
                      "503.",
                      UintegerValue(100),
                      MakeUintegerAccessor(&HttpServer::m_maxQueuedRequests),
                      MakeUintegerChecker<uint32_t>())
        .AddAttribute("RetryAfter",
                      "What the Retry-After field of a 503 says, in whole seconds, rounded up.",
                      TimeValue(Seconds(1)),
                      MakeTimeAccessor(&HttpServer::m_retryAfter),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("MinRequestRate",
                      "Slow senders: each byte of a request extends RequestTimeout by its time "
                      "at this rate, bytes/s; 0: not at all.",
                      UintegerValue(0),
                      MakeUintegerAccessor(&HttpServer::m_minRequestRate),
                      MakeUintegerChecker<uint32_t>())
        .AddAttribute("SendTimeout",
                      "Slow readers: a client that acknowledges nothing of a response for so "
                      "long is reset; 0: no limit.",
                      TimeValue(Seconds(0)),
                      MakeTimeAccessor(&HttpServer::m_sendTimeout),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("MinResponseRate",
                      "Slow readers: a client that acknowledges less of a response in each "
                      "SendTimeout is reset, bytes/s; 0: one byte is enough.",
                      UintegerValue(0),
                      MakeUintegerAccessor(&HttpServer::m_minResponseRate),
                      MakeUintegerChecker<uint32_t>())
        .AddTraceSource("ConnectionDropped",
                        "A request for a connection was dropped because the backlog is full.",
                        MakeTraceSourceAccessor(&HttpServer::m_droppedTrace),
                        "ns3::Address::TracedCallback");
}

std::string
HttpServer::GetContradiction() const
{
    if (!m_keepAlive && m_maxKeepAliveRequests > 1)
    {
        return "MaxKeepAliveRequests " + std::to_string(m_maxKeepAliveRequests) +
               " needs KeepAlive true, which is false";
    }
    if (!m_keepAlive && m_keepAliveField)
    {
        return "KeepAliveField true needs KeepAlive true, which is false";
    }
    if (!http::FindHttp2Preset(m_http2))
    {
        return GetHttp2SettingsProblem(m_http2);
    }
    if (!http::MakeStreamScheduler(m_scheduler))
    {
        return GetStreamSchedulerProblem(m_scheduler);
    }
    if (m_minRequestRate > 0 && m_requestTimeout.IsZero())
    {
        return "MinRequestRate " + std::to_string(m_minRequestRate) +
               " needs a RequestTimeout, which is 0";
    }
    if (m_minResponseRate > 0 && m_sendTimeout.IsZero())
    {
        return "MinResponseRate " + std::to_string(m_minResponseRate) +
               " needs a SendTimeout, which is 0";
    }
    if (m_tls && !m_tls->GetContradiction().empty())
    {
        return "Tls: " + m_tls->GetContradiction();
    }
    return "";
}

} // namespace ns3
