/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CONNECTION_STATE_OBSERVER_H
#define HTTP_CONNECTION_STATE_OBSERVER_H

#include "http-connection-state-record.h"

#include "ns3/object.h"
#include "ns3/socket.h"
#include "ns3/traced-callback.h"

namespace ns3
{

/**
 * @ingroup http
 * @brief Where the state transitions of one node's connections come together.
 *
 * Aggregated to a node. Sockets that know their state report it here, and whoever infers states
 * from segments does so for the others; scripts connect by
 * /NodeList/X/$ns3::HttpConnectionStateObserver/ConnectionState.
 */
class HttpConnectionStateObserver : public Object
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    /**
     * @brief Passes a record to the sinks.
     * @param record the transition
     */
    void Report(const HttpConnectionStateRecord& record) const;

    /**
     * @brief Shows a socket that is being connected to those who observe sockets.
     *
     * For sockets that TcpL4Protocol does not list. Its two ends must be known.
     * @param socket the socket
     */
    void Introduce(Ptr<Socket> socket) const;

    /**
     * @brief Asks whoever holds a socket that does not report its states itself to report what it
     * sees of them. Not to be asked where they are concluded from segments.
     * @param asks whether it asks; not unless set
     */
    void AskForStates(bool asks);

    /// @brief Whether states are to be reported for sockets that do not do it. @return true if so
    bool AsksForStates() const;

    /// @brief Signature of a sink of the Socket trace source. @param socket the socket
    typedef void (*SocketTracedCallback)(Ptr<Socket> socket);

  private:
    /// The ConnectionState trace source
    TracedCallback<const HttpConnectionStateRecord&> m_connectionState;
    /// The Socket trace source
    TracedCallback<Ptr<Socket>> m_socket;
    bool m_asksForStates = false; //!< states of other sockets are to be reported too
};

} // namespace ns3

#endif /* HTTP_CONNECTION_STATE_OBSERVER_H */
