/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-har-size.h"

#include "http-text.h"

#include "ns3/http-fields.h"

#include <algorithm>
#include <cmath>

namespace ns3
{

namespace
{

/// HPACK's part of the text of the same fields: 214 of 309 bytes, measured on recorded pages.
const double HPACK_RATIO = 0.65;

/**
 * @brief A number of bytes as recorded, cut to a range.
 * @param value the number; nothing and negative numbers mean unknown
 * @param max the largest number accepted
 * @param report counts the cut
 * @return the number
 */
std::optional<uint64_t>
ToBytes(const std::optional<double>& value, uint64_t max, HttpHarReport& report)
{
    if (!value || !(*value >= 0))
    {
        return std::nullopt;
    }
    if (*value > static_cast<double>(max))
    {
        report.Add(HttpHarNote::NumberCut);
        return max;
    }
    return static_cast<uint64_t>(std::llround(*value));
}

/**
 * @brief The recorded Content-Length.
 * @param fields the fields
 * @return bytes, or nothing if there is none or it is no number
 */
std::optional<uint64_t>
GetContentLength(const HttpHarRawEntry::FieldList& fields)
{
    const auto value = HttpFindHarField(fields, "Content-Length");
    const auto length = value ? HttpParseUnsigned(HttpTrim(*value)) : std::nullopt;
    return length && *length <= HTTP_HAR_MAX_CONTENT_BYTES ? length : std::nullopt;
}

/**
 * @brief Bytes of the fields as HTTP/1.1 writes them.
 * @param fields the fields; names that are no tokens are left out
 * @return bytes
 */
uint64_t
GetFieldBytes(const HttpHarRawEntry::FieldList& fields)
{
    uint64_t bytes = 0;
    for (const auto& [name, value] : fields)
    {
        bytes += http::IsToken(name) ? name.size() + value.size() + 4 : 0;
    }
    return bytes;
}

/**
 * @brief Size of a head.
 * @param recorded headersSize
 * @param fields the fields
 * @param firstLine bytes of the first line with its CRLF and of fields that must be added
 * @param withoutEnd the recorder leaves the empty line out
 * @param made which note counts a computed size
 * @param report counts what was adapted
 * @return bytes
 */
uint32_t
GetHeadBytes(const std::optional<double>& recorded,
             const HttpHarRawEntry::FieldList& fields,
             uint64_t firstLine,
             bool withoutEnd,
             HttpHarNote made,
             HttpHarReport& report)
{
    uint64_t bytes = 0;
    if (recorded && *recorded > 0)
    {
        bytes = *ToBytes(recorded, HTTP_HAR_MAX_HEAD_BYTES, report) + (withoutEnd ? 2 : 0);
    }
    else
    {
        report.Add(made);
        const uint64_t fieldBytes = GetFieldBytes(fields);
        bytes = fieldBytes > 0 ? firstLine + fieldBytes + 2 : HTTP_HAR_DEFAULT_HEAD_BYTES;
    }
    return static_cast<uint32_t>(std::min<uint64_t>(bytes, HTTP_HAR_MAX_HEAD_BYTES));
}

/**
 * @brief Size of the response's content from other figures than bodySize.
 * @param entry the recording
 * @param report counts what was adapted
 * @return bytes
 */
uint64_t
DeriveContent(const HttpHarRawEntry& entry, HttpHarReport& report)
{
    const auto bytes = [&report](const std::optional<double>& value) {
        return ToBytes(value, HTTP_HAR_MAX_CONTENT_BYTES, report);
    };
    std::optional<uint64_t> derived = GetContentLength(entry.responseFields);
    const auto transfer =
        entry.transferSize > 0.0 ? bytes(entry.transferSize) : bytes(entry.bytesIn);
    if (!derived && transfer > uint64_t{0})
    {
        const bool known = entry.responseHead > 0.0;
        const auto text = static_cast<double>(GetFieldBytes(entry.responseFields));
        const double ratio = HttpIsHarHttp2(entry) ? HPACK_RATIO : 1;
        const uint64_t head = *bytes(known ? *entry.responseHead : text * ratio);
        derived = *transfer - std::min(*transfer, head);
    }
    if (!derived && entry.objectSize > 0.0)
    {
        derived = bytes(entry.objectSize);
    }
    const bool coded = HttpFindHarField(entry.responseFields, "Content-Encoding").has_value();
    if (!derived && entry.contentSize >= 0.0 && (entry.compression || !coded))
    {
        derived = bytes(std::max(0.0, *entry.contentSize - entry.compression.value_or(0)));
    }
    if (derived)
    {
        report.Add(HttpHarNote::ContentDerived);
        return *derived;
    }
    const auto decoded = bytes(entry.contentSize);
    report.Add(decoded ? HttpHarNote::ContentEstimated : HttpHarNote::ContentUnknown);
    return decoded.value_or(0);
}

/**
 * @brief Size of the response's content.
 * @param entry the recording
 * @param chromeHar bodySize may be the whole transfer
 * @param report counts what was adapted
 * @return bytes
 */
uint64_t
GetResponseContent(const HttpHarRawEntry& entry, bool chromeHar, HttpHarReport& report)
{
    const double status = entry.status.value_or(0);
    if (entry.method == "HEAD" || status == 204 || status == 304)
    {
        return 0;
    }
    const auto body = ToBytes(entry.responseBody, HTTP_HAR_MAX_CONTENT_BYTES, report);
    const auto length = GetContentLength(entry.responseFields);
    if (body == uint64_t{0})
    {
        // Chrome says 0 for the short text that comes with a redirect.
        const bool redirect = status >= 300 && status < 400 && length > uint64_t{0};
        if (redirect)
        {
            report.Add(HttpHarNote::ContentDerived);
        }
        return redirect ? *length : 0;
    }
    if (!body)
    {
        return DeriveContent(entry, report);
    }
    const bool headKnown = entry.responseHead > 0.0;
    if (length && *body > *length &&
        (headKnown ? static_cast<double>(*body - *length) == *entry.responseHead : chromeHar))
    {
        // Firefox's and chrome-har's figure may hold the head too.
        report.Add(HttpHarNote::ContentDerived);
        return *length;
    }
    if (!length && !headKnown && chromeHar && HttpIsHarHttp2(entry))
    {
        const auto head = static_cast<uint64_t>(HPACK_RATIO * GetFieldBytes(entry.responseFields));
        report.Add(HttpHarNote::ContentDerived);
        return *body - std::min(*body, head);
    }
    if (length > body)
    {
        report.Add(HttpHarNote::ContentCut);
    }
    return *body;
}

/**
 * @brief Size of the request's content.
 * @param entry the recording
 * @param report counts what was adapted
 * @return bytes
 */
uint64_t
GetRequestContent(const HttpHarRawEntry& entry, HttpHarReport& report)
{
    if (entry.requestBody > 0.0)
    {
        return *ToBytes(entry.requestBody, HTTP_HAR_MAX_CONTENT_BYTES, report);
    }
    const auto length = GetContentLength(entry.requestFields);
    return length ? *length
                  : ToBytes(entry.postDataBytes, HTTP_HAR_MAX_CONTENT_BYTES, report).value_or(0);
}

} // namespace

std::optional<std::string_view>
HttpFindHarField(const HttpHarRawEntry::FieldList& fields, std::string_view name)
{
    const auto it = std::find_if(fields.begin(), fields.end(), [name](const auto& field) {
        return http::EqualsIgnoreCase(field.first, name);
    });
    return it == fields.end() ? std::nullopt : std::optional<std::string_view>(it->second);
}

bool
HttpIsHarHttp2(const HttpHarRawEntry& entry)
{
    for (const std::string_view version :
         {std::string_view(entry.requestVersion), std::string_view(entry.responseVersion)})
    {
        // WebPageTest writes what follows "HTTP/" in the first line, whatever that line is.
        if (version == "me:" || version == "us:" || version == "2 2" || version == "2" ||
            version == "3")
        {
            return true;
        }
        for (const std::string_view start : {"h2", "h3", "http/2", "http/3", "spdy"})
        {
            if (http::EqualsIgnoreCase(version.substr(0, start.size()), start))
            {
                return true;
            }
        }
    }
    for (const auto* fields : {&entry.requestFields, &entry.responseFields})
    {
        if (!fields->empty() && fields->front().first.front() == ':')
        {
            return true;
        }
    }
    return false;
}

HttpHarSizes
HttpGetHarSizes(const HttpHarRawEntry& entry,
                const http::Url& url,
                const HttpHarRecorder& recorder,
                HttpHarReport& report)
{
    HttpHarSizes sizes;
    uint64_t requestLine = entry.method.size() + url.target.size() + 12;
    if (!HttpFindHarField(entry.requestFields, "Host"))
    {
        requestLine += url.GetAuthority().size() + 8;
    }
    const uint64_t statusLine = entry.reason.size() + 15;
    sizes.requestHead = GetHeadBytes(entry.requestHead,
                                     entry.requestFields,
                                     requestLine,
                                     recorder.webPageTest,
                                     HttpHarNote::RequestHeadMade,
                                     report);
    sizes.responseHead = GetHeadBytes(entry.responseHead,
                                      entry.responseFields,
                                      statusLine,
                                      recorder.webPageTest,
                                      HttpHarNote::ResponseHeadMade,
                                      report);
    if (recorder.webPageTest && (entry.requestHead > 0.0 || entry.responseHead > 0.0))
    {
        report.Add(HttpHarNote::HeadWithoutEnd);
    }
    sizes.requestContent = GetRequestContent(entry, report);
    sizes.responseContent = GetResponseContent(entry, recorder.chromeHar, report);
    return sizes;
}

} // namespace ns3
