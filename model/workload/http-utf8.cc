/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-utf8.h"

#include <cstdint>
#include <string_view>
#include <utility>

namespace ns3
{

namespace
{

/**
 * @brief Appends a code point in UTF-8.
 * @param code the code point
 * @param text the text
 */
void
AppendUtf8(uint32_t code, std::string& text)
{
    if (code < 0x80)
    {
        text.push_back(static_cast<char>(code));
        return;
    }
    const int more = code < 0x800 ? 1 : (code < 0x10000 ? 2 : 3);
    const uint32_t lead[] = {0, 0xc0, 0xe0, 0xf0};
    text.push_back(static_cast<char>(lead[more] | (code >> (6 * more))));
    for (int shift = 6 * (more - 1); shift >= 0; shift -= 6)
    {
        text.push_back(static_cast<char>(0x80 | ((code >> shift) & 0x3f)));
    }
}

/**
 * @brief Converts UTF-16 to UTF-8.
 * @param text the text with its byte order mark
 * @return the text in UTF-8; half a surrogate pair becomes U+FFFD
 */
std::string
ConvertUtf16(std::string_view text)
{
    const int high = text[0] == '\xff' ? 1 : 0;
    const auto unit = [&](std::size_t at) {
        return static_cast<uint32_t>(static_cast<unsigned char>(text[at + high])) << 8 |
               static_cast<unsigned char>(text[at + 1 - high]);
    };
    std::string converted;
    converted.reserve(text.size() / 2);
    for (std::size_t at = 2; at + 1 < text.size(); at += 2)
    {
        uint32_t code = unit(at);
        if (code >= 0xd800 && code < 0xe000)
        {
            const uint32_t next = at + 3 < text.size() ? unit(at + 2) : 0;
            const bool pair = code < 0xdc00 && next >= 0xdc00 && next < 0xe000;
            code = pair ? 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00) : 0xfffd;
            at += pair ? 2 : 0;
        }
        AppendUtf8(code, converted);
    }
    return converted;
}

/**
 * @brief How many bytes at a place are one code point in UTF-8.
 * @param text the text
 * @param at the place
 * @return 1 to 4, or 0 if it is not UTF-8
 */
std::size_t
GetUtf8Length(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
    };
    const int first = byte(at);
    if (first < 0x80)
    {
        return 1;
    }
    const std::size_t length = first >= 0xf0 ? 4 : (first >= 0xe0 ? 3 : 2);
    const int second = byte(at + 1);
    const bool wrong = first < 0xc2 || first > 0xf4 || (first == 0xe0 && second < 0xa0) ||
                       (first == 0xed && second >= 0xa0) || (first == 0xf0 && second < 0x90) ||
                       (first == 0xf4 && second >= 0x90);
    for (std::size_t i = 1; i < length; i++)
    {
        if ((byte(at + i) & 0xc0) != 0x80)
        {
            return 0;
        }
    }
    return wrong ? 0 : length;
}

} // namespace

bool
HttpRepairUtf8(std::string& text)
{
    if (text.compare(0, 2, "\xff\xfe") == 0 || text.compare(0, 2, "\xfe\xff") == 0)
    {
        text = ConvertUtf16(text);
        return true;
    }
    std::size_t at = 0;
    for (std::size_t length = 1; at < text.size() && length > 0; at += length)
    {
        length = GetUtf8Length(text, at);
    }
    if (at >= text.size())
    {
        return false;
    }
    std::string repaired;
    repaired.reserve(text.size() + text.size() / 8);
    for (at = 0; at < text.size();)
    {
        const std::size_t length = GetUtf8Length(text, at);
        if (length > 0)
        {
            repaired.append(text, at, length);
        }
        else
        {
            AppendUtf8(static_cast<unsigned char>(text[at]), repaired);
        }
        at += length > 0 ? length : 1;
    }
    text = std::move(repaired);
    return true;
}

} // namespace ns3
