/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-cubic-control.h"

#include <algorithm>
#include <cmath>

namespace ns3
{
namespace tcp
{

namespace
{

constexpr uint32_t SCALE = 1024;          //!< what parts count in; ticks of the curve in a second
constexpr uint32_t PACE_BEFORE_LOSS = 20; //!< most for one of growth while nothing told W_max

constexpr uint32_t LOW_WINDOW = 16;   //!< hystart_low_window, segments
constexpr uint32_t LEAST_SAMPLES = 8; //!< HYSTART_MIN_SAMPLES
constexpr Milliseconds TRAIN_GAP{2};  //!< hystart_ack_delta_us
constexpr Milliseconds LEAST_RISE{4}; //!< HYSTART_DELAY_MIN
constexpr Milliseconds MOST_RISE{16}; //!< HYSTART_DELAY_MAX
constexpr Milliseconds BURST_MOST{1}; //!< most that sending in bursts explains of a train
constexpr Nanoseconds LOOK_UP = Nanoseconds(Seconds(1)) / 32; //!< the curve is looked up so often
constexpr Seconds SETTLING{1}; //!< no samples so long after a recovery

/// The last tick of the host's clock.
Nanoseconds
GetTick(const PathState& path)
{
    return path.tick.count() == 0 ? path.now : path.now / path.tick * path.tick;
}

} // namespace

Cubic::Cubic(const CubicParameters& parameters)
    : m_parameters(parameters)
{
}

const char*
Cubic::GetName() const
{
    return "cubic";
}

uint32_t
Cubic::GetThreshold(const PathState& /* path */, const CongestionWindow& window)
{
    m_hasEpoch = false;
    const uint32_t segments = window.segments;
    const bool isEarly = segments < m_windowMax && m_parameters.fastConvergence;
    m_windowMax =
        isEarly
            ? static_cast<uint32_t>(uint64_t{segments} * (SCALE + m_parameters.beta) / (2 * SCALE))
            : segments;
    return std::max(static_cast<uint32_t>(uint64_t{segments} * m_parameters.beta / SCALE), 2U);
}

void
Cubic::Avoid(const PathState& path, CongestionWindow& window, uint32_t acknowledged)
{
    Update(path, window.segments, acknowledged);
    window.Grow(m_pace, acknowledged);
}

void
Cubic::Update(const PathState& path, uint32_t window, uint32_t acknowledged)
{
    const Nanoseconds tick = GetTick(path);
    m_acknowledged += acknowledged;
    if (m_lastWindow == window && m_lastUpdate.count() >= 0 && tick - m_lastUpdate <= LOOK_UP)
    {
        return;
    }
    // The curve is looked up once a tick; the estimate of Reno's window moves each time.
    if (!m_hasEpoch || tick != m_lastUpdate)
    {
        m_lastWindow = window;
        m_lastUpdate = tick;
        if (!m_hasEpoch)
        {
            BeginEpoch(path, window);
            m_acknowledged = acknowledged;
        }
        const int64_t target = GetTarget(path);
        m_pace = target > window ? window / static_cast<uint32_t>(target - window) : 100 * window;
        if (m_windowMax == 0)
        {
            m_pace = std::min(m_pace, PACE_BEFORE_LOSS);
        }
    }
    // Reno's growth: 3 (1 - beta) / (1 + beta) segments a round trip (RFC 9438, section 4.3).
    const uint32_t beta = m_parameters.beta;
    const uint32_t friendliness = 8 * (SCALE + beta) / 3 / (SCALE - beta);
    const uint32_t share = std::max(window * friendliness >> 3, 1U);
    m_estimate += m_acknowledged > share ? (m_acknowledged - 1) / share : 0;
    m_acknowledged -= m_acknowledged > share ? (m_acknowledged - 1) / share * share : 0;
    if (m_estimate > window)
    {
        m_pace = std::min(m_pace, window / (m_estimate - window));
    }
    m_pace = std::max(m_pace, 2U);
}

void
Cubic::BeginEpoch(const PathState& path, uint32_t window)
{
    m_hasEpoch = true;
    m_epoch = GetTick(path);
    m_estimate = window;
    m_k = 0;
    m_origin = window;
    if (m_windowMax > window)
    {
        m_k = static_cast<uint32_t>(
            std::cbrt(double(m_windowMax - window) * SCALE / m_parameters.cube) * SCALE);
        m_origin = m_windowMax;
    }
}

int64_t
Cubic::GetTarget(const PathState& path) const
{
    const Nanoseconds ahead = GetTick(path) - m_epoch + m_least;
    const int64_t time = std::min<int64_t>(ahead.count() / 1000 * SCALE / 1000000, 1 << 20);
    const double offset = double(std::abs(time - int64_t{m_k})) / SCALE;
    const auto delta = static_cast<int64_t>(offset * offset * offset * m_parameters.cube / SCALE);
    return time < m_k ? m_origin - delta : m_origin + delta;
}

void
Cubic::NoteAcknowledged(const PathState& path,
                        CongestionWindow& window,
                        uint32_t /* acknowledged */,
                        Nanoseconds roundTrip)
{
    // What a recovery leaves in the queue must not count as delay.
    if (roundTrip.count() < 0 || (m_hasEpoch && GetTick(path) - m_epoch < SETTLING))
    {
        return;
    }
    const Nanoseconds delay = std::max(roundTrip, Nanoseconds(1000));
    if (m_least.count() == 0 || m_least > delay)
    {
        m_least = delay;
    }
    if (m_parameters.hyStart && !m_found && window.IsSlowStart() &&
        IsSlowStartOver(path, window, delay))
    {
        m_found = true;
        window.threshold = window.segments;
    }
}

void
Cubic::BeginRound(const PathState& path)
{
    m_roundStart = m_lastAck = path.now;
    m_roundEnd = path.next;
    m_roundLeast = NEVER;
    m_samples = 0;
}

Nanoseconds
Cubic::GetTrainLimit(const PathState& path) const
{
    Nanoseconds bursts{0};
    if (path.pacingRate > 0)
    {
        const double seconds = 4.0 * path.largestBurst / double(path.pacingRate);
        bursts = std::min<Nanoseconds>(BURST_MOST, Nanoseconds(int64_t(seconds * 1e9)));
    }
    const Nanoseconds limit = m_least + bursts;
    return path.isPaced ? limit : limit / 2;
}

bool
Cubic::IsSlowStartOver(const PathState& path, const CongestionWindow& window, Nanoseconds delay)
{
    if (path.unacknowledged > m_roundEnd)
    {
        BeginRound(path);
    }
    if (window.segments < LOW_WINDOW)
    {
        return false;
    }
    bool isOver = false;
    if (path.now - m_lastAck <= TRAIN_GAP)
    {
        m_lastAck = path.now;
        isOver = path.now - m_roundStart > GetTrainLimit(path);
    }
    m_roundLeast = std::min(m_roundLeast, delay);
    if (m_samples < LEAST_SAMPLES)
    {
        ++m_samples;
        return isOver;
    }
    const Nanoseconds rise = std::clamp<Nanoseconds>(m_least / 8, LEAST_RISE, MOST_RISE);
    return isOver || m_roundLeast > m_least + rise;
}

void
Cubic::NoteState(const PathState& path, CongestionWindow& window)
{
    if (path.state != CongestionState::Loss)
    {
        return;
    }
    *this = Cubic(CubicParameters(m_parameters));
    m_pace = 0;
    window.credit = 0;
    BeginRound(path);
}

void
Cubic::NoteEvent(const PathState& path, CongestionEvent event)
{
    // Time without anything on its way does not move along the curve (RFC 9438, section 5.8).
    if (event == CongestionEvent::TransmissionStart && m_hasEpoch && path.now > path.lastSent)
    {
        m_epoch = std::min(GetTick(path), m_epoch + (path.now - path.lastSent));
    }
}

} // namespace tcp
} // namespace ns3
