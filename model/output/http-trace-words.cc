/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-trace-words.h"

#include "ns3/http-text.h"

#include <cmath>

namespace ns3
{

std::optional<int64_t>
ReadHttpTimeWord(const std::string& word)
{
    const auto nanoseconds = HttpParseNanoseconds(word);
    constexpr double limit = 4e18; // below what 64 bits hold
    return nanoseconds && *nanoseconds <= limit ? std::optional<int64_t>(std::llround(*nanoseconds))
                                                : std::nullopt;
}

std::optional<int64_t>
ReadHttpRowWord(const std::string& word)
{
    const auto number = HttpParseUnsigned(word);
    return number && *number >= 1 && *number <= INT64_MAX
               ? std::optional<int64_t>(static_cast<int64_t>(*number))
               : std::nullopt;
}

} // namespace ns3
