/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-value-text.h"

#include <array>
#include <cstdint>
#include <sstream>
#include <utility>

namespace ns3
{

std::string
FormatHttpRate(const DataRate& rate)
{
    static constexpr std::array<std::pair<uint64_t, const char*>, 3> UNITS = {
        {{1000000000, "Gbps"}, {1000000, "Mbps"}, {1000, "kbps"}}};
    const uint64_t bits = rate.GetBitRate();
    for (const auto& [size, name] : UNITS)
    {
        if (bits > 0 && bits % size == 0)
        {
            return std::to_string(bits / size) + name;
        }
    }
    return std::to_string(bits) + "bps";
}

std::string
FormatHttpTime(Time time, Time::Unit unit)
{
    std::ostringstream text;
    text << std::noshowpos << time.As(unit);
    const std::string signedText = text.str();
    return signedText.front() == '+' ? signedText.substr(1) : signedText;
}

} // namespace ns3
