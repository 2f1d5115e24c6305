/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Losses, their detection and repair, and segments of an earlier life, segment by segment.

#include "http-tcp-script.h"

#include <boost/test/unit_test.hpp>

namespace tcp_test
{

namespace
{

/// Twelve segments, each acknowledged after 100 ms: the round-trip time does not vary.
const std::string STEADY = R"(
        0 set TcpSocketBase::MinRto 200ms
        0 set HttpTcpSocket::TailLossProbe false
        1.0 send 1000
        1.0 > P. 1:1000 ack 1
        1.1 < . 1:0 ack 1001
        1.5 send 1000
        1.5 > P. 1001:1000 ack 1
        1.6 < . 1:0 ack 2001
        2.0 send 1000
        2.0 > P. 2001:1000 ack 1
        2.1 < . 1:0 ack 3001
        2.5 send 1000
        2.5 > P. 3001:1000 ack 1
        2.6 < . 1:0 ack 4001
        3.0 send 1000
        3.0 > P. 4001:1000 ack 1
        3.1 < . 1:0 ack 5001
        3.5 send 1000
        3.5 > P. 5001:1000 ack 1
        3.6 < . 1:0 ack 6001
        4.0 send 1000
        4.0 > P. 6001:1000 ack 1
        4.1 < . 1:0 ack 7001
        4.5 send 1000
        4.5 > P. 7001:1000 ack 1
        4.6 < . 1:0 ack 8001
        5.0 send 1000
        5.0 > P. 8001:1000 ack 1
        5.1 < . 1:0 ack 9001
        5.5 send 1000
        5.5 > P. 9001:1000 ack 1
        5.6 < . 1:0 ack 10001
        6.0 send 1000
        6.0 > P. 10001:1000 ack 1
        6.1 < . 1:0 ack 11001
        6.5 send 1000
        6.5 > P. 11001:1000 ack 1
        6.6 < . 1:0 ack 12001
)";
// Losses. A client that knows of selective acknowledgments; the round-trip time is 100 ms, so a
// probe comes after 200 ms (RFC 8985, section 7.2), or 400 ms for a single segment.
const std::string SACK_CLIENT = R"(
    0 set TcpSocketBase::Sack true
    0.1 connect
    0.1 > S 0:0
    0.2 < S. 0:0 ack 1 sackok 1
    0.2 > . 1:0 ack 1
)";

const ScriptRow LOSSES[] = {
    {"the last of several segments again after two round-trip times", R"(
        1.0 send 3000
        1 > . 1:1000 ack 1
        1 > . 1001:1000 ack 1
        1 > P. 2001:1000 ack 1
        1.1 < . 1:0 ack 1001
        1.302 > P. 2001:1000 ack 1
        1.4 < . 1:0 ack 3001
        1.5 state ESTABLISHED
    )"},
    {"new data instead, if there is any", R"(
        0 set TcpSocket::InitialCwnd 2
        1.0 send 3000
        1 > . 1:1000 ack 1
        1 > . 1001:1000 ack 1
        1.202 > P. 2001:1000 ack 1
        1.3 < . 1:0 ack 3001
    )"},
    {"one probe, then the timeout", R"(
        1.0 send 2000
        1 > . 1:1000 ack 1
        1 > P. 1001:1000 ack 1
        1.202 > P. 1001:1000 ack 1
        1.502 > . 1:1000 ack 1
        2.102 > . 1:1000 ack 1
        2.3 < . 1:0 ack 2001
    )"},
    {"the probe's selective acknowledgment shows what is missing", R"(
        1.0 send 4000
        1 > . 1:1000 ack 1
        1 > . 1001:1000 ack 1
        1 > . 2001:1000 ack 1
        1 > P. 3001:1000 ack 1
        1.1 < . 1:0 ack 1001
        1.302 > P. 3001:1000 ack 1
        1.45 < . 1:0 ack 1001 sack 3001:4001
        1.45 > . 1001:1000 ack 1
        1.6 < . 1:0 ack 2001 sack 3001:4001
        1.6 > . 2001:1000 ack 1
        1.7 < . 1:0 ack 4001
    )"},
    {"no probe while the scoreboard is not empty: the last segment has arrived", R"(
        0 set HttpTcpSocket::Rack false
        1.0 send 4000
        1 > . 1:1000 ack 1
        1 > . 1001:1000 ack 1
        1 > . 2001:1000 ack 1
        1 > P. 3001:1000 ack 1
        1.1 < . 1:0 ack 1 sack 3001:4001
        1.102 < . 1:0 ack 1001 sack 3001:4001
        1.30025 > . 1001:1000 ack 1
        1.90075 > . 1001:1000 ack 1
        2.2 < . 1:0 ack 2001 sack 3001:4001
        2.2 > . 2001:1000 ack 1
        2.3 < . 1:0 ack 4001
    )"},
    {"what a receiver would have acknowledged is not selectively acknowledged", R"(
        0 set HttpTcpSocket::TailLossProbe false
        1.0 send 4000
        1 > . 1:1000 ack 1
        1 > . 1001:1000 ack 1
        1 > . 2001:1000 ack 1
        1 > P. 3001:1000 ack 1
        1.1 < . 1:0 ack 1 sack 1:4001
        1.3 > . 1:1000 ack 1
        1.9 > . 1:1000 ack 1
        2.1 < . 1:0 ack 4001
        2.2 < . 1:0 ack 4001 sack 3001:4001
        2.3 close
        2.3 > F. 4001:0 ack 1
        2.4 < . 1:0 ack 4002
        2.5 < . 1:0 ack 4002 sack 3001:4001
        2.6 state FIN_WAIT_2
    )"},
    {"a block with the FIN in it", R"(
        1.0 send 3000
        1.0 close
        1 > . 1:1000 ack 1
        1 > . 1001:1000 ack 1
        1 > P. 2001:1000 ack 1
        1 > F. 3001:0 ack 1
        1.1 < . 1:0 ack 1 sack 1001:3002
        1.1 > . 1:1000 ack 1
        1.2 < . 1:0 ack 3002
        1.3 state FIN_WAIT_2
    )"},
    {"off", R"(
        0 set HttpTcpSocket::TailLossProbe false
        1.0 send 2000
        1 > . 1:1000 ack 1
        1 > P. 1001:1000 ack 1
        1.3 > . 1:1000 ack 1
        1.9 > . 1:1000 ack 1
        2.1 < . 1:0 ack 2001
    )"},
    {"a request alone: probe, then timeout, both with the same bytes", R"(
        1.0 send 80
        1 > P. 1:80 ack 1
        1.3 > P. 1:80 ack 1
        1.6 > P. 1:80 ack 1
        2.2 > P. 1:80 ack 1
        2.5 < . 1:0 ack 81
    )"},
    {"the first of seven: three selective acknowledgments bring it again", R"(
        1.0 send 7000
        1.0 > . 1:1000 ack 1
        1.0 > . 1001:1000 ack 1
        1.0 > . 2001:1000 ack 1
        1.0 > . 3001:1000 ack 1
        1.0 > . 4001:1000 ack 1
        1.0 > . 5001:1000 ack 1
        1.0 > P. 6001:1000 ack 1
        1.1 < . 1:0 ack 1 sack 1001:2001
        1.102 < . 1:0 ack 1 sack 1001:3001
        1.104 < . 1:0 ack 1 sack 1001:4001
        1.104 > . 1:1000 ack 1
        1.106 < . 1:0 ack 1 sack 1001:5001
        1.108 < . 1:0 ack 1 sack 1001:6001
        1.110 < . 1:0 ack 1 sack 1001:7001
        1.2 < . 1:0 ack 7001
        1.3 state ESTABLISHED
    )"},
    {"the twentieth of thirty", R"(
        0 set TcpSocket::InitialCwnd 10
        1.0 send 30000
        1 > . 1:1000 ack 1
        1 > . 1001:1000 ack 1
        1 > . 2001:1000 ack 1
        1 > . 3001:1000 ack 1
        1 > . 4001:1000 ack 1
        1 > . 5001:1000 ack 1
        1 > . 6001:1000 ack 1
        1 > . 7001:1000 ack 1
        1 > . 8001:1000 ack 1
        1 > . 9001:1000 ack 1
        1.1 < . 1:0 ack 10001
        1.1 > . 10001:1000 ack 1
        1.1 > . 11001:1000 ack 1
        1.1 > . 12001:1000 ack 1
        1.1 > . 13001:1000 ack 1
        1.1 > . 14001:1000 ack 1
        1.1 > . 15001:1000 ack 1
        1.1 > . 16001:1000 ack 1
        1.1 > . 17001:1000 ack 1
        1.1 > . 18001:1000 ack 1
        1.1 > . 19001:1000 ack 1
        1.1 > . 20001:1000 ack 1
        1.1 > . 21001:1000 ack 1
        1.1 > . 22001:1000 ack 1
        1.1 > . 23001:1000 ack 1
        1.1 > P. 24001:1000 ack 1
        1.1 > . 25001:1000 ack 1
        1.1 > . 26001:1000 ack 1
        1.1 > . 27001:1000 ack 1
        1.1 > . 28001:1000 ack 1
        1.1 > P. 29001:1000 ack 1
        1.2 < . 1:0 ack 19001
        1.202 < . 1:0 ack 19001 sack 20001:21001
        1.204 < . 1:0 ack 19001 sack 20001:22001
        1.206 < . 1:0 ack 19001 sack 20001:23001
        1.206 > . 19001:1000 ack 1
        1.208 < . 1:0 ack 19001 sack 20001:30001
        1.306 < . 1:0 ack 30001
        1.5 state ESTABLISHED
    )"},
    {"an acknowledgment that the peer delays by 190 ms is no loss", STEADY + R"(
        7.0 send 1000
        7.0 > P. 12001:1000 ack 1
        7.29 < . 1:0 ack 13001
        8.0 state ESTABLISHED
    )"},
    {"an acknowledgment of its own does not shorten the timeout",
     "0 set TcpSocket::DelAckTimeout 1ms" + STEADY + R"(
        6.9 < P. 1:100 ack 12001
        6.901 > . 12001:0 ack 101
        7.0 send 1000
        7.0 > P. 12001:1000 ack 101
        7.29 < . 101:0 ack 13001
        8.0 state ESTABLISHED
    )"},
    {"the window shrinks after idle time (RFC 2861)", R"(
        0 set TcpSocket::InitialCwnd 2
        1.0 send 2000
        1.0 > . 1:1000 ack 1
        1.0 > P. 1001:1000 ack 1
        1.1 < . 1:0 ack 2001
        1.2 send 4000
        1.2 > . 2001:1000 ack 1
        1.2 > . 3001:1000 ack 1
        1.2 > . 4001:1000 ack 1
        1.2 > P. 5001:1000 ack 1
        1.3 < . 1:0 ack 6001
        20 send 4000
        20 > . 6001:1000 ack 1
        20 > . 7001:1000 ack 1
        20.1 < . 1:0 ack 8001
        20.1 > . 8001:1000 ack 1
        20.1 > P. 9001:1000 ack 1
        20.2 < . 1:0 ack 10001
    )"},
    {"two acknowledgments: the reordering window of a quarter of the least round trip", R"(
        1.0 send 3000
        1 > . 1:1000 ack 1
        1 > . 1001:1000 ack 1
        1 > P. 2001:1000 ack 1
        1.1 < . 1:0 ack 1 sack 1001:2001
        1.102 < . 1:0 ack 1 sack 1001:3001
        1.129 > . 1:1000 ack 1
        1.2 < . 1:0 ack 3001
    )"},
    {"segments that overtook each other are not lost", R"(
        1.0 send 3000
        1.0 > . 1:1000 ack 1
        1.0 > . 1001:1000 ack 1
        1.0 > P. 2001:1000 ack 1
        1.1 < . 1:0 ack 1 sack 1001:2001
        1.102 < . 1:0 ack 1 sack 1001:3001
        1.104 < . 1:0 ack 3001
        1.5 state ESTABLISHED
    )"},
    {"a lost retransmission goes again when later data has arrived", R"(
        1.0 send 8000
        1.0 > . 1:1000 ack 1
        1.0 > . 1001:1000 ack 1
        1.0 > . 2001:1000 ack 1
        1.0 > . 3001:1000 ack 1
        1.0 > . 4001:1000 ack 1
        1.0 > . 5001:1000 ack 1
        1.0 > . 6001:1000 ack 1
        1.0 > P. 7001:1000 ack 1
        1.1 < . 1:0 ack 1 sack 1001:2001
        1.1 < . 1:0 ack 1 sack 1001:3001
        1.1 < . 1:0 ack 1 sack 1001:4001
        1.1 > . 1:1000 ack 1
        1.11 < . 1:0 ack 1 sack 1001:8001
        1.12 send 1000
        1.12 > P. 8001:1000 ack 1
        1.22 < . 1:0 ack 1 sack 1001:9001
        1.22 > . 1:1000 ack 1
        1.32 < . 1:0 ack 9001
    )"},
    {"a full receive window with a hole in it", R"(
        1.0 < . 1:0 ack 1 win 3000
        1.1 send 5000
        1.1 > . 1:1000 ack 1
        1.1 > . 1001:1000 ack 1
        1.1 > . 2001:1000 ack 1
        1.2 < . 1:0 ack 1 win 3000 sack 1001:2001
        1.202 < . 1:0 ack 1 win 3000 sack 1001:3001
        1.229 > . 1:1000 ack 1
        1.3 < . 1:0 ack 3001
        1.3 > . 3001:1000 ack 1
        1.3 > P. 4001:1000 ack 1
        1.4 < . 1:0 ack 5001
    )"},
    {"without RACK the timer brings it", R"(
        0 set HttpTcpSocket::Rack false
        1.0 send 3000
        1 > . 1:1000 ack 1
        1 > . 1001:1000 ack 1
        1 > P. 2001:1000 ack 1
        1.1 < . 1:0 ack 1 sack 1001:2001
        1.102 < . 1:0 ack 1 sack 1001:3001
        1.202 > P. 2001:1000 ack 1
        1.50225 > . 1:1000 ack 1
        2.1 < . 1:0 ack 3001
    )"},
};

// RFC 7323, section 5. The host's own clock counts milliseconds.
const ScriptRow TIMESTAMPS[] = {
    {"a segment with an older timestamp is from an earlier life", R"(
        0 set TcpSocketBase::Timestamp true
        0.1 listen
        0.2 < S 0:0 ts 1000:0
        0.2 > S. 0:0 ack 1
        0.3 < . 1:0 ack 1 ts 1001:200
        1.0 < P. 1:100 ack 1 ts 1500:200
        1.0 > . 1:0 ack 101
        1.1 < P. 101:100 ack 1 ts 1400:200
        1.1 > . 1:0 ack 101
        1.2 received 100
        1.3 < P. 101:100 ack 1 ts 1600:200
        1.3 > . 1:0 ack 201
        1.4 received 200
    )"},
    {"a reset counts whatever its timestamp", R"(
        0 set TcpSocketBase::Timestamp true
        0.1 listen
        0.2 < S 0:0 ts 1000:0
        0.2 > S. 0:0 ack 1
        0.3 < . 1:0 ack 1 ts 1001:200
        1.1 < R. 1:0 ack 1 ts 900:200
        1.2 end reset
    )"},
};
} // namespace

BOOST_AUTO_TEST_SUITE(tcp_loss_scripts)

BOOST_AUTO_TEST_CASE(losses)
{
    RunScripts(LOSSES, SACK_CLIENT);
}

BOOST_AUTO_TEST_CASE(timestamps)
{
    RunScripts(TIMESTAMPS, "");
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace tcp_test
