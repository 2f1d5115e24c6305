/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Mechanisms of the machine, one script each, with the values that Linux 6.18 shows.

#include "http-tcp-machine-script.h"

#include <boost/test/unit_test.hpp>

using namespace ns3::tcp;

namespace
{

/// A script with a name.
struct Script
{
    const char* name; //!< what happens
    std::string text; //!< the script
};

/// A request with a payload of 1000 bytes a segment, without timestamps; it is granted at 0.1 s.
const std::string SERVER = R"(
    0 set segment 1460
    0 < S 0:0 win 32792 mss 1000 ws 7 sackok
    0 > S. 0:0 ack 1
    0.1 < . 1:0 ack 1 win 257
    0.1 state ESTABLISHED
)";

/// Ten segments that are sent at once.
const std::string TEN = R"(
    0.2 write 10000
    0.2 > . 1:1000
    0.2 > . 1001:1000
    0.2 > . 2001:1000
    0.2 > . 3001:1000
    0.2 > . 4001:1000
    0.2 > . 5001:1000
    0.2 > . 6001:1000
    0.2 > . 7001:1000
    0.2 > . 8001:1000
    0.2 > P. 9001:1000
)";

/// A request with timestamps and 1448 bytes a segment, as curl and nginx have it.
const std::string NGINX = R"(
    0 < S 0:0 win 64240 mss 1460 ws 7 sackok ts 1000:0
    0 > S. 0:0 ack 1 win 65160
    0.1 < . 1:0 ack 1 win 502 ts 1100:last
    0.1 < P. 1:82 ack 1 win 502 ts 1100:last
    0.1 > . 1:0 ack 83 echo 1100
)";

const Script SCRIPTS[] = {
    // The end of a connection
    {"a FIN is acknowledged at once by an end that has sent its own", SERVER + R"(
        0.2 finish
        0.2 > F. 1:0 ack 1
        0.3 < . 1:0 ack 2 win 257
        0.4 < F. 1:0 ack 2 win 257
        0.4 > . 2:0 ack 2
        0.5 state TIME-WAIT
    )"},
    {"a FIN alone is acknowledged at once", SERVER + R"(
        0.2 < F. 1:0 ack 1 win 257
        0.2 > . 1:0 ack 2
        0.21 write 100
        0.21 > P. 1:100 ack 2
        0.3 state CLOSE-WAIT
    )"},
    {"data that nobody will read is answered with a reset of the number it acknowledges",
     SERVER + R"(
        0.2 close
        0.2 > F. 1:0 ack 1
        0.3 < . 1:100 ack 1 win 257
        0.3 > R 1:0
        0.4 state CLOSED
    )"},
    // What differs between kernels and profiles
    {"what is read whole and was pushed is acknowledged, tcp_cleanup_rbuf()", R"(
        0 set window 1
)" + SERVER + R"(
        0.2 < . 1:100 ack 1 win 257
        0.2 > . 1:0 ack 101
        0.3 read
        0.9 < P. 101:100 ack 1 win 257
        0.9 > . 1:0 ack 201
        0.91 read
    )"},
    {"without quick acknowledgments, reading acknowledges nothing, and the delay has its bound",
     R"(
        0 set quick-acks 0
        0 set ack-delay 15
)" + SERVER +
         R"(
        0.2 < P. 1:100 ack 1 win 257
        0.2 read
        0.215 > . 1:0 ack 101
        0.9 < P. 101:100 ack 1 win 257
        0.9 read
        0.915 > . 1:0 ack 201
    )"},
    {"a FIN waits for the congestion window", R"(
        0 set window 1
)" + SERVER + R"(
        0.2 write 100
        0.2 > P. 1:100
        0.2 finish
        0.3 < . 1:0 ack 101 win 257
        0.3 > F. 101:0
    )"},
    {"before Linux 6.10 a last segment with FIN did not, others did", R"(
        0 set window 1
        0 set fin-beyond-window 1
)" + SERVER + R"(
        0.2 write 1000
        0.2 > P. 1:1000
        0.2 write 100
        0.25 finish
        0.25 > FP. 1001:100
    )"},
    // What is taken
    {"what acknowledges unsent data is dropped without an answer, and its timestamp with it",
     R"(
        0 < S 0:0 win 20000 mss 1000 sackok ts 100:0
        0 > S. 0:0 ack 1 echo 100
        0.1 < . 1:0 ack 1 win 20000 ts 200:last
        0.2 < F. 1:0 ack 9999 win 20000 ts 200000:last
        0.3 < . 1:1000 ack 1 win 20000 ts 201:last
        0.3 > . 1:0 ack 1001 echo 201
        0.4 state ESTABLISHED
    )"},
    {"an old acknowledgment does not set the timestamp that is echoed", NGINX + R"(
        0.2 write 1448
        0.2 > P. 1:1448 ack 83
        0.3 < . 83:0 ack 1449 win 502 ts 1300:last
        0.35 < . 83:0 ack 1 win 502 ts 1350:last
        0.4 < P. 83:82 ack 1449 win 502 ts 1310:last
        0.4 > . 1449:0 ack 165 echo 1310
    )"},
    {"data whose acknowledgment is that of the SYN is taken", SERVER + R"(
        0.2 < . 1:1000 ack 0 win 257
        0.2 > . 1:0 ack 1001
    )"},
    // What is sent at once
    {"a part of a burst does not wait for an acknowledgment that is more than a millisecond away",
     R"(
        0 set window 3
        0 set threshold 3
)" + SERVER +
         R"(
        0.2 write 20000
        0.2 > . 1:1000
        0.2 > . 1001:1000
        0.2 > . 2001:1000
        0.29 < . 1:0 ack 2001 win 257
        0.29 > . 3001:1000
        0.29 > . 4001:1000
        0.38 < . 1:0 ack 5001 win 257
        0.38 > . 5001:1000
        0.38 > . 6001:1000
        0.38 > . 7001:1000
        0.47 < . 1:0 ack 7001 win 257
        0.47 > . 8001:1000
        0.47 > . 9001:1000
        0.47 > . 10001:1000
        0.47 cwnd 4
    )"},
    {"a record's end keeps the next write out of its last segment", SERVER + R"(
        0.2 write 400 eor
        0.2 > P. 1:400
        0.2 write 10000
        0.2 > . 401:1000
        0.2 > . 1401:1000
        0.2 > . 2401:1000
        0.2 > . 3401:1000
        0.2 > . 4401:1000
        0.2 > . 5401:1000
        0.2 > . 6401:1000
        0.2 > . 7401:1000
        0.2 > . 8401:1000
        0.2 write 600 eor
        0.2 write 700
        0.3 < . 1:0 ack 401 win 257
        0.3 > . 9401:1000
        0.3 > P. 10401:600
        0.31 < . 1:0 ack 2401 win 257
        0.31 > P. 11001:700
    )"},
    {"half of the largest window bounds what is queued as one piece, and each piece is filled",
     // ss -m beside nginx's two first writes of 32 kB: tb46080, 46,336 bytes queued
     NGINX + R"(
        0.2 buffer 46080
        0.2 write 32768
        0.2 taken 32768
        0.2 > . 1:1448
        0.2 > . 1449:1448
        0.2 > . 2897:1448
        0.2 > . 4345:1448
        0.2 > . 5793:1448
        0.2 > . 7241:1448
        0.2 > . 8689:1448
        0.2 > . 10137:1448
        0.2 > . 11585:1448
        0.2 > . 13033:1448
        0.2 write 32768
        0.2 taken 13568
        0.2 write 1
        0.2 taken 0
    )"},
    {"a buffer that somebody waits for grows with each burst, while the window is not full yet",
     // ss -m beside nginx that writes over TLS: tb46080, then tb69120 with cwnd:15, tb78336 with
     // cwnd:17; tcp_event_new_data_sent()
     NGINX + R"(
        0.2 write 32768
        0.2 > . 1:1448
        0.2 > . 1449:1448
        0.2 > . 2897:1448
        0.2 > . 4345:1448
        0.2 > . 5793:1448
        0.2 > . 7241:1448
        0.2 > . 8689:1448
        0.2 > . 10137:1448
        0.2 > . 11585:1448
        0.2 > . 13033:1448
        0.2 write 32768
        0.2 taken 13568
        0.2 buffer 46080
        0.3 < . 83:0 ack 2897 win 502 ts 1300:last
        0.3 > . 14481:1448
        0.3 > . 15929:1448
        0.3 > . 17377:1448
        0.3 > . 18825:1448
        0.3 cwnd 12
        0.3 buffer 55296
    )"},
    {"with TCP_CORK what is less than a segment waits for more, or for the end",
     "0 set cork 1" + SERVER + R"(
        0.2 write 1500
        0.2 > . 1:1000
        0.3 < . 1:0 ack 1001 win 257
        0.31 write 600
        0.31 > . 1001:1000
        0.4 < . 1:0 ack 2001 win 257
        0.41 finish
        0.41 > F. 2001:100
    )"},
    // Losses and timers
    {"three segments behind a hole prove a loss, and the window falls to 0.7 of it", SERVER + R"(
        0.2 write 4000
        0.2 > . 1:1000
        0.2 > . 1001:1000
        0.2 > . 2001:1000
        0.2 > P. 3001:1000
        0.3 < . 1:0 ack 1 win 257 sack 1001:2001
        0.3 < . 1:0 ack 1 win 257 sack 1001:3001
        0.3 < . 1:0 ack 1 win 257 sack 1001:4001
        0.3 > . 1:1000
        0.4 < . 1:0 ack 4001 win 257
        0.41 cwnd 7
        0.41 ssthresh 7
    )"},
    {"one segment behind a hole waits for a quarter of the round trip and 2 ms", SERVER + TEN + R"(
        0.3 < . 1:0 ack 1 win 257 sack 7001:8001
        0.327 > . 1:1000
        0.33 ssthresh 7
    )"},
    {"a lone segment is probed for after its timeout, then the timeout doubles", SERVER + R"(
        0.2 write 1000
        0.2 > P. 1:1000
        0.5 > P. 1:1000
        0.8 > P. 1:1000
        1.4 > P. 1:1000
        2.6 > P. 1:1000
    )"},
    {"after a timeout the window is what an acknowledgment newly delivers, from one", SERVER + R"(
        0.2 write 1000
        0.2 > P. 1:1000
        0.5 > P. 1:1000
        0.8 > P. 1:1000
        0.9 < . 1:0 ack 1001 win 257
        0.9 cwnd 2
        0.9 ssthresh 7
    )"},
    {"after idleness of several timeouts the window is the initial one", SERVER + TEN + R"(
        0.3 < . 1:0 ack 10001 win 257
        0.3 cwnd 20
        2.3 write 1000
        2.3 > P. 10001:1000
        2.3 cwnd 10
    )"},
};

} // namespace

BOOST_AUTO_TEST_SUITE(tcp_mechanisms)

BOOST_AUTO_TEST_CASE(scripts)
{
    for (const auto& [name, text] : SCRIPTS)
    {
        BOOST_TEST(RunMachineScript(text).empty(), name << ":\n" << RunMachineScript(text));
    }
}

BOOST_AUTO_TEST_CASE(scripts_that_are_wrong_are_told)
{
    BOOST_TEST(!RunMachineScript(SERVER + "0.2 write 100\n").empty());
    BOOST_TEST(!RunMachineScript(SERVER + "0.2 write 100\n0.2 > P. 1:99\n").empty());
    BOOST_TEST(!RunMachineScript(SERVER + "0.2 write 100\n0.3 > P. 1:100\n").empty());
    BOOST_TEST(!RunMachineScript(SERVER + "0.2 > P. 1:100\n").empty());
    BOOST_TEST(!RunMachineScript(SERVER + "0.2 cwnd 11\n").empty());
    BOOST_TEST(!RunMachineScript(SERVER + "0.2 state CLOSED\n").empty());
}

BOOST_AUTO_TEST_SUITE_END()
