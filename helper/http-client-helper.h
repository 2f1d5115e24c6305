/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CLIENT_HELPER_H
#define HTTP_CLIENT_HELPER_H

#include "http-application-helper.h"

#include "ns3/address.h"
#include "ns3/application-container.h"
#include "ns3/attribute.h"
#include "ns3/http-client.h"
#include "ns3/node-container.h"
#include "ns3/object-factory.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Installs HTTP clients.
 */
class HttpClientHelper : public HttpApplicationHelper<HttpClient>
{
  public:
    /**
     * @brief Clients that load pages from a URL.
     * @param url an http or https URL; its host an address or a name of the node's HttpHosts
     */
    explicit HttpClientHelper(const std::string& url);

    /**
     * @brief Clients that load pages from the root of a server.
     * @param server an Ipv4Address or Ipv6Address
     * @param port the server's port
     */
    HttpClientHelper(const Address& server, uint16_t port);

    /**
     * @brief Clients that load pages from the root of a server; ends the program with exit status 2
     * if the server is neither an address nor a name.
     * @param server its address as text, or its name in the node's HttpHosts
     * @param port the server's port
     */
    HttpClientHelper(const std::string& server, uint16_t port);

    /**
     * @brief Sets an attribute of the clients to be installed. What does not exist, or is not
     * taken, ends the program with exit status 2 and one line that names the nearest.
     * @param name the attribute of HttpClient
     * @param value its value
     */
    void SetAttribute(const std::string& name, const AttributeValue& value);

    /**
     * @brief What the clients ask for; each gets a workload of its own. Types and attributes that
     * do not exist end the program with exit status 2 and one line that names the nearest.
     * @tparam Args names of the workload's attributes and their values, in turn
     * @param type the workload's type, such as ns3::HttpPageWorkload
     * @param args names and values
     */
    template <typename... Args>
    void SetWorkload(const std::string& type, Args&&... args)
    {
        BeginWorkload(type);
        SetWorkloadAttributes(args...);
    }

    /**
     * @brief Sets how TLS of https servers behaves. What does not exist, or is not taken, ends the
     * program with exit status 2 and one line that names the nearest.
     * @param name an attribute of HttpClientTls
     * @param value its value
     */
    void SetTlsAttribute(const std::string& name, const AttributeValue& value);

    /**
     * @brief Sets the attributes of a way to use connections.
     * @param name serial, parallel, persistent, persistent-parallel, pipelined or multiplexed;
     * another ends the program with exit status 2 and one line
     */
    void SetStrategy(const std::string& name);

    /**
     * @brief Makes a strategy the default of every client; attributes set later prevail.
     * @param name as in SetStrategy
     */
    static void SetDefaultStrategy(const std::string& name);

    /// @brief The names that SetStrategy knows. @return the names
    static std::vector<std::string> GetStrategies();

    /**
     * @brief Installs a client on a node.
     * @param node the node
     * @return the client
     */
    ApplicationContainer Install(Ptr<Node> node) const;

    /**
     * @brief Installs a client on each node. Workloads that deal out what they hold deal it out
     *        among them, unless SetWorkload() was given Client or Clients.
     * @param nodes the nodes
     * @return the clients, in the nodes' order
     */
    ApplicationContainer Install(const NodeContainer& nodes) const;

  private:
    /// @brief Chooses a workload. @param type its type
    void BeginWorkload(const std::string& type);

    /// @brief Sets an attribute of the workload. @param name its name @param value its value
    void SetWorkloadAttribute(const std::string& name, const AttributeValue& value);

    /// @brief No more attributes.
    void SetWorkloadAttributes()
    {
    }

    /**
     * @brief Sets one attribute of the workload, then the others.
     * @tparam Args names and values of the others
     * @param name the attribute
     * @param value its value
     * @param args the others
     */
    template <typename... Args>
    void SetWorkloadAttributes(const std::string& name, const AttributeValue& value, Args&&... args)
    {
        SetWorkloadAttribute(name, value);
        SetWorkloadAttributes(args...);
    }

    /**
     * @brief Installs a client on a node.
     * @param node the node
     * @param workload makes its workload; without type: none
     * @return the client
     */
    ApplicationContainer Install(Ptr<Node> node, const ObjectFactory& workload) const;

    ObjectFactory m_workload; //!< makes their workloads; without type: none
    bool m_isDealt = false;   //!< the workload was told which client its is
};

} // namespace ns3

#endif /* HTTP_CLIENT_HELPER_H */
