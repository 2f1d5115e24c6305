/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SWEEP_TEXT_H
#define HTTP_SWEEP_TEXT_H

#include <string>
#include <vector>

namespace ns3
{

/**
 * @brief A number as the shortest text that reads back as the same number.
 * @param value the number
 * @return the text; empty for NaN and infinity
 */
std::string FormatSweepNumber(double value);

/// @brief Doubles as few digits as people want to read. @param value the number @return the text
std::string FormatSweepShort(double value);

/// @brief A field of a CSV line, quoted if need be (RFC 4180). @param text the field @return it
std::string QuoteCsv(const std::string& text);

/// @brief A line of a CSV file with its end. @param fields the fields @return the line
std::string MakeCsvLine(const std::vector<std::string>& fields);

/// @brief Reads CSV (RFC 4180). @param text the file @return its lines' fields
std::vector<std::vector<std::string>> ReadCsv(const std::string& text);

/// @brief A word as a shell reads it. @param word the word @return quoted where need be
std::string QuoteShell(const std::string& word);

/// @brief Joins words. @param words the words @param glue between them @return the text
std::string JoinWords(const std::vector<std::string>& words, const std::string& glue);

/**
 * @brief Reads a file. Throws std::runtime_error.
 * @param name its name
 * @return its bytes
 */
std::string ReadWholeFile(const std::string& name);

/**
 * @brief Writes a file beside its place and renames it into it. Throws std::runtime_error.
 * @param name its name
 * @param text its bytes
 */
void WriteWholeFile(const std::string& name, const std::string& text);

} // namespace ns3

#endif /* HTTP_SWEEP_TEXT_H */
