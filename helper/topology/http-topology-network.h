/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TOPOLOGY_NETWORK_H
#define HTTP_TOPOLOGY_NETWORK_H

#include "http-background-traffic.h"
#include "http-link-builder.h"
#include "http-topology-addresses.h"
#include "http-topology-plan.h"
#include "http-topology-routes.h"
#include "http-topology-settings.h"

#include "ns3/ipv6.h"
#include "ns3/simple-ref-count.h"

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief A network as it is built and run. It lives as long as a failure of its links is due.
 */
class HttpTopologyNetwork : public SimpleRefCount<HttpTopologyNetwork>
{
  public:
    /// @brief A network that is not planned yet. @param settings what it is
    explicit HttpTopologyNetwork(const HttpTopologySettings& settings);

    /// @brief Makes nodes, links, addresses, routes and background traffic as planned.
    void Build();

    HttpTopologySettings settings;    //!< what it is
    HttpTopologyPlan plan;            //!< nodes and links
    bool isPlanned = false;           //!< whether there is a plan
    HttpTopologyAddresses addresses;  //!< of the links
    std::vector<HttpBuiltLink> links; //!< devices and interfaces
    HttpLinkBuilder builder;          //!< made the links
    HttpBackgroundTraffic background; //!< runs beside

    /**
     * @brief An address of a link's end.
     * @param link the link
     * @param end the end's place
     * @return Ipv4Address or Ipv6Address
     */
    Address GetAddress(uint32_t link, std::size_t end) const;

    /**
     * @brief Finds a host.
     * @param role client or server
     * @param number its number among them
     * @return its first link, and its place among the link's ends
     */
    std::pair<uint32_t, std::size_t> FindHost(HttpTopologyPlan::Role role, uint32_t number) const;

  private:
    /// @brief Makes the nodes and the links' devices.
    void BuildLinks();
    /// @brief Installs the Internet stack on the nodes.
    void InstallStack();
    /// @brief Gives every device its interface.
    void AddInterfaces();
    /**
     * @brief Gives a device an interface with an address.
     * @param node its node
     * @param device the device
     * @param link index of the link
     * @param end place of the node among the link's ends
     * @return index of the interface
     */
    uint32_t AddInterface(Ptr<Node> node, Ptr<NetDevice> device, uint32_t link, std::size_t end);
    /**
     * @brief Gives an IPv6 interface its address.
     * @param ipv6 its node's
     * @param interface the interface
     * @param link index of the link
     * @param end place of the node among the link's ends
     */
    void AddIpv6Address(Ptr<Ipv6> ipv6, uint32_t interface, uint32_t link, std::size_t end) const;
    /**
     * @brief Tells the ends of a shared medium each other's link addresses, but for those of two
     * clients: hosts of long standing have met before.
     * @param link index of the link
     */
    void IntroduceNeighbours(uint32_t link);
    /// @brief Sees to it that the links' failures happen.
    void ScheduleFailures();
    /// @brief A link fails, or works again. @param link its index @param isUp whether it works
    void SetUp(uint32_t link, bool isUp);

    std::optional<HttpTopologyRoutes> m_routes; //!< static routes
    std::map<HttpTopologyPlan::Role, std::vector<std::pair<uint32_t, std::size_t>>>
        m_hosts;                      //!< first link of each host, and its place there
    std::vector<uint32_t> m_failures; //!< by link: failures that have begun and not ended
};

} // namespace ns3

#endif /* HTTP_TOPOLOGY_NETWORK_H */
