/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-text-table.h"

#include <algorithm>
#include <ostream>
#include <utility>

namespace ns3
{

namespace
{

/// @brief Whether a text belongs to the right: a number, or nothing. @param text the text
/// @return true if so
bool
IsNumber(const std::string& text)
{
    return text.find_first_not_of("-.0123456789") == std::string::npos &&
           std::count(text.begin(), text.end(), '.') < 2;
}

} // namespace

HttpTextTable::HttpTextTable(Row names)
{
    m_rows.push_back(std::move(names));
}

void
HttpTextTable::Add(Row row)
{
    m_rows.push_back(std::move(row));
}

bool
HttpTextTable::IsEmpty() const
{
    return m_rows.size() == 1;
}

void
HttpTextTable::Write(std::ostream& out) const
{
    const std::size_t columns = m_rows.front().size();
    std::vector<std::size_t> widths(columns, 0);
    std::vector<bool> isRight(columns, !IsEmpty());
    for (std::size_t row = 0; row < m_rows.size(); row++)
    {
        for (std::size_t i = 0; i < columns; i++)
        {
            widths[i] = std::max(widths[i], m_rows[row][i].size());
            isRight[i] = isRight[i] && (row == 0 || IsNumber(m_rows[row][i]));
        }
    }
    for (const Row& row : m_rows)
    {
        std::string line;
        for (std::size_t i = 0; i < columns; i++)
        {
            const std::string blanks(widths[i] - row[i].size(), ' ');
            line += i > 0 ? "  " : "";
            line += isRight[i] ? blanks + row[i] : row[i] + blanks;
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out << line << "\n";
    }
}

} // namespace ns3
