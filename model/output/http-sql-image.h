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
 * bound. Rows that come in any order of their keys are held back and sorted in the end; of those
 * with the same key, the last one counts where the table replaces rows.
 */
class HttpSqlImage
{
  public:
    /// Bytes of a page.
    static constexpr uint32_t PAGE = 65536;
    /// Most pages that an image should have: a root has room for the numbers of so many.
    static constexpr uint32_t MOST_PAGES = 4000;

    /// @brief An empty image of all tables.
    HttpSqlImage();

    /**
     * @brief Appends a row.
     * @param table the table
     * @param row the row, whose values were given
     */
    void Append(HttpTraceTable table, const HttpSqlRow& row);

    /// @brief Pages so far, with those that rows held back will need. @return pages
    uint32_t GetPages() const
    {
        return m_pages + static_cast<uint32_t>(m_held.size() / PAGE);
    }

    /// @brief The tables that have rows. @return the tables, in their own order
    std::vector<HttpTraceTable> GetFilled() const;

    /**
     * @brief Completes the image as it is; further rows may follow.
     * @param bytes set to how many there are
     * @return the bytes of the database, valid until the next row
     */
    uint8_t* Finish(uint64_t& bytes);

    /// @brief Forgets all rows.
    void Clear();

  private:
    /// A row that is held back.
    struct Held
    {
        uint64_t key;      //!< its key
        std::size_t begin; //!< where its record begins in m_held
        std::size_t size;  //!< bytes of its record
    };

    /// One table.
    struct Table
    {
        uint32_t root = 0;            //!< number of its root page, from 1
        uint32_t leaf = 0;            //!< number of the page that rows go to; 0 before the first
        uint32_t cells = 0;           //!< rows of that page
        uint32_t content = PAGE;      //!< where its lowest row begins
        uint64_t last = 0;            //!< key of the last row
        std::vector<uint32_t> leaves; //!< pages that are full
        std::vector<uint64_t> lastOfEach; //!< key of the last row of each of them
        std::vector<Held> held;           //!< rows that are held back
    };

    /// @brief A page. @param number its number, from 1 @return its bytes
    uint8_t* GetPage(uint32_t number)
    {
        return m_bytes.get() + uint64_t{number - 1} * PAGE;
    }

    /// @brief One more page. @return its number
    uint32_t AddPage();

    /**
     * @brief Puts what a page of rows has no room for into pages of their own.
     * @param bytes the rest of a row
     * @param size how many
     * @return number of the first page
     */
    uint32_t AddOverflow(const uint8_t* bytes, std::size_t size);

    /// @brief Forgets the pages of a table's rows. @param table the table
    static void ClearRows(Table& table);

    /**
     * @brief Begins a row's cell on a table's present page, or on a new one.
     * @param table the table
     * @param key the row's key
     * @param size bytes of the whole record
     * @param local bytes that follow on this page
     * @return where they go
     */
    uint8_t* BeginCell(Table& table, uint64_t key, std::size_t size, std::size_t local);

    /**
     * @brief Adds a row behind a table's rows.
     * @param table the table
     * @param key the row's key
     * @param record the record
     * @param size its bytes
     */
    void AddRecord(Table& table, uint64_t key, const uint8_t* record, std::size_t size);

    /**
     * @brief Sorts the rows of a table that are held back and adds them.
     * @param table the table
     * @param replaces whether the last one of those with the same key counts
     */
    void AddHeld(Table& table, bool replaces);

    /// @brief Takes back what AddHeld() did, so that further rows may come.
    void ReleaseHeld();

    /// @brief Writes the header of a table's present page. @param table the table
    void SealLeaf(const Table& table);

    /// @brief Makes a table's root the parent of its pages, or the only one. @param table the table
    void MakeRoot(const Table& table);

    /// @brief Writes the first page: the file's header and the schema.
    void WriteSchema();

    std::array<Table, HTTP_TRACE_TABLES> m_tables; //!< the tables
    std::vector<uint8_t> m_record;                 //!< a record that a page has no room for
    std::vector<uint8_t> m_held;                   //!< the records that are held back
    uint32_t m_pagesBeforeHeld = 0;                //!< pages before theirs; 0 if they have none
    std::unique_ptr<uint8_t[]> m_bytes;            //!< the pages
    uint32_t m_pages = 0;                          //!< pages in use
    uint32_t m_capacity = 0;                       //!< pages that there is room for
};

} // namespace ns3

#endif /* HTTP_SQL_IMAGE_H */
