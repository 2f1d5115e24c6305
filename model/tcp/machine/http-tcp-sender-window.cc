/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-sender.h"

#include <algorithm>

namespace ns3
{
namespace tcp
{

bool
Sender::WriteOut(Nanoseconds now, PushKind kind)
{
    uint32_t sent = 0;
    bool isLimited = false;
    const uint32_t burst = GetBurst();
    while (HasUnsent() && !IsPacedOut(now))
    {
        uint32_t quota = GetQuota();
        if (quota == 0)
        {
            if (kind != PushKind::Probe && !IsBeyondWindow())
            {
                break;
            }
            quota = 1;
        }
        quota = std::min(quota, burst);
        const uint64_t chunk = GetPieceEnd() - m_next;
        const Sequence windowEnd = m_unacknowledged + m_peerWindow;
        if (m_next + std::min<uint64_t>(chunk, m_segmentSize) > windowEnd)
        {
            break;
        }
        const bool isOne = chunk <= m_segmentSize;
        if (isOne ? IsNagled(chunk, kind)
                  : kind != PushKind::Probe && IsDeferred(now, burst, isLimited))
        {
            break;
        }
        const uint64_t length =
            isOne ? std::min<uint64_t>(chunk, m_segmentSize) : GetBurstLength(quota, kind);
        if (length == 0 && chunk > 0 && m_next < m_written)
        {
            break;
        }
        sent += SendNew(now, length + (m_finQueued && m_next + length == m_written ? 1 : 0));
        if (kind == PushKind::Probe || kind == PushKind::One)
        {
            break;
        }
    }
    isLimited = isLimited || m_board.GetInFlight() >= m_window.segments;
    if (sent > 0 || isLimited)
    {
        Validate(now, isLimited);
    }
    if (sent > 0)
    {
        m_reducedOut += IsReducing() ? sent : 0;
        if (kind != PushKind::Probe)
        {
            ArmLossProbe(now, false);
        }
        return false;
    }
    return m_board.GetPackets() == 0 && HasUnsent();
}

uint32_t
Sender::GetQuota() const
{
    const uint32_t inFlight = m_board.GetInFlight();
    if (inFlight >= m_window.segments)
    {
        return 0;
    }
    if (!m_settings->limitedTransmit && m_state == CongestionState::Disorder)
    {
        const uint32_t out = m_board.GetPackets();
        return out >= m_window.segments ? 0 : m_window.segments - out;
    }
    // At least two bursts in flight keep the acknowledgments coming; tcp_cwnd_test().
    return std::min(std::max(m_window.segments / 2, 1U), m_window.segments - inFlight);
}

uint32_t
Sender::GetBurst() const
{
    if (m_settings->largestBurst == 0)
    {
        return 1;
    }
    const uint64_t most = m_settings->largestBurst;
    uint64_t bytes = m_pacingRate == 0 ? most : m_pacingRate >> m_settings->burstShift;
    if (m_roundTrip.GetLeast() != NEVER)
    {
        const int64_t shift = m_roundTrip.GetLeast() / Microseconds(1) >> m_settings->burstRttShift;
        bytes += shift < 32 ? most >> shift : 0;
    }
    const uint64_t segments = std::min(bytes, most) / m_segmentSize;
    const uint64_t room = (most - 1) / m_segmentSize;
    return static_cast<uint32_t>(
        std::max<uint64_t>(std::min(segments, room), m_settings->leastBurst));
}

bool
Sender::IsBeyondWindow() const
{
    return m_settings->finBeyondWindow && m_finQueued && m_written - m_next < m_segmentSize;
}

Sequence
Sender::GetPieceEnd() const
{
    return m_pieces.IsEmpty() ? m_written : m_pieces.Front().end;
}

bool
Sender::IsDeferred(Nanoseconds now, uint32_t burst, bool& isLimited) const
{
    if (IsRecovering() || now - m_lastWrite > Milliseconds(1) || m_settings->largestBurst == 0)
    {
        return false;
    }
    const uint64_t chunk = GetPieceEnd() - m_next;
    const uint64_t sendWindow = m_unacknowledged + m_peerWindow - m_next;
    const uint64_t congestionWindow =
        uint64_t{m_window.segments - m_board.GetInFlight()} * m_segmentSize;
    const uint64_t limit = std::min(sendWindow, congestionWindow);
    if (limit >= uint64_t{burst} * m_segmentSize || (GetPieceEnd() < m_written && limit >= chunk))
    {
        return false;
    }
    const uint64_t whole =
        std::min<uint64_t>(m_peerWindow, uint64_t{m_window.segments} * m_segmentSize);
    if (m_settings->burstWindowPart > 0 && limit >= whole / m_settings->burstWindowPart)
    {
        return false;
    }
    // The next acknowledgment is too far away to wait for (from Linux 6.18: more than 1 ms).
    const Nanoseconds smoothed = m_roundTrip.GetSmoothed();
    if (m_board.GetPackets() == 0 || m_board.GetSegments().Front().sent + smoothed - now >
                                         std::min<Nanoseconds>(smoothed / 2, Milliseconds(1)))
    {
        return false;
    }
    if (congestionWindow < sendWindow)
    {
        if (congestionWindow <= chunk)
        {
            isLimited = true;
            return true;
        }
    }
    else if (sendWindow <= chunk)
    {
        return true;
    }
    return !(m_finQueued && GetPieceEnd() == m_written);
}

bool
Sender::IsNagled(uint64_t length, PushKind kind) const
{
    return length < m_segmentSize && !m_finQueued && GetPieceEnd() == m_written && IsPartHeld(kind);
}

bool
Sender::IsPartHeld(PushKind kind) const
{
    const bool isCorked = m_settings->cork && !m_finQueued;
    const bool isSmallOut = m_board.GetPackets() > 0 && m_smallEnd > m_unacknowledged;
    return kind == PushKind::Normal && (isCorked || (m_settings->nagle && isSmallOut));
}

uint64_t
Sender::GetBurstLength(uint32_t segments, PushKind kind) const
{
    const uint64_t window = m_unacknowledged + m_peerWindow - m_next;
    const uint64_t most = uint64_t{segments} * m_segmentSize;
    const uint64_t needed = std::min(GetPieceEnd() - m_next, window);
    if (most <= needed)
    {
        return most;
    }
    const uint64_t partial = needed % m_segmentSize;
    return partial > 0 && IsPartHeld(kind) ? needed - partial : needed;
}

bool
Sender::IsWindowLimited() const
{
    if (m_isLimited || !m_settings->windowValidation)
    {
        return true;
    }
    return m_window.IsSlowStart() && m_window.segments < 2 * m_mostOut;
}

void
Sender::Validate(Nanoseconds now, bool isLimited)
{
    const uint32_t out = m_board.GetPackets();
    if (m_unacknowledged >= m_usageEnd || isLimited || (!m_isLimited && out > m_mostOut))
    {
        m_isLimited = isLimited;
        m_mostOut = out;
        m_usageEnd = m_next;
    }
    if (IsWindowLimited())
    {
        m_used = 0;
        m_usedStamp = now;
        return;
    }
    m_used = std::max(m_used, out);
    if (m_settings->slowStartAfterIdle && now - m_usedStamp >= m_roundTrip.GetTimeout() &&
        !m_control->IsInCharge())
    {
        NoteUnused(now);
    }
}

void
Sender::NoteUnused(Nanoseconds now)
{
    if (m_state == CongestionState::Open && !m_noSpace)
    {
        const uint32_t used = std::max(m_used, m_settings->initialWindow);
        if (used < m_window.segments)
        {
            m_window.threshold = GetCurrentThreshold();
            m_window.segments = (m_window.segments + used) / 2;
        }
        m_used = 0;
    }
    m_usedStamp = now;
}

void
Sender::RestartAfterIdle(Nanoseconds now)
{
    if (!m_settings->slowStartAfterIdle || m_board.GetPackets() > 0 || m_control->IsInCharge())
    {
        return;
    }
    Nanoseconds idle = now - m_lastSent;
    const Nanoseconds timeout = m_roundTrip.GetTimeout();
    if (idle <= timeout)
    {
        return;
    }
    m_control->NoteEvent(GetPath(now), CongestionEvent::WindowRestart);
    m_window.threshold = GetCurrentThreshold();
    const uint32_t restart = std::min(m_settings->initialWindow, m_window.segments);
    for (idle -= timeout; idle.count() > 0 && m_window.segments > restart; idle -= timeout)
    {
        m_window.segments /= 2;
    }
    m_window.segments = std::max(m_window.segments, restart);
    m_usedStamp = now;
    m_used = 0;
}

bool
Sender::IsPaced() const
{
    return m_settings->pacing || m_control->GetPacingRate() > 0;
}

bool
Sender::IsPacedOut(Nanoseconds now)
{
    m_isPaceWaiting = now < m_paceUntil && IsPaced();
    return m_isPaceWaiting;
}

void
Sender::Pace(Nanoseconds now, uint64_t bytes)
{
    // The first segments go out at once, as sch_fq and tcp_update_skb_after_send() let them.
    if (m_pacingRate > 0 && IsPaced() &&
        (m_settings->paceInitialWindow || m_sentTotal > m_settings->initialWindow))
    {
        const auto length =
            Nanoseconds(static_cast<int64_t>(double(bytes) * 1e9 / double(m_pacingRate)));
        m_paceUntil = std::max(m_paceUntil, now) + length;
    }
}

void
Sender::UpdatePacingRate()
{
    const uint64_t wanted = m_control->GetPacingRate();
    if (wanted > 0 || !m_roundTrip.IsKnown())
    {
        m_pacingRate = std::min(wanted, m_settings->mostPacingRate);
        return;
    }
    const bool isEarly = m_window.segments < m_window.threshold / 2;
    const uint32_t percent = isEarly ? m_settings->pacingSlowStart : m_settings->pacingAvoidance;
    const double segments = std::max(m_window.segments, m_board.GetPackets());
    const double seconds = double(m_roundTrip.GetSmoothed().count()) / 1e9;
    m_pacingRate =
        static_cast<uint64_t>(segments * m_segmentSize * percent / 100 / std::max(seconds, 1e-9));
    m_pacingRate = std::min(m_pacingRate, m_settings->mostPacingRate);
}

} // namespace tcp
} // namespace ns3
