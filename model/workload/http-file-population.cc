/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-file-population.h"

#include "http-workload.h"

#include "ns3/http-text.h"

#include <algorithm>
#include <cmath>

namespace ns3
{

HttpFilePopulation::HttpFilePopulation(uint32_t files,
                                       double exponent,
                                       const Ptr<RandomVariableStream>& size)
    : m_catalogue(CreateObject<HttpCatalogue>())
{
    m_cumulated.reserve(files);
    double sum = 0;
    for (uint32_t rank = 1; rank <= files; ++rank)
    {
        sum += std::pow(rank, -exponent);
        m_cumulated.push_back(sum);
        HttpResource resource;
        resource.size = HttpDrawCount(size, HTTP_MOST_BYTES);
        m_catalogue->Add(GetTarget(rank - 1), resource);
    }
    for (double& probability : m_cumulated)
    {
        probability /= sum;
    }
}

uint32_t
HttpFilePopulation::GetSize() const
{
    return static_cast<uint32_t>(m_cumulated.size());
}

uint32_t
HttpFilePopulation::FindRank(double probability) const
{
    const auto place = std::upper_bound(m_cumulated.begin(), m_cumulated.end() - 1, probability);
    return static_cast<uint32_t>(place - m_cumulated.begin());
}

std::string
HttpFilePopulation::GetTarget(uint32_t rank)
{
    std::string target = "/surge/";
    HttpAppendNumber(uint64_t{rank} + 1, target);
    return target;
}

Ptr<HttpCatalogue>
HttpFilePopulation::GetCatalogue() const
{
    return m_catalogue;
}

} // namespace ns3
