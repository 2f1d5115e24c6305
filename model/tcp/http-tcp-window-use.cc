/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-window-use.h"

namespace ns3
{

void
HttpTcpWindowUse::NoteSent(SequenceNumber32 head,
                           SequenceNumber32 next,
                           uint32_t inFlight,
                           bool isLimited)
{
    if (isLimited || head >= m_round || (!m_isWindowLimited && inFlight > m_mostInFlight))
    {
        m_isWindowLimited = isLimited;
        m_mostInFlight = inFlight;
        m_round = next;
    }
}

bool
HttpTcpWindowUse::IsUsed(uint32_t window, bool isSlowStart) const
{
    return m_isWindowLimited || (isSlowStart && window < 2 * uint64_t(m_mostInFlight));
}

} // namespace ns3
