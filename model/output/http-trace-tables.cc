/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-trace-tables.h"

#include "http-trace-rows.h"

#include <initializer_list>
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

    ~Describer()
    {
        if (m_packing.IsUsed())
        {
            Seal();
        }
    }

    Describer(const Describer&) = delete;
    Describer& operator=(const Describer&) = delete;

    /// @brief The table itself. @param name, ids, meaning its own
    void Table(const char* name, HttpTraceIds ids, const char* meaning)
    {
        m_table = {name, meaning, ids};
    }

    /// @brief The column of the row's number. @param meaning what it tells
    void Id(const char* meaning, uint64_t /* value */ = 0)
    {
        Add("id", "INTEGER PRIMARY KEY", meaning);
    }

    /// @brief A column of numbers or times. @param name its name @param meaning what it tells
    template <typename T>
    void Integer(const char* name, const T& /* value */, const char* meaning)
    {
        Add(name, "INTEGER", meaning);
    }

    /// @brief A column of small numbers. @param name its name @param meaning what it tells
    template <typename T>
    void Bits(const char* name, T /* value */, const char* meaning)
    {
        const std::string number = Pack(HttpTracePacking::GetWidth<T>());
        m_table.columns.push_back({name, "INTEGER", meaning, "CAST(" + number + " AS INTEGER)"});
    }

    /// @brief The same, some of them null. @param name its name @param meaning what it tells
    template <typename T>
    void BitsOrNull(const char* name, T /* value */, bool /* isThere */, const char* meaning)
    {
        const std::string number = Pack(HttpTracePacking::GetWidth<T>() + 1);
        m_table.columns.push_back(
            {name, "INTEGER", meaning, "CAST(nullif(" + number + ", 0) - 1 AS INTEGER)"});
    }

    /// @brief A column of a few texts. @param name its name @param texts them, in the order of
    /// their numbers @param meaning what it tells
    void Choice(const char* name,
                uint8_t /* value */,
                std::initializer_list<const char*> texts,
                const char* meaning)
    {
        std::string choice = "CASE " + Pack(HttpTracePacking::GetWidth<uint8_t>());
        std::size_t number = 0;
        for (const char* text : texts)
        {
            choice += " WHEN " + std::to_string(number++) + " THEN '" + text + "'";
        }
        m_table.columns.push_back({name, "TEXT", meaning, "CAST(" + choice + " END AS TEXT)"});
    }

    /// @brief A column of texts. @param name its name @param meaning what it tells
    void Text(const char* name, std::string_view /* value */, const char* meaning)
    {
        const bool isKey = m_table.columns.empty() && m_table.ids == HttpTraceIds::Text;
        Add(name, isKey ? "TEXT PRIMARY KEY" : "TEXT", meaning);
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
        Add(name, "BLOB", meaning);
    }

  private:
    /// @brief A column that is stored. @param name, type, meaning its own
    void Add(const char* name, const char* type, const char* meaning)
    {
        m_table.columns.push_back({name, type, meaning});
        m_table.stored.push_back(m_table.columns.back());
    }

    /// @brief The name of the number that small ones go into now. @return its name
    std::string GetPackedName() const
    {
        return "packed_" + std::to_string(m_packed + 1);
    }

    /// @brief Takes room for a small number. @param width its bits @return what it is then, as SQL
    std::string Pack(unsigned width)
    {
        if (m_packing.IsFullFor(width))
        {
            Seal();
        }
        const std::string place = std::to_string(m_packing.Take(width));
        return "((" + GetPackedName() + " >> " + place + ") & " +
               std::to_string((uint64_t{1} << width) - 1) + ")";
    }

    /// @brief The number that small ones went into is a column of its own.
    void Seal()
    {
        m_table.stored.push_back({GetPackedName(), "INTEGER", "small numbers, see the view"});
        m_packed++;
        m_packing.Next();
    }

    HttpTraceTableSchema& m_table; //!< where it goes
    HttpTracePacking m_packing;    //!< where small numbers go
    uint32_t m_packed = 0;         //!< columns of them so far
};

/// @brief A list of columns with their meanings as comments. @param columns them @param write
/// writes one @return the list
template <typename Write>
std::string
ListColumns(const std::vector<HttpTraceColumn>& columns, Write write)
{
    std::string list;
    for (const HttpTraceColumn& column : columns)
    {
        const bool isLast = &column == &columns.back();
        list += "  " + write(column) + (isLast ? "" : ",") + " -- " + column.meaning + "\n";
    }
    return list;
}

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
        sql += "CREATE TABLE " + table.GetStoredName() + "( -- " +
               (table.IsPacked() ? "What the view " + table.name + " shows" : table.meaning) +
               "\n" +
               ListColumns(table.stored,
                           [](const HttpTraceColumn& c) { return c.name + " " + c.type; }) +
               ");\n";
        if (table.IsPacked())
        {
            sql += "CREATE VIEW " + table.name + " AS SELECT -- " + table.meaning + "\n" +
                   ListColumns(table.columns,
                               [](const HttpTraceColumn& c) {
                                   return c.expression.empty() ? c.name
                                                               : c.expression + " AS " + c.name;
                               }) +
                   "FROM " + table.GetStoredName() + ";\n";
        }
    }
    return sql + VIEWS;
}

const char*
GetHttpTraceIndexSql()
{
    return R"sql(
CREATE INDEX IF NOT EXISTS segment_of_connection ON segment_packed(connection, stream_begin);
CREATE INDEX IF NOT EXISTS segment_of_transmission ON segment_packed(transmission);
CREATE INDEX IF NOT EXISTS packet_of_segment ON packet_packed(segment);
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
