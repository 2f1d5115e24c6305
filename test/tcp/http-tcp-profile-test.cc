/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What a script sets of ns-3's TCP, beside the profile of Linux.

#include "http-tcp-net.h"

#include "ns3/applications-module.h"
#include "ns3/http-tcp-demultiplexer.h"
#include "ns3/http-tcp-foreign-attributes.h"
#include "ns3/http-tcp-helper.h"
#include "ns3/http-tcp-profile.h"
#include "ns3/tcp-socket-factory.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

namespace tcp_test
{

namespace
{

/// @brief Trace sink: an application gets a packet. @param sum, packet bytes so far, it
void
CountBytes(uint64_t* sum, Ptr<const Packet> packet, const Address&)
{
    *sum += packet->GetSize();
}

} // namespace

BOOST_AUTO_TEST_SUITE(tcp_profile)

// A value that is ns-3's own default counts as any other that a script sets (ns-3: 1 s, 200 ms, 3
// s); where nothing is set, Linux's holds: TCP_RTO_MIN, TCP_DELACK_MIN, TCP_TIMEOUT_INIT.
BOOST_AUTO_TEST_CASE(WhatIsSetCounts)
{
    struct Case
    {
        std::string set;       // what a script sets; empty: nothing
        std::string value;     // its value
        std::string attribute; // of the socket
        Time expected;
    };

    const std::vector<Case> cases = {
        {"", "", "MinRto", MilliSeconds(200)},
        {"", "", "LeastAckDelay", MilliSeconds(40)},
        {"", "", "InitialRto", Seconds(1)},
        {"ns3::TcpSocketBase::MinRto", "1s", "MinRto", Seconds(1)},
        {"ns3::TcpSocketBase::MinRto", "300ms", "MinRto", MilliSeconds(300)},
        {"ns3::TcpSocket::DelAckTimeout", "200ms", "LeastAckDelay", MilliSeconds(200)},
        {"ns3::TcpSocket::DelAckTimeout", "100ms", "LeastAckDelay", MilliSeconds(100)},
        {"ns3::TcpSocket::ConnTimeout", "3s", "InitialRto", Seconds(3)},
    };
    for (const Case& test : cases)
    {
        BOOST_TEST_CONTEXT(test.set << "=" << test.value << ": " << test.attribute)
        {
            Config::Reset();
            if (!test.set.empty())
            {
                Config::SetDefault(test.set, StringValue(test.value));
            }
            SetHttpTcpProfile(HttpTcpProfile::Linux);
            Net net(true, "10Mbps", "10ms");
            const Ptr<Socket> socket =
                Socket::CreateSocket(net.nodes.Get(0),
                                     TypeId::LookupByName("ns3::HttpTcpSocketFactory"));
            TimeValue value;
            socket->GetAttribute(test.attribute, value);
            BOOST_TEST(value.Get() == test.expected, value.Get().As(Time::MS));
        }
        Config::Reset();
        Simulator::Destroy();
    }
}

// A least timeout of nothing has no doubling that ends, a segment of nothing sends nothing, and so
// on.
BOOST_AUTO_TEST_CASE(WhatCannotWorkIsRefused)
{
    Defaults defaults;
    Net net(true);
    const Ptr<Socket> socket = net.NewSocket(net.client);
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"MinRto", "0s"},
        {"InitialRto", "0s"},
        {"KeepAliveTime", "0s"},
        {"KeepAliveInterval", "0s"},
        {"TimerTick", "-1ms"},
        {"MostSegment", "0"},
        {"ReceiveShare", "0"},
        {"ReceiveShare", "257"},
        {"LeastBurst", "0"},
    };
    for (const auto& [name, value] : cases)
    {
        BOOST_TEST_CONTEXT(name << "=" << value)
        {
            BOOST_TEST(!socket->SetAttributeFailSafe(name, StringValue(value)));
        }
    }
    Config::SetDefault("ns3::TcpSocketBase::MinRto", StringValue("0s"));
    BOOST_TEST(GetHttpTcpProblem().rfind("ns3::TcpSocketBase::MinRto=", 0) == 0U);
    Config::Reset();
    BOOST_TEST(GetHttpTcpProblem().empty());
}

// What of TcpSocket's attributes nobody has set is told as the machine has it (Linux:
// TCP_TIMEOUT_INIT of 1 s, tcp_syn_retries of 6 beside the first, tcp_retries2 of 15,
// TCP_DELACK_MIN of 40 ms), and what is set as it was set.
BOOST_AUTO_TEST_CASE(WhatCountsIsTold)
{
    struct Case
    {
        std::string attribute;
        std::string untouched; // what the socket tells
        std::string set;       // what a script sets, and the socket tells then
    };

    const std::vector<Case> cases = {
        {"ConnTimeout", "+1s", "+3s"},
        {"ConnCount", "7", "3"},
        {"DataRetries", "15", "4"},
        {"DelAckTimeout", "+40ms", "+100ms"},
        {"DelAckCount", "2", "1"},
        {"PersistTimeout", "+0s", "+6s"},
        {"SegmentSize", "1448", "1000"},
        {"InitialSlowStartThreshold", "4294967295", "14480"},
        {"SndBufSize", "16384", "50000"},
        {"RcvBufSize", "131072", "60000"},
    };
    Defaults defaults;
    Net net(true);
    for (const Case& test : cases)
    {
        TypeId::AttributeInformation info;
        BOOST_REQUIRE(TcpSocket::GetTypeId().LookupAttributeByName(test.attribute, &info));
        const Ptr<Socket> socket = net.NewSocket(net.client);
        StringValue told;
        const auto check = [&](const std::string& expected) {
            socket->GetAttribute(test.attribute, told);
            const Ptr<AttributeValue> wanted =
                info.checker->CreateValidValue(StringValue(expected));
            BOOST_TEST(told.Get() == wanted->SerializeToString(info.checker), test.attribute);
        };
        check(test.untouched);
        socket->SetAttribute(test.attribute, StringValue(test.set));
        check(test.set);
    }
}

// Buffers set while a connection is open are its own from then on (socket(7), SO_SNDBUF and
// SO_RCVBUF): one takes a write that the buffer it began with has no room for, one lets arrive what
// it holds.
BOOST_AUTO_TEST_CASE(BuffersOfAnOpenConnection)
{
    constexpr uint32_t WRITTEN = 3000000;
    constexpr uint32_t HELD = 1000000;
    Defaults defaults;
    Net net(true);
    net.client.read = false;
    net.Listen();
    At(0.1, [&] { net.Connect(); });
    int taken = 0;
    At(0.5, [&] {
        net.server.socket->SetAttribute("SndBufSize", UintegerValue(2 * WRITTEN));
        net.client.socket->SetAttribute("RcvBufSize", UintegerValue(HELD));
        taken = net.server.Send(WRITTEN);
    });
    net.Run(10);
    BOOST_TEST(taken == static_cast<int>(WRITTEN));
    BOOST_TEST(net.client.socket->GetRxAvailable() < HELD + 1460);
    BOOST_TEST(net.client.socket->GetRxAvailable() > HELD - 2 * 1460);
}

// ns-3's own HTTP applications name its factory in their code: pages over these sockets, once the
// factory stands in for ns-3's, and over ns-3's before.
BOOST_AUTO_TEST_CASE(ApplicationsThatNameTheFactory)
{
    for (const bool standsIn : {false, true})
    {
        Defaults defaults;
        Net net(true, "10Mbps", "10ms");
        if (standsIn)
        {
            // Asked for often, ns-3's factory is in front.
            for (int i = 0; i < 100; ++i)
            {
                net.nodes.Get(0)->GetObject<SocketFactory>(TcpSocketFactory::GetTypeId());
            }
            HttpTcpHelper().StandIn(net.nodes);
        }
        // Its least size is 100 bytes.
        Config::SetDefault("ns3::ThreeGppHttpVariables::MainObjectSizeMin", UintegerValue(2000));
        ThreeGppHttpServerHelper server(net.serverAddress);
        ThreeGppHttpClientHelper client(net.serverAddress);
        ApplicationContainer applications = server.Install(net.nodes.Get(1));
        applications.Add(client.Install(net.nodes.Get(0)));
        uint64_t received = 0;
        applications.Get(1)->TraceConnectWithoutContext("Rx",
                                                        MakeBoundCallback(&CountBytes, &received));
        uint32_t connections = 0;
        At(8, [&] { connections = HttpTcpDemultiplexer::Get(net.nodes.Get(0))->GetConnections(); });
        net.Run(10);
        BOOST_TEST(received > 1000U);
        BOOST_TEST((connections > 0) == standsIn);
    }
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace tcp_test
