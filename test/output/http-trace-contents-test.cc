/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What a trace holds of runs with caches, redirections and closing servers, on both kinds of
// sockets. Expected values follow from RFC 9110, RFC 9111 and RFC 9112, or from another level.

#include "http-handmade-run.h"

#include "ns3/core-module.h"
#include "ns3/http-client-helper.h"
#include "ns3/http-connection-record.h"
#include "ns3/http-har-writer.h"
#include "ns3/http-segment-record.h"
#include "ns3/http-server-helper.h"
#include "ns3/http-trace-database.h"
#include "ns3/http-trace-helper.h"
#include "ns3/http-trace-reader.h"
#include "ns3/http-transaction-record.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::test;

namespace
{

const char* const STOCK = "ns3::TcpSocketFactory";
const char* const OWN = "ns3::HttpTcpSocketFactory";

/// What callbacks have told of connections.
struct Told
{
    std::vector<uint64_t> connections;     //!< numbers of HttpConnectionRecord, as they came
    std::vector<uint64_t> segments;        //!< numbers of connections in HttpSegmentRecord
    std::vector<std::string> transactions; //!< node, application and number of transactions
} g_told;

/// @brief Trace sink. @param record a connection
void
OnConnection(const HttpConnectionRecord& record)
{
    g_told.connections.push_back(record.connection);
}

/// @brief Trace sink. @param record a segment
void
OnSegment(const HttpSegmentRecord& record)
{
    g_told.segments.push_back(record.connection);
}

/// @brief Trace sink. @param record a transaction
void
OnTransaction(const HttpTransactionRecord& record)
{
    g_told.transactions.push_back(std::to_string(record.node) +
                                  " AND application = " + std::to_string(record.application) +
                                  " AND number = " + std::to_string(record.id));
}

/// A client that loads a list of targets from a server.
struct ListRun
{
    std::string targets = "/bytes/3000 /bytes/20000 /bytes/100"; //!< loaded one after the other
    std::string factory = STOCK;                                 //!< of the sockets
    std::string level = "full";                                  //!< of the trace
    bool keepAlive = true;                                       //!< of the server
    std::string cache = "None";                                  //!< of the client
    uint32_t redirects = 5;                                      //!< that the client follows

    /// @brief Runs. @param folder where the trace goes
    void Run(const std::string& folder) const
    {
        Ipv4AddressGenerator::Reset();
        RngSeedManager::SetSeed(1);
        RngSeedManager::SetRun(1);
        Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(1448));
        NodeContainer nodes(2);
        PointToPointHelper link;
        link.SetDeviceAttribute("DataRate", StringValue("10Mbps"));
        link.SetChannelAttribute("Delay", StringValue("20ms"));
        const NetDeviceContainer devices = link.Install(nodes);
        InternetStackHelper().Install(nodes);
        Ipv4AddressHelper("10.1.1.0", "255.255.255.0").Assign(devices);
        HttpServerHelper server(80);
        server.SetAttribute("SocketFactory", TypeIdValue(TypeId::LookupByName(factory)));
        server.SetAttribute("KeepAlive", BooleanValue(keepAlive));
        server.Install(nodes.Get(1));
        HttpClientHelper client("http://10.1.1.2/");
        client.SetAttribute("SocketFactory", TypeIdValue(TypeId::LookupByName(factory)));
        client.SetAttribute("Cache", StringValue(cache));
        client.SetAttribute("MaxRedirects", UintegerValue(redirects));
        client.SetWorkload("ns3::HttpUrlWorkload", "Urls", StringValue(targets));
        client.Install(nodes.Get(0));
        HttpTraceHelper trace(folder);
        trace.SetLevel(level);
        trace.EnableDatabase();
        trace.EnableHar();
        g_told = {};
        // The observers are there by now, without an HttpObserverHelper.
        BOOST_TEST(
            Config::ConnectWithoutContextFailSafe("/NodeList/*/$ns3::HttpFourTupleTable/Connection",
                                                  MakeCallback(&OnConnection)));
        BOOST_TEST(
            Config::ConnectWithoutContextFailSafe("/NodeList/*/$ns3::HttpSegmentObserver/Segment",
                                                  MakeCallback(&OnSegment)) == (level == "full"));
        Config::ConnectWithoutContext("/NodeList/*/ApplicationList/*/$ns3::HttpClient/Transaction",
                                      MakeCallback(&OnTransaction));
        Simulator::Stop(Seconds(500));
        Simulator::Run();
        Simulator::Destroy();
        trace.Close();
        Config::Reset();
    }
};

/// @brief The entries of a run's HTTP archive. @param folder of the run @return them
nlohmann::json
ReadEntries(const std::string& folder)
{
    std::ifstream file(folder + "/trace.har");
    return nlohmann::json::parse(file).at("log").at("entries");
}

} // namespace

BOOST_AUTO_TEST_SUITE(trace_contents)

// Without segments, each end numbers its connections itself, and ns-3's own sockets do not tell
// their states: what is told of connections is nevertheless the same.
BOOST_AUTO_TEST_CASE(EveryLevelTellsTheSameConnections)
{
    for (const char* factory : {STOCK, OWN})
    {
        for (const bool keepAlive : {true, false})
        {
            const Folder folder("levels");
            ListRun run;
            run.factory = factory;
            run.keepAlive = keepAlive;
            run.Run(folder / "full");
            run.level = "messages";
            run.Run(folder / "messages");
            // Only the socket knows exactly when its TIME-WAIT began.
            const bool isExact = keepAlive || factory == OWN;
            const std::string sql = "SELECT id, source_port, destination_port, incarnation, "
                                    "opened_ns, established_ns, " +
                                    std::string(isExact ? "closed_ns" : "closed_ns / 1000000000") +
                                    ", source_end, destination_end FROM connection ORDER BY id";
            const auto full = Rows(folder / "full/trace.sqlite", sql);
            BOOST_TEST_CONTEXT(factory << " " << keepAlive)
            {
                BOOST_TEST(full.size() == (keepAlive ? 1U : 3U));
                BOOST_TEST(Rows(folder / "messages/trace.sqlite", sql) == full,
                           boost::test_tools::per_element());
                BOOST_TEST(Rows(folder / "full/trace.sqlite",
                                "SELECT count(*) FROM connection WHERE closed_ns IS NULL OR "
                                "source_end <> 'full-close' OR destination_end <> 'full-close'")
                               .at(0) == "0");
            }
        }
    }
}

// What a callback calls a connection or a transaction leads to its row.
BOOST_AUTO_TEST_CASE(NumbersOfCallbacksJoin)
{
    for (const char* factory : {STOCK, OWN})
    {
        for (const char* level : {"messages", "full"})
        {
            const Folder folder("numbers");
            ListRun run;
            run.factory = factory;
            run.level = level;
            run.keepAlive = false;
            run.Run(folder / "run");
            const std::string file = folder / "run/trace.sqlite";
            BOOST_TEST_CONTEXT(factory << " " << level)
            {
                BOOST_TEST(g_told.connections.size() >= 6);
                BOOST_TEST(g_told.segments.empty() == (level != std::string("full")));
                BOOST_TEST(g_told.transactions.size() == 3);
                std::set<std::string> rows;
                for (const auto* numbers : {&g_told.connections, &g_told.segments})
                {
                    for (const uint64_t number : *numbers)
                    {
                        const auto found =
                            Rows(file,
                                 "SELECT id FROM connection WHERE " + std::to_string(number) +
                                     " IN (number, destination_number)");
                        BOOST_TEST_REQUIRE(found.size() == 1);
                        rows.insert(found.at(0));
                    }
                }
                BOOST_TEST(rows.size() == 3);
                for (const std::string& where : g_told.transactions)
                {
                    const auto found =
                        Rows(file, "SELECT count(*) FROM http_transaction WHERE node = " + where);
                    BOOST_TEST(found.at(0) == "1");
                }
                BOOST_TEST(Rows(file, "SELECT count(DISTINCT number) FROM page").at(0) == "3");
            }
        }
    }
}

// Of rows of one instant, the later one has the greater id: states follow from each other.
BOOST_AUTO_TEST_CASE(RowsOfOneInstantHaveAnOrder)
{
    for (const char* factory : {STOCK, OWN})
    {
        const Folder folder("order");
        ListRun run;
        run.factory = factory;
        run.keepAlive = false;
        run.Run(folder / "run");
        const std::string file = folder / "run/trace.sqlite";
        BOOST_TEST_CONTEXT(factory)
        {
            BOOST_TEST(Rows(file,
                            "SELECT count(*) FROM connection_state AS a JOIN connection_state AS b "
                            "USING (connection, node, time_ns) WHERE a.id < b.id")
                           .at(0) != "0");
            const std::string chain =
                "SELECT count(*) FROM (SELECT old_state, lag(new_state, 1, old_state) OVER "
                "(PARTITION BY connection, node ORDER BY time_ns, id) AS before FROM "
                "connection_state WHERE connection IS NOT NULL) WHERE before <> old_state";
            BOOST_TEST(Rows(file, chain).at(0) == "0");
        }
    }
}

BOOST_AUTO_TEST_CASE(HeadsAreThoseOnTheWire)
{
    const Folder folder("heads");
    ListRun run;
    run.keepAlive = false;
    run.Run(folder / "run");
    const std::string file = folder / "run/trace.sqlite";
    // The machine adds the field that ends the connection (RFC 9112, section 9.6).
    BOOST_TEST(Rows(file,
                    "SELECT count(*), sum(instr(CAST(head AS TEXT), 'Connection: close') > 0) "
                    "FROM message WHERE kind = 'response'")
                   .at(0) == "3|3");
    BOOST_TEST(Rows(file, "SELECT count(*) FROM message WHERE length(head) <> head_bytes").at(0) ==
               "0");
    // What is not content is head here.
    BOOST_TEST(Rows(file,
                    "SELECT count(*) FROM message WHERE stream_end - stream_begin <> head_bytes + "
                    "body_bytes")
                   .at(0) == "0");
}

// What the cache answers needs no connection and no message; what it has validated has both.
BOOST_AUTO_TEST_CASE(CachedTransactions)
{
    const Folder folder("cached");
    ListRun run;
    run.cache = "Cold";
    run.targets =
        "/bytes/5000?cache-control=max-age%3D600&etag=a "
        "/bytes/5000?cache-control=max-age%3D600&etag=a "
        "/bytes/700?cache-control=no-cache&etag=b /bytes/700?cache-control=no-cache&etag=b";
    run.Run(folder / "run");
    const std::string file = folder / "run/trace.sqlite";
    const std::vector<std::string> expected = {"200|1|1|complete|2",
                                               "200|0|NULL|complete|0",
                                               "200|1|1|complete|2",
                                               "304|1|1|complete|2"};
    BOOST_TEST(Rows(file,
                    "SELECT status, attempts, connection, outcome, (SELECT count(*) FROM message "
                    "WHERE http_transaction = t.id) FROM http_transaction AS t ORDER BY id") ==
                   expected,
               boost::test_tools::per_element());
    BOOST_TEST(Rows(file,
                    "SELECT count(*) FROM http_transaction WHERE attempts = 0 AND (finished_ns <> "
                    "queued_ns OR request_start_ns IS NOT NULL OR first_byte_ns IS NOT NULL)")
                   .at(0) == "0");
    const nlohmann::json entries = ReadEntries(folder / "run");
    BOOST_REQUIRE(entries.size() == 4U);
    for (std::size_t i = 0; i < entries.size(); i++)
    {
        BOOST_TEST(entries[i].contains("_fromCache") == (i == 1));
        BOOST_TEST(entries[i].contains("connection") == (i != 1));
        BOOST_TEST(entries[i]["response"]["status"] == (i == 3 ? 304 : 200));
    }
    BOOST_TEST(entries[1]["response"]["bodySize"] == 0);
    BOOST_TEST(entries[1]["time"] == 0);
}

// A cache that has nothing and may not ask answers 504 by itself: that was not stored.
BOOST_AUTO_TEST_CASE(NothingStored)
{
    const Folder folder("nothing-stored");
    const std::string file = folder / "trace.sqlite";
    HttpTraceDatabase database(file);
    HttpTransactionRecord transaction;
    transaction.id = 1;
    transaction.method = "GET";
    transaction.url = "http://www.example.com/";
    transaction.status = 504;
    transaction.queued = transaction.finished = Seconds(1);
    transaction.outcome = "complete";
    database.Add(transaction);
    database.Close();
    HttpTraceReader reader(file);
    std::ostringstream archive;
    HttpHarWriter::Write(reader, archive);
    const nlohmann::json entry = nlohmann::json::parse(archive.str())["log"]["entries"].at(0);
    BOOST_TEST(entry["response"]["status"] == 504);
    BOOST_TEST(!entry.contains("_fromCache"));
}

// Each step of a redirection is a transaction of its own, of the same page.
BOOST_AUTO_TEST_CASE(RedirectedTransactions)
{
    const Folder folder("redirected");
    ListRun run;
    run.targets = "/bytes/9?status=301&location=/bytes/100";
    run.Run(folder / "run");
    const std::string file = folder / "run/trace.sqlite";
    const std::vector<std::string> expected = {
        "1|301|http://10.1.1.2/bytes/9?status=301&location=/bytes/100|complete",
        "1|200|http://10.1.1.2/bytes/100|complete"};
    BOOST_TEST(Rows(file, "SELECT page, status, url, outcome FROM http_transaction ORDER BY id") ==
                   expected,
               boost::test_tools::per_element());
    BOOST_TEST(Rows(file, "SELECT objects, outcome FROM page").at(0) == "1|complete");
    const nlohmann::json entries = ReadEntries(folder / "run");
    BOOST_REQUIRE(entries.size() == 2U);
    BOOST_TEST(entries[0]["response"]["redirectURL"] == "/bytes/100");
    BOOST_TEST(entries[1]["response"]["redirectURL"] == "");
}

BOOST_AUTO_TEST_CASE(TheRunIsDescribed)
{
    const Folder folder("described");
    ListRun run;
    run.level = "messages";
    run.Run(folder / "run");
    BOOST_TEST(
        Rows(folder / "run/trace.sqlite", "SELECT key, value FROM run WHERE key = 'schema_version'")
            .at(0) == "schema_version|2");
    const std::vector<std::string> keys =
        {"epoch", "level", "ns3_version", "run", "schema_version", "seed", "state", "version"};
    BOOST_TEST(Rows(folder / "run/trace.sqlite", "SELECT key FROM run ORDER BY key") == keys,
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
