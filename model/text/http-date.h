/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_DATE_H
#define HTTP_DATE_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ns3
{
namespace http
{

/**
 * @brief Writes a moment as IMF-fixdate, such as "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110,
 *        section 5.6.7).
 * @param unixTime seconds since 1970-01-01 00:00:00 UTC, from year 0 to 9999
 * @return the text, always 29 characters
 */
std::string FormatHttpDate(int64_t unixTime);

/// When simulations begin unless they are told otherwise: 2020-01-01 00:00:00 UTC.
constexpr int64_t DEFAULT_EPOCH = 1577836800;

/**
 * @brief Reads a moment in any of the three forms that a recipient must accept: IMF-fixdate and the
 *        obsolete forms of RFC 850 and asctime (RFC 9110, section 5.6.7), in capitals or not (RFC
 *        9111, section 4.2).
 *
 * A two-digit year is the latest one that lies at most 50 years ahead.
 * @param text the text
 * @param now the present, for two-digit years: seconds since 1970-01-01 00:00:00 UTC
 * @return seconds since 1970-01-01 00:00:00 UTC, or nothing if it is no date
 */
std::optional<int64_t> ParseHttpDate(std::string_view text, int64_t now = DEFAULT_EPOCH);

/**
 * @brief Writes a moment as ISO 8601 has it, such as "1994-11-06T08:49:37.000000Z".
 * @param unixTime seconds since 1970-01-01 00:00:00 UTC, from year 0 to 9999
 * @param microseconds further microseconds, below 1000000
 * @return the text
 */
std::string FormatDateTime(int64_t unixTime, uint32_t microseconds);

/**
 * @brief Reads a point in time as ISO 8601 writes it: YYYY-MM-DDThh:mm:ss[.f][Z or +hh:mm or
 * +hhmm].
 * @param text the point in time, 1970 to 2261; without a zone it is UTC
 * @return nanoseconds since 1970, or nothing
 */
std::optional<int64_t> ParseDateTime(std::string_view text);

} // namespace http
} // namespace ns3

#endif /* HTTP_DATE_H */
