/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-scoreboard.h"

#include <algorithm>

namespace ns3
{
namespace tcp
{

void
Scoreboard::Add(SentSegment segment)
{
    segment.older = segment.newer = NONE;
    Link(m_segments.Push(segment));
}

void
Scoreboard::NoteAgain(uint64_t number, Nanoseconds now, const DeliveryStamp& delivery, bool isProbe)
{
    SentSegment& segment = m_segments[number];
    segment.everAgain = true;
    segment.sent = now;
    segment.delivery = delivery;
    Unlink(number);
    Link(number);
    if (!isProbe && !segment.again)
    {
        segment.again = true;
        ++m_again;
        m_toSend.erase(number);
    }
}

void
Scoreboard::MarkLost(uint64_t number)
{
    SentSegment& segment = m_segments[number];
    if (segment.sacked)
    {
        return;
    }
    if (!segment.lost)
    {
        segment.lost = true;
        ++m_lost;
    }
    ClearAgain(number);
    Unlink(number);
    m_toSend.insert(number);
}

void
Scoreboard::UnmarkLost()
{
    for (uint64_t i = m_segments.GetFirst(); m_lost > 0 && i != m_segments.GetEnd(); ++i)
    {
        SentSegment& segment = m_segments[i];
        if (segment.lost)
        {
            segment.lost = false;
            --m_lost;
            Unlink(i);
            LinkByTime(i);
        }
    }
    m_toSend.clear();
}

void
Scoreboard::ForgetSacked()
{
    for (uint64_t i = m_segments.GetFirst(); i != m_segments.GetEnd(); ++i)
    {
        if (m_segments[i].sacked)
        {
            m_segments[i].sacked = false;
            LinkByTime(i);
        }
    }
    m_sacked = 0;
    m_reported.clear();
}

void
Scoreboard::ClearAgain(uint64_t number)
{
    if (m_segments[number].again)
    {
        m_segments[number].again = false;
        --m_again;
    }
}

void
Scoreboard::MarkSacked(uint64_t number)
{
    SentSegment& segment = m_segments[number];
    Unlink(number);
    m_toSend.erase(number);
    // One that was sent again and is not taken for lost has arrived for the first time: what was
    // sent again is still on its way.
    if (segment.lost)
    {
        ClearAgain(number);
        segment.lost = false;
        --m_lost;
    }
    segment.sacked = true;
    ++m_sacked;
}

void
Scoreboard::RemoveFirst()
{
    const uint64_t number = m_segments.GetFirst();
    const SentSegment& segment = m_segments.Front();
    const Sequence end = segment.GetEnd();
    Unlink(number);
    ClearAgain(number);
    m_lost -= segment.lost ? 1 : 0;
    m_sacked -= segment.sacked ? 1 : 0;
    if (segment.lost)
    {
        m_toSend.erase(number);
    }
    m_segments.Pop();
    if (!m_reported.empty() && m_reported.begin()->second <= end)
    {
        m_reported.erase(m_reported.begin());
    }
}

uint64_t
Scoreboard::Find(Sequence sequence) const
{
    uint64_t low = m_segments.GetFirst();
    uint64_t high = m_segments.GetEnd();
    while (low < high)
    {
        const uint64_t middle = low + (high - low) / 2;
        if (m_segments[middle].GetEnd() <= sequence)
        {
            low = middle + 1;
        }
        else
        {
            high = middle;
        }
    }
    return low == m_segments.GetEnd() || m_segments[low].begin > sequence ? NONE : low;
}

uint64_t
Scoreboard::FindUnreported(Sequence& begin, Sequence end) const
{
    auto range = m_reported.upper_bound(begin);
    if (range != m_reported.begin() && std::prev(range)->second > begin)
    {
        begin = std::prev(range)->second;
    }
    if (begin >= end || m_segments.IsEmpty())
    {
        return NONE;
    }
    uint64_t number = Find(std::max(begin, m_segments.Front().begin));
    if (number != NONE && m_segments[number].begin < begin)
    {
        ++number;
    }
    // What ends between two reports and covers no whole segment is stepped over.
    while (number != NONE && number != m_segments.GetEnd() && m_segments[number].GetEnd() <= end)
    {
        if (!m_segments[number].sacked)
        {
            return number;
        }
        range = std::prev(m_reported.upper_bound(m_segments[number].begin));
        number = Find(range->second);
    }
    return NONE;
}

void
Scoreboard::Report(Sequence begin, Sequence end)
{
    auto next = m_reported.lower_bound(begin);
    if (next != m_reported.begin() && std::prev(next)->second >= begin)
    {
        next = std::prev(next);
        begin = next->first;
        end = std::max(end, next->second);
    }
    while (next != m_reported.end() && next->first <= end)
    {
        end = std::max(end, next->second);
        next = m_reported.erase(next);
    }
    m_reported.emplace_hint(next, begin, end);
}

void
Scoreboard::LinkByTime(uint64_t number)
{
    SentSegment& segment = m_segments[number];
    uint64_t before = m_newest;
    while (before != NONE && m_segments[before].sent > segment.sent)
    {
        before = m_segments[before].older;
    }
    if (before == m_newest)
    {
        Link(number);
        return;
    }
    segment.older = before;
    segment.newer = before == NONE ? m_oldest : m_segments[before].newer;
    m_segments[segment.newer].older = number;
    (before == NONE ? m_oldest : m_segments[before].newer) = number;
}

void
Scoreboard::Link(uint64_t number)
{
    SentSegment& segment = m_segments[number];
    segment.older = m_newest;
    segment.newer = NONE;
    if (m_newest == NONE)
    {
        m_oldest = number;
    }
    else
    {
        m_segments[m_newest].newer = number;
    }
    m_newest = number;
}

void
Scoreboard::Unlink(uint64_t number)
{
    SentSegment& segment = m_segments[number];
    if (segment.older == NONE && segment.newer == NONE && m_oldest != number)
    {
        return;
    }
    if (segment.older == NONE)
    {
        m_oldest = segment.newer;
    }
    else
    {
        m_segments[segment.older].newer = segment.newer;
    }
    if (segment.newer == NONE)
    {
        m_newest = segment.older;
    }
    else
    {
        m_segments[segment.newer].older = segment.older;
    }
    segment.older = segment.newer = NONE;
}

} // namespace tcp
} // namespace ns3
