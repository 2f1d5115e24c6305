/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-report-table.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace ns3
{

int64_t
HttpReportTexts::Add(const std::string& text)
{
    const auto [place, isNew] = m_numbers.try_emplace(text, m_texts.size());
    if (isNew)
    {
        m_texts.push_back(text);
    }
    return place->second;
}

const std::vector<std::string>&
HttpReportTexts::Get() const
{
    return m_texts;
}

HttpReportTable::HttpReportTable(std::string name, std::initializer_list<const char*> columns)
    : m_name(std::move(name))
{
    for (const char* column : columns)
    {
        m_columns.push_back({column, {}});
    }
}

HttpReportTable::HttpReportTable(std::string name, HttpSqlQuery& query, HttpReportTexts& texts)
    : m_name(std::move(name))
{
    const int columns = query.GetColumns();
    for (int i = 0; i < columns; i++)
    {
        m_columns.push_back({query.GetName(i), {}});
    }
    while (query.Next())
    {
        for (int i = 0; i < columns; i++)
        {
            m_columns[i].values.push_back(query.IsText(i)   ? texts.Add(query.Text(i))
                                          : query.IsBlob(i) ? texts.Add(std::string(query.Blob(i)))
                                                            : query.Integer(i, -1));
        }
    }
}

void
HttpReportTable::Add(std::initializer_list<int64_t> row)
{
    std::size_t i = 0;
    for (const int64_t value : row)
    {
        m_columns[i++].values.push_back(value);
    }
}

const std::string&
HttpReportTable::GetName() const
{
    return m_name;
}

std::size_t
HttpReportTable::GetRows() const
{
    return m_columns.front().values.size();
}

const std::vector<HttpReportColumn>&
HttpReportTable::GetColumns() const
{
    return m_columns;
}

std::vector<int64_t>&
HttpReportTable::Get(const std::string& name)
{
    return const_cast<std::vector<int64_t>&>(std::as_const(*this).Get(name));
}

const std::vector<int64_t>&
HttpReportTable::Get(const std::string& name) const
{
    const auto column = std::find_if(m_columns.begin(),
                                     m_columns.end(),
                                     [&name](const HttpReportColumn& c) { return c.name == name; });
    if (column == m_columns.end())
    {
        throw std::logic_error("table " + m_name + " has no column " + name);
    }
    return column->values;
}

std::unordered_map<int64_t, std::size_t>
HttpReportTable::MapRows() const
{
    std::unordered_map<int64_t, std::size_t> rows;
    rows.reserve(GetRows());
    for (const int64_t id : Get("id"))
    {
        rows.emplace(id, rows.size());
    }
    return rows;
}

std::vector<int64_t>
HttpReportTable::Sort(const std::string& column)
{
    const auto& values = Get(column);
    std::vector<std::size_t> order(GetRows());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&values](std::size_t a, std::size_t b) {
        return values[a] < values[b];
    });
    std::vector<int64_t> places(order.size());
    for (std::size_t i = 0; i < order.size(); i++)
    {
        places[order[i]] = static_cast<int64_t>(i);
    }
    Select(order);
    return places;
}

void
HttpReportTable::Select(const std::vector<std::size_t>& rows)
{
    for (HttpReportColumn& column : m_columns)
    {
        std::vector<int64_t> kept;
        kept.reserve(rows.size());
        for (const std::size_t row : rows)
        {
            kept.push_back(column.values[row]);
        }
        column.values = std::move(kept);
    }
}

} // namespace ns3
