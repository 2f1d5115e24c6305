/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What a proxy makes of servers that fail, of clients that go, and of its own end.

#include "http-proxy-network.h"
#include "http-raw-peer.h"

#include "ns3/boolean.h"
#include "ns3/inet-socket-address.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>
#include <set>
#include <string>
#include <vector>

using namespace ns3;
using namespace http_test;

namespace
{

/// @brief How a server fails, and what becomes of it.
struct Failure
{
    const char* name;     //!< what it is about
    std::string target;   //!< what is asked for
    const char* method;   //!< how
    uint64_t sent;        //!< with so much content
    const char* outcome;  //!< for the client
    uint16_t status;      //!< for the client
    const char* result;   //!< for the proxy
    const char* upstream; //!< outcome of the proxy's own request; "" if it made none
    uint32_t attempts;    //!< of that
};

// RFC 9110, sections 15.6.3 (502) and 15.6.5 (504); a truncated response stays one (RFC 9112,
// section 8). The proxy tries what is idempotent again MaxRetries (3) times (RFC 9112, 9.3.1).
const std::vector<Failure> FAILURES = {
    {"refused", "http://10.1.3.1:81/", "GET", 0, "complete", 502, "failed", "refused", 1},
    {"no route", "http://192.0.2.1/", "GET", 0, "complete", 502, "failed", "no-route", 1},
    {"unknown", "http://a.example/", "GET", 0, "complete", 502, "failed", "not-resolved", 0},
    {"closed before the response",
     "/bytes/4000?end=close",
     "GET",
     0,
     "complete",
     502,
     "failed",
     "too-many-retries",
     4},
    {"closed before the response to POST",
     "/bytes/4000?end=close",
     "POST",
     3000,
     "complete",
     502,
     "failed",
     "peer-closed",
     1},
    {"reset before the response",
     "/bytes/4000?end=reset",
     "GET",
     0,
     "complete",
     502,
     "failed",
     "too-many-retries",
     4},
    {"closed inside the content",
     "/bytes/4000?end=close&cut=2000",
     "GET",
     0,
     "truncated",
     200,
     "forwarded",
     "truncated",
     1},
    {"closed inside a chunk",
     "/bytes/40000?chunked=1&end=close&cut=20000",
     "GET",
     0,
     "truncated",
     200,
     "forwarded",
     "truncated",
     1},
    {"reset inside the content",
     "/bytes/4000?end=reset&cut=2000",
     "GET",
     0,
     "truncated",
     200,
     "forwarded",
     "reset",
     1},
    {"no response",
     "/bytes/4000?end=stall",
     "GET",
     0,
     "complete",
     504,
     "failed",
     "response-timeout",
     1},
    {"the response stops",
     "/bytes/4000?end=stall&cut=2000",
     "GET",
     0,
     "truncated",
     200,
     "forwarded",
     "response-timeout",
     1},
};

/// @brief A client that sends bytes, reads nothing, and resets its connection.
class RawReset
{
  public:
    /// @brief Connects at once. @param node, server from and to where @param bytes what it sends
    /// @param end when it resets
    RawReset(Ptr<Node> node, const Address& server, const std::string& bytes, Time end)
        : m_socket(Socket::CreateSocket(node, TcpSocketFactory::GetTypeId())),
          m_bytes(bytes)
    {
        m_socket->Bind();
        m_socket->SetConnectCallback(MakeCallback(&RawReset::OnConnected, this),
                                     MakeNullCallback<void, Ptr<Socket>>());
        m_socket->Connect(server);
        Simulator::Schedule(end, &RawReset::OnEnd, this);
    }

  private:
    void OnConnected(Ptr<Socket> socket)
    {
        const auto size = static_cast<uint32_t>(m_bytes.size());
        socket->Send(Create<Packet>(reinterpret_cast<const uint8_t*>(m_bytes.data()), size));
    }

    void OnEnd()
    {
        // To close with input unread is what makes ns-3 send a reset.
        BOOST_TEST(m_socket->GetRxAvailable() > 0U);
        m_socket->Close();
    }

    Ptr<Socket> m_socket; //!< its socket
    std::string m_bytes;  //!< what it sends
};

} // namespace

BOOST_AUTO_TEST_SUITE(HttpProxyFailure)

BOOST_AUTO_TEST_CASE(OfServers)
{
    for (const Failure& f : FAILURES)
    {
        for (const bool isRepaired : {false, true})
        {
            Link link;
            link.isRepaired = isRepaired;
            BOOST_TEST_CONTEXT(f.name << ", " << link)
            {
                ProxyNetwork network(link);
                network.simulation.Serve();
                HttpProxyHelper helper;
                helper.SetAttribute("StallTimeout", TimeValue(Seconds(5)));
                network.Install(helper);
                // Behind it comes one that does not fail.
                network.simulation.LoadPages(
                    {{{network.MakeObject(f.target, f.method, f.sent)}, Time()},
                     {{network.MakeObject("/bytes/300")}, Time()}},
                    network.MakeClient());
                network.Run();
                BOOST_REQUIRE(network.simulation.transactions.size() == 2U);
                BOOST_REQUIRE(network.requests.size() == 2U);
                BOOST_REQUIRE(network.transactions.size() == 2U);
                const SeenTransaction& seen = network.simulation.transactions[0];
                BOOST_TEST(seen.outcome == std::string(f.outcome));
                BOOST_TEST(seen.status == f.status);
                BOOST_TEST(network.requests[0].result == std::string(f.result));
                BOOST_TEST(network.transactions[0].outcome == std::string(f.upstream));
                BOOST_TEST(network.transactions[0].attempts == f.attempts);
                BOOST_TEST(network.simulation.transactions[1].outcome == std::string("complete"));
                BOOST_TEST(network.simulation.transactions[1].responseContentBytes == 300U);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(TruncatedForAnOldClient)
{
    // HTTP/1.0 has no chunks: only a reset says that something is missing.
    ProxyNetwork network;
    network.simulation.Serve();
    network.Install();
    ClientHelper client = network.MakeClient();
    client.SetStrategy("serial");
    network.LoadTargets({"/bytes/40000?chunked=1", "/bytes/40000?chunked=1&end=close&cut=20000"},
                        client);
    network.Run();
    BOOST_REQUIRE(network.simulation.transactions.size() == 2U);
    BOOST_TEST(network.simulation.transactions[0].outcome == std::string("complete"));
    BOOST_TEST(network.simulation.transactions[0].responseContentBytes == 40000U);
    BOOST_TEST(network.simulation.transactions[1].outcome == std::string("reset"));
}

BOOST_AUTO_TEST_CASE(ResponseThatComesEarly)
{
    // RFC 9112, section 9.5: the rest of the request is not needed.
    ProxyNetwork network;
    HttpServerHelper server;
    server.SetAttribute("MaxContentBytes", UintegerValue(1000));
    network.simulation.Serve(server);
    HttpProxyHelper helper;
    helper.SetAttribute("RelayBytes", UintegerValue(10000));
    network.Install(helper);
    network.simulation.LoadPages({{{network.MakeObject("/bytes/10", "POST", 2000000)}, Time()},
                                  {{network.MakeObject("/bytes/300")}, Time()}},
                                 network.MakeClient());
    network.Run();
    BOOST_TEST(network.GetStatuses() == "413 200");
    BOOST_TEST(network.simulation.CountOutcomes()["complete"] == 2U);
}

BOOST_AUTO_TEST_CASE(ResponseThatClosesEarly)
{
    // The server answers in order, with Connection: close, before the request is whole.
    ProxyNetwork network;
    RawServer server(network.simulation.nodes.Get(1),
                     InetSocketAddress(Ipv4Address::GetAny(), 80),
                     {{{"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                        RawReply::End::Close}}});
    HttpProxyHelper helper;
    helper.SetAttribute("RelayBytes", UintegerValue(10000));
    network.Install(helper);
    network.simulation.LoadPages({{{network.MakeObject("/a", "POST", 500000)}, Time()},
                                  {{network.MakeObject("/b")}, Time()}},
                                 network.MakeClient());
    network.Run();
    BOOST_TEST(network.GetStatuses() == "200 200");
}

BOOST_AUTO_TEST_CASE(ClientThatGoes)
{
    const struct
    {
        const char* name;
        const char* target;
        const char* scheme;
        const char* method;
        uint64_t sent;
    } cases[] = {
        {"inside the response", "/bytes/10000000", "http", "GET", 0},
        {"inside the request", "/bytes/10", "http", "POST", 10000000},
        {"inside a tunnel, down", "/bytes/10000000", "https", "GET", 0},
        {"inside a tunnel, up", "/bytes/10", "https", "POST", 10000000},
    };

    for (const auto& c : cases)
    {
        for (const bool isRepaired : {false, true})
        {
            BOOST_TEST_CONTEXT(c.name << (isRepaired ? ", HttpTcpSocket" : ""))
            {
                Link link;
                link.isRepaired = isRepaired;
                ProxyNetwork network(link);
                Ptr<HttpServer> server = network.simulation.Serve(MakeServerHelper(c.scheme));
                HttpProxyHelper helper;
                helper.SetAttribute("TunnelTimeout", TimeValue(Seconds(60)));
                network.Install(helper);
                const HttpPageObject object =
                    network.MakeObject(network.GetUrl(c.target, 443, c.scheme), c.method, c.sent);
                Ptr<HttpClient> client =
                    network.simulation.LoadPages({{{object}, Time()}}, network.MakeClient());
                client->SetStopTime(Seconds(1));
                network.Run(Seconds(200));
                BOOST_REQUIRE(network.simulation.transactions.size() == 1U);
                BOOST_TEST(network.simulation.transactions[0].outcome == std::string("stopped"));
                // The proxy gives the server up at once, not when all is loaded.
                BOOST_REQUIRE(network.requests.size() == 1U);
                if (c.scheme == std::string("http"))
                {
                    BOOST_TEST(!network.requests[0].isComplete);
                    BOOST_REQUIRE(network.transactions.size() == 1U);
                    // ns-3's own socket does not say that nobody reads any more.
                    BOOST_TEST(network.transactions[0].finished < Seconds(isRepaired ? 3 : 70));
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(ClientThatResets)
{
    // While the server is asked: nobody wants the response any more, so that a request that may be
    // repeated is not.
    for (const bool isRepaired : {false, true})
    {
        BOOST_TEST_CONTEXT((isRepaired ? "HttpTcpSocket" : "ns-3's socket"))
        {
            Link link;
            link.isRepaired = isRepaired;
            ProxyNetwork network(link);
            Ptr<HttpServer> server = network.simulation.Serve();
            network.Install();
            std::string text;
            for (const char* const target : {"/bytes/10", "/bytes/20?delay=10s"})
            {
                text += "GET " + network.GetUrl(target) + " HTTP/1.1\r\nHost: 10.1.3.1\r\n\r\n";
            }
            RawReset client(network.simulation.nodes.Get(0),
                            network.GetProxyAddress(),
                            text,
                            Seconds(2));
            network.Run();
            BOOST_TEST(server->GetRequests() == 2U);
            BOOST_REQUIRE(network.requests.size() == 2U);
            BOOST_TEST(network.requests[0].result == std::string("forwarded"));
            BOOST_TEST(!network.requests[1].isComplete);
            BOOST_REQUIRE(network.transactions.size() == 2U);
            BOOST_TEST(network.transactions[0].outcome == std::string("complete"));
            BOOST_TEST(network.transactions[1].outcome == std::string("stopped"));
            BOOST_TEST(network.transactions[1].attempts == 1U);
            BOOST_TEST(network.transactions[1].finished < Seconds(3));
        }
    }
}

BOOST_AUTO_TEST_CASE(ClientThatHalfCloses)
{
    // It still gets its response.
    for (const char* const target : {"/bytes/4000?delay=10s", "/bytes/400000"})
    {
        ProxyNetwork network;
        network.simulation.Serve();
        network.Install();
        ClientHelper client = network.MakeClient();
        client.SetAttribute("Persistent", BooleanValue(false));
        client.SetAttribute("HalfClose", BooleanValue(true));
        network.LoadTargets({target}, client);
        network.Run();
        BOOST_TEST(network.simulation.CountOutcomes()["complete"] == 1U);
        BOOST_TEST(network.requests.front().isComplete);
    }
}

BOOST_AUTO_TEST_CASE(TunnelThatIsIdle)
{
    ProxyNetwork network;
    Ptr<HttpServer> server = network.simulation.Serve(MakeServerHelper("https"));
    server->SetAttribute("KeepAliveTimeout", TimeValue(Seconds(0)));
    HttpProxyHelper helper;
    helper.SetAttribute("TunnelTimeout", TimeValue(Seconds(20)));
    network.Install(helper);
    ClientHelper client = network.MakeClient();
    client.SetAttribute("IdleTimeout", TimeValue(Seconds(0)));
    const HttpPageObject object = network.MakeObject(network.GetUrl("/bytes/10", 443, "https"));
    network.simulation.LoadPages({{{object}, Seconds(15)}, {{object}, Seconds(25)}, {{object}, {}}},
                                 client);
    network.Run();
    BOOST_TEST(network.simulation.CountOutcomes()["complete"] == 3U);
    // The first two went through one tunnel.
    BOOST_TEST(network.requests.size() == 2U);
}

BOOST_AUTO_TEST_CASE(ProxyThatStops)
{
    for (const double at : {0.03, 0.09, 0.13, 0.2, 0.5})
    {
        for (const bool isRepaired : {false, true})
        {
            BOOST_TEST_CONTEXT("at " << at << " s" << (isRepaired ? ", HttpTcpSocket" : ""))
            {
                Link link;
                link.isRepaired = isRepaired;
                ProxyNetwork network(link);
                network.simulation.Serve();
                network.simulation.Serve(MakeServerHelper("https"));
                Ptr<HttpProxy> proxy = network.Install();
                proxy->SetStopTime(Seconds(at));
                network.LoadTargets({"/bytes/2000000",
                                     network.GetUrl("/bytes/2000000", 443, "https"),
                                     "/bytes/100?delay=1s"},
                                    network.MakeClient(),
                                    true);
                network.Run();
                const std::set<std::string> allowed = {"truncated",
                                                       "reset",
                                                       "refused",
                                                       "peer-closed",
                                                       "proxy-refused",
                                                       "tls-failed",
                                                       "too-many-retries"};
                BOOST_REQUIRE(network.simulation.transactions.size() == 3U);
                for (const SeenTransaction& seen : network.simulation.transactions)
                {
                    BOOST_TEST(allowed.count(seen.outcome) == 1U, seen.outcome);
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(Loops)
{
    // A proxy whose next proxy is itself stops a request at its second passing.
    ProxyNetwork network;
    HttpProxyHelper helper;
    helper.SetAttribute("Upstream", AddressValue(InetSocketAddress("127.0.0.1", 3128)));
    network.Install(helper);
    network.LoadTargets({"/bytes/10"}, network.MakeClient());
    network.Run();
    BOOST_TEST(network.GetStatuses() == "508");
    BOOST_TEST(network.GetResults() == "refused forwarded");
}

BOOST_AUTO_TEST_CASE(Contradictions)
{
    const struct
    {
        const char* name;
        const AttributeValue& value;
        const char* with;
        const AttributeValue& other;
        const char* expected;
    } cases[] = {
        {"Blind",
         BooleanValue(true),
         "CacheBytes",
         UintegerValue(5),
         "Blind true needs CacheBytes 0, which is 5"},
        {"Blind",
         BooleanValue(true),
         "Upstream",
         AddressValue(InetSocketAddress("10.1.1.1", 80)),
         "Blind true needs no Upstream, which is 10.1.1.1:80"},
        {"CacheEntryBytes",
         UintegerValue(6),
         "CacheBytes",
         UintegerValue(5),
         "CacheEntryBytes 6 needs as many CacheBytes, which is 5"},
        {"CacheEntryBytes", UintegerValue(5), "CacheBytes", UintegerValue(5), ""},
    };

    for (const auto& c : cases)
    {
        HttpProxyHelper helper;
        helper.SetAttribute(c.name, c.value);
        helper.SetAttribute(c.with, c.other);
        BOOST_TEST(helper.GetContradiction() == c.expected);
    }
}

BOOST_AUTO_TEST_SUITE_END()
