/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What ICMP says of the length of packets holds for later connections to the same host, too: ten
/// minutes, as in Linux's route exceptions (ip_rt_mtu_expires, ip6_rt_mtu_expires).

#include "http-tcp-net.h"

#include "ns3/http-tcp-helper.h"
#include "ns3/http-tcp-socket-factory.h"
#include "ns3/internet-module.h"
#include "ns3/packet-sink-helper.h"
#include "ns3/packet-sink.h"
#include "ns3/point-to-point-module.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <memory>

namespace tcp_test
{

namespace
{

/// @brief Trace sink: a segment is sent. @param most, packet the longest so far, it
void
OnSegment(uint32_t* most, Ptr<const Packet> packet, const TcpHeader&, Ptr<const TcpSocketBase>)
{
    *most = std::max(*most, packet->GetSize());
}

/// Sends 20,000 bytes on a connection of its own. Address where @return bytes of the longest
/// segment, when the simulation has run
std::shared_ptr<uint32_t>
Transfer(const Ptr<Node>& node, const Address& to, double at)
{
    auto most = std::make_shared<uint32_t>(0);
    At(at, [=] {
        const Ptr<Socket> socket = Socket::CreateSocket(node, HttpTcpSocketFactory::GetTypeId());
        socket->TraceConnectWithoutContext("Tx", MakeBoundCallback(&OnSegment, most.get()));
        socket->Connect(to);
        socket->Send(Create<Packet>(20000));
        // Still open when ICMP has come.
        At(at + 20, [socket] { socket->Close(); });
    });
    return most;
}

} // namespace

BOOST_AUTO_TEST_SUITE(tcp_path_mtu)

BOOST_AUTO_TEST_CASE(ipv4)
{
    Defaults defaults;
    Net net(true);
    net.Listen();
    const InetSocketAddress server(net.serverAddress, 80);
    const auto first = Transfer(net.client.node, server, 1);
    At(5, [&] {
        // The first connection of the client's node to the server's.
        Ipv4Header header;
        header.SetSource(net.clientAddress);
        header.SetDestination(net.serverAddress);
        header.SetProtocol(6);
        const uint8_t ports[8] = {0xc0, 0, 0, 80, 0, 0, 0, 0};
        net.server.node->GetObject<Icmpv4L4Protocol>()->SendDestUnreachFragNeeded(
            header,
            Create<Packet>(ports, sizeof(ports)),
            1300);
    });
    const auto second = Transfer(net.client.node, server, 6);
    const auto late = Transfer(net.client.node, server, 620);
    net.Run(700);
    // 52 bytes are IP's and TCP's header with timestamps.
    BOOST_TEST(*first == 1448U);
    BOOST_TEST(*second == 1248U);
    BOOST_TEST(*late == 1448U);
}

BOOST_AUTO_TEST_CASE(ipv6)
{
    Defaults defaults;
    NodeContainer nodes(3);
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue("10Mbps"));
    link.SetChannelAttribute("Delay", StringValue("5ms"));
    const NetDeviceContainer near = link.Install(nodes.Get(0), nodes.Get(1));
    const NetDeviceContainer far = link.Install(nodes.Get(1), nodes.Get(2));
    // The far host does not know, so that its SYN|ACK tells the longer size.
    far.Get(0)->SetMtu(1300);
    InternetStackHelper().Install(nodes);
    HttpTcpHelper().Install(nodes);
    Ipv6AddressHelper addresses("2001:1::", 64);
    Ipv6InterfaceContainer nearHosts = addresses.Assign(near);
    addresses.NewNetwork();
    Ipv6InterfaceContainer farHosts = addresses.Assign(far);
    for (Ipv6InterfaceContainer* hosts : {&nearHosts, &farHosts})
    {
        hosts->SetForwarding(hosts == &nearHosts ? 1 : 0, true);
        hosts->SetDefaultRouteInAllNodes(hosts == &nearHosts ? 1 : 0);
    }
    const Inet6SocketAddress server(farHosts.GetAddress(1, 1), 80);
    PacketSinkHelper sink("ns3::HttpTcpSocketFactory",
                          Inet6SocketAddress(Ipv6Address::GetAny(), 80));
    ApplicationContainer sinks = sink.Install(nodes.Get(2));
    const auto first = Transfer(nodes.Get(0), server, 1);
    const auto second = Transfer(nodes.Get(0), server, 6);
    const auto late = Transfer(nodes.Get(0), server, 700);
    Simulator::Stop(Seconds(800));
    Simulator::Run();
    // 72 bytes are IP's and TCP's header with timestamps; the router says that 1300 pass.
    BOOST_TEST(*first == 1428U);
    BOOST_TEST(*second == 1228U);
    BOOST_TEST(*late == 1428U);
    BOOST_TEST(DynamicCast<PacketSink>(sinks.Get(0))->GetTotalRx() == 60000U);
    Simulator::Destroy();
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace tcp_test
