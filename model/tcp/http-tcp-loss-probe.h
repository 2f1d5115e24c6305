/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_LOSS_PROBE_H
#define HTTP_TCP_LOSS_PROBE_H

#include "ns3/sequence-number.h"

namespace ns3
{

/**
 * @ingroup http
 * @brief A tail loss probe from its sending to the end of its episode (RFC 8985, section 7).
 */
class HttpTcpLossProbe
{
  public:
    /// @brief A probe is being sent. @param isRetransmission it carries what was sent before
    void Begin(bool isRetransmission);

    /// @brief It has been sent. @param next SND.NXT (TLP.end_seq)
    void SetEnd(SequenceNumber32 next);

    /// @brief The episode is over, for another reason than an acknowledgment.
    void Abandon();

    /// @brief Whether a probe was sent whose episode is not over. @return true if so
    bool IsOutstanding() const;

    /**
     * @brief Ends the episode if an acknowledgment does so (section 7.4.2).
     * @param acknowledgment the acknowledgment number
     * @param isDuplicate the segment reported nothing new and carried no data
     * @return whether the probe has itself repaired a loss
     */
    bool Acknowledge(SequenceNumber32 acknowledgment, bool isDuplicate);

  private:
    SequenceNumber32 m_end{0};       //!< SND.NXT when it was sent
    bool m_isOutstanding = false;    //!< it is not acknowledged
    bool m_isRetransmission = false; //!< it was a retransmission
};

} // namespace ns3

#endif /* HTTP_TCP_LOSS_PROBE_H */
