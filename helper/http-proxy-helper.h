/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_PROXY_HELPER_H
#define HTTP_PROXY_HELPER_H

#include "http-application-helper.h"

#include "ns3/address.h"
#include "ns3/attribute.h"
#include "ns3/http-proxy.h"

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
class HttpProxyHelper : public HttpApplicationHelper<HttpProxy>
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
};

} // namespace ns3

#endif /* HTTP_PROXY_HELPER_H */
