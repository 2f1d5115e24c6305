/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-trace-database.h"

#include "http-trace-error.h"
#include "http-trace-rows.h"
#include "http-trace-tables.h"

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
            throw HttpTraceRefusal("cannot make the folder " + path.parent_path().string() + ": " +
                                   error.message());
        }
    }
    if (!fs::exists(path, error))
    {
        return;
    }
    if (!force)
    {
        throw HttpTraceRefusal(file +
                               " exists; name another folder, or allow to replace it (force)");
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

/// Bytes of texts in memory that end a batch whose rows are large.
constexpr std::size_t BATCH_BYTES = 16 << 20;

/// Memory for rows that a reader of the file keeps from being written, bytes.
constexpr std::size_t MOST_BYTES = 128 << 20;

/// How long the end of a run, or of a batch that fills the memory, waits for readers, ms.
constexpr int PATIENCE = 60000;

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
    // file (synchronous). The cache has room for a batch: pages that are written before its end
    // leave a journal that has to be played back if the disk is full then.
    m_connection->Execute("PRAGMA page_size=16384; PRAGMA journal_mode=DELETE;"
                          "PRAGMA synchronous=OFF; PRAGMA cache_size=-8000;");
    m_batch = std::make_unique<HttpTraceBatch>(*m_connection);
    const std::string version = std::to_string(HTTP_TRACE_SCHEMA_VERSION);
    m_connection->Execute("PRAGMA application_id=" + std::to_string(HTTP_TRACE_APPLICATION_ID) +
                          "; PRAGMA user_version=" + version + ";" + "BEGIN;" +
                          GetHttpTraceSchemaSql() + "COMMIT;");
    if (Wants(HttpTraceLevel::Summary))
    {
        // At once, so that a file whose run breaks off says it too.
        m_connection->Execute("INSERT INTO run VALUES('schema_version', '" + version + "'), ('" +
                              HTTP_TRACE_STATE + "', '" + HTTP_TRACE_RUNNING + "')");
    }
    m_batchEnd = m_options.batchRows;
    m_batchBytes = BATCH_BYTES;
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

HttpTraceBatch::Row
HttpTraceDatabase::Append(HttpTraceTable table)
{
    if (m_rows >= m_batchEnd || m_batch->GetTextBytes() >= m_batchBytes)
    {
        try
        {
            EndBatch();
        }
        catch (const HttpTraceError&)
        {
            Abandon();
            throw;
        }
    }
    m_rows++;
    return m_batch->Append(table);
}

bool
HttpTraceDatabase::WriteBatch(int patience)
{
    // Messages that one end alone has told of belong to the batch, too.
    m_batchEnd = std::numeric_limits<uint64_t>::max();
    m_batchBytes = std::numeric_limits<std::size_t>::max();
    m_connections.ForEach([this](HttpTraceConnection& c) { WriteMessages(c); });
    m_connection->SetBusyTimeout(patience);
    if (!m_connection->TryExecute("BEGIN EXCLUSIVE"))
    {
        if (patience > 0)
        {
            throw HttpTraceError("cannot write " + m_file +
                                 ": another process does not let go of it");
        }
        return false;
    }
    m_batch->Write();
    m_connection->Execute("COMMIT");
    m_batch->Clear();
    return true;
}

void
HttpTraceDatabase::EndBatch()
{
    // A reader in the middle of a query delays the end of the batch, not the run, until the memory
    // for it is full.
    const bool isWritten = WriteBatch(m_batch->GetBytes() >= MOST_BYTES ? PATIENCE : 0);
    m_batchEnd = m_rows + (isWritten ? m_options.batchRows : m_options.batchRows / 8 + 1);
    m_batchBytes = m_batch->GetTextBytes() + (isWritten ? BATCH_BYTES : BATCH_BYTES / 8);
}

void
HttpTraceDatabase::Abandon()
{
    m_connection.reset();
}

void
HttpTraceDatabase::SetInterrupted(Time reached)
{
    m_interrupted = reached;
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
        AddRun(HTTP_TRACE_STATE, m_interrupted ? HTTP_TRACE_INTERRUPTED : HTTP_TRACE_COMPLETE);
        if (m_interrupted)
        {
            AddRun(HTTP_TRACE_INTERRUPTED_NS, std::to_string(m_interrupted->GetNanoSeconds()));
        }
        WriteBatch(PATIENCE);
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
        DescribeRun(Append(HttpTraceTable::Run), key, value);
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
        DescribeHost(Append(HttpTraceTable::Host), node, name, interface, address);
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
    DescribeSegment(Append(HttpTraceTable::Segment), record, connection);
    if (record.sent)
    {
        m_transmissions.Add(record.transmission, m_batch->Count(HttpTraceTable::Segment));
    }
}

void
HttpTraceDatabase::Add(const HttpPacketRecord& record)
{
    if (!Wants(HttpTraceLevel::Full))
    {
        return;
    }
    const bool isIpv6 = record.version == 6;
    DescribePacket(Append(HttpTraceTable::Packet),
                   record,
                   m_addresses.Get(record.source, isIpv6),
                   m_addresses.Get(record.destination, isIpv6),
                   m_transmissions.Find(record.transmission));
}

void
HttpTraceDatabase::Add(const HttpQueueRecord& record)
{
    if (Wants(HttpTraceLevel::Full))
    {
        DescribeQueue(Append(HttpTraceTable::Queue), record);
    }
}

void
HttpTraceDatabase::Add(const HttpSocketCallRecord& record)
{
    if (!Wants(HttpTraceLevel::Full))
    {
        return;
    }
    const bool isCut = record.call == HttpSocketCall::Send && *record.detail == '\0' &&
                       static_cast<int64_t>(record.bytes) != record.result;
    const std::string local = m_addresses.Get(record.local);
    DescribeSocketCall(Append(HttpTraceTable::SocketCall),
                       record,
                       local,
                       m_addresses.Get(record.remote),
                       isCut ? "of " + std::to_string(record.bytes) : record.detail);
}

} // namespace ns3
