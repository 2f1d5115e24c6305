/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_DELIVERIES_H
#define HTTP_TCP_DELIVERIES_H

#include "ns3/nstime.h"
#include "ns3/sequence-number.h"

#include <utility>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief What RACK knows of the segments that have arrived (RFC 8985, section 6): when the newest
 * of them was sent, which retransmissions are still on their way, and whether the network reorders.
 */
class HttpTcpDeliveries
{
  public:
    /// A block of a selective acknowledgment: its first sequence number, and the one behind it
    using Block = std::pair<SequenceNumber32, SequenceNumber32>;

    /**
     * @brief A segment has been sent again.
     * @param sequence its first byte
     * @param now the present
     */
    void NoteRetransmission(SequenceNumber32 sequence, Time now);

    /// @brief A segment has arrived. @param sent when it was sent
    void NoteDelivered(Time sent);

    /**
     * @brief An acknowledgment has arrived: retransmissions that it covers are no longer on their
     * way (section 6.2, step 2).
     * @param acknowledgment its number
     * @param blocks what it acknowledges selectively
     * @param now the present
     * @param minRtt shortest round-trip time seen
     */
    void NoteAcknowledgment(SequenceNumber32 acknowledgment,
                            const std::vector<Block>& blocks,
                            Time now,
                            Time minRtt);

    /// @brief The network has reordered segments.
    void NoteReordering();

    /// @brief Whether the network has reordered segments. @return true if so
    bool HasReordering() const;

    /// @brief When the newest segment was sent that has arrived. @return the time; zero: none has
    Time GetNewest() const;

    /// @brief Whether retransmissions are on their way. @return true if so
    bool HasRetransmissions() const;

    /// @brief Forgets the retransmissions that are on their way.
    void ForgetRetransmissions();

    /**
     * @brief Whether a retransmission is lost: something that was sent later has arrived.
     * @param sequence its first byte
     * @param wait how much later
     * @return true if so
     */
    bool IsLostAgain(SequenceNumber32 sequence, Time wait) const;

  private:
    /// A retransmitted segment that is not acknowledged yet.
    struct Retransmission
    {
        SequenceNumber32 sequence; //!< its first byte
        Time sent;                 //!< when it was last sent
    };

    std::vector<Retransmission> m_retransmissions; //!< in the order of their last sending
    Time m_newest;                                 //!< when the newest that arrived was sent
    bool m_hasReordering = false;                  //!< the network has reordered segments
};

} // namespace ns3

#endif /* HTTP_TCP_DELIVERIES_H */
