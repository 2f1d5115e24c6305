/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_LISTENERS_H
#define HTTP_LISTENERS_H

#include "http-driver.h"
#include "http-observed-socket.h"
#include "http-traced-application.h"

#include "ns3/address.h"
#include "ns3/callback.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/ptr.h"
#include "ns3/socket.h"
#include "ns3/type-id.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace ns3
{

class HttpMessageTracer;
class HttpSendWatch;

/**
 * @ingroup http
 * @brief A connection that a client has asked for.
 */
struct HttpAcceptedConnection
{
    HttpAcceptedConnection();
    ~HttpAcceptedConnection();

    Ptr<HttpDriver> driver;                    //!< moves its bytes
    std::unique_ptr<HttpMessageTracer> tracer; //!< if somebody listens to Message
    std::unique_ptr<HttpSendWatch> sending;    //!< whether the client takes responses, if watched
};

/**
 * @ingroup http
 * @brief What whoever is asked by clients, servers and proxies, does alike: it listens at an
 *        address of its own, or one for each version of IP that the node has, and takes
 *        connections.
 */
class HttpListeners
{
  public:
    /// @brief Where to listen.
    struct Place
    {
        TypeId factory;        //!< type of the socket factory
        Address local;         //!< address and port; invalid: any address and the port below
        uint16_t port;         //!< the port where local is invalid
        Ptr<NetDevice> device; //!< the interface; nullptr: every interface
        uint32_t notSent = 0;  //!< NotSentLowWater of its connections; 0: as the sockets have it
    };

    /// Asked whether a connection may be made, with the client's address and port.
    using RequestCallback = Callback<bool, Ptr<Socket>, const Address&>;
    /// Told of a connection that was made, with the client's address and port.
    using AcceptCallback = Callback<void, Ptr<Socket>, const Address&>;

    /**
     * @brief Nothing is listened to yet.
     * @param context of the connections' drivers; must outlive it
     * @param connection what may be varied in their sessions; must outlive it
     * @param application tells of messages and frames; must outlive it
     * @param owner of the connections' drivers; must outlive it
     */
    HttpListeners(HttpDriverContext& context,
                  const http::ConnectionOptions& connection,
                  const HttpTracedApplication& application,
                  HttpDriverOwner& owner);

    /**
     * @brief Listens on the context's node.
     * @param place where
     * @param request asked for each connection; null: every one may be made
     * @param accept told of each connection made while it listens
     * @return empty, or why not: the attribute's name and its value
     */
    std::string Open(const Place& place,
                     const RequestCallback& request,
                     const AcceptCallback& accept);

    /// @brief Whether it listens. @return whether
    bool IsOpen() const;

    /// @brief Listens no more.
    void Close();

    /// @brief Lets go of the sockets as they are, for the end of the simulation.
    void Discard();

    /// @brief Connections accepted so far. @return their number
    uint64_t GetAccepted() const;

    /**
     * @brief Makes what a connection needs; HttpDriver::Accept() is still to be called.
     * @param connection the connection
     * @param socket its socket
     * @param key the owner's name for it
     */
    void Prepare(HttpAcceptedConnection& connection, const Ptr<Socket>& socket, uint32_t key);

    /// @brief What is spoken on a connection. @param driver its driver @return the session
    std::unique_ptr<http::Session> MakeSession(const HttpDriver& driver);

    /**
     * @brief Traces an event, and speaks HTTP/2 where the client begins so in clear.
     * @param connection the connection
     * @param event the event
     * @param allowsHttp2 whether it may
     * @return whether the event is done with
     */
    bool Follow(HttpAcceptedConnection& connection, const http::Event& event, bool allowsHttp2);

    /**
     * @brief Begins to watch whether a client takes what is sent.
     * @param connection the connection
     * @param timeout between two looks; 0: it is not watched
     * @param minRate bytes/s to be taken between two looks at least; 0: one byte
     */
    static void Watch(HttpAcceptedConnection& connection, Time timeout, uint32_t minRate);

  private:
    /// @brief Whether sockets of a place keep what is not sent small. @param place as Open()
    /// @return whether
    bool HasNotSentLowWater(const Place& place) const;

    /**
     * @brief Listens at one address.
     * @param place the socket's factory and interface
     * @param local address and port
     * @param request asked for each connection
     * @return whether it was possible
     */
    bool OpenOne(const Place& place, const Address& local, const RequestCallback& request);

    /// @brief Callback: a connection was made. @param socket its socket @param from its peer
    void OnAccept(Ptr<Socket> socket, const Address& from);

    HttpDriverContext& m_context;                //!< of the connections' drivers
    const http::ConnectionOptions& m_connection; //!< of their sessions
    const HttpTracedApplication& m_application;  //!< tells
    HttpDriverOwner& m_owner;                    //!< of their drivers
    AcceptCallback m_accept;                     //!< told of each connection
    std::vector<HttpObservedSocket> m_sockets;   //!< the sockets
    uint64_t m_accepted = 0;                     //!< connections accepted so far
};

} // namespace ns3

#endif // HTTP_LISTENERS_H
