/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sequence-layers.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace ns3
{

namespace
{

/// A table of pieces of TCP's streams.
struct Layer
{
    std::string table; //!< its name
    std::string name;  //!< what its rows are called in sequences
    std::string word;  //!< and where a message is told of
    std::string what;  //!< what a row is, in SQL
};

/// @brief The layers, from the message down. @return them
const std::array<Layer, 2>&
GetLayers()
{
    static const std::array<Layer, 2> LAYERS{{
        {"http2_frame",
         "HTTP/2",
         "frame",
         "l.type || CASE l.stream WHEN 0 THEN '' ELSE ' ' || l.stream END"},
        {"tls_record", "TLS", "record", "coalesce(nullif(l.message, ''), l.content_type)"},
    }};
    return LAYERS;
}

/// @brief What each end sends and has of a layer. @param reader, connection whose @param layer
/// which
/// @return the steps
std::vector<HttpLayerStep>
ReadSteps(HttpTraceReader& reader, int64_t connection, const Layer& layer)
{
    HttpSqlQuery rows = reader.Query("SELECT l.time_ns, l.node, l.direction, " + layer.what +
                                     ", l.stream_end - l.stream_begin FROM " + layer.table +
                                     " AS l WHERE l.connection = ? ORDER BY l.id");
    rows.Bind(connection);
    std::vector<HttpLayerStep> steps;
    while (rows.Next())
    {
        steps.push_back({rows.Integer(0),
                         rows.Integer(1),
                         rows.Text(2) == "tx",
                         layer.name + " " + rows.Text(3) + ", " + rows.Text(4) + " bytes"});
    }
    return steps;
}

} // namespace

std::vector<HttpLayerStep>
ReadHttpLayerSteps(HttpTraceReader& reader, int64_t connection)
{
    std::vector<HttpLayerStep> steps;
    std::vector<HttpLayerStep> arrived;
    for (const Layer& layer : GetLayers())
    {
        const std::vector<HttpLayerStep> all = ReadSteps(reader, connection, layer);
        std::vector<HttpLayerStep> received;
        std::partition_copy(all.begin(),
                            all.end(),
                            std::back_inserter(steps),
                            std::back_inserter(received),
                            [](const HttpLayerStep& step) { return step.sent; });
        // What is in records is there behind them.
        arrived.insert(arrived.begin(), received.begin(), received.end());
    }
    steps.insert(steps.end(), arrived.begin(), arrived.end());
    return steps;
}

std::vector<HttpLayerPiece>
ReadHttpMessageLayers(HttpTraceReader& reader, const HttpTraceReader::Message& message)
{
    std::vector<HttpLayerPiece> pieces;
    const auto connection = reader.FindConnection(message.connection);
    if (!connection)
    {
        return pieces;
    }
    const bool isUp = message.isRequest;
    const int64_t sender = isUp ? connection->source.node : connection->destination.node;
    const int64_t receiver = isUp ? connection->destination.node : connection->source.node;
    for (const Layer& layer : GetLayers())
    {
        HttpSqlQuery rows = reader.Query(
            "SELECT l.id, " + layer.what +
            ", l.stream_begin, l.stream_end, l.time_ns, (SELECT min(r.time_ns) FROM " +
            layer.table +
            " AS r WHERE r.connection = l.connection AND r.direction = 'rx' AND r.node = ? AND "
            "r.stream_begin = l.stream_begin) FROM " +
            layer.table +
            " AS l WHERE l.connection = ? AND l.direction = 'tx' AND l.node = ? AND EXISTS (SELECT "
            "1 FROM message_range AS m WHERE m.message = ? AND m.stream_begin < l.stream_end AND "
            "m.stream_end > l.stream_begin) ORDER BY l.id");
        rows.Bind(receiver).Bind(message.connection).Bind(sender).Bind(message.id);
        while (rows.Next())
        {
            pieces.push_back({layer.word + " " + rows.Text(0),
                              rows.Text(1),
                              rows.Integer(2),
                              rows.Integer(3),
                              rows.Integer(4),
                              rows.Integer(5, -1)});
        }
    }
    return pieces;
}

} // namespace ns3
