/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CSV_WORKLOAD_H
#define HTTP_CSV_WORKLOAD_H

#include "http-csv-requests.h"
#include "http-workload.h"

#include "ns3/ptr.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Requests at given times, as a CSV file lists them (HttpCsvRequests says its columns).
 *
 * Requests are made at their times, counted from the client's start, whether or not the earlier
 * ones are answered; each is a page. The file's clients are dealt out among the simulated ones
 * (attributes Client and Clients); without a column of clients the requests are. All workloads with
 * the same File share what was read, until Simulator::Destroy().
 */
class HttpCsvWorkload : public HttpWorkload
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    // Documented in HttpWorkload; targets are resolved against the base.
    bool NextPage(const http::Url& base, HttpPage& page) override;
    uint64_t CountPagesLeft(const http::Url& base) override;
    std::string Check(const http::Url& base) override;
    std::vector<http::Url> GetServers(const http::Url& base) override;
    Ptr<HttpCatalogue> GetCatalogue() override;

    /// @brief What was read; stops the program if File cannot be replayed. @return the requests
    Ptr<const HttpCsvRequests> GetRequests();

  private:
    /**
     * @brief Reads the file unless it has been read.
     * @return an empty text, or one line that names the attribute, the file and the reason
     */
    std::string Load();

    /// @brief Finds this client's requests.
    void Select();

    std::string m_file;     //!< File
    double m_timeScale = 1; //!< TimeScale

    Ptr<HttpCsvRequests> m_read;    //!< what was read
    std::string m_loadedFile;       //!< the File that it was read from
    std::vector<uint32_t> m_places; //!< this client's requests
    bool m_isSelected = false;      //!< m_places is filled
    Time m_clock;                   //!< when the last of them began
};

} // namespace ns3

#endif /* HTTP_CSV_WORKLOAD_H */
