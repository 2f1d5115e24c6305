/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-loss-probe.h"

namespace ns3
{

void
HttpTcpLossProbe::Begin(bool isRetransmission)
{
    m_isRetransmission = isRetransmission;
    m_isOutstanding = true;
}

void
HttpTcpLossProbe::SetEnd(SequenceNumber32 next)
{
    m_end = next;
}

void
HttpTcpLossProbe::Abandon()
{
    m_isOutstanding = false;
}

bool
HttpTcpLossProbe::IsOutstanding() const
{
    return m_isOutstanding;
}

bool
HttpTcpLossProbe::Acknowledge(SequenceNumber32 acknowledgment, bool isDuplicate)
{
    if (acknowledgment < m_end)
    {
        return false;
    }
    if (!m_isRetransmission || isDuplicate)
    {
        m_isOutstanding = false;
        return false;
    }
    // Both the segment and its probe arriving would have brought a duplicate.
    const bool hasRepaired = acknowledgment > m_end;
    m_isOutstanding = m_isOutstanding && !hasRepaired;
    return hasRepaired;
}

} // namespace ns3
