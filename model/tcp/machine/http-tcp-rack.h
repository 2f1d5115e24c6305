/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_RACK_H
#define HTTP_TCP_RACK_H

#include "http-tcp-round-trip.h"
#include "http-tcp-scoreboard.h"

namespace ns3
{
namespace tcp
{

/**
 * @brief What RACK knows of a connection (RFC 8985, sections 5 and 6).
 *
 * Segments that were sent sufficiently before one that has arrived are lost. How long is sufficient
 * depends on whether segments overtake each other, and grows with each round trip in which the peer
 * reports that something was sent again needlessly.
 */
class Rack
{
  public:
    /**
     * @brief Learns of a segment that has arrived (section 6.2, steps 1 and 2).
     * @param segment it, as it was before
     * @param now the time
     * @param least the least round-trip time; NEVER if not known
     */
    void NoteDelivered(const SentSegment& segment, Nanoseconds now, Nanoseconds least);

    /// @brief Segments overtook each other.
    void NoteReordering()
    {
        m_reorderingSeen = true;
    }

    /// @brief The peer told of a needless retransmission.
    void NoteDuplicate()
    {
        m_duplicateSeen = m_duplicateSeen || m_reorderingSeen;
    }

    /**
     * @brief Adapts the reordering window to needless retransmissions (section 6.2, step 4).
     * @param priorDelivered segments delivered when the newest segment now acknowledged was sent
     * @param delivered segments delivered so far
     */
    void AdaptWindow(uint64_t priorDelivered, uint64_t delivered);

    /// @brief A recovery ended without an undo: the window shrinks again some time.
    void NoteRecovery()
    {
        m_persist -= m_persist > 0 ? 1 : 0;
    }

    /// @brief A recovery was taken back: the window stays longer.
    void NoteUndo();

    /**
     * @brief How much later than its round trip a segment may arrive.
     * @param roundTrip round-trip times
     * @param sacked segments that have arrived behind a hole
     * @param reordering segments that may overtake one, so many count as proof of a loss
     * @param isRecovering the connection is in recovery
     * @return the reordering window
     */
    Nanoseconds GetWindow(const RoundTrip& roundTrip,
                          uint32_t sacked,
                          uint32_t reordering,
                          bool isRecovering) const;

    /**
     * @brief Marks segments as lost (section 6.2, step 5).
     * @param board the segments
     * @param now the time
     * @param window the reordering window
     * @return how long to wait until more of them are lost; 0 if there is nothing to wait for
     */
    Nanoseconds Detect(Scoreboard& board, Nanoseconds now, Nanoseconds window) const;

    /**
     * @brief How long until a segment counts as lost.
     * @param segment it
     * @param now the time
     * @param window the reordering window
     * @return the time; 0 or less if it is lost
     */
    Nanoseconds GetRemaining(const SentSegment& segment, Nanoseconds now, Nanoseconds window) const
    {
        return segment.sent + m_roundTrip + window - now;
    }

    /// @brief Whether something was learned since the last call. @return whether
    bool TakeAdvanced()
    {
        const bool advanced = m_advanced;
        m_advanced = false;
        return advanced;
    }

    /// @brief Losses are to be looked for again.
    void SetAdvanced()
    {
        m_advanced = true;
    }

  private:
    static constexpr uint32_t STEPS_MOST = 255;  //!< greatest factor of the window
    static constexpr uint32_t PERSIST_MOST = 16; //!< recoveries that a grown window stays for

    Nanoseconds m_sent{0};         //!< RACK.xmit_ts: the newest segment that has arrived
    Sequence m_end = 0;            //!< RACK.end_seq: where it ends
    Nanoseconds m_roundTrip{0};    //!< RACK.rtt
    uint64_t m_lastAdapted = 0;    //!< segments delivered when the window was last adapted
    uint32_t m_steps = 1;          //!< RACK.reo_wnd_mult
    uint32_t m_persist = 0;        //!< RACK.reo_wnd_persist
    bool m_duplicateSeen = false;  //!< RACK.dsack_round
    bool m_reorderingSeen = false; //!< RACK.reordering_seen
    bool m_advanced = false;       //!< there is something to look for
};

} // namespace tcp
} // namespace ns3

#endif /* HTTP_TCP_RACK_H */
