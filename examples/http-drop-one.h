/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_DROP_ONE_H
#define HTTP_DROP_ONE_H

#include "http-link-segment.h"

#include "ns3/network-module.h"

#include <cstdint>

namespace ns3
{

/// @brief Drops one packet of those that arrive at a device.
class HttpDropOne : public ErrorModel
{
  public:
    /**
     * @brief Drops the packet of a number.
     * @param isData count only segments with data, otherwise those with SYN
     * @param number the number, from 1
     */
    HttpDropOne(bool isData, uint32_t number)
        : m_isData(isData),
          m_left(number)
    {
    }

  private:
    bool DoCorrupt(Ptr<Packet> packet) override
    {
        const HttpLinkSegment segment = ReadHttpLinkSegment(packet);
        const bool counts =
            m_isData ? segment.bytes > 0 : (segment.header.GetFlags() & TcpHeader::SYN) != 0;
        return counts && m_left > 0 && --m_left == 0;
    }

    void DoReset() override
    {
    }

    bool m_isData;   //!< data is counted, otherwise SYN
    uint32_t m_left; //!< packets up to the one that is dropped; 0: none any more
};

} // namespace ns3

#endif // HTTP_DROP_ONE_H
