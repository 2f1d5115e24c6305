/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What may be varied in a server, and what it tells; its limits are in http-server-limits.cc.

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
            .AddAttribute("ChunkBytes",
                          "Content of one chunk where the chunked coding is used.",
                          UintegerValue(8192),
                          MakeUintegerAccessor(&HttpServer::m_chunkBytes),
                          MakeUintegerChecker<uint32_t>(1))
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
            .AddTraceSource("Activity",
                            "A step of the server between its socket calls.",
                            MakeTraceSourceAccessor(&HttpServer::m_activityTrace),
                            "ns3::HttpActivityRecord::TracedCallback");
    return tid;
}

} // namespace ns3
