/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-web-url.h"

#include "ns3/http-fields.h"
#include "ns3/http-text.h"

#include <algorithm>
#include <idn2.h>
#include <string>

namespace ns3
{

namespace
{

/// @brief Whether a text has more than ASCII. @param text the text @return whether it has
bool
HasOtherLetters(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x80;
    });
}

/**
 * @brief A host as DNS has it.
 * @param host the host in UTF-8
 * @return it in ASCII, empty if it is none
 */
std::string
ToAscii(const std::string& host)
{
    char* ascii = nullptr;
    const int flags = IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT;
    if (idn2_to_ascii_8z(host.c_str(), &ascii, flags) != IDN2_OK)
    {
        return "";
    }
    std::string text(ascii);
    idn2_free(ascii);
    return text;
}

} // namespace

HttpWebUrl
HttpReadWebUrl(std::string_view text)
{
    HttpWebUrl read;
    text = HttpTrim(text);
    const auto scheme = std::min(text.find("://"), text.size());
    const auto begin = std::min(scheme + 3, text.size());
    const auto size = std::min(text.find_first_of("/?#", begin), text.size()) - begin;
    std::string_view authority = text.substr(begin, size);
    const auto at = authority.rfind('@');
    if (at != std::string_view::npos)
    {
        read.hadCredentials = true;
        authority.remove_prefix(at + 1);
    }
    const bool isIpv6 = !authority.empty() && authority.front() == '[';
    const std::string_view name =
        authority.substr(0, isIpv6 ? authority.size() : authority.find(':'));
    std::string host(name);
    if (!isIpv6 && (HasOtherLetters(name) || name.find('%') != std::string_view::npos))
    {
        host = HttpPercentDecode(name);
        read.hadOtherLetters = HasOtherLetters(host);
        host = read.hadOtherLetters ? ToAscii(host) : host;
    }
    std::string whole(text.substr(0, begin));
    whole.append(host).append(authority.substr(name.size())).append(text.substr(begin + size));
    read.url = http::ParseUrl(whole);
    return read;
}

std::optional<http::Url>
HttpResolveWebUrl(const http::Url& base, std::string_view reference)
{
    const std::string_view text = HttpTrim(reference);
    if (text.substr(0, 2) == "//")
    {
        return HttpReadWebUrl(base.scheme + ':' + std::string(text)).url;
    }
    for (const std::string_view scheme : {"http://", "https://"})
    {
        if (HttpBeginsWith(text, scheme))
        {
            return HttpReadWebUrl(text).url;
        }
    }
    return http::ResolveUrl(base, text);
}

} // namespace ns3
