/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CONNECTION_STATE_RECORD_H
#define HTTP_CONNECTION_STATE_RECORD_H

#include "http-connection-end.h"

#include "ns3/address.h"
#include "ns3/nstime.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief The states of a TCP connection (RFC 9293, section 3.3.2).
 */
enum class HttpConnectionState : uint8_t
{
    Closed,      //!< there is no connection
    Listen,      //!< waiting for a connection request
    SynSent,     //!< asked for a connection
    SynReceived, //!< was asked for one and has agreed
    Established, //!< data can flow
    FinWait1,    //!< closed its output; neither acknowledged nor answered
    FinWait2,    //!< closed its output; acknowledged
    CloseWait,   //!< the peer has closed its output
    Closing,     //!< both have closed their output at the same time
    LastAck,     //!< both have closed; the second close is not acknowledged
    TimeWait,    //!< both have closed; waiting for old segments to die
};

/**
 * @ingroup http
 * @brief The state's name as RFC 9293 spells it, such as "ESTABLISHED".
 * @param state the state
 * @return a name with static storage
 */
const char* GetHttpConnectionStateName(HttpConnectionState state);

/**
 * @ingroup http
 * @brief What ns-3 calls a state.
 * @param state a number of ns3::TcpSocket::TcpStates_t
 * @return the state
 */
HttpConnectionState GetHttpConnectionState(uint32_t state);

/**
 * @ingroup http
 * @brief One end of a connection passes from one state to another.
 */
struct HttpConnectionStateRecord
{
    Time time;           //!< when
    uint32_t node = 0;   //!< id of the node at this end
    uint64_t socket = 0; //!< the socket's number on its node; 0 if not known
    Address local;       //!< this end
    Address remote;      //!< the other end
    HttpConnectionState oldState = HttpConnectionState::Closed; //!< state before
    HttpConnectionState newState = HttpConnectionState::Closed; //!< state from now on
    bool inferred = false; //!< concluded from segments; otherwise the socket told it
    HttpConnectionEnd end = HttpConnectionEnd::None; //!< on the way to CLOSED: how this end ended

    /// @brief Signature of a trace sink. @param record the transition
    typedef void (*TracedCallback)(const HttpConnectionStateRecord& record);
};

} // namespace ns3

#endif /* HTTP_CONNECTION_STATE_RECORD_H */
