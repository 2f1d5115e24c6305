/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-redirect.h"

#include <utility>

namespace ns3
{
namespace http
{

std::optional<Redirect>
GetRedirect(const Url& url, std::string_view method, const ResponseHead& response)
{
    const uint16_t status = response.status;
    const bool isOld = status == 301 || status == 302;
    if (!isOld && status != 303 && status != 307 && status != 308)
    {
        return std::nullopt;
    }
    const auto location = response.fields.Get("Location");
    if (!location || response.fields.Count("Location") > 1)
    {
        return std::nullopt;
    }
    std::optional<Url> target = ResolveUrl(url, *location);
    if (!target)
    {
        return std::nullopt;
    }
    Redirect redirect{std::move(*target), std::string(method), true};
    if ((isOld && method == "POST") || (status == 303 && method != "HEAD"))
    {
        redirect.method = "GET";
        redirect.keepsContent = false;
    }
    return redirect;
}

} // namespace http
} // namespace ns3
