/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_THREE_GPP_WORKLOAD_H
#define HTTP_THREE_GPP_WORKLOAD_H

#include "http-drawn-page-workload.h"

namespace ns3
{

/**
 * @ingroup http
 * @brief Web browsing as 3GPP2 and NGMN describe it: 3GPP2 C.R1002-0, "cdma2000 Evaluation
 * Methodology", 2004, HTTP model; NGMN, "Radio Access Performance Evaluation Methodology", 2008,
 * annex A.
 *
 * Sizes are lognormal and drawn again outside their bounds. The number of embedded objects is a
 * Pareto variable with the probability beyond 55 at 55, less 2, with mean 5.64; it is rounded up
 * with a probability that is its fraction, which keeps that mean.
 */
class HttpThreeGppWorkload : public HttpDrawnPageWorkload
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();
};

} // namespace ns3

#endif /* HTTP_THREE_GPP_WORKLOAD_H */
