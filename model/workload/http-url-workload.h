/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_URL_WORKLOAD_H
#define HTTP_URL_WORKLOAD_H

#include "http-workload.h"

#include "ns3/ptr.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Asks for the URLs of a list, one after the other or all at once.
 *
 * An entry of the list is a URL, or a reference such as /index.html that is resolved against the
 * client's own URL (RFC 3986, section 5.2). A method in capitals may stand before it, with the
 * bytes of the request's content: HEAD /index.html, POST:5000 /form. Without Urls and File the
 * list is the client's URL alone.
 */
class HttpUrlWorkload : public HttpWorkload
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    // Documented in HttpWorkload.
    bool NextPage(const http::Url& base, HttpPage& page) override;
    uint64_t CountPagesLeft(const http::Url& base) override;
    std::string Check(const http::Url& base) override;
    std::vector<http::Url> GetServers(const http::Url& base) override;
    int64_t AssignStreams(int64_t stream) override;

  private:
    /// @brief A request of the list.
    struct Entry
    {
        http::Url url;             //!< where it goes
        std::string method;        //!< its method
        uint64_t contentBytes = 0; //!< its content
    };

    /**
     * @brief Reads the entries of a text.
     * @param text URLs and references, methods before them
     * @param base the client's URL
     * @param separators characters between them
     * @param list gets the entries
     * @return an empty text, or the part that is none
     */
    static std::string ReadEntries(std::string_view text,
                                   const http::Url& base,
                                   std::string_view separators,
                                   std::vector<Entry>& list);

    /**
     * @brief Reads the Fields attribute.
     * @return an empty text, or one line that names the attribute, its value and what is accepted
     */
    std::string ReadFields();

    /**
     * @brief Resolves the list unless it has been.
     * @param base the client's URL
     * @return an empty text, or one line that names the attribute, its value and what is accepted
     */
    std::string Resolve(const http::Url& base);

    std::string m_urls;                    //!< Urls
    std::string m_file;                    //!< File
    std::string m_fieldTexts;              //!< Fields
    uint32_t m_repeat = 1;                 //!< Repeat
    bool m_together = false;               //!< Together
    Ptr<RandomVariableStream> m_thinkTime; //!< ThinkTime

    std::vector<Entry> m_list; //!< the resolved list; empty before the first use
    http::Fields m_fields;     //!< fields of every request
};

} // namespace ns3

#endif /* HTTP_URL_WORKLOAD_H */
