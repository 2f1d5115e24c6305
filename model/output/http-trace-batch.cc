/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-trace-batch.h"

#include "http-trace-tables.h"

#include <new>
#include <sqlite3.h>

namespace ns3
{

namespace
{

using Rows = HttpTraceBatch::Rows;
using Value = HttpTraceBatch::Value;

/// The rows of a table, as SQLite has a virtual table.
struct VirtualTable : sqlite3_vtab
{
    const Rows* rows; //!< the rows
};

/// A place among them.
struct Cursor : sqlite3_vtab_cursor
{
    std::size_t place; //!< of the row's first value

    /// @brief The rows. @return them
    const Rows& GetRows() const
    {
        return *static_cast<const VirtualTable*>(pVtab)->rows;
    }
};

/// @brief SQLite wants a virtual table. @param database its own @param rows them @param table where
/// it goes @return SQLite's status
int
Connect(sqlite3* database, void* rows, int, const char* const*, sqlite3_vtab** table, char**)
{
    const HttpTraceTableSchema& schema = *static_cast<const Rows*>(rows)->schema;
    std::string columns;
    for (std::size_t i = schema.ids == HttpTraceIds::Counted ? 1 : 0; i < schema.stored.size(); i++)
    {
        columns += (columns.empty() ? "" : ", ") + schema.stored[i].name;
    }
    auto* made = new (std::nothrow) VirtualTable();
    if (!made)
    {
        return SQLITE_NOMEM;
    }
    made->rows = static_cast<const Rows*>(rows);
    *table = made;
    return sqlite3_declare_vtab(database, ("CREATE TABLE batch(" + columns + ")").c_str());
}

/// @brief SQLite wants it no more. @param table it @return SQLite's status
int
Disconnect(sqlite3_vtab* table)
{
    delete static_cast<VirtualTable*>(table);
    return SQLITE_OK;
}

/// @brief There is one way to read it: from the begin to the end. @return SQLite's status
int
ChooseWay(sqlite3_vtab*, sqlite3_index_info*)
{
    return SQLITE_OK;
}

/// @brief SQLite begins to read. @param cursor where its place goes @return SQLite's status
int
Open(sqlite3_vtab*, sqlite3_vtab_cursor** cursor)
{
    *cursor = new (std::nothrow) Cursor();
    return *cursor ? SQLITE_OK : SQLITE_NOMEM;
}

/// @brief SQLite ends to read. @param cursor its place @return SQLite's status
int
Close(sqlite3_vtab_cursor* cursor)
{
    delete static_cast<Cursor*>(cursor);
    return SQLITE_OK;
}

/// @brief Goes to the first row. @param cursor the place @return SQLite's status
int
GoToFirst(sqlite3_vtab_cursor* cursor, int, const char*, int, sqlite3_value**)
{
    static_cast<Cursor*>(cursor)->place = 0;
    return SQLITE_OK;
}

/// @brief Goes to the next row. @param cursor the place @return SQLite's status
int
GoToNext(sqlite3_vtab_cursor* cursor)
{
    auto* at = static_cast<Cursor*>(cursor);
    at->place += at->GetRows().columns;
    return SQLITE_OK;
}

/// @brief Whether there are no more rows. @param cursor the place @return 1 if so
int
IsAtEnd(sqlite3_vtab_cursor* cursor)
{
    const auto* at = static_cast<const Cursor*>(cursor);
    return at->place >= at->GetRows().values.size() ? 1 : 0;
}

/// @brief Gives a value to SQLite. @param cursor the place @param context where it goes @param
/// column which @return SQLite's status
int
GetValue(sqlite3_vtab_cursor* cursor, sqlite3_context* context, int column)
{
    const auto* at = static_cast<const Cursor*>(cursor);
    const Value& value = at->GetRows().values[at->place + static_cast<std::size_t>(column)];
    const auto size = static_cast<int>(value.size);
    const char* bytes = at->GetRows().bytes->data();
    switch (value.kind)
    {
    case HttpTraceBatch::Kind::Null:
        break;
    case HttpTraceBatch::Kind::Number:
        sqlite3_result_int64(context, value.number);
        break;
    case HttpTraceBatch::Kind::Text:
        sqlite3_result_text(context, bytes + value.place, size, SQLITE_STATIC);
        break;
    case HttpTraceBatch::Kind::Blob:
        sqlite3_result_blob(context, bytes + value.place, size, SQLITE_STATIC);
        break;
    case HttpTraceBatch::Kind::Word:
        sqlite3_result_text(context, value.word, size, SQLITE_STATIC);
        break;
    }
    return SQLITE_OK;
}

/// @brief A row's number, which nobody asks for. @param cursor the place @param number where it
/// goes
/// @return SQLite's status
int
GetRowNumber(sqlite3_vtab_cursor* cursor, sqlite3_int64* number)
{
    *number = static_cast<sqlite3_int64>(static_cast<const Cursor*>(cursor)->place);
    return SQLITE_OK;
}

/// @brief What SQLite calls to read rows. @return the calls
const sqlite3_module&
GetModule()
{
    static const sqlite3_module MODULE = [] {
        sqlite3_module module{};
        module.xConnect = Connect;
        module.xBestIndex = ChooseWay;
        module.xDisconnect = Disconnect;
        module.xDestroy = Disconnect;
        module.xOpen = Open;
        module.xClose = Close;
        module.xFilter = GoToFirst;
        module.xNext = GoToNext;
        module.xEof = IsAtEnd;
        module.xColumn = GetValue;
        module.xRowid = GetRowNumber;
        return module;
    }();
    return MODULE;
}

} // namespace

HttpTraceBatch::HttpTraceBatch(HttpSqlConnection& connection)
    : m_connection(connection)
{
    for (std::size_t i = 0; i < HTTP_TRACE_TABLES; i++)
    {
        const HttpTraceTableSchema& schema = GetHttpTraceTables()[i];
        Rows& rows = m_tables[i];
        rows.bytes = &m_bytes;
        rows.schema = &schema;
        rows.columns = schema.stored.size() - (schema.ids == HttpTraceIds::Counted ? 1 : 0);
        sqlite3_create_module(connection.GetHandle(),
                              ("batch_" + schema.name).c_str(),
                              &GetModule(),
                              &rows);
    }
}

std::size_t
HttpTraceBatch::GetBytes() const
{
    std::size_t bytes = m_bytes.size();
    for (const Rows& rows : m_tables)
    {
        bytes += rows.values.size() * sizeof(Value);
    }
    return bytes;
}

void
HttpTraceBatch::Write()
{
    for (const Rows& rows : m_tables)
    {
        if (!rows.values.empty())
        {
            const HttpTraceTableSchema& schema = *rows.schema;
            m_connection.Execute(std::string("INSERT ") +
                                 (schema.IsReplacing() ? "OR REPLACE " : "") + "INTO " +
                                 schema.GetStoredName() + " SELECT " +
                                 (schema.ids == HttpTraceIds::Counted ? "NULL, *" : "*") +
                                 " FROM batch_" + schema.name);
        }
    }
}

void
HttpTraceBatch::Clear()
{
    for (Rows& rows : m_tables)
    {
        rows.values.clear();
    }
    m_bytes.clear();
}

} // namespace ns3
