/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The same seed and run give the same records, byte for byte; others give others.

#include "http-simulation.h"

#include "ns3/http-hosts.h"
#include "ns3/pointer.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>

using namespace ns3;
using namespace http_test;

namespace
{

/// @brief What may differ between two runs.
struct Run
{
    uint32_t seed = 1;      //!< RngSeed
    uint64_t run = 1;       //!< RngRun
    int64_t streams = 5000; //!< first stream of the client
};

/**
 * @brief Three clients load random pages over a link with losses.
 * @param run the seeds
 * @return every record
 */
std::string
MakeLog(const Run& run)
{
    RngSeedManager::SetSeed(run.seed);
    RngSeedManager::SetRun(run.run);
    Link link;
    link.loss = 0.02;
    Simulation simulation(link);
    HttpServerHelper server;
    server.SetAttribute("ProcessingDelay",
                        StringValue("ns3::ExponentialRandomVariable[Mean=0.01]"));
    simulation.Serve(server);
    Ptr<HttpHosts> hosts = CreateObject<HttpHosts>();
    hosts->SetAttribute("LookupDelay",
                        StringValue("ns3::UniformRandomVariable[Min=0.01|Max=0.05]"));
    hosts->Add("www.example.com", Ipv4Address("10.1.1.2"));
    BOOST_TEST(hosts->AssignStreams(900) == 1);
    simulation.nodes.Get(0)->AggregateObject(hosts);
    HttpClientHelper client("http://www.example.com/");
    client.SetWorkload("ns3::HttpPageWorkload",
                       "ObjectCount",
                       StringValue("ns3::UniformRandomVariable[Min=1|Max=8]"),
                       "Pages",
                       UintegerValue(3));
    int64_t used = 0;
    for (int i = 0; i < 3; ++i)
    {
        const int64_t own = simulation.Load(client)->AssignStreams(run.streams + used);
        BOOST_TEST(own > 0);
        used += own;
    }
    simulation.Run();
    BOOST_TEST(simulation.pages.size() == 9U);
    RngSeedManager::SetSeed(1);
    RngSeedManager::SetRun(1);
    return simulation.GetLog();
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpDeterminism)

BOOST_AUTO_TEST_CASE(SameSeedSameBytes)
{
    const std::string log = MakeLog({});
    BOOST_TEST(log.size() > 10000U);
    BOOST_TEST((MakeLog({}) == log));
}

BOOST_AUTO_TEST_CASE(OtherSeedsOtherBytes)
{
    const std::string log = MakeLog({});
    BOOST_TEST((MakeLog({1, 2, 5000}) != log));
    BOOST_TEST((MakeLog({2, 1, 5000}) != log));
    BOOST_TEST((MakeLog({1, 1, 6000}) != log));
    BOOST_TEST((MakeLog({1, 2, 5000}) == MakeLog({1, 2, 5000})));
}

BOOST_AUTO_TEST_SUITE_END()
