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
#include <type_traits>
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
constexpr int HTTP_TRACE_SCHEMA_VERSION = 2;

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
    std::string expression{}; //!< how a view makes it of what is stored; empty: it is stored
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

    /// @brief Whether small numbers are stored together, in a table of which this is a view.
    /// @return true if so
    bool IsPacked() const
    {
        return std::any_of(columns.begin(), columns.end(), [](const HttpTraceColumn& c) {
            return !c.expression.empty();
        });
    }

    /// @brief The table that holds the rows. @return its name
    std::string GetStoredName() const
    {
        return IsPacked() ? name + "_packed" : name;
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

/**
 * @ingroup http
 * @brief Where small numbers of a row go that are stored together: into one number of 64 bits as
 * long as there is room, then into the next. SQLite's work for a row is in proportion to the number
 * of its values.
 */
class HttpTracePacking
{
  public:
    /// Bits of a stored number
    static constexpr unsigned BITS = 64;

    /// @brief Bits that every value of a type fits in. @tparam T the type @return their number
    template <typename T>
    static constexpr unsigned GetWidth()
    {
        static_assert(std::is_unsigned_v<T> && sizeof(T) < 8, "of a fixed, small range");
        return std::is_same_v<T, bool> ? 1 : 8 * sizeof(T);
    }

    /// @brief Whether a number goes into the next one. @param width its bits @return true if so
    bool IsFullFor(unsigned width) const
    {
        return m_used + width > BITS;
    }

    /// @brief Whether anything is in this one. @return true if so
    bool IsUsed() const
    {
        return m_used > 0;
    }

    /// @brief Takes room. @param width bits @return the place of the lowest
    unsigned Take(unsigned width)
    {
        m_used += width;
        return m_used - width;
    }

    /// @brief Goes on to the next number.
    void Next()
    {
        m_used = 0;
    }

  private:
    unsigned m_used = 0; //!< bits that are taken
};

} // namespace ns3

#endif /* HTTP_TRACE_SCHEMA_H */
