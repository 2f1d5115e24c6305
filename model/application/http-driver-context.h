/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_DRIVER_CONTEXT_H
#define HTTP_DRIVER_CONTEXT_H

#include "ns3/callback.h"
#include "ns3/http-content.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/ptr.h"
#include "ns3/socket.h"

#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

namespace ns3
{

class HttpSocketDriver;

/**
 * @ingroup http
 * @brief Gives bytes of content that is not a pattern.
 */
class HttpContentReader
{
  public:
    virtual ~HttpContentReader() = default;

    /**
     * @brief Reads a run of content of kind File.
     * @param content which file (seed), from where (offset) and how much (length)
     * @param bytes where content.length bytes go
     */
    virtual void ReadContent(const http::Content& content, uint8_t* bytes) = 0;
};

/**
 * @ingroup http
 * @brief What the drivers of one application share.
 *
 * The callbacks of their sockets are among it: a callback of ns-3 takes some 240 bytes, so that
 * five for each socket would take more than the rest of the connection.
 */
class HttpDriverContext
{
  public:
    HttpDriverContext();
    HttpDriverContext(const HttpDriverContext&) = delete;
    HttpDriverContext& operator=(const HttpDriverContext&) = delete;

    Ptr<Node> node;                      //!< the application's node
    Time lingerTimeout;                  //!< longest wait for the peer's end after our own
    HttpContentReader* reader = nullptr; //!< gives content of kind File, or nullptr
    uint64_t drivers = 0;                //!< drivers made so far
    /// Drivers that wait for their peer's end, in the order in which they were made
    std::map<uint64_t, Ptr<HttpSocketDriver>> lingering;

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
     * @brief From now on the driver hears of its socket's end, its errors and of bytes to read.
     * @param socket the socket
     * @param driver its driver; valid until Detach()
     * @param connecting whether it is to hear of the connection's success or failure, too
     */
    void Attach(Ptr<Socket> socket, HttpSocketDriver& driver, bool connecting);

    /**
     * @brief From now on the driver hears of room in its socket's send buffer.
     * @param socket the socket, attached
     */
    void WatchSendSpace(Ptr<Socket> socket) const;

    /**
     * @brief The driver hears nothing more of the socket.
     * @param socket the socket
     */
    void Detach(Ptr<Socket> socket);

  private:
    /// What a socket's callbacks tell of an event without arguments.
    using SocketCallback = Callback<void, Ptr<Socket>>;

    /**
     * @brief Tells a socket's driver of an event.
     * @tparam HANDLER the driver's method
     * @param socket the socket
     */
    template <void (HttpSocketDriver::*HANDLER)()>
    void Tell(Ptr<Socket> socket);

    /**
     * @brief Tells a socket's driver of room in the send buffer.
     * @param socket the socket
     * @param bytes how much
     */
    void TellSendSpace(Ptr<Socket> socket, uint32_t bytes);

    std::vector<uint8_t> m_scratch;                                  //!< the room
    std::unordered_map<const Socket*, HttpSocketDriver*> m_bySocket; //!< drivers; never walked
    SocketCallback m_onConnected;                                    //!< the connection was made
    SocketCallback m_onConnectFailed;                                //!< it could not be made
    SocketCallback m_onReceive;                                      //!< there are bytes to read
    SocketCallback m_onPeerClosed;                                   //!< the peer's end
    SocketCallback m_onError;                                        //!< the connection broke
    Callback<void, Ptr<Socket>, uint32_t> m_onSendSpace;             //!< there is room to send
};

} // namespace ns3

#endif /* HTTP_DRIVER_CONTEXT_H */
