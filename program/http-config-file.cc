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
    std::string content;
    std::string problem = HttpReadFile(path, content);
    if (!problem.empty())
    {
        return problem;
    }
    std::string_view text = content;
    std::string_view line;
    for (uint32_t number = 1; HttpNextLine(text, line); ++number)
    {
        const std::string_view words = HttpTrim(line);
        if (words.empty() || words.front() == '#')
        {
            continue;
        }
        HttpConfigLine read;
        read.number = number;
        if (!ReadLine(words, read))
        {
            return "line " + std::to_string(number) +
                   "; accepted: default NAME \"VALUE\", global NAME \"VALUE\" or value PATH "
                   "\"VALUE\", as ns3::ConfigStore writes them";
        }
        lines.push_back(read);
    }
    return "";
}

} // namespace ns3
