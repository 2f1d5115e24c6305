/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What clients may send to a server: each malformed request gets its status and a closed
/// connection, and the server goes on.

#include "http-raw-peer.h"
#include "http-simulation.h"

#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>

using namespace ns3;
using namespace http_test;
using namespace std::string_literals;

namespace
{

/// @brief Requests and the answers that they get.
struct RequestCase
{
    const char* name;          //!< what it is
    std::string bytes;         //!< what is sent
    std::vector<int> statuses; //!< of the responses
    bool closes;               //!< the server ends the connection at once
    bool ends = false;         //!< the client closes its output behind its bytes
};

const std::string HOST = "Host: a\r\n";

/// @brief The cases. @return them
std::vector<RequestCase>
MakeCases()
{
    const std::string get = "GET /bytes/5 HTTP/1.1\r\n" + HOST;
    const std::string post = "POST /bytes/5 HTTP/1.1\r\n" + HOST;
    // Statuses: RFC 9110, section 15.5 and 15.6; RFC 9112, sections 2.2, 3, 5, 6.3 and 7.1.
    return {
        {"good", get + "\r\n", {200}, false},
        {"three at once", get + "\r\n" + get + "\r\n" + get + "\r\n", {200, 200, 200}, false},
        {"empty line before", "\r\n" + get + "\r\n", {200}, false},
        {"absolute form", "GET http://a/bytes/5 HTTP/1.1\r\n" + HOST + "\r\n", {200}, false},
        {"close", get + "Connection: close\r\n\r\n", {200}, true},
        {"1.0", "GET /bytes/5 HTTP/1.0\r\n\r\n", {200}, true},
        {"chunked", post + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", {200}, false},
        {"half close behind a request", get + "\r\n", {200}, true, true},
        {"no request line", "GET\r\n\r\n", {400}, true},
        {"not HTTP", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"s, {400}, true},
        {"no Host", "GET /bytes/5 HTTP/1.1\r\n\r\n", {400}, true},
        {"two Hosts", get + HOST + "\r\n", {400}, true},
        {"space before colon", get + "A : b\r\n\r\n", {400}, true},
        {"folded line", get + "A: b\r\n c\r\n\r\n", {400}, true},
        {"no field name", get + ": b\r\n\r\n", {400}, true},
        {"NUL", get + "A: b\0c\r\n\r\n"s, {400}, true},
        {"bare LF", "GET /bytes/5 HTTP/1.1\nHost: a\n\n", {400}, true},
        {"bad length", post + "Content-Length: 3x\r\n\r\nabc", {400}, true},
        {"negative length", post + "Content-Length: -3\r\n\r\nabc", {400}, true},
        {"two lengths", post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", {400}, true},
        {"length and chunked",
         post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         {400},
         true},
        {"bad chunk size", post + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n", {400}, true},
        {"huge chunk size",
         post + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
         {400},
         true},
        {"closed in the head", get, {400}, true, true},
        {"closed in the content", post + "Content-Length: 30\r\n\r\nabc", {400}, true, true},
        {"bad after good", get + "\r\nbad\r\n\r\n", {200, 400}, true},
        {"unknown coding", post + "Transfer-Encoding: gzip, chunked\r\n\r\n", {501}, true},
        {"last coding not chunked", post + "Transfer-Encoding: gzip\r\n\r\n", {400}, true},
        {"too much content", post + "Content-Length: 5000\r\n\r\n", {413}, true},
        {"too much chunked content",
         post + "Transfer-Encoding: chunked\r\n\r\n1388\r\n",
         {413},
         true},
        {"unknown expectation", get + "Expect: tea\r\n\r\n", {417}, true},
        {"head too long", get + "A: " + std::string(5000, 'b') + "\r\n\r\n", {431}, true},
        {"version 2.0", "GET /bytes/5 HTTP/2.0\r\n" + HOST + "\r\n", {505}, true},
        {"unknown method", "BREW /bytes/5 HTTP/1.1\r\n" + HOST + "\r\n", {501}, false},
        {"unknown target", "GET /nothing HTTP/1.1\r\n" + HOST + "\r\n", {404}, false},
    };
}

/// @brief A server that is easily too small. @return its helper
HttpServerHelper
MakeServer()
{
    HttpServerHelper server;
    server.SetAttribute("MaxHeadBytes", UintegerValue(4096));
    server.SetAttribute("MaxContentBytes", UintegerValue(4096));
    server.SetAttribute("KeepAliveTimeout", TimeValue(Seconds(0)));
    return server;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpBadRequest)

BOOST_AUTO_TEST_CASE(StatusesWholeAndByteByByte)
{
    for (const uint32_t piece : {UINT32_MAX, 1U})
    {
        for (const RequestCase& c : MakeCases())
        {
            BOOST_TEST_CONTEXT(c.name << " in pieces of " << piece)
            {
                Simulation simulation;
                Ptr<HttpServer> server = simulation.Serve(MakeServer());
                RawClient raw(simulation.nodes.Get(0),
                              simulation.GetServerAddress(),
                              c.bytes,
                              {piece, MicroSeconds(20)},
                              c.ends);
                // After it the server answers others as if nothing had been.
                HttpPage page{{simulation.MakeObject("/bytes/700")}, Time()};
                ClientHelper helper;
                Ptr<HttpClient> client = simulation.LoadPages({page}, helper);
                client->SetStartTime(Seconds(5));
                simulation.Run(Seconds(20));
                const std::vector<int> statuses = raw.GetStatuses();
                BOOST_TEST(statuses == c.statuses, boost::test_tools::per_element());
                BOOST_TEST(raw.closed == c.closes);
                BOOST_TEST(simulation.CountOutcomes()["complete"] == 1U);
                // What a refusal tells is that the connection ends.
                const bool isRefused = c.closes && c.statuses.back() >= 400;
                const auto last = raw.received.rfind("HTTP/1.1 ");
                if (isRefused && last != std::string::npos)
                {
                    BOOST_TEST(
                        (raw.received.find("Connection: close\r\n", last) != std::string::npos));
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(RequestThatTakesTooLong)
{
    // RFC 9110, section 15.5.9.
    Simulation simulation;
    HttpServerHelper server = MakeServer();
    server.SetAttribute("RequestTimeout", TimeValue(Seconds(3)));
    simulation.Serve(server);
    RawClient raw(simulation.nodes.Get(0),
                  simulation.GetServerAddress(),
                  "GET / HTTP/1.1\r\n" + HOST + std::string(100, 'a'),
                  {10, Seconds(1)});
    simulation.Run(Seconds(20));
    BOOST_TEST(raw.GetStatuses() == std::vector<int>{408}, boost::test_tools::per_element());
    BOOST_TEST(raw.closed);
}

BOOST_AUTO_TEST_CASE(SilentConnectionIsClosed)
{
    Simulation simulation;
    HttpServerHelper server;
    server.SetAttribute("KeepAliveTimeout", TimeValue(Seconds(2)));
    Ptr<HttpServer> installed = simulation.Serve(server);
    RawClient raw(simulation.nodes.Get(0), simulation.GetServerAddress(), "");
    simulation.Run(Seconds(20));
    BOOST_TEST(raw.closed);
    BOOST_TEST(raw.received.empty());
    BOOST_TEST(installed->GetAccepted() == 1U);
    BOOST_TEST(installed->GetConnections() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
