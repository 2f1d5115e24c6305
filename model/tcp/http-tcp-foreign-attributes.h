/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_FOREIGN_ATTRIBUTES_H
#define HTTP_TCP_FOREIGN_ATTRIBUTES_H

#include "ns3/http-tcp-settings.h"
#include "ns3/ptr.h"
#include "ns3/type-id.h"

#include <string>

namespace ns3
{

class TcpL4Protocol;

/**
 * @brief Whether a script has set the default of one of ns-3's TCP attributes.
 *
 * The times that a profile gives them count as soon as they are set. Of the others the value that
 * ns-3 gives them counts as not set: a file of every default that a run had is no choice.
 * @param info the attribute
 * @return whether
 */
bool IsHttpTcpAttributeSet(const TypeId::AttributeInformation& info);

/**
 * @ingroup http
 * @brief Takes what a script has set of ns-3's own TCP: attributes of TcpSocketBase,
 * TcpSocketState, RttEstimator and TcpL4Protocol. HttpTcpSocket's own attributes win where they are
 * set, too.
 * @param tcp the node's
 * @param own the type of socket whose attributes win
 * @param settings changed by it
 * @return what was set and has no meaning here, in one line; empty if there is nothing of the kind
 */
std::string TakeHttpTcpForeignAttributes(Ptr<const TcpL4Protocol> tcp,
                                         TypeId own,
                                         tcp::Settings& settings);

/**
 * @ingroup http
 * @brief The same of the defaults, before there is a node: sockets end the program with that line.
 * @return what was set and has no meaning here; empty if there is nothing of the kind
 */
std::string GetHttpTcpProblem();

/**
 * @ingroup http
 * @brief The congestion control that a node's sockets take.
 * @param tcp the node's TcpL4Protocol
 * @return what its attribute SocketType names; HttpTcpCubic if nobody has set it
 */
TypeId GetHttpTcpControlType(Ptr<const TcpL4Protocol> tcp);

} // namespace ns3

#endif /* HTTP_TCP_FOREIGN_ATTRIBUTES_H */
