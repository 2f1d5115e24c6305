/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Clients, servers and proxies over HTTP/2 in clear.

#include "http-apart.h"
#include "http-simulation.h"

#include "ns3/address-utils.h"
#include "ns3/boolean.h"
#include "ns3/http-catalogue.h"
#include "ns3/http-frame-record.h"
#include "ns3/http-hosts.h"
#include "ns3/http-server-helper.h"
#include "ns3/http-stream-scheduler.h"
#include "ns3/http2-session.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <memory>

using namespace ns3;
using namespace http_test;

namespace
{

/// @brief Whether the build has HTTP/2; for Boost's precondition. @return whether
bool
HasProtocol(unsigned long /* test */)
{
    return http::HasHttp2();
}

/// @brief Whether tests run with the module's endpoint; for Boost's precondition. @return whether
bool
HasOwnEndpoint(unsigned long /* test */)
{
    return GetSocketFactory(Link()) != TcpSocketFactory::GetTypeId();
}

/// @brief A client of HTTP/2. @return its helper
ClientHelper
MakeHelper()
{
    ClientHelper helper;
    helper.SetAttribute("Version", StringValue("HTTP/2"));
    return helper;
}

/// @brief Targets of a page. @param number how many @param bytes of each @return them
std::vector<std::string>
MakeTargets(unsigned number, unsigned bytes)
{
    std::vector<std::string> targets;
    for (unsigned i = 0; i < number; ++i)
    {
        targets.push_back("/bytes/" + std::to_string(bytes + i));
    }
    return targets;
}

/// Frames that were seen, as "client > HEADERS 1".
std::vector<std::string> g_frames;

/// @brief A sink for frames. @param record the frame
void
OnFrame(const HttpFrameRecord& record)
{
    g_frames.push_back(std::to_string(record.node) + (record.sent ? " > " : " < ") + record.type +
                       " " + std::to_string(record.stream));
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpHttp2, *boost::unit_test::precondition(HasProtocol))

BOOST_AUTO_TEST_CASE(OneConnection)
{
    Simulation simulation;
    Ptr<HttpServer> server = simulation.Serve();
    simulation.LoadTargets(MakeTargets(40, 3000), MakeHelper(), true);
    simulation.Run();
    BOOST_TEST(simulation.CountOutcomes()["complete"] == 40U);
    BOOST_TEST(server->GetAccepted() == 1U);
    BOOST_TEST(server->GetRequests() == 40U);
}

// One connection that multiplexes against six that do not, on the same page. After the handshake,
// 45 kB take windows of 10, 20 and 40 segments (RFC 6928), 3 round trips; six connections take
// ceil(40 / 6) = 7.
BOOST_AUTO_TEST_CASE(FasterOnALongPath)
{
    const auto measure = [](const ClientHelper& helper) {
        Link link;
        link.delay = MilliSeconds(100);
        Simulation simulation(link);
        simulation.Serve();
        simulation.LoadTargets(MakeTargets(40, 1000), helper, true);
        simulation.Run();
        BOOST_TEST(simulation.CountOutcomes()["complete"] == 40U);
        const Time roundTrip = 2 * link.delay;
        return std::lround((simulation.pages.at(0).finished / roundTrip).GetDouble());
    };
    BOOST_TEST(measure(MakeHelper()) == 4);
    BOOST_TEST(measure(ClientHelper()) == 8);
}

BOOST_AUTO_TEST_CASE(WithLoss)
{
    Link link;
    link.loss = 0.03;
    Simulation simulation(link);
    simulation.Serve();
    simulation.LoadTargets(MakeTargets(100, 5000), MakeHelper(), true);
    simulation.Run();
    BOOST_TEST(simulation.CountOutcomes()["complete"] == 100U);
}

BOOST_AUTO_TEST_CASE(ContentOfRequests)
{
    Simulation simulation;
    Ptr<HttpServer> server = simulation.Serve();
    HttpPage page;
    for (unsigned i = 0; i < 10; ++i)
    {
        page.objects.push_back(simulation.MakeObject("/bytes/" + std::to_string(i), "POST", 50000));
    }
    simulation.LoadPages({page}, MakeHelper());
    simulation.Run();
    BOOST_TEST(simulation.CountOutcomes()["complete"] == 10U);
    BOOST_TEST(server->GetAccepted() == 1U);
}

// Settings and orders that are not known stop before the run.
BOOST_AUTO_TEST_CASE(BadSettings)
{
    Simulation simulation;
    Ptr<HttpServer> server = simulation.Serve();
    server->SetAttribute("StreamScheduler", StringValue("fastest"));
    BOOST_TEST(server->GetContradiction() ==
               "StreamScheduler \"fastest\" is not known; accepted: in-order, round-robin, "
               "urgency, weights");
    server->SetAttribute("StreamScheduler", StringValue("weights"));
    server->SetAttribute("Http2Settings", StringValue("apache"));
    BOOST_TEST(server->GetContradiction() ==
               "Http2Settings \"apache\" is not known; accepted: chromium, curl, nginx, plain");
    server->SetAttribute("Http2Settings", StringValue("nginx"));
    simulation.LoadTargets({"/bytes/1"}, MakeHelper());
    simulation.Run();
}

// A server that does not want HTTP/2 says so in HTTP/1.1, and the client's request fails.
BOOST_AUTO_TEST_CASE(ServerWithout)
{
    Simulation simulation;
    HttpServerHelper helper;
    helper.SetAttribute("Http2", BooleanValue(false));
    simulation.Serve(helper);
    simulation.LoadTargets({"/bytes/1"}, MakeHelper());
    simulation.Run();
    BOOST_TEST(simulation.CountOutcomes()["complete"] == 0U);
}

BOOST_AUTO_TEST_CASE(Frames)
{
    g_frames.clear();
    Simulation simulation;
    Ptr<HttpServer> server = simulation.Serve();
    Ptr<HttpClient> client = simulation.LoadTargets({"/bytes/10000"}, MakeHelper());
    client->TraceConnectWithoutContext("Frame", MakeCallback(&OnFrame));
    server->TraceConnectWithoutContext("Frame", MakeCallback(&OnFrame));
    simulation.Run();
    const auto count = [](const std::string& line) {
        return std::count(g_frames.begin(), g_frames.end(), line);
    };
    BOOST_TEST(count("0 > HEADERS 1") == 1);
    BOOST_TEST(count("1 < HEADERS 1") == 1);
    BOOST_TEST(count("1 > DATA 1") == 2);
    BOOST_TEST(count("0 < DATA 1") == 2);
    BOOST_TEST(count("0 > SETTINGS 0") == 2);
    // At the end the client says that it goes.
    BOOST_TEST(count("1 < SETTINGS 0") == 2);
}

// A server that closes after a few requests says so by GOAWAY: what came too late goes elsewhere.
BOOST_AUTO_TEST_CASE(GoAway)
{
    Simulation simulation;
    HttpServerHelper helper;
    helper.SetAttribute("MaxKeepAliveRequests", UintegerValue(7));
    Ptr<HttpServer> server = simulation.Serve(helper);
    simulation.LoadTargets(MakeTargets(20, 3000), MakeHelper(), true);
    simulation.Run();
    BOOST_TEST(simulation.CountOutcomes()["complete"] == 20U);
    BOOST_TEST(server->GetAccepted() == 3U);
    BOOST_TEST(server->GetRequests() == 20U);
}

// Requests that are not idempotent are sent again where the server says that it did nothing.
BOOST_AUTO_TEST_CASE(GoAwayOfPosts)
{
    Simulation simulation;
    HttpServerHelper helper;
    helper.SetAttribute("MaxKeepAliveRequests", UintegerValue(3));
    Ptr<HttpServer> server = simulation.Serve(helper);
    HttpPage page;
    for (unsigned i = 0; i < 8; ++i)
    {
        page.objects.push_back(simulation.MakeObject("/bytes/100", "POST", 100));
    }
    simulation.LoadPages({page}, MakeHelper());
    simulation.Run();
    BOOST_TEST(simulation.CountOutcomes()["complete"] == 8U);
    BOOST_TEST(server->GetRequests() == 8U);
}

// A connection that is lost with twenty streams: each is asked for again, or has failed once. What
// the server has handed to its socket still arrives: there is more than that.
BOOST_AUTO_TEST_CASE(LostWithTwenty)
{
    Simulation simulation;
    Ptr<HttpServer> server = simulation.Serve();
    ClientHelper helper = MakeHelper();
    helper.SetAttribute("ConnectRetries", UintegerValue(10));
    simulation.LoadTargets(MakeTargets(20, 200000), helper, true);
    Simulator::Schedule(MilliSeconds(200), &HttpServer::Stop, server);
    Simulator::Schedule(Seconds(2), &HttpServer::Start, server);
    simulation.Run();
    auto outcomes = simulation.CountOutcomes();
    BOOST_TEST(simulation.transactions.size() == 20U);
    BOOST_TEST(outcomes["complete"] + outcomes["truncated"] == 20U);
    BOOST_TEST(outcomes["truncated"] > 0U);
}

// What a stream's failure costs: nothing but the stream.
BOOST_AUTO_TEST_CASE(ResetStreams)
{
    Simulation simulation;
    Ptr<HttpServer> server = simulation.Serve();
    std::vector<std::string> targets = MakeTargets(10, 30000);
    targets.insert(targets.begin() + 3, "/bytes/30000?end=reset&cut=10000");
    targets.insert(targets.begin() + 7, "/bytes/30000?end=reset");
    simulation.LoadTargets(targets, MakeHelper(), true);
    simulation.Run();
    auto outcomes = simulation.CountOutcomes();
    BOOST_TEST(outcomes["complete"] == 10U);
    BOOST_TEST(outcomes["reset"] == 1U);
    BOOST_TEST(outcomes["too-many-retries"] == 1U);
    BOOST_TEST(server->GetAccepted() == 1U);
}

// The most urgent is sent first, unless the server's order says otherwise; or a script's own.
BOOST_AUTO_TEST_CASE(OrderOfResponses)
{
    class LastFirst : public http::StreamScheduler
    {
        std::size_t Choose(const std::vector<http::ReadyStream>& ready) override
        {
            return ready.size() - 1;
        }
    };

    const auto load = [](const std::string& scheduler) {
        Simulation simulation;
        Ptr<HttpServer> server = simulation.Serve();
        if (scheduler == "own")
        {
            server->SetStreamScheduler([] { return std::make_unique<LastFirst>(); });
        }
        else
        {
            server->SetAttribute("StreamScheduler", StringValue(scheduler));
        }
        HttpPage page;
        for (unsigned i = 0; i < 3; ++i)
        {
            page.objects.push_back(simulation.MakeObject("/bytes/" + std::to_string(300000 + i)));
            page.objects.back().priority = i == 1 ? "u=0" : "";
        }
        simulation.LoadPages({page}, MakeHelper());
        simulation.Run();
        std::string order;
        for (const SeenTransaction& transaction : simulation.transactions)
        {
            order += transaction.ownUrl.back();
        }
        return order;
    };
    BOOST_TEST(load("in-order") == "012");
    BOOST_TEST(load("urgency") == "102");
    BOOST_TEST(load("own").substr(0, 1) == "2");
}

// What waits in the socket cannot be overtaken: where little may wait there, what is urgent waits
// only for what is on its way.
BOOST_AUTO_TEST_CASE(Overtaking, *boost::unit_test::precondition(HasOwnEndpoint))
{
    const auto measure = [](uint32_t lowWater) {
        Link link;
        link.queue = 30;
        Simulation simulation(link);
        HttpServerHelper servers;
        servers.SetAttribute("NotSentLowWater", UintegerValue(lowWater));
        simulation.Serve(servers);
        HttpPage page;
        page.objects.push_back(simulation.MakeObject("/bytes/3000000"));
        page.objects.push_back(simulation.MakeObject("/bytes/5000"));
        page.objects.back().priority = "u=0";
        page.objects.back().delay = MilliSeconds(700);
        simulation.LoadPages({page}, MakeHelper());
        simulation.Run();
        BOOST_TEST(simulation.CountOutcomes()["complete"] == 2U);
        const SeenTransaction& urgent = simulation.transactions.at(0);
        BOOST_TEST(urgent.ownUrl.find("/bytes/5000") != std::string::npos);
        return (urgent.finished - urgent.queued).GetSeconds();
    };
    const double free = measure(0);
    const double kept = measure(16384);
    BOOST_TEST_MESSAGE("urgent response: " << free << " s, with low water " << kept << " s");
    BOOST_TEST(kept < 0.75 * free);
}

// ns-3's sockets have no such limit: that stops before the run.
BOOST_AUTO_TEST_CASE(NoLowWater)
{
    const Ending ending = DoApart([] {
        Link link;
        link.isRepaired = false;
        Simulation simulation(link);
        HttpServerHelper servers;
        servers.SetAttribute("NotSentLowWater", UintegerValue(16384));
        simulation.Serve(servers);
        simulation.Run();
    });
    BOOST_TEST(ending.status != 0);
    BOOST_TEST(ending.told.find("HttpServer: NotSentLowWater: 16384 needs the module's TCP "
                                "sockets") != std::string::npos,
               ending.told);
}

// Origins of one address share a connection; what is answered with 421 gets one of its own.
BOOST_AUTO_TEST_CASE(Coalescing)
{
    for (const bool isMisdirected : {false, true})
    {
        Simulation simulation;
        auto hosts = CreateObject<HttpHosts>();
        for (const char* name : {"a.example", "b.example"})
        {
            hosts->Add(name,
                       InetSocketAddress::ConvertFrom(simulation.GetServerAddress()).GetIpv4());
        }
        simulation.nodes.Get(0)->AggregateObject(hosts);
        Ptr<HttpServer> server = simulation.Serve();
        auto catalogue = CreateObject<HttpCatalogue>();
        HttpResource resource;
        resource.size = 500;
        catalogue->Add("/", resource, "a.example");
        resource.status = isMisdirected ? 421 : 200;
        catalogue->Add("/", resource, "b.example");
        server->SetAttribute("Catalogue", PointerValue(catalogue));
        ClientHelper helper = MakeHelper();
        helper.SetAttribute("Coalesce", BooleanValue(true));
        HttpPage page;
        for (const char* host : {"a.example", "b.example"})
        {
            page.objects.push_back(simulation.MakeObject("/"));
            page.objects.back().url.host = host;
        }
        simulation.LoadPages({page}, helper);
        simulation.Run();
        BOOST_TEST(simulation.CountOutcomes()["complete"] == 2U);
        BOOST_TEST(server->GetAccepted() == (isMisdirected ? 2U : 1U));
        BOOST_TEST(simulation.transactions.at(1).status == (isMisdirected ? 421U : 200U));
    }
}

BOOST_AUTO_TEST_SUITE_END()
