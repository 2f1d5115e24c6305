/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_WORKLOAD_OPTIONS_H
#define HTTP_WORKLOAD_OPTIONS_H

#include "http-options.h"

#include "ns3/http-client-helper.h"
#include "ns3/http-url.h"
#include "ns3/http-workload.h"
#include "ns3/ptr.h"

#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief The options of what is loaded.
 */
class HttpWorkloadOptions
{
  public:
    /// @brief The options' defaults. @param shippedPage the recorded page that is loaded by default
    explicit HttpWorkloadOptions(const std::string& shippedPage);

    /// @brief Adds the options. @param options where; outlives this object
    void AddTo(HttpOptions& options);

    /// @brief Sets attributes' defaults; attributes on the command line prevail. @param options the
    /// options
    void SetDefaults(const HttpOptions& options) const;

    /**
     * @brief Chooses the workload of clients; ends the program if it cannot be loaded.
     * @param options the options
     * @param base the URL of the servers that a workload does not name itself
     */
    void Choose(const HttpOptions& options, const http::Url& base);

    /**
     * @brief Gives the client to be installed next the chosen workload.
     * @param client the client's number
     * @param clients how many there are
     * @param helper what installs it
     */
    void SetWorkload(uint32_t client, uint32_t clients, HttpClientHelper& helper) const;

    /// @brief A workload as each client has one. @return the workload
    Ptr<HttpWorkload> GetSample() const;

    /// @brief Prints what is to be known of what was chosen. @param out where
    void PrintNotes(std::ostream& out) const;

    /// @brief What is to be known of it among a run's figures. @return figures by name
    std::map<std::string, double> GetFigures() const;

    /**
     * @brief The number of pages of each client.
     * @return the number; 0: without end, or not known
     */
    uint64_t GetPages() const;

  private:
    /// @brief Says which options belong to which workloads. @param options the options
    static void RestrictOptions(HttpOptions& options);

    std::string m_shippedPage;  //!< loaded by default
    std::string m_workload;     //!< which workload
    std::string m_urls;         //!< workload urls: the list
    std::string m_think;        //!< think time
    uint32_t m_objects = 10;    //!< workload page: embedded objects
    uint32_t m_pages = 1;       //!< how often each client goes through it
    double m_requestRate = 1;   //!< workload poisson: requests per second
    std::string m_type;         //!< type of the workload that was chosen
    uint64_t m_pagesOfEach = 0; //!< pages of each client; 0: without end, or not known
    Ptr<HttpWorkload> m_sample; //!< a workload as each client has one
};

} // namespace ns3

#endif /* HTTP_WORKLOAD_OPTIONS_H */
