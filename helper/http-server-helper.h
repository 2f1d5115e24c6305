/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SERVER_HELPER_H
#define HTTP_SERVER_HELPER_H

#include "ns3/address.h"
#include "ns3/application-container.h"
#include "ns3/attribute.h"
#include "ns3/http-catalogue.h"
#include "ns3/http-server.h"
#include "ns3/node-container.h"
#include "ns3/object-factory.h"

#include <cstdint>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief Installs HTTP servers.
 */
class HttpServerHelper
{
  public:
    /**
     * @brief Servers that listen at a port of every address of their node.
     * @param port the port
     */
    explicit HttpServerHelper(uint16_t port = 80);

    /**
     * @brief Servers that listen at one address.
     * @param local address and port
     */
    explicit HttpServerHelper(const Address& local);

    /**
     * @brief Sets an attribute of the servers to be installed.
     * @param name the attribute of HttpServer
     * @param value its value
     */
    void SetAttribute(const std::string& name, const AttributeValue& value);

    /// @brief Every connection begins with TLS, as the defaults of HttpServerTls say.
    void SetTls();

    /**
     * @brief Every connection begins with TLS. What does not exist, or is not taken, ends the
     * program with exit status 2 and one line that names the nearest.
     * @param name an attribute of HttpServerTls
     * @param value its value
     */
    void SetTlsAttribute(const std::string& name, const AttributeValue& value);

    /**
     * @brief What contradicts itself among the attributes set here and the defaults.
     * @return a text that names both attributes and their values, or an empty one
     */
    std::string GetContradiction() const;

    /**
     * @brief What the servers know beside targets that describe themselves.
     * @param catalogue the resources; may be shared by many servers
     */
    void SetCatalogue(Ptr<HttpCatalogue> catalogue);

    /**
     * @brief Installs a server on a node.
     * @param node the node
     * @return the server
     */
    ApplicationContainer Install(Ptr<Node> node) const;

    /**
     * @brief Installs a server on each node.
     * @param nodes the nodes
     * @return the servers, in the nodes' order
     */
    ApplicationContainer Install(const NodeContainer& nodes) const;

    /**
     * @brief Gives the servers' random variables fixed streams.
     * @param servers the servers
     * @param stream the first stream number
     * @return the number of streams used
     */
    static int64_t AssignStreams(const ApplicationContainer& servers, int64_t stream);

  private:
    /// @brief Makes a server. @return it
    Ptr<HttpServer> Make() const;

    ObjectFactory m_factory; //!< makes the servers
    ObjectFactory m_tls;     //!< makes how their TLS behaves; without type: none
};

} // namespace ns3

#endif /* HTTP_SERVER_HELPER_H */
