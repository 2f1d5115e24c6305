/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_DELIVERY_GATE_H
#define HTTP_DELIVERY_GATE_H

#include "http-delivery-trace.h"

#include "ns3/event-id.h"
#include "ns3/net-device.h"
#include "ns3/object.h"
#include "ns3/packet.h"
#include "ns3/ptr.h"
#include "ns3/queue-disc.h"
#include "ns3/queue-item.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief Lets packets out of a device at the opportunities of a trace, as mahimahi does.
 *
 * It stands between the queue discipline and the device. A packet leaves when an opportunity has
 * room for its last byte: opportunities add up while something waits, and what one has left is lost
 * when nothing does. Bytes are those of IP packets.
 */
class HttpDeliveryGate : public Object
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    /**
     * @brief Begins to rule a device.
     * @param device a device that has a root queue discipline, whose own rate is not in the way
     * @param trace the opportunities
     */
    void Install(Ptr<NetDevice> device, const HttpDeliveryTrace& trace);

  protected:
    void DoDispose() override;

  private:
    /// @brief A packet waits. @param item the packet
    void OnEnqueue(Ptr<const QueueDiscItem> item);

    /// @brief The link can deliver.
    void OnOpportunity();

    /// @brief Takes the packet that leaves next out of the queue. @return whether there is one
    bool TakeHead();

    /// @brief Waits for an opportunity. @param number its number
    void Wait(uint64_t number);

    HttpDeliveryTrace m_trace; //!< the opportunities
    Ptr<QueueDisc> m_disc;     //!< where packets wait
    Ptr<QueueDiscItem> m_head; //!< the packet that leaves next, once it is out of the queue
    EventId m_event;           //!< the next opportunity, while something waits
    uint64_t m_next = 0;       //!< its number
    uint64_t m_bytes = 0;      //!< bytes that may leave
};

} // namespace ns3

#endif /* HTTP_DELIVERY_GATE_H */
