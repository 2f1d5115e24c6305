/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-trace-level.h"

#include <array>

namespace ns3
{

namespace
{

/// The names, in the order of the levels.
constexpr std::array<const char*, 4> NAMES = {"none", "summary", "messages", "full"};

} // namespace

std::string
ParseHttpTraceLevel(const std::string& name, HttpTraceLevel& level)
{
    for (std::size_t i = 0; i < NAMES.size(); i++)
    {
        if (name == NAMES[i])
        {
            level = static_cast<HttpTraceLevel>(i);
            return "";
        }
    }
    return "unknown trace level \"" + name + "\"; accepted: none, summary, messages, full";
}

const char*
GetHttpTraceLevelName(HttpTraceLevel level)
{
    return NAMES[static_cast<std::size_t>(level)];
}

} // namespace ns3
