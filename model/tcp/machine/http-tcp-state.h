/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_STATE_H
#define HTTP_TCP_STATE_H

#include <cstdint>

namespace ns3
{
namespace tcp
{

/// States of a connection (RFC 9293, section 3.3.2); one that listens is none yet
enum class State : uint8_t
{
    Closed,
    SynSent,
    SynReceived,
    Established,
    FinWait1,
    FinWait2,
    CloseWait,
    Closing,
    LastAck,
    TimeWait,
};

/// What changes a connection's state
enum class Cause : uint8_t
{
    Open,            //!< this end asks for the connection
    Requested,       //!< the peer's SYN arrives
    Granted,         //!< the SYN|ACK arrives
    Acknowledged,    //!< our SYN is acknowledged
    Finish,          //!< this end will send no more
    FinArrived,      //!< the peer will send no more, and everything before has come
    FinAcknowledged, //!< our FIN is acknowledged
    Ended,           //!< reset, timeout or abort; in TIME-WAIT: time is over
};

/**
 * @brief The state after a cause.
 * @param state the state now
 * @param cause what happens
 * @return the next state; the same one if nothing changes
 */
State GetNextState(State state, Cause cause);

/// @brief Whether a state has both ends' numbers. @param state it @return whether
inline bool
IsSynchronized(State state)
{
    return state >= State::Established;
}

/// @brief Whether data of the peer may come. @param state it @return whether
inline bool
CanReceive(State state)
{
    return state == State::Established || state == State::FinWait1 || state == State::FinWait2;
}

} // namespace tcp
} // namespace ns3

#endif /* HTTP_TCP_STATE_H */
