/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_OUTCOME_H
#define HTTP_OUTCOME_H

#include <cstdint>

namespace ns3
{
namespace http
{

/// @brief How a request ended for the client that made it; each request has exactly one.
enum class Outcome : uint8_t
{
    Complete,        //!< the whole response arrived and its content is right
    NotResolved,     //!< the host name has no address
    NoRoute,         //!< the host cannot be reached from here
    ProxyRefused,    //!< the proxy opened no tunnel to the server
    NoPort,          //!< every local port towards that server is in use
    Refused,         //!< the server answered the connection request with a reset
    ConnectTimeout,  //!< no answer to the connection request in time
    TlsFailed,       //!< TLS did not come about, or ended without its farewell
    Reset,           //!< the peer reset the connection
    ConnectionLost,  //!< TCP gave up retransmitting
    PeerClosed,      //!< the peer closed before the first byte of the response
    Truncated,       //!< the peer closed inside the response
    Malformed,       //!< the peer sent what is not HTTP, or an illegal framing
    ResponseTimeout, //!< no complete response in time
    ContentMismatch, //!< the content's bytes or their number are not what was to come
    TooManyRetries,  //!< each attempt failed and no more are allowed
    RedirectLoop,    //!< more redirections than allowed
    Stopped,         //!< the application stopped first
    Unfinished,      //!< the simulation ended first
};

/**
 * @brief The outcome's name as traces spell it, such as "complete" or "peer-closed".
 * @param outcome the outcome
 * @return a name with static storage
 */
const char* GetOutcomeName(Outcome outcome);

} // namespace http
} // namespace ns3

#endif /* HTTP_OUTCOME_H */
