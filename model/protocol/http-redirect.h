/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_REDIRECT_H
#define HTTP_REDIRECT_H

#include "http-head.h"
#include "http-url.h"

#include <optional>
#include <string>
#include <string_view>

namespace ns3
{
namespace http
{

/// @brief The request that a redirection asks for.
struct Redirect
{
    Url url;                  //!< where it goes
    std::string method;       //!< its method
    bool keepsContent = true; //!< whether it has the first request's content
};

/**
 * @brief The request that follows a 301, 302, 303, 307 or 308 (RFC 9110, section 15.4).
 *
 * After 301 and 302 a POST becomes a GET, as user agents have always done and the RFC allows;
 * after 303 everything but HEAD becomes a GET; after 307 and 308 the method stays.
 * @param url the URL that was asked for; a relative Location is resolved against it
 * @param method the method of the request
 * @param response the response
 * @return the request, or nothing if the response is no such redirection or has no usable Location
 */
std::optional<Redirect> GetRedirect(const Url& url,
                                    std::string_view method,
                                    const ResponseHead& response);

} // namespace http
} // namespace ns3

#endif /* HTTP_REDIRECT_H */
