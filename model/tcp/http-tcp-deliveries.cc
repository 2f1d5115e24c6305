/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-deliveries.h"

#include <algorithm>

namespace ns3
{

void
HttpTcpDeliveries::NoteRetransmission(SequenceNumber32 sequence, Time now)
{
    const auto same = [sequence](const Retransmission& r) { return r.sequence == sequence; };
    m_retransmissions.erase(
        std::remove_if(m_retransmissions.begin(), m_retransmissions.end(), same),
        m_retransmissions.end());
    m_retransmissions.push_back({sequence, now});
}

void
HttpTcpDeliveries::NoteDelivered(Time sent)
{
    m_newest = Max(m_newest, sent);
}

void
HttpTcpDeliveries::NoteAcknowledgment(SequenceNumber32 acknowledgment,
                                      const std::vector<Block>& blocks,
                                      Time now,
                                      Time minRtt)
{
    const auto isDelivered = [&](const Retransmission& r) {
        const auto covers = [&r](const Block& block) {
            return r.sequence >= block.first && r.sequence < block.second;
        };
        const bool isCovered =
            r.sequence < acknowledgment || std::any_of(blocks.begin(), blocks.end(), covers);
        // What comes sooner than a round trip after it acknowledges the first sending.
        if (isCovered && now - r.sent >= minRtt)
        {
            NoteDelivered(r.sent);
        }
        return isCovered;
    };
    m_retransmissions.erase(
        std::remove_if(m_retransmissions.begin(), m_retransmissions.end(), isDelivered),
        m_retransmissions.end());
}

void
HttpTcpDeliveries::NoteReordering()
{
    m_hasReordering = true;
}

bool
HttpTcpDeliveries::HasReordering() const
{
    return m_hasReordering;
}

Time
HttpTcpDeliveries::GetNewest() const
{
    return m_newest;
}

bool
HttpTcpDeliveries::HasRetransmissions() const
{
    return !m_retransmissions.empty();
}

void
HttpTcpDeliveries::ForgetRetransmissions()
{
    m_retransmissions.clear();
}

bool
HttpTcpDeliveries::IsLostAgain(SequenceNumber32 sequence, Time wait) const
{
    return std::any_of(m_retransmissions.begin(),
                       m_retransmissions.end(),
                       [&](const Retransmission& r) {
                           return r.sequence == sequence && r.sent + wait < m_newest;
                       });
}

} // namespace ns3
