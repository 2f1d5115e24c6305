/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-round-trip.h"

#include "http-tcp-timer-wheel.h"

#include <algorithm>

namespace ns3
{
namespace tcp
{

namespace
{

constexpr Seconds LEAST_WINDOW{300}; //!< tcp_min_rtt_wlen

} // namespace

void
WindowedLeast::Add(Nanoseconds now, Nanoseconds value, Nanoseconds window)
{
    const Sample sample{now, value};
    if (value <= m_best[0].value || now - m_best[2].time > window)
    {
        m_best = {sample, sample, sample};
        return;
    }
    if (value <= m_best[1].value)
    {
        m_best[1] = m_best[2] = sample;
    }
    else if (value <= m_best[2].value)
    {
        m_best[2] = sample;
    }
    // The best moves on when it is too old; the others come from later parts of the window.
    const Nanoseconds age = now - m_best[0].time;
    if (age > window)
    {
        m_best = {m_best[1], m_best[2], sample};
        if (now - m_best[0].time > window)
        {
            m_best = {m_best[1], m_best[2], sample};
        }
    }
    else if (m_best[1].time == m_best[0].time && age > window / 4)
    {
        m_best[1] = m_best[2] = sample;
    }
    else if (m_best[2].time == m_best[1].time && age > window / 2)
    {
        m_best[2] = sample;
    }
}

void
RoundTrip::Add(const Settings& settings, Nanoseconds sample, Sequence unacknowledged, Sequence next)
{
    m_last = sample;
    if (!IsKnown())
    {
        m_eighths = std::max(sample * 8, Nanoseconds(1));
        m_deviation = sample * 2;
        m_variation = std::max(m_deviation, settings.leastRto);
        m_roundMost = m_variation;
        m_roundEnd = next;
    }
    else
    {
        const Nanoseconds error = sample - m_eighths / 8;
        m_eighths = std::max(m_eighths + error, Nanoseconds(1));
        Nanoseconds change = std::chrono::abs(error) - m_deviation / 4;
        if (error.count() < 0 && change.count() > 0)
        {
            // A sudden fall of the round-trip time is no reason to wait longer.
            change /= 8;
        }
        m_deviation += change;
        if (m_deviation > m_roundMost)
        {
            m_roundMost = m_deviation;
            m_variation = std::max(m_variation, m_roundMost);
        }
        if (unacknowledged > m_roundEnd)
        {
            if (m_roundMost < m_variation)
            {
                m_variation -= (m_variation - m_roundMost) / 4;
            }
            m_roundEnd = next;
            m_roundMost = settings.leastRto;
        }
    }
    Compute(settings);
}

void
RoundTrip::AddLeast(Nanoseconds now, Nanoseconds sample)
{
    m_least.Add(now, std::max(sample, Nanoseconds(1000)), LEAST_WINDOW);
}

void
RoundTrip::Compute(const Settings& settings)
{
    const Nanoseconds rto = RoundToTicks(m_eighths / 8 + m_variation, settings.tick);
    m_timeout = std::min(rto, settings.mostRto);
}

void
RoundTrip::BackOff(const Settings& settings)
{
    m_timeout = std::min(m_timeout * 2, settings.mostRto);
}

} // namespace tcp
} // namespace ns3
