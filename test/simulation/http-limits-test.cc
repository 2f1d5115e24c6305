/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What bounds servers and clients: connections, workers, slow peers, retries, ports.

#include "http-raw-peer.h"
#include "http-simulation.h"

#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/http-observed-socket.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>

using namespace ns3;
using namespace http_test;

namespace
{

/// @brief How often a text stands in the records. @param simulation, text where, what @return times
std::size_t
Count(const Simulation& simulation, const std::string& text)
{
    std::size_t count = 0;
    for (auto at = simulation.GetLog().find(text); at != std::string::npos;
         at = simulation.GetLog().find(text, at + 1))
    {
        ++count;
    }
    return count;
}

/// @brief A client of one strategy. @param name its name @return its helper
ClientHelper
MakeClient(const std::string& name)
{
    ClientHelper client;
    client.SetStrategy(name);
    return client;
}

/// @brief Notes how many connections a server has. @param server it @param count where
void
NoteConnections(const HttpServer* server, uint32_t* count)
{
    *count = server->GetConnections();
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpLimits)

BOOST_AUTO_TEST_CASE(KeepAliveOfHttp10)
{
    // RFC 2068, section 19.7.1: without the client's wish there is no such connection.
    for (const bool isWanted : {false, true})
    {
        Simulation simulation;
        HttpServerHelper helper;
        helper.SetAttribute("KeepAliveField", BooleanValue(true));
        helper.SetAttribute("MaxKeepAliveRequests", UintegerValue(3));
        Ptr<HttpServer> server = simulation.Serve(helper);
        ClientHelper client = MakeClient("serial");
        client.SetAttribute("Persistent", BooleanValue(isWanted));
        client.SetAttribute("HeedKeepAlive", BooleanValue(isWanted));
        simulation.LoadTargets(std::vector<std::string>(6, "/bytes/100"), client);
        simulation.Run();
        BOOST_TEST(simulation.CountOutcomes()["complete"] == 6U);
        BOOST_TEST(server->GetAccepted() == (isWanted ? 2U : 6U));
        // Each message is recorded where it is sent and where it is received.
        for (const char* field :
             {"Keep-Alive: timeout=5, max=2\r\n", "Keep-Alive: timeout=5, max=1\r\n"})
        {
            BOOST_TEST(Count(simulation, field) == (isWanted ? 4U : 0U));
        }
        BOOST_TEST(Count(simulation, "max=0") == 0U);
        for (const SeenTransaction& transaction : simulation.transactions)
        {
            BOOST_TEST(transaction.attempts == 1U);
        }
    }
}

BOOST_AUTO_TEST_CASE(KeepAliveFieldIsHeeded)
{
    // A server that keeps its word by closing late: the client does not use the connection again.
    for (const bool isHeeded : {false, true})
    {
        Simulation simulation;
        const std::string reply = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n"
                                  "Keep-Alive: timeout=1, max=1\r\n\r\n";
        RawServer raw(simulation.nodes.Get(1),
                      simulation.GetServerAddress(),
                      {{{reply}, {reply}, {reply}, {reply}}});
        ClientHelper client;
        client.SetAttribute("HeedKeepAlive", BooleanValue(isHeeded));
        std::vector<HttpPage> pages(4);
        for (HttpPage& page : pages)
        {
            page.objects = {simulation.MakeObject("/")};
        }
        // The first two follow each other at once: max allows one more. Then comes a pause.
        pages[1].thinkTime = Seconds(2);
        client.SetAttribute("BodyContent", StringValue("Zero"));
        simulation.LoadPages(pages, client);
        simulation.Run(Seconds(20));
        BOOST_TEST(simulation.CountOutcomes()["complete"] == 4U);
        BOOST_TEST(raw.accepted == (isHeeded ? 2U : 1U));
    }
}

BOOST_AUTO_TEST_CASE(ARequestBehindOneThatWaits)
{
    // While the first response is not out, the server takes 1 MiB of what follows it and leaves the
    // rest to the socket. All of it has come by then, so that nothing new tells of the rest.
    for (const uint64_t bytes : {1000000, 1100000, 1150000, 2000000})
    {
        BOOST_TEST_CONTEXT(bytes << " bytes")
        {
            Simulation simulation;
            simulation.Serve();
            HttpPage page;
            page.objects = {simulation.MakeObject("/bytes/10?delay=5s"),
                            simulation.MakeObject("/bytes/10", "PUT", bytes)};
            simulation.LoadPages({page}, MakeClient("pipelined"));
            simulation.Run();
            BOOST_TEST(simulation.CountOutcomes()["complete"] == 2U);
            for (const SeenTransaction& seen : simulation.transactions)
            {
                BOOST_TEST(seen.attempts == 1U);
                BOOST_TEST(seen.finished < Seconds(10));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(RequestsQueueForWorkers)
{
    Simulation simulation;
    HttpServerHelper helper;
    helper.SetAttribute("Workers", UintegerValue(2));
    Ptr<HttpServer> server = simulation.Serve(helper);
    simulation.LoadTargets(std::vector<std::string>(6, "/bytes/100?delay=100ms"),
                           MakeClient("parallel"),
                           true);
    simulation.Run();
    BOOST_REQUIRE(simulation.CountOutcomes()["complete"] == 6U);
    // Two at a time, 100 ms each: the last pair waits for two others.
    for (std::size_t i = 0; i < 6; ++i)
    {
        const Time took =
            simulation.transactions[i].firstByte - simulation.transactions[i].requestEnd;
        const Time least = MilliSeconds(20 + 100 * (1 + static_cast<int64_t>(i) / 2));
        BOOST_TEST(took >= least);
        BOOST_TEST(took < least + MilliSeconds(5));
    }
    BOOST_TEST(server->GetWorkers().GetBusy() == 0U);
}

BOOST_AUTO_TEST_CASE(FullQueueIsAnsweredWith503)
{
    Simulation simulation;
    HttpServerHelper helper;
    helper.SetAttribute("Workers", UintegerValue(1));
    helper.SetAttribute("MaxQueuedRequests", UintegerValue(2));
    helper.SetAttribute("RetryAfter", TimeValue(MilliSeconds(2500)));
    Ptr<HttpServer> server = simulation.Serve(helper);
    simulation.LoadTargets(std::vector<std::string>(6, "/bytes/100?delay=100ms"),
                           MakeClient("persistent-parallel"),
                           true);
    simulation.Run();
    BOOST_TEST(simulation.CountOutcomes()["complete"] == 6U);
    uint32_t refused = 0;
    for (const SeenTransaction& transaction : simulation.transactions)
    {
        refused += transaction.status == 503 ? 1 : 0;
    }
    BOOST_TEST(refused == 3U);
    BOOST_TEST(server->GetRefusedForNow() == 3U);
    BOOST_TEST(Count(simulation, "Retry-After: 3\r\n") == 6U);
}

BOOST_AUTO_TEST_CASE(WorkersOfClosedConnectionsAreFree)
{
    Simulation simulation;
    HttpServerHelper helper;
    helper.SetAttribute("Workers", UintegerValue(1));
    Ptr<HttpServer> server = simulation.Serve(helper);
    simulation.LoadTargets({"/bytes/1?delay=1000s", "/bytes/1?delay=1000s"},
                           MakeClient("parallel"),
                           true);
    Simulator::Schedule(Seconds(1), &HttpServer::Stop, server);
    Simulator::Schedule(Seconds(2), &HttpServer::Start, server);
    Ptr<HttpClient> other = simulation.LoadTargets({"/bytes/1"});
    other->SetStartTime(Seconds(5));
    simulation.Run(Seconds(20));
    // The first two are tried again while the server is down.
    BOOST_TEST(simulation.CountOutcomes()["refused"] == 2U);
    BOOST_TEST(simulation.CountOutcomes()["complete"] == 1U);
}

BOOST_AUTO_TEST_CASE(ConnectionsWaitInTheBacklog)
{
    for (const bool isRepaired : {false, true})
    {
        Link link;
        link.isRepaired = isRepaired;
        Simulation simulation(link);
        HttpServerHelper helper;
        helper.SetAttribute("MaxConnections", UintegerValue(1));
        helper.SetAttribute("Backlog", UintegerValue(2));
        Ptr<HttpServer> server = simulation.Serve(helper);
        simulation.LoadTargets(std::vector<std::string>(5, "/bytes/100?delay=100ms"),
                               MakeClient("parallel"),
                               true);
        simulation.Run();
        BOOST_REQUIRE(simulation.CountOutcomes()["complete"] == 5U);
        // Three are served one after the other; the others ask again when TCP does, a second later.
        BOOST_TEST(simulation.transactions[2].finished > MilliSeconds(300));
        BOOST_TEST(simulation.transactions[2].finished < MilliSeconds(700));
        BOOST_TEST(simulation.transactions[3].finished > Seconds(1));
        BOOST_TEST(server->GetDroppedConnections() >= 2U);
        BOOST_TEST(server->GetBacklog() == 0U);
        BOOST_TEST(server->GetConnections() == 0U);
    }
}

BOOST_AUTO_TEST_CASE(ClientsThatLeaveTheBacklog)
{
    for (const bool isRepaired : {false, true})
    {
        Link link;
        link.isRepaired = isRepaired;
        Simulation simulation(link);
        HttpServerHelper helper;
        helper.SetAttribute("MaxConnections", UintegerValue(1));
        Ptr<HttpServer> server = simulation.Serve(helper);
        simulation.LoadTargets({"/bytes/100?delay=3s"});
        Ptr<HttpClient> impatient =
            simulation.LoadTargets(std::vector<std::string>(4, "/bytes/100"),
                                   MakeClient("parallel"),
                                   true);
        impatient->SetStartTime(MilliSeconds(100));
        impatient->SetStopTime(Seconds(1));
        Ptr<HttpClient> patient = simulation.LoadTargets({"/bytes/100"});
        patient->SetStartTime(MilliSeconds(200));
        simulation.Run(Seconds(100));
        BOOST_TEST(simulation.CountOutcomes()["complete"] == 2U);
        BOOST_TEST(simulation.CountOutcomes()["stopped"] == 4U);
        BOOST_TEST(server->GetConnections() == 0U);
    }
}

BOOST_AUTO_TEST_CASE(ResetsInTheBacklog)
{
    // A connection that is reset while it waits leaves the line; those behind it are served.
    for (const bool isRepaired : {false, true})
    {
        Link link;
        link.isRepaired = isRepaired;
        Simulation simulation(link);
        HttpServerHelper helper;
        helper.SetAttribute("MaxConnections", UintegerValue(1));
        Ptr<HttpServer> server = simulation.Serve(helper);
        simulation.LoadTargets({"/bytes/100?delay=3s"});
        HttpObservedSocket waiting;
        waiting.Create(simulation.nodes.Get(0), simulation.GetSocketFactory());
        waiting.Bind(Address(), nullptr, false);
        Simulator::Schedule(MilliSeconds(100),
                            &HttpObservedSocket::Connect,
                            &waiting,
                            simulation.GetServerAddress());
        Simulator::Schedule(Seconds(1), &HttpObservedSocket::Reset, &waiting);
        Ptr<HttpClient> patient = simulation.LoadTargets({"/bytes/100"});
        patient->SetStartTime(MilliSeconds(200));
        uint32_t connections = 0;
        Simulator::Schedule(Seconds(2), &NoteConnections, PeekPointer(server), &connections);
        simulation.Run(Seconds(100));
        BOOST_TEST_CONTEXT(link)
        {
            BOOST_TEST(connections == 2U);
            BOOST_TEST(simulation.CountOutcomes()["complete"] == 2U);
            BOOST_TEST(simulation.transactions.back().finished < Seconds(10));
        }
    }
}

BOOST_AUTO_TEST_CASE(StoppedWithABacklog)
{
    // What waited counts no more when the server starts again.
    for (const bool isRepaired : {false, true})
    {
        Link link;
        link.isRepaired = isRepaired;
        Simulation simulation(link);
        HttpServerHelper helper;
        helper.SetAttribute("MaxConnections", UintegerValue(1));
        Ptr<HttpServer> server = simulation.Serve(helper);
        simulation
            .LoadTargets(std::vector<std::string>(4, "/bytes/100?delay=100s"),
                         MakeClient("parallel"),
                         true)
            ->SetStopTime(Seconds(2));
        Simulator::Schedule(Seconds(1), &HttpServer::Stop, server);
        Simulator::Schedule(Seconds(3), &HttpServer::Start, server);
        Ptr<HttpClient> later =
            simulation.LoadTargets({"/bytes/100", "/bytes/100"}, MakeClient("parallel"), true);
        later->SetStartTime(Seconds(5));
        simulation.Run(Seconds(100));
        BOOST_TEST_CONTEXT(link)
        {
            BOOST_TEST(simulation.CountOutcomes()["complete"] == 2U);
            BOOST_TEST(simulation.transactions.back().finished < Seconds(10));
        }
    }
}

BOOST_AUTO_TEST_CASE(SlowSenders)
{
    // 10 bytes every 100 ms: 100 bytes/s.
    const std::string request =
        "GET /bytes/5 HTTP/1.1\r\nHost: a\r\nX: " + std::string(160, 'x') + "\r\n\r\n";

    const struct
    {
        uint32_t rate; // MinRequestRate
        int status;
    } cases[] = {{0, 408}, {300, 408}, {50, 200}};

    for (const auto& c : cases)
    {
        Simulation simulation;
        HttpServerHelper helper;
        helper.SetAttribute("RequestTimeout", TimeValue(Seconds(1)));
        helper.SetAttribute("MinRequestRate", UintegerValue(c.rate));
        simulation.Serve(helper);
        RawClient raw(simulation.nodes.Get(0),
                      simulation.GetServerAddress(),
                      request,
                      {10, MilliSeconds(100)});
        simulation.Run(Seconds(30));
        BOOST_TEST(raw.GetStatuses() == std::vector<int>{c.status},
                   boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(SlowReaders)
{
    // The link takes 125,000 bytes/s at most.
    const struct
    {
        uint32_t rate; // MinResponseRate
        const char* outcome;
    } cases[] = {{0, "complete"}, {60000, "complete"}, {200000, "reset"}};

    for (const bool isRepaired : {false, true})
    {
        for (const auto& c : cases)
        {
            Link link;
            link.rate = "1Mbps";
            link.isRepaired = isRepaired;
            Simulation simulation(link);
            HttpServerHelper helper;
            helper.SetAttribute("SendTimeout", TimeValue(Seconds(2)));
            helper.SetAttribute("MinResponseRate", UintegerValue(c.rate));
            simulation.Serve(helper);
            simulation.LoadTargets({"/bytes/2000000"});
            simulation.Run();
            BOOST_TEST(simulation.transactions.at(0).outcome == std::string(c.outcome));
        }
    }
}

BOOST_AUTO_TEST_CASE(ReadersThatAreGone)
{
    for (const bool isRepaired : {false, true})
    {
        Link link;
        link.isRepaired = isRepaired;
        Simulation simulation(link);
        HttpServerHelper helper;
        helper.SetAttribute("SendTimeout", TimeValue(Seconds(2)));
        Ptr<HttpServer> server = simulation.Serve(helper);
        simulation.LoadTargets({"/bytes/20000000"});
        Simulator::Schedule(Seconds(1), &Simulation::SetLoss, &simulation, 1.0);
        uint32_t connections = 1;
        Simulator::Schedule(Seconds(6), &NoteConnections, PeekPointer(server), &connections);
        simulation.Run(Seconds(10));
        BOOST_TEST(connections == 0U);
    }
}

BOOST_AUTO_TEST_CASE(RetriesAreBoundedAndOnlyIdempotentUnlessTold)
{
    const struct
    {
        const char* method;
        uint32_t maxRetries;
        bool isTold; // RetryNonIdempotent
        uint32_t attempts;
        const char* outcome;
    } cases[] = {
        {"GET", 0, false, 1, "peer-closed"},
        {"GET", 1, false, 2, "too-many-retries"},
        {"PUT", 5, false, 6, "too-many-retries"},
        {"POST", 3, false, 1, "peer-closed"},
        {"POST", 3, true, 4, "too-many-retries"},
        {"PATCH", 3, false, 1, "peer-closed"},
        {"DELETE", 2, false, 3, "too-many-retries"},
    };

    for (const auto& c : cases)
    {
        BOOST_TEST_CONTEXT(c.method << " " << c.maxRetries << " " << c.isTold)
        {
            Simulation simulation;
            Ptr<HttpServer> server = simulation.Serve();
            ClientHelper client;
            client.SetAttribute("MaxRetries", UintegerValue(c.maxRetries));
            client.SetAttribute("RetryNonIdempotent", BooleanValue(c.isTold));
            const bool sends = c.method[0] == 'P';
            const bool isKnown = c.method != std::string("PATCH");
            HttpPage page{{simulation.MakeObject("/bytes/10?end=close", c.method, sends ? 100 : 0)},
                          Time()};
            simulation.LoadPages({page}, client);
            simulation.Run();
            const SeenTransaction& transaction = simulation.transactions.at(0);
            if (isKnown)
            {
                BOOST_TEST(transaction.outcome == std::string(c.outcome));
                BOOST_TEST(transaction.attempts == c.attempts);
                BOOST_TEST(server->GetRequests() == c.attempts);
            }
            else
            {
                BOOST_TEST(transaction.status == 501);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(PipelineIsReplayedInItsOrder)
{
    // Each connection answers three of those that were sent on it; nobody is to blame for that, so
    // one retry is enough for all.
    Simulation simulation;
    HttpServerHelper helper;
    helper.SetAttribute("MaxKeepAliveRequests", UintegerValue(3));
    Ptr<HttpServer> server = simulation.Serve(helper);
    ClientHelper client = MakeClient("pipelined");
    client.SetAttribute("MaxRetries", UintegerValue(1));
    simulation.LoadTargets(std::vector<std::string>(20, "/bytes/1000"), client, true);
    simulation.Run();
    BOOST_REQUIRE(simulation.CountOutcomes()["complete"] == 20U);
    for (std::size_t i = 0; i < 20; ++i)
    {
        BOOST_TEST(simulation.transactions[i].id == i + 1);
    }
    BOOST_TEST(server->GetAccepted() == 7U);
    BOOST_TEST(server->GetRequests() == 20U);
}

BOOST_AUTO_TEST_CASE(ConnectionsAreAskedForAgain)
{
    const struct
    {
        uint32_t retries; // ConnectRetries
        const char* outcome;
    } cases[] = {{0, "refused"}, {2, "refused"}, {3, "complete"}};

    for (const auto& c : cases)
    {
        Simulation simulation;
        Ptr<HttpServer> server = simulation.Serve();
        server->SetStartTime(MilliSeconds(2500));
        ClientHelper client;
        client.SetAttribute("ConnectRetries", UintegerValue(c.retries));
        simulation.LoadTargets({"/bytes/1"}, client);
        simulation.Run();
        BOOST_TEST(simulation.transactions.at(0).outcome == std::string(c.outcome));
        BOOST_TEST(Count(simulation, " connect-delayed 0 0 0 refused 10.1.1.2\n") == c.retries);
    }
}

BOOST_AUTO_TEST_CASE(ServerStopsAndStartsAgain)
{
    for (const bool isRepaired : {false, true})
    {
        Link link;
        link.isRepaired = isRepaired;
        Simulation simulation(link);
        Ptr<HttpServer> server = simulation.Serve();
        std::vector<HttpPage> pages(4);
        for (HttpPage& page : pages)
        {
            page.objects = {simulation.MakeObject("/bytes/1000")};
            page.thinkTime = Seconds(1);
        }
        simulation.LoadPages(pages);
        // Down from 0.5 s to 2.5 s: the pages at about 1 s and 2 s are refused.
        Simulator::Schedule(MilliSeconds(500), &HttpServer::Stop, server);
        Simulator::Schedule(MilliSeconds(700), &HttpServer::Stop, server);
        Simulator::Schedule(MilliSeconds(2500), &HttpServer::Start, server);
        Simulator::Schedule(MilliSeconds(2600), &HttpServer::Start, server);
        simulation.Run(Seconds(100));
        BOOST_REQUIRE(simulation.transactions.size() == 4U);
        BOOST_TEST(simulation.transactions[0].outcome == std::string("complete"));
        BOOST_TEST(simulation.transactions[1].outcome == std::string("refused"));
        BOOST_TEST(simulation.transactions[2].outcome == std::string("refused"));
        BOOST_TEST(simulation.transactions[3].outcome == std::string("complete"));
    }
}

BOOST_AUTO_TEST_CASE(PortsRunOut)
{
    // Four ports; the client closes first, so that each is in TIME-WAIT for ten seconds.
    for (const int wait : {0, 5, 60})
    {
        Config::SetDefault("ns3::HttpTcpDemultiplexer::FirstEphemeralPort", UintegerValue(50000));
        Config::SetDefault("ns3::HttpTcpDemultiplexer::LastEphemeralPort", UintegerValue(50003));
        Config::SetDefault("ns3::HttpTcpSocket::TimeWaitDuration", TimeValue(Seconds(10)));
        Config::SetDefault("ns3::HttpTcpSocket::TimeWaitReuse", BooleanValue(false));
        Simulation simulation;
        simulation.Serve();
        ClientHelper client = MakeClient("persistent");
        client.SetAttribute("MaxRequestsPerConnection", UintegerValue(1));
        client.SetAttribute("PortWait", TimeValue(Seconds(wait)));
        Ptr<HttpClient> installed =
            simulation.LoadTargets(std::vector<std::string>(10, "/bytes/10"), client);
        simulation.Run(Seconds(300));
        BOOST_TEST_CONTEXT(wait)
        {
            BOOST_TEST(simulation.CountOutcomes()["complete"] == (wait == 0   ? 4U
                                                                  : wait == 5 ? 8U
                                                                              : 10U));
            BOOST_TEST((installed->GetPortWaits() > 0) == (wait > 0));
            if (wait == 0)
            {
                BOOST_TEST(simulation.CountOutcomes()["no-port"] == 6U);
                BOOST_TEST(simulation.transactions[9].problem ==
                           std::string("every ephemeral port is in use, by connections or by their "
                                       "TIME-WAIT"));
            }
            BOOST_TEST((Count(simulation, "connect-delayed 0 0 0 no-port 10.1.1.2\n") > 0) ==
                       (wait > 0));
        }
    }
}

BOOST_AUTO_TEST_CASE(ContradictionsNameBoth)
{
    const struct
    {
        bool isClient;
        const char* first;
        const char* firstValue;
        const char* second;
        const char* secondValue;
    } cases[] = {
        {true, "PipelineDepth", "4", "Persistent", "false"},
        {true, "PipelineDepth", "4", "Version", "HTTP/1.0"},
        {true, "MaxRequestsPerConnection", "4", "Persistent", "false"},
        {true, "HalfClose", "true", "MaxRequestsPerConnection", "0"},
        {true, "HeedKeepAlive", "true", "Persistent", "false"},
        {true, "RetryNonIdempotent", "true", "MaxRetries", "0"},
        {false, "MaxKeepAliveRequests", "4", "KeepAlive", "false"},
        {false, "KeepAliveField", "true", "KeepAlive", "false"},
        {false, "MinRequestRate", "4", "RequestTimeout", "0s"},
        {false, "MinResponseRate", "4", "SendTimeout", "0s"},
    };

    for (const auto& c : cases)
    {
        Ptr<HttpClient> client = CreateObject<HttpClient>();
        Ptr<HttpServer> server = CreateObject<HttpServer>();
        BOOST_TEST(client->GetContradiction() == "");
        BOOST_TEST(server->GetContradiction() == "");
        Ptr<Object> object = client;
        if (!c.isClient)
        {
            object = server;
        }
        object->SetAttribute(c.first, StringValue(c.firstValue));
        object->SetAttribute(c.second, StringValue(c.secondValue));
        const std::string text =
            c.isClient ? client->GetContradiction() : server->GetContradiction();
        BOOST_TEST_CONTEXT(text)
        {
            BOOST_TEST(text.find(std::string(c.first) + " " + c.firstValue) == 0U);
            BOOST_TEST(text.find(c.second) != std::string::npos);
        }
        client->Dispose();
        server->Dispose();
    }
}

BOOST_AUTO_TEST_SUITE_END()
