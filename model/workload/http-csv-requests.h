/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CSV_REQUESTS_H
#define HTTP_CSV_REQUESTS_H

#include "http-catalogue.h"

#include "ns3/http-url.h"
#include "ns3/nstime.h"
#include "ns3/ptr.h"
#include "ns3/simple-ref-count.h"

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
        uint32_t url = 0;     //!< place of its URL in GetUrl()
        uint32_t client = 0;  //!< number of its client, in order of appearance
        uint16_t method = 0;  //!< place of its method in GetMethod()
    };

    /**
     * @brief Reads a file.
     * @param path the file
     * @param problem gets an empty text, or one line that says what is wrong and where
     * @return the requests, or nullptr if something is wrong
     */
    static Ptr<HttpCsvRequests> Load(const std::string& path, std::string& problem);

    /// @brief What was taken off every time; 0 where the first is not above ten days. @return it
    Time GetShift() const;

    /// @brief All requests, in the file's order. @return the requests
    const std::vector<Request>& GetRequests() const;

    /// @brief The clients' names in order of appearance; none without a column. @return the names
    const std::vector<std::string>& GetClients() const;

    /// @brief A URL or target as the file has it. @param url its place @return the text
    const std::string& GetUrl(uint32_t url) const;

    /// @brief A URL in its parts; of a target only the target counts. @param url its place
    /// @return the parts
    const http::Url& GetParts(uint32_t url) const;

    /// @brief The URLs and targets, each once. @return the texts
    const std::vector<std::string>& GetUrls() const;

    /// @brief A method. @param method its place @return the method
    const std::string& GetMethod(uint16_t method) const;

    /**
     * @brief What servers must know: every request whose size is given.
     *
     * Where the file gives one URL several sizes, the later ones get csv-line=N in their query, N
     * being the line.
     * @return the catalogue, nullptr if no size is given
     */
    Ptr<HttpCatalogue> GetCatalogue() const;

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
    /// @brief A line in its values.
    struct Row;

    /**
     * @brief Adds a request.
     * @param row the line's values
     * @param line the line's number
     * @return an empty text, or what is wrong
     */
    std::string Add(const Row& row, uint64_t line);

    /**
     * @brief Finds the place of a URL that is answered with a size, and makes one if need be.
     * @param row the line's values
     * @param method the method
     * @param line the line's number
     * @return its place
     */
    uint32_t PlaceUrl(const Row& row, const std::string& method, uint64_t line);

    /// @brief Finds the place of a client, and makes one if need be. @param client its name
    /// @return its place
    uint32_t PlaceClient(const std::string& client);

    /// @brief Makes times begin at 0 that count from far before.
    void ShiftTimes();

    std::vector<Request> m_requests;         //!< the requests
    Time m_shift;                            //!< taken off their times
    std::vector<std::string> m_clients;      //!< names of clients
    std::vector<std::string> m_urls;         //!< URLs and targets
    std::vector<http::Url> m_parts;          //!< the same in their parts
    std::vector<std::string> m_methods;      //!< methods
    Ptr<HttpCatalogue> m_catalogue;          //!< what servers must know
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
