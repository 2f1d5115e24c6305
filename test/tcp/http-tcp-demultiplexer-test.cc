/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What the demultiplexer promises: four values, constant cost, no stale entry, no bad header.

#include "http-tcp-net.h"

#include "ns3/http-tcp-demultiplexer.h"
#include "ns3/http-tcp-socket-factory.h"

#include <boost/test/unit_test.hpp>
#include <set>

namespace tcp_test
{

namespace
{

Ptr<HttpTcpDemultiplexer>
GetDemultiplexer(const Host& host)
{
    return host.node->GetObject<HttpTcpDemultiplexer>();
}

/**
 * Lets bytes arrive at the server as a TCP segment. They do not cross the link, because ns-3's
 * FqCoDelQueueDisc parses the TCP header too and loops for ever on an option of length 0.
 * @param net the net
 * @param bytes header and data
 */
void
InjectRaw(Net& net, const std::vector<uint8_t>& bytes)
{
    Ptr<Packet> packet = Create<Packet>(bytes.data(), static_cast<uint32_t>(bytes.size()));
    Ipv4Header header;
    header.SetSource(net.clientAddress);
    header.SetDestination(net.serverAddress);
    header.SetProtocol(6);
    Ptr<Ipv4L3Protocol> ipv4 = net.server.node->GetObject<Ipv4L3Protocol>();
    ipv4->GetProtocol(6)->Receive(packet, header, ipv4->GetInterface(1));
}

/// A header with these options, which fill whole words.
std::vector<uint8_t>
WithOptions(std::vector<uint8_t> options)
{
    while (options.size() % 4 != 0)
    {
        options.push_back(0);
    }
    std::vector<uint8_t> bytes{0x03, 0xe8, 0, 80, 0, 0, 0, 0, 0, 0, 0, 0};
    bytes.push_back(static_cast<uint8_t>((5 + options.size() / 4) << 4));
    bytes.insert(bytes.end(), {0x02, 0xff, 0xff, 0, 0, 0, 0});
    bytes.insert(bytes.end(), options.begin(), options.end());
    return bytes;
}

struct Malformed
{
    uint32_t count = 0;
    std::string last;

    void Count(Ptr<const Packet>, const std::string& reason)
    {
        ++count;
        last = reason;
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(tcp_demultiplexer)

BOOST_AUTO_TEST_CASE(entries_follow_connections)
{
    Defaults defaults;
    Net net(true);
    net.server.closeOnFin = true;
    net.Listen();
    const auto client = GetDemultiplexer(net.client);
    const auto server = GetDemultiplexer(net.server);
    At(1, [&] { net.Connect(); });
    At(1.1, [&] {
        BOOST_TEST(client->GetConnections() == 1U);
        BOOST_TEST(server->GetConnections() == 1U);
        BOOST_TEST(client->GetConnection(0) == net.client.socket);
        BOOST_TEST(server->GetConnection(0) == net.server.socket);
        BOOST_TEST(server->GetConnectionsOfPort(80) == 1U);
        net.client.socket->Close();
    });
    At(2, [&] {
        BOOST_TEST(client->GetConnections() == 1U); // TIME_WAIT
        BOOST_TEST(server->GetConnections() == 0U);
    });
    At(62, [&] { BOOST_TEST(client->GetConnections() == 0U); });
    net.Run(63);
}

BOOST_AUTO_TEST_CASE(names_stay_readable_after_the_end)
{
    Defaults defaults;
    Net net(true);
    At(1, [&] { net.Connect(81); });
    net.Run(3);
    Address local;
    Address remote;
    BOOST_TEST(net.client.socket->GetSockName(local) == 0);
    BOOST_TEST(net.client.socket->GetPeerName(remote) == 0);
    BOOST_TEST(InetSocketAddress::ConvertFrom(local).GetPort() == 49152);
    BOOST_TEST(InetSocketAddress::ConvertFrom(remote).GetPort() == 81);
}

// A port serves one connection to each destination: the range holds for each of them.
BOOST_AUTO_TEST_CASE(ports_by_four_values)
{
    Defaults defaults;
    Net net(true);
    const auto demultiplexer = GetDemultiplexer(net.client);
    demultiplexer->SetAttribute("FirstEphemeralPort", UintegerValue(2000));
    demultiplexer->SetAttribute("LastEphemeralPort", UintegerValue(2099));
    std::vector<Ptr<Socket>> sockets;
    At(1, [&] {
        for (uint16_t port : {80, 81})
        {
            for (int i = 0; i < 101; ++i)
            {
                sockets.push_back(net.NewSocket(net.client));
                sockets.back()->Bind();
                const int result =
                    sockets.back()->Connect(InetSocketAddress(net.serverAddress, port));
                BOOST_TEST(result == (i < 100 ? 0 : -1));
            }
            BOOST_TEST((sockets.back()->GetErrno() == Socket::ERROR_ADDRNOTAVAIL));
        }
    });
    net.Run(1.001);
    BOOST_TEST(demultiplexer->GetConnections() == 200U);
    std::set<std::pair<uint16_t, uint16_t>> names;
    for (uint32_t i = 0; i < 200; ++i)
    {
        const auto tuple =
            DynamicCast<HttpTcpSocket>(demultiplexer->GetConnection(i))->GetFourTuple();
        BOOST_TEST(tuple.localPort >= 2000);
        BOOST_TEST(tuple.localPort <= 2099);
        names.emplace(tuple.localPort, tuple.remotePort);
    }
    BOOST_TEST(names.size() == 200U);
}

// ns-3 aborts the program here; see case 11.
BOOST_AUTO_TEST_CASE(same_four_values_again)
{
    Defaults defaults;
    Net net(true);
    net.server.closeOnFin = true;
    net.Listen();
    At(1, [&] { BOOST_TEST(net.Connect(80, 5000) == 0); });
    Ptr<Socket> first;
    At(1.2, [&] {
        first = net.client.socket;
        BOOST_TEST(net.Connect(80, 5000) == -1);
        BOOST_TEST((net.client.socket->GetErrno() == Socket::ERROR_ADDRINUSE));
    });
    At(1.3, [&] {
        Ptr<Socket> second = net.NewSocket(net.client);
        second->SetAttribute("ReuseAddress", BooleanValue(true));
        BOOST_TEST(second->Bind(InetSocketAddress(Ipv4Address::GetAny(), 5000)) == 0);
        BOOST_TEST(second->Connect(InetSocketAddress(net.serverAddress, 80)) == -1);
        BOOST_TEST((second->GetErrno() == Socket::ERROR_ADDRNOTAVAIL));
        BOOST_TEST(second->Connect(InetSocketAddress(net.serverAddress, 81)) == 0);
    });
    At(1.5, [&] { first->Close(); });
    // One second of TIME_WAIT, and the timestamps tell old segments from new ones.
    At(1.9, [&] {
        Ptr<Socket> third = net.NewSocket(net.client);
        third->SetAttribute("ReuseAddress", BooleanValue(true));
        third->Bind(InetSocketAddress(Ipv4Address::GetAny(), 5000));
        BOOST_TEST(third->Connect(InetSocketAddress(net.serverAddress, 80)) == -1);
    });
    At(4, [&] {
        Ptr<Socket> fourth = net.NewSocket(net.client);
        fourth->SetAttribute("ReuseAddress", BooleanValue(true));
        fourth->Bind(InetSocketAddress(Ipv4Address::GetAny(), 5000));
        BOOST_TEST(fourth->Connect(InetSocketAddress(net.serverAddress, 80)) == 0);
    });
    net.Run(5);
    BOOST_TEST(net.server.accepted == 2U);
}

BOOST_AUTO_TEST_CASE(malformed_headers_are_dropped)
{
    const std::vector<std::pair<std::vector<uint8_t>, std::string>> rows = {
        {{0x03, 0xe8, 0, 80, 0, 0}, "header cut short"},
        {{0x03, 0xe8, 0, 80, 0, 0, 0, 0, 0, 0, 0, 0, 0x40, 2, 1, 1, 0, 0, 0, 0},
         "header length below 20"},
        {{0x03, 0xe8, 0, 80, 0, 0, 0, 0, 0, 0, 0, 0, 0xf0, 2, 1, 1, 0, 0, 0, 0},
         "header length beyond the segment"},
        {WithOptions({99, 0, 0, 0}), "option of a wrong length"},
        {WithOptions({2, 3, 5, 0}), "option of a wrong length"},
        {WithOptions({3, 4, 5, 0}), "option of a wrong length"},
        {WithOptions({8, 9, 0, 0, 0, 0, 0, 0, 0}), "option of a wrong length"},
        {WithOptions({5, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0}), "option of a wrong length"},
        {WithOptions({1, 1, 1, 2}), "option without a length"},
        {WithOptions({1, 1, 2, 4}), "option beyond the header"},
        {WithOptions({2, 4, 5, 180, 2, 4, 5, 180}), "option twice"},
    };
    for (const auto& row : rows)
    {
        Defaults defaults;
        Net net(true);
        net.Listen();
        Malformed malformed;
        GetDemultiplexer(net.server)
            ->TraceConnectWithoutContext("Malformed", MakeCallback(&Malformed::Count, &malformed));
        At(1, [&] { InjectRaw(net, row.first); });
        net.Run(2);
        BOOST_TEST(malformed.count == 1U);
        BOOST_TEST(malformed.last == row.second);
        BOOST_TEST(GetDemultiplexer(net.server)->GetConnections() == 0U);
    }
}

// Good options of every kind, known and unknown, open a connection.
BOOST_AUTO_TEST_CASE(good_options_pass)
{
    Defaults defaults;
    Net net(true);
    net.Listen();
    At(1, [&] {
        InjectRaw(net, WithOptions({2, 4, 5, 180, 4, 2, 8, 10, 0, 0, 0, 1, 0,
                                    0, 0, 0, 1,   3, 3, 7, 99, 4, 1, 2, 0}));
    });
    At(1.001, [&] { BOOST_TEST(GetDemultiplexer(net.server)->GetConnections() == 1U); });
    net.Run(1.1);
}

BOOST_AUTO_TEST_CASE(ipv6)
{
    Defaults defaults;
    NodeContainer nodes;
    nodes.Create(2);
    PointToPointHelper link;
    NetDeviceContainer devices = link.Install(nodes);
    InternetStackHelper().Install(nodes);
    Ipv6AddressHelper addresses;
    Ipv6InterfaceContainer interfaces = addresses.Assign(devices);
    HttpTcpHelper().Install(nodes);
    Host client;
    Host server;
    client.name = "C";
    server.name = "S";
    server.closeOnFin = true;
    client.node = nodes.Get(0);
    server.node = nodes.Get(1);
    const auto make = [](const Host& host) {
        return Socket::CreateSocket(host.node, HttpTcpSocketFactory::GetTypeId());
    };
    server.listener = make(server);
    server.listener->Bind(Inet6SocketAddress(Ipv6Address::GetAny(), 80));
    server.listener->Listen();
    server.listener->SetAcceptCallback(MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
                                       MakeCallback(&Host::OnAccept, &server));
    Ptr<Socket> refused;
    Host stranger;
    At(2, [&] {
        client.Adopt(make(client));
        client.socket->Connect(Inet6SocketAddress(interfaces.GetAddress(1, 1), 80));
        stranger.Adopt(make(client));
        stranger.socket->Connect(Inet6SocketAddress(interfaces.GetAddress(1, 1), 81));
    });
    At(3, [&] {
        client.toSend = 100000;
        client.closeAfter = true;
        client.Push();
    });
    Simulator::Stop(Seconds(100));
    Simulator::Run();
    BOOST_TEST(server.received == 100000U);
    BOOST_TEST(client.GetEndReason() == "full-close");
    BOOST_TEST(server.GetEndReason() == "full-close");
    BOOST_TEST(stranger.GetEndReason() == "refused");
    BOOST_TEST(client.node->GetObject<HttpTcpDemultiplexer>()->GetConnections() == 0U);
    client.socket = nullptr;
    server.socket = nullptr;
    server.listener = nullptr;
    stranger.socket = nullptr;
    Simulator::Destroy();
}

// ns-3's own sockets go on beside it, on both sides of a connection.
BOOST_AUTO_TEST_CASE(stock_sockets_beside)
{
    Defaults defaults;
    Net net(true);
    net.own = false;
    net.server.closeOnFin = true;
    net.Listen();
    At(1, [&] { net.Connect(); });
    At(1.5, [&] {
        net.client.toSend = 100000;
        net.client.closeAfter = true;
        net.client.Push();
    });
    net.Run(20);
    BOOST_TEST(net.server.received == 100000U);
    BOOST_TEST(net.client.WasTold("closed"));
}

BOOST_AUTO_TEST_CASE(stock_client_own_server_and_the_reverse)
{
    for (bool ownClient : {false, true})
    {
        Defaults defaults;
        Net net(true);
        net.server.closeOnFin = true;
        net.own = !ownClient;
        net.Listen();
        At(1, [&] {
            net.own = ownClient;
            net.Connect();
        });
        At(1.5, [&] {
            net.client.toSend = 100000;
            net.client.closeAfter = true;
            net.client.Push();
        });
        net.dropToServer = DropNth(20, [](const tcp::Segment& s) { return s.length > 0; });
        net.Run(20);
        BOOST_TEST(net.server.received == 100000U, net.Tell());
        BOOST_TEST(net.client.WasTold("closed"));
    }
}

// ns-3 delivers what a node sends to itself within the call that sends it, but for 127.0.0.1.
BOOST_AUTO_TEST_CASE(both_ends_on_one_node)
{
    for (const std::string row : {"first", "from first to second", "loopback", "IPv6"})
    {
        for (uint16_t port : {80, 81})
        {
            Defaults defaults;
            Net net(true);
            net.client.node->GetObject<Ipv4>()->AddAddress(
                1,
                Ipv4InterfaceAddress("10.0.1.1", "255.255.255.0"));
            const Ipv6Address ipv6 = Ipv6AddressHelper().Assign(net.devices).GetAddress(0, 1);
            const bool isIpv6 = row == "IPv6";
            net.server.node = net.client.node;
            net.server.closeOnFin = true;
            net.server.listener = net.NewSocket(net.server);
            net.server.listener->Bind(isIpv6
                                          ? Address(Inet6SocketAddress(Ipv6Address::GetAny(), 80))
                                          : Address(InetSocketAddress(Ipv4Address::GetAny(), 80)));
            net.server.listener->Listen();
            net.server.listener->SetAcceptCallback(
                MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
                MakeCallback(&Host::OnAccept, &net.server));
            At(2, [&] {
                net.client.Adopt(net.NewSocket(net.client));
                if (isIpv6)
                {
                    net.client.socket->Connect(Inet6SocketAddress(ipv6, port));
                    return;
                }
                const bool isBound = row == "from first to second";
                if (isBound)
                {
                    net.client.socket->Bind(InetSocketAddress(net.clientAddress, 5000));
                }
                const Ipv4Address to = isBound             ? Ipv4Address("10.0.1.1")
                                       : row == "loopback" ? Ipv4Address::GetLoopback()
                                                           : net.clientAddress;
                net.client.socket->Connect(InetSocketAddress(to, port));
            });
            At(3, [&] {
                net.server.toSend = port == 80 ? 1000000 : 0;
                net.server.Push();
            });
            At(20, [&] {
                net.client.toSend = port == 80 ? 1000000 : 0;
                net.client.closeAfter = true;
                net.client.Push();
            });
            net.Run(100);
            BOOST_TEST_CONTEXT(row << " " << port)
            {
                const uint32_t bytes = port == 80 ? 1000000 : 0;
                const std::string end = port == 80 ? "full-close" : "refused";
                BOOST_TEST(net.server.received == bytes);
                BOOST_TEST(net.client.received == bytes);
                BOOST_TEST(net.client.GetEndReason() == end);
                BOOST_TEST(GetDemultiplexer(net.client)->GetConnections() == 0U);
            }
        }
    }
}

// With checksums on, a damaged segment is dropped.
BOOST_AUTO_TEST_CASE(checksums)
{
    Defaults defaults;
    GlobalValue::Bind("ChecksumEnabled", BooleanValue(true));
    {
        Net net(true);
        net.server.closeOnFin = true;
        net.Listen();
        At(1, [&] { net.Connect(); });
        At(1.5, [&] {
            net.client.toSend = 20000;
            net.client.closeAfter = true;
            net.client.Push();
        });
        At(3, [&] { InjectRaw(net, WithOptions({})); });
        net.Run(20);
        BOOST_TEST(net.server.received == 20000U);
        BOOST_TEST(net.server.accepted == 1U);
        BOOST_TEST(net.client.GetEndReason() == "full-close");
    }
    GlobalValue::Bind("ChecksumEnabled", BooleanValue(false));
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace tcp_test
