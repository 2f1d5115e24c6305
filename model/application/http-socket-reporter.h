/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SOCKET_REPORTER_H
#define HTTP_SOCKET_REPORTER_H

#include "ns3/address.h"
#include "ns3/http-connection-record.h"
#include "ns3/http-connection-state-observer.h"
#include "ns3/http-socket-call-observer.h"
#include "ns3/node.h"
#include "ns3/ptr.h"
#include "ns3/simple-ref-count.h"
#include "ns3/socket.h"
#include "ns3/tcp-socket.h"

#include <cstdint>
#include <string_view>

namespace ns3
{

/**
 * @ingroup http
 * @brief Reports what happens to a socket that does not report itself: its calls, and its states
 * where the node's HttpConnectionStateObserver asks for them.
 *
 * The socket's State trace source holds a reference to it, so that it goes on reporting when the
 * application has let go of the socket, which closes later.
 */
class HttpSocketReporter : public SimpleRefCount<HttpSocketReporter>
{
  public:
    /**
     * @brief A reporter.
     * @param node the socket's node
     * @param socket the socket
     * @return the reporter; nullptr if nobody observes the node's sockets
     */
    static Ptr<HttpSocketReporter> Make(const Ptr<Node>& node, const Ptr<Socket>& socket);

    /// @brief The socket was accepted: its connection is established.
    void ReportAccepted();

    /**
     * @brief Reports a call or a callback.
     * @param call which
     * @param result its result
     * @param bytes its bytes
     * @param remote the remote address if the socket does not know it yet
     * @param detail the end's or the error's name, static storage
     */
    void Report(HttpSocketCall call,
                int64_t result,
                uint64_t bytes = 0,
                const Address& remote = Address(),
                const char* detail = "");

    /// @brief The socket's number on its node. @return the number, from 1
    uint64_t GetNumber() const
    {
        return m_number;
    }

  private:
    /// @brief The socket passes to another state. @param reporter of the socket @param before state
    /// before @param now state from now on
    static void OnState(Ptr<HttpSocketReporter> reporter,
                        TcpSocket::TcpStates_t before,
                        TcpSocket::TcpStates_t now);

    /// @brief What a call or callback tells of the connection's end. @param call which
    /// @param detail of it
    void Conclude(HttpSocketCall call, std::string_view detail);

    /// @brief The connection is over. @param end how it ended
    void End(HttpConnectionEnd end);

    /// @brief Tells a state. @param state it @param end how the connection ended, if it did
    void Report(HttpConnectionState state, HttpConnectionEnd end);

    Socket* m_socket = nullptr;                //!< the socket, alive whenever this is called
    Ptr<HttpSocketCallObserver> m_calls;       //!< the node's observer of calls
    Ptr<HttpConnectionStateObserver> m_states; //!< where states are told; null if nobody asks
    uint64_t m_number = 0;                     //!< the socket's number on its node
    uint32_t m_node = 0;                       //!< id of the node
    HttpConnectionState m_state = HttpConnectionState::Closed; //!< the state told last
    bool m_isOver = false;                                     //!< its end was told
    bool m_isClosed = false;                                   //!< the application has closed it
    bool m_readsOn = false;                                    //!< something was read after that
    Address m_local;                                           //!< this end of the connection
    Address m_remote;                                          //!< the other end
};

} // namespace ns3

#endif /* HTTP_SOCKET_REPORTER_H */
