/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_HELPER_H
#define HTTP_TCP_HELPER_H

#include "ns3/node-container.h"
#include "ns3/object-factory.h"

#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief Installs the module's TCP endpoint on nodes: HttpTcpDemultiplexer and
 * HttpTcpSocketFactory.
 *
 * ns-3's own TCP stays as it is beside it. Call it after the Internet stack is installed. Helpers
 * of clients, servers and proxies call it themselves.
 *
 * @code
 * HttpTcpHelper().Install(nodes);
 * const TypeId factory = TypeId::LookupByName("ns3::HttpTcpSocketFactory");
 * Ptr<Socket> socket = Socket::CreateSocket(node, factory);
 * @endcode
 */
class HttpTcpHelper
{
  public:
    HttpTcpHelper();

    /**
     * @brief Sets an attribute of the demultiplexers, such as FirstEphemeralPort.
     * @param name its name
     * @param value its value
     */
    void SetDemultiplexerAttribute(const std::string& name, const AttributeValue& value);

    /// @brief Installs on nodes; those that have it already are left as they are. @param nodes them
    void Install(const NodeContainer& nodes) const;

    /// @brief Installs on one node. @param node a node with an Internet stack
    void Install(Ptr<Node> node) const;

    /**
     * @brief Installs on nodes so that applications that name ns3::TcpSocketFactory in their code,
     * such as ThreeGppHttpClient, get these sockets, too; ns-3's own are out of reach there.
     * @param nodes nodes with an Internet stack
     */
    void StandIn(const NodeContainer& nodes) const;

    /**
     * @brief Installs on a node what an application there needs by its attribute SocketFactory.
     * @param node the node
     * @param application the application
     */
    static void Prepare(Ptr<Node> node, Ptr<const Object> application);

  private:
    ObjectFactory m_demultiplexer; //!< makes the demultiplexers
};

} // namespace ns3

#endif /* HTTP_TCP_HELPER_H */
