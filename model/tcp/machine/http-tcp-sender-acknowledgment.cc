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

AckVerdict
Sender::Acknowledge(Nanoseconds now, const Acknowledgment& ack)
{
    if (ack.number > m_next)
    {
        return AckVerdict::Unsent;
    }
    Progress progress;
    progress.now = now;
    progress.priorUnacknowledged = m_unacknowledged;
    progress.priorHighest = GetHighestSacked();
    progress.priorDelivered = m_delivered;
    progress.priorInFlight = m_board.GetInFlight();
    progress.priorLost = m_lostTotal;
    progress.hasData = ack.hasData;
    if (ack.number < m_unacknowledged)
    {
        // The SYN counts, too.
        const uint64_t most = std::min(m_mostPeerWindow, m_unacknowledged - m_first + 1);
        if (ack.number + most < m_unacknowledged)
        {
            return AckVerdict::TooOld;
        }
        TakeOld(ack, progress);
        return AckVerdict::Old;
    }
    progress.isAdvanced = ack.number > m_unacknowledged;
    m_echoed = ack.echoed;
    progress.isMarked = ack.isMarked;
    m_retries = progress.isAdvanced ? 0 : m_retries;
    const bool wasOut = m_board.GetPackets() > 0;
    progress.isWindowUpdate = TakeWindow(ack, progress);
    TakeSacks(ack, progress);
    m_probes = 0;
    if (!wasOut)
    {
        if (progress.isDuplicate)
        {
            Alert(progress, false);
        }
        NoteWindowAnswer(now);
        NoteProbeAnswer(ack, progress);
        return AckVerdict::Taken;
    }
    RemoveAcknowledged(ack, progress);
    m_rack.AdaptWindow(progress.sample.delivered, m_delivered);
    NoteProbeAnswer(ack, progress);
    if (IsDubious(progress))
    {
        const bool isRepeat = !progress.isAdvanced && !progress.hasData &&
                              !progress.isWindowUpdate && !progress.isAcked &&
                              !progress.isDuplicate;
        Alert(progress, isRepeat);
    }
    if (progress.setsTimer && !ArmLossProbe(now, true))
    {
        ArmRetransmission(now);
    }
    SteerWindow(progress);
    SendWhatFollows(progress);
    return AckVerdict::Taken;
}

void
Sender::SendWhatFollows(const Progress& progress)
{
    bool isLost = progress.resend == Resend::Lost;
    if (progress.resend == Resend::New)
    {
        // New data tells whether the timeout was needless; without any, what is lost is sent.
        WriteOut(progress.now, PushKind::NoNagle);
        m_frto = m_frto && m_next > m_highest;
        isLost = !m_frto;
    }
    if (isLost)
    {
        SendLost(progress.now);
    }
}

void
Sender::TakeOld(const Acknowledgment& ack, Progress& progress)
{
    if (ack.blocks == 0 || m_board.GetPackets() == 0)
    {
        return;
    }
    TakeSacks(ack, progress);
    Alert(progress, false);
    if (progress.resend != Resend::None)
    {
        SendLost(progress.now);
    }
}

bool
Sender::TakeWindow(const Acknowledgment& ack, Progress& progress)
{
    const bool isNewer =
        progress.isAdvanced || ack.segment > m_windowSegment ||
        (ack.segment == m_windowSegment && (ack.window > m_peerWindow || ack.window == 0));
    m_unacknowledged = ack.number;
    if (!isNewer)
    {
        return false;
    }
    m_windowSegment = ack.segment;
    if (ack.window != m_peerWindow)
    {
        m_peerWindow = ack.window;
        m_mostPeerWindow = std::max(m_mostPeerWindow, m_peerWindow);
        if (HasUnsent())
        {
            RestartAfterIdle(progress.now);
        }
    }
    return true;
}

bool
Sender::IsDubious(const Progress& progress) const
{
    return !(progress.hasData || progress.isWindowUpdate || progress.isAcked) ||
           progress.isSacked || progress.isMarked || progress.isDuplicate ||
           m_state != CongestionState::Open;
}

Sequence
Sender::GetHighestSacked() const
{
    return m_hasSack && m_board.GetSacked() > 0 ? m_board.GetHighestSacked() : m_unacknowledged;
}

void
Sender::TakeSacks(const Acknowledgment& ack, Progress& progress)
{
    if (!m_hasSack || ack.blocks == 0)
    {
        return;
    }
    uint8_t first = 0;
    const auto [begin, end] = ack.sacks[0];
    const bool isInside =
        ack.blocks > 1 && begin >= ack.sacks[1].first && end <= ack.sacks[1].second;
    progress.highest = progress.priorHighest;
    if (begin < ack.number || isInside)
    {
        first = 1;
        if (begin < end && end <= m_next)
        {
            TakeDuplicate({begin, end}, progress);
        }
    }
    for (uint8_t i = first; i < ack.blocks; ++i)
    {
        const Sequence from = std::max(ack.sacks[i].first, m_unacknowledged);
        if (ack.sacks[i].first < ack.sacks[i].second && ack.sacks[i].second <= m_next)
        {
            m_board.Sack(from, ack.sacks[i].second, [this, &progress](const SentSegment& segment) {
                NoteSacked(segment, progress);
            });
        }
    }
    if (m_state != CongestionState::Loss || m_undoMarker != 0)
    {
        NoteReordering(progress.reordered);
    }
}

void
Sender::TakeDuplicate(std::pair<Sequence, Sequence> block, Progress& progress)
{
    const auto [begin, end] = block;
    const uint64_t length = end - begin;
    if (length > m_mostPeerWindow)
    {
        return;
    }
    const auto count = static_cast<int32_t>((length + m_segmentSize - 1) / m_segmentSize);
    progress.isProbeDuplicate = count == 1 && m_probeEnd != 0 && m_probeEnd == end;
    m_duplicates += count;
    // The peer cannot have got twice what was sent once.
    if (m_duplicates > m_againTotal)
    {
        return;
    }
    if (!progress.isProbeDuplicate)
    {
        m_rack.NoteDuplicate();
    }
    progress.isDuplicate = true;
    m_delivered += count;
    if (m_undoMarker != 0 && m_undoAgain > 0 && end > m_undoMarker)
    {
        m_undoAgain = std::max(m_undoAgain - count, 0);
    }
    const uint64_t number = m_board.Find(begin);
    if (number == Scoreboard::NONE)
    {
        return;
    }
    const SentSegment segment = m_board.GetSegments()[number];
    if (segment.sacked && segment.everAgain)
    {
        progress.reordered = std::min(progress.reordered, segment.begin);
    }
    if (!segment.sacked && segment.begin >= begin && segment.GetEnd() <= end)
    {
        m_board.Sack(begin, end, [this, &progress](const SentSegment& arrived) {
            NoteSacked(arrived, progress);
        });
    }
    m_board.ClearAgain(number);
}

void
Sender::NoteSample(const SentSegment& segment, Progress& progress)
{
    if (segment.sent >= progress.sampleSent)
    {
        progress.sampleSent = segment.sent;
        progress.sample = segment.delivery;
    }
}

void
Sender::NoteSacked(const SentSegment& segment, Progress& progress)
{
    m_rack.NoteDelivered(segment, progress.now, m_roundTrip.GetLeast());
    if (!segment.everAgain)
    {
        if (segment.begin < progress.highest)
        {
            progress.reordered = std::min(progress.reordered, segment.begin);
        }
        progress.isOriginal = progress.isOriginal || segment.GetEnd() <= m_highest;
        progress.firstSacked =
            progress.firstSacked.count() < 0 ? segment.sent : progress.firstSacked;
        progress.lastSacked = segment.sent;
    }
    progress.highest = std::max(progress.highest, segment.GetEnd());
    progress.isSacked = true;
    ++m_delivered;
    NoteSample(segment, progress);
}

void
Sender::NoteReordering(Sequence lowest)
{
    const Sequence highest = GetHighestSacked();
    if (lowest >= highest)
    {
        return;
    }
    const uint64_t metric = (highest - lowest + m_segmentSize - 1) / m_segmentSize;
    if (highest - lowest > uint64_t{m_reordering} * m_segmentSize)
    {
        m_reordering =
            static_cast<uint32_t>(std::min<uint64_t>(metric, m_settings->mostReordering));
    }
    m_rack.NoteReordering();
}

void
Sender::NoteAcked(const SentSegment& segment, Progress& progress)
{
    ++progress.removed;
    m_bursts -= segment.endsBurst ? 1 : 0;
    progress.isAcked = true;
    if (segment.everAgain)
    {
        progress.isAgainAcked = true;
    }
    else if (!segment.sacked)
    {
        progress.lastAcked = segment.sent;
        progress.firstAcked = progress.firstAcked.count() < 0 ? segment.sent : progress.firstAcked;
        progress.reordered = std::min(progress.reordered, segment.begin);
        progress.isOriginal = progress.isOriginal || segment.GetEnd() <= m_highest;
    }
    NoteSample(segment, progress);
    if (!segment.sacked && m_hasSack)
    {
        ++m_delivered;
        m_rack.NoteDelivered(segment, progress.now, m_roundTrip.GetLeast());
    }
}

void
Sender::RemoveAcknowledged(const Acknowledgment& ack, Progress& progress)
{
    progress.reordered = NOWHERE;
    m_board.Acknowledge(ack.number, [this, &progress](const SentSegment& segment) {
        NoteAcked(segment, progress);
    });
    const Ring<SentSegment>& segments = m_board.GetSegments();
    progress.reneged = progress.isAcked && !segments.IsEmpty() && segments.Front().sacked;
    Nanoseconds controlSample{-1};
    if (progress.lastSacked.count() >= 0)
    {
        controlSample = progress.now - progress.lastSacked;
    }
    else if (progress.firstAcked.count() >= 0 && !progress.isAgainAcked)
    {
        controlSample = progress.now - progress.lastAcked;
    }
    TakeRoundTrip(ack, progress, controlSample);
    if (progress.isAcked)
    {
        progress.setsTimer = true;
        if (!m_hasSack)
        {
            RemoveWithoutSack(progress);
        }
        else if (progress.reordered < progress.priorHighest)
        {
            NoteReordering(progress.reordered);
        }
    }
    else if (!segments.IsEmpty() && progress.firstSacked.count() >= 0 &&
             progress.firstSacked < segments.Front().sent)
    {
        // A sample of what was sent after the first segment was sent last must not move its
        // timeout; this one is older.
        progress.setsTimer = true;
    }
}

void
Sender::TakeRoundTrip(const Acknowledgment& ack, Progress& progress, Nanoseconds controlSample)
{
    Nanoseconds sample{-1};
    if (progress.firstAcked.count() >= 0 && !progress.isAgainAcked)
    {
        sample = progress.now - progress.firstAcked;
    }
    else if (progress.firstSacked.count() >= 0)
    {
        sample = progress.now - progress.firstSacked;
    }
    else if (progress.isAcked && m_hasTimestamps && ack.echoed.count() >= 0)
    {
        // Only the echo can tell which transmission is acknowledged (RFC 7323, section 4.1).
        const Nanoseconds clock = progress.now / Milliseconds(1) * Milliseconds(1);
        sample = std::max<Nanoseconds>(clock - ack.echoed, Milliseconds(1));
        controlSample = sample;
    }
    if (sample.count() >= 0)
    {
        m_roundTrip.AddLeast(progress.now, controlSample);
        m_roundTrip.Add(*m_settings, sample, m_unacknowledged, m_next);
    }
    m_control->NoteAcknowledged(GetPath(progress.now), m_window, progress.removed, controlSample);
}

void
Sender::RemoveWithoutSack(const Progress& progress)
{
    // One acknowledges the hole, the others what duplicates stood for; tcp_remove_reno_sacks().
    const uint32_t sacked = m_board.GetSacked();
    m_delivered += std::max<int64_t>(int64_t{progress.removed} - sacked, 1);
    m_board.SetSackedCount(progress.removed - 1 >= sacked ? 0 : sacked - (progress.removed - 1));
}

void
Sender::NoteProbeAnswer(const Acknowledgment& ack, const Progress& progress)
{
    if (m_probeEnd == 0 || ack.number < m_probeEnd)
    {
        return;
    }
    const bool isNews = progress.isAdvanced || progress.hasData || progress.isWindowUpdate ||
                        progress.isAcked || progress.isSacked;
    const bool isRepeated = ack.number == m_probeEnd && !isNews;
    if (!m_probeIsAgain || progress.isProbeDuplicate || isRepeated)
    {
        m_probeEnd = 0;
    }
    else if (ack.number > m_probeEnd)
    {
        // More is acknowledged, and no duplicate was told: the probe has repaired a loss.
        BeginReduction(progress.now);
        SetState(progress.now, CongestionState::Cwr);
        EndReduction(progress.now);
        TryKeepOpen(progress.now);
    }
}

DeliverySample
Sender::GetDeliverySample(const Progress& progress) const
{
    DeliverySample sample;
    sample.delivered = static_cast<uint32_t>(m_delivered - progress.priorDelivered);
    sample.lost = static_cast<uint32_t>(m_lostTotal - progress.priorLost);
    sample.priorInFlight = progress.priorInFlight;
    sample.totalDelivered = m_delivered;
    if (progress.sampleSent.count() < 0 || progress.reneged)
    {
        return sample;
    }
    // The rate is the lesser of those of sending and of hearing of it; tcp_rate_gen().
    sample.priorTime = progress.sample.time;
    sample.priorDelivered = progress.sample.delivered;
    sample.isApplicationLimited = progress.sample.isApplicationLimited;
    sample.sending = progress.sampleSent - progress.sample.firstSent;
    sample.acknowledging = progress.now - progress.sample.time;
    sample.interval = std::max(sample.sending, sample.acknowledging);
    if (sample.interval < m_roundTrip.GetLeast())
    {
        sample.interval = Nanoseconds(0);
    }
    return sample;
}

void
Sender::SteerWindow(const Progress& progress)
{
    const auto delivered = static_cast<uint32_t>(m_delivered - progress.priorDelivered);
    const auto lost = static_cast<uint32_t>(m_lostTotal - progress.priorLost);
    const bool isProgress = progress.isAcked || progress.isSacked;
    if (delivered > 0)
    {
        m_deliveredTime = progress.now;
        m_deliveredSent = std::max(m_deliveredSent, progress.sampleSent);
        m_tooLittle = m_delivered > m_tooLittle ? 0 : m_tooLittle;
    }
    if (m_control->IsInCharge())
    {
        m_control->Control(GetPath(progress.now), m_window, GetDeliverySample(progress));
    }
    else if (IsReducing())
    {
        Reduce(delivered, progress.isAdvanced, lost);
    }
    else if (m_reordering > m_settings->reordering ? isProgress : progress.isAcked)
    {
        m_control->Increase(GetPath(progress.now), m_window, delivered);
        m_usedStamp = progress.now;
    }
    UpdatePacingRate();
}

} // namespace tcp
} // namespace ns3
