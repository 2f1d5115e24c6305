/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-batch-means.h"

#include <cmath>
#include <limits>
#include <numeric>

namespace ns3
{

namespace
{

/// Student's t with 19 degrees of freedom, 97.5 %.
constexpr double STUDENT = 2.093;

} // namespace

HttpInterval
GetHttpBatchMeans(const std::deque<double>& values)
{
    HttpInterval interval{std::numeric_limits<double>::quiet_NaN(),
                          std::numeric_limits<double>::quiet_NaN()};
    if (values.empty())
    {
        return interval;
    }
    interval.mean =
        std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    if (values.size() < HTTP_LEAST_BATCHED)
    {
        return interval;
    }
    const std::size_t size = values.size() / HTTP_BATCHES;
    auto next = values.begin() + static_cast<std::ptrdiff_t>(values.size() % HTTP_BATCHES);
    double sum = 0;
    double squares = 0;
    for (std::size_t batch = 0; batch < HTTP_BATCHES; ++batch)
    {
        const auto end = next + static_cast<std::ptrdiff_t>(size);
        const double mean = std::accumulate(next, end, 0.0) / static_cast<double>(size);
        const double deviation = mean - interval.mean;
        sum += deviation;
        squares += deviation * deviation;
        next = end;
    }
    constexpr auto N = static_cast<double>(HTTP_BATCHES);
    const double variance = (squares - sum * sum / N) / (N - 1);
    interval.halfWidth = STUDENT * std::sqrt(std::max(variance, 0.0) / N);
    return interval;
}

double
GetHttpFairness(const std::deque<double>& shares)
{
    double sum = 0;
    double squares = 0;
    for (const double share : shares)
    {
        sum += share;
        squares += share * share;
    }
    return sum * sum / (squares * static_cast<double>(shares.size()));
}

} // namespace ns3
