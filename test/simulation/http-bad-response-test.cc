/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What servers may send to a client: each transaction gets the outcome that fits.

#include "http-raw-peer.h"
#include "http-simulation.h"

#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>

using namespace ns3;
using namespace http_test;
using namespace std::string_literals;

namespace
{

using End = RawReply::End;

/// @brief A response and what the client makes of it.
struct ResponseCase
{
    const char* name;     //!< what it is
    const char* method;   //!< the request's method
    std::string bytes;    //!< what is sent
    End end;              //!< and then
    const char* outcome;  //!< the transaction's
    int status = 0;       //!< the transaction's
    uint64_t content = 0; //!< bytes of content read
};

/// @brief The cases. @return them
std::vector<ResponseCase>
MakeResponseCases()
{
    const std::string ok = "HTTP/1.1 200 OK\r\n";
    const std::string chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
    // RFC 9112, sections 4, 5, 6.3, 7.1, 8 and 9.2.
    return {
        {"length", "GET", ok + "Content-Length: 3\r\n\r\nabc", End::Keep, "complete", 200, 3},
        {"1.0 until close", "GET", "HTTP/1.0 200 OK\r\n\r\nabc", End::Close, "complete", 200, 3},
        {"1.1 until close", "GET", ok + "\r\nabcd", End::Close, "complete", 200, 4},
        {"chunks",
         "GET",
         chunked + "3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nDigest: 1\r\n\r\n",
         End::Keep,
         "complete",
         200,
         13},
        {"interim",
         "GET",
         "HTTP/1.1 103 Early\r\nLink: a\r\n\r\n" + ok + "Content-Length: 0\r\n\r\n",
         End::Keep,
         "complete",
         200,
         0},
        {"two interims",
         "POST",
         "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Wait\r\n\r\n" + ok +
             "Content-Length: 1\r\n\r\nx",
         End::Keep,
         "complete",
         200,
         1},
        {"HEAD", "HEAD", ok + "Content-Length: 300\r\n\r\n", End::Keep, "complete", 200, 0},
        {"204 with a length",
         "GET",
         "HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\n",
         End::Keep,
         "complete",
         204,
         0},
        {"304",
         "GET",
         "HTTP/1.1 304 Not Modified\r\nContent-Length: 3\r\n\r\n",
         End::Keep,
         "complete",
         304,
         0},
        {"no reason phrase",
         "GET",
         "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n",
         End::Keep,
         "complete",
         200,
         0},
        {"unknown status",
         "GET",
         "HTTP/1.1 299 New\r\nContent-Length: 0\r\n\r\n",
         End::Keep,
         "complete",
         299,
         0},
        {"more than asked for",
         "GET",
         ok + "Content-Length: 3\r\n\r\nabcdefgh",
         End::Keep,
         "complete",
         200,
         3},

        {"not HTTP", "GET", "SSH-2.0-OpenSSH_9.2\r\n\r\n", End::Keep, "malformed"},
        {"bad status", "GET", "HTTP/1.1 2x0 OK\r\n\r\n", End::Keep, "malformed"},
        {"status of two digits", "GET", "HTTP/1.1 20 OK\r\n\r\n", End::Keep, "malformed"},
        {"status 600", "GET", "HTTP/1.1 600 No\r\n\r\n", End::Keep, "malformed"},
        {"version 2", "GET", "HTTP/2.0 200 OK\r\n\r\n", End::Keep, "malformed"},
        {"bare LF", "GET", "HTTP/1.1 200 OK\nContent-Length: 0\n\n", End::Keep, "malformed"},
        {"bad field name", "GET", ok + "A b: c\r\n\r\n", End::Keep, "malformed"},
        {"NUL", "GET", ok + "A: b\0c\r\n\r\n"s, End::Keep, "malformed"},
        {"bad length", "GET", ok + "Content-Length: 3x\r\n\r\nabc", End::Keep, "malformed"},
        {"two lengths",
         "GET",
         ok + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
         End::Keep,
         "malformed"},
        {"length above 2^64",
         "GET",
         ok + "Content-Length: 99999999999999999999\r\n\r\n",
         End::Keep,
         "malformed"},
        {"length and chunked",
         "GET",
         ok + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         End::Keep,
         "malformed"},
        {"unknown coding",
         "GET",
         ok + "Transfer-Encoding: gzip, chunked\r\n\r\nabc",
         End::Close,
         "malformed"},
        {"coded until close",
         "GET",
         ok + "Transfer-Encoding: gzip\r\n\r\nabc",
         End::Close,
         "complete",
         200,
         3},
        {"bad chunk size", "GET", chunked + "3x\r\nabc\r\n", End::Keep, "malformed", 200},
        {"no CRLF behind a chunk",
         "GET",
         chunked + "3\r\nabcd\r\n",
         End::Keep,
         "malformed",
         200,
         3},
        {"chunk above 2^64", "GET", chunked + "fffffffffffffffff\r\n", End::Keep, "malformed", 200},
        {"head too long",
         "GET",
         ok + "A: " + std::string(5000, 'a') + "\r\n\r\n",
         End::Keep,
         "malformed"},
        {"101 not asked for",
         "GET",
         "HTTP/1.1 101 Switch\r\nUpgrade: x\r\n\r\n",
         End::Keep,
         "malformed"},

        {"closed at once", "GET", "", End::Close, "peer-closed"},
        {"closed at once", "POST", "", End::Close, "peer-closed"},
        {"closed in the status line", "GET", "HTTP/1.", End::Close, "truncated"},
        {"closed in the head", "GET", ok + "Content-Le", End::Close, "truncated"},
        {"closed in the content",
         "GET",
         ok + "Content-Length: 9\r\n\r\nabc",
         End::Close,
         "truncated",
         200,
         3},
        {"closed in a chunk", "GET", chunked + "9\r\nabc", End::Close, "truncated", 200, 3},
        {"closed before the last chunk",
         "GET",
         chunked + "3\r\nabc\r\n",
         End::Close,
         "truncated",
         200,
         3},
        {"closed behind an interim",
         "POST",
         "HTTP/1.1 100 Continue\r\n\r\n",
         End::Close,
         "truncated"},
        {"reset at once", "GET", "", End::Reset, "reset"},
        {"reset at once", "POST", "", End::Reset, "reset"},
        {"reset in the content",
         "GET",
         ok + "Content-Length: 9\r\n\r\nabc",
         End::Reset,
         "reset",
         200,
         3},
        {"silence", "GET", "", End::Keep, "response-timeout"},
        {"silence in the content",
         "GET",
         ok + "Content-Length: 9\r\n\r\nabc",
         End::Keep,
         "response-timeout",
         200,
         3},
    };
}

/// @brief A client that counts, and does not wait for ever. @return its helper
HttpClientHelper
MakeClient()
{
    ClientHelper client;
    client.SetAttribute("BodyContent", StringValue("Zero"));
    client.SetAttribute("ResponseTimeout", TimeValue(Seconds(30)));
    client.SetAttribute("MaxHeadBytes", UintegerValue(4096));
    return client;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpBadResponse)

BOOST_AUTO_TEST_CASE(OutcomesWholeAndByteByByte)
{
    for (const uint32_t piece : {UINT32_MAX, 1U})
    {
        for (const ResponseCase& c : MakeResponseCases())
        {
            BOOST_TEST_CONTEXT(c.method << " " << c.name << " in pieces of " << piece)
            {
                Simulation simulation;
                const RawReply reply{c.bytes, c.end, {piece, MicroSeconds(20)}};
                RawServer raw(simulation.nodes.Get(1), simulation.GetServerAddress(), {{reply}});
                HttpPage page{{simulation.MakeObject("/", c.method, c.method[0] == 'P' ? 2 : 0)},
                              Time()};
                simulation.LoadPages({page}, MakeClient());
                simulation.Run(Seconds(600));
                BOOST_REQUIRE(simulation.transactions.size() == 1U);
                const SeenTransaction& transaction = simulation.transactions[0];
                // Nothing of the response came: GET may be sent again (RFC 9110, 9.2.2), POST not.
                const bool isRetried = c.method[0] == 'G' && c.bytes.empty() && c.end != End::Keep;
                BOOST_TEST(transaction.outcome ==
                           std::string(isRetried ? "too-many-retries" : c.outcome));
                BOOST_TEST(transaction.status == c.status);
                BOOST_TEST(transaction.responseContentBytes == c.content);
                if (isRetried)
                {
                    BOOST_TEST(transaction.problem == std::string(c.outcome));
                }
                if (c.outcome == std::string("malformed"))
                {
                    BOOST_TEST(transaction.problem != std::string());
                }
                BOOST_TEST(transaction.attempts == (isRetried ? 4U : 1U));
                BOOST_TEST(raw.accepted == transaction.attempts);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(NextRequestAfterABadResponse)
{
    // Whatever came on the first connection, the second request gets its answer on another one,
    // unless the first response left the connection in order.
    const std::string good = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    for (const ResponseCase& c : MakeResponseCases())
    {
        BOOST_TEST_CONTEXT(c.method << " " << c.name)
        {
            Simulation simulation;
            RawServer raw(simulation.nodes.Get(1),
                          simulation.GetServerAddress(),
                          {{{c.bytes, c.end}, {good}}, {{good}, {good}, {good}}});
            HttpPage first{{simulation.MakeObject("/", c.method, c.method[0] == 'P' ? 2 : 0)},
                           Seconds(1)};
            HttpPage second{{simulation.MakeObject("/two")}, Time()};
            HttpClientHelper client = MakeClient();
            client.SetAttribute("MaxConnectionsPerServer", UintegerValue(1));
            simulation.LoadPages({first, second}, client);
            simulation.Run(Seconds(600));
            BOOST_REQUIRE(simulation.transactions.size() == 2U);
            BOOST_TEST(simulation.transactions[1].outcome == std::string("complete"));
            BOOST_TEST(simulation.transactions[1].responseContentBytes == 2U);
        }
    }
}

BOOST_AUTO_TEST_CASE(WrongContentIsAMismatch)
{
    Simulation simulation;
    RawServer raw(simulation.nodes.Get(1),
                  simulation.GetServerAddress(),
                  {{{"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"}}});
    simulation.LoadTargets({"/"});
    simulation.Run(Seconds(60));
    BOOST_REQUIRE(simulation.transactions.size() == 1U);
    BOOST_TEST(simulation.transactions[0].outcome == std::string("content-mismatch"));
    BOOST_TEST(simulation.transactions[0].responseContentBytes == 5U);
}

BOOST_AUTO_TEST_CASE(FailureTakesThePipelineWithIt)
{
    // The first response is fine, the second is not, the third to fifth never come: those that
    // nothing was heard of are sent again on another connection (RFC 9112, section 9.3.1).
    const std::string good = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    Simulation simulation;
    RawServer raw(simulation.nodes.Get(1),
                  simulation.GetServerAddress(),
                  {{{good}, {"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"}},
                   {{good}, {good}, {good}, {good}, {good}}});
    HttpClientHelper client = MakeClient();
    client.SetStrategy("pipelined");
    simulation.LoadTargets({"/1", "/2", "/3", "/4", "/5"}, client, true);
    simulation.Run(Seconds(600));
    BOOST_TEST(simulation.CountOutcomes()["complete"] == 4U);
    BOOST_TEST(simulation.CountOutcomes()["malformed"] == 1U);
    for (const SeenTransaction& transaction : simulation.transactions)
    {
        const bool isLater = transaction.id > 2;
        BOOST_TEST(transaction.attempts == (isLater ? 2U : 1U));
    }
}

BOOST_AUTO_TEST_CASE(KeepAliveRace)
{
    // The server closes the idle connection while the next request is on its way: an idempotent
    // request is sent again on a new connection, another one fails (RFC 9112, section 9.3.1).
    for (const char* method : {"GET", "POST"})
    {
        Simulation simulation;
        HttpServerHelper server;
        server.SetAttribute("KeepAliveTimeout", TimeValue(Seconds(1)));
        simulation.Serve(server);
        // The server closes a second after its response, and the client hears of it 10 ms later;
        // its next request leaves 5 ms before that, about.
        HttpPage first{{simulation.MakeObject("/bytes/1")}, MilliSeconds(995)};
        HttpPage second{{simulation.MakeObject("/bytes/2", method)}, Time()};
        simulation.LoadPages({first, second});
        simulation.Run(Seconds(600));
        BOOST_REQUIRE(simulation.transactions.size() == 2U);
        const SeenTransaction& t = simulation.transactions[1];
        const bool isGet = method == std::string("GET");
        BOOST_TEST_CONTEXT(method)
        {
            BOOST_TEST((isGet ? t.outcome == std::string("complete")
                              : t.outcome != std::string("complete")));
            BOOST_TEST(t.attempts == (isGet ? 2U : 1U));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
