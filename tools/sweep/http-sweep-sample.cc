/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sweep-sample.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace ns3
{

namespace
{

/// @brief Quantile 0.975 of Student's t. @param degrees degrees of freedom @return the quantile
double
GetStudentQuantile(std::size_t degrees)
{
    static std::map<std::size_t, double> known;
    const auto [place, isNew] = known.emplace(degrees, 0);
    if (isNew)
    {
        const boost::math::students_t distribution(static_cast<double>(degrees));
        place->second = boost::math::quantile(distribution, 0.975);
    }
    return place->second;
}

} // namespace

HttpSweepSample
DescribeSample(std::vector<double> values)
{
    values.erase(std::remove_if(values.begin(),
                                values.end(),
                                [](double value) { return std::isnan(value); }),
                 values.end());
    constexpr double NONE = std::numeric_limits<double>::quiet_NaN();
    HttpSweepSample sample{values.size(), NONE, NONE, NONE, NONE};
    if (values.empty())
    {
        return sample;
    }
    const auto count = static_cast<double>(values.size());
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    sample.median =
        values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    sample.mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    if (values.size() > 1)
    {
        double squares = 0;
        for (const double value : values)
        {
            squares += (value - sample.mean) * (value - sample.mean);
        }
        sample.deviation = std::sqrt(squares / (count - 1));
        sample.halfWidth =
            GetStudentQuantile(values.size() - 1) * sample.deviation / std::sqrt(count);
    }
    return sample;
}

} // namespace ns3
