/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_BENCH_GOALS_H
#define HTTP_BENCH_GOALS_H

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/// @brief One figure of one program, times a factor: a part of a sum.
struct HttpBenchTerm
{
    double factor;       //!< usually 1 or -1
    std::string command; //!< program beside this one, and its options; %round is the round's number
    std::string figure;  //!< name of a figure that it prints, or empty for the number 1
};

/// @brief What is measured, and how good it is to be.
struct HttpBenchGoal
{
    std::string name;                   //!< short name
    std::string text;                   //!< what it is, for people
    std::vector<HttpBenchTerm> sum;     //!< the value is this sum ...
    std::vector<HttpBenchTerm> divisor; //!< ... divided by this one; empty: by 1
    bool atMost;                        //!< whether the limit is the greatest or the least value
    double limit;                       //!< the limit; NaN: shown without a goal
    const char* unit;                   //!< unit of the value, empty for ratios
    uint32_t rounds;                    //!< times that it is measured
    std::string beside;                 //!< a figure to show of each program, or empty
    std::vector<HttpBenchTerm>
        most{}; //!< the limit that this machine allows, if it is a weaker one
};

/// @brief The goals. @return the goals in the order in which they are measured
inline std::vector<HttpBenchGoal>
GetHttpBenchGoals()
{
    const double none = __builtin_nan("");
    const std::string socketsPattern = "http-bench-sockets --content=Pattern";
    const std::string socketsZero = "http-bench-sockets --content=Zero";
    const std::string httpPattern = "http-bench-http --content=Pattern";
    const std::string httpZero = "http-bench-http --content=Zero";
    const std::string apart = " --content=Zero --gap=200us";
    const double exchanges = 3000; //!< of these programs, unless they are told otherwise
    const std::string stock = " --endpoint=stock"; // as ThreeGppHttp has it
    const std::string threeGpp = "http-bench-three-gpp --RngRun=%round";
    const std::string threeGppEqual = "http-bench-three-gpp --equal=true --RngRun=%round";
    // The difference between many connections and one leaves what a connection takes, at both of
    // its ends together, without what the applications take.
    const std::string many = " --connections=1000 --objects=1";
    const std::string one = " --connections=1 --objects=1000";
    const std::string http = "http-bench-http --pages=1";
    const std::string sockets = "http-bench-sockets";
    const std::string warm = "http-bench-http --connections=1 --size=10000 --http=";
    // 10,000 connections: a second of theirs is 100 us of each.
    const std::string secure =
        "http-bench-http --pages=1 --connections=10000 --objects=1 --size=1000"
        " --ns3::HttpServerTls::HandshakeTime=0s --ns3::HttpServerTls::FinishedTime=0s"
        " --ns3::HttpClientTls::HandshakeTime=0s";
    const std::string protocol = "http-bench-protocol 0.1";
    const std::string pages = "http-bench-http --connections=1 --size=100 ";
    const std::string messages = "http-bench-sockets --connections=1 --size=100 ";
    // A download, which the floors send as UDP datagrams or frames of the same sizes.
    const std::string download = " --connections=1 --objects=1 --size=20000000 --rate=100Mbps"
                                 " --delay=20ms --content=Zero";
    // Buffers grow with the window: all are as large as they become long before 100 MB.
    const std::string large = " --connections=1 --objects=1 --peak=true --content=Pattern"
                              " --rate=100Mbps --delay=1ms --segment=8948 --mtu=9000 --size=";
    // A pipe of 81,667 packets, in which slow start lasts until the peer's window is used.
    const std::string wide = "http-bench-http --connections=1 --objects=1 --pages=1 --content=Zero"
                             " --rate=10Gbps --delay=49ms --ns3::HttpTcpCubic::HyStart=false"
                             " --ns3::TcpSocket::SndBufSize=400000000 ";
    // A hundred clients, 200 objects each.
    const std::string clients = "http-bench-http --clients=100 --objects=";
    const std::string untraced = clients + "200";
    const std::string endpoint = "http-bench-endpoint --endpoint=own --renewals=0";
    const std::string few = "http-bench-endpoint --renewals=0";
    const std::string tree = "http-bench-tree --clients=";
    // A stock endpoint looks at every connection for each packet, so it gets fewer of both.
    const std::string stockTree = " --endpoint=stock --objects=1 --requests=20000";
    const std::string renewal = "http-bench-endpoint --endpoint=own --requests=0 --renewals=8000";
    return {
        {"pattern",
         "instructions that HTTP adds to an exchange, content compared",
         {{1, httpPattern, "instructions"}, {-1, socketsPattern, "instructions"}},
         {{exchanges, "", ""}},
         true,
         54000,
         "",
         1,
         ""},
        {"pattern-time",
         "  for comparison: CPU time against bare sockets",
         {{1, httpPattern, "cpu_s"}},
         {{1, socketsPattern, "cpu_s"}},
         true,
         none,
         "",
         15,
         "packets"},
        {"zero",
         "instructions that HTTP adds to an exchange, content counted",
         {{1, httpZero, "instructions"}, {-1, socketsZero, "instructions"}},
         {{exchanges, "", ""}},
         true,
         51000,
         "",
         1,
         ""},
        {"zero-time",
         "  for comparison: CPU time against bare sockets",
         {{1, httpZero, "cpu_s"}},
         {{1, socketsZero, "cpu_s"}},
         true,
         none,
         "",
         15,
         "packets"},
        {"three-gpp",
         "CPU time against ThreeGppHttp as it is shipped",
         {{1, httpZero, "cpu_s"}},
         {{1, threeGpp, "cpu_s"}},
         true,
         0.75,
         "",
         15,
         "packets"},
        {"three-gpp-equal",
         "CPU time against ThreeGppHttp, its packets made equal",
         {{1, httpZero + stock, "cpu_s"}},
         {{1, threeGppEqual, "cpu_s"}},
         true,
         1.12,
         "",
         15,
         "packets"},
        {"sockets-three-gpp-equal",
         "  for comparison: bare sockets against the same",
         {{1, socketsZero + stock, "cpu_s"}},
         {{1, threeGppEqual, "cpu_s"}},
         true,
         none,
         "",
         15,
         ""},
        {"clients",
         "  a hundred clients of one connection against bare sockets",
         {{1, "http-bench-http --clients=100" + apart, "cpu_s"}},
         {{1, "http-bench-sockets" + apart, "cpu_s"}},
         true,
         none,
         "",
         9,
         "packets"},
        {"download-udp",
         "instructions of a download against its packets as UDP",
         {{1, "http-bench-http --pages=1" + download, "instructions"}},
         {{1, "http-bench-floor" + download, "instructions"}},
         true,
         1.55,
         "",
         1,
         "packets"},
        {"download-bare",
         "  the same against frames between bare devices",
         {{1, "http-bench-http --pages=1" + download, "instructions"}},
         {{1, "http-bench-floor --bare=true" + download, "instructions"}},
         true,
         none,
         "",
         1,
         "packets"},
        {"window",
         "a packet with a window of 80,000 segments against 100",
         {{1, wide + "--size=1000000000 --ns3::TcpSocket::RcvBufSize=115840000", "us_per_packet"}},
         {{1, wide + "--size=200000000 --ns3::TcpSocket::RcvBufSize=144800", "us_per_packet"}},
         true,
         1.3,
         "",
         3,
         "us_per_packet"},
        {"connection-memory",
         "heap of a connection above its two sockets, both ends",
         {{1, http + many, "heap_bytes"},
          {-1, http + one, "heap_bytes"},
          {-1, sockets + many, "heap_bytes"},
          {1, sockets + one, "heap_bytes"}},
         {{999, "", ""}},
         true,
         2048,
         "bytes",
         1,
         ""},
        {"exchange-h2",
         "instructions of an exchange of HTTP/2 against one of HTTP/1.1",
         {{1, warm + "HTTP/2 --objects=4000 --pages=4000", "instructions"},
          {-1, warm + "HTTP/2 --objects=1000 --pages=1000", "instructions"}},
         {{1, warm + "HTTP/1.1 --objects=4000 --pages=4000", "instructions"},
          {-1, warm + "HTTP/1.1 --objects=1000 --pages=1000", "instructions"}},
         true,
         1.25,
         "",
         1,
         ""},
        {"tls-memory",
         "heap of a connection's TLS, both ends",
         {{1, secure + " --tls=true", "heap_bytes"}, {-1, secure, "heap_bytes"}},
         {{10000, "", ""}},
         true,
         3072,
         "bytes",
         1,
         ""},
        {"tls-handshake",
         "CPU time of a handshake, both ends",
         {{100, secure + " --tls=true", "cpu_s"}, {-100, secure, "cpu_s"}},
         {},
         true,
         30,
         "us",
         9,
         ""},
        {"transaction-memory",
         "heap kept for a finished transaction above bare sockets",
         {{1, pages + "--objects=12000 --pages=12000", "heap_bytes"},
          {-1, pages + "--objects=2000 --pages=2000", "heap_bytes"},
          {-1, messages + "--objects=12000", "heap_bytes"},
          {1, messages + "--objects=2000", "heap_bytes"}},
         {{10000, "", ""}},
         true,
         16,
         "bytes",
         1,
         ""},
        {"large-response",
         "heap at its peak, response of 1 GB against 100 MB",
         {{1, http + large + "1000000000", "heap_peak_bytes"}},
         {{1, http + large + "100000000", "heap_peak_bytes"}},
         true,
         1.01,
         "",
         1,
         ""},
        {"trace-messages",
         "CPU time of a trace of messages against no trace",
         {{1, untraced + " --trace=messages", "cpu_s"}},
         {{1, untraced, "cpu_s"}},
         true,
         1.05,
         "",
         15,
         "packets"},
        {"trace-full",
         "CPU time of a full trace against no trace",
         {{1, untraced + " --trace=full", "cpu_s"}},
         {{1, untraced, "cpu_s"}},
         true,
         1.45,
         "",
         15,
         "packets"},
        {"trace-ns3",
         "  for comparison: ns-3's captures and ASCII trace",
         {{1, untraced + " --capture=true", "cpu_s"}},
         {{1, untraced, "cpu_s"}},
         true,
         none,
         "",
         5,
         ""},
        {"trace-rows",
         "rows into the database in a second",
         {{1, "http-bench-database", "rows_per_s"}},
         {},
         false,
         8e5,
         "rows/s",
         5,
         ""},
        {"trace-memory",
         "memory of a full trace, a run ten times as long",
         // Pages of ten objects each: what a client holds of one is no part of the trace. Nor are
         // the timers that ns-3 has cancelled and keeps until they are due: without trace they are
         // there, too.
         {{1, clients + "500 --pages=50 --trace=full", "resident_bytes"},
          {-1, clients + "500 --pages=50", "resident_bytes"}},
         {{1, clients + "50 --pages=5 --trace=full", "resident_bytes"},
          {-1, clients + "50 --pages=5", "resident_bytes"}},
         true,
         1.05,
         "",
         1,
         ""},
        {"parse-requests",
         "heads of 200 bytes read in a second, fields copied",
         {{1, protocol, "request_heads_per_s"}},
         {},
         false,
         2e6,
         "heads/s",
         5,
         ""},
        {"parse-responses",
         "  the same for responses",
         {{1, protocol, "response_heads_per_s"}},
         {},
         false,
         2e6,
         "heads/s",
         5,
         ""},
        {"exchange",
         "an exchange between two machines, without parsing",
         {{1, protocol, "exchange_beyond_parsing_ns"}},
         {},
         true,
         2500,
         "ns",
         5,
         ""},
        {"pool",
         "a request in the pool: 1,000 connections, 100,000 waiting",
         {{1, protocol, "pool_100000_waiting_ns"}},
         {},
         true,
         1000,
         "ns",
         5,
         ""},
        {"pool-queue",
         "  the same where 100,000 are queued at once, against 100",
         {{1, protocol, "pool_lots_of_100000_ns"}},
         {{1, protocol, "pool_lots_of_100_ns"}},
         true,
         1.1,
         "",
         5,
         ""},
        {"workload",
         "the next request of the workload that is slowest to draw",
         {{1, "http-bench-workload 200000", "slowest_ns"}},
         {},
         true,
         1000,
         "ns",
         5,
         ""},
        {"endpoint-idle",
         "a packet: 100 active of 10,000 connections against 100 open",
         {{1, endpoint + " --connections=10000 --active=100 --requests=50000", "us_per_packet"}},
         {{1, endpoint + " --connections=100 --requests=50000", "us_per_packet"}},
         true,
         1.2,
         "",
         5,
         ""},
        {"endpoint-active",
         "a packet: 10,000 connections active in turn against 100",
         {{1, endpoint + " --connections=10000 --requests=50000", "us_per_packet"}},
         {{1, endpoint + " --connections=100 --requests=50000", "us_per_packet"}},
         true,
         2.2,
         "",
         5,
         ""},
        {"endpoint-few",
         "instructions of a hundred connections against the stock socket",
         {{1, few + " --endpoint=own", "instructions"}},
         {{1, few + " --endpoint=stock", "instructions"}},
         true,
         0.75,
         "",
         1,
         ""},
        {"endpoint-renewal",
         "closing and opening: with 100,000 connections open against 100",
         {{1, renewal + " --connections=100000", "us_per_renewal"}},
         {{1, renewal + " --connections=100", "us_per_renewal"}},
         true,
         1.5,
         "",
         3,
         ""},
        {"endpoint-memory",
         "a connection without HTTP, both ends, 100,000 open",
         {{1, endpoint + " --connections=100000 --requests=0", "bytes_per_connection"}},
         {},
         true,
         12000,
         "bytes",
         1,
         ""},
        {"tree-packet",
         "a packet over a link: 10,000 clients on a tree against 10",
         {{1, tree + "10000", "us_per_packet"}},
         {{1, tree + "10", "us_per_packet"}},
         true,
         2.2,
         "",
         3,
         "us_per_packet"},
        {"tree-setup",
         "10,000 clients on a tree set up, with stack, routes and pools",
         {{1, tree + "10000", "setup_s"}},
         {},
         true,
         4,
         "s",
         3,
         ""},
        {"tree-memory",
         "  the memory that the process has then",
         {{1, tree + "10000", "setup_bytes"}},
         {},
         true,
         1.5e9,
         "bytes",
         3,
         ""},
        {"tree-packet-stock",
         "  for comparison: stock sockets, one connection each",
         {{1, tree + "10000" + stockTree, "us_per_packet"}},
         {{1, tree + "10" + stockTree, "us_per_packet"}},
         true,
         none,
         "",
         1,
         "us_per_packet"},
        {"million-requests",
         "memory after a million requests against a tenth of them",
         {{1, tree + "10 --objects=10 --requests=1000000", "all_bytes"}},
         {{1, tree + "10 --objects=10 --requests=1000000", "tenth_bytes"}},
         true,
         1.01,
         "",
         1,
         ""},
        {"sweep-overhead",
         "what a sweep takes beside its runs, for each of 200",
         {{1, "http-bench-sweep runs", "overhead_ms"}},
         {},
         true,
         30,
         "ms",
         1,
         ""},
        {"sweep-overhead-cpu",
         "  the same in processor time, free of what else runs",
         {{1, "http-bench-sweep runs", "overhead_cpu_ms"}},
         {},
         true,
         30,
         "ms",
         1,
         ""},
        {"sweep-two-cores",
         "200 runs of a sweep on one core against two",
         {{1, "http-bench-sweep runs", "two_cores"}},
         {},
         false,
         1.9,
         "",
         1,
         "",
         // Cores share caches, memory and their clock's allowance: what two processes without a
         // sweep gain over one bounds what a sweep can, and it is to keep 95 % of that.
         {{1, "http-bench-sweep runs", "two_cores_allowed"}}},
        {"sweep-two-cores-machine",
         "  for comparison: the same runs without a sweep",
         {{1, "http-bench-sweep runs", "two_cores_machine"}},
         {},
         false,
         none,
         "",
         1,
         ""},
        {"sweep-gather",
         "10,000 points of a sweep gathered",
         {{1, "http-bench-sweep gather", "gather_s"}},
         {},
         true,
         10,
         "s",
         1,
         ""},
    };
}

} // namespace ns3

#endif /* HTTP_BENCH_GOALS_H */
