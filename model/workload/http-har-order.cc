/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-har-order.h"

#include "http-web-url.h"

#include "ns3/http-text.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace ns3
{

namespace
{

/// @brief What earlier exchanges are found by: a URL to their indices, in the order of starts.
typedef std::unordered_map<std::string, std::vector<uint32_t>> UrlIndex;

/**
 * @brief The latest exchange with that URL which started before a moment.
 * @param index the exchanges by URL
 * @param url the URL
 * @param page the exchanges
 * @param startNs the moment
 * @return its index, or nothing
 */
std::optional<uint32_t>
FindEarlier(const UrlIndex& index,
            const std::string& url,
            const std::vector<HttpHarMoment>& page,
            int64_t startNs)
{
    const auto it = index.find(url);
    if (it == index.end())
    {
        return std::nullopt;
    }
    const std::vector<uint32_t>& places = it->second;
    const auto end =
        std::lower_bound(places.begin(), places.end(), startNs, [&page](uint32_t i, int64_t start) {
            return page[i].startNs < start;
        });
    return end == places.begin() ? std::nullopt : std::optional<uint32_t>(*(end - 1));
}

/**
 * @brief The exchange that a text names.
 * @param index the exchanges by URL
 * @param texts URLs, one a line, the most wanted first
 * @param page the exchanges
 * @param startNs only exchanges that started before are found
 * @return its index, or nothing
 */
std::optional<uint32_t>
FindNamed(const UrlIndex& index,
          std::string_view texts,
          const std::vector<HttpHarMoment>& page,
          int64_t startNs)
{
    std::string_view text;
    while (HttpNextLine(texts, text))
    {
        const auto url = text.empty() ? std::nullopt : HttpReadWebUrl(text).url;
        const auto found = url ? FindEarlier(index, url->ToString(), page, startNs) : std::nullopt;
        if (found)
        {
            return found;
        }
    }
    return std::nullopt;
}

/**
 * @brief Has one exchange wait for another.
 * @param parent the other
 * @param child the one
 * @param redirect the other redirects to the one
 * @param object its request
 */
void
Await(const HttpHarMoment& parent,
      const HttpHarMoment& child,
      bool redirect,
      HttpPageObject& object)
{
    const bool atEnd = redirect || parent.script || child.startNs >= parent.endNs;
    object.anchor = atEnd ? HttpPageObject::Anchor::LastByte : HttpPageObject::Anchor::FirstByte;
    const int64_t opened = atEnd ? parent.endNs : parent.firstByteNs;
    object.delay = NanoSeconds(std::max<int64_t>(0, child.startNs - opened));
}

} // namespace

void
HttpOrderHarPage(const std::vector<HttpHarMoment>& page,
                 HttpHarReport& report,
                 std::vector<HttpPageObject>& objects)
{
    UrlIndex byUrl;
    UrlIndex byRedirect;
    for (uint32_t i = 0; i < page.size(); i++)
    {
        byUrl[page[i].url.ToString()].push_back(i);
        const auto to = page[i].redirectUrl.empty()
                            ? std::nullopt
                            : HttpResolveWebUrl(page[i].url, page[i].redirectUrl);
        if (to)
        {
            byRedirect[to->ToString()].push_back(i);
        }
    }

    for (uint32_t i = 1; i < page.size(); i++)
    {
        const HttpHarMoment& child = page[i];
        HttpHarNote rule = HttpHarNote::ByRedirect;
        auto found = FindEarlier(byRedirect, child.url.ToString(), page, child.startNs);
        if (found)
        {
            // A redirect leads to one request; a later one to the same URL has another cause.
            std::vector<uint32_t>& places = byRedirect[child.url.ToString()];
            places.erase(std::find(places.begin(), places.end(), *found));
        }
        else
        {
            rule = HttpHarNote::ByInitiator;
            found = FindNamed(byUrl, child.initiatorUrls, page, child.startNs);
        }
        if (!found)
        {
            rule = HttpHarNote::ByReferer;
            found = FindNamed(byUrl, child.referer, page, child.startNs);
        }
        if (!found)
        {
            rule = HttpHarNote::ByRoot;
            found = 0;
        }
        report.Add(rule);
        objects[i].revealedBy = *found;
        Await(page[*found], child, rule == HttpHarNote::ByRedirect, objects[i]);
    }
}

} // namespace ns3
