/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TEXT_H
#define HTTP_TEXT_H

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
 * @brief A letter of ASCII in lower case.
 * @param character any character
 * @return the same if it is no capital
 */
constexpr char
HttpToLower(char character)
{
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character + ('a' - 'A'))
                                                : character;
}

/**
 * @ingroup http
 * @brief A text whose letters of ASCII are in lower case, whatever the locale.
 * @param text the text
 * @return the copy
 */
std::string HttpToLower(std::string_view text);

/**
 * @ingroup http
 * @brief Whether a text begins with another, whatever the case of letters of ASCII.
 * @param text the text
 * @param start the other
 * @return whether
 */
bool HttpBeginsWith(std::string_view text, std::string_view start);

/**
 * @ingroup http
 * @brief Whether a text ends with another.
 * @param text the text
 * @param end the other
 * @return whether
 */
bool HttpEndsWith(std::string_view text, std::string_view end);

/**
 * @ingroup http
 * @brief Joins words.
 * @param words the words
 * @param glue what stands between them
 * @return the text
 */
std::string HttpJoin(const std::vector<std::string>& words, std::string_view glue);

/**
 * @ingroup http
 * @brief The parts of a list.
 * @param text the list, with commas between its parts
 * @return the parts without space around them; none if the text is empty
 */
std::vector<std::string> HttpSplitList(std::string_view text);

/**
 * @ingroup http
 * @brief The words of a line.
 * @param line the line
 * @return what stands between white space
 */
std::vector<std::string> HttpSplitWords(std::string_view line);

/**
 * @ingroup http
 * @brief The value of a hexadecimal digit.
 * @param character the digit
 * @return 0 to 15, or -1 if it is none
 */
constexpr int
HttpGetHexValue(char character)
{
    if (character >= '0' && character <= '9')
    {
        return character - '0';
    }
    const char lower = HttpToLower(character);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/**
 * @ingroup http
 * @brief Appends bytes as hexadecimal digits.
 * @param bytes the bytes
 * @param text the text
 */
void HttpAppendHex(std::string_view bytes, std::string& text);

/**
 * @ingroup http
 * @brief Reads a decimal number without sign.
 * @param text digits and nothing else
 * @return the number, or nothing if the text is not one or it exceeds 64 bits
 */
std::optional<uint64_t> HttpParseUnsigned(std::string_view text);

/**
 * @ingroup http
 * @brief Reads a decimal number without sign that may be larger than matters.
 * @param text digits and nothing else
 * @param most what a larger number counts as
 * @return the number, or nothing if the text is not one
 */
std::optional<uint64_t> HttpParseUnsigned(std::string_view text, uint64_t most);

/**
 * @ingroup http
 * @brief Reads a decimal number with optional sign, fraction and exponent, whatever the locale.
 * @param text the number and nothing else
 * @return the number, or nothing if the text is not one or it is not finite
 */
std::optional<double> HttpParseNumber(std::string_view text);

/// What a length of time has to be, for messages.
constexpr const char* HTTP_TIME_FORM =
    "a time such as 20ms, with its unit (d, h, min, s, ms, us or ns); 0 needs none";

/**
 * @ingroup http
 * @brief Reads a length of time as ns-3 writes it: 20ms, 1.5s, 3min, or 0.
 * @param text number and unit (y, d, h, min, s, ms, us, ns, ps, fs), which only 0 does not need
 * @return nanoseconds, or nothing if it is not one, or negative
 */
std::optional<double> HttpParseNanoseconds(std::string_view text);

/**
 * @ingroup http
 * @brief A number with decimals.
 * @param value the number
 * @param decimals digits behind the point
 * @return as in 12.30; what rounds to nothing has no sign
 */
std::string FormatHttpNumber(double value, int decimals);

/**
 * @ingroup http
 * @brief A number with so many digits as count.
 * @param value the number
 * @param digits how many count
 * @return as in 12.3 or 1e+06; no zeros at the end
 */
std::string FormatHttpDigits(double value, int digits = 6);

/**
 * @ingroup http
 * @brief A number with as few digits as people want to read.
 * @param value the number
 * @return as in 1.235 or 123456; a hyphen for NaN and infinity
 */
std::string FormatHttpShort(double value);

/**
 * @ingroup http
 * @brief A number as the shortest text that reads back as the same number.
 * @param value the number
 * @return the text; empty for NaN and infinity
 */
std::string FormatHttpExactly(double value);

/**
 * @ingroup http
 * @brief A number with its thousands apart.
 * @param number the number
 * @return as in 1,234,567
 */
std::string FormatHttpCount(uint64_t number);

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
 * @brief Takes the next line off a text; LF and CRLF end a line.
 * @param text what is left; the line and its end are removed
 * @param line the line without its end
 * @return false if there was nothing left
 */
bool HttpNextLine(std::string_view& text, std::string_view& line);

namespace http
{

/**
 * @brief Whether two texts are equal when the case of letters of ASCII is ignored.
 * @param a a text
 * @param b another
 * @return true if they are
 */
bool EqualsIgnoreCase(std::string_view a, std::string_view b);

} // namespace http
} // namespace ns3

#endif /* HTTP_TEXT_H */
