/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-nearest-word.h"

#include <algorithm>
#include <numeric>

namespace ns3
{

namespace
{

/**
 * @brief Letters to change, insert or leave out to get from one word to another (Levenshtein).
 * @param a one word
 * @param b the other
 * @return their number
 */
std::size_t
GetDistance(const std::string& a, const std::string& b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 1; i <= a.size(); ++i)
    {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 1; j <= b.size(); ++j)
        {
            const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

} // namespace

std::string
FindHttpNearestWord(const std::string& word, const std::vector<std::string>& known)
{
    return *std::min_element(known.begin(), known.end(), [&](const auto& a, const auto& b) {
        return GetDistance(a, word) < GetDistance(b, word);
    });
}

} // namespace ns3
