/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_SCOREBOARD_H
#define HTTP_TCP_SCOREBOARD_H

#include "http-tcp-ring.h"
#include "http-tcp-units.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>

namespace ns3
{
namespace tcp
{

/**
 * @brief How far deliveries had come at a moment, kept with each segment sent then.
 */
struct DeliveryStamp
{
    uint64_t delivered = 0;            //!< segments delivered
    Nanoseconds time{0};               //!< when the last of them was
    Nanoseconds firstSent{0};          //!< when the newest of them was sent
    bool isApplicationLimited = false; //!< there was too little to send
};

/**
 * @brief A segment on its way.
 */
struct SentSegment
{
    Sequence begin = 0;     //!< first sequence number
    Nanoseconds sent{0};    //!< when it was sent last
    DeliveryStamp delivery; //!< what was delivered until it was sent last
    uint64_t older = 0;     //!< number of the one sent before it, see Scoreboard
    uint64_t newer = 0;     //!< number of the one sent after it
    uint32_t length = 0;    //!< sequence numbers that it takes, its FIN too
    bool fin = false;       //!< it has a FIN
    bool push = false;      //!< with PSH
    bool endsBurst = false; //!< the last one of those that were sent at once
    bool sacked = false;    //!< the peer has it, but not all before it
    bool lost = false;      //!< taken for lost
    bool again = false;     //!< it was sent again, and that is on its way
    bool everAgain = false; //!< it was once sent again

    /// @brief One more than its last sequence number. @return the number
    Sequence GetEnd() const
    {
        return begin + length;
    }
};

/**
 * @brief The segments between SND.UNA and SND.NXT, and what is known of each (RFC 6675, section 4;
 * RFC 8985, section 5).
 *
 * An acknowledgment costs by what it newly tells, not by what is on its way: segments lie in a ring
 * by sequence number, what was reported before is remembered as ranges, segments that may be lost
 * stand in a list by the time of their transmission, and those to be sent again in an ordered set.
 *
 * A segment's number counts segments from the first ever sent.
 */
class Scoreboard
{
  public:
    static constexpr uint64_t NONE = UINT64_MAX; //!< no segment

    /// @brief Adds a segment that was just sent behind all others. @param segment it
    void Add(SentSegment segment);

    /**
     * @brief Notes that a segment was sent again.
     * @param number its number
     * @param now when
     * @param delivery what was delivered so far
     * @param isProbe a tail loss probe, which does not count as sent again
     */
    void NoteAgain(uint64_t number, Nanoseconds now, const DeliveryStamp& delivery, bool isProbe);

    /**
     * @brief Removes what is acknowledged.
     * @tparam VISIT called with each segment, as it was, in order
     * @param acknowledgment SEG.ACK
     * @param visit it
     */
    template <typename VISIT>
    void Acknowledge(Sequence acknowledgment, VISIT visit)
    {
        while (!m_segments.IsEmpty() && m_segments.Front().GetEnd() <= acknowledgment)
        {
            visit(m_segments.Front());
            RemoveFirst();
        }
    }

    /**
     * @brief Marks segments that lie in a block as arrived.
     * @tparam VISIT called with each that was not marked before, as it was
     * @param begin first sequence number
     * @param end the one after the last
     * @param visit it
     */
    template <typename VISIT>
    void Sack(Sequence begin, Sequence end, VISIT visit)
    {
        for (uint64_t i = FindUnreported(begin, end); i != NONE; i = FindUnreported(begin, end))
        {
            const Sequence first = m_segments[i].begin;
            for (;
                 i != m_segments.GetEnd() && m_segments[i].GetEnd() <= end && !m_segments[i].sacked;
                 ++i)
            {
                visit(m_segments[i]);
                MarkSacked(i);
            }
            begin = m_segments[i - 1].GetEnd();
            Report(first, begin);
        }
    }

    /// @brief Takes a segment for lost; nothing happens if it has arrived. @param number its number
    void MarkLost(uint64_t number);

    /// @brief No segment is lost any more.
    void UnmarkLost();

    /// @brief The peer has discarded what it had reported (RFC 2018, section 8).
    void ForgetSacked();

    /// @brief A retransmission turned out to be needless. @param number of the segment
    void ClearAgain(uint64_t number);

    /// @brief For a peer without SACK: how many segments its duplicates stand for.
    /// @param count the number
    void SetSackedCount(uint32_t count)
    {
        m_sacked = count;
    }

    /// @brief The first segment to be sent again. @return its number, or NONE
    uint64_t GetFirstLost() const
    {
        return m_toSend.empty() ? NONE : *m_toSend.begin();
    }

    /// @brief The segment that was sent longest ago, of those that may be lost. @return it, or NONE
    uint64_t GetOldest() const
    {
        return m_oldest;
    }

    /// @brief The segment that a sequence number belongs to. @param sequence it @return it, or NONE
    uint64_t Find(Sequence sequence) const;

    /// @brief All segments. @return them
    const Ring<SentSegment>& GetSegments() const
    {
        return m_segments;
    }

    /// @brief Segments between SND.UNA and SND.NXT. @return how many
    uint32_t GetPackets() const
    {
        return static_cast<uint32_t>(m_segments.GetSize());
    }

    /// @brief Segments that have arrived behind a hole. @return how many
    uint32_t GetSacked() const
    {
        return m_sacked;
    }

    /// @brief Segments taken for lost. @return how many
    uint32_t GetLost() const
    {
        return m_lost;
    }

    /// @brief Segments that were sent again and have not arrived. @return how many
    uint32_t GetAgain() const
    {
        return m_again;
    }

    /// @brief Segments that have left the network. @return how many
    uint32_t GetLeft() const
    {
        return m_sacked + m_lost;
    }

    /// @brief Segments in the network (RFC 6675's pipe). @return how many
    uint32_t GetInFlight() const
    {
        return GetPackets() + m_again - std::min(GetLeft(), GetPackets() + m_again);
    }

    /// @brief Where the highest segment ends that has arrived. @return the number; 0 if none has
    Sequence GetHighestSacked() const
    {
        return m_reported.empty() ? 0 : m_reported.rbegin()->second;
    }

  private:
    /// @brief Removes the first segment.
    void RemoveFirst();

    /// @brief Marks a segment as arrived. @param number its number
    void MarkSacked(uint64_t number);

    /**
     * @brief The first segment that lies in a block as a whole and was not reported.
     * @param begin the block's first number; moved behind what was reported
     * @param end the one after its last
     * @return its number, or NONE
     */
    uint64_t FindUnreported(Sequence& begin, Sequence end) const;

    /// @brief Remembers a range as reported. @param begin its first @param end behind its last
    void Report(Sequence begin, Sequence end);

    /// @brief Puts a segment at the end of the list by time. @param number its number
    void Link(uint64_t number);

    /// @brief Puts a segment into the list by time where it belongs. @param number its number
    void LinkByTime(uint64_t number);

    /// @brief Takes a segment out of the list by time, if it is there. @param number its number
    void Unlink(uint64_t number);

    Ring<SentSegment> m_segments;            //!< by sequence number
    std::map<Sequence, Sequence> m_reported; //!< ranges that have arrived: begin, end
    std::set<uint64_t> m_toSend;             //!< lost, and not sent again
    uint64_t m_oldest = NONE;                //!< head of the list by time
    uint64_t m_newest = NONE;                //!< its tail
    uint32_t m_sacked = 0;                   //!< sacked_out
    uint32_t m_lost = 0;                     //!< lost_out
    uint32_t m_again = 0;                    //!< retrans_out
};

} // namespace tcp
} // namespace ns3

#endif /* HTTP_TCP_SCOREBOARD_H */
