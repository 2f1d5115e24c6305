/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Methods, versions, framings and uses of connections between the module's own two ends.

#include "http-raw-peer.h"
#include "http-simulation.h"
#include "http-test-endpoint.h"

#include "ns3/boolean.h"
#include "ns3/http-catalogue.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/uinteger.h"

#include <array>
#include <boost/test/unit_test.hpp>

using namespace ns3;
using namespace http_test;

namespace
{

/// @brief A helper for clients of a version. @param version, persistent as the attributes @return
/// it
HttpClientHelper
MakeClient(const char* version, bool persistent)
{
    ClientHelper client;
    client.SetAttribute("Version", StringValue(version));
    client.SetAttribute("Persistent", BooleanValue(persistent));
    client.SetAttribute("MaxConnectionsPerServer", UintegerValue(1));
    return client;
}

/// @brief Whether the log has a message whose head begins so. @param simulation, head both
/// @return whether
bool
HasHead(const Simulation& simulation, const std::string& head)
{
    return simulation.GetLog().find("\n" + head) != std::string::npos;
}

/// @brief Counts a frame that carries data: more than TCP's longest header. @param count, frame
/// both
void
CountData(uint32_t* count, Ptr<const Packet> frame)
{
    *count += frame->GetSize() > 90 ? 1 : 0;
}

/// @brief Keeps how many responses have come. @param client to whom @param count where
void
CountResponses(const RawClient* client, std::size_t* count)
{
    *count = client->GetStatuses().size();
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpExchange)

BOOST_AUTO_TEST_CASE(Methods)
{
    HttpResource small;
    small.size = 77;

    const struct
    {
        const char* method;
        const char* target;
        uint64_t sent;     // request content
        int status;        // RFC 9110, sections 9.3 and 15
        uint64_t received; // response content
    } cases[] = {
        {"GET", "/bytes/3000", 0, 200, 3000},
        {"HEAD", "/bytes/3000", 0, 200, 0},
        {"HEAD", "/bytes/3000?chunked=1", 0, 200, 0},
        {"POST", "/bytes/300", 5000, 200, 300},
        {"POST", "/bytes/300", 0, 200, 300},
        {"PUT", "/bytes/0?status=201", 40000, 201, 0},
        {"PUT", "/bytes/9?status=204", 4, 204, 0},
        {"DELETE", "/bytes/9", 0, 200, 9},
        {"OPTIONS", "/bytes/9", 0, 204, 0},
        {"OPTIONS", "*", 0, 204, 0},
        {"REPORT", "/known", 10, 200, 77},
        {"REPORT", "/bytes/9", 0, 501, 150},
        {"GET", "/nowhere", 0, 404, 150},
        {"HEAD", "/nowhere", 0, 404, 0},
        {"GET", "/bytes/50?status=304", 0, 304, 0},
        {"GET", "/bytes/50?status=503", 0, 503, 50},
        {"GET", "/bytes/50?status=302", 0, 302, 50},
        {"GET", "/bytes/2000?chunked=1", 0, 200, 2000},
    };

    for (const char* version : {"HTTP/1.0", "HTTP/1.1"})
    {
        for (const bool persistent : {false, true})
        {
            Simulation simulation;
            Ptr<HttpCatalogue> catalogue = CreateObject<HttpCatalogue>();
            catalogue->Add("/known", small, "", "REPORT");
            HttpServerHelper server;
            server.SetCatalogue(catalogue);
            simulation.Serve(server);
            std::vector<HttpPage> pages;
            for (const auto& c : cases)
            {
                HttpPageObject object =
                    simulation.MakeObject(c.target == std::string("*") ? "/" : c.target,
                                          c.method,
                                          c.sent);
                object.url.target = c.target;
                pages.push_back({{object}, Time()});
            }
            simulation.LoadPages(pages, MakeClient(version, persistent));
            simulation.Run();
            BOOST_REQUIRE(simulation.transactions.size() == std::size(cases));
            for (std::size_t i = 0; i < std::size(cases); ++i)
            {
                const auto& c = cases[i];
                const SeenTransaction& transaction = simulation.transactions[i];
                BOOST_TEST_CONTEXT(version << " " << persistent << " " << c.method << " "
                                           << c.target << " " << transaction.problem)
                {
                    BOOST_TEST(transaction.outcome == std::string("complete"));
                    BOOST_TEST(transaction.status == c.status);
                    BOOST_TEST(transaction.requestContentBytes == c.sent);
                    BOOST_TEST(transaction.responseContentBytes == c.received);
                    BOOST_TEST(transaction.attempts == 1U);
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(ConnectionsPersistAsBothAgree)
{
    const struct
    {
        const char* version;
        bool persistent;
        bool keepAlive;
        uint64_t connections; // for four requests: RFC 9112, section 9.3
    } cases[] = {
        {"HTTP/1.1", true, true, 1},
        {"HTTP/1.1", true, false, 4},
        {"HTTP/1.1", false, true, 4},
        {"HTTP/1.0", true, true, 1},
        {"HTTP/1.0", true, false, 4},
        {"HTTP/1.0", false, true, 4},
    };

    for (const auto& c : cases)
    {
        BOOST_TEST_CONTEXT(c.version << " persistent " << c.persistent << " keep-alive "
                                     << c.keepAlive)
        {
            Simulation simulation;
            HttpServerHelper server;
            server.SetAttribute("KeepAlive", BooleanValue(c.keepAlive));
            Ptr<HttpServer> installed = simulation.Serve(server);
            Ptr<HttpClient> client =
                simulation.LoadTargets({"/bytes/1", "/bytes/2", "/bytes/3", "/bytes/4"},
                                       MakeClient(c.version, c.persistent));
            simulation.Run();
            BOOST_TEST(simulation.CountOutcomes()["complete"] == 4U);
            BOOST_TEST(client->GetConnectionsOpened() == c.connections);
            BOOST_TEST(installed->GetAccepted() == c.connections);
            BOOST_TEST(installed->GetRequests() == 4U);
            // The server closes idle connections, too.
            BOOST_TEST(installed->GetConnections() == 0U);
        }
    }
}

BOOST_AUTO_TEST_CASE(RequestsPerConnectionAreLimited)
{
    for (const char* limit : {"client", "server"})
    {
        Simulation simulation;
        HttpServerHelper server;
        HttpClientHelper client = MakeClient("HTTP/1.1", true);
        if (limit == std::string("client"))
        {
            client.SetAttribute("MaxRequestsPerConnection", UintegerValue(3));
        }
        else
        {
            server.SetAttribute("MaxKeepAliveRequests", UintegerValue(3));
        }
        Ptr<HttpServer> installed = simulation.Serve(server);
        simulation.LoadTargets(std::vector<std::string>(10, "/bytes/100"), client);
        simulation.Run();
        BOOST_TEST_CONTEXT(limit)
        {
            BOOST_TEST(simulation.CountOutcomes()["complete"] == 10U);
            BOOST_TEST(installed->GetAccepted() == 4U);
        }
    }
}

BOOST_AUTO_TEST_CASE(PipelinedResponsesComeInOrder)
{
    Simulation simulation;
    Ptr<HttpServer> server = simulation.Serve();
    std::vector<std::string> targets;
    targets.reserve(20);
    for (int i = 0; i < 20; ++i)
    {
        // The first ones take longest to make.
        targets.push_back("/bytes/" + std::to_string(100 * i) +
                          "?delay=" + std::to_string(40 - 2 * i) + "ms");
    }
    ClientHelper client;
    client.SetStrategy("pipelined");
    Ptr<HttpClient> installed = simulation.LoadTargets(targets, client, true);
    simulation.Run();
    BOOST_TEST(installed->GetConnectionsOpened() == 1U);
    BOOST_REQUIRE(simulation.transactions.size() == 20U);
    for (std::size_t i = 0; i < 20; ++i)
    {
        BOOST_TEST(simulation.transactions[i].id == i + 1);
        BOOST_TEST(simulation.transactions[i].outcome == std::string("complete"));
        BOOST_TEST(simulation.transactions[i].responseContentBytes == 100 * i);
    }
    // All of them were sent before the first answer: that is what pipelining is.
    BOOST_TEST(simulation.transactions[19].requestEnd < simulation.transactions[0].firstByte);
}

BOOST_AUTO_TEST_CASE(WritesAreGathered)
{
    // 20 requests of 100 bytes and as many responses of 130: each of what the initial window lets
    // through is a segment, or they share some (Nielsen et al. 1997, section 5). ns-3's own sockets
    // join what is written at one time.
    const bool joins = GetTestSocketFactory(true) == TcpSocketFactory::GetTypeId();
    for (const bool gathers : {false, true})
    {
        Simulation simulation;
        HttpServerHelper server;
        server.SetAttribute("GatherWrites", BooleanValue(gathers));
        simulation.Serve(server);
        ClientHelper client;
        client.SetStrategy("pipelined");
        client.SetAttribute("MaxConnectionsPerServer", UintegerValue(1));
        client.SetAttribute("GatherWrites", BooleanValue(gathers));
        HttpPage page;
        for (int i = 0; i < 20; ++i)
        {
            page.objects.push_back(simulation.MakeObject("/bytes/10"));
            page.objects.back().headBytes = 100;
        }
        simulation.LoadPages({page}, client);
        std::array<uint32_t, 2> segments{};
        for (uint32_t end : {0, 1})
        {
            simulation.devices.Get(end)->TraceConnectWithoutContext(
                "PhyTxEnd",
                MakeBoundCallback(&CountData, &segments[end]));
        }
        simulation.Run();
        BOOST_TEST_CONTEXT((gathers ? "gathered" : "each by itself"))
        {
            BOOST_TEST(simulation.CountOutcomes()["complete"] == 20U);
            BOOST_TEST((gathers || joins ? segments[0] <= 3 : segments[0] >= 10));
            BOOST_TEST((gathers || joins ? segments[1] <= 6 : segments[1] >= 10));
        }
    }
}

BOOST_AUTO_TEST_CASE(GatheredResponsesWaitForAWholeRequest)
{
    // One request and half of another; the other half comes after 100 ms.
    for (const bool gathers : {false, true})
    {
        Simulation simulation;
        HttpServerHelper server;
        server.SetAttribute("GatherWrites", BooleanValue(gathers));
        simulation.Serve(server);
        const std::string request = "GET /bytes/10 HTTP/1.1\r\nHost: a\r\n\r\n";
        Pace pace;
        pace.piece = static_cast<uint32_t>(request.size() * 3 / 2);
        pace.interval = MilliSeconds(100);
        RawClient client(simulation.nodes.Get(0),
                         simulation.GetServerAddress(),
                         request + request,
                         pace);
        std::size_t early = 0;
        Simulator::Schedule(MilliSeconds(95), &CountResponses, &client, &early);
        simulation.Run();
        BOOST_TEST(early == (gathers ? 0U : 1U));
        BOOST_TEST(client.GetStatuses().size() == 2U);
    }
}

BOOST_AUTO_TEST_CASE(ParallelConnectionsAreLimited)
{
    for (const uint32_t limit : {1U, 2U, 6U, 30U})
    {
        Simulation simulation;
        Ptr<HttpServer> server = simulation.Serve();
        ClientHelper client;
        client.SetAttribute("MaxConnectionsPerServer", UintegerValue(limit));
        Ptr<HttpClient> installed =
            simulation.LoadTargets(std::vector<std::string>(30, "/bytes/20000"), client, true);
        simulation.Run();
        BOOST_TEST(simulation.CountOutcomes()["complete"] == 30U);
        BOOST_TEST(installed->GetConnectionsOpened() == limit);
    }
}

BOOST_AUTO_TEST_CASE(ExpectContinue)
{
    // RFC 9110, section 10.1.1. The interim response comes a round trip before the content.
    Simulation simulation;
    simulation.Serve();
    HttpPage page;
    page.objects = {simulation.MakeObject("/bytes/10", "POST", 30000)};
    page.objects[0].fields.Add("Expect", "100-continue");
    HttpPage plain;
    plain.objects = {simulation.MakeObject("/bytes/10", "POST", 30000)};
    simulation.LoadPages({page, plain});
    simulation.Run();
    BOOST_TEST(simulation.CountOutcomes()["complete"] == 2U);
    BOOST_TEST(HasHead(simulation, "HTTP/1.1 100 Continue\r\n"));
    const Time held =
        simulation.transactions[0].requestEnd - simulation.transactions[0].requestStart;
    BOOST_TEST(held >= MilliSeconds(20));
    BOOST_TEST(held < MilliSeconds(200));
}

BOOST_AUTO_TEST_CASE(ContentThatIsNotWantedIsNotSent)
{
    // The refusal comes before the content, which the client then keeps (RFC 9110, 10.1.1).
    Simulation simulation;
    HttpServerHelper server;
    server.SetAttribute("MaxContentBytes", UintegerValue(1000));
    simulation.Serve(server);
    HttpPage page;
    page.objects = {simulation.MakeObject("/bytes/10", "POST", 300000)};
    page.objects[0].fields.Add("Expect", "100-continue");
    HttpPage next;
    next.objects = {simulation.MakeObject("/bytes/10", "POST", 1000)};
    simulation.LoadPages({page, next});
    simulation.Run();
    BOOST_REQUIRE(simulation.transactions.size() == 2U);
    BOOST_TEST(simulation.transactions[0].outcome == std::string("complete"));
    BOOST_TEST(simulation.transactions[0].status == 413);
    BOOST_TEST(simulation.transactions[0].requestEnd.IsStrictlyNegative());
    BOOST_TEST(simulation.transactions[1].status == 200);
}

BOOST_AUTO_TEST_CASE(RefusalDuringAnUpload)
{
    // The server answers and closes while the client still sends: RFC 9112, section 9.6.
    for (const double loss : {0.0, 0.05})
    {
        Link link;
        link.loss = loss;
        Simulation simulation(link);
        HttpServerHelper server;
        server.SetAttribute("MaxContentBytes", UintegerValue(1000));
        simulation.Serve(server);
        HttpPage page;
        page.objects = {simulation.MakeObject("/bytes/10", "POST", 500000)};
        HttpPage next;
        next.objects = {simulation.MakeObject("/bytes/10", "GET")};
        simulation.LoadPages({page, next});
        simulation.Run();
        BOOST_REQUIRE(simulation.transactions.size() == 2U);
        BOOST_TEST(simulation.transactions[0].outcome == std::string("complete"));
        BOOST_TEST(simulation.transactions[0].status == 413);
        BOOST_TEST(simulation.transactions[1].outcome == std::string("complete"));
    }
}

BOOST_AUTO_TEST_CASE(PageOrder)
{
    // An object starts after what reveals it: with its first byte, or with its last.
    Simulation simulation;
    simulation.Serve();
    HttpPage page;
    page.objects = {simulation.MakeObject("/bytes/100000"),
                    simulation.MakeObject("/bytes/1"),
                    simulation.MakeObject("/bytes/2"),
                    simulation.MakeObject("/bytes/3")};
    page.objects[1].anchor = HttpPageObject::Anchor::FirstByte;
    page.objects[2].anchor = HttpPageObject::Anchor::LastByte;
    page.objects[3].anchor = HttpPageObject::Anchor::LastByte;
    page.objects[3].revealedBy = 2;
    page.objects[3].delay = MilliSeconds(70);
    simulation.LoadPages({page});
    simulation.Run();
    std::map<std::string, SeenTransaction> byUrl;
    for (const SeenTransaction& transaction : simulation.transactions)
    {
        byUrl[transaction.ownUrl] = transaction;
    }
    BOOST_REQUIRE(byUrl.size() == 4U);
    const SeenTransaction& root = byUrl.at(simulation.GetUrl("/bytes/100000"));
    BOOST_TEST(byUrl.at(simulation.GetUrl("/bytes/1")).queued == root.firstByte);
    BOOST_TEST(byUrl.at(simulation.GetUrl("/bytes/2")).queued == root.finished);
    BOOST_TEST(byUrl.at(simulation.GetUrl("/bytes/3")).queued ==
               byUrl.at(simulation.GetUrl("/bytes/2")).finished + MilliSeconds(70));
    BOOST_REQUIRE(simulation.pages.size() == 1U);
    BOOST_TEST(simulation.pages[0].objects == 4U);
    BOOST_TEST(simulation.pages[0].failed == 0U);
    BOOST_TEST(simulation.pages[0].bytes == 100006U);
    BOOST_TEST(simulation.pages[0].outcome == std::string("complete"));
}

BOOST_AUTO_TEST_CASE(ProcessingTime)
{
    Simulation simulation;
    HttpServerHelper server;
    server.SetAttribute("ProcessingDelay",
                        StringValue("ns3::ConstantRandomVariable[Constant=0.25]"));
    simulation.Serve(server);
    simulation.LoadTargets({"/bytes/1?delay=500ms"});
    simulation.Run();
    BOOST_REQUIRE(simulation.transactions.size() == 1U);
    const SeenTransaction& t = simulation.transactions[0];
    // Two one-way delays of 10 ms, and less than a millisecond to send.
    BOOST_TEST((t.firstByte - t.requestEnd) > MilliSeconds(770));
    BOOST_TEST((t.firstByte - t.requestEnd) < MilliSeconds(771));
}

BOOST_AUTO_TEST_SUITE_END()
