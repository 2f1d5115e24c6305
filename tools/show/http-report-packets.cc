/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-report-run.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace ns3
{

namespace
{

/// Columns of the query below.
enum Column : int
{
    P_ID,
    P_TIME,
    P_NODE,
    P_INTERFACE,
    P_EVENT,
    P_SEGMENT,
    P_LENGTH,
    P_LIFE,
    P_REASON,
    P_HEADER,
    P_SOURCE,
    P_DESTINATION,
};

} // namespace

void
HttpReportRun::ReadPackets(HttpTraceReader& reader)
{
    HttpReportTable& segments = m_large.front();
    const std::unordered_map<int64_t, std::size_t> rowOfSegment = segments.MapRows();
    const bool isWhole = m_choice.connections.empty() && m_choice.pages.empty();
    HttpSqlQuery rows = reader.Query(
        "SELECT id, time_ns, node, interface, event, segment, total_length, time_to_live, "
        "drop_reason, header_bytes, source, destination FROM packet WHERE time_ns BETWEEN ? AND ? "
        "ORDER BY id");
    rows.Bind(m_choice.from).Bind(m_choice.until);
    HttpReportTable packets("packet",
                            {"id",
                             "time",
                             "node",
                             "interface",
                             "event",
                             "segment",
                             "length",
                             "life",
                             "reason",
                             "source",
                             "destination",
                             "header"});
    auto& lost = segments.Get("lost");
    auto& reason = segments.Get("reason");
    while (rows.Next())
    {
        const auto segment = rowOfSegment.find(rows.Integer(P_SEGMENT, -1));
        if (segment == rowOfSegment.end() && !isWhole)
        {
            continue;
        }
        const int64_t place =
            segment == rowOfSegment.end() ? -1 : static_cast<int64_t>(segment->second);
        const int64_t why = rows.IsNull(P_REASON) ? -1 : m_texts.Add(rows.Text(P_REASON));
        if (why >= 0 && place >= 0)
        {
            lost[place] = rows.Integer(P_TIME);
            reason[place] = why;
        }
        const auto number = static_cast<int64_t>(packets.GetRows());
        if (number <= MAX_HEADERS)
        {
            m_headers.emplace_back(rows.Blob(P_HEADER));
        }
        packets.Add({rows.Integer(P_ID),
                     rows.Integer(P_TIME),
                     rows.Integer(P_NODE),
                     rows.Integer(P_INTERFACE),
                     m_texts.Add(rows.Text(P_EVENT)),
                     place,
                     rows.Integer(P_LENGTH),
                     rows.Integer(P_LIFE, -1),
                     why,
                     m_texts.Add(rows.Text(P_SOURCE)),
                     m_texts.Add(rows.Text(P_DESTINATION)),
                     number});
    }
    // The packets of a segment stand together; their headers are nearly alike.
    packets.Sort("segment");
    m_packets.push_back(std::move(packets));
}

std::string
HttpReportRun::PackHeaders()
{
    // The column header has the places of the headers, and gets their lengths.
    HttpReportTable& packets = m_packets.front();
    auto& sizes = packets.Get("header");
    if (static_cast<int64_t>(sizes.size()) > MAX_HEADERS ||
        static_cast<int64_t>(m_headers.size()) > MAX_HEADERS)
    {
        std::fill(sizes.begin(), sizes.end(), -1);
        m_description["notes"].push_back(
            "Headers of packets, byte by byte, are left out beyond " + std::to_string(MAX_HEADERS) +
            " packets; --from, --until, --connection and --page show a part with them.");
        return {};
    }
    std::vector<const std::string*> headers;
    std::size_t longest = 0;
    for (int64_t& size : sizes)
    {
        headers.push_back(&m_headers[size]);
        longest = std::max(longest, headers.back()->size());
        size = static_cast<int64_t>(headers.back()->size());
    }
    // Byte by byte, each as the difference to the header before: most are 0.
    std::string packed;
    for (std::size_t i = 0; i < longest; i++)
    {
        uint8_t last = 0;
        for (const std::string* header : headers)
        {
            if (i < header->size())
            {
                const auto byte = static_cast<uint8_t>((*header)[i]);
                packed += static_cast<char>(byte - last);
                last = byte;
            }
        }
    }
    return packed;
}

} // namespace ns3
