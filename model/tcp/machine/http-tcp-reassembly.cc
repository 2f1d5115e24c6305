/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-reassembly.h"

#include <algorithm>

namespace ns3
{
namespace tcp
{

void
Reassembly::Add(Range range, std::vector<Range>& fresh)
{
    const bool isInOrder = range.first <= m_next;
    Sequence from = std::max(range.first, m_next);
    Range whole{from, range.second};
    auto next = m_held.upper_bound(from);
    if (next != m_held.begin() && std::prev(next)->second >= from)
    {
        next = std::prev(next);
    }
    // Parts that are held already are stepped over, and told as come twice; tcp_ofo_queue().
    while (next != m_held.end() && next->first <= range.second)
    {
        const Range overlap{std::max(from, next->first), std::min(range.second, next->second)};
        if (overlap.first < overlap.second)
        {
            m_duplicate = overlap;
        }
        if (from < next->first)
        {
            fresh.emplace_back(from, next->first);
        }
        from = std::max(from, next->second);
        whole = {std::min(whole.first, next->first), std::max(whole.second, next->second)};
        m_heldBytes -= next->second - next->first;
        next = m_held.erase(next);
    }
    if (from < range.second)
    {
        fresh.emplace_back(from, range.second);
    }
    if (isInOrder)
    {
        m_next = std::max(m_next, whole.second);
        Forget();
        return;
    }
    m_held.emplace(whole.first, whole.second);
    m_heldBytes += whole.second - whole.first;
    Remember(whole);
}

void
Reassembly::Remember(Range range)
{
    size_t kept = 0;
    std::array<Range, BLOCKS_MOST> others{};
    for (size_t i = 0; i < m_count; ++i)
    {
        const bool isEaten = m_recent[i].first >= range.first && m_recent[i].second <= range.second;
        if (!isEaten)
        {
            others[kept++] = m_recent[i];
        }
    }
    m_recent[0] = range;
    m_count = 1;
    for (size_t i = 0; i < kept && m_count < BLOCKS_MOST; ++i)
    {
        m_recent[m_count++] = others[i];
    }
}

void
Reassembly::Forget()
{
    uint8_t kept = 0;
    for (uint8_t i = 0; i < m_count; ++i)
    {
        if (m_recent[i].first > m_next)
        {
            m_recent[kept++] = m_recent[i];
        }
    }
    m_count = kept;
}

size_t
Reassembly::CountBlocks() const
{
    return m_count + (m_duplicate.first < m_duplicate.second ? 1 : 0);
}

size_t
Reassembly::TakeBlocks(std::array<Range, BLOCKS_MOST>& blocks, size_t most)
{
    size_t count = 0;
    most = std::min(most, BLOCKS_MOST);
    if (m_duplicate.first < m_duplicate.second && most > 0)
    {
        blocks[count++] = m_duplicate;
        m_duplicate = {0, 0};
    }
    for (size_t i = 0; i < m_count && count < most; ++i)
    {
        blocks[count++] = m_recent[i];
    }
    return count;
}

} // namespace tcp
} // namespace ns3
