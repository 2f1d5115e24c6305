/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_URL_H
#define HTTP_URL_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ns3
{
namespace http
{

/// @brief An http or https URL in its parts (RFC 3986, section 3; RFC 9110, section 4.2).
struct Url
{
    std::string scheme = "http"; //!< "http" or "https", lower case
    std::string host;            //!< lower case; an IPv6 address without its brackets
    uint16_t port = 80;          //!< given, or the scheme's own (80, 443)
    std::string target = "/";    //!< path and query in origin form, never empty, no fragment

    /// @brief host, or host:port where the port is not the scheme's own; as in Host. @return the
    /// text
    std::string GetAuthority() const;

    /// @brief The whole URL, normalised. @return the text
    std::string ToString() const;
};

/**
 * @brief Reads an absolute http or https URL. Characters not allowed in a target are
 * percent-encoded.
 * @param text the URL
 * @return its parts, or nothing if it is not such a URL
 */
std::optional<Url> ParseUrl(std::string_view text);

/**
 * @brief Resolves a reference, as in Location, against a base (RFC 3986, section 5.2).
 * @param base the URL that the reference was found in
 * @param reference absolute or relative
 * @return the URL, or nothing if it cannot be one
 */
std::optional<Url> ResolveUrl(const Url& base, std::string_view reference);

} // namespace http
} // namespace ns3

#endif /* HTTP_URL_H */
