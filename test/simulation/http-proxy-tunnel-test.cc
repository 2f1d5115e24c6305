/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Tunnels: RFC 9110, section 9.3.6.

#include "http-proxy-network.h"
#include "http-raw-peer.h"

#include "ns3/inet-socket-address.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using namespace ns3;
using namespace http_test;

namespace
{

/// @brief A raw exchange through a tunnel.
struct TunnelCase
{
    const char* name;     //!< what it is about
    std::string asked;    //!< what the client sends
    bool ends;            //!< and then closes its output
    std::string tunneled; //!< what the server gets
    RawReply reply;       //!< what the server sends when it has got an empty line
    std::string passed;   //!< what the client gets
    bool closes;          //!< the client's connection is closed
};

const std::string CONNECT = "CONNECT 10.1.3.1:80 HTTP/1.1\r\nHost: 10.1.3.1:80\r\n\r\n";
const std::string OPENED = "HTTP/1.1 200 OK\r\n\r\n";

/// @brief A failure's response. @param status status code and phrase @return its text
std::string
Fail(const std::string& status)
{
    return "HTTP/1.1 " + status +
           "\r\nDate: Wed, 01 Jan 2020 00:00:00 GMT\r\nContent-Length: 0\r\nVia: 1.1 p\r\n\r\n";
}

/// What layers have seen
struct Seen
{
    std::vector<std::string> origins; //!< where connections and tunnels lead
    uint64_t bytes = 0;               //!< changed on their way, either way
};

/// Changes every byte, and is ready only when it has got one byte from its like: a handshake.
class Shift : public HttpTransportLayer
{
  public:
    /// @brief A layer. @param below the transport under it @param speaksFirst it has to begin
    /// @param seen where it counts
    Shift(Ptr<HttpTransport> below, bool speaksFirst, Seen& seen)
        : HttpTransportLayer(below),
          m_speaksFirst(speaksFirst),
          m_seen(seen)
    {
    }

    bool Write(Ptr<Packet> packet) override
    {
        return HttpTransportLayer::Write(Change(packet));
    }

    Ptr<Packet> Read(uint32_t maxBytes) override
    {
        Ptr<Packet> packet = HttpTransportLayer::Read(maxBytes);
        return packet ? Change(packet) : packet;
    }

  private:
    void TransportConnected() override
    {
        if (m_speaksFirst)
        {
            HttpTransportLayer::Write(Create<Packet>(1));
        }
    }

    void TransportReadable() override
    {
        if (!m_isReady)
        {
            m_isReady = true;
            HttpTransportLayer::Read(1);
            if (!m_speaksFirst)
            {
                HttpTransportLayer::Write(Create<Packet>(1));
            }
            HttpTransportLayer::TransportConnected();
        }
        if (GetReadable() > 0)
        {
            HttpTransportLayer::TransportReadable();
        }
    }

    /// @brief Changes bytes. @param packet them @return others
    Ptr<Packet> Change(const Ptr<Packet>& packet)
    {
        std::vector<uint8_t> bytes(packet->GetSize());
        packet->CopyData(bytes.data(), packet->GetSize());
        for (uint8_t& byte : bytes)
        {
            byte ^= 0x5a;
        }
        m_seen.bytes += bytes.size();
        return Create<Packet>(bytes.data(), packet->GetSize());
    }

    bool m_speaksFirst;     //!< it has to begin
    bool m_isReady = false; //!< the other one has spoken
    Seen& m_seen;           //!< where it counts
};

} // namespace

BOOST_AUTO_TEST_SUITE(HttpProxyTunnel)

BOOST_AUTO_TEST_CASE(RawBytes)
{
    const std::string hello = "hello\r\n\r\n";
    using End = RawReply::End;
    const std::vector<TunnelCase> cases = {
        {"both stay open", CONNECT + hello, false, hello, {"you"}, OPENED + "you", false},
        {"bytes that are no HTTP",
         CONNECT + std::string("\0\1\2\xff\r\n\r\n", 8),
         false,
         std::string("\0\1\2\xff\r\n\r\n", 8),
         {std::string("\0\xff", 2)},
         OPENED + std::string("\0\xff", 2),
         false},
        {"the server closes",
         CONNECT + hello,
         false,
         hello,
         {"you", End::Close},
         OPENED + "you",
         true},
        {"the client half-closes", CONNECT + hello, true, hello, {"you"}, OPENED + "you", true},
        {"both close", CONNECT + hello, true, hello, {"you", End::Close}, OPENED + "you", true},
        {"the server resets", CONNECT + hello, false, "", {"", End::Reset}, OPENED, true},
        {"nobody listens there",
         "CONNECT 10.1.3.1:81 HTTP/1.1\r\nHost: 10.1.3.1:81\r\n\r\n",
         false,
         "",
         {},
         Fail("502 Bad Gateway"),
         false},
        {"an unknown name",
         "CONNECT a.example:80 HTTP/1.1\r\nHost: a.example:80\r\n\r\n",
         false,
         "",
         {},
         Fail("502 Bad Gateway"),
         false},
        {"no way there",
         "CONNECT 192.0.2.1:80 HTTP/1.1\r\nHost: 192.0.2.1:80\r\n\r\n",
         false,
         "",
         {},
         Fail("502 Bad Gateway"),
         false},
        {"no port",
         "CONNECT 10.1.3.1 HTTP/1.1\r\nHost: 10.1.3.1\r\n\r\n",
         false,
         "",
         {},
         "HTTP/1.1 400 Bad Request\r\nDate: Wed, 01 Jan 2020 00:00:00 GMT\r\n"
         "Content-Length: 0\r\nVia: 1.1 p\r\nConnection: close\r\n\r\n",
         true},
        {"a failure, and then a tunnel",
         "CONNECT 10.1.3.1:81 HTTP/1.1\r\nHost: a\r\n\r\n" + CONNECT + hello,
         false,
         hello,
         {"you"},
         Fail("502 Bad Gateway") + OPENED + "you",
         false},
    };
    for (const uint32_t piece : {UINT32_MAX, 1U})
    {
        for (const TunnelCase& c : cases)
        {
            BOOST_TEST_CONTEXT(c.name << " in pieces of " << piece)
            {
                ProxyNetwork network;
                RawServer server(network.simulation.nodes.Get(1),
                                 InetSocketAddress(Ipv4Address::GetAny(), 80),
                                 {{c.reply}});
                HttpProxyHelper helper;
                helper.SetAttribute("Pseudonym", StringValue("p"));
                helper.SetAttribute("KeepAliveTimeout", TimeValue(Seconds(0)));
                network.Install(helper);
                RawClient client(network.simulation.nodes.Get(0),
                                 network.GetProxyAddress(),
                                 c.asked,
                                 {piece, MicroSeconds(20)},
                                 c.ends);
                network.simulation.Run(Seconds(5));
                BOOST_TEST(server.received == c.tunneled);
                BOOST_TEST(client.received == c.passed);
                BOOST_TEST(client.closed == c.closes);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(HttpInside)
{
    for (const std::string& strategy : HttpClientHelper::GetStrategies())
    {
        for (const double loss : {0.0, 0.01, 0.05})
        {
            for (const bool isRepaired : {false, true})
            {
                Link link;
                link.loss = loss;
                link.isRepaired = isRepaired;
                BOOST_TEST_CONTEXT(strategy << ", " << link)
                {
                    ProxyNetwork network(link);
                    HttpServerHelper servers(443);
                    servers.SetTls();
                    network.simulation.Serve(servers);
                    Ptr<HttpProxy> proxy = network.Install();
                    ClientHelper client = network.MakeClient();
                    client.SetStrategy(strategy);
                    std::vector<HttpPageObject> objects;
                    for (const uint64_t bytes : {100, 50000, 0, 7000, 200000})
                    {
                        const std::string target = "/bytes/" + std::to_string(bytes);
                        objects.push_back(network.MakeObject(network.GetUrl(target, 443, "https")));
                    }
                    objects.push_back(network.MakeObject(network.GetUrl("/bytes/10", 443, "https"),
                                                         "POST",
                                                         100000));
                    network.simulation.LoadPages({{objects, Time()}}, client);
                    network.Run();
                    BOOST_TEST(network.simulation.CountOutcomes()["complete"] == objects.size());
                    BOOST_TEST(proxy->GetTunnelsOpened() > 0U);
                    // Nothing of what is inside is seen.
                    BOOST_TEST(proxy->GetRequests() == proxy->GetAccepted());
                    for (const SeenRequest& seen : network.requests)
                    {
                        BOOST_TEST(seen.ownMethod == "CONNECT");
                        BOOST_TEST(seen.result == std::string("tunnel"));
                        BOOST_TEST(seen.status == 200);
                    }
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(Refused)
{
    ProxyNetwork network;
    network.Install();
    network.LoadTargets({network.GetUrl("/", 444, "https")}, network.MakeClient());
    network.Run();
    BOOST_REQUIRE(network.simulation.transactions.size() == 1U);
    BOOST_TEST(network.simulation.transactions.front().outcome == std::string("proxy-refused"));
    BOOST_TEST(network.GetResults() == "failed");
}

BOOST_AUTO_TEST_CASE(NobodyAnswers)
{
    // The address is on the link to the server, but nobody has it.
    ProxyNetwork network;
    HttpProxyHelper helper;
    helper.SetAttribute("ConnectTimeout", TimeValue(Seconds(2)));
    network.Install(helper);
    network.LoadTargets({"https://10.1.3.99/", "http://10.1.3.99/"}, network.MakeClient(), true);
    network.Run();
    BOOST_TEST(network.GetResults() == "failed failed");
    for (const SeenRequest& seen : network.requests)
    {
        BOOST_TEST(seen.status == 504);
        BOOST_TEST((seen.finished - seen.received).GetSeconds() == 2,
                   boost::test_tools::tolerance(0.01));
    }
}

BOOST_AUTO_TEST_CASE(ProxyBehindAProxy)
{
    // Both on one node: the outer one sends everything to the inner one, over the loopback device.
    // (What a node sends to another address of its own, ns-3 delivers within the call.)
    ProxyNetwork network;
    network.simulation.Serve();
    network.simulation.Serve(MakeServerHelper("https"));
    HttpProxyHelper inner(8080);
    inner.SetAttribute("Pseudonym", StringValue("inner"));
    network.Install(inner);
    HttpProxyHelper outer(3128);
    outer.SetAttribute("Pseudonym", StringValue("outer"));
    outer.SetAttribute("Upstream", AddressValue(InetSocketAddress("127.0.0.1", 8080)));
    Ptr<HttpProxy> proxy = network.Install(outer);
    network.LoadTargets({"/bytes/20000",
                         network.GetUrl("/bytes/30000", 443, "https"),
                         network.GetUrl("/bytes/1", 444, "https"),
                         "/bytes/40000"},
                        network.MakeClient());
    network.Run();
    std::string outcomes;
    for (const SeenTransaction& seen : network.simulation.transactions)
    {
        outcomes += std::string(seen.outcome) + " ";
    }
    BOOST_TEST(outcomes == "complete complete proxy-refused complete ");
    BOOST_TEST(network.simulation.GetLog().find("Via: 1.1 outer\r\nVia: 1.1 inner\r\n") !=
               std::string::npos);
    BOOST_TEST(proxy->GetTunnelsOpened() == 1U);
}

// A layer is put inside the tunnel, not in front of it, and HTTP begins when the layer is ready.
BOOST_AUTO_TEST_CASE(LayerInside)
{
    ProxyNetwork network;
    Ptr<HttpProxy> proxy = network.Install();
    Seen seen;
    network.simulation.Serve()->SetLayer(
        [&seen](Ptr<HttpTransport> below, const HttpLayerPlace& place) -> Ptr<HttpTransport> {
            BOOST_TEST((place.role == http::Role::Server));
            return Create<Shift>(below, false, seen);
        });
    // Of the two layers that https would have only this one
    ClientHelper client = network.MakeClient();
    client.SetAttribute("Schemes", StringValue("Clear"));
    network
        .LoadTargets({network.GetUrl("/bytes/100", 80, "https"),
                      network.GetUrl("/bytes/20000", 80, "https")},
                     client)
        ->SetLayer(
            [&seen](Ptr<HttpTransport> below, const HttpLayerPlace& place) -> Ptr<HttpTransport> {
                const bool isInside = place.origin.scheme == "https";
                seen.origins.push_back(isInside ? place.origin.GetAuthority() : "");
                BOOST_TEST((place.sent > 0 && place.received > 0) == isInside);
                return isInside ? Ptr<HttpTransport>(Create<Shift>(below, true, seen)) : below;
            });
    network.Run();
    BOOST_TEST(network.GetStatuses() == "200 200");
    BOOST_TEST(proxy->GetTunnelsOpened() == 1U);
    BOOST_REQUIRE_EQUAL(seen.origins.size(), 2U);
    BOOST_TEST(seen.origins[0] == "");
    BOOST_TEST(seen.origins[1] == "10.1.3.1:80");
    BOOST_TEST(seen.bytes > 2 * 20100U);
}

BOOST_AUTO_TEST_SUITE_END()
