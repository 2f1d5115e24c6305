/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_PROXY_NETWORK_H
#define HTTP_PROXY_NETWORK_H

#include "http-simulation.h"

#include "ns3/http-proxy-helper.h"
#include "ns3/http-proxy-record.h"
#include "ns3/http-proxy.h"

#include <string>
#include <vector>

namespace http_test
{

/// @brief A proxy's record with strings of its own.
struct SeenRequest : ns3::HttpProxyRecord
{
    std::string ownMethod; //!< method
    std::string ownTarget; //!< target
};

/**
 * @brief A simulation with a third node between the other two: the client reaches it by one link,
 *        and it the server by another.
 */
class ProxyNetwork
{
  public:
    /**
     * @brief Builds the network.
     * @param client the link between client and proxy
     * @param server the link between proxy and server
     */
    ProxyNetwork(const Link& client, const Link& server);

    /// @brief Builds the network of two equal links. @param link both
    explicit ProxyNetwork(const Link& link = Link());

    /// @brief Installs a proxy and follows its records. @param helper how @return it
    ns3::Ptr<ns3::HttpProxy> Install(ns3::HttpProxyHelper helper = ns3::HttpProxyHelper());

    /// @brief The address that clients reach the proxy at. @param port the port @return both
    ns3::Address GetProxyAddress(uint16_t port = 3128) const;

    /// @brief A URL at the server as the proxy reaches it. @param target, port, scheme its parts
    /// @return the URL
    std::string GetUrl(const std::string& target,
                       uint16_t port = 80,
                       const std::string& scheme = "http") const;

    /// @brief A helper for clients that use the proxy. @param port the proxy's @return it
    ClientHelper MakeClient(uint16_t port = 3128) const;

    /**
     * @brief Installs a client that goes through targets of the server by way of the proxy.
     * @param targets the targets; absolute ones stay as they are
     * @param helper how
     * @param together as one page, all at once; otherwise one after the other
     * @return the client
     */
    ns3::Ptr<ns3::HttpClient> LoadTargets(const std::vector<std::string>& targets,
                                          const ns3::HttpClientHelper& helper,
                                          bool together = false);

    /**
     * @brief A page object at the server as the proxy reaches it.
     * @param target, method, contentBytes as Simulation::MakeObject has them
     * @return the object
     */
    ns3::HttpPageObject MakeObject(const std::string& target,
                                   const std::string& method = "GET",
                                   uint64_t contentBytes = 0) const;

    /**
     * @brief Runs to the end, and checks that nothing is left in the proxy by then.
     * @param limit the simulated time
     */
    void Run(ns3::Time limit = ns3::Seconds(1000));

    /// @brief The statuses of all transactions of the clients, in order. @return such as "200 304"
    std::string GetStatuses() const;

    /// @brief What the proxy did about each request, in order. @return such as "hit forwarded"
    std::string GetResults() const;

    Simulation simulation;             //!< client and server
    ns3::Ptr<ns3::Node> node;          //!< the proxy's node
    std::vector<SeenRequest> requests; //!< of all proxies, in the order of their ends
    /// Requests that proxies sent to servers, in the order of their outcomes
    std::vector<SeenTransaction> transactions;

  private:
    /// @brief Joins the proxy's node to another. @param other the other @param link, number of the
    /// link @return addresses of the other and of the proxy
    std::pair<ns3::Address, ns3::Address> Join(ns3::Ptr<ns3::Node> other,
                                               const Link& link,
                                               uint32_t number);
    /// @brief Checks that nothing is left in the proxies.
    void CheckEmpty() const;
    void OnRequest(const ns3::HttpProxyRecord& record);
    void OnTransaction(const ns3::HttpTransactionRecord& record);

    ns3::Address m_proxyHost;                        //!< where clients reach the proxy
    ns3::Address m_serverHost;                       //!< where the proxy reaches the server
    std::vector<ns3::Ptr<ns3::HttpProxy>> m_proxies; //!< the proxies
};

} // namespace http_test

#endif /* HTTP_PROXY_NETWORK_H */
