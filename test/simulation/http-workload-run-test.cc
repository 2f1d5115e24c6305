/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Workloads run end to end: open loops, connections of a page's own, every request accounted for.

#include "http-simulation.h"

#include "ns3/http-catalogue.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace ns3;
using namespace http_test;

namespace
{

/// Counts the firings of the Finished trace source, and remembers the last one's time.
struct FinishedSink
{
    void Fire()
    {
        ++times;
        last = Simulator::Now();
    }

    uint32_t times = 0;
    Time last;
};

HttpPage
MakeOpenPage(const Simulation& simulation, const std::string& target, Time startDelay)
{
    HttpPage page;
    page.objects.push_back(simulation.MakeObject(target));
    page.startDelay = startDelay;
    page.isOpen = true;
    return page;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpWorkloadRun)

BOOST_AUTO_TEST_CASE(AnOpenLoopDoesNotWaitForResponses)
{
    Simulation simulation;
    simulation.Serve();
    // The server takes 5 s for the first; three more arrive a second apart, the last one's delay
    // counts from the beginning of the third.
    std::vector<HttpPage> pages;
    pages.push_back(MakeOpenPage(simulation, "/bytes/10?delay=5s", MilliSeconds(500)));
    pages.push_back(MakeOpenPage(simulation, "/bytes/11", Seconds(1)));
    pages.push_back(MakeOpenPage(simulation, "/bytes/12", Seconds(1)));
    pages.push_back(MakeOpenPage(simulation, "/bytes/13", Seconds(1)));
    const Ptr<HttpClient> client = simulation.LoadPages(pages);
    FinishedSink finished;
    client->TraceConnectWithoutContext("Finished", MakeCallback(&FinishedSink::Fire, &finished));
    simulation.Run();

    BOOST_TEST_REQUIRE(simulation.pages.size() == 4U);
    BOOST_TEST(simulation.CountOutcomes()["complete"] == 4U);
    const uint64_t order[] = {2, 3, 4, 1};
    for (std::size_t i = 0; i < 4; ++i)
    {
        const SeenPage& page = simulation.pages[i];
        BOOST_TEST(page.id == order[i]);
        BOOST_TEST(page.started.GetMilliSeconds() ==
                   500 + 1000 * static_cast<int64_t>(page.id - 1));
        BOOST_TEST(page.objects == 1U);
        BOOST_TEST(page.bytes == 9 + page.id);
    }
    // The workload ended long before its first page.
    BOOST_TEST(finished.times == 1U);
    BOOST_TEST((finished.last == simulation.pages[3].finished));
}

BOOST_AUTO_TEST_CASE(PagesUnderWayEndWithTheirClient)
{
    Simulation simulation;
    simulation.Serve();
    std::vector<HttpPage> pages;
    pages.reserve(20);
    for (int i = 0; i < 20; ++i)
    {
        pages.push_back(MakeOpenPage(simulation, "/bytes/10?delay=1h", MilliSeconds(100)));
    }
    const Ptr<HttpClient> client = simulation.LoadPages(pages);
    client->SetStopTime(MilliSeconds(1050));
    simulation.Run();
    BOOST_TEST(simulation.CountOutcomes()["stopped"] == 10U);
    BOOST_TEST(client->GetRequestsQueued() == 10U);
}

BOOST_AUTO_TEST_CASE(APageCanHaveItsConnectionsToItself)
{
    for (const bool isOwn : {true, false})
    {
        BOOST_TEST_CONTEXT(isOwn)
        {
            Simulation simulation;
            simulation.Serve();
            // Two requests with a pause of a second between, on pages that begin 300 ms apart: with
            // shared connections the pauses are used.
            std::vector<HttpPage> pages;
            for (int i = 0; i < 12; ++i)
            {
                HttpPage page = MakeOpenPage(simulation,
                                             "/bytes/1?page=" + std::to_string(i),
                                             MilliSeconds(300));
                page.objects.push_back(simulation.MakeObject("/bytes/2"));
                page.objects.back().anchor = HttpPageObject::Anchor::LastByte;
                page.objects.back().delay = Seconds(1);
                page.objects.back().fields.Add("Connection", "close");
                page.ownConnections = isOwn;
                pages.push_back(page);
            }
            const Ptr<HttpClient> client = simulation.LoadPages(pages);
            simulation.Run();
            BOOST_TEST(simulation.CountOutcomes()["complete"] == 24U);
            std::map<Address, std::set<uint64_t>> pagesOfConnection;
            for (const SeenTransaction& transaction : simulation.transactions)
            {
                pagesOfConnection[transaction.local].insert(transaction.page);
            }
            const bool isShared =
                std::any_of(pagesOfConnection.begin(),
                            pagesOfConnection.end(),
                            [](const auto& entry) { return entry.second.size() > 1; });
            BOOST_TEST(isShared == !isOwn);
            if (isOwn)
            {
                BOOST_TEST(client->GetConnectionsOpened() == 12U);
            }
        }
    }
}

/// Each workload against a server with its catalogue: every page and request comes to its end.
BOOST_AUTO_TEST_CASE(EveryWorkloadIsServed)
{
    const std::string file = "http-workload-run-test.csv";
    std::ofstream(file) << "time,url,size\n0,/a,5000\n0.1,/b,70000\n0.1,/a,6000\n3,/bytes/9,\n";

    const struct
    {
        const char* type;
        const char* attribute;
        std::string value;
        std::size_t pages;
    } cases[] = {
        {"ns3::HttpThreeGppWorkload", "Pages", "20", 20},
        {"ns3::HttpPriesWorkload", "Pages", "5", 5},
        {"ns3::HttpSurgeWorkload", "Pages", "30", 30},
        {"ns3::HttpPackMimeWorkload", "Connections", "200", 200},
        {"ns3::HttpRequestWorkload", "Requests", "50", 50},
        {"ns3::HttpCsvWorkload", "File", file, 4},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.type)
        {
            Simulation simulation;
            ObjectFactory factory(test.type);
            factory.Set(test.attribute, StringValue(test.value));
            HttpServerHelper server;
            server.SetCatalogue(factory.Create<HttpWorkload>()->GetCatalogue());
            simulation.Serve(server);
            HttpClientHelper helper(simulation.GetUrl());
            helper.SetWorkload(test.type, test.attribute, StringValue(test.value));
            const Ptr<HttpClient> client = simulation.Load(helper);
            HttpClientHelper::AssignStreams(ApplicationContainer(client), 1);
            simulation.Run(Days(30));
            BOOST_TEST(simulation.pages.size() == test.pages);
            std::size_t objects = 0;
            for (const SeenPage& page : simulation.pages)
            {
                objects += page.objects;
                BOOST_TEST(page.outcome == std::string("complete"));
            }
            BOOST_TEST(simulation.transactions.size() == objects);
            BOOST_TEST(simulation.CountOutcomes()["complete"] == objects);
            for (const SeenTransaction& transaction : simulation.transactions)
            {
                BOOST_TEST((transaction.status == 200 || transaction.status == 304),
                           transaction.ownUrl << ' ' << transaction.status);
            }
        }
    }
    std::remove(file.c_str());
}

BOOST_AUTO_TEST_SUITE_END()
