/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_DELIVERY_TRACE_H
#define HTTP_DELIVERY_TRACE_H

#include "ns3/nstime.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief The opportunities of a link to deliver packets, as mahimahi records them.
 *
 * Each line of the file is a number of milliseconds from the beginning, not below the line before;
 * at that moment the link can deliver 1500 bytes. The last line is also the length of the trace,
 * which then begins again. (Netravali et al., "Mahimahi: Accurate Record-and-Replay for HTTP",
 * USENIX ATC 2015.)
 */
class HttpDeliveryTrace
{
  public:
    /// Bytes of one opportunity.
    static constexpr uint32_t BYTES = 1500;

    /**
     * @brief Reads a file.
     * @param path the file
     * @return an empty text, or what is wrong and where
     */
    std::string Load(const std::string& path);

    /**
     * @brief An opportunity.
     * @param number its number, from 0 and without end
     * @return when it is
     */
    Time Get(uint64_t number) const;

    /**
     * @brief The first opportunity at or after a time.
     * @param time the time
     * @return its number
     */
    uint64_t Find(Time time) const;

  private:
    std::vector<uint64_t> m_milliseconds; //!< the lines
};

} // namespace ns3

#endif /* HTTP_DELIVERY_TRACE_H */
