/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRACE_BATCH_H
#define HTTP_TRACE_BATCH_H

#include "http-sql-connection.h"
#include "http-sql-image.h"
#include "http-sql-record.h"
#include "http-trace-schema.h"
#include "http-trace-shared.h"

#include "ns3/nstime.h"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace ns3
{

/**
 * @ingroup http
 * @brief Rows of a trace database that wait in memory.
 *
 * They wait as SQLite stores them, so that it has little to do for a row: it moves them to the file
 * table by table, with a statement for each.
 */
class HttpTraceBatch
{
  public:
    /// Values of a row; what columns of a description of http-trace-rows.h are told to.
    class Values
    {
      public:
        /// @brief Values. @param record where they go
        explicit Values(HttpSqlRecord& record)
            : m_record(record)
        {
        }

        /// @brief A number. @param value it; HTTP_TRACE_NULL: null
        template <typename T>
        void Integer(const char* /* name */, T value, const char* /* meaning */)
        {
            const auto number = static_cast<int64_t>(value);
            number == HTTP_TRACE_NULL ? m_record.AddNull() : m_record.AddInteger(number);
        }

        /// @brief A time, null if negative. @param name its column @param value it
        /// @param meaning what the schema says of it
        void Integer(const char* name, const Time& value, const char* meaning)
        {
            const int64_t time = value.GetNanoSeconds();
            Integer(name, time < 0 ? HTTP_TRACE_NULL : time, meaning);
        }

        /// @brief One of a few texts, stored as a number. @param value which
        void Choice(const char* /* name */,
                    uint8_t value,
                    std::initializer_list<const char*> /* texts */,
                    const char* /* meaning */)
        {
            m_record.AddInteger(value);
        }

        /// @brief A text. @param value it
        void Text(const char* /* name */, std::string_view value, const char* /* meaning */)
        {
            m_record.AddText(value);
        }

        /// @brief A text, null if empty. @param value it
        void Label(const char* /* name */, std::string_view value, const char* /* meaning */)
        {
            value.empty() ? m_record.AddNull() : m_record.AddText(value);
        }

        /// @brief Bytes, null if there are none. @param value them
        void Blob(const char* /* name */, std::string_view value, const char* /* meaning */)
        {
            value.empty() ? m_record.AddNull() : m_record.AddBlob(value);
        }

        /// @brief A number that others are made of. @param value it
        void Part(const char* /* name */, int64_t value, const char* /* meaning */)
        {
            m_record.AddInteger(value);
        }

        /// @brief Bytes that others are made of. @param name, value, meaning as Blob() has them
        void Part(const char* name, std::string_view value, const char* meaning)
        {
            Blob(name, value, meaning);
        }

        /// @brief What is made of parts is the view's.
        void Made(const char* /* name */,
                  const char* /* type */,
                  const char* /* expression */,
                  const char* /* meaning */)
        {
        }

      private:
        HttpSqlRecord& m_record; //!< where they go
    };

    /// A row; what a description is told to.
    class Row : public Values
    {
      public:
        /// @brief A row. @param batch where it goes @param table its table
        Row(HttpTraceBatch& batch, HttpTraceTable table)
            : Values(batch.m_record),
              m_batch(batch),
              m_table(static_cast<std::size_t>(table))
        {
            batch.m_record.Clear();
        }

        ~Row()
        {
            m_batch.End(m_table, m_key);
        }

        Row(const Row&) = delete;
        Row& operator=(const Row&) = delete;

        /// @brief What a description says of a table is the schema's.
        void Table(const char* /* name */, HttpTraceIds /* ids */, const char* /* meaning */)
        {
        }

        /// @brief Values that other rows may have, too. @param key what such rows have in common;
        /// 0: there are none @return where they go
        Values Common(uint64_t key)
        {
            m_key = key;
            m_batch.m_common.Clear();
            return Values(m_batch.m_common);
        }

        /// @brief The row's number, which SQLite counts.
        void Id(const char* /* meaning */)
        {
        }

        /// @brief The row's number. @param meaning what the schema says of it @param value it
        void Id(const char* meaning, uint64_t value)
        {
            Integer("id", value, meaning);
        }

      private:
        HttpTraceBatch& m_batch;       //!< where it goes
        std::size_t m_table;           //!< number of its table
        std::optional<uint64_t> m_key; //!< of common values, if it has any
    };

    /// @brief A batch without rows. @param connection the database; outlives the batch
    explicit HttpTraceBatch(HttpSqlConnection& connection);
    HttpTraceBatch(const HttpTraceBatch&) = delete;
    HttpTraceBatch& operator=(const HttpTraceBatch&) = delete;

    /// @brief One more row. @param table its table @return it, to be described at once
    Row Append(HttpTraceTable table)
    {
        m_counts[static_cast<std::size_t>(table)]++;
        return {*this, table};
    }

    /// @brief Rows of a table, earlier batches included. @param table the table @return their
    /// number
    uint64_t Count(HttpTraceTable table) const
    {
        return m_counts[static_cast<std::size_t>(table)];
    }

    /// @brief What all rows take. @return bytes
    std::size_t GetBytes() const
    {
        return m_image.GetSize();
    }

    /// @brief Puts the rows into the tables of the file, within the caller's SQL transaction.
    void Write();

    /// @brief Forgets the rows, after that transaction.
    void Clear();

  private:
    /// @brief Ends the row that was described. @param table number of its table @param key of the
    /// values that it has in common with others
    void End(std::size_t table, const std::optional<uint64_t>& key);

    HttpSqlConnection& m_connection;                         //!< the database
    HttpSqlImage m_image;                                    //!< the rows
    HttpSqlRecord m_record;                                  //!< the row that is described
    HttpSqlRecord m_common;                                  //!< what it has in common with others
    std::array<uint64_t, HTTP_TRACE_TABLES> m_counts{};      //!< rows so far, by table
    std::array<HttpTraceShared, HTTP_TRACE_TABLES> m_shared; //!< what they have in common
};

} // namespace ns3

#endif /* HTTP_TRACE_BATCH_H */
