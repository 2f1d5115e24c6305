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

namespace
{

/// What a buffered segment costs a sender's buffer: a power of two above segment, headers (320) and
/// the kernel's shared part (320), and its own structure (256); tcp_sndbuf_expand().
uint64_t
GetSegmentMemory(uint32_t segmentSize)
{
    uint64_t memory = 1;
    while (memory < segmentSize + 640U)
    {
        memory *= 2;
    }
    return memory + 256;
}

} // namespace

Sender::Sender(const Settings& settings, std::unique_ptr<CongestionControl> control)
    : m_settings(&settings),
      m_control(std::move(control)),
      m_bufferSize(settings.sendBuffer),
      m_segmentSize(settings.segmentSize),
      m_reordering(settings.reordering)
{
    m_window.segments = settings.initialWindow;
    m_window.threshold = settings.initialThreshold;
    m_window.clamp = settings.windowClamp;
    m_roundTrip.SetTimeout(settings.initialRto);
}

void
Sender::Begin(Sequence first)
{
    m_first = m_unacknowledged = m_next = m_written = m_chunk = m_usageEnd = m_smallEnd = first;
    m_highest = first;
}

void
Sender::Establish(Nanoseconds now, const Agreement& agreement)
{
    m_isEstablished = true;
    m_segmentSize = agreement.segmentSize;
    m_peerWindow = m_mostPeerWindow = agreement.window;
    m_windowSegment = agreement.windowSegment;
    m_hasSack = agreement.sack;
    m_hasTimestamps = agreement.timestamps;
    m_window.segments =
        std::min(agreement.isRetried ? 1 : m_settings->initialWindow, m_window.clamp);
    if (agreement.roundTrip.count() >= 0)
    {
        m_roundTrip.Add(*m_settings, agreement.roundTrip, m_unacknowledged, m_next);
        m_roundTrip.AddLeast(now, agreement.roundTrip);
    }
    else
    {
        m_roundTrip.SetTimeout(std::max(agreement.fallback, m_settings->initialRto));
    }
    m_lastSent = m_usedStamp = now;
    m_control->NoteEstablished(GetPath(now), m_window);
    UpdatePacingRate();
    GrowSendBuffer();
}

void
Sender::GrowSendBuffer()
{
    if (!m_settings->tuneSendBuffer)
    {
        return;
    }
    const uint64_t segments = std::max({m_window.segments, 10U, m_reordering + 1});
    const uint64_t wanted = 2 * segments * GetSegmentMemory(m_segmentSize + 12);
    if (wanted > m_bufferSize)
    {
        m_bufferSize = std::min<uint64_t>(wanted, m_settings->mostSendBuffer);
    }
}

uint64_t
Sender::GetRoom() const
{
    const uint64_t queued = m_written - std::min(m_unacknowledged, m_written);
    const uint64_t unsent = m_written - std::min(m_next, m_written);
    const uint64_t room = m_bufferSize - std::min(m_bufferSize, queued);
    const uint64_t low = m_settings->notSentLowWater;
    return std::min(room, low == UNLIMITED ? room : low - std::min(low, unsent));
}

uint64_t
Sender::Write(Nanoseconds now, uint64_t bytes)
{
    const uint64_t taken = std::min(bytes, GetRoom());
    m_noSpace = taken < bytes;
    if (taken == 0)
    {
        return 0;
    }
    NoteTooLittle();
    if (m_next == m_written)
    {
        m_chunk = m_written;
    }
    m_written += taken;
    m_pushes.Push(m_written);
    RestartAfterIdle(now);
    return taken;
}

void
Sender::NoteTooLittle()
{
    // tcp_rate_check_app_limited()
    if (m_written - std::min(m_next, m_written) < m_segmentSize &&
        m_board.GetInFlight() < m_window.segments && m_board.GetLost() <= m_board.GetAgain())
    {
        m_tooLittle = std::max<uint64_t>(m_delivered + m_board.GetInFlight(), 1);
    }
}

DeliveryStamp
Sender::GetDeliveryStamp() const
{
    return {m_delivered, m_deliveredTime, m_deliveredSent, m_tooLittle != 0};
}

bool
Sender::TakeWritable()
{
    if (!m_noSpace)
    {
        return false;
    }
    // Room for a third of the buffer is worth waking somebody; tcp_new_space().
    if (m_board.GetInFlight() < m_window.segments)
    {
        const uint64_t before = m_bufferSize;
        GrowSendBuffer();
        m_usedStamp = before < m_bufferSize ? m_lastSent : m_usedStamp;
    }
    const uint64_t queued = m_written - std::min(m_unacknowledged, m_written);
    const uint64_t unsent = m_written - std::min(m_next, m_written);
    const uint64_t low = m_settings->notSentLowWater;
    if (queued * 3 > m_bufferSize * 2 || (low != UNLIMITED && unsent * 2 >= low))
    {
        return false;
    }
    m_noSpace = false;
    return true;
}

void
Sender::Finish()
{
    m_finQueued = true;
}

bool
Sender::HasUnsent() const
{
    return m_next < m_written + (m_finQueued ? 1 : 0);
}

bool
Sender::TakeTransmission(Transmission& transmission)
{
    if (m_out.IsEmpty())
    {
        return false;
    }
    transmission = m_out.Front();
    m_out.Pop();
    return true;
}

void
Sender::Push(Nanoseconds now)
{
    if (!m_isEstablished || !HasUnsent())
    {
        return;
    }
    if (WriteOut(now, PushKind::Normal) && m_timer == Timer::None)
    {
        Arm(now, Timer::WindowProbe, GetProbeWait());
    }
}

void
Sender::Emit(Nanoseconds now, Sequence begin, uint32_t length, bool fin, bool again)
{
    Transmission out;
    out.begin = begin;
    out.length = length;
    out.fin = fin;
    out.again = again;
    out.reduced = !again && m_cwrQueued;
    m_cwrQueued = m_cwrQueued && again;
    while (!m_pushes.IsEmpty() && m_pushes.Front() <= begin + length)
    {
        out.push = m_pushes.Front() == begin + length;
        m_pushes.Pop();
    }
    m_out.Push(out);
    m_lastWrite = std::max(m_lastWrite, now);
    ++m_sentTotal;
    Pace(now, length);
}

uint32_t
Sender::SendNew(Nanoseconds now, uint64_t length)
{
    const Sequence end = m_next + length;
    uint32_t segments = 0;
    if (m_board.GetInFlight() == 0)
    {
        m_control->NoteEvent(GetPath(now), CongestionEvent::TransmissionStart);
    }
    const bool wasIdle = m_board.GetPackets() == 0;
    if (wasIdle)
    {
        m_deliveredTime = m_deliveredSent = now;
    }
    do
    {
        const auto bytes = static_cast<uint32_t>(
            std::min<uint64_t>(m_segmentSize, std::min(end, m_written) - m_next));
        SentSegment segment;
        segment.begin = m_next;
        segment.fin = m_finQueued && m_next + bytes == m_written && end > m_written;
        segment.length = bytes + (segment.fin ? 1 : 0);
        segment.sent = now;
        segment.delivery = GetDeliveryStamp();
        m_board.Add(segment);
        Emit(now, m_next, bytes, segment.fin, false);
        m_smallEnd = bytes < m_segmentSize ? segment.GetEnd() : m_smallEnd;
        m_next = segment.GetEnd();
        ++segments;
    } while (m_next < end);
    m_lastSent = now;
    if (wasIdle || m_timer == Timer::LossProbe)
    {
        ArmRetransmission(now);
    }
    return segments;
}

void
Sender::SendAgain(Nanoseconds now, uint64_t number, bool isProbe)
{
    const SentSegment segment = m_board.GetSegments()[number];
    Sequence begin = std::max(segment.begin, m_unacknowledged);
    const Sequence dataEnd = segment.GetEnd() - (segment.fin ? 1 : 0);
    do
    {
        const auto bytes =
            static_cast<uint32_t>(std::min<uint64_t>(m_segmentSize, dataEnd - begin));
        Emit(now, begin, bytes, segment.fin && begin + bytes == dataEnd, true);
        begin += bytes;
    } while (begin < dataEnd);
    m_board.NoteAgain(number, now, GetDeliveryStamp(), isProbe);
    m_lastSent = now;
    ++m_againTotal;
    if (isProbe)
    {
        return;
    }
    m_againStamp = m_againStamp.count() < 0 ? now : m_againStamp;
    m_undoAgain = std::max(m_undoAgain, 0) + 1;
}

void
Sender::SendLost(Nanoseconds now)
{
    bool isFirst = false;
    while (m_board.GetInFlight() < m_window.segments && !IsPacedOut(now))
    {
        const uint64_t number = m_board.GetFirstLost();
        if (number == Scoreboard::NONE)
        {
            break;
        }
        isFirst = isFirst || number == m_board.GetSegments().GetFirst();
        SendAgain(now, number, false);
        m_reducedOut += IsReducing() ? 1 : 0;
    }
    if (isFirst && m_timer != Timer::Reordering)
    {
        Arm(now, Timer::Retransmission, m_roundTrip.GetTimeout());
    }
}

Sender::View
Sender::GetView() const
{
    return {m_window,
            m_roundTrip,
            m_board,
            m_state,
            m_segmentSize,
            m_pacingRate,
            m_peerWindow,
            m_unacknowledged,
            m_next,
            m_written};
}

PathState
Sender::GetPath(Nanoseconds now) const
{
    PathState path;
    path.now = now;
    path.tick = m_settings->tick;
    path.smoothed = m_roundTrip.GetSmoothed();
    path.newest = m_roundTrip.GetLast();
    path.least = m_roundTrip.GetLeast();
    path.lastSent = m_lastSent;
    path.unacknowledged = m_unacknowledged;
    path.next = m_next;
    path.segmentSize = m_segmentSize;
    path.inFlight = m_board.GetInFlight();
    path.pacingRate = m_pacingRate;
    path.largestBurst = m_settings->largestBurst;
    path.isPaced = IsPaced();
    path.isLimited = IsWindowLimited();
    path.state = m_state;
    return path;
}

void
Sender::ReduceSegmentSize(Nanoseconds now, uint32_t segmentSize)
{
    if (segmentSize >= m_segmentSize)
    {
        return;
    }
    m_segmentSize = segmentSize;
    const Ring<SentSegment>& segments = m_board.GetSegments();
    for (uint64_t i = segments.GetFirst(); i != segments.GetEnd(); ++i)
    {
        if (segments[i].length > segmentSize)
        {
            m_board.MarkLost(i);
        }
    }
    // tcp_simple_retransmit(): no congestion is meant by it.
    if (m_board.GetFirstLost() != Scoreboard::NONE)
    {
        if (m_state != CongestionState::Loss)
        {
            m_highest = m_next;
            m_window.threshold = GetCurrentThreshold();
            m_priorThreshold = 0;
            m_undoMarker = 0;
            SetState(now, CongestionState::Loss);
        }
        SendLost(now);
    }
}

} // namespace tcp
} // namespace ns3
