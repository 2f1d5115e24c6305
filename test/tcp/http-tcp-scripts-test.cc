/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The life of a connection segment by segment: every passage of RFC 9293's figure 5, and the rules
/// of section 3.10.7 for segments that do not fit.

#include "http-tcp-script.h"

#include <boost/test/unit_test.hpp>

namespace tcp_test
{

namespace
{

/// Handshakes that most scripts begin with; the scripts go on at 1 s.
const std::string CLIENT = R"(
    0.1 connect
    0.1 > S 0:0
    0.2 < S. 0:0 ack 1
    0.2 > . 1:0 ack 1
    0.3 state ESTABLISHED
    0.3 told connected
    0.3 end none
)";
const std::string SERVER = R"(
    0.1 listen
    0.2 < S 0:0
    0.2 > S. 0:0 ack 1
    0.3 < . 1:0 ack 1
    0.4 state ESTABLISHED
)";

const ScriptRow OPENING[] = {
    {"SYN again after 1, 3 s, then failure", R"(
        0 set TcpSocket::ConnTimeout 1s
        0 set TcpSocket::ConnCount 3
        0.1 connect
        0.1 > S 0:0
        1.1 > S 0:0
        3.1 > S 0:0
        7.0 told nothing
        7.2 told failed
        7.2 state CLOSED
        7.2 end timed-out
        7.2 connections 0
    )"},
    {"the first SYN is lost", R"(
        0 set TcpSocket::ConnTimeout 1s
        0.1 connect
        0.1 > S 0:0
        1.1 > S 0:0
        1.2 < S. 0:0 ack 1
        1.2 > . 1:0 ack 1
        1.3 state ESTABLISHED
    )"},
    {"the first SYN|ACK is lost", R"(
        0 set TcpSocket::ConnTimeout 1s
        0.1 listen
        0.2 < S 0:0
        0.2 > S. 0:0 ack 1
        1.2 > S. 0:0 ack 1
        1.3 < . 1:0 ack 1
        1.4 state ESTABLISHED
    )"},
    {"LISTEN does not lead to SYN_SENT: a socket that listens cannot connect", R"(
        0.1 listen-and-connect
        0.2 < S 0:0
        0.2 > S. 0:0 ack 1
        0.3 < . 1:0 ack 1
        0.4 state ESTABLISHED
    )"},
    {"close in SYN_RCVD: the FIN follows the handshake", R"(
        0.1 connect
        0.1 > S 0:0
        0.2 < S 0:0
        0.2 > S. 0:0 ack 1
        0.3 state SYN_RCVD
        0.3 close
        0.4 < . 1:0 ack 1
        0.4 > F. 1:0 ack 1
        0.5 state FIN_WAIT_1
        0.6 < . 1:0 ack 2
        0.7 state FIN_WAIT_2
    )"},
    {"nothing is sent into the window of a SYN before there is a connection", R"(
        0 set TcpSocket::ConnTimeout 20s
        0.1 connect
        0.1 > S 0:0
        0.15 send 100
        0.2 < S 0:0 win 0
        0.2 > S. 0:0 ack 1
        8.0 state SYN_RCVD
        8.1 < S 0:0 win 1000
        8.1 > . 1:0 ack 1
        8.2 < . 1:0 ack 1 win 1000
        8.2 > P. 1:100 ack 1
    )"},
    {"one request waits, the next is dropped: the backlog", R"(
        0 set HttpTcpSocket::Backlog 1
        0.1 listen
        0.2 < S 0:0
        0.2 > S. 0:0 ack 1
        0.3 < S 0:0 port 5000
        0.4 connections 1
        0.5 < . 1:0 ack 1
        0.6 < S 0:0 port 5000
        0.6 > S. 0:0 ack 1 port 5000
        0.7 connections 2
    )"},
    {"the MSS option is sent, and honoured", R"(
        0.1 listen
        0.2 < S 0:0 mss 600
        0.2 > S. 0:0 ack 1 mss 1460
        0.3 < . 1:0 ack 1
        1.0 send 1000
        1.0 > . 1:600 ack 1
        1.0 > P. 601:400 ack 1
        1.1 < . 1:0 ack 1001
    )"},
    {"refused", R"(
        0.1 connect
        0.1 > S 0:0
        0.2 < R. 0:0 ack 1
        0.3 told failed
        0.3 end refused
        0.3 connections 0
    )"},
    {"a reset for another SYN changes nothing", R"(
        0.1 connect
        0.1 > S 0:0
        0.2 < R. 0:0 ack 7
        0.2 < R 0:0
        0.3 state SYN_SENT
        0.4 < S. 0:0 ack 1
        0.4 > . 1:0 ack 1
        0.5 state ESTABLISHED
    )"},
    {"an old connection's acknowledgment is reset", R"(
        0.1 connect
        0.1 > S 0:0
        0.2 < . 300:0 ack 91
        0.2 > R 91:0
        0.3 state SYN_SENT
    )"},
    {"simultaneous open", R"(
        0.1 connect
        0.1 > S 0:0
        0.2 < S 0:0
        0.2 > S. 0:0 ack 1
        0.25 state SYN_RCVD
        0.3 < S. 0:0 ack 1
        0.35 state ESTABLISHED
        0.35 told connected
        0.4 send 10
        0.4 > P. 1:10 ack 1
        0.5 < . 1:0 ack 11
    )"},
    {"simultaneous open: the window of the SYN|ACK counts, from the byte after the SYN", R"(
        0.1 connect
        0.1 > S 0:0
        0.2 < S 0:0 win 1000
        0.2 > S. 0:0 ack 1
        0.3 < S. 0:0 ack 1 win 3000
        0.4 send 4000
        0.4 > . 1:1000 ack 1
        0.4 > P. 1001:1000 ack 1
        0.4 > . 2001:1000 ack 1
        0.5 < . 1:0 ack 3001 win 3000
        0.5 > P. 3001:1000 ack 1
    )"},
    {"close in SYN_SENT", R"(
        0.1 connect
        0.1 > S 0:0
        0.2 close
        0.2 state CLOSED
        0.2 end aborted
        0.2 connections 0
    )"},
    {"close in LISTEN", R"(
        0.1 listen
        0.2 close
        0.3 < S 0:0
        0.3 > R. 0:0 ack 1
    )"},
    {"SYN|ACK again, and the request again", R"(
        0 set TcpSocket::ConnTimeout 1s
        0.1 listen
        0.2 < S 0:0
        0.2 > S. 0:0 ack 1
        0.7 < S 0:0
        0.7 > S. 0:0 ack 1
        1.3 connections 1
        1.4 < . 1:0 ack 1
        1.5 state ESTABLISHED
    )"},
    {"a reset in SYN_RCVD leads back to LISTEN", R"(
        0.1 listen
        0.2 < S 0:0
        0.2 > S. 0:0 ack 1
        0.3 < R 1:0
        0.4 connections 0
        0.5 < S 0:0
        0.5 > S. 0:0 ack 1
        0.6 connections 1
    )"},
    {"a wrong acknowledgment in SYN_RCVD is reset", R"(
        0.1 listen
        0.2 < S 0:0
        0.2 > S. 0:0 ack 1
        0.3 < . 1:0 ack 77
        0.3 > R 77:0
        0.4 < . 1:0 ack 1
        0.5 state ESTABLISHED
    )"},
    {"an acknowledgment in LISTEN is reset", R"(
        0.1 listen
        0.2 < . 5:0 ack 9
        0.2 > R 9:0
        0.3 < R 5:0
        0.4 < F 5:0
        0.5 connections 0
    )"},
    {"data with the handshake's last acknowledgment", R"(
        0.1 listen
        0.2 < S 0:0
        0.2 > S. 0:0 ack 1
        0.3 < P. 1:100 ack 1
        0.3 > . 1:0 ack 101
        0.4 received 100
    )"},
    {"FIN with the handshake's last acknowledgment", R"(
        0.1 listen
        0.2 < S 0:0
        0.2 > S. 0:0 ack 1
        0.3 < F. 1:50 ack 1
        0.34 > . 1:0 ack 52
        0.4 received 50
        0.4 state CLOSE_WAIT
    )"},
};

const ScriptRow CLIENT_CLOSING[] = {
    {"FIN_WAIT_1, FIN_WAIT_2, TIME_WAIT, CLOSED", R"(
        1.0 close
        1.0 > F. 1:0 ack 1
        1.1 state FIN_WAIT_1
        1.1 end half-close
        1.2 < . 1:0 ack 2
        1.3 state FIN_WAIT_2
        1.4 < F. 1:0 ack 2
        1.4 > . 2:0 ack 2
        1.5 state TIME_WAIT
        1.5 end full-close
        1.5 told closed
        61.3 state TIME_WAIT
        61.5 state CLOSED
        61.5 connections 0
    )"},
    {"FIN_WAIT_1 to TIME_WAIT", R"(
        1.0 close
        1.0 > F. 1:0 ack 1
        1.2 < F. 1:0 ack 2
        1.2 > . 2:0 ack 2
        1.3 state TIME_WAIT
    )"},
    {"simultaneous close", R"(
        1.0 close
        1.0 > F. 1:0 ack 1
        1.1 < F. 1:0 ack 1
        1.1 > . 2:0 ack 2
        1.2 state CLOSING
        1.3 < . 2:0 ack 2
        1.4 state TIME_WAIT
        1.4 end full-close
    )"},
    {"a FIN again in TIME_WAIT is acknowledged, and the time begins anew", R"(
        1.0 close
        1.0 > F. 1:0 ack 1
        1.2 < F. 1:0 ack 2
        1.2 > . 2:0 ack 2
        31.0 < F. 1:0 ack 2
        31.0 > . 2:0 ack 2
        61.5 state TIME_WAIT
        90.9 state TIME_WAIT
        91.1 state CLOSED
    )"},
    {"the handshake's last segment is lost: SYN|ACK again is acknowledged", R"(
        0.4 < S. 0:0 ack 1
        0.4 > . 1:0 ack 1
        0.5 state ESTABLISHED
    )"},
    {"in TIME_WAIT the same four values wait for the end without timestamps", R"(
        1.0 close
        1.0 > F. 1:0 ack 1
        1.2 < F. 1:0 ack 2
        1.2 > . 2:0 ack 2
        3.0 reconnect refused
        61.4 reconnect
        61.4 > S 0:0
    )"},
    {"data after shutdown is not taken", R"(
        1.0 shutdown
        1.0 > F. 1:0 ack 1
        1.1 < . 1:0 ack 2
        1.2 send 100
        1.5 state FIN_WAIT_2
    )"},
    {"a reset ends TIME_WAIT, as with Linux's tcp_rfc1337 off", R"(
        1.0 close
        1 > F. 1:0 ack 1
        1.2 < F. 1:0 ack 2
        1.2 > . 2:0 ack 2
        2.0 < R 2:0
        2.1 state CLOSED
    )"},
    {"FIN again and again, then a reset and the end (DataRetries)", R"(
        0 set TcpSocket::DataRetries 3
        1.0 close
        1 > F. 1:0 ack 1
        1.3 > F. 1:0 ack 1
        1.9 > F. 1:0 ack 1
        3.1 > F. 1:0 ack 1
        5.5 > R. 2:0 ack 1
        15.9 state CLOSED
        16.1 state CLOSED
        16.1 told error
        16.1 end timed-out
        16.1 connections 0
    )"},
    {"FIN_WAIT_2 ends after a time", R"(
        0 set HttpTcpSocket::FinWait2Timeout 20s
        1.0 close
        1.0 > F. 1:0 ack 1
        1.2 < . 1:0 ack 2
        21.1 state FIN_WAIT_2
        21.3 state CLOSED
        21.3 end half-close
        21.3 connections 0
    )"},
    {"a half close stays open for as long as the peer wants", R"(
        0 set HttpTcpSocket::FinWait2Timeout 20s
        1.0 shutdown
        1 > F. 1:0 ack 1
        1.2 < . 1:0 ack 2
        100 state FIN_WAIT_2
        100 < P. 1:500 ack 2
        100 > . 2:0 ack 501
        101 received 500
        101 < F. 501:0 ack 2
        101 > . 2:0 ack 502
        102 state TIME_WAIT
    )"},
    {"data before the FIN, and the FIN once all is sent", R"(
        1.0 send 1500
        1.0 close
        1 > . 1:1000 ack 1
        1 > P. 1001:500 ack 1
        1 > F. 1501:0 ack 1
        1.1 < . 1:0 ack 1001
        1.1 state FIN_WAIT_1
        1.2 < . 1:0 ack 1502
        1.3 state FIN_WAIT_2
    )"},
    {"a close while data is in flight, and both are lost", R"(
        1.0 send 100
        1 > P. 1:100 ack 1
        1.1 close
        1.1 > F. 101:0 ack 1
        1.3 > P. 1:100 ack 1
        1.9 > P. 1:100 ack 1
        2.1 < . 1:0 ack 102
        2.2 state FIN_WAIT_2
        20 state FIN_WAIT_2
    )"},
    {"data after close is reset", R"(
        1.0 close
        1 > F. 1:0 ack 1
        1.1 < P. 1:100 ack 1
        1.1 > R 1:0
        1.2 state CLOSED
        1.2 end aborted
        1.2 told error
    )"},
    {"old data after close is only acknowledged", R"(
        0.9 < P. 1:100 ack 1
        0.9 > . 1:0 ack 101
        1.0 close
        1.0 > F. 1:0 ack 101
        1.1 < P. 1:100 ack 1
        1.1 > . 2:0 ack 101
        1.2 state FIN_WAIT_1
    )"},
    {"data after shutdown of the input is acknowledged and dropped, as Linux does", R"(
        1.0 shutdown-receive
        1.1 < P. 1:100 ack 1
        1.1 > . 1:0 ack 101
        1.2 state ESTABLISHED
    )"},
    {"close with unread data", R"(
        0.9 no-read
        0.9 < P. 1:100 ack 1
        0.9 > . 1:0 ack 101
        1.0 close
        1 > R. 1:0 ack 101
        1.1 state CLOSED
        1.1 end aborted
    )"},
    {"abort", R"(
        1.0 send 100
        1 > P. 1:100 ack 1
        1.1 abort
        1.1 state CLOSED
        1.1 end aborted
        1.1 > R. 101:0 ack 1
    )"},
    {"linger of zero", R"(
        0 set HttpTcpSocket::Linger 0s
        1.0 close
        1 > R. 1:0 ack 1
        1.1 end aborted
    )"},
    {"linger of 5 s: what is sent stays under way, as Linux does", R"(
        0 set HttpTcpSocket::Linger 5s
        0 set TcpSocketBase::MinRto 60s
        1.0 close
        1 > F. 1:0 ack 1
        5.9 state FIN_WAIT_1
        6.1 state FIN_WAIT_1
        6.1 end half-close
    )"},
    {"linger, and the FIN is acknowledged in time", R"(
        0 set HttpTcpSocket::Linger 5s
        1.0 close
        1.0 > F. 1:0 ack 1
        1.1 < . 1:0 ack 2
        10 state FIN_WAIT_2
    )"},
};

const ScriptRow SERVER_CLOSING[] = {
    {"CLOSE_WAIT, LAST_ACK, CLOSED", R"(
        1.0 < F. 1:0 ack 1
        1.0 > . 1:0 ack 2
        1.1 state CLOSE_WAIT
        1.1 told closed
        1.1 end half-close
        1.2 close
        1.2 > F. 1:0 ack 2
        1.3 state LAST_ACK
        1.4 < . 2:0 ack 2
        1.5 state CLOSED
        1.5 end full-close
        1.5 connections 0
    )"},
    {"a later request in TIME_WAIT opens the connection anew (RFC 6191)", R"(
        1.0 close
        1.0 > F. 1:0 ack 1
        1.2 < F. 1:0 ack 2
        1.2 > . 2:0 ack 2
        1.3 state TIME_WAIT
        2.0 < S 500:0
        2.0 > S. 0:0 ack 501
        2.1 < . 501:0 ack 1
        2.2 state ESTABLISHED
        2.2 connections 1
    )"},
    {"an earlier request in TIME_WAIT does not", R"(
        1.0 close
        1.0 > F. 1:0 ack 1
        1.2 < F. 1:0 ack 2
        1.2 > . 2:0 ack 2
        2.0 < S 0:0
        2.0 > . 2:0 ack 2
        2.1 state TIME_WAIT
    )"},
    {"in LAST_ACK only the FIN's acknowledgment ends it", R"(
        1.0 < F. 1:0 ack 1
        1 > . 1:0 ack 2
        1.1 send 1500
        1.1 close
        1.1 > . 1:1000 ack 2
        1.1 > P. 1001:500 ack 2
        1.1 > F. 1501:0 ack 2
        1.2 < . 2:0 ack 1001
        1.3 state LAST_ACK
        1.5 > P. 1001:500 ack 2
        2.1 > P. 1001:500 ack 2
        2.3 < . 2:0 ack 1502
        2.4 state CLOSED
        2.4 end full-close
    )"},
    {"FIN in LAST_ACK again and again", R"(
        0 set TcpSocket::DataRetries 2
        1.0 < F. 1:0 ack 1
        1 > . 1:0 ack 2
        1.1 close
        1.1 > F. 1:0 ack 2
        1.4 > F. 1:0 ack 2
        2 > F. 1:0 ack 2
        3.2 > R. 2:0 ack 2
        8.2 state CLOSED
        8.2 end timed-out
    )"},
    {"the peer's FIN again in CLOSE_WAIT", R"(
        1.0 < F. 1:0 ack 1
        1.0 > . 1:0 ack 2
        2.0 < F. 1:0 ack 1
        2.0 > . 1:0 ack 2
        2.1 state CLOSE_WAIT
    )"},
    {"a FIN before data that is missing", R"(
        1.0 < F. 101:50 ack 1
        1 > . 1:0 ack 1
        1.1 state ESTABLISHED
        1.2 < P. 1:100 ack 1
        1.2 > . 1:0 ack 152
        1.3 state CLOSE_WAIT
        1.3 received 150
    )"},
    {"the same, and the application closes as soon as it has the data", R"(
        1.0 close-on-data
        1.0 < F. 101:50 ack 1
        1 > . 1:0 ack 1
        1.2 < P. 1:100 ack 1
        1.2 > . 1:0 ack 152
        1.2 > F. 1:0 ack 152
        1.3 received 150
        1.3 state LAST_ACK
        1.4 < . 152:0 ack 2
        1.5 state CLOSED
        1.5 end full-close
        1.5 connections 0
    )"},
    {"the same in FIN_WAIT_2", R"(
        0.9 shutdown
        0.9 > F. 1:0 ack 1
        0.95 < . 1:0 ack 2
        1.0 < F. 101:50 ack 2
        1 > . 2:0 ack 1
        1.1 state FIN_WAIT_2
        1.2 < P. 1:100 ack 2
        1.2 > . 2:0 ack 152
        1.3 state TIME_WAIT
        1.3 received 150
    )"},
};

const ScriptRow STRANGE[] = {
    {"a reset that fits exactly", R"(
        1.0 < R 1:0
        1.1 state CLOSED
        1.1 end reset
        1.1 told error
        1.1 connections 0
    )"},
    {"a reset inside the window is challenged (RFC 5961, 3.2)", R"(
        1.0 < R 100:0
        1.0 > . 1:0 ack 1
        1.1 state ESTABLISHED
    )"},
    {"a reset outside the window is dropped", R"(
        1.0 < R 50000:0
        1.0 < R 0:0
        1.1 state ESTABLISHED
    )"},
    {"SYN is challenged (RFC 5961, 4.2)", R"(
        1.0 < S 1:0
        1.0 > . 1:0 ack 1
        1.1 state ESTABLISHED
    )"},
    {"SYN|ACK is challenged", R"(
        1.0 < S. 0:0 ack 1
        1.0 > . 1:0 ack 1
        1.1 state ESTABLISHED
    )"},
    {"an acknowledgment of what was never sent", R"(
        1.0 < . 1:0 ack 500
        1.1 state ESTABLISHED
    )"},
    {"data outside the window", R"(
        1.0 < . 20000:10 ack 1
        1.0 > . 1:0 ack 1
        1.1 received 0
    )"},
    {"data that was received already", R"(
        1.0 < P. 1:100 ack 1
        1.0 > . 1:0 ack 101
        1.1 < P. 1:100 ack 1
        1.1 > . 1:0 ack 101
        1.2 received 100
    )"},
    {"the first segments are acknowledged one by one, later ones by twos", R"(
        0 set HttpTcpSocket::QuickAcks 2
        1.0 < . 1:1000 ack 1
        1 > . 1:0 ack 1001
        1.01 < . 1001:1000 ack 1
        1.01 > . 1:0 ack 2001
        1.02 < . 2001:1000 ack 1
        1.03 < . 3001:1000 ack 1
        1.03 > . 1:0 ack 4001
        1.04 < . 4001:1000 ack 1
        1.08 > . 1:0 ack 5001
    )"},
    {"a keep-alive probe", R"(
        1.0 < . 0:0 ack 1
        1.0 > . 1:0 ack 1
    )"},
    {"a reset in CLOSE_WAIT", R"(
        1.0 < F. 1:0 ack 1
        1.0 > . 1:0 ack 2
        1.1 < R 2:0
        1.2 state CLOSED
        1.2 end reset
        1.2 told error
    )"},
    {"a zero window is probed after one timeout, doubling, until it opens", R"(
        1.0 send 10
        1 > P. 1:10 ack 1
        1.05 < . 1:0 ack 11 win 0
        1.1 send 100
        1.39375 > . 10:0 ack 1
        1.98125 > . 10:0 ack 1
        2.2 < . 1:0 ack 11 win 0
        3.375 > . 10:0 ack 1
        4.2 < . 1:0 ack 11 win 0
        6.55 > . 10:0 ack 1
        8.2 < . 1:0 ack 11 win 500
        8.2 > P. 11:100 ack 1
        8.3 < . 1:0 ack 111
        20 state ESTABLISHED
    )"},
    {"a probe that is accepted counts as sent", R"(
        1.0 send 10
        1 > P. 1:10 ack 1
        1.05 < . 1:0 ack 11 win 0
        1.1 send 100
        1.39375 > . 10:0 ack 1
        1.98125 > . 10:0 ack 1
        2.2 < . 1:0 ack 12 win 500
        2.3 < . 1:0 ack 111
        3.15625 > . 10:0 ack 1
        5.50625 > . 10:0 ack 1
        10.2062 > . 10:0 ack 1
        19.6062 > . 10:0 ack 1
        20 state ESTABLISHED
    )"},
    {"reading opens the window", R"(
        1.0 no-read
        1.0 < . 1:5000 ack 1
        1 > . 1:0 ack 5001 win 5000
        1.1 < . 5001:5000 ack 1
        1.1 > . 1:0 ack 10001 win 0
        2.0 read
        2 > . 1:0 ack 10001 win 5000
    )"},
};

} // namespace

BOOST_AUTO_TEST_SUITE(tcp_scripts)

BOOST_AUTO_TEST_CASE(opening)
{
    RunScripts(OPENING, "");
}

BOOST_AUTO_TEST_CASE(closing_of_a_client)
{
    RunScripts(CLIENT_CLOSING, CLIENT);
}

BOOST_AUTO_TEST_CASE(closing_of_a_server)
{
    RunScripts(SERVER_CLOSING, SERVER);
}

BOOST_AUTO_TEST_CASE(strange_segments)
{
    RunScripts(STRANGE, SERVER);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace tcp_test
