/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_WIRE_BYTES_H
#define HTTP_WIRE_BYTES_H

#include <cstddef>
#include <cstdint>

namespace ns3
{
namespace wire
{

/// @brief 16 bits in network order. @param p the first of two bytes @return the number
inline uint16_t
Read16(const uint8_t* p)
{
    return static_cast<uint16_t>(p[0] << 8 | p[1]);
}

/// @brief 32 bits in network order. @param p the first of four bytes @return the number
inline uint32_t
Read32(const uint8_t* p)
{
    return static_cast<uint32_t>(Read16(p)) << 16 | Read16(p + 2);
}

/// @brief Writes 16 bits in network order. @param p where @param value the number @return behind it
inline uint8_t*
Write16(uint8_t* p, uint16_t value)
{
    *p++ = static_cast<uint8_t>(value >> 8);
    *p++ = static_cast<uint8_t>(value);
    return p;
}

/// @brief Writes 32 bits in network order. @param p where @param value the number @return behind it
inline uint8_t*
Write32(uint8_t* p, uint32_t value)
{
    return Write16(Write16(p, static_cast<uint16_t>(value >> 16)), static_cast<uint16_t>(value));
}

/**
 * @ingroup http
 * @brief The Internet checksum (RFC 1071), taken over pieces one after another.
 */
class Checksum
{
  public:
    /// @brief Adds bytes. @param bytes the first @param size how many there are
    void Add(const uint8_t* bytes, size_t size)
    {
        size_t i = 0;
        // Numbers of 32 bits add up to the same sum (RFC 1071, section 2).
        for (; !m_isOdd && i + 4 <= size; i += 4)
        {
            m_sum += Read32(bytes + i);
        }
        for (; i < size; ++i)
        {
            m_sum += m_isOdd ? bytes[i] : uint32_t{bytes[i]} << 8;
            m_isOdd = !m_isOdd;
        }
    }

    /// @brief Adds a number of 16 bits. @param value the number; what came before has an even
    /// length
    void Add(uint16_t value)
    {
        m_sum += value;
    }

    /// @brief What stands in the header; over bytes that hold their checksum it is 0.
    /// @return the complement of the sum
    uint16_t Get() const
    {
        uint64_t sum = m_sum;
        while (sum > 0xffff)
        {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return static_cast<uint16_t>(~sum);
    }

  private:
    uint64_t m_sum = 0;   //!< the sum so far
    bool m_isOdd = false; //!< the next byte is the lower half of a number
};

} // namespace wire
} // namespace ns3

#endif /* HTTP_WIRE_BYTES_H */
