/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// How a sender finds out that a reduction was needless, and takes it back (RFC 3522, RFC 4015).

#include "http-tcp-sender.h"

#include <algorithm>

namespace ns3
{
namespace tcp
{

bool
Sender::IsAnyAgain() const
{
    const Ring<SentSegment>& segments = m_board.GetSegments();
    return m_board.GetAgain() > 0 || (!segments.IsEmpty() && segments.Front().everAgain);
}

void
Sender::ClearAgainStamp()
{
    if (!IsAnyAgain())
    {
        m_againStamp = Nanoseconds(-1);
    }
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
        ClearAgainStamp();
        return true;
    }
    SetState(now, CongestionState::Open);
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
    ClearAgainStamp();
    Undo(progress.now, true);
    TryKeepOpen(progress.now);
    return false;
}

} // namespace tcp
} // namespace ns3
