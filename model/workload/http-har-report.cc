/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-har-report.h"

namespace ns3
{

namespace
{

/// In the order of HttpHarNote.
const char* const WORDS[] = {
    "entry without method or URL",
    "data: URL",
    "blob: URL",
    "about: URL",
    "URL of a browser extension",
    "ws: or wss: URL",
    "URL of another scheme",
    "http or https URL that cannot be read",
    "method that is no token",
    "CONNECT",
    "interim status as the last one",
    "answered from the browser's cache",
    "aborted, no answer",
    "HTTP/2 or HTTP/3 as HTTP/1.1",
    "HTTP/3 as HTTP/2",
    "HTTP/1.0 as HTTP/1.1",
    "equal request with another answer, told apart by har-entry in its query",
    "characters of the URL percent-encoded",
    "user and password of the URL left out",
    "host in other letters by punycode",
    "head size without its empty line, two bytes added",
    "size of the request's head computed",
    "size of the response's head computed",
    "content size derived from other sizes than bodySize",
    "content size estimated: size before its coding",
    "content size unknown, 0 taken",
    "content cut short in the recording",
    "content sizes that contradict each other, the likeliest taken",
    "no response recorded, answered with 200 and the default content",
    "status outside 200 to 599 replaced",
    "size or time out of range, cut",
    "no start time, the previous entry's taken",
    "page not declared",
    "no wait time, 0 taken",
    "wait shorter than the round trip, no think time",
    "text that is not UTF-8 converted",
    "by a redirect",
    "by the recorded initiator",
    "by the object in Referer",
    "by the page's first object",
};
static_assert(sizeof(WORDS) / sizeof(*WORDS) == static_cast<std::size_t>(HttpHarNote::Count),
              "a note without words");

/**
 * @brief Writes a list, one line each.
 * @param title what each line begins with
 * @param items the list
 * @return the lines
 */
std::string
ToLines(const char* title, const std::vector<HttpHarReport::Item>& items)
{
    std::string lines;
    for (const HttpHarReport::Item& item : items)
    {
        lines += std::string(title) + item.what + ": " + std::to_string(item.count) + '\n';
    }
    return lines;
}

} // namespace

void
HttpHarReport::Add(HttpHarNote note)
{
    m_counts[static_cast<std::size_t>(note)]++;
}

uint32_t
HttpHarReport::GetCount(HttpHarNote note) const
{
    return m_counts[static_cast<std::size_t>(note)];
}

void
HttpHarReport::FollowVersions()
{
    m_counts[static_cast<std::size_t>(HttpHarNote::Http2)] = 0;
    m_counts[static_cast<std::size_t>(HttpHarNote::Http3)] = http3;
}

std::vector<HttpHarReport::Item>
HttpHarReport::GetItems(HttpHarNote first, HttpHarNote end) const
{
    std::vector<Item> items;
    for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(end); i++)
    {
        if (m_counts[i] > 0)
        {
            items.push_back({static_cast<HttpHarNote>(i), WORDS[i], m_counts[i]});
        }
    }
    return items;
}

std::vector<HttpHarReport::Item>
HttpHarReport::GetSkipped() const
{
    return GetItems(HttpHarNote::Malformed, HttpHarNote::Http2);
}

std::vector<HttpHarReport::Item>
HttpHarReport::GetAdapted() const
{
    return GetItems(HttpHarNote::Http2, HttpHarNote::ByRedirect);
}

std::vector<HttpHarReport::Item>
HttpHarReport::GetRevealed() const
{
    return GetItems(HttpHarNote::ByRedirect, HttpHarNote::Count);
}

std::string
HttpHarReport::ToReasons() const
{
    std::string text;
    for (const Item& item : GetSkipped())
    {
        text += (text.empty() ? "" : ", ") + std::to_string(item.count) + ' ' + item.what;
    }
    return text;
}

std::string
HttpHarReport::ToString() const
{
    return "entries: " + std::to_string(entries) +
           ", http and https: " + std::to_string(httpEntries) +
           ", replayed: " + std::to_string(replayed) + ", pages: " + std::to_string(pages) + '\n' +
           ToLines("skipped, ", GetSkipped()) +
           (emptyPages > 0
                ? "skipped, page of which nothing is left: " + std::to_string(emptyPages) + '\n'
                : "") +
           ToLines("adapted, ", GetAdapted()) + ToLines("revealed ", GetRevealed());
}

} // namespace ns3
