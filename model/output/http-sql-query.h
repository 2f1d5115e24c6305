/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SQL_QUERY_H
#define HTTP_SQL_QUERY_H

#include "http-sql-connection.h"

#include <cstdint>
#include <string>
#include <string_view>

struct sqlite3_stmt;

namespace ns3
{

/**
 * @ingroup http
 * @brief A prepared query. Arguments are bound in their order; columns count from 0.
 */
class HttpSqlQuery
{
  public:
    /**
     * @brief Prepares the query.
     * @param connection the database; must outlive the object
     * @param sql the query with a ? for each argument
     */
    HttpSqlQuery(HttpSqlConnection& connection, const std::string& sql);
    ~HttpSqlQuery();
    HttpSqlQuery(const HttpSqlQuery&) = delete;
    HttpSqlQuery& operator=(const HttpSqlQuery&) = delete;

    /// @brief Binds the next argument. @param value the argument @return the query
    HttpSqlQuery& Bind(int64_t value);

    /// @brief Binds the next argument. @param value the argument @return the query
    HttpSqlQuery& Bind(const std::string& value);

    /// @brief Goes to the next row. @return false if there is none
    bool Next();

    /// @brief Starts anew, with arguments to be bound. @return the query
    HttpSqlQuery& Reset();

    /// @brief Number of columns. @return their number
    int GetColumns() const;

    /// @brief A column's name. @param column which @return the name
    std::string GetName(int column) const;

    /// @brief Whether a column is null. @param column which @return true if so
    bool IsNull(int column) const;

    /// @brief Whether a column holds a text. @param column which @return true if so
    bool IsText(int column) const;

    /// @brief Whether a column holds bytes. @param column which @return true if so
    bool IsBlob(int column) const;

    /**
     * @brief A number.
     * @param column which column
     * @param ifNull the number for null
     * @return the number
     */
    int64_t Integer(int column, int64_t ifNull = 0) const;

    /// @brief A text, empty for null. @param column which @return the text
    std::string Text(int column) const;

    /// @brief Bytes, none for null. @param column which @return bytes, valid until the next row
    std::string_view Blob(int column) const;

  private:
    HttpSqlConnection& m_connection;     //!< the database
    sqlite3_stmt* m_statement = nullptr; //!< the statement
    int m_bound = 0;                     //!< arguments bound
};

} // namespace ns3

#endif /* HTTP_SQL_QUERY_H */
