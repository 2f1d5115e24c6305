/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-socket-listing.h"

#include "http-sequence.h"

#include "ns3/http-text-table.h"

#include <algorithm>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <utility>

namespace ns3
{

namespace
{

/// The tables of the hosts, by node.
using Listing = std::map<int64_t, HttpTextTable>;

/// @brief The name that ss gives to a state. @param state its name in RFC 9293 @return the name
std::string
ToSsName(const std::string& state)
{
    return state == "ESTABLISHED" ? "ESTAB" : state == "SYN-RECEIVED" ? "SYN-RECV" : state;
}

/// One end of a connection at an instant.
struct Endpoint
{
    int64_t connection = 0; //!< number of the connection
    int64_t node = 0;       //!< id of the node
    int64_t time = 0;       //!< the instant, ns
    std::string local;      //!< this end
    std::string remote;     //!< the other end
};

/// @brief Bytes that calls of an end's sockets told until the instant. @param reader the database
/// @param end the end @param call send or receive @return their number; nothing if no call is known
std::optional<int64_t>
SumCalls(HttpTraceReader& reader, const Endpoint& end, const char* call)
{
    HttpSqlQuery query = reader.Query(
        "SELECT sum(CASE WHEN c.call = ? AND c.result > 0 THEN c.result ELSE 0 END), count(*) FROM "
        "(SELECT DISTINCT node, socket FROM socket_call WHERE local = ? AND remote = ? AND node = "
        "? "
        "AND call IN ('connected', 'accept', 'failed')) AS s JOIN socket_call AS c ON c.node = "
        "s.node AND c.socket = s.socket WHERE c.time_ns <= ?");
    query.Bind(call).Bind(end.local).Bind(end.remote).Bind(end.node).Bind(end.time).Next();
    return query.Integer(1) == 0 ? std::nullopt : std::optional<int64_t>(query.Integer(0));
}

/// @brief Bytes of the peer's stream that have arrived in order. @param reader the database
/// @param end the end @return their number
int64_t
CountReceived(HttpTraceReader& reader, const Endpoint& end)
{
    HttpSqlQuery query =
        reader.Query("SELECT stream_begin, stream_begin + payload_bytes FROM segment WHERE "
                     "connection = ? AND node = ? AND direction = 'rx' AND time_ns <= ? AND "
                     "payload_bytes > 0 ORDER BY stream_begin");
    query.Bind(end.connection).Bind(end.node).Bind(end.time);
    int64_t received = 0;
    while (query.Next() && query.Integer(0) <= received)
    {
        received = std::max(received, query.Integer(1));
    }
    return received;
}

/// @brief Bytes of an end's stream that its peer has acknowledged. @param reader the database
/// @param end the end @return their number
int64_t
CountAcknowledged(HttpTraceReader& reader, const Endpoint& end)
{
    HttpSqlQuery sent = reader.Query(
        "SELECT stream_begin + payload_bytes, sequence_number + payload_bytes, max(stream_begin + "
        "payload_bytes) FROM segment WHERE connection = ? AND node = ? AND direction = 'tx' AND "
        "time_ns <= ? AND stream_begin IS NOT NULL");
    sent.Bind(end.connection).Bind(end.node).Bind(end.time);
    HttpSqlQuery acknowledged =
        reader.Query("SELECT acknowledgment_number, max(id) FROM segment WHERE connection = ? AND "
                     "node = ? AND direction = 'rx' AND time_ns <= ? AND ack = 1");
    acknowledged.Bind(end.connection).Bind(end.node).Bind(end.time);
    if (!sent.Next() || sent.IsNull(0) || !acknowledged.Next() || acknowledged.IsNull(0))
    {
        return 0;
    }
    // Sequence numbers wrap; what is missing to the last byte that was sent does not. One more is
    // the FIN.
    const auto missing =
        static_cast<int32_t>(static_cast<uint32_t>(sent.Integer(1) - acknowledged.Integer(0)));
    return std::max<int64_t>(0, sent.Integer(0) - std::max(0, missing));
}

/// @brief Adds a line. @param listing where it goes @param node id of the node @param row the line
void
AddRow(Listing& listing, int64_t node, HttpTextTable::Row row)
{
    listing
        .try_emplace(node,
                     HttpTextTable({"State",
                                    "Recv-Q",
                                    "Send-Q",
                                    "Local Address:Port",
                                    "Peer Address:Port",
                                    "Connection"}))
        .first->second.Add(std::move(row));
}

/// @brief Adds an end of a connection. @param reader the database @param end the end @param state
/// its state @param listing where it goes
void
AddEnd(HttpTraceReader& reader, const Endpoint& end, const std::string& state, Listing& listing)
{
    std::string receiveQueue = "-";
    std::string sendQueue = "-";
    if (const auto read = SumCalls(reader, end, "receive"))
    {
        receiveQueue = std::to_string(std::max<int64_t>(0, CountReceived(reader, end) - *read));
    }
    if (const auto written = SumCalls(reader, end, "send"))
    {
        sendQueue = std::to_string(std::max<int64_t>(0, *written - CountAcknowledged(reader, end)));
    }
    AddRow(listing,
           end.node,
           {ToSsName(state),
            receiveQueue,
            sendQueue,
            end.local,
            end.remote,
            std::to_string(end.connection)});
}

/// @brief Adds sockets that accept connections. @param reader the database @param time the instant
/// @param listing where they go
void
AddListening(HttpTraceReader& reader, int64_t time, Listing& listing)
{
    HttpSqlQuery query = reader.Query(
        "SELECT l.node, l.local FROM socket_call AS l WHERE l.call = 'listen' AND l.time_ns <= ?1 "
        "AND NOT EXISTS (SELECT 1 FROM socket_call AS c WHERE c.node = l.node AND c.socket = "
        "l.socket AND c.call = 'close' AND c.time_ns <= ?1) ORDER BY l.node, l.id");
    query.Bind(time);
    while (query.Next())
    {
        const std::string local = query.Text(1);
        const bool isIpv6 = !local.empty() && local.front() == '[';
        AddRow(listing,
               query.Integer(0),
               {"LISTEN", "0", "0", local, isIpv6 ? "[::]:*" : "0.0.0.0:*", ""});
    }
}

/// @brief Adds connections by their states. @param reader the database @param time the instant
/// @param listing where they go
void
AddStates(HttpTraceReader& reader, int64_t time, Listing& listing)
{
    HttpSqlQuery query = reader.Query(
        "SELECT connection, node, new_state, max(id) FROM connection_state WHERE time_ns <= ? "
        "AND connection IS NOT NULL GROUP BY connection, node ORDER BY node, connection");
    query.Bind(time);
    while (query.Next())
    {
        const auto connection = reader.FindConnection(query.Integer(0));
        if (query.Text(2) == "CLOSED" || !connection)
        {
            continue;
        }
        Endpoint end;
        end.connection = connection->id;
        end.node = query.Integer(1);
        end.time = time;
        const bool isSource =
            connection->source.node == end.node ||
            (connection->source.node < 0 && connection->destination.node != end.node);
        end.local = (isSource ? connection->source : connection->destination).endpoint;
        end.remote = (isSource ? connection->destination : connection->source).endpoint;
        AddEnd(reader, end, query.Text(2), listing);
    }
}

/// @brief Adds connections by the times of their rows, where no states were traced. @param reader
/// the database @param time the instant @param listing where they go
void
AddConnections(HttpTraceReader& reader, int64_t time, Listing& listing)
{
    HttpSqlQuery query =
        reader.Query("SELECT id, established_ns <= ?1 FROM connection WHERE opened_ns <= ?1 AND "
                     "(closed_ns IS NULL OR closed_ns > ?1) ORDER BY id");
    query.Bind(time);
    while (query.Next())
    {
        const auto connection = reader.FindConnection(query.Integer(0));
        const std::string state = query.Integer(1) ? "ESTABLISHED" : "SYN-SENT";
        for (const bool isSource : {true, false})
        {
            const auto& local = isSource ? connection->source : connection->destination;
            const auto& remote = isSource ? connection->destination : connection->source;
            const Endpoint end{connection->id, local.node, time, local.endpoint, remote.endpoint};
            AddEnd(reader, end, state, listing);
        }
    }
}

} // namespace

void
WriteHttpSocketListing(HttpTraceReader& reader, int64_t time, std::ostream& out)
{
    Listing listing;
    AddListening(reader, time, listing);
    if (reader.CountRows("connection_state") > 0)
    {
        AddStates(reader, time, listing);
    }
    else
    {
        AddConnections(reader, time, listing);
    }
    out << "at " << FormatHttpMilliseconds(time) << " ms\n";
    for (const auto& [node, table] : listing)
    {
        out << "\n" << reader.GetNodeName(node) << "\n";
        table.Write(out);
    }
    if (listing.empty())
    {
        out << "\nno host has a connection\n";
    }
}

} // namespace ns3
