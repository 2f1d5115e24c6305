/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-forwarding.h"

#include "http-framing.h"
#include "http-head-writer.h"
#include "http-status.h"

#include <algorithm>
#include <array>
#include <vector>

namespace ns3
{
namespace http
{

namespace
{

/// Fields that concern one connection whether Connection names them or not.
constexpr std::array<std::string_view, 7> HOP_BY_HOP = {"Connection",
                                                        "Keep-Alive",
                                                        "Proxy-Connection",
                                                        "TE",
                                                        "Trailer",
                                                        "Transfer-Encoding",
                                                        "Upgrade"};

/// Fields that Connection cannot remove.
constexpr std::array<std::string_view, 3> END_TO_END = {"Host", "Content-Length", "Cache-Control"};

/// What a reflected request does not show (RFC 9110, section 9.3.8).
constexpr std::array<std::string_view, 4> CREDENTIALS = {"Authorization",
                                                         "Proxy-Authorization",
                                                         "Cookie",
                                                         "Cookie2"};

/// @brief Whether a name is in a list. @param list, name both @return whether
template <typename List>
bool
Contains(const List& list, std::string_view name)
{
    return std::any_of(list.begin(), list.end(), [name](std::string_view member) {
        return EqualsIgnoreCase(member, name);
    });
}

/// @brief The target URI of a request. @param request it @return the URI, or nothing
std::optional<Url>
GetTargetUri(const RequestHead& request)
{
    if (!request.target.empty() && request.target.front() != '/' && request.target != "*")
    {
        return ParseUrl(request.target);
    }
    const auto host = request.fields.Get("Host");
    if (!host || host->empty())
    {
        return std::nullopt;
    }
    return ParseUrl("http://" + std::string(*host));
}

/**
 * @brief The path of OPTIONS for a server as a whole is "*" at the last hop (RFC 9112, section
 *        3.2.4): it was an absolute form without path.
 * @param request the request
 * @return whether it is
 */
bool
IsForWholeServer(const RequestHead& request)
{
    if (request.method != "OPTIONS")
    {
        return false;
    }
    const std::size_t authority = request.target.find("://");
    return request.target == "*" ||
           (authority != std::string::npos &&
            request.target.find_first_of("/?#", authority + 3) == std::string::npos);
}

/// @brief Counts Max-Forwards down. @param head the request @return whether it may be forwarded
bool
CountForwards(RequestHead& head)
{
    const auto value = head.fields.Get("Max-Forwards");
    if (!value || (head.method != "TRACE" && head.method != "OPTIONS"))
    {
        return true;
    }
    const auto left = HttpParseUnsigned(*value);
    if (left && *left > 0)
    {
        head.fields.Set("Max-Forwards", std::to_string(*left - 1));
    }
    return left != 0;
}

} // namespace

void
RemoveHopByHopFields(Fields& fields)
{
    std::vector<std::string> names(HOP_BY_HOP.begin(), HOP_BY_HOP.end());
    for (const std::string_view member : fields.GetMembers("Connection"))
    {
        if (!Contains(END_TO_END, member))
        {
            names.emplace_back(member);
        }
    }
    for (const std::string& name : names)
    {
        fields.Remove(name);
    }
}

void
AddVia(Fields& fields, Version received, std::string_view pseudonym)
{
    std::string via(received == Version::Http11 ? "1.1 " : "1.0 ");
    fields.Add("Via", via.append(pseudonym));
}

bool
HasVia(const Fields& fields, std::string_view pseudonym)
{
    const auto members = fields.GetMembers("Via");
    return std::any_of(members.begin(), members.end(), [pseudonym](std::string_view member) {
        // received-protocol, received-by, perhaps a comment
        const std::size_t space = std::min(member.find_first_of(" \t"), member.size());
        const std::string_view by = TrimWhiteSpace(member.substr(space));
        return EqualsIgnoreCase(by.substr(0, by.find_first_of(" \t")), pseudonym);
    });
}

std::string
GetOriginForm(std::string_view target)
{
    if (target == "*")
    {
        return "/";
    }
    if (target.empty() || target.front() == '/')
    {
        return std::string(target);
    }
    const std::size_t authority = std::min(target.find("://"), target.size() - 1);
    const std::size_t path = target.find_first_of("/?#", authority + 3);
    if (path == std::string_view::npos)
    {
        return "/";
    }
    return std::string(target[path] == '/' ? "" : "/").append(target.substr(path));
}

std::string
GetReflectedRequest(const RequestHead& request)
{
    RequestHead head = request;
    for (const std::string_view name : CREDENTIALS)
    {
        head.fields.Remove(name);
    }
    std::string text;
    WriteRequestHead(head, text);
    return text;
}

ForwardedRequest
ForwardRequest(const RequestHead& request, std::string_view pseudonym)
{
    ForwardedRequest forwarded;
    const std::optional<Url> url = GetTargetUri(request);
    if (!url)
    {
        forwarded.refusal = 400;
        return forwarded;
    }
    forwarded.url = *url;
    forwarded.url.target = GetOriginForm(request.target);
    RequestHead& head = forwarded.head;
    head = request;
    head.version = Version::Http11;
    head.target = IsForWholeServer(request) ? "*" : forwarded.url.target;
    if (HasVia(request.fields, pseudonym))
    {
        forwarded.refusal = 508;
        return forwarded;
    }
    if (!CountForwards(head))
    {
        forwarded.refusal = 200;
        return forwarded;
    }
    RemoveHopByHopFields(head.fields);
    SetOneContentLength(head.fields);
    // The absolute form prevails over what Host said (RFC 9112, section 3.2.2).
    head.fields.Set("Host", url->GetAuthority());
    AddVia(head.fields, request.version, pseudonym);
    return forwarded;
}

ResponseHead
ForwardResponse(const ResponseHead& response, std::string_view pseudonym)
{
    ResponseHead head = response;
    head.version = Version::Http11;
    RemoveHopByHopFields(head.fields);
    SetOneContentLength(head.fields);
    if (HasNoContent(response.status) && response.status != 304)
    {
        // Some servers send it, none may (RFC 9110, section 8.6).
        head.fields.Remove("Content-Length");
    }
    AddVia(head.fields, response.version, pseudonym);
    return head;
}

std::optional<Url>
ParseAuthority(std::string_view target)
{
    const std::size_t colon = target.rfind(':');
    if (colon == std::string_view::npos || colon + 1 == target.size() ||
        target.find_first_of("/?#@") != std::string_view::npos || target.back() == ']')
    {
        return std::nullopt;
    }
    return ParseUrl("http://" + std::string(target) + "/");
}

} // namespace http
} // namespace ns3
