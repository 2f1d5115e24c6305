/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-delivery-trace.h"

#include "ns3/http-inflate.h"
#include "ns3/http-text.h"

#include <algorithm>

namespace ns3
{

namespace
{

/// The longest trace, ms: a year.
constexpr uint64_t MAX_LENGTH = uint64_t{366} * 86400 * 1000;

} // namespace

std::string
HttpDeliveryTrace::Load(const std::string& path)
{
    m_milliseconds.clear();
    std::vector<uint64_t> read;
    std::string problem = HttpReadLines(path, [&](std::string_view line, uint64_t number) {
        const auto value = HttpParseUnsigned(line);
        if (!value || *value > MAX_LENGTH || (!read.empty() && *value < read.back()))
        {
            return "line " + std::to_string(number) +
                   "; accepted: whole milliseconds, none below the one before";
        }
        read.push_back(*value);
        return std::string();
    });
    if (!problem.empty())
    {
        return problem;
    }
    if (read.empty() || read.back() == 0)
    {
        return "it has no opportunity after 0 ms";
    }
    m_milliseconds = read;
    return "";
}

Time
HttpDeliveryTrace::Get(uint64_t number) const
{
    const uint64_t round = number / m_milliseconds.size();
    return MilliSeconds(round * m_milliseconds.back() +
                        m_milliseconds[number % m_milliseconds.size()]);
}

uint64_t
HttpDeliveryTrace::Find(Time time) const
{
    const uint64_t size = m_milliseconds.size();
    const uint64_t length = m_milliseconds.back();
    // The first whole millisecond at or after the time.
    const auto wanted = static_cast<uint64_t>((time.GetNanoSeconds() + 999999) / 1000000);
    // At the end of a round, its last opportunities come before those that the next one begins
    // with.
    const uint64_t round = wanted == 0 ? 0 : (wanted - 1) / length;
    const auto place =
        std::lower_bound(m_milliseconds.begin(), m_milliseconds.end(), wanted - round * length);
    return round * size + static_cast<uint64_t>(place - m_milliseconds.begin());
}

} // namespace ns3
