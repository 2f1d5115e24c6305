/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What may be varied in a server, what contradicts itself, and what it tells.

#include "http-server.h"
#include "http-shared-attributes.h"

#include "ns3/http-stream-scheduler.h"
#include "ns3/http2-options.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpServer);

namespace
{

/// Adds how responses are written, and how a connection ends.
void
AddWriting(HttpAttributes<HttpServer, HttpDriverContext> context)
{
    context
        .Add("LingerTimeout",
             "Longest wait for the client's end after the server's; RFC 9112, 9.6.",
             {&HttpDriverContext::lingerTimeout, Seconds(2)})
        .Add("GatherWrites",
             "Whether responses leave in one write when nothing more of a request is there to be "
             "read; otherwise each leaves by itself, as nginx's do.",
             {&HttpDriverContext::gathersWrites, false})
        .Add("Cork",
             "Whether a response's last piece that is less than a segment waits for what follows "
             "until it is whole (TCP_CORK), as nginx has it where it sends files itself (sendfile, "
             "tcp_nopush); in clear, and with the module's endpoint.",
             {&HttpDriverContext::corks, false})
        .Add(
            "WriteBytes",
            "Most bytes that are handed to the socket at once: 32768, nginx's buffers; 65536 where "
            "it sends files itself (sendfile).",
            {&HttpDriverContext::writeBytes, 32768, 1, 65536});
}

} // namespace

TypeId
HttpServer::GetTypeId()
{
    static TypeId tid =
        AddTraceSources(AddConnectionAttributes(AddLimitAttributes(AddResponseAttributes(
                            AddHttpListenerAttributes(TypeId("ns3::HttpServer")
                                                          .SetParent<Application>()
                                                          .SetGroupName("Http")
                                                          .AddConstructor<HttpServer>(),
                                                      80,
                                                      &HttpServer::m_place,
                                                      &HttpServer::m_connection)))),
                        "A message was sent or received.",
                        "A step of the server between its socket calls.",
                        true)
            .AddTraceSource("ConnectionDropped",
                            "A request for a connection was dropped because the backlog is full.",
                            MakeTraceSourceAccessor(&HttpServer::m_droppedTrace),
                            "ns3::Address::TracedCallback");
    return tid;
}

TypeId
HttpServer::AddResponseAttributes(TypeId tid)
{
    HttpAttributes<HttpServer>(tid)
        .In(&HttpServer::m_responder)
        .Add("Catalogue",
             "Resources by name; not set: targets describe themselves (/bytes/N).",
             {&HttpResponder::catalogue})
        .Add("ErrorBytes", "Content of an error response.", {&HttpResponder::errorBytes, 150})
        .Add("Product",
             "Value of the Server field; empty: no such field.",
             {&HttpResponder::product, "ns3-http"})
        .Add("Epoch",
             "Unix time at which the simulation begins, seconds, for Date.",
             {&HttpResponder::epoch, 1577836800, 0})
        .Add("Validators",
             "Whether responses of status 200 to GET and HEAD have ETag, Last-Modified "
             "and Accept-Ranges even if the catalogue does not say so.",
             {&HttpResponder::validators, false})
        .Add("CacheControl",
             "Cache-Control of responses of status 200 to GET and HEAD without one of "
             "their own, such as max-age=60; empty: none.",
             {&HttpResponder::cacheControl, ""});
    return HttpAttributes<HttpServer>(tid)
        .Add("DocumentRoot",
             "Folder of real files to serve; empty: none.",
             {&HttpServer::m_documentRoot, ""})
        .Add("BodyContent",
             "Content of what is not a file.",
             {&HttpServer::m_body, EnumValue(HTTP_BODY_PATTERN), MakeHttpBodyContentChecker()})
        .Add("ProcessingDelay",
             "Time from the end of a request to its response, beside the resource's "
             "own, in seconds; not set: none.",
             {&HttpServer::m_processing})
        .Add("ResourceAge",
             "How long before the simulation's beginning Last-Modified lies.",
             {&HttpServer::m_resourceAge, Days(10)})
        .Add("Workers",
             "Requests processed at once, each for the processing delay; 0: no limit.",
             {&HttpServer::m_maxWorkers, 0})
        .Add("MaxQueuedRequests",
             "Requests that wait while all workers are busy; others are answered with "
             "503.",
             {&HttpServer::m_maxQueuedRequests, 100})
        .Add("RetryAfter",
             "What the Retry-After field of a 503 says, in whole seconds, rounded up.",
             {&HttpServer::m_retryAfter, Seconds(1)});
}

TypeId
HttpServer::AddConnectionAttributes(TypeId tid)
{
    AddWriting(HttpAttributes<HttpServer>(tid).In(&HttpServer::m_context));
    HttpAttributes<HttpServer>(tid)
        .In(&HttpServer::m_place)
        .Add("NotSentLowWater",
             "Bytes that may wait in a socket to be sent for the first time before it takes no "
             "more (TCP_NOTSENT_LOWAT), so that what is urgent overtakes; the module's endpoint "
             "only. 0: as its sockets have it, no limit.",
             {&HttpListeners::Place::notSent, 0});
    HttpAttributes<HttpServer>(tid)
        .In(&HttpServer::m_connection)
        .Add("MaxHeadBytes",
             "Longest request head accepted, else 431.",
             {&http::ConnectionOptions::maxHeadBytes, 65536, 64})
        .Add("MaxContentBytes",
             "Longest request content accepted, else 413; 0: no limit.",
             {&http::ConnectionOptions::maxContentBytes, 0})
        .Add("MinRequestRate",
             "Slow senders: each byte of a request extends RequestTimeout by its time "
             "at this rate, bytes/s; 0: not at all.",
             {&http::ConnectionOptions::minRequestRate, 0});
    return HttpAttributes<HttpServer>(tid)
        .Add("Tls",
             "How TLS behaves, which every connection begins with; not set: there is "
             "none.",
             {&HttpServer::m_tls})
        .Add("Http2",
             "Whether HTTP/2 is served, too, to clients that begin with it in clear "
             "(prior knowledge); over a layer (TLS), that decides.",
             {&HttpServer::m_http2Allowed, true})
        .Add("Http2Settings",
             "HTTP/2: settings, windows and habits as those of nginx, curl, chromium or "
             "plain (RFC 9113's initial values).",
             {&HttpServer::m_http2, "nginx"})
        .Add("StreamScheduler",
             "HTTP/2: order of responses under way: in-order, round-robin, urgency (RFC "
             "9218) or weights (RFC 7540).",
             {&HttpServer::m_scheduler, "urgency"})
        .Add("SendTimeout",
             "Slow readers: a client that acknowledges nothing of a response for so "
             "long is reset; 0: no limit.",
             {&HttpServer::m_sendTimeout, Seconds(0)})
        .Add("MinResponseRate",
             "Slow readers: a client that acknowledges less of a response in each "
             "SendTimeout is reset, bytes/s; 0: one byte is enough.",
             {&HttpServer::m_minResponseRate, 0});
}

TypeId
HttpServer::AddLimitAttributes(TypeId tid)
{
    return HttpAttributes<HttpServer>(tid)
        .Add("KeepAlive",
             "Whether connections stay open after a response.",
             {&HttpServer::m_keepAlive, true})
        .Add("KeepAliveField",
             "Whether responses after which the connection stays open say for how "
             "long and for how many requests: Keep-Alive: timeout=5, max=99 (RFC 2068, "
             "19.7.1.1).",
             {&HttpServer::m_keepAliveField, false})
        .Add("MaxKeepAliveRequests",
             "Requests served on one connection, then it is closed; 0: no limit.",
             {&HttpServer::m_maxKeepAliveRequests, 0})
        .Add("MaxConnections",
             "Connections served at once; others wait in the backlog; 0: no limit.",
             {&HttpServer::m_maxConnections, 0})
        .Add("Backlog",
             "Connections that may wait to be served; requests for more are dropped, "
             "and clients repeat them.",
             {&HttpServer::m_backlog, 511, 1});
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
        return GetHttpNameProblem("Http2Settings", m_http2, http::GetHttp2PresetNames());
    }
    if (!http::MakeStreamScheduler(m_scheduler))
    {
        return GetHttpNameProblem("StreamScheduler", m_scheduler, http::GetStreamSchedulerNames());
    }
    if (m_connection.minRequestRate > 0 && m_connection.headTimeout.count() == 0)
    {
        return "MinRequestRate " + std::to_string(m_connection.minRequestRate) +
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
