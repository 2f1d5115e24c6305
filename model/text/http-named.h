/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_NAMED_H
#define HTTP_NAMED_H

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief The row of a table that has a name.
 * @tparam TABLE rows with a member name
 * @param table the table, which outlives the row
 * @param name the name
 * @return the first such row, or nullptr
 */
template <typename TABLE>
auto
HttpFindNamed(const TABLE& table, std::string_view name) -> decltype(&*std::begin(table))
{
    const auto row = std::find_if(std::begin(table), std::end(table), [name](const auto& other) {
        return other.name == name;
    });
    return row == std::end(table) ? nullptr : &*row;
}

/**
 * @ingroup http
 * @brief The names of a table's rows.
 * @tparam TABLE rows with a member name
 * @param table the table
 * @return the names in its order
 */
template <typename TABLE>
std::vector<std::string>
HttpListNames(const TABLE& table)
{
    std::vector<std::string> names;
    names.reserve(std::size(table));
    for (const auto& row : table)
    {
        names.emplace_back(row.name);
    }
    return names;
}

} // namespace ns3

#endif /* HTTP_NAMED_H */
