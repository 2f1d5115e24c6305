/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_WEIBULL_RANDOM_VARIABLE_H
#define HTTP_WEIBULL_RANDOM_VARIABLE_H

#include "http-bounded-random-variable.h"

namespace ns3
{

/**
 * @ingroup http
 * @brief A Weibull random variable with bounds: P(X > x) = exp(-(x / Scale)^Shape).
 */
class HttpWeibullRandomVariable : public HttpBoundedRandomVariable
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

#endif /* HTTP_WEIBULL_RANDOM_VARIABLE_H */
