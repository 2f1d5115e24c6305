/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_PATH_H
#define HTTP_TCP_PATH_H

#include "http-tcp-four-tuple.h"

#include "ns3/ipv4.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/socket.h"

#include <optional>

namespace ns3
{

/**
 * @ingroup http
 * @brief What routing says of the way to a peer.
 */
struct HttpTcpPath
{
    uint32_t segmentSize = 0;  //!< payload and options of the longest segment; 0: not known
    bool isWithinNode = false; //!< the peer is on this node, not at the loopback device
};

/**
 * @ingroup http
 * @brief Finds the way to a peer.
 * @param node this end's node
 * @param tuple both ends; a local address of any is set to the one that the route has
 * @param bound the interface that the socket is bound to; null: any
 * @param error why there is no way
 * @return the way, if there is one
 */
std::optional<HttpTcpPath> FindHttpTcpPath(const Ptr<Node>& node,
                                           HttpTcpFourTuple& tuple,
                                           const Ptr<NetDevice>& bound,
                                           Socket::SocketErrno& error);

} // namespace ns3

#endif /* HTTP_TCP_PATH_H */
