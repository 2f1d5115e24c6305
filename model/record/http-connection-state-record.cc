/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-connection-state-record.h"

#include <array>

namespace ns3
{

const char*
GetHttpConnectionStateName(HttpConnectionState state)
{
    static constexpr std::array<const char*, 11> NAMES = {
        "CLOSED",
        "LISTEN",
        "SYN-SENT",
        "SYN-RECEIVED",
        "ESTABLISHED",
        "FIN-WAIT-1",
        "FIN-WAIT-2",
        "CLOSE-WAIT",
        "CLOSING",
        "LAST-ACK",
        "TIME-WAIT",
    };
    return NAMES[static_cast<std::size_t>(state)];
}

HttpConnectionState
GetHttpConnectionState(uint32_t state)
{
    static constexpr std::array<HttpConnectionState, 11> STATES = {
        HttpConnectionState::Closed,
        HttpConnectionState::Listen,
        HttpConnectionState::SynSent,
        HttpConnectionState::SynReceived,
        HttpConnectionState::Established,
        HttpConnectionState::CloseWait,
        HttpConnectionState::LastAck,
        HttpConnectionState::FinWait1,
        HttpConnectionState::FinWait2,
        HttpConnectionState::Closing,
        HttpConnectionState::TimeWait,
    };
    return STATES[state];
}

} // namespace ns3
