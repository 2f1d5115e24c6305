/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CONNECTION_END_H
#define HTTP_CONNECTION_END_H

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief How one end of a connection ended.
 */
enum class HttpConnectionEnd : uint8_t
{
    None,        //!< it has not ended
    FullClose,   //!< it closed its output and read nothing more
    HalfClose,   //!< it closed its output and went on reading, or nobody closed the other direction
    Refused,     //!< its request for a connection was answered by a reset
    Reset,       //!< its peer reset the connection
    TimedOut,    //!< nobody answered
    Unreachable, //!< there is no route, or the network said so
    Aborted,     //!< it reset the connection
    Replaced,    //!< the four values were used again before it had ended
    TlsFailed,   //!< TLS over it did not come about, or ended without its farewell
};

/**
 * @ingroup http
 * @brief The end's name as traces spell it, such as "full-close"; empty for None.
 * @param end the end
 * @return a name with static storage
 */
const char* GetHttpConnectionEndName(HttpConnectionEnd end);

/**
 * @ingroup http
 * @brief A socket that reports its calls, its states and its end itself.
 */
class HttpReportingSocket
{
  public:
    virtual ~HttpReportingSocket() = default;

    /**
     * @brief How this end of the connection ended.
     * @return None while it is open in both directions or not yet connected, HalfClose while it is
     * open in one direction
     */
    virtual HttpConnectionEnd GetEnd() const = 0;

    /// @brief The socket's number on its node. @return from 1; 0 if nobody observes socket calls
    virtual uint64_t GetSocketNumber() const = 0;

    /// @brief What was sent and is not acknowledged, or waits to be sent. @return bytes
    virtual uint64_t GetUnacknowledged() const = 0;
};

} // namespace ns3

#endif /* HTTP_CONNECTION_END_H */
