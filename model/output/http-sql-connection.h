/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SQL_CONNECTION_H
#define HTTP_SQL_CONNECTION_H

#include <cstdint>
#include <string>

struct sqlite3;

namespace ns3
{

/**
 * @ingroup http
 * @brief An open SQLite database file. Every failure is an HttpTraceError that names the file.
 */
class HttpSqlConnection
{
  public:
    /// How a file is opened.
    enum class Mode : uint8_t
    {
        Create, //!< for writing; it is made
        Change, //!< for writing; it must exist
        Read,   //!< for reading; it must exist
    };

    /**
     * @brief Opens a file.
     * @param file name of the file
     * @param mode how
     */
    HttpSqlConnection(const std::string& file, Mode mode);
    ~HttpSqlConnection();
    HttpSqlConnection(const HttpSqlConnection&) = delete;
    HttpSqlConnection& operator=(const HttpSqlConnection&) = delete;

    /**
     * @brief Carries out statements whose results do not matter.
     * @param sql the statements
     */
    void Execute(const std::string& sql);

    /**
     * @brief Carries out one statement unless another process stands in the way.
     * @param sql the statement
     * @return false if the database is busy
     */
    bool TryExecute(const char* sql);

    /// @brief How long to wait for other processes. @param milliseconds the time
    void SetBusyTimeout(int milliseconds);

    /// @brief Throws an HttpTraceError with SQLite's last message. @param action what failed
    [[noreturn]] void Fail(const std::string& action) const;

    /// @brief SQLite's own handle. @return the handle
    sqlite3* GetHandle() const;

    /// @brief The file's name. @return the name
    const std::string& GetFile() const;

  private:
    std::string m_file;          //!< the file's name
    sqlite3* m_handle = nullptr; //!< SQLite's handle
};

} // namespace ns3

#endif /* HTTP_SQL_CONNECTION_H */
