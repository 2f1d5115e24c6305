/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-url.h"

#include "http-fields.h"

#include "ns3/http-text.h"

#include <algorithm>
#include <arpa/inet.h>
#include <vector>

namespace ns3
{
namespace http
{

namespace
{

/// @brief Whether a character is a letter or a digit of ASCII. @param c it @return whether
bool
IsAlphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// @brief The port that a scheme has of its own. @param scheme it @return the port
uint16_t
GetDefaultPort(std::string_view scheme)
{
    return scheme == "https" ? 443 : 80;
}

/// @brief Whether a text is an IPv6 address without a zone (RFC 4291, section 2.2). @param text it
/// @return whether it is
bool
IsIpv6Address(std::string_view text)
{
    in6_addr address;
    return text.find('\0') == std::string_view::npos &&
           inet_pton(AF_INET6, std::string(text).c_str(), &address) == 1;
}

/// @brief Whether a text may be a host name or an IPv4 address. @param text it @return whether
bool
IsHostName(std::string_view text)
{
    return !text.empty() && text.size() <= 255 && std::all_of(text.begin(), text.end(), [](char c) {
        return IsAlphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~';
    });
}

/**
 * @brief Copies a path or a query; what may not stand there is percent-encoded (RFC
 * 3986, 2.1, 3.3).
 * @param text the path or query
 * @param isQuery which of the two
 * @return the text as it may stand in a request target
 */
std::string
EncodeTargetPart(std::string_view text, bool isQuery)
{
    static constexpr std::string_view ALLOWED = "-._~!$&'()*+,;=:@/";
    static constexpr std::string_view HEX = "0123456789ABCDEF";
    std::string encoded;
    encoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i)
    {
        const char c = text[i];
        const bool isEscape = c == '%' && i + 2 < text.size() &&
                              HttpGetHexValue(text[i + 1]) >= 0 &&
                              HttpGetHexValue(text[i + 2]) >= 0;
        if (IsAlphanumeric(c) || ALLOWED.find(c) != std::string_view::npos || isEscape ||
            (isQuery && c == '?'))
        {
            encoded.push_back(c);
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded.push_back('%');
        encoded.push_back(HEX[byte >> 4]);
        encoded.push_back(HEX[byte & 15]);
    }
    return encoded;
}

/**
 * @brief Removes "." and ".." from an absolute path (RFC 3986, section 5.2.4).
 * @param path the path; begins with a slash
 * @return the path without them
 */
std::string
RemoveDotSegments(std::string_view path)
{
    std::vector<std::string_view> kept;
    bool endsWithSlash = false;
    while (!path.empty())
    {
        path.remove_prefix(1);
        const std::string_view segment = path.substr(0, path.find('/'));
        path.remove_prefix(segment.size());
        endsWithSlash = segment == "." || segment == "..";
        if (segment == ".." && !kept.empty())
        {
            kept.pop_back();
        }
        else if (!endsWithSlash)
        {
            kept.push_back(segment);
        }
    }
    std::string result;
    for (const auto segment : kept)
    {
        result += '/';
        result += segment;
    }
    if (endsWithSlash || result.empty())
    {
        result += '/';
    }
    return result;
}

/**
 * @brief A request target in origin form from a path and a query.
 * @param rest path, query and fragment; an empty path becomes "/"
 * @return the target without the fragment
 */
std::string
MakeTarget(std::string_view rest)
{
    rest = rest.substr(0, rest.find('#'));
    const std::size_t question = rest.find('?');
    const std::string_view path = rest.substr(0, question);
    std::string target =
        path.empty() ? std::string("/") : RemoveDotSegments(EncodeTargetPart(path, false));
    if (question != std::string_view::npos)
    {
        target += '?';
        target += EncodeTargetPart(rest.substr(question + 1), true);
    }
    return target;
}

/**
 * @brief Reads host and port.
 * @param authority the text between "//" and the path
 * @param url where they go; its scheme is set
 * @return whether they are allowed
 */
bool
ParseAuthority(std::string_view authority, Url& url)
{
    std::string_view port;
    if (!authority.empty() && authority.front() == '[')
    {
        const std::size_t end = authority.find(']');
        if (end == std::string_view::npos || !IsIpv6Address(authority.substr(1, end - 1)))
        {
            return false;
        }
        url.host = HttpToLower(authority.substr(1, end - 1));
        port = authority.substr(end + 1);
    }
    else
    {
        const std::size_t colon = authority.find(':');
        // A host name with userinfo before it has an "@", which no host name has.
        if (!IsHostName(authority.substr(0, colon)))
        {
            return false;
        }
        url.host = HttpToLower(authority.substr(0, colon));
        port = colon == std::string_view::npos ? std::string_view() : authority.substr(colon);
    }
    url.port = GetDefaultPort(url.scheme);
    if (port.empty() || port == ":")
    {
        return true;
    }
    const uint64_t number = HttpParseUnsigned(port.substr(1)).value_or(0);
    url.port = static_cast<uint16_t>(number);
    return port.front() == ':' && number >= 1 && number <= 65535;
}

/**
 * @brief Length of the scheme that a reference begins with (RFC 3986, section 3.1).
 * @param text the reference
 * @return the length without the colon, or 0 if it begins with none
 */
std::size_t
FindScheme(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i)
    {
        const char c = text[i];
        if (c == ':')
        {
            return i;
        }
        const bool isInner = c == '+' || c == '-' || c == '.' || (c >= '0' && c <= '9');
        if (!IsAlphanumeric(c) && !isInner)
        {
            return 0;
        }
        if (i == 0 && isInner)
        {
            return 0;
        }
    }
    return 0;
}

/// @brief Cuts off spaces and control characters on both sides. @param text it @return the rest
std::string_view
TrimControls(std::string_view text)
{
    const auto isVisible = [](char c) { return static_cast<unsigned char>(c) > ' '; };
    const auto first = std::find_if(text.begin(), text.end(), isVisible);
    text.remove_prefix(static_cast<std::size_t>(first - text.begin()));
    const auto last = std::find_if(text.rbegin(), text.rend(), isVisible);
    text.remove_suffix(static_cast<std::size_t>(last - text.rbegin()));
    return text;
}

} // namespace

std::string
Url::GetAuthority() const
{
    const bool isIpv6 = host.find(':') != std::string::npos;
    std::string text = isIpv6 ? '[' + host + ']' : host;
    if (port != GetDefaultPort(scheme))
    {
        text += ':' + std::to_string(port);
    }
    return text;
}

std::string
Url::ToString() const
{
    return scheme + "://" + GetAuthority() + target;
}

std::optional<Url>
ParseUrl(std::string_view text)
{
    text = TrimControls(text);
    Url url;
    const std::size_t schemeSize = FindScheme(text);
    url.scheme = HttpToLower(text.substr(0, schemeSize));
    if ((url.scheme != "http" && url.scheme != "https") || text.substr(schemeSize, 3) != "://")
    {
        return std::nullopt;
    }
    text.remove_prefix(schemeSize + 3);
    const std::size_t authoritySize = std::min(text.find_first_of("/?#"), text.size());
    if (!ParseAuthority(text.substr(0, authoritySize), url))
    {
        return std::nullopt;
    }
    url.target = MakeTarget(text.substr(authoritySize));
    return url;
}

std::optional<Url>
ResolveUrl(const Url& base, std::string_view reference)
{
    reference = TrimControls(reference);
    if (FindScheme(reference) > 0)
    {
        return ParseUrl(reference);
    }
    if (reference.substr(0, 2) == "//")
    {
        return ParseUrl(base.scheme + ':' + std::string(reference));
    }
    Url url = base;
    const std::string_view basePath =
        std::string_view(base.target).substr(0, base.target.find('?'));
    if (reference.empty() || reference.front() == '#')
    {
        return url;
    }
    if (reference.front() == '/')
    {
        url.target = MakeTarget(reference);
    }
    else if (reference.front() == '?')
    {
        url.target = MakeTarget(std::string(basePath) + std::string(reference));
    }
    else
    {
        // The reference replaces what follows the last slash (RFC 3986, section 5.2.3).
        const std::string folder(basePath.substr(0, basePath.rfind('/') + 1));
        url.target = MakeTarget(folder + std::string(reference));
    }
    return url;
}

} // namespace http
} // namespace ns3
