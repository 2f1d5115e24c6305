/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What may be varied in a proxy, and what contradicts itself.

#include "http-hosts.h"
#include "http-proxy.h"
#include "http-relay.h"
#include "http-shared-attributes.h"

#include "ns3/abort.h"
#include "ns3/http-fields.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpProxy);

TypeId
HttpProxy::GetTypeId()
{
    static TypeId tid = AddTraceSources(
        AddOwnAttributes(
            AddHttpListenerAttributes(AddHttpFetcherAttributes(TypeId("ns3::HttpProxy")
                                                                   .SetParent<Application>()
                                                                   .SetGroupName("Http")
                                                                   .AddConstructor<HttpProxy>(),
                                                               &HttpProxy::m_options,
                                                               {100, Seconds(60), Seconds(60)}),
                                      3128,
                                      &HttpProxy::m_place,
                                      &HttpProxy::m_session))
            .AddTraceSource("Request",
                            "A request of a client is over.",
                            MakeTraceSourceAccessor(&HttpProxy::m_requestTrace),
                            "ns3::HttpProxyRecord::TracedCallback")
            .AddTraceSource("Transaction",
                            "A request to a server has its outcome.",
                            MakeTraceSourceAccessor(&HttpProxy::m_transactionTrace),
                            "ns3::HttpTransactionRecord::TracedCallback"),
        "A message was sent or received, on either side.",
        "A step of the proxy between its socket calls.",
        false);
    return tid;
}

TypeId
HttpProxy::AddOwnAttributes(TypeId tid)
{
    HttpAttributes<HttpProxy>(tid)
        .In(&HttpProxy::m_options)
        .Add("Upstream",
             "Address and port of another proxy that all requests go to; not set: "
             "they go to their servers.",
             {&HttpFetcherOptions::proxy, AddressValue(), MakeAddressChecker()});
    HttpAttributes<HttpProxy>(tid)
        .In(&HttpProxy::m_cacheOptions)
        .Add("CacheBytes",
             "Bytes that the cache holds; those used least recently go first. 0: there is "
             "no cache.",
             {&http::CacheOptions::maxBytes, 0})
        .Add("CacheEntryBytes",
             "Longest content that is stored; 0: CacheBytes.",
             {&http::CacheOptions::maxEntryBytes, 0});
    return HttpAttributes<HttpProxy>(tid)
        .Add("Pseudonym",
             "Name in the Via field, a token; empty: proxy and the node's id.",
             {&HttpProxy::m_pseudonym, ""})
        .Add("Blind",
             "Copies bytes without understanding Connection, and only the first "
             "request of a connection: the \"dumb proxy\" of old.",
             {&HttpProxy::m_isBlind, false})
        .Add("SendTimeout",
             "A client that acknowledges nothing of a response for so long is reset; 0: "
             "no limit.",
             {&HttpProxy::m_sendTimeout, Seconds(60)})
        .Add("TunnelTimeout",
             "A tunnel through which nothing has come for so long is reset on both sides; "
             "0: no limit.",
             {&HttpProxy::m_tunnelTimeout, Minutes(10)})
        .Add("RelayBytes",
             "Bytes of a content that may wait for the slower side; then the faster one "
             "is stopped by TCP's window.",
             {&HttpProxy::m_relayBytes, 65536, 1})
        .Add("HeuristicFraction",
             "Part of the time since Last-Modified that a stored response without "
             "explicit time stays fresh.",
             {&HttpProxy::m_heuristicFraction, 0.1, 0, 1})
        .Add("Epoch",
             "Unix time at which the simulation begins, seconds, for the cache.",
             {&HttpProxy::m_epoch, 1577836800, 0});
}

std::string
HttpProxy::GetContradiction() const
{
    if (m_isBlind && m_cacheOptions.maxBytes > 0)
    {
        return "Blind true needs CacheBytes 0, which is " + std::to_string(m_cacheOptions.maxBytes);
    }
    if (m_isBlind && !m_options.proxy.IsInvalid())
    {
        return "Blind true needs no Upstream, which is " + FormatHttpAddress(m_options.proxy);
    }
    if (m_cacheOptions.maxEntryBytes > m_cacheOptions.maxBytes)
    {
        return "CacheEntryBytes " + std::to_string(m_cacheOptions.maxEntryBytes) +
               " needs as many CacheBytes, which is " + std::to_string(m_cacheOptions.maxBytes);
    }
    return "";
}

void
HttpProxy::CheckAttributes() const
{
    NS_ABORT_MSG_IF(!m_pseudonym.empty() && !http::IsToken(m_pseudonym),
                    "HttpProxy: Pseudonym: \"" << m_pseudonym
                                               << "\" is not a token such as cache1");
    NS_ABORT_MSG_IF(!m_options.proxy.IsInvalid() && GetHttpPort(m_options.proxy) == 0,
                    "HttpProxy: Upstream: not an address and port such as those of "
                    "InetSocketAddress(\"10.1.1.2\", 3128)");
    const std::string contradiction = GetContradiction();
    NS_ABORT_MSG_IF(!contradiction.empty(), "HttpProxy: " << contradiction);
}

void
HttpProxy::CompleteOptions()
{
    m_options.connection.chunkBytes = m_session.chunkBytes;
    m_options.product = "";
    m_options.checksContent = false;
    m_options.socketFactory = m_place.factory;
    m_options.reader = m_relays.get();
    m_session.maxHeadBytes = m_options.connection.maxHeadBytes;
}

} // namespace ns3
