/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-receiver.h"

#include "http-tcp-timer-wheel.h"

#include <algorithm>

namespace ns3
{
namespace tcp
{

namespace
{

constexpr uint32_t DEFAULT_SEGMENT = 536; //!< TCP_MSS_DEFAULT
constexpr uint32_t LEAST_SEGMENT = 88;    //!< TCP_MIN_MSS
constexpr uint32_t HEADER = 20;           //!< bytes of a header without options
constexpr uint32_t REPEATS = 3;           //!< duplicates that are told at once
constexpr uint32_t PING_PONG_MOST = 255;  //!< the counter has eight bits

} // namespace

Receiver::Receiver(const Settings& settings)
    : m_settings(&settings),
      m_window(settings)
{
}

void
Receiver::Begin(Sequence next)
{
    m_stream.Begin(next);
    m_read = next;
}

void
Receiver::Establish(Nanoseconds now, uint8_t shift, uint32_t segmentSize, bool sack)
{
    m_window.Establish(now, GetNext(), shift, segmentSize);
    m_hasSack = sack;
    m_lastData = now;
    const auto half = static_cast<uint32_t>(m_window.GetTold() / 2);
    m_segment = std::max(std::min({segmentSize, half, DEFAULT_SEGMENT}), LEAST_SEGMENT);
}

void
Receiver::Take(Nanoseconds now, const Arrival& arrival, std::vector<Range>& fresh)
{
    const Range data = arrival.data;
    m_smoothed = arrival.smoothed;
    m_timeout = arrival.timeout;
    m_isScheduled = true;
    if (data.first >= data.second)
    {
        return;
    }
    const auto length = static_cast<uint32_t>(data.second - data.first);
    const bool wasHolding = m_stream.HasHeld();
    const bool isInOrder = data.first <= GetNext();
    if (data.first < GetNext())
    {
        m_stream.NoteDuplicate({data.first, GetNext()});
    }
    if (arrival.roundTrip.count() >= 0 && arrival.echo != m_lastEcho)
    {
        m_lastEcho = arrival.echo;
        if (length >= m_segment && arrival.roundTrip.count() > 0)
        {
            m_window.NoteRoundTrip(arrival.roundTrip, GetUnread() == 0);
        }
    }
    m_stream.Add(data, fresh);
    if (!m_settings->dsack)
    {
        m_stream.NoteDuplicate({0, 0});
    }
    const bool isFull = MeasureSegment(arrival);
    if (m_stream.HasHeld())
    {
        m_window.NoteHeld(GetNext(), m_stream.GetHeldEnd());
    }
    if (isInOrder)
    {
        m_window.MeasureByWindow(now, GetNext());
        MeasureInterval(now, arrival.timeout);
        // A filled gap is told at once (RFC 5681, section 4.2).
        m_isNow = m_isNow || (wasHolding && !m_stream.HasHeld());
    }
    if (m_window.NoteArrival(length, isFull, GetOccupied()))
    {
        m_quick |= m_settings->quickAcks > 0 ? 1 : 0;
    }
}

bool
Receiver::MeasureSegment(const Arrival& arrival)
{
    const auto length = static_cast<uint32_t>(arrival.data.second - arrival.data.first);
    if (length >= m_segment)
    {
        const bool isNew = length != m_segment;
        m_segment = length;
        m_isPushed = m_isPushed || arrival.push;
        return isNew;
    }
    // The peer's segments may have become shorter; tcp_measure_rcv_mss().
    if (length + HEADER >= DEFAULT_SEGMENT + HEADER ||
        (length >= LEAST_SEGMENT && !arrival.push && !arrival.fin))
    {
        if (length == m_lastShort)
        {
            m_segment = length;
            return false;
        }
        m_lastShort = length;
    }
    m_isPushedTwice = m_isPushedTwice || m_isPushed;
    m_isPushed = true;
    return false;
}

void
Receiver::MeasureInterval(Nanoseconds now, Nanoseconds timeout)
{
    if (m_interval.count() == 0)
    {
        // The peer is in slow start, it needs acknowledgments.
        AddQuick(m_settings->quickAcks);
        m_interval = m_settings->leastDelay;
    }
    else
    {
        const Nanoseconds gap = now - m_lastData;
        if (gap <= m_settings->leastDelay / 2)
        {
            m_interval = m_interval / 2 + m_settings->leastDelay / 2;
        }
        else if (gap < m_interval)
        {
            m_interval = std::min(m_interval / 2 + gap, timeout);
        }
        else if (gap > timeout)
        {
            // Too long a silence: the peer has perhaps restarted its slow start.
            AddQuick(m_settings->quickAcks);
        }
    }
    m_lastData = now;
}

void
Receiver::AddQuick(uint32_t most)
{
    if (most == 0)
    {
        return;
    }
    const auto wanted = static_cast<uint32_t>(m_window.GetTold() / (2 * m_segment));
    m_quick = std::max(m_quick, std::min(std::max(wanted, 2U), most));
}

void
Receiver::EnterQuickMode()
{
    AddQuick(m_settings->quickAcks);
    m_pingPong = 0;
    m_interval = m_settings->leastDelay;
}

void
Receiver::NoteUseless(Range range)
{
    if (range.first < range.second && m_hasSack && m_settings->dsack)
    {
        m_stream.NoteDuplicate({range.first, std::min(range.second, GetNext())});
    }
    EnterQuickMode();
    m_isScheduled = true;
}

void
Receiver::TakeFin()
{
    m_stream.PassFin();
    m_finTaken = true;
    m_isScheduled = true;
    m_pingPong = std::max(m_pingPong, m_settings->pingPong);
}

bool
Receiver::Read(Nanoseconds now, uint64_t bytes)
{
    m_read += std::min(bytes, GetUnread());
    m_window.NoteRead(now, m_read, GetDataEnd(), m_stream.GetHeldEnd());
    if (m_isScheduled && (GetNext() - m_window.GetToldAt() > m_segment ||
                          (m_settings->quickAcks > 0 && bytes > 0 && GetUnread() == 0 &&
                           (m_isPushedTwice || (m_isPushed && !IsPingPong())))))
    {
        return m_settings->delayedAcks || m_isScheduled;
    }
    if (bytes == 0 || m_finTaken)
    {
        return false;
    }
    // Much room has become free: the peer is told.
    const uint64_t left = GetWindowLeft();
    if (2 * left > m_window.GetClamp())
    {
        return false;
    }
    const uint64_t offer = m_window.GetOffer(GetOccupied(), m_segment);
    return offer > 0 && offer >= 2 * left;
}

bool
Receiver::CheckAck(Nanoseconds now)
{
    if (!m_isScheduled)
    {
        return false;
    }
    const bool isTwo =
        GetNext() - m_window.GetToldAt() > m_segment &&
        (GetUnread() == 0 || m_window.GetOffer(GetOccupied(), m_segment) >= m_window.GetTold());
    if (isTwo || IsQuick() || m_isNow || !m_settings->delayedAcks)
    {
        return true;
    }
    if (!m_stream.HasHeld())
    {
        Delay(now);
        return false;
    }
    return Compress(now);
}

bool
Receiver::Compress(Nanoseconds now)
{
    if (!m_hasSack || m_held >= m_settings->sackCount)
    {
        return true;
    }
    if (m_compressedNext != GetNext())
    {
        m_compressedNext = GetNext();
        m_repeats = 0;
    }
    if (m_repeats < REPEATS)
    {
        ++m_repeats;
        return true;
    }
    ++m_held;
    if (m_compressed != NEVER)
    {
        return false;
    }
    Nanoseconds roundTrip = m_window.GetRoundTrip();
    if (m_smoothed.count() > 0 && m_smoothed < roundTrip)
    {
        roundTrip = m_smoothed;
    }
    m_compressed = now + std::min(m_settings->sackDelay,
                                  Nanoseconds(roundTrip.count() * m_settings->sackPercent / 100));
    return false;
}

void
Receiver::Delay(Nanoseconds now)
{
    Nanoseconds wait = m_interval;
    if (wait > m_settings->leastDelay)
    {
        Nanoseconds most = Milliseconds(500);
        if (IsPingPong() || m_isPushed)
        {
            most = m_settings->mostDelay;
        }
        if (m_smoothed.count() > 0)
        {
            most = std::min(most, std::max(m_smoothed, m_settings->leastDelay));
        }
        wait = std::min(wait, most);
    }
    wait = std::min(wait, m_settings->mostDelay);
    m_delayed = std::min(m_delayed, GetWheelExpiry(now, wait, m_settings->tick));
}

void
Receiver::NoteAckSent()
{
    if (m_quick > 0)
    {
        m_quick -= m_isScheduled ? 1 : 0;
        if (m_quick == 0)
        {
            m_interval = m_settings->leastDelay;
        }
    }
    m_isScheduled = m_isNow = m_isPushed = m_isPushedTwice = false;
    m_delayed = m_compressed = NEVER;
    m_held = 0;
}

void
Receiver::NoteDataSent(Nanoseconds now)
{
    if (now - m_lastData < m_interval)
    {
        m_pingPong = std::min(m_pingPong + 1, PING_PONG_MOST);
    }
}

Nanoseconds
Receiver::GetDeadline() const
{
    return std::min(m_delayed, m_compressed);
}

bool
Receiver::HandleDeadline(Nanoseconds now)
{
    bool isDue = false;
    if (now >= m_compressed)
    {
        m_compressed = NEVER;
        isDue = m_held > 0;
    }
    if (now >= m_delayed)
    {
        m_delayed = NEVER;
        if (m_isScheduled)
        {
            // No data has carried the acknowledgment.
            if (IsPingPong())
            {
                m_pingPong = 0;
                m_interval = m_settings->leastDelay;
            }
            else
            {
                m_interval = std::min(m_interval * 2, m_timeout);
            }
            isDue = true;
        }
    }
    return isDue;
}

uint16_t
Receiver::Advertise()
{
    const uint64_t occupied = GetOccupied();
    if (m_window.GetSpace() - std::min(m_window.GetSpace(), occupied) <
        std::min(m_window.GetClamp(), m_window.GetSpace()) / 2)
    {
        m_quick = 0;
    }
    return m_window.Advertise(GetNext(), occupied, m_segment);
}

} // namespace tcp
} // namespace ns3
