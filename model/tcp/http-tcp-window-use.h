/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_WINDOW_USE_H
#define HTTP_TCP_WINDOW_USE_H

#include "ns3/sequence-number.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief How much of its congestion window a sender has used in the current round trip (RFC 7661,
 * as Linux does it): what was not used must not grow.
 */
class HttpTcpWindowUse
{
  public:
    /**
     * @brief New data has been sent.
     * @param head SND.UNA
     * @param next SND.NXT
     * @param inFlight bytes in flight, these included
     * @param isLimited whether the window has no room for another segment
     */
    void NoteSent(SequenceNumber32 head, SequenceNumber32 next, uint32_t inFlight, bool isLimited);

    /**
     * @brief Whether the window was the limit.
     * @param window its size, bytes
     * @param isSlowStart in slow start, half of it is enough
     * @return true if it was
     */
    bool IsUsed(uint32_t window, bool isSlowStart) const;

  private:
    SequenceNumber32 m_round{0};    //!< what is known holds up to here
    uint32_t m_mostInFlight = 0;    //!< most bytes in flight in this round
    bool m_isWindowLimited = false; //!< the window was the limit in this round
};

} // namespace ns3

#endif /* HTTP_TCP_WINDOW_USE_H */
