/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// HttpTraceHelper on real runs. Expected values follow from the topology and the page: what is not
// counted by hand is held against another table of the same run.

#include "http-handmade-run.h"
#include "http-test-endpoint.h"

#include "ns3/core-module.h"
#include "ns3/http-client-helper.h"
#include "ns3/http-server-helper.h"
#include "ns3/http-trace-error.h"
#include "ns3/http-trace-helper.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"

#include <boost/test/unit_test.hpp>
#include <functional>

using namespace ns3;
using namespace ns3::test;

namespace
{

/// A page of five objects and its root, over one link that loses packets.
class PageRun
{
  public:
    /// @brief Builds the network.
    PageRun()
    {
        Ipv4AddressGenerator::Reset();
        RngSeedManager::SetSeed(1);
        RngSeedManager::SetRun(1);
        Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(1448));
        GlobalValue::Bind("ChecksumEnabled", BooleanValue(true));
        nodes.Create(2);
        PointToPointHelper link;
        link.SetDeviceAttribute("DataRate", StringValue("10Mbps"));
        link.SetChannelAttribute("Delay", StringValue("20ms"));
        const NetDeviceContainer devices = link.Install(nodes);
        InternetStackHelper().Install(nodes);
        Ipv4AddressHelper("10.1.1.0", "255.255.255.0").Assign(devices);
        for (uint32_t i = 0; i < 2; i++)
        {
            const auto loss = CreateObject<RateErrorModel>();
            loss->SetUnit(RateErrorModel::ERROR_UNIT_PACKET);
            loss->SetRate(0.05);
            loss->AssignStreams(100 + i);
            devices.Get(i)->SetAttribute("ReceiveErrorModel", PointerValue(loss));
        }
        http_test::SetTestEndpoint();
        HttpServerHelper server(80);
        HttpServerHelper::AssignStreams(server.Install(nodes.Get(1)), 200);
        HttpClientHelper client("http://10.1.1.2/");
        client.SetWorkload("ns3::HttpPageWorkload", "Objects", UintegerValue(5));
        HttpClientHelper::AssignStreams(client.Install(nodes.Get(0)), 300);
    }

    /// @brief Runs, destroys.
    void Run()
    {
        Simulator::Stop(Seconds(500));
        Simulator::Run();
        Simulator::Destroy();
        GlobalValue::Bind("ChecksumEnabled", BooleanValue(false));
        Config::Reset();
    }

    NodeContainer nodes; //!< client, server
};

/// @brief Runs with a trace. @param folder where it goes @param set sets the trace up
void
Trace(const std::string& folder, const std::function<void(HttpTraceHelper&, PageRun&)>& set)
{
    PageRun run;
    HttpTraceHelper trace(folder);
    set(trace, run);
    run.Run();
    trace.Close();
}

} // namespace

BOOST_AUTO_TEST_SUITE(trace_helper)

BOOST_AUTO_TEST_CASE(EverythingIsWritten)
{
    const Folder folder("everything");
    Trace(folder / "run", [](HttpTraceHelper& trace, PageRun& run) {
        Names::Add("browser", run.nodes.Get(0));
        trace.EnableDatabase();
        trace.EnableCsv();
        trace.EnableHar();
        trace.EnablePcap();
        trace.EnableSequence();
        trace.SetRun("note", "a test");
    });
    Names::Clear();
    for (const char* file : {"packet.csv",
                             "trace.har",
                             "sequence.txt",
                             "sequence.svg",
                             "packets-0-0.pcap",
                             "packets-1-0.pcap"})
    {
        BOOST_TEST(std::filesystem::file_size(folder / (std::string("run/") + file)) > 100U, file);
    }
    const std::string file = folder / "run/trace.sqlite";
    const std::vector<std::pair<std::string, std::string>> facts = {
        {"SELECT value FROM run WHERE key = 'note'", "a test"},
        {"SELECT node, name, interface, address FROM host WHERE node = 0", "0|browser|0|10.1.1.1"},
        // The page's root and its five objects, each answered.
        {"SELECT count(*), sum(status = 200), sum(outcome = 'complete') FROM http_transaction",
         "6|6|6"},
        {"SELECT objects, outcome FROM page", "6|complete"},
        {"SELECT kind, count(*), count(http_transaction), count(last_sent_ns), "
         "count(last_received_ns), sum(outcome = 'complete') FROM message WHERE kind = 'request' "
         "GROUP BY kind",
         "request|6|6|6|6|6"},
        {"SELECT kind, count(*), count(http_transaction), count(last_sent_ns), "
         "count(last_received_ns), sum(outcome = 'complete') FROM message WHERE kind = 'response' "
         "GROUP BY kind",
         "response|6|6|6|6|6"},
        {"SELECT count(*) FROM message WHERE connection NOT IN (SELECT id FROM connection)", "0"},
        {"SELECT count(*) FROM segment WHERE connection IS NULL", "0"},
        {"SELECT count(*) FROM connection WHERE source_address <> '10.1.1.1' OR destination_port "
         "<> 80 OR opened_ns IS NULL OR established_ns IS NULL",
         "0"},
        // What a message has is what its segments carry together, and each of them at least once.
        {"WITH RECURSIVE piece AS (SELECT ms.message AS message, max(s.stream_begin, "
         "m.stream_begin) AS first, min(s.stream_begin + s.payload_bytes, m.stream_end) AS last "
         "FROM message_segment AS ms JOIN segment AS s ON s.id = ms.segment JOIN message AS m ON "
         "m.id = ms.message WHERE NOT s.retransmission) SELECT count(*) FROM message AS m WHERE "
         "m.stream_end - m.stream_begin <> (SELECT sum(last - first) FROM piece WHERE message = "
         "m.id)",
         "0"},
        // What was sent was received, or dropped, or is on its way at the end of the run.
        {"SELECT count(*) FROM segment AS s WHERE direction = 'tx' AND NOT EXISTS (SELECT 1 FROM "
         "segment AS r WHERE r.transmission = s.transmission AND r.direction = 'rx') AND NOT "
         "EXISTS "
         "(SELECT 1 FROM packet AS p WHERE p.segment = s.id AND p.event = 'drop')",
         "0"},
        {"SELECT count(*) > 0 FROM packet WHERE event = 'drop'", "1"},
        // Nothing is sent any more when the simulation is being destroyed.
        {"SELECT count(*) FROM packet WHERE time_ns = 500000000000", "0"},
        {"SELECT count(*) FROM socket_call WHERE time_ns = 500000000000", "0"},
        {"SELECT count(*) > 0 FROM segment WHERE retransmission", "1"},
        {"SELECT count(*) FROM packet WHERE segment IS NULL AND protocol = 6", "0"},
        // Few sums are 0 by chance.
        {"SELECT count(*) < 5 FROM segment WHERE checksum = 0", "1"},
        {"SELECT count(DISTINCT call) > 7 FROM socket_call", "1"},
        {"SELECT count(*) > 10 FROM tcp_state WHERE connection IS NOT NULL", "1"},
        {"SELECT count(*) > 10 FROM queue", "1"},
    };
    for (const auto& [sql, value] : facts)
    {
        BOOST_TEST_CONTEXT(sql)
        {
            BOOST_TEST(Rows(file, sql).at(0) == value);
        }
    }
}

// Same seed, same file; and tracing changes nothing of the run.
BOOST_AUTO_TEST_CASE(SameSeedSameTrace)
{
    const Folder folder("seed");
    for (const char* name : {"a", "b", "messages"})
    {
        Trace(folder / name, [name](HttpTraceHelper& trace, PageRun&) {
            trace.SetLevel(std::string(name) == "messages" ? "messages" : "full");
            trace.EnableDatabase();
        });
    }
    BOOST_TEST((ReadBytes(folder / "a/trace.sqlite") == ReadBytes(folder / "b/trace.sqlite")));
    const std::string sql =
        "SELECT id, queued_ns, first_byte_ns, finished_ns FROM http_transaction";
    BOOST_TEST(Rows(folder / "a/trace.sqlite", sql) == Rows(folder / "messages/trace.sqlite", sql),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(FiltersChoose)
{
    struct Case
    {
        const char* name;
        std::function<void(HttpTraceHelper&, PageRun&)> set;
        std::vector<std::pair<std::string, std::string>> facts;
    };

    const std::vector<Case> cases = {
        {"nodes",
         [](HttpTraceHelper& trace, PageRun& run) {
             trace.SetNodes(NodeContainer(run.nodes.Get(0)));
         },
         {{"SELECT count(*), count(last_sent_ns) FROM message WHERE kind = 'response'", "6|0"},
          {"SELECT count(*) FROM segment WHERE node = 1", "0"},
          {"SELECT count(*) > 20 FROM segment WHERE node = 0", "1"},
          {"SELECT group_concat(node) FROM host", "0"}}},
        {"a connection that is not there",
         [](HttpTraceHelper& trace, PageRun&) { trace.SetConnections("*:81"); },
         {{"SELECT count(*) FROM message", "0"},
          {"SELECT count(*) FROM http_transaction", "0"},
          {"SELECT count(*) FROM segment", "0"},
          {"SELECT count(*) FROM connection_state WHERE connection IS NOT NULL", "0"}}},
        {"a window",
         [](HttpTraceHelper& trace, PageRun&) {
             trace.SetWindow(MilliSeconds(100), MilliSeconds(200));
         },
         {{"SELECT count(*) FROM segment WHERE time_ns < 100000000 OR time_ns >= 200000000", "0"},
          {"SELECT count(*) > 0 FROM segment", "1"},
          {"SELECT count(*) FROM socket_call WHERE time_ns < 100000000", "0"}}},
    };
    for (const Case& c : cases)
    {
        BOOST_TEST_CONTEXT(c.name)
        {
            const Folder folder("filters");
            Trace(folder / "run", [&c](HttpTraceHelper& trace, PageRun& run) {
                c.set(trace, run);
                trace.EnableDatabase();
            });
            for (const auto& [sql, value] : c.facts)
            {
                BOOST_TEST_CONTEXT(sql)
                {
                    BOOST_TEST(Rows(folder / "run/trace.sqlite", sql).at(0) == value);
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(WrongSettingsAreRefused)
{
    const Folder folder("wrong");
    HttpTraceHelper trace(folder / "run");
    BOOST_CHECK_THROW(trace.SetLevel("everything"), HttpTraceError);
    BOOST_CHECK_THROW(trace.SetConnections("10.1.1.1:http"), HttpTraceError);
    BOOST_CHECK_THROW(trace.SetWindow(Seconds(2), Seconds(1)), HttpTraceError);
    trace.SetLevel("messages");
    BOOST_CHECK_THROW(trace.EnableSequence(), HttpTraceError);
    trace.EnableDatabase();
    BOOST_CHECK_THROW(trace.SetLevel("full"), HttpTraceError);
    HttpTraceHelper again(folder / "run");
    BOOST_CHECK_THROW(again.EnableDatabase(), HttpTraceRefusal);
    BOOST_CHECK_THROW(HttpTraceHelper(""), HttpTraceRefusal);
    BOOST_CHECK_THROW(HttpTraceHelper(folder / "run/trace.sqlite"), HttpTraceRefusal);
    BOOST_CHECK_THROW(HttpTraceHelper("/proc/http"), HttpTraceRefusal);
    trace.Close();
    Simulator::Destroy();
}

// At level none there is no table for what a script tells of its run.
BOOST_AUTO_TEST_CASE(FactsOfARunWithoutATraceAreLeftOut)
{
    const Folder folder("none");
    HttpTraceHelper trace(folder / "run");
    trace.SetLevel("none");
    trace.SetRun("note", "a test");
    trace.Close();
    BOOST_TEST(!std::filesystem::exists(folder / "run/trace.sqlite"));
}

// Captures alone make a folder one that is in use, too.
BOOST_AUTO_TEST_CASE(CapturesAreKeptUnlessForced)
{
    const Folder folder("captures");
    std::filesystem::create_directory(folder / "run");
    std::ofstream(folder / "run/packets-0-1.pcap") << "precious";
    HttpTraceHelper trace(folder / "run");
    BOOST_CHECK_THROW(trace.EnablePcap(), HttpTraceRefusal);
    trace.SetForce(true);
    trace.EnablePcap();
    Simulator::Destroy();
}

// A script that forgets the trace before the simulation runs or is destroyed must not crash.
BOOST_AUTO_TEST_CASE(TraceMayGoFirst)
{
    const Folder folder("first");
    PageRun run;
    {
        HttpTraceHelper trace(folder / "gone");
        trace.EnableDatabase();
    }
    HttpTraceHelper trace(folder / "stays");
    trace.EnableDatabase();
    Simulator::Stop(Seconds(1));
    Simulator::Run();
    trace.Close();
    BOOST_TEST(Rows(folder / "stays/trace.sqlite", "SELECT count(*) > 0 FROM segment").at(0) ==
               "1");
    run.Run();
    BOOST_TEST(Rows(folder / "gone/trace.sqlite", "SELECT count(*) FROM segment").at(0) == "0");
}

BOOST_AUTO_TEST_SUITE_END()
