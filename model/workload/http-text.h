/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TEXT_H
#define HTTP_TEXT_H

#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Removes spaces, tabs, carriage returns and line feeds at both ends.
 * @param text the text
 * @return the part between them
 */
std::string_view HttpTrim(std::string_view text);

/**
 * @ingroup http
 * @brief Reads a decimal number without sign.
 * @param text digits and nothing else
 * @return the number, or nothing if the text is not one or it exceeds 64 bits
 */
std::optional<uint64_t> HttpParseUnsigned(std::string_view text);

/**
 * @ingroup http
 * @brief Reads a decimal number with optional sign, fraction and exponent, whatever the locale.
 * @param text the number and nothing else
 * @return the number, or nothing if the text is not one or it is not finite
 */
std::optional<double> HttpParseNumber(std::string_view text);

/// What HttpParseTime() accepts, for messages.
constexpr const char* HTTP_TIME_FORM =
    "a time such as 20ms, with its unit (d, h, min, s, ms, us or ns); 0 needs none";

/**
 * @ingroup http
 * @brief Reads a length of time as ns-3 writes it: 20ms, 1.5s, 3min, or 0.
 *
 * Unlike the constructor of Time it does not stop the program on a bad text, and does not take a
 * number that lacks its unit for seconds.
 * @param text number and unit (y, d, h, min, s, ms, us, ns, ps, fs), which only 0 does not need
 * @return the time, rounded to nanoseconds, or nothing if it is not one, negative or too long
 */
std::optional<Time> HttpParseTime(std::string_view text);

/**
 * @ingroup http
 * @brief Reads a time from a column that holds seconds.
 * @param text a number of seconds, or a time as HttpParseTime() reads it
 * @return the time, or nothing if it is not one, negative or too long
 */
std::optional<Time> HttpParseSeconds(std::string_view text);

/**
 * @ingroup http
 * @brief A number of nanoseconds as a time, cut to what Time can hold.
 * @param nanoseconds the length
 * @return the time; 0 if the number is negative or not a number
 */
Time HttpTimeFromNanoseconds(double nanoseconds);

/**
 * @ingroup http
 * @brief Appends a number in decimal.
 * @param number the number
 * @param text the text
 */
void HttpAppendNumber(uint64_t number, std::string& text);

/**
 * @ingroup http
 * @brief Decodes percent-encoded octets (RFC 3986, section 2.1).
 * @param text the text
 * @return the decoded text; a percent sign without two hexadecimal digits stays as it is
 */
std::string HttpPercentDecode(std::string_view text);

/**
 * @ingroup http
 * @brief Whether a text can be the value of a field: visible ASCII, spaces and tabs.
 * @param text the text
 * @return whether it can
 */
bool HttpIsFieldText(std::string_view text);

/**
 * @ingroup http
 * @brief Reads a whole file, unpacked if it is compressed by gzip.
 * @param path the file
 * @param content its bytes
 * @return an empty text, or one line that says why it could not be read
 */
std::string HttpReadFile(const std::string& path, std::string& content);

/**
 * @ingroup http
 * @brief Takes the next line off a text; LF and CRLF end a line.
 * @param text what is left; the line and its end are removed
 * @param line the line without its end
 * @return false if there was nothing left
 */
bool HttpNextLine(std::string_view& text, std::string_view& line);

/**
 * @ingroup http
 * @brief Splits one line of comma-separated values (RFC 4180).
 * @param line the line
 * @param values its values, without quotes and surrounding space
 * @return false if a quoted value does not end, or something follows its end
 */
bool HttpSplitCsv(std::string_view line, std::vector<std::string>& values);

} // namespace ns3

#endif /* HTTP_TEXT_H */
