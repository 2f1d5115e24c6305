/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CATALOGUE_H
#define HTTP_CATALOGUE_H

#include "ns3/http-fields.h"
#include "ns3/http-url.h"
#include "ns3/nstime.h"
#include "ns3/object.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ns3
{

/**
 * @ingroup http
 * @brief How the response for a resource ends on its connection.
 */
enum class HttpResourceEnd : uint8_t
{
    Whole, //!< it is sent whole
    Close, //!< the server closes the connection before its end
    Reset, //!< the server resets the connection before its end
    Stall, //!< nothing more comes, though the connection stays
};

/**
 * @ingroup http
 * @brief What a server answers to a request for one resource.
 */
struct HttpResource
{
    uint16_t status = 200;          //!< status code of the response
    uint64_t size = 0;              //!< bytes of content
    std::string type = "text/html"; //!< Content-Type; empty for none
    Time delay;                     //!< processing time before the response begins
    uint32_t headBytes = 0;         //!< the response's head is padded to so many bytes; 0: as it is
    bool chunked = false;           //!< the content goes out in the chunked coding
    HttpResourceEnd end = HttpResourceEnd::Whole; //!< how the response ends
    /// Unless it ends whole: bytes of it that are sent behind its head; not set: not even the head
    std::optional<uint64_t> cut;
    http::Fields fields;   //!< further fields of the response
    http::Fields recorded; //!< others where HTTP/2 is spoken, whose head is not padded
    /// Seconds from Last-Modified to the simulation's beginning; not set: no such field
    std::optional<int64_t> modifiedBefore;
    /// Seconds from the response's Date to its Expires; not set: no such field
    std::optional<int64_t> expiresAfter;
};

/**
 * @ingroup http
 * @brief The resources that servers know, by method, authority and target.
 */
class HttpCatalogue : public Object
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    /**
     * @brief Adds a resource, or replaces it.
     * @param target the request target in origin form, such as /index.html
     * @param resource the answer
     * @param authority host, or host:port if the port is not 80; empty: whatever the host
     * @param method the method; empty: GET and HEAD
     */
    void Add(std::string_view target,
             const HttpResource& resource,
             std::string_view authority = "",
             std::string_view method = "");

    /**
     * @brief Looks a resource up: first with the authority, then for any host.
     * @param method the request's method
     * @param authority the request's host, or host:port if the port is not 80
     * @param target the request's target in origin form
     * @return the answer, valid until the next Add, or nullptr if it is not known
     */
    const HttpResource* Find(std::string_view method,
                             std::string_view authority,
                             std::string_view target) const;

    /**
     * @brief Adds the resources of a CSV file: path,size[,type[,status[,delay]]] with a heading
     * line.
     *
     * The heading names the columns, in any order: path and size must be there; type, status, delay
     * (such as 20ms), authority, method, head (bytes), chunked (0 or 1), end (whole, close, reset,
     * stall), cut (bytes), and fields of the response (etag, last-modified, cache-control, expires,
     * vary, location) may be. An empty value stands for the default. Empty lines and lines that
     * begin with # are skipped.
     * @param path the file
     * @return an empty text, or one line that says what is wrong and where; then nothing was added
     */
    std::string Load(const std::string& path);

    /// @brief Number of resources. @return the number
    std::size_t GetSize() const;

  private:
    /// Answers by authority in lower case, method and target; empty: any host, GET and HEAD.
    std::unordered_map<std::string, HttpResource> m_resources;
};

/**
 * @ingroup http
 * @brief A URL's authority as catalogues have it.
 *
 * A server knows the port that it is asked at but not the scheme.
 * @param url the URL
 * @return host, or host:port if the port is not 80, whatever the scheme
 */
std::string HttpGetCatalogueAuthority(const http::Url& url);

/**
 * @ingroup http
 * @brief The resource that a target describes by itself: /bytes/N, N bytes.
 *
 * A query may say more: status=S, type=T, delay=TIME (such as 20ms), chunked=1, head=BYTES,
 * end=close|reset|stall, cut=BYTES, and the fields of the response etag, last-modified,
 * cache-control, expires, vary, location. Status is 200 to 599 (204 and 304 have no content), head
 * at most 1048576. With an end, the server fails the response: it sends its head and cut bytes
 * behind it, or, without cut, nothing, and then closes, resets or stalls. With object=N, above 0,
 * the type is image/png where none follows. Other parameters are ignored.
 * @param target the request target in origin form
 * @return the resource, or nothing if the target is not of that form
 */
std::optional<HttpResource> GetResourceFromTarget(std::string_view target);

} // namespace ns3

#endif /* HTTP_CATALOGUE_H */
