/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CHARACTER_CLASS_H
#define HTTP_CHARACTER_CLASS_H

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ns3
{
namespace http
{

/// @brief What a character may be part of.
enum CharacterClass : uint8_t
{
    TOKEN_CHARACTER = 1,  //!< tchar (RFC 9110, section 5.6.2)
    TEXT_CHARACTER = 2,   //!< field-vchar, SP or HTAB (RFC 9110, section 5.5)
    TARGET_CHARACTER = 4, //!< a request target: neither white space nor a control character
    HOST_CHARACTER = 8,   //!< the value of Host: host and port
};

/// @brief Classes of all 256 characters. @return the table
constexpr std::array<uint8_t, 256>
MakeCharacterClasses()
{
    std::array<uint8_t, 256> classes{};
    for (std::size_t c = ' '; c < classes.size(); ++c)
    {
        classes[c] = TEXT_CHARACTER | TARGET_CHARACTER | (c < 0x80 ? HOST_CHARACTER : 0);
    }
    classes['\t'] = TEXT_CHARACTER;
    classes[' '] = TEXT_CHARACTER;
    classes[0x7f] = 0;
    for (const unsigned char c : {',', '/', '?', '#', '@', '\\'})
    {
        classes[c] &= static_cast<uint8_t>(~HOST_CHARACTER);
    }
    for (std::size_t c = '0'; c <= 'z'; ++c)
    {
        if (c <= '9' || (c >= 'A' && c <= 'Z') || c >= 'a')
        {
            classes[c] |= TOKEN_CHARACTER;
        }
    }
    for (const unsigned char c :
         {'!', '#', '$', '%', '&', '\'', '*', '+', '-', '.', '^', '_', '`', '|', '~'})
    {
        classes[c] |= TOKEN_CHARACTER;
    }
    return classes;
}

/// The CharacterClass values of each character.
inline constexpr auto CHARACTER_CLASSES = MakeCharacterClasses();

/**
 * @brief Whether every character belongs to a class.
 * @param text the text
 * @param wanted the class
 * @return whether it does
 */
inline bool
ConsistsOf(std::string_view text, CharacterClass wanted)
{
    uint8_t common = wanted;
    for (const char c : text)
    {
        common &= CHARACTER_CLASSES[static_cast<unsigned char>(c)];
    }
    return common != 0;
}

} // namespace http
} // namespace ns3

#endif /* HTTP_CHARACTER_CLASS_H */
