/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_HAR_MOMENT_H
#define HTTP_HAR_MOMENT_H

#include "http-har-reader.h"

#include "ns3/http-url.h"

#include <cstdint>
#include <optional>
#include <string>

namespace ns3
{

/// Recorded times and delays longer than a day are cut to a day.
const int64_t HTTP_HAR_MAX_NANOSECONDS = 86400 * int64_t{1000000000};

/**
 * @ingroup http
 * @brief When a recorded exchange happened, and what it tells of who caused it.
 */
struct HttpHarMoment
{
    http::Url url;             //!< its URL as recorded
    std::string redirectUrl;   //!< where it redirects to, absolute or relative; empty if nowhere
    std::string initiatorUrls; //!< who asked for it, the nearest first, one a line
    std::string referer;       //!< its Referer field
    bool script = false;       //!< it is a script, which reveals nothing before it is complete
    int64_t startNs = 0;       //!< the browser wants it
    int64_t firstByteNs = 0;   //!< first byte of the response
    int64_t endNs = 0;         //!< last byte of the response
};

/**
 * @ingroup http
 * @brief A recorded length of time.
 * @param milliseconds as recorded; negative or nothing: not known
 * @return nanoseconds, at most a day
 */
int64_t HttpGetHarNanoseconds(const std::optional<double>& milliseconds);

/**
 * @ingroup http
 * @brief Reads an entry's times.
 *
 * WebPageTest's start is the sending of the request, after the connection's set-up; it is moved
 * back.
 * @param entry the entry
 * @param url its URL
 * @param startNs its startedDateTime, or the nearest known one
 * @param cut set to true if a time was cut, and else left as it is
 * @return the times, and what the entry tells of who caused it
 */
HttpHarMoment HttpGetHarMoment(const HttpHarRawEntry& entry,
                               const http::Url& url,
                               int64_t startNs,
                               bool& cut);

} // namespace ns3

#endif /* HTTP_HAR_MOMENT_H */
