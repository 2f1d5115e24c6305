/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-trace-words.h"

#include <cmath>
#include <cstdlib>
#include <map>

namespace ns3
{

std::optional<int64_t>
ReadHttpTimeWord(const std::string& word)
{
    static const std::map<std::string, double> UNITS = {{"s", 1e9},
                                                        {"ms", 1e6},
                                                        {"us", 1e3},
                                                        {"ns", 1}};
    char* end = nullptr;
    const double value = std::strtod(word.c_str(), &end);
    const auto unit = UNITS.find(*end == '\0' && value == 0 ? "s" : end);
    constexpr double limit = 4e18; // below what 64 bits hold
    if (end == word.c_str() || unit == UNITS.end() || !(value >= 0) || value * unit->second > limit)
    {
        return {};
    }
    return std::llround(value * unit->second);
}

std::optional<int64_t>
ReadHttpRowWord(const std::string& word)
{
    const bool isNumber = !word.empty() && word.size() < 19 &&
                          word.find_first_not_of("0123456789") == std::string::npos;
    return isNumber && std::stoll(word) >= 1 ? std::optional<int64_t>(std::stoll(word))
                                             : std::nullopt;
}

} // namespace ns3
