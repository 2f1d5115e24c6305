/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_END_H
#define HTTP_TCP_END_H

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief How one end of a connection ended.
 */
enum class HttpTcpEnd : uint8_t
{
    None,        //!< it has not ended
    FullClose,   //!< both directions were closed in order
    HalfClose,   //!< one direction was closed in order; nobody closed the other
    Refused,     //!< the peer answered the connection request with a reset
    Reset,       //!< the peer reset the connection
    TimedOut,    //!< no answer after the last retransmission
    Unreachable, //!< no route, or the network said so
    Aborted,     //!< this end reset the connection
};

/**
 * @ingroup http
 * @brief The name of an end as attributes and traces spell it, such as "full-close".
 * @param end the end
 * @return a name with static storage
 */
const char* GetHttpTcpEndName(HttpTcpEnd end);

} // namespace ns3

#endif /* HTTP_TCP_END_H */
