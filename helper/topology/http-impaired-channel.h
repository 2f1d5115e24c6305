/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_IMPAIRED_CHANNEL_H
#define HTTP_IMPAIRED_CHANNEL_H

#include "ns3/nstime.h"
#include "ns3/packet.h"
#include "ns3/point-to-point-channel.h"
#include "ns3/point-to-point-net-device.h"
#include "ns3/ptr.h"
#include "ns3/random-variable-stream.h"
#include "ns3/traced-callback.h"

#include <array>
#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief A point-to-point link with a varying delay, packets out of order, and failures.
 *
 * Jitter alone keeps the order of packets: one that would arrive before its predecessor arrives
 * with it. A packet that is held back (Reorder) lets those behind it pass.
 */
class HttpImpairedChannel : public PointToPointChannel
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();
    HttpImpairedChannel();

    bool TransmitStart(Ptr<const Packet> packet,
                       Ptr<PointToPointNetDevice> source,
                       Time duration) override;

    /// @brief Lets packets through or not. @param isUp whether the link works
    void SetUp(bool isUp);

    /**
     * @brief Gives every random variable a fixed stream.
     * @param stream the first stream number
     * @return the number of streams used
     */
    int64_t AssignStreams(int64_t stream);

  private:
    Ptr<RandomVariableStream> m_jitter;       //!< Jitter
    double m_reorder = 0;                     //!< Reorder
    Time m_reorderDelay;                      //!< ReorderDelay
    Ptr<UniformRandomVariable> m_choice;      //!< whether a packet is held back
    std::array<Time, 2> m_arrival;            //!< the last arrival in order at each end
    bool m_isUp = true;                       //!< whether the link works
    TracedCallback<Ptr<const Packet>> m_drop; //!< Drop
};

} // namespace ns3

#endif /* HTTP_IMPAIRED_CHANNEL_H */
