/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-report-run.h"

#include "ns3/http-wire-tcp.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace ns3
{

namespace
{

/// Columns of the query below.
enum Column : int
{
    ID,
    TIME,
    NODE,
    CONNECTION,
    IS_TX,
    SOURCE_PORT,
    SEQUENCE,
    ACKNOWLEDGMENT,
    FLAGS,
    WINDOW,
    OPTIONS,
    PAYLOAD,
    STREAM_BEGIN,
    RETRANSMISSION,
    TRANSMISSION,
};

constexpr const char* SEGMENTS =
    "SELECT id, time_ns, node, connection, direction = 'tx', source_port, sequence_number, "
    "acknowledgment_number, fin + 2 * syn + 4 * rst + 8 * psh + 16 * ack + 32 * urg + 64 * ece + "
    "128 * cwr, window, options, payload_bytes, stream_begin, retransmission, transmission FROM "
    "segment WHERE (connection IN shown_connection OR (connection IS NULL AND ?)) AND time_ns "
    "BETWEEN ? AND ? ORDER BY id";

/// @brief What is known of one direction's sequence numbers.
struct Direction
{
    bool hasInitial = false;  //!< whether the initial sequence number is known
    uint32_t initial = 0;     //!< the initial sequence number
    int64_t scale = -1;       //!< window scale that its SYN told; -1: none
    int64_t acknowledged = 0; //!< what its peer has acknowledged, as an offset in its stream

    /// @brief Learns the initial sequence number if a segment tells it. @param row the segment's
    void Learn(const HttpSqlQuery& row)
    {
        const bool isSyn = row.Integer(FLAGS) & wire::TCP_SYN;
        if (!hasInitial && (isSyn || !row.IsNull(STREAM_BEGIN)))
        {
            const auto sequence = static_cast<uint32_t>(row.Integer(SEQUENCE));
            hasInitial = true;
            initial =
                isSyn ? sequence : sequence - 1 - static_cast<uint32_t>(row.Integer(STREAM_BEGIN));
        }
    }
};

/// @brief Joins the rows of segments.
class SegmentReader
{
  public:
    /// @brief A reader. @param connections the connections that are shown
    explicit SegmentReader(const HttpReportTable& connections)
        : m_connections(connections),
          m_rows(connections.MapRows())
    {
    }

    /// @brief Takes a row. @param row the row
    void Take(const HttpSqlQuery& row);

    /// @brief Puts the rows into the order of time.
    void Sort();

    HttpReportTable segments{"segment",
                             {"id",
                              "receipt",
                              "connection",
                              "end",
                              "sent",
                              "received",
                              "flags",
                              "sequence",
                              "acknowledgment",
                              "window",
                              "payload",
                              "begin",
                              "retransmission",
                              "ack",
                              "edge",
                              "lost",
                              "reason"}};                       //!< a row each transmission
    HttpReportTable sacks{"sack", {"segment", "begin", "end"}}; //!< selective acknowledgments

  private:
    /// @brief Which end has sent a segment. @param row the row @return 0: the one that opened it
    int64_t FindSender(const HttpSqlQuery& row) const;

    /// @brief Joins what a host has received with what was sent. @param row the row
    /// @return whether its sender's row is known
    bool JoinReceipt(const HttpSqlQuery& row);

    /// @brief Where the window that a segment offers ends. @param row the row @param acknowledged
    /// offset that it acknowledges, or -1 @param own its direction @param other the other one
    /// @return an offset in the other's stream, or -1
    static int64_t FindEdge(const HttpSqlQuery& row,
                            int64_t acknowledged,
                            const Direction& own,
                            const Direction& other);

    const HttpReportTable& m_connections;                       //!< the connections
    std::unordered_map<int64_t, std::size_t> m_rows;            //!< their rows by their numbers
    std::map<std::pair<int64_t, int64_t>, Direction> m_streams; //!< by connection and sender
    std::unordered_map<int64_t, std::size_t> m_sent;            //!< rows by transmission
};

int64_t
SegmentReader::FindSender(const HttpSqlQuery& row) const
{
    const auto connection = m_rows.find(row.Integer(CONNECTION, -1));
    if (connection == m_rows.end())
    {
        return -1;
    }
    const int64_t source = m_connections.Get("source_port")[connection->second];
    if (source != m_connections.Get("destination_port")[connection->second])
    {
        return row.Integer(SOURCE_PORT) == source ? 0 : 1;
    }
    const bool isSource = row.Integer(NODE) == m_connections.Get("source_node")[connection->second];
    return isSource == (row.Integer(IS_TX) != 0) ? 0 : 1;
}

bool
SegmentReader::JoinReceipt(const HttpSqlQuery& row)
{
    const auto sent = m_sent.find(row.Integer(TRANSMISSION, -1));
    if (row.Integer(IS_TX) || sent == m_sent.end())
    {
        return false;
    }
    int64_t& received = segments.Get("received")[sent->second];
    if (received < 0)
    {
        received = row.Integer(TIME);
        segments.Get("receipt")[sent->second] = row.Integer(ID);
    }
    return true;
}

int64_t
SegmentReader::FindEdge(const HttpSqlQuery& row,
                        int64_t acknowledged,
                        const Direction& own,
                        const Direction& other)
{
    if (acknowledged < 0)
    {
        return -1;
    }
    const bool isScaled =
        !(row.Integer(FLAGS) & wire::TCP_SYN) && own.scale >= 0 && other.scale >= 0;
    return acknowledged +
           (row.Integer(WINDOW) << (isScaled ? std::min<int64_t>(own.scale, wire::WINDOW_SHIFT_MOST)
                                             : 0));
}

void
SegmentReader::Take(const HttpSqlQuery& row)
{
    if (JoinReceipt(row))
    {
        return;
    }
    const int64_t connection = row.Integer(CONNECTION, -1);
    const int64_t sender = FindSender(row);
    const int64_t flags = row.Integer(FLAGS);
    const auto sequence = static_cast<uint32_t>(row.Integer(SEQUENCE));
    const auto acknowledgment = static_cast<uint32_t>(row.Integer(ACKNOWLEDGMENT));
    Direction& own = m_streams[{connection, sender}];
    Direction& other = m_streams[{connection, 1 - sender}];
    own.Learn(row);
    // Offsets do not wrap: each is near the one before.
    const auto toOffset = [&other](uint32_t number) {
        const uint32_t known = other.initial + 1 + static_cast<uint32_t>(other.acknowledged);
        return other.acknowledged + static_cast<int32_t>(number - known);
    };
    const auto place = static_cast<int64_t>(segments.GetRows());
    int64_t ack = -1;
    if (flags & wire::TCP_ACK && other.hasInitial && sender >= 0)
    {
        ack = std::max<int64_t>(0, toOffset(acknowledgment));
        other.acknowledged = std::max(other.acknowledged, ack);
    }
    const std::string_view bytes = row.Blob(OPTIONS);
    wire::TcpOptions options;
    if (!options.Read(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()))
    {
        own.scale =
            flags & wire::TCP_SYN && options.hasWindowScale ? options.windowShift : own.scale;
        for (uint8_t i = 0; ack >= 0 && i < options.sackCount; i++)
        {
            sacks.Add({place, toOffset(options.sacks[i].begin), toOffset(options.sacks[i].end)});
        }
    }
    const bool isSent = row.Integer(IS_TX) != 0;
    if (isSent && !row.IsNull(TRANSMISSION))
    {
        m_sent[row.Integer(TRANSMISSION)] = place;
    }
    segments.Add({row.Integer(ID),
                  isSent ? -1 : row.Integer(ID),
                  connection,
                  sender,
                  row.Integer(TIME),
                  isSent ? -1 : row.Integer(TIME),
                  flags,
                  sequence,
                  acknowledgment,
                  row.Integer(WINDOW),
                  row.Integer(PAYLOAD),
                  row.Integer(STREAM_BEGIN, -1),
                  row.Integer(RETRANSMISSION),
                  ack,
                  FindEdge(row, ack, own, other),
                  -1,
                  -1});
}

void
SegmentReader::Sort()
{
    const std::vector<int64_t> places = segments.Sort("sent");
    for (int64_t& segment : sacks.Get("segment"))
    {
        segment = places[segment];
    }
}

} // namespace

void
HttpReportRun::ReadSegments(HttpTraceReader& reader)
{
    SegmentReader join(Get("connection"));
    HttpSqlQuery rows = reader.Query(SEGMENTS);
    const bool isWhole = m_choice.connections.empty() && m_choice.pages.empty();
    rows.Bind(isWhole ? 1 : 0).Bind(m_choice.from).Bind(m_choice.until);
    while (rows.Next())
    {
        join.Take(rows);
        m_end = std::max(m_end, rows.Integer(TIME));
    }
    join.Sort();
    m_large.push_back(std::move(join.segments));
    m_large.push_back(std::move(join.sacks));
}

} // namespace ns3
