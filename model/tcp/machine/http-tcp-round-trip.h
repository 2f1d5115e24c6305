/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_ROUND_TRIP_H
#define HTTP_TCP_ROUND_TRIP_H

#include "http-tcp-settings.h"
#include "http-tcp-units.h"

#include <array>

namespace ns3
{
namespace tcp
{

/**
 * @brief The least value of a time that moves on: best, second and third best of its parts, as
 * Linux's lib/win_minmax.c keeps them.
 */
class WindowedLeast
{
  public:
    /// @brief Takes a value. @param now the time @param value it @param window how long it counts
    void Add(Nanoseconds now, Nanoseconds value, Nanoseconds window);

    /// @brief The least value. @return it; NEVER before the first
    Nanoseconds Get() const
    {
        return m_best[0].value;
    }

  private:
    /// A value and when it came.
    struct Sample
    {
        Nanoseconds time{0};      //!< when
        Nanoseconds value{NEVER}; //!< the value
    };

    std::array<Sample, 3> m_best; //!< best first, each later than the one before
};

/**
 * @brief Round-trip times of a connection and the retransmission timeout (RFC 6298), computed as
 * Linux does: the deviation falls once a round trip, and never below the least timeout.
 */
class RoundTrip
{
  public:
    /**
     * @brief Takes a round-trip time.
     * @param settings least and greatest timeout, tick
     * @param sample the time, at least 0
     * @param unacknowledged SND.UNA
     * @param next SND.NXT
     */
    void Add(const Settings& settings, Nanoseconds sample, Sequence unacknowledged, Sequence next);

    /// @brief Takes a round-trip time for the least one. @param now the time @param sample it
    void AddLeast(Nanoseconds now, Nanoseconds sample);

    /// @brief Starts with the timeout of a connection without a sample. @param rto the timeout
    void SetTimeout(Nanoseconds rto)
    {
        m_timeout = rto;
    }

    /// @brief Doubles the timeout (RFC 6298, 5.5). @param settings the greatest timeout
    void BackOff(const Settings& settings);

    /// @brief Smoothed round-trip time. @return it; 0 before the first sample
    Nanoseconds GetSmoothed() const
    {
        return m_eighths / 8;
    }

    /// @brief Whether there was a sample. @return whether
    bool IsKnown() const
    {
        return m_eighths.count() > 0;
    }

    /// @brief The newest sample. @return it; 0 before the first
    Nanoseconds GetLast() const
    {
        return m_last;
    }

    /// @brief The least round-trip time of the last five minutes. @return it; NEVER if none
    Nanoseconds GetLeast() const
    {
        return m_least.Get();
    }

    /// @brief The retransmission timeout, with its doublings. @return it
    Nanoseconds GetTimeout() const
    {
        return m_timeout;
    }

  private:
    /// @brief Computes the timeout. @param settings its bounds
    void Compute(const Settings& settings);

    Nanoseconds m_eighths{0};   //!< srtt_us: smoothed round-trip time times eight
    Nanoseconds m_deviation{0}; //!< mdev_us: smoothed deviation times four
    Nanoseconds m_roundMost{0}; //!< mdev_max_us: the greatest of this round trip
    Nanoseconds m_variation{0}; //!< rttvar_us: what the timeout takes
    Nanoseconds m_last{0};      //!< newest sample
    Nanoseconds m_timeout{0};   //!< icsk_rto
    Sequence m_roundEnd = 0;    //!< rtt_seq: the round trip ends when this is acknowledged
    WindowedLeast m_least;      //!< rtt_min
};

} // namespace tcp
} // namespace ns3

#endif /* HTTP_TCP_ROUND_TRIP_H */
