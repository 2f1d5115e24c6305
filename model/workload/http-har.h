/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_HAR_H
#define HTTP_HAR_H

#include "http-catalogue.h"
#include "http-har-report.h"
#include "http-workload.h"

#include "ns3/http-url.h"
#include "ns3/nstime.h"
#include "ns3/ptr.h"
#include "ns3/simple-ref-count.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{

struct HttpHarRaw;

/**
 * @ingroup http
 * @brief A server that an HTTP Archive names: scheme, host and port.
 */
struct HttpHarOrigin
{
    std::string scheme;    //!< http or https, as recorded
    std::string host;      //!< lower case; an IPv6 address without its brackets
    uint16_t port = 80;    //!< given, or the scheme's own
    uint32_t requests = 0; //!< replayed requests that go to it
    Time roundTrip;        //!< shortest connection set-up of the host, without TLS; 0 if unknown
};

/**
 * @ingroup http
 * @brief The answer that an HTTP Archive gives to one request.
 */
struct HttpHarAnswer
{
    std::string method;    //!< the request's method
    std::string authority; //!< host, or host:port if the port is not 80
    std::string target;    //!< the request's target
    uint32_t origin = 0;   //!< index of the server
    Time wait;             //!< from the request to the response's first byte, as recorded
    HttpResource resource; //!< the answer without its delay
};

/**
 * @ingroup http
 * @brief What a replay is made of.
 */
struct HttpHarData
{
    std::vector<HttpPage> pages;        //!< what is asked for
    std::vector<HttpHarAnswer> answers; //!< what is answered
    std::vector<HttpHarOrigin> origins; //!< who answers
    HttpHarReport report;               //!< what became of the entries
};

/**
 * @ingroup http
 * @brief Makes a replay of what an HTTP Archive holds.
 *
 * Entries that were never on the wire as HTTP are skipped: other schemes, tunnels, cache hits,
 * requests without an answer. Everything else is replayed, and what had to be changed is counted.
 * @param raw the archive as it stands in the file
 * @return pages, answers, servers and the report; no pages if nothing can be replayed
 */
HttpHarData HttpBuildHar(const HttpHarRaw& raw);

/**
 * @ingroup http
 * @brief An HTTP Archive made ready for replay: pages to ask for, and the answers to them.
 *
 * Nothing in it changes once it is loaded, so that any number of clients can share it.
 *
 * Every request is told apart from the others by method, authority and target. Where the recording
 * answers equal requests differently, the later ones get the query parameter har-entry=N, N being
 * the entry's place in the file, so that each gets its own answer whoever asks and in whatever
 * order. Redirects are requests of their own, as recorded.
 */
class HttpHar : public SimpleRefCount<HttpHar>
{
  public:
    /// @brief Takes what a replay is made of. @param data it
    explicit HttpHar(HttpHarData data);

    /**
     * @brief Reads an HTTP Archive 1.1 or 1.2 as browsers, WebPageTest, sitespeed.io and proxies
     * write it.
     * @param path the file
     * @param error an empty text, or one line with the file and why it cannot be replayed
     * @return the archive, or nullptr if there is an error
     */
    static Ptr<const HttpHar> Load(const std::string& path, std::string& error);

    /**
     * @brief Reads an HTTP Archive from its text.
     * @param text the text
     * @param error an empty text, or one line that says why it cannot be replayed
     * @return the archive, or nullptr if there is an error
     */
    static Ptr<const HttpHar> Parse(std::string text, std::string& error);

    /**
     * @brief The pages, with delays as recorded and no think time.
     * @return the pages in the order of the file, each with its objects in the order of their
     * starts
     */
    const std::vector<HttpPage>& GetPages() const;

    /// @brief The servers, in the order in which the file names them first. @return the servers
    const std::vector<HttpHarOrigin>& GetOrigins() const;

    /// @brief What became of the file's entries. @return the report
    const HttpHarReport& GetReport() const;

    /**
     * @brief The answers to every request of the pages.
     *
     * A response's delay is its recorded wait less a round trip, and not negative.
     * @param roundTrip the round trip; nothing: that of each origin
     * @return a new catalogue
     */
    Ptr<HttpCatalogue> CreateCatalogue(std::optional<Time> roundTrip) const;

  private:
    HttpHarData m_data; //!< what it is made of
};

} // namespace ns3

#endif /* HTTP_HAR_H */
