/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_WEB_URL_H
#define HTTP_WEB_URL_H

#include "ns3/http-url.h"

#include <optional>
#include <string_view>

namespace ns3
{

/**
 * @ingroup http
 * @brief What was read of a URL as people and browsers write it.
 */
struct HttpWebUrl
{
    std::optional<http::Url> url; //!< its parts, or nothing if it is no http or https URL
    bool hadCredentials = false;  //!< user or password were left out (RFC 9110, section 4.2.4)
    bool hadOtherLetters = false; //!< the host had other letters than ASCII's; now as DNS has it
};

/**
 * @ingroup http
 * @brief Reads an absolute http or https URL as browsers do: user and password are left out, and a
 * host in other letters, percent-encoded or not, is written as DNS has it (RFC 5891, UTS 46).
 * @param text the URL
 * @return what was read
 */
HttpWebUrl HttpReadWebUrl(std::string_view text);

/**
 * @ingroup http
 * @brief Resolves a reference as HttpReadWebUrl() reads URLs.
 * @param base the URL that the reference was found in
 * @param reference absolute or relative
 * @return the URL, or nothing if it cannot be one
 */
std::optional<http::Url> HttpResolveWebUrl(const http::Url& base, std::string_view reference);

} // namespace ns3

#endif /* HTTP_WEB_URL_H */
