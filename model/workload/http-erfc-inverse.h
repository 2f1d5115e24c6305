/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_ERFC_INVERSE_H
#define HTTP_ERFC_INVERSE_H

namespace ns3
{

/// @ingroup http
/// @brief The square root of 2, by which arguments of erfc and normal deviates differ.
constexpr double HTTP_SQRT_2 = 1.4142135623730951;

/**
 * @ingroup http
 * @brief The inverse of the complementary error function, for quantiles of normal laws.
 * @param value above 0 and below 2
 * @return the argument whose erfc is the value, to double precision
 */
double HttpErfcInverse(double value);

} // namespace ns3

#endif /* HTTP_ERFC_INVERSE_H */
