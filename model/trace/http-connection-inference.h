/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CONNECTION_INFERENCE_H
#define HTTP_CONNECTION_INFERENCE_H

#include "ns3/http-connection-state-record.h"

#include <cstdint>

namespace ns3
{

/**
 * @ingroup http
 * @brief What a host's segments tell of its end of a connection.
 */
enum class HttpConnectionSign : uint8_t
{
    SynSent,         //!< it asks for a connection
    SynAckSent,      //!< it agrees to one
    SynReceived,     //!< it is asked for one while it asks itself
    SynAckReceived,  //!< its request is agreed to
    SynAcknowledged, //!< its agreement is acknowledged
    FinSent,         //!< it closes its output
    FinAcknowledged, //!< its close is acknowledged
    FinReceived,     //!< the peer's close has arrived, with everything before it
    Reset,           //!< a reset was sent or received
    Silence,         //!< what it waited for has not come, or TIME-WAIT is over
};

/**
 * @ingroup http
 * @brief The state that follows (RFC 9293, figure 5, seen from the wire).
 * @param state the state before
 * @param sign what was seen
 * @return the state from now on; the state before if the sign does not change it
 */
HttpConnectionState InferHttpConnectionState(HttpConnectionState state, HttpConnectionSign sign);

} // namespace ns3

#endif /* HTTP_CONNECTION_INFERENCE_H */
