/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// How many rows a second go into the trace database: the rows of level full, mixed as in a run in
// which each end of a hundred connections sends and receives segments. The argument is their number
// in millions, 2 if it is not given. Processor time, from opening the file to closing it.

#include "http-bench-process.h"

#include "ns3/http-trace-database.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

using namespace ns3;

namespace
{

/// Connections that take turns.
constexpr uint32_t CONNECTIONS = 100;

/// @brief An IPv4 address. @param last its last byte @return the address
std::array<uint8_t, 16>
MakeAddress(uint8_t last)
{
    return {10, 1, 1, last};
}

/**
 * @brief Adds the rows that one segment of 1448 bytes leaves on its way.
 * @param database where to
 * @param number the segment's number, from 0
 */
void
AddSegment(HttpTraceDatabase& database, uint64_t number)
{
    const auto client = static_cast<uint8_t>(number % CONNECTIONS);
    const std::string bytes(52, static_cast<char>(number));
    HttpSegmentRecord segment;
    segment.tuple.sourceAddress = MakeAddress(200);
    segment.tuple.destinationAddress = MakeAddress(client);
    segment.tuple.sourcePort = 80;
    segment.tuple.destinationPort = static_cast<uint16_t>(49152 + client);
    segment.connection = client + 1U;
    segment.incarnation = 1;
    segment.transmission = number + 1;
    segment.streamBegin = static_cast<int64_t>(number / CONNECTIONS * 1448);
    segment.sequenceNumber = static_cast<uint32_t>(segment.streamBegin + 1);
    segment.acknowledgmentNumber = 74;
    segment.headerLength = 32;
    segment.flags = HttpTcpFlag::ACK;
    segment.window = 32768;
    segment.payloadBytes = 1448;
    segment.options = std::string_view(bytes).substr(0, 12);
    HttpPacketRecord packet;
    packet.totalLength = 1500;
    packet.identification = static_cast<uint16_t>(number);
    packet.timeToLive = 64;
    packet.protocol = 6;
    packet.source = segment.tuple.sourceAddress;
    packet.destination = segment.tuple.destinationAddress;
    packet.header = bytes;
    packet.tcpOffset = 20;
    packet.transmission = segment.transmission;
    packet.connection = segment.connection;
    HttpQueueRecord queue;
    queue.queue = "device";
    queue.packets = static_cast<uint32_t>(number % 20);
    queue.bytes = 1502 * queue.packets;
    HttpTcpStateRecord state;
    state.tuple = segment.tuple;
    state.connection = segment.connection;
    state.incarnation = 1;
    state.congestionWindow = 14480 + static_cast<uint32_t>(number % 1000);
    state.slowStartThreshold = UINT32_MAX;
    state.bytesInFlight = static_cast<uint32_t>(number % 10 * 1448);
    state.congestionState = "open";

    for (const bool isSent : {true, false})
    {
        const Time time = MicroSeconds(static_cast<int64_t>(10 * number + (isSent ? 0 : 5)));
        segment.time = time;
        segment.sent = isSent;
        segment.node = isSent ? 1 : 0;
        database.Add(segment);
        packet.time = time;
        packet.event = isSent ? HttpPacketEvent::Tx : HttpPacketEvent::Rx;
        packet.node = segment.node;
        database.Add(packet);
    }
    queue.time = segment.time;
    database.Add(queue);
    state.time = segment.time;
    database.Add(state);
}

} // namespace

int
main(int argc, char* argv[])
{
    const double millions = argc > 1 ? std::atof(argv[1]) : 2;
    if (millions <= 0)
    {
        std::fprintf(stderr, "http-bench-database: accepted: millions of rows, above 0\n");
        return 2;
    }
    const HttpBenchFolder folder;
    const std::string file = folder.GetPath() + "/trace.sqlite";
    const double begin = GetHttpBenchTime();
    HttpTraceDatabase database(file);
    for (uint64_t number = 0; static_cast<double>(database.GetRows()) < 1e6 * millions; ++number)
    {
        AddSegment(database, number);
    }
    const uint64_t rows = database.GetRows();
    database.Close();
    const double end = GetHttpBenchTime();
    const auto bytes = std::filesystem::file_size(file);
    std::printf("cpu_s=%.6f\nrows=%llu\nrows_per_s=%.0f\nfile_bytes=%llu\n",
                end - begin,
                static_cast<unsigned long long>(rows),
                static_cast<double>(rows) / (end - begin),
                static_cast<unsigned long long>(bytes));
    return 0;
}
