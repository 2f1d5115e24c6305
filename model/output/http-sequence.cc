/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sequence.h"

#include <cstdio>

namespace ns3
{

std::string
FormatHttpMilliseconds(int64_t ns)
{
    if (ns < 0)
    {
        return "-";
    }
    const int64_t us = (ns + 500) / 1000;
    char text[40];
    std::snprintf(text,
                  sizeof(text),
                  "%lld.%03lld",
                  static_cast<long long>(us / 1000),
                  static_cast<long long>(us % 1000));
    return text;
}

void
HttpSequence::Shorten(uint64_t maxSteps)
{
    if (steps.size() > maxSteps)
    {
        omitted += steps.size() - maxSteps;
        steps.resize(maxSteps);
    }
}

std::string
HttpSequence::GetPart() const
{
    if (omitted == 0)
    {
        return "";
    }
    const std::string until =
        steps.empty() ? "" : ", until " + FormatHttpMilliseconds(steps.back().time) + " ms";
    return "lines 1 to " + std::to_string(steps.size()) + " of " +
           std::to_string(steps.size() + omitted) + until;
}

std::string
HttpCutText(const std::string& text, std::size_t width)
{
    return text.size() <= width ? text : text.substr(0, width - 2) + "..";
}

} // namespace ns3
