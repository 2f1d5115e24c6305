/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_PAGE_WORKLOAD_H
#define HTTP_PAGE_WORKLOAD_H

#include "http-drawn-page-workload.h"

namespace ns3
{

/**
 * @ingroup http
 * @brief Synthetic pages: each a root object and a number of embedded objects, of constant sizes
 * unless random variables say otherwise.
 */
class HttpPageWorkload : public HttpDrawnPageWorkload
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();
};

} // namespace ns3

#endif /* HTTP_PAGE_WORKLOAD_H */
