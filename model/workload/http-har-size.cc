/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-har-size.h"

#include "http-har-fields.h"

#include "ns3/http-text.h"

#include <algorithm>
#include <cmath>

namespace ns3
{

namespace
{

/// HPACK's part of the text of the same fields: 214 of 309 bytes, measured on recorded pages.
const double HPACK_RATIO = 0.65;

/// Bytes of a transfer that are neither head nor content: a last chunk, an empty line not counted.
const uint64_t FRAMING_SLACK = 16;

/// Bytes that a head of unknown size may have beside its fields' text: frames, first line, cookies.
const uint64_t LEAST_SLACK = 512;

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
 * @param message request or response
 * @param firstLine bytes of the first line with its CRLF and of fields that must be added
 * @param withoutEnd the recorder leaves the empty line out
 * @param made which note counts a computed size
 * @param report counts what was adapted
 * @return bytes
 */
uint32_t
GetHeadBytes(const HttpHarRawEntry::Message& message,
             uint64_t firstLine,
             bool withoutEnd,
             HttpHarNote made,
             HttpHarReport& report)
{
    uint64_t bytes = 0;
    if (message.head > 0.0)
    {
        bytes = *ToBytes(message.head, HTTP_HAR_MAX_HEAD_BYTES, report) + (withoutEnd ? 2 : 0);
    }
    else
    {
        report.Add(made);
        const uint64_t fieldBytes = GetFieldBytes(message.fields);
        bytes = fieldBytes > 0 ? firstLine + fieldBytes + 2 : HTTP_HAR_DEFAULT_HEAD_BYTES;
    }
    return static_cast<uint32_t>(std::min<uint64_t>(bytes, HTTP_HAR_MAX_HEAD_BYTES));
}

/**
 * @brief What a recording says of the content of a response, beside bodySize; nothing where it does
 * not say.
 */
struct Figures
{
    std::optional<uint64_t> length;   //!< Content-Length
    std::optional<uint64_t> transfer; //!< all bytes of the response less its head
    std::optional<uint64_t> exact;    //!< the kept content less what its coding had saved
    std::optional<uint64_t> object;   //!< WebPageTest's object size
    std::optional<uint64_t> decoded;  //!< the kept content
    bool knowsHead = false;           //!< the head's size was recorded
    uint64_t transferSlack = 0;       //!< how far transfer may be off where it was not
};

/**
 * @brief Collects the figures.
 * @param entry the recording
 * @param report counts what was cut
 * @return the figures
 */
Figures
ReadFigures(const HttpHarRawEntry& entry, HttpHarReport& report)
{
    const auto bytes = [&report](const std::optional<double>& value) {
        return ToBytes(value, HTTP_HAR_MAX_CONTENT_BYTES, report);
    };
    Figures figures;
    figures.length = GetContentLength(entry.response.fields);
    figures.knowsHead = entry.response.head > 0.0;
    const uint64_t text = GetFieldBytes(entry.response.fields);
    const auto transfer =
        entry.transferSize > 0.0 ? bytes(entry.transferSize) : bytes(entry.bytesIn);
    if (transfer > uint64_t{0})
    {
        const double ratio = HttpIsHarHttp2(entry) ? HPACK_RATIO : 1;
        const uint64_t head =
            *bytes(figures.knowsHead ? *entry.response.head : static_cast<double>(text) * ratio);
        figures.transfer = *transfer - std::min(*transfer, head);
        figures.transferSlack = text + LEAST_SLACK;
    }
    if (entry.objectSize > 0.0)
    {
        figures.object = bytes(entry.objectSize);
    }
    const bool coded = HttpFindHarField(entry.response.fields, "Content-Encoding").has_value();
    if (entry.contentSize >= 0.0 && (entry.compression || !coded))
    {
        figures.exact = bytes(std::max(0.0, *entry.contentSize - entry.compression.value_or(0)));
    }
    figures.decoded = bytes(entry.contentSize);
    return figures;
}

/// @brief How far numbers are apart. @param a, b two numbers @return the distance
uint64_t
GetDistance(uint64_t a, uint64_t b)
{
    return a > b ? a - b : b - a;
}

/**
 * @brief Size of the response's content where bodySize does not tell.
 * @param figures what else was recorded
 * @param report counts what was adapted
 * @return bytes
 */
uint64_t
DeriveContent(const Figures& figures, HttpHarReport& report)
{
    std::optional<uint64_t> derived = figures.length;
    if (!derived && figures.transfer)
    {
        // A head of estimated size leaves room for the size of content that was kept.
        const bool isExact =
            !figures.knowsHead && figures.exact > uint64_t{0} &&
            GetDistance(*figures.exact, *figures.transfer) <= figures.transferSlack;
        derived = isExact ? figures.exact : figures.transfer;
    }
    for (const auto& other : {figures.object, figures.exact})
    {
        derived = derived ? derived : other;
    }
    if (derived)
    {
        report.Add(HttpHarNote::ContentDerived);
        return *derived;
    }
    report.Add(figures.decoded ? HttpHarNote::ContentEstimated : HttpHarNote::ContentUnknown);
    return figures.decoded.value_or(0);
}

/**
 * @brief Size of the response's content where bodySize and Content-Length differ.
 * @param body bodySize
 * @param figures the other figures; Content-Length is known
 * @param report counts what was adapted
 * @return bytes
 */
uint64_t
Arbitrate(uint64_t body, const Figures& figures, HttpHarReport& report)
{
    const uint64_t length = *figures.length;
    // The one that a third figure is closer to; without a third, no more than was announced can
    // have come, and nothing can only mean that the recorder does not know.
    bool trustsLength = body == 0 || body > length;
    for (const auto& third : {figures.transfer, figures.exact, figures.object})
    {
        if (third > uint64_t{0})
        {
            trustsLength = GetDistance(*third, length) < GetDistance(*third, body);
            break;
        }
    }
    const bool isCut = !trustsLength && body > 0 && body < length;
    report.Add(isCut ? HttpHarNote::ContentCut : HttpHarNote::ContentDisputed);
    return trustsLength ? length : body;
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
    const auto body = ToBytes(entry.response.body, HTTP_HAR_MAX_CONTENT_BYTES, report);
    const Figures figures = ReadFigures(entry, report);
    if (!body)
    {
        return DeriveContent(figures, report);
    }
    if (figures.length)
    {
        // Chrome says 0 for the short text that comes with a redirect.
        const bool isRedirect = *body == 0 && status >= 300 && status < 400 && *figures.length > 0;
        // Firefox's and chrome-har's figure may hold the head too.
        const bool holdsHead = *body > *figures.length &&
                               (figures.knowsHead ? static_cast<double>(*body - *figures.length) ==
                                                        *entry.response.head
                                                  : chromeHar);
        if (isRedirect || holdsHead)
        {
            report.Add(HttpHarNote::ContentDerived);
            return *figures.length;
        }
        return *figures.length == *body ? *body : Arbitrate(*body, figures, report);
    }
    if (*body == 0)
    {
        // Nothing was read, says the recorder, but kept or counted something.
        const uint64_t slack = figures.knowsHead ? FRAMING_SLACK : figures.transferSlack;
        const auto transfer = figures.transfer > slack ? figures.transfer : std::nullopt;
        for (const auto& other : {transfer, figures.exact, figures.object, figures.decoded})
        {
            if (other > uint64_t{0})
            {
                report.Add(HttpHarNote::ContentDisputed);
                return *other;
            }
        }
        return 0;
    }
    if (!figures.knowsHead && chromeHar && HttpIsHarHttp2(entry))
    {
        const auto head = static_cast<uint64_t>(HPACK_RATIO * GetFieldBytes(entry.response.fields));
        const bool isExact = figures.exact > uint64_t{0} && figures.exact <= body &&
                             *body - *figures.exact <= head + LEAST_SLACK;
        report.Add(HttpHarNote::ContentDerived);
        return isExact ? *figures.exact : *body - std::min(*body, head);
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
    if (entry.request.body > 0.0)
    {
        return *ToBytes(entry.request.body, HTTP_HAR_MAX_CONTENT_BYTES, report);
    }
    const auto length = GetContentLength(entry.request.fields);
    return length ? *length
                  : ToBytes(entry.postDataBytes, HTTP_HAR_MAX_CONTENT_BYTES, report).value_or(0);
}

} // namespace

HttpHarSizes
HttpGetHarSizes(const HttpHarRawEntry& entry,
                const http::Url& url,
                const HttpHarRecorder& recorder,
                HttpHarReport& report)
{
    HttpHarSizes sizes;
    uint64_t requestLine = entry.method.size() + url.target.size() + 12;
    if (!HttpFindHarField(entry.request.fields, "Host"))
    {
        requestLine += url.GetAuthority().size() + 8;
    }
    const uint64_t statusLine = entry.reason.size() + 15;
    sizes.requestHead = GetHeadBytes(entry.request,
                                     requestLine,
                                     recorder.webPageTest,
                                     HttpHarNote::RequestHeadMade,
                                     report);
    sizes.responseHead = GetHeadBytes(entry.response,
                                      statusLine,
                                      recorder.webPageTest,
                                      HttpHarNote::ResponseHeadMade,
                                      report);
    if (recorder.webPageTest && (entry.request.head > 0.0 || entry.response.head > 0.0))
    {
        report.Add(HttpHarNote::HeadWithoutEnd);
    }
    sizes.requestContent = GetRequestContent(entry, report);
    sizes.responseContent = recorder.hasAnswers
                                ? GetResponseContent(entry, recorder.chromeHar, report)
                                : HTTP_HAR_DEFAULT_CONTENT_BYTES;
    return sizes;
}

} // namespace ns3
