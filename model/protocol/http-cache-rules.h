/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CACHE_RULES_H
#define HTTP_CACHE_RULES_H

#include "http-conditions.h"
#include "http-head.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace ns3
{
namespace http
{

/**
 * @brief A moment or a length of time of a cache: nanoseconds; moments since 1970-01-01 00:00 UTC.
 *
 * Dates in fields are wall-clock time, so that all moments of a cache are.
 */
using CacheTime = std::chrono::nanoseconds;

/// @brief The directives of a Cache-Control field (RFC 9111, section 5.2).
struct CacheDirectives
{
    bool noStore = false;            //!< no-store
    bool noCache = false;            //!< no-cache, with or without field names
    bool mustUnderstand = false;     //!< must-understand
    bool mustRevalidate = false;     //!< must-revalidate
    bool proxyRevalidate = false;    //!< proxy-revalidate
    bool isPublic = false;           //!< public
    bool isPrivate = false;          //!< private, with or without field names
    bool onlyIfCached = false;       //!< only-if-cached
    std::optional<int64_t> maxAge;   //!< max-age, seconds
    std::optional<int64_t> sMaxAge;  //!< s-maxage, seconds
    std::optional<int64_t> minFresh; //!< min-fresh, seconds
    std::optional<int64_t> maxStale; //!< max-stale, seconds; the largest number if it has no value
};

/**
 * @brief Reads the Cache-Control lines of a message.
 *
 * The first of several directives of one name counts. A number that is none makes a response stale:
 * it is read as 0. One that is too large is 2^31 (RFC 9111, section 1.2.2).
 * @param fields the message's fields
 * @return the directives
 */
CacheDirectives GetCacheDirectives(const Fields& fields);

/**
 * @brief What a request asks of caches: Cache-Control or, where it has none, Pragma: no-cache,
 * which means nothing in responses (RFC 9111, section 5.4).
 * @param fields the request's fields
 * @return the directives
 */
CacheDirectives GetRequestDirectives(const Fields& fields);

/// @brief What may be varied in the rules.
struct CacheRules
{
    bool isShared = true;           //!< a cache of many users, such as a proxy's
    double heuristicFraction = 0.1; //!< of the time since Last-Modified that a response without
                                    //!< explicit time stays fresh (RFC 9111, section 4.2.2)
};

/// @brief When a stored response was asked for and came.
struct CacheTimes
{
    CacheTime request{0};  //!< when the request was sent
    CacheTime response{0}; //!< when the response's head was received
};

/**
 * @brief Whether a response may be stored (RFC 9111, section 3).
 *
 * Stored are whole responses to GET alone. Vary: * keeps a response out, for it could never be
 * used.
 * @param request the request
 * @param response the response
 * @param rules what may be varied
 * @return whether
 */
bool IsStorable(const RequestHead& request, const ResponseHead& response, const CacheRules& rules);

/**
 * @brief How long a response is fresh (RFC 9111, section 4.2.1): s-maxage in a shared cache, then
 *        max-age, Expires, the heuristic.
 * @param response the response
 * @param times when it came
 * @param rules what may be varied
 * @return the lifetime, 0 if it was never fresh
 */
CacheTime GetFreshnessLifetime(const ResponseHead& response,
                               const CacheTimes& times,
                               const CacheRules& rules);

/**
 * @brief The age of a stored response (RFC 9111, section 4.2.3).
 * @param response the response
 * @param times when it came
 * @param now the present
 * @return its current_age
 */
CacheTime GetCurrentAge(const ResponseHead& response, const CacheTimes& times, CacheTime now);

/**
 * @brief Whether a stored response may be used without asking the origin (RFC 9111, section 4).
 * @param request the request
 * @param response the response stored for it
 * @param times when that came
 * @param now the present
 * @param rules what may be varied
 * @return whether; if not, it must be validated
 */
bool IsUsable(const RequestHead& request,
              const ResponseHead& response,
              const CacheTimes& times,
              CacheTime now,
              const CacheRules& rules);

/**
 * @brief Whether the fields that Vary names are the same in two requests (RFC 9111, section 4.1).
 * @param vary a stored response's fields
 * @param stored the fields of the request that it was for
 * @param request the fields of another request
 * @return whether
 */
bool MatchesVary(const Fields& vary, const Fields& stored, const Fields& request);

/**
 * @brief Makes a request conditional upon a stored response (RFC 9111, section 4.3.1).
 * @param request the request; gets If-None-Match and If-Modified-Since
 * @param response the stored response
 * @return false if the response has no validator, so that the request stays as it is
 */
bool AddConditions(Fields& request, const Fields& response);

/// @brief Takes back what AddConditions() added. @param request the request
void RemoveConditions(Fields& request);

/**
 * @brief Whether a 304 may update a stored response: an entity tag that it names is the stored
 * one's (RFC 9111, section 4.3.4).
 * @param stored the stored response's fields
 * @param response the 304's fields
 * @return whether
 */
bool MayUpdate(const Fields& stored, const Fields& response);

/**
 * @brief Whether a response to HEAD tells of the stored response: what it names of ETag,
 * Last-Modified and Content-Length is the same (RFC 9111, section 4.3.5).
 * @param stored the stored response's fields
 * @param storedBytes its content
 * @param response the fields of the response to HEAD
 * @return whether
 */
bool MatchesHead(const Fields& stored, uint64_t storedBytes, const Fields& response);

/**
 * @brief Updates a stored response from a 304, or from a response to HEAD (RFC 9111, section 3.2).
 * @param stored the stored response
 * @param response what updates it
 */
void UpdateStored(ResponseHead& stored, const ResponseHead& response);

/**
 * @brief The validators of a stored response, for the conditions of requests that it is to answer.
 * @param response the response
 * @param times when it came
 * @return them; when it was sent is its Date, or else when it came (RFC 9111, section 4.3.2)
 */
Validators GetStoredValidators(const ResponseHead& response, const CacheTimes& times);

/**
 * @brief Whether a response makes what is stored for its URI invalid (RFC 9111, section 4.4).
 * @param method the request's method
 * @param status the response's status
 * @return whether: the method is unsafe, and it was not an error
 */
bool Invalidates(std::string_view method, uint16_t status);

} // namespace http
} // namespace ns3

#endif /* HTTP_CACHE_RULES_H */
