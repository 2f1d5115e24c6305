/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-har-resource.h"

#include <algorithm>
#include <array>
#include <map>

namespace ns3
{

namespace
{

/// A kind of resources and how their media types are known.
struct Kind
{
    const char* part;         //!< a part of the media type
    HttpHarResource resource; //!< what they are
};

/// The first that fits counts. Priorities are those of Chrome's network panel.
constexpr std::array<Kind, 14> KINDS = {{
    {"text/html", {"document", "VeryHigh", "parser"}},
    {"xhtml", {"document", "VeryHigh", "parser"}},
    {"text/css", {"stylesheet", "VeryHigh", "parser"}},
    {"javascript", {"script", "High", "script"}},
    {"ecmascript", {"script", "High", "script"}},
    {"font", {"font", "High", "other"}},
    {"image/", {"image", "Low", "other"}},
    {"audio/", {"media", "Low", "other"}},
    {"video/", {"media", "Low", "other"}},
    {"wasm", {"wasm", "High", "script"}},
    {"manifest", {"manifest", "Medium", "other"}},
    {"json", {"fetch", "High", "other"}},
    {"xml", {"fetch", "High", "other"}},
    {"", {"other", "Low", "other"}},
}};

} // namespace

HttpHarResource
FindHttpHarResource(const std::string& mimeType, bool isRoot)
{
    const std::string media = mimeType.substr(0, mimeType.find(';'));
    const auto kind = std::find_if(KINDS.begin(), KINDS.end(), [&media](const Kind& candidate) {
        return media.find(candidate.part) != std::string::npos;
    });
    HttpHarResource resource = kind->resource;
    if (isRoot)
    {
        resource.type = "document";
        resource.priority = "VeryHigh";
    }
    return resource;
}

std::vector<HttpHarChunk>
ReadHttpHarChunks(HttpTraceReader& reader, const HttpTraceReader::Message& response, int64_t node)
{
    std::vector<HttpHarChunk> chunks;
    const int64_t begin = response.streamBegin + response.headBytes;
    HttpSqlQuery segments = reader.Query(
        "SELECT time_ns, stream_begin, stream_begin + payload_bytes FROM segment WHERE connection "
        "= ? AND node = ? AND direction = 'rx' AND payload_bytes > 0 AND stream_begin > ? AND "
        "stream_begin < ? AND stream_begin + payload_bytes > ? AND source_port = "
        "(SELECT destination_port FROM connection WHERE id = segment.connection) ORDER BY id");
    // A segment's payload is less than 65536 bytes.
    segments.Bind(response.connection).Bind(node).Bind(begin - 65536);
    segments.Bind(response.streamEnd).Bind(begin);
    // What came before its turn waits for what is before it.
    std::map<int64_t, int64_t> ahead;
    int64_t reached = begin;
    while (segments.Next())
    {
        const int64_t time = std::max(segments.Integer(0), response.firstReceived);
        int64_t& end = ahead[std::max(begin, segments.Integer(1))];
        end = std::max(end, std::min(response.streamEnd, segments.Integer(2)));
        const int64_t before = reached;
        while (!ahead.empty() && ahead.begin()->first <= reached)
        {
            reached = std::max(reached, ahead.begin()->second);
            ahead.erase(ahead.begin());
        }
        if (reached > before)
        {
            chunks.push_back({time, reached - before});
        }
    }
    return chunks;
}

} // namespace ns3
