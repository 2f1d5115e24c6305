/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_OBSERVED_SOCKET_H
#define HTTP_OBSERVED_SOCKET_H

#include "http-socket-reporter.h"

#include "ns3/address.h"
#include "ns3/http-connection-end.h"
#include "ns3/http-socket-call-observer.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/packet.h"
#include "ns3/socket.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief A stream socket whose calls are reported to its node's HttpSocketCallObserver.
 *
 * Costs a null test a call on nodes without an observer, and on sockets that report themselves
 * (HttpReportingSocket).
 */
class HttpObservedSocket
{
  public:
    /// @brief No socket.
    HttpObservedSocket() = default;

    /**
     * @brief Makes an unconnected socket.
     * @param node the socket's node
     * @param factory the type of the socket factory aggregated to the node
     */
    void Create(Ptr<Node> node, TypeId factory);

    /**
     * @brief Takes a connected socket over from an accept callback.
     * @param node the socket's node
     * @param socket the socket
     */
    void Accept(Ptr<Node> node, Ptr<Socket> socket);

    /**
     * @brief Binds to a device if there is one, then to a local address and port.
     * @param local address and port; an invalid address: any address of the remote's version and
     * any port
     * @param device the device, or nullptr
     * @param isIpv6 the version if local is not valid
     * @return 0, or -1
     */
    int Bind(const Address& local, Ptr<NetDevice> device, bool isIpv6);

    /// @brief Marks the socket as willing to accept. @return 0, or -1
    int Listen();

    /**
     * @brief Asks for a connection.
     * @param remote address and port of the server
     * @return 0, or -1
     */
    int Connect(const Address& remote);

    /**
     * @brief Hands bytes to the socket: all or nothing.
     * @param packet the bytes
     * @return their number, or -1
     */
    int Send(Ptr<Packet> packet);

    /**
     * @brief Reads bytes.
     * @param maxBytes at most so many
     * @return the bytes, or nullptr if there are none
     */
    Ptr<Packet> Receive(uint32_t maxBytes);

    /// @brief Closes input and output. @return 0, or -1
    int Close();

    /**
     * @brief Reports a callback of the socket.
     * @param call which
     * @param detail the end's or the error's name, static storage
     */
    void ReportCallback(HttpSocketCall call, const char* detail = "") const;

    /// @brief The socket itself. @return the socket, or nullptr
    const Ptr<Socket>& Get() const
    {
        return m_socket;
    }

    /**
     * @brief Closes the output only; what the peer sends is still received.
     *
     * For sockets that report themselves: stock ones lose the end of the output (their Close() goes
     * on receiving anyway).
     * @return 0, or -1
     */
    int ShutdownSend();

    /**
     * @brief Ends the connection by a reset, whatever is still to be sent or read (RFC 9293, 3.9.1,
     * ABORT).
     */
    void Reset();

    /// @brief Whether the socket reports its calls and its end itself. @return whether
    bool TellsItself() const;

    /// @brief How the connection ended. @return the end; None if it has not or the socket does not
    /// tell
    HttpConnectionEnd GetEnd() const;

    /// @brief The socket's number on its node. @return the number; 0 if nobody observes
    uint64_t GetNumber() const;

    /**
     * @brief What was sent and is not acknowledged, or waits to be sent.
     * @param buffer size of the send buffer, for a socket that does not tell; bytes
     * @return bytes
     */
    uint64_t GetUnacknowledged(uint32_t buffer) const;

    /// @brief Local address and port. @return them, or an invalid address
    Address GetLocal() const;

    /// @brief Remote address and port. @return them, or an invalid address
    Address GetRemote() const;

    /// @brief Lets go of the socket without closing it; its callbacks are cleared.
    void Release();

  private:
    /**
     * @brief Finds the observer and numbers the socket, unless the socket reports itself.
     * @param node the socket's node
     */
    void Observe(Ptr<Node> node);

    /**
     * @brief Reports a call.
     * @param call which
     * @param result its result
     * @param bytes its bytes
     * @param remote the remote address if the socket does not know it yet
     * @param detail an error's name
     */
    void Report(HttpSocketCall call,
                int64_t result,
                uint64_t bytes = 0,
                const Address& remote = Address(),
                const char* detail = "") const;

    Ptr<Socket> m_socket;               //!< the socket
    Ptr<HttpSocketReporter> m_reporter; //!< reports it, nullptr if nobody observes
    /// The socket if it reports itself, else nullptr
    HttpReportingSocket* m_reporting = nullptr;
};

/**
 * @ingroup http
 * @brief Whether an address and port are of IPv6.
 * @param address an InetSocketAddress or Inet6SocketAddress
 * @return whether it is the latter
 */
bool IsHttpIpv6(const Address& address);

} // namespace ns3

#endif /* HTTP_OBSERVED_SOCKET_H */
