/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-message-path.h"

#include "http-sequence-layers.h"
#include "http-sequence.h"
#include "http-trace-error.h"

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

namespace ns3
{

namespace
{

/// @brief Writes where a packet of a segment went. @param reader the database
/// @param segment number of the segment @param out where it goes @return number of packets
int64_t
WritePackets(HttpTraceReader& reader, int64_t segment, std::ostream& out)
{
    HttpSqlQuery rows = reader.Query(
        "SELECT id, event, node, interface, time_ns, total_length, fragment_offset, flags, "
        "time_to_live, drop_reason FROM packet WHERE segment = ? ORDER BY id");
    rows.Bind(segment);
    int64_t packets = 0;
    while (rows.Next())
    {
        packets++;
        out << "    packet " << rows.Text(0) << "  " << FormatHttpMilliseconds(rows.Integer(4, -1))
            << " ms  " << rows.Text(1) << " at " << reader.GetNodeName(rows.Integer(2))
            << " interface " << rows.Text(3) << "  " << rows.Text(5) << " bytes  ttl "
            << rows.Text(8);
        if (rows.Integer(6) > 0 || (rows.Integer(7) & 1) != 0)
        {
            out << "  fragment at " << rows.Integer(6) * 8;
        }
        out << (rows.IsNull(9) ? "" : "  " + rows.Text(9)) << "\n";
    }
    return packets;
}

/// @brief Writes the rows of a message itself. @param reader the database @param message it
/// @param out where it goes
void
WriteMessage(HttpTraceReader& reader, const HttpTraceReader::Message& message, std::ostream& out)
{
    out << "message " << message.id << ": " << (message.isRequest ? "request" : "response") << ", "
        << message.GetStartLine() << ", " << message.outcome << "\n";
    if (message.transaction > 0)
    {
        out << "of transaction " << message.transaction << ", ";
    }
    out << "on connection " << message.connection;
    if (const auto connection = reader.FindConnection(message.connection))
    {
        const auto& from = message.isRequest ? connection->source : connection->destination;
        const auto& to = message.isRequest ? connection->destination : connection->source;
        out << " from " << from.endpoint << " to " << to.endpoint;
    }
    out << "\nbytes " << message.streamBegin << " to " << message.streamEnd - 1
        << " of its stream: head " << message.headBytes << " bytes, body " << message.bodyBytes
        << " bytes";
    out << (message.content.empty() ? "" : " (" + message.content + ")")
        << "\nhanded to the socket " << FormatHttpMilliseconds(message.firstSent) << " to "
        << FormatHttpMilliseconds(message.lastSent) << " ms, read from the socket "
        << FormatHttpMilliseconds(message.firstReceived) << " to "
        << FormatHttpMilliseconds(message.lastReceived) << " ms\n\n";
}

/// @brief Writes the frames and records that carry a message. @param reader the database @param
/// message it @param out where it goes
void
WriteLayers(HttpTraceReader& reader, const HttpTraceReader::Message& message, std::ostream& out)
{
    const std::vector<HttpLayerPiece> pieces = ReadHttpMessageLayers(reader, message);
    for (const HttpLayerPiece& piece : pieces)
    {
        out << piece.name << "  " << piece.text << ": bytes " << piece.begin << " to "
            << piece.end - 1 << " of the stream; handed to the socket "
            << FormatHttpMilliseconds(piece.sent) << " ms, "
            << (piece.received < 0 ? std::string("not received")
                                   : "whole " + FormatHttpMilliseconds(piece.received) + " ms")
            << "\n";
    }
    out << (pieces.empty() ? "" : "\n");
}

} // namespace

void
WriteHttpMessagePath(HttpTraceReader& reader, int64_t message, std::ostream& out)
{
    const auto found = reader.FindMessage(message);
    if (!found)
    {
        throw HttpTraceError("there is no message " + std::to_string(message));
    }
    WriteMessage(reader, *found, out);
    WriteLayers(reader, *found, out);
    HttpSqlQuery segments = reader.Query(
        "SELECT s.id, s.time_ns, s.sequence_number, s.stream_begin, s.payload_bytes, "
        "s.retransmission, (SELECT min(r.time_ns) FROM segment AS r WHERE r.transmission = "
        "s.transmission AND r.direction = 'rx') FROM message_segment AS ms JOIN segment AS s ON "
        "s.id = ms.segment WHERE ms.message = ? ORDER BY s.id");
    segments.Bind(message);
    int64_t count = 0;
    int64_t again = 0;
    int64_t packets = 0;
    while (segments.Next())
    {
        count++;
        again += segments.Integer(5);
        const int64_t begin = std::max(segments.Integer(3), found->streamBegin);
        const int64_t end = std::min(segments.Integer(3) + segments.Integer(4), found->streamEnd);
        out << "segment " << segments.Text(0) << "  sequence number " << segments.Text(2) << ", "
            << segments.Text(4) << " bytes: message bytes " << begin - found->streamBegin << " to "
            << end - found->streamBegin - 1 << (segments.Integer(5) ? ", retransmission" : "")
            << "; sent " << FormatHttpMilliseconds(segments.Integer(1, -1)) << " ms, "
            << (segments.IsNull(6)
                    ? "not received"
                    : "received " + FormatHttpMilliseconds(segments.Integer(6, -1)) + " ms")
            << "\n";
        packets += WritePackets(reader, segments.Integer(0), out);
    }
    if (count == 0)
    {
        out << "no segment of it was traced; segments are traced at level full\n";
        return;
    }
    out << "\n"
        << count << " segments, " << again << " of them retransmissions; " << packets
        << " packet events\n";
}

} // namespace ns3
