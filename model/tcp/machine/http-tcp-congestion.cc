/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-congestion.h"

namespace ns3
{
namespace tcp
{

uint32_t
CongestionWindow::SlowStart(uint32_t acknowledged)
{
    const uint64_t grown = uint64_t{segments} + acknowledged;
    const auto next = static_cast<uint32_t>(std::min<uint64_t>(grown, threshold));
    acknowledged -= next - segments;
    segments = std::min(next, clamp);
    return acknowledged;
}

void
CongestionWindow::Grow(uint32_t pace, uint32_t acknowledged)
{
    // Credit may be left from a time of a slower pace.
    if (credit >= pace)
    {
        credit = 0;
        ++segments;
    }
    credit += acknowledged;
    if (credit >= pace)
    {
        segments += credit / pace;
        credit %= pace;
    }
    segments = std::min(segments, clamp);
}

CongestionControl::~CongestionControl() = default;

void
CongestionControl::Increase(const PathState& path, CongestionWindow& window, uint32_t acknowledged)
{
    if (!path.isLimited)
    {
        return;
    }
    if (window.IsSlowStart())
    {
        acknowledged = window.SlowStart(acknowledged);
        if (acknowledged == 0)
        {
            return;
        }
    }
    Avoid(path, window, acknowledged);
}

void
CongestionControl::Avoid(const PathState& /* path */,
                         CongestionWindow& /* window */,
                         uint32_t /* acknowledged */)
{
}

void
CongestionControl::NoteEstablished(const PathState& /* path */, CongestionWindow& /* window */)
{
}

void
CongestionControl::Control(const PathState& /* path */,
                           CongestionWindow& /* window */,
                           const DeliverySample& /* sample */)
{
}

uint64_t
CongestionControl::GetPacingRate() const
{
    return 0;
}

void
CongestionControl::NoteAcknowledged(const PathState& /* path */,
                                    CongestionWindow& /* window */,
                                    uint32_t /* acknowledged */,
                                    Nanoseconds /* roundTrip */)
{
}

void
CongestionControl::NoteState(const PathState& /* path */, CongestionWindow& /* window */)
{
}

void
CongestionControl::NoteEvent(const PathState& /* path */, CongestionEvent /* event */)
{
}

uint32_t
CongestionControl::GetUndoneWindow(const CongestionWindow& window, uint32_t prior) const
{
    return std::max(window.segments, prior);
}

bool
CongestionControl::IsInCharge() const
{
    return false;
}

const char*
Reno::GetName() const
{
    return "reno";
}

uint32_t
Reno::GetThreshold(const PathState& /* path */, const CongestionWindow& window)
{
    return std::max(window.segments / 2, 2U);
}

void
Reno::Avoid(const PathState& /* path */, CongestionWindow& window, uint32_t acknowledged)
{
    window.Grow(window.segments, acknowledged);
}

} // namespace tcp
} // namespace ns3
