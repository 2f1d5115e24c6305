/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_DEFAULT_SOCKET_FACTORY_H
#define HTTP_DEFAULT_SOCKET_FACTORY_H

#include "ns3/type-id.h"

namespace ns3
{

/**
 * @ingroup http
 * @brief The socket factory that clients, servers and proxies take unless told otherwise.
 *
 * Where the endpoint stands is where this is defined: applications know its TypeId, and no more.
 * @return a TypeId that is registered
 */
TypeId GetHttpDefaultSocketFactory();

} // namespace ns3

#endif /* HTTP_DEFAULT_SOCKET_FACTORY_H */
