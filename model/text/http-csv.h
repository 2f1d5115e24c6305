/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CSV_H
#define HTTP_CSV_H

#include <string>
#include <string_view>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Splits one line of comma-separated values (RFC 4180).
 * @param line the line
 * @param values its values, without quotes and surrounding space
 * @return false if a quoted value does not end, or something follows its end
 */
bool HttpSplitCsv(std::string_view line, std::vector<std::string>& values);

/**
 * @ingroup http
 * @brief Reads comma-separated values (RFC 4180), also quoted ones that span lines.
 * @param text the file
 * @return its lines' values, without quotes and surrounding space
 */
std::vector<std::vector<std::string>> HttpReadCsv(std::string_view text);

/**
 * @ingroup http
 * @brief A value for a line of comma-separated values.
 * @param value the value
 * @return it, in quotes if need be
 */
std::string HttpQuoteCsv(std::string_view value);

/**
 * @ingroup http
 * @brief A line of comma-separated values with its end, LF.
 * @param values the values
 * @return the line
 */
std::string HttpMakeCsvLine(const std::vector<std::string>& values);

} // namespace ns3

#endif /* HTTP_CSV_H */
