/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-trace-schema.h"

namespace ns3
{

namespace
{

/// The tables, in the order of HttpTraceTable.
constexpr std::array<HttpTraceTableSchema, HTTP_TRACE_TABLES> TABLES = {{
    {"run", "key TEXT PRIMARY KEY, value TEXT", "key", true, HttpTraceKey::None},
    {"host",
     "node INTEGER, name TEXT, interface INTEGER, address TEXT",
     "rowid",
     false,
     HttpTraceKey::None},
    {"socket_call",
     "id INTEGER PRIMARY KEY, time_ns INTEGER, node INTEGER, socket INTEGER, call TEXT, "
     "local TEXT, remote TEXT, result INTEGER, detail TEXT",
     "id",
     false,
     HttpTraceKey::Ascending},
    {"connection",
     "id INTEGER PRIMARY KEY, source_address TEXT, source_port INTEGER, destination_address TEXT, "
     "destination_port INTEGER, incarnation INTEGER, opened_ns INTEGER, established_ns INTEGER, "
     "closed_ns INTEGER, source_end TEXT, destination_end TEXT, number INTEGER, "
     "destination_number INTEGER",
     "id",
     true,
     HttpTraceKey::Any},
    {"connection_state",
     "id INTEGER PRIMARY KEY, time_ns INTEGER, connection INTEGER, node INTEGER, old_state TEXT, "
     "new_state TEXT, source TEXT",
     "id",
     false,
     HttpTraceKey::Ascending},
    {"tcp_state",
     "id INTEGER PRIMARY KEY, time_ns INTEGER, connection INTEGER, node INTEGER, cwnd INTEGER, "
     "ssthresh INTEGER, rtt_ns INTEGER, rto_ns INTEGER, in_flight INTEGER, congestion_state TEXT",
     "id",
     false,
     HttpTraceKey::Ascending},
    {"queue",
     "id INTEGER PRIMARY KEY, time_ns INTEGER, node INTEGER, interface INTEGER, packets INTEGER, "
     "bytes INTEGER, queue TEXT",
     "id",
     false,
     HttpTraceKey::Ascending},
    {"page",
     "id INTEGER PRIMARY KEY, node INTEGER, url TEXT, started_ns INTEGER, finished_ns INTEGER, "
     "objects INTEGER, bytes INTEGER, outcome TEXT, application INTEGER, number INTEGER",
     "id",
     false,
     HttpTraceKey::Any},
    {"http_transaction",
     "id INTEGER PRIMARY KEY, page INTEGER, node INTEGER, connection INTEGER, reused INTEGER, "
     "attempts INTEGER, method TEXT, url TEXT, status INTEGER, queued_ns INTEGER, "
     "resolved_ns INTEGER, connect_start_ns INTEGER, connect_end_ns INTEGER, "
     "request_start_ns INTEGER, request_end_ns INTEGER, first_byte_ns INTEGER, "
     "finished_ns INTEGER, outcome TEXT, application INTEGER, number INTEGER, initiator INTEGER, "
     "stream INTEGER, tls_start_ns INTEGER",
     "id",
     false,
     HttpTraceKey::Any},
    {"message",
     "id INTEGER PRIMARY KEY, http_transaction INTEGER, connection INTEGER, kind TEXT, head BLOB, "
     "head_bytes INTEGER, body_bytes INTEGER, content TEXT, stream_begin INTEGER, "
     "stream_end INTEGER, first_sent_ns INTEGER, last_sent_ns INTEGER, first_received_ns INTEGER, "
     "last_received_ns INTEGER, outcome TEXT, stream INTEGER",
     "id",
     true,
     HttpTraceKey::Any},
    {"message_range",
     "id INTEGER PRIMARY KEY, message INTEGER, stream_begin INTEGER, stream_end INTEGER",
     "id",
     true,
     HttpTraceKey::Any},
    {"http2_frame",
     "id INTEGER PRIMARY KEY, time_ns INTEGER, connection INTEGER, node INTEGER, stream INTEGER, "
     "type TEXT, flags INTEGER, length INTEGER, stream_begin INTEGER, stream_end INTEGER, "
     "direction TEXT",
     "id",
     false,
     HttpTraceKey::Ascending},
    {"tls_record",
     "id INTEGER PRIMARY KEY, time_ns INTEGER, connection INTEGER, node INTEGER, direction TEXT, "
     "content_type TEXT, message TEXT, stream_begin INTEGER, stream_end INTEGER, "
     "plain_begin INTEGER, plain_end INTEGER",
     "id",
     false,
     HttpTraceKey::Ascending},
    {"segment",
     "id INTEGER PRIMARY KEY, time_ns INTEGER, node INTEGER, connection INTEGER, direction TEXT, "
     "source_port INTEGER, destination_port INTEGER, sequence_number INTEGER, "
     "acknowledgment_number INTEGER, header_length INTEGER, reserved INTEGER, cwr INTEGER, "
     "ece INTEGER, urg INTEGER, ack INTEGER, psh INTEGER, rst INTEGER, syn INTEGER, fin INTEGER, "
     "window INTEGER, checksum INTEGER, urgent_pointer INTEGER, options BLOB, "
     "payload_bytes INTEGER, stream_begin INTEGER, retransmission INTEGER, transmission INTEGER",
     "id",
     false,
     HttpTraceKey::Ascending},
    {"packet",
     "id INTEGER PRIMARY KEY, time_ns INTEGER, node INTEGER, interface INTEGER, event TEXT, "
     "version INTEGER, header_length INTEGER, type_of_service INTEGER, total_length INTEGER, "
     "identification INTEGER, flags INTEGER, fragment_offset INTEGER, time_to_live INTEGER, "
     "protocol INTEGER, header_checksum INTEGER, source TEXT, destination TEXT, "
     "flow_label INTEGER, header_bytes BLOB, segment INTEGER, drop_reason TEXT",
     "id",
     false,
     HttpTraceKey::Ascending},
}};

/// A segment carries a message if it belongs to its connection and direction and its range of the
/// stream meets one of the message's. The direction shows in the source port; where both ports are
/// equal, in the node that has the source's address. A segment's payload is less than 65536 bytes.
constexpr const char* VIEWS = R"sql(
CREATE VIEW message_segment(message, segment) AS
SELECT m.id, s.id
FROM message AS m
JOIN connection AS c ON c.id = m.connection
JOIN segment AS s ON s.connection = m.connection
    AND s.stream_begin > m.stream_begin - 65536
    AND s.stream_begin < m.stream_end
WHERE s.direction = 'tx'
    AND s.payload_bytes > 0
    AND s.stream_begin + s.payload_bytes > m.stream_begin
    AND (m.kind = 'request') = CASE
        WHEN c.source_port <> c.destination_port THEN s.source_port = c.source_port
        ELSE EXISTS (SELECT 1 FROM host WHERE host.node = s.node
                     AND host.address = c.source_address)
        END
    AND EXISTS (SELECT 1 FROM message_range AS r
                WHERE r.message = m.id AND r.stream_begin < s.stream_begin + s.payload_bytes
                AND r.stream_end > s.stream_begin);
CREATE VIEW message_packet(message, packet) AS
SELECT ms.message, p.id
FROM message_segment AS ms
JOIN packet AS p ON p.segment = ms.segment;
)sql";

} // namespace

const HttpTraceTableSchema&
GetHttpTraceTableSchema(HttpTraceTable table)
{
    return TABLES[static_cast<std::size_t>(table)];
}

std::string
GetHttpTraceTableSql(HttpTraceTable table, bool hasKey)
{
    const HttpTraceTableSchema& schema = GetHttpTraceTableSchema(table);
    std::string columns = schema.columns;
    const std::string key = " PRIMARY KEY";
    if (const std::size_t place = columns.find(key); !hasKey && place != std::string::npos)
    {
        columns.erase(place, key.size());
    }
    return std::string("CREATE TABLE ") + schema.name + "(" + columns + ")";
}

std::string
GetHttpTraceSchemaSql()
{
    std::string sql;
    for (std::size_t i = 0; i < HTTP_TRACE_TABLES; i++)
    {
        sql += GetHttpTraceTableSql(static_cast<HttpTraceTable>(i), true) + ";\n";
    }
    return sql + VIEWS;
}

const char*
GetHttpTraceIndexSql()
{
    return R"sql(
CREATE INDEX IF NOT EXISTS segment_of_connection ON segment(connection, stream_begin);
CREATE INDEX IF NOT EXISTS segment_of_transmission ON segment(transmission);
CREATE INDEX IF NOT EXISTS packet_of_segment ON packet(segment);
CREATE INDEX IF NOT EXISTS message_of_connection ON message(connection, stream_begin);
CREATE INDEX IF NOT EXISTS range_of_message ON message_range(message, stream_begin);
CREATE INDEX IF NOT EXISTS message_of_transaction ON message(http_transaction);
CREATE INDEX IF NOT EXISTS transaction_of_connection ON http_transaction(connection);
CREATE INDEX IF NOT EXISTS state_of_connection ON connection_state(connection);
CREATE INDEX IF NOT EXISTS tcp_state_of_connection ON tcp_state(connection);
CREATE INDEX IF NOT EXISTS call_of_socket ON socket_call(node, socket);
CREATE INDEX IF NOT EXISTS socket_of_connection ON socket_call(local, remote)
    WHERE call IN ('connected', 'accept', 'failed');
)sql";
}

} // namespace ns3
