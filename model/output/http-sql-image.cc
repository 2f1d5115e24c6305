/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sql-image.h"

#include "ns3/assert.h"

#include <algorithm>
#include <cstring>

namespace ns3
{

namespace
{

/// Bytes of the file's header, at the start of the first page.
constexpr uint32_t FILE_HEADER = 100;
/// Bytes of the header of a page of rows.
constexpr uint32_t LEAF_HEADER = 8;
/// Bytes of the header of a page of pages.
constexpr uint32_t ROOT_HEADER = 12;
/// Largest record that stays in one page of rows.
constexpr std::size_t LARGEST = HttpSqlImage::PAGE - 35;
/// What stays at least of a larger one.
constexpr std::size_t LEAST = (HttpSqlImage::PAGE - 12) * 32 / 255 - 23;
/// What an overflow page holds.
constexpr std::size_t OVERFLOW = HttpSqlImage::PAGE - 4;
/// Types of B-tree pages.
constexpr uint8_t LEAF = 13;
constexpr uint8_t ROOT = 5;

/// @brief Writes 16 bits, the highest first. @param to where @param value the number
void
Write16(uint8_t* to, uint32_t value)
{
    to[0] = static_cast<uint8_t>(value >> 8);
    to[1] = static_cast<uint8_t>(value);
}

/// @brief Writes 32 bits, the highest first. @param to where @param value the number
void
Write32(uint8_t* to, uint32_t value)
{
    Write16(to, value >> 16);
    Write16(to + 2, value);
}

/**
 * @brief Writes the header of a B-tree page.
 * @param page the page, or where its header stands in it
 * @param type rows or pages
 * @param cells how many
 * @param content where the lowest begins; a whole page's size is written as 0
 */
void
WritePageHeader(uint8_t* page, uint8_t type, uint32_t cells, uint32_t content)
{
    page[0] = type;
    Write16(page + 1, 0);
    Write16(page + 3, cells);
    Write16(page + 5, content);
    page[7] = 0;
}

} // namespace

HttpSqlImage::HttpSqlImage()
{
    Clear();
}

void
HttpSqlImage::Clear()
{
    m_pages = 0;
    m_pagesBeforeHeld = 0;
    m_held.clear();
    AddPage();
    for (Table& table : m_tables)
    {
        table.root = AddPage();
        table.held.clear();
        ClearRows(table);
    }
}

void
HttpSqlImage::ClearRows(Table& table)
{
    table.leaf = 0;
    table.cells = 0;
    table.content = PAGE;
    table.last = 0;
    table.leaves.clear();
    table.lastOfEach.clear();
}

uint32_t
HttpSqlImage::AddPage()
{
    if (m_pages == m_capacity)
    {
        const uint32_t capacity = std::max(32U, 2 * m_capacity);
        std::unique_ptr<uint8_t[]> bytes(new uint8_t[uint64_t{capacity} * PAGE]);
        if (m_pages > 0)
        {
            std::memcpy(bytes.get(), m_bytes.get(), uint64_t{m_pages} * PAGE);
        }
        m_bytes.swap(bytes);
        m_capacity = capacity;
    }
    return ++m_pages;
}

uint32_t
HttpSqlImage::AddOverflow(const uint8_t* bytes, std::size_t size)
{
    const uint32_t first = AddPage();
    for (uint32_t page = first; size > 0;)
    {
        const std::size_t here = std::min(size, OVERFLOW);
        const uint32_t next = size > here ? AddPage() : 0;
        Write32(GetPage(page), next);
        std::memcpy(GetPage(page) + 4, bytes, here);
        bytes += here;
        size -= here;
        page = next;
    }
    return first;
}

void
HttpSqlImage::Append(HttpTraceTable which, const HttpSqlRow& row)
{
    ReleaseHeld();
    Table& table = m_tables[static_cast<std::size_t>(which)];
    const std::size_t size = row.GetSize();
    if (GetHttpTraceTableSchema(which).key == HttpTraceKey::Any)
    {
        NS_ASSERT(row.GetKey() != 0);
        table.held.push_back({row.GetKey(), m_held.size(), size});
        m_held.resize(m_held.size() + size);
        row.Write(m_held.data() + m_held.size() - size);
        return;
    }
    const uint64_t key = row.GetKey() ? row.GetKey() : table.last + 1;
    NS_ASSERT(key > table.last);
    if (size <= LARGEST)
    {
        row.Write(BeginCell(table, key, size, size));
        return;
    }
    m_record.resize(size);
    row.Write(m_record.data());
    AddRecord(table, key, m_record.data(), size);
}

void
HttpSqlImage::AddHeld(Table& table, bool replaces)
{
    std::stable_sort(table.held.begin(), table.held.end(), [](const Held& a, const Held& b) {
        return a.key < b.key;
    });
    for (std::size_t i = 0; i < table.held.size(); i++)
    {
        const Held& row = table.held[i];
        const bool isReplaced =
            replaces && i + 1 < table.held.size() && table.held[i + 1].key == row.key;
        if (!isReplaced)
        {
            AddRecord(table, row.key, m_held.data() + row.begin, row.size);
        }
    }
}

void
HttpSqlImage::ReleaseHeld()
{
    if (m_pagesBeforeHeld == 0)
    {
        return;
    }
    m_pages = m_pagesBeforeHeld;
    m_pagesBeforeHeld = 0;
    for (Table& table : m_tables)
    {
        if (!table.held.empty())
        {
            ClearRows(table);
        }
    }
}

void
HttpSqlImage::AddRecord(Table& table, uint64_t key, const uint8_t* record, std::size_t size)
{
    if (size <= LARGEST)
    {
        std::memcpy(BeginCell(table, key, size, size), record, size);
        return;
    }
    const std::size_t part = LEAST + (size - LEAST) % OVERFLOW;
    const std::size_t local = part <= LARGEST ? part : LEAST;
    const uint32_t overflow = AddOverflow(record + local, size - local);
    uint8_t* cell = BeginCell(table, key, size, local + 4);
    std::memcpy(cell, record, local);
    Write32(cell + local, overflow);
}

uint8_t*
HttpSqlImage::BeginCell(Table& table, uint64_t key, std::size_t size, std::size_t local)
{
    std::array<uint8_t, 2 * HttpSqlRow::VARINT> prefix;
    std::size_t prefixBytes = HttpSqlRow::WriteVarint(size, prefix.data());
    prefixBytes += HttpSqlRow::WriteVarint(key, prefix.data() + prefixBytes);
    const auto bytes = static_cast<uint32_t>(prefixBytes + local);
    if (table.leaf == 0 || LEAF_HEADER + 2 * (table.cells + 1) + bytes > table.content)
    {
        if (table.leaf != 0)
        {
            SealLeaf(table);
            table.leaves.push_back(table.leaf);
            table.lastOfEach.push_back(table.last);
        }
        table.leaf = AddPage();
        table.cells = 0;
        table.content = PAGE;
    }
    uint8_t* page = GetPage(table.leaf);
    table.content -= bytes;
    table.last = key;
    Write16(page + LEAF_HEADER + 2 * table.cells, table.content);
    table.cells++;
    uint8_t* cell = page + table.content;
    std::memcpy(cell, prefix.data(), prefixBytes);
    return cell + prefixBytes;
}

void
HttpSqlImage::SealLeaf(const Table& table)
{
    WritePageHeader(GetPage(table.leaf), LEAF, table.cells, table.content);
}

std::vector<HttpTraceTable>
HttpSqlImage::GetFilled() const
{
    std::vector<HttpTraceTable> filled;
    for (std::size_t i = 0; i < m_tables.size(); i++)
    {
        if (m_tables[i].last > 0 || !m_tables[i].held.empty())
        {
            filled.push_back(static_cast<HttpTraceTable>(i));
        }
    }
    return filled;
}

void
HttpSqlImage::MakeRoot(const Table& table)
{
    uint8_t* root = GetPage(table.root);
    if (table.leaf == 0)
    {
        WritePageHeader(root, LEAF, 0, PAGE);
        return;
    }
    SealLeaf(table);
    if (table.leaves.empty())
    {
        std::memcpy(root, GetPage(table.leaf), PAGE);
        return;
    }
    uint32_t content = PAGE;
    for (std::size_t i = 0; i < table.leaves.size(); i++)
    {
        std::array<uint8_t, 4 + HttpSqlRow::VARINT> cell;
        Write32(cell.data(), table.leaves[i]);
        const auto bytes = static_cast<uint32_t>(
            4 + HttpSqlRow::WriteVarint(table.lastOfEach[i], cell.data() + 4));
        content -= bytes;
        std::memcpy(root + content, cell.data(), bytes);
        Write16(root + ROOT_HEADER + 2 * i, content);
    }
    WritePageHeader(root, ROOT, static_cast<uint32_t>(table.leaves.size()), content);
    Write32(root + 8, table.leaf);
}

void
HttpSqlImage::WriteSchema()
{
    uint8_t* page = GetPage(1);
    std::memset(page, 0, FILE_HEADER);
    std::memcpy(page, "SQLite format 3", 16);
    Write16(page + 16, 1); // page size 65536
    page[18] = 1;          // written without a write-ahead log
    page[19] = 1;          // read without one
    page[21] = 64;         // fixed payload fractions
    page[22] = 32;
    page[23] = 32;
    Write32(page + 24, 1);       // change counter
    Write32(page + 28, m_pages); // size in pages
    Write32(page + 40, 1);       // schema cookie
    Write32(page + 44, 4);       // schema format
    Write32(page + 56, 1);       // UTF-8
    Write32(page + 92, 1);       // the change counter for which the size is right
    Write32(page + 96, 3036000); // version of the format's writer

    uint32_t cells = 0;
    uint32_t content = PAGE;
    HttpSqlRow row;
    for (std::size_t i = 0; i < m_tables.size(); i++)
    {
        const HttpTraceTableSchema& schema =
            GetHttpTraceTableSchema(static_cast<HttpTraceTable>(i));
        const std::string sql =
            GetHttpTraceTableSql(static_cast<HttpTraceTable>(i), schema.key != HttpTraceKey::None);
        row.Begin().Label("table").Label(schema.name).Label(schema.name);
        row.Integer(m_tables[i].root).Label(sql);
        std::array<uint8_t, 2 * HttpSqlRow::VARINT> prefix;
        std::size_t prefixBytes = HttpSqlRow::WriteVarint(row.GetSize(), prefix.data());
        prefixBytes += HttpSqlRow::WriteVarint(cells + 1, prefix.data() + prefixBytes);
        content -= static_cast<uint32_t>(prefixBytes + row.GetSize());
        std::memcpy(page + content, prefix.data(), prefixBytes);
        row.Write(page + content + prefixBytes);
        Write16(page + FILE_HEADER + LEAF_HEADER + 2 * cells, content);
        cells++;
    }
    WritePageHeader(page + FILE_HEADER, LEAF, cells, content);
}

uint8_t*
HttpSqlImage::Finish(uint64_t& bytes)
{
    ReleaseHeld();
    m_pagesBeforeHeld = m_pages;
    for (std::size_t i = 0; i < m_tables.size(); i++)
    {
        AddHeld(m_tables[i], GetHttpTraceTableSchema(static_cast<HttpTraceTable>(i)).replaces);
        MakeRoot(m_tables[i]);
    }
    WriteSchema();
    bytes = uint64_t{m_pages} * PAGE;
    return m_bytes.get();
}

} // namespace ns3
