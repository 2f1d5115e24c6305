/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SUMMARY_H
#define HTTP_SUMMARY_H

#include "ns3/application-container.h"
#include "ns3/http-page-record.h"
#include "ns3/http-proxy.h"
#include "ns3/http-transaction-record.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <deque>
#include <map>
#include <ostream>
#include <string>
#include <utility>

namespace ns3
{

/**
 * @ingroup http
 * @brief What clients did, in figures. Keeps two numbers of each finished request, for quantiles.
 */
class HttpSummary
{
  public:
    /**
     * @brief Follows clients by their trace sources.
     * @param clients the clients
     */
    void Watch(const ApplicationContainer& clients);

    /**
     * @brief Leaves what began before a time out of times, throughput and fairness.
     * @param warmUp the time
     */
    void SetWarmUp(Time warmUp);

    /**
     * @brief Prints the figures, one a line.
     *
     * To be called when every request has its outcome, which is after Simulator::Destroy().
     * @param out where
     * @param end simulated time at the end of what throughput is told of, see
     * HttpRunControl::GetEnd()
     */
    void Print(std::ostream& out, Time end) const;

    /**
     * @brief The figures by name, in the units that their names end in; for tables.
     * @param end as in Print()
     * @return names and values
     */
    std::map<std::string, double> GetFigures(Time end) const;

  private:
    /// @brief Content read after the warm-up. @param end as in Print() @return bit/s; NaN if no
    /// time
    double GetThroughput(Time end) const;

    /// @brief Content in a second. @param bytes content @param end the end of the run
    /// @return bit/s after the warm-up; not a number if there is nothing after it
    double GetRate(double bytes, Time end) const;

    /// @brief Follows a page. @param record the page
    void OnPage(const HttpPageRecord& record);

    /// @brief Follows a transaction. @param record the transaction
    void OnTransaction(const HttpTransactionRecord& record);

    /// @brief What all clients together have done, and not done.
    struct Totals
    {
        uint64_t queued = 0; //!< requests
        uint64_t opened = 0; //!< connections
        uint64_t left = 0;   //!< pages that were not begun
    };

    /// @brief Asks the clients. @return the sums
    Totals GetTotals() const;

    /// @brief Content that each client read after the warm-up. @return bytes by client
    std::deque<double> GetShares() const;

    ApplicationContainer m_clients; //!< whom it follows
    Time m_warmUp;                  //!< what began before is left out of times
    /// Content read after the warm-up, by node and application.
    std::map<std::pair<uint32_t, uint32_t>, uint64_t> m_shares;
    std::deque<double> m_pageTimes;           //!< load times of finished pages, seconds
    std::deque<double> m_firstBytes;          //!< times to first byte, seconds
    std::deque<double> m_times;               //!< times from wish to outcome, seconds
    std::map<std::string, uint64_t> m_failed; //!< requests that failed, by outcome
    std::map<uint16_t, uint64_t> m_statuses;  //!< complete requests by status
    uint64_t m_requests = 0;                  //!< requests that have their outcome
    uint64_t m_pages = 0;                     //!< pages that have theirs
    uint64_t m_complete = 0;                  //!< requests that are complete
    uint64_t m_completePages = 0;             //!< pages without a failed object
    uint64_t m_cutPages = 0;                  //!< pages that the end of the run cut short
    uint64_t m_bytes = 0;                     //!< content read
    uint64_t m_warmBytesSent = 0;             //!< those that were queued after the warm-up
    uint64_t m_bytesSent = 0;                 //!< content of requests that went out whole
    uint64_t m_fromCache = 0;                 //!< requests that a client's cache answered
    uint64_t m_retried = 0;                   //!< requests that needed more than one attempt
};

/**
 * @ingroup http
 * @brief A quantile by linear interpolation between the closest ranks.
 * @param values the sample
 * @param share 0 to 1
 * @return the quantile; NaN if there are no values
 */
double GetHttpQuantile(const std::deque<double>& values, double share);

/// @ingroup http
/// @brief What a proxy has done. @param proxy it @return figures by name
std::map<std::string, double> GetHttpProxyFigures(const HttpProxy& proxy);

/// @ingroup http
/// @brief Prints what a proxy has done. @param out where @param figures with the proxy's
void PrintHttpProxy(std::ostream& out, const std::map<std::string, double>& figures);

} // namespace ns3

#endif /* HTTP_SUMMARY_H */
