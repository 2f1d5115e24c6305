/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SHARED_ATTRIBUTES_H
#define HTTP_SHARED_ATTRIBUTES_H

#include "http-fetcher.h"
#include "http-listeners.h"

#include "ns3/http-attributes.h"
#include "ns3/http-default-socket-factory.h"
#include "ns3/http-text.h"

#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief What is wrong with an attribute's value that should be one of some names.
 * @param attribute the attribute
 * @param value its value
 * @param names the names
 * @return a text that says what is accepted
 */
inline std::string
GetHttpNameProblem(const char* attribute,
                   const std::string& value,
                   const std::vector<std::string>& names)
{
    return attribute + (" \"" + value + "\" is not known; accepted: ") + HttpJoin(names, ", ");
}

/// @ingroup http
/// @brief What applications that fetch differ in at first.
struct HttpFetcherInitial
{
    uint32_t maxConnectionsPerServer; //!< MaxConnectionsPerServer
    Time idleTimeout;                 //!< IdleTimeout
    Time stallTimeout;                //!< StallTimeout
};

/**
 * @ingroup http
 * @brief Adds the attribute that says which sockets are used.
 * @param attributes where
 * @param factory where the type of the factory goes
 */
template <typename APPLICATION, typename STRUCT>
void
AddHttpSocketFactoryAttribute(HttpAttributes<APPLICATION, STRUCT> attributes,
                              TypeId STRUCT::*factory)
{
    attributes.Add("SocketFactory",
                   "Type of the socket factory that makes sockets. Helpers aggregate the default "
                   "to the node; ns3::TcpSocketFactory makes those of ns-3.",
                   {factory, TypeIdValue(GetHttpDefaultSocketFactory()), MakeTypeIdChecker()});
}

/**
 * @ingroup http
 * @brief Adds the attributes of everything that asks servers: clients and proxies.
 * @param tid where
 * @param options where they go
 * @param initial what they are at first
 * @return tid
 */
template <typename APPLICATION>
TypeId
AddHttpFetcherAttributes(TypeId tid,
                         HttpFetcherOptions APPLICATION::*options,
                         const HttpFetcherInitial& initial)
{
    using Options = HttpFetcherOptions;
    using http::ConnectionOptions;
    using http::PoolOptions;
    auto attributes = HttpAttributes<APPLICATION>(tid).In(options);
    attributes.In(&Options::pool)
        .Add("MaxConnectionsPerServer",
             "Connections open or opening at once to one scheme, host and port.",
             {&PoolOptions::maxConnectionsPerServer, initial.maxConnectionsPerServer, 1})
        .Add("MaxConnections",
             "Connections to servers open or opening at once in all; 0: no limit.",
             {&PoolOptions::maxConnections, 0})
        .Add("Persistent",
             "Whether a connection to a server is used for more than one request.",
             {&PoolOptions::persistent, true})
        .Add("IdleTimeout",
             "A connection to a server unused for so long is closed; 0: no limit.",
             {&PoolOptions::idleTimeout, initial.idleTimeout});
    attributes.In(&Options::connection)
        .Add("ResponseTimeout",
             "Longest time from the end of a request to the end of its response, then a proxy "
             "answers with 504; 0: no limit.",
             {&ConnectionOptions::responseTimeout, Time(0)})
        .Add("StallTimeout",
             "Longest time in which no byte comes from or goes to a server while a response is "
             "due, then a proxy answers with 504; 0: no limit.",
             {&ConnectionOptions::stallTimeout, initial.stallTimeout})
        .Add("MaxHeadBytes",
             "Longest head accepted; else a proxy answers with 431, or with 502 for the server.",
             {&ConnectionOptions::maxHeadBytes, 65536, 64});
    attributes
        .Add("ConnectTimeout",
             "Longest wait for a connection to a server, then a proxy answers with 504; 0: as long "
             "as TCP tries.",
             {&Options::connectTimeout, Time(0)})
        .Add("LingerTimeout",
             "Longest wait for a peer's end after one's own.",
             {&Options::lingerTimeout, Seconds(2)})
        .Add("MaxRetries",
             "Times that an idempotent request (a proxy's without content) is tried again whose "
             "connection closed before the first byte of its response; 0: never.",
             {&Options::maxRetries, 3});
    return tid;
}

/**
 * @ingroup http
 * @brief Adds the attributes of everything that clients ask: servers and proxies.
 * @param tid where
 * @param port the default of Port
 * @param place where Local, Port, Device and SocketFactory go
 * @param connection where limits and times of a connection go
 * @return tid
 */
template <typename APPLICATION>
TypeId
AddHttpListenerAttributes(TypeId tid,
                          uint16_t port,
                          HttpListeners::Place APPLICATION::*place,
                          http::ConnectionOptions APPLICATION::*connection)
{
    using http::ConnectionOptions;
    using Place = HttpListeners::Place;
    auto attributes = HttpAttributes<APPLICATION>(tid).In(place);
    attributes
        .Add("Local",
             "Address and port to listen at; not set: any address and Port.",
             {&Place::local, AddressValue(), MakeAddressChecker()})
        .Add("Port", "Port to listen at if Local is not set.", {&Place::port, port, 1})
        .Add("Device", "Interface to listen on; not set: every interface.", {&Place::device});
    AddHttpSocketFactoryAttribute(attributes, &Place::factory);
    HttpAttributes<APPLICATION>(tid)
        .In(connection)
        .Add("KeepAliveTimeout",
             "Longest wait for the next request on a connection; 0: no limit.",
             {&ConnectionOptions::idleTimeout, Seconds(5)})
        .Add("RequestTimeout",
             "Longest time from a request's first byte to its last, then 408; 0: no limit.",
             {&ConnectionOptions::headTimeout, Time(0)})
        .Add("ChunkBytes",
             "Most content of one chunk where the chunked coding is used.",
             {&ConnectionOptions::chunkBytes, 8192, 1});
    return tid;
}

} // namespace ns3

#endif /* HTTP_SHARED_ATTRIBUTES_H */
