/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What passes through a proxy and what it makes of messages; its cache, tunnels and failures have
/// tests of their own.

#include "http-proxy-network.h"
#include "http-test-endpoint.h"

#include "ns3/boolean.h"
#include "ns3/http-hosts.h"
#include "ns3/node-list.h"
#include "ns3/string.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>
#include <map>
#include <string>
#include <tuple>
#include <vector>

using namespace ns3;
using namespace http_test;

BOOST_AUTO_TEST_SUITE(HttpProxy_)

BOOST_AUTO_TEST_CASE(OneRequest)
{
    ProxyNetwork network;
    network.simulation.Serve();
    Ptr<HttpProxy> proxy = network.Install();
    network.LoadTargets({"/bytes/5000"}, network.MakeClient());
    network.Run();
    BOOST_REQUIRE(network.simulation.transactions.size() == 1U);
    const SeenTransaction& seen = network.simulation.transactions.front();
    BOOST_TEST(seen.outcome == std::string("complete"));
    BOOST_TEST(seen.status == 200);
    BOOST_TEST(seen.responseContentBytes == 5000U);
    BOOST_TEST(network.GetResults() == "forwarded");
    BOOST_TEST(network.requests.front().bytes == 5000U);
    BOOST_TEST(network.requests.front().isComplete);
    BOOST_TEST(network.requests.front().ownTarget == network.GetUrl("/bytes/5000"));
    BOOST_REQUIRE(network.transactions.size() == 1U);
    BOOST_TEST(network.transactions.front().ownUrl == network.GetUrl("/bytes/5000"));
    BOOST_TEST(proxy->GetConnectionsOpened() == 1U);
}

/// A request, its status and the content of its response.
struct Passing
{
    const char* method;    //!< its method
    const char* target;    //!< its target
    const char* name;      //!< of a field of the request, or nullptr
    const char* value;     //!< of that field
    uint64_t sent;         //!< its content
    uint16_t status;       //!< of the response
    uint64_t received;     //!< content of the response
    const char* condition; //!< what it is about
};

// Statuses and lengths are those of the server without a proxy: RFC 9110, sections 9 and 15.
const std::vector<Passing> PASSINGS = {
    {"GET", "/bytes/0", nullptr, nullptr, 0, 200, 0, "empty"},
    {"GET", "/bytes/1", nullptr, nullptr, 0, 200, 1, "one byte"},
    {"GET", "/bytes/300000", nullptr, nullptr, 0, 200, 300000, "more than any buffer"},
    {"GET", "/bytes/300000?chunked=1", nullptr, nullptr, 0, 200, 300000, "no length"},
    {"HEAD", "/bytes/5000", nullptr, nullptr, 0, 200, 0, "no content"},
    {"HEAD", "/bytes/5000?chunked=1", nullptr, nullptr, 0, 200, 0, "no content, no length"},
    {"GET", "/missing", nullptr, nullptr, 0, 404, 150, "an error"},
    {"POST", "/bytes/100", nullptr, nullptr, 200000, 200, 100, "content sent"},
    {"PUT", "/bytes/100", nullptr, nullptr, 1, 200, 100, "one byte sent"},
    {"POST", "/bytes/100", "Expect", "100-continue", 20000, 200, 100, "an expectation"},
    {"DELETE", "/bytes/0?status=204", nullptr, nullptr, 0, 204, 0, "204"},
    {"GET", "/bytes/10000?etag=a", "If-None-Match", "\"a\"", 0, 304, 0, "a condition"},
    {"GET", "/bytes/10000?etag=a", "Range", "bytes=10-19", 0, 206, 10, "a range"},
    {"OPTIONS", "/bytes/100", nullptr, nullptr, 0, 204, 0, "OPTIONS"},
};

/// @brief Loads every passing with one client. @param network, client where, how @param together
/// all at once
void
LoadPassings(ProxyNetwork& network, const HttpClientHelper& client, bool together)
{
    std::vector<HttpPage> pages(together ? 1 : PASSINGS.size());
    for (std::size_t i = 0; i < PASSINGS.size(); ++i)
    {
        const Passing& passing = PASSINGS[i];
        HttpPageObject object = network.MakeObject(passing.target, passing.method, passing.sent);
        if (passing.name)
        {
            object.fields.Add(passing.name, passing.value);
        }
        pages[together ? 0 : i].objects.push_back(object);
    }
    network.simulation.LoadPages(pages, client);
}

/// @brief Checks that all have passed. @param network where
void
CheckPassings(const ProxyNetwork& network)
{
    BOOST_REQUIRE(network.simulation.transactions.size() == PASSINGS.size());
    for (const SeenTransaction& seen : network.simulation.transactions)
    {
        const Passing& passing = PASSINGS.at(seen.id - 1);
        BOOST_TEST_CONTEXT(passing.method << " " << passing.target << ": " << passing.condition)
        {
            BOOST_TEST(seen.outcome == std::string("complete"));
            BOOST_TEST(seen.status == passing.status);
            BOOST_TEST(seen.responseContentBytes == passing.received);
        }
    }
    for (const SeenRequest& seen : network.requests)
    {
        BOOST_TEST(seen.result == std::string("forwarded"));
        BOOST_TEST(seen.isComplete);
    }
}

BOOST_AUTO_TEST_CASE(EverythingPasses)
{
    for (const std::string& strategy : HttpClientHelper::GetStrategies())
    {
        for (const double loss : {0.0, 0.01, 0.05})
        {
            for (const bool isRepaired : {false, true})
            {
                if (strategy == "multiplexed" && loss > 0.01 &&
                    GetTestSocketFactory(isRepaired) == TcpSocketFactory::GetTypeId())
                {
                    // ns-3's own socket follows a null pointer in TcpRateLinux::SkbSent() there.
                    continue;
                }
                Link link;
                link.loss = loss;
                link.isRepaired = isRepaired;
                BOOST_TEST_CONTEXT(strategy << ", " << link)
                {
                    ProxyNetwork network(link);
                    network.simulation.Serve();
                    network.Install();
                    ClientHelper client = network.MakeClient();
                    client.SetStrategy(strategy);
                    LoadPassings(network, client, true);
                    network.Run(Seconds(2000));
                    CheckPassings(network);
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(OneAfterTheOther)
{
    for (const bool isIpv6 : {false, true})
    {
        Link link;
        link.isIpv6 = isIpv6;
        BOOST_TEST_CONTEXT(link)
        {
            ProxyNetwork network(link);
            Ptr<HttpServer> server = network.simulation.Serve();
            Ptr<HttpProxy> proxy = network.Install();
            LoadPassings(network, network.MakeClient(), false);
            network.Run();
            CheckPassings(network);
            // Persistent on either side.
            BOOST_TEST(proxy->GetAccepted() == 1U);
            BOOST_TEST(server->GetAccepted() == 1U);
        }
    }
}

/// Bytes of heads by their sender, their receiver and their place in the stream.
using Heads = std::map<std::tuple<std::string, std::string, uint64_t>, uint32_t>;

/// Heads as they were told on both sides.
struct BothSides
{
    Heads sent;     //!< by those who sent them
    Heads received; //!< by those who read them
};

/// @brief Trace sink: a message. @param sides where its head goes @param record the message
void
OnMessage(BothSides* sides, const HttpMessageRecord& record)
{
    const std::string local = FormatHttpAddress(record.local);
    const std::string remote = FormatHttpAddress(record.remote);
    BOOST_TEST(record.headBytes > 0U);
    if (record.sent)
    {
        sides->sent[{local, remote, record.streamBegin}] = record.headBytes;
    }
    else
    {
        sides->received[{remote, local, record.streamBegin}] = record.headBytes;
    }
}

BOOST_AUTO_TEST_CASE(HeadsAreToldAsTheyAreRead)
{
    for (const std::string& strategy : HttpClientHelper::GetStrategies())
    {
        BOOST_TEST_CONTEXT(strategy)
        {
            ProxyNetwork network;
            network.simulation.Serve();
            network.Install();
            ClientHelper client = network.MakeClient();
            client.SetStrategy(strategy);
            LoadPassings(network, client, true);
            BothSides sides;
            uint32_t applications = 0;
            for (uint32_t i = 0; i < NodeList::GetNNodes(); ++i)
            {
                Ptr<Node> node = NodeList::GetNode(i);
                for (uint32_t k = 0; k < node->GetNApplications(); ++k)
                {
                    applications += node->GetApplication(k)->TraceConnectWithoutContext(
                                        "Message",
                                        MakeBoundCallback(&OnMessage, &sides))
                                        ? 1
                                        : 0;
                }
            }
            BOOST_TEST(applications == 3U);
            network.Run();
            // Requests and responses, on both sides of the proxy.
            BOOST_TEST(sides.sent.size() >= 4 * PASSINGS.size());
            for (const auto& [message, bytes] : sides.sent)
            {
                const auto& [from, to, place] = message;
                const auto found = sides.received.find(message);
                BOOST_TEST_CONTEXT(from << " to " << to << ", byte " << place)
                {
                    BOOST_REQUIRE((found != sides.received.end()));
                    BOOST_TEST(found->second == bytes);
                }
            }
            BOOST_TEST(sides.received.size() == sides.sent.size());
        }
    }
}

BOOST_AUTO_TEST_CASE(APauseEndsWithItsMessage)
{
    // The last bytes of each message are more than the proxy may hold.
    for (const std::string& strategy : HttpClientHelper::GetStrategies())
    {
        for (const char* method : {"GET", "PUT"})
        {
            BOOST_TEST_CONTEXT(strategy << ", " << method)
            {
                ProxyNetwork network;
                network.simulation.Serve();
                HttpProxyHelper helper;
                helper.SetAttribute("RelayBytes", UintegerValue(1000));
                network.Install(helper);
                ClientHelper client = network.MakeClient();
                client.SetStrategy(strategy);
                HttpPage page;
                for (uint32_t i = 0; i < 8; ++i)
                {
                    page.objects.push_back(
                        network.MakeObject("/bytes/1200", method, *method == 'P' ? 1200 : 0));
                }
                network.simulation.LoadPages({page}, client);
                network.Run();
                BOOST_TEST(network.simulation.CountOutcomes()["complete"] == 8U);
                for (const SeenTransaction& seen : network.simulation.transactions)
                {
                    BOOST_TEST(seen.finished < Seconds(10));
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(WhatIsHeldHasALimit)
{
    // The side that receives is a hundred times slower.
    const Link slow{"1Mbps"};
    const Link fast{"100Mbps"};
    constexpr uint64_t CONTENT = 1000000;

    const struct
    {
        const char* name;
        Link client;
        Link server;
        const char* method;
        const char* scheme;
        uint64_t sent;
        uint64_t received;
    } cases[] = {
        {"a response", slow, fast, "GET", "http", 0, CONTENT},
        {"a request", fast, slow, "POST", "http", CONTENT, 10},
        {"a tunnel down", slow, fast, "GET", "https", 0, CONTENT},
        {"a tunnel up", fast, slow, "POST", "https", CONTENT, 10},
    };

    for (const auto& c : cases)
    {
        for (const bool isRepaired : {false, true})
        {
            BOOST_TEST_CONTEXT(c.name << (isRepaired ? ", HttpTcpSocket" : ""))
            {
                Link client = c.client;
                client.isRepaired = isRepaired;
                ProxyNetwork network(client, c.server);
                network.simulation.Serve(MakeServerHelper(c.scheme));
                HttpProxyHelper helper;
                helper.SetAttribute("RelayBytes", UintegerValue(20000));
                Ptr<HttpProxy> proxy = network.Install(helper);
                const std::string target = "/bytes/" + std::to_string(c.received);
                const HttpPageObject object =
                    network.MakeObject(network.GetUrl(target, 443, c.scheme), c.method, c.sent);
                network.simulation.LoadPages({{{object}, Time()}}, network.MakeClient());
                network.Run();
                BOOST_REQUIRE(network.simulation.transactions.size() == 1U);
                const SeenTransaction& seen = network.simulation.transactions.front();
                BOOST_TEST(seen.outcome == std::string("complete"));
                BOOST_TEST(seen.responseContentBytes == c.received);
                // The last read may come on top of what the limit allows.
                BOOST_TEST(proxy->GetMaxHeldBytes() > 0U);
                BOOST_TEST(proxy->GetMaxHeldBytes() <= 20000U + 65536U);
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
