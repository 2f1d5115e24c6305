/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_REPORT_SECTION_H
#define HTTP_REPORT_SECTION_H

#include "http-report-table.h"

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace ns3
{

/**
 * @brief A part of a report's data, unpacked by itself: a description and columns of numbers.
 *
 * Unpacked it is the length of the description (four bytes, the lowest first), the description
 * (JSON), and the columns' bytes one after the other. A column is a width w of 1, 2, 4 or 8 bytes,
 * w planes of a byte each row, the lowest first, and a base that is added. Of a column whose step
 * is 1 each number is the difference to the row before, twice its size, odd if it is negative.
 */
class HttpReportSection
{
  public:
    /// @brief A section. @param description what it tells besides its tables
    explicit HttpReportSection(nlohmann::json description);

    /// @brief Adds a table. @param table the table
    void Add(const HttpReportTable& table);

    /// @brief Adds bytes. @param name what they are called @param bytes the bytes
    void Add(const std::string& name, std::string_view bytes);

    /// @brief The section as a page holds it. @return compressed (RFC 1950), in base 64
    std::string Pack() const;

  private:
    nlohmann::json m_description; //!< what it tells
    std::string m_bytes;          //!< the columns
};

} // namespace ns3

#endif /* HTTP_REPORT_SECTION_H */
