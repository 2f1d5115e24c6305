/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tls-bytes.h"

#include <algorithm>
#include <array>

namespace ns3
{
namespace tls
{

namespace
{

/// Up to so many bytes are drawn, each by itself; more are cut out of the page.
constexpr std::size_t DRAWN = 64;

/// Bytes of the page, and where in it a piece may begin.
constexpr std::size_t PAGE_BYTES = 8192;
constexpr std::size_t PAGE_BEGINS = 4096;

/// @brief Appends a number, its lowest byte first. @param number it @param out where to
void
AppendNumber(uint64_t number, std::size_t count, std::string& out)
{
    std::array<char, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
    {
        bytes[i] = static_cast<char>(number >> (8 * i));
    }
    out.append(bytes.data(), count);
}

/// @brief The page that long pieces are cut out of, the same in each run. @return it
const std::string&
GetPage()
{
    static const std::string PAGE = [] {
        Opaque opaque(PAGE_BYTES);
        std::string page;
        while (page.size() < PAGE_BYTES)
        {
            AppendNumber(opaque.Next(), sizeof(uint64_t), page);
        }
        return page;
    }();
    return PAGE;
}

} // namespace

void
Opaque::Append(std::size_t count, std::string& out)
{
    if (count > DRAWN)
    {
        const std::string& page = GetPage();
        for (std::size_t left = count; left > 0;)
        {
            const std::size_t begin = Next() % PAGE_BEGINS;
            const std::size_t piece = std::min(left, PAGE_BYTES - begin);
            out.append(page, begin, piece);
            left -= piece;
        }
        return;
    }
    for (std::size_t left = count; left > 0;)
    {
        const std::size_t piece = std::min(left, sizeof(uint64_t));
        AppendNumber(Next(), piece, out);
        left -= piece;
    }
}

} // namespace tls
} // namespace ns3
