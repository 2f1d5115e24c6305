/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_REQUEST_WORKLOAD_H
#define HTTP_REQUEST_WORKLOAD_H

#include "http-workload.h"

#include "ns3/ptr.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief Single requests of drawn size: an open loop with drawn times between their starts, or a
 * closed loop with a think time behind each response.
 *
 * In an open loop requests arrive whether or not the earlier ones are answered; with exponential
 * intervals they are a Poisson process. Each request is a page. The targets say what is asked for,
 * /bytes/N?request=K with requests counted from 1, so that a server answers them without a
 * catalogue. Negative draws count as 0.
 */
class HttpRequestWorkload : public HttpWorkload
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    // Documented in HttpWorkload.
    bool NextPage(const http::Url& base, HttpPage& page) override;
    uint64_t CountPagesLeft(const http::Url& base) override;
    int64_t AssignStreams(int64_t stream) override;

  private:
    bool m_isOpen = true;                    //!< Open
    uint64_t m_requests = 1;                 //!< Requests
    Ptr<RandomVariableStream> m_interval;    //!< Interval
    Ptr<RandomVariableStream> m_thinkTime;   //!< ThinkTime
    Ptr<RandomVariableStream> m_size;        //!< Size
    Ptr<RandomVariableStream> m_requestSize; //!< RequestSize
};

} // namespace ns3

#endif /* HTTP_REQUEST_WORKLOAD_H */
