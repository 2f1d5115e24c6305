/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Random networks, clients, servers and faults, seed by seed. A seed that fails is named; it alone
/// runs, and prints its records, with HTTP_SOAK_SEED=N in the environment. HTTP_SOAK_SEEDS=M-N runs
/// those from M to N in place of each test's own.

#include "http-simulation.h"

#include "ns3/boolean.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <iostream>
#include <random>
#include <set>

using namespace ns3;
using namespace http_test;

namespace
{

/// Requests of one seed
constexpr uint32_t REQUESTS = 50;

/// The longest simulated time of a seed: every request must have its outcome long before.
const Time LONGEST = Seconds(20000);

/// Simulated time behind the last outcome, in which connections come to their end.
const Time CLOSING = Seconds(1000);

/// @brief The client has no further page: the simulation need not go on for long.
void
OnFinished()
{
    Simulator::Stop(CLOSING);
}

/// @brief What a seed draws.
class Dice
{
  public:
    /// @brief Begins. @param seed the seed
    explicit Dice(uint32_t seed)
        : m_random(seed)
    {
    }

    /// @brief A number. @param least, most its range @return it
    uint32_t Draw(uint32_t least, uint32_t most)
    {
        return least + static_cast<uint32_t>(m_random() % (most - least + 1));
    }

    /// @brief Whether something happens. @param percent how likely @return whether
    bool Is(uint32_t percent)
    {
        return Draw(1, 100) <= percent;
    }

    /// @brief One of a list. @tparam T its type @param list the list @return it
    template <typename T>
    const T& Pick(const std::vector<T>& list)
    {
        return list[Draw(0, static_cast<uint32_t>(list.size()) - 1)];
    }

  private:
    std::mt19937 m_random; //!< the same numbers everywhere
};

/// @brief A link by chance. @param dice the dice @return it
Link
DrawLink(Dice& dice)
{
    Link link;
    link.rate = dice.Pick<std::string>({"1Mbps", "10Mbps", "100Mbps"});
    link.delay = MilliSeconds(dice.Draw(1, 80));
    link.loss = dice.Is(50) ? 0 : dice.Draw(1, 50) / 1000.0;
    link.queue = dice.Pick<uint32_t>({10, 100});
    link.isIpv6 = dice.Is(20);
    link.isRepaired = dice.Is(50);
    return link;
}

/// @brief Whether clients speak HTTP/1.0. @param strategy theirs @return whether
bool
IsOld(const std::string& strategy)
{
    return strategy == "serial" || strategy == "parallel";
}

/// @brief A client by chance. @param dice the dice @param strategy how it uses connections
/// @return its helper
ClientHelper
DrawClient(Dice& dice, const std::string& strategy)
{
    ClientHelper client;
    client.SetStrategy(strategy);
    client.SetAttribute("MaxRetries", UintegerValue(dice.Draw(0, 4)));
    client.SetAttribute("ConnectRetries", UintegerValue(dice.Draw(0, 3)));
    client.SetAttribute("RetryDelay", TimeValue(MilliSeconds(dice.Draw(1, 2000))));
    client.SetAttribute("ConnectTimeout", TimeValue(Seconds(dice.Is(50) ? 0 : dice.Draw(1, 20))));
    client.SetAttribute("ResponseTimeout", TimeValue(Seconds(dice.Is(50) ? 0 : dice.Draw(1, 60))));
    client.SetAttribute("StallTimeout", TimeValue(Seconds(dice.Draw(10, 100))));
    client.SetAttribute("IdleTimeout",
                        TimeValue(MilliSeconds(dice.Is(70) ? 0 : dice.Draw(1, 500))));
    client.SetAttribute("LingerTimeout", TimeValue(MilliSeconds(dice.Draw(0, 3000))));
    if (!IsOld(strategy))
    {
        const bool isShort = dice.Is(30);
        client.SetAttribute("MaxRequestsPerConnection",
                            UintegerValue(isShort ? dice.Draw(1, 5) : 0));
        // HTTP/2 ends by GOAWAY.
        client.SetAttribute("HalfClose",
                            BooleanValue(isShort && dice.Is(30) && strategy != "multiplexed"));
        client.SetAttribute("HeedKeepAlive", BooleanValue(dice.Is(30)));
    }
    return client;
}

/// @brief A server by chance. @param dice the dice @return its helper
HttpServerHelper
DrawServer(Dice& dice)
{
    HttpServerHelper server;
    server.SetAttribute("KeepAliveTimeout",
                        TimeValue(MilliSeconds(dice.Is(50) ? 5000 : dice.Draw(1, 300))));
    server.SetAttribute("MaxKeepAliveRequests", UintegerValue(dice.Is(60) ? 0 : dice.Draw(1, 9)));
    server.SetAttribute("KeepAliveField", BooleanValue(dice.Is(30)));
    server.SetAttribute("MaxConnections", UintegerValue(dice.Is(70) ? 0 : dice.Draw(1, 4)));
    server.SetAttribute("Backlog", UintegerValue(dice.Draw(1, 5)));
    server.SetAttribute("Workers", UintegerValue(dice.Is(60) ? 0 : dice.Draw(1, 3)));
    server.SetAttribute("MaxQueuedRequests", UintegerValue(dice.Draw(0, 10)));
    server.SetAttribute("RequestTimeout", TimeValue(Seconds(dice.Is(60) ? 0 : dice.Draw(1, 30))));
    server.SetAttribute("SendTimeout", TimeValue(Seconds(dice.Is(60) ? 0 : dice.Draw(5, 30))));
    server.SetAttribute("MaxContentBytes", UintegerValue(dice.Is(80) ? 0 : 5000));
    server.SetAttribute("LingerTimeout", TimeValue(MilliSeconds(dice.Draw(0, 3000))));
    return server;
}

/// @brief A request by chance. @param dice, simulation the dice, where @return it
HttpPageObject
DrawObject(Dice& dice, const Simulation& simulation)
{
    std::string target = "/bytes/" + std::to_string(dice.Draw(0, dice.Is(10) ? 100000 : 8000));
    std::string query;
    if (dice.Is(30))
    {
        query += "&chunked=1";
    }
    if (dice.Is(30))
    {
        query += "&delay=" + std::to_string(dice.Draw(1, 200)) + "ms";
    }
    if (dice.Is(12))
    {
        query += "&end=" + dice.Pick<std::string>({"close", "reset", "stall"});
        query += dice.Is(60) ? "&cut=" + std::to_string(dice.Draw(0, 5000)) : "";
    }
    if (!query.empty())
    {
        query[0] = '?';
    }
    const std::string method =
        dice.Pick<std::string>({"GET", "GET", "GET", "GET", "HEAD", "POST", "PUT"});
    const bool sends = method == "POST" || method == "PUT";
    return simulation.MakeObject(target + query, method, sends ? dice.Draw(0, 20000) : 0);
}

/// @brief What happens meanwhile. @param dice, simulation, link the dice, where, its link
void
DrawDisturbances(Dice& dice, Simulation& simulation, const Link& link)
{
    Ptr<HttpServer> server = simulation.servers.front();
    for (uint32_t i = dice.Is(50) ? 0 : dice.Draw(1, 3); i > 0; --i)
    {
        const Time from = MilliSeconds(dice.Draw(1, 4000));
        const Time until = from + MilliSeconds(dice.Draw(1, 5000));
        if (dice.Is(40))
        {
            Simulator::Schedule(from, &HttpServer::Stop, server);
            Simulator::Schedule(until, &HttpServer::Start, server);
        }
        else if (link.isIpv6 || dice.Is(60))
        {
            Simulator::Schedule(from, &Simulation::SetLoss, &simulation, 1.0);
            Simulator::Schedule(until, &Simulation::SetLoss, &simulation, link.loss);
        }
        else
        {
            Simulator::Schedule(from, &Simulation::SetInterface, &simulation, false);
            Simulator::Schedule(until, &Simulation::SetInterface, &simulation, true);
        }
    }
    if (dice.Is(15))
    {
        const Time stop = MilliSeconds(dice.Draw(1, 5000));
        simulation.clients.front()->SetStopTime(stop);
        Simulator::Stop(stop + CLOSING);
    }
}

/// @brief What must hold of a request. @param transaction it @param strategy the client's
void
CheckTransaction(const SeenTransaction& transaction, const std::string& strategy)
{
    static const std::set<std::string> OUTCOMES = {"complete",
                                                   "no-route",
                                                   "no-port",
                                                   "refused",
                                                   "connect-timeout",
                                                   "reset",
                                                   "connection-lost",
                                                   "peer-closed",
                                                   "truncated",
                                                   "response-timeout",
                                                   "too-many-retries",
                                                   "stopped"};
    BOOST_TEST_CONTEXT(transaction.ownMethod << " " << transaction.ownUrl << " attempts "
                                             << transaction.attempts << " status "
                                             << transaction.status << ": " << transaction.problem)
    {
        BOOST_TEST(OUTCOMES.count(transaction.outcome) == 1U, transaction.outcome);
        BOOST_TEST(transaction.finished < LONGEST);
        // Only HTTP/2 says which requests were not looked at (RFC 9113, section 8.7).
        if (transaction.ownMethod == "POST" && strategy != "multiplexed")
        {
            BOOST_TEST(transaction.attempts <= 1U);
        }
        const bool isWhole = transaction.outcome == std::string("complete") &&
                             transaction.status == 200 && transaction.ownMethod != "HEAD" &&
                             transaction.ownUrl.find("end=") == std::string::npos;
        if (isWhole)
        {
            const auto size = transaction.ownUrl.find("/bytes/") + 7;
            const uint64_t expected = std::stoull(transaction.ownUrl.substr(size));
            // Content of unknown length ends with the connection, so that nobody can tell a server
            // that stops from its end.
            const bool isUnknown =
                IsOld(strategy) && transaction.ownUrl.find("chunked=") != std::string::npos;
            BOOST_TEST(transaction.responseContentBytes <= expected);
            BOOST_TEST((isUnknown || transaction.responseContentBytes == expected));
        }
    }
}

/// @brief Runs a seed and checks it. @param seed the seed @return every record
std::string
RunSeed(uint32_t seed)
{
    Dice dice(seed);
    const Link link = DrawLink(dice);
    BOOST_TEST_CONTEXT("HTTP_SOAK_SEED=" << seed << ", " << link)
    {
        Simulation simulation(link);
        simulation.Serve(DrawServer(dice));
        const std::string strategy = dice.Pick(HttpClientHelper::GetStrategies());
        const ClientHelper client = DrawClient(dice, strategy);
        std::vector<HttpPage> pages;
        for (uint32_t left = REQUESTS; left > 0;)
        {
            HttpPage page;
            page.thinkTime = MilliSeconds(dice.Is(50) ? 0 : dice.Draw(1, 600));
            for (uint32_t i = std::min(left, dice.Draw(1, 20)); i > 0; --i, --left)
            {
                page.objects.push_back(DrawObject(dice, simulation));
            }
            pages.push_back(page);
        }
        simulation.LoadPages(pages, client);
        simulation.clients.front()->TraceConnectWithoutContext("Finished",
                                                               MakeCallback(&OnFinished));
        DrawDisturbances(dice, simulation, link);
        simulation.Run(LONGEST);
        std::set<uint64_t> ids;
        for (const SeenTransaction& transaction : simulation.transactions)
        {
            BOOST_TEST(ids.insert(transaction.id).second);
            CheckTransaction(transaction, strategy);
        }
        BOOST_TEST(simulation.servers.front()->GetConnections() == 0U);
        return simulation.GetLog();
    }
    return "";
}

/// @brief Runs seeds, or the one that the environment names. @param first, count which
void
RunSeeds(uint32_t first, uint32_t count)
{
    if (const char* text = std::getenv("HTTP_SOAK_SEED"))
    {
        std::cout << RunSeed(static_cast<uint32_t>(std::stoul(text)));
        return;
    }
    if (const char* text = std::getenv("HTTP_SOAK_SEEDS"))
    {
        const std::string range = text;
        first = static_cast<uint32_t>(std::stoul(range));
        count = static_cast<uint32_t>(std::stoul(range.substr(range.find('-') + 1))) + 1 - first;
    }
    for (uint32_t seed = first; seed < first + count; ++seed)
    {
        RunSeed(seed);
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpSoak)

BOOST_AUTO_TEST_CASE(TwoHundredSeeds)
{
    RunSeeds(1, 200);
}

BOOST_AUTO_TEST_CASE(SeedsReplayExactly)
{
    // In 2045 a reset reaches a server that has just started again.
    for (const uint32_t seed : {3U, 50U, 2045U})
    {
        const std::string first = RunSeed(seed);
        BOOST_TEST(first.size() > 1000U);
        BOOST_TEST((first == RunSeed(seed)));
    }
}

BOOST_AUTO_TEST_CASE(TwentyThousandSeeds, *boost::unit_test::label("long"))
{
    RunSeeds(1, 20000);
}

BOOST_AUTO_TEST_SUITE_END()
