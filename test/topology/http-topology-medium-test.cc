/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Shared media: what UDP can carry at most is what the medium's own timing says, and HTTP comes as
/// near to it as its acknowledgments allow.

#include "http-network.h"
#include "http-test-endpoint.h"

#include "ns3/simulator.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <cmath>

using namespace ns3;
using namespace http_test;

namespace
{

/// UDP's header.
constexpr uint32_t UDP_BYTES = 8;

/// @brief What a medium carries.
struct Capacity
{
    double udp;  ///< content of UDP, bit/s
    double http; ///< content of HTTP, bit/s
};

/**
 * @brief Saturates a network, and loads an object over it.
 * @param settings the network
 * @param offered content of UDP that is sent, bit/s
 * @param bytes of the object
 * @return what it carries
 */
Capacity
Saturate(const HttpTopologySettings& settings, double offered, uint64_t bytes)
{
    const uint32_t content = settings.mtu - GetIpBytes(settings.isIpv6) - UDP_BYTES;
    Capacity capacity{};
    {
        Network network(settings);
        network.Flow(0, 0, offered, content, Seconds(2), Seconds(4));
        network.Run(MilliSeconds(2500));
        const uint64_t before = network.GetFlowBytes();
        network.Run(Seconds(3));
        capacity.udp = static_cast<double>(network.GetFlowBytes() - before) * 8 / 0.5;
    }
    Network network(settings);
    network.Serve();
    network.Load(0, 0, "/bytes/500000 /bytes/" + std::to_string(bytes), Seconds(2));
    network.Run(Seconds(60));
    BOOST_REQUIRE(network.CountOutcomes()["complete"] == 2U);
    const HttpTransactionRecord& last = network.transactions.back();
    capacity.http = static_cast<double>(last.responseContentBytes) * 8 /
                    (last.finished - last.firstByte).GetSeconds();
    BOOST_TEST(network.largest == settings.mtu);
    return capacity;
}

/// @brief A standard of Wi-Fi and what one sender without rivals can carry.
struct WifiCase
{
    const char* standard; ///< its name
    bool isIpv6;          ///< IP version
    double offered;       ///< more than it carries, bit/s
    double seconds;       ///< from a frame of a full packet to the next one, mean; 0: not known
};

/// @brief Prints a case. @param out, c stream, case @return the stream
std::ostream&
operator<<(std::ostream& out, const WifiCase& c)
{
    return out << c.standard << (c.isIpv6 ? " IPv6" : " IPv4");
}

// Jun, Peddabachagari, Sichitiu: Theoretical Maximum Throughput of IEEE 802.11 (NCA 2003): DIFS,
// the mean backoff, the frame, SIFS and the acknowledgment. A frame of 1500 + 36 bytes:
// 802.11a at 54 Mbit/s: 34 + 7.5 x 9 + 20 + 57 x 4 + 16 + 28 (at 24 Mbit/s) us.
// 802.11b at 11 Mbit/s: 50 + 15.5 x 20 + 192 + 1536 x 8 / 11 + 10 + 192 + 14 x 8 / 2 us.
constexpr double SECONDS_A = 393.5e-6;
constexpr double SECONDS_B = 1927.1e-6;

const WifiCase WIFI_CASES[] = {
    {"802.11a", false, 40e6, SECONDS_A},
    {"802.11a", true, 40e6, SECONDS_A},
    {"802.11b", false, 10e6, SECONDS_B},
    {"802.11b", true, 10e6, SECONDS_B},
    {"802.11g", false, 40e6, 0},
    {"802.11n", true, 100e6, 0},
    {"802.11ac", false, 400e6, 0},
#ifndef HTTP_BUILT_BY_WAF
    {"802.11ax", true, 500e6, 0},
#endif
};

} // namespace

BOOST_AUTO_TEST_SUITE(HttpTopologyMedium)

BOOST_DATA_TEST_CASE(Lan,
                     boost::unit_test::data::make({false, true}) *
                         boost::unit_test::data::make({1500U, 1400U}),
                     isIpv6,
                     mtu)
{
    HttpTopologySettings settings;
    settings.shape = "lan";
    settings.clients = 3;
    settings.isIpv6 = isIpv6;
    settings.mtu = mtu;
    settings.rate = DataRate("100Mbps");
    const Capacity capacity = Saturate(settings, 120e6, 2000000);
    // A frame and the gap of 12 bytes after it.
    const double frame = mtu + ETHERNET_BYTES + 12;
    const double udp = 100e6 * (mtu - GetIpBytes(isIpv6) - UDP_BYTES) / frame;
    BOOST_TEST(capacity.udp == udp, boost::test_tools::tolerance(0.01));
    // An acknowledgment for two segments takes the wire, too, and rivals wait a little.
    const double answer = GetIpBytes(isIpv6) + TCP_BYTES + ETHERNET_BYTES + 12;
    const double http = 100e6 * 2 * (mtu - GetIpBytes(isIpv6) - TCP_BYTES) / (2 * frame + answer);
    BOOST_TEST(capacity.http < http * 1.001);
    BOOST_TEST(capacity.http > http * 0.88);
}

BOOST_DATA_TEST_CASE(LanRoundTrip, boost::unit_test::data::make({false, true}), isIpv6)
{
    HttpTopologySettings settings;
    settings.shape = "lan";
    settings.clients = 3;
    settings.isIpv6 = isIpv6;
    settings.delay = MicroSeconds(250);
    Network network(settings);
    network.Serve(1);
    // The first connection finds the link's addresses out.
    network.Load(1, 0, "/bytes/1", Seconds(0));
    network.Load(1, 0, "/bytes/1", Seconds(20));
    network.Run(Seconds(30));
    BOOST_REQUIRE(network.CountOutcomes()["complete"] == 2U);
    const HttpTransactionRecord& last = network.transactions.back();
    const double frames = 2 * (network.sent[0] + ETHERNET_BYTES) * 8 / 10e6;
    // The answer finds the wire occupied by the question still, and waits for a slot. ns-3's own
    // socket answers in a later event, when the wire is free.
    const double slot = GetTestSocketFactory(true) == TcpSocketFactory::GetTypeId() ? 0 : 1e-6;
    BOOST_TEST((last.connectEnd - last.connectStart).GetSeconds() == 2 * 250e-6 + frames + slot,
               boost::test_tools::tolerance(0.001));
}

BOOST_AUTO_TEST_CASE(LanIsFastByItself)
{
    HttpTopologySettings settings;
    settings.shape = "lan";
    BOOST_TEST(GetHttpMainDelay(settings) == MicroSeconds(1));
    settings.delay = MilliSeconds(20);
    BOOST_TEST(GetHttpMainDelay(settings) == MilliSeconds(20));
    settings = HttpTopologySettings();
    BOOST_TEST(GetHttpMainDelay(settings) == MilliSeconds(20));
}

BOOST_DATA_TEST_CASE(Wifi, boost::unit_test::data::make(WIFI_CASES), c)
{
    HttpTopologySettings settings;
    settings.shape = "wifi";
    settings.clients = 1;
    settings.isIpv6 = c.isIpv6;
    settings.wifi = c.standard;
    settings.wifiDistance = 1;
    settings.rate = DataRate("1Gbps");
    settings.delay = MicroSeconds(100);
    settings.queue = 1000;
    const Capacity capacity = Saturate(settings, c.offered, 1500000);
    if (c.seconds > 0)
    {
        const double content = settings.mtu - GetIpBytes(c.isIpv6) - UDP_BYTES;
        BOOST_TEST(capacity.udp == content * 8 / c.seconds, boost::test_tools::tolerance(0.02));
    }
    BOOST_TEST_MESSAGE(c << ": UDP " << capacity.udp / 1e6 << " Mbit/s, HTTP "
                         << capacity.http / 1e6 << " Mbit/s");
    BOOST_TEST(capacity.http < capacity.udp);
    BOOST_TEST(capacity.http > capacity.udp * 0.5);
}

// All stations start at once, and none has to try its connection a second time.
BOOST_DATA_TEST_CASE(ManyStations,
                     boost::unit_test::data::make({"802.11g", "802.11n", "802.11ac", "802.11ax"}),
                     standard)
{
    HttpTopologySettings settings;
    settings.shape = "wifi";
    settings.clients = 30;
    settings.wifi = standard;
    Network network(settings);
    network.Serve();
    const Time begin = network.topology.GetReadyTime();
    for (uint32_t i = 0; i < settings.clients; ++i)
    {
        network.Load(i, 0, "/bytes/3000", begin);
    }
    network.Run(begin + Seconds(2));
    BOOST_TEST(network.CountOutcomes()["complete"] == settings.clients);
    for (const HttpTransactionRecord& record : network.transactions)
    {
        BOOST_TEST(record.connectEnd - record.connectStart < MilliSeconds(900));
    }
}

BOOST_AUTO_TEST_SUITE_END()
