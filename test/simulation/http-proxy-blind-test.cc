/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The proxy that copies Connection: Keep-Alive without understanding it, as HTTP: The Definitive
/// Guide tells it (section 4.5.4): the second request on a connection is ignored.

#include "http-proxy-network.h"
#include "http-raw-peer.h"

#include "ns3/boolean.h"
#include "ns3/http-url-workload.h"
#include "ns3/inet-socket-address.h"
#include "ns3/string.h"

#include <boost/test/unit_test.hpp>
#include <string>

using namespace ns3;
using namespace http_test;

namespace
{

/// The server's KeepAliveTimeout.
constexpr double PATIENCE = 7;

/// @brief A way to ask through a proxy, and how long the second page takes then.
struct Case
{
    const char* name;    //!< what it is about
    const char* version; //!< the client's
    bool persistent;     //!< whether the client asks for a persistent connection
    const char* field;   //!< further field of the requests, or ""
    bool isBlind;        //!< the proxy
    bool hangs;          //!< the second request waits until the server closes
    uint32_t fromClient; //!< connections that the proxy accepts for two requests
    uint32_t toServer;   //!< connections that the server accepts
};

const Case CASES[] = {
    {"a client that asks for nothing", "HTTP/1.0", false, "", true, false, 2, 2},
    {"Connection: Keep-Alive", "HTTP/1.0", true, "", true, true, 2, 2},
    {"Proxy-Connection: Keep-Alive",
     "HTTP/1.0",
     false,
     "Proxy-Connection: Keep-Alive",
     true,
     false,
     2,
     2},
    {"HTTP/1.1", "HTTP/1.1", true, "", true, true, 2, 2},
    {"a proxy that understands", "HTTP/1.0", true, "", false, false, 2, 1},
    {"a proxy that understands, HTTP/1.1", "HTTP/1.1", true, "", false, false, 1, 1},
};

} // namespace

BOOST_AUTO_TEST_SUITE(HttpProxyBlind)

BOOST_AUTO_TEST_CASE(TheSecondRequest)
{
    for (const Case& c : CASES)
    {
        for (const bool isRepaired : {false, true})
        {
            BOOST_TEST_CONTEXT(c.name << (isRepaired ? ", HttpTcpSocket" : ""))
            {
                Link link;
                link.isRepaired = isRepaired;
                ProxyNetwork network(link);
                HttpServerHelper helper;
                helper.SetAttribute("KeepAliveTimeout", TimeValue(Seconds(PATIENCE)));
                Ptr<HttpServer> server = network.simulation.Serve(helper);
                HttpProxyHelper proxies;
                proxies.SetAttribute("Blind", BooleanValue(c.isBlind));
                Ptr<HttpProxy> proxy = network.Install(proxies);
                ClientHelper client = network.MakeClient();
                client.SetAttribute("Version", StringValue(c.version));
                client.SetAttribute("Persistent", BooleanValue(c.persistent));
                const std::string urls =
                    network.GetUrl("/bytes/3000") + " " + network.GetUrl("/bytes/500");
                client.SetWorkload("ns3::HttpUrlWorkload",
                                   "Urls",
                                   StringValue(urls),
                                   "Fields",
                                   StringValue(c.field));
                network.simulation.Load(client);
                network.Run();
                const auto& seen = network.simulation.transactions;
                BOOST_REQUIRE(seen.size() == 2U);
                BOOST_TEST(network.simulation.CountOutcomes()["complete"] == 2U);
                BOOST_TEST(seen[0].responseContentBytes == 3000U);
                BOOST_TEST(seen[1].responseContentBytes == 500U);
                const double second = (seen[1].finished - seen[1].queued).GetSeconds();
                BOOST_TEST((second > PATIENCE - 0.2) == c.hangs);
                BOOST_TEST((second < 0.2) == !c.hangs);
                BOOST_TEST(seen[1].attempts == (c.hangs ? 2U : 1U));
                BOOST_TEST(proxy->GetAccepted() == c.fromClient);
                BOOST_TEST(server->GetAccepted() == c.toServer);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(Bytes)
{
    // Everything goes on as it is, but for the target; the second request does not.
    const std::string fields = "Host: 10.1.3.1\r\nConnection: Keep-Alive\r\nX: 1\r\n\r\n";
    const std::string reply = "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\n"
                              "Content-Length: 3\r\n\r\nabc";
    for (const uint32_t piece : {UINT32_MAX, 1U})
    {
        ProxyNetwork network;
        RawServer server(network.simulation.nodes.Get(1),
                         InetSocketAddress(Ipv4Address::GetAny(), 80),
                         {{{reply}}});
        HttpProxyHelper helper;
        helper.SetAttribute("Blind", BooleanValue(true));
        Ptr<HttpProxy> proxy = network.Install(helper);
        const std::string request = "GET http://10.1.3.1/a HTTP/1.0\r\n" + fields;
        RawClient client(network.simulation.nodes.Get(0),
                         network.GetProxyAddress(),
                         request + request,
                         {piece, MicroSeconds(20)});
        network.simulation.Run(Seconds(50));
        BOOST_TEST(server.received == "GET /a HTTP/1.0\r\n" + fields);
        BOOST_TEST(client.received == reply);
        BOOST_TEST(!client.closed);
    }
}

BOOST_AUTO_TEST_CASE(Contents)
{
    ProxyNetwork network;
    network.simulation.Serve();
    HttpProxyHelper helper;
    helper.SetAttribute("Blind", BooleanValue(true));
    network.Install(helper);
    ClientHelper client = network.MakeClient();
    client.SetStrategy("parallel");
    network.simulation.LoadPages({{{network.MakeObject("/bytes/200000"),
                                    network.MakeObject("/bytes/10", "POST", 200000),
                                    network.MakeObject("/bytes/10", "PUT", 1),
                                    network.MakeObject("http://10.1.3.1:81/"),
                                    network.MakeObject("/bytes/10", "HEAD")},
                                   Time()}},
                                 client);
    network.Run();
    BOOST_TEST(network.simulation.CountOutcomes()["complete"] == 5U);
    BOOST_TEST(network.GetResults().find("failed") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
