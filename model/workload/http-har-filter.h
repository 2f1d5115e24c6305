/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_HAR_FILTER_H
#define HTTP_HAR_FILTER_H

#include "http-har-reader.h"
#include "http-har-report.h"
#include "http-web-url.h"

#include "ns3/http-url.h"

#include <optional>
#include <string_view>

namespace ns3
{

/**
 * @ingroup http
 * @brief What must be known of the program that wrote an HTTP Archive.
 */
struct HttpHarRecorder
{
    bool webPageTest = false; //!< its head sizes leave out the empty line
    bool chromeHar = false;  //!< its bodySize may be the whole transfer (sitespeed.io, browsertime)
    bool firefox = false;    //!< its cache hits take no time
    bool namesPeers = false; //!< it records addresses of servers
    bool hasAnswers = true;  //!< it records responses, or why there is none
};

/**
 * @ingroup http
 * @brief Recognises the program that wrote an HTTP Archive.
 * @param raw the archive
 * @return what must be known of it
 */
HttpHarRecorder HttpGetHarRecorder(const HttpHarRaw& raw);

/**
 * @ingroup http
 * @brief Decides whether an entry is replayed.
 * @param entry the entry
 * @param recorder what wrote it
 * @param url its URL, if it is an http or https URL that can be read
 * @return why it is skipped, or HttpHarNote::Count if it is replayed
 */
HttpHarNote HttpFilterHarEntry(const HttpHarRawEntry& entry,
                               const HttpHarRecorder& recorder,
                               HttpWebUrl& url);

/**
 * @ingroup http
 * @brief Counts what a replay in clear HTTP/1.1 changes in an entry, beside its sizes and times.
 * @param entry the entry
 * @param read its URL, which could be read
 * @param recorder what wrote it
 * @param report counts
 */
void HttpCountHarAdaptations(const HttpHarRawEntry& entry,
                             const HttpWebUrl& read,
                             const HttpHarRecorder& recorder,
                             HttpHarReport& report);

/**
 * @ingroup http
 * @brief Whether a status was recorded: a whole number of three digits.
 * @param entry the entry
 * @return whether it was
 */
bool HttpHasHarStatus(const HttpHarRawEntry& entry);

} // namespace ns3

#endif /* HTTP_HAR_FILTER_H */
