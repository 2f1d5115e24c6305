/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SQL_IMAGE_H
#define HTTP_SQL_IMAGE_H

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief A database in memory, page by page as SQLite's files are
 * (https://www.sqlite.org/fileformat2.html), of tables that rows are only added to.
 *
 * SQLite reads it as another database. Where its tables have the columns of the database that their
 * rows go to, SQLite moves whole rows and looks at no value of them.
 */
class HttpSqlImage
{
  public:
    HttpSqlImage();

    /// @brief One more table. @param name its name @param columns as CREATE TABLE takes them
    /// @return its number, from 0
    std::size_t AddTable(const std::string& name, const std::string& columns);

    /// @brief One more row. @param table its table's number @param row it: HttpSqlRecord::Finish()
    void Append(std::size_t table, std::string_view row);

    /// @brief Whether a table has rows. @param table its number @return true if so
    bool HasRows(std::size_t table) const;

    /// @brief What all rows take. @return bytes
    std::size_t GetSize() const;

    /// @brief Makes it a whole database, of the tables that have rows. Nothing may be added until
    /// it is cleared. @return its bytes
    std::vector<unsigned char>& Finish();

    /// @brief Forgets the rows.
    void Clear();

  private:
    /// A page of rows.
    struct Leaf
    {
        uint32_t page = 0; //!< its number, from 1
        uint64_t last = 0; //!< number of its last row
    };

    /// A table.
    struct Table
    {
        std::string name;           //!< its name
        std::string sql;            //!< what makes it
        std::vector<Leaf> leaves{}; //!< its pages
        std::size_t header = 0;     //!< where the latest page's header begins in the page
        std::size_t cells = 0;      //!< rows on that page
        std::size_t end = 0;        //!< where the lowest of them begins; they grow downwards
        uint64_t rows = 0;          //!< rows on all pages
    };

    /// @brief Begins anew the table of tables, which is the first page's.
    void BeginSchema();

    /// @brief One more page. @return its number
    uint32_t AddPage();

    /// @brief A page. @param page its number @return its bytes, until there is one more
    unsigned char* GetPage(uint32_t page);

    /// @brief One more row. @param table its table @param row it
    void Append(Table& table, std::string_view row);

    /// @brief One more page for a table's rows. @param table the table
    void BeginLeaf(Table& table);

    /// @brief Completes a table's latest page. @param table the table
    void EndLeaf(const Table& table);

    /// @brief Pages for what of a row a table's page has no room for. @param rest it
    void AddOverflow(std::string_view rest);

    /// @brief Completes a table. @param table it @return the page from which it is read
    uint32_t EndTable(const Table& table);

    std::vector<unsigned char> m_bytes; //!< the pages
    std::vector<Table> m_tables;        //!< the tables
    Table m_schema;                     //!< the table of tables
};

} // namespace ns3

#endif /* HTTP_SQL_IMAGE_H */
