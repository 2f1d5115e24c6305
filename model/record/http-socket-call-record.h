/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SOCKET_CALL_RECORD_H
#define HTTP_SOCKET_CALL_RECORD_H

#include "ns3/address.h"
#include "ns3/nstime.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief The calls of a stream socket, and the callbacks by which it answers.
 */
enum class HttpSocketCall : uint8_t
{
    Create,          //!< an unconnected socket is made
    Bind,            //!< it gets a local address and port
    Listen,          //!< it is marked as willing to accept
    Connect,         //!< a connection to a remote address and port is asked for
    Connected,       //!< callback: the connection is established
    Failed,          //!< callback: the connection could not be made
    Accept,          //!< callback: a new connected socket for a connection that a peer opened
    Send,            //!< bytes are handed to the socket
    Receive,         //!< bytes are read from the socket
    ShutdownSend,    //!< only the output is closed
    ShutdownReceive, //!< only the input is closed
    Close,           //!< input and output are closed
    PeerClosed,      //!< callback: the peer has closed its output, or the connection ended in order
    Error,           //!< callback: the connection ended by an error
};

/**
 * @ingroup http
 * @brief The name of a socket call as traces spell it, such as "shutdown-send".
 * @param call the call
 * @return a name with static storage
 */
const char* GetHttpSocketCallName(HttpSocketCall call);

/**
 * @ingroup http
 * @brief One call or callback of a socket, with its arguments and its result.
 */
struct HttpSocketCallRecord
{
    Time time;                                    //!< when
    uint32_t node = 0;                            //!< id of the node whose socket it is
    uint64_t socket = 0;                          //!< the socket's number on that node, from 1
    HttpSocketCall call = HttpSocketCall::Create; //!< which call
    Address local;      //!< local address and port as far as they are known
    Address remote;     //!< remote address and port as far as they are known
    int64_t result = 0; //!< the call's result: bytes for send and receive, 0 or -1 for the others
    uint64_t bytes = 0; //!< bytes asked for (send); bytes read (receive)
    const char* detail = ""; //!< the error's or the end's name if there is one, static storage

    /// @brief Signature of a trace sink. @param record the call
    typedef void (*TracedCallback)(const HttpSocketCallRecord& record);
};

} // namespace ns3

#endif /* HTTP_SOCKET_CALL_RECORD_H */
