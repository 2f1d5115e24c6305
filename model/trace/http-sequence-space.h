/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SEQUENCE_SPACE_H
#define HTTP_SEQUENCE_SPACE_H

#include <cstdint>
#include <utility>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief One direction of a connection: which part of its sequence space was seen.
 *
 * Places are 64-bit: 0 is SYN, 1 the first byte of the stream, and so on past 32 bits, as long as
 * neighbouring segments are less than 2^31 apart (RFC 9293, section 3.4).
 */
class HttpSequenceSpace
{
  public:
    static constexpr int64_t NONE = -1; //!< a place that is not known

    /// What a segment covers
    struct Range
    {
        int64_t begin = NONE;    //!< place of its first byte, SYN or FIN; NONE if it cannot be told
        int64_t stream = NONE;   //!< offset in the stream of its first byte; NONE if not known
        bool isNew = false;      //!< it covers something that was not seen before
        bool isSeen = false;     //!< it covers something that was seen before
        uint32_t seenBytes = 0;  //!< bytes of the stream that were seen before
        bool isFirstFin = false; //!< it has a FIN, and no FIN was seen before
    };

    /// @brief The initial sequence number is known from now on. @param isn the number
    void Start(uint32_t isn);

    /// @brief Whether the initial sequence number is known. @return true if it is
    bool IsKnown() const;

    /// @brief The initial sequence number. @return the number; 0 if it is not known
    uint32_t GetInitialNumber() const;

    /**
     * @brief The place of a sequence number near what was seen last.
     * @param number the sequence number
     * @return the place; NONE if the initial sequence number is not known
     */
    int64_t GetPlace(uint32_t number) const;

    /**
     * @brief Takes a segment of this direction in.
     * @param number its sequence number
     * @param bytes bytes of the stream that it carries
     * @param hasSyn it has a SYN
     * @param hasFin it has a FIN
     * @return what it covers
     */
    Range Add(uint32_t number, uint32_t bytes, bool hasSyn, bool hasFin);

    /**
     * @brief Takes an acknowledgment of this direction in, which travels the other way.
     * @param number the acknowledgment number
     */
    void Acknowledge(uint32_t number);

    /// @brief The place behind everything that was seen without a gap. @return the place
    int64_t GetContiguous() const;

    /// @brief The place behind everything that was seen. @return the place
    int64_t GetHighest() const;

    /// @brief The highest place that was acknowledged. @return the place
    int64_t GetAcknowledged() const;

    /// @brief Whether something that was seen is not acknowledged. @return true if so
    bool IsOutstanding() const;

    /// @brief Whether SYN is acknowledged. @return true if it is
    bool IsSynAcknowledged() const;

    /// @brief Whether a FIN was seen. @return true if so
    bool HasFin() const;

    /// @brief Whether a FIN was seen and all before it. @return true if so
    bool IsFinReached() const;

    /// @brief Whether a FIN was seen and acknowledged. @return true if so
    bool IsFinAcknowledged() const;

    /// @brief Bytes of the stream up to the highest place. @return bytes
    uint64_t GetStreamBytes() const;

  private:
    /**
     * @brief Bytes of a range that were seen before.
     * @param begin first place
     * @param end place behind the last one
     * @return how many
     */
    int64_t CountSeen(int64_t begin, int64_t end) const;

    /// @brief Remembers a range. @param begin first place @param end place behind the last one
    void Insert(int64_t begin, int64_t end);

    bool m_isKnown = false;                           //!< the initial sequence number is known
    uint32_t m_initial = 0;                           //!< the initial sequence number
    int64_t m_contiguous = 0;                         //!< place behind what was seen without a gap
    int64_t m_highest = 0;                            //!< place behind all that was seen
    int64_t m_acknowledged = 0;                       //!< highest place acknowledged
    int64_t m_fin = NONE;                             //!< place of FIN
    std::vector<std::pair<int64_t, int64_t>> m_ahead; //!< ranges behind gaps, in order
};

} // namespace ns3

#endif /* HTTP_SEQUENCE_SPACE_H */
