/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Objects arrive whole and undamaged whatever the path does to the segments that carry them.

#include "http-simulation.h"

#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/global-value.h"
#include "ns3/pointer.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>
#include <sstream>

using namespace ns3;
using namespace http_test;

namespace
{

/// Sizes around nothing, a segment, and more than a window, in bytes.
const std::vector<uint64_t> SIZES = {0, 1, 523, 524, 525, 1447, 1448, 1449, 10000, 65521, 140000};

/// @brief The targets of SIZES. @param query behind each @return the targets
std::vector<std::string>
MakeTargets(const std::string& query = "")
{
    std::vector<std::string> targets;
    targets.reserve(std::size(SIZES));
    for (const uint64_t size : SIZES)
    {
        targets.push_back("/bytes/" + std::to_string(size) + query);
    }
    return targets;
}

/// @brief The size that a URL of MakeTargets names. @param url the URL @return bytes
uint64_t
GetNamedSize(const std::string& url)
{
    return std::stoull(url.substr(url.find("/bytes/") + 7));
}

/**
 * @brief Loads objects of SIZES, and compares every one.
 * @param link the path
 * @param strategy use of connections
 * @param query behind each target
 */
void
CheckPath(const Link& link, const std::string& strategy, const std::string& query = "")
{
    std::ostringstream text;
    text << link << ", " << strategy << " " << query;
    BOOST_TEST_CONTEXT(text.str())
    {
        Simulation simulation(link);
        simulation.Serve();
        ClientHelper client;
        client.SetStrategy(strategy);
        simulation.LoadTargets(MakeTargets(query), client, true);
        simulation.Run();
        BOOST_REQUIRE(simulation.transactions.size() == SIZES.size());
        for (const SeenTransaction& transaction : simulation.transactions)
        {
            BOOST_TEST_CONTEXT(transaction.ownUrl << " " << transaction.problem)
            {
                BOOST_TEST(transaction.outcome == std::string("complete"));
                BOOST_TEST(transaction.status == 200);
                BOOST_TEST(transaction.responseContentBytes == GetNamedSize(transaction.ownUrl));
            }
        }
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpPath)

BOOST_AUTO_TEST_CASE(EveryObjectArrivesOverIpv4)
{
    for (const double loss : {0.0, 0.01, 0.05, 0.1})
    {
        for (const uint32_t mtu : {576U, 1006U, 1500U})
        {
            for (const int delay : {0, 20, 300})
            {
                Link link;
                link.loss = loss;
                link.mtu = mtu;
                link.delay = MilliSeconds(delay);
                CheckPath(link, "persistent-parallel");
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(EveryObjectArrivesOverIpv6)
{
    for (const double loss : {0.0, 0.01, 0.05, 0.1})
    {
        for (const uint32_t mtu : {1280U, 1500U})
        {
            for (const int delay : {0, 20, 300})
            {
                Link link;
                link.loss = loss;
                link.mtu = mtu;
                link.delay = MilliSeconds(delay);
                link.isIpv6 = true;
                CheckPath(link, "persistent-parallel");
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(EveryStrategyOverLoss)
{
    for (const std::string& strategy : HttpClientHelper::GetStrategies())
    {
        for (const bool isRepaired : {false, true})
        {
            for (const double loss : {0.0, 0.03, 0.1})
            {
                Link link;
                link.loss = loss;
                link.isRepaired = isRepaired;
                // In chunks for HTTP/1.1; until the connection's end for HTTP/1.0.
                CheckPath(link, strategy);
                CheckPath(link, strategy, "?chunked=1");
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(ShortQueueThatOverflows)
{
    Link link;
    link.queue = 5;
    link.rate = "2Mbps";
    CheckPath(link, "persistent-parallel");
    CheckPath(link, "pipelined");
}

BOOST_AUTO_TEST_CASE(SegmentsThatAreFragmented)
{
    for (const bool isIpv6 : {false, true})
    {
        Link link;
        link.mtu = isIpv6 ? 1280 : 576;
        link.isIpv6 = isIpv6;
        Simulation simulation(link);
        // Segments above the MTU: the IP layer cuts them into fragments (RFC 791; RFC 8200, 4.5).
        Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(1448));
        simulation.Serve();
        simulation.LoadTargets(MakeTargets());
        simulation.Run();
        BOOST_TEST(simulation.CountOutcomes()["complete"] == SIZES.size());
    }
}

BOOST_AUTO_TEST_CASE(ContentDamagedOnTheWayIsNoticed)
{
    // Without checksums, as ns-3 has it by default, TCP lets a damaged segment pass, and only the
    // client's check of the pattern can tell. With checksums TCP drops it and it is sent again.
    for (const bool hasChecksums : {false, true})
    {
        BOOST_TEST_CONTEXT("checksums " << hasChecksums)
        {
            GlobalValue::Bind("ChecksumEnabled", BooleanValue(hasChecksums));
            Simulation simulation;
            Ptr<BitFlipper> flipper = CreateObject<BitFlipper>(1400, 7);
            simulation.devices.Get(0)->SetAttribute("ReceiveErrorModel", PointerValue(flipper));
            simulation.Serve();
            simulation.LoadTargets({"/bytes/3000", "/bytes/30000", "/bytes/4000"});
            simulation.Run();
            BOOST_TEST(flipper->GetFlipped() == 1U);
            BOOST_REQUIRE(simulation.transactions.size() == 3U);
            BOOST_TEST(simulation.transactions[0].outcome == std::string("complete"));
            BOOST_TEST(simulation.transactions[1].outcome ==
                       std::string(hasChecksums ? "complete" : "content-mismatch"));
            BOOST_TEST(simulation.transactions[1].responseContentBytes == 30000U);
            BOOST_TEST(simulation.transactions[2].outcome == std::string("complete"));
        }
    }
    GlobalValue::Bind("ChecksumEnabled", BooleanValue(false));
}

BOOST_AUTO_TEST_CASE(RequestContentDamagedOnTheWayIsRefused)
{
    Simulation simulation;
    Ptr<BitFlipper> flipper = CreateObject<BitFlipper>(1400, 5);
    simulation.devices.Get(1)->SetAttribute("ReceiveErrorModel", PointerValue(flipper));
    simulation.Serve();
    HttpPage page;
    page.objects = {simulation.MakeObject("/bytes/10", "POST", 20000)};
    simulation.LoadPages({page, page});
    simulation.Run();
    BOOST_TEST(flipper->GetFlipped() == 1U);
    BOOST_REQUIRE(simulation.transactions.size() == 2U);
    BOOST_TEST(simulation.transactions[0].status == 400);
    BOOST_TEST(simulation.transactions[1].status == 200);
    BOOST_TEST(simulation.transactions[1].outcome == std::string("complete"));
}

BOOST_AUTO_TEST_CASE(ZeroContentIsOnlyCounted)
{
    // The client's check must depend on the kind: what a server of zeros sends is no pattern.
    for (const char* kind : {"Zero", "Pattern"})
    {
        Simulation simulation;
        HttpServerHelper server;
        server.SetAttribute("BodyContent", StringValue("Zero"));
        simulation.Serve(server);
        ClientHelper client;
        client.SetAttribute("BodyContent", StringValue(kind));
        simulation.LoadTargets({"/bytes/5000"}, client);
        simulation.Run();
        BOOST_REQUIRE(simulation.transactions.size() == 1U);
        BOOST_TEST(simulation.transactions[0].outcome ==
                   std::string(kind == std::string("Zero") ? "complete" : "content-mismatch"));
    }
}

BOOST_AUTO_TEST_SUITE_END()
