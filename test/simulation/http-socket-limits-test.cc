/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Sockets that take little at once, many of them, and sockets that are bound.

#include "http-raw-peer.h"
#include "http-simulation.h"

#include "ns3/config.h"
#include "ns3/http-hosts.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/pointer.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>

using namespace ns3;
using namespace http_test;

BOOST_AUTO_TEST_SUITE(HttpSocketLimits)

BOOST_AUTO_TEST_CASE(SmallBuffers)
{
    const struct
    {
        uint32_t send;
        uint32_t receive;
        double loss; // not with small receive buffers: ns-3's sockets crash (TcpRateLinux::SkbSent)
    } cases[] = {
        {1000, 1500, 0},
        {1000, 131072, 0},
        {1000, 131072, 0.05},
        {3000, 4000, 0},
        {3000, 131072, 0.05},
        {131072, 1500, 0},
        {131072, 4000, 0},
        {131072, 131072, 0.05},
    };

    for (const bool isRepaired : {false, true})
    {
        for (const auto& c : cases)
        {
            Link link;
            link.loss = c.loss;
            link.isRepaired = isRepaired;
            BOOST_TEST_CONTEXT(link << " send " << c.send << " receive " << c.receive)
            {
                Simulation simulation(link);
                Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(c.send));
                Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(c.receive));
                // A window below a segment would never be filled.
                Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(536));
                simulation.Serve();
                HttpPage page{{simulation.MakeObject("/bytes/60000"),
                               simulation.MakeObject("/bytes/30000?chunked=1"),
                               simulation.MakeObject("/bytes/50?head=3000"),
                               simulation.MakeObject("/bytes/10", "POST", 40000)},
                              Time()};
                page.objects[3].headBytes = 5000;
                simulation.LoadPages({page, page});
                simulation.Run();
                BOOST_TEST(simulation.CountOutcomes()["complete"] == 8U);
                BOOST_TEST(simulation.pages.at(0).bytes == 90060U);
                for (const SeenTransaction& transaction : simulation.transactions)
                {
                    const bool isPost = transaction.ownMethod == "POST";
                    BOOST_TEST((!isPost || transaction.requestHeadBytes == 5000U));
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(RequestsSplitAtEveryByte)
{
    const std::string requests = "POST /bytes/3 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"
                                 "GET /bytes/4?chunked=1 HTTP/1.1\r\nHost: a\r\n\r\n";
    for (uint32_t piece = 1; piece < requests.size(); ++piece)
    {
        Simulation simulation;
        simulation.Serve();
        RawClient raw(simulation.nodes.Get(0),
                      simulation.GetServerAddress(),
                      requests,
                      {piece, MilliSeconds(5)});
        simulation.Run(Seconds(20));
        BOOST_TEST_CONTEXT(piece)
        {
            BOOST_TEST(raw.GetStatuses() == (std::vector<int>{200, 200}),
                       boost::test_tools::per_element());
        }
    }
}

BOOST_AUTO_TEST_CASE(ResponsesSplitAtEveryByte)
{
    const std::string response = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"
                                 "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    for (uint32_t piece = 1; piece < response.size(); ++piece)
    {
        Simulation simulation;
        RawServer raw(simulation.nodes.Get(1),
                      simulation.GetServerAddress(),
                      {{{response, RawReply::End::Keep, {piece, MilliSeconds(5)}},
                        {response, RawReply::End::Keep, {piece, MilliSeconds(5)}}}});
        ClientHelper client;
        client.SetAttribute("BodyContent", StringValue("Zero"));
        simulation.LoadTargets({"/a", "/b"}, client);
        simulation.Run(Seconds(20));
        BOOST_TEST_CONTEXT(piece)
        {
            BOOST_TEST(simulation.CountOutcomes()["complete"] == 2U);
            BOOST_TEST(raw.accepted == 1U);
        }
    }
}

BOOST_AUTO_TEST_CASE(ManyConnections)
{
    Link link;
    link.rate = "1Gbps";
    link.queue = 10000;
    Simulation simulation(link);
    Ptr<HttpServer> server = simulation.Serve();
    ClientHelper helper;
    helper.SetAttribute("MaxConnectionsPerServer", UintegerValue(50));
    for (int i = 0; i < 10; ++i)
    {
        simulation.LoadTargets(std::vector<std::string>(100, "/bytes/2000"), helper, true);
    }
    simulation.Run();
    BOOST_TEST(simulation.CountOutcomes()["complete"] == 1000U);
    BOOST_TEST(server->GetAccepted() == 500U);
    BOOST_TEST(server->GetRequests() == 1000U);
    BOOST_TEST(server->GetConnections() == 0U);
}

BOOST_AUTO_TEST_CASE(LimitOverAllServers)
{
    Simulation simulation;
    for (const uint16_t port : {80, 81, 82})
    {
        simulation.Serve(HttpServerHelper(port));
    }
    std::vector<std::string> targets;
    targets.reserve(30);
    for (int i = 0; i < 30; ++i)
    {
        targets.push_back(simulation.GetUrl("/bytes/20000", static_cast<uint16_t>(80 + i % 3)));
    }
    ClientHelper helper;
    helper.SetAttribute("MaxConnections", UintegerValue(2));
    simulation.LoadTargets(targets, helper, true);
    simulation.Run();
    BOOST_TEST(simulation.CountOutcomes()["complete"] == 30U);
    // At no time more than two between connect and the end of their last response.
    for (const SeenTransaction& one : simulation.transactions)
    {
        int atOnce = 0;
        for (const SeenTransaction& other : simulation.transactions)
        {
            atOnce += other.requestStart <= one.requestStart && one.requestStart < other.finished;
        }
        BOOST_TEST(atOnce <= 2);
    }
}

BOOST_AUTO_TEST_CASE(BoundClient)
{
    for (const bool isIpv6 : {false, true})
    {
        Link link;
        link.isIpv6 = isIpv6;
        Simulation simulation(link);
        simulation.Serve();
        const Address local =
            isIpv6 ? JoinHttpAddress(
                         simulation.nodes.Get(0)->GetObject<Ipv6>()->GetAddress(1, 1).GetAddress(),
                         4000)
                   : JoinHttpAddress(Ipv4Address("10.1.1.1"), 4000);
        ClientHelper helper;
        helper.SetAttribute("Local", AddressValue(local));
        helper.SetAttribute("MaxConnectionsPerServer", UintegerValue(1));
        simulation.LoadTargets({"/bytes/1", "/bytes/2"}, helper);
        simulation.Run();
        BOOST_REQUIRE(simulation.CountOutcomes()["complete"] == 2U);
        BOOST_TEST((simulation.transactions[0].local == local));
        BOOST_TEST((simulation.transactions[0].remote == simulation.GetServerAddress()));
    }
}

BOOST_AUTO_TEST_CASE(BoundPortServesOneConnectionAtATime)
{
    Simulation simulation;
    simulation.Serve();
    ClientHelper helper;
    helper.SetAttribute("Local", AddressValue(JoinHttpAddress(Ipv4Address("10.1.1.1"), 4000)));
    helper.SetAttribute("MaxConnectionsPerServer", UintegerValue(2));
    simulation.LoadTargets({"/bytes/1", "/bytes/2", "/bytes/3"}, helper, true);
    simulation.Run();
    BOOST_TEST(simulation.transactions.size() == 3U);
    BOOST_TEST(simulation.CountOutcomes()["no-port"] > 0U);
    BOOST_TEST(simulation.CountOutcomes()["complete"] > 0U);
}

BOOST_AUTO_TEST_CASE(BoundServer)
{
    // Two servers share a port, each at its own address.
    Simulation simulation;
    Ptr<Ipv4> ipv4 = simulation.nodes.Get(1)->GetObject<Ipv4>();
    ipv4->AddAddress(1, Ipv4InterfaceAddress("10.1.1.3", "255.255.255.0"));
    Ptr<HttpServer> two =
        simulation.Serve(HttpServerHelper(JoinHttpAddress(Ipv4Address("10.1.1.2"), 80)));
    Ptr<HttpServer> three =
        simulation.Serve(HttpServerHelper(JoinHttpAddress(Ipv4Address("10.1.1.3"), 80)));
    simulation.LoadTargets({"http://10.1.1.2/bytes/1",
                            "http://10.1.1.3/bytes/2",
                            "http://10.1.1.3/bytes/3",
                            "http://10.1.1.3:81/bytes/4"});
    simulation.Run();
    BOOST_TEST(two->GetRequests() == 1U);
    BOOST_TEST(three->GetRequests() == 2U);
    BOOST_TEST(simulation.CountOutcomes()["complete"] == 3U);
    BOOST_TEST(simulation.CountOutcomes()["refused"] == 1U);
}

BOOST_AUTO_TEST_CASE(DeviceOfTheClientAndTheServer)
{
    // A second link between the same nodes; its addresses are reached by it alone.
    Simulation simulation;
    PointToPointHelper helper;
    NetDeviceContainer second = helper.Install(simulation.nodes);
    Ipv4AddressHelper("10.1.2.0", "255.255.255.0").Assign(second);
    HttpServerHelper server;
    server.SetAttribute("Device", PointerValue(second.Get(1)));
    simulation.Serve(server);
    ClientHelper client;
    client.SetAttribute("ConnectTimeout", TimeValue(Seconds(5)));
    HttpClientHelper bound = client;
    bound.SetAttribute("Device", PointerValue(second.Get(0)));
    simulation.LoadTargets({"http://10.1.2.2/bytes/1", "http://10.1.1.2/bytes/2"}, client);
    simulation.LoadTargets({"http://10.1.2.2/bytes/3"}, bound);
    simulation.Run();
    BOOST_REQUIRE(simulation.transactions.size() == 3U);
    for (const SeenTransaction& transaction : simulation.transactions)
    {
        BOOST_TEST_CONTEXT(transaction.ownUrl)
        {
            const bool isServed = transaction.ownUrl.find("10.1.2.2") != std::string::npos;
            BOOST_TEST((transaction.outcome == std::string("complete")) == isServed);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
