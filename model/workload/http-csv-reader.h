/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CSV_READER_H
#define HTTP_CSV_READER_H

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief What columns a table may have.
 */
struct HttpCsvColumns
{
    std::vector<std::string> names; //!< in the order in which rows have their values
    std::size_t needed;             //!< so many of the first must be there
    bool isWhole;                   //!< rows must have a value for each column that is there
    std::string unknown;            //!< what is accepted in place of an unknown column
    std::string missing;            //!< what is told of a missing column, behind its name
    std::string none;               //!< what is told of a file without a heading; empty: nothing
};

/**
 * @ingroup http
 * @brief Reads a file of comma-separated values (RFC 4180) whose first line names the columns, in
 * any order. Blank lines and those that begin with # are passed over, as is a byte order mark.
 */
class HttpCsvReader
{
  public:
    /// The values of a line; empty where it has none.
    using Row = std::vector<std::string>;

    /// @brief A reader. @param columns what the file may have
    explicit HttpCsvReader(HttpCsvColumns columns);
    HttpCsvReader(const HttpCsvReader&) = delete;
    HttpCsvReader& operator=(const HttpCsvReader&) = delete;

    /**
     * @brief Reads a file.
     * @param path its path
     * @param place what stands before a line's number where the line is wrong
     * @param take is given each row, and returns an empty text, or what is wrong with it
     * @return an empty text, or what is wrong
     */
    std::string Read(const std::string& path,
                     const std::string& place,
                     const std::function<std::string(const Row&)>& take);

    /// @brief Whether the file has a column. @param column its index @return whether
    bool Has(std::size_t column) const;

    /// @brief Number of the line in the file. @return from 1
    uint64_t GetNumber() const;

  private:
    /// @brief Reads the heading. @param names the names in it @return what is wrong, or empty
    std::string ReadHeading(const std::vector<std::string>& names);

    HttpCsvColumns m_columns;          //!< what the file may have
    std::vector<std::size_t> m_places; //!< indices of its columns, in its order
    uint64_t m_number = 0;             //!< number of the line
};

} // namespace ns3

#endif /* HTTP_CSV_READER_H */
