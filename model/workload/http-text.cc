/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-text.h"

#include "http-inflate.h"

#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>

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

/**
 * @brief The value of a hexadecimal digit.
 * @param character the digit
 * @return 0 to 15, or -1 if it is not one
 */
int
GetHexValue(char character)
{
    if (character >= '0' && character <= '9')
    {
        return character - '0';
    }
    const char lower = static_cast<char>(character | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// @brief The longest time in nanoseconds. @return nanoseconds
double
GetMaxNanoseconds()
{
    return static_cast<double>(Time::Max().GetNanoSeconds());
}

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

std::optional<Time>
HttpParseTime(std::string_view text)
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
        return Time(0);
    }
    for (const Unit& unit : UNITS)
    {
        if (unit.name == text.substr(unitBegin))
        {
            const double nanoseconds = *number * unit.nanoseconds;
            if (nanoseconds >= GetMaxNanoseconds())
            {
                return std::nullopt;
            }
            return HttpTimeFromNanoseconds(nanoseconds);
        }
    }
    return std::nullopt;
}

std::optional<Time>
HttpParseSeconds(std::string_view text)
{
    text = HttpTrim(text);
    return HttpParseTime(HttpParseNumber(text) ? std::string(text) + "s" : std::string(text));
}

Time
HttpTimeFromNanoseconds(double nanoseconds)
{
    if (!(nanoseconds > 0))
    {
        return Time(0);
    }
    if (nanoseconds >= GetMaxNanoseconds())
    {
        return Time::Max();
    }
    return NanoSeconds(std::llround(nanoseconds));
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
            const int high = GetHexValue(text[i + 1]);
            const int low = GetHexValue(text[i + 2]);
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

std::string
HttpReadFile(const std::string& path, std::string& content)
{
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file)
    {
        return path + ": " + (errno != 0 ? std::strerror(errno) : "cannot be opened");
    }
    content.clear();
    std::string block(1 << 16, '\0');
    do
    {
        file.read(&block[0], static_cast<std::streamsize>(block.size()));
        content.append(block, 0, static_cast<std::size_t>(file.gcount()));
    } while (file);
    if (!file.eof())
    {
        return path + ": " + (errno != 0 ? std::strerror(errno) : "cannot be read");
    }
    const std::string problem = HttpInflate(content);
    return problem.empty() ? "" : path + ": " + problem;
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

bool
HttpSplitCsv(std::string_view line, std::vector<std::string>& values)
{
    values.clear();
    while (true)
    {
        const auto begin = line.find_first_not_of(" \t");
        line.remove_prefix(begin == std::string_view::npos ? line.size() : begin);
        std::string value;
        if (!line.empty() && line.front() == '"')
        {
            auto end = line.find('"', 1);
            std::size_t from = 1;
            while (end != std::string_view::npos && end + 1 < line.size() && line[end + 1] == '"')
            {
                value.append(line.substr(from, end + 1 - from));
                from = end + 2;
                end = line.find('"', from);
            }
            if (end == std::string_view::npos)
            {
                return false;
            }
            value.append(line.substr(from, end - from));
            line.remove_prefix(end + 1);
            const auto comma = line.find(',');
            if (!HttpTrim(line.substr(0, comma)).empty())
            {
                return false;
            }
        }
        else
        {
            value = HttpTrim(line.substr(0, line.find(',')));
        }
        values.push_back(std::move(value));
        const auto comma = line.find(',');
        if (comma == std::string_view::npos)
        {
            return true;
        }
        line.remove_prefix(comma + 1);
    }
}

} // namespace ns3
