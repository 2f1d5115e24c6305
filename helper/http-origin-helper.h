/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_ORIGIN_HELPER_H
#define HTTP_ORIGIN_HELPER_H

#include "ns3/application-container.h"
#include "ns3/http-server-helper.h"
#include "ns3/http-url.h"
#include "ns3/http-workload.h"
#include "ns3/node-container.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Gives the hosts of a workload an address each, on the nodes that play the servers.
 *
 * The addresses are added to an interface of a server node, within that interface's own prefix, so
 * that whoever reaches the node reaches them. The hosts go to the nodes in turn. Clients find them
 * in their hosts tables.
 */
class HttpOriginHelper
{
  public:
    /**
     * @brief Adds a node that plays servers.
     * @param node the node
     * @param interface index of the interface whose prefix the addresses come from
     * @param isIpv6 the IP version
     */
    void AddServer(Ptr<Node> node, uint32_t interface, bool isIpv6);

    /// @brief What becomes of the schemes of URLs, as the clients' Schemes attribute says. @param
    /// schemes it; before the first host is added
    void SetSchemes(HttpSchemes schemes);

    /**
     * @brief Adds the hosts of a workload.
     *
     * Where the workload has no recorded hosts, an address that a node of the simulation has is
     * that node; loopback and link-local addresses, which belong to no node alone, are not.
     * @param workload the workload
     * @param base the client's Url attribute
     */
    void AddOrigins(Ptr<HttpWorkload> workload, const http::Url& base);

    /**
     * @brief Installs servers for every port that an origin has, with TLS where it is one of https.
     * @param helper how to install them; port and TLS are set here
     * @return the servers
     */
    ApplicationContainer InstallServers(HttpServerHelper helper) const;

    /**
     * @brief Writes every host into the hosts tables of nodes, which are made if need be.
     * @param nodes the clients' nodes
     */
    void InstallHosts(const NodeContainer& nodes) const;

    /// @brief Whether an origin has TLS. @return whether
    bool HasSecure() const;

    /// @brief Number of hosts, those included whose addresses nodes have. @return the number
    std::size_t GetHosts() const;

    /// @brief Hosts that are addresses in URLs and have others here. @return their number
    std::size_t GetMapped() const;

  private:
    /// @brief A port of a host.
    struct Port
    {
        Address address; //!< the host's Ipv4Address or Ipv6Address
        uint16_t number; //!< the port
        bool isSecure;   //!< with TLS
    };

    /// @brief A node that plays servers.
    struct Server
    {
        Ptr<Node> node;          //!< the node
        uint32_t interface;      //!< index of its interface
        bool isIpv6;             //!< IP version
        uint32_t hosts = 0;      //!< hosts that it plays
        std::vector<Port> ports; //!< ports that they serve
    };

    /**
     * @brief Adds a host: gives it an address on the next server node, in whose place it stands
     * even if it is an address itself.
     * @param host its name or address as URLs have it
     * @param port a port that it serves
     * @param isSecure whether with TLS
     */
    void AddOrigin(const std::string& host, uint16_t port, bool isSecure);

    /**
     * @brief The interface that holds the further addresses of a server.
     *
     * The loopback interface where nobody has to find the addresses by ARP: for every segment ns-3
     * looks at each end point and, for each, at every address of the interface that it came in by.
     * @param server the server
     * @return the interface's index
     */
    static uint32_t GetHoldingInterface(const Server& server);

    /**
     * @brief Adds an address to a server.
     * @param server the server
     * @return the Ipv4Address or Ipv6Address
     */
    static Address AddAddress(Server& server);

    /**
     * @brief Installs the servers of one port.
     * @param server their node
     * @param port the port, as its first host has it
     * @param helper how to install them
     * @param servers gets them
     */
    static void InstallPort(const Server& server,
                            const Port& port,
                            HttpServerHelper helper,
                            ApplicationContainer& servers);

    HttpSchemes m_schemes = HTTP_SCHEMES_AS_GIVEN; //!< what becomes of schemes

    std::vector<Server> m_servers;                                  //!< the server nodes
    std::map<std::string, std::pair<std::size_t, Address>> m_hosts; //!< server and address by host
    std::set<std::string> m_own; //!< hosts that are addresses of nodes
};

} // namespace ns3

#endif /* HTTP_ORIGIN_HELPER_H */
