/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_PROXY_HELPER_H
#define HTTP_PROXY_HELPER_H

#include "ns3/address.h"
#include "ns3/application-container.h"
#include "ns3/attribute.h"
#include "ns3/node-container.h"
#include "ns3/object-factory.h"

#include <cstdint>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief Installs HTTP proxies.
 *
 * Clients find a proxy by their attribute Proxy. The proxy looks host names up in its own node's
 * HttpHosts.
 */
class HttpProxyHelper
{
  public:
    /**
     * @brief Proxies that listen at a port of every address of their node.
     * @param port the port
     */
    explicit HttpProxyHelper(uint16_t port = 3128);

    /**
     * @brief Proxies that listen at one address.
     * @param local address and port
     */
    explicit HttpProxyHelper(const Address& local);

    /**
     * @brief Sets an attribute of the proxies to be installed.
     * @param name the attribute of HttpProxy
     * @param value its value
     */
    void SetAttribute(const std::string& name, const AttributeValue& value);

    /**
     * @brief What contradicts itself among the attributes set here and the defaults.
     * @return a text that names both attributes and their values, or an empty one
     */
    std::string GetContradiction() const;

    /**
     * @brief Installs a proxy on a node.
     * @param node the node
     * @return the proxy
     */
    ApplicationContainer Install(Ptr<Node> node) const;

    /**
     * @brief Installs a proxy on each node.
     * @param nodes the nodes
     * @return the proxies, in the nodes' order
     */
    ApplicationContainer Install(const NodeContainer& nodes) const;

  private:
    ObjectFactory m_factory; //!< makes the proxies
};

} // namespace ns3

#endif /* HTTP_PROXY_HELPER_H */
