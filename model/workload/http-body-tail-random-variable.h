/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_BODY_TAIL_RANDOM_VARIABLE_H
#define HTTP_BODY_TAIL_RANDOM_VARIABLE_H

#include "http-bounded-random-variable.h"

namespace ns3
{

/**
 * @ingroup http
 * @brief File sizes of a server as SURGE has them: a lognormal body and a Pareto tail (Barford and
 * Crovella, "Generating Representative Web Workloads", SIGMETRICS 1998).
 *
 * A part Body of all values is lognormal and at most Scale, the others are Pareto and above it.
 */
class HttpBodyTailRandomVariable : public HttpBoundedRandomVariable
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    // Documented in HttpBoundedRandomVariable.
    double GetProbability(double value) const override;
    double GetQuantile(double probability) const override;

  private:
    /**
     * @brief The lognormal distribution function without bounds.
     * @param value the value
     * @return probability of at most that value
     */
    double GetLogNormal(double value) const;

    double m_mu = 9.357;     //!< Mu
    double m_sigma = 1.318;  //!< Sigma
    double m_body = 0.93;    //!< Body
    double m_scale = 133000; //!< Scale
    double m_shape = 1.1;    //!< Shape
};

} // namespace ns3

#endif /* HTTP_BODY_TAIL_RANDOM_VARIABLE_H */
