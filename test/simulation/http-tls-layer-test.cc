/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// TLS between HTTP and its sockets: what is exchanged is what would be without it, and what goes
// wrong is an outcome.

#include "http-simulation.h"

#include "ns3/boolean.h"
#include "ns3/http-frame-record.h"
#include "ns3/http-tls-record.h"
#include "ns3/http-url.h"
#include "ns3/http2-session.h"
#include "ns3/pointer.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace http_test;

namespace
{

/// A way to use connections, and what happens on them
struct Case
{
    const char* name;
    uint32_t connections;
    uint32_t depth;
    bool persistent;
    bool halfCloses;
    double loss;
    bool isRepaired;
    uint32_t maxServed; //!< MaxConnections of the server
    const char* version;
    const char* records;
    const char* body;
};

const std::vector<Case> CASES = {
    {"persistent", 1, 1, true, false, 0, true, 0, "1.3", "Full", "Pattern"},
    {"1.2", 2, 1, true, false, 0, true, 0, "1.2", "Full", "Pattern"},
    {"small records", 2, 1, true, false, 0, true, 0, "1.3", "Small", "Pattern"},
    {"zeros", 2, 1, true, false, 0, true, 0, "1.2", "Full", "Zero"},
    {"pipelined, loss", 2, 4, true, false, 0.03, true, 0, "1.3", "Full", "Pattern"},
    {"one request a connection", 3, 1, false, false, 0, true, 0, "1.3", "Full", "Pattern"},
    {"half closed", 2, 1, false, true, 0, true, 0, "1.3", "Full", "Pattern"},
    {"backlog", 4, 1, false, false, 0, true, 1, "1.3", "Full", "Pattern"},
    {"stock", 2, 1, true, false, 0.03, false, 0, "1.3", "Full", "Pattern"},
    {"stock, half closed", 2, 1, false, true, 0, false, 0, "1.2", "Full", "Pattern"},
};

/// @brief Whether the build has HTTP/2; for Boost's precondition. @return whether
bool
HasProtocol(unsigned long /* test */)
{
    return http::HasHttp2();
}

/// @brief Runs a case. @param c it @param hasTls whether there is TLS @return status, outcome and
/// bytes in the order of the requests
std::vector<std::string>
RunCase(const Case& c, bool hasTls)
{
    Link link;
    link.loss = c.loss;
    link.isRepaired = c.isRepaired;
    Simulation simulation(link);
    HttpServerHelper servers = MakeServerHelper(hasTls ? "https" : "http");
    if (hasTls)
    {
        servers.SetTlsAttribute("Version", StringValue(c.version));
        servers.SetTlsAttribute("Records", StringValue(c.records));
    }
    servers.SetAttribute("MaxConnections", UintegerValue(c.maxServed));
    servers.SetAttribute("BodyContent", StringValue(c.body));
    simulation.Serve(servers);
    ClientHelper clients;
    clients.SetTlsAttribute("Records", StringValue(c.records));
    clients.SetAttribute("MaxConnectionsPerServer", UintegerValue(c.connections));
    clients.SetAttribute("PipelineDepth", UintegerValue(c.depth));
    clients.SetAttribute("Persistent", BooleanValue(c.persistent));
    clients.SetAttribute("HalfClose", BooleanValue(c.halfCloses));
    clients.SetAttribute("MaxRetries", UintegerValue(1));
    clients.SetAttribute("BodyContent", StringValue(c.body));
    std::vector<std::string> targets;
    for (const char* target : {"/bytes/600000",
                               "/bytes/30000?chunked=1",
                               "/bytes/0",
                               "/bytes/9000?end=reset&cut=3000",
                               "/bytes/9000?end=close&cut=3000",
                               "/none",
                               "/bytes/100"})
    {
        // What a reset takes with it of a pipeline depends on what has been lost till then.
        if (c.loss > 0 && std::string(target).find("end=reset") != std::string::npos)
        {
            continue;
        }
        targets.push_back((hasTls ? "https://10.1.1.2" : "http://10.1.1.2:443") +
                          std::string(target));
    }
    simulation.LoadTargets(targets, clients, true);
    simulation.Run();
    std::map<uint64_t, std::string> outcomes;
    for (const SeenTransaction& seen : simulation.transactions)
    {
        // How much of a response that is cut off arrives depends on the segments.
        const bool isWhole = seen.outcome == std::string("complete");
        outcomes[seen.id] = std::to_string(seen.status) + " " + seen.outcome + " " +
                            std::to_string(isWhole ? seen.responseContentBytes : 0);
    }
    std::vector<std::string> lines;
    lines.reserve(outcomes.size());
    for (const auto& [id, line] : outcomes)
    {
        lines.push_back(line);
    }
    return lines;
}

/// Frames that were seen, as the line that both ends must agree on.
std::map<bool, std::vector<std::string>> g_frames;

/// Where records lie in TCP's stream, by node and whether they were sent.
std::map<std::pair<uint32_t, bool>, std::vector<std::pair<uint64_t, uint64_t>>> g_records;

/// Frames that lie outside all records.
uint32_t g_outside = 0;

/// @brief A sink for records. @param record the record
void
OnRecord(const HttpTlsRecord& record)
{
    if (record.plainEnd > record.plainBegin)
    {
        g_records[{record.node, record.sent}].emplace_back(record.streamBegin, record.streamEnd);
    }
}

/// Alerts that were sent, by node.
std::map<uint32_t, uint32_t> g_alerts;

/// @brief A sink that counts alerts. @param record the record
void
OnAlert(const HttpTlsRecord& record)
{
    g_alerts[record.node] += record.sent && record.contentType == std::string("alert");
}

/// @brief A sink for frames. @param frame the frame
void
OnFrame(const HttpFrameRecord& frame)
{
    g_frames[frame.sent].push_back(std::to_string(frame.sent ? frame.node : 1 - frame.node) + " " +
                                   frame.type + " " + std::to_string(frame.stream) + " " +
                                   std::to_string(frame.streamBegin) + "-" +
                                   std::to_string(frame.streamEnd));
    const auto& records = g_records[{frame.node, frame.sent}];
    const auto holds = [&](uint64_t place) {
        return std::any_of(records.begin(), records.end(), [place](const auto& range) {
            return range.first < place && place < range.second;
        });
    };
    g_outside += holds(frame.streamBegin) && holds(frame.streamEnd) ? 0 : 1;
}

// Keeps how many connections a server has now.
void
CountConnections(Ptr<HttpServer> server, uint32_t* count)
{
    *count = server->GetConnections();
}

// From now on a server takes no early data, and its tickets are still good.
void
RefuseEarlyData(Ptr<HttpServer> server)
{
    PointerValue tls;
    server->GetAttribute("Tls", tls);
    tls.GetObject()->SetAttribute("MaxEarlyData", UintegerValue(0));
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpTlsLayers)

// What had waited behind a lost packet, more than the layer reads at once, and is the last that
// comes, is read all the same: nothing waits for the server's timeout of 5 s.
BOOST_AUTO_TEST_CASE(TheTailBehindALossIsRead)
{
    uint32_t lossy = 0;
    for (int moment = 600; moment < 720; moment += 5)
    {
        Link link;
        link.rate = "20Mbps";
        link.delay = MilliSeconds(40);
        link.queue = 1000;
        Simulation simulation(link);
        simulation.Serve(MakeServerHelper("https"));
        simulation.LoadTargets({"https://10.1.1.2/bytes/600000"}, ClientHelper());
        // One packet toward the client or two.
        Simulator::Schedule(MilliSeconds(moment), &Simulation::SetLoss, &simulation, 1.0);
        Simulator::Schedule(MilliSeconds(moment) + MicroSeconds(700),
                            &Simulation::SetLoss,
                            &simulation,
                            0.0);
        simulation.Run();
        BOOST_TEST_CONTEXT("loss after " << moment << " ms")
        {
            BOOST_REQUIRE(simulation.pages.size() == 1U);
            BOOST_TEST(simulation.CountOutcomes()["complete"] == 1U);
            BOOST_TEST(simulation.pages[0].finished < Seconds(2));
            lossy += simulation.pages[0].finished > MilliSeconds(750) ? 1 : 0;
        }
    }
    BOOST_TEST(lossy > 0U);
}

// What both ends offer is what is spoken (RFC 7301, RFC 9113, section 3.2); a request's own version
// counts as the client's does.
BOOST_AUTO_TEST_CASE(Negotiated, *boost::unit_test::precondition(HasProtocol))
{
    struct Offer
    {
        const char* scheme;  //!< of the server
        const char* version; //!< of the client
        bool isRequestHttp2; //!< the workload asks for HTTP/2
        bool isServerHttp2;  //!< the server takes it
        bool isHttp2;        //!< what is spoken
    };

    const std::vector<Offer> offers{
        {"https", "Negotiated", false, true, true},
        {"https", "HTTP/2", false, true, true},
        {"https", "HTTP/1.1", true, true, true},
        {"https", "HTTP/1.1", false, true, false},
        {"https", "Negotiated", false, false, false},
        {"https", "HTTP/2", false, false, false},
        {"https", "HTTP/1.1", true, false, false},
        {"http", "Negotiated", false, true, false},
        {"http", "HTTP/1.1", true, true, true},
    };
    for (const Offer& offer : offers)
    {
        BOOST_TEST_CONTEXT(offer.scheme << " " << offer.version << " " << offer.isRequestHttp2
                                        << offer.isServerHttp2)
        {
            Simulation simulation;
            HttpServerHelper servers = MakeServerHelper(offer.scheme);
            servers.SetAttribute("Http2", BooleanValue(offer.isServerHttp2));
            const Ptr<HttpServer> server = simulation.Serve(servers);
            ClientHelper clients;
            clients.SetAttribute("Version", StringValue(offer.version));
            clients.SetAttribute("MaxConnectionsPerServer", UintegerValue(6));
            HttpPage page;
            for (unsigned i = 0; i < 30; ++i)
            {
                HttpPageObject object = simulation.MakeObject("/");
                object.url = *http::ParseUrl(offer.scheme + std::string("://10.1.1.2:443/bytes/") +
                                             std::to_string(5000 + i));
                if (offer.isRequestHttp2)
                {
                    object.version = http::Version::Http2;
                }
                page.objects.push_back(object);
            }
            simulation.LoadPages({page}, clients);
            simulation.Run();
            BOOST_TEST(simulation.CountOutcomes()["complete"] == 30U);
            BOOST_TEST(server->GetAccepted() == (offer.isHttp2 ? 1U : 6U));
            for (const SeenTransaction& seen : simulation.transactions)
            {
                BOOST_TEST((seen.stream > 0) == offer.isHttp2);
            }
        }
    }
}

// A frame under TLS lies in TCP's stream, and both ends say the same of it; what happens on lossy
// links and in small records changes nothing of that.
BOOST_AUTO_TEST_CASE(PlacesOfFrames, *boost::unit_test::precondition(HasProtocol))
{
    for (const char* records : {"Full", "Small"})
    {
        for (const double loss : {0.0, 0.03})
        {
            BOOST_TEST_CONTEXT(records << " " << loss)
            {
                g_frames.clear();
                g_records.clear();
                g_outside = 0;
                Link link;
                link.loss = loss;
                Simulation simulation(link);
                HttpServerHelper servers = MakeServerHelper("https");
                servers.SetTlsAttribute("Records", StringValue(records));
                const Ptr<HttpServer> server = simulation.Serve(servers);
                ClientHelper clients;
                clients.SetAttribute("Version", StringValue("Negotiated"));
                std::vector<std::string> targets;
                for (unsigned i = 0; i < 20; ++i)
                {
                    targets.push_back("https://10.1.1.2/bytes/" + std::to_string(30000 + i));
                }
                const Ptr<HttpClient> client = simulation.LoadTargets(targets, clients, true);
                const std::vector<Ptr<Application>> ends{client, server};
                for (const Ptr<Application>& end : ends)
                {
                    end->TraceConnectWithoutContext("Frame", MakeCallback(&OnFrame));
                    end->TraceConnectWithoutContext("TlsRecord", MakeCallback(&OnRecord));
                }
                simulation.Run();
                BOOST_TEST(simulation.CountOutcomes()["complete"] == 20U);
                BOOST_TEST(g_frames[true].size() > 60U);
                BOOST_TEST(g_outside == 0U);
                for (auto& [isSent, lines] : g_frames)
                {
                    std::sort(lines.begin(), lines.end());
                }
                BOOST_TEST(g_frames[true] == g_frames[false], boost::test_tools::per_element());
            }
        }
    }
}

// Captures of curl 7.88 with nginx 1.22: a connection of HTTP/1.1 ends with the client's
// close_notify, one of HTTP/2 with its FIN alone, which cuts nothing off.
BOOST_AUTO_TEST_CASE(Farewell, *boost::unit_test::precondition(HasProtocol))
{
    for (const char* hello : {"OpenSSL", "Chromium"})
    {
        for (const char* version : {"HTTP/1.1", "Negotiated"})
        {
            BOOST_TEST_CONTEXT(hello << ", " << version)
            {
                g_alerts.clear();
                Simulation simulation;
                const Ptr<HttpServer> server = simulation.Serve(MakeServerHelper("https"));
                ClientHelper clients;
                clients.SetAttribute("Version", StringValue(version));
                clients.SetAttribute("MaxRequestsPerConnection", UintegerValue(2));
                clients.SetTlsAttribute("Hello", StringValue(hello));
                const Ptr<HttpClient> client = simulation.LoadTargets(
                    {"https://10.1.1.2/bytes/1000", "https://10.1.1.2/bytes/2000"},
                    clients);
                for (const Ptr<Application>& end :
                     {Ptr<Application>(client), Ptr<Application>(server)})
                {
                    end->TraceConnectWithoutContext("TlsRecord", MakeCallback(&OnAlert));
                }
                simulation.Run();
                BOOST_TEST(simulation.CountOutcomes()["complete"] == 2U);
                const bool isSilent =
                    hello == std::string("OpenSSL") && version == std::string("Negotiated");
                BOOST_TEST((g_alerts[0] == 0) == isSilent);
                BOOST_TEST(g_alerts[1] == 0U);
            }
        }
    }
}

// Where records are cut does not depend on what contents consist of.
BOOST_AUTO_TEST_CASE(SameCut, *boost::unit_test::precondition(HasProtocol))
{
    const auto cut = [](const std::string& version, const std::string& body) {
        g_records.clear();
        Simulation simulation;
        HttpServerHelper servers = MakeServerHelper("https");
        servers.SetAttribute("BodyContent", StringValue(body));
        const Ptr<HttpServer> server = simulation.Serve(servers);
        ClientHelper clients;
        clients.SetAttribute("Version", StringValue(version));
        clients.SetAttribute("BodyContent", StringValue(body));
        std::vector<std::string> targets;
        for (unsigned i = 0; i < 8; ++i)
        {
            targets.push_back("https://10.1.1.2/bytes/" + std::to_string(20000 + 7000 * i) +
                              (i % 2 == 1 ? "?chunked=1" : ""));
        }
        simulation.LoadTargets(targets, clients, true);
        server->TraceConnectWithoutContext("TlsRecord", MakeCallback(&OnRecord));
        simulation.Run();
        BOOST_TEST(simulation.CountOutcomes()["complete"] == targets.size());
        return g_records;
    };
    for (const char* version : {"HTTP/1.1", "Negotiated"})
    {
        const auto pattern = cut(version, "Pattern");
        const auto& sent = pattern.at({1, true});
        const auto full = std::count_if(sent.begin(), sent.end(), [](const auto& range) {
            return range.second - range.first == 16384 + 22;
        });
        // Frames of 8 kB share records, as what is read from files does: 356 kB in all.
        BOOST_TEST(full >= (version == std::string("HTTP/1.1") ? 4 : 12));
        BOOST_TEST((cut(version, "Zero") == pattern));
    }
}

// The outcomes are those of the same run without TLS.
BOOST_AUTO_TEST_CASE(Outcomes)
{
    for (const Case& c : CASES)
    {
        BOOST_TEST_CONTEXT(c.name)
        {
            const std::vector<std::string> bare = RunCase(c, false);
            const std::vector<std::string> secured = RunCase(c, true);
            BOOST_TEST(secured == bare, boost::test_tools::per_element());
        }
    }
}

// An end that does not speak TLS is left. A server that finds no record closes with the request
// unread, which is a reset (RFC 9293, section 3.6.1).
BOOST_AUTO_TEST_CASE(OneEnd)
{
    for (const bool isAtClient : {true, false})
    {
        BOOST_TEST_CONTEXT("TLS at the " << (isAtClient ? "client" : "server"))
        {
            Simulation simulation;
            simulation.Serve(MakeServerHelper(isAtClient ? "http" : "https"));
            ClientHelper clients;
            clients.SetAttribute("MaxRetries", UintegerValue(0));
            clients.SetAttribute("Schemes", StringValue(isAtClient ? "AsGiven" : "Clear"));
            simulation.LoadTargets({"https://10.1.1.2/bytes/1", "https://10.1.1.2/bytes/2"},
                                   clients);
            simulation.Run();
            const std::map<std::string, uint32_t> expected{
                {isAtClient ? "tls-failed" : "reset", 2}};
            BOOST_TEST((simulation.CountOutcomes() == expected));
        }
    }
}

// Versions that do not meet fail the requests, and both ends let go of their connections.
BOOST_AUTO_TEST_CASE(NoCommonVersion)
{
    Simulation simulation;
    HttpServerHelper servers = MakeServerHelper("https");
    servers.SetTlsAttribute("MinVersion", StringValue("1.3"));
    const Ptr<HttpServer> server = simulation.Serve(servers);
    ClientHelper clients;
    clients.SetTlsAttribute("Version", StringValue("1.2"));
    simulation.LoadTargets({"https://10.1.1.2/bytes/1", "https://10.1.1.2/bytes/2"}, clients);
    simulation.Run(Seconds(100));
    BOOST_TEST(simulation.CountOutcomes()["tls-failed"] == 2U);
    BOOST_TEST(server->GetConnections() == 0U);
}

// A client that never speaks is left after HandshakeTimeout.
BOOST_AUTO_TEST_CASE(SilentClient)
{
    Simulation simulation;
    HttpServerHelper servers(80);
    servers.SetTlsAttribute("HandshakeTimeout", TimeValue(Seconds(3)));
    const Ptr<HttpServer> server = simulation.Serve(servers);
    const Ptr<Socket> silent =
        Socket::CreateSocket(simulation.nodes.Get(0), simulation.GetSocketFactory());
    silent->Connect(simulation.GetServerAddress());
    uint32_t before = 0;
    uint32_t after = 0;
    Simulator::Schedule(Seconds(2.9), &CountConnections, server, &before);
    Simulator::Schedule(Seconds(3.1), &CountConnections, server, &after);
    simulation.Run(Seconds(10));
    BOOST_TEST(before == 1U);
    BOOST_TEST(after == 0U);
}

// The times of round trips on a link of 20 ms whose rate hardly counts: TCP, TLS, the request; with
// the processors' times left out.
BOOST_AUTO_TEST_CASE(RoundTrips)
{
    struct Way
    {
        const char* version; //!< of TLS
        bool resumes;        //!< the second connection resumes the first one's session
        bool isEarly;        //!< with early data
        bool isRefused;      //!< the server answers early requests with 425
        const char* method;  //!< of the second request
        const char* group;   //!< that the server wants
        uint32_t first;      //!< round trips of the first request, from its connection on
        uint32_t second;     //!< of the second, on a connection of its own
    };

    // RFC 8446, figures 1, 3 and 4; RFC 5246, figures 1 and 2; RFC 8470, section 5.2.
    const std::vector<Way> ways{
        {"1.3", false, false, false, "GET", "Any", 3, 3},
        {"1.3", true, false, false, "GET", "Any", 3, 3},
        {"1.3", true, true, false, "GET", "Any", 3, 2},
        {"1.3", true, true, false, "POST", "Any", 3, 3},
        {"1.3", true, true, true, "GET", "Any", 3, 5},
        {"1.3", false, false, false, "GET", "secp256r1", 4, 4},
        {"1.2", false, false, false, "GET", "Any", 4, 4},
        {"1.2", true, false, false, "GET", "Any", 4, 3},
    };
    for (const Way& way : ways)
    {
        BOOST_TEST_CONTEXT(way.version
                           << (way.resumes ? " resumed" : "") << (way.isEarly ? " early" : "")
                           << (way.isRefused ? " refused " : " ") << way.method << " " << way.group)
        {
            Link link;
            link.rate = "10Gbps";
            Simulation simulation(link);
            HttpServerHelper servers = MakeServerHelper("https");
            servers.SetTlsAttribute("Version", StringValue(way.version));
            servers.SetTlsAttribute("Group", StringValue(way.group));
            servers.SetTlsAttribute("HandshakeTime", TimeValue(Time(0)));
            servers.SetTlsAttribute("ResumedTime", TimeValue(Time(0)));
            servers.SetTlsAttribute("MaxEarlyData", UintegerValue(way.isEarly ? 16384 : 0));
            servers.SetTlsAttribute("RefuseEarlyRequests", BooleanValue(way.isRefused));
            simulation.Serve(servers);
            ClientHelper clients;
            clients.SetTlsAttribute("Version", StringValue(way.version));
            clients.SetTlsAttribute("HandshakeTime", TimeValue(Time(0)));
            clients.SetTlsAttribute("ResumedTime", TimeValue(Time(0)));
            clients.SetTlsAttribute("Resumption", BooleanValue(way.resumes));
            clients.SetTlsAttribute("EarlyData", BooleanValue(way.isEarly));
            clients.SetAttribute("Persistent", BooleanValue(false));
            HttpPageObject first = simulation.MakeObject("/bytes/10");
            first.url = *http::ParseUrl("https://10.1.1.2/bytes/10");
            HttpPageObject second = first;
            second.method = way.method;
            simulation.LoadPages({{{first}, Seconds(1)}, {{second}, Time()}}, clients);
            simulation.Run();
            BOOST_TEST(simulation.CountOutcomes()["complete"] == 2U);
            const Time roundTrip = 2 * link.delay;
            for (const std::size_t i : {0U, 1U})
            {
                const SeenTransaction& seen = simulation.transactions.at(i);
                const double trips = ((seen.firstByte - seen.queued) / roundTrip).GetDouble();
                BOOST_TEST(std::lround(trips) == (i == 0 ? way.first : way.second));
                BOOST_TEST(seen.status == 200);
                BOOST_TEST((seen.secureStart > seen.connectStart));
                BOOST_TEST((seen.connectEnd >= seen.secureStart));
            }
            BOOST_TEST(simulation.transactions.at(1).attempts == (way.isRefused ? 2U : 1U));
        }
    }
}

// What is sent early and not taken is sent again, so that nothing is lost.
BOOST_AUTO_TEST_CASE(EarlyDataNotTaken)
{
    Simulation simulation;
    HttpServerHelper servers = MakeServerHelper("https");
    servers.SetTlsAttribute("MaxEarlyData", UintegerValue(16384));
    const Ptr<HttpServer> server = simulation.Serve(servers);
    ClientHelper clients;
    clients.SetTlsAttribute("EarlyData", BooleanValue(true));
    clients.SetAttribute("Persistent", BooleanValue(false));
    HttpPageObject object = simulation.MakeObject("/bytes/10");
    object.url = *http::ParseUrl("https://10.1.1.2/bytes/10");
    simulation.LoadPages({{{object}, Seconds(5)}, {{object}, Seconds(5)}, {{object}, Time()}},
                         clients);
    Simulator::Schedule(Seconds(1), &RefuseEarlyData, server);
    simulation.Run();
    BOOST_TEST(simulation.CountOutcomes()["complete"] == 3U);
    BOOST_TEST(server->GetRequests() == 3U);
}

// The ranges of messages are where their bytes lie between the records' heads and tails.
BOOST_AUTO_TEST_CASE(Ranges)
{
    struct Sink
    {
        std::vector<std::pair<uint64_t, uint64_t>> content; //!< what records of the server carry
        HttpStreamRanges ranges;                            //!< of the response
        uint64_t plain = 0;                                 //!< bytes of content in records

        void Take(const HttpTlsRecord& record)
        {
            if (record.sent && record.plainEnd > record.plainBegin)
            {
                const uint64_t begin = record.streamBegin + 5;
                content.emplace_back(begin, begin + record.plainEnd - record.plainBegin);
                plain += record.plainEnd - record.plainBegin;
                BOOST_TEST(record.streamEnd - begin - 17 == record.plainEnd - record.plainBegin);
            }
        }

        void Hear(const HttpMessageRecord& record)
        {
            ranges = record.ranges;
        }
    };

    Simulation simulation;
    const Ptr<HttpServer> server = simulation.Serve(MakeServerHelper("https"));
    Sink sink;
    Sink client;
    server->TraceConnectWithoutContext("TlsRecord", MakeCallback(&Sink::Take, &sink));
    server->TraceConnectWithoutContext("Message", MakeCallback(&Sink::Hear, &sink));
    simulation.LoadTargets({"https://10.1.1.2/bytes/50000"})
        ->TraceConnectWithoutContext("Message", MakeCallback(&Sink::Hear, &client));
    simulation.Run();
    BOOST_TEST(sink.content.size() == 4U);
    BOOST_TEST((sink.ranges == sink.content));
    BOOST_TEST((client.ranges == sink.content));
}

BOOST_AUTO_TEST_SUITE_END()
