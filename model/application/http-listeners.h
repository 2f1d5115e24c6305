/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_LISTENERS_H
#define HTTP_LISTENERS_H

#include "http-observed-socket.h"

#include "ns3/address.h"
#include "ns3/callback.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/ptr.h"
#include "ns3/socket.h"
#include "ns3/type-id.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief The listening sockets of an application: one at an address of its own, or one for each
 *        version of IP that the node has.
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
     * @brief Listens.
     * @param node the application's node
     * @param place where
     * @param request asked for each connection; null: every one may be made
     * @param accept told of each connection
     * @return empty, or why not: the attribute's name and its value
     */
    std::string Open(Ptr<Node> node,
                     const Place& place,
                     const RequestCallback& request,
                     const AcceptCallback& accept);

    /// @brief Whether it listens. @return whether
    bool IsOpen() const;

    /// @brief Listens no more.
    void Close();

    /// @brief Lets go of the sockets as they are, for the end of the simulation.
    void Discard();

    /**
     * @brief Resets a connection that was asked for while an application listened and was made
     *        after that: a stock socket does not look back.
     * @param node the application's node
     * @param socket the connection's
     */
    static void ResetLate(Ptr<Node> node, Ptr<Socket> socket);

  private:
    /// @brief Whether sockets of a place keep what is not sent small. @param node, place as Open()
    /// @return whether
    static bool TakesNotSent(Ptr<Node> node, const Place& place);

    /**
     * @brief Listens at one address.
     * @param node the application's node
     * @param place the socket's factory and interface
     * @param local address and port
     * @param request asked for each connection
     * @param accept told of each connection
     * @return whether it was possible
     */
    bool OpenOne(Ptr<Node> node,
                 const Place& place,
                 const Address& local,
                 const RequestCallback& request,
                 const AcceptCallback& accept);

    std::vector<HttpObservedSocket> m_sockets; //!< the sockets
};

} // namespace ns3

#endif // HTTP_LISTENERS_H
