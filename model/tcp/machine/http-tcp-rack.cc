/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-rack.h"

#include <algorithm>

namespace ns3
{
namespace tcp
{

namespace
{

/// Whether one segment was sent after another (RFC 8985, RACK_sent_after).
bool
IsSentAfter(Nanoseconds sent, Sequence end, Nanoseconds otherSent, Sequence otherEnd)
{
    return sent > otherSent || (sent == otherSent && end > otherEnd);
}

} // namespace

void
Rack::NoteDelivered(const SentSegment& segment, Nanoseconds now, Nanoseconds least)
{
    const Nanoseconds roundTrip = now - segment.sent;
    if (segment.everAgain && roundTrip < least && least != NEVER)
    {
        // Too soon for what was sent again: it is the first transmission that has arrived.
        return;
    }
    m_advanced = true;
    m_roundTrip = roundTrip;
    if (IsSentAfter(segment.sent, segment.GetEnd(), m_sent, m_end))
    {
        m_sent = segment.sent;
        m_end = segment.GetEnd();
    }
}

void
Rack::AdaptWindow(uint64_t priorDelivered, uint64_t delivered)
{
    if (priorDelivered == 0)
    {
        return;
    }
    if (priorDelivered < m_lastAdapted)
    {
        // Less than a round trip has gone by since the window grew.
        m_duplicateSeen = false;
    }
    if (m_duplicateSeen)
    {
        m_steps = std::min(STEPS_MOST, m_steps + 1);
        m_duplicateSeen = false;
        m_lastAdapted = delivered;
        m_persist = PERSIST_MOST;
    }
    else if (m_persist == 0)
    {
        m_steps = 1;
    }
}

void
Rack::NoteUndo()
{
    m_persist = std::min(PERSIST_MOST, m_persist + 1);
}

Nanoseconds
Rack::GetWindow(const RoundTrip& roundTrip,
                uint32_t sacked,
                uint32_t reordering,
                bool isRecovering) const
{
    if (!m_reorderingSeen && (isRecovering || sacked >= reordering))
    {
        return Nanoseconds(0);
    }
    if (roundTrip.GetLeast() == NEVER)
    {
        return roundTrip.GetSmoothed();
    }
    return std::min(roundTrip.GetLeast() / 4 * m_steps, roundTrip.GetSmoothed());
}

Nanoseconds
Rack::Detect(Scoreboard& board, Nanoseconds now, Nanoseconds window) const
{
    Nanoseconds wait{0};
    for (uint64_t i = board.GetOldest(); i != Scoreboard::NONE;)
    {
        const SentSegment& segment = board.GetSegments()[i];
        if (!IsSentAfter(m_sent, m_end, segment.sent, segment.GetEnd()))
        {
            break;
        }
        const uint64_t next = segment.newer;
        const Nanoseconds remaining = GetRemaining(segment, now, window);
        if (remaining.count() <= 0)
        {
            board.MarkLost(i);
        }
        else
        {
            wait = std::max(wait, remaining);
        }
        i = next;
    }
    return wait;
}

} // namespace tcp
} // namespace ns3
