/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SURGE_WORKLOAD_H
#define HTTP_SURGE_WORKLOAD_H

#include "http-file-population.h"
#include "http-workload.h"

#include "ns3/ptr.h"

#include <array>
#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief Users of one server as SURGE has them: P. Barford, M. Crovella, "Generating Representative
 * Web Workloads for Network and Server Performance Evaluation", SIGMETRICS 1998, table 2.
 *
 * The server has a number of files with lognormal sizes and a Pareto tail, whose popularity follows
 * Zipf's law. A page is a number of files, one after the other, with active OFF times between them
 * and an inactive OFF time behind the last. Temporal locality: with the probability Locality a
 * request repeats the file that was asked for Distance requests ago; otherwise it goes by
 * popularity. So every single request follows the popularity's law, however short a run is.
 */
class HttpSurgeWorkload : public HttpWorkload
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    HttpSurgeWorkload();

    // Documented in HttpWorkload.
    bool NextPage(const http::Url& base, HttpPage& page) override;
    uint64_t CountPagesLeft(const http::Url& base) override;
    Ptr<HttpCatalogue> GetCatalogue() override;
    int64_t AssignStreams(int64_t stream) override;

    /// @brief The server's files; drawn when they are first needed. @return the files
    Ptr<const HttpFilePopulation> GetFiles();

    /// Most files of a page; larger draws are cut to this.
    static const uint32_t MAX_PAGE_FILES = 100000;

  private:
    /// Requests that are remembered; those farther back are not repeated.
    static const uint32_t MEMORY = 256;

    /// @brief Draws the file of a request. @return its rank, from 0
    uint32_t DrawFile();

    uint32_t m_fileCount = 0;               //!< Files
    double m_exponent = 1;                  //!< Exponent
    int64_t m_population = 0;               //!< Population
    double m_locality = 0;                  //!< Locality
    uint64_t m_pages = 1;                   //!< Pages
    Ptr<RandomVariableStream> m_fileSize;   //!< FileSize
    Ptr<RandomVariableStream> m_pageFiles;  //!< PageFiles
    Ptr<RandomVariableStream> m_activeOff;  //!< ActiveOff
    Ptr<RandomVariableStream> m_thinkTime;  //!< ThinkTime
    Ptr<RandomVariableStream> m_distance;   //!< Distance
    Ptr<RandomVariableStream> m_startTime;  //!< StartTime
    Ptr<RandomVariableStream> m_popularity; //!< decides which file by popularity
    Ptr<RandomVariableStream> m_repetition; //!< decides whether a file is repeated
    Ptr<RandomVariableStream> m_rounding;   //!< decides which way a number of files is rounded

    Ptr<HttpFilePopulation> m_files;         //!< the server's files
    std::array<uint32_t, MEMORY> m_memory{}; //!< files of the last requests, in a ring
    uint64_t m_requests = 0;                 //!< requests drawn
};

} // namespace ns3

#endif /* HTTP_SURGE_WORKLOAD_H */
