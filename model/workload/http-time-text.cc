/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-time-text.h"

#include <cmath>
#include <string>

namespace ns3
{

namespace
{

/// @brief The longest time in nanoseconds. @return nanoseconds
double
GetMaxNanoseconds()
{
    return static_cast<double>(Time::Max().GetNanoSeconds());
}

} // namespace

std::optional<Time>
HttpParseTime(std::string_view text)
{
    const auto nanoseconds = HttpParseNanoseconds(text);
    if (!nanoseconds || *nanoseconds >= GetMaxNanoseconds())
    {
        return std::nullopt;
    }
    return HttpTimeFromNanoseconds(*nanoseconds);
}

std::optional<Time>
HttpParseSeconds(std::string_view text)
{
    text = HttpTrim(text);
    return HttpParseTime(HttpParseNumber(text) ? std::string(text) + "s" : std::string(text));
}

Time
HttpTimeFromNanoseconds(double nanoseconds)
{
    if (!(nanoseconds > 0))
    {
        return Time(0);
    }
    if (nanoseconds >= GetMaxNanoseconds())
    {
        return Time::Max();
    }
    return NanoSeconds(std::llround(nanoseconds));
}

} // namespace ns3
