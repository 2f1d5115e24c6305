/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-csv-reader.h"

#include "http-inflate.h"

#include "ns3/http-csv.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace ns3
{

HttpCsvReader::HttpCsvReader(HttpCsvColumns columns)
    : m_columns(std::move(columns))
{
}

std::string
HttpCsvReader::ReadHeading(const std::vector<std::string>& names)
{
    for (const std::string& name : names)
    {
        const auto known = std::find(m_columns.names.begin(), m_columns.names.end(), name);
        const auto column = static_cast<std::size_t>(known - m_columns.names.begin());
        if (known == m_columns.names.end())
        {
            return "unknown column \"" + name + "\"; accepted: " + m_columns.unknown;
        }
        if (Has(column))
        {
            return "column \"" + name + "\" is there twice";
        }
        m_places.push_back(column);
    }
    for (std::size_t i = 0; i < m_columns.needed; ++i)
    {
        if (!Has(i))
        {
            return "the heading line has no column \"" + m_columns.names[i] + '"' +
                   m_columns.missing;
        }
    }
    return "";
}

std::string
HttpCsvReader::Read(const std::string& path,
                    const std::string& place,
                    const std::function<std::string(const Row&)>& take)
{
    std::vector<std::string> values;
    const std::string problem = HttpReadLines(path, [&](std::string_view line, uint64_t number) {
        m_number = number;
        std::string wrong;
        if (!HttpSplitCsv(line, values))
        {
            wrong = "a quoted value does not end where it should";
        }
        else if (m_places.empty())
        {
            wrong = ReadHeading(values);
        }
        else if (values.size() > m_places.size() ||
                 (m_columns.isWhole && values.size() < m_places.size()))
        {
            wrong = std::to_string(values.size()) + " values under " +
                    std::to_string(m_places.size()) + " columns";
        }
        else
        {
            Row row(m_columns.names.size());
            for (std::size_t i = 0; i < values.size(); ++i)
            {
                row[m_places[i]] = std::move(values[i]);
            }
            wrong = take(row);
        }
        return wrong.empty() ? "" : place + std::to_string(number) + ": " + wrong;
    });
    const bool isTold = problem.empty() && m_places.empty() && !m_columns.none.empty();
    return isTold ? path + ": " + m_columns.none : problem;
}

bool
HttpCsvReader::Has(std::size_t column) const
{
    return std::find(m_places.begin(), m_places.end(), column) != m_places.end();
}

uint64_t
HttpCsvReader::GetNumber() const
{
    return m_number;
}

} // namespace ns3
