/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SENDER_WATCH_H
#define HTTP_SENDER_WATCH_H

#include "ns3/nstime.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief What is looked at of a segment.
 */
struct HttpSeenSegment
{
    uint32_t sequenceNumber = 0;       //!< its first number
    uint32_t acknowledgmentNumber = 0; //!< the number that its sender expects next
    uint32_t payload = 0;              //!< bytes
    uint16_t window = 0;               //!< as it stands in the header
    uint8_t flags = 0;                 //!< as they stand in the header
    uint8_t windowShift = 0;           //!< SYN: the scale of its sender's windows
    bool hasWindowShift = false;       //!< SYN: it offers to scale windows
};

/**
 * @ingroup http
 * @brief One end of a connection as a sender, judged by the segments that its host sends and gets.
 *
 * It tells what is sent again, what is sent again by a timer, and whether a buffer's size held the
 * sender back. A timer's retransmission is one without a cause: for half of the round-trip time
 * of the handshake nothing arrived that acknowledges, and for a whole one nothing that acknowledges
 * more than before. That holds for retransmission timeouts (RFC 6298) and probe timeouts (RFC
 * 8985), and neither for what acknowledgments cause nor for what pacing or a reordering timer
 * defer.
 */
class HttpSenderWatch
{
  public:
    /// What a segment that was sent tells.
    struct Verdict
    {
        bool isRetransmission = false; //!< it carries what was sent before
        bool isTimeout = false;        //!< a timer sent it again, the first segment of that instant
    };

    /**
     * @brief The host sends a segment.
     * @param segment it
     * @param now when
     * @param sendBuffer size of the sender's buffer, bytes
     * @return what it tells
     */
    Verdict Send(const HttpSeenSegment& segment, Time now, uint32_t sendBuffer);

    /// @brief The host gets a segment. @param segment it @param now when
    void Receive(const HttpSeenSegment& segment, Time now);

    /// @brief Whether nothing more is to come: both ends have ended, or one has reset it.
    /// @return whether
    bool IsOver() const;

    /// @brief Whether unacknowledged data filled the window that the receiver granted.
    /// @return whether it did at some time
    bool HasFilledWindow() const
    {
        return m_hasFilledWindow;
    }

    /// @brief Whether unacknowledged data filled the sender's buffer. @return as above
    bool HasFilledBuffer() const
    {
        return m_hasFilledBuffer;
    }

  private:
    /// @brief The host sends its first SYN of a connection. @param syn it
    void Begin(const HttpSeenSegment& syn);

    Time m_synSent;                 //!< when the last SYN left
    Time m_roundTrip;               //!< of the handshake
    Time m_arrival{-1};             //!< when something that acknowledges came last
    Time m_advance{-1};             //!< when it acknowledged more than before
    Time m_timeout{-1};             //!< when a timer sent something again last
    uint32_t m_initial = 0;         //!< ISS
    uint32_t m_next = 0;            //!< SND.NXT, the highest so far
    uint32_t m_unacknowledged = 0;  //!< SND.UNA
    uint32_t m_window = 0;          //!< SND.WND
    uint32_t m_largest = 0;         //!< payload of the largest segment
    uint8_t m_shift = 0;            //!< of windows that come
    bool m_isBegun = false;         //!< the SYN was sent
    bool m_isScaled = false;        //!< this end has offered to scale windows
    bool m_isAcknowledged = false;  //!< the SYN is
    bool m_hasSentFin = false;      //!< this end has ended
    bool m_hasFin = false;          //!< the other one has
    bool m_isReset = false;         //!< one has reset it
    bool m_hasFilledWindow = false; //!< see HasFilledWindow()
    bool m_hasFilledBuffer = false; //!< see HasFilledBuffer()
};

} // namespace ns3

#endif /* HTTP_SENDER_WATCH_H */
