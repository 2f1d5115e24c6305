/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_PRIES_WORKLOAD_H
#define HTTP_PRIES_WORKLOAD_H

#include "http-drawn-page-workload.h"

namespace ns3
{

/**
 * @ingroup http
 * @brief Web pages as they were in 2012: R. Pries, Z. Magyari, P. Tran-Gia, "An HTTP Web Traffic
 * Model Based on the Top One Million Visited Web Pages", NGI 2012, table II.
 *
 * The number of inline objects is rounded up with a probability that is its fraction, which keeps
 * the mean of 31.93.
 */
class HttpPriesWorkload : public HttpDrawnPageWorkload
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();
};

} // namespace ns3

#endif /* HTTP_PRIES_WORKLOAD_H */
