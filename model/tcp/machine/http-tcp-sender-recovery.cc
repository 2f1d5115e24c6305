/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The states of a sender's congestion control, and how its window shrinks (RFC 9937).

#include "http-tcp-sender.h"

#include <algorithm>

namespace ns3
{
namespace tcp
{

void
Sender::SetState(Nanoseconds now, CongestionState state)
{
    m_state = state;
    m_control->NoteState(GetPath(now), m_window);
}

bool
Sender::IsUnharmed() const
{
    return m_state == CongestionState::Open || m_state == CongestionState::Disorder;
}

bool
Sender::IsRecovering() const
{
    return m_state == CongestionState::Recovery || m_state == CongestionState::Loss;
}

bool
Sender::IsReducing() const
{
    return m_state == CongestionState::Cwr || m_state == CongestionState::Recovery;
}

uint32_t
Sender::GetCurrentThreshold() const
{
    const uint32_t segments = m_window.segments;
    return IsReducing() ? m_window.threshold
                        : std::max(m_window.threshold, segments / 2 + segments / 4);
}

bool
Sender::LeaveState(const Progress& progress)
{
    if (m_state == CongestionState::Open)
    {
        m_againStamp = Nanoseconds(-1);
    }
    else if (m_unacknowledged >= m_highest)
    {
        if (m_state == CongestionState::Cwr && m_unacknowledged != m_highest)
        {
            EndReduction(progress.now);
            SetState(progress.now, CongestionState::Open);
        }
        else if (m_state == CongestionState::Recovery)
        {
            if (!m_hasSack)
            {
                m_board.SetSackedCount(0);
            }
            if (TryUndoRecovery(progress.now))
            {
                return true;
            }
            EndReduction(progress.now);
        }
    }
    return false;
}

void
Sender::Alert(Progress& progress, bool isRepeat)
{
    if (progress.isMarked)
    {
        m_priorThreshold = 0;
    }
    if (progress.reneged)
    {
        // The first segment had been reported and is not acknowledged: the peer has discarded it.
        const Nanoseconds wait =
            std::max<Nanoseconds>(m_roundTrip.GetSmoothed() / 2, Milliseconds(10));
        Arm(progress.now, Timer::Retransmission, wait);
        progress.setsTimer = false;
        return;
    }
    if (LeaveState(progress))
    {
        return;
    }
    if (m_state == CongestionState::Recovery)
    {
        AlertInRecovery(progress, isRepeat);
        return;
    }
    if (m_state == CongestionState::Loss && !AlertInLoss(progress, isRepeat))
    {
        return;
    }
    CountWithoutSack(progress.isAdvanced, isRepeat);
    if (IsUnharmed())
    {
        TryUndoDuplicates(progress.now);
    }
    RecoverLosses(progress);
}

void
Sender::AlertInRecovery(Progress& progress, bool isRepeat)
{
    if (!progress.isAdvanced)
    {
        CountWithoutSack(false, isRepeat);
    }
    else if (TryUndoPartial(progress))
    {
        return;
    }
    if (TryUndoDuplicates(progress.now))
    {
        TryOpen(progress);
    }
    RecoverLosses(progress);
}

void
Sender::RecoverLosses(Progress& progress)
{
    FindLosses(progress);
    if (m_state != CongestionState::Recovery)
    {
        if (m_board.GetLost() == 0)
        {
            TryOpen(progress);
            return;
        }
        EnterRecovery(progress.now, progress.isMarked);
    }
    progress.resend = Resend::Lost;
}

void
Sender::TryKeepOpen(Nanoseconds now)
{
    const CongestionState state =
        m_board.GetLeft() > 0 || IsAnyAgain() ? CongestionState::Disorder : CongestionState::Open;
    if (m_state != state)
    {
        SetState(now, state);
        m_highest = m_next;
    }
}

void
Sender::TryOpen(const Progress& progress)
{
    ClearAgainStamp();
    if (progress.isMarked)
    {
        EnterCwr(progress.now);
    }
    if (m_state != CongestionState::Cwr)
    {
        TryKeepOpen(progress.now);
    }
}

void
Sender::EnterRecovery(Nanoseconds now, bool isMarked)
{
    ClearAgainStamp();
    m_priorThreshold = 0;
    BeginUndo();
    if (!IsReducing())
    {
        m_priorThreshold = isMarked ? 0 : GetCurrentThreshold();
        BeginReduction(now);
    }
    SetState(now, CongestionState::Recovery);
}

void
Sender::EnterCwr(Nanoseconds now)
{
    m_priorThreshold = 0;
    if (IsUnharmed())
    {
        m_undoMarker = 0;
        BeginReduction(now);
        SetState(now, CongestionState::Cwr);
    }
}

void
Sender::BeginReduction(Nanoseconds now)
{
    m_highest = m_next;
    m_probeEnd = 0;
    m_window.credit = 0;
    m_priorWindow = m_window.segments;
    m_reducedDelivered = m_reducedOut = 0;
    m_window.threshold = m_control->GetThreshold(GetPath(now), m_window);
    m_cwrQueued = true;
}

void
Sender::Reduce(uint32_t delivered, bool isProgress, uint32_t lost)
{
    if (delivered == 0 || m_priorWindow == 0)
    {
        return;
    }
    if (!m_settings->proportional)
    {
        m_window.segments = m_window.threshold;
        return;
    }
    const uint32_t inFlight = m_board.GetInFlight();
    const int64_t room = int64_t{m_window.threshold} - inFlight;
    m_reducedDelivered += delivered;
    int64_t count = 0;
    if (room < 0)
    {
        // In proportion to what is delivered (RFC 9937, section 6.2).
        const uint64_t share = uint64_t{m_window.threshold} * m_reducedDelivered;
        count = static_cast<int64_t>((share + m_priorWindow - 1) / m_priorWindow) - m_reducedOut;
    }
    else
    {
        count = std::max<int64_t>(int64_t{m_reducedDelivered} - m_reducedOut, delivered);
        count += isProgress && lost == 0 ? 1 : 0;
        count = std::min(room, count);
    }
    // The first segment goes out in any case.
    count = std::max<int64_t>(count, m_reducedOut > 0 ? 0 : 1);
    m_window.segments = static_cast<uint32_t>(inFlight + count);
}

void
Sender::EndReduction(Nanoseconds now)
{
    if (m_control->IsInCharge())
    {
        return;
    }
    if (m_window.threshold < UNLIMITED && (m_state == CongestionState::Cwr || m_undoMarker != 0))
    {
        m_window.segments = m_window.threshold;
        m_usedStamp = now;
    }
    m_control->NoteEvent(GetPath(now), CongestionEvent::ReductionComplete);
}

} // namespace tcp
} // namespace ns3
