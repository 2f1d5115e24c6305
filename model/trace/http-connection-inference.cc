/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-connection-inference.h"

#include <array>

namespace ns3
{

HttpConnectionState
InferHttpConnectionState(HttpConnectionState state, HttpConnectionSign sign)
{
    constexpr auto CLOSED = HttpConnectionState::Closed;
    constexpr auto LISTEN = HttpConnectionState::Listen;
    constexpr auto SENT = HttpConnectionState::SynSent;
    constexpr auto RECVD = HttpConnectionState::SynReceived;
    constexpr auto ESTAB = HttpConnectionState::Established;
    constexpr auto FIN_1 = HttpConnectionState::FinWait1;
    constexpr auto FIN_2 = HttpConnectionState::FinWait2;
    constexpr auto CLOSE = HttpConnectionState::CloseWait;
    constexpr auto CLSNG = HttpConnectionState::Closing;
    constexpr auto LAST = HttpConnectionState::LastAck;
    constexpr auto TIME = HttpConnectionState::TimeWait;

    // A row for each state, a column for each sign, in the order of their enumerations.
    using Row = std::array<HttpConnectionState, 10>;
    static constexpr std::array<Row, 11> NEXT = {{
        // SynS  SynAckS SynR  SynAckR SynAckd FinS  FinAckd FinR  Reset  Silence
        {SENT, RECVD, LISTEN, CLOSED, CLOSED, CLOSED, CLOSED, CLOSED, CLOSED, CLOSED},
        {LISTEN, RECVD, LISTEN, LISTEN, LISTEN, LISTEN, LISTEN, LISTEN, CLOSED, CLOSED},
        {SENT, RECVD, RECVD, ESTAB, SENT, FIN_1, SENT, SENT, CLOSED, CLOSED},
        {RECVD, RECVD, RECVD, ESTAB, ESTAB, FIN_1, RECVD, CLOSE, CLOSED, CLOSED},
        {ESTAB, ESTAB, ESTAB, ESTAB, ESTAB, FIN_1, ESTAB, CLOSE, CLOSED, CLOSED},
        {FIN_1, FIN_1, FIN_1, FIN_1, FIN_1, FIN_1, FIN_2, CLSNG, CLOSED, CLOSED},
        {FIN_2, FIN_2, FIN_2, FIN_2, FIN_2, FIN_2, FIN_2, TIME, CLOSED, CLOSED},
        {CLOSE, CLOSE, CLOSE, CLOSE, CLOSE, LAST, CLOSE, CLOSE, CLOSED, CLOSED},
        {CLSNG, CLSNG, CLSNG, CLSNG, CLSNG, CLSNG, TIME, CLSNG, CLOSED, CLOSED},
        {LAST, LAST, LAST, LAST, LAST, LAST, CLOSED, LAST, CLOSED, CLOSED},
        {TIME, TIME, TIME, TIME, TIME, TIME, TIME, TIME, CLOSED, CLOSED},
    }};
    return NEXT[static_cast<std::size_t>(state)][static_cast<std::size_t>(sign)];
}

} // namespace ns3
