/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-content-bytes.h"

#include <algorithm>
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
 * @brief The pattern, long enough for a run of HTTP_PATTERN_RUN bytes from any place in a period,
 * behind room for HTTP_PATTERN_LEAD bytes.
 * @return the pattern's first byte
 */
uint8_t*
GetTable()
{
    static std::vector<uint8_t> table = [] {
        std::vector<uint8_t> bytes(HTTP_PATTERN_LEAD + PERIOD + HTTP_PATTERN_RUN);
        uint32_t state = 1;
        for (uint32_t i = HTTP_PATTERN_LEAD; i < HTTP_PATTERN_LEAD + PERIOD; ++i)
        {
            // Numerical Recipes' linear congruential generator; only its high byte is used.
            state = state * 1664525U + 1013904223U;
            bytes[i] = static_cast<uint8_t>(state >> 24);
        }
        for (std::size_t i = HTTP_PATTERN_LEAD + PERIOD; i < bytes.size(); ++i)
        {
            bytes[i] = bytes[i - PERIOD];
        }
        return bytes;
    }();
    return table.data() + HTTP_PATTERN_LEAD;
}

/// @brief Where a run of the pattern begins. @param content the run @return its place in the table
std::size_t
GetPlace(const http::Content& content)
{
    return (content.seed % PERIOD + content.offset % PERIOD) % PERIOD;
}

} // namespace

const uint8_t*
GetHttpPattern(const http::Content& content)
{
    return GetTable() + GetPlace(content);
}

Ptr<Packet>
MakeHttpPatternPacket(const uint8_t* lead, uint32_t count, const http::Content& content)
{
    // The table lends the bytes before the run while the packet copies both.
    uint8_t* begin = GetTable() + GetPlace(content) - count;
    std::array<uint8_t, HTTP_PATTERN_LEAD> lent;
    std::copy_n(begin, count, lent.begin());
    std::copy_n(lead, count, begin);
    Ptr<Packet> packet = Create<Packet>(begin, count + static_cast<uint32_t>(content.length));
    std::copy_n(lent.begin(), count, begin);
    return packet;
}

bool
IsHttpPattern(const http::Content& content, const uint8_t* bytes)
{
    return std::memcmp(GetHttpPattern(content), bytes, content.length) == 0;
}

HttpContentCheck::HttpContentCheck(const http::Content& expected)
    : m_expected(expected)
{
}

void
HttpContentCheck::Compare(const Packet& packet, uint64_t bytes, uint8_t* scratch)
{
    packet.CopyData(scratch, static_cast<uint32_t>(bytes));
    m_expected.length = bytes;
    m_mismatch = m_mismatch || !IsHttpPattern(m_expected, scratch);
    m_expected.offset += bytes;
}

const char*
GetHttpContentKindName(http::ContentKind kind)
{
    static constexpr std::array<const char*, 4> NAMES = {"pattern", "zero", "file", "relay"};
    return NAMES[static_cast<std::size_t>(kind)];
}

} // namespace ns3
