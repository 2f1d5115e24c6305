/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sql-connection.h"

#include "http-trace-error.h"

#include <cerrno>
#include <cstring>
#include <sqlite3.h>

namespace ns3
{

HttpSqlConnection::HttpSqlConnection(const std::string& file, Mode mode)
    : m_file(file)
{
    int flags = SQLITE_OPEN_NOMUTEX;
    flags |= mode == Mode::Read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    flags |= mode == Mode::Create ? SQLITE_OPEN_CREATE : 0;
    if (sqlite3_open_v2(file.c_str(), &m_handle, flags, nullptr) != SQLITE_OK)
    {
        std::string why = m_handle ? sqlite3_errmsg(m_handle) : "out of memory";
        if (const int error = m_handle ? sqlite3_system_errno(m_handle) : 0)
        {
            why += std::string(" (") + std::strerror(error) + ")";
        }
        sqlite3_close(m_handle);
        throw HttpTraceError("cannot open " + file + ": " + why);
    }
    if (mode != Mode::Create)
    {
        // Joins read tables in several orders: what SQLite keeps by itself, 2 MB, is read again and
        // again.
        sqlite3_exec(m_handle, "PRAGMA cache_size=-65536", nullptr, nullptr, nullptr);
    }
}

HttpSqlConnection::~HttpSqlConnection()
{
    sqlite3_close_v2(m_handle);
}

void
HttpSqlConnection::Execute(const std::string& sql)
{
    if (sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    {
        Fail("write");
    }
}

bool
HttpSqlConnection::TryExecute(const char* sql)
{
    const int result = sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr);
    if (result != SQLITE_OK && result != SQLITE_BUSY)
    {
        Fail("write");
    }
    return result == SQLITE_OK;
}

void
HttpSqlConnection::SetBusyTimeout(int milliseconds)
{
    sqlite3_busy_timeout(m_handle, milliseconds);
}

void
HttpSqlConnection::Fail(const std::string& action) const
{
    std::string why = sqlite3_errmsg(m_handle);
    // SQLite keeps the system's error where there was one; "disk I/O error" alone tells little.
    if (sqlite3_errcode(m_handle) == SQLITE_IOERR)
    {
        if (const int error = sqlite3_system_errno(m_handle))
        {
            why += std::string(" (") + std::strerror(error) + ")";
        }
    }
    throw HttpTraceError("cannot " + action + " " + m_file + ": " + why);
}

sqlite3*
HttpSqlConnection::GetHandle() const
{
    return m_handle;
}

const std::string&
HttpSqlConnection::GetFile() const
{
    return m_file;
}

} // namespace ns3
