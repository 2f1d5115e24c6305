/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Common random numbers: what one part of a run draws does not shift what the others draw.

#include "http-network.h"

#include "ns3/http-server-helper.h"
#include "ns3/node-list.h"
#include "ns3/onoff-application.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <functional>
#include <sstream>

using namespace ns3;
using namespace http_test;

namespace
{

/// @brief What a run is made of.
struct Setup
{
    HttpTopologySettings network;                                          ///< the network
    std::string strategy = "persistent";                                   ///< the clients'
    std::string serverDelay = "ns3::ExponentialRandomVariable[Mean=0.01]"; ///< the servers'
};

/// @brief What was drawn in a run, by who drew it, as text.
struct Draws
{
    std::string access;                ///< the clients' links
    std::vector<std::string> requests; ///< of each client: sizes in the order of its pages
    std::string background;            ///< when its packets were sent
    std::string all;                   ///< the outcomes with their times
};

/// @brief Follows the parts of a run.
class Watcher
{
  public:
    Draws draws; ///< what was seen

    /// @brief Follows a transaction. @param record the transaction
    void OnTransaction(const HttpTransactionRecord& record)
    {
        std::ostringstream line;
        line << record.id << " " << record.node << " " << record.responseContentBytes << " "
             << record.connectEnd.GetNanoSeconds() << " " << record.finished.GetNanoSeconds()
             << "\n";
        draws.all += line.str();
        sizes[record.node][{record.page, record.id}] = record.responseContentBytes;
    }

    /// @brief Follows a packet of the background. @param packet the packet
    void OnBackground(Ptr<const Packet> /* packet */)
    {
        draws.background += std::to_string(Simulator::Now().GetNanoSeconds()) + "\n";
    }

    /// Sizes of contents by client, page and request
    std::map<uint32_t, std::map<std::pair<uint64_t, uint64_t>, uint64_t>> sizes;
};

/// @brief The usual setup. @return it
Setup
MakeSetup()
{
    Setup setup;
    setup.network.shape = "dumbbell";
    setup.network.clients = 4;
    setup.network.accessRates = "ns3::UniformRandomVariable[Min=5|Max=50]";
    setup.network.accessDelays = "ns3::ExponentialRandomVariable[Mean=0.01]";
    setup.network.loss = 0.01;
    setup.network.jitter = "1ms";
    setup.network.onOff = 2;
    return setup;
}

/// @brief Runs a setup. @param setup it @param end when it ends @return what was drawn
Draws
Draw(const Setup& setup, Time end)
{
    Network network(setup.network);
    Watcher watcher;
    HttpServerHelper server;
    server.SetAttribute("ProcessingDelay", StringValue(setup.serverDelay));
    HttpServerHelper::AssignStreams(server.Install(network.topology.GetServers()), 1000);
    for (uint32_t i = 0; i < setup.network.clients; ++i)
    {
        const Address address = network.topology.GetServerAddress(0);
        HttpClientHelper client(address, 80);
        client.SetStrategy(setup.strategy);
        client.SetWorkload("ns3::HttpPageWorkload",
                           "ObjectCount",
                           StringValue("ns3::UniformRandomVariable[Min=1|Max=8]"),
                           "ObjectSize",
                           StringValue("ns3::ExponentialRandomVariable[Mean=9000]"),
                           "ThinkTime",
                           StringValue("ns3::ExponentialRandomVariable[Mean=0.5]"),
                           "Pages",
                           UintegerValue(4));
        const uint32_t nodes = network.topology.GetClients().GetN();
        ApplicationContainer installed =
            client.Install(network.topology.GetClients().Get(i % nodes));
        HttpClientHelper::AssignStreams(installed, 100000 + 100 * int64_t{i});
        installed.Get(0)->TraceConnectWithoutContext(
            "Transaction",
            MakeCallback(&Watcher::OnTransaction, &watcher));
    }
    const NodeContainer servers = network.topology.GetServers();
    for (uint32_t i = 0; i < servers.Get(0)->GetNApplications(); ++i)
    {
        if (auto sender = DynamicCast<OnOffApplication>(servers.Get(0)->GetApplication(i)))
        {
            sender->TraceConnectWithoutContext("Tx",
                                               MakeCallback(&Watcher::OnBackground, &watcher));
        }
    }
    for (const HttpTopologyPlan::Link& link : network.topology.GetPlan().links)
    {
        if (!link.isMain)
        {
            watcher.draws.access += std::to_string(link.down.GetBitRate()) + " " +
                                    std::to_string(link.delay.GetNanoSeconds()) + "\n";
        }
    }
    network.Run(end);
    Simulator::Destroy();
    for (const auto& [client, sizes] : watcher.sizes)
    {
        std::string text;
        for (const auto& [place, size] : sizes)
        {
            text += std::to_string(size) + " ";
        }
        watcher.draws.requests.push_back(text);
    }
    return watcher.draws;
}

/// @brief A change of one part, and what may not move.
struct Change
{
    const char* name;                  ///< for messages
    std::function<void(Setup&)> apply; ///< makes it
    bool keepsAccess = true;           ///< the clients' links stay as they were
    bool keepsBackground = true;       ///< the background stays as it was
};

/// @brief Prints a change. @param out, change stream, it @return the stream
std::ostream&
operator<<(std::ostream& out, const Change& change)
{
    return out << change.name;
}

const Change CHANGES[] = {
    {"strategy serial", [](Setup& s) { s.strategy = "serial"; }},
    {"strategy pipelined", [](Setup& s) { s.strategy = "pipelined"; }},
    {"server", [](Setup& s) { s.serverDelay = "ns3::UniformRandomVariable[Max=0.1]"; }},
    {"no loss", [](Setup& s) { s.network.loss = 0; }},
    {"no jitter", [](Setup& s) { s.network.jitter.clear(); }},
    {"reordering", [](Setup& s) { s.network.reorder = 0.1; }},
    {"rate", [](Setup& s) { s.network.rate = DataRate("3Mbps"); }},
    {"access links",
     [](Setup& s) {
         s.network.accessRates.clear();
         s.network.accessDelays.clear();
     },
     false},
    {"access rates alone", [](Setup& s) { s.network.accessRates.clear(); }, false},
    {"background", [](Setup& s) { s.network.onOff = 0; }, true, false},
};

/// Shapes with queue disciplines
const std::string NETWORKS[] = {"point-to-point DropTail",
                                "dumbbell RED",
                                "dumbbell PIE",
                                "star CoDel",
                                "lan DropTail",
                                "wifi FqCoDel",
                                "tree DropTail",
                                "chain RED"};

} // namespace

BOOST_AUTO_TEST_SUITE(HttpTopologyStreams)

BOOST_DATA_TEST_CASE(OneChange, boost::unit_test::data::make(CHANGES), change)
{
    const Setup setup = MakeSetup();
    Setup changed = setup;
    change.apply(changed);
    const Draws before = Draw(setup, Seconds(30));
    const Draws after = Draw(changed, Seconds(30));
    BOOST_TEST((before.all != after.all), "the change changes something");
    BOOST_TEST(before.requests.size() >= 1U);
    BOOST_TEST(before.requests == after.requests, boost::test_tools::per_element());
    if (change.keepsAccess)
    {
        BOOST_TEST(before.access == after.access);
    }
    if (change.keepsBackground)
    {
        BOOST_TEST(before.background.size() > 1000U);
        BOOST_TEST((before.background == after.background));
    }
}

// ns-3 numbers streams that nobody numbers by itself, and on and on: a second run in one process
// would meet others if one was forgotten.
BOOST_DATA_TEST_CASE(EveryStreamIsNumbered,
                     boost::unit_test::data::make(NETWORKS) *
                         boost::unit_test::data::make({false, true}),
                     network,
                     isIpv6)
{
    Setup setup;
    setup.network.shape = network.substr(0, network.find(' '));
    setup.network.clients = 3;
    setup.network.isIpv6 = isIpv6;
    setup.network.queueDisc = network.substr(network.find(' ') + 1);
    setup.network.queue = 20;
    setup.network.onOff = 2;
    setup.network.onOffRate = DataRate("4Mbps");
    setup.network.loss = 0.01;
    const Draws first = Draw(setup, Seconds(3));
    const Draws second = Draw(setup, Seconds(3));
    BOOST_TEST(first.all.size() > 500U);
    BOOST_TEST((first.all == second.all));
    BOOST_TEST((first.background == second.background));
}

BOOST_AUTO_TEST_SUITE_END()
