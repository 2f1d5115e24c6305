/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_FRECHET_RANDOM_VARIABLE_H
#define HTTP_FRECHET_RANDOM_VARIABLE_H

#include "http-bounded-random-variable.h"

namespace ns3
{

/**
 * @ingroup http
 * @brief A Frechet random variable with bounds, the inverse of a Weibull variable: P(X <= x) =
 * exp(-(x / Scale)^-Shape).
 */
class HttpFrechetRandomVariable : public HttpBoundedRandomVariable
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    // Documented in HttpBoundedRandomVariable.
    double GetProbability(double value) const override;
    double GetQuantile(double probability) const override;

  private:
    double m_scale = 1; //!< Scale
    double m_shape = 1; //!< Shape
};

} // namespace ns3

#endif /* HTTP_FRECHET_RANDOM_VARIABLE_H */
