/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-head-rules.h"

#include "http-character-class.h"
#include "http-framing.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace ns3
{
namespace http
{

namespace
{

/// @brief Whether a target is host and port (RFC 9112, section 3.2.3). @param target it @return
/// whether
bool
IsAuthorityForm(std::string_view target)
{
    const std::size_t colon = target.rfind(':');
    if (colon == std::string_view::npos || colon == 0 || !ConsistsOf(target, HOST_CHARACTER))
    {
        return false;
    }
    const std::string_view port = target.substr(colon + 1);
    return !port.empty() && port.size() <= 5 &&
           std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// @brief Whether a target is an absolute URI (RFC 9112, section 3.2.2). @param target it @return
/// whether
bool
IsAbsoluteForm(std::string_view target)
{
    const std::size_t colon = target.find(':');
    if (colon == std::string_view::npos || colon == 0)
    {
        return false;
    }
    const auto isLetter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    const std::string_view scheme = target.substr(0, colon);
    return isLetter(scheme.front()) &&
           std::all_of(scheme.begin(), scheme.end(), [isLetter](char c) {
               return isLetter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
           });
}

/// @brief Whether a target has the form that its method asks for. @param method, target they
/// @return whether
bool
IsTarget(std::string_view method, std::string_view target)
{
    const bool isVisible = ConsistsOf(target, TARGET_CHARACTER);
    if (target.empty() || !isVisible)
    {
        return false;
    }
    if (method == "CONNECT")
    {
        return IsAuthorityForm(target);
    }
    if (target == "*")
    {
        return method == "OPTIONS";
    }
    return target.front() == '/' || IsAbsoluteForm(target);
}

} // namespace

HeadProblem
FindProblem(const RequestHead& head)
{
    if (!IsToken(head.method))
    {
        return {400, "the method is not a token"};
    }
    if (!IsTarget(head.method, head.target))
    {
        return {400, "the request target is not valid"};
    }
    const auto host = head.fields.Get("Host");
    const std::size_t hosts = host ? head.fields.Count("Host") : 0;
    if (hosts > 1)
    {
        return {400, "more than one Host"};
    }
    if (hosts == 0 && head.version == Version::Http11)
    {
        return {400, "no Host"};
    }
    if (host && !ConsistsOf(*host, HOST_CHARACTER))
    {
        return {400, "the Host is not valid"};
    }
    return {};
}

HeadProblem
FindProblem(const ResponseHead& head)
{
    if (head.status < 100 || head.status > 599)
    {
        return {500, "the status is not from 100 to 599"};
    }
    if (!IsFieldText(head.reason))
    {
        return {500, "the reason phrase is not valid"};
    }
    return {};
}

bool
KeepsOpen(Version requestVersion, bool requestPersistent, const ResponseHead& response)
{
    const Version version = std::min(requestVersion, response.version);
    return requestPersistent && IsPersistent(version, response.fields);
}

} // namespace http
} // namespace ns3
