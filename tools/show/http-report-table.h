/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_REPORT_TABLE_H
#define HTTP_REPORT_TABLE_H

#include "ns3/http-trace-reader.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{

/// @brief Texts, each held once; columns hold their numbers.
class HttpReportTexts
{
  public:
    /// @brief The number of a text. @param text the text @return its number, from 0
    int64_t Add(const std::string& text);

    /// @brief All texts. @return in the order of their numbers
    const std::vector<std::string>& Get() const;

  private:
    std::vector<std::string> m_texts;                   //!< by number
    std::unordered_map<std::string, int64_t> m_numbers; //!< their numbers
};

/// @brief A column of numbers; -1 stands for null.
struct HttpReportColumn
{
    std::string name;            //!< its name
    std::vector<int64_t> values; //!< a number each row; of a text, its number
};

/// @brief A table as columns.
class HttpReportTable
{
  public:
    /**
     * @brief An empty table.
     * @param name its name
     * @param columns names of its columns
     */
    HttpReportTable(std::string name, std::initializer_list<const char*> columns);

    /**
     * @brief The rows of a query, a column each.
     * @param name the table's name
     * @param query the query, its arguments bound
     * @param texts where texts go
     */
    HttpReportTable(std::string name, HttpSqlQuery& query, HttpReportTexts& texts);

    /// @brief Adds a row. @param row a number for each column
    void Add(std::initializer_list<int64_t> row);

    /// @brief The table's name. @return the name
    const std::string& GetName() const;

    /// @brief Number of rows. @return the number
    std::size_t GetRows() const;

    /// @brief All columns. @return the columns
    const std::vector<HttpReportColumn>& GetColumns() const;

    /// @brief A column's numbers. @param name its name @return a number each row
    std::vector<int64_t>& Get(const std::string& name);

    /// @brief A column's numbers. @param name its name @return a number each row
    const std::vector<int64_t>& Get(const std::string& name) const;

    /// @brief Where rows are. @return the place of each by its number, which column id tells
    std::unordered_map<int64_t, std::size_t> MapRows() const;

    /// @brief Sorts the rows; those alike stay as they came. @param column by which
    /// @return the new place of each
    std::vector<int64_t> Sort(const std::string& column);

    /**
     * @brief Keeps some rows, in an order of their own.
     * @param rows numbers of the rows that stay, from 0
     */
    void Select(const std::vector<std::size_t>& rows);

  private:
    std::string m_name;                      //!< its name
    std::vector<HttpReportColumn> m_columns; //!< its columns
};

} // namespace ns3

#endif /* HTTP_REPORT_TABLE_H */
