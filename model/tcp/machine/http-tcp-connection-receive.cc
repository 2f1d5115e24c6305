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

bool
AnswerStray(const Segment& segment, Segment& answer)
{
    if (segment.Has(wire::TCP_RST))
    {
        return false;
    }
    answer = Segment();
    answer.header.flags = wire::TCP_RST;
    if (segment.Has(wire::TCP_ACK))
    {
        answer.header.sequence = segment.header.acknowledgment;
        return true;
    }
    answer.header.flags |= wire::TCP_ACK;
    answer.header.acknowledgment = segment.header.sequence + segment.GetSequenceLength();
    return true;
}

void
Connection::Receive(Nanoseconds now, const Segment& segment)
{
    m_now = now;
    m_kept.clear();
    if (m_state == State::Closed)
    {
        return;
    }
    if (m_state == State::SynSent)
    {
        ReceiveInSynSent(segment);
        return;
    }
    const Sequence begin = ExtendSequence(m_receiver.GetNext(), segment.header.sequence);
    if (m_state == State::TimeWait)
    {
        ReceiveInTimeWait(segment, begin);
        return;
    }
    if (IsRepeatedSyn(segment, begin))
    {
        SendSyn();
        return;
    }
    if (!IsAcceptable(segment, begin))
    {
        return;
    }
    m_lastHeard = now;
    m_keepAlives = 0;
    TakeMark(segment);
    if (!segment.Has(wire::TCP_ACK) || !TakeAcknowledgment(segment, begin))
    {
        return;
    }
    TakeData(segment, begin);
    if (m_state == State::Closed)
    {
        return;
    }
    if (m_state != State::TimeWait)
    {
        m_sender.Push(now);
        Flush();
        // What the window lets through has gone out: only now it shows whether the buffer is short.
        if (m_sender.TakeWritable())
        {
            Tell(Event::Writable);
        }
    }
    if (m_receiver.CheckAck(now))
    {
        SendAck();
    }
}

bool
Connection::IsRepeatedSyn(const Segment& segment, Sequence begin) const
{
    constexpr uint8_t KIND = wire::TCP_SYN | wire::TCP_ACK | wire::TCP_RST;
    return m_state == State::SynReceived && !m_isActive &&
           (segment.header.flags & KIND) == wire::TCP_SYN && begin + 1 == m_receiver.GetNext();
}

bool
Connection::IsOutdated(const Segment& segment, Sequence begin) const
{
    // RFC 7323, section 5.3; an old acknowledgment that came late is not held against the peer.
    if (!m_hasTimestamps || !segment.options.hasTimestamps || m_recent == 0)
    {
        return false;
    }
    const auto age = static_cast<int32_t>(m_recent - segment.options.timestamp);
    if (age <= 0)
    {
        return false;
    }
    const Nanoseconds tolerated = m_sender.GetView().roundTrip.GetTimeout();
    const bool isPlain =
        segment.GetSequenceLength() == 0 && begin == m_receiver.GetNext() &&
        ExtendSequence(m_sender.GetUnacknowledged(), segment.header.acknowledgment) ==
            m_sender.GetUnacknowledged();
    return !(isPlain && Milliseconds(age) <= tolerated);
}

bool
Connection::IsAcceptable(const Segment& segment, Sequence begin)
{
    const bool isReset = segment.Has(wire::TCP_RST);
    const bool isSyn = segment.Has(wire::TCP_SYN);
    const Sequence end = begin + segment.GetSequenceLength();
    const Sequence next = m_receiver.GetNext();
    const bool isOutdated = IsOutdated(segment, begin);
    const Sequence told = m_receiver.GetWindow().GetToldAt();
    const bool isInWindow =
        end >= std::min(told, next) && begin <= next + m_receiver.GetWindowLeft();
    if (isReset)
    {
        if (isInWindow)
        {
            TakeReset(begin);
        }
        return false;
    }
    // The third segment of a handshake in which both ends asked.
    const bool isSynAck = isSyn && m_state == State::SynReceived && m_isActive &&
                          segment.Has(wire::TCP_ACK) && begin + 1 == next;
    if (isSyn && !isSynAck)
    {
        SendLimitedAck();
        return false;
    }
    if (!isOutdated && isInWindow)
    {
        return true;
    }
    if (segment.length > 0)
    {
        if (begin < next)
        {
            m_receiver.NoteUseless({begin, begin + segment.length});
        }
        SendAck();
    }
    else
    {
        SendLimitedAck();
    }
    return false;
}

void
Connection::TakeReset(Sequence begin)
{
    // Only the next number, or the end of what has come, proves that the peer has sent it
    // (RFC 5961, section 3.2).
    const Sequence next = m_receiver.GetNext();
    const bool isExact = begin == next || (m_finTaken && begin + 1 == next) ||
                         (m_hasSack && begin == m_receiver.GetStream().GetHeldEnd());
    if (!isExact)
    {
        SendLimitedAck();
        return;
    }
    EndAs(m_state == State::SynReceived ? End::Refused : End::Reset);
}

bool
Connection::IsSynAcknowledged(const Segment& segment)
{
    const Sequence number =
        ExtendSequence(m_sender.GetUnacknowledged(), segment.header.acknowledgment);
    if (number != m_initial + 1)
    {
        SendEmpty(wire::TCP_RST, number);
        return false;
    }
    const Sequence begin = ExtendSequence(m_receiver.GetNext(), segment.header.sequence);
    const Nanoseconds roundTrip = m_synTries > 0 ? Nanoseconds(-1) : m_now - m_synSent;
    Change(Cause::Acknowledged);
    Establish(uint64_t{segment.header.window} << m_peerShift, begin, roundTrip);
    if (m_isFinishing)
    {
        Change(Cause::Finish);
    }
    return true;
}

bool
Connection::TakeAcknowledgment(const Segment& segment, Sequence begin)
{
    if (m_state == State::SynReceived && !IsSynAcknowledged(segment))
    {
        return false;
    }
    Acknowledgment ack;
    ack.number = ExtendSequence(m_sender.GetUnacknowledged(), segment.header.acknowledgment);
    ack.segment = begin;
    ack.window = uint64_t{segment.header.window} << m_peerShift;
    ack.echoed = GetEchoed(segment.options);
    ack.hasData = segment.GetSequenceLength() > 0;
    ack.isMarked = m_hasEcn && segment.Has(wire::TCP_ECE);
    ack.blocks = segment.options.sackCount;
    for (uint8_t i = 0; i < ack.blocks; ++i)
    {
        ack.sacks[i] = {ExtendSequence(ack.number, segment.options.sacks[i].begin),
                        ExtendSequence(ack.number, segment.options.sacks[i].end)};
    }
    const Sequence before = m_sender.GetUnacknowledged();
    const AckVerdict verdict = m_sender.Acknowledge(m_now, ack);
    Flush();
    if (verdict == AckVerdict::TooOld)
    {
        SendLimitedAck();
    }
    if (verdict == AckVerdict::TooOld || verdict == AckVerdict::Unsent)
    {
        // What was never sent cannot be acknowledged: such a segment is dropped whole.
        return false;
    }
    // Only what the peer has sent behind our newest data tells its clock; tcp_replace_ts_recent().
    if (verdict == AckVerdict::Taken && m_hasTimestamps && segment.options.hasTimestamps &&
        begin <= m_receiver.GetWindow().GetToldAt())
    {
        const auto age = static_cast<int32_t>(m_recent - segment.options.timestamp);
        m_recent = age <= 0 ? segment.options.timestamp : m_recent;
    }
    if (m_sender.GetUnacknowledged() != before)
    {
        Tell(Event::Acknowledged);
        NoteFinAcknowledged();
    }
    return m_state != State::Closed;
}

void
Connection::NoteFinAcknowledged()
{
    if (m_sender.IsFinAcknowledged())
    {
        Change(Cause::FinAcknowledged);
    }
}

void
Connection::TakeData(const Segment& segment, Sequence begin)
{
    const bool fin = segment.Has(wire::TCP_FIN);
    const Sequence end = begin + segment.length;
    const Sequence next = m_receiver.GetNext();
    if (segment.length == 0 && !fin)
    {
        return;
    }
    if (m_isClosed && end > next && CanReceive(m_state))
    {
        // Nobody will ever read it (RFC 1122, section 4.2.2.13); tcp_v4_send_reset().
        Segment reset;
        if (AnswerStray(segment, reset))
        {
            m_segments.Push(reset);
        }
        EndAs(End::Aborted);
        return;
    }
    const uint64_t window = m_receiver.GetWindowLeft();
    const bool isNews = end + (fin ? 1 : 0) > next && CanReceive(m_state) && !m_finTaken;
    const bool isInWindow = begin < next + window || (segment.length == 0 && begin == next);
    if (!isNews || !isInWindow)
    {
        m_receiver.NoteUseless({begin, std::min(end, next)});
        return;
    }
    Receiver::Arrival arrival;
    const Sequence limit = m_peerFin != 0 ? std::min(m_peerFin, end) : end;
    // Whole segments are taken, though a byte may lie beyond the window.
    arrival.data = {begin, std::max(begin, limit)};
    arrival.fin = fin;
    arrival.push = segment.Has(wire::TCP_PSH);
    const Nanoseconds echoed = GetEchoed(segment.options);
    // Whole ticks of the clock that timestamps tell.
    arrival.roundTrip =
        echoed.count() < 0 ? echoed : m_now / Milliseconds(1) * Milliseconds(1) - echoed;
    arrival.echo = segment.options.echo;
    const RoundTrip& roundTrip = m_sender.GetView().roundTrip;
    arrival.timeout = roundTrip.GetTimeout();
    arrival.smoothed = roundTrip.GetSmoothed();
    if (fin && m_peerFin == 0 && end >= m_receiver.GetStream().GetHeldEnd())
    {
        m_peerFin = end;
    }
    m_receiver.Take(m_now, arrival, m_kept);
    if (m_receiver.GetNext() > next)
    {
        if (m_isReadStopped)
        {
            Read(m_now, GetReadable());
        }
        else
        {
            Tell(Event::Received);
        }
    }
    TakeFinWhenDue();
}

void
Connection::TakeFinWhenDue()
{
    if (m_peerFin == 0 || m_finTaken || m_receiver.GetNext() != m_peerFin)
    {
        return;
    }
    m_finTaken = true;
    m_receiver.TakeFin();
    if (m_state == State::FinWait1 || m_state == State::FinWait2)
    {
        // This end has nothing more to say that could carry it.
        SendAck();
    }
    Change(Cause::FinArrived);
    Tell(Event::PeerFinished);
}

void
Connection::TakeMark(const Segment& segment)
{
    if (!m_hasEcn || m_settings->exactEcn)
    {
        return;
    }
    if (segment.Has(wire::TCP_CWR))
    {
        m_echoesMark = false;
    }
    if (segment.isMarked)
    {
        m_receiver.EnterQuickMode();
        m_echoesMark = true;
    }
}

void
Connection::EnterTimeWait()
{
    m_timer = GetWheelExpiry(m_now, m_settings->timeWait, m_settings->tick);
}

void
Connection::ReceiveInTimeWait(const Segment& segment, Sequence begin)
{
    if (segment.Has(wire::TCP_RST))
    {
        // The peer has forgotten the connection; that ends it here, too (Linux, tcp_rfc1337 off).
        if (begin == m_receiver.GetNext() && !IsOutdated(segment, begin))
        {
            Change(Cause::Ended);
        }
        return;
    }
    if (segment.GetSequenceLength() == 0 && begin == m_receiver.GetNext())
    {
        return;
    }
    if (segment.Has(wire::TCP_FIN) || segment.length > 0)
    {
        EnterTimeWait();
        SendAck();
    }
    else
    {
        SendLimitedAck();
    }
}

void
Connection::HandleDeadline(Nanoseconds now)
{
    m_now = now;
    if (m_state == State::Closed)
    {
        return;
    }
    if (now >= m_timer)
    {
        m_timer = NEVER;
        HandleTimer();
    }
    if (now >= m_receiver.GetDeadline() && m_receiver.HandleDeadline(now))
    {
        SendAck();
    }
    if (m_state != State::Closed && now >= m_sender.GetDeadline())
    {
        if (!m_sender.HandleDeadline(now))
        {
            if (m_isClosed)
            {
                SendReset();
            }
            GiveUp();
        }
        Flush();
    }
}

void
Connection::HandleTimer()
{
    switch (m_state)
    {
    case State::SynSent:
    case State::SynReceived:
        HandleSynDeadline();
        break;
    case State::FinWait2:
        if (m_isClosed)
        {
            Change(Cause::Ended);
            break;
        }
        HandleKeepAlive();
        break;
    case State::TimeWait:
        Change(Cause::Ended);
        break;
    default:
        HandleKeepAlive();
        break;
    }
}

void
Connection::HandleKeepAlive()
{
    const Nanoseconds idle = m_now - m_lastHeard;
    const Sender::View view = m_sender.GetView();
    Nanoseconds wait = m_settings->keepAliveTime;
    if (view.next != view.unacknowledged || view.written > view.next)
    {
        // Other timers are at work.
    }
    else if (idle < m_settings->keepAliveTime)
    {
        wait = m_settings->keepAliveTime - idle;
    }
    else if (m_keepAlives >= m_settings->keepAliveProbes)
    {
        SendReset();
        GiveUp();
        return;
    }
    else
    {
        SendEmpty(wire::TCP_ACK, view.unacknowledged - 1);
        ++m_keepAlives;
        wait = m_settings->keepAliveInterval;
    }
    m_timer = GetWheelExpiry(m_now, wait, m_settings->tick);
}

} // namespace tcp
} // namespace ns3
