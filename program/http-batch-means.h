/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_BATCH_MEANS_H
#define HTTP_BATCH_MEANS_H

#include <cstddef>
#include <deque>

namespace ns3
{

/**
 * @ingroup http
 * @brief A mean and how far it may be off.
 */
struct HttpInterval
{
    double mean;      //!< the mean; NaN without values
    double halfWidth; //!< half the width of the 95 % confidence interval; NaN with too few values
};

/// @ingroup http
/// @brief Batches that values are put in.
constexpr std::size_t HTTP_BATCHES = 20;
/// @ingroup http
/// @brief Values needed for that.
constexpr std::size_t HTTP_LEAST_BATCHED = 100;

/**
 * @ingroup http
 * @brief The mean of values that depend on their predecessors, by the method of batch means.
 *
 * The values are put in 20 batches of equal size in their order (what is left over is left out of
 * the interval, from the beginning); the interval is Student's over the batches' means. (Law,
 * "Simulation Modeling and Analysis", section 9.5.3.)
 * @param values the values in the order in which they arose
 * @return mean and half width
 */
HttpInterval GetHttpBatchMeans(const std::deque<double>& values);

/**
 * @ingroup http
 * @brief Jain's index of fairness: 1 if all are equal, 1/n if one has everything.
 * @param shares what each has
 * @return the index; NaN if nobody has anything
 */
double GetHttpFairness(const std::deque<double>& shares);

} // namespace ns3

#endif /* HTTP_BATCH_MEANS_H */
