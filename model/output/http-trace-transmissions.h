/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRACE_TRANSMISSIONS_H
#define HTTP_TRACE_TRANSMISSIONS_H

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief The sent segments that packets on their way belong to, by transmission number.
 *
 * A transmission number is node x 10^12 plus a count. Of each node the latest are remembered, so
 * that memory does not grow with the run.
 */
class HttpTraceTransmissions
{
  public:
    /// How many transmissions of a node are remembered: more than can be on their way at once.
    static constexpr std::size_t REMEMBERED = 65536;

    /**
     * @brief A segment was sent.
     * @param transmission its transmission number; 0 is ignored
     * @param segment number of its row
     */
    void Add(uint64_t transmission, uint64_t segment);

    /**
     * @brief The row of a segment that was sent.
     * @param transmission its transmission number
     * @return number of its row; 0 if there is none
     */
    uint64_t Find(uint64_t transmission) const;

  private:
    /// One transmission.
    struct Entry
    {
        uint64_t transmission = 0; //!< its number
        uint64_t segment = 0;      //!< number of its row
    };

    /// The latest transmissions of one node, each at its number modulo the size, a power of two.
    using Ring = std::vector<Entry>;

    std::unordered_map<uint64_t, Ring> m_rings; //!< by node
};

} // namespace ns3

#endif /* HTTP_TRACE_TRANSMISSIONS_H */
