/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRACE_DATABASE_H
#define HTTP_TRACE_DATABASE_H

#include "http-address-texts.h"
#include "http-sql-connection.h"
#include "http-trace-batch.h"
#include "http-trace-connections.h"
#include "http-trace-level.h"
#include "http-trace-numbers.h"
#include "http-trace-schema.h"
#include "http-trace-transmissions.h"

#include "ns3/http-connection-record.h"
#include "ns3/http-connection-state-record.h"
#include "ns3/http-frame-record.h"
#include "ns3/http-message-record.h"
#include "ns3/http-packet-record.h"
#include "ns3/http-page-record.h"
#include "ns3/http-queue-record.h"
#include "ns3/http-segment-record.h"
#include "ns3/http-socket-call-record.h"
#include "ns3/http-tcp-state-record.h"
#include "ns3/http-tls-record.h"
#include "ns3/http-transaction-record.h"
#include "ns3/nstime.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ns3
{

/**
 * @ingroup http
 * @brief How a trace database is written.
 */
struct HttpTraceDatabaseOptions
{
    HttpTraceLevel level = HttpTraceLevel::Full; //!< which tables get rows
    bool force = false;                          //!< replace a file that exists
    uint32_t batchRows = 20000; //!< rows in one SQL transaction, at least 1; what a crash may cost
};

/**
 * @ingroup http
 * @brief Writes a run's records to an SQLite file and joins them as it goes.
 *
 * Rows are written in batches, one SQL transaction each, in rollback mode: whole batches are
 * always readable, by other processes during the run too, and beside the file nothing is left
 * behind. Until its batch ends, a row waits in memory. Memory does not grow with the length of the
 * run. The same records give the same file, byte for byte.
 *
 * Every failure is an HttpTraceError: in the constructor, before anything was written, or later,
 * such as a full disk, after which the file holds all rows up to the last batch and further
 * records are dropped.
 */
class HttpTraceDatabase
{
  public:
    /**
     * @brief Makes the file and its folder.
     * @param file name of the file
     * @param options how it is written
     */
    explicit HttpTraceDatabase(const std::string& file,
                               const HttpTraceDatabaseOptions& options = {});

    /// @brief Closes the file; a failure is printed to standard error.
    ~HttpTraceDatabase();
    HttpTraceDatabase(const HttpTraceDatabase&) = delete;
    HttpTraceDatabase& operator=(const HttpTraceDatabase&) = delete;

    /**
     * @brief Tells a parameter or fact of the run.
     * @param key its name; a later value of the same name takes the place of the earlier one
     * @param value its value
     */
    void AddRun(std::string_view key, std::string_view value);

    /**
     * @brief Tells an address of a node.
     * @param node id of the node
     * @param name the node's name, or empty
     * @param interface index of the net device on its node
     * @param address the address as text
     */
    void AddHost(uint32_t node,
                 std::string_view name,
                 uint32_t interface,
                 std::string_view address);

    /// @brief Adds a row. @param record the socket call
    void Add(const HttpSocketCallRecord& record);
    /// @brief Adds or changes a connection. @param record the connection
    void Add(const HttpConnectionRecord& record);
    /// @brief Adds a row; tells of the connection too. @param record the transition
    void Add(const HttpConnectionStateRecord& record);
    /// @brief Adds a row. @param record the state of an end
    void Add(const HttpTcpStateRecord& record);
    /// @brief Adds a row. @param record the length of a queue
    void Add(const HttpQueueRecord& record);
    /// @brief Adds a row. @param record the page
    void Add(const HttpPageRecord& record);
    /// @brief Adds a row. @param record the transaction
    void Add(const HttpTransactionRecord& record);
    /// @brief Adds a message, or joins it with what its other end told. @param record the message
    void Add(const HttpMessageRecord& record);
    /// @brief Adds a row. @param record the frame
    void Add(const HttpFrameRecord& record);
    /// @brief Adds a row. @param record the record of TLS
    void Add(const HttpTlsRecord& record);
    /// @brief Adds a row. @param record the segment
    void Add(const HttpSegmentRecord& record);
    /// @brief Adds a row. @param record the packet at a hop
    void Add(const HttpPacketRecord& record);

    /**
     * @brief Has Close() mark the trace as that of a run that was interrupted.
     * @param reached the simulated time that the run had reached
     */
    void SetInterrupted(Time reached);

    /// @brief Writes what is left, marks the trace as complete or interrupted, and closes the file.
    void Close();

    /// @brief Whether rows can be added: neither closed nor failed. @return true if so
    bool IsOpen() const;

    /// @brief Rows written so far. @return their number
    uint64_t GetRows() const;

    /// @brief The file's name. @return the name
    const std::string& GetFile() const;

  private:
    /**
     * @brief Whether records of a level are written.
     * @param level the least level that has them
     * @return true if they are
     */
    bool Wants(HttpTraceLevel level) const
    {
        return m_connection != nullptr && m_options.level >= level;
    }

    /**
     * @brief One more row.
     * @param table its table
     * @return the row, to be described at once
     */
    HttpTraceBatch::Row Append(HttpTraceTable table);

    /**
     * @brief Writes the batch, unless a reader stands in the way.
     * @param patience how long to wait for readers, ms; one that stays longer is an HttpTraceError
     * @return false if patience is 0 and a reader is in the way
     */
    bool WriteBatch(int patience);

    /// @brief Ends the batch and begins another, unless a reader stands in the way.
    void EndBatch();

    /// @brief Lets go of the file and leaves it as it is.
    void Abandon();

    /**
     * @brief The connection of a record whose source opened it, or which tells nothing of that.
     * @param number its number in the observers' records; 0 if not known
     * @param tuple the four values of the connection
     * @return the connection
     */
    HttpTraceConnection& Resolve(uint64_t number, const HttpFourTuple& tuple);

    /**
     * @brief The connection that an end tells of.
     * @param record what it tells
     * @return the connection
     */
    HttpTraceConnection& ResolveEnd(const HttpConnectionRecord& record);

    /**
     * @brief Writes a connection's row, again if it was written before.
     * @param connection the connection
     */
    void Write(const HttpTraceConnection& connection);

    /**
     * @brief Writes a message's row, again if it was written before.
     * @param message the message
     * @param connection number of its connection
     */
    void Write(const HttpTraceMessage& message, uint64_t connection);

    /// @brief Appends a row of the table message_range. @param message its message's number @param
    /// place its place among the message's ranges @param begin, end offsets in the stream
    void WriteRange(uint64_t message, uint32_t place, uint64_t begin, uint64_t end);

    /**
     * @brief Writes what is known of a connection's messages and has not been written.
     * @param connection the connection
     */
    void WriteMessages(HttpTraceConnection& connection);

    std::string m_file;                              //!< the file's name
    HttpTraceDatabaseOptions m_options;              //!< how it is written
    std::unique_ptr<HttpSqlConnection> m_connection; //!< the open file; nullptr once closed
    std::unique_ptr<HttpTraceBatch> m_batch;         //!< rows that are not in the file yet
    HttpAddressTexts m_addresses;                    //!< texts of addresses
    HttpTraceConnections m_connections;              //!< connections and messages under way
    HttpTraceNumbers m_transactions;                 //!< numbers of transactions
    HttpTraceNumbers m_pages;                        //!< numbers of pages
    HttpTraceTransmissions m_transmissions;          //!< segments on their way
    uint64_t m_messages = 0;                         //!< messages numbered
    uint64_t m_rows = 0;                             //!< rows written
    uint64_t m_batchEnd = 0;                         //!< number of rows that ends the batch
    std::size_t m_batchBytes = 0;                    //!< bytes of texts that end it, too
    std::string m_content;                           //!< for the text of a content
    std::optional<Time> m_interrupted;               //!< when a signal ended the run
};

} // namespace ns3

#endif /* HTTP_TRACE_DATABASE_H */
