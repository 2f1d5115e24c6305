/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-sender.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace tcp
{

namespace
{

/// What a buffered segment costs a sender's buffer: a power of two above segment, headers (256) and
/// the kernel's shared part (320), and its own structure (256); tcp_sndbuf_expand().
uint64_t
GetSegmentMemory(uint32_t segmentSize)
{
    uint64_t memory = 1;
    while (memory < segmentSize + 576U)
    {
        memory *= 2;
    }
    return memory + 256;
}

constexpr uint64_t PIECE_MEMORY = 832; //!< of a piece in the buffer beyond its data, SKB_TRUESIZE()
constexpr uint64_t GSO_HEADERS = 257;  //!< MAX_TCP_HEADER + 1, which a burst leaves for headers

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
    m_first = m_unacknowledged = m_next = m_written = m_pushed = m_usageEnd = m_smallEnd = first;
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
Sender::GetPieceMost() const
{
    // At most half the largest window that the peer has told; tcp_xmit_size_goal().
    const uint64_t half = m_mostPeerWindow > 536 ? m_mostPeerWindow / 2 : m_mostPeerWindow;
    uint64_t most = std::max<uint64_t>(m_settings->largestBurst, GSO_HEADERS) - GSO_HEADERS;
    most = half > 0 ? std::min(most, half) : most;
    return std::max<uint64_t>(most / m_segmentSize, 1) * m_segmentSize;
}

uint64_t
Sender::GetTailRoom() const
{
    if (m_pieces.IsEmpty() || m_pieces.Back().ends)
    {
        return 0;
    }
    const uint64_t unsent = m_pieces.Back().end - std::max(m_pieces.Back().begin, m_next);
    return GetPieceMost() - std::min(GetPieceMost(), unsent);
}

uint64_t
Sender::GetMemory() const
{
    const uint64_t queued = m_written - std::min(m_unacknowledged, m_written);
    return m_settings->tuneSendBuffer
               ? queued + PIECE_MEMORY * (m_pieces.GetSize() + uint64_t{m_bursts})
               : queued;
}

uint64_t
Sender::GetRoom() const
{
    const uint64_t memory = GetMemory();
    const uint64_t unsent = m_written - std::min(m_next, m_written);
    const uint64_t low = m_settings->notSentLowWater;
    if (!m_settings->tuneSendBuffer)
    {
        // A size that a script has set is one of data.
        const uint64_t room = m_bufferSize - std::min(m_bufferSize, memory);
        return std::min(room, low == UNLIMITED ? room : low - std::min(low, unsent));
    }
    // A piece that was begun is filled; a new one begins while there is any room.
    const uint64_t tail = GetTailRoom();
    const uint64_t most = GetPieceMost();
    const uint64_t filled = memory + tail;
    uint64_t pieces = filled >= m_bufferSize ? 0
                                             : (m_bufferSize - filled + most + PIECE_MEMORY - 1) /
                                                   (most + PIECE_MEMORY);
    if (low != UNLIMITED)
    {
        const uint64_t waiting = unsent + tail;
        pieces = std::min(pieces, waiting >= low ? 0 : (low - waiting + most - 1) / most);
    }
    return tail + pieces * most + (m_settings->cork && tail > 0 ? GetRefill() : 0);
}

uint64_t
Sender::GetRefill() const
{
    const uint32_t out = m_board.GetInFlight();
    if (m_pieces.GetSize() > 1 || out >= m_window.segments)
    {
        return 0;
    }
    const Sequence windowEnd = m_unacknowledged + m_peerWindow;
    const uint64_t sendable = std::min<uint64_t>(uint64_t{m_window.segments - out} * m_segmentSize,
                                                 windowEnd - std::min(windowEnd, m_next));
    // Behind half a window all of it goes out, and a new piece asks for memory; forced_push().
    const Sequence full = m_written + GetTailRoom();
    const Sequence forced = m_pushed + m_mostPeerWindow / 2 + 1;
    const uint64_t burst = uint64_t{GetBurst()} * m_segmentSize;
    const uint64_t bursts = forced > full ? (forced - full + burst - 1) / burst : 0;
    return std::min(sendable, bursts * burst);
}

bool
Sender::TakePiece(Nanoseconds now, bool isPromised)
{
    const uint64_t unsent = m_written - std::min(m_next, m_written);
    const uint64_t low = m_settings->notSentLowWater;
    if (!isPromised && (GetMemory() >= m_bufferSize || (low != UNLIMITED && unsent >= low)))
    {
        return false;
    }
    RestartAfterIdle(now);
    m_pieces.Push({m_written, m_written});
    return true;
}

void
Sender::MarkPush()
{
    m_pieces[m_pieces.GetEnd() - 1].push = true;
    m_pushed = m_written;
}

uint64_t
Sender::Write(Nanoseconds now, uint64_t bytes, bool ends)
{
    NoteTooLittle();
    // What is sent on the way takes memory of its own, and a promise is kept all the same.
    const uint64_t promised = GetRoom();
    const uint64_t wanted = m_settings->tuneSendBuffer ? bytes : std::min(bytes, promised);
    uint64_t taken = 0;
    // A piece that was begun is filled whatever the buffer says; tcp_sendmsg_locked().
    while (taken < wanted && (GetTailRoom() > 0 || TakePiece(now, taken < promised)))
    {
        const uint64_t room = GetTailRoom();
        const uint64_t part = std::min(wanted - taken, room);
        m_written += part;
        taken += part;
        m_pieces[m_pieces.GetEnd() - 1].end = m_written;
        if (part < room || !m_isEstablished)
        {
            continue;
        }
        if (m_written > m_pushed + m_mostPeerWindow / 2)
        {
            MarkPush();
            WriteOut(now, PushKind::NoNagle);
        }
        else if (m_pieces.GetSize() == 1)
        {
            WriteOut(now, PushKind::One);
        }
    }
    m_noSpace = taken < bytes;
    m_hasRoom = false;
    if (taken > 0 && !m_pieces.IsEmpty())
    {
        if (!m_settings->cork)
        {
            MarkPush();
        }
        m_pieces[m_pieces.GetEnd() - 1].ends = ends && taken == bytes;
    }
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

void
Sender::LookForRoom()
{
    if (!m_noSpace)
    {
        return;
    }
    // Room for a third of the buffer is worth waking somebody; tcp_new_space().
    if (m_board.GetInFlight() < m_window.segments)
    {
        const uint64_t before = m_bufferSize;
        GrowSendBuffer();
        m_usedStamp = before < m_bufferSize ? m_lastSent : m_usedStamp;
    }
    const uint64_t unsent = m_written - std::min(m_next, m_written);
    const uint64_t low = m_settings->notSentLowWater;
    m_hasRoom = GetMemory() * 3 <= m_bufferSize * 2 && (low == UNLIMITED || unsent * 2 < low);
    m_noSpace = !m_hasRoom;
}

bool
Sender::TakeWritable()
{
    LookForRoom();
    return std::exchange(m_hasRoom, false);
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
Sender::Emit(Nanoseconds now, Transmission out)
{
    const bool again = out.again;
    out.reduced = !again && m_cwrQueued;
    m_cwrQueued = m_cwrQueued && again;
    m_out.Push(out);
    m_lastWrite = std::max(m_lastWrite, now);
    ++m_sentTotal;
    Pace(now, out.length);
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
        const bool endsPiece = !m_pieces.IsEmpty() && m_pieces.Front().end == m_next + bytes;
        segment.push = endsPiece && m_pieces.Front().push;
        segment.endsBurst = segment.GetEnd() >= end;
        if (endsPiece)
        {
            m_pieces.Pop();
        }
        m_board.Add(segment);
        Emit(now, {m_next, bytes, segment.fin, segment.push});
        m_smallEnd = bytes < m_segmentSize ? segment.GetEnd() : m_smallEnd;
        m_next = segment.GetEnd();
        ++segments;
    } while (m_next < end);
    ++m_bursts;
    m_lastSent = now;
    // With each burst, while the window is not full yet; tcp_event_new_data_sent().
    LookForRoom();
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
        const bool isLast = begin + bytes == dataEnd;
        Transmission out{begin, bytes, segment.fin && isLast, segment.push && isLast, true};
        out.isLossProbe = isProbe;
        Emit(now, out);
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
