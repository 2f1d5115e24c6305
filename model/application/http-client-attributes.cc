/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What may be varied in how a client uses its connections, and what contradicts itself.

#include "http-client.h"
#include "http-http2-attributes.h"

#include "ns3/boolean.h"
#include "ns3/http2-engine.h"
#include "ns3/uinteger.h"

namespace ns3
{

TypeId
HttpClient::AddConnectionAttributes(TypeId tid)
{
    AddLimitAttributes(tid);
    return tid
        .AddAttribute("ConnectTimeout",
                      "Longest wait for a connection; 0: as long as TCP tries.",
                      TimeValue(Seconds(0)),
                      MakeTimeAccessor(&HttpClient::m_connectTimeout),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("ResponseTimeout",
                      "Longest time from the end of a request to the end of its response; 0: no "
                      "limit.",
                      TimeValue(Seconds(0)),
                      MakeTimeAccessor(&HttpClient::m_responseTimeout),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("ContinueTimeout",
                      "Longest wait for 100 (Continue) before the content is sent anyway.",
                      TimeValue(Seconds(1)),
                      MakeTimeAccessor(&HttpClient::m_continueTimeout),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("LingerTimeout",
                      "Longest wait for the server's end after the client's.",
                      TimeValue(Seconds(2)),
                      MakeTimeAccessor(&HttpClient::m_lingerTimeout),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("MaxHeadBytes",
                      "Longest response head accepted.",
                      UintegerValue(65536),
                      MakeUintegerAccessor(&HttpClient::m_maxHeadBytes),
                      MakeUintegerChecker<uint32_t>(64))
        .AddAttribute("MaxRetries",
                      "Times that an idempotent request is tried again whose connection closed "
                      "before the first byte of its response; 0: never.",
                      UintegerValue(3),
                      MakeUintegerAccessor(&HttpClient::m_maxRetries),
                      MakeUintegerChecker<uint32_t>())
        .AddAttribute("StallTimeout",
                      "Longest time in which no byte comes or goes while a response is due; 0: "
                      "no limit.",
                      TimeValue(Seconds(300)),
                      MakeTimeAccessor(&HttpClient::m_stallTimeout),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("RetryNonIdempotent",
                      "Whether requests that are not idempotent, such as POST, are tried again, "
                      "too; the server may have carried them out already.",
                      BooleanValue(false),
                      MakeBooleanAccessor(&HttpClient::m_retryNonIdempotent),
                      MakeBooleanChecker())
        .AddAttribute("ConnectRetries",
                      "Times that a connection is asked for again that was refused, not "
                      "answered or not routed, before a request fails for it.",
                      UintegerValue(0),
                      MakeUintegerAccessor(&HttpClient::m_connectRetries),
                      MakeUintegerChecker<uint32_t>())
        .AddAttribute("PortWait",
                      "Longest wait for a local port where all are in use; 0: the request fails "
                      "at once with no-port.",
                      TimeValue(Seconds(0)),
                      MakeTimeAccessor(&HttpClient::m_portWait),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("RetryDelay",
                      "Time until a connection is asked for again, where ConnectRetries or "
                      "PortWait allow that.",
                      TimeValue(Seconds(1)),
                      MakeTimeAccessor(&HttpClient::m_retryDelay),
                      MakeTimeChecker(MicroSeconds(1)));
}

TypeId
HttpClient::AddLimitAttributes(TypeId tid)
{
    return tid
        .AddAttribute("MaxConnectionsPerServer",
                      "Connections open or opening at once to one scheme, host and port.",
                      UintegerValue(6),
                      MakeUintegerAccessor(&HttpClient::m_maxConnectionsPerServer),
                      MakeUintegerChecker<uint32_t>(1))
        .AddAttribute("MaxConnections",
                      "Connections open or opening at once in all; 0: no limit.",
                      UintegerValue(0),
                      MakeUintegerAccessor(&HttpClient::m_maxConnections),
                      MakeUintegerChecker<uint32_t>())
        .AddAttribute("Persistent",
                      "Whether a connection is used for more than one request.",
                      BooleanValue(true),
                      MakeBooleanAccessor(&HttpClient::m_persistent),
                      MakeBooleanChecker())
        .AddAttribute("PipelineDepth",
                      "Unanswered requests at once on one connection.",
                      UintegerValue(1),
                      MakeUintegerAccessor(&HttpClient::m_pipelineDepth),
                      MakeUintegerChecker<uint32_t>(1))
        .AddAttribute("GatherWrites",
                      "Whether requests that become due at the same time leave in one write; "
                      "otherwise each leaves by itself.",
                      BooleanValue(false),
                      MakeBooleanAccessor(&HttpClient::m_gatherWrites),
                      MakeBooleanChecker())
        .AddAttribute("MaxRequestsPerConnection",
                      "Requests sent on one connection; 0: no limit.",
                      UintegerValue(0),
                      MakeUintegerAccessor(&HttpClient::m_maxRequestsPerConnection),
                      MakeUintegerChecker<uint32_t>())
        .AddAttribute("IdleTimeout",
                      "A connection unused for so long is closed; 0: no limit.",
                      TimeValue(Seconds(0)),
                      MakeTimeAccessor(&HttpClient::m_idleTimeout),
                      MakeTimeChecker(Time(0)))
        .AddAttribute("HeedKeepAlive",
                      "Whether the Keep-Alive field of responses is followed: no request is "
                      "sent when its timeout is over or its max is reached.",
                      BooleanValue(false),
                      MakeBooleanAccessor(&HttpClient::m_heedKeepAlive),
                      MakeBooleanChecker())
        .AddAttribute("HalfClose",
                      "Whether the output of a connection is closed behind its last request "
                      "(Persistent false, or MaxRequestsPerConnection reached).",
                      BooleanValue(false),
                      MakeBooleanAccessor(&HttpClient::m_halfClose),
                      MakeBooleanChecker());
}

std::string
HttpClient::GetContradiction() const
{
    const std::string depth = "PipelineDepth " + std::to_string(m_pipelineDepth);
    if (m_pipelineDepth > 1 && !m_persistent)
    {
        return depth + " needs Persistent true, which is false";
    }
    if (m_pipelineDepth > 1 && m_version == HTTP_1_0)
    {
        return depth + " needs Version HTTP/1.1, which is HTTP/1.0";
    }
    const bool maySpeakHttp2 = m_version == HTTP_2 || m_version == HTTP_NEGOTIATED;
    const std::string version = m_version == HTTP_2 ? "Version HTTP/2" : "Version Negotiated";
    if (maySpeakHttp2 && !http::HasHttp2())
    {
        return version + " needs a build with libnghttp2, which this one is not";
    }
    if (maySpeakHttp2 && (!m_persistent || m_halfClose || m_pipelineDepth > 1))
    {
        return version + " needs Persistent true, HalfClose false and PipelineDepth 1";
    }
    if (!http::FindHttp2Preset(m_http2))
    {
        return GetHttp2SettingsProblem(m_http2);
    }
    if (m_maxRequestsPerConnection > 1 && !m_persistent)
    {
        return "MaxRequestsPerConnection " + std::to_string(m_maxRequestsPerConnection) +
               " needs Persistent true, which is false";
    }
    if (m_halfClose && m_persistent && m_maxRequestsPerConnection == 0)
    {
        return "HalfClose true needs Persistent false or a MaxRequestsPerConnection, which is 0";
    }
    if (m_heedKeepAlive && !m_persistent)
    {
        return "HeedKeepAlive true needs Persistent true, which is false";
    }
    if (m_schemes == HTTP_SCHEMES_SECURE && m_cacheState == CACHE_WARM)
    {
        return "Schemes Secure needs Cache None or Cold, which is Warm: it holds URLs as given";
    }
    if (m_tls && maySpeakHttp2 && !m_tls->HasAlpn())
    {
        return version + " needs Tls with Alpn true, which is false";
    }
    if (m_tls && !m_tls->GetContradiction().empty())
    {
        return "Tls: " + m_tls->GetContradiction();
    }
    if (m_retryNonIdempotent && m_maxRetries == 0)
    {
        return "RetryNonIdempotent true needs MaxRetries above 0, which is 0";
    }
    return "";
}

} // namespace ns3
