/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRACE_SCHEMA_H
#define HTTP_TRACE_SCHEMA_H

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief The tables of a trace database; http-trace-rows.h describes them.
 */
enum class HttpTraceTable : uint8_t
{
    Run,
    Host,
    SocketCall,
    Connection,
    ConnectionState,
    TcpState,
    Queue,
    Page,
    HttpTransaction,
    Message,
    MessageRange,
    Http2Frame,
    TlsRecord,
    Segment,
    Packet,
};

/// Number of tables of a trace database.
constexpr std::size_t HTTP_TRACE_TABLES = 15;

/// Version of the schema, the database's user_version.
constexpr int HTTP_TRACE_SCHEMA_VERSION = 3;

/// The database's application_id: "HTTP".
constexpr int HTTP_TRACE_APPLICATION_ID = 0x48545450;

/// A number that is null.
constexpr int64_t HTTP_TRACE_NULL = INT64_MIN;

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
 * @brief What tells a table's rows apart.
 */
enum class HttpTraceIds : uint8_t
{
    None,     //!< nothing but their order
    Counted,  //!< a number, counted from 1 as they come
    Given,    //!< a number that comes with each, in any order
    Replaced, //!< such a number; a later row with the same takes the place of the earlier one
    Text,     //!< their first column, a text; a later row takes the place of the earlier one
};

/**
 * @ingroup http
 * @brief One column of a table.
 */
struct HttpTraceColumn
{
    std::string name;         //!< its name
    std::string type;         //!< its type, as CREATE TABLE takes it
    std::string meaning;      //!< what it tells, on one line
    std::string expression{}; //!< how a view makes it of what is stored
};

/**
 * @ingroup http
 * @brief One table of the schema.
 */
struct HttpTraceTableSchema
{
    std::string name;                       //!< its name
    std::string meaning;                    //!< what its rows are, on one line
    HttpTraceIds ids = HttpTraceIds::None;  //!< what tells them apart
    std::vector<HttpTraceColumn> columns{}; //!< its columns
    std::vector<HttpTraceColumn> stored{};  //!< columns as they are stored, in their order
    bool isShared = false;                  //!< rows may have columns in common

    /// @brief Whether it is a view of a table whose rowid is the rows' number. @return true if so
    bool IsView() const
    {
        return ids == HttpTraceIds::Counted;
    }

    /// @brief The table that holds the rows. @return its name
    std::string GetStoredName() const
    {
        return IsView() ? name + "_rows" : name;
    }

    /// @brief Whether a row may take the place of an earlier one. @return true if so
    bool IsReplacing() const
    {
        return ids == HttpTraceIds::Replaced || ids == HttpTraceIds::Text;
    }

    /// @brief The column by which rows are ordered where they are listed. @return its name
    std::string GetOrder() const
    {
        return ids == HttpTraceIds::None ? "rowid" : columns.front().name;
    }

    /// @brief Whether it has a column. @param column the column's name @return true if so
    bool Has(const std::string& column) const
    {
        return std::any_of(columns.begin(), columns.end(), [&column](const HttpTraceColumn& c) {
            return c.name == column;
        });
    }
};

} // namespace ns3

#endif /* HTTP_TRACE_SCHEMA_H */
