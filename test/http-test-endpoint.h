/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TEST_ENDPOINT_H
#define HTTP_TEST_ENDPOINT_H

#include "ns3/config.h"
#include "ns3/http-tcp-socket-factory.h"
#include "ns3/tcp-socket-factory.h"

#include <cstdlib>
#include <stdexcept>
#include <string>

namespace http_test
{

/**
 * @brief The TCP endpoint that a test takes.
 *
 * HTTP_TEST_ENDPOINT in the environment, http or stock, takes one for every test. What the
 * tests expect stays what it is, so that with stock those fail that ns-3's own socket does not
 * pass: test/simulation/stock-failures.csv names them.
 *
 * @param isOwn whether the test would take the module's own endpoint, not ns-3's
 * @return TypeId of the module's or of ns-3's socket factory
 */
inline ns3::TypeId
GetTestSocketFactory(bool isOwn)
{
    if (const char* endpoint = std::getenv("HTTP_TEST_ENDPOINT"))
    {
        const std::string name = endpoint;
        isOwn = name != "stock";
        if (name != "http" && name != "stock")
        {
            throw std::invalid_argument("HTTP_TEST_ENDPOINT=" + name + "; accepted: http, stock");
        }
    }
    return isOwn ? ns3::HttpTcpSocketFactory::GetTypeId() : ns3::TcpSocketFactory::GetTypeId();
}

/// @brief Clients, servers and proxies that name no endpoint take the tests', until
/// Config::Reset().
inline void
SetTestEndpoint()
{
    const ns3::TypeIdValue factory(GetTestSocketFactory(true));
    for (const char* application : {"HttpClient", "HttpServer", "HttpProxy"})
    {
        ns3::Config::SetDefault(std::string("ns3::") + application + "::SocketFactory", factory);
    }
}

} // namespace http_test

#endif // HTTP_TEST_ENDPOINT_H
