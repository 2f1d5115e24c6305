/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Every congestion control of ns-3, on the module's endpoint.

#include "http-tcp-net.h"

#include "ns3/queue-disc.h"
#include "ns3/tcp-congestion-ops.h"
#include "ns3/traffic-control-helper.h"
#include "ns3/traffic-control-layer.h"

#include <boost/test/unit_test.hpp>
#include <map>

namespace tcp_test
{

namespace
{

/// Bytes of a download.
constexpr uint32_t BYTES = 20000000;

/// TypeIds of all controls that can be made.
std::vector<TypeId>
GetControls()
{
    std::vector<TypeId> controls;
    for (uint16_t i = 0; i < TypeId::GetRegisteredN(); ++i)
    {
        const TypeId type = TypeId::GetRegistered(i);
        // In some versions of ns-3 the declared parent of CUBIC is the socket.
        const bool isControl =
            type.IsChildOf(TcpCongestionOps::GetTypeId()) || type.GetName() == "ns3::TcpCubic";
        if (isControl && type.HasConstructor())
        {
            controls.push_back(type);
        }
    }
    return controls;
}

/// What came of a download.
struct Download
{
    double seconds = 0;    //!< when the last byte was read; 0 if it never was
    uint32_t dropped = 0;  //!< packets that the queue dropped
    uint32_t marked = 0;   //!< packets that it marked
    std::string control;   //!< TypeId of the sender's control
    uint64_t received = 0; //!< bytes read
};

/// Notes when everything is there.
void
Watch(Net& net, Download& result)
{
    result.received = std::max(net.client.received, net.server.received);
    if (result.received == BYTES && result.seconds == 0)
    {
        result.seconds = Simulator::Now().GetSeconds() - 1;
        Simulator::Stop();
    }
}

/// 20 MB over 10 Mb/s and a round trip of 40 ms, from one end to the other.
Download
Run(TypeId control, bool isFromServer, bool marks)
{
    Config::SetDefault("ns3::TcpL4Protocol::SocketType", TypeIdValue(control));
    Net net(true, "10Mbps", "20ms");
    net.keepLog = false;
    Host& sender = isFromServer ? net.server : net.client;
    if (marks)
    {
        // RFC 8257's kind of queue: every packet above a length is marked.
        TrafficControlHelper queue;
        queue.SetRootQueueDisc("ns3::RedQueueDisc",
                               "UseEcn",
                               BooleanValue(true),
                               "UseHardDrop",
                               BooleanValue(false),
                               "QW",
                               DoubleValue(1),
                               "MinTh",
                               DoubleValue(20),
                               "MaxTh",
                               DoubleValue(20.01),
                               "MeanPktSize",
                               UintegerValue(1500),
                               "MaxSize",
                               QueueSizeValue(QueueSize("200p")));
        const Ptr<NetDevice> device = net.devices.Get(isFromServer ? 1 : 0);
        PointerValue inDevice;
        device->GetAttribute("TxQueue", inDevice);
        inDevice.Get<Queue<Packet>>()->SetMaxSize(QueueSize("2p"));
        queue.Uninstall(device);
        queue.Install(device);
    }
    Download result;
    net.client.onData = net.server.onData = [&] { Watch(net, result); };
    net.Listen();
    sender.toSend = BYTES;
    At(1, [&] { net.Connect(); });
    net.Run(400);
    PointerValue used;
    sender.socket->GetAttribute("CongestionOps", used);
    result.control = used.GetObject() ? used.GetObject()->GetInstanceTypeId().GetName() : "";
    if (const auto tc = sender.node->GetObject<TrafficControlLayer>())
    {
        if (const auto disc = tc->GetRootQueueDiscOnDevice(net.devices.Get(isFromServer ? 1 : 0)))
        {
            result.dropped = disc->GetStats().nTotalDroppedPackets;
            result.marked = disc->GetStats().nTotalMarkedPackets;
        }
    }
    return result;
}

} // namespace

BOOST_AUTO_TEST_SUITE(tcp_controls)

// 20 MB in segments of 1,448 bytes, each 1,502 on the link of 10 Mb/s, take 16.6 s. LP gives way to
// its own queue: ns-3's socket takes 289 s with it.
BOOST_AUTO_TEST_CASE(each_control_downloads)
{
    constexpr double FLOOR = 16.6;
    const std::map<std::string, double> slow = {{"ns3::TcpLp", 290}};
    BOOST_TEST(GetControls().size() >= 17U);
    for (const TypeId& control : GetControls())
    {
        for (const bool isFromServer : {true, false})
        {
            BOOST_TEST_CONTEXT(control.GetName() << (isFromServer ? " down" : " up"))
            {
                Defaults defaults;
                const Download result = Run(control, isFromServer, false);
                const auto own = slow.find(control.GetName());
                BOOST_TEST_MESSAGE(control.GetName() << " " << result.seconds << " s");
                BOOST_TEST(result.control == control.GetName());
                BOOST_TEST(result.received == BYTES);
                BOOST_TEST(result.seconds >= FLOOR);
                BOOST_TEST(result.seconds <= (own == slow.end() ? 1.2 * FLOOR : own->second));
            }
        }
    }
}

// DCTCP keeps a queue short that marks from 20 packets on, by marks alone, and loses nothing of the
// rate; the receiver tells it each mark (RFC 8257, section 3.2).
BOOST_AUTO_TEST_CASE(dctcp_is_marked)
{
    Defaults defaults;
    const Download result = Run(TypeId::LookupByName("ns3::TcpDctcp"), true, true);
    BOOST_TEST(result.received == BYTES);
    BOOST_TEST(result.seconds <= 20);
    BOOST_TEST(result.marked > 100U);
    BOOST_TEST(result.dropped == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace tcp_test
