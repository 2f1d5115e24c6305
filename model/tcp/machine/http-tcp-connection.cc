/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-connection.h"

#include "http-tcp-timer-wheel.h"

#include <algorithm>

namespace ns3
{
namespace tcp
{

namespace
{

constexpr size_t OPTIONS_MOST = 40; //!< bytes that options may take

} // namespace

Connection::Connection(const Settings& settings,
                       std::unique_ptr<CongestionControl> control,
                       uint32_t initial)
    : m_settings(&settings),
      m_sender(settings, std::move(control)),
      m_receiver(settings),
      m_initial(BeginSequence(initial))
{
    m_sender.Begin(m_initial + 1);
}

Connection::~Connection() = default;

void
Connection::Tell(Event event)
{
    if (m_events.IsEmpty() || m_events.Back() != event || event == Event::StateChanged)
    {
        m_events.Push(event);
    }
}

void
Connection::Change(Cause cause)
{
    const State next = GetNextState(m_state, cause);
    if (next == m_state)
    {
        return;
    }
    m_state = next;
    m_states.Push(next);
    Tell(Event::StateChanged);
    if (next == State::TimeWait)
    {
        EnterTimeWait();
    }
    else if (next == State::FinWait2 && m_isClosed)
    {
        m_timer = GetWheelExpiry(m_now, m_settings->finWait2, m_settings->tick);
    }
    else if (next == State::Closed)
    {
        m_timer = NEVER;
        m_end = m_end == End::None ? End::Closed : m_end;
        Tell(Event::Ended);
    }
}

void
Connection::EndAs(End end)
{
    m_end = end;
    Change(Cause::Ended);
}

void
Connection::GiveUp()
{
    EndAs(m_softError ? End::Unreachable : End::TimedOut);
}

uint32_t
Connection::GetClock(Nanoseconds time) const
{
    // A clock of milliseconds that begins with the connection's numbers, so that it tells nothing.
    return static_cast<uint32_t>(time / Milliseconds(1)) + GetClockOffset();
}

Nanoseconds
Connection::GetEchoed(const wire::TcpOptions& options) const
{
    if (!m_hasTimestamps || !options.hasTimestamps || options.echo == 0)
    {
        return Nanoseconds(-1);
    }
    const auto age = static_cast<int32_t>(GetClock(m_now) - options.echo);
    return age < 0 ? Nanoseconds(-1)
                   : (m_now / Milliseconds(1) - age) * Nanoseconds(Milliseconds(1));
}

void
Connection::FillOptions(Segment& segment, bool isSyn, size_t payload)
{
    wire::TcpOptions& options = segment.options;
    const bool isAnswer = isSyn && segment.Has(wire::TCP_ACK);
    if (isSyn ? (isAnswer ? m_hasTimestamps : m_settings->timestamps) : m_hasTimestamps)
    {
        options.hasTimestamps = true;
        options.timestamp = GetClock(m_now);
        options.echo = m_recent;
    }
    if (isSyn)
    {
        options.maximumSegmentSize = static_cast<uint16_t>(m_settings->segmentSize);
        options.sackPermitted = isAnswer ? m_hasSack : m_settings->sack;
        options.hasWindowScale = isAnswer ? m_hasScaling : m_settings->windowScaling;
        options.windowShift = m_shift;
        return;
    }
    Reassembly& stream = m_receiver.GetStream();
    if (!m_hasSack || stream.CountBlocks() == 0)
    {
        return;
    }
    // Blocks have what room the data leaves.
    const size_t data = payload + options.GetSize();
    const size_t room =
        std::min<size_t>(OPTIONS_MOST - options.GetSize(),
                         m_settings->segmentSize - std::min<size_t>(m_settings->segmentSize, data));
    std::array<Range, Reassembly::BLOCKS_MOST> blocks;
    options.sackCount =
        static_cast<uint8_t>(room < 12 ? 0 : stream.TakeBlocks(blocks, (room - 4) / 8));
    for (uint8_t i = 0; i < options.sackCount; ++i)
    {
        options.sacks[i] = {static_cast<uint32_t>(blocks[i].first),
                            static_cast<uint32_t>(blocks[i].second)};
    }
}

void
Connection::FillHeader(Segment& segment, uint8_t flags, Sequence sequence)
{
    segment.begin = sequence;
    segment.header.sequence = static_cast<uint32_t>(sequence);
    segment.header.flags = flags;
    if ((flags & wire::TCP_ACK) == 0)
    {
        return;
    }
    segment.header.acknowledgment = static_cast<uint32_t>(m_receiver.GetNext());
    // Resets tell the window, too, as tcp_send_active_reset() does.
    segment.header.window = m_receiver.Advertise();
    if (m_echoesMark && (flags & wire::TCP_RST) == 0)
    {
        segment.header.flags |= wire::TCP_ECE;
    }
    m_receiver.NoteAckSent();
}

void
Connection::SendEmpty(uint8_t flags, Sequence sequence)
{
    Segment segment;
    FillHeader(segment, flags, sequence);
    FillOptions(segment, false, 0);
    m_segments.Push(segment);
}

void
Connection::SendAck()
{
    SendEmpty(wire::TCP_ACK, m_sender.GetNext());
}

void
Connection::SendEarlierAck(uint32_t number, bool echoes)
{
    Segment segment;
    FillHeader(segment, wire::TCP_ACK, m_sender.GetNext());
    FillOptions(segment, false, 0);
    segment.header.acknowledgment = number;
    segment.header.flags = static_cast<uint8_t>(wire::TCP_ACK | (echoes ? wire::TCP_ECE : 0));
    m_segments.Push(segment);
}

void
Connection::SendReset()
{
    const bool hasPeer = m_state != State::SynSent && m_state != State::Closed;
    SendEmpty(hasPeer ? wire::TCP_RST | wire::TCP_ACK : wire::TCP_RST, m_sender.GetNext());
}

void
Connection::SendLimitedAck()
{
    // At most one in half a second, so that two ends cannot keep each other busy (RFC 5961).
    if (m_lastOdd.count() < 0 || m_now - m_lastOdd >= m_settings->oddSegments)
    {
        m_lastOdd = m_now;
        SendAck();
    }
}

void
Connection::Flush()
{
    Transmission out;
    while (m_sender.TakeTransmission(out))
    {
        Segment segment;
        segment.length = out.length;
        segment.again = out.again;
        segment.isLossProbe = out.isLossProbe;
        const bool takesNumbers = out.length > 0 || out.fin;
        const bool reduced = m_hasEcn && out.reduced && takesNumbers;
        segment.isCapable = m_hasEcn && !out.again && out.length > 0;
        const uint8_t flags = wire::TCP_ACK | (out.fin ? wire::TCP_FIN : 0) |
                              (out.push && out.length > 0 ? wire::TCP_PSH : 0) |
                              (reduced ? wire::TCP_CWR : 0);
        if (out.length > 0)
        {
            m_receiver.NoteDataSent(m_now);
        }
        FillHeader(segment, flags, out.begin);
        FillOptions(segment, false, out.length);
        m_segments.Push(segment);
    }
}

bool
Connection::TakeSegment(Segment& segment)
{
    if (m_segments.IsEmpty())
    {
        return false;
    }
    segment = m_segments.Front();
    m_segments.Pop();
    return true;
}

bool
Connection::TakeEvent(Event& event)
{
    if (m_events.IsEmpty())
    {
        return false;
    }
    event = m_events.Front();
    m_events.Pop();
    return true;
}

State
Connection::TakeState()
{
    const State state = m_states.Front();
    m_states.Pop();
    return state;
}

uint64_t
Connection::Write(Nanoseconds now, uint64_t bytes, bool ends)
{
    m_now = now;
    if (m_isFinishing || m_state == State::Closed)
    {
        return 0;
    }
    const uint64_t taken = m_sender.Write(now, bytes, ends);
    m_sender.Push(now);
    Flush();
    return taken;
}

void
Connection::Read(Nanoseconds now, uint64_t bytes)
{
    m_now = now;
    if (m_receiver.Read(now, bytes) && m_state != State::Closed && IsSynchronized(m_state))
    {
        SendAck();
    }
}

void
Connection::Finish(Nanoseconds now)
{
    m_now = now;
    if (m_isFinishing || m_state == State::Closed)
    {
        return;
    }
    if (m_state == State::SynSent)
    {
        Change(Cause::Ended);
        return;
    }
    m_isFinishing = true;
    m_sender.Finish();
    Change(Cause::Finish);
    m_sender.Push(now);
    Flush();
}

void
Connection::Close(Nanoseconds now)
{
    m_now = now;
    if (m_state == State::Closed || m_isClosed)
    {
        return;
    }
    if (GetReadable() > 0 && !m_isReadStopped)
    {
        Abort(now);
        return;
    }
    m_isClosed = m_isReadStopped = true;
    m_sender.SetOrphan();
    Finish(now);
    if (m_state == State::FinWait2)
    {
        m_timer = GetWheelExpiry(now, m_settings->finWait2, m_settings->tick);
    }
}

void
Connection::Abort(Nanoseconds now)
{
    m_now = now;
    if (m_state == State::Closed)
    {
        return;
    }
    // Nothing is on its way to be reset in these states.
    const bool isQuiet = m_state == State::SynSent || m_state == State::TimeWait;
    if (!isQuiet)
    {
        SendReset();
    }
    EndAs(End::Aborted);
}

void
Connection::NoteUnreachable(Nanoseconds now, bool isHard)
{
    m_now = now;
    m_softError = true;
    if (isHard && (m_state == State::SynSent || m_state == State::SynReceived))
    {
        EndAs(End::Unreachable);
    }
}

void
Connection::NoteTooLong(Nanoseconds now, uint32_t segmentSize)
{
    m_now = now;
    constexpr uint32_t LEAST = 48; //!< bytes of payload below which a report is not believed
    const uint32_t options = m_hasTimestamps ? TIMESTAMPS : 0;
    if (IsSynchronized(m_state) && segmentSize >= LEAST + options)
    {
        m_sender.ReduceSegmentSize(now, segmentSize - options);
        Flush();
    }
}

Nanoseconds
Connection::GetDeadline() const
{
    if (m_state == State::Closed)
    {
        return NEVER;
    }
    return std::min({m_timer, m_sender.GetDeadline(), m_receiver.GetDeadline()});
}

bool
Connection::IsReplacedBy(const Segment& syn) const
{
    if (m_state != State::TimeWait || !syn.Has(wire::TCP_SYN) ||
        syn.Has(wire::TCP_ACK | wire::TCP_RST))
    {
        return false;
    }
    const bool isLater = m_hasTimestamps && syn.options.hasTimestamps &&
                         static_cast<int32_t>(syn.options.timestamp - m_recent) > 0;
    return isLater ||
           ExtendSequence(m_receiver.GetNext(), syn.header.sequence) > m_receiver.GetNext();
}

} // namespace tcp
} // namespace ns3
