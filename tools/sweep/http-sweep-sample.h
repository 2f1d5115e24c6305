/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SWEEP_SAMPLE_H
#define HTTP_SWEEP_SAMPLE_H

#include <cstddef>
#include <vector>

namespace ns3
{

/// @brief A sample in figures. NaN where the sample is too small for one.
struct HttpSweepSample
{
    std::size_t count = 0; //!< values
    double mean = 0;       //!< their mean; needs one value
    double deviation = 0;  //!< standard deviation, divided by count - 1; needs two
    double halfWidth = 0;  //!< half of the 95 % confidence interval by Student's t; needs two
    double median = 0;     //!< middle value, or the mean of the two in the middle; needs one
};

/**
 * @brief Describes a sample.
 * @param values the sample; NaN values are left out
 * @return its figures
 */
HttpSweepSample DescribeSample(std::vector<double> values);

} // namespace ns3

#endif /* HTTP_SWEEP_SAMPLE_H */
