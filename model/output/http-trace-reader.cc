/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-trace-reader.h"

#include "http-trace-error.h"
#include "http-trace-tables.h"

#include "ns3/http-text.h"

#include <algorithm>
#include <iomanip>
#include <sstream>
#include <utility>

namespace ns3
{

namespace
{

/// Columns of a connection as ReadConnection takes them.
constexpr const char* CONNECTION =
    "SELECT id, source_address, source_port, destination_address, destination_port, incarnation, "
    "opened_ns, established_ns, closed_ns, source_end, destination_end FROM connection ";

/// Columns of a message as ReadMessage takes them.
const std::string MESSAGE_QUERY =
    "SELECT id, http_transaction, connection, kind, head, head_bytes, body_bytes, content, "
    "stream_begin, stream_end, first_sent_ns, last_sent_ns, first_received_ns, last_received_ns, "
    "outcome, (SELECT sum(r.stream_end - r.stream_begin) FROM message_range AS r "
    "WHERE r.message = message.id) FROM message ";

/// Columns of a transaction as ReadTransaction takes them.
const std::string TRANSACTION =
    "SELECT id, page, node, connection, reused, attempts, method, url, status, queued_ns, "
    "resolved_ns, connect_start_ns, connect_end_ns, request_start_ns, request_end_ns, "
    "first_byte_ns, finished_ns, outcome, initiator, tls_start_ns FROM http_transaction ";

/// @brief A message from its row. @param row the row @return the message
HttpTraceReader::Message
ReadMessage(const HttpSqlQuery& row)
{
    HttpTraceReader::Message message;
    message.id = row.Integer(0);
    message.transaction = row.Integer(1);
    message.connection = row.Integer(2);
    message.isRequest = row.Text(3) == "request";
    message.head = row.Blob(4);
    message.headBytes = row.Integer(5);
    message.bodyBytes = row.Integer(6);
    message.content = row.Text(7);
    message.streamBegin = row.Integer(8);
    message.streamEnd = row.Integer(9);
    message.firstSent = row.Integer(10, -1);
    message.lastSent = row.Integer(11, -1);
    message.firstReceived = row.Integer(12, -1);
    message.lastReceived = row.Integer(13, -1);
    message.outcome = row.Text(14);
    message.bytes = row.Integer(15, message.streamEnd - message.streamBegin);
    return message;
}

/// @brief A transaction from its row. @param row the row @return the transaction
HttpTraceReader::Transaction
ReadTransaction(const HttpSqlQuery& row)
{
    HttpTraceReader::Transaction transaction;
    transaction.id = row.Integer(0);
    transaction.page = row.Integer(1);
    transaction.node = row.Integer(2);
    transaction.connection = row.Integer(3);
    transaction.isReused = row.Integer(4) != 0;
    transaction.attempts = row.Integer(5);
    transaction.method = row.Text(6);
    transaction.url = row.Text(7);
    transaction.status = row.Integer(8);
    transaction.queued = row.Integer(9, -1);
    transaction.resolved = row.Integer(10, -1);
    transaction.connectStart = row.Integer(11, -1);
    transaction.connectEnd = row.Integer(12, -1);
    transaction.requestStart = row.Integer(13, -1);
    transaction.requestEnd = row.Integer(14, -1);
    transaction.firstByte = row.Integer(15, -1);
    transaction.finished = row.Integer(16, -1);
    transaction.outcome = row.Text(17);
    transaction.initiator = row.Integer(18);
    transaction.tlsStart = row.Integer(19, -1);
    return transaction;
}

/// @brief The rows of a query. @param query it @param read reads one @return them
template <typename Read>
auto
ReadAll(HttpSqlQuery& query, Read read)
{
    std::vector<decltype(read(query))> rows;
    while (query.Next())
    {
        rows.push_back(read(query));
    }
    return rows;
}

/// @brief The only row. @param rows it, or none @return it, or nothing
template <typename Row>
std::optional<Row>
First(std::vector<Row> rows)
{
    return rows.empty() ? std::nullopt : std::optional<Row>(std::move(rows.front()));
}

/// @brief What a file says it is. @param database the file @return application_id and user_version;
/// nothing if it cannot be read
std::optional<std::pair<int64_t, int64_t>>
ReadVersions(HttpSqlConnection& database)
{
    try
    {
        HttpSqlQuery query(database, "SELECT * FROM pragma_application_id, pragma_user_version");
        query.Next();
        return std::make_pair(query.Integer(0), query.Integer(1));
    }
    catch (const HttpTraceError&)
    {
        return {};
    }
}

/// @brief Takes back what a writer that is no more had half done, if it may. @param file its name
void
RollBack(const std::string& file)
{
    try
    {
        HttpSqlConnection database(file, HttpSqlConnection::Mode::Change);
        ReadVersions(database);
    }
    catch (const HttpTraceError&)
    {
        // The reader tells that the file cannot be read.
    }
}

/// @brief A time for people. @param ns it, ns @return as in 12.5 s
std::string
FormatSeconds(int64_t ns)
{
    return FormatHttpDigits(static_cast<double>(ns) / 1e9, 12) + " s";
}

} // namespace

std::string
HttpTraceReader::Message::GetStartLine() const
{
    return head.substr(0, head.find_first_of("\r\n"));
}

HttpTraceReader::HttpTraceReader(const std::string& file)
    : m_database(file, HttpSqlConnection::Mode::Read)
{
    m_database.SetBusyTimeout(10000);
    auto versions = ReadVersions(m_database);
    if (!versions)
    {
        // A writer that was killed leaves its last step half done. It is taken back by who may
        // write.
        RollBack(file);
        versions = ReadVersions(m_database);
    }
    if (!versions || versions->first != HTTP_TRACE_APPLICATION_ID)
    {
        throw HttpTraceError(file + " is not a trace database");
    }
    const int64_t version = versions->second;
    if (version != HTTP_TRACE_SCHEMA_VERSION)
    {
        throw HttpTraceError(file + " has version " + std::to_string(version) +
                             " of the schema; this program reads version " +
                             std::to_string(HTTP_TRACE_SCHEMA_VERSION));
    }
    MakeIndices();
    ReadHosts();
}

void
HttpTraceReader::MakeIndices()
{
    HttpSqlQuery query(
        m_database,
        "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL");
    query.Next();
    const std::string state = FindRun(HTTP_TRACE_STATE).value_or(HTTP_TRACE_RUNNING);
    if (state == HTTP_TRACE_RUNNING || query.Integer(0) > 0)
    {
        return;
    }
    query.Reset();
    try
    {
        HttpSqlConnection(m_database.GetFile(), HttpSqlConnection::Mode::Change)
            .Execute(std::string("PRAGMA synchronous=OFF; BEGIN;") + GetHttpTraceIndexSql() +
                     "COMMIT");
    }
    catch (const HttpTraceError&)
    {
        // They only save time: a file that cannot be written is read without them.
    }
}

std::optional<std::string>
HttpTraceReader::FindRun(const std::string& key)
{
    HttpSqlQuery row(m_database, "SELECT value FROM run WHERE key = ?");
    return row.Bind(key).Next() ? std::optional(row.Text(0)) : std::nullopt;
}

int64_t
HttpTraceReader::FindLastTime()
{
    int64_t last = -1;
    for (const HttpTraceTableSchema& table : GetHttpTraceTables())
    {
        for (const std::string column : {"time_ns", "finished_ns"})
        {
            if (table.Has(column))
            {
                HttpSqlQuery row(m_database,
                                 "SELECT " + column + " FROM " + table.GetStoredName() +
                                     " ORDER BY rowid DESC LIMIT 1");
                last = row.Next() ? std::max(last, row.Integer(0, -1)) : last;
            }
        }
    }
    return last;
}

std::string
HttpTraceReader::GetWarning()
{
    const std::string state = FindRun(HTTP_TRACE_STATE).value_or(HTTP_TRACE_RUNNING);
    if (state == HTTP_TRACE_COMPLETE)
    {
        return "";
    }
    if (state == HTTP_TRACE_INTERRUPTED)
    {
        return "the run was interrupted at " +
               FormatSeconds(std::stoll(FindRun(HTTP_TRACE_INTERRUPTED_NS).value_or("0"))) +
               " of simulated time, before its end";
    }
    const int64_t last = FindLastTime();
    return "the run has not ended: it still goes on, or it was killed, or the disk was full; " +
           (last < 0 ? std::string("nothing of it was written")
                     : "the trace reaches to " + FormatSeconds(last) + " of simulated time");
}

HttpSqlQuery
HttpTraceReader::Query(const std::string& sql)
{
    return HttpSqlQuery(m_database, sql);
}

void
HttpTraceReader::ReadHosts()
{
    HttpSqlQuery query(m_database, "SELECT node, name, address FROM host ORDER BY rowid");
    while (query.Next())
    {
        m_names.emplace(query.Integer(0), query.Text(1));
        m_nodeOfAddress.emplace(query.Text(2), query.Integer(0));
    }
}

std::optional<HttpTraceReader::Connection>
HttpTraceReader::FindConnection(int64_t id)
{
    HttpSqlQuery row(m_database, std::string(CONNECTION) + "WHERE id = ?");
    if (!row.Bind(id).Next())
    {
        return {};
    }
    Connection connection;
    connection.id = row.Integer(0);
    connection.incarnation = row.Integer(5);
    connection.opened = row.Integer(6, -1);
    connection.established = row.Integer(7, -1);
    connection.closed = row.Integer(8, -1);
    connection.source = {row.Text(1), static_cast<uint16_t>(row.Integer(2)), "", -1, row.Text(9)};
    connection.destination = {row.Text(3),
                              static_cast<uint16_t>(row.Integer(4)),
                              "",
                              -1,
                              row.Text(10)};
    for (End* end : {&connection.source, &connection.destination})
    {
        const bool isIpv6 = end->address.find(':') != std::string::npos;
        end->endpoint =
            (isIpv6 ? "[" + end->address + "]" : end->address) + ":" + std::to_string(end->port);
        const auto node = m_nodeOfAddress.find(end->address);
        end->node = node == m_nodeOfAddress.end() ? -1 : node->second;
    }
    return connection;
}

std::vector<int64_t>
HttpTraceReader::GetConnections()
{
    HttpSqlQuery query = Query("SELECT id FROM connection ORDER BY id");
    return ReadAll(query, [](const HttpSqlQuery& row) { return row.Integer(0); });
}

std::optional<HttpTraceReader::Message>
HttpTraceReader::FindMessage(int64_t id)
{
    return First(ReadAll(Query(MESSAGE_QUERY + "WHERE id = ?").Bind(id), ReadMessage));
}

std::vector<HttpTraceReader::Message>
HttpTraceReader::GetMessages(int64_t connection)
{
    return ReadAll(
        Query(MESSAGE_QUERY + "WHERE connection = ? ORDER BY kind, stream_begin").Bind(connection),
        ReadMessage);
}

std::vector<HttpTraceReader::Message>
HttpTraceReader::GetMessagesOfTransaction(int64_t transaction)
{
    return ReadAll(
        Query(MESSAGE_QUERY + "WHERE http_transaction = ? ORDER BY id").Bind(transaction),
        ReadMessage);
}

std::optional<HttpTraceReader::Transaction>
HttpTraceReader::FindTransaction(int64_t id)
{
    return First(ReadAll(Query(TRANSACTION + "WHERE id = ?").Bind(id), ReadTransaction));
}

std::vector<HttpTraceReader::Transaction>
HttpTraceReader::GetTransactions(int64_t connection)
{
    return ReadAll(Query(TRANSACTION + "WHERE connection = ? ORDER BY id").Bind(connection),
                   ReadTransaction);
}

int64_t
HttpTraceReader::CountRows(const std::string& table)
{
    HttpSqlQuery query(m_database, "SELECT count(*) FROM " + table);
    query.Next();
    return query.Integer(0);
}

std::string
HttpTraceReader::GetNodeName(int64_t node)
{
    if (node < 0)
    {
        return "unknown node";
    }
    const auto name = m_names.find(node);
    if (name == m_names.end() || name->second.empty())
    {
        return "node " + std::to_string(node);
    }
    return name->second;
}

HttpSqlConnection&
HttpTraceReader::GetDatabase()
{
    return m_database;
}

} // namespace ns3
