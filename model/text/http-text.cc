/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-text.h"

#include "http-named.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace ns3
{

namespace
{

/// @brief A unit of time and its length.
struct Unit
{
    std::string_view name; //!< as ns-3 spells it
    double nanoseconds;    //!< its length
};

const Unit UNITS[] = {
    {"s", 1e9},
    {"ms", 1e6},
    {"us", 1e3},
    {"ns", 1},
    {"ps", 1e-3},
    {"fs", 1e-6},
    {"min", 60e9},
    {"h", 3600e9},
    {"d", 86400e9},
    {"y", 365 * 86400e9},
};

const char* const SPACE = " \t\r\n";

} // namespace

std::string_view
HttpTrim(std::string_view text)
{
    const auto begin = text.find_first_not_of(SPACE);
    if (begin == std::string_view::npos)
    {
        return {};
    }
    return text.substr(begin, text.find_last_not_of(SPACE) - begin + 1);
}

std::string
HttpToLower(std::string_view text)
{
    std::string lower(text);
    for (char& character : lower)
    {
        character = HttpToLower(character);
    }
    return lower;
}

bool
HttpBeginsWith(std::string_view text, std::string_view start)
{
    return http::EqualsIgnoreCase(text.substr(0, start.size()), start);
}

bool
HttpEndsWith(std::string_view text, std::string_view end)
{
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

std::string
HttpJoin(const std::vector<std::string>& words, std::string_view glue)
{
    std::string text;
    for (const std::string& word : words)
    {
        text.append(&word == words.data() ? "" : glue).append(word);
    }
    return text;
}

std::vector<std::string>
HttpSplitList(std::string_view text)
{
    std::vector<std::string> parts;
    bool isMore = !text.empty();
    while (isMore)
    {
        const auto comma = text.find(',');
        parts.emplace_back(HttpTrim(text.substr(0, comma)));
        isMore = comma != std::string_view::npos;
        text.remove_prefix(isMore ? comma + 1 : text.size());
    }
    return parts;
}

std::vector<std::string>
HttpSplitWords(std::string_view line)
{
    std::vector<std::string> words;
    for (line = HttpTrim(line); !line.empty(); line = HttpTrim(line))
    {
        const auto end = std::min(line.find_first_of(SPACE), line.size());
        words.emplace_back(line.substr(0, end));
        line.remove_prefix(end);
    }
    return words;
}

void
HttpAppendHex(std::string_view bytes, std::string& text)
{
    static constexpr char DIGITS[] = "0123456789abcdef";
    for (const char byte : bytes)
    {
        text += DIGITS[static_cast<uint8_t>(byte) >> 4];
        text += DIGITS[static_cast<uint8_t>(byte) & 15];
    }
}

std::optional<uint64_t>
HttpParseUnsigned(std::string_view text)
{
    uint64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    if (text.empty() || result.ec != std::errc() || result.ptr != end)
    {
        return std::nullopt;
    }
    return value;
}

std::optional<uint64_t>
HttpParseUnsigned(std::string_view text, uint64_t most)
{
    uint64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    if (result.ec == std::errc::invalid_argument || result.ptr != end)
    {
        return std::nullopt;
    }
    return result.ec == std::errc() ? std::min(value, most) : most;
}

std::optional<double>
HttpParseNumber(std::string_view text)
{
    double value = 0;
    if (!text.empty() && text.front() == '+')
    {
        text.remove_prefix(1);
    }
    const char* const end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    if (text.empty() || result.ec != std::errc() || result.ptr != end || !std::isfinite(value))
    {
        return std::nullopt;
    }
    return value;
}

std::optional<double>
HttpParseNanoseconds(std::string_view text)
{
    text = HttpTrim(text);
    const auto unitBegin = text.find_last_of("0123456789.") + 1;
    const auto number = HttpParseNumber(HttpTrim(text.substr(0, unitBegin)));
    if (!number || *number < 0)
    {
        return std::nullopt;
    }
    if (*number == 0 && unitBegin == text.size())
    {
        return 0;
    }
    const Unit* const unit = HttpFindNamed(UNITS, text.substr(unitBegin));
    return unit ? std::optional<double>(*number * unit->nanoseconds) : std::nullopt;
}

std::string
FormatHttpNumber(double value, int decimals)
{
    const int length = std::snprintf(nullptr, 0, "%.*f", decimals, value);
    std::string text(static_cast<std::size_t>(length) + 1, '\0');
    std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
    text.pop_back();
    // What rounds to nothing has no sign.
    return text.find_first_not_of("-0.") == std::string::npos && text[0] == '-' ? text.substr(1)
                                                                                : text;
}

std::string
FormatHttpDigits(double value, int digits)
{
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.*g", digits, value);
    return text.data();
}

std::string
FormatHttpShort(double value)
{
    if (!std::isfinite(value))
    {
        return "-";
    }
    const bool isLarge = std::fabs(value) >= 1e4 && std::fabs(value) < 1e15;
    return isLarge ? FormatHttpNumber(value, 0) : FormatHttpDigits(value, 4);
}

std::string
FormatHttpExactly(double value)
{
    if (!std::isfinite(value))
    {
        return "";
    }
    std::array<char, 64> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

std::string
FormatHttpCount(uint64_t number)
{
    std::string text = std::to_string(number);
    for (int place = static_cast<int>(text.size()) - 3; place > 0; place -= 3)
    {
        text.insert(static_cast<std::size_t>(place), ",");
    }
    return text;
}

void
HttpAppendNumber(uint64_t number, std::string& text)
{
    char digits[20];
    const auto result = std::to_chars(digits, digits + sizeof(digits), number);
    text.append(digits, result.ptr);
}

std::string
HttpPercentDecode(std::string_view text)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); i++)
    {
        if (text[i] == '%' && i + 2 < text.size())
        {
            const int high = HttpGetHexValue(text[i + 1]);
            const int low = HttpGetHexValue(text[i + 2]);
            if (high >= 0 && low >= 0)
            {
                decoded.push_back(static_cast<char>(high * 16 + low));
                i += 2;
                continue;
            }
        }
        decoded.push_back(text[i]);
    }
    return decoded;
}

bool
HttpIsFieldText(std::string_view text)
{
    for (const char character : text)
    {
        const auto octet = static_cast<unsigned char>(character);
        if ((octet < ' ' && octet != '\t') || octet >= 0x7f)
        {
            return false;
        }
    }
    return true;
}

bool
HttpNextLine(std::string_view& text, std::string_view& line)
{
    if (text.empty())
    {
        return false;
    }
    const auto end = text.find('\n');
    line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (!line.empty() && line.back() == '\r')
    {
        line.remove_suffix(1);
    }
    return true;
}

namespace http
{

bool
EqualsIgnoreCase(std::string_view a, std::string_view b)
{
    if (a.size() != b.size())
    {
        return false;
    }
    for (std::size_t i = 0; i < a.size(); ++i)
    {
        if (a[i] != b[i] && HttpToLower(a[i]) != HttpToLower(b[i]))
        {
            return false;
        }
    }
    return true;
}

} // namespace http
} // namespace ns3
