/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-request-workload.h"

#include "ns3/http-attributes.h"
#include "ns3/http-text.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpRequestWorkload);

TypeId
HttpRequestWorkload::GetTypeId()
{
    static TypeId tid =
        HttpMakeType<HttpRequestWorkload, HttpWorkload>("ns3::HttpRequestWorkload")
            .Add("Open",
                 "Requests arrive at intervals that do not depend on responses; otherwise "
                 "each waits for the response to the one before it.",
                 {&HttpRequestWorkload::m_isOpen, true})
            .Add("Requests",
                 "Number of requests; 0: without end.",
                 {&HttpRequestWorkload::m_requests, 1})
            .Add("Interval",
                 "Seconds from a request to the next one in an open loop, and from the "
                 "client's start to the first.",
                 {&HttpRequestWorkload::m_interval, "ns3::ExponentialRandomVariable[Mean=1.0]"})
            .Add("ThinkTime",
                 "Seconds from a response's end to the next request in a closed loop.",
                 {&HttpRequestWorkload::m_thinkTime, "ns3::ExponentialRandomVariable[Mean=1.0]"})
            .Add("Size",
                 "Bytes of a response's content.",
                 {&HttpRequestWorkload::m_size, "ns3::ConstantRandomVariable[Constant=10000]"})
            .Add("RequestSize",
                 "Bytes of a request's content; the method is POST if there are some.",
                 {&HttpRequestWorkload::m_requestSize, "ns3::ConstantRandomVariable[Constant=0]"});
    return tid;
}

uint64_t
HttpRequestWorkload::CountPagesLeft(const http::Url& /* base */)
{
    return GetRest(m_requests);
}

bool
HttpRequestWorkload::NextPage(const http::Url& base, HttpPage& page)
{
    if (!BeginPage(m_requests, page))
    {
        return false;
    }
    page.objects.resize(1);
    HttpPageObject& object = page.objects.front();
    HttpResetObject(base, object);
    object.url.target = "/bytes/";
    HttpAppendNumber(HttpDrawCount(m_size, HTTP_MOST_BYTES), object.url.target);
    object.url.target += "?request=";
    HttpAppendNumber(m_yielded, object.url.target);
    object.contentBytes = HttpDrawCount(m_requestSize, HTTP_MOST_BYTES);
    if (object.contentBytes > 0)
    {
        object.method = "POST";
    }
    page.isOpen = m_isOpen;
    (m_isOpen ? page.startDelay : page.thinkTime) =
        HttpDrawTime(m_isOpen ? m_interval : m_thinkTime);
    return true;
}

int64_t
HttpRequestWorkload::AssignStreams(int64_t stream)
{
    return SetStreams({m_interval, m_thinkTime, m_size, m_requestSize}, stream);
}

} // namespace ns3
