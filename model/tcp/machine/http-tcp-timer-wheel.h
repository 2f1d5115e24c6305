/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_TIMER_WHEEL_H
#define HTTP_TCP_TIMER_WHEEL_H

#include "http-tcp-units.h"

namespace ns3
{
namespace tcp
{

/**
 * @brief When a timer of a host whose clock ticks goes off.
 *
 * As Linux does it (kernel/time/timer.c, "the timer wheel"): the time is counted in ticks, rounded
 * up, and the timer goes off with the first tick after it that its level of the wheel knows: every
 * tick up to 62 ticks ahead, every eighth up to 503, every 64th up to 4,031, and so on.
 * @param now the time
 * @param wait how long to wait at least
 * @param tick time between ticks; 0 for a clock that needs none
 * @return when it goes off
 */
Nanoseconds GetWheelExpiry(Nanoseconds now, Nanoseconds wait, Nanoseconds tick);

/// @brief A time in whole ticks, rounded up. @param time it @param tick time between ticks, or 0
/// @return the time
Nanoseconds RoundToTicks(Nanoseconds time, Nanoseconds tick);

} // namespace tcp
} // namespace ns3

#endif /* HTTP_TCP_TIMER_WHEEL_H */
