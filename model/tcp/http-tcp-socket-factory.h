/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_SOCKET_FACTORY_H
#define HTTP_TCP_SOCKET_FACTORY_H

#include "ns3/socket-factory.h"

namespace ns3
{

class Node;
class TcpL4Protocol;

/**
 * @ingroup http
 * @brief Makes sockets of class HttpTcpSocket.
 *
 * Aggregated to a node beside ns-3's own TcpSocketFactory; an application chooses it by its TypeId.
 * The congestion control is the one that the node's TcpL4Protocol names, CUBIC as Linux runs it
 * where nobody has named one.
 */
class HttpTcpSocketFactory : public SocketFactory
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    HttpTcpSocketFactory();
    ~HttpTcpSocketFactory() override;

    /// @brief Sets the node. @param node a node with an Internet stack
    void SetNode(Ptr<Node> node);

    Ptr<Socket> CreateSocket() override;

  protected:
    void DoDispose() override;

  private:
    Ptr<Node> m_node;         //!< the node
    Ptr<TcpL4Protocol> m_tcp; //!< its TCP
};

} // namespace ns3

#endif /* HTTP_TCP_SOCKET_FACTORY_H */
