/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_POOL_H
#define HTTP_POOL_H

#include "http-connection.h"

#include <cstdint>
#include <optional>

namespace ns3
{
namespace http
{

/// @brief What may be varied in a pool. A number or time of 0 means no limit unless said otherwise.
struct PoolOptions
{
    uint32_t maxConnectionsPerServer = 6; //!< open or opening at once to one origin, at least 1
    uint32_t maxConnections = 0;          //!< open or opening at once in all
    bool persistent = true;               //!< use a connection for more than one request
    uint32_t pipelineDepth = 1; //!< requests unanswered at once on one connection, at least 1
    uint32_t maxRequestsPerConnection = 0; //!< then no further request goes there
    Nanoseconds idleTimeout{0};            //!< unused for so long: close
};

using OriginId = uint32_t;  //!< names a scheme, host and port; numbered by the owner from 0
using RequestId = uint64_t; //!< names a request; numbered by the owner
using PoolConnectionId =
    uint32_t; //!< names a connection; numbered by the pool, reused after its end

/// @brief What the pool wants its owner to do.
struct PoolAction
{
    /// @brief The kinds of action.
    enum class Type : uint8_t
    {
        Open,   //!< open a connection to the origin, then report Opened or Closed
        Assign, //!< send the request on the connection
        Close,  //!< close the idle connection, then report Closed
    };

    Type type = Type::Open;          //!< which
    PoolConnectionId connection = 0; //!< the connection
    OriginId origin = 0;             //!< where the connection leads
    RequestId request = 0;           //!< Assign: the request
    bool reused = false;             //!< Assign: the connection has carried a request before
};

/**
 * @brief Decides which request goes on which connection, and when connections open and close.
 *
 * Without input, output, clock: the owner reports what happened and then pulls actions until there
 * are none. A request waits in its origin's queue until a connection takes it: first the idle
 * connection used last, else a new connection where the limits allow one, else (pipelineDepth above
 * 1) the open connection with the fewest unanswered requests. A connection that is opening binds no
 * request. When only maxConnections stands in the way, the connection idle longest, of whatever
 * origin, is closed. Every operation costs the same however many requests wait and origins there
 * are.
 */
class Pool
{
  public:
    /**
     * @brief An empty pool.
     * @param options the limits
     */
    explicit Pool(const PoolOptions& options);

    /**
     * @brief Adds a request to the end of its origin's queue.
     * @param request the request; not in the pool yet
     * @param origin where it goes
     * @param pipelinable whether it may wait behind another on its connection, and others behind it
     *        (idempotent methods, RFC 9112, section 9.3.2)
     */
    void Submit(RequestId request, OriginId origin, bool pipelinable);

    /**
     * @brief Adds a request at the head of its origin's queue: one that is tried again.
     * @param request the request
     * @param origin where it goes
     * @param pipelinable as in Submit
     */
    void Resubmit(RequestId request, OriginId origin, bool pipelinable);

    /**
     * @brief Takes a request back that was not assigned yet.
     * @param request the request
     * @return false if it is not waiting
     */
    bool Cancel(RequestId request);

    /**
     * @brief The oldest waiting request of an origin leaves the queue (the owner will fail it).
     * @param origin the origin
     * @return the request, or nothing if none waits
     */
    std::optional<RequestId> TakeWaiting(OriginId origin);

    /**
     * @brief A connection is established.
     * @param connection the connection of an Open action
     * @param now the present
     */
    void Opened(PoolConnectionId connection, Nanoseconds now);

    /**
     * @brief The oldest exchange on a connection is over.
     * @param connection the connection
     * @param reusable whether the connection can carry another request
     * @param now the present
     */
    void Finished(PoolConnectionId connection, bool reusable, Nanoseconds now);

    /**
     * @brief A connection takes no further request, though exchanges on it may go on.
     * @param connection the connection
     */
    void Drain(PoolConnectionId connection);

    /**
     * @brief A connection is gone, or could not be opened. Requests assigned to it are the owner's.
     * @param connection the connection; its number may be used again afterwards
     */
    void Closed(PoolConnectionId connection);

    /**
     * @brief The next thing to do.
     * @param now the present
     * @return the action, or nothing if there is none now
     */
    std::optional<PoolAction> NextAction(Nanoseconds now);

    /// @brief When an idle connection is due to be closed: pull actions then. @return the moment,
    /// or nothing
    std::optional<Nanoseconds> GetDeadline() const;

    /// @brief Connections open or opening. @return their number
    std::size_t GetConnections() const;

    /// @brief Requests waiting for a connection. @return their number
    std::size_t GetWaiting() const;
};

} // namespace http
} // namespace ns3

#endif /* HTTP_POOL_H */
