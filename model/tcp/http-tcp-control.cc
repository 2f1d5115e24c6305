/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-control.h"

#include "ns3/http-attributes.h"
#include "ns3/simulator.h"
#include "ns3/tcp-socket-state.h"

#include <algorithm>
#include <cmath>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpTcpControl);
NS_OBJECT_ENSURE_REGISTERED(HttpTcpCubic);
NS_OBJECT_ENSURE_REGISTERED(HttpTcpReno);

TypeId
HttpTcpControl::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::HttpTcpControl").SetParent<TcpCongestionOps>().SetGroupName("Http");
    return tid;
}

HttpTcpControl::HttpTcpControl() = default;

HttpTcpControl::HttpTcpControl(const HttpTcpControl& control)
    : TcpCongestionOps(control)
{
}

HttpTcpControl::~HttpTcpControl() = default;

void
HttpTcpControl::Show(Ptr<const TcpSocketState> tcb)
{
    if (!m_control)
    {
        m_control = MakeControl();
    }
    const uint32_t segment = std::max<uint32_t>(tcb->m_segmentSize, 1);
    const tcp::Sequence around = m_path.next > 0 ? m_path.next : tcp::BeginSequence(0);
    m_path.now = tcp::Nanoseconds(Simulator::Now().GetNanoSeconds());
    m_path.smoothed = tcp::Nanoseconds(tcb->m_lastRtt.Get().GetNanoSeconds());
    m_path.least = tcb->m_minRtt == Time::Max() ? tcp::NEVER
                                                : tcp::Nanoseconds(tcb->m_minRtt.GetNanoSeconds());
    m_path.unacknowledged = tcp::ExtendSequence(around, tcb->m_lastAckedSeq.GetValue());
    m_path.next = tcp::ExtendSequence(around, tcb->m_highTxMark.Get().GetValue());
    m_path.segmentSize = segment;
    m_path.inFlight = tcb->m_bytesInFlight / segment;
    m_path.isPaced = tcb->m_pacing;
    m_path.isLimited = true;
    m_path.state = static_cast<tcp::CongestionState>(tcb->m_congState.Get());
    m_window.segments = std::max<uint32_t>(tcb->m_cWnd / segment, 1);
    m_window.threshold = tcb->m_ssThresh == UINT32_MAX
                             ? UINT32_MAX
                             : std::max<uint32_t>(tcb->m_ssThresh / segment, 2);
}

void
HttpTcpControl::Give(Ptr<TcpSocketState> tcb) const
{
    const uint32_t segment = m_path.segmentSize;
    if (m_window.segments != tcb->m_cWnd / segment)
    {
        tcb->m_cWnd = m_window.segments * segment;
    }
    if (m_window.threshold != UINT32_MAX && m_window.threshold != tcb->m_ssThresh / segment)
    {
        tcb->m_ssThresh = m_window.threshold * segment;
    }
}

uint32_t
HttpTcpControl::GetSsThresh(Ptr<const TcpSocketState> tcb, uint32_t /* bytesInFlight */)
{
    Show(tcb);
    return m_control->GetThreshold(m_path, m_window) * m_path.segmentSize;
}

void
HttpTcpControl::IncreaseWindow(Ptr<TcpSocketState> tcb, uint32_t segmentsAcked)
{
    Show(tcb);
    m_control->Increase(m_path, m_window, segmentsAcked);
    Give(tcb);
}

void
HttpTcpControl::PktsAcked(Ptr<TcpSocketState> tcb, uint32_t segmentsAcked, const Time& rtt)
{
    Show(tcb);
    const tcp::Nanoseconds sample(rtt.IsZero() ? -1 : rtt.GetNanoSeconds());
    m_control->NoteAcknowledged(m_path, m_window, segmentsAcked, sample);
    m_path.lastSent = m_path.now;
    Give(tcb);
}

void
HttpTcpControl::CongestionStateSet(Ptr<TcpSocketState> tcb,
                                   const TcpSocketState::TcpCongState_t newState)
{
    Show(tcb);
    m_path.state = static_cast<tcp::CongestionState>(newState);
    m_control->NoteState(m_path, m_window);
}

void
HttpTcpControl::CwndEvent(Ptr<TcpSocketState> tcb, const TcpSocketState::TcpCAEvent_t event)
{
    if (event == TcpSocketState::CA_EVENT_TX_START)
    {
        Show(tcb);
        m_control->NoteEvent(m_path, tcp::CongestionEvent::TransmissionStart);
    }
}

TypeId
HttpTcpCubic::GetTypeId()
{
    using C = HttpTcpCubic;
    using Parameters = tcp::CubicParameters;
    static TypeId tid =
        HttpAttributes<C>(TypeId("ns3::HttpTcpCubic")
                              .SetParent<HttpTcpControl>()
                              .SetGroupName("Http")
                              .AddConstructor<C>())
            .Add("C",
                 "How fast the window grows, segments per cubic second (RFC 9438, 5).",
                 {&C::m_c, 0.4, 0.01, 100})
            .Add("Beta",
                 "What a loss leaves of the window (RFC 9438, 4.6).",
                 {&C::m_beta, 0.7, 0.1, 0.99})
            .In(&C::m_parameters)
            .Add("FastConvergence",
                 "A flow that loses again before it was back gives way (RFC 9438, 4.7).",
                 &Parameters::fastConvergence)
            .Add("HyStart",
                 "Slow start ends when acknowledgments show that the path is full.",
                 &Parameters::hyStart);
    return tid;
}

std::unique_ptr<tcp::CongestionControl>
HttpTcpCubic::MakeControl() const
{
    // Linux counts beta in parts of 1024 and C in parts of 1024 for ten.
    tcp::CubicParameters parameters = m_parameters;
    parameters.beta = static_cast<uint32_t>(std::lround(m_beta * 1024));
    parameters.cube = static_cast<uint32_t>(std::lround(m_c * 1024 / 10)) * 10;
    return std::make_unique<tcp::Cubic>(parameters);
}

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

TypeId
HttpTcpReno::GetTypeId()
{
    static TypeId tid = TypeId("ns3::HttpTcpReno")
                            .SetParent<HttpTcpControl>()
                            .SetGroupName("Http")
                            .AddConstructor<HttpTcpReno>();
    return tid;
}

std::unique_ptr<tcp::CongestionControl>
HttpTcpReno::MakeControl() const
{
    return std::make_unique<tcp::Reno>();
}

std::string
HttpTcpReno::GetName() const
{
    return "HttpTcpReno";
}

Ptr<TcpCongestionOps>
HttpTcpReno::Fork()
{
    return CopyObject<HttpTcpReno>(this);
}

} // namespace ns3
