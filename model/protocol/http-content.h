/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CONTENT_H
#define HTTP_CONTENT_H

#include <cstdint>
#include <string_view>

namespace ns3
{
namespace http
{

/// @brief What the bytes of a message's content are.
enum class ContentKind : uint8_t
{
    Pattern, //!< a repeatable sequence that the receiver checks byte by byte
    Zero,    //!< zeros, which the simulator carries without storing them
    File,    //!< bytes of a real file
    Relay,   //!< bytes that came from another connection
};

/**
 * @brief The content of a message as the protocol room sees it: a length and a name for the bytes.
 *
 * The machine never holds content. Whoever moves bytes makes them from this description.
 */
struct Content
{
    uint64_t length = 0;                     //!< bytes; ignored if untilClose or chunked says so
    uint64_t seed = 0;                       //!< which pattern, or which file of the sender's table
    uint64_t offset = 0;                     //!< first byte inside the pattern or file (ranges)
    ContentKind kind = ContentKind::Pattern; //!< what the bytes are
};

/**
 * @brief The seed of the pattern that stands for the content of a resource.
 *
 * Both ends derive it from what both know, so that the receiver can check what it reads:
 * FNV-1a over the resource's name.
 * @param name the resource's name: the request target in origin form
 * @return the seed
 */
uint64_t GetContentSeed(std::string_view name);

} // namespace http
} // namespace ns3

#endif /* HTTP_CONTENT_H */
