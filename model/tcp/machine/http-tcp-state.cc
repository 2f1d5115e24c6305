/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-state.h"

namespace ns3
{
namespace tcp
{

namespace
{

/// One arrow of RFC 9293's figure 5.
struct Transition
{
    State from;  //!< a state
    Cause cause; //!< what happens in it
    State to;    //!< the state after it
};

constexpr Transition TRANSITIONS[] = {
    {State::Closed, Cause::Open, State::SynSent},
    {State::Closed, Cause::Requested, State::SynReceived},
    {State::SynSent, Cause::Requested, State::SynReceived},
    {State::SynSent, Cause::Granted, State::Established},
    {State::SynReceived, Cause::Acknowledged, State::Established},
    {State::Established, Cause::Finish, State::FinWait1},
    {State::CloseWait, Cause::Finish, State::LastAck},
    {State::Established, Cause::FinArrived, State::CloseWait},
    {State::FinWait1, Cause::FinArrived, State::Closing},
    {State::FinWait2, Cause::FinArrived, State::TimeWait},
    {State::FinWait1, Cause::FinAcknowledged, State::FinWait2},
    {State::Closing, Cause::FinAcknowledged, State::TimeWait},
    {State::LastAck, Cause::FinAcknowledged, State::Closed},
};

} // namespace

State
GetNextState(State state, Cause cause)
{
    if (cause == Cause::Ended)
    {
        return State::Closed;
    }
    for (const Transition& transition : TRANSITIONS)
    {
        if (transition.from == state && transition.cause == cause)
        {
            return transition.to;
        }
    }
    return state;
}

} // namespace tcp
} // namespace ns3
