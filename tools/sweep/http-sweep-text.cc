/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sweep-text.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace ns3
{

std::string
FormatSweepNumber(double value)
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
FormatSweepShort(double value)
{
    if (!std::isfinite(value))
    {
        return "-";
    }
    std::array<char, 64> text{};
    const bool isLarge = std::fabs(value) >= 1e4 && std::fabs(value) < 1e15;
    std::snprintf(text.data(), text.size(), isLarge ? "%.0f" : "%.4g", value);
    return text.data();
}

std::string
QuoteCsv(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos)
    {
        return text;
    }
    std::string quoted = "\"";
    for (const char letter : text)
    {
        quoted += letter == '"' ? "\"\"" : std::string(1, letter);
    }
    return quoted + "\"";
}

std::string
MakeCsvLine(const std::vector<std::string>& fields)
{
    std::string line;
    for (const std::string& field : fields)
    {
        line += QuoteCsv(field) + ",";
    }
    if (!line.empty())
    {
        line.back() = '\n';
    }
    return line;
}

std::vector<std::vector<std::string>>
ReadCsv(const std::string& text)
{
    std::vector<std::vector<std::string>> lines;
    std::vector<std::string> fields(1);
    bool isQuoted = false;
    for (std::size_t i = 0; i < text.size(); ++i)
    {
        const char letter = text[i];
        if (isQuoted && letter == '"' && text.compare(i, 2, "\"\"") == 0)
        {
            fields.back() += text[++i];
        }
        else if (letter == '"')
        {
            isQuoted = !isQuoted;
        }
        else if (letter == ',' && !isQuoted)
        {
            fields.emplace_back();
        }
        else if (letter == '\n' && !isQuoted)
        {
            lines.push_back(std::move(fields));
            fields.assign(1, "");
        }
        else
        {
            fields.back() += letter;
        }
    }
    if (fields.size() > 1 || !fields.front().empty())
    {
        lines.push_back(std::move(fields));
    }
    return lines;
}

std::string
QuoteShell(const std::string& word)
{
    const char* const plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                              "_-+=./:,@%";
    if (!word.empty() && word.find_first_not_of(plain) == std::string::npos)
    {
        return word;
    }
    std::string quoted = "'";
    for (const char letter : word)
    {
        quoted += letter == '\'' ? "'\\''" : std::string(1, letter);
    }
    return quoted + "'";
}

std::string
JoinWords(const std::vector<std::string>& words, const std::string& glue)
{
    std::string text;
    for (const std::string& word : words)
    {
        text += (&word == words.data() ? "" : glue) + word;
    }
    return text;
}

std::string
ReadWholeFile(const std::string& name)
{
    errno = 0;
    std::ifstream file(name, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (!file.is_open() || file.bad() || std::filesystem::is_directory(name))
    {
        throw std::runtime_error("cannot read " + name +
                                 (errno ? std::string(": ") + std::strerror(errno) : ""));
    }
    return text;
}

void
WriteWholeFile(const std::string& name, const std::string& text)
{
    const std::string unfinished = name + ".part";
    errno = 0;
    std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    if (!file || std::rename(unfinished.c_str(), name.c_str()) != 0)
    {
        throw std::runtime_error("cannot write " + name +
                                 (errno ? std::string(": ") + std::strerror(errno) : ""));
    }
}

} // namespace ns3
