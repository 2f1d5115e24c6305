/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sender-watch.h"

#include "ns3/http-wire-tcp.h"

#include <algorithm>

namespace ns3
{

namespace
{

/// @brief Whether a sequence number lies before another. @param a one @param b the other
/// @return whether, by the nearer way around
bool
IsBefore(uint32_t a, uint32_t b)
{
    return static_cast<int32_t>(a - b) < 0;
}

} // namespace

void
HttpSenderWatch::Begin(const HttpSeenSegment& syn)
{
    // What the other end has offered, in a SYN that came first, stays.
    const uint8_t shift = m_shift;
    *this = HttpSenderWatch();
    m_shift = shift;
    m_isBegun = true;
    m_isScaled = syn.hasWindowShift;
    m_initial = m_next = m_unacknowledged = syn.sequenceNumber;
}

HttpSenderWatch::Verdict
HttpSenderWatch::Send(const HttpSeenSegment& segment, Time now, uint32_t sendBuffer)
{
    Verdict verdict;
    const bool hasSyn = (segment.flags & wire::TCP_SYN) != 0;
    const bool hasFin = (segment.flags & wire::TCP_FIN) != 0;
    const uint32_t end =
        segment.sequenceNumber + segment.payload + (hasSyn ? 1 : 0) + (hasFin ? 1 : 0);
    if (hasSyn)
    {
        if (!m_isBegun || segment.sequenceNumber != m_initial)
        {
            Begin(segment);
        }
        m_synSent = now;
    }
    m_isReset = m_isReset || (segment.flags & wire::TCP_RST) != 0;
    m_hasSentFin = m_hasSentFin || hasFin;
    if (end == segment.sequenceNumber)
    {
        return verdict;
    }
    verdict.isRetransmission = IsBefore(segment.sequenceNumber, m_next);
    if (!verdict.isRetransmission)
    {
        m_next = end;
        m_largest = std::max(m_largest, segment.payload);
        const uint32_t room = m_next - m_unacknowledged + m_largest;
        m_hasFilledWindow = m_hasFilledWindow || (m_isAcknowledged && room > m_window);
        m_hasFilledBuffer = m_hasFilledBuffer || room > sendBuffer;
        return verdict;
    }
    // What is sent into a closed window probes it.
    const bool isProbe = m_isAcknowledged && m_window == 0;
    verdict.isTimeout = !isProbe && now != m_timeout && now > m_arrival &&
                        now - m_arrival >= m_roundTrip / 2 && now - m_advance >= m_roundTrip;
    m_timeout = verdict.isTimeout ? now : m_timeout;
    return verdict;
}

void
HttpSenderWatch::Receive(const HttpSeenSegment& segment, Time now)
{
    m_isReset = m_isReset || (segment.flags & wire::TCP_RST) != 0;
    m_hasFin = m_hasFin || (segment.flags & wire::TCP_FIN) != 0;
    const bool hasSyn = (segment.flags & wire::TCP_SYN) != 0;
    if (hasSyn)
    {
        // One that comes again is answered again, by no timer.
        m_shift = segment.windowShift;
        m_arrival = now;
    }
    if ((segment.flags & wire::TCP_ACK) == 0)
    {
        return;
    }
    m_window = hasSyn || !m_isScaled ? segment.window : uint32_t{segment.window} << m_shift;
    const bool isAdvance = IsBefore(m_unacknowledged, segment.acknowledgmentNumber) &&
                           !IsBefore(m_next, segment.acknowledgmentNumber);
    if (isAdvance)
    {
        m_roundTrip = m_isAcknowledged ? m_roundTrip : now - m_synSent;
        m_isAcknowledged = true;
        m_unacknowledged = segment.acknowledgmentNumber;
        m_advance = now;
    }
    // A request that comes by the way tells nothing of what was sent before.
    if (isAdvance || segment.payload == 0)
    {
        m_arrival = now;
    }
}

bool
HttpSenderWatch::IsOver() const
{
    return m_isReset || (m_hasSentFin && m_hasFin && m_unacknowledged == m_next);
}

} // namespace ns3
