/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_BENCH_COMMANDS_H
#define HTTP_BENCH_COMMANDS_H

#include <string>

namespace ns3
{

/// What commands of goals begin with, or go on with, and numbers that many goals have.
namespace http_bench
{

inline const std::string socketsPattern = "http-bench-sockets --content=Pattern";
inline const std::string socketsZero = "http-bench-sockets --content=Zero";
inline const std::string httpPattern = "http-bench-http --content=Pattern";
inline const std::string httpZero = "http-bench-http --content=Zero";
inline const std::string apart = " --content=Zero --gap=200us";
inline const double exchanges = 3000; //!< of these programs, unless they are told otherwise
inline const std::string stock = " --endpoint=stock"; // as ThreeGppHttp has it
inline const std::string threeGpp = "http-bench-three-gpp --RngRun=%round";
inline const std::string threeGppEqual = "http-bench-three-gpp --equal=true --RngRun=%round";
// The difference between many connections and one leaves what a connection takes, at both of
// its ends together, without what the applications take.
inline const std::string many = " --connections=1000 --objects=1";
inline const std::string one = " --connections=1 --objects=1000";
inline const std::string http = "http-bench-http --pages=1";
inline const std::string sockets = "http-bench-sockets";
inline const std::string warm = "http-bench-http --connections=1 --size=10000 --http=";
// 10,000 connections: a second of theirs is 100 us of each.
inline const std::string secure =
    "http-bench-http --pages=1 --connections=10000 --objects=1 --size=1000"
    " --ns3::HttpServerTls::HandshakeTime=0s --ns3::HttpServerTls::FinishedTime=0s"
    " --ns3::HttpClientTls::HandshakeTime=0s";
inline const std::string protocol = "http-bench-protocol 0.1";
inline const std::string pages = "http-bench-http --connections=1 --size=100 ";
inline const std::string messages = "http-bench-sockets --connections=1 --size=100 ";
// A download, which the floors send as UDP datagrams or frames of the same sizes.
inline const std::string download = " --connections=1 --objects=1 --size=20000000 --rate=100Mbps"
                                    " --delay=20ms --content=Zero";
// As it starts; it prints how it went, which is no figure.
inline const std::string simulation = "http-sim --force --out=%folder ";
// Buffers grow with the window: all are as large as they become long before 100 MB.
inline const std::string large = " --connections=1 --objects=1 --peak=true --content=Pattern"
                                 " --rate=100Mbps --delay=1ms --segment=8948 --mtu=9000 --size=";
// A pipe of 81,667 packets, in which slow start lasts until the peer's window is used.
inline const std::string wide =
    "http-bench-http --connections=1 --objects=1 --pages=1 --content=Zero"
    " --rate=10Gbps --delay=49ms --ns3::HttpTcpCubic::HyStart=false"
    " --ns3::TcpSocket::SndBufSize=400000000 ";
// A hundred clients, 200 objects each.
inline const std::string clients = "http-bench-http --clients=100 --objects=";
inline const std::string untraced = clients + "200";
inline const std::string endpoint = "http-bench-endpoint --endpoint=own --renewals=0";
inline const std::string few = "http-bench-endpoint --renewals=0";
inline const std::string tree = "http-bench-tree --clients=";
inline const std::string crowd = tree + "100000 --objects=2 --requests=200000";
// A stock endpoint looks at every connection for each packet, so it gets fewer of both.
inline const std::string stockTree = " --endpoint=stock --objects=1 --requests=20000";
inline const std::string renewal =
    "http-bench-endpoint --endpoint=own --requests=0 --renewals=8000";

} // namespace http_bench

} // namespace ns3

#endif /* HTTP_BENCH_COMMANDS_H */
