/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRACE_BATCH_H
#define HTTP_TRACE_BATCH_H

#include "http-sql-connection.h"
#include "http-trace-schema.h"

#include "ns3/nstime.h"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Rows of a trace database that wait in memory.
 *
 * SQLite reads them as virtual tables (https://www.sqlite.org/vtab.html), one statement for all
 * rows of a table, which takes half of what a statement for each takes.
 */
class HttpTraceBatch
{
  public:
    /// What a value of a row is.
    enum class Kind : uint8_t
    {
        Null,   //!< nothing
        Number, //!< a number
        Text,   //!< a text among the batch's bytes
        Blob,   //!< bytes among them
        Word,   //!< a text elsewhere
    };

    /// A value of a row.
    struct Value
    {
        Kind kind;     //!< what it is
        uint32_t size; //!< bytes of a text

        union
        {
            int64_t number;    //!< the number
            std::size_t place; //!< where its bytes begin among the batch's
            const char* word;  //!< where they are elsewhere
        };
    };

    /// The rows of one table.
    struct Rows
    {
        std::vector<Value> values;          //!< value after value, row after row
        const std::string* bytes;           //!< the batch's bytes
        const HttpTraceTableSchema* schema; //!< the table's schema
        std::size_t columns;                //!< values of a row, as they are stored
        uint64_t count = 0;                 //!< rows so far, those of earlier batches included
    };

    /// A row; what a description of http-trace-rows.h is told to.
    class Row
    {
      public:
        /// @brief A row. @param values its table's @param bytes the batch's
        Row(std::vector<Value>& values, std::string& bytes)
            : m_values(values),
              m_bytes(bytes)
        {
        }

        ~Row()
        {
            if (m_packing.IsUsed())
            {
                Seal();
            }
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

        /// @brief The row's number. @param meaning what the schema says of it @param value it
        void Id(const char* meaning, uint64_t value)
        {
            Integer("id", value, meaning);
        }

        /// @brief A number. @param value it; HTTP_TRACE_NULL: null
        template <typename T>
        void Integer(const char* /* name */, T value, const char* /* meaning */)
        {
            const auto number = static_cast<int64_t>(value);
            Add(number == HTTP_TRACE_NULL ? Kind::Null : Kind::Number).number = number;
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
            Copy(value, Kind::Text);
        }

        /// @brief A text, null if empty. @param value it
        void Label(const char* /* name */, std::string_view value, const char* /* meaning */)
        {
            Copy(value, value.empty() ? Kind::Null : Kind::Text);
        }

        /// @brief A text that stays where it is, null if empty. @param value it
        void Word(const char* /* name */, std::string_view value, const char* /* meaning */)
        {
            Add(value.empty() ? Kind::Null : Kind::Word, value.size()).word = value.data();
        }

        /// @brief Bytes, null if there are none. @param value them
        void Blob(const char* /* name */, std::string_view value, const char* /* meaning */)
        {
            Copy(value, value.empty() ? Kind::Null : Kind::Blob);
        }

      private:
        /// @brief One more value. @param kind what it is @param size bytes of a text @return it
        Value& Add(Kind kind, std::size_t size = 0)
        {
            m_values.push_back({kind, static_cast<uint32_t>(size), {}});
            return m_values.back();
        }

        /// @brief One more value whose bytes are copied. @param bytes them @param kind what it is
        void Copy(std::string_view bytes, Kind kind)
        {
            Add(kind, bytes.size()).place = m_bytes.size();
            m_bytes += bytes;
        }

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
            Add(Kind::Number).number = static_cast<int64_t>(m_packed);
            m_packed = 0;
            m_packing.Next();
        }

        std::vector<Value>& m_values; //!< of the row's table
        std::string& m_bytes;         //!< of all texts of the batch
        HttpTracePacking m_packing;   //!< where small numbers go
        uint64_t m_packed = 0;        //!< those that wait to be stored
    };

    /// @brief A batch without rows. @param connection the database; outlives the batch
    explicit HttpTraceBatch(HttpSqlConnection& connection);
    HttpTraceBatch(const HttpTraceBatch&) = delete;
    HttpTraceBatch& operator=(const HttpTraceBatch&) = delete;

    /// @brief One more row. @param table its table @return it, to be described at once
    Row Append(HttpTraceTable table)
    {
        Rows& rows = m_tables[static_cast<std::size_t>(table)];
        rows.count++;
        return {rows.values, m_bytes};
    }

    /// @brief Rows of a table, earlier batches included. @param table the table @return their
    /// number
    uint64_t Count(HttpTraceTable table) const
    {
        return m_tables[static_cast<std::size_t>(table)].count;
    }

    /// @brief What texts take. @return bytes
    std::size_t GetTextBytes() const
    {
        return m_bytes.size();
    }

    /// @brief What all rows take. @return bytes
    std::size_t GetBytes() const;

    /// @brief Puts the rows into the tables of the file, within the caller's SQL transaction.
    void Write();

    /// @brief Forgets the rows.
    void Clear();

  private:
    HttpSqlConnection& m_connection;                //!< the database
    std::string m_bytes;                            //!< the bytes of all texts
    std::array<Rows, HTTP_TRACE_TABLES> m_tables{}; //!< the rows
};

} // namespace ns3

#endif /* HTTP_TRACE_BATCH_H */
