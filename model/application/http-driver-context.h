/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_DRIVER_CONTEXT_H
#define HTTP_DRIVER_CONTEXT_H

#include "http-socket-transport.h"

#include "ns3/http-session.h"
#include "ns3/http-stream-scheduler.h"
#include "ns3/http2-options.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/ptr.h"
#include "ns3/socket.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
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
    ~HttpDriverContext();
    HttpDriverContext(const HttpDriverContext&) = delete;
    HttpDriverContext& operator=(const HttpDriverContext&) = delete;

    HttpLater later;                     //!< what waits for the end of the present event
    HttpSocketHub hub{later};            //!< callbacks of the sockets
    Ptr<Node> node;                      //!< the application's node
    Time lingerTimeout;                  //!< longest wait for the peer's end after our own
    HttpContentReader* reader = nullptr; //!< gives content of kind File or Relay
    HttpTransportLayerFactory layer;     //!< makes a layer over each socket, or null
    std::string protocol = "http/1.1";   //!< spoken where no layer has agreed on one
    bool corks = false;                  //!< what is less than a segment waits for more
    bool gathersWrites = false;          //!< messages of one moment leave in one write
    http::Http2Options http2;            //!< of sessions of HTTP/2
    /// Makes the order of streams of a session; null: as http2 names it
    std::function<std::unique_ptr<http::StreamScheduler>()> scheduler;
    /// Most bytes of one write: nginx's buffers. A large window shows where writes end, since what
    /// a write leaves of a segment goes out at once.
    uint32_t writeBytes = 32768;
    http::Nanoseconds now{0}; //!< the present, as of the last look at a transport
    /// Drivers that wait for their peer's end; never walked
    std::unordered_map<const HttpDriver*, Ptr<HttpDriver>> lingering;

    /// @brief Lets go of everything, for the end of the simulation.
    void Discard();

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
     * @brief A transport for a connection to be made.
     * @param origin scheme, host and port that it leads to
     * @param wantsHttp2 whether HTTP/2 is to be spoken there if the peer does
     * @return the transport
     */
    Ptr<HttpTransport> MakeTransport(const http::Url& origin, bool wantsHttp2);

    /**
     * @brief A transport for a connection that a peer has asked for.
     * @param accepted its socket
     * @return the transport
     */
    Ptr<HttpTransport> MakeTransport(const Ptr<Socket>& accepted);

    /**
     * @brief A session of what is spoken on a connection.
     * @param role which end of the connection
     * @param name the protocol as a layer has agreed on it (RFC 7301, section 6): http/1.1, h2;
     * empty: what is spoken in clear
     * @param options what may be varied
     * @return the session
     */
    std::unique_ptr<http::Session> MakeSession(http::Role role,
                                               const std::string& name,
                                               const http::ConnectionOptions& options);

    /**
     * @brief What a server speaks once a client in clear has begun as HTTP/2 does (RFC 9113,
     *        section 3.4).
     * @param options what may be varied
     * @return the session, which knows what has come so far
     */
    std::unique_ptr<http::Session> MakeSessionBehindPreface(const http::ConnectionOptions& options);

    /**
     * @brief A session of bytes that are not HTTP, from the first one on.
     * @param role, options as above
     * @return the session
     */
    std::unique_ptr<http::Session> MakeTunnelSession(http::Role role,
                                                     const http::ConnectionOptions& options);

  private:
    /// @brief Options that many sessions share. @param options them @return the same
    const std::shared_ptr<const http::ConnectionOptions>& Share(
        const http::ConnectionOptions& options);

    std::vector<uint8_t> m_scratch;                           //!< the room
    std::shared_ptr<const http::ConnectionOptions> m_options; //!< of the sessions made last
    std::shared_ptr<const http::Http2Options> m_http2;        //!< of those of HTTP/2
};

} // namespace ns3

#endif /* HTTP_DRIVER_CONTEXT_H */
