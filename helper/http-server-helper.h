/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SERVER_HELPER_H
#define HTTP_SERVER_HELPER_H

#include "http-application-helper.h"

#include "ns3/address.h"
#include "ns3/attribute.h"
#include "ns3/http-catalogue.h"
#include "ns3/http-server.h"

#include <cstdint>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief Installs HTTP servers.
 */
class HttpServerHelper : public HttpApplicationHelper<HttpServer>
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
     * @brief What the servers know beside targets that describe themselves.
     * @param catalogue the resources; may be shared by many servers
     */
    void SetCatalogue(Ptr<HttpCatalogue> catalogue);
};

} // namespace ns3

#endif /* HTTP_SERVER_HELPER_H */
