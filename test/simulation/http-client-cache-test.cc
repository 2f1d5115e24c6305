/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// A client's cache, its redirections, and requests with contents from a list of URLs.

#include "http-raw-peer.h"
#include "http-simulation.h"

#include "ns3/boolean.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using namespace ns3;
using namespace http_test;

namespace
{

/// @brief A helper for clients with a cache. @param state the Cache attribute @return it
HttpClientHelper
MakeClient(const char* state)
{
    ClientHelper client;
    client.SetAttribute("Cache", StringValue(state));
    return client;
}

/// @brief The statuses and attempts of all requests, in order. @param simulation of which
/// @return such as "200/1 304/1 200/0"; 0 attempts: from the cache
std::string
GetStatuses(const Simulation& simulation)
{
    std::string text;
    for (const SeenTransaction& seen : simulation.transactions)
    {
        text += std::to_string(seen.status) + "/" + std::to_string(seen.attempts) + " ";
    }
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpClientCache_)

BOOST_AUTO_TEST_CASE(FreshAndStale)
{
    const struct
    {
        const char* state;
        const char* query;
        const char* expected; // RFC 9111, sections 3, 4.2 and 4.3
    } cases[] = {
        {"None", "cache-control=max-age%3D600&etag=a", "200/1 200/1 "},
        {"Cold", "cache-control=max-age%3D600&etag=a", "200/1 200/0 "},
        {"Cold", "cache-control=no-cache&etag=a", "200/1 304/1 "},
        {"Cold", "cache-control=no-cache", "200/1 200/1 "},
        {"Cold", "cache-control=no-store&etag=a", "200/1 200/1 "},
        {"Cold", "cache-control=private%2C%20max-age%3D600", "200/1 200/0 "},
        {"Cold", "etag=a", "200/1 304/1 "},
        // Warm: stored an hour before the simulation.
        {"Warm", "cache-control=max-age%3D7200&etag=a", "200/0 200/0 "},
        {"Warm", "cache-control=max-age%3D600&etag=a", "304/1 200/0 "},
        {"Warm", "cache-control=no-store&etag=a", "200/1 200/1 "},
    };

    for (const double loss : {0.0, 0.05})
    {
        for (const auto& c : cases)
        {
            Link link;
            link.loss = loss;
            Simulation simulation(link);
            simulation.Serve();
            const std::string target = std::string("/bytes/5000?") + c.query;
            simulation.LoadTargets({target, target}, MakeClient(c.state));
            simulation.Run();
            BOOST_TEST_CONTEXT(loss << " " << c.state << " " << c.query)
            {
                BOOST_TEST(GetStatuses(simulation) == c.expected);
                BOOST_TEST(simulation.CountOutcomes()["complete"] == 2U);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(RedirectionsThatWereValidated)
{
    // RFC 9111, section 4.3.3: the answer is the stored 301.
    Simulation simulation;
    const RawReply moved{"HTTP/1.1 301 Moved\r\nLocation: /b\r\nETag: \"a\"\r\n"
                         "Cache-Control: max-age=0\r\nContent-Length: 0\r\n\r\n"};
    const RawReply found{"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"};
    const RawReply valid{"HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n"};
    RawServer server(simulation.nodes.Get(1),
                     InetSocketAddress(Ipv4Address::GetAny(), 80),
                     {{moved, found, valid, found}});
    HttpClientHelper client = MakeClient("Cold");
    client.SetAttribute("MaxRedirects", UintegerValue(5));
    simulation.LoadTargets({"/a", "/a"}, client);
    simulation.Run();
    BOOST_TEST(GetStatuses(simulation) == "301/1 200/1 304/1 200/1 ");
    BOOST_TEST(server.requests == 4U);
}

BOOST_AUTO_TEST_CASE(OnlyIfCached)
{
    // RFC 9111, section 5.2.1.7: what the cache cannot answer is not sent.
    const struct
    {
        const char* state;
        const char* query;
        const char* field; // one more of the second request, or nullptr
        const char* statuses;
        uint32_t requests; // that the server saw
    } cases[] = {
        {"Cold", "cache-control=max-age%3D600&etag=a", nullptr, "504/0 200/1 200/0 ", 1},
        {"Cold", "cache-control=no-cache&etag=a", nullptr, "504/0 200/1 504/0 ", 1},
        {"Cold", "cache-control=max-age%3D600&etag=a", "Range", "504/0 200/1 504/0 ", 1},
        {"None", "cache-control=max-age%3D600&etag=a", nullptr, "200/1 200/1 200/1 ", 3},
    };

    for (const auto& c : cases)
    {
        Simulation simulation;
        Ptr<HttpServer> server = simulation.Serve();
        const HttpPageObject plain =
            simulation.MakeObject(std::string("/bytes/5000?") + c.query, "GET");
        HttpPageObject only = plain;
        only.fields.Add("Cache-Control", "only-if-cached");
        HttpPageObject last = only;
        if (c.field)
        {
            last.fields.Add(c.field, "bytes=0-9");
        }
        Ptr<HttpClient> client =
            simulation.LoadPages({{{only}, Time()}, {{plain}, Time()}, {{last}, Time()}},
                                 MakeClient(c.state));
        simulation.Run();
        BOOST_TEST_CONTEXT(c.state << " " << c.query << " " << (c.field ? c.field : ""))
        {
            BOOST_TEST(GetStatuses(simulation) == c.statuses);
            BOOST_TEST(server->GetRequests() == c.requests);
            BOOST_TEST(simulation.CountOutcomes()["complete"] == 3U);
            BOOST_TEST(client->GetCacheHits() ==
                       (std::string(c.statuses).find("200/0") != std::string::npos ? 1U : 0U));
        }
    }
}

BOOST_AUTO_TEST_CASE(ValidationsOfAnother)
{
    // RFC 9111, section 4.3.4: such a 304 updates nothing, and what is stored is no answer.
    const RawReply first{"HTTP/1.1 200 OK\r\nETag: \"a\"\r\nCache-Control: max-age=0\r\n"
                         "Content-Length: 0\r\n\r\n"};
    const RawReply other{"HTTP/1.1 304 Not Modified\r\nETag: \"b\"\r\n\r\n"};
    const RawReply second{"HTTP/1.1 200 OK\r\nETag: \"b\"\r\nCache-Control: max-age=60\r\n"
                          "Content-Length: 0\r\n\r\n"};

    const struct
    {
        std::vector<RawReply> replies;
        const char* statuses;
    } cases[] = {
        {{first, other, second}, "200/1 304/1 200/1 200/0 "},
        // Asked without conditions, a 304 is what there is: not asked for ever.
        {{first, other, other, second}, "200/1 304/1 304/1 200/1 "},
    };

    for (const auto& c : cases)
    {
        Simulation simulation;
        RawServer server(simulation.nodes.Get(1),
                         InetSocketAddress(Ipv4Address::GetAny(), 80),
                         {c.replies});
        Ptr<HttpClient> client = simulation.LoadTargets({"/a", "/a", "/a"}, MakeClient("Cold"));
        simulation.Run();
        BOOST_TEST(GetStatuses(simulation) == c.statuses);
        BOOST_TEST(server.requests == c.replies.size());
        BOOST_TEST(client->GetCacheValidations() == 0U);
        BOOST_TEST(simulation.pages.size() == 3U);
        // Conditions stand in one request alone.
        const std::size_t condition = server.received.find("If-None-Match");
        BOOST_TEST(condition != std::string::npos);
        BOOST_TEST(server.received.find("If-None-Match", condition + 1) == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(Redirections)
{
    const struct
    {
        uint32_t max;
        const char* method;
        const char* target;
        const char* statuses;
        const char* outcome; // of the last request
        const char* method2; // of the last request: RFC 9110, section 15.4
    } cases[] = {
        {0, "GET", "/bytes/9?status=301&location=/bytes/100", "301/1 ", "complete", "GET"},
        {5, "GET", "/bytes/9?status=301&location=/bytes/100", "301/1 200/1 ", "complete", "GET"},
        {5, "POST", "/bytes/9?status=302&location=/bytes/100", "302/1 200/1 ", "complete", "GET"},
        {5, "POST", "/bytes/9?status=307&location=/bytes/100", "307/1 200/1 ", "complete", "POST"},
        {5, "PUT", "/bytes/9?status=303&location=/bytes/100", "303/1 200/1 ", "complete", "GET"},
        {1,
         "GET",
         "/bytes/9?status=302&location=%3Fstatus%3D302%26location%3D/bytes/1",
         "302/1 302/1 ",
         "redirect-loop",
         "GET"},
    };

    for (const auto& c : cases)
    {
        Simulation simulation;
        simulation.Serve();
        ClientHelper client;
        client.SetAttribute("MaxRedirects", UintegerValue(c.max));
        const uint64_t sent = std::string(c.method) == "GET" ? 0 : 3000;
        simulation.LoadPages({{{simulation.MakeObject(c.target, c.method, sent)}, Time()}}, client);
        simulation.Run();
        BOOST_TEST_CONTEXT(c.max << " " << c.method << " " << c.target)
        {
            BOOST_TEST(GetStatuses(simulation) == c.statuses);
            BOOST_REQUIRE(!simulation.transactions.empty());
            BOOST_TEST(simulation.transactions.back().outcome == std::string(c.outcome));
            BOOST_TEST(simulation.transactions.back().ownMethod == c.method2);
            BOOST_TEST(simulation.pages.size() == 1U);
        }
    }
}

BOOST_AUTO_TEST_CASE(MethodsInLists)
{
    Simulation simulation;
    simulation.Serve();
    HttpClientHelper client(simulation.GetUrl());
    client.SetWorkload("ns3::HttpUrlWorkload",
                       "Urls",
                       StringValue("/bytes/10 POST:5000 /bytes/20 HEAD /bytes/30 PUT:7 /bytes/40"),
                       "Fields",
                       StringValue("Expect: 100-continue | X-Test: 1"));
    simulation.Load(client);
    simulation.Run();
    BOOST_REQUIRE(simulation.transactions.size() == 4U);
    const char* const methods[] = {"GET", "POST", "HEAD", "PUT"};
    const uint64_t sent[] = {0, 5000, 0, 7};
    for (std::size_t i = 0; i < 4; ++i)
    {
        BOOST_TEST(simulation.transactions[i].ownMethod == methods[i]);
        BOOST_TEST(simulation.transactions[i].requestContentBytes == sent[i]);
        BOOST_TEST(simulation.transactions[i].outcome == std::string("complete"));
    }
    BOOST_TEST(simulation.GetLog().find("X-Test: 1\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
