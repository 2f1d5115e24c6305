/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_HAR_FIELDS_H
#define HTTP_HAR_FIELDS_H

#include "http-catalogue.h"
#include "http-har-reader.h"

#include "ns3/http-fields.h"

#include <optional>
#include <string>
#include <string_view>

namespace ns3
{

/**
 * @ingroup http
 * @brief Gives an answer the recorded fields that caches heed: Cache-Control, ETag, Vary, Age,
 * Last-Modified and Expires.
 *
 * The dates are kept by their distance from the recorded Date (where there is none, from when the
 * exchange began), since the simulation has a calendar of its own. An Expires that is no date stays
 * as it is: it means the past (RFC 9111, section 5.3).
 * @param entry the recording
 * @param resource the answer
 */
void HttpSetRecordedFields(const HttpHarRawEntry& entry, HttpResource& resource);

/**
 * @ingroup http
 * @brief The fields of a recorded request that decide which stored answer a cache may choose, or
 * whether it may store one: those that the answer's Vary names, and Authorization.
 *
 * Conditions, ranges and the request's own Cache-Control are left out: they tell of what the
 * recording browser's cache held.
 * @param entry the recording
 * @return the fields
 */
http::Fields HttpGetRecordedChoice(const HttpHarRawEntry& entry);

/**
 * @ingroup http
 * @brief The other fields of a recorded request, which only add to its size: what of it HTTP/2
 * compresses is real. Those of a cache, of the connection and of the content's coding are not among
 * them.
 * @param entry the recording
 * @return the fields, User-Agent included
 */
http::Fields HttpGetRecordedRest(const HttpHarRawEntry& entry);

/**
 * @ingroup http
 * @brief As HttpGetRecordedRest(), of the answer.
 * @param entry the recording
 * @return the fields
 */
http::Fields HttpGetRecordedAnswerRest(const HttpHarRawEntry& entry);

/**
 * @ingroup http
 * @brief A priority as Chromium records it, as the value of a Priority field (RFC 9218).
 * @param priority such as VeryHigh
 * @return the value; empty if it is none of Chromium's
 */
std::string HttpGetRecordedPriority(std::string_view priority);

/**
 * @ingroup http
 * @brief The first field of that name.
 * @param fields the fields
 * @param name the name, in any case
 * @return its value, or nothing
 */
std::optional<std::string_view> HttpFindHarField(const HttpHarRawEntry::FieldList& fields,
                                                 std::string_view name);

/**
 * @ingroup http
 * @brief Whether the exchange was in HTTP/2 or HTTP/3, by its versions and pseudo-fields.
 * @param entry the recording
 * @return whether it was
 */
bool HttpIsHarHttp2(const HttpHarRawEntry& entry);

/// @brief Whether an entry's HTTP was HTTP/3. @param entry the entry @return whether
bool HttpIsHarHttp3(const HttpHarRawEntry& entry);

} // namespace ns3

#endif /* HTTP_HAR_FIELDS_H */
