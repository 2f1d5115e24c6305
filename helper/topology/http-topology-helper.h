/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TOPOLOGY_HELPER_H
#define HTTP_TOPOLOGY_HELPER_H

#include "http-topology-plan.h"
#include "http-topology-settings.h"

#include "ns3/address.h"
#include "ns3/http-link-meter.h"
#include "ns3/http-loss-count.h"
#include "ns3/net-device.h"
#include "ns3/node-container.h"
#include "ns3/ptr.h"

#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

namespace ns3
{

class HttpTopologyNetwork;

/**
 * @ingroup http
 * @brief One direction of a main link.
 */
struct HttpMainLink
{
    std::string name;                 //!< sender and receiver, as in a to b
    Ptr<NetDevice> device;            //!< what sends
    HttpLinkMeter::Capacity capacity; //!< what it could send, of a trace: at its opportunities
    uint32_t overhead;                //!< bytes of a frame that do not count against that
};

/**
 * @ingroup http
 * @brief Builds the network that settings describe, with addresses and routes.
 *
 * @code
 * HttpTopologySettings settings;
 * settings.shape = "dumbbell";
 * settings.clients = 50;
 * HttpTopologyHelper topology(settings);
 * topology.Build();
 * HttpServerHelper().Install(topology.GetServers());
 * @endcode
 */
class HttpTopologyHelper
{
  public:
    /// @brief A network that is not built yet. @param settings what it is
    explicit HttpTopologyHelper(const HttpTopologySettings& settings);
    ~HttpTopologyHelper();

    /**
     * @brief Checks the settings and plans the network.
     * @param stream first number of the streams that access links are drawn from; two are used
     * @return what is wrong
     */
    HttpTopologyProblem Plan(int64_t stream = 0);

    /// @brief The network as planned. @return nodes and links
    const HttpTopologyPlan& GetPlan() const;

    /// @brief Builds the network; plans it first if need be, and stops the program if that fails.
    void Build();

    /**
     * @brief When hosts can be reached: stations of Wi-Fi have to find their access point first.
     * @return the time, 0 where nothing has to be waited for
     */
    Time GetReadyTime() const;

    /// @brief The clients' nodes. @return them in their order
    NodeContainer GetClients() const;
    /// @brief The servers' nodes. @return them in their order
    NodeContainer GetServers() const;
    /// @brief The proxy's node. @return it, or none
    NodeContainer GetProxies() const;
    /// @brief The routers. @return them in their order
    NodeContainer GetRouters() const;
    /// @brief Every node of the network. @return them in the order of their numbers
    NodeContainer GetNodes() const;

    /// @brief A client's address. @param client its number @return Ipv4Address or Ipv6Address
    Address GetClientAddress(uint32_t client) const;
    /// @brief The address that clients reach the proxy at. @return Ipv4Address or Ipv6Address
    Address GetProxyAddress() const;
    /// @brief A server's address. @param server its number @return Ipv4Address or Ipv6Address
    Address GetServerAddress(uint32_t server) const;
    /// @brief A server's interface. @param server its number @return index of the IP interface
    uint32_t GetServerInterface(uint32_t server) const;

    /// @brief The directions of main links. @return all ends of each link in turn
    std::vector<HttpMainLink> GetMainLinks() const;

    /**
     * @brief Has losses counted that only the medium itself knows of, those of Wi-Fi.
     * @param losses where
     */
    void WatchMediumLosses(HttpLossCount& losses) const;

    /**
     * @brief The way between a client and a server, by the proxy if there is one.
     * @param client the client's number
     * @param server the server's number
     * @return links, least rates and delay
     */
    HttpTopologyPath GetPath(uint32_t client, uint32_t server) const;

    /// @brief What background traffic has brought so far. @return bytes of content
    uint64_t GetBackgroundReceived() const;

    /**
     * @brief Gives every random variable of links and background traffic a fixed stream.
     * @param stream the first stream number
     * @return the number of streams used
     */
    int64_t AssignStreams(int64_t stream);

    /**
     * @brief Draws the network by graphviz.
     * @param file where; its ending says as what: svg, png, pdf or dot
     * @return an empty text, or what is wrong
     */
    std::string Draw(const std::string& file) const;

  private:
    Ptr<HttpTopologyNetwork> m_network; //!< what is planned and built
};

} // namespace ns3

#endif /* HTTP_TOPOLOGY_HELPER_H */
