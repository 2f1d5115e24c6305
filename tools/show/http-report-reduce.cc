/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-report-run.h"

#include "ns3/http-wire-tcp.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{

namespace
{

/// @brief Chooses the segments that stay.
class SegmentChoice
{
  public:
    /**
     * @brief A choice.
     * @param segments the table of segments, in the order of time
     * @param most about how many stay
     */
    SegmentChoice(const HttpReportTable& segments, int64_t most);

    /// @brief The segments that stay. @return their rows, in their order
    std::vector<std::size_t> Get() const;

    /// @brief Spans of time of each direction. @return their number
    int64_t GetSpans() const
    {
        return m_spans;
    }

  private:
    /// The rows at the edges of a span of time of one direction; -1: none.
    struct Span
    {
        int64_t number = -1;                //!< which span
        int64_t rows[4] = {-1, -1, -1, -1}; //!< lowest byte, highest byte, last ack, last window
    };

    /// @brief Keeps the rows of a span. @param span the span
    void Keep(const Span& span);

    std::vector<bool> m_isKept; //!< by row
    int64_t m_spans = 1;        //!< spans of each direction
};

SegmentChoice::SegmentChoice(const HttpReportTable& segments, int64_t most)
    : m_isKept(segments.GetRows())
{
    const auto& connection = segments.Get("connection");
    const auto& end = segments.Get("end");
    const auto& sent = segments.Get("sent");
    const auto& flags = segments.Get("flags");
    const auto& begin = segments.Get("begin");
    const auto& payload = segments.Get("payload");
    const auto& again = segments.Get("retransmission");
    const auto& lost = segments.Get("lost");
    const auto& ack = segments.Get("ack");
    std::map<std::pair<int64_t, int64_t>, Span> spans;
    for (std::size_t row = 0; row < m_isKept.size(); row++)
    {
        spans[{connection[row], end[row]}];
    }
    m_spans = std::max<int64_t>(1, most / 4 / static_cast<int64_t>(spans.size()));
    const int64_t first = sent.front();
    const int64_t length = std::max<int64_t>(1, (sent.back() - first) / m_spans + 1);
    for (std::size_t row = 0; row < m_isKept.size(); row++)
    {
        constexpr int64_t ends = wire::TCP_FIN | wire::TCP_SYN | wire::TCP_RST;
        const auto place = static_cast<int64_t>(row);
        if (flags[row] & ends || lost[row] >= 0 || again[row] > 0)
        {
            m_isKept[row] = true;
        }
        Span& span = spans[{connection[row], end[row]}];
        const int64_t number = (sent[row] - first) / length;
        if (number != span.number)
        {
            Keep(span);
            span = Span();
            span.number = number;
        }
        auto& [low, high, lastAck, last] = span.rows;
        if (payload[row] > 0)
        {
            low = low < 0 || begin[row] < begin[low] ? place : low;
            high =
                high < 0 || begin[row] + payload[row] > begin[high] + payload[high] ? place : high;
        }
        lastAck = ack[row] >= 0 ? place : lastAck;
        last = place;
    }
    for (const auto& [key, span] : spans)
    {
        Keep(span);
    }
}

void
SegmentChoice::Keep(const Span& span)
{
    for (const int64_t row : span.rows)
    {
        if (row >= 0)
        {
            m_isKept[row] = true;
        }
    }
}

std::vector<std::size_t>
SegmentChoice::Get() const
{
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < m_isKept.size(); row++)
    {
        if (m_isKept[row])
        {
            rows.push_back(row);
        }
    }
    return rows;
}

/**
 * @brief Leaves out the rows of a table whose segment is left out.
 * @param table the table, with a column segment
 * @param places the new row of each segment; -1: left out
 */
void
Follow(HttpReportTable& table, const std::vector<int64_t>& places)
{
    std::vector<std::size_t> rows;
    auto& segments = table.Get("segment");
    for (std::size_t row = 0; row < segments.size(); row++)
    {
        if (segments[row] < 0 || places[segments[row]] >= 0)
        {
            rows.push_back(row);
        }
    }
    table.Select(rows);
    for (int64_t& segment : table.Get("segment"))
    {
        segment = segment < 0 ? -1 : places[segment];
    }
}

} // namespace

void
HttpReportRun::ReduceSegments()
{
    HttpReportTable& segments = m_large.front();
    const auto all = static_cast<int64_t>(segments.GetRows());
    int64_t again = 0;
    for (std::size_t row = 0; row < segments.GetRows(); row++)
    {
        again += segments.Get("retransmission")[row] > 0;
    }
    m_description["segments"] = all;
    m_description["retransmissions"] = again;
    if (all <= m_choice.segments)
    {
        return;
    }
    const SegmentChoice choice(segments, m_choice.segments);
    const std::vector<std::size_t> rows = choice.Get();
    std::vector<int64_t> places(segments.GetRows(), -1);
    for (std::size_t i = 0; i < rows.size(); i++)
    {
        places[rows[i]] = static_cast<int64_t>(i);
    }
    segments.Select(rows);
    Follow(m_large.back(), places);
    Follow(m_packets.front(), places);
    m_description["notes"].push_back(
        "Of " + std::to_string(all) + " segments the page holds " + std::to_string(rows.size()) +
        ": all that were lost or sent again or open or close a connection, and of the others of "
        "each "
        "direction the lowest and the highest in each of " +
        std::to_string(choice.GetSpans()) +
        " spans of time. --from, --until, --connection and --page show a part whole.");
}

} // namespace ns3
