/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CONDITIONS_H
#define HTTP_CONDITIONS_H

#include "http-head.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ns3
{
namespace http
{

/// @brief What tells one state of a resource from another (RFC 9110, section 8.8).
struct Validators
{
    std::string etag;                    //!< the ETag field's value, quotes included; empty: none
    std::optional<int64_t> lastModified; //!< Last-Modified as Unix time, seconds
    std::optional<int64_t> sent{}; //!< when a stored response was sent: what If-Modified-Since
                                   //!< is compared with where it has no Last-Modified (RFC
                                   //!< 9111, section 4.3.2)
};

/// @brief What the conditions of a request demand (RFC 9110, section 13.2.2).
enum class Precondition : uint8_t
{
    Perform,     //!< the method is performed as without conditions
    NotModified, //!< 304: the client has what it asks for
    Failed,      //!< 412
};

/**
 * @brief Whether a text is an entity tag: a quoted opaque tag, after W/ if it is weak (RFC 9110,
 *        section 8.8.3).
 * @param text the text
 * @return whether it is
 */
bool IsEntityTag(std::string_view text);

/**
 * @brief Strong comparison of entity tags: both strong and equal (RFC 9110, section 8.8.3.2).
 * @param a one
 * @param b the other
 * @return whether they match
 */
bool MatchStrong(std::string_view a, std::string_view b);

/**
 * @brief Weak comparison of entity tags: equal but for their W/ (RFC 9110, section 8.8.3.2).
 * @param a one
 * @param b the other
 * @return whether they match
 */
bool MatchWeak(std::string_view a, std::string_view b);

/**
 * @brief The validators that a response carries.
 * @param fields its fields
 * @return the validators; an ETag or date that is none is left out
 */
Validators GetValidators(const Fields& fields);

/**
 * @brief Evaluates If-Match, If-Unmodified-Since, If-None-Match and If-Modified-Since in their
 *        order (RFC 9110, section 13.2.2).
 *
 * To be asked only where the response without conditions would be a 2xx.
 * @param request the request
 * @param current the resource's validators as they are now
 * @return what to do
 */
Precondition EvaluateConditions(const RequestHead& request, const Validators& current);

/**
 * @brief Whether If-Range allows a Range to be applied (RFC 9110, section 13.1.5).
 *
 * A date allows it if it is exactly the resource's: the resource is known not to have changed
 * within that second.
 * @param request the request
 * @param current the resource's validators as they are now
 * @return true if there is no If-Range, or if it holds
 */
bool AllowsRange(const RequestHead& request, const Validators& current);

} // namespace http
} // namespace ns3

#endif /* HTTP_CONDITIONS_H */
