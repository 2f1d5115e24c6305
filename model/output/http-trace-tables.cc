/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-trace-tables.h"

#include "http-trace-rows.h"

#include <initializer_list>
#include <string_view>
#include <utility>

namespace ns3
{

namespace
{

/// What columns of a description of http-trace-rows.h are told to: makes a table's schema of them.
class Columns
{
  public:
    /// @brief Of a table. @param table where they go @param stored where those go that are stored
    /// @param row what the view calls the row that has them
    Columns(HttpTraceTableSchema& table, std::vector<HttpTraceColumn>& stored, std::string row)
        : m_table(table),
          m_stored(stored),
          m_row(std::move(row))
    {
    }

    /// @brief A column of numbers or times. @param name its name @param meaning what it tells
    template <typename T>
    void Integer(const char* name, const T& /* value */, const char* meaning)
    {
        Add(name, "INTEGER", meaning);
    }

    /// @brief A column of a few texts. @param name its name @param texts them, in the order of
    /// their numbers @param meaning what it tells
    void Choice(const char* name,
                uint8_t /* value */,
                std::initializer_list<const char*> texts,
                const char* meaning)
    {
        Part(name, 0, "number of a text, see the view");
        std::string choice = "CASE " + m_row + name;
        std::size_t number = 0;
        for (const char* text : texts)
        {
            choice += " WHEN " + std::to_string(number++) + " THEN '" + text + "'";
        }
        Made(name, "TEXT", choice + " END", meaning);
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

    /// @brief A column of bytes. @param name its name @param meaning what it tells
    void Blob(const char* name, std::string_view /* value */, const char* meaning)
    {
        Add(name, "BLOB", meaning);
    }

    /// @brief A number that is not shown. @param name its name @param meaning what it tells
    void Part(const char* name, int64_t /* value */, const char* meaning)
    {
        m_stored.push_back({name, "INTEGER", meaning});
    }

    /// @brief Bytes that are not shown. @param name their name @param meaning what they tell
    void Part(const char* name, std::string_view /* value */, const char* meaning)
    {
        m_stored.push_back({name, "BLOB", meaning});
    }

    /// @brief A column that is not stored. @param name, type, meaning its own @param expression
    /// what makes it of those that are
    void Made(const char* name,
              const std::string& type,
              const std::string& expression,
              const char* meaning)
    {
        // The cast has it compare as a column does.
        m_table.columns.push_back(
            {name, type, meaning, "CAST(" + expression + " AS " + type + ")"});
    }

  protected:
    /// @brief A column that is shown as it is stored. @param name, type, meaning its own
    void Add(const std::string& name, const char* type, const char* meaning)
    {
        m_table.columns.push_back({name, type, meaning, m_row + name});
        m_stored.push_back(m_table.columns.back());
    }

    HttpTraceTableSchema& m_table; //!< where they go

  private:
    std::vector<HttpTraceColumn>& m_stored; //!< where those go that are stored
    std::string m_row;                      //!< what the view calls the row that has them
};

/// What a description is told to.
class Describer : public Columns
{
  public:
    /// @brief Of a table. @param table where it goes
    explicit Describer(HttpTraceTableSchema& table)
        : Columns(table, table.stored, "r.")
    {
    }

    ~Describer()
    {
        if (m_table.isShared)
        {
            Part("holder", 0, "rowid of the row that has what follows, perhaps this one");
            m_table.stored.insert(m_table.stored.end(), m_common.begin(), m_common.end());
        }
    }

    Describer(const Describer&) = delete;
    Describer& operator=(const Describer&) = delete;

    /// @brief The table itself. @param name, ids, meaning its own
    void Table(const char* name, HttpTraceIds ids, const char* meaning)
    {
        m_table = {name, meaning, ids};
    }

    /// @brief Columns that rows may have in common. @return what they are told to
    Columns Common(uint64_t /* key */)
    {
        m_table.isShared = true;
        return {m_table, m_common, "h."};
    }

    /// @brief The column of the row's number. @param meaning what it tells
    void Id(const char* meaning)
    {
        m_table.columns.push_back({"id", "INTEGER", meaning, "r.rowid"});
    }

    /// @brief The same where it comes with each row. @param meaning what it tells
    void Id(const char* meaning, uint64_t /* value */)
    {
        Add("id", "INTEGER PRIMARY KEY", meaning);
    }

  private:
    std::vector<HttpTraceColumn> m_common; //!< what rows may have in common
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
               (table.IsView() ? "What the view " + table.name + " shows" : table.meaning) + "\n" +
               ListColumns(table.stored,
                           [](const HttpTraceColumn& c) { return c.name + " " + c.type; }) +
               ");\n";
        if (table.IsView())
        {
            const std::string stored = table.GetStoredName();
            sql += "CREATE VIEW " + table.name + " AS SELECT -- " + table.meaning + "\n" +
                   ListColumns(
                       table.columns,
                       [](const HttpTraceColumn& c) { return c.expression + " AS " + c.name; }) +
                   "FROM " + stored + " AS r" +
                   (table.isShared ? " JOIN " + stored + " AS h ON h.rowid = r.holder" : "") +
                   ";\n";
        }
    }
    return sql + VIEWS;
}

const char*
GetHttpTraceIndexSql()
{
    return R"sql(
CREATE INDEX IF NOT EXISTS segment_of_connection ON segment_rows(connection, stream_begin)
    WHERE connection IS NOT NULL;
CREATE INDEX IF NOT EXISTS segment_of_transmission ON segment_rows(transmission)
    WHERE transmission IS NOT NULL;
CREATE INDEX IF NOT EXISTS segment_of_holder ON segment_rows(holder);
CREATE INDEX IF NOT EXISTS packet_of_segment ON packet_rows(segment)
    WHERE segment IS NOT NULL;
CREATE INDEX IF NOT EXISTS packet_of_holder ON packet_rows(holder);
CREATE INDEX IF NOT EXISTS message_of_connection ON message(connection, stream_begin);
CREATE INDEX IF NOT EXISTS range_of_message ON message_range(message, stream_begin);
CREATE INDEX IF NOT EXISTS message_of_transaction ON message(http_transaction);
CREATE INDEX IF NOT EXISTS transaction_of_connection ON http_transaction(connection);
CREATE INDEX IF NOT EXISTS state_of_connection ON connection_state_rows(connection);
CREATE INDEX IF NOT EXISTS tcp_state_of_connection ON tcp_state_rows(connection);
CREATE INDEX IF NOT EXISTS call_of_socket ON socket_call_rows(node, socket);
CREATE INDEX IF NOT EXISTS socket_of_connection ON socket_call_rows(local, remote)
    WHERE call IN ('connected', 'accept', 'failed');
)sql";
}

} // namespace ns3
