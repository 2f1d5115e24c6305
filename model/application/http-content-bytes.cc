/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-content-bytes.h"

#include <array>
#include <cstring>
#include <vector>

namespace ns3
{

namespace
{

/// Bytes after which the pattern repeats.
constexpr uint32_t PERIOD = 65521;

/**
 * @brief The pattern, long enough for a run of HTTP_PATTERN_RUN bytes from any place in a period.
 * @return its bytes
 */
const std::vector<uint8_t>&
GetTable()
{
    static const std::vector<uint8_t> table = [] {
        std::vector<uint8_t> bytes(PERIOD + HTTP_PATTERN_RUN);
        uint32_t state = 1;
        for (uint32_t i = 0; i < PERIOD; ++i)
        {
            // Numerical Recipes' linear congruential generator; only its high byte is used.
            state = state * 1664525U + 1013904223U;
            bytes[i] = static_cast<uint8_t>(state >> 24);
        }
        for (std::size_t i = PERIOD; i < bytes.size(); ++i)
        {
            bytes[i] = bytes[i - PERIOD];
        }
        return bytes;
    }();
    return table;
}

} // namespace

const uint8_t*
GetHttpPattern(const http::Content& content)
{
    return GetTable().data() + (content.seed % PERIOD + content.offset % PERIOD) % PERIOD;
}

bool
IsHttpPattern(const http::Content& content, const uint8_t* bytes)
{
    return std::memcmp(GetHttpPattern(content), bytes, content.length) == 0;
}

const char*
GetHttpContentKindName(http::ContentKind kind)
{
    static constexpr std::array<const char*, 4> NAMES = {"pattern", "zero", "file", "relay"};
    return NAMES[static_cast<std::size_t>(kind)];
}

} // namespace ns3
