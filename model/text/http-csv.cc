/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-csv.h"

#include "http-text.h"

#include <utility>

namespace ns3
{

bool
HttpSplitCsv(std::string_view line, std::vector<std::string>& values)
{
    values.clear();
    while (true)
    {
        const auto begin = line.find_first_not_of(" \t");
        line.remove_prefix(begin == std::string_view::npos ? line.size() : begin);
        std::string value;
        if (!line.empty() && line.front() == '"')
        {
            auto end = line.find('"', 1);
            std::size_t from = 1;
            while (end != std::string_view::npos && end + 1 < line.size() && line[end + 1] == '"')
            {
                value.append(line.substr(from, end + 1 - from));
                from = end + 2;
                end = line.find('"', from);
            }
            if (end == std::string_view::npos)
            {
                return false;
            }
            value.append(line.substr(from, end - from));
            line.remove_prefix(end + 1);
            const auto comma = line.find(',');
            if (!HttpTrim(line.substr(0, comma)).empty())
            {
                return false;
            }
        }
        else
        {
            value = HttpTrim(line.substr(0, line.find(',')));
        }
        values.push_back(std::move(value));
        const auto comma = line.find(',');
        if (comma == std::string_view::npos)
        {
            return true;
        }
        line.remove_prefix(comma + 1);
    }
}

std::vector<std::vector<std::string>>
HttpReadCsv(std::string_view text)
{
    std::vector<std::vector<std::string>> lines;
    std::string_view line;
    while (HttpNextLine(text, line))
    {
        std::string record(line);
        std::vector<std::string> values;
        while (!HttpSplitCsv(record, values) && HttpNextLine(text, line))
        {
            record.append("\n").append(line);
        }
        lines.push_back(std::move(values));
    }
    return lines;
}

std::string
HttpQuoteCsv(std::string_view value)
{
    if (value.find_first_of(",\"\r\n") == std::string_view::npos &&
        HttpTrim(value).size() == value.size())
    {
        return std::string(value);
    }
    std::string quoted = "\"";
    for (const char character : value)
    {
        quoted.append(character == '"' ? 2 : 1, character);
    }
    return quoted + "\"";
}

std::string
HttpMakeCsvLine(const std::vector<std::string>& values)
{
    std::string line;
    for (const std::string& value : values)
    {
        line.append(&value == values.data() ? "" : ",").append(HttpQuoteCsv(value));
    }
    return line + "\n";
}

} // namespace ns3
