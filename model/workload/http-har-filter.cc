/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-har-filter.h"

#include "http-har-size.h"
#include "http-text.h"

#include "ns3/http-fields.h"

#include <algorithm>
#include <cmath>

namespace ns3
{

namespace
{

/// @brief A scheme that is no HTTP, and the note that counts it.
struct Scheme
{
    std::string_view prefix; //!< what such URLs begin with
    HttpHarNote note;        //!< why they are skipped
};

const Scheme OTHER_SCHEMES[] = {
    {"data:", HttpHarNote::DataUrl},
    {"blob:", HttpHarNote::BlobUrl},
    {"about:", HttpHarNote::AboutUrl},
    {"chrome-extension:", HttpHarNote::ExtensionUrl},
    {"moz-extension:", HttpHarNote::ExtensionUrl},
    {"safari-web-extension:", HttpHarNote::ExtensionUrl},
    {"ws:", HttpHarNote::WebSocketUrl},
    {"wss:", HttpHarNote::WebSocketUrl},
};

/**
 * @brief Whether a text begins with another, whatever their case.
 * @param text the text
 * @param start the other
 * @return whether it does
 */
bool
BeginsWith(std::string_view text, std::string_view start)
{
    return http::EqualsIgnoreCase(text.substr(0, start.size()), start);
}

/**
 * @brief Whether the browser's cache answered.
 * @param entry the entry
 * @param firefox the recorder is Firefox
 * @return whether the recording says so
 */
bool
IsFromCache(const HttpHarRawEntry& entry, bool firefox)
{
    const bool nothingRead = entry.responseBody.value_or(0) <= 0;
    const bool chrome = entry.transferSize == 0.0 && nothingRead && entry.contentSize > 0.0;
    return entry.fromCache || chrome || (firefox && entry.time == 0.0 && nothingRead);
}

} // namespace

HttpHarRecorder
HttpGetHarRecorder(std::string_view creator)
{
    HttpHarRecorder recorder;
    recorder.webPageTest = BeginsWith(creator, "webpagetest");
    recorder.chromeHar = BeginsWith(creator, "chrome-har") || BeginsWith(creator, "browsertime") ||
                         BeginsWith(creator, "sitespeed");
    recorder.firefox = BeginsWith(creator, "firefox");
    return recorder;
}

bool
HttpHasHarStatus(const HttpHarRawEntry& entry)
{
    const double status = entry.status.value_or(0);
    return status >= 100 && status <= 999 && status == std::floor(status);
}

HttpHarNote
HttpFilterHarEntry(const HttpHarRawEntry& entry,
                   const HttpHarRecorder& recorder,
                   std::optional<http::Url>& url)
{
    if (!entry.wellFormed)
    {
        return HttpHarNote::Malformed;
    }
    const std::string_view text = HttpTrim(entry.url);
    if (!BeginsWith(text, "http:") && !BeginsWith(text, "https:"))
    {
        for (const Scheme& scheme : OTHER_SCHEMES)
        {
            if (BeginsWith(text, scheme.prefix))
            {
                return scheme.note;
            }
        }
        return HttpHarNote::OtherScheme;
    }
    url = http::ParseUrl(text);
    if (!url)
    {
        return HttpHarNote::BadUrl;
    }
    if (!http::IsToken(entry.method))
    {
        return HttpHarNote::BadMethod;
    }
    if (entry.method == "CONNECT")
    {
        return HttpHarNote::Connect;
    }
    if (IsFromCache(entry, recorder.firefox))
    {
        return HttpHarNote::FromCache;
    }
    if (!HttpHasHarStatus(entry))
    {
        return entry.responseBody > 0.0 ? HttpHarNote::Count : HttpHarNote::Aborted;
    }
    return *entry.status < 200 ? HttpHarNote::SwitchedProtocol : HttpHarNote::Count;
}

void
HttpCountHarAdaptations(const HttpHarRawEntry& entry, const http::Url& url, HttpHarReport& report)
{
    if (url.scheme == "https")
    {
        report.Add(HttpHarNote::ClearText);
    }
    if (HttpIsHarHttp2(entry))
    {
        report.Add(HttpHarNote::Http2);
    }
    else if (BeginsWith(entry.responseVersion, "http/1.0") || entry.responseVersion == "1.0")
    {
        report.Add(HttpHarNote::Http10);
    }
    if (std::count(url.target.begin(), url.target.end(), '%') >
        std::count(entry.url.begin(), entry.url.end(), '%'))
    {
        report.Add(HttpHarNote::UrlEscaped);
    }
    if (!HttpHasHarStatus(entry) || *entry.status > 599)
    {
        report.Add(HttpHarNote::StatusReplaced);
    }
}

} // namespace ns3
