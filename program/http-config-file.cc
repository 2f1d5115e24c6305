/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-config-file.h"

#include "ns3/http-inflate.h"
#include "ns3/http-text.h"

namespace ns3
{

namespace
{

/**
 * @brief Reads a line.
 * @param text the line, without space around
 * @param line what it says
 * @return whether it has the form of one
 */
bool
ReadLine(std::string_view text, HttpConfigLine& line)
{
    const auto first = text.find_first_of(" \t");
    const auto open = text.find('"');
    if (first == std::string_view::npos || open == std::string_view::npos || open < first ||
        text.back() != '"' || open == text.size() - 1)
    {
        return false;
    }
    line.kind = text.substr(0, first);
    line.name = HttpTrim(text.substr(first, open - first));
    line.value = text.substr(open + 1, text.size() - open - 2);
    return !line.name.empty() &&
           (line.kind == "default" || line.kind == "global" || line.kind == "value");
}

} // namespace

std::string
ReadHttpConfigFile(const std::string& path, std::vector<HttpConfigLine>& lines)
{
    lines.clear();
    return HttpReadLines(path, [&lines](std::string_view line, uint64_t number) {
        HttpConfigLine read;
        read.number = static_cast<uint32_t>(number);
        if (!ReadLine(line, read))
        {
            return "line " + std::to_string(number) +
                   "; accepted: default NAME \"VALUE\", global NAME \"VALUE\" or value PATH "
                   "\"VALUE\", as ns3::ConfigStore writes them";
        }
        lines.push_back(read);
        return std::string();
    });
}

} // namespace ns3
