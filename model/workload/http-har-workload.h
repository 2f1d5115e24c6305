/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_HAR_WORKLOAD_H
#define HTTP_HAR_WORKLOAD_H

#include "http-har.h"
#include "http-workload.h"

#include "ns3/nstime.h"
#include "ns3/ptr.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Replays the pages of a recorded HTTP Archive.
 *
 * Each request waits for the one that revealed it, as far as the recording tells. What a request
 * waits for beyond that is left out unless DelayScale says otherwise, because recorded delays hold
 * the browser's work and its queueing for connections, which the simulated client makes itself.
 *
 * With many clients, each is a user of its own: StartTime spreads their beginnings, ThinkTime their
 * pages, and Rotate and RandomOrder let them go through the pages in orders of their own.
 *
 * All workloads with the same File share what was read, and their catalogues are the same objects,
 * until Simulator::Destroy().
 */
class HttpHarWorkload : public HttpWorkload
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    HttpHarWorkload();

    // Documented in HttpWorkload; every URL is absolute, and the base is not used.
    bool NextPage(const http::Url& base, HttpPage& page) override;
    uint64_t CountPagesLeft(const http::Url& base) override;
    std::string Check(const http::Url& base) override;
    std::vector<http::Url> GetServers(const http::Url& base) override;
    bool HasRecordedHosts() const override;
    Ptr<HttpCatalogue> GetCatalogue() override;
    int64_t AssignStreams(int64_t stream) override;

    /**
     * @brief Reads the file unless it has been read, and tells whether it can be replayed.
     * @return an empty text, or one line that names the attribute, the file and the reason
     */
    std::string Check();

    /// @brief What was read; stops the program if File cannot be replayed. @return the archive
    Ptr<const HttpHar> GetHar();

    /// @brief The servers that the recording names, in order of appearance. @return the servers
    const std::vector<HttpHarOrigin>& GetOrigins();

    /// @brief How many entries are replayed, adapted and skipped. @return the report
    HttpHarReport GetReport();

  private:
    /// @brief Pages of a round. @return their number
    uint64_t GetRound();

    /// @brief The page that comes next. @param number pages of a round @return its place
    std::size_t ChoosePage(std::size_t number);

    std::string m_file;                    //!< File
    uint32_t m_repeat = 1;                 //!< Repeat
    uint32_t m_maxPages = 0;               //!< MaxPages
    double m_delayScale = 0;               //!< DelayScale
    Time m_serverRoundTrip;                //!< ServerRoundTrip
    bool m_versions = true;                //!< RecordedVersions
    bool m_rotate = false;                 //!< Rotate
    bool m_randomOrder = false;            //!< RandomOrder
    Ptr<RandomVariableStream> m_thinkTime; //!< ThinkTime
    Ptr<RandomVariableStream> m_startTime; //!< StartTime
    Ptr<RandomVariableStream> m_shuffle;   //!< decides the order of the pages

    std::vector<uint32_t> m_order; //!< pages of the round under way, with RandomOrder
    Ptr<const HttpHar> m_har;      //!< what was read
    std::string m_loadedFile;      //!< the File that it was read from
};

} // namespace ns3

#endif /* HTTP_HAR_WORKLOAD_H */
