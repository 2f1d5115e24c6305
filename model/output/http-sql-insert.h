/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SQL_INSERT_H
#define HTTP_SQL_INSERT_H

#include "http-sql-connection.h"
#include "http-trace-schema.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <string_view>
#include <vector>

struct sqlite3_stmt;

namespace ns3
{

/**
 * @ingroup http
 * @brief The prepared statement that inserts the rows of one table.
 *
 * Values are given in the order of the columns. What is equal to the row before is not bound again,
 * which is most of a segment or packet.
 */
class HttpSqlInsert
{
  public:
    /**
     * @brief Prepares the statement.
     * @param connection the database; must outlive the object
     * @param table the table
     */
    HttpSqlInsert(HttpSqlConnection& connection, HttpTraceTable table);
    ~HttpSqlInsert();
    HttpSqlInsert(const HttpSqlInsert&) = delete;
    HttpSqlInsert& operator=(const HttpSqlInsert&) = delete;

    /// @brief The next column is a number. @param value the number @return the statement
    HttpSqlInsert& Integer(int64_t value)
    {
        Value& last = m_values[m_column];
        if (last.kind != Kind::Integer || last.integer != value)
        {
            BindInteger(value);
        }
        m_column++;
        return *this;
    }

    /// @brief The next column is a number, null if zero. @param value the number
    /// @return the statement
    HttpSqlInsert& IntegerOrNull(int64_t value)
    {
        return value == 0 ? Null() : Integer(value);
    }

    /// @brief The next column is a time, null if negative. @param time the time
    /// @return the statement
    HttpSqlInsert& TimeOrNull(Time time)
    {
        return time.IsStrictlyNegative() ? Null() : Integer(time.GetNanoSeconds());
    }

    /// @brief The next column is a text that outlives the statement, null if empty.
    /// @param text the text @return the statement
    HttpSqlInsert& Label(const char* text)
    {
        Value& last = m_values[m_column];
        if (*text == '\0')
        {
            return Null();
        }
        if (last.kind != Kind::Label || last.label != text)
        {
            BindLabel(text);
        }
        m_column++;
        return *this;
    }

    /// @brief The next column is a text that lives until Insert. @param text the text
    /// @return the statement
    HttpSqlInsert& Text(std::string_view text);

    /// @brief The next column is bytes that live until Insert, null if there are none.
    /// @param bytes the bytes @return the statement
    HttpSqlInsert& Blob(std::string_view bytes);

    /// @brief The next column is null. @return the statement
    HttpSqlInsert& Null()
    {
        if (m_values[m_column].kind != Kind::Null)
        {
            BindNull();
        }
        m_column++;
        return *this;
    }

    /// @brief Inserts the row; every column must have been given.
    void Insert();

  private:
    /// What a column holds at present.
    enum class Kind : uint8_t
    {
        Null,    //!< null
        Integer, //!< a number
        Label,   //!< a text that stays
        Passing, //!< a text or bytes that may be gone
    };

    /// A column's value.
    struct Value
    {
        Kind kind = Kind::Null; //!< what it is

        union
        {
            int64_t integer = 0; //!< the number
            const char* label;   //!< the text that stays
        };
    };

    /// @brief Binds the present column. @param value the value
    void BindInteger(int64_t value);
    /// @brief Binds the present column. @param text the value
    void BindLabel(const char* text);
    /// @brief Binds the present column to null.
    void BindNull();

    HttpSqlConnection& m_connection;     //!< the database
    sqlite3_stmt* m_statement = nullptr; //!< the statement
    std::vector<Value> m_values;         //!< what the columns hold
    std::size_t m_column = 0;            //!< the next column
};

} // namespace ns3

#endif /* HTTP_SQL_INSERT_H */
