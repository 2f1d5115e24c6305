/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SAMPLE_CHECK_H
#define HTTP_SAMPLE_CHECK_H

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <functional>
#include <vector>

namespace http_test
{

/// @brief What theory says about a law.
struct Theory
{
    std::function<double(double)> probability; //!< P(X <= x)
    std::function<double(double)> below;       //!< P(X < x); not set: the same
    std::function<double(int)> moment;         //!< E X^r, r from 1 to 4; not set: not finite
};

/**
 * @brief Compares a sample with the theory of its law.
 *
 * Kolmogorov-Smirnov at the level 0.001 (D sqrt(n) < 1.95), quantiles within 4 standard errors of
 * their rank, mean and standard deviation within 4 standard errors, these from the law's moments.
 * @param sample the values; sorted by the call
 * @param theory the law
 */
inline void
CheckSample(std::vector<double>& sample, const Theory& theory)
{
    const auto n = static_cast<double>(sample.size());
    const auto below = theory.below ? theory.below : theory.probability;

    double mean = 0;
    double spread = 0;
    for (const double value : sample)
    {
        mean += value / n;
    }
    for (const double value : sample)
    {
        spread += (value - mean) * (value - mean) / (n - 1);
    }

    std::sort(sample.begin(), sample.end());
    double distance = 0;
    for (std::size_t i = 0; i < sample.size();)
    {
        std::size_t end = i + 1;
        while (end < sample.size() && sample[end] == sample[i])
        {
            ++end;
        }
        const double before = static_cast<double>(i) / n;
        const double upTo = static_cast<double>(end) / n;
        const double probability = theory.probability(sample[i]);
        distance =
            std::max({distance,
                      std::abs((theory.below ? theory.below(sample[i]) : probability) - before),
                      std::abs(probability - upTo)});
        i = end;
    }
    BOOST_TEST(distance * std::sqrt(n) < 1.95);

    for (const double part : {0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 0.9999})
    {
        // The sample's quantile stands at that rank in the law, as exactly as chance lets it.
        const double value = sample[static_cast<std::size_t>(part * (n - 1))];
        const double error = 4 * std::sqrt(part * (1 - part) / n);
        BOOST_TEST(below(value) < part + error, "quantile " << part << ": " << value);
        BOOST_TEST(theory.probability(value) > part - error, "quantile " << part << ": " << value);
    }

    if (theory.moment)
    {
        const double m1 = theory.moment(1);
        const double m2 = theory.moment(2);
        const double m3 = theory.moment(3);
        const double variance = m2 - m1 * m1;
        const double fourth =
            theory.moment(4) - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 * m1 * m1 * m1;
        const double deviation = std::sqrt(variance);
        BOOST_TEST(std::abs(mean - m1) < 4 * deviation / std::sqrt(n),
                   "mean " << mean << ", not " << m1);
        BOOST_TEST(std::abs(std::sqrt(spread) - deviation) <
                       4 * std::sqrt((fourth - variance * variance) / n) / (2 * deviation),
                   "deviation " << std::sqrt(spread) << ", not " << deviation);
    }
}

} // namespace http_test

#endif /* HTTP_SAMPLE_CHECK_H */
