/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-report-section.h"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <zlib.h>

namespace ns3
{

namespace
{

/// A column as it is written.
struct Encoded
{
    std::vector<uint64_t> values; //!< numbers that are not negative
    int width = 1;                //!< bytes of each
    int64_t base = 0;             //!< what is added to each
    std::size_t cost = 0;         //!< bytes that are not 0
};

/// @brief Bytes that hold any number of a column, with its sign. @param values the numbers
/// @return 1, 2, 4 or 8
int
FindSize(const std::vector<int64_t>& values)
{
    int size = 1;
    for (const int64_t value : values)
    {
        while (size < 8 && value >> (8 * size - 1) != 0 && value >> (8 * size - 1) != -1)
        {
            size *= 2;
        }
    }
    return size;
}

/// @brief Finds the width and the cost. @param column the column
void
Measure(Encoded& column)
{
    uint64_t all = 0;
    for (const uint64_t value : column.values)
    {
        all |= value;
        for (uint64_t rest = value; rest != 0; rest >>= 8)
        {
            column.cost += (rest & 0xff) != 0;
        }
    }
    column.width = all >> 32 ? 8 : all >> 16 ? 4 : all >> 8 ? 2 : 1;
}

/// @brief A column by its numbers. @param values the numbers @return the column
Encoded
EncodeNumbers(const std::vector<int64_t>& values)
{
    Encoded column;
    column.base = values.empty() ? 0 : *std::min_element(values.begin(), values.end());
    column.values.reserve(values.size());
    for (const int64_t value : values)
    {
        column.values.push_back(static_cast<uint64_t>(value - column.base));
    }
    Measure(column);
    return column;
}

/// @brief A column by the steps from row to row. @param values the numbers @return the column
Encoded
EncodeSteps(const std::vector<int64_t>& values)
{
    Encoded column;
    column.values.reserve(values.size());
    int64_t last = 0;
    for (const int64_t value : values)
    {
        const int64_t step = value - last;
        const uint64_t size = step < 0 ? -static_cast<uint64_t>(step) : step;
        column.values.push_back(size * 2 - (step < 0));
        last = value;
    }
    Measure(column);
    return column;
}

/// @brief Bytes in base 64 (RFC 4648). @param bytes the bytes @return the text
std::string
EncodeBase64(std::string_view bytes)
{
    static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3)
    {
        uint32_t group = 0;
        for (std::size_t k = 0; k < 3; k++)
        {
            group = group << 8 | (i + k < bytes.size() ? static_cast<uint8_t>(bytes[i + k]) : 0);
        }
        for (std::size_t k = 0; k < 4; k++)
        {
            text += i + k > bytes.size() ? '=' : DIGITS[group >> (18 - 6 * k) & 63];
        }
    }
    return text;
}

} // namespace

HttpReportSection::HttpReportSection(nlohmann::json description)
    : m_description(std::move(description))
{
    m_description["tables"] = nlohmann::json::array();
    m_description["bytes"] = nlohmann::json::object();
}

void
HttpReportSection::Add(const HttpReportTable& table)
{
    nlohmann::json columns = nlohmann::json::array();
    for (const HttpReportColumn& column : table.GetColumns())
    {
        Encoded numbers = EncodeNumbers(column.values);
        Encoded steps = EncodeSteps(column.values);
        const bool isSteps = steps.cost < numbers.cost;
        const Encoded& best = isSteps ? steps : numbers;
        columns.push_back(
            {column.name, best.width, best.base, isSteps ? 1 : 0, FindSize(column.values)});
        for (int plane = 0; plane < best.width; plane++)
        {
            for (const uint64_t value : best.values)
            {
                m_bytes += static_cast<char>(value >> (8 * plane) & 0xff);
            }
        }
    }
    m_description["tables"].push_back(
        {{"name", table.GetName()}, {"rows", table.GetRows()}, {"columns", columns}});
}

void
HttpReportSection::Add(const std::string& name, std::string_view bytes)
{
    m_description["bytes"][name] = {m_bytes.size(), bytes.size()};
    m_bytes += bytes;
}

std::string
HttpReportSection::Pack() const
{
    // What is no UTF-8, in names from outside, becomes U+FFFD.
    const std::string description =
        m_description.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    std::string plain;
    for (int i = 0; i < 4; i++)
    {
        plain += static_cast<char>(description.size() >> (8 * i) & 0xff);
    }
    plain += description;
    plain += m_bytes;
    uLongf size = compressBound(plain.size());
    std::string packed(size, '\0');
    const int level = plain.size() > 16'000'000 ? 3 : 9;
    if (compress2(reinterpret_cast<Bytef*>(packed.data()),
                  &size,
                  reinterpret_cast<const Bytef*>(plain.data()),
                  plain.size(),
                  level) != Z_OK)
    {
        throw std::runtime_error("zlib cannot compress the report's data");
    }
    return EncodeBase64(std::string_view(packed).substr(0, size));
}

} // namespace ns3
