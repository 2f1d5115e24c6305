/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// TLS between HTTP and its sockets: what is exchanged is what would be without it, and what goes
// wrong is an outcome.

#include "http-simulation.h"

#include "ns3/boolean.h"
#include "ns3/http-tls-home.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>
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

/// Both ends of TLS in one simulation
struct Ends
{
    /// @brief Both ends. @param simulation where
    explicit Ends(const Simulation& simulation)
        : server(simulation.nodes.Get(1), 0, records),
          client(simulation.nodes.Get(0), 0, records)
    {
    }

    HttpTlsHome::Sink records;                                    //!< nobody
    HttpTlsHome server;                                           //!< of the server
    HttpTlsHome client;                                           //!< of the client
    Ptr<HttpServerTls> serverTls = CreateObject<HttpServerTls>(); //!< how it behaves
    Ptr<HttpClientTls> clientTls = CreateObject<HttpClientTls>(); //!< how it behaves
};

/// @brief Runs a case. @param c it @param hasTls whether there is TLS @return status, outcome and
/// bytes in the order of the requests
std::vector<std::string>
RunCase(const Case& c, bool hasTls)
{
    Link link;
    link.loss = c.loss;
    link.isRepaired = c.isRepaired;
    Simulation simulation(link);
    Ends ends(simulation);
    ends.serverTls->SetAttribute("Version", StringValue(c.version));
    ends.serverTls->SetAttribute("Records", StringValue(c.records));
    ends.clientTls->SetAttribute("Records", StringValue(c.records));
    HttpServerHelper servers;
    servers.SetAttribute("MaxConnections", UintegerValue(c.maxServed));
    servers.SetAttribute("BodyContent", StringValue(c.body));
    const Ptr<HttpServer> server = simulation.Serve(servers);
    ClientHelper clients;
    clients.SetAttribute("MaxConnectionsPerServer", UintegerValue(c.connections));
    clients.SetAttribute("PipelineDepth", UintegerValue(c.depth));
    clients.SetAttribute("Persistent", BooleanValue(c.persistent));
    clients.SetAttribute("HalfClose", BooleanValue(c.halfCloses));
    clients.SetAttribute("MaxRetries", UintegerValue(1));
    clients.SetAttribute("BodyContent", StringValue(c.body));
    const Ptr<HttpClient> client = simulation.LoadTargets({"/bytes/600000",
                                                           "/bytes/30000?chunked=1",
                                                           "/bytes/0",
                                                           "/bytes/9000?end=reset&cut=3000",
                                                           "/bytes/9000?end=close&cut=3000",
                                                           "/none",
                                                           "/bytes/100"},
                                                          clients,
                                                          true);
    if (hasTls)
    {
        server->SetLayer(
            [&](Ptr<HttpTransport> below, const HttpLayerPlace&) -> Ptr<HttpTransport> {
                return ends.server.MakeServer(below, *ends.serverTls, Address(), {"http/1.1"});
            });
        client->SetLayer(
            [&](Ptr<HttpTransport> below, const HttpLayerPlace&) -> Ptr<HttpTransport> {
                return ends.client.MakeClient(below, *ends.clientTls, "h.test", "o", {"http/1.1"});
            });
    }
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
    for (const auto& [id, line] : outcomes)
    {
        lines.push_back(line);
    }
    return lines;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpTlsLayers)

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
            Ends ends(simulation);
            const Ptr<HttpServer> server = simulation.Serve();
            ClientHelper clients;
            clients.SetAttribute("MaxRetries", UintegerValue(0));
            const Ptr<HttpClient> client =
                simulation.LoadTargets({"/bytes/1", "/bytes/2"}, clients);
            if (isAtClient)
            {
                client->SetLayer([&](Ptr<HttpTransport> below,
                                     const HttpLayerPlace&) -> Ptr<HttpTransport> {
                    return ends.client.MakeClient(below, *ends.clientTls, "h", "o", {"http/1.1"});
                });
            }
            else
            {
                server->SetLayer([&](Ptr<HttpTransport> below,
                                     const HttpLayerPlace&) -> Ptr<HttpTransport> {
                    return ends.server.MakeServer(below, *ends.serverTls, Address(), {"http/1.1"});
                });
            }
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
    Ends ends(simulation);
    ends.serverTls->SetAttribute("MinVersion", StringValue("1.3"));
    ends.clientTls->SetAttribute("Version", StringValue("1.2"));
    const Ptr<HttpServer> server = simulation.Serve();
    server->SetLayer([&](Ptr<HttpTransport> below, const HttpLayerPlace&) -> Ptr<HttpTransport> {
        return ends.server.MakeServer(below, *ends.serverTls, Address(), {"http/1.1"});
    });
    const Ptr<HttpClient> client = simulation.LoadTargets({"/bytes/1", "/bytes/2"});
    client->SetLayer([&](Ptr<HttpTransport> below, const HttpLayerPlace&) -> Ptr<HttpTransport> {
        return ends.client.MakeClient(below, *ends.clientTls, "h", "o", {"http/1.1"});
    });
    simulation.Run(Seconds(100));
    BOOST_TEST(simulation.CountOutcomes()["tls-failed"] == 2U);
    BOOST_TEST(server->GetConnections() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
