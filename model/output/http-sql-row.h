/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SQL_ROW_H
#define HTTP_SQL_ROW_H

#include "ns3/nstime.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief A row in SQLite's record format (https://www.sqlite.org/fileformat2.html, section 2.1).
 *
 * Values are given in the order of the columns, and become bytes at once.
 */
class HttpSqlRow
{
  public:
    /// Most columns of a row.
    static constexpr std::size_t COLUMNS = 32;
    /// Most bytes of a number with seven bits in each byte.
    static constexpr std::size_t VARINT = 9;

    /// @brief Begins a row. @return the row
    HttpSqlRow& Begin()
    {
        m_typeBytes = 0;
        m_bodyBytes = 0;
        m_key = 0;
        return *this;
    }

    /// @brief The next column is the INTEGER PRIMARY KEY. @param key it @return the row
    HttpSqlRow& Key(uint64_t key)
    {
        m_key = key;
        return Null();
    }

    /// @brief The next column is a number. @param value the number @return the row
    HttpSqlRow& Integer(int64_t value)
    {
        if (value == 0 || value == 1)
        {
            return Type(static_cast<uint8_t>(8 + value));
        }
        // Types 1 to 6 take 1, 2, 3, 4, 6 and 8 bytes; here by the bytes that are needed.
        static constexpr std::array<uint8_t, 9> TYPES = {0, 1, 2, 3, 4, 5, 5, 6, 6};
        static constexpr std::array<uint8_t, 7> BYTES = {0, 1, 2, 3, 4, 6, 8};
        const uint64_t bits = static_cast<uint64_t>(value < 0 ? ~value : value);
        const auto significant = static_cast<std::size_t>(64 - __builtin_clzll(bits | 1));
        const uint8_t type = TYPES[(significant + 8) / 8];
        const std::size_t bytes = BYTES[type];
        const uint64_t shifted = static_cast<uint64_t>(value) << (64 - 8 * bytes);
        const uint64_t highestFirst =
            __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? shifted : __builtin_bswap64(shifted);
        std::memcpy(m_body.data() + m_bodyBytes, &highestFirst, sizeof(highestFirst));
        m_bodyBytes += bytes;
        return Type(type);
    }

    /// @brief The next column is a number, null if zero. @param value it @return the row
    HttpSqlRow& IntegerOrNull(int64_t value)
    {
        return value == 0 ? Null() : Integer(value);
    }

    /// @brief The next column is a time, null if negative. @param time it @return the row
    HttpSqlRow& TimeOrNull(Time time)
    {
        return time.IsStrictlyNegative() ? Null() : Integer(time.GetNanoSeconds());
    }

    /// @brief The next column is a text, null if empty. @param text it @return the row
    HttpSqlRow& Label(std::string_view text)
    {
        return text.empty() ? Null() : Bytes(13, text);
    }

    /// @brief The next column is a text, even if it is empty. @param text it @return the row
    HttpSqlRow& Text(std::string_view text)
    {
        return Bytes(13, text);
    }

    /// @brief The next column is bytes, null if there are none. @param bytes them @return the row
    HttpSqlRow& Blob(std::string_view bytes)
    {
        return bytes.empty() ? Null() : Bytes(12, bytes);
    }

    /// @brief The next column is null. @return the row
    HttpSqlRow& Null()
    {
        return Type(0);
    }

    /// @brief The key. @return the INTEGER PRIMARY KEY; 0 if none was given
    uint64_t GetKey() const
    {
        return m_key;
    }

    /// @brief Bytes of the record. @return bytes
    std::size_t GetSize() const
    {
        return GetHeaderSize() + m_bodyBytes;
    }

    /// @brief Writes the record. @param to where; it must have room for GetSize() bytes
    void Write(uint8_t* to) const
    {
        to += WriteVarint(GetHeaderSize(), to);
        std::memcpy(to, m_types.data(), m_typeBytes);
        std::memcpy(to + m_typeBytes, m_body.data(), m_bodyBytes);
    }

    /**
     * @brief Writes a number with seven bits in each byte, the highest first.
     * @param value the number; below 2^56
     * @param to where
     * @return bytes written
     */
    static std::size_t WriteVarint(uint64_t value, uint8_t* to)
    {
        if (value < 0x80)
        {
            *to = static_cast<uint8_t>(value);
            return 1;
        }
        std::size_t bytes = 2;
        while (value >> (7 * bytes) != 0)
        {
            bytes++;
        }
        for (std::size_t i = bytes; i-- > 0; value >>= 7)
        {
            to[i] = static_cast<uint8_t>((value & 0x7f) | (i + 1 == bytes ? 0 : 0x80));
        }
        return bytes;
    }

  private:
    /// @brief Bytes of the record's header, its own length included. @return bytes
    std::size_t GetHeaderSize() const
    {
        return m_typeBytes + (m_typeBytes < 127 ? 1 : 2);
    }

    /// @brief The next column has a type and no bytes. @param type it @return the row
    HttpSqlRow& Type(uint8_t type)
    {
        m_types[m_typeBytes++] = type;
        return *this;
    }

    /**
     * @brief The next column is a text or bytes.
     * @param kind 13 for a text, 12 for bytes
     * @param bytes them
     * @return the row
     */
    HttpSqlRow& Bytes(uint8_t kind, std::string_view bytes)
    {
        if (m_bodyBytes + bytes.size() + NUMBERS > m_body.size())
        {
            m_body.resize(2 * (m_bodyBytes + bytes.size() + NUMBERS));
        }
        std::memcpy(m_body.data() + m_bodyBytes, bytes.data(), bytes.size());
        m_bodyBytes += bytes.size();
        m_typeBytes += WriteVarint(kind + 2 * uint64_t{bytes.size()}, m_types.data() + m_typeBytes);
        return *this;
    }

    /// Most bytes of numbers; there is always room for so many behind those of columns.
    static constexpr std::size_t NUMBERS = COLUMNS * sizeof(uint64_t);

    std::array<uint8_t, COLUMNS * VARINT> m_types{};          //!< types of the columns
    std::vector<uint8_t> m_body = std::vector<uint8_t>(1024); //!< bytes of the columns
    std::size_t m_typeBytes = 0;                              //!< bytes of types
    std::size_t m_bodyBytes = 0;                              //!< bytes of columns
    uint64_t m_key = 0;                                       //!< the key
};

} // namespace ns3

#endif /* HTTP_SQL_ROW_H */
