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

constexpr uint32_t LEAST_SEGMENT = 48; //!< TCP_MIN_SND_MSS, with options
constexpr Seconds FALLBACK{3};         //!< TCP_TIMEOUT_FALLBACK (RFC 6298, 5.7)

} // namespace

void
Connection::Open(Nanoseconds now)
{
    m_now = now;
    m_isActive = true;
    m_shift = m_settings->windowScaling ? m_receiver.GetWindow().GetOfferedShift() : 0;
    Change(Cause::Open);
    SendSyn();
}

void
Connection::Accept(Nanoseconds now, const Segment& syn)
{
    m_now = now;
    m_lastHeard = now;
    m_receiver.Begin(BeginSequence(syn.header.sequence) + 1);
    TakePeerOptions(syn.options);
    constexpr uint8_t ASKED = wire::TCP_ECE | wire::TCP_CWR;
    m_hasEcn = (m_settings->ecn || m_settings->grantsEcn) && (syn.header.flags & ASKED) == ASKED;
    Change(Cause::Requested);
    SendSyn();
}

void
Connection::TakePeerOptions(const wire::TcpOptions& options)
{
    m_hasTimestamps = m_settings->timestamps && options.hasTimestamps;
    m_hasSack = m_settings->sack && options.sackPermitted;
    m_hasScaling = m_settings->windowScaling && options.hasWindowScale;
    m_recent = m_hasTimestamps ? options.timestamp : 0;
    m_peerShift = m_hasScaling ? std::min(options.windowShift, wire::WINDOW_SHIFT_MOST) : 0;
    m_shift = m_hasScaling ? m_receiver.GetWindow().GetOfferedShift() : 0;
    if (options.maximumSegmentSize > 0)
    {
        m_peerSegment = std::max<uint32_t>(options.maximumSegmentSize, LEAST_SEGMENT);
    }
}

void
Connection::SendSyn()
{
    const bool isAnswer = m_state == State::SynReceived;
    Segment segment;
    segment.again = m_synTries > 0;
    uint8_t flags = isAnswer ? wire::TCP_SYN | wire::TCP_ACK : wire::TCP_SYN;
    if (isAnswer ? m_hasEcn : m_settings->ecn && m_synTries == 0)
    {
        flags |= isAnswer ? wire::TCP_ECE : wire::TCP_ECE | wire::TCP_CWR;
    }
    FillHeader(segment, flags, m_initial);
    // The window of a SYN is not scaled (RFC 7323, section 2.2).
    const uint32_t payload =
        m_settings->segmentSize - (isAnswer && m_hasTimestamps ? TIMESTAMPS : 0);
    segment.header.window = static_cast<uint16_t>(m_receiver.GetWindow().Begin(payload));
    FillOptions(segment, true, 0);
    m_segments.Push(segment);
    m_synSent = m_now;
    m_timer = GetWheelExpiry(m_now, GetSynWait(), m_settings->tick);
}

Nanoseconds
Connection::GetSynWait() const
{
    uint32_t doublings = m_synTries;
    if (m_state == State::SynSent)
    {
        doublings -= std::min(doublings, m_settings->synLinearRetries);
    }
    Nanoseconds wait = m_settings->initialRto;
    for (uint32_t i = 0; i < doublings && wait < m_settings->mostRto; ++i)
    {
        wait *= 2;
    }
    return std::min(wait, m_settings->mostRto);
}

void
Connection::HandleSynDeadline()
{
    const uint32_t most = m_state == State::SynSent
                              ? m_settings->synRetries + m_settings->synLinearRetries
                              : m_settings->synAckRetries;
    if (m_synTries >= most)
    {
        GiveUp();
        return;
    }
    ++m_synTries;
    SendSyn();
}

void
Connection::ReceiveInSynSent(const Segment& segment)
{
    const Sequence acknowledgment = ExtendSequence(m_initial, segment.header.acknowledgment);
    const bool isAck = segment.Has(wire::TCP_ACK);
    if (isAck && acknowledgment != m_initial + 1)
    {
        if (!segment.Has(wire::TCP_RST))
        {
            SendEmpty(wire::TCP_RST, acknowledgment);
        }
        return;
    }
    if (segment.Has(wire::TCP_RST))
    {
        if (isAck)
        {
            EndAs(End::Refused);
        }
        return;
    }
    if (!segment.Has(wire::TCP_SYN))
    {
        return;
    }
    m_receiver.Begin(BeginSequence(segment.header.sequence) + 1);
    TakePeerOptions(segment.options);
    if (!isAck)
    {
        // Both ends have asked at once (RFC 9293, section 3.5, figure 8).
        Change(Cause::Requested);
        SendSyn();
        return;
    }
    m_hasEcn = m_settings->ecn && segment.Has(wire::TCP_ECE) && !segment.Has(wire::TCP_CWR);
    Nanoseconds roundTrip = m_now - m_synSent;
    if (m_synTries > 0)
    {
        const Nanoseconds echoed = GetEchoed(segment.options);
        roundTrip = echoed.count() < 0 ? echoed : m_now - echoed;
    }
    Change(Cause::Granted);
    Establish(segment.header.window, m_receiver.GetNext() - 1, roundTrip);
    m_sender.Push(m_now);
    Flush();
    // Data or a FIN that was written before carries the acknowledgment.
    if (m_segments.IsEmpty())
    {
        SendAck();
    }
}

void
Connection::Establish(uint64_t window, Sequence segment, Nanoseconds roundTrip)
{
    m_timer = m_settings->keepAlive
                  ? GetWheelExpiry(m_now, m_settings->keepAliveTime, m_settings->tick)
                  : NEVER;
    Sender::Agreement agreement;
    agreement.segmentSize =
        std::min(m_peerSegment, m_settings->segmentSize) - (m_hasTimestamps ? TIMESTAMPS : 0);
    agreement.segmentSize = std::min(agreement.segmentSize, m_settings->payloadMost);
    agreement.window = window;
    agreement.windowSegment = segment;
    agreement.roundTrip = roundTrip;
    agreement.sack = m_hasSack;
    agreement.timestamps = m_hasTimestamps;
    agreement.isRetried = m_synTries > 1;
    agreement.fallback = FALLBACK;
    m_sender.Establish(m_now, agreement);
    m_receiver.Establish(m_now,
                         m_shift,
                         m_settings->segmentSize - (m_hasTimestamps ? TIMESTAMPS : 0),
                         m_hasSack);
    Tell(Event::Established);
}

} // namespace tcp
} // namespace ns3
