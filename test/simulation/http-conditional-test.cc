/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What a server answers to conditions and ranges, and what arrives.

#include "http-simulation.h"

#include "ns3/boolean.h"
#include "ns3/http-catalogue.h"
#include "ns3/pointer.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>
#include <utility>
#include <vector>

using namespace ns3;
using namespace http_test;

namespace
{

/// Field lines.
using Lines = std::vector<std::pair<const char*, const char*>>;

/// @brief A request and what is to come of it.
struct Case
{
    const char* method; //!< its method
    const char* target; //!< its target
    Lines fields;       //!< its fields
    uint64_t sent;      //!< its content
    int status;         //!< of the response
    uint64_t received;  //!< content of the response
};

/// A resource with validators, and one without a length.
const char* const KNOWN =
    "/bytes/10000?etag=v1&last-modified=Sun%2C%2006%20Nov%201994%2008%3A49%3A37%20GMT";
const char* const CHUNKED = "/bytes/10000?etag=v1&chunked=1";

const char* const SAME = "Sun, 06 Nov 1994 08:49:37 GMT";
const char* const BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT";

// RFC 9110, sections 13.1, 14.2, 15.3.7, 15.4.5, 15.5.13 and 15.5.17; 150 is ErrorBytes.
const std::vector<Case> CASES = {
    {"GET", KNOWN, {}, 0, 200, 10000},
    {"GET", KNOWN, {{"If-None-Match", R"("v1")"}}, 0, 304, 0},
    {"HEAD", KNOWN, {{"If-None-Match", R"("v1")"}}, 0, 304, 0},
    {"GET", KNOWN, {{"If-None-Match", R"("v2")"}}, 0, 200, 10000},
    {"GET", KNOWN, {{"If-Modified-Since", SAME}}, 0, 304, 0},
    {"GET", KNOWN, {{"If-Modified-Since", BEFORE}}, 0, 200, 10000},
    {"GET", KNOWN, {{"If-Match", R"("v2")"}}, 0, 412, 150},
    {"HEAD", KNOWN, {{"If-Match", R"("v2")"}}, 0, 412, 0},
    {"PUT", KNOWN, {{"If-Match", R"("v1")"}}, 5000, 200, 10000},
    {"PUT", KNOWN, {{"If-Match", R"("v2")"}}, 5000, 412, 150},
    {"PUT", KNOWN, {{"If-None-Match", "*"}}, 5000, 412, 150},
    {"PUT", KNOWN, {{"If-Unmodified-Since", BEFORE}}, 5000, 412, 150},
    {"GET", KNOWN, {{"Range", "bytes=0-499"}}, 0, 206, 500},
    {"GET", KNOWN, {{"Range", "bytes=-500"}}, 0, 206, 500},
    {"GET", KNOWN, {{"Range", "bytes=9999-"}}, 0, 206, 1},
    {"GET", KNOWN, {{"Range", "bytes=500-600,601-999"}}, 0, 206, 500},
    {"GET", KNOWN, {{"Range", "bytes=0-0,-1"}}, 0, 200, 10000},
    {"GET", KNOWN, {{"Range", "bytes=10000-"}}, 0, 416, 150},
    {"GET", KNOWN, {{"Range", "lines=1-2"}}, 0, 200, 10000},
    {"HEAD", KNOWN, {{"Range", "bytes=0-499"}}, 0, 200, 0},
    {"POST", KNOWN, {{"Range", "bytes=0-499"}}, 10, 200, 10000},
    {"GET", KNOWN, {{"Range", "bytes=0-499"}, {"If-Range", R"("v1")"}}, 0, 206, 500},
    {"GET", KNOWN, {{"Range", "bytes=0-499"}, {"If-Range", R"("v2")"}}, 0, 200, 10000},
    {"GET", KNOWN, {{"Range", "bytes=0-499"}, {"If-Range", SAME}}, 0, 206, 500},
    {"GET", KNOWN, {{"Range", "bytes=0-499"}, {"If-None-Match", R"("v1")"}}, 0, 304, 0},
    {"GET", CHUNKED, {{"Range", "bytes=0-499"}}, 0, 200, 10000},
    {"GET", CHUNKED, {{"If-None-Match", R"(W/"v1")"}}, 0, 304, 0},
    {"GET", "/bytes/10", {{"If-None-Match", R"("v1")"}}, 0, 200, 10},
    {"GET", "/bytes/10", {{"If-None-Match", "*"}}, 0, 304, 0},
    {"GET", "/bytes/10", {{"Range", "bytes=3-5"}}, 0, 206, 3},
    {"GET", "/nowhere", {{"If-None-Match", "*"}}, 0, 404, 150},
    {"GET", "/bytes/10?status=503", {{"If-None-Match", "*"}}, 0, 503, 10},
};

/// @brief Asks for all cases. @param simulation, helper of what, how
void
LoadCases(Simulation& simulation, const HttpClientHelper& helper)
{
    std::vector<HttpPage> pages;
    for (const Case& c : CASES)
    {
        HttpPageObject object = simulation.MakeObject(c.target, c.method, c.sent);
        for (const auto& [name, value] : c.fields)
        {
            object.fields.Add(name, value);
        }
        pages.push_back({{object}, Time()});
    }
    simulation.LoadPages(pages, helper);
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpConditional)

BOOST_AUTO_TEST_CASE(StatusesAndContents)
{
    for (const double loss : {0.0, 0.05})
    {
        Link link;
        link.loss = loss;
        Simulation simulation(link);
        simulation.Serve();
        LoadCases(simulation, ClientHelper());
        simulation.Run();
        BOOST_REQUIRE(simulation.transactions.size() == CASES.size());
        for (std::size_t i = 0; i < CASES.size(); ++i)
        {
            const Case& c = CASES[i];
            const SeenTransaction& seen = simulation.transactions[i];
            BOOST_TEST_CONTEXT(loss << " " << c.method << " " << c.target << " "
                                    << (c.fields.empty() ? "" : c.fields.front().first) << " "
                                    << (c.fields.empty() ? "" : c.fields.front().second))
            {
                // Complete means that the bytes were those of the range, too.
                BOOST_TEST(seen.outcome == std::string("complete"));
                BOOST_TEST(seen.status == c.status);
                BOOST_TEST(seen.responseContentBytes == c.received);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(WrongBytesOfARangeAreSeen)
{
    Simulation simulation;
    HttpServerHelper server;
    server.SetAttribute("BodyContent", StringValue("Zero"));
    simulation.Serve(server);
    HttpPageObject object = simulation.MakeObject("/bytes/10000");
    object.fields.Add("Range", "bytes=100-199");
    simulation.LoadPages({{{object}, Time()}});
    simulation.Run();
    BOOST_TEST(simulation.transactions.at(0).outcome == std::string("content-mismatch"));
}

BOOST_AUTO_TEST_CASE(ServersGiveValidatorsIfTold)
{
    HttpServerHelper server;
    server.SetAttribute("Validators", BooleanValue(true));
    server.SetAttribute("CacheControl", StringValue("max-age=60"));
    Simulation simulation;
    simulation.Serve(server);
    HttpPageObject object = simulation.MakeObject("/bytes/100");
    HttpPageObject known = object;
    // 10 days before the simulation's beginning, which is 2020-01-01.
    known.fields.Add("If-Modified-Since", "Sun, 22 Dec 2019 00:00:00 GMT");
    HttpPageObject own = simulation.MakeObject("/bytes/100?etag=a&cache-control=no-cache");
    simulation.LoadPages({{{object}, Time()}, {{known}, Time()}, {{own}, Time()}});
    simulation.Run();
    BOOST_TEST(simulation.transactions.at(0).status == 200);
    BOOST_TEST(simulation.transactions.at(1).status == 304);
    const std::string& log = simulation.GetLog();
    BOOST_TEST(log.find("ETag: \"") != std::string::npos);
    BOOST_TEST(log.find("Last-Modified: Sun, 22 Dec 2019 00:00:00 GMT\r\n") != std::string::npos);
    BOOST_TEST(log.find("Accept-Ranges: bytes\r\n") != std::string::npos);
    BOOST_TEST(log.find("Cache-Control: max-age=60\r\n") != std::string::npos);
    BOOST_TEST(log.find("ETag: \"a\"\r\n") != std::string::npos);
    BOOST_TEST(log.find("Cache-Control: no-cache\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
