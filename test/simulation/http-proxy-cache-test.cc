/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// A proxy's cache: what is answered from it and what goes to the server (RFC 9111).

#include "http-proxy-network.h"
#include "http-raw-peer.h"

#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using namespace ns3;
using namespace http_test;

namespace
{

/// @brief A request.
struct Ask
{
    const char* target;          //!< what is asked for
    const char* method = "GET";  //!< how
    const char* name = nullptr;  //!< of a field of the request, or nullptr
    const char* value = nullptr; //!< of that field
    Time wait = Seconds(0);      //!< until the next one
};

/// @brief Requests one after the other, and what becomes of them.
struct CacheCase
{
    const char* name;      //!< what it is about
    std::vector<Ask> asks; //!< the requests
    const char* results;   //!< what the proxy did
    const char* statuses;  //!< of the responses
};

constexpr const char* FRESH = "/bytes/3000?cache-control=max-age%3D60&etag=a";
constexpr const char* STALE = "/bytes/3000?cache-control=max-age%3D0&etag=a";
constexpr const char* BARE = "/bytes/3000?cache-control=max-age%3D0";
constexpr const char* DATED =
    "/bytes/3000?last-modified=Sun%2C%2006%20Nov%201994%2008%3A49%3A37%20GMT";
constexpr const char* VARIED = "/bytes/3000?cache-control=max-age%3D60&vary=Accept-Language";
constexpr const char* EMPTY = "/bytes/0?status=204&cache-control=max-age%3D60&etag=a";
constexpr const char* LOCATED =
    "/bytes/0?status=201&location=%2Fbytes%2F3000%3Fcache-control%3Dmax-age%253D60%26etag%3Da";
constexpr const char* UNDERSTOOD =
    "/bytes/3000?cache-control=no-store%2Cmust-understand%2Cmax-age%3D60";
constexpr const char* CHUNKED = "/bytes/3000?cache-control=max-age%3D60&chunked=1";

const std::vector<CacheCase> CACHE_CASES = {
    {"fresh (4.2)", {{FRESH}, {FRESH}, {FRESH}}, "forwarded hit hit", "200 200 200"},
    {"fresh for a time (4.2)",
     {{FRESH, "GET", nullptr, nullptr, Seconds(59)},
      {FRESH, "GET", nullptr, nullptr, Seconds(2)},
      {FRESH},
      {FRESH}},
     "forwarded hit validated hit",
     "200 200 200 200"},
    {"validated (4.3)",
     {{STALE}, {STALE}, {STALE}},
     "forwarded validated validated",
     "200 200 200"},
    {"no validator (4.3.1)", {{BARE}, {BARE}}, "forwarded forwarded", "200 200"},
    {"heuristic (4.2.2)", {{DATED}, {DATED}}, "forwarded hit", "200 200"},
    {"no time, no heuristic", {{"/bytes/10"}, {"/bytes/10"}}, "forwarded forwarded", "200 200"},
    {"without length", {{CHUNKED}, {CHUNKED}}, "forwarded hit", "200 200"},
    {"no-store (5.2.2.5)",
     {{"/bytes/10?cache-control=no-store%2Cmax-age%3D60"},
      {"/bytes/10?cache-control=no-store%2Cmax-age%3D60"}},
     "forwarded forwarded",
     "200 200"},
    {"private (5.2.2.7)",
     {{"/bytes/10?cache-control=private%2Cmax-age%3D60"},
      {"/bytes/10?cache-control=private%2Cmax-age%3D60"}},
     "forwarded forwarded",
     "200 200"},
    {"s-maxage (5.2.2.10)",
     {{"/bytes/10?cache-control=max-age%3D60%2Cs-maxage%3D0&etag=a"},
      {"/bytes/10?cache-control=max-age%3D60%2Cs-maxage%3D0&etag=a"}},
     "forwarded validated",
     "200 200"},
    {"no-cache of the client (5.2.1.4)",
     {{FRESH}, {FRESH, "GET", "Cache-Control", "no-cache"}, {FRESH}},
     "forwarded validated hit",
     "200 200 200"},
    {"statuses without content (9110, 8.6)",
     {{EMPTY}, {EMPTY}, {EMPTY, "HEAD"}, {EMPTY, "GET", "Cache-Control", "no-cache"}, {EMPTY}},
     "forwarded hit hit validated hit",
     "204 204 204 204 204"},
    {"If-Modified-Since without Last-Modified (4.3.2)",
     {{FRESH},
      {FRESH, "GET", "If-Modified-Since", "Wed, 01 Jan 2020 00:00:01 GMT"},
      {FRESH, "GET", "If-Modified-Since", "Tue, 31 Dec 2019 23:59:59 GMT"}},
     "forwarded hit hit",
     "200 304 200"},
    {"HEAD updates (4.3.5)",
     {{STALE, "GET", nullptr, nullptr, Seconds(5)},
      {STALE, "HEAD"},
      {STALE, "GET", "Cache-Control", "max-stale=2"},
      {STALE, "GET", nullptr, nullptr, Seconds(5)},
      {STALE, "GET", "Cache-Control", "max-stale=2"}},
     "forwarded forwarded hit validated validated",
     "200 200 200 200 200"},
    {"only-if-cached (5.2.1.7)",
     {{FRESH, "GET", "Cache-Control", "only-if-cached"},
      {FRESH},
      {FRESH, "GET", "Cache-Control", "only-if-cached"}},
     "refused forwarded hit",
     "504 200 200"},
    {"max-stale (5.2.1.2)",
     {{STALE}, {STALE, "GET", "Cache-Control", "max-stale=100"}},
     "forwarded hit",
     "200 200"},
    {"Vary (4.1)",
     {{VARIED, "GET", "Accept-Language", "de"},
      {VARIED, "GET", "Accept-Language", "fr"},
      {VARIED, "GET", "Accept-Language", "de"},
      {VARIED, "GET", "Accept-Language", "fr"}},
     "forwarded forwarded hit hit",
     "200 200 200 200"},
    {"Authorization (3.5)",
     {{FRESH, "GET", "Authorization", "Basic YTpi"}, {FRESH, "GET", "Authorization", "Basic YTpi"}},
     "forwarded forwarded",
     "200 200"},
    {"the client's condition (4.3.2)",
     {{FRESH}, {FRESH, "GET", "If-None-Match", "\"a\""}, {FRESH, "GET", "If-None-Match", "\"b\""}},
     "forwarded hit hit",
     "200 304 200"},
    {"the client's condition, nothing stored",
     {{FRESH, "GET", "If-None-Match", "\"a\""}, {FRESH}},
     "forwarded forwarded",
     "304 200"},
    {"Range",
     {{FRESH, "GET", "Range", "bytes=0-9"}, {FRESH}, {FRESH, "GET", "Range", "bytes=100-199"}},
     "forwarded forwarded hit",
     "206 200 206"},
    {"HEAD", {{FRESH, "HEAD"}, {FRESH}, {FRESH, "HEAD"}}, "forwarded forwarded hit", "200 200 200"},
    {"POST makes it invalid (4.4)",
     {{FRESH}, {FRESH, "POST"}, {FRESH}},
     "forwarded forwarded forwarded",
     "200 200 200"},
    {"a failed POST does not",
     {{"/bytes/10?status=200&cache-control=max-age%3D60"},
      {"/bytes/11?status=500", "POST"},
      {"/bytes/10?status=200&cache-control=max-age%3D60"}},
     "forwarded forwarded hit",
     "200 500 200"},
    {"POST makes what its Location names invalid (4.4)",
     {{FRESH}, {LOCATED, "POST"}, {FRESH}},
     "forwarded forwarded forwarded",
     "200 201 200"},
    {"must-understand (5.2.2.3)", {{UNDERSTOOD}, {UNDERSTOOD}}, "forwarded hit", "200 200"},
    {"an error that may be stored",
     {{"/bytes/10?status=404&cache-control=max-age%3D60"},
      {"/bytes/10?status=404&cache-control=max-age%3D60"}},
     "forwarded hit",
     "404 404"},
};

/// @brief Loads requests one after the other. @param network, asks where, which
void
Load(ProxyNetwork& network, const std::vector<Ask>& asks)
{
    std::vector<HttpPage> pages;
    for (const Ask& ask : asks)
    {
        HttpPageObject object = network.MakeObject(ask.target, ask.method);
        if (ask.name)
        {
            object.fields.Add(ask.name, ask.value);
        }
        pages.push_back({{object}, ask.wait});
    }
    network.simulation.LoadPages(pages, network.MakeClient());
}

/// @brief A proxy with a cache. @param bytes its size @return the helper
HttpProxyHelper
MakeCache(uint64_t bytes = 1000000)
{
    HttpProxyHelper helper;
    helper.SetAttribute("CacheBytes", UintegerValue(bytes));
    return helper;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpProxyCache)

BOOST_AUTO_TEST_CASE(WhatComesFromWhere)
{
    for (const CacheCase& c : CACHE_CASES)
    {
        for (const bool isRepaired : {false, true})
        {
            BOOST_TEST_CONTEXT(c.name << (isRepaired ? ", HttpTcpSocket" : ""))
            {
                Link link;
                link.isRepaired = isRepaired;
                ProxyNetwork network(link);
                network.simulation.Serve();
                network.Install(MakeCache());
                Load(network, c.asks);
                network.Run();
                BOOST_TEST(network.GetResults() == c.results);
                BOOST_TEST(network.GetStatuses() == c.statuses);
                // Contents are compared byte by byte.
                BOOST_TEST(network.simulation.CountOutcomes()["complete"] == c.asks.size());
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(ValidationsOfAnother)
{
    // RFC 9111, section 4.3.4: such a 304 updates nothing, and what is stored is no answer.
    const RawReply first{"HTTP/1.1 200 OK\r\nETag: \"a\"\r\nCache-Control: max-age=0\r\n"
                         "Content-Length: 1\r\n\r\n1"};
    const RawReply other{"HTTP/1.1 304 Not Modified\r\nETag: \"b\"\r\n\r\n"};
    const RawReply otherThenClose{
        "HTTP/1.1 304 Not Modified\r\nETag: \"b\"\r\nConnection: close\r\n\r\n",
        RawReply::End::Close};
    const RawReply second{"HTTP/1.1 200 OK\r\nETag: \"b\"\r\nCache-Control: max-age=60\r\n"
                          "Content-Length: 2\r\n\r\n22"};

    const struct
    {
        std::vector<std::vector<RawReply>> replies;
        const char* results;
        const char* statuses;
        const char* upstream; // statuses
    } cases[] = {
        {{{first, other, second}}, "forwarded forwarded hit", "200 200 200", "200 304 200 "},
        {{{first, otherThenClose}, {second}},
         "forwarded forwarded hit",
         "200 200 200",
         "200 304 200 "},
        // Asked without conditions, a 304 is what there is: not asked for ever.
        {{{first, other, other, second}},
         "forwarded forwarded forwarded",
         "200 304 200",
         "200 304 304 200 "},
    };

    for (const auto& c : cases)
    {
        ProxyNetwork network;
        RawServer server(network.simulation.nodes.Get(1),
                         InetSocketAddress(Ipv4Address::GetAny(), 80),
                         c.replies);
        Ptr<HttpProxy> proxy = network.Install(MakeCache());
        Load(network, {{"/a"}, {"/a"}, {"/a"}});
        network.Run();
        BOOST_TEST(network.GetResults() == c.results);
        BOOST_TEST(network.GetStatuses() == c.statuses);
        std::string upstream;
        for (const SeenTransaction& seen : network.transactions)
        {
            upstream += std::to_string(seen.status) + " ";
        }
        BOOST_TEST(upstream == c.upstream);
        BOOST_TEST(proxy->GetCacheValidations() == 0U);
        // Conditions stand in one request alone.
        const std::size_t condition = server.received.find("If-None-Match");
        BOOST_TEST(condition != std::string::npos);
        BOOST_TEST(server.received.find("If-None-Match", condition + 1) == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(AHitTakesOneRoundTrip)
{
    const Link near{"100Mbps", MilliSeconds(1)};
    const Link far{"100Mbps", MilliSeconds(100)};
    ProxyNetwork network(near, far);
    Ptr<HttpServer> server = network.simulation.Serve();
    Ptr<HttpProxy> proxy = network.Install(MakeCache());
    Load(network, {{FRESH}, {FRESH}, {STALE}, {STALE}});
    network.Run();
    const auto& seen = network.simulation.transactions;
    BOOST_REQUIRE(seen.size() == 4U);
    // Both connections' handshakes and the request: 2 x 2 + 2 x 200 ms, and some transmission.
    BOOST_TEST((seen[0].finished - seen[0].queued).GetSeconds() * 1000 == 404,
               boost::test_tools::tolerance(0.01));
    BOOST_TEST((seen[1].finished - seen[1].queued).GetSeconds() * 1000 == 2.3,
               boost::test_tools::tolerance(0.1));
    BOOST_TEST((seen[3].finished - seen[3].queued).GetSeconds() * 1000 == 202.3,
               boost::test_tools::tolerance(0.01));
    BOOST_TEST(server->GetRequests() == 3U);
    BOOST_TEST(proxy->GetCacheHits() == 1U);
    BOOST_TEST(proxy->GetCacheValidations() == 1U);
    BOOST_TEST(network.simulation.GetLog().find("Age: 0\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(UsedLeastRecently)
{
    // Room for two of three: 3,000 bytes of content each, and their heads.
    ProxyNetwork network;
    network.simulation.Serve();
    Ptr<HttpProxy> proxy = network.Install(MakeCache(7000));
    const char* const a = "/bytes/3000?cache-control=max-age%3D60&x=a";
    const char* const b = "/bytes/3000?cache-control=max-age%3D60&x=b";
    const char* const c = "/bytes/3000?cache-control=max-age%3D60&x=c";
    Load(network, {{a}, {b}, {a}, {c}, {a}, {c}, {b}, {c}, {a}});
    network.Run();
    BOOST_TEST(network.GetResults() ==
               "forwarded forwarded hit forwarded hit hit forwarded hit forwarded");
    BOOST_TEST(proxy->GetCacheEvictions() == 3U);
    BOOST_TEST(proxy->GetCacheBytes() > 6000U);
    BOOST_TEST(proxy->GetCacheBytes() <= 7000U);
}

BOOST_AUTO_TEST_CASE(TooLong)
{
    for (const char* const query : {"", "&chunked=1"})
    {
        ProxyNetwork network;
        network.simulation.Serve();
        HttpProxyHelper helper = MakeCache();
        helper.SetAttribute("CacheEntryBytes", UintegerValue(3000));
        network.Install(helper);
        const std::string fits = "/bytes/3000?cache-control=max-age%3D60" + std::string(query);
        const std::string exceeds = "/bytes/3001?cache-control=max-age%3D60" + std::string(query);
        Load(network, {{fits.c_str()}, {exceeds.c_str()}, {fits.c_str()}, {exceeds.c_str()}});
        network.Run();
        BOOST_TEST(network.GetResults() == "forwarded forwarded hit forwarded");
    }
}

BOOST_AUTO_TEST_CASE(WhatIsCutShortIsNotStored)
{
    ProxyNetwork network;
    network.simulation.Serve();
    network.Install(MakeCache());
    const char* const cut = "/bytes/3000?cache-control=max-age%3D60&end=close&cut=1000";
    Load(network, {{cut}, {cut}});
    network.Run();
    BOOST_TEST(network.GetResults() == "forwarded forwarded");
    BOOST_TEST(network.simulation.CountOutcomes()["truncated"] == 2U);
}

BOOST_AUTO_TEST_CASE(TheServerIsGone)
{
    // RFC 9111, sections 4.2.4 and 5.2.2.2: 504 where it must be validated.
    const struct
    {
        const char* target;
        const char* results;
        const char* statuses;
    } cases[] = {
        {FRESH, "forwarded hit", "200 200"},
        {STALE, "forwarded failed", "200 502"},
        {"/bytes/3000?cache-control=max-age%3D0%2Cmust-revalidate&etag=a",
         "forwarded failed",
         "200 504"},
    };

    for (const auto& c : cases)
    {
        BOOST_TEST_CONTEXT(c.target)
        {
            ProxyNetwork network;
            Ptr<HttpServer> server = network.simulation.Serve();
            network.Install(MakeCache());
            Simulator::Schedule(Seconds(5), &HttpServer::Stop, server);
            Load(network, {{c.target, "GET", nullptr, nullptr, Seconds(10)}, {c.target}});
            network.Run();
            BOOST_TEST(network.GetResults() == c.results);
            BOOST_TEST(network.GetStatuses() == c.statuses);
        }
    }
}

BOOST_AUTO_TEST_CASE(ManyClients)
{
    // What one client has asked for, others get from the cache.
    ProxyNetwork network;
    Ptr<HttpServer> server = network.simulation.Serve();
    Ptr<HttpProxy> proxy = network.Install(MakeCache());
    for (uint32_t i = 0; i < 10; ++i)
    {
        Ptr<HttpClient> client = network.LoadTargets({FRESH, DATED, FRESH}, network.MakeClient());
        client->SetStartTime(Seconds(i));
    }
    network.Run();
    BOOST_TEST(network.simulation.CountOutcomes()["complete"] == 30U);
    BOOST_TEST(server->GetRequests() == 2U);
    BOOST_TEST(proxy->GetCacheHits() == 28U);
}

BOOST_AUTO_TEST_SUITE_END()
