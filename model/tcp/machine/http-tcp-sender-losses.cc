/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What a sender takes for lost: by time (RFC 8985), by count, and by its timeout (RFC 5682).

#include "http-tcp-sender.h"

#include <algorithm>

namespace ns3
{
namespace tcp
{

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
        const Nanoseconds wait = DetectByTime(progress.now);
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

Nanoseconds
Sender::DetectByTime(Nanoseconds now)
{
    const Nanoseconds window =
        m_rack.GetWindow(m_roundTrip, m_board.GetSacked(), m_reordering, IsRecovering());
    return m_rack.Detect(m_board, now, window);
}

void
Sender::MarkFirstLost(bool isAdvanced)
{
    const bool isBefore = !IsRecovering();
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
Sender::CountWithoutSack(bool isAdvanced, bool isRepeat)
{
    if (m_hasSack)
    {
        return;
    }
    const uint32_t sacked = isAdvanced ? 0 : m_board.GetSacked();
    m_board.SetSackedCount(sacked);
    if (isRepeat)
    {
        // At least one has not arrived; tcp_add_reno_sack(), tcp_limit_reno_sacked().
        const uint32_t packets = m_board.GetPackets();
        const uint32_t holes = std::min(std::max(m_board.GetLost(), 1U), packets);
        m_board.SetSackedCount(std::min(sacked + 1, packets - holes));
        m_delivered += m_board.GetSacked() > sacked ? 1 : 0;
    }
}

void
Sender::EnterLoss(Nanoseconds now)
{
    const bool isNew = !IsRecovering();
    const bool isEarly = IsUnharmed();
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
    const bool hasReneged = segments.Front().sacked;
    if (hasReneged)
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
        const bool isRecent = m_hasSack && m_settings->rack && i != first && !hasReneged &&
                              m_rack.GetRemaining(segments[i], now, Nanoseconds(0)).count() > 0;
        if (!isRecent && !(segments[i].lost && !segments[i].again))
        {
            m_board.MarkLost(i);
        }
    }
    m_lostTotal += m_board.GetLost() - lost;
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
        CountWithoutSack(progress.isAdvanced, m_next > m_highest && isRepeat);
        progress.resend = Resend::Lost;
    }
    FindLosses(progress);
    return m_state == CongestionState::Open || progress.isAgainLost;
}

} // namespace tcp
} // namespace ns3
