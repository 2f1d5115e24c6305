/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-http2-attributes.h"

#include "ns3/http-stream-scheduler.h"
#include "ns3/http2-options.h"

#include <vector>

namespace ns3
{

namespace
{

/// @brief A line about a wrong value. @param what, value, accepted the parts @return the line
std::string
MakeProblem(const char* what, const std::string& value, const std::vector<std::string>& accepted)
{
    std::string line = what + (" \"" + value + "\" is not known; accepted: ");
    for (std::size_t i = 0; i < accepted.size(); ++i)
    {
        line += (i > 0 ? ", " : "") + accepted[i];
    }
    return line;
}

} // namespace

std::string
GetHttp2SettingsProblem(const std::string& value)
{
    return MakeProblem("Http2Settings", value, http::GetHttp2PresetNames());
}

std::string
GetStreamSchedulerProblem(const std::string& value)
{
    return MakeProblem("StreamScheduler", value, http::GetStreamSchedulerNames());
}

} // namespace ns3
