/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_RANGE_H
#define HTTP_RANGE_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ns3
{
namespace http
{

/// @brief Bytes of a representation (RFC 9110, section 14.1.2).
struct ByteRange
{
    uint64_t first = 0; //!< place of the first byte, from 0
    uint64_t last = 0;  //!< place of the last byte, not before the first

    /// @brief Number of bytes. @return the number
    uint64_t GetLength() const
    {
        return last - first + 1;
    }
};

/// @brief What a Range field selects of a representation.
struct RangeSelection
{
    /// @brief The kinds of selection.
    enum class Kind : uint8_t
    {
        Whole,         //!< the field is not there, not valid or ignored: the usual response
        Partial,       //!< one range: 206
        Unsatisfiable, //!< no range lies inside the representation: 416
    };

    Kind kind = Kind::Whole; //!< which
    ByteRange range;         //!< Partial: the bytes, cut to the representation's
};

/**
 * @brief What a Range field selects (RFC 9110, section 14.2).
 *
 * Ranges that overlap or touch are sent as one; several others are ignored, which a server may
 * always do, so that nothing is ever sent as multipart/byteranges.
 * @param value the field's value
 * @param length of the whole representation, bytes
 * @return the selection
 */
RangeSelection SelectRange(std::string_view value, uint64_t length);

/// @brief What a Content-Range field says (RFC 9110, section 14.4).
struct ContentRange
{
    std::optional<ByteRange> range; //!< the bytes that are sent; nothing in a 416
    std::optional<uint64_t> length; //!< of the whole representation, if it is told
};

/**
 * @brief Writes a Content-Range of a 206.
 * @param range the bytes that are sent
 * @param length of the whole representation
 * @return the value, such as "bytes 0-499/1234"
 */
std::string FormatContentRange(const ByteRange& range, uint64_t length);

/**
 * @brief Writes a Content-Range of a 416.
 * @param length of the whole representation
 * @return the value, an asterisk in place of the range
 */
std::string FormatUnsatisfiedRange(uint64_t length);

/**
 * @brief Reads a Content-Range field.
 * @param value the field's value
 * @return what it says, or nothing if it is not valid
 */
std::optional<ContentRange> ParseContentRange(std::string_view value);

} // namespace http
} // namespace ns3

#endif /* HTTP_RANGE_H */
