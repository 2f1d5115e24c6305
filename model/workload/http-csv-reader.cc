/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-csv-reader.h"

#include "http-inflate.h"

#include "ns3/http-csv.h"
#include "ns3/http-text.h"

namespace ns3
{

std::string
HttpCsvReader::Load(const std::string& path)
{
    const std::string_view mark = "\xef\xbb\xbf";
    std::string problem = HttpReadFile(path, m_content);
    m_rest = m_content;
    if (m_rest.substr(0, mark.size()) == mark)
    {
        m_rest.remove_prefix(mark.size());
    }
    m_number = 0;
    return problem;
}

bool
HttpCsvReader::Next(std::vector<std::string>& values, std::string& wrong)
{
    std::string_view line;
    while (HttpNextLine(m_rest, line))
    {
        ++m_number;
        if (HttpTrim(line).empty() || line.front() == '#')
        {
            continue;
        }
        wrong = HttpSplitCsv(line, values) ? "" : "a quoted value does not end where it should";
        return true;
    }
    return false;
}

uint64_t
HttpCsvReader::GetNumber() const
{
    return m_number;
}

} // namespace ns3
