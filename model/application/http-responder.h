/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_RESPONDER_H
#define HTTP_RESPONDER_H

#include "http-document-root.h"

#include "ns3/http-catalogue.h"
#include "ns3/http-conditions.h"
#include "ns3/http-content.h"
#include "ns3/http-head.h"
#include "ns3/nstime.h"
#include "ns3/ptr.h"

#include <cstdint>
#include <optional>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief A response to be sent: its head, its content, and how long it takes to make.
 */
struct HttpAnswer
{
    http::ResponseHead head;                      //!< the head, framing fields included
    http::Content content;                        //!< the content, of length 0 if there is none
    Time delay;                                   //!< processing time before the response begins
    HttpResourceEnd end = HttpResourceEnd::Whole; //!< how it ends on its connection
    std::optional<uint64_t> cut; //!< bytes sent behind its head unless it ends whole
};

/**
 * @ingroup http
 * @brief Turns a 2xx answer into what the request's conditions and Range ask for: 304, 412, 206 or
 *        416 (RFC 9110, sections 13.2 and 14.2).
 *
 * Range applies to answers to GET of status 200 whose length is known.
 * @param request the request's head
 * @param current the resource's validators
 * @param errorBytes content of an error response
 * @param answer the answer without conditions; changed
 */
void ApplyHttpConditions(const http::RequestHead& request,
                         const http::Validators& current,
                         uint64_t errorBytes,
                         HttpAnswer& answer);

/**
 * @ingroup http
 * @brief Finds the answer to a request: an origin server without its connections.
 *
 * Looks first in the catalogue, then in the document root if there is one, then at the target
 * itself (/bytes/N); else 404.
 */
class HttpResponder
{
  public:
    Ptr<HttpCatalogue> catalogue;     //!< resources by name, or nullptr
    HttpDocumentRoot* root = nullptr; //!< a folder of files, or nullptr
    std::string product = "ns3-http"; //!< value of the Server field, empty for none
    http::ContentKind kind = http::ContentKind::Pattern; //!< content of what is not a file
    uint64_t errorBytes = 0;                             //!< content of error responses
    uint16_t port = 80;                                  //!< that the server listens at
    int64_t epoch = 0;        //!< Unix time of the simulation's beginning, seconds
    bool validators = false;  //!< a 200 to GET or HEAD without validators of its own gets them
    int64_t modified = 0;     //!< then its Last-Modified, Unix time
    std::string cacheControl; //!< Cache-Control of such a 200 without its own; empty for none

    /**
     * @brief The answer to a request.
     * @param request its head
     * @return the answer
     */
    HttpAnswer Answer(const http::RequestHead& request);

    /**
     * @brief The answer to a request that cannot be served.
     * @param status the status
     * @param target the request target, if it is known
     * @return the answer
     */
    HttpAnswer Refuse(uint16_t status, std::string_view target = "");

  private:
    /**
     * @brief The answer that a resource gives.
     * @param request the request's head
     * @param target its target in origin form
     * @param resource the resource
     * @param contentKind what the content's bytes are
     * @return the answer
     */
    HttpAnswer Serve(const http::RequestHead& request,
                     std::string_view target,
                     const HttpResource& resource,
                     http::ContentKind contentKind);

    /**
     * @brief Adds what caches live on: validators, Cache-Control, Accept-Ranges.
     * @param target the request target
     * @param size bytes of the whole content
     * @param fields the response's fields
     */
    void AddCacheFields(std::string_view target, uint64_t size, http::Fields& fields) const;

    /**
     * @brief Adds Last-Modified and Expires where a resource has them by their distance.
     * @param resource the resource
     * @param fields the response's fields
     */
    void AddDates(const HttpResource& resource, http::Fields& fields) const;

    /// @brief Adds Date and Server. @param head the head
    void AddServerFields(http::ResponseHead& head);

    std::string m_date;        //!< the Date value made last
    int64_t m_dateSecond = -1; //!< the second that it is for
};

} // namespace ns3

#endif /* HTTP_RESPONDER_H */
