/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CSV_REQUESTS_H
#define HTTP_CSV_REQUESTS_H

#include "http-catalogue.h"
#include "http-csv-reader.h"

#include "ns3/http-url.h"
#include "ns3/nstime.h"
#include "ns3/ptr.h"
#include "ns3/simple-ref-count.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Requests of several clients at given times, as a CSV file lists them.
 *
 * The heading names the columns, in any order. time (seconds, with a unit, or a date
 * as ISO 8601 writes it; if the first is above ten days, all are shifted to begin at 0) and url
 * (absolute, or a target such as /index.html) must be there; client (any text), size (bytes of the
 * response's content), method and content (bytes of the request's) may be. Empty lines and lines
 * that begin with # are skipped. Requests need not be in order of time.
 */
class HttpCsvRequests : public SimpleRefCount<HttpCsvRequests>
{
  public:
    /// @brief One request.
    struct Request
    {
        Time time;            //!< when it is made
        uint64_t content = 0; //!< bytes of its content
        uint32_t url = 0;     //!< place of its URL
        uint32_t client = 0;  //!< number of its client, in order of appearance
        uint16_t method = 0;  //!< place of its method
    };

    /// @brief What a file says.
    struct Data
    {
        std::size_t clients = 0;       //!< how many there are; 0 without a column
        std::vector<Request> requests; //!< all requests, in the file's order
        Time shift; //!< what was taken off every time; 0 where the first is not above ten days
        std::vector<std::string> urls;    //!< URLs and targets as the file has them, each once
        std::vector<http::Url> parts;     //!< the same in their parts; of a target only it counts
        std::vector<std::string> methods; //!< methods, each once
        /// What servers must know: every request whose size is given. Where the file gives one URL
        /// several sizes, the later ones get csv-line=N in their query, N being the line. nullptr
        /// if no size is given.
        Ptr<HttpCatalogue> catalogue;
    };

    /**
     * @brief Reads a file.
     * @param path the file
     * @param problem gets an empty text, or one line that says what is wrong and where
     * @return the requests, or nullptr if something is wrong
     */
    static Ptr<HttpCsvRequests> Load(const std::string& path, std::string& problem);

    /// @brief What was read. @return it
    const Data& Get() const;

    /**
     * @brief The requests that one of a number of simulated clients makes.
     *
     * The file's clients are dealt out in turn; without the column, the requests are.
     * @param client which simulated client
     * @param clients how many there are
     * @return places of the requests, in order of time
     */
    std::vector<uint32_t> Select(uint32_t client, uint32_t clients) const;

  private:
    /**
     * @brief Adds a request.
     * @param row the line's values
     * @param hasClient there is a column of clients
     * @param line the line's number
     * @return an empty text, or what is wrong
     */
    std::string Add(const HttpCsvReader::Row& row, bool hasClient, uint64_t line);

    /**
     * @brief Finds the place of a URL that is answered with a size, and makes one if need be.
     * @param row the line's values
     * @param method the method
     * @param line the line's number
     * @return its place
     */
    uint32_t PlaceUrl(const HttpCsvReader::Row& row, const std::string& method, uint64_t line);

    /// @brief Finds the place of a client, and makes one if need be. @param client its name
    /// @return its place
    uint32_t PlaceClient(const std::string& client);

    /// @brief Makes times begin at 0 that count from far before.
    void ShiftTimes();

    Data m_data;                             //!< what the file says
    std::vector<std::vector<uint32_t>> m_of; //!< places of each client's requests

    /// @brief Answer to a URL: its place and the size that was given first.
    struct Answer
    {
        uint32_t url = 0;             //!< place of the URL
        std::optional<uint64_t> size; //!< size given first
    };

    std::unordered_map<std::string, uint32_t> m_clientPlaces; //!< by name
    std::unordered_map<std::string, Answer> m_answers;        //!< by method and URL
};

} // namespace ns3

#endif /* HTTP_CSV_REQUESTS_H */
