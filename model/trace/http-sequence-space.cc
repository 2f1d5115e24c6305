/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sequence-space.h"

#include <algorithm>

namespace ns3
{

void
HttpSequenceSpace::Start(uint32_t isn)
{
    m_isKnown = true;
    m_initial = isn;
}

bool
HttpSequenceSpace::IsKnown() const
{
    return m_isKnown;
}

uint32_t
HttpSequenceSpace::GetInitialNumber() const
{
    return m_initial;
}

int64_t
HttpSequenceSpace::GetPlace(uint32_t number) const
{
    if (!m_isKnown)
    {
        return NONE;
    }
    const uint32_t reference = m_initial + static_cast<uint32_t>(m_highest);
    return m_highest + static_cast<int32_t>(number - reference);
}

int64_t
HttpSequenceSpace::CountSeen(int64_t begin, int64_t end) const
{
    int64_t seen = std::max<int64_t>(0, std::min(end, m_contiguous) - begin);
    for (const auto& range : m_ahead)
    {
        seen += std::max<int64_t>(0, std::min(end, range.second) - std::max(begin, range.first));
    }
    return seen;
}

void
HttpSequenceSpace::Insert(int64_t begin, int64_t end)
{
    m_highest = std::max(m_highest, end);
    if (begin <= m_contiguous)
    {
        m_contiguous = std::max(m_contiguous, end);
        auto last = m_ahead.begin();
        while (last != m_ahead.end() && last->first <= m_contiguous)
        {
            m_contiguous = std::max(m_contiguous, last->second);
            ++last;
        }
        m_ahead.erase(m_ahead.begin(), last);
        return;
    }
    auto first = std::find_if(m_ahead.begin(), m_ahead.end(), [begin](const auto& range) {
        return range.second >= begin;
    });
    auto last = first;
    while (last != m_ahead.end() && last->first <= end)
    {
        begin = std::min(begin, last->first);
        end = std::max(end, last->second);
        ++last;
    }
    first = m_ahead.erase(first, last);
    m_ahead.insert(first, {begin, end});
}

HttpSequenceSpace::Range
HttpSequenceSpace::Add(uint32_t number, uint32_t bytes, bool hasSyn, bool hasFin)
{
    Range range;
    range.begin = GetPlace(number);
    if (range.begin == NONE)
    {
        return range;
    }
    const int64_t data = range.begin + (hasSyn ? 1 : 0);
    const int64_t end = data + bytes + (hasFin ? 1 : 0);
    range.stream = data - 1;
    if (end == range.begin)
    {
        return range;
    }
    const int64_t seen = CountSeen(range.begin, end);
    range.isSeen = seen > 0;
    range.isNew = seen < end - range.begin;
    range.seenBytes = static_cast<uint32_t>(CountSeen(data, data + bytes));
    range.isFirstFin = hasFin && m_fin == NONE;
    if (hasFin)
    {
        m_fin = data + bytes;
    }
    if (range.isNew)
    {
        Insert(range.begin, end);
    }
    return range;
}

void
HttpSequenceSpace::Acknowledge(uint32_t number)
{
    const int64_t place = GetPlace(number);
    if (place <= m_highest)
    {
        m_acknowledged = std::max(m_acknowledged, place);
    }
}

int64_t
HttpSequenceSpace::GetContiguous() const
{
    return m_contiguous;
}

int64_t
HttpSequenceSpace::GetHighest() const
{
    return m_highest;
}

int64_t
HttpSequenceSpace::GetAcknowledged() const
{
    return m_acknowledged;
}

bool
HttpSequenceSpace::IsOutstanding() const
{
    return m_acknowledged < m_highest;
}

bool
HttpSequenceSpace::IsSynAcknowledged() const
{
    return m_acknowledged > 0;
}

bool
HttpSequenceSpace::HasFin() const
{
    return m_fin != NONE;
}

bool
HttpSequenceSpace::IsFinReached() const
{
    return m_fin != NONE && m_contiguous > m_fin;
}

bool
HttpSequenceSpace::IsFinAcknowledged() const
{
    return m_fin != NONE && m_acknowledged > m_fin;
}

uint64_t
HttpSequenceSpace::GetStreamBytes() const
{
    const int64_t bytes = m_highest - 1 - (m_fin != NONE && m_highest > m_fin ? 1 : 0);
    return bytes > 0 ? bytes : 0;
}

} // namespace ns3
