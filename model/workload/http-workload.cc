/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-workload.h"

#include "http-time-text.h"

#include "ns3/http-attributes.h"
#include "ns3/http-text.h"

#include <cmath>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpWorkload);

TypeId
HttpWorkload::GetTypeId()
{
    static TypeId tid =
        HttpMakeType<HttpWorkload, Object>("ns3::HttpWorkload")
            .Add("Client",
                 "Which of the clients this one's is, from 0; for workloads that deal out "
                 "what they hold.",
                 {&HttpWorkload::m_client, 0})
            .Add("Clients",
                 "Among how many clients it is dealt out.",
                 {&HttpWorkload::m_clients, 1, 1});
    return tid;
}

uint32_t
HttpWorkload::GetClient() const
{
    return m_client % m_clients;
}

uint32_t
HttpWorkload::GetClients() const
{
    return m_clients;
}

uint64_t
HttpWorkload::GetRest(uint64_t total) const
{
    return total > m_yielded ? total - m_yielded : 0;
}

bool
HttpWorkload::BeginPage(uint64_t total, HttpPage& page)
{
    if (total > 0 && m_yielded >= total)
    {
        return false;
    }
    m_yielded++;
    page.startDelay = Time(0);
    page.thinkTime = Time(0);
    page.isOpen = false;
    page.ownConnections = false;
    return true;
}

int64_t
HttpWorkload::SetStreams(const std::vector<Ptr<RandomVariableStream>>& variables, int64_t stream)
{
    for (const Ptr<RandomVariableStream>& variable : variables)
    {
        if (variable)
        {
            variable->SetStream(stream);
        }
        stream++;
    }
    return static_cast<int64_t>(variables.size());
}

uint64_t
HttpWorkload::CountPagesLeft(const http::Url& /* base */)
{
    return 0;
}

std::string
HttpWorkload::Check(const http::Url& /* base */)
{
    return "";
}

std::vector<http::Url>
HttpWorkload::GetServers(const http::Url& base)
{
    return {base};
}

bool
HttpWorkload::HasRecordedHosts() const
{
    return false;
}

Ptr<HttpCatalogue>
HttpWorkload::GetCatalogue()
{
    return nullptr;
}

int64_t
HttpWorkload::AssignStreams(int64_t /* stream */)
{
    return 0;
}

void
HttpResetObject(const http::Url& url, HttpPageObject& object)
{
    object.url.scheme = url.scheme;
    object.url.host = url.host;
    object.url.port = url.port;
    object.url.target.clear();
    object.method = "GET";
    object.fields.Clear();
    object.headBytes = 0;
    object.contentBytes = 0;
    object.anchor = HttpPageObject::Anchor::PageStart;
    object.revealedBy = 0;
    object.delay = Time(0);
    object.version.reset();
    object.priority.clear();
    object.recorded.Clear();
    object.lane = 0;
}

Time
HttpDrawTime(const Ptr<RandomVariableStream>& seconds)
{
    return seconds ? HttpTimeFromNanoseconds(seconds->GetValue() * 1e9) : Time(0);
}

uint64_t
HttpDrawCount(const Ptr<RandomVariableStream>& variable, uint64_t max)
{
    const double value = variable ? variable->GetValue() : 0;
    if (!(value > 0))
    {
        return 0;
    }
    if (value >= static_cast<double>(max))
    {
        return max;
    }
    return static_cast<uint64_t>(std::llround(value));
}

} // namespace ns3
