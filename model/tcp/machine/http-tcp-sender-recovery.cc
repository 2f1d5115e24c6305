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

void
Sender::SetState(Nanoseconds now, CongestionState state)
{
    m_state = state;
    m_control->NoteState(GetPath(now), m_window);
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
Sender::IsAnyAgain() const
{
    const Ring<SentSegment>& segments = m_board.GetSegments();
    return m_board.GetAgain() > 0 || (!segments.IsEmpty() && segments.Front().everAgain);
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
    if (!m_hasSack)
    {
        const uint32_t sacked = progress.isAdvanced ? 0 : m_board.GetSacked();
        const uint32_t most =
            m_board.GetPackets() - std::min(m_board.GetLost() + 1, m_board.GetPackets());
        m_board.SetSackedCount(std::min(sacked + (isRepeat ? 1 : 0), most));
        m_delivered += isRepeat ? 1 : 0;
    }
    if (m_state == CongestionState::Open || m_state == CongestionState::Disorder)
    {
        TryUndoDuplicates(progress.now);
    }
    FindLosses(progress);
    if (m_board.GetLost() == 0)
    {
        TryOpen(progress);
        return;
    }
    EnterRecovery(progress.now, progress.isMarked);
    progress.resend = Resend::Lost;
}

void
Sender::AlertInRecovery(Progress& progress, bool isRepeat)
{
    if (!progress.isAdvanced)
    {
        if (!m_hasSack && isRepeat)
        {
            m_board.SetSackedCount(
                std::min(m_board.GetSacked() + 1, m_board.GetPackets() - m_board.GetLost()));
            ++m_delivered;
        }
    }
    else if (TryUndoPartial(progress))
    {
        return;
    }
    if (TryUndoDuplicates(progress.now))
    {
        TryOpen(progress);
    }
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

bool
Sender::AlertInLoss(Progress& progress, bool isRepeat)
{
    const Nanoseconds now = progress.now;
    const bool isRecovered = m_unacknowledged >= m_highest;
    const bool isUndone = (progress.isAdvanced && TryUndoLoss(now, false)) ||
                          (m_frto && progress.isOriginal && TryUndoLoss(now, true));
    if (!isUndone && m_frto && m_next > m_highest)
    {
        // What was new has arrived, or a duplicate: the loss is real (RFC 5682, 3.1, step 3.a).
        m_frto = !(progress.isSacked || isRepeat);
    }
    else if (!isUndone && m_frto && progress.isAdvanced && !isRecovered)
    {
        m_highest = m_next;
        m_frto = HasUnsent() && m_unacknowledged + m_peerWindow > m_next;
        progress.resend = m_frto ? Resend::New : Resend::None;
    }
    if (!isUndone && isRecovered)
    {
        TryUndoRecovery(now);
    }
    else if (!isUndone && progress.resend != Resend::New)
    {
        if (!m_hasSack && m_next > m_highest && isRepeat)
        {
            m_board.SetSackedCount(
                std::min(m_board.GetSacked() + 1, m_board.GetPackets() - m_board.GetLost()));
        }
        else if (!m_hasSack && progress.isAdvanced)
        {
            m_board.SetSackedCount(0);
        }
        progress.resend = Resend::Lost;
    }
    FindLosses(progress);
    return m_state == CongestionState::Open || progress.isAgainLost;
}

void
Sender::FindLosses(Progress& progress)
{
    if (m_board.GetPackets() == 0)
    {
        return;
    }
    const uint32_t lost = m_board.GetLost();
    const uint32_t again = m_board.GetAgain();
    if (!m_hasSack || !m_settings->rack)
    {
        MarkFirstLost(progress.isAdvanced);
    }
    else if (m_rack.TakeAdvanced())
    {
        const bool isRecovering =
            m_state == CongestionState::Recovery || m_state == CongestionState::Loss;
        const Nanoseconds window =
            m_rack.GetWindow(m_roundTrip, m_board.GetSacked(), m_reordering, isRecovering);
        const Nanoseconds wait = m_rack.Detect(m_board, progress.now, window);
        if (wait.count() > 0)
        {
            Arm(progress.now, Timer::Reordering, wait + m_settings->leastTimeout);
            progress.setsTimer = false;
        }
    }
    progress.isAgainLost = progress.isAgainLost || again > m_board.GetAgain();
    m_lostTotal += m_board.GetLost() - std::min(lost, m_board.GetLost()) + again -
                   std::min(again, m_board.GetAgain());
}

void
Sender::MarkFirstLost(bool isAdvanced)
{
    const bool isBefore = m_state == CongestionState::Open ||
                          m_state == CongestionState::Disorder || m_state == CongestionState::Cwr;
    const uint64_t first = m_board.GetSegments().GetFirst();
    if (((isBefore && m_board.GetSacked() >= m_reordering) ||
         (m_state == CongestionState::Recovery && isAdvanced)) &&
        !m_board.GetSegments()[first].lost)
    {
        m_board.MarkLost(first);
    }
    // Without RACK: what lies more than the reordering below the highest that has arrived.
    if (m_hasSack && !isBefore && m_board.GetSacked() > 0)
    {
        const uint64_t reach = uint64_t{m_reordering} * m_segmentSize;
        const Ring<SentSegment>& segments = m_board.GetSegments();
        for (uint64_t i = first;
             i != segments.GetEnd() && segments[i].GetEnd() + reach <= m_board.GetHighestSacked();
             ++i)
        {
            if (!segments[i].lost)
            {
                m_board.MarkLost(i);
            }
        }
    }
}

void
Sender::EnterRecovery(Nanoseconds now, bool isMarked)
{
    if (!IsAnyAgain())
    {
        m_againStamp = Nanoseconds(-1);
    }
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
    if (m_state == CongestionState::Open || m_state == CongestionState::Disorder)
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

void
Sender::BeginUndo()
{
    m_undoMarker = m_unacknowledged;
    m_undoAgain = static_cast<int32_t>(m_board.GetAgain());
    m_undoAgain += m_probeEnd != 0 && m_probeIsAgain ? 1 : 0;
    // Nothing was sent again yet, so that nothing shows that it was needless.
    m_undoAgain = m_undoAgain == 0 ? -1 : m_undoAgain;
}

void
Sender::EnterLoss(Nanoseconds now)
{
    const bool isNew = m_state != CongestionState::Recovery && m_state != CongestionState::Loss;
    const bool isEarly = m_state == CongestionState::Open || m_state == CongestionState::Disorder;
    MarkLostByTimeout(now);
    if (isEarly || m_highest <= m_unacknowledged ||
        (m_state == CongestionState::Loss && m_retries == 0))
    {
        m_priorThreshold = GetCurrentThreshold();
        m_priorWindow = m_window.segments;
        m_window.threshold = m_control->GetThreshold(GetPath(now), m_window);
        m_control->NoteEvent(GetPath(now), CongestionEvent::Loss);
        BeginUndo();
    }
    m_window.segments = m_board.GetInFlight() + 1;
    m_window.credit = 0;
    m_usedStamp = now;
    if (isEarly && m_board.GetSacked() >= m_settings->reordering)
    {
        m_reordering = std::min(m_reordering, m_settings->reordering);
    }
    SetState(now, CongestionState::Loss);
    m_highest = m_next;
    m_probeEnd = 0;
    m_cwrQueued = true;
    m_frto = m_settings->frto && (isNew || m_retries > 0);
}

void
Sender::MarkLostByTimeout(Nanoseconds now)
{
    const Ring<SentSegment>& segments = m_board.GetSegments();
    const uint64_t first = segments.GetFirst();
    m_hasReneged = segments.Front().sacked;
    if (m_hasReneged)
    {
        m_board.ForgetSacked();
    }
    else if (!m_hasSack)
    {
        m_board.SetSackedCount(0);
    }
    const uint32_t lost = m_board.GetLost();
    for (uint64_t i = first; i != segments.GetEnd(); ++i)
    {
        const bool isRecent = m_hasSack && m_settings->rack && i != first && !m_hasReneged &&
                              m_rack.GetRemaining(segments[i], now, Nanoseconds(0)).count() > 0;
        if (!isRecent && !(segments[i].lost && !segments[i].again))
        {
            m_board.MarkLost(i);
        }
    }
    m_lostTotal += m_board.GetLost() - lost;
}

bool
Sender::IsDelayed() const
{
    // What arrived last was sent before anything was sent again (RFC 3522).
    if (m_againStamp.count() >= 0)
    {
        return m_hasTimestamps && m_echoed.count() >= 0 &&
               m_echoed < m_againStamp / Milliseconds(1) * Milliseconds(1);
    }
    return m_state != CongestionState::Loss;
}

bool
Sender::MayUndo() const
{
    return m_settings->undo && m_undoMarker != 0 && (m_undoAgain == 0 || IsDelayed());
}

void
Sender::Undo(Nanoseconds now, bool unmarks)
{
    if (unmarks)
    {
        m_board.UnmarkLost();
    }
    if (m_priorThreshold != 0)
    {
        m_window.segments = m_control->GetUndoneWindow(m_window, m_priorWindow);
        if (m_priorThreshold > m_window.threshold)
        {
            m_window.threshold = m_priorThreshold;
            m_cwrQueued = false;
        }
    }
    m_usedStamp = now;
    m_undoMarker = 0;
    m_rack.SetAdvanced();
}

bool
Sender::TryUndoRecovery(Nanoseconds now)
{
    if (MayUndo())
    {
        Undo(now, false);
    }
    else
    {
        m_rack.NoteRecovery();
    }
    if (!m_hasSack && m_unacknowledged == m_highest)
    {
        // Duplicates of what was sent before must not begin a recovery again (RFC 6582).
        if (!IsAnyAgain())
        {
            m_againStamp = Nanoseconds(-1);
        }
        return true;
    }
    SetState(now, CongestionState::Open);
    m_hasReneged = false;
    return false;
}

bool
Sender::TryUndoDuplicates(Nanoseconds now)
{
    if (!m_settings->undo || m_undoMarker == 0 || m_undoAgain != 0)
    {
        return false;
    }
    m_rack.NoteUndo();
    Undo(now, false);
    return true;
}

bool
Sender::TryUndoLoss(Nanoseconds now, bool isSpurious)
{
    if (!(isSpurious && m_settings->undo) && !MayUndo())
    {
        return false;
    }
    Undo(now, true);
    m_retries = 0;
    if (!m_hasSack && m_unacknowledged == m_highest)
    {
        return true;
    }
    if (isSpurious || m_hasSack)
    {
        SetState(now, CongestionState::Open);
        m_hasReneged = false;
    }
    return true;
}

bool
Sender::TryUndoPartial(Progress& progress)
{
    if (m_undoMarker == 0 || !m_settings->undo || !IsDelayed())
    {
        return false;
    }
    // The hole was filled by what was only delayed.
    NoteReordering(progress.priorUnacknowledged);
    if (m_board.GetAgain() > 0)
    {
        return true;
    }
    if (!IsAnyAgain())
    {
        m_againStamp = Nanoseconds(-1);
    }
    Undo(progress.now, true);
    TryKeepOpen(progress.now);
    return false;
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
    if (!IsAnyAgain())
    {
        m_againStamp = Nanoseconds(-1);
    }
    if (progress.isMarked)
    {
        EnterCwr(progress.now);
    }
    if (m_state != CongestionState::Cwr)
    {
        TryKeepOpen(progress.now);
    }
}

} // namespace tcp
} // namespace ns3
