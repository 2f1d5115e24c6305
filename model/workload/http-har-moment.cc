/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-har-moment.h"

#include "http-har-fields.h"

#include <algorithm>
#include <cmath>

namespace ns3
{

int64_t
HttpGetHarNanoseconds(const std::optional<double>& milliseconds)
{
    if (!milliseconds || !(*milliseconds > 0))
    {
        return 0;
    }
    return *milliseconds >= HTTP_HAR_MAX_NANOSECONDS / 1e6 ? HTTP_HAR_MAX_NANOSECONDS
                                                           : std::llround(*milliseconds * 1e6);
}

HttpHarMoment
HttpGetHarMoment(const HttpHarRawEntry& entry, const http::Url& url, int64_t startNs, bool& cut)
{
    const auto read = [&cut](const std::optional<double>& milliseconds) {
        cut = cut || milliseconds > HTTP_HAR_MAX_NANOSECONDS / 1e6;
        return HttpGetHarNanoseconds(milliseconds);
    };
    HttpHarMoment moment;
    const int64_t setUp = read(entry.dns) + read(entry.connect);
    int64_t sent = startNs;
    if (entry.loadStart && entry.allStart)
    {
        // A connection can have been set up long before, for another request.
        const int64_t earlier = HttpGetHarNanoseconds(*entry.loadStart - *entry.allStart);
        moment.startNs = startNs - std::min(setUp, earlier);
    }
    else
    {
        moment.startNs = startNs;
        sent = startNs + read(entry.blocked) + setUp;
    }
    moment.firstByteNs = sent + read(entry.send) + read(entry.wait);
    moment.endNs = moment.firstByteNs + read(entry.receive);
    if (moment.endNs == moment.startNs)
    {
        moment.endNs += read(entry.time);
    }

    moment.url = url;
    moment.redirectUrl = entry.redirectUrl;
    const double status = entry.status.value_or(0);
    if (moment.redirectUrl.empty() && status >= 300 && status < 400)
    {
        moment.redirectUrl = HttpFindHarField(entry.response.fields, "Location").value_or("");
    }
    moment.initiatorUrls = entry.initiatorUrls;
    moment.referer = HttpFindHarField(entry.request.fields, "Referer").value_or("");
    moment.script = entry.mimeType.find("javascript") != std::string::npos ||
                    entry.mimeType.find("ecmascript") != std::string::npos;
    return moment;
}

} // namespace ns3
