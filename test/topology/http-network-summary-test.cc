/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What is told of losses and retransmissions is what happened, by cause, over both TCP endpoints.

#include "http-network.h"

#include "ns3/config.h"
#include "ns3/http-hosts.h"
#include "ns3/http-network-summary.h"
#include "ns3/http-observer-helper.h"
#include "ns3/http-packet-record.h"
#include "ns3/http-tcp-state-record.h"
#include "ns3/simulator.h"
#include "ns3/type-id.h"
#include "ns3/udp-client-server-helper.h"
#include "ns3/udp-server.h"
#include "ns3/uinteger.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <functional>

using namespace ns3;
using namespace http_test;
namespace data = boost::unit_test::data;

namespace
{

using Cause = HttpLossCount::Cause;

/// @brief A network in which UDP packets of one flow are lost for one cause.
struct LossCase
{
    const char* name;                                    ///< what it is about
    std::function<void(HttpTopologySettings&)> settings; ///< what loses them
    Cause cause;                                         ///< the cause that is told
    uint64_t lost;                                       ///< packets lost; 0: as many as miss

    friend std::ostream& operator<<(std::ostream& out, const LossCase& test)
    {
        return out << test.name;
    }
};

const std::vector<LossCase> LOSSES = {
    {"two by number",
     [](auto& s) { s.lossList = s.uplinkLossList = "3,17"; },
     Cause::ErrorModel,
     2},
    {"at random", [](auto& s) { s.loss = 0.1; }, Cause::ErrorModel, 0},
    {"in bursts", [](auto& s) { s.loss = 0.1, s.lossBurst = 5; }, Cause::ErrorModel, 0},
    {"a queue that is full", [](auto& s) { s.queue = 5; }, Cause::Queue, 0},
    {"a queue discipline", [](auto& s) { s.queue = 5, s.queueDisc = "CoDel"; }, Cause::Queue, 0},
    {"a link that fails", [](auto& s) { s.failures = "main@100ms+200ms"; }, Cause::LinkDown, 0},
    {"IPv6, a link that fails",
     [](auto& s) { s.isIpv6 = true, s.failures = "main@100ms+200ms"; },
     Cause::LinkDown,
     0},
    {"a wire shared by many",
     [](auto& s) { s.shape = "lan", s.queue = 5, s.clients = 3; },
     Cause::Queue,
     0},
    {"Wi-Fi out of reach",
     [](auto& s) { s.shape = "wifi", s.wifiDistance = 500; },
     Cause::Medium,
     0},
};

/// The endpoints by name.
const std::vector<std::string> ENDPOINTS = {"ns3::HttpTcpSocketFactory", "ns3::TcpSocketFactory"};

/// @brief A network with one way of loss, and who watches it.
struct Watched
{
    /// @brief Builds it. @param settings what it is @param endpoint the TCP endpoint
    Watched(const HttpTopologySettings& settings, const std::string& endpoint)
        : network(settings)
    {
        const TypeIdValue factory(TypeId::LookupByName(endpoint));
        Config::SetDefault("ns3::HttpClient::SocketFactory", factory);
        Config::SetDefault("ns3::HttpServer::SocketFactory", factory);
        network.Serve();
        summary.Watch(network.topology.GetNodes());
        network.topology.WatchMediumLosses(summary.GetLosses());
    }

    /// @brief Runs to the end. @param end when
    void Run(Time end)
    {
        network.Run(end);
        summary.Stop();
        figures = summary.GetFigures();
    }

    Network network;                       ///< the network
    HttpNetworkSummary summary;            ///< what is told of it
    std::map<std::string, double> figures; ///< the same
};

/// @brief Loads one response of a size with packets lost by their numbers. @param endpoint which
/// @param list their numbers, both ways @param bytes the size @return the figures
std::map<std::string, double>
LoadWithLosses(const std::string& endpoint, const std::string& list, uint32_t bytes)
{
    HttpTopologySettings s;
    s.lossList = s.uplinkLossList = list;
    Watched watched(s, endpoint);
    watched.network.Load(0, 0, "/bytes/" + std::to_string(bytes), Seconds(0));
    watched.Run(Seconds(60));
    BOOST_TEST(watched.network.CountOutcomes()["complete"] == 1);
    return watched.figures;
}

/// The retransmission timeouts of each end, by its node, in the order of time.
std::map<uint32_t, std::vector<Time>> g_timeouts;

uint64_t g_drops = 0; ///< packets that were told as dropped

/// @brief Trace sink: a packet is seen. @param record it
void
OnPacket(const HttpPacketRecord& record)
{
    g_drops += record.event == HttpPacketEvent::Drop ? 1 : 0;
}

/// @brief Trace sink: what an end holds has changed. @param record it
void
OnState(const HttpTcpStateRecord& record)
{
    g_timeouts[record.node].push_back(record.rto);
}

} // namespace

BOOST_AUTO_TEST_SUITE(network_summary)

BOOST_DATA_TEST_CASE(each_loss_has_its_cause, data::make(LOSSES), test)
{
    HttpTopologySettings s;
    test.settings(s);
    Watched watched(s, ENDPOINTS.front());
    const Address address = watched.network.topology.GetClientAddress(0);
    constexpr uint32_t PACKETS = 500;
    UdpServerHelper receiver(4000);
    ApplicationContainer server = receiver.Install(watched.network.topology.GetClients().Get(0));
    UdpClientHelper sender(JoinHttpAddress(address, 4000));
    // Less than the link carries, or more.
    const int64_t interval = test.cause == Cause::Queue ? 800 : 1500;
    sender.SetAttribute("Interval", TimeValue(MicroSeconds(interval)));
    sender.SetAttribute("MaxPackets", UintegerValue(PACKETS));
    sender.SetAttribute("PacketSize", UintegerValue(1400));
    sender.Install(watched.network.topology.GetServers().Get(0))
        .Start(watched.network.topology.GetReadyTime());
    HttpObserverHelper().Install(watched.network.topology.GetNodes());
    g_drops = 0;
    Config::ConnectWithoutContext("/NodeList/*/$ns3::HttpPacketObserver/Packet",
                                  MakeCallback(&OnPacket));
    watched.Run(Seconds(10));
    const uint64_t arrived = DynamicCast<UdpServer>(server.Get(0))->GetReceived();
    const uint64_t lost = watched.summary.GetLosses().GetAll();
    BOOST_TEST(lost > 0);
    BOOST_TEST(lost == watched.summary.GetLosses().Get(test.cause));
    BOOST_TEST(watched.figures.at("lost") == static_cast<double>(lost));
    BOOST_TEST(watched.figures.at(std::string("lost_") + HttpLossCount::GetName(test.cause)) ==
               static_cast<double>(lost));
    // Who asks for traces hears of the same.
    BOOST_TEST(g_drops == lost);
    BOOST_TEST(lost == (test.lost > 0 ? test.lost : PACKETS - arrived));
}

BOOST_AUTO_TEST_CASE(nothing_is_lost_on_a_good_link)
{
    for (const std::string& endpoint : ENDPOINTS)
    {
        const auto figures = LoadWithLosses(endpoint, "", 30000);
        BOOST_TEST(figures.at("lost") == 0);
        BOOST_TEST(figures.at("retransmissions") == 0);
        BOOST_TEST(figures.at("timeouts") == 0);
        BOOST_TEST(figures.at("window_limited") == 0);
        BOOST_TEST(figures.at("buffer_limited") == 0);
    }
}

BOOST_DATA_TEST_CASE(a_lost_SYN_is_sent_again_by_a_timer, data::make(ENDPOINTS), endpoint)
{
    // The first packet each way is lost: the SYN; then, once it has come, the SYN|ACK.
    const auto figures = LoadWithLosses(endpoint, "1", 1000);
    BOOST_TEST(figures.at("lost_error_model") == 2);
    // RFC 9293, section 3.8.1: each end's timer sends again; so does the one whose SYN had come.
    BOOST_TEST(figures.at("timeouts") >= 2);
    BOOST_TEST(figures.at("retransmissions") >= figures.at("timeouts"));
}

BOOST_DATA_TEST_CASE(a_segment_lost_in_the_middle_is_sent_again_without_a_timer,
                     data::make(ENDPOINTS),
                     endpoint)
{
    // The sixth packet toward the client is data, with enough behind it for three duplicate
    // acknowledgments (RFC 5681, section 3.2); the client sends fewer than 50 packets before the
    // fiftieth of the server.
    const auto figures = LoadWithLosses(endpoint, "6", 60000);
    BOOST_TEST(figures.at("lost_error_model") >= 1);
    BOOST_TEST(figures.at("retransmissions") == 1);
    BOOST_TEST(figures.at("timeouts") == 0);
}

BOOST_DATA_TEST_CASE(a_lost_tail_is_probed_for_or_timed_out, data::make(ENDPOINTS), endpoint)
{
    // Of the response's four segments, packets 4 to 7 toward the client, the last one is lost. The
    // loss probe's timer sends it again (RFC 8985, section 7), where there is one.
    HttpTopologySettings s;
    s.lossList = "7";
    Watched watched(s, endpoint);
    watched.network.Load(0, 0, "/bytes/5000", Seconds(0));
    watched.Run(Seconds(60));
    const auto& figures = watched.figures;
    const bool isProbed = endpoint == ENDPOINTS.front();
    BOOST_TEST(figures.at("retransmissions") == 1);
    BOOST_TEST(figures.at("loss_probes") == (isProbed ? 1 : 0));
    BOOST_TEST(figures.at("timeouts") == (isProbed ? 0 : 1));
}

BOOST_DATA_TEST_CASE(timeouts_are_those_of_the_sockets,
                     data::make(ENDPOINTS) * data::make({false, true}),
                     endpoint,
                     isIpv6)
{
    // A data segment's timeout doubles the retransmission timeout (RFC 6298, 5.5). The loss begins
    // when the connection is there and ends before it closes.
    HttpTopologySettings s;
    s.failures = "main@200ms+1s";
    s.rate = DataRate("2Mbps");
    s.isIpv6 = isIpv6;
    Watched watched(s, endpoint);
    HttpObserverHelper observers;
    observers.Install(watched.network.topology.GetNodes());
    g_timeouts.clear();
    Config::ConnectWithoutContext("/NodeList/*/$ns3::HttpTcpStateObserver/TcpState",
                                  MakeCallback(&OnState));
    watched.network.Load(0, 0, "/bytes/200000", Seconds(0));
    watched.Run(Seconds(4));
    observers.Flush();
    uint32_t doubled = 0;
    for (const auto& [end, timeouts] : g_timeouts)
    {
        for (std::size_t i = 1; i < timeouts.size(); ++i)
        {
            doubled += timeouts[i] == timeouts[i - 1] + timeouts[i - 1] ? 1 : 0;
        }
    }
    BOOST_TEST(watched.network.CountOutcomes()["complete"] == 1);
    BOOST_TEST(doubled > 0);
    BOOST_TEST(watched.figures.at("timeouts") == doubled);
}

BOOST_DATA_TEST_CASE(buffers_that_hold_a_sender_back_are_told, data::make(ENDPOINTS), endpoint)
{
    // 100 Mb/s and 40 ms hold 500,000 bytes.
    for (const bool isReceiver : {false, true})
    {
        HttpTopologySettings s;
        s.rate = DataRate("100Mbps");
        s.queue = 1000;
        Config::SetDefault("ns3::TcpSocket::SndBufSize",
                           UintegerValue(isReceiver ? 8000000 : 60000));
        Config::SetDefault("ns3::TcpSocket::RcvBufSize",
                           UintegerValue(isReceiver ? 60000 : 8000000));
        Watched watched(s, endpoint);
        watched.network.Load(0, 0, "/bytes/2000000", Seconds(0));
        watched.Run(Seconds(20));
        BOOST_TEST(watched.network.CountOutcomes()["complete"] == 1);
        BOOST_TEST(watched.figures.at("window_limited") == (isReceiver ? 1 : 0));
        BOOST_TEST(watched.figures.at("buffer_limited") == (isReceiver ? 0 : 1));
    }
}

BOOST_AUTO_TEST_SUITE_END()
