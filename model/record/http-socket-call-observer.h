/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SOCKET_CALL_OBSERVER_H
#define HTTP_SOCKET_CALL_OBSERVER_H

#include "http-socket-call-record.h"

#include "ns3/object.h"
#include "ns3/traced-callback.h"

namespace ns3
{

/**
 * @ingroup http
 * @brief Where the socket calls of one node come together.
 *
 * Aggregated to a node. Whoever makes socket calls or carries them out reports them here; scripts
 * connect by /NodeList/X/$ns3::HttpSocketCallObserver/SocketCall. On a node without it nothing is
 * reported and nothing is spent.
 */
class HttpSocketCallObserver : public Object
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();

    /// @brief A number for a new socket, from 1. @return the number, unique on this node
    uint64_t NumberSocket();

    /// @brief Whether anybody listens; if not, a record need not be made. @return true if so
    bool IsHeard() const
    {
        return !m_socketCall.IsEmpty();
    }

    /**
     * @brief Passes a record to the sinks.
     * @param record the call
     */
    void Report(const HttpSocketCallRecord& record) const;

  private:
    uint64_t m_sockets = 0;                                   //!< sockets numbered so far
    TracedCallback<const HttpSocketCallRecord&> m_socketCall; //!< the SocketCall trace source
};

} // namespace ns3

#endif /* HTTP_SOCKET_CALL_OBSERVER_H */
