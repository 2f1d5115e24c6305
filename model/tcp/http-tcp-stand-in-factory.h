/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_STAND_IN_FACTORY_H
#define HTTP_TCP_STAND_IN_FACTORY_H

#include "ns3/node.h"
#include "ns3/tcp-socket-factory.h"

namespace ns3
{

/**
 * @ingroup http
 * @brief Makes sockets of class HttpTcpSocket for who asks for ns3::TcpSocketFactory by its name.
 *
 * A node answers with the first of its objects that is of the type asked for or derived from it,
 * and keeps those in front that were asked for most often.
 */
class HttpTcpStandInFactory : public TcpSocketFactory
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    /// @brief Makes a node answer with one of these. @param node a node with a HttpTcpSocketFactory
    static void Install(const Ptr<Node>& node);

    Ptr<Socket> CreateSocket() override;
};

} // namespace ns3

#endif /* HTTP_TCP_STAND_IN_FACTORY_H */
