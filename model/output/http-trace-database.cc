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

/// Pages in memory that end a batch whose rows are large.
constexpr uint32_t BATCH_PAGES = 256;

/// What SQLite calls the rows in memory.
const char* const BATCH = "batch";

/**
 * The statements that copy a table's rows from the batch.
 * @param table the table
 * @return the statements
 */
std::string
GetCopySql(HttpTraceTable table)
{
    const HttpTraceTableSchema& schema = GetHttpTraceTableSchema(table);
    const std::string to = std::string("main.") + schema.name;
    const std::string from = std::string(BATCH) + "." + schema.name;
    const std::string copy = "INTO " + to + " SELECT * FROM " + from + ";";
    if (!schema.replaces)
    {
        return "INSERT " + copy;
    }
    if (schema.key == HttpTraceKey::None)
    {
        return "INSERT OR REPLACE " + copy;
    }
    // SQLite copies whole rows only where it need not replace any. Few are: those that were written
    // before they were complete.
    return "DELETE FROM " + to + " WHERE id IN (SELECT id FROM " + from +
           " WHERE id <= (SELECT max(id) FROM " + to + ")); INSERT " + copy;
}

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
    // leave a journal that has to be played back if the disk is full then. The batch is read where
    // it stands in memory (mmap_size).
    m_connection->Execute("PRAGMA page_size=16384; PRAGMA journal_mode=DELETE;"
                          "PRAGMA synchronous=OFF; PRAGMA cache_size=-8000;"
                          "PRAGMA mmap_size=1000000000; PRAGMA main.mmap_size=0;"
                          "ATTACH ':memory:' AS " +
                          std::string(BATCH) + ";");
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
    m_batchPages = BATCH_PAGES;
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
HttpTraceDatabase::Append(HttpTraceTable table)
{
    m_image.Append(table, m_row);
    m_rows++;
    if (m_rows < m_batchEnd && m_image.GetPages() < m_batchPages)
    {
        return;
    }
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

bool
HttpTraceDatabase::WriteBatch(int patience)
{
    const std::vector<HttpTraceTable> filled = m_image.GetFilled();
    uint64_t size = 0;
    uint8_t* bytes = m_image.Finish(size);
    m_connection->Replace(BATCH, bytes, size);
    m_connection->SetBusyTimeout(patience);
    if (!m_connection->TryExecute("BEGIN EXCLUSIVE"))
    {
        return false;
    }
    for (const HttpTraceTable table : filled)
    {
        m_connection->Execute(GetCopySql(table));
    }
    m_connection->Execute("COMMIT");
    m_image.Clear();
    return true;
}

void
HttpTraceDatabase::EndBatch()
{
    // Messages that one end alone has told of belong to the batch, too.
    m_batchEnd = std::numeric_limits<uint64_t>::max();
    m_batchPages = std::numeric_limits<uint32_t>::max();
    m_connections.ForEach([this](HttpTraceConnection& c) { WriteMessages(c); });
    // A reader in the middle of a query delays the end of the batch, not the run, until the memory
    // for it is full.
    const bool isFull = m_image.GetPages() >= HttpSqlImage::MOST_PAGES / 2;
    if (WriteBatch(isFull ? PATIENCE : 0))
    {
        m_batchEnd = m_rows + m_options.batchRows;
        m_batchPages = BATCH_PAGES;
        return;
    }
    if (isFull)
    {
        throw HttpTraceError("cannot write " + m_file + ": another process does not let go of it");
    }
    m_batchEnd = m_rows + m_options.batchRows / 8 + 1;
    m_batchPages = m_image.GetPages() + BATCH_PAGES / 8;
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
        m_batchEnd = std::numeric_limits<uint64_t>::max();
        m_batchPages = std::numeric_limits<uint32_t>::max();
        m_connections.ForEach([this](HttpTraceConnection& c) { WriteMessages(c); });
        if (!WriteBatch(PATIENCE))
        {
            throw HttpTraceError("cannot write " + m_file +
                                 ": another process does not let go of it");
        }
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
        m_row.Begin().Text(key).Text(value);
        Append(HttpTraceTable::Run);
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
        m_row.Begin().Integer(node).Text(name).Integer(interface).Text(address);
        Append(HttpTraceTable::Host);
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
    HttpSqlRow& row = m_row.Begin();
    row.Key(id).Integer(record.time.GetNanoSeconds()).Integer(record.node);
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
    Append(HttpTraceTable::Segment);
}

void
HttpTraceDatabase::Add(const HttpPacketRecord& record)
{
    if (!Wants(HttpTraceLevel::Full))
    {
        return;
    }
    const bool isIpv6 = record.version == 6;
    HttpSqlRow& row = m_row.Begin();
    row.Key(++m_packets).Integer(record.time.GetNanoSeconds()).Integer(record.node);
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
    row.Label(record.dropReason);
    Append(HttpTraceTable::Packet);
}

void
HttpTraceDatabase::Add(const HttpQueueRecord& record)
{
    if (Wants(HttpTraceLevel::Full))
    {
        HttpSqlRow& row = m_row.Begin();
        row.Key(++m_queues).Integer(record.time.GetNanoSeconds());
        row.Integer(record.node).Integer(record.interface);
        row.Integer(record.packets).Integer(record.bytes).Label(record.queue);
        Append(HttpTraceTable::Queue);
    }
}

void
HttpTraceDatabase::Add(const HttpSocketCallRecord& record)
{
    if (!Wants(HttpTraceLevel::Full))
    {
        return;
    }
    HttpSqlRow& row = m_row.Begin();
    row.Key(++m_calls).Integer(record.time.GetNanoSeconds());
    row.Integer(record.node).Integer(record.socket);
    row.Label(GetHttpSocketCallName(record.call));
    row.Label(m_addresses.Get(record.local));
    row.Label(m_addresses.Get(record.remote)).Integer(record.result);
    const bool isCut = record.call == HttpSocketCall::Send && *record.detail == '\0' &&
                       static_cast<int64_t>(record.bytes) != record.result;
    isCut ? row.Label("of " + std::to_string(record.bytes)) : row.Label(record.detail);
    Append(HttpTraceTable::SocketCall);
}

} // namespace ns3
