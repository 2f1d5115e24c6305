/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_SOCKET_PARENT_H
#define HTTP_TCP_SOCKET_PARENT_H

#include "ns3/tcp-socket-base.h"

#include <type_traits>

namespace ns3
{

/// @brief The TypeId of HttpTcpSocket, before its class is known. @return the TypeId
TypeId GetHttpTcpSocketTypeId();

/**
 * @ingroup http
 * @brief TcpSocketBase, whose instances name their own TypeId.
 *
 * In older versions of ns-3 TcpSocketBase overrides GetInstanceTypeId, and a subclass that does not
 * do so too loses its attributes; newer ones forbid the override.
 *
 * @tparam OVERRIDDEN whether TcpSocketBase overrides it
 * @tparam BASE TcpSocketBase; a parameter, so that only what is needed is compiled
 */
template <bool OVERRIDDEN, typename BASE = TcpSocketBase>
class HttpTcpSocketParent : public BASE
{
};

/// @copydoc HttpTcpSocketParent
template <typename BASE>
class HttpTcpSocketParent<true, BASE> : public BASE
{
  public:
    TypeId GetInstanceTypeId() const override
    {
        return GetHttpTcpSocketTypeId();
    }
};

/// Whether TcpSocketBase itself defines GetInstanceTypeId
constexpr bool HTTP_TCP_INSTANCE_TYPE_ID = std::is_same<decltype(&TcpSocketBase::GetInstanceTypeId),
                                                        TypeId (TcpSocketBase::*)() const>::value;

} // namespace ns3

#endif /* HTTP_TCP_SOCKET_PARENT_H */
