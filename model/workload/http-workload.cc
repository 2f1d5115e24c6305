/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-workload.h"

#include "http-text.h"

#include "ns3/random-variable-stream.h"

#include <cmath>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpWorkload);

TypeId
HttpWorkload::GetTypeId()
{
    static TypeId tid = TypeId("ns3::HttpWorkload").SetParent<Object>().SetGroupName("Http");
    return tid;
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
