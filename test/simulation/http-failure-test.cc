/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What keeps a request from its response: each has its outcome, and none is lost.

#include "http-raw-peer.h"
#include "http-simulation.h"

#include "ns3/double.h"
#include "ns3/http-hosts.h"
#include "ns3/inet-socket-address.h"
#include "ns3/ipv4.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>

using namespace ns3;
using namespace http_test;

namespace
{

/// @brief Gives the client's node a hosts table. @param simulation, delay of a lookup, seconds
/// @return the table
Ptr<HttpHosts>
MakeHosts(Simulation& simulation, const std::string& delay)
{
    Ptr<HttpHosts> hosts = CreateObject<HttpHosts>();
    hosts->SetAttribute("LookupDelay",
                        StringValue("ns3::ConstantRandomVariable[Constant=" + delay + "]"));
    simulation.nodes.Get(0)->AggregateObject(hosts);
    return hosts;
}

/// @brief Takes the link down at both ends. @param simulation the simulation
void
CutLink(Simulation* simulation)
{
    for (uint32_t i = 0; i < 2; ++i)
    {
        Ptr<RateErrorModel> loss = CreateObject<RateErrorModel>();
        loss->SetAttribute("ErrorRate", DoubleValue(1));
        loss->SetAttribute("ErrorUnit", StringValue("ERROR_UNIT_PACKET"));
        simulation->devices.Get(i)->SetAttribute("ReceiveErrorModel", PointerValue(loss));
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpFailure)

BOOST_AUTO_TEST_CASE(HostsTable)
{
    Simulation simulation;
    MakeHosts(simulation, "0.05")->Add("www.Example.com", Ipv4Address("10.1.1.2"));
    simulation.Serve();
    simulation.LoadTargets({"http://www.example.com/bytes/10",
                            "http://WWW.EXAMPLE.COM/bytes/20",
                            "http://nobody.example.com/",
                            "http://nobody.example.com/again"});
    simulation.Run();
    BOOST_REQUIRE(simulation.transactions.size() == 4U);
    const auto& seen = simulation.transactions;
    BOOST_TEST(seen[0].outcome == std::string("complete"));
    BOOST_TEST((seen[0].resolved - seen[0].queued) == MilliSeconds(50));
    // The name is the same, in whatever case (RFC 3986, section 3.2.2).
    BOOST_TEST(seen[1].outcome == std::string("complete"));
    BOOST_TEST((seen[1].resolved - seen[1].queued) == Time(0));
    BOOST_TEST(seen[1].reused);
    BOOST_TEST(seen[2].outcome == std::string("not-resolved"));
    BOOST_TEST((seen[2].finished - seen[2].queued) == MilliSeconds(50));
    BOOST_TEST(seen[2].attempts == 0U);
    BOOST_TEST(seen[3].outcome == std::string("not-resolved"));
}

BOOST_AUTO_TEST_CASE(NameWithoutAHostsTable)
{
    Simulation simulation;
    simulation.LoadTargets({"http://www.example.com/"});
    simulation.Run();
    BOOST_TEST(simulation.CountOutcomes()["not-resolved"] == 1U);
}

BOOST_AUTO_TEST_CASE(Refused)
{
    // The answer to a SYN for a port without a listener is a reset (RFC 9293, section 3.5.2); it
    // takes a round trip and not the three minutes of ns-3's own client.
    for (const int kind : {0, 1, 2, 3})
    {
        Link link;
        link.isIpv6 = kind % 2 == 1;
        link.isRepaired = kind >= 2;
        Simulation simulation(link);
        simulation.LoadTargets(std::vector<std::string>(10, "/"), ClientHelper(), true);
        simulation.Run();
        BOOST_TEST(simulation.CountOutcomes()["refused"] == 10U);
        BOOST_TEST(simulation.transactions[0].finished < MilliSeconds(25));
        BOOST_TEST(simulation.transactions[0].attempts == 1U);
        BOOST_TEST(simulation.transactions[0].status == 0);
        BOOST_TEST(simulation.pages.at(0).failed == 10U);
        BOOST_TEST(simulation.pages.at(0).outcome == std::string("refused"));
    }
}

BOOST_AUTO_TEST_CASE(NoRoute)
{
    Simulation simulation;
    simulation.Serve();
    simulation.LoadTargets({"http://192.0.2.1/", "/bytes/10"});
    simulation.Run();
    BOOST_TEST(simulation.CountOutcomes()["no-route"] == 1U);
    BOOST_TEST(simulation.CountOutcomes()["complete"] == 1U);
}

BOOST_AUTO_TEST_CASE(AddressesOfNoHost)
{
    // Unspecified, multicast of every scope, broadcast, of the other IP version, of nobody: none of
    // them can be connected to (RFC 9293 knows single hosts only), and none stops the program.
    const char* const hosts[] = {"0.0.0.0",
                                 "224.0.0.0",
                                 "224.0.0.5",
                                 "224.0.1.1",
                                 "239.255.255.250",
                                 "240.0.0.1",
                                 "255.255.255.255",
                                 "10.1.1.0",
                                 "10.1.1.255",
                                 "169.254.1.1",
                                 "192.0.2.1",
                                 "[::]",
                                 "[ff01::1]",
                                 "[ff02::1]",
                                 "[ff05::2]",
                                 "[ff0e::1]",
                                 "[fe80::1]",
                                 "[2001:db8:ffff::1]",
                                 "[::ffff:224.0.0.5]",
                                 "[::ffff:0.0.0.0]",
                                 "[::ffff:255.255.255.255]"};
    for (const int kind : {0, 1, 2, 3})
    {
        Link link;
        link.isIpv6 = kind % 2 == 1;
        link.isRepaired = kind >= 2;
        for (const char* host : hosts)
        {
            BOOST_TEST_CONTEXT(link << " " << host)
            {
                Simulation simulation(link);
                simulation.Serve();
                const std::string url = "http://" + std::string(host) + "/bytes/10";
                ClientHelper client;
                client.SetAttribute("ConnectTimeout", TimeValue(Seconds(5)));
                simulation.LoadTargets({url, simulation.GetUrl("/bytes/10")}, client);
                simulation.Run();
                BOOST_REQUIRE(simulation.transactions.size() == 2U);
                BOOST_TEST(simulation.transactions[0].outcome != std::string("complete"));
                BOOST_TEST(simulation.transactions[1].outcome == std::string("complete"));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(AddressAsName)
{
    // A hosts table may send those who ask for an address somewhere else.
    for (const char* host : {"192.168.1.5", "127.0.0.1:8080", "[2001:db8::7]", "224.0.0.5:81"})
    {
        BOOST_TEST_CONTEXT(host)
        {
            Simulation simulation;
            const auto url = http::ParseUrl("http://" + std::string(host) + "/bytes/10");
            MakeHosts(simulation, "0.05")->Add(url->host, Ipv4Address("10.1.1.2"));
            simulation.Serve(HttpServerHelper(url->port));
            simulation.LoadTargets({url->ToString()});
            simulation.Run();
            BOOST_TEST(simulation.CountOutcomes()["complete"] == 1U);
            // It is no name that would have to be looked up.
            BOOST_TEST(simulation.transactions[0].resolved == simulation.transactions[0].queued);
        }
    }
}

BOOST_AUTO_TEST_CASE(NobodyAnswers)
{
    const struct
    {
        Time timeout; // ConnectTimeout
        Time least;   // until the outcome
        Time most;
    } cases[] = {
        {Seconds(4), Seconds(4), MilliSeconds(4001)},
        // TCP's own: the first SYN and six more, each after twice the time, 1 s at first.
        {Seconds(0), Seconds(60), Seconds(200)},
    };

    for (const auto& c : cases)
    {
        BOOST_TEST_CONTEXT(c.timeout)
        {
            Simulation simulation;
            simulation.Serve();
            CutLink(&simulation);
            ClientHelper client;
            client.SetAttribute("ConnectTimeout", TimeValue(c.timeout));
            simulation.LoadTargets({"/bytes/1"}, client);
            simulation.Run();
            BOOST_REQUIRE(simulation.transactions.size() == 1U);
            BOOST_TEST(simulation.transactions[0].outcome == std::string("connect-timeout"));
            BOOST_TEST(simulation.transactions[0].finished >= c.least);
            BOOST_TEST(simulation.transactions[0].finished <= c.most);
        }
    }
}

BOOST_AUTO_TEST_CASE(LinkIsCut)
{
    // In the middle of a response: the client cannot know until its time is up; a client that
    // sends finds out when TCP gives up, which with Linux's tcp_retries2 of 15 takes 924.6 s
    // (Documentation/networking/ip-sysctl.rst).
    const struct
    {
        const char* method;
        Time timeout;
        Time stall;
        const char* outcome;
    } cases[] = {
        {"GET", Seconds(40), Seconds(300), "response-timeout"},
        // StallTimeout: nothing waits for ever.
        {"GET", Seconds(0), Seconds(300), "response-timeout"},
        {"POST", Seconds(0), Seconds(1000), "connection-lost"},
    };

    for (const auto& c : cases)
    {
        BOOST_TEST_CONTEXT(c.method << " " << c.timeout)
        {
            Simulation simulation;
            simulation.Serve();
            ClientHelper client;
            client.SetAttribute("ResponseTimeout", TimeValue(c.timeout));
            client.SetAttribute("StallTimeout", TimeValue(c.stall));
            const bool isPost = c.method == std::string("POST");
            HttpPage page{{simulation.MakeObject(isPost ? "/bytes/1" : "/bytes/3000000",
                                                 c.method,
                                                 isPost ? 3000000 : 0)},
                          Time()};
            simulation.LoadPages({page}, client);
            Simulator::Schedule(Seconds(1), &CutLink, &simulation);
            simulation.Run();
            BOOST_REQUIRE(simulation.transactions.size() == 1U);
            BOOST_TEST(simulation.transactions[0].outcome == std::string(c.outcome));
            BOOST_TEST(simulation.transactions[0].attempts == 1U);
        }
    }
}

BOOST_AUTO_TEST_CASE(ServerStops)
{
    for (const bool isRepaired : {false, true})
    {
        for (const char* strategy : {"serial", "persistent-parallel", "pipelined"})
        {
            Link link;
            link.isRepaired = isRepaired;
            BOOST_TEST_CONTEXT(link << ", " << strategy)
            {
                Simulation simulation(link);
                Ptr<HttpServer> server = simulation.Serve();
                server->SetStopTime(MilliSeconds(500));
                ClientHelper client;
                client.SetStrategy(strategy);
                // With ns-3's own sockets a lost FIN can leave the client waiting for ever.
                client.SetAttribute("ResponseTimeout", TimeValue(Seconds(isRepaired ? 0 : 60)));
                simulation.LoadTargets(std::vector<std::string>(40, "/bytes/50000"), client, true);
                simulation.Run();
                auto outcomes = simulation.CountOutcomes();
                BOOST_TEST(simulation.transactions.size() == 40U);
                BOOST_TEST(outcomes["complete"] > 0U);
                BOOST_TEST(outcomes["refused"] > 0U);
                // Every one of them has an outcome while the simulation still runs.
                BOOST_TEST(outcomes["unfinished"] == 0U);
                BOOST_TEST(simulation.pages.size() == 1U);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(ClientStops)
{
    for (const bool isRepaired : {false, true})
    {
        for (const char* strategy : {"serial", "persistent-parallel", "pipelined"})
        {
            // Before anything is there, while connecting, in the middle, at the end.
            for (const int milliseconds : {1, 15, 300, 1000})
            {
                Link link;
                link.isRepaired = isRepaired;
                BOOST_TEST_CONTEXT(link << ", " << strategy << " " << milliseconds)
                {
                    Simulation simulation(link);
                    Ptr<HttpServer> server = simulation.Serve();
                    ClientHelper helper;
                    helper.SetStrategy(strategy);
                    Ptr<HttpClient> client =
                        simulation.LoadTargets(std::vector<std::string>(40, "/bytes/50000"),
                                               helper,
                                               true);
                    client->SetStopTime(MilliSeconds(milliseconds));
                    simulation.Run(Seconds(300));
                    auto outcomes = simulation.CountOutcomes();
                    BOOST_TEST(simulation.transactions.size() == 40U);
                    BOOST_TEST(outcomes["complete"] + outcomes["stopped"] == 40U);
                    BOOST_TEST(outcomes["stopped"] > 0U);
                    for (const SeenTransaction& transaction : simulation.transactions)
                    {
                        BOOST_TEST(transaction.finished <= MilliSeconds(milliseconds));
                    }
                    // The server has let go of all connections.
                    BOOST_TEST(server->GetConnections() == 0U);
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(ClientStopsBeforeALookup)
{
    // What the first object reveals as it is stopped is stopped, too, and looks nobody up; what
    // would follow later is never wanted.
    Simulation simulation;
    MakeHosts(simulation, "0.05")->Add("www.example.com", Ipv4Address("10.1.1.2"));
    simulation.Serve();
    HttpPage page{{simulation.MakeObject("/bytes/3000000"),
                   simulation.MakeObject("http://www.example.com/bytes/10"),
                   simulation.MakeObject("http://www.example.com/bytes/20")},
                  Time()};
    page.objects[1].anchor = HttpPageObject::Anchor::LastByte;
    page.objects[2].anchor = HttpPageObject::Anchor::LastByte;
    page.objects[2].delay = MilliSeconds(10);
    Ptr<HttpClient> client = simulation.LoadPages({page});
    client->SetStopTime(MilliSeconds(500));
    simulation.Run();
    BOOST_REQUIRE(simulation.transactions.size() == 2U);
    for (const SeenTransaction& transaction : simulation.transactions)
    {
        BOOST_TEST(transaction.outcome == std::string("stopped"));
        BOOST_TEST(transaction.finished == MilliSeconds(500));
    }
}

BOOST_AUTO_TEST_CASE(SimulationEndsInTheMiddle)
{
    for (const int milliseconds : {1, 15, 300})
    {
        Simulation simulation;
        simulation.Serve();
        simulation.LoadTargets(std::vector<std::string>(40, "/bytes/50000"), ClientHelper(), true);
        simulation.Run(MilliSeconds(milliseconds));
        auto outcomes = simulation.CountOutcomes();
        BOOST_TEST(outcomes["complete"] + outcomes["unfinished"] == 40U);
        BOOST_TEST(outcomes["unfinished"] > 0U);
    }
}

BOOST_AUTO_TEST_CASE(ClientsStartAndStopAtAnyTime)
{
    // A second client on the same node, and a server that starts late.
    Simulation simulation;
    Ptr<HttpServer> server = simulation.Serve();
    server->SetStartTime(Seconds(2));
    Ptr<HttpClient> early = simulation.LoadTargets({"/bytes/1", "/bytes/2"});
    Ptr<HttpClient> late = simulation.LoadTargets({"/bytes/1", "/bytes/2"});
    late->SetStartTime(Seconds(3));
    simulation.Run();
    BOOST_TEST(simulation.CountOutcomes()["refused"] == 2U);
    BOOST_TEST(simulation.CountOutcomes()["complete"] == 2U);
    BOOST_TEST(early->GetPagesFinished() == 2U);
    BOOST_TEST(late->GetPagesFinished() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
