/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-trace-database.h"

#include "http-trace-error.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <limits>
#include <system_error>

namespace ns3
{

namespace
{

/**
 * Sees that a file can be made: its folder exists, and it does not, or may be replaced.
 * @param file name of the file
 * @param force whether an existing file is removed
 */
void
PrepareFile(const std::string& file, bool force)
{
    namespace fs = std::filesystem;
    const fs::path path(file);
    std::error_code error;
    if (path.has_parent_path())
    {
        fs::create_directories(path.parent_path(), error);
        if (error && !fs::is_directory(path.parent_path()))
        {
            throw HttpTraceError("cannot make the folder " + path.parent_path().string() + ": " +
                                 error.message());
        }
    }
    if (!fs::exists(path, error))
    {
        return;
    }
    if (!force)
    {
        throw HttpTraceError(file + " exists; name another folder, or allow to replace it (force)");
    }
    // A journal that a crash left would be taken for the new file's.
    for (const char* suffix : {"", "-journal", "-wal", "-shm"})
    {
        if (!fs::remove(file + suffix, error) && error)
        {
            throw HttpTraceError("cannot replace " + file + suffix + ": " + error.message());
        }
    }
}

} // namespace

HttpTraceDatabase::HttpTraceDatabase(const std::string& file,
                                     const HttpTraceDatabaseOptions& options)
    : m_file(file),
      m_options(options)
{
    m_options.batchRows = std::max<uint32_t>(1, options.batchRows);
    PrepareFile(file, options.force);
    m_connection = std::make_unique<HttpSqlConnection>(file, HttpSqlConnection::Mode::Create);
    // New pages are not journalled, so that rollback mode writes each page once, where a
    // write-ahead log writes it twice. A crash of the machine, not of the program, may cost the
    // file (synchronous).
    m_connection->Execute("PRAGMA page_size=16384; PRAGMA journal_mode=DELETE;"
                          "PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;");
    m_connection->Execute("PRAGMA application_id=" + std::to_string(HTTP_TRACE_APPLICATION_ID) +
                          "; PRAGMA user_version=" + std::to_string(HTTP_TRACE_SCHEMA_VERSION) +
                          ";" + "BEGIN;" + GetHttpTraceSchemaSql() + "COMMIT; BEGIN;");
    for (std::size_t i = 0; i < HTTP_TRACE_TABLES; i++)
    {
        m_inserts[i] =
            std::make_unique<HttpSqlInsert>(*m_connection, static_cast<HttpTraceTable>(i));
    }
    m_batchEnd = m_options.batchRows;
    m_connections.SetForgetting([this](HttpTraceConnection& c) { WriteMessages(c); });
}

HttpTraceDatabase::~HttpTraceDatabase()
{
    try
    {
        Close();
    }
    catch (const HttpTraceError& error)
    {
        std::cerr << error.what() << std::endl;
    }
}

void
HttpTraceDatabase::Insert(HttpSqlInsert& insert)
{
    try
    {
        insert.Insert();
        m_rows++;
        if (m_rows >= m_batchEnd)
        {
            EndBatch();
        }
    }
    catch (const HttpTraceError&)
    {
        Abandon();
        throw;
    }
}

void
HttpTraceDatabase::EndBatch()
{
    // Messages that one end alone has told of belong to the batch, too.
    m_batchEnd = std::numeric_limits<uint64_t>::max();
    m_connections.ForEach([this](HttpTraceConnection& c) { WriteMessages(c); });
    // A reader in the middle of a query delays the end of the batch, not the run.
    const bool isEnded = m_connection->TryExecute("COMMIT");
    if (isEnded)
    {
        m_connection->Execute("BEGIN");
    }
    m_batchEnd = m_rows + (isEnded ? m_options.batchRows : m_options.batchRows / 8 + 1);
}

void
HttpTraceDatabase::Abandon()
{
    for (auto& insert : m_inserts)
    {
        insert.reset();
    }
    m_connection.reset();
}

void
HttpTraceDatabase::Close()
{
    if (!m_connection)
    {
        return;
    }
    try
    {
        m_batchEnd = std::numeric_limits<uint64_t>::max();
        m_connections.ForEach([this](HttpTraceConnection& c) { WriteMessages(c); });
        m_connection->SetBusyTimeout(60000);
        m_connection->Execute("COMMIT");
        m_connection->Execute(GetHttpTraceIndexSql());
    }
    catch (const HttpTraceError&)
    {
        Abandon();
        throw;
    }
    Abandon();
}

bool
HttpTraceDatabase::IsOpen() const
{
    return m_connection != nullptr;
}

uint64_t
HttpTraceDatabase::GetRows() const
{
    return m_rows;
}

const std::string&
HttpTraceDatabase::GetFile() const
{
    return m_file;
}

void
HttpTraceDatabase::AddRun(std::string_view key, std::string_view value)
{
    if (Wants(HttpTraceLevel::Summary))
    {
        Insert(Into(HttpTraceTable::Run).Text(key).Text(value));
    }
}

void
HttpTraceDatabase::AddHost(uint32_t node,
                           std::string_view name,
                           uint32_t interface,
                           std::string_view address)
{
    if (Wants(HttpTraceLevel::Summary))
    {
        Insert(
            Into(HttpTraceTable::Host).Integer(node).Text(name).Integer(interface).Text(address));
    }
}

void
HttpTraceDatabase::Add(const HttpSegmentRecord& record)
{
    if (!Wants(HttpTraceLevel::Full))
    {
        return;
    }
    uint64_t connection = 0;
    if (record.connection != 0)
    {
        HttpTraceConnection* known = m_connections.FindNumber(record.connection);
        // The sender of a SYN|ACK did not open the connection, nor does the lower port do so.
        const bool isReversed = record.flags & HttpTcpFlag::SYN
                                    ? record.flags & HttpTcpFlag::ACK
                                    : record.tuple.sourcePort < record.tuple.destinationPort;
        connection =
            known ? known->id
                  : Resolve(record.connection, isReversed ? record.tuple.Reversed() : record.tuple)
                        .id;
    }
    const uint64_t id = ++m_segments;
    if (record.sent)
    {
        m_transmissions.Add(record.transmission, id);
    }
    HttpSqlInsert& row = Into(HttpTraceTable::Segment);
    row.Integer(id).Integer(record.time.GetNanoSeconds()).Integer(record.node);
    row.IntegerOrNull(connection).Label(record.sent ? "tx" : "rx");
    row.Integer(record.tuple.sourcePort).Integer(record.tuple.destinationPort);
    row.Integer(record.sequenceNumber).Integer(record.acknowledgmentNumber);
    row.Integer(record.headerLength).Integer(record.reserved);
    for (const uint8_t flag : {HttpTcpFlag::CWR,
                               HttpTcpFlag::ECE,
                               HttpTcpFlag::URG,
                               HttpTcpFlag::ACK,
                               HttpTcpFlag::PSH,
                               HttpTcpFlag::RST,
                               HttpTcpFlag::SYN,
                               HttpTcpFlag::FIN})
    {
        row.Integer(record.flags & flag ? 1 : 0);
    }
    row.Integer(record.window).Integer(record.checksum).Integer(record.urgentPointer);
    row.Blob(record.options).Integer(record.payloadBytes);
    record.streamBegin < 0 ? row.Null() : row.Integer(record.streamBegin);
    row.Integer(record.retransmission ? 1 : 0).IntegerOrNull(record.transmission);
    Insert(row);
}

void
HttpTraceDatabase::Add(const HttpPacketRecord& record)
{
    if (!Wants(HttpTraceLevel::Full))
    {
        return;
    }
    const bool isIpv6 = record.version == 6;
    HttpSqlInsert& row = Into(HttpTraceTable::Packet);
    row.Integer(++m_packets).Integer(record.time.GetNanoSeconds()).Integer(record.node);
    row.Integer(record.interface).Label(GetHttpPacketEventName(record.event));
    row.Integer(record.version).Integer(record.headerLength).Integer(record.typeOfService);
    row.Integer(record.totalLength);
    if (isIpv6 && !record.isFragment)
    {
        row.Null().Null().Null();
    }
    else
    {
        row.Integer(record.identification).Integer(record.flags).Integer(record.fragmentOffset);
    }
    row.Integer(record.timeToLive).Integer(record.protocol);
    isIpv6 ? row.Null() : row.Integer(record.headerChecksum);
    row.Label(m_addresses.Get(record.source, isIpv6));
    row.Label(m_addresses.Get(record.destination, isIpv6));
    isIpv6 ? row.Integer(record.flowLabel) : row.Null();
    row.Blob(record.header).IntegerOrNull(m_transmissions.Find(record.transmission));
    Insert(row.Label(record.dropReason));
}

void
HttpTraceDatabase::Add(const HttpQueueRecord& record)
{
    if (Wants(HttpTraceLevel::Full))
    {
        HttpSqlInsert& row = Into(HttpTraceTable::Queue);
        row.Integer(record.time.GetNanoSeconds()).Integer(record.node).Integer(record.interface);
        Insert(row.Integer(record.packets).Integer(record.bytes).Label(record.queue));
    }
}

void
HttpTraceDatabase::Add(const HttpSocketCallRecord& record)
{
    if (!Wants(HttpTraceLevel::Full))
    {
        return;
    }
    m_local.clear();
    m_remote.clear();
    m_addresses.Append(record.local, m_local);
    m_addresses.Append(record.remote, m_remote);
    HttpSqlInsert& row = Into(HttpTraceTable::SocketCall);
    row.Integer(record.time.GetNanoSeconds()).Integer(record.node).Integer(record.socket);
    row.Label(GetHttpSocketCallName(record.call));
    m_local.empty() ? row.Null() : row.Text(m_local);
    m_remote.empty() ? row.Null() : row.Text(m_remote);
    row.Integer(record.result);
    const bool isCut = record.call == HttpSocketCall::Send && *record.detail == '\0' &&
                       static_cast<int64_t>(record.bytes) != record.result;
    // Needed until the row is inserted.
    const std::string asked = isCut ? "of " + std::to_string(record.bytes) : std::string();
    isCut ? row.Text(asked) : row.Label(record.detail);
    Insert(row);
}

} // namespace ns3
