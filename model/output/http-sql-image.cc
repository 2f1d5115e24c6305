/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sql-image.h"

#include "http-sql-record.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace ns3
{

namespace
{

/// Bytes of a page: the most that SQLite takes, so that few are needed.
constexpr std::size_t PAGE = 65536;

/// Bytes of the database's own header, on the first page.
constexpr std::size_t DATABASE_HEADER = 100;

/// Bytes of the header of a page of rows.
constexpr std::size_t LEAF_HEADER = 8;

/// Bytes of the header of a page that leads to such pages.
constexpr std::size_t INTERIOR_HEADER = 12;

/// Bytes of the number of a page.
constexpr std::size_t LINK = 4;

/// @brief How much of a row stands on its table's page. @param size bytes of the row @return bytes
std::size_t
GetLocalSize(std::size_t size)
{
    constexpr std::size_t MOST = PAGE - 35;
    constexpr std::size_t LEAST = (PAGE - 12) * 32 / 255 - 23;
    if (size <= MOST)
    {
        return size;
    }
    const std::size_t local = LEAST + (size - LEAST) % (PAGE - LINK);
    return local <= MOST ? local : LEAST;
}

/// @brief The header of a page of a table. @param header where it goes @param type 13: of rows, 5:
/// leads to such @param cells what stands on it @param end where the lowest of that begins
void
PutPageHeader(unsigned char* header, unsigned char type, std::size_t cells, std::size_t end)
{
    header[0] = type;
    PutHttpSqlNumber(header + 3, cells, 2);
    PutHttpSqlNumber(header + 5, end, 2); // 0 stands for 65536
}

} // namespace

HttpSqlImage::HttpSqlImage()
{
    BeginSchema();
}

std::size_t
HttpSqlImage::AddTable(const std::string& name, const std::string& columns)
{
    m_tables.push_back({name, "CREATE TABLE " + name + "(" + columns + ")"});
    return m_tables.size() - 1;
}

void
HttpSqlImage::BeginSchema()
{
    m_bytes.resize(PAGE);
    m_schema.leaves = {{1, 0}};
    m_schema.header = DATABASE_HEADER;
    m_schema.cells = 0;
    m_schema.end = PAGE;
    m_schema.rows = 0;
}

uint32_t
HttpSqlImage::AddPage()
{
    m_bytes.resize(m_bytes.size() + PAGE);
    return static_cast<uint32_t>(m_bytes.size() / PAGE);
}

unsigned char*
HttpSqlImage::GetPage(uint32_t page)
{
    return &m_bytes[(page - 1) * PAGE];
}

void
HttpSqlImage::Append(std::size_t table, std::string_view row)
{
    Append(m_tables[table], row);
}

void
HttpSqlImage::Append(Table& table, std::string_view row)
{
    std::array<unsigned char, 18> head;
    unsigned before = PutHttpSqlVarint(head.data(), row.size());
    before += PutHttpSqlVarint(head.data() + before, table.rows + 1);
    const std::size_t local = GetLocalSize(row.size());
    const std::size_t size = before + local + (local < row.size() ? LINK : 0);
    if (table.leaves.empty() ||
        table.header + LEAF_HEADER + 2 * (table.cells + 1) + size > table.end)
    {
        BeginLeaf(table);
    }
    table.leaves.back().last = ++table.rows;
    table.end -= size;
    unsigned char* page = GetPage(table.leaves.back().page);
    unsigned char* cell = page + table.end;
    std::memcpy(cell, head.data(), before);
    std::memcpy(cell + before, row.data(), local);
    PutHttpSqlNumber(page + table.header + LEAF_HEADER + 2 * table.cells++, table.end, 2);
    if (local < row.size())
    {
        PutHttpSqlNumber(cell + before + local, m_bytes.size() / PAGE + 1, LINK);
        AddOverflow(row.substr(local));
    }
}

void
HttpSqlImage::BeginLeaf(Table& table)
{
    if (!table.leaves.empty())
    {
        EndLeaf(table);
    }
    table.leaves.push_back({AddPage(), 0});
    table.header = 0;
    table.cells = 0;
    table.end = PAGE;
}

void
HttpSqlImage::EndLeaf(const Table& table)
{
    PutPageHeader(GetPage(table.leaves.back().page) + table.header, 13, table.cells, table.end);
}

void
HttpSqlImage::AddOverflow(std::string_view rest)
{
    while (!rest.empty())
    {
        const std::string_view part = rest.substr(0, PAGE - LINK);
        rest.remove_prefix(part.size());
        const uint32_t number = AddPage();
        unsigned char* page = GetPage(number);
        PutHttpSqlNumber(page, rest.empty() ? 0 : number + 1, LINK);
        std::memcpy(page + LINK, part.data(), part.size());
    }
}

uint32_t
HttpSqlImage::EndTable(const Table& table)
{
    EndLeaf(table);
    if (table.leaves.size() == 1)
    {
        return table.leaves.front().page;
    }
    // Room for some 6,000 pages of rows.
    const uint32_t root = AddPage();
    unsigned char* page = GetPage(root);
    const std::size_t cells = table.leaves.size() - 1;
    std::size_t end = PAGE;
    for (std::size_t i = 0; i < cells; i++)
    {
        std::array<unsigned char, 9> last;
        const unsigned size = PutHttpSqlVarint(last.data(), table.leaves[i].last);
        end -= LINK + size;
        PutHttpSqlNumber(page + end, table.leaves[i].page, LINK);
        std::memcpy(page + end + LINK, last.data(), size);
        PutHttpSqlNumber(page + INTERIOR_HEADER + 2 * i, end, 2);
    }
    PutPageHeader(page, 5, cells, end);
    PutHttpSqlNumber(page + LEAF_HEADER, table.leaves.back().page, LINK);
    return root;
}

bool
HttpSqlImage::HasRows(std::size_t table) const
{
    return m_tables[table].rows > 0;
}

std::size_t
HttpSqlImage::GetSize() const
{
    return m_bytes.size() - PAGE;
}

std::vector<unsigned char>&
HttpSqlImage::Finish()
{
    HttpSqlRecord row;
    for (const Table& table : m_tables)
    {
        if (table.rows > 0)
        {
            row.Clear();
            row.AddText("table");
            row.AddText(table.name);
            row.AddText(table.name);
            row.AddInteger(EndTable(table));
            row.AddText(table.sql);
            Append(m_schema, row.Finish());
        }
    }
    EndLeaf(m_schema);
    constexpr std::string_view MAGIC("SQLite format 3", 16);
    unsigned char* header = m_bytes.data();
    std::memcpy(header, MAGIC.data(), MAGIC.size());
    header[17] = PAGE >> 16;                                    // bytes of a page, in 256
    header[18] = header[19] = 1;                                // no write-ahead log
    header[21] = 64, header[22] = header[23] = 32;              // as SQLite wants them
    PutHttpSqlNumber(header + 28, m_bytes.size() / PAGE, LINK); // pages
    header[47] = 4;                                             // format of the schema
    header[59] = 1;                                             // UTF-8
    return m_bytes;
}

void
HttpSqlImage::Clear()
{
    for (Table& table : m_tables)
    {
        table.leaves.clear();
        table.rows = 0;
    }
    m_bytes.clear();
    BeginSchema();
}

} // namespace ns3
