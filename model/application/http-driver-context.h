/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_DRIVER_CONTEXT_H
#define HTTP_DRIVER_CONTEXT_H

#include "http-socket-transport.h"

#include "ns3/http-connection.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/ptr.h"
#include "ns3/socket.h"

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace ns3
{

class HttpDriver;

/**
 * @ingroup http
 * @brief Gives bytes of content that is not a pattern.
 */
class HttpContentReader
{
  public:
    virtual ~HttpContentReader() = default;

    /**
     * @brief Reads a run of content of kind File or Relay.
     * @param content which (seed), from where (offset) and how much (length)
     * @param bytes where content.length bytes go
     */
    virtual void ReadContent(const http::Content& content, uint8_t* bytes) = 0;
};

/**
 * @ingroup http
 * @brief What the drivers of one application share.
 */
class HttpDriverContext
{
  public:
    HttpDriverContext() = default;
    HttpDriverContext(const HttpDriverContext&) = delete;
    HttpDriverContext& operator=(const HttpDriverContext&) = delete;

    HttpSocketHub hub;                   //!< callbacks of the sockets
    Ptr<Node> node;                      //!< the application's node
    Time lingerTimeout;                  //!< longest wait for the peer's end after our own
    HttpContentReader* reader = nullptr; //!< gives content of kind File or Relay
    HttpTransportLayerFactory layer;     //!< makes a layer over each socket, or null
    http::Nanoseconds now{0};            //!< the present, as of the last look at a transport
    /// Drivers that wait for their peer's end; never walked
    std::unordered_map<const HttpDriver*, Ptr<HttpDriver>> lingering;

    /**
     * @brief Room for bytes on their way between packets and machine, valid until the next call.
     *
     * What was written there before stays. It grows to what is asked for: most reads are of one
     * segment, and an application that never sees more should not hold more.
     * @param bytes how many
     * @return the room
     */
    uint8_t* GetScratch(uint32_t bytes);

    /**
     * @brief A transport for one connection.
     * @param accepted the socket of a connection that a peer has asked for; nullptr: one is made
     * @return the transport
     */
    Ptr<HttpTransport> MakeTransport(const Ptr<Socket>& accepted = nullptr);

    /**
     * @brief A session of HTTP/1.
     * @param role which end of the connection
     * @param options what may be varied
     * @return the session
     */
    std::unique_ptr<http::Connection> MakeSession(http::Connection::Role role,
                                                  const http::ConnectionOptions& options);

  private:
    std::vector<uint8_t> m_scratch;                           //!< the room
    std::shared_ptr<const http::ConnectionOptions> m_options; //!< of the sessions made last
};

} // namespace ns3

#endif /* HTTP_DRIVER_CONTEXT_H */
