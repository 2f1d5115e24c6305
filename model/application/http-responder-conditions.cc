/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What conditions and ranges make of an answer.

#include "http-responder.h"

#include "ns3/http-range.h"
#include "ns3/http-status.h"

#include <array>
#include <string>

namespace ns3
{

namespace
{

/// What describes content that a 304 does not have (RFC 9110, section 15.4.5).
constexpr std::array<std::string_view, 4> CONTENT_FIELDS = {"Content-Length",
                                                            "Transfer-Encoding",
                                                            "Content-Type",
                                                            "X-Content-Type"};

/// @brief Gives an answer another status. @param answer, status both
void
SetStatus(HttpAnswer& answer, uint16_t status)
{
    answer.head.status = status;
    answer.head.reason = http::GetReasonPhrase(status);
}

/**
 * @brief Makes an answer an error response.
 * @param request the request's head
 * @param status the status
 * @param bytes its content
 * @param answer the answer
 */
void
Fail(const http::RequestHead& request, uint16_t status, uint64_t bytes, HttpAnswer& answer)
{
    SetStatus(answer, status);
    for (const std::string_view name : CONTENT_FIELDS)
    {
        answer.head.fields.Remove(name);
    }
    answer.head.fields.Add("Content-Length", std::to_string(bytes));
    answer.content.length = request.method == "HEAD" ? 0 : bytes;
    answer.content.offset = 0;
}

/**
 * @brief Applies Range.
 * @param range its value
 * @param request the request's head
 * @param errorBytes content of an error response
 * @param answer the answer, of status 200
 */
void
ApplyRange(std::string_view range,
           const http::RequestHead& request,
           uint64_t errorBytes,
           HttpAnswer& answer)
{
    const uint64_t length = answer.content.length;
    const http::RangeSelection selection = http::SelectRange(range, length);
    http::Fields& fields = answer.head.fields;
    switch (selection.kind)
    {
    case http::RangeSelection::Kind::Whole:
        break;
    case http::RangeSelection::Kind::Partial:
        SetStatus(answer, 206);
        fields.Set("Content-Length", std::to_string(selection.range.GetLength()));
        fields.Add("Content-Range", http::FormatContentRange(selection.range, length));
        answer.content.offset = selection.range.first;
        answer.content.length = selection.range.GetLength();
        break;
    case http::RangeSelection::Kind::Unsatisfiable:
        Fail(request, 416, errorBytes, answer);
        fields.Add("Content-Range", http::FormatUnsatisfiedRange(length));
        break;
    }
}

} // namespace

void
ApplyHttpConditions(const http::RequestHead& request,
                    const http::Validators& current,
                    uint64_t errorBytes,
                    HttpAnswer& answer)
{
    if (answer.head.status < 200 || answer.head.status > 299)
    {
        return;
    }
    http::Fields& fields = answer.head.fields;
    switch (http::EvaluateConditions(request, current))
    {
    case http::Precondition::NotModified:
        SetStatus(answer, 304);
        for (const std::string_view name : CONTENT_FIELDS)
        {
            fields.Remove(name);
        }
        answer.content.length = 0;
        return;
    case http::Precondition::Failed:
        Fail(request, 412, errorBytes, answer);
        return;
    case http::Precondition::Perform:
        break;
    }
    const auto range = request.fields.Get("Range");
    if (range && request.method == "GET" && answer.head.status == 200 &&
        fields.Get("Content-Length") && http::AllowsRange(request, current))
    {
        ApplyRange(*range, request, errorBytes, answer);
    }
}

} // namespace ns3
