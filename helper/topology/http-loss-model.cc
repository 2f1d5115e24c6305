/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-loss-model.h"

#include "ns3/http-attributes.h"

#include <algorithm>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpLossModel);

TypeId
HttpLossModel::GetTypeId()
{
    static TypeId tid =
        HttpMakeType<HttpLossModel, ErrorModel>("ns3::HttpLossModel")
            .Add("Rate", "Share of packets that are lost.", {&HttpLossModel::m_rate, 0, 0, 1})
            .Add("MeanBurst",
                 "Mean number of packets lost in a row; 1: each by itself.",
                 {&HttpLossModel::m_meanBurst, 1, 1});
    return tid;
}

HttpLossModel::HttpLossModel()
    : m_choice(CreateObject<UniformRandomVariable>())
{
}

void
HttpLossModel::SetPackets(const std::vector<uint64_t>& numbers)
{
    m_numbers = numbers;
}

int64_t
HttpLossModel::AssignStreams(int64_t stream)
{
    m_choice->SetStream(stream);
    return 1;
}

bool
HttpLossModel::DoCorrupt(Ptr<Packet> /* packet */)
{
    ++m_seen;
    // One draw for every packet, whatever is done with it: runs with other rates meet the same.
    const double draw = m_choice->GetValue();
    if (m_meanBurst <= 1)
    {
        m_isBurst = draw < m_rate;
    }
    else if (m_isBurst)
    {
        m_isBurst = draw >= 1 / m_meanBurst;
    }
    else
    {
        m_isBurst = draw < m_rate / (m_meanBurst * (1 - m_rate));
    }
    return m_isBurst || std::binary_search(m_numbers.begin(), m_numbers.end(), m_seen);
}

void
HttpLossModel::DoReset()
{
    m_seen = 0;
    m_isBurst = false;
}

} // namespace ns3
