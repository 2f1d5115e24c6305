/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_BACKGROUND_TRAFFIC_H
#define HTTP_BACKGROUND_TRAFFIC_H

#include "http-topology-settings.h"

#include "ns3/address.h"
#include "ns3/application-container.h"
#include "ns3/node-container.h"

#include <cstdint>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Traffic beside HTTP, from servers to clients in turn: TCP connections that never end, and
 * UDP flows that are on and off.
 */
class HttpBackgroundTraffic
{
  public:
    /// The port of the first flow at its client; the others follow.
    static constexpr uint16_t FIRST_PORT = 9000;

    /**
     * @brief Installs the flows.
     * @param settings how many of which kind
     * @param servers nodes that send
     * @param clients nodes that receive
     * @param addresses of the clients, Ipv4Address or Ipv6Address
     */
    void Install(const HttpTopologySettings& settings,
                 const NodeContainer& servers,
                 const NodeContainer& clients,
                 const std::vector<Address>& addresses);

    /**
     * @brief Gives every random variable a fixed stream.
     * @param stream the first stream number
     * @return the number of streams used
     */
    int64_t AssignStreams(int64_t stream) const;

    /// @brief What was received so far. @return bytes of content
    uint64_t GetReceived() const;

  private:
    ApplicationContainer m_senders;   //!< one for each flow
    ApplicationContainer m_receivers; //!< one for each flow
};

} // namespace ns3

#endif /* HTTP_BACKGROUND_TRAFFIC_H */
