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

#include "ns3/nstime.h"

#include <array>
#include <cstdint>
#include <initializer_list>
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
    /// A row; what a description of http-trace-rows.h is told to.
    class Row
    {
      public:
        /// @brief A row. @param image where it goes @param table its table @param record the
        /// storage for it
        Row(HttpSqlImage& image, HttpTraceTable table, HttpSqlRecord& record)
            : m_image(image),
              m_table(table),
              m_record(record)
        {
            m_record.Clear();
        }

        ~Row()
        {
            if (m_packing.IsUsed())
            {
                Seal();
            }
            m_image.Append(static_cast<std::size_t>(m_table), m_record.Finish());
        }

        Row(const Row&) = delete;
        Row& operator=(const Row&) = delete;

        /// @brief What a description says of a table is the schema's.
        void Table(const char* /* name */, HttpTraceIds /* ids */, const char* /* meaning */)
        {
        }

        /// @brief The row's number, which SQLite counts.
        void Id(const char* /* meaning */)
        {
        }

        /// @brief The row's number. @param value it
        void Id(const char* /* meaning */, uint64_t value)
        {
            m_record.AddInteger(static_cast<int64_t>(value));
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

        /// @brief A small number, stored together with others. @param value it
        template <typename T>
        void Bits(const char* /* name */, T value, const char* /* meaning */)
        {
            Pack(value, HttpTracePacking::GetWidth<T>());
        }

        /// @brief The same, or null. @param value it @param isThere whether there is one
        template <typename T>
        void BitsOrNull(const char* /* name */, T value, bool isThere, const char* /* meaning */)
        {
            Pack(isThere ? uint64_t{value} + 1 : 0, HttpTracePacking::GetWidth<T>() + 1);
        }

        /// @brief One of a few texts, stored as a number together with others. @param value which
        void Choice(const char* /* name */,
                    uint8_t value,
                    std::initializer_list<const char*> /* texts */,
                    const char* /* meaning */)
        {
            Pack(value, HttpTracePacking::GetWidth<uint8_t>());
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

      private:
        /// @brief One more of the numbers that are stored together. @param value it @param width
        /// its bits
        void Pack(uint64_t value, unsigned width)
        {
            if (m_packing.IsFullFor(width))
            {
                Seal();
            }
            m_packed |= value << m_packing.Take(width);
        }

        /// @brief Stores those that there are.
        void Seal()
        {
            m_record.AddInteger(static_cast<int64_t>(m_packed));
            m_packed = 0;
            m_packing.Next();
        }

        HttpSqlImage& m_image;      //!< where it goes
        HttpTraceTable m_table;     //!< its table
        HttpSqlRecord& m_record;    //!< its values
        HttpTracePacking m_packing; //!< where small numbers go
        uint64_t m_packed = 0;      //!< those that wait to be stored
    };

    /// @brief A batch without rows. @param connection the database; outlives the batch
    explicit HttpTraceBatch(HttpSqlConnection& connection);
    HttpTraceBatch(const HttpTraceBatch&) = delete;
    HttpTraceBatch& operator=(const HttpTraceBatch&) = delete;

    /// @brief One more row. @param table its table @return it, to be described at once
    Row Append(HttpTraceTable table)
    {
        m_counts[static_cast<std::size_t>(table)]++;
        return {m_image, table, m_record};
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
    HttpSqlConnection& m_connection;                    //!< the database
    HttpSqlImage m_image;                               //!< the rows
    HttpSqlRecord m_record;                             //!< storage for the one that is described
    std::array<uint64_t, HTTP_TRACE_TABLES> m_counts{}; //!< rows so far, by table
};

} // namespace ns3

#endif /* HTTP_TRACE_BATCH_H */
