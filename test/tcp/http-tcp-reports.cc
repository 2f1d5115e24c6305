/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What the socket tells: calls, states, ends, and what the network says about it.

#include "http-tcp-net.h"

#include "ns3/http-connection-state-observer.h"
#include "ns3/http-socket-call-observer.h"
#include "ns3/http-tcp-demultiplexer.h"
#include "ns3/http-tcp-socket-factory.h"

#include <boost/test/unit_test.hpp>

namespace tcp_test
{

namespace
{

/// Writes down what one node's sockets report.
struct Listener
{
    std::string calls;
    std::string states;
    std::string ends;

    void Call(const HttpSocketCallRecord& record)
    {
        calls += std::to_string(record.socket) + " " + GetHttpSocketCallName(record.call) + " " +
                 std::to_string(record.result) + (*record.detail ? " " : "") + record.detail + "\n";
        lastLocal = record.local;
    }

    void State(const HttpConnectionStateRecord& record)
    {
        states +=
            std::to_string(record.socket) + " " + GetHttpConnectionStateName(record.newState) +
            (record.end == HttpConnectionEnd::None ? "" : " ") +
            GetHttpConnectionEndName(record.end) + (record.inferred ? " inferred" : "") + "\n";
    }

    void Ended(Ptr<Socket>, const std::string& reason)
    {
        ends += reason + "\n";
    }

    Address lastLocal;
};

void
Listen(Ptr<Node> node, Listener& listener)
{
    Ptr<HttpSocketCallObserver> calls = CreateObject<HttpSocketCallObserver>();
    Ptr<HttpConnectionStateObserver> states = CreateObject<HttpConnectionStateObserver>();
    node->AggregateObject(calls);
    node->AggregateObject(states);
    calls->TraceConnectWithoutContext("SocketCall", MakeCallback(&Listener::Call, &listener));
    states->TraceConnectWithoutContext("ConnectionState",
                                       MakeCallback(&Listener::State, &listener));
}

} // namespace

BOOST_AUTO_TEST_SUITE(tcp_reports)

// The order of the book's table: both sides of a small exchange.
BOOST_AUTO_TEST_CASE(calls_and_states)
{
    Defaults defaults;
    Net net(true);
    Listener client;
    Listener server;
    Listen(net.client.node, client);
    Listen(net.server.node, server);
    net.server.closeOnFin = true;
    net.Listen();
    At(1, [&] {
        net.Connect();
        net.client.socket->TraceConnectWithoutContext("Ended",
                                                      MakeCallback(&Listener::Ended, &client));
    });
    At(1.5, [&] { net.client.Send(100); });
    At(2, [&] { net.client.socket->Close(); });
    net.Run(100);
    BOOST_TEST(client.calls == "1 create 0\n"
                               "1 connect 0\n"
                               "1 connected 0\n"
                               "1 send 100\n"
                               "1 close 0\n"
                               "1 peer-closed 0 full-close\n");
    BOOST_TEST(server.calls == "1 create 0\n"
                               "1 bind 0\n"
                               "1 listen 0\n"
                               "2 accept 0\n"
                               "2 receive 100\n"
                               "2 peer-closed 0\n"
                               "2 close 0\n");
    BOOST_TEST(client.states == "1 SYN-SENT\n1 ESTABLISHED\n1 FIN-WAIT-1\n1 FIN-WAIT-2\n"
                                "1 TIME-WAIT\n1 CLOSED full-close\n");
    BOOST_TEST(server.states == "1 LISTEN\n2 SYN-RECEIVED\n2 ESTABLISHED\n2 CLOSE-WAIT\n"
                                "2 LAST-ACK\n2 CLOSED full-close\n");
    BOOST_TEST(client.ends == "full-close\n");
    BOOST_TEST(InetSocketAddress::ConvertFrom(client.lastLocal).GetPort() == 49152);
}

BOOST_AUTO_TEST_CASE(socket_number)
{
    Defaults defaults;
    Net net(true);
    Listener client;
    UintegerValue number;
    net.NewSocket(net.client)->GetAttribute("SocketNumber", number);
    BOOST_TEST(number.Get() == 0U);
    Listen(net.client.node, client);
    net.NewSocket(net.client);
    net.NewSocket(net.client)->GetAttribute("SocketNumber", number);
    BOOST_TEST(number.Get() == 2U);
}

// The network says that a host is not there: a connection being opened fails, one that is open
// remembers it in case it times out.
BOOST_AUTO_TEST_CASE(unreachable)
{
    for (bool open : {false, true})
    {
        Defaults defaults;
        Config::SetDefault("ns3::TcpSocket::DataRetries", UintegerValue(2));
        Net net(true);
        if (open)
        {
            net.Listen();
        }
        net.dropToServer = [&](const tcp::Segment&) {
            return !open || Simulator::Now() > Seconds(1.5);
        };
        At(1, [&] { net.Connect(); });
        At(2, [&] {
            if (open)
            {
                net.client.Send(100);
            }
            Ipv4Header header;
            header.SetSource(net.clientAddress);
            header.SetDestination(net.serverAddress);
            header.SetProtocol(6);
            const uint8_t ports[8] = {0xc0, 0, 0, 80, 0, 0, 0, 0};
            net.server.node->GetObject<Icmpv4L4Protocol>()->SendDestUnreachPort(
                header,
                Create<Packet>(ports, sizeof(ports)));
        });
        net.Run(30);
        const double failed = net.client.ToldAt("failed");
        BOOST_TEST((open ? net.client.WasTold("error") : failed > 2 && failed < 2.1));
        BOOST_TEST(net.client.GetEndReason() == "unreachable");
    }
}

BOOST_AUTO_TEST_CASE(no_route_at_all)
{
    Defaults defaults;
    Net net(true);
    Ptr<Socket> socket = net.NewSocket(net.client);
    BOOST_TEST(socket->Connect(InetSocketAddress("99.9.9.9", 80)) == -1);
    StringValue reason;
    socket->GetAttribute("EndReason", reason);
    BOOST_TEST(reason.Get() == "unreachable");
}

// The sockets are found by Config paths, as those of TcpL4Protocol are.
BOOST_AUTO_TEST_CASE(config_paths)
{
    Defaults defaults;
    Net net(true);
    net.Listen();
    At(1, [&] { net.Connect(); });
    At(1.5, [&] {
        const std::string path = "/NodeList/*/$ns3::HttpTcpDemultiplexer/SocketList/*";
        BOOST_TEST(Config::LookupMatches(path).GetN() == 2U);
    });
    net.Run(2);
}

// A program may end while connections are open, and sockets may outlive it.
BOOST_AUTO_TEST_CASE(sockets_after_the_simulation)
{
    Defaults defaults;
    Ptr<Socket> client;
    {
        Net net(true);
        net.Listen();
        At(1, [&] { net.Connect(); });
        net.Run(2);
        client = net.client.socket;
    }
    client->Close();
    client->Send(Create<Packet>(10));
    client = nullptr;
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace tcp_test
