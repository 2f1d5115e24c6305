/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Rows that wait in memory are what SQLite reads. Expected values: what was put in.

#include "http-handmade-run.h"

#include "ns3/http-trace-batch.h"
#include "ns3/http-trace-rows.h"
#include "ns3/http-trace-tables.h"

#include <boost/test/unit_test.hpp>
#include <limits>

using namespace ns3;
using namespace ns3::test;

namespace
{

/// A database in memory with a batch.
struct Written
{
    HttpSqlConnection connection{":memory:", HttpSqlConnection::Mode::Create}; //!< the database
    HttpTraceBatch batch{connection};                                          //!< the batch

    Written()
    {
        connection.Execute(GetHttpTraceSchemaSql());
    }

    /// @brief Writes the rows and forgets them.
    void Write()
    {
        batch.Write();
        batch.Clear();
    }

    /// @brief The only value of a query. @param sql its text @return the value as text
    std::string Get(const std::string& sql)
    {
        HttpSqlQuery query(connection, sql);
        return query.Next() ? (query.IsNull(0) ? "null" : query.Text(0)) : "nothing";
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(trace_batch, Written)

BOOST_AUTO_TEST_CASE(NumbersOfEverySize)
{
    std::vector<int64_t> numbers = {0, 1, -1, std::numeric_limits<int64_t>::max()};
    for (int bits = 7; bits < 63; bits += 8)
    {
        numbers.insert(numbers.end(), {(1LL << bits) - 1, 1LL << bits, -(1LL << bits)});
    }
    HttpSocketCallRecord call;
    for (const int64_t number : numbers)
    {
        call.result = number;
        DescribeSocketCall(batch.Append(HttpTraceTable::SocketCall), call, "", "", "");
    }
    Write();
    for (std::size_t i = 0; i < numbers.size(); i++)
    {
        BOOST_TEST(Get("SELECT result FROM socket_call WHERE id = " + std::to_string(i + 1)) ==
                   std::to_string(numbers[i]));
    }
}

// From none to more than a page of SQLite has room for.
BOOST_AUTO_TEST_CASE(BytesOfEveryLength)
{
    HttpTraceMessage message;
    for (const std::size_t size : {0U, 1U, 100U, 16000U, 70000U, 1000000U})
    {
        message.id++;
        message.head = std::string(size, '\0');
        DescribeMessage(batch.Append(HttpTraceTable::Message), message, 1, "");
    }
    BOOST_TEST(batch.GetBytes() > 1086101U);
    Write();
    BOOST_TEST(Get("SELECT group_concat(ifnull(length(head), 'null')) FROM message") ==
               "null,1,100,16000,70000,1000000");
    BOOST_TEST(Get("SELECT group_concat(DISTINCT typeof(head)) FROM message") == "null,blob");
    BOOST_TEST(Get("PRAGMA integrity_check") == "ok");
}

// What is null, what is an empty text, and what is neither.
BOOST_AUTO_TEST_CASE(WhatIsNull)
{
    HttpTransactionRecord transaction;
    transaction.queued = Time(0);
    DescribeTransaction(batch.Append(HttpTraceTable::HttpTransaction), transaction, {1, 0, 0, 0});
    Write();
    BOOST_TEST(Get("SELECT method = '' AND url = '' AND outcome IS NULL AND page IS NULL AND "
                   "attempts = 0 AND queued_ns = 0 AND resolved_ns IS NULL FROM "
                   "http_transaction") == "1");
}

// Small numbers that are stored together come out as they went in: the least, the greatest, and
// null.
BOOST_AUTO_TEST_CASE(NumbersStoredTogether)
{
    constexpr uint8_t U8 = 255;
    constexpr uint16_t U16 = 65535;
    constexpr uint32_t U32 = 4294967295;
    for (const bool isGreatest : {false, true})
    {
        HttpSegmentRecord segment;
        segment.sent = isGreatest;
        segment.tuple.sourcePort = segment.tuple.destinationPort = isGreatest ? U16 : 0;
        segment.headerLength = segment.reserved = segment.flags = isGreatest ? U8 : 0;
        segment.window = segment.checksum = segment.urgentPointer = isGreatest ? U16 : 0;
        segment.retransmission = segment.lossProbe = isGreatest;
        DescribeSegment(batch.Append(HttpTraceTable::Segment), segment, 0);
    }
    // By turns, so that a bit too many of one shows in its neighbours.
    for (const bool isGreatest : {false, true})
    {
        HttpPacketRecord packet;
        packet.event = isGreatest ? HttpPacketEvent::Drop : HttpPacketEvent::Tx;
        packet.version = packet.typeOfService = packet.flags = isGreatest ? U8 : 0;
        packet.headerLength = packet.timeToLive = isGreatest ? 0 : U8;
        packet.totalLength = isGreatest ? U32 : 0;
        packet.identification = isGreatest ? 0 : U32;
        packet.fragmentOffset = isGreatest ? U16 : 0;
        packet.protocol = isGreatest ? U8 : 0;
        packet.headerChecksum = isGreatest ? 0 : U16;
        DescribePacket(batch.Append(HttpTraceTable::Packet), packet, "", "", 0);
    }
    HttpPacketRecord ipv6;
    ipv6.version = 6;
    DescribePacket(batch.Append(HttpTraceTable::Packet), ipv6, "", "", 0);
    Write();
    const std::string segment =
        "SELECT concat FROM (SELECT id, direction || ' ' || source_port || ' ' || "
        "destination_port || ' ' || header_length || ' ' || reserved || ' ' || cwr || ece || urg "
        "|| ack || psh || rst || syn || fin || ' ' || window || ' ' || checksum || ' ' || "
        "urgent_pointer || ' ' || retransmission AS concat FROM segment) WHERE id = ";
    BOOST_TEST(Get(segment + "1") == "rx 0 0 0 0 00000000 0 0 0 0");
    BOOST_TEST(Get(segment + "2") == "tx 65535 65535 255 255 11111111 65535 65535 65535 2");
    const std::string packet =
        "SELECT event || ' ' || version || ' ' || header_length || ' ' || type_of_service || ' ' "
        "|| total_length || ' ' || ifnull(identification, 'null') || ' ' || ifnull(flags, 'null') "
        "|| ' ' || ifnull(fragment_offset, 'null') || ' ' || time_to_live || ' ' || protocol || "
        "' ' || ifnull(header_checksum, 'null') FROM packet WHERE id = ";
    BOOST_TEST(Get(packet + "1") == "tx 0 255 0 0 4294967295 0 0 255 0 65535");
    BOOST_TEST(Get(packet + "2") == "drop 255 0 255 4294967295 0 255 65535 0 255 0");
    BOOST_TEST(Get(packet + "3") == "tx 6 20 0 0 null null null 0 0 null");
    // The texts of a choice are those that records have.
    for (const auto event : {HttpPacketEvent::Tx,
                             HttpPacketEvent::Rx,
                             HttpPacketEvent::Forward,
                             HttpPacketEvent::Drop})
    {
        ipv6.event = event;
        DescribePacket(batch.Append(HttpTraceTable::Packet), ipv6, "", "", 0);
        Write();
        BOOST_TEST(Get("SELECT event FROM packet ORDER BY id DESC") ==
                   GetHttpPacketEventName(event));
    }
    // As columns of a table would, they compare with texts of numbers, too.
    BOOST_TEST(Get("SELECT count(*) FROM segment WHERE source_port = '65535' AND syn = '1'") ==
               "1");
}

// Rows are counted through all batches; those that replace others do so within one, too.
BOOST_AUTO_TEST_CASE(RowsOfSeveralBatches)
{
    HttpTraceConnection connection;
    HttpQueueRecord queue;
    for (uint32_t round = 1; round <= 3; round++)
    {
        for (const uint64_t id : {3U, 1U, 2U, 3U})
        {
            connection.id = id;
            connection.incarnation++;
            DescribeConnection(batch.Append(HttpTraceTable::Connection), connection, "a", "b");
            queue.packets++;
            DescribeQueue(batch.Append(HttpTraceTable::Queue), queue);
        }
        DescribeRun(batch.Append(HttpTraceTable::Run), "key", std::to_string(round));
        BOOST_TEST(batch.Count(HttpTraceTable::Queue) == 4 * round);
        Write();
        BOOST_TEST(batch.GetBytes() == 0U);
    }
    BOOST_TEST(Get("SELECT count(*) || min(id = packets) || max(id) FROM queue") == "12112");
    BOOST_TEST(Get("SELECT group_concat(id || '-' || incarnation) FROM connection") ==
               "1-11,2-12,3-13");
    BOOST_TEST(Get("SELECT group_concat(value) FROM run") == "3");
}

// Every column has its place: a row has as many values as its table has columns.
BOOST_AUTO_TEST_CASE(EveryTableIsRead)
{
    std::size_t table = 0;
    for (const HttpTraceTableSchema& schema : GetHttpTraceTables())
    {
        HttpSqlQuery batch(connection, "SELECT * FROM batch_" + schema.name);
        HttpSqlQuery file(connection, "SELECT * FROM " + schema.GetStoredName());
        const int counted = schema.ids == HttpTraceIds::Counted ? 1 : 0;
        BOOST_TEST(batch.GetColumns() + counted == file.GetColumns());
        HttpSqlQuery shown(connection, "SELECT * FROM " + schema.name);
        BOOST_TEST(static_cast<std::size_t>(shown.GetColumns()) == schema.columns.size());
        BOOST_TEST(!schema.meaning.empty());
        for (const HttpTraceColumn& column : schema.columns)
        {
            BOOST_TEST(!column.meaning.empty(), schema.name << "." << column.name);
            BOOST_TEST(column.meaning.find('\n') == std::string::npos);
        }
        table++;
    }
    BOOST_TEST(table == HTTP_TRACE_TABLES);
}

BOOST_AUTO_TEST_SUITE_END()
