/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_OUTAGE_QUEUE_H
#define HTTP_OUTAGE_QUEUE_H

#include "ns3/core-module.h"
#include "ns3/network-module.h"

namespace ns3
{

/// @brief A device's queue that takes nothing for a time; what it holds already is sent.
class HttpOutageQueue : public DropTailQueue<Packet>
{
  public:
    /// @brief An empty queue. @param begin of the outage @param length how long it is
    HttpOutageQueue(Time begin, Time length)
        : m_begin(begin),
          m_end(begin + length)
    {
    }

    bool Enqueue(Ptr<Packet> packet) override
    {
        if (Simulator::Now() >= m_begin && Simulator::Now() < m_end)
        {
            DropBeforeEnqueue(packet);
            return false;
        }
        return DropTailQueue<Packet>::Enqueue(packet);
    }

  private:
    Time m_begin; //!< nothing is taken from then
    Time m_end;   //!< until then
};

} // namespace ns3

#endif // HTTP_OUTAGE_QUEUE_H
