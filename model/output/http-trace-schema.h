/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRACE_SCHEMA_H
#define HTTP_TRACE_SCHEMA_H

#include <array>
#include <cstdint>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief The tables of a trace database.
 */
enum class HttpTraceTable : uint8_t
{
    Run,             //!< every parameter of the run
    Host,            //!< addresses of nodes
    SocketCall,      //!< calls and callbacks of sockets
    Connection,      //!< connections, one row for both ends
    ConnectionState, //!< state transitions of each end
    TcpState,        //!< congestion state of each end, on change
    Queue,           //!< length of queues, on change
    Page,            //!< pages of clients
    HttpTransaction, //!< requests of clients and what came of them
    Message,         //!< messages, one row for both ends
    MessageRange,    //!< where messages lie in their streams
    Http2Frame,      //!< frames of HTTP/2, as each end sends and receives them
    TlsRecord,       //!< records of TLS that end hosts write and read
    Segment,         //!< segments that end hosts send and receive
    Packet,          //!< IP packets at every hop
};

/// Number of tables of a trace database.
constexpr std::size_t HTTP_TRACE_TABLES = 15;

/// Version of the schema, the database's user_version.
constexpr int HTTP_TRACE_SCHEMA_VERSION = 1;

/// The database's application_id: "HTTP".
constexpr int HTTP_TRACE_APPLICATION_ID = 0x48545450;

/// What the table run tells whether the trace was closed: see HTTP_TRACE_COMPLETE.
constexpr const char* HTTP_TRACE_STATE = "state";

/// Value of HTTP_TRACE_STATE until the trace is closed: for ever if the run is killed.
constexpr const char* HTTP_TRACE_RUNNING = "running";

/// Value of HTTP_TRACE_STATE once the trace of a run that came to its end was closed.
constexpr const char* HTTP_TRACE_COMPLETE = "complete";

/// Value of HTTP_TRACE_STATE once the trace of a run that a signal ended was closed.
constexpr const char* HTTP_TRACE_INTERRUPTED = "interrupted";

/// What the table run tells of an interrupted run: the simulated time that it had reached.
constexpr const char* HTTP_TRACE_INTERRUPTED_NS = "interrupted_ns";

/**
 * @ingroup http
 * @brief Whether a table has an INTEGER PRIMARY KEY, its id, and how its rows come.
 */
enum class HttpTraceKey : uint8_t
{
    None,      //!< it has none
    Ascending, //!< rows come in the order of their ids
    Any,       //!< rows come in any order
};

/**
 * @ingroup http
 * @brief One table of the schema.
 */
struct HttpTraceTableSchema
{
    const char* name;    //!< name of the table
    const char* columns; //!< columns and their types as CREATE TABLE takes them
    const char* order;   //!< columns by which rows are ordered where they are listed
    bool replaces;       //!< a later row with the same id takes the place of the earlier one
    HttpTraceKey key;    //!< whether the id is a number, and how rows come
};

/**
 * @ingroup http
 * @brief A table's schema.
 * @param table the table
 * @return its name, columns and order
 */
const HttpTraceTableSchema& GetHttpTraceTableSchema(HttpTraceTable table);

/**
 * @brief The SQL statement that makes a table.
 * @param table the table
 * @param hasKey whether it has the primary key that belongs to it
 * @return the statement, without a semicolon
 */
std::string GetHttpTraceTableSql(HttpTraceTable table, bool hasKey);

/// @brief The SQL statements that make all tables and views. @return the statements
std::string GetHttpTraceSchemaSql();

/// @brief The SQL statements that make the indices. @return the statements
const char* GetHttpTraceIndexSql();

} // namespace ns3

#endif /* HTTP_TRACE_SCHEMA_H */
