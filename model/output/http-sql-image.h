/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SQL_IMAGE_H
#define HTTP_SQL_IMAGE_H

#include "http-sql-row.h"
#include "http-trace-schema.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief A small SQLite database in memory, to which rows are only appended.
 *
 * Its bytes are a database file (https://www.sqlite.org/fileformat2.html) of the largest page size,
 * each table a B-tree of one or two levels. SQLite copies whole rows from it to the tables of the
 * same names in a database on disk, several times faster than it takes single rows whose values are
 * bound.
 */
class HttpSqlImage
{
  public:
    /// Bytes of a page.
    static constexpr uint32_t PAGE = 65536;
    /// Pages of rows that the image takes before it has to be emptied.
    static constexpr uint32_t MOST_PAGES = 4000;

    /// @brief An empty image. @param tables the tables that it has
    explicit HttpSqlImage(const std::vector<HttpTraceTable>& tables);

    /**
     * @brief Appends a row.
     * @param table the table, one of the image's
     * @param row the row, whose values were given
     * @return false if the row does not fit into a page; it is left out then
     */
    bool Append(HttpTraceTable table, const HttpSqlRow& row);

    /// @brief Whether no further rows should come. @return true if it has to be emptied first
    bool IsFull() const
    {
        return m_pages >= MOST_PAGES;
    }

    /// @brief The tables that have rows. @return the tables, in their own order
    std::vector<HttpTraceTable> GetFilled() const;

    /**
     * @brief Completes the image.
     *
     * Only Clear may follow; until then the bytes stay where they are.
     * @param bytes set to how many there are
     * @return the bytes of the database
     */
    uint8_t* Finish(uint64_t& bytes);

    /// @brief Forgets all rows.
    void Clear();

  private:
    /// One table.
    struct Table
    {
        bool isThere = false;             //!< the image has it
        uint32_t root = 0;                //!< number of its root page, from 1
        uint32_t leaf = 0;                //!< number of the page that rows go to
        uint32_t cells = 0;               //!< rows of that page
        uint32_t content = PAGE;          //!< where its lowest row begins
        uint64_t last = 0;                //!< key of the last row
        std::vector<uint32_t> leaves;     //!< pages that are full
        std::vector<uint64_t> lastOfEach; //!< key of the last row of each of them
    };

    /// @brief A page. @param number its number, from 1 @return its bytes
    uint8_t* GetPage(uint32_t number)
    {
        return m_bytes.get() + uint64_t{number - 1} * PAGE;
    }

    /// @brief One more page. @return its number
    uint32_t AddPage();

    /// @brief Writes the header of a table's present page. @param table the table
    void SealLeaf(const Table& table);

    /// @brief Makes a table's root the parent of its pages. @param table the table
    void MakeRoot(Table& table);

    /// @brief Writes the first page: the file's header and the schema.
    void WriteSchema();

    std::array<Table, HTTP_TRACE_TABLES> m_tables; //!< the tables
    std::unique_ptr<uint8_t[]> m_bytes;            //!< the pages
    uint32_t m_pages = 0;                          //!< pages in use
    uint32_t m_capacity = 0;                       //!< pages that there is room for
};

} // namespace ns3

#endif /* HTTP_SQL_IMAGE_H */
