/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sql-insert.h"

#include "ns3/assert.h"

#include <sqlite3.h>
#include <string>

namespace ns3
{

HttpSqlInsert::HttpSqlInsert(HttpSqlConnection& connection, HttpTraceTable table)
    : m_connection(connection),
      m_values(CountHttpTraceColumns(table))
{
    const HttpTraceTableSchema& schema = GetHttpTraceTableSchema(table);
    std::string sql = schema.replaces ? "INSERT OR REPLACE INTO " : "INSERT INTO ";
    sql += std::string(schema.name) + " VALUES(?";
    for (std::size_t i = 1; i < m_values.size(); i++)
    {
        sql += ",?";
    }
    sql += ")";
    if (sqlite3_prepare_v3(m_connection.GetHandle(),
                           sql.c_str(),
                           -1,
                           SQLITE_PREPARE_PERSISTENT,
                           &m_statement,
                           nullptr) != SQLITE_OK)
    {
        m_connection.Fail("write");
    }
}

HttpSqlInsert::~HttpSqlInsert()
{
    sqlite3_finalize(m_statement);
}

HttpSqlInsert&
HttpSqlInsert::Text(std::string_view text)
{
    m_values[m_column].kind = Kind::Passing;
    m_column++;
    sqlite3_bind_text(m_statement,
                      static_cast<int>(m_column),
                      text.data() ? text.data() : "",
                      static_cast<int>(text.size()),
                      SQLITE_STATIC);
    return *this;
}

HttpSqlInsert&
HttpSqlInsert::Blob(std::string_view bytes)
{
    if (bytes.empty())
    {
        return Null();
    }
    m_values[m_column].kind = Kind::Passing;
    m_column++;
    sqlite3_bind_blob(m_statement,
                      static_cast<int>(m_column),
                      bytes.data(),
                      static_cast<int>(bytes.size()),
                      SQLITE_STATIC);
    return *this;
}

void
HttpSqlInsert::BindInteger(int64_t value)
{
    m_values[m_column].kind = Kind::Integer;
    m_values[m_column].integer = value;
    sqlite3_bind_int64(m_statement, static_cast<int>(m_column) + 1, value);
}

void
HttpSqlInsert::BindLabel(const char* text)
{
    m_values[m_column].kind = Kind::Label;
    m_values[m_column].label = text;
    sqlite3_bind_text(m_statement, static_cast<int>(m_column) + 1, text, -1, SQLITE_STATIC);
}

void
HttpSqlInsert::BindNull()
{
    m_values[m_column].kind = Kind::Null;
    sqlite3_bind_null(m_statement, static_cast<int>(m_column) + 1);
}

void
HttpSqlInsert::Insert()
{
    NS_ASSERT(m_column == m_values.size());
    m_column = 0;
    const int result = sqlite3_step(m_statement);
    if (result != SQLITE_DONE)
    {
        sqlite3_reset(m_statement);
        m_connection.Fail("write");
    }
    sqlite3_reset(m_statement);
}

} // namespace ns3
