/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-har-filter.h"

#include "http-har-fields.h"

#include "ns3/http-fields.h"
#include "ns3/http-text.h"

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

/// Milliseconds that a cache takes at most, where nothing else tells it from the network.
constexpr double LEAST_NETWORK = 1;

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
 * @brief Whether any time was recorded in which the network could have been used.
 * @param entry the entry
 * @param least what is taken for such a time, milliseconds
 * @return whether there was
 */
bool
TookTime(const HttpHarRawEntry& entry, double least)
{
    for (const auto& part : {entry.dns, entry.connect, entry.ssl, entry.wait, entry.receive})
    {
        if (part > least)
        {
            return true;
        }
    }
    return entry.time > least;
}

/**
 * @brief Whether the answer came from no network.
 *
 * The recorder's own word first. What the recording says of the cache's contents (cache) only
 * describes it: then it is the use of the network that tells.
 * @param entry the entry
 * @param recorder what wrote it
 * @return whether the recording says so
 */
bool
IsFromCache(const HttpHarRawEntry& entry, const HttpHarRecorder& recorder)
{
    if (entry.fromCache)
    {
        return true;
    }
    const bool isValidation = entry.status == 304.0;
    const bool wasRead =
        entry.response.body > 0.0 || entry.transferSize > 0.0 || entry.bytesIn > 0.0;
    if (entry.transferSize == 0.0 && entry.response.body.value_or(0) <= 0 &&
        entry.contentSize > 0.0 && !isValidation)
    {
        // Chrome's.
        return true;
    }
    if (entry.describesCache && !wasRead)
    {
        // A validation has no content; where there was one, 0 bytes of it were read (HAR 1.2).
        const bool wasKept = entry.response.body == 0.0 && entry.contentSize > 0.0 && !isValidation;
        // chrome-har has no other mark.
        return (recorder.chromeHar && !isValidation) || wasKept ||
               (!entry.hasPeer && !TookTime(entry, LEAST_NETWORK));
    }
    const bool tookNone = !entry.hasPeer && !TookTime(entry, 0);
    return (recorder.firefox && entry.time == 0.0 && !wasRead) ||
           (tookNone && (recorder.firefox || recorder.namesPeers) && entry.time);
}

} // namespace

HttpHarRecorder
HttpGetHarRecorder(const HttpHarRaw& raw)
{
    const std::string_view creator = raw.creator;
    HttpHarRecorder recorder;
    recorder.namesPeers = raw.hasPeers;
    recorder.hasAnswers = raw.hasAnswers;
    recorder.webPageTest = HttpBeginsWith(creator, "webpagetest");
    recorder.chromeHar = HttpBeginsWith(creator, "chrome-har") ||
                         HttpBeginsWith(creator, "browsertime") ||
                         HttpBeginsWith(creator, "sitespeed");
    recorder.firefox = HttpBeginsWith(creator, "firefox");
    return recorder;
}

bool
HttpHasHarStatus(const HttpHarRawEntry& entry)
{
    const double status = entry.status.value_or(0);
    return status >= 100 && status <= 999 && status == std::floor(status);
}

HttpHarNote
HttpFilterHarEntry(const HttpHarRawEntry& entry, const HttpHarRecorder& recorder, HttpWebUrl& url)
{
    if (!entry.wellFormed)
    {
        return HttpHarNote::Malformed;
    }
    const std::string_view text = HttpTrim(entry.url);
    if (!HttpBeginsWith(text, "http:") && !HttpBeginsWith(text, "https:"))
    {
        for (const Scheme& scheme : OTHER_SCHEMES)
        {
            if (HttpBeginsWith(text, scheme.prefix))
            {
                return scheme.note;
            }
        }
        return HttpHarNote::OtherScheme;
    }
    url = HttpReadWebUrl(text);
    if (!url.url)
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
    if (IsFromCache(entry, recorder))
    {
        return HttpHarNote::FromCache;
    }
    if (!recorder.hasAnswers)
    {
        return HttpHarNote::Count;
    }
    if (!HttpHasHarStatus(entry))
    {
        return entry.response.body > 0.0 ? HttpHarNote::Count : HttpHarNote::Aborted;
    }
    return *entry.status < 200 ? HttpHarNote::SwitchedProtocol : HttpHarNote::Count;
}

void
HttpCountHarAdaptations(const HttpHarRawEntry& entry,
                        const HttpWebUrl& read,
                        const HttpHarRecorder& recorder,
                        HttpHarReport& report)
{
    const http::Url& url = *read.url;
    if (read.hadCredentials)
    {
        report.Add(HttpHarNote::Credentials);
    }
    if (read.hadOtherLetters)
    {
        report.Add(HttpHarNote::OtherLetters);
    }
    if (HttpIsHarHttp2(entry))
    {
        report.Add(HttpHarNote::Http2);
        report.http3 += HttpIsHarHttp3(entry) ? 1 : 0;
    }
    else if (HttpBeginsWith(entry.response.version, "http/1.0") || entry.response.version == "1.0")
    {
        report.Add(HttpHarNote::Http10);
    }
    if (std::count(url.target.begin(), url.target.end(), '%') >
        std::count(entry.url.begin(), entry.url.end(), '%'))
    {
        report.Add(HttpHarNote::UrlEscaped);
    }
    if (!recorder.hasAnswers)
    {
        report.Add(HttpHarNote::DefaultAnswer);
    }
    else if (!HttpHasHarStatus(entry) || *entry.status > 599)
    {
        report.Add(HttpHarNote::StatusReplaced);
    }
}

} // namespace ns3
