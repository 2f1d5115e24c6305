/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-trace-tables.h"

#include "http-trace-rows.h"

#include <string_view>

namespace ns3
{

namespace
{

/// What a description of http-trace-rows.h is told to: makes a table's schema of it.
class Describer
{
  public:
    /// @brief Of a table. @param table where it goes
    explicit Describer(HttpTraceTableSchema& table)
        : m_table(table)
    {
    }

    /// @brief The table itself. @param name, ids, meaning its own
    void Table(const char* name, HttpTraceIds ids, const char* meaning)
    {
        m_table = {name, meaning, ids};
    }

    /// @brief The column of the row's number. @param meaning what it tells
    void Id(const char* meaning, uint64_t /* value */ = 0)
    {
        m_table.columns.push_back({"id", "INTEGER PRIMARY KEY", meaning});
    }

    /// @brief A column of numbers or times. @param name its name @param meaning what it tells
    template <typename T>
    void Integer(const char* name, const T& /* value */, const char* meaning)
    {
        m_table.columns.push_back({name, "INTEGER", meaning});
    }

    /// @brief A column of texts. @param name its name @param meaning what it tells
    void Text(const char* name, std::string_view /* value */, const char* meaning)
    {
        const bool isKey = m_table.columns.empty() && m_table.ids == HttpTraceIds::Text;
        m_table.columns.push_back({name, isKey ? "TEXT PRIMARY KEY" : "TEXT", meaning});
    }

    /// @brief The same. @param name its name @param value any @param meaning what it tells
    void Label(const char* name, std::string_view value, const char* meaning)
    {
        Text(name, value, meaning);
    }

    /// @brief The same. @param name its name @param value any @param meaning what it tells
    void Word(const char* name, std::string_view value, const char* meaning)
    {
        Text(name, value, meaning);
    }

    /// @brief A column of bytes. @param name its name @param meaning what it tells
    void Blob(const char* name, std::string_view /* value */, const char* meaning)
    {
        m_table.columns.push_back({name, "BLOB", meaning});
    }

  private:
    HttpTraceTableSchema& m_table; //!< where it goes
};

/// @brief Makes the schemas. @return of each table
std::array<HttpTraceTableSchema, HTTP_TRACE_TABLES>
DescribeTables()
{
    std::array<HttpTraceTableSchema, HTTP_TRACE_TABLES> tables;
    const auto to = [&tables](HttpTraceTable table) {
        return Describer(tables[static_cast<std::size_t>(table)]);
    };
    using Table = HttpTraceTable;
    DescribeRun(to(Table::Run), "", "");
    DescribeHost(to(Table::Host), 0, "", 0, "");
    DescribeSocketCall(to(Table::SocketCall), {}, "", "", "");
    DescribeConnection(to(Table::Connection), {}, "", "");
    DescribeConnectionState(to(Table::ConnectionState), {}, 0);
    DescribeTcpState(to(Table::TcpState), {}, 0);
    DescribeQueue(to(Table::Queue), {});
    DescribePage(to(Table::Page), {}, 0);
    DescribeTransaction(to(Table::HttpTransaction), {}, {});
    DescribeMessage(to(Table::Message), {}, 0, "");
    DescribeMessageRange(to(Table::MessageRange), 0, 0, 0, 0);
    DescribeFrame(to(Table::Http2Frame), {}, 0);
    DescribeTlsRecord(to(Table::TlsRecord), {}, 0);
    DescribeSegment(to(Table::Segment), {}, 0);
    DescribePacket(to(Table::Packet), {}, "", "", 0);
    return tables;
}

/// A segment carries a message if it belongs to its connection and direction and its range of the
/// stream meets one of the message's. The direction shows in the source port; where both ports are
/// equal, in the node that has the source's address. A segment's payload is less than 65536 bytes.
constexpr const char* VIEWS = R"sql(
CREATE VIEW message_segment(message, segment) AS
SELECT m.id, s.id
FROM message AS m
JOIN connection AS c ON c.id = m.connection
JOIN segment AS s ON s.connection = m.connection
    AND s.stream_begin > m.stream_begin - 65536
    AND s.stream_begin < m.stream_end
WHERE s.direction = 'tx'
    AND s.payload_bytes > 0
    AND s.stream_begin + s.payload_bytes > m.stream_begin
    AND (m.kind = 'request') = CASE
        WHEN c.source_port <> c.destination_port THEN s.source_port = c.source_port
        ELSE EXISTS (SELECT 1 FROM host WHERE host.node = s.node
                     AND host.address = c.source_address)
        END
    AND EXISTS (SELECT 1 FROM message_range AS r
                WHERE r.message = m.id AND r.stream_begin < s.stream_begin + s.payload_bytes
                AND r.stream_end > s.stream_begin);
CREATE VIEW message_packet(message, packet) AS
SELECT ms.message, p.id
FROM message_segment AS ms
JOIN packet AS p ON p.segment = ms.segment;
)sql";

} // namespace

const std::array<HttpTraceTableSchema, HTTP_TRACE_TABLES>&
GetHttpTraceTables()
{
    static const auto TABLES = DescribeTables();
    return TABLES;
}

std::string
GetHttpTraceSchemaSql()
{
    std::string sql;
    for (const HttpTraceTableSchema& table : GetHttpTraceTables())
    {
        // SQLite keeps the comments: ".schema" tells what the columns mean.
        sql += "CREATE TABLE " + table.name + "( -- " + table.meaning + "\n";
        for (const HttpTraceColumn& column : table.columns)
        {
            const bool isLast = &column == &table.columns.back();
            sql += "  " + column.name + " " + column.type + (isLast ? "" : ",") + " -- " +
                   column.meaning + "\n";
        }
        sql += ");\n";
    }
    return sql + VIEWS;
}

const char*
GetHttpTraceIndexSql()
{
    return R"sql(
CREATE INDEX IF NOT EXISTS segment_of_connection ON segment(connection, stream_begin);
CREATE INDEX IF NOT EXISTS segment_of_transmission ON segment(transmission);
CREATE INDEX IF NOT EXISTS packet_of_segment ON packet(segment);
CREATE INDEX IF NOT EXISTS message_of_connection ON message(connection, stream_begin);
CREATE INDEX IF NOT EXISTS range_of_message ON message_range(message, stream_begin);
CREATE INDEX IF NOT EXISTS message_of_transaction ON message(http_transaction);
CREATE INDEX IF NOT EXISTS transaction_of_connection ON http_transaction(connection);
CREATE INDEX IF NOT EXISTS state_of_connection ON connection_state(connection);
CREATE INDEX IF NOT EXISTS tcp_state_of_connection ON tcp_state(connection);
CREATE INDEX IF NOT EXISTS call_of_socket ON socket_call(node, socket);
CREATE INDEX IF NOT EXISTS socket_of_connection ON socket_call(local, remote)
    WHERE call IN ('connected', 'accept', 'failed');
)sql";
}

} // namespace ns3
