/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TEXT_TABLE_H
#define HTTP_TEXT_TABLE_H

#include <iosfwd>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief A table of text: columns as wide as they need to be, numbers to the right.
 */
class HttpTextTable
{
  public:
    /// A row, or the names of the columns.
    using Row = std::vector<std::string>;

    /**
     * @brief An empty table.
     * @param names names of the columns
     */
    explicit HttpTextTable(Row names);

    /// @brief Adds a row. @param row as many texts as there are columns
    void Add(Row row);

    /// @brief Whether there are no rows. @return true if so
    bool IsEmpty() const;

    /// @brief Writes the table. @param out where it goes
    void Write(std::ostream& out) const;

  private:
    std::vector<Row> m_rows; //!< the names, then the rows
};

} // namespace ns3

#endif /* HTTP_TEXT_TABLE_H */
