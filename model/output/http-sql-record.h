/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SQL_RECORD_H
#define HTTP_SQL_RECORD_H

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace ns3
{

/// @brief Writes a number as SQLite's files have it, the most significant byte first.
/// @param to where it goes @param number it @param bytes how many
inline void
PutHttpSqlNumber(unsigned char* to, uint64_t number, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++)
    {
        to[i] = static_cast<unsigned char>(number >> (8 * (bytes - 1 - i)));
    }
}

/// @brief Writes a number in as many bytes as it needs, seven bits in each.
/// @param to where it goes @param number it, below 2^56 @return how many bytes
inline unsigned
PutHttpSqlVarint(unsigned char* to, uint64_t number)
{
    unsigned bytes = 1;
    for (uint64_t rest = number >> 7; rest > 0; rest >>= 7)
    {
        bytes++;
    }
    for (unsigned i = bytes; i > 0; i--, number >>= 7)
    {
        to[i - 1] = static_cast<unsigned char>((number & 0x7f) | (i < bytes ? 0x80 : 0));
    }
    return bytes;
}

/**
 * @ingroup http
 * @brief A row as SQLite's files have it: the types of its values, then the values
 * (https://www.sqlite.org/fileformat2.html#record_format).
 */
class HttpSqlRecord
{
  public:
    /// @brief Begins a new row.
    void Clear()
    {
        m_types = 0;
        m_needed = 0;
        m_end = ROOM;
    }

    /// @brief One more value: null. At the end of a row it takes no room.
    void AddNull()
    {
        m_header[m_types++] = 0;
    }

    /// @brief One more value. @param number it
    void AddInteger(int64_t number)
    {
        if (number == 0 || number == 1)
        {
            AddType(number == 0 ? 8 : 9);
            return;
        }
        const Width width = GetWidth(number);
        AddType(width.type);
        Reserve(8);
        // All eight bytes at once, which is one instruction; those behind the number do not count.
        PutHttpSqlNumber(&m_bytes[m_end],
                         static_cast<uint64_t>(number) << (64 - 8 * width.bytes),
                         8);
        m_end += width.bytes;
    }

    /// @brief One more value. @param text it
    void AddText(std::string_view text)
    {
        AddBytes(text, 13);
    }

    /// @brief One more value. @param bytes it
    void AddBlob(std::string_view bytes)
    {
        AddBytes(bytes, 12);
    }

    /// @brief More values: all of another row. @param other the row
    void Append(const HttpSqlRecord& other)
    {
        std::memcpy(&m_header[m_types], other.m_header.data(), other.m_types);
        m_needed = other.m_needed > 0 ? m_types + other.m_needed : m_needed;
        m_types += other.m_types;
        Reserve(other.m_end - ROOM);
        std::memcpy(&m_bytes[m_end], &other.m_bytes[ROOM], other.m_end - ROOM);
        m_end += other.m_end - ROOM;
    }

    /// @brief Ends the row. @return it, until the next begins
    std::string_view Finish()
    {
        std::array<unsigned char, 2> size;
        // The size counts itself.
        const unsigned own = m_needed < 127 ? 1 : 2;
        PutHttpSqlVarint(size.data(), m_needed + own);
        unsigned char* begin = &m_bytes[ROOM - m_needed - own];
        std::memcpy(begin, size.data(), own);
        std::memcpy(begin + own, m_header.data(), m_needed);
        return {reinterpret_cast<const char*>(begin), m_end - ROOM + m_needed + own};
    }

  private:
    /// How a number is stored.
    struct Width
    {
        uint8_t type;  //!< its type
        uint8_t bytes; //!< what it takes
    };

    /// Before the values, for their types.
    static constexpr std::size_t ROOM = 256;

    /// @brief The fewest bytes for a number. @param number it @return how it is stored
    static Width GetWidth(int64_t number)
    {
        const auto bits = static_cast<uint64_t>(number < 0 ? ~number : number);
        if (bits < uint64_t{1} << 31)
        {
            if (bits < 1 << 15)
            {
                return bits < 1 << 7 ? Width{1, 1} : Width{2, 2};
            }
            return bits < 1 << 23 ? Width{3, 3} : Width{4, 4};
        }
        return bits < uint64_t{1} << 47 ? Width{5, 6} : Width{6, 8};
    }

    /// @brief The type of one more value that is not null. @param type it
    void AddType(uint64_t type)
    {
        m_types += PutHttpSqlVarint(&m_header[m_types], type);
        m_needed = m_types;
    }

    /// @brief One more value. @param bytes it @param kind type of an empty one
    void AddBytes(std::string_view bytes, unsigned kind)
    {
        AddType(2 * bytes.size() + kind);
        Reserve(bytes.size());
        if (!bytes.empty())
        {
            std::memcpy(&m_bytes[m_end], bytes.data(), bytes.size());
            m_end += bytes.size();
        }
    }

    /// @brief Sees that there is room. @param bytes how much
    void Reserve(std::size_t bytes)
    {
        if (m_end + bytes > m_bytes.size())
        {
            m_bytes.resize(2 * (m_end + bytes));
        }
    }

    std::array<unsigned char, ROOM> m_header; //!< types of values
    std::size_t m_types = 0;                  //!< bytes of them
    std::size_t m_needed = 0;                 //!< bytes of them up to the last that is not null
    std::vector<unsigned char> m_bytes = std::vector<unsigned char>(2 * ROOM); //!< values
    std::size_t m_end = ROOM;                                                  //!< of the values
};

} // namespace ns3

#endif /* HTTP_SQL_RECORD_H */
