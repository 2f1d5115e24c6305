/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What may be varied in a proxy, and what contradicts itself.

#include "http-hosts.h"
#include "http-proxy.h"
#include "http-socket-attributes.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/http-fields.h"
#include "ns3/integer.h"
#include "ns3/pointer.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpProxy);

TypeId
HttpProxy::GetTypeId()
{
    static TypeId tid =
        AddHttpListenerAttributes<HttpProxy>(
            AddCacheAttributes(
                AddConnectionAttributes(TypeId("ns3::HttpProxy").SetParent<Application>()))
                .SetGroupName("Http")
                .AddConstructor<HttpProxy>(),
            3128,
            {&HttpProxy::m_local,
             &HttpProxy::m_port,
             &HttpProxy::m_device,
             &HttpProxy::m_socketFactory})
            .AddAttribute("Upstream",
                          "Address and port of another proxy that all requests go to; not set: "
                          "they go to their servers.",
                          AddressValue(),
                          MakeAddressAccessor(&HttpProxy::m_upstream),
                          MakeAddressChecker())
            .AddAttribute("Pseudonym",
                          "Name in the Via field, a token; empty: proxy and the node's id.",
                          StringValue(""),
                          MakeStringAccessor(&HttpProxy::m_pseudonym),
                          MakeStringChecker())
            .AddAttribute("Blind",
                          "Copies bytes without understanding Connection, and only the first "
                          "request of a connection: the \"dumb proxy\" of old.",
                          BooleanValue(false),
                          MakeBooleanAccessor(&HttpProxy::m_isBlind),
                          MakeBooleanChecker())
            .AddTraceSource("Request",
                            "A request of a client is over.",
                            MakeTraceSourceAccessor(&HttpProxy::m_requestTrace),
                            "ns3::HttpProxyRecord::TracedCallback")
            .AddTraceSource("Transaction",
                            "A request to a server has its outcome.",
                            MakeTraceSourceAccessor(&HttpProxy::m_transactionTrace),
                            "ns3::HttpTransactionRecord::TracedCallback")
            .AddTraceSource("Message",
                            "A message was sent or received, on either side.",
                            MakeTraceSourceAccessor(&HttpProxy::m_messageTrace),
                            "ns3::HttpMessageRecord::TracedCallback")
            .AddTraceSource("Frame",
                            "A frame of HTTP/2 was sent or received.",
                            MakeTraceSourceAccessor(&HttpProxy::m_frameTrace),
                            "ns3::HttpFrameRecord::TracedCallback")
            .AddTraceSource("Activity",
                            "A step of the proxy between its socket calls.",
                            MakeTraceSourceAccessor(&HttpProxy::m_activityTrace),
                            "ns3::HttpActivityRecord::TracedCallback");
    return tid;
}

TypeId
HttpProxy::AddConnectionAttributes(TypeId tid)
{
    return tid
        .AddAttribute("MaxConnectionsPerServer",
                      "Connections open or opening at once to one scheme, host and port.",
                      UintegerValue(100),
                      MakeUintegerAccessor(&HttpProxy::m_maxConnectionsPerServer),
                      MakeUintegerChecker<uint32_t>(1))
        .AddAttribute("MaxConnections",
                      "Connections to servers open or opening at once in all; 0: no limit.",
                      UintegerValue(0),
                      MakeUintegerAccessor(&HttpProxy::m_maxConnections),
                      MakeUintegerChecker<uint32_t>())
        .AddAttribute("Persistent",
                      "Whether a connection to a server is used for more than one request.",
                      BooleanValue(true),
                      MakeBooleanAccessor(&HttpProxy::m_persistent),
                      MakeBooleanChecker())
        .AddAttribute("IdleTimeout",
                      "A connection to a server unused for so long is closed; 0: no limit.",
                      TimeValue(Seconds(60)),
                      MakeTimeAccessor(&HttpProxy::m_idleTimeout),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("KeepAliveTimeout",
                      "Longest wait for a client's next request; 0: no limit.",
                      TimeValue(Seconds(5)),
                      MakeTimeAccessor(&HttpProxy::m_keepAliveTimeout),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("RequestTimeout",
                      "Longest time from a request's first byte to its last, then 408; 0: no "
                      "limit.",
                      TimeValue(Seconds(0)),
                      MakeTimeAccessor(&HttpProxy::m_requestTimeout),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("ConnectTimeout",
                      "Longest wait for a connection to a server, then 504; 0: as long as TCP "
                      "tries.",
                      TimeValue(Seconds(0)),
                      MakeTimeAccessor(&HttpProxy::m_connectTimeout),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("ResponseTimeout",
                      "Longest time from the end of a request to the end of its response, then "
                      "504; 0: no limit.",
                      TimeValue(Seconds(0)),
                      MakeTimeAccessor(&HttpProxy::m_responseTimeout),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("StallTimeout",
                      "Longest time in which no byte comes from or goes to a server while a "
                      "response is due, then 504; 0: no limit.",
                      TimeValue(Seconds(60)),
                      MakeTimeAccessor(&HttpProxy::m_stallTimeout),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("SendTimeout",
                      "A client that acknowledges nothing of a response for so long is reset; 0: "
                      "no limit.",
                      TimeValue(Seconds(60)),
                      MakeTimeAccessor(&HttpProxy::m_sendTimeout),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("TunnelTimeout",
                      "A tunnel through which nothing has come for so long is reset on both sides; "
                      "0: no limit.",
                      TimeValue(Minutes(10)),
                      MakeTimeAccessor(&HttpProxy::m_tunnelTimeout),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("LingerTimeout",
                      "Longest wait for a peer's end after the proxy's.",
                      TimeValue(Seconds(2)),
                      MakeTimeAccessor(&HttpProxy::m_lingerTimeout),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("MaxHeadBytes",
                      "Longest head accepted: else 431 to the client, 502 for the server.",
                      UintegerValue(65536),
                      MakeUintegerAccessor(&HttpProxy::m_maxHeadBytes),
                      MakeUintegerChecker<uint32_t>(64))
        .AddAttribute("ChunkBytes",
                      "Most content of one chunk where the chunked coding is used.",
                      UintegerValue(8192),
                      MakeUintegerAccessor(&HttpProxy::m_chunkBytes),
                      MakeUintegerChecker<uint32_t>(1))
        .AddAttribute("MaxRetries",
                      "Times that an idempotent request without content is tried again whose "
                      "connection closed before the first byte of its response.",
                      UintegerValue(3),
                      MakeUintegerAccessor(&HttpProxy::m_maxRetries),
                      MakeUintegerChecker<uint32_t>())
        .AddAttribute("RelayBytes",
                      "Bytes of a content that may wait for the slower side; then the faster one "
                      "is stopped by TCP's window.",
                      UintegerValue(65536),
                      MakeUintegerAccessor(&HttpProxy::m_relayBytes),
                      MakeUintegerChecker<uint64_t>(1));
}

TypeId
HttpProxy::AddCacheAttributes(TypeId tid)
{
    return tid
        .AddAttribute("CacheBytes",
                      "Bytes that the cache holds; those used least recently go first. 0: there is "
                      "no cache.",
                      UintegerValue(0),
                      MakeUintegerAccessor(&HttpProxy::m_cacheBytes),
                      MakeUintegerChecker<uint64_t>())
        .AddAttribute("CacheEntryBytes",
                      "Longest content that is stored; 0: CacheBytes.",
                      UintegerValue(0),
                      MakeUintegerAccessor(&HttpProxy::m_cacheEntryBytes),
                      MakeUintegerChecker<uint64_t>())
        .AddAttribute("HeuristicFraction",
                      "Part of the time since Last-Modified that a stored response without "
                      "explicit time stays fresh.",
                      DoubleValue(0.1),
                      MakeDoubleAccessor(&HttpProxy::m_heuristicFraction),
                      MakeDoubleChecker<double>(0, 1))
        .AddAttribute("Epoch",
                      "Unix time at which the simulation begins, seconds, for the cache.",
                      IntegerValue(1577836800),
                      MakeIntegerAccessor(&HttpProxy::m_epoch),
                      MakeIntegerChecker<int64_t>(0));
}

std::string
HttpProxy::GetContradiction() const
{
    if (m_isBlind && m_cacheBytes > 0)
    {
        return "Blind true needs CacheBytes 0, which is " + std::to_string(m_cacheBytes);
    }
    if (m_isBlind && !m_upstream.IsInvalid())
    {
        return "Blind true needs no Upstream, which is " + FormatHttpAddress(m_upstream);
    }
    if (m_cacheEntryBytes > m_cacheBytes)
    {
        return "CacheEntryBytes " + std::to_string(m_cacheEntryBytes) +
               " needs as many CacheBytes, which is " + std::to_string(m_cacheBytes);
    }
    return "";
}

void
HttpProxy::CheckAttributes() const
{
    NS_ABORT_MSG_IF(!m_pseudonym.empty() && !http::IsToken(m_pseudonym),
                    "HttpProxy: Pseudonym: \"" << m_pseudonym
                                               << "\" is not a token such as cache1");
    NS_ABORT_MSG_IF(!m_upstream.IsInvalid() && GetHttpPort(m_upstream) == 0,
                    "HttpProxy: Upstream: not an address and port such as those of "
                    "InetSocketAddress(\"10.1.1.2\", 3128)");
    const std::string contradiction = GetContradiction();
    NS_ABORT_MSG_IF(!contradiction.empty(), "HttpProxy: " << contradiction);
}

HttpFetcherOptions
HttpProxy::GetFetcherOptions() const
{
    HttpFetcherOptions options;
    options.pool.maxConnectionsPerServer = m_maxConnectionsPerServer;
    options.pool.maxConnections = m_maxConnections;
    options.pool.persistent = m_persistent;
    options.pool.idleTimeout = ToHttpNanoseconds(m_idleTimeout);
    options.connection.maxHeadBytes = m_maxHeadBytes;
    options.connection.chunkBytes = m_chunkBytes;
    options.connection.responseTimeout = ToHttpNanoseconds(m_responseTimeout);
    options.connection.stallTimeout = ToHttpNanoseconds(m_stallTimeout);
    options.product = "";
    options.checksContent = false;
    options.socketFactory = m_socketFactory;
    options.connectTimeout = m_connectTimeout;
    options.lingerTimeout = m_lingerTimeout;
    options.maxRetries = m_maxRetries;
    options.proxy = m_upstream;
    options.reader = m_relays.get();
    return options;
}

http::ConnectionOptions
HttpProxy::GetSessionOptions() const
{
    http::ConnectionOptions options;
    options.maxHeadBytes = m_maxHeadBytes;
    options.chunkBytes = m_chunkBytes;
    options.headTimeout = ToHttpNanoseconds(m_requestTimeout);
    options.idleTimeout = ToHttpNanoseconds(m_keepAliveTimeout);
    return options;
}

} // namespace ns3
