/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sql-query.h"

#include <sqlite3.h>

namespace ns3
{

HttpSqlQuery::HttpSqlQuery(HttpSqlConnection& connection, const std::string& sql)
    : m_connection(connection)
{
    if (sqlite3_prepare_v2(connection.GetHandle(), sql.c_str(), -1, &m_statement, nullptr) !=
        SQLITE_OK)
    {
        connection.Fail("read");
    }
}

HttpSqlQuery::~HttpSqlQuery()
{
    sqlite3_finalize(m_statement);
}

HttpSqlQuery&
HttpSqlQuery::Bind(int64_t value)
{
    sqlite3_bind_int64(m_statement, ++m_bound, value);
    return *this;
}

HttpSqlQuery&
HttpSqlQuery::Bind(const std::string& value)
{
    sqlite3_bind_text(m_statement,
                      ++m_bound,
                      value.data(),
                      static_cast<int>(value.size()),
                      SQLITE_TRANSIENT);
    return *this;
}

bool
HttpSqlQuery::Next()
{
    const int result = sqlite3_step(m_statement);
    if (result != SQLITE_ROW && result != SQLITE_DONE)
    {
        m_connection.Fail("read");
    }
    return result == SQLITE_ROW;
}

HttpSqlQuery&
HttpSqlQuery::Reset()
{
    sqlite3_reset(m_statement);
    m_bound = 0;
    return *this;
}

int
HttpSqlQuery::GetColumns() const
{
    return sqlite3_column_count(m_statement);
}

std::string
HttpSqlQuery::GetName(int column) const
{
    return sqlite3_column_name(m_statement, column);
}

bool
HttpSqlQuery::IsNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

bool
HttpSqlQuery::IsText(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_TEXT;
}

bool
HttpSqlQuery::IsBlob(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_BLOB;
}

int64_t
HttpSqlQuery::Integer(int column, int64_t ifNull) const
{
    return IsNull(column) ? ifNull : sqlite3_column_int64(m_statement, column);
}

std::string
HttpSqlQuery::Text(int column) const
{
    const unsigned char* text = sqlite3_column_text(m_statement, column);
    return text ? std::string(reinterpret_cast<const char*>(text),
                              sqlite3_column_bytes(m_statement, column))
                : std::string();
}

std::string_view
HttpSqlQuery::Blob(int column) const
{
    const void* bytes = sqlite3_column_blob(m_statement, column);
    return bytes ? std::string_view(static_cast<const char*>(bytes),
                                    sqlite3_column_bytes(m_statement, column))
                 : std::string_view();
}

} // namespace ns3
