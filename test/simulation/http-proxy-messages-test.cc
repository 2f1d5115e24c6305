/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What a proxy makes of messages, byte by byte: RFC 9110, section 7.6, and RFC 9112, sections 3.2,
/// 6, 7 and 9.

#include "http-proxy-network.h"
#include "http-raw-peer.h"

#include "ns3/inet-socket-address.h"
#include "ns3/string.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using namespace ns3;
using namespace http_test;

namespace
{

/// @brief What goes in at each side, and what comes out at the other.
struct MessageCase
{
    const char* name;                        //!< what it is about
    std::string asked;                       //!< what the client sends
    std::string forwarded;                   //!< what the server gets
    std::string answered;                    //!< what the server sends
    std::string passed;                      //!< what the client gets; DATE stands for the date
    bool closes = false;                     //!< the proxy closes the client's connection
    RawReply::End end = RawReply::End::Keep; //!< what the server does then
};

const std::string HOST = "Host: 10.1.3.1\r\n";
const std::string OLD_DATE = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n";

/// @brief The cases. @return them
std::vector<MessageCase>
MakeCases()
{
    const std::string get = "GET http://10.1.3.1/a HTTP/1.1\r\n";
    const std::string forwarded = "GET /a HTTP/1.1\r\n" + HOST;
    const std::string ok = "HTTP/1.1 200 OK\r\n" + OLD_DATE + "Content-Length: 3\r\n";
    const std::string simple = forwarded + "Via: 1.1 p\r\n\r\n";
    const std::string okPassed = ok + "Via: 1.1 p\r\n\r\nabc";
    return {
        {"absolute form", get + HOST + "\r\n", simple, ok + "\r\nabc", okPassed},
        {"origin form", "GET /a HTTP/1.1\r\n" + HOST + "\r\n", simple, ok + "\r\nabc", okPassed},
        {"Host gives way to the absolute form",
         get + "Host: elsewhere\r\n\r\n",
         simple,
         ok + "\r\nabc",
         okPassed},
        {"fields of the connection stay on it",
         get + HOST +
             "Connection: keep-alive, x-hop\r\nKeep-Alive: timeout=5\r\nX-Hop: 1\r\n"
             "TE: trailers\r\nUpgrade: h2c\r\nProxy-Connection: keep-alive\r\nX-End: 2\r\n\r\n",
         forwarded + "X-End: 2\r\nVia: 1.1 p\r\n\r\n",
         ok + "Connection: x-hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\nX-End: 2\r\n\r\nabc",
         ok + "X-End: 2\r\nVia: 1.1 p\r\n\r\nabc"},
        {"the client's close is its own",
         get + HOST + "Connection: close\r\n\r\n",
         simple,
         ok + "\r\nabc",
         ok + "Via: 1.1 p\r\nConnection: close\r\n\r\nabc",
         true},
        {"the server's close is its own",
         get + HOST + "\r\n",
         simple,
         ok + "Connection: close\r\n\r\nabc",
         okPassed,
         false,
         RawReply::End::Close},
        {"other proxies before",
         get + HOST + "Via: 1.0 q, 1.1 r\r\n\r\n",
         forwarded + "Via: 1.0 q, 1.1 r\r\nVia: 1.1 p\r\n\r\n",
         ok + "Via: 1.1 s\r\n\r\nabc",
         ok + "Via: 1.1 s\r\nVia: 1.1 p\r\n\r\nabc"},
        // RFC 9112, section 9.3: no persistent connection between a proxy and HTTP/1.0.
        {"HTTP/1.0 keep-alive",
         "GET http://10.1.3.1/a HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n",
         "GET /a HTTP/1.1\r\nHost: 10.1.3.1\r\nVia: 1.0 p\r\n\r\n",
         ok + "\r\nabc",
         ok + "Via: 1.1 p\r\nConnection: close\r\n\r\nabc",
         true},
        {"no length becomes chunked",
         get + HOST + "\r\n",
         simple,
         "HTTP/1.0 200 OK\r\n" + OLD_DATE + "\r\nabc",
         "HTTP/1.1 200 OK\r\n" + OLD_DATE +
             "Via: 1.0 p\r\nTransfer-Encoding: chunked\r\n\r\n"
             "3\r\nabc\r\n0\r\n\r\n",
         false,
         RawReply::End::Close},
        {"chunked, and chunked again, without trailers",
         get + HOST + "\r\n",
         simple,
         "HTTP/1.1 200 OK\r\n" + OLD_DATE +
             "Transfer-Encoding: chunked\r\n\r\n3;x=1\r\nabc\r\n0\r\nX-Trailer: 1\r\n\r\n",
         "HTTP/1.1 200 OK\r\n" + OLD_DATE +
             "Via: 1.1 p\r\nTransfer-Encoding: chunked\r\n\r\n"
             "3\r\nabc\r\n0\r\n\r\n"},
        {"chunked, for HTTP/1.0",
         "GET http://10.1.3.1/a HTTP/1.0\r\n\r\n",
         "GET /a HTTP/1.1\r\nHost: 10.1.3.1\r\nVia: 1.0 p\r\n\r\n",
         "HTTP/1.1 200 OK\r\n" + OLD_DATE +
             "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
         "HTTP/1.1 200 OK\r\n" + OLD_DATE + "Via: 1.1 p\r\nConnection: close\r\n\r\nabc",
         true},
        {"a request in chunks",
         "POST http://10.1.3.1/a HTTP/1.1\r\n" + HOST +
             "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
         "POST /a HTTP/1.1\r\n" + HOST +
             "Via: 1.1 p\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
         ok + "\r\nabc",
         okPassed},
        {"interim responses",
         get + HOST + "\r\n",
         simple,
         "HTTP/1.1 103 Early Hints\r\nLink: </b>\r\n\r\n" + ok + "\r\nabc",
         "HTTP/1.1 103 Early Hints\r\nLink: </b>\r\nVia: 1.1 p\r\n\r\n" + okPassed},
        {"interim responses are not for HTTP/1.0",
         "GET http://10.1.3.1/a HTTP/1.0\r\n\r\n",
         "GET /a HTTP/1.1\r\nHost: 10.1.3.1\r\nVia: 1.0 p\r\n\r\n",
         "HTTP/1.1 103 Early Hints\r\n\r\n" + ok + "\r\nabc",
         ok + "Via: 1.1 p\r\nConnection: close\r\n\r\nabc",
         true},
        {"204 has no length",
         get + HOST + "\r\n",
         simple,
         "HTTP/1.1 204 No Content\r\n" + OLD_DATE + "Content-Length: 0\r\n\r\n",
         "HTTP/1.1 204 No Content\r\n" + OLD_DATE + "Via: 1.1 p\r\n\r\n"},
        {"a date is added",
         get + HOST + "\r\n",
         simple,
         "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
         "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nVia: 1.1 p\r\n"
         "Date: Wed, 01 Jan 2020 00:00:00 GMT\r\n\r\nabc"},
        {"the whole server",
         "OPTIONS http://10.1.3.1 HTTP/1.1\r\n" + HOST + "Max-Forwards: 3\r\n\r\n",
         "OPTIONS * HTTP/1.1\r\n" + HOST + "Max-Forwards: 2\r\nVia: 1.1 p\r\n\r\n",
         ok + "\r\nabc",
         okPassed},
        {"a protocol that nobody asked for",
         get + HOST + "Connection: upgrade\r\nUpgrade: h2c\r\n\r\n",
         simple,
         "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n",
         "HTTP/1.1 502 Bad Gateway\r\nDate: Wed, 01 Jan 2020 00:00:00 GMT\r\n"
         "Content-Length: 0\r\nVia: 1.1 p\r\n\r\n"},
        {"a coding that cannot be passed on",
         get + HOST + "\r\n",
         simple,
         "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nabc",
         "HTTP/1.1 502 Bad Gateway\r\nDate: Wed, 01 Jan 2020 00:00:00 GMT\r\n"
         "Content-Length: 0\r\nVia: 1.1 p\r\n\r\n"},
        {"no HTTP at all",
         get + HOST + "\r\n",
         simple,
         "hello\r\n\r\n",
         "HTTP/1.1 502 Bad Gateway\r\nDate: Wed, 01 Jan 2020 00:00:00 GMT\r\n"
         "Content-Length: 0\r\nVia: 1.1 p\r\n\r\n"},
        {"a loop",
         get + HOST + "Via: 1.1 q, 1.1 P\r\n\r\n",
         "",
         "",
         "HTTP/1.1 508 Loop Detected\r\nDate: Wed, 01 Jan 2020 00:00:00 GMT\r\n"
         "Content-Length: 0\r\nVia: 1.1 p\r\n\r\n"},
        {"as far as here",
         "OPTIONS http://10.1.3.1/a HTTP/1.1\r\n" + HOST + "Max-Forwards: 0\r\n\r\n",
         "",
         "",
         "HTTP/1.1 200 OK\r\nDate: Wed, 01 Jan 2020 00:00:00 GMT\r\n"
         "Content-Length: 0\r\nVia: 1.1 p\r\n\r\n"},
        {"the request itself",
         "TRACE http://10.1.3.1/a HTTP/1.1\r\n" + HOST + "Cookie: a=b\r\nMax-Forwards: 0\r\n\r\n",
         "",
         "",
         "HTTP/1.1 200 OK\r\nDate: Wed, 01 Jan 2020 00:00:00 GMT\r\n"
         "Content-Type: message/http\r\nContent-Length: 69\r\nVia: 1.1 p\r\n\r\n"
         "TRACE http://10.1.3.1/a HTTP/1.1\r\n" +
             HOST + "Max-Forwards: 0\r\n\r\n"},
        {"a target as it came",
         "GET /a/../b|c?d=|e HTTP/1.1\r\n" + HOST + "\r\n",
         "GET /a/../b|c?d=|e HTTP/1.1\r\n" + HOST + "Via: 1.1 p\r\n\r\n",
         ok + "\r\nabc",
         okPassed},
        {"one length",
         "POST http://10.1.3.1/a HTTP/1.1\r\n" + HOST + "Content-Length: 3, 3\r\n\r\nabc",
         "POST /a HTTP/1.1\r\n" + HOST + "Content-Length: 3\r\nVia: 1.1 p\r\n\r\nabc",
         "HTTP/1.1 200 OK\r\n" + OLD_DATE + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
         "HTTP/1.1 200 OK\r\n" + OLD_DATE + "Content-Length: 3\r\nVia: 1.1 p\r\n\r\nabc"},
        {"no server named",
         "GET /a HTTP/1.0\r\n\r\n",
         "",
         "",
         "HTTP/1.1 400 Bad Request\r\nDate: Wed, 01 Jan 2020 00:00:00 GMT\r\n"
         "Content-Length: 0\r\nVia: 1.1 p\r\nConnection: close\r\n\r\n",
         true},
        {"another scheme",
         "GET ftp://10.1.3.1/a HTTP/1.1\r\n" + HOST + "\r\n",
         "",
         "",
         "HTTP/1.1 400 Bad Request\r\nDate: Wed, 01 Jan 2020 00:00:00 GMT\r\n"
         "Content-Length: 0\r\nVia: 1.1 p\r\n\r\n"},
        {"bad request",
         "GET http://10.1.3.1/a\r\n\r\n",
         "",
         "",
         "HTTP/1.1 400 Bad Request\r\nDate: Wed, 01 Jan 2020 00:00:00 GMT\r\n"
         "Content-Length: 0\r\nVia: 1.1 p\r\nConnection: close\r\n\r\n",
         true},
        {"two requests at once",
         get + HOST + "\r\n" + get + HOST + "X: 2\r\n\r\n",
         simple + forwarded + "X: 2\r\nVia: 1.1 p\r\n\r\n",
         ok + "\r\nabc",
         okPassed + okPassed},
    };
}

/// @brief How many requests a case has. @param c it @return the number
std::size_t
CountRequests(const MessageCase& c)
{
    return c.forwarded.find("GET /a", 1) == std::string::npos ? 1 : 2;
}

/// @brief What becomes of a chunk whose bytes come one by one: nothing waits for the next.
/// @param text a message @return the same with one byte in each chunk
std::string
SplitChunk(std::string text)
{
    const std::string chunk = "\r\n3\r\nabc\r\n";
    const std::size_t place = text.find(chunk);
    return place == std::string::npos
               ? text
               : text.replace(place, chunk.size(), "\r\n1\r\na\r\n1\r\nb\r\n1\r\nc\r\n");
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpProxyMessages)

BOOST_AUTO_TEST_CASE(ByteByByte)
{
    for (const uint32_t piece : {UINT32_MAX, 1U})
    {
        for (const MessageCase& c : MakeCases())
        {
            BOOST_TEST_CONTEXT(c.name << " in pieces of " << piece)
            {
                ProxyNetwork network;
                const Pace pace{piece, MicroSeconds(20)};
                const RawReply reply{c.answered, c.end, pace};
                const std::vector<RawReply> replies(CountRequests(c), reply);
                RawServer server(network.simulation.nodes.Get(1),
                                 InetSocketAddress(Ipv4Address::GetAny(), 80),
                                 {replies});
                HttpProxyHelper helper;
                helper.SetAttribute("Pseudonym", StringValue("p"));
                helper.SetAttribute("KeepAliveTimeout", TimeValue(Seconds(0)));
                network.Install(helper);
                RawClient client(network.simulation.nodes.Get(0),
                                 network.GetProxyAddress(),
                                 c.asked,
                                 pace);
                network.simulation.Run(Seconds(5));
                BOOST_TEST(server.received == c.forwarded);
                BOOST_TEST(client.received == (piece == 1 ? SplitChunk(c.passed) : c.passed));
                BOOST_TEST(client.closed == c.closes);
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
