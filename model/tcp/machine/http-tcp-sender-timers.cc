/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-sender.h"
#include "http-tcp-timer-wheel.h"

#include <algorithm>

namespace ns3
{
namespace tcp
{

void
Sender::Arm(Nanoseconds now, Timer timer, Nanoseconds wait)
{
    m_timer = timer;
    const Nanoseconds paced = m_paceUntil > now && IsPaced() ? m_paceUntil - now : Nanoseconds(0);
    m_deadline = GetWheelExpiry(now, std::min(wait, m_settings->mostRto) + paced, m_settings->tick);
}

void
Sender::Disarm()
{
    m_timer = Timer::None;
    m_deadline = NEVER;
}

Nanoseconds
Sender::GetDeadline() const
{
    return m_isPaceWaiting ? std::min(m_deadline, m_paceUntil) : m_deadline;
}

Nanoseconds
Sender::GetTimeoutLeft(Nanoseconds now) const
{
    return m_board.GetSegments().Front().sent + m_roundTrip.GetTimeout() - now;
}

void
Sender::ArmRetransmission(Nanoseconds now)
{
    if (m_board.GetPackets() == 0)
    {
        Disarm();
        return;
    }
    // After a timer of another kind, time counts from the transmission of the first segment.
    const bool isOther = m_timer == Timer::Reordering || m_timer == Timer::LossProbe;
    const Nanoseconds wait =
        isOther ? std::max(GetTimeoutLeft(now), Nanoseconds(1000)) : m_roundTrip.GetTimeout();
    Arm(now, Timer::Retransmission, wait);
}

bool
Sender::ArmLossProbe(Nanoseconds now, bool isAdvancing)
{
    if (!m_settings->lossProbe || !m_hasSack || m_board.GetPackets() == 0 ||
        (m_state != CongestionState::Open && m_state != CongestionState::Cwr))
    {
        return false;
    }
    Nanoseconds wait = m_settings->initialRto;
    if (m_roundTrip.IsKnown())
    {
        // One segment alone may wait for a delayed acknowledgment.
        wait = m_roundTrip.GetSmoothed() * 2 +
               (m_board.GetPackets() == 1 ? m_settings->leastRto : m_settings->leastTimeout);
    }
    const Nanoseconds timeout = isAdvancing ? m_roundTrip.GetTimeout() : GetTimeoutLeft(now);
    Arm(now, Timer::LossProbe, timeout.count() > 0 ? std::min(wait, timeout) : wait);
    return true;
}

void
Sender::SendLossProbe(Nanoseconds now)
{
    if (m_board.GetPackets() == 0)
    {
        Disarm();
        return;
    }
    if (m_probeEnd != 0)
    {
        ArmRetransmission(now);
        return;
    }
    m_probeIsAgain = false;
    bool isSent = false;
    const Sequence windowEnd = m_unacknowledged + m_peerWindow;
    const uint64_t wanted =
        std::min<uint64_t>(GetPieceEnd() - std::min(m_next, m_written), m_segmentSize);
    if (HasUnsent() && m_next + wanted <= windowEnd)
    {
        const uint32_t before = m_board.GetPackets();
        WriteOut(now, PushKind::Probe);
        isSent = m_board.GetPackets() > before;
    }
    else
    {
        SendAgain(now, m_board.GetSegments().GetEnd() - 1, true);
        m_probeIsAgain = isSent = true;
    }
    if (isSent)
    {
        m_probeEnd = m_next;
        // The retransmission timeout counts from now.
        m_timer = Timer::None;
    }
    ArmRetransmission(now);
}

bool
Sender::HandleDeadline(Nanoseconds now)
{
    if (m_isPaceWaiting && now >= m_paceUntil)
    {
        m_isPaceWaiting = false;
        SendLost(now);
        Push(now);
    }
    if (now < m_deadline)
    {
        return true;
    }
    const Timer timer = m_timer;
    m_deadline = NEVER;
    switch (timer)
    {
    case Timer::LossProbe:
        SendLossProbe(now);
        return true;
    case Timer::Reordering:
        HandleReordering(now);
        return true;
    case Timer::Retransmission:
        m_timer = Timer::None;
        return HandleRetransmission(now);
    case Timer::WindowProbe:
        m_timer = Timer::None;
        return HandleWindowProbe(now);
    case Timer::None:
        break;
    }
    return true;
}

void
Sender::HandleReordering(Nanoseconds now)
{
    const uint32_t before = m_board.GetInFlight();
    DetectByTime(now);
    if (m_board.GetInFlight() != before)
    {
        const uint32_t lost = before - std::min(before, m_board.GetInFlight());
        m_lostTotal += lost;
        if (m_state != CongestionState::Recovery)
        {
            EnterRecovery(now, false);
            if (!m_control->IsInCharge())
            {
                Reduce(1, false, lost);
            }
        }
        SendLost(now);
    }
    if (m_timer != Timer::Retransmission)
    {
        ArmRetransmission(now);
    }
}

Nanoseconds
Sender::GetModelTimeout(uint32_t retries) const
{
    // The time that so many doublings from the least timeout take; tcp_model_timeout().
    uint32_t doublings = 0;
    while (m_settings->leastRto * (int64_t{2} << doublings) <= m_settings->mostRto)
    {
        ++doublings;
    }
    const uint32_t steep = std::min(retries, doublings);
    return m_settings->leastRto * ((int64_t{2} << steep) - 1) +
           m_settings->mostRto * int64_t{retries - steep};
}

bool
Sender::IsGivenUp(Nanoseconds now) const
{
    if (m_retries == 0 || m_againStamp.count() < 0)
    {
        return false;
    }
    const Nanoseconds elapsed = now - m_againStamp;
    if (m_settings->userTimeout.count() > 0)
    {
        return elapsed >= m_settings->userTimeout;
    }
    return elapsed >= GetModelTimeout(m_isOrphan ? m_settings->orphanRetries : m_settings->retries);
}

bool
Sender::HandleRetransmission(Nanoseconds now)
{
    if (m_board.GetPackets() == 0)
    {
        return true;
    }
    if (m_peerWindow == 0 && !m_isOrphan)
    {
        // The peer has closed its window upon what is on the way: this is a probe of the window.
        EnterLoss(now);
        SendAgain(now, m_board.GetSegments().GetFirst(), false);
    }
    else
    {
        if (IsGivenUp(now))
        {
            return false;
        }
        EnterLoss(now);
        ++m_retries;
        SendAgain(now, m_board.GetSegments().GetFirst(), false);
    }
    m_roundTrip.BackOff(*m_settings);
    Nanoseconds wait = m_roundTrip.GetTimeout();
    if (m_settings->userTimeout.count() > 0 && m_againStamp.count() >= 0)
    {
        const Nanoseconds left = m_againStamp + m_settings->userTimeout - now;
        wait = std::min(wait, std::max<Nanoseconds>(left, Milliseconds(1)));
    }
    Arm(now, Timer::Retransmission, wait);
    return true;
}

Nanoseconds
Sender::GetProbeWait() const
{
    const Nanoseconds base = m_settings->persist.count() > 0
                                 ? m_settings->persist
                                 : std::max(m_roundTrip.GetTimeout(), m_settings->leastRto);
    const Nanoseconds most = m_settings->mostRto;
    Nanoseconds wait = base;
    for (uint32_t i = 0; i < m_probeBackOff && wait < most; ++i)
    {
        wait *= 2;
    }
    return std::min(wait, most);
}

void
Sender::NoteWindowAnswer(Nanoseconds now)
{
    if (!HasUnsent())
    {
        return;
    }
    const uint64_t wanted = std::min<uint64_t>(GetPieceEnd() - m_next, m_segmentSize);
    if (m_next + std::max<uint64_t>(wanted, 1) <= m_unacknowledged + m_peerWindow)
    {
        m_probeStart = Nanoseconds(-1);
        m_probeBackOff = 0;
        if (m_timer == Timer::WindowProbe)
        {
            Disarm();
        }
    }
    else
    {
        Arm(now, Timer::WindowProbe, GetProbeWait());
    }
}

bool
Sender::HandleWindowProbe(Nanoseconds now)
{
    if (m_board.GetPackets() > 0 || !HasUnsent())
    {
        m_probes = m_probeBackOff = 0;
        m_probeStart = Nanoseconds(-1);
        return true;
    }
    const bool isLate = m_settings->userTimeout.count() > 0 && m_probeStart.count() >= 0 &&
                        now - m_probeStart >= m_settings->userTimeout;
    if (isLate || m_probes >= (m_isOrphan ? m_settings->orphanRetries : m_settings->retries))
    {
        return false;
    }
    m_probeStart = m_probeStart.count() < 0 ? now : m_probeStart;
    const Sequence windowEnd = m_unacknowledged + m_peerWindow;
    if (m_next < windowEnd && m_next < m_written)
    {
        SendNew(now, std::min<uint64_t>({windowEnd - m_next, m_segmentSize, m_written - m_next}));
        return true;
    }
    Transmission probe;
    probe.begin = m_unacknowledged - 1;
    m_out.Push(probe);
    ++m_probes;
    ++m_probeBackOff;
    Arm(now, Timer::WindowProbe, GetProbeWait());
    return true;
}

} // namespace tcp
} // namespace ns3
