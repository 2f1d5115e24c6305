/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What disturbs main links disturbs them as asked: loss, jitter, order, queues, failures, traces.

#include "http-network.h"

#include "ns3/application-container.h"
#include "ns3/http-hosts.h"
#include "ns3/http-link-builder.h"
#include "ns3/http-link-meter.h"
#include "ns3/http-loss-model.h"
#include "ns3/http-topology-check.h"
#include "ns3/packet-sink-helper.h"
#include "ns3/queue-disc.h"
#include "ns3/seq-ts-header.h"
#include "ns3/simulator.h"
#include "ns3/traffic-control-layer.h"
#include "ns3/udp-client-server-helper.h"
#include "ns3/uinteger.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <fstream>
#include <unistd.h>

using namespace ns3;
using namespace http_test;

namespace
{

/// @brief Has a network's main links measured. @param meter by what @param network the network
void
WatchMainLinks(HttpLinkMeter& meter, const Network& network)
{
    for (const HttpMainLink& link : network.topology.GetMainLinks())
    {
        meter.Watch(link.name, link.device, link.capacity, link.overhead);
    }
}

/// @brief A packet that arrived.
struct Arrival
{
    uint32_t number; ///< from 0
    double sent;     ///< s
    double received; ///< s
};

/// @brief Numbered packets at even times from a server to a client.
class Probe
{
  public:
    /**
     * @brief Installs the flow.
     * @param network where
     * @param interval between packets
     * @param packets how many
     * @param bytes of an IP packet
     */
    Probe(Network& network, Time interval, uint32_t packets, uint32_t bytes, bool isIpv6 = false)
    {
        const Address address = network.topology.GetClientAddress(0);
        PacketSinkHelper sink("ns3::UdpSocketFactory", JoinHttpAddress(address, 4000));
        ApplicationContainer receiver = sink.Install(network.topology.GetClients().Get(0));
        receiver.Get(0)->TraceConnectWithoutContext("Rx", MakeCallback(&Probe::OnReceived, this));
        UdpClientHelper helper(JoinHttpAddress(address, 4000));
        helper.SetAttribute("Interval", TimeValue(interval));
        helper.SetAttribute("MaxPackets", UintegerValue(packets));
        helper.SetAttribute("PacketSize", UintegerValue(bytes - GetIpBytes(isIpv6) - 8));
        helper.Install(network.topology.GetServers().Get(0)).Start(Seconds(0));
    }

    std::vector<Arrival> arrivals; ///< in their order

  private:
    void OnReceived(Ptr<const Packet> packet, const Address& /* from */)
    {
        SeqTsHeader header;
        packet->PeekHeader(header);
        arrivals.push_back(
            {header.GetSeq(), header.GetTs().GetSeconds(), Simulator::Now().GetSeconds()});
    }
};

/// @brief One fast link. @return settings
HttpTopologySettings
MakeLink()
{
    HttpTopologySettings s;
    s.rate = DataRate("1Gbps");
    s.queue = 100000;
    return s;
}

/// A packet of 1000 bytes on that link.
constexpr double FRAME = (1000 + PPP_BYTES) * 8 / 1e9;

/// @brief A file that goes with its test.
struct TemporaryFile
{
    /// @brief Writes it. @param content what it holds
    explicit TemporaryFile(const std::string& content)
        : name("/tmp/http-topology-" + std::to_string(getpid()) + ".txt")
    {
        std::ofstream(name) << content;
    }

    ~TemporaryFile()
    {
        unlink(name.c_str());
    }

    std::string name; ///< its name
};

} // namespace

BOOST_AUTO_TEST_SUITE(HttpTopologyImpairment)

// The chain of Gilbert: a share of packets lost, in bursts of a mean length (geometric).
BOOST_DATA_TEST_CASE(LossModel,
                     boost::unit_test::data::make({0.0, 0.01, 0.2, 0.5, 1.0}) *
                         boost::unit_test::data::make({1.0, 1.5, 8.0}),
                     rate,
                     burst)
{
    Ptr<HttpLossModel> model = CreateObject<HttpLossModel>();
    model->SetAttribute("Rate", DoubleValue(rate));
    model->SetAttribute("MeanBurst", DoubleValue(burst));
    model->AssignStreams(77);
    if (rate > burst / (burst + 1) && burst > 1)
    {
        // Not even a burst right after every one reaches this share; settings refuse it.
        return;
    }
    constexpr uint32_t N = 300000;
    uint32_t lost = 0;
    uint32_t bursts = 0;
    bool wasLost = false;
    Ptr<Packet> packet = Create<Packet>(100);
    for (uint32_t i = 0; i < N; ++i)
    {
        const bool isLost = model->IsCorrupt(packet);
        lost += isLost ? 1 : 0;
        bursts += isLost && !wasLost ? 1 : 0;
        wasLost = isLost;
    }
    // The chain's correlation of neighbours widens the error of the share.
    const double correlation = burst > 1 ? 1 - 1 / burst - rate / (burst * (1 - rate)) : 0;
    const double deviation =
        std::sqrt(rate * (1 - rate) / N * (1 + correlation) / (1 - correlation));
    BOOST_TEST(std::fabs(static_cast<double>(lost) / N - rate) <= 4 * deviation);
    if (burst > 1 && rate > 0)
    {
        const double mean = static_cast<double>(lost) / bursts;
        BOOST_TEST(std::fabs(mean - burst) <= 4 * std::sqrt(burst * (burst - 1) / bursts));
    }
}

BOOST_AUTO_TEST_CASE(LossList)
{
    HttpTopologySettings s = MakeLink();
    s.lossList = "3,17,18";
    Network network(s);
    Probe probe(network, MilliSeconds(1), 30, 1000);
    network.Run(Seconds(1));
    std::vector<uint32_t> missing;
    uint32_t next = 0;
    for (const Arrival& arrival : probe.arrivals)
    {
        for (; next < arrival.number; ++next)
        {
            missing.push_back(next);
        }
        next = arrival.number + 1;
    }
    const std::vector<uint32_t> wanted = {2, 16, 17};
    BOOST_TEST(missing == wanted, boost::test_tools::per_element());
    BOOST_TEST(probe.arrivals.size() == 27U);
}

BOOST_DATA_TEST_CASE(LossOnTheLink,
                     boost::unit_test::data::make({"point-to-point", "lan", "wifi", "star"}),
                     shape)
{
    HttpTopologySettings s = MakeLink();
    s.shape = shape;
    s.loss = 0.1;
    Network network(s);
    Probe probe(network, MilliSeconds(1), 10000, 1000);
    network.Run(Seconds(20));
    // A packet of the probe crosses one main link. Until addresses are resolved, which takes
    // seconds where the question is lost, more packets are lost.
    const auto arrived =
        std::count_if(probe.arrivals.begin(), probe.arrivals.end(), [](const Arrival& arrival) {
            return arrival.number >= 6000;
        });
    const double share = 1 - static_cast<double>(arrived) / 4000;
    BOOST_TEST(std::fabs(share - 0.1) < 4 * std::sqrt(0.1 * 0.9 / 4000));
}

BOOST_AUTO_TEST_CASE(Jitter)
{
    const std::pair<const char*, double> variables[] = {
        {"5ms", 0.0025},
        {"ns3::ExponentialRandomVariable[Mean=0.002]", 0.002},
        {"ns3::ConstantRandomVariable[Constant=0.003]", 0.003}};
    for (const auto& [text, mean] : variables)
    {
        HttpTopologySettings s = MakeLink();
        s.jitter = text;
        Network network(s);
        // So far apart that no packet waits for the one before it.
        Probe probe(network, MilliSeconds(100), 2000, 1000);
        network.Run(Seconds(300));
        BOOST_REQUIRE(probe.arrivals.size() == 2000U);
        double sum = 0;
        double squares = 0;
        for (const Arrival& arrival : probe.arrivals)
        {
            const double added = arrival.received - arrival.sent - 0.020 - FRAME;
            BOOST_REQUIRE(added > -1e-8);
            sum += added;
            squares += added * added;
        }
        const double measured = sum / 2000;
        const double deviation = std::sqrt(std::max(0.0, squares / 2000 - measured * measured));
        BOOST_TEST(std::fabs(measured - mean) <= 4 * deviation / std::sqrt(2000) + 1e-8, text);
    }
}

BOOST_AUTO_TEST_CASE(JitterKeepsOrderAndReorderDoesNot)
{
    for (const double share : {0.0, 0.05})
    {
        HttpTopologySettings s = MakeLink();
        s.jitter = "8ms";
        s.reorder = share;
        s.reorderDelay = MilliSeconds(30);
        Network network(s);
        Probe probe(network, MilliSeconds(1), 5000, 1000);
        network.Run(Seconds(20));
        BOOST_REQUIRE(probe.arrivals.size() == 5000U);
        uint32_t late = 0;
        uint32_t greatest = 0;
        for (const Arrival& arrival : probe.arrivals)
        {
            late += arrival.number < greatest ? 1 : 0;
            greatest = std::max(greatest, arrival.number);
        }
        const double measured = late / 5000.0;
        BOOST_TEST(std::fabs(measured - share) <= 4 * std::sqrt(share * (1 - share) / 5000));
    }
}

BOOST_DATA_TEST_CASE(Queues,
                     boost::unit_test::data::make({"DropTail", "RED", "CoDel", "FqCoDel", "PIE"}) *
                         boost::unit_test::data::make({false, true}),
                     name,
                     isIpv6)
{
    HttpTopologySettings s;
    s.queueDisc = name;
    s.queue = 40;
    s.isIpv6 = isIpv6;
    Network network(s);
    // Twice what the link carries.
    Probe probe(network, MicroSeconds(400), 10000, 1000, isIpv6);
    Ptr<NetDevice> device = network.topology.GetMainLinks()[1].device;
    Ptr<QueueDisc> disc =
        device->GetNode()->GetObject<TrafficControlLayer>()->GetRootQueueDiscOnDevice(device);
    const bool hasDisc = std::string(name) != "DropTail";
    BOOST_REQUIRE((disc != nullptr) == hasDisc);
    if (hasDisc)
    {
        BOOST_TEST(disc->GetInstanceTypeId().GetName() ==
                   "ns3::" +
                       std::string(std::string(name) == "PIE"   ? "Pie"
                                   : std::string(name) == "RED" ? "Red"
                                                                : name) +
                       "QueueDisc");
        BOOST_TEST(disc->GetMaxSize().GetValue() == 40U);
    }
    network.Run(Seconds(5));
    BOOST_REQUIRE(probe.arrivals.size() > 4000U);
    double longest = 0;
    for (const Arrival& arrival : probe.arrivals)
    {
        longest = std::max(longest, arrival.received - arrival.sent);
    }
    const double frame = (1000 + PPP_BYTES) * 8 / 10e6;
    // The queue, the packet in the device, the packet on the wire; and the link never idles.
    BOOST_TEST(longest <= 0.020 + 42.01 * frame);
    const Arrival& last = probe.arrivals.back();
    const double rate = static_cast<double>(probe.arrivals.size()) /
                        (last.received - probe.arrivals.front().received);
    BOOST_TEST(rate == 1 / frame, boost::test_tools::tolerance(0.01));
    if (std::string(name) == "DropTail")
    {
        BOOST_TEST(longest >= 0.020 + 40 * frame);
    }
}

BOOST_AUTO_TEST_CASE(FailureOfTheOnlyWay)
{
    HttpTopologySettings s = MakeLink();
    s.shape = "dumbbell";
    s.failures = "main@2s+1s,left-right@2500ms+1s,c0-left@5s+100ms";
    Network network(s);
    Probe probe(network, MilliSeconds(1), 7000, 1000);
    network.Run(Seconds(10));
    // Two access links of 1 ms beside the main link; overlapping failures end together.
    for (const Arrival& arrival : probe.arrivals)
    {
        const double main = arrival.sent + 0.001;
        const double access = arrival.sent + 0.021;
        BOOST_TEST_REQUIRE(!(main > 2.0001 && main < 3.4999));
        BOOST_TEST_REQUIRE(!(access > 5.0001 && access < 5.0999));
    }
    const auto size = static_cast<double>(probe.arrivals.size());
    BOOST_TEST(std::fabs(size - (7000 - 1500 - 100)) <= 4);
}

// In a ring the traffic goes the other way around while a link does not work, and comes back.
BOOST_DATA_TEST_CASE(FailureInARing,
                     boost::unit_test::data::make({"static", "global", "nix-vector"}) *
                         boost::unit_test::data::make({false, true}),
                     routing,
                     isIpv6)
{
    if (isIpv6 && std::string(routing) == "global")
    {
        return;
    }
#ifdef HTTP_BUILT_BY_WAF
    if (std::string(routing) == "nix-vector")
    {
        return;
    }
#endif
    HttpTopologySettings s;
    s.shape = "file";
    s.file = HTTP_SOURCE_DIR "/examples/data/ring.inet";
    s.routing = routing;
    s.isIpv6 = isIpv6;
    s.clientPlaces = "1";
    s.serverPlaces = "2";
    s.failures = "1-2@2s+2s";
    Network network(s);
    Probe probe(network, MilliSeconds(10), 600, 200, isIpv6);
    network.Run(Seconds(10));
    BOOST_TEST(probe.arrivals.size() > 590U);
    uint32_t around = 0;
    for (const Arrival& arrival : probe.arrivals)
    {
        const double delay = arrival.received - arrival.sent;
        const bool isDirect = delay < 0.0235;
        // 2 to 3, 3 to 4, 4 to 1: three main links in place of one.
        BOOST_TEST_REQUIRE((isDirect || (delay > 0.0615 && delay < 0.0635)));
        around += isDirect ? 0 : 1;
        BOOST_TEST_REQUIRE((isDirect || (arrival.sent > 1.99 && arrival.sent < 4.01)));
    }
    BOOST_TEST(around > 190U);
}

// Every whole packet leaves at the opportunity that has room for its last byte.
BOOST_AUTO_TEST_CASE(DeliveryTrace)
{
    const TemporaryFile file("# two in a row\n10\n10\n25\n40\n");
    HttpTopologySettings s = MakeLink();
    s.linkTrace = file.name;
    Network network(s);
    // A burst of six packets at the time 0: opportunities of 1504 bytes at 10, 10, 25, 40 ms, and
    // 50, 50, 65, 80 ms in the next round.
    Probe probe(network, NanoSeconds(1), 6, 1500);
    network.Run(Seconds(1));
    const double times[] = {0.010, 0.010, 0.025, 0.040, 0.050, 0.050};
    BOOST_REQUIRE(probe.arrivals.size() == 6U);
    for (std::size_t i = 0; i < 6; ++i)
    {
        BOOST_TEST(std::fabs(probe.arrivals[i].received - times[i] - 0.020) < 1e-6);
    }
}

BOOST_AUTO_TEST_CASE(UtilisationOfDeliveryTraces)
{
    // Two traces with the same first second, an opportunity each 5 ms; one goes on so, the other
    // has five each ms for a minute. The mean says nothing of the time that is measured.
    std::string sparse;
    for (int ms = 5; ms <= 1000; ms += 5)
    {
        sparse += std::to_string(ms) + "\n";
    }
    std::string dense = sparse;
    for (int ms = 1001; ms <= 61000; ++ms)
    {
        for (int i = 0; i < 5; ++i)
        {
            dense += std::to_string(ms) + "\n";
        }
    }

    const struct
    {
        const std::string& trace;
        Time begin; // what is measured
        Time end;
        double least; // utilisation
        double most;
    } cases[] = {
        {sparse, Time(0), MilliSeconds(900), 0.9, 1.0001},
        {dense, Time(0), MilliSeconds(900), 0.9, 1.0001},
        {dense, MilliSeconds(500), MilliSeconds(900), 0.98, 1.0001},
        // A flow of 2.4 Mbit/s is all that the sparse second takes and a 25th of what comes then.
        {dense, MilliSeconds(1100), MilliSeconds(3000), 0.03, 0.2},
    };

    for (const auto& c : cases)
    {
        BOOST_TEST_CONTEXT(c.begin << " to " << c.end)
        {
            const TemporaryFile file(c.trace);
            HttpTopologySettings s = MakeLink();
            s.linkTrace = file.name;
            Network network(s);
            network.Serve();
            network.Flow(0, 0, 2.5e6, 1472, Time(0), Seconds(5));
            HttpLinkMeter meter;
            WatchMainLinks(meter, network);
            if (c.begin.IsStrictlyPositive())
            {
                Simulator::Schedule(c.begin, &HttpLinkMeter::Restart, &meter);
            }
            network.Run(c.end);
            const double utilisation = meter.GetFigures(c.end).at("bottleneck_utilisation");
            BOOST_TEST(utilisation >= c.least);
            BOOST_TEST(utilisation <= c.most);
        }
    }
}

BOOST_AUTO_TEST_CASE(UtilisationCountsWhatIsSentOfAFrame)
{
    // A frame of 1,502 bytes takes 0.12 s. Measuring begins and ends in the middle of one.
    HttpTopologySettings s = MakeLink();
    s.rate = DataRate("100kbps");
    Network network(s);
    network.Serve();
    network.Flow(0, 0, 2e5, 1472, Time(0), Seconds(5));
    HttpLinkMeter meter;
    WatchMainLinks(meter, network);
    Simulator::Schedule(MilliSeconds(500), &HttpLinkMeter::Restart, &meter);
    network.Run(MilliSeconds(710));
    const double utilisation = meter.GetFigures(MilliSeconds(710)).at("bottleneck_utilisation");
    BOOST_TEST(std::fabs(utilisation - 1) < 1e-6);
}

BOOST_AUTO_TEST_CASE(UtilisationWithoutAnOpportunity)
{
    // Where nothing could be sent, there is no share of it.
    const TemporaryFile file("900\n1000\n");
    HttpTopologySettings s = MakeLink();
    s.linkTrace = s.uplinkTrace = file.name;
    Network network(s);
    HttpLinkMeter meter;
    WatchMainLinks(meter, network);
    network.Run(MilliSeconds(500));
    const auto figures = meter.GetFigures(MilliSeconds(500));
    BOOST_TEST(std::isnan(figures.at("bottleneck_utilisation")));
}

BOOST_AUTO_TEST_CASE(DeliveryTraceOfSmallPackets)
{
    const TemporaryFile file("10\n20\n");
    HttpTopologySettings s = MakeLink();
    s.linkTrace = file.name;
    Network network(s);
    // Five packets of 400 bytes: three with the first opportunity, the others with the second.
    Probe probe(network, NanoSeconds(1), 5, 400);
    network.Run(Seconds(1));
    BOOST_REQUIRE(probe.arrivals.size() == 5U);
    for (std::size_t i = 0; i < 5; ++i)
    {
        BOOST_TEST(std::fabs(probe.arrivals[i].received - (i < 3 ? 0.030 : 0.040)) < 1e-6);
    }
}

BOOST_DATA_TEST_CASE(DeliveryTraceCarriesHttp,
                     boost::unit_test::data::make({"DropTail", "CoDel", "FqCoDel", "PIE", "RED"}),
                     disc)
{
    // 1504 bytes a millisecond, both ways.
    const TemporaryFile down("1\n");
    HttpTopologySettings s;
    s.shape = "dumbbell";
    s.queueDisc = disc;
    s.linkTrace = s.uplinkTrace = down.name;
    Network network(s);
    network.Serve();
    network.Load(0, 0, "/bytes/500000 /bytes/1500000", Seconds(0));
    network.Run(Seconds(60));
    BOOST_REQUIRE(network.CountOutcomes()["complete"] == 2U);
    const HttpTransactionRecord& last = network.transactions.back();
    const double goodput = 1500000 * 8 / (last.finished - last.firstByte).GetSeconds();
    // Opportunities add up to 1504 bytes a millisecond, of which a packet of 1500 carries 1448.
    const double most = 1504 * 8e3 * 1448 / 1500;
    BOOST_TEST(goodput < most * 1.001);
    // Other disciplines may drop a segment for which the last ones wait.
    BOOST_TEST(goodput > most * (std::string(disc) == "DropTail" ? 0.98 : 0.85));
}

BOOST_DATA_TEST_CASE(Background, boost::unit_test::data::make({false, true}), isIpv6)
{
    HttpTopologySettings s;
    s.shape = "dumbbell";
    s.clients = 2;
    s.isIpv6 = isIpv6;
    s.onOff = 3;
    s.onOffRate = DataRate("1Mbps");
    s.onTime = "ns3::ConstantRandomVariable[Constant=0.2]";
    s.offTime = "ns3::ConstantRandomVariable[Constant=0.3]";
    {
        Network network(s);
        network.Run(Seconds(10));
        const auto bits = static_cast<double>(network.topology.GetBackgroundReceived()) * 8;
        BOOST_TEST(bits == 3 * 1e6 * 0.4 * 10, boost::test_tools::tolerance(0.02));
    }
    s.onOff = 0;
    s.bulk = 2;
    Network network(s);
    network.Run(Seconds(6));
    const auto bits = static_cast<double>(network.topology.GetBackgroundReceived()) * 8;
    BOOST_TEST(bits > 0.85 * 10e6 * 6);
    BOOST_TEST(bits < 10e6 * 6);
}

BOOST_AUTO_TEST_CASE(AccessLinks)
{
    const TemporaryFile file("rate,delay,uplink\n8Mbps,5ms,1Mbps\n# slow\n500kbps,80ms,500kbps\n");
    HttpTopologySettings s;
    s.shape = "dumbbell";
    s.clients = 3;
    s.accessFile = file.name;
    HttpTopologyHelper topology(s);
    BOOST_REQUIRE(!topology.Plan());
    const HttpTopologyPlan& plan = topology.GetPlan();
    // After the main link come the clients' links.
    for (uint32_t i = 0; i < 3; ++i)
    {
        const HttpTopologyPlan::Link& link = plan.links[1 + i];
        BOOST_TEST(link.down.GetBitRate() == (i == 1 ? 500000U : 8000000U));
        BOOST_TEST(link.up.GetBitRate() == (i == 1 ? 500000U : 1000000U));
        BOOST_TEST(link.delay == (i == 1 ? MilliSeconds(80) : MilliSeconds(5)));
    }
    s.accessFile.clear();
    s.accessRates = "ns3::UniformRandomVariable[Min=2|Max=10]";
    s.accessDelays = "ns3::ExponentialRandomVariable[Mean=0.01]";
    s.clients = 2000;
    HttpTopologyHelper drawn(s);
    BOOST_REQUIRE(!drawn.Plan());
    double rates = 0;
    double delays = 0;
    for (uint32_t i = 0; i < 2000; ++i)
    {
        const HttpTopologyPlan::Link& link = drawn.GetPlan().links[1 + i];
        rates += static_cast<double>(link.down.GetBitRate()) / 1e6 / 2000;
        delays += link.delay.GetSeconds() / 2000;
    }
    BOOST_TEST(std::fabs(rates - 6) < 4 * 8 / std::sqrt(12.0 * 2000));
    BOOST_TEST(std::fabs(delays - 0.01) < 4 * 0.01 / std::sqrt(2000.0));
}

BOOST_AUTO_TEST_SUITE_END()
