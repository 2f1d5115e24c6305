/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-cubic.h"

#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/simulator.h"
#include "ns3/tcp-socket-state.h"

#include <algorithm>
#include <cmath>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpTcpCubic);

namespace
{

// What real hosts run HyStart with.
constexpr uint32_t LOW_WINDOW = 16;           //!< segments below which it does not look
constexpr uint32_t MIN_SAMPLES = 8;           //!< round-trip times of a round that it waits for
const Time TRAIN_GAP = MilliSeconds(2);       //!< longest gap within a train of acknowledgments
const Time MIN_DELAY_RISE = MilliSeconds(4);  //!< least rise of the delay that counts
const Time MAX_DELAY_RISE = MilliSeconds(16); //!< rise that always counts

/// After an epoch's start, queues that a loss has left behind must not count as delay.
const Time SETTLING = Seconds(1);

/// Most acknowledged segments for one of growth while no loss has told W_max.
constexpr uint32_t MAX_PACE_BEFORE_LOSS = 20;

} // namespace

TypeId
HttpTcpCubic::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::HttpTcpCubic")
            .SetParent<TcpCongestionOps>()
            .SetGroupName("Http")
            .AddConstructor<HttpTcpCubic>()
            .AddAttribute("C",
                          "How fast the window grows, segments per cubic second (RFC 9438, 5).",
                          DoubleValue(0.4),
                          MakeDoubleAccessor(&HttpTcpCubic::m_c),
                          MakeDoubleChecker<double>(0.001))
            .AddAttribute("Beta",
                          "What a loss leaves of the window (RFC 9438, 4.6).",
                          DoubleValue(0.7),
                          MakeDoubleAccessor(&HttpTcpCubic::m_beta),
                          MakeDoubleChecker<double>(0.1, 0.99))
            .AddAttribute("FastConvergence",
                          "A flow that loses again before it was back gives way (RFC 9438, 4.7).",
                          BooleanValue(true),
                          MakeBooleanAccessor(&HttpTcpCubic::m_fastConvergence),
                          MakeBooleanChecker())
            .AddAttribute("HyStart",
                          "Slow start ends when acknowledgments show that the path is full.",
                          BooleanValue(true),
                          MakeBooleanAccessor(&HttpTcpCubic::m_hystart),
                          MakeBooleanChecker());
    return tid;
}

HttpTcpCubic::HttpTcpCubic() = default;

HttpTcpCubic::HttpTcpCubic(const HttpTcpCubic& cubic) = default;

HttpTcpCubic::~HttpTcpCubic() = default;

std::string
HttpTcpCubic::GetName() const
{
    return "HttpTcpCubic";
}

Ptr<TcpCongestionOps>
HttpTcpCubic::Fork()
{
    return CopyObject<HttpTcpCubic>(this);
}

void
HttpTcpCubic::NoteRtt(Time rtt)
{
    m_exactRtt = rtt;
}

void
HttpTcpCubic::BeginRound(Ptr<const TcpSocketState> tcb)
{
    m_inRound = true;
    m_roundStart = Simulator::Now();
    m_trainEnd = m_roundStart;
    m_endSeq = tcb->m_highTxMark;
    m_roundRtt = Time(-1);
    m_samples = 0;
}

void
HttpTcpCubic::PktsAcked(Ptr<TcpSocketState> tcb, uint32_t /* segmentsAcked */, const Time& rtt)
{
    m_lastAcked = Simulator::Now();
    const Time sample = m_exactRtt.IsNegative() ? rtt : m_exactRtt;
    if (sample.IsZero() || (!m_epoch.IsNegative() && Simulator::Now() - m_epoch < SETTLING))
    {
        return;
    }
    if (m_leastRtt.IsNegative() || sample < m_leastRtt)
    {
        m_leastRtt = sample;
    }
    if (m_hystart && !m_found && tcb->m_cWnd < tcb->m_ssThresh && IsSlowStartOver(tcb, sample))
    {
        m_found = true;
        tcb->m_ssThresh = tcb->m_cWnd;
    }
}

bool
HttpTcpCubic::IsSlowStartOver(Ptr<const TcpSocketState> tcb, Time rtt)
{
    if (!m_inRound || tcb->m_lastAckedSeq > m_endSeq)
    {
        BeginRound(tcb);
    }
    if (tcb->m_cWnd < LOW_WINDOW * tcb->m_segmentSize)
    {
        return false;
    }
    const Time now = Simulator::Now();
    if (now - m_trainEnd <= TRAIN_GAP)
    {
        m_trainEnd = now;
        if (now - m_roundStart > TimeStep(m_leastRtt.GetTimeStep() / 2))
        {
            return true;
        }
    }
    if (m_roundRtt.IsNegative() || rtt < m_roundRtt)
    {
        m_roundRtt = rtt;
    }
    if (m_samples < MIN_SAMPLES)
    {
        ++m_samples;
        return false;
    }
    const Time eighth = TimeStep(m_leastRtt.GetTimeStep() / 8);
    return m_roundRtt > m_leastRtt + std::clamp(eighth, MIN_DELAY_RISE, MAX_DELAY_RISE);
}

void
HttpTcpCubic::IncreaseWindow(Ptr<TcpSocketState> tcb, uint32_t segmentsAcked)
{
    const uint32_t segment = tcb->m_segmentSize;
    if (tcb->m_cWnd < tcb->m_ssThresh)
    {
        const uint32_t before = tcb->m_cWnd;
        const uint64_t grown = before + uint64_t(segmentsAcked) * segment;
        const auto after = static_cast<uint32_t>(
            std::min<uint64_t>(grown, std::max(tcb->m_ssThresh.Get(), before)));
        tcb->m_cWnd = after;
        segmentsAcked -= std::min(segmentsAcked, (after - before) / segment);
    }
    if (segmentsAcked == 0 || tcb->m_cWnd < tcb->m_ssThresh)
    {
        return;
    }
    const uint32_t window = std::max<uint32_t>(tcb->m_cWnd / segment, 1);
    const uint32_t pace = GetPace(window, segmentsAcked);
    if (m_credit >= pace)
    {
        m_credit = 0;
        tcb->m_cWnd += segment;
    }
    m_credit += segmentsAcked;
    tcb->m_cWnd += m_credit / pace * segment;
    m_credit %= pace;
}

uint32_t
HttpTcpCubic::GetPace(uint32_t window, uint32_t segmentsAcked)
{
    const Time now = Simulator::Now();
    if (m_epoch.IsNegative())
    {
        m_epoch = now;
        m_estimate = window;
        m_origin = std::max<double>(m_windowMax, window);
        m_k = std::cbrt((m_origin - window) / m_c);
    }
    // RFC 9438, section 4.2: the curve's value one round-trip time ahead.
    const Time ahead = now - m_epoch + Max(m_leastRtt, Time());
    const double target = m_origin + m_c * std::pow(ahead.GetSeconds() - m_k, 3);
    double pace = 100.0 * window;
    if (target > window)
    {
        pace = window / (target - window);
    }
    if (m_windowMax == 0)
    {
        pace = std::min<double>(pace, MAX_PACE_BEFORE_LOSS);
    }
    // Section 4.3: no slower than Reno.
    m_estimate += segmentsAcked * 3 * (1 - m_beta) / (1 + m_beta) / window;
    if (m_estimate > window)
    {
        pace = std::min(pace, window / std::max(m_estimate - window, 1.0));
    }
    return static_cast<uint32_t>(std::max(pace, 2.0));
}

uint32_t
HttpTcpCubic::GetSsThresh(Ptr<const TcpSocketState> tcb, uint32_t /* bytesInFlight */)
{
    const uint32_t window = tcb->m_cWnd / tcb->m_segmentSize;
    const bool isEarly = window < m_windowMax && m_fastConvergence;
    m_windowMax = isEarly ? window * (1 + m_beta) / 2 : window;
    m_epoch = Time(-1);
    return std::max(static_cast<uint32_t>(window * m_beta), 2U) * tcb->m_segmentSize;
}

void
HttpTcpCubic::CongestionStateSet(Ptr<TcpSocketState> /* tcb */,
                                 const TcpSocketState::TcpCongState_t newState)
{
    if (newState != TcpSocketState::CA_LOSS)
    {
        return;
    }
    m_windowMax = 0;
    m_epoch = Time(-1);
    m_leastRtt = Time(-1);
    m_found = false;
    m_inRound = false;
    m_credit = 0;
}

void
HttpTcpCubic::CwndEvent(Ptr<TcpSocketState> /* tcb */, const TcpSocketState::TcpCAEvent_t event)
{
    // Time without anything in flight does not move along the curve (RFC 9438, section 5.8).
    if (event == TcpSocketState::CA_EVENT_TX_START && !m_epoch.IsNegative() &&
        !m_lastAcked.IsNegative())
    {
        m_epoch = std::min(Simulator::Now(), m_epoch + (Simulator::Now() - m_lastAcked));
    }
}

} // namespace ns3
