/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The trace database: schema, rows, joins, batches. Expected values follow from the records that
// each test makes by hand and from the schema's description in doc/.

#include "http-handmade-run.h"

#include "ns3/http-text.h"
#include "ns3/http-trace-error.h"
#include "ns3/http-trace-tables.h"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iostream>

using namespace ns3;
using namespace ns3::test;
using Strings = std::vector<std::string>;

BOOST_TEST_DONT_PRINT_LOG_VALUE(Strings)

namespace
{

/// A message as one end tells of it.
struct ToldMessage
{
    bool isRequest;      //!< request or response
    bool isSent;         //!< by its sender
    uint64_t begin;      //!< stream offset
    uint64_t end;        //!< stream offset
    const char* outcome; //!< outcome
};

/// @brief Tells a message between 10.1.1.1:1000 and 10.1.1.2:80. @param database where it goes
/// @param told the message
void
Tell(HttpTraceDatabase& database, const ToldMessage& told)
{
    const bool isClient = told.isRequest == told.isSent;
    HttpMessageRecord record;
    record.node = isClient ? 0 : 1;
    record.transaction = isClient ? told.begin + 1 : 0;
    record.local = isClient ? Endpoint("10.1.1.1", 1000) : Endpoint("10.1.1.2", 80);
    record.remote = isClient ? Endpoint("10.1.1.2", 80) : Endpoint("10.1.1.1", 1000);
    record.isRequest = told.isRequest;
    record.sent = told.isSent;
    record.head = told.isSent ? "sent" : "received";
    record.headBytes = 10;
    record.contentBytes = told.end - told.begin - 10;
    record.streamBegin = told.begin;
    record.streamEnd = told.end;
    record.first = MilliSeconds(told.isSent ? 1 : 3);
    record.last = MilliSeconds(told.isSent ? 2 : 4);
    record.outcome = told.outcome;
    database.Add(record);
}

} // namespace

BOOST_AUTO_TEST_SUITE(trace_database)

// The tables and columns of the schema's description.
BOOST_AUTO_TEST_CASE(SchemaHasEveryTableAndColumn)
{
    const std::vector<std::pair<std::string, std::string>> tables = {
        {"run", "key value"},
        {"host", "node name interface address"},
        {"socket_call", "id time_ns node socket call local remote result detail"},
        {"connection",
         "id source_address source_port destination_address destination_port incarnation opened_ns "
         "established_ns closed_ns source_end destination_end number destination_number"},
        {"connection_state", "id time_ns connection node old_state new_state source"},
        {"tcp_state",
         "id time_ns connection node cwnd ssthresh rtt_ns rto_ns in_flight congestion_state"},
        {"queue", "id time_ns node interface packets bytes queue"},
        {"page", "id node url started_ns finished_ns objects bytes outcome application number"},
        {"http_transaction",
         "id page node connection reused attempts method url status queued_ns resolved_ns "
         "connect_start_ns connect_end_ns request_start_ns request_end_ns first_byte_ns "
         "finished_ns outcome application number initiator stream tls_start_ns"},
        {"message",
         "id http_transaction connection kind head head_bytes body_bytes content stream_begin "
         "stream_end first_sent_ns last_sent_ns first_received_ns last_received_ns outcome "
         "stream"},
        {"message_range", "id message stream_begin stream_end"},
        {"http2_frame",
         "id time_ns connection node stream type flags length stream_begin stream_end direction"},
        {"tls_record",
         "id time_ns connection node direction content_type message stream_begin stream_end "
         "plain_begin plain_end"},
        {"segment",
         "id time_ns node connection direction source_port destination_port sequence_number "
         "acknowledgment_number header_length reserved cwr ece urg ack psh rst syn fin window "
         "checksum urgent_pointer options payload_bytes stream_begin retransmission transmission"},
        {"packet",
         "id time_ns node interface event version header_length type_of_service total_length "
         "identification flags fragment_offset time_to_live protocol header_checksum source "
         "destination flow_label header_bytes segment drop_reason"},
        {"message_segment", "message segment"},
        {"message_packet", "message packet"},
    };
    const Folder folder("schema");
    const std::string file = folder / "sub/trace.sqlite";
    HttpTraceDatabase(file).Close();
    for (const auto& [table, columns] : tables)
    {
        const std::string sql =
            "SELECT group_concat(name, ' ') FROM pragma_table_info('" + table + "')";
        BOOST_TEST(Rows(file, sql).at(0) == columns);
    }
    BOOST_TEST(
        Rows(file, "SELECT count(*) FROM sqlite_master WHERE type IN ('table', 'view')").at(0) ==
        std::to_string(tables.size() + 2)); // segment_packed, packet_packed
    // Whatever happens at an instant has an order beside its time.
    BOOST_TEST(Rows(file,
                    "SELECT count(*) FROM sqlite_master AS m, pragma_table_info(m.name) AS t WHERE "
                    "m.type = 'table' AND t.name = 'time_ns' AND NOT EXISTS (SELECT 1 FROM "
                    "pragma_table_info(m.name) AS k WHERE k.name = 'id' AND k.pk = 1)")
                   .at(0) == "0");
    BOOST_TEST(Rows(file, "PRAGMA user_version").at(0) == "2");
    BOOST_TEST(Rows(file, "PRAGMA integrity_check").at(0) == "ok");
    BOOST_TEST(std::distance(std::filesystem::directory_iterator(folder / "sub"), {}) == 1);
}

// Every kind of record of the handmade run, one row of each.
BOOST_AUTO_TEST_CASE(RecordsBecomeRows)
{
    const Folder folder("rows");
    const std::string file = folder / "trace.sqlite";
    HttpTraceDatabase database(file);
    HandmadeRun(database).Tell();
    database.Close();
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"SELECT * FROM run WHERE key = 'seed'", "seed|1"},
        {"SELECT * FROM host WHERE interface = 2", "1||2|10.1.2.254"},
        {"SELECT * FROM socket_call WHERE call = 'accept'",
         "8|61000000|2|2|accept|10.1.2.2:80|10.1.1.1:49153|0|NULL"},
        {"SELECT * FROM socket_call LIMIT 1", "1|0|2|1|create|NULL|NULL|0|NULL"},
        {"SELECT * FROM connection",
         "1|10.1.1.1|49153|10.1.2.2|80|1|1000000|41000000|1241000000|full-close|full-close|1|NULL"},
        {"SELECT * FROM connection_state LIMIT 1", "1|1000000|1|0|CLOSED|SYN-SENT|socket"},
        {"SELECT * FROM tcp_state", "1|61000000|1|2|14480|4294967295|40000000|NULL|3000|open"},
        {"SELECT * FROM queue", "1|71000000|1|1|1|1490|device"},
        {"SELECT * FROM page", "1|0|http://10.1.2.2/a|1000000|1081000000|1|2900|complete|0|1"},
        {"SELECT * FROM http_transaction",
         "1|1|0|1|0|1|GET|http://10.1.2.2/a|200|1000000|1000000|1000000|41000000|41000000|"
         "41000000|81000000|1081000000|complete|0|1|NULL|NULL|NULL"},
        {"SELECT id, http_transaction, connection, kind, length(head), head_bytes, body_bytes, "
         "content, stream_begin, stream_end, first_sent_ns, last_sent_ns, first_received_ns, "
         "last_received_ns, outcome FROM message WHERE id = 2",
         "2|1|1|response|100|100|2900|pattern:7|0|3000|61000000|61000000|81000000|1081000000|"
         "complete"},
        {"SELECT * FROM segment WHERE retransmission AND direction = 'tx'",
         "16|1061000000|2|1|tx|80|49153|6449|1061|20|0|0|0|0|1|0|0|0|0|32768|0|0|NULL|1448|1448|1|"
         "2000000000005"},
        {"SELECT id, time_ns, node, interface, event, version, header_length, type_of_service, "
         "total_length, identification, flags, fragment_offset, time_to_live, protocol, "
         "header_checksum, source, destination, flow_label, length(header_bytes), segment, "
         "drop_reason FROM packet WHERE event = 'drop'",
         "23|71000000|1|1|drop|4|20|0|1488|3|0|0|64|6|0|10.1.2.2|10.1.1.1|NULL|40|11|queue-full"},
        // 13 segments were sent; one of them did not arrive.
        {"SELECT count(*), sum(direction = 'tx') FROM segment", "25|13"},
        // Four events of a packet that arrives, three of the one that is dropped.
        {"SELECT count(*), count(segment) FROM packet", "51|51"},
        {"SELECT group_concat(segment) FROM (SELECT segment FROM message_segment WHERE message = 2 "
         "ORDER BY 1)",
         "9,11,12,16"},
        {"SELECT count(*) FROM message_packet WHERE message = 2", "15"},
        {"SELECT group_concat(segment) FROM message_segment WHERE message = 1", "7"},
    };
    for (const auto& [sql, row] : rows)
    {
        BOOST_TEST_CONTEXT(sql)
        {
            BOOST_TEST(Rows(file, sql) == Strings{row}, boost::test_tools::per_element());
        }
    }
}

// RFC 8200's fields in the columns of their counterparts in RFC 791; the others are null.
BOOST_AUTO_TEST_CASE(Ipv6PacketsUseTheSameColumns)
{
    const Folder folder("ipv6");
    const std::string file = folder / "trace.sqlite";
    HttpTraceDatabase database(file);
    HttpPacketRecord packet;
    packet.version = 6;
    packet.headerLength = 40;
    packet.totalLength = 1280;
    packet.flowLabel = 5;
    packet.source = {0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    packet.destination = {0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2};
    database.Add(packet);
    packet.isFragment = true;
    packet.identification = 9;
    packet.flags = 1;
    packet.fragmentOffset = 8;
    database.Add(packet);
    database.Close();
    const std::string sql = "SELECT version, identification, flags, fragment_offset, "
                            "header_checksum, source, destination, flow_label FROM packet";
    const Strings expected = {"6|NULL|NULL|NULL|NULL|2001:db8::1|2001:db8::2|5",
                              "6|9|1|8|NULL|2001:db8::1|2001:db8::2|5"};
    BOOST_TEST(Rows(file, sql) == expected, boost::test_tools::per_element());
}

// Whatever the order in which the ends tell, a message is one row; the sender's word stands.
BOOST_AUTO_TEST_CASE(EndsOfAMessageAreJoined)
{
    struct Case
    {
        const char* name;
        std::vector<ToldMessage> told;
        Strings rows; // id, transaction, head, begin, end, sent, received, outcome
    };

    const std::vector<Case> cases = {
        {"sender first",
         {{true, true, 0, 60, "complete"}, {true, false, 0, 60, "complete"}},
         {"1|1|sent|0|60|1000000|3000000|complete"}},
        {"receiver first",
         {{true, false, 0, 60, "complete"}, {true, true, 0, 60, "complete"}},
         {"1|1|sent|0|60|1000000|3000000|complete"}},
        {"sender alone",
         {{true, true, 0, 60, "complete"}},
         {"1|1|sent|0|60|1000000|NULL|complete"}},
        {"receiver alone",
         {{true, false, 0, 60, "complete"}},
         {"1|NULL|received|0|60|NULL|3000000|complete"}},
        {"what the receiver misses is told",
         {{false, true, 0, 900, "complete"}, {false, false, 0, 500, "truncated"}},
         {"1|1|sent|0|900|1000000|3000000|truncated"}},
        {"pipelined",
         {{true, true, 0, 60, "complete"},
          {true, true, 60, 130, "complete"},
          {true, false, 0, 60, "complete"},
          {true, false, 60, 130, "complete"}},
         {"1|1|sent|0|60|1000000|3000000|complete", "2|2|sent|60|130|1000000|3000000|complete"}},
        {"request and response at the same offset",
         {{true, true, 0, 60, "complete"}, {false, false, 0, 60, "complete"}},
         {"1|1|sent|0|60|1000000|NULL|complete", "2|1|received|0|60|NULL|3000000|complete"}},
        {"one that the receiver never tells of is passed over",
         {{true, true, 0, 60, "reset"},
          {true, true, 60, 130, "complete"},
          {true, false, 60, 130, "complete"}},
         {"1|1|sent|0|60|1000000|NULL|reset", "2|2|sent|60|130|1000000|3000000|complete"}},
    };
    // With batches of one row, messages are written before their second end tells of them, too.
    for (const uint32_t batchRows : {50000, 1})
    {
        for (const Case& c : cases)
        {
            BOOST_TEST_CONTEXT(c.name << ", " << batchRows)
            {
                const Folder folder("joins");
                const std::string file = folder / "trace.sqlite";
                HttpTraceDatabaseOptions options;
                options.batchRows = batchRows;
                HttpTraceDatabase database(file, options);
                for (const ToldMessage& told : c.told)
                {
                    Tell(database, told);
                    database.AddRun("last", c.name);
                }
                database.Close();
                const Strings rows = Rows(
                    file,
                    "SELECT id, http_transaction, head, stream_begin, stream_end, first_sent_ns, "
                    "first_received_ns, outcome FROM message ORDER BY id");
                BOOST_TEST(rows == c.rows, boost::test_tools::per_element());
            }
        }
    }
}

// Whichever message fills a batch while those that are passed over are written, each is one row.
BOOST_AUTO_TEST_CASE(BatchEndsAmongThePassedOver)
{
    constexpr uint64_t MESSAGES = 12;
    for (uint32_t batchRows = 1; batchRows <= 2 * MESSAGES + 2; ++batchRows)
    {
        const Folder folder("passed");
        const std::string file = folder / "trace.sqlite";
        HttpTraceDatabaseOptions options;
        options.batchRows = batchRows;
        HttpTraceDatabase database(file, options);
        Strings expected;
        for (uint64_t i = 0; i < MESSAGES; ++i)
        {
            Tell(database, {true, true, 60 * i, 60 * i + 60, "complete"});
            const std::string number = std::to_string(i + 1);
            expected.push_back(HttpJoin({number, std::to_string(60 * i), number}, "|"));
        }
        // The receiver tells of the last one only: nobody will tell more of those before.
        Tell(database, {true, false, 60 * (MESSAGES - 1), 60 * MESSAGES, "complete"});
        database.Close();
        BOOST_TEST_CONTEXT(batchRows)
        {
            BOOST_TEST(Rows(file,
                            "SELECT m.id, r.stream_begin, r.message FROM message m JOIN "
                            "message_range r ON r.message = m.id ORDER BY m.id") == expected,
                       boost::test_tools::per_element());
        }
    }
}

/// @brief A response's record. @param begin, end where it lies @param sent by its sender @return it
HttpMessageRecord
MakeResponse(uint64_t begin, uint64_t end, bool sent)
{
    HttpMessageRecord record;
    record.isRequest = false;
    record.sent = sent;
    const Address server = InetSocketAddress("10.1.1.2", 80);
    const Address client = InetSocketAddress("10.1.1.1", 49153);
    record.local = sent ? server : client;
    record.remote = sent ? client : server;
    record.streamBegin = begin;
    record.streamEnd = end;
    record.outcome = "complete";
    return record;
}

// Two messages in pieces that lie between each other; the first to begin is the last to end.
BOOST_AUTO_TEST_CASE(MessagesInPieces)
{
    const Folder folder("pieces");
    const std::string file = folder / "trace.sqlite";
    HttpTraceDatabase database(file);
    HttpMessageRecord outer = MakeResponse(0, 9000, true);
    outer.ranges = {{0, 1000}, {3000, 4000}, {8000, 9000}};
    HttpMessageRecord inner = MakeResponse(1000, 8000, true);
    inner.ranges = {{1000, 3000}, {4000, 8000}};
    for (const bool sent : {true, false})
    {
        for (const HttpMessageRecord& record : {inner, outer})
        {
            HttpMessageRecord told = MakeResponse(record.streamBegin, record.streamEnd, sent);
            told.ranges = record.ranges;
            database.Add(told);
        }
    }
    // Bytes 0 to 999, 1000 to 1999, and so on.
    for (int i = 0; i < 9; i++)
    {
        HttpSegmentRecord segment;
        segment.sent = true;
        segment.tuple = HttpFourTuple::Make(InetSocketAddress("10.1.1.2", 80),
                                            InetSocketAddress("10.1.1.1", 49153));
        segment.connection = 1;
        segment.payloadBytes = 1000;
        segment.streamBegin = i * 1000;
        database.Add(segment);
    }
    database.Close();
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"SELECT count(*) FROM message", "2"},
        {"SELECT group_concat(r.stream_begin || '-' || r.stream_end) FROM message_range AS r JOIN "
         "message AS m ON m.id = r.message AND m.stream_begin = 0",
         "0-1000,3000-4000,8000-9000"},
        {"SELECT group_concat(s.stream_begin / 1000) FROM message_segment AS ms JOIN segment AS s "
         "ON s.id = ms.segment JOIN message AS m ON m.id = ms.message AND m.stream_begin = 0",
         "0,3,8"},
        {"SELECT group_concat(s.stream_begin / 1000) FROM message_segment AS ms JOIN segment AS s "
         "ON s.id = ms.segment JOIN message AS m ON m.id = ms.message AND m.stream_begin = 1000",
         "1,2,4,5,6,7"}};
    for (const auto& [sql, row] : rows)
    {
        BOOST_TEST(Rows(file, sql).at(0) == row);
    }
}

// Where nobody tells of connections, messages do: a second request at offset 0 is a new connection.
BOOST_AUTO_TEST_CASE(MessagesAloneMakeConnections)
{
    const Folder folder("connections");
    const std::string file = folder / "trace.sqlite";
    HttpTraceDatabase database(file);
    for (int i = 0; i < 2; i++)
    {
        Tell(database, {true, true, 0, 60, "complete"});
        Tell(database, {true, false, 0, 60, "complete"});
        Tell(database, {false, true, 0, 90, "complete"});
        Tell(database, {false, false, 0, 90, "complete"});
    }
    database.Close();
    const Strings connections = {"1|10.1.1.1|1000|10.1.1.2|80|1", "2|10.1.1.1|1000|10.1.1.2|80|2"};
    BOOST_TEST(Rows(file,
                    "SELECT id, source_address, source_port, destination_address, "
                    "destination_port, incarnation FROM connection") == connections,
               boost::test_tools::per_element());
    BOOST_TEST(Rows(file, "SELECT group_concat(connection) FROM message").at(0) == "1,1,2,2");
}

// Where states alone are told, they make connections with their times and ends.
BOOST_AUTO_TEST_CASE(StatesAloneMakeConnections)
{
    using End = HttpConnectionEnd;
    using State = HttpConnectionState;

    struct Step
    {
        int64_t ms;
        bool isClient;
        State state;
        HttpConnectionEnd end;
    };

    const std::vector<Step> steps = {{0, false, State::Listen, End::None},
                                     {1, true, State::SynSent, End::None},
                                     {2, false, State::SynReceived, End::None},
                                     {3, true, State::Established, End::None},
                                     {4, false, State::Established, End::None},
                                     {5, true, State::Closed, End::Reset},
                                     {6, false, State::Closed, End::TimedOut},
                                     {7, true, State::SynSent, End::None}};
    const Folder folder("states");
    const std::string file = folder / "trace.sqlite";
    HttpTraceDatabase database(file);
    for (const Step& step : steps)
    {
        HttpConnectionStateRecord record;
        record.time = MilliSeconds(step.ms);
        record.local =
            Endpoint(step.isClient ? "2001:db8::1" : "2001:db8::2", step.isClient ? 9 : 80);
        record.remote =
            Endpoint(step.isClient ? "2001:db8::2" : "2001:db8::1", step.isClient ? 80 : 9);
        if (step.state == State::Listen)
        {
            record.local = Endpoint("::", 80);
            record.remote = Address();
        }
        record.newState = step.state;
        record.end = step.end;
        database.Add(record);
    }
    database.Close();
    const Strings expected = {
        "1|2001:db8::1|9|2001:db8::2|80|1|1000000|3000000|6000000|reset|timed-out|NULL|NULL",
        "2|2001:db8::1|9|2001:db8::2|80|2|7000000|NULL|NULL|NULL|NULL|NULL|NULL"};
    BOOST_TEST(Rows(file, "SELECT * FROM connection") == expected,
               boost::test_tools::per_element());
    BOOST_TEST(
        Rows(file, "SELECT group_concat(ifnull(connection, '-')) FROM connection_state").at(0) ==
        "-,1,1,1,1,1,1,2");
}

// Each level holds the tables that the schema's description gives it.
BOOST_AUTO_TEST_CASE(LevelsChooseTables)
{
    struct Case
    {
        const char* level;
        Strings tables;
    };

    const std::vector<Case> cases = {
        {"none", {}},
        {"summary", {"run", "host", "page"}},
        {"messages",
         {"run", "host", "page", "http_transaction", "message", "message_range", "connection"}},
        {"full",
         {"run",
          "host",
          "page",
          "http_transaction",
          "message",
          "message_range",
          "connection",
          "socket_call",
          "connection_state",
          "tcp_state",
          "queue",
          "http2_frame",
          "segment",
          "packet"}}};
    for (const Case& c : cases)
    {
        const Folder folder("levels");
        const std::string file = folder / "trace.sqlite";
        HttpTraceDatabaseOptions options;
        BOOST_TEST(ParseHttpTraceLevel(c.level, options.level) == "");
        BOOST_TEST(GetHttpTraceLevelName(options.level) == c.level);
        HttpTraceDatabase database(file, options);
        HandmadeRun(database).Tell();
        database.Close();
        for (const HttpTraceTableSchema& table : GetHttpTraceTables())
        {
            const std::string& name = table.name;
            const bool isWanted =
                std::find(c.tables.begin(), c.tables.end(), name) != c.tables.end();
            BOOST_TEST_CONTEXT(c.level << " " << name)
            {
                BOOST_TEST((Rows(file, "SELECT count(*) FROM " + name).at(0) != "0") == isWanted);
            }
        }
    }
    HttpTraceLevel level = HttpTraceLevel::None;
    BOOST_TEST(ParseHttpTraceLevel("all", level) ==
               "unknown trace level \"all\"; accepted: none, summary, messages, full");
}

BOOST_AUTO_TEST_CASE(SameRecordsGiveTheSameFile)
{
    const Folder folder("same");
    for (const char* name : {"a.sqlite", "b.sqlite"})
    {
        HttpTraceDatabaseOptions options;
        options.batchRows = 7;
        HttpTraceDatabase database(folder / name, options);
        HandmadeRun(database).Tell();
        database.Close();
    }
    BOOST_TEST((ReadBytes(folder / "a.sqlite") == ReadBytes(folder / "b.sqlite")));
}

// Batches that are over can be read while the rest is being written, and a reader in the middle of
// a query does not stop the writer.
BOOST_AUTO_TEST_CASE(FileIsReadableDuringTheRun)
{
    const Folder folder("readable");
    const std::string file = folder / "trace.sqlite";
    HttpTraceDatabaseOptions options;
    options.batchRows = 10;
    HttpTraceDatabase database(file, options);
    HttpQueueRecord queue;
    for (int i = 0; i < 25; i++)
    {
        database.Add(queue);
    }
    BOOST_TEST(Rows(file, "SELECT count(*) FROM queue").at(0) == "20");
    {
        HttpTraceReader reader(file);
        HttpSqlQuery query = reader.Query("SELECT * FROM queue");
        BOOST_TEST(query.Next());
        for (int i = 0; i < 100; i++)
        {
            database.Add(queue);
        }
        BOOST_TEST(reader.CountRows("queue") == 20);
    }
    for (int i = 0; i < 10; i++)
    {
        database.Add(queue);
    }
    BOOST_TEST(std::stoi(Rows(file, "SELECT count(*) FROM queue").at(0)) >= 125);
    database.Close();
    BOOST_TEST(Rows(file, "SELECT count(*) FROM queue").at(0) == "135");
}

// Numbers go on with the mention, application by application, also for what comes late.
BOOST_AUTO_TEST_CASE(NumbersRunThroughTheRun)
{
    HttpTraceNumbers numbers;
    BOOST_TEST(numbers.Get(3, 0, 1) == 1U);
    BOOST_TEST(numbers.Get(3, 1, 1) == 2U);
    BOOST_TEST(numbers.Get(4, 0, 1) == 3U);
    BOOST_TEST(numbers.Get(3, 0, 1) == 1U);
    BOOST_TEST(numbers.Get(3, 0, 0) == 0U);
    numbers.End(3, 0, 1);
    BOOST_TEST(numbers.Get(3, 0, 1) == 1U);
    BOOST_TEST(numbers.Get(3, 0, 2) == 4U);
}

// Packets find their segment as long as it is among the latest 65536 of its node.
BOOST_AUTO_TEST_CASE(TransmissionsAreRemembered)
{
    constexpr uint64_t NODE = 1000000000000;
    HttpTraceTransmissions transmissions;
    for (uint64_t i = 1; i <= 100000; i++)
    {
        transmissions.Add(i, 2 * i);
        transmissions.Add(7 * NODE + i, 2 * i + 1);
    }
    BOOST_TEST(transmissions.Find(100000) == 200000U);
    BOOST_TEST(transmissions.Find(7 * NODE + 100000) == 200001U);
    BOOST_TEST(transmissions.Find(100000 - 65535) == 2 * (100000 - 65535U));
    BOOST_TEST(transmissions.Find(100000 - 65536) == 0U);
    BOOST_TEST(transmissions.Find(0) == 0U);
    BOOST_TEST(transmissions.Find(9 * NODE + 1) == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
