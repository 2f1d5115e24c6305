/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Rate, delay and MTU of every topology, measured by HTTP over it, are what was asked for.

#include "http-network.h"

#include "ns3/config.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <cmath>

using namespace ns3;
using namespace http_test;

namespace
{

const std::string MAPS = HTTP_SOURCE_DIR "/examples/data/";

/// @brief A link of a path, seen from the client.
struct Hop
{
    double down;    ///< bit/s toward the client
    double up;      ///< bit/s toward the server
    double seconds; ///< one way
};

/// @brief A network and what the path in it should be.
struct Case
{
    const char* name;              ///< for messages
    HttpTopologySettings settings; ///< the network
    uint32_t client;               ///< one end of the path
    uint32_t server;               ///< the other
    std::vector<Hop> path;         ///< from the client on
};

/// @brief Prints a case. @param out, c stream, case @return the stream
std::ostream&
operator<<(std::ostream& out, const Case& c)
{
    return out << c.name << (c.settings.isIpv6 ? " IPv6" : " IPv4") << " MTU " << c.settings.mtu;
}

/// The access links that the settings have unless something else is said.
const Hop ACCESS{1e9, 1e9, 0.001};
/// Main links as they are without options.
const Hop MAIN{10e6, 10e6, 0.020};

/**
 * @brief The delay of light in fibre between two places, 200,000 km/s along the great circle.
 * @param a, b latitude and longitude, degrees
 * @return s, by the spherical law of cosines
 */
double
GetFibre(std::pair<double, double> a, std::pair<double, double> b)
{
    const double rad = std::acos(-1) / 180;
    const double angle = std::acos(std::sin(a.first * rad) * std::sin(b.first * rad) +
                                   std::cos(a.first * rad) * std::cos(b.first * rad) *
                                       std::cos((a.second - b.second) * rad));
    return 6371e3 * angle / 2e8;
}

/// @brief The settings of a shape. @param shape its name @param clients, servers hosts @return them
HttpTopologySettings
Make(const char* shape, uint32_t clients = 1, uint32_t servers = 1)
{
    HttpTopologySettings s;
    s.shape = shape;
    s.clients = clients;
    s.servers = servers;
    return s;
}

/// @brief Maps, with clients and servers at given routers. @return cases
std::vector<Case>
MakeMapCases()
{
    const auto make = [](const std::string& file, const char* client, const char* server) {
        HttpTopologySettings s = Make("file");
        s.file = MAPS + file;
        s.clientPlaces = client;
        s.serverPlaces = server;
        s.accessRate = DataRate("20Mbps");
        return s;
    };
    const Hop access{20e6, 20e6, 0.001};
    const std::pair<double, double> lisbon{38.7223, -9.1393};
    const std::pair<double, double> london{51.5074, -0.1278};
    const std::pair<double, double> madrid{40.4168, -3.7038};
    const std::pair<double, double> paris{48.8566, 2.3522};
    std::vector<Case> cases = {
        // OC-12 is 12 x 51.84 Mbit/s.
        {"GraphML, OC-12",
         make("cities.graphml", "Lisbon", "London"),
         0,
         0,
         {access, {622.08e6, 622.08e6, GetFibre(lisbon, london)}, access}},
        {"GraphML, two links",
         make("cities.graphml", "Lisbon", "Paris"),
         0,
         0,
         {access,
          {622e6, 622e6, GetFibre(lisbon, madrid)},
          {2.5e9, 2.5e9, GetFibre(madrid, paris)},
          access}},
        {"Inet", make("ring.inet", "0", "2"), 0, 0, {access, MAIN, MAIN, access}},
        {"Orbis", make("mesh.orbis", "5", "4"), 0, 0, {access, MAIN, MAIN, MAIN, access}},
        {"Rocketfuel weights",
         make("rocketfuel:" + MAPS + "backbone.weights", "north", "south"),
         0,
         0,
         {access, MAIN, MAIN, access}},
        {"Rocketfuel map", make("backbone.cch", "1", "5"), 0, 0, {access, MAIN, MAIN, access}},
    };
    cases[4].settings.file = "rocketfuel:" + MAPS + "backbone.weights";
    return cases;
}

/// @brief Every topology of point-to-point links, with both IP versions. @return cases
std::vector<Case>
MakeCases()
{
    std::vector<Case> cases = {
        {"point-to-point", Make("point-to-point"), 0, 0, {MAIN}},
        {"point-to-point, uplink", Make("point-to-point"), 0, 0, {{8e6, 2e6, 0.0125}}},
        {"dumbbell", Make("dumbbell", 3, 2), 2, 1, {ACCESS, MAIN, ACCESS}},
        {"dumbbell, routes of ns-3", Make("dumbbell", 3, 2), 2, 1, {ACCESS, MAIN, ACCESS}},
        {"dumbbell, nix-vector", Make("dumbbell", 3, 2), 2, 1, {ACCESS, MAIN, ACCESS}},
        {"star", Make("star", 3, 2), 1, 1, {ACCESS, MAIN}},
        {"tree",
         Make("tree", 5),
         4,
         0,
         {ACCESS, {10e9, 10e9, 0.001}, {10e9, 10e9, 0.001}, MAIN, ACCESS}},
        {"chain",
         Make("chain"),
         0,
         0,
         {ACCESS, {10e6, 10e6, 0.005}, {5e6, 5e6, 0.010}, {20e6, 20e6, 0.002}, ACCESS}},
        {"jumbo packets", Make("dumbbell"), 0, 0, {ACCESS, MAIN, ACCESS}},
        {"least packets", Make("dumbbell"), 0, 0, {ACCESS, MAIN, ACCESS}},
        {"slow access", Make("dumbbell"), 0, 0, {{3e6, 1e6, 0.007}, MAIN, {3e6, 3e6, 0.007}}},
    };
    cases[1].settings.rate = DataRate("8Mbps");
    cases[1].settings.uplink = DataRate("2Mbps");
    cases[1].settings.delay = MicroSeconds(12500);
    cases[3].settings.routing = "global";
    cases[4].settings.routing = "nix-vector";
    cases[6].settings.fanout = 2;
    cases[7].settings.routers = 4;
    cases[7].settings.rates = "10Mbps,5Mbps,20Mbps";
    cases[7].settings.delays = "5ms,10ms,2ms";
    cases[8].settings.mtu = 9000;
    cases[10].settings.accessRate = DataRate("3Mbps");
    cases[10].settings.accessUplink = DataRate("1Mbps");
    cases[10].settings.accessDelay = MilliSeconds(7);
    const std::vector<Case> maps = MakeMapCases();
    cases.insert(cases.end(), maps.begin(), maps.end());
    const std::size_t number = cases.size();
    for (std::size_t i = 0; i < number; ++i)
    {
        // ns-3 has no global routing for IPv6.
        if (cases[i].settings.routing != "global")
        {
            cases.push_back(cases[i]);
            cases.back().settings.isIpv6 = true;
        }
    }
    for (Case& c : cases)
    {
        if (std::string(c.name) == "least packets")
        {
            c.settings.mtu = c.settings.isIpv6 ? 1280 : 576;
        }
    }
    return cases;
}

/**
 * @brief Times for a packet there and one back over links that are idle.
 * @param c the case
 * @param there, back bytes of the IP packets
 * @return s
 */
double
GetRoundTrip(const Case& c, uint32_t there, uint32_t back)
{
    double seconds = 0;
    for (const Hop& hop : c.path)
    {
        seconds +=
            2 * hop.seconds + (there + PPP_BYTES) * 8 / hop.up + (back + PPP_BYTES) * 8 / hop.down;
    }
    return seconds;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpTopologyPaths)

BOOST_DATA_TEST_CASE(RateDelayMtu, boost::unit_test::data::make(MakeCases()), c)
{
    // No window is in the way but the receiver's in the first round trips: the object, which is
    // large, comes at the rate of the slowest link.
    Config::SetDefault("ns3::TcpSocket::InitialCwnd", UintegerValue(800));
    Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(1000000));
    Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(1000000));
    HttpTopologySettings settings = c.settings;
    settings.queue = 10000;
    Network network(settings);
    network.Serve(c.client);
    network.Load(c.client, c.server, "/bytes/10000000", Seconds(0));
    network.Run(Seconds(300));
    BOOST_REQUIRE(network.CountOutcomes()["complete"] == 1U);
    const HttpTransactionRecord& record = network.transactions[0];

    const double roundTrip = (record.connectEnd - record.connectStart).GetSeconds();
    BOOST_TEST(roundTrip == GetRoundTrip(c, network.sent[0], network.received[0]),
               boost::test_tools::tolerance(0.001));

    double rate = 1e15;
    for (const Hop& hop : c.path)
    {
        rate = std::min(rate, hop.down);
    }
    const double payload = c.settings.mtu - GetIpBytes(c.settings.isIpv6) - TCP_BYTES;
    const double goodput = static_cast<double>(record.responseContentBytes) * 8 /
                           (record.finished - record.firstByte).GetSeconds();
    BOOST_TEST(goodput == rate * payload / (c.settings.mtu + PPP_BYTES),
               boost::test_tools::tolerance(0.01));
    BOOST_TEST(network.largest == c.settings.mtu);

    // What the network says of itself.
    const HttpTopologyPath path = network.topology.GetPath(c.client, c.server);
    BOOST_TEST(path.links.size() == c.path.size());
    BOOST_TEST(static_cast<double>(path.down.GetBitRate()) == rate);
}

BOOST_AUTO_TEST_SUITE_END()
