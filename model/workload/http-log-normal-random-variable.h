/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_LOG_NORMAL_RANDOM_VARIABLE_H
#define HTTP_LOG_NORMAL_RANDOM_VARIABLE_H

#include "http-bounded-random-variable.h"

namespace ns3
{

/**
 * @ingroup http
 * @brief A lognormal random variable with bounds: its logarithm is normal with mean Mu and
 * deviation Sigma.
 */
class HttpLogNormalRandomVariable : public HttpBoundedRandomVariable
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    // Documented in HttpBoundedRandomVariable.
    double GetProbability(double value) const override;
    double GetQuantile(double probability) const override;

  private:
    double m_mu = 0;    //!< Mu
    double m_sigma = 1; //!< Sigma
};

} // namespace ns3

#endif /* HTTP_LOG_NORMAL_RANDOM_VARIABLE_H */
