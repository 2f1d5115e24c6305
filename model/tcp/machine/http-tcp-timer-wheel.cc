/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-timer-wheel.h"

#include <algorithm>

namespace ns3
{
namespace tcp
{

Nanoseconds
RoundToTicks(Nanoseconds time, Nanoseconds tick)
{
    return tick.count() == 0 ? time : (time + tick - Nanoseconds(1)) / tick * tick;
}

Nanoseconds
GetWheelExpiry(Nanoseconds now, Nanoseconds wait, Nanoseconds tick)
{
    if (tick.count() == 0)
    {
        return now + std::max(wait, Nanoseconds(0));
    }
    constexpr int64_t SLOTS = 63; //!< ticks that the first level reaches
    constexpr int LEVEL_BITS = 3; //!< each level is coarser by so many bits
    constexpr int LEVELS = 9;     //!< how many there are
    const int64_t ticks = RoundToTicks(std::max(wait, Nanoseconds(0)), tick) / tick;
    const int64_t expiry = now / tick + ticks;
    int shift = 0;
    while (ticks >= SLOTS << shift && shift < LEVEL_BITS * (LEVELS - 1))
    {
        shift += LEVEL_BITS;
    }
    return (((expiry >> shift) + 1) << shift) * tick;
}

} // namespace tcp
} // namespace ns3
