/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRACE_ROWS_H
#define HTTP_TRACE_ROWS_H

#include "http-trace-connections.h"
#include "http-trace-schema.h"

#include "ns3/http-connection-state-record.h"
#include "ns3/http-frame-record.h"
#include "ns3/http-packet-record.h"
#include "ns3/http-page-record.h"
#include "ns3/http-queue-record.h"
#include "ns3/http-segment-record.h"
#include "ns3/http-socket-call-record.h"
#include "ns3/http-tcp-state-record.h"
#include "ns3/http-tls-record.h"
#include "ns3/http-transaction-record.h"

#include <string_view>

/**
 * @file
 * The tables of a trace database: of each its name and meaning, and of each column its name, the
 * value that a row has and what that means. There is no other place where a column is named: what
 * the descriptions are told to makes of them a row (HttpTraceBatch::Row) or the schema, from which
 * statements, CSV files and the manual's tables come.
 *
 * Of @c to is asked: Table(), once and first, then one call for each column, in their order: Id()
 * (the row's number where rows are numbered as they come), Id(value), Integer() (HTTP_TRACE_NULL:
 * null; a Time in nanoseconds, negative: null; OrNull() for a number of which 0 says that there is
 * none), Bits() (a number of an unsigned type of up to 32 bits, or a bool), BitsOrNull(), Choice()
 * (one of a few texts, by its number; these three are stored together, and views show them),
 * Text(), Label() (empty: null), Word() (a text that lives as long as the program), Blob() (empty:
 * null).
 */

namespace ns3
{

/// @brief A number of which 0 says that there is none. @param number it @return it, or null
constexpr int64_t
OrNull(uint64_t number)
{
    return number == 0 ? HTTP_TRACE_NULL : static_cast<int64_t>(number);
}

/// @brief A row of the table run. @param to what it is told to @param key, value the fact
template <typename To>
void
DescribeRun(To&& to, std::string_view key, std::string_view value)
{
    to.Table("run", HttpTraceIds::Text, "Every parameter and fact of the run");
    to.Text("key", key, "its name");
    to.Text("value", value, "its value");
}

/// @brief A row of the table host. @param to what it is told to @param node, name, interface,
/// address the address and whose it is
template <typename To>
void
DescribeHost(To&& to,
             uint32_t node,
             std::string_view name,
             uint32_t interface,
             std::string_view address)
{
    to.Table("host", HttpTraceIds::None, "Every address of every node");
    to.Integer("node", node, "id of the node");
    to.Text("name", name, "its name, or empty");
    to.Integer("interface",
               interface,
               "index of the net device on its node, as in captures' names");
    to.Text("address", address, "the address");
}

/// @brief A row of the table socket_call. @param to what it is told to @param call the call
/// @param local, remote, detail texts of its ends and of what it tells
template <typename To>
void
DescribeSocketCall(To&& to,
                   const HttpSocketCallRecord& call,
                   std::string_view local,
                   std::string_view remote,
                   std::string_view detail)
{
    to.Table("socket_call", HttpTraceIds::Counted, "Calls and callbacks of sockets");
    to.Id("number of the row");
    to.Integer("time_ns", call.time, "when");
    to.Integer("node", call.node, "id of the socket's node");
    to.Integer("socket", call.socket, "the socket's number on its node");
    to.Word("call", GetHttpSocketCallName(call.call), "name of the call or callback");
    to.Label("local", local, "local address and port as far as they are known");
    to.Label("remote", remote, "remote address and port as far as they are known");
    to.Integer("result", call.result, "bytes for send and receive; 0 or -1 for the others");
    to.Label("detail", detail, "an error, or how many bytes send was given where it took less");
}

/// @brief A row of the table connection. @param to what it is told to @param connection it
/// @param source, destination texts of its addresses
template <typename To>
void
DescribeConnection(To&& to,
                   const HttpTraceConnection& connection,
                   std::string_view source,
                   std::string_view destination)
{
    const HttpFourTuple& tuple = connection.tuple;
    to.Table("connection", HttpTraceIds::Replaced, "Connections, one row for both ends");
    to.Id("number of the connection", connection.id);
    to.Word("source_address", source, "address of the end that opened it");
    to.Integer("source_port", tuple.sourcePort, "its port");
    to.Word("destination_address", destination, "address of the other end");
    to.Integer("destination_port", tuple.destinationPort, "its port");
    to.Integer("incarnation", connection.incarnation, "counts connections of the four values");
    to.Integer("opened_ns", connection.GetOpened(), "the first end left CLOSED");
    to.Integer("established_ns", connection.GetEstablished(), "the source became ESTABLISHED");
    to.Integer("closed_ns", connection.GetClosed(), "the last end became CLOSED");
    to.Word("source_end", connection.source.how, "how the source ended");
    to.Word("destination_end", connection.destination.how, "how the destination ended");
    to.Integer("number", OrNull(connection.number), "what records of trace sources call it");
    to.Integer("destination_number",
               OrNull(connection.otherNumber),
               "what its destination's call it else");
}

/// @brief A row of the table connection_state. @param to what it is told to @param state the
/// transition @param connection number of the connection's row
template <typename To>
void
DescribeConnectionState(To&& to, const HttpConnectionStateRecord& state, uint64_t connection)
{
    to.Table("connection_state", HttpTraceIds::Counted, "State transitions of each end");
    to.Id("number of the row");
    to.Integer("time_ns", state.time, "when");
    to.Integer("connection", OrNull(connection), "the connection");
    to.Integer("node", state.node, "id of the node at this end");
    to.Word("old_state", GetHttpConnectionStateName(state.oldState), "as RFC 9293 names it");
    to.Word("new_state", GetHttpConnectionStateName(state.newState), "the state from now on");
    to.Word("source",
            state.inferred ? "inferred" : "socket",
            "whether the socket told it, or segments did: socket, inferred");
}

/// @brief A row of the table tcp_state. @param to what it is told to @param state the state
/// @param connection number of the connection's row
template <typename To>
void
DescribeTcpState(To&& to, const HttpTcpStateRecord& state, uint64_t connection)
{
    to.Table("tcp_state", HttpTraceIds::Counted, "Congestion state of each end, when it changes");
    to.Id("number of the row");
    to.Integer("time_ns", state.time, "when");
    to.Integer("connection", OrNull(connection), "the connection");
    to.Integer("node", state.node, "id of the node at this end");
    to.Integer("cwnd", state.congestionWindow, "congestion window, bytes");
    to.Integer("ssthresh", state.slowStartThreshold, "slow-start threshold, bytes");
    to.Integer("rtt_ns", state.rtt, "estimate of the round-trip time");
    to.Integer("rto_ns", state.rto, "retransmission timeout");
    to.Integer("in_flight", state.bytesInFlight, "bytes neither acknowledged nor thought lost");
    to.Word("congestion_state", state.congestionState, "open, disorder, cwr, recovery or loss");
}

/// @brief A row of the table queue. @param to what it is told to @param queue its length
template <typename To>
void
DescribeQueue(To&& to, const HttpQueueRecord& queue)
{
    to.Table("queue", HttpTraceIds::Counted, "Length of queues, when it changes");
    to.Id("number of the row");
    to.Integer("time_ns", queue.time, "when");
    to.Integer("node", queue.node, "id of the node");
    to.Integer("interface", queue.interface, "index of the net device on its node");
    to.Integer("packets", queue.packets, "packets in the queue");
    to.Integer("bytes", queue.bytes, "bytes in the queue");
    to.Word("queue", queue.queue, "which one: device, queue-disc");
}

/// @brief A row of the table page. @param to what it is told to @param page the page @param id
/// number of its row
template <typename To>
void
DescribePage(To&& to, const HttpPageRecord& page, uint64_t id)
{
    to.Table("page", HttpTraceIds::Given, "Root objects with what they embed, once all has ended");
    to.Id("number of the page", id);
    to.Integer("node", page.node, "id of the client's node");
    to.Text("url", page.url, "URL of its root");
    to.Integer("started_ns", page.started, "its root was wanted");
    to.Integer("finished_ns", page.finished, "its last object has its outcome");
    to.Integer("objects", page.objects, "objects that it has");
    to.Integer("bytes", page.bytes, "content read");
    to.Word("outcome", page.outcome, "complete, or the first failed object's outcome");
    to.Integer("application", page.application, "index of the client on its node");
    to.Integer("number", page.id, "what the client's records call it");
}

/// Where a transaction's row leads to.
struct HttpTraceTransactionPlaces
{
    uint64_t id = 0;         //!< number of the row
    uint64_t page = 0;       //!< number of its page's row
    uint64_t connection = 0; //!< number of its last connection's row
    uint64_t initiator = 0;  //!< number of the row of the transaction that revealed it
};

/// @brief A row of the table http_transaction. @param to what it is told to @param transaction it
/// @param places where it leads to
template <typename To>
void
DescribeTransaction(To&& to,
                    const HttpTransactionRecord& transaction,
                    const HttpTraceTransactionPlaces& places)
{
    to.Table("http_transaction",
             HttpTraceIds::Given,
             "Requests of clients and what came of them, one row for each");
    to.Id("number of the transaction", places.id);
    to.Integer("page", OrNull(places.page), "its page");
    to.Integer("node", transaction.node, "id of the client's node");
    to.Integer("connection", OrNull(places.connection), "the last one that it was handed to");
    to.Integer("reused", transaction.reused, "that had carried a request before: 0, 1");
    to.Integer("attempts", transaction.attempts, "times that it was handed to a connection");
    to.Text("method", transaction.method, "method");
    to.Text("url", transaction.url, "URL");
    to.Integer("status", OrNull(transaction.status), "status of the response");
    to.Integer("queued_ns", transaction.queued, "the client wants it");
    to.Integer("resolved_ns", transaction.resolved, "the server's address is known");
    to.Integer("connect_start_ns",
               transaction.connectStart,
               "its connection was asked for; null if that was reused");
    to.Integer("connect_end_ns",
               transaction.connectEnd,
               "its connection could be used; null if it was reused");
    to.Integer("request_start_ns", transaction.requestStart, "its first byte went to the socket");
    to.Integer("request_end_ns", transaction.requestEnd, "its last byte went to the socket");
    to.Integer("first_byte_ns", transaction.firstByte, "first byte of the response read");
    to.Integer("finished_ns", transaction.finished, "it has its outcome");
    to.Word("outcome", transaction.outcome, "complete, or why not");
    to.Integer("application", transaction.application, "index of the client on its node");
    to.Integer("number", transaction.id, "what the client's records call it");
    to.Integer("initiator", OrNull(places.initiator), "the transaction whose response revealed it");
    to.Integer("stream", OrNull(transaction.stream), "number of its last stream of HTTP/2");
    to.Integer("tls_start_ns", transaction.secureStart, "TLS began on its connection");
}

/// @brief A row of the table message. @param to what it is told to @param message it
/// @param connection number of its connection's row @param content kind and seed of its content
template <typename To>
void
DescribeMessage(To&& to,
                const HttpTraceMessage& message,
                uint64_t connection,
                std::string_view content)
{
    to.Table("message", HttpTraceIds::Replaced, "HTTP messages, one row for both ends");
    to.Id("number of the message", message.id);
    to.Integer("http_transaction", OrNull(message.transaction), "its transaction");
    to.Integer("connection", OrNull(connection), "its connection");
    to.Word("kind", message.isRequest ? "request" : "response", "request, response");
    to.Blob("head", message.head, "bytes of its head as its sender wrote them");
    to.Integer("head_bytes", message.headBytes, "their number on the wire");
    to.Integer("body_bytes", message.bodyBytes, "content, without chunks");
    to.Label("content", content, "pattern:SEED, zero, file or relay");
    to.Integer("stream_begin",
               message.streamBegin,
               "offset of its first byte in its direction's stream");
    to.Integer("stream_end", message.streamEnd, "offset of the byte after its last one");
    to.Integer("first_sent_ns", message.firstSent, "first byte handed to the socket");
    to.Integer("last_sent_ns", message.lastSent, "last byte handed to the socket");
    to.Integer("first_received_ns", message.firstReceived, "first byte read from the socket");
    to.Integer("last_received_ns", message.lastReceived, "last byte read from the socket");
    to.Word("outcome", message.outcome, "complete, or why the exchange has failed");
    to.Integer("stream", OrNull(message.stream), "number of its stream of HTTP/2");
}

/// @brief A row of the table message_range. @param to what it is told to @param id number of the
/// row @param message number of the message's row @param begin, end offsets in the stream
template <typename To>
void
DescribeMessageRange(To&& to, uint64_t id, uint64_t message, uint64_t begin, uint64_t end)
{
    to.Table("message_range", HttpTraceIds::Replaced, "Where messages lie in their streams");
    to.Id("number of the range", id);
    to.Integer("message", OrNull(message), "the message");
    to.Integer("stream_begin", begin, "offset of its first byte");
    to.Integer("stream_end", end, "offset of the byte after its last one");
}

/// @brief A row of the table http2_frame. @param to what it is told to @param frame it
/// @param connection number of its connection's row
template <typename To>
void
DescribeFrame(To&& to, const HttpFrameRecord& frame, uint64_t connection)
{
    to.Table("http2_frame",
             HttpTraceIds::Counted,
             "Frames of HTTP/2, as each end sends and receives them");
    to.Id("number of the row");
    to.Integer("time_ns", frame.time, "its last byte was handed to the socket, or it was whole");
    to.Integer("connection", OrNull(connection), "the connection");
    to.Integer("node", frame.node, "id of the node that tells");
    to.Integer("stream", frame.stream, "number of its stream; 0: the connection");
    to.Word("type", frame.type, "as RFC 9113 names it");
    to.Integer("flags", frame.flags, "its flags");
    to.Integer("length", frame.length, "bytes of its payload");
    to.Integer("stream_begin",
               frame.streamBegin,
               "offset of its first byte in its direction's stream of TCP");
    to.Integer("stream_end", frame.streamEnd, "offset of the byte after its last one");
    to.Word("direction", frame.sent ? "tx" : "rx", "node sent it: tx; received it: rx");
}

/// @brief A row of the table tls_record. @param to what it is told to @param record it
/// @param connection number of its connection's row
template <typename To>
void
DescribeTlsRecord(To&& to, const HttpTlsRecord& record, uint64_t connection)
{
    to.Table("tls_record",
             HttpTraceIds::Counted,
             "Records of TLS, as each end writes and reads them");
    to.Id("number of the row");
    to.Integer("time_ns", record.time, "it was handed to the socket, or was whole");
    to.Integer("connection", OrNull(connection), "the connection");
    to.Integer("node", record.node, "id of the node that tells");
    to.Word("direction", record.sent ? "tx" : "rx", "node wrote it: tx; read it: rx");
    to.Word("content_type", record.contentType, "what it carries, such as handshake");
    to.Word("message", record.message, "message of the handshake that begins in it");
    to.Integer("stream_begin",
               record.streamBegin,
               "offset of its first byte in its direction's stream of TCP");
    to.Integer("stream_end", record.streamEnd, "offset of the byte after its last one");
    to.Integer("plain_begin", record.plainBegin, "offset of its content in what TLS carries");
    to.Integer("plain_end", record.plainEnd, "offset of the byte after that");
}

/// @brief A row of the table segment. @param to what it is told to @param segment it
/// @param connection number of its connection's row
template <typename To>
void
DescribeSegment(To&& to, const HttpSegmentRecord& segment, uint64_t connection)
{
    const auto flag = [&segment](uint8_t bit) { return (segment.flags & bit) != 0; };
    to.Table("segment", HttpTraceIds::Counted, "TCP segments that end hosts send and receive");
    to.Id("number of the row");
    to.Integer("time_ns", segment.time, "when");
    to.Integer("node", segment.node, "id of the end host");
    to.Integer("connection", OrNull(connection), "the connection");
    to.Choice("direction", segment.sent, {"rx", "tx"}, "node sent it: tx; received it: rx");
    to.Bits("source_port", segment.tuple.sourcePort, "source port");
    to.Bits("destination_port", segment.tuple.destinationPort, "destination port");
    to.Integer("sequence_number", segment.sequenceNumber, "sequence number");
    to.Integer("acknowledgment_number", segment.acknowledgmentNumber, "whether ACK is set or not");
    to.Bits("header_length", segment.headerLength, "bytes, with options");
    to.Bits("reserved", segment.reserved, "four bits");
    to.Bits("cwr", flag(HttpTcpFlag::CWR), "congestion window reduced");
    to.Bits("ece", flag(HttpTcpFlag::ECE), "ECN-Echo");
    to.Bits("urg", flag(HttpTcpFlag::URG), "the urgent pointer is significant");
    to.Bits("ack", flag(HttpTcpFlag::ACK), "the acknowledgment number is significant");
    to.Bits("psh", flag(HttpTcpFlag::PSH), "push function");
    to.Bits("rst", flag(HttpTcpFlag::RST), "reset the connection");
    to.Bits("syn", flag(HttpTcpFlag::SYN), "synchronize sequence numbers");
    to.Bits("fin", flag(HttpTcpFlag::FIN), "no more data from the sender");
    to.Bits("window", segment.window, "as on the wire, not scaled");
    to.Bits("checksum", segment.checksum, "checksum");
    to.Bits("urgent_pointer", segment.urgentPointer, "urgent pointer");
    to.Blob("options", segment.options, "the options' bytes");
    to.Integer("payload_bytes", segment.payloadBytes, "bytes of the stream that it carries");
    to.Integer("stream_begin",
               segment.streamBegin < 0 ? HTTP_TRACE_NULL : segment.streamBegin,
               "offset in its direction's stream of the first of them");
    to.Bits("retransmission",
            static_cast<uint8_t>(segment.lossProbe ? 2 : segment.retransmission),
            "1: carries what was sent before; 2: and is a tail loss probe");
    to.Integer("transmission",
               OrNull(segment.transmission),
               "the same in the sender's and receiver's row");
}

/// @brief A row of the table packet. @param to what it is told to @param packet it
/// @param source, destination texts of its addresses @param segment number of its segment's row
template <typename To>
void
DescribePacket(To&& to,
               const HttpPacketRecord& packet,
               std::string_view source,
               std::string_view destination,
               uint64_t segment)
{
    const bool isIpv6 = packet.version == 6;
    const bool mayFragment = !isIpv6 || packet.isFragment; // else it has no fragment header
    to.Table("packet", HttpTraceIds::Counted, "IP packets at every hop");
    to.Id("number of the row");
    to.Integer("time_ns", packet.time, "when");
    to.Integer("node", packet.node, "id of the node");
    to.Integer("interface", packet.interface, "index of the net device on its node");
    to.Choice("event",
              static_cast<uint8_t>(packet.event),
              {"tx", "rx", "forward", "drop"},
              "tx, rx, forward, drop");
    to.Bits("version", packet.version, "4, 6");
    to.Bits("header_length", packet.headerLength, "bytes, without extension headers");
    to.Bits("type_of_service", packet.typeOfService, "type of service, traffic class");
    to.Bits("total_length", packet.totalLength, "bytes, with the header");
    to.BitsOrNull("identification",
                  packet.identification,
                  mayFragment,
                  "IPv6: of the fragment header, if there is one");
    to.BitsOrNull("flags", packet.flags, mayFragment, "reserved, don't fragment, more");
    to.BitsOrNull("fragment_offset", packet.fragmentOffset, mayFragment, "in units of eight bytes");
    to.Bits("time_to_live", packet.timeToLive, "time to live, hop limit");
    to.Bits("protocol", packet.protocol, "protocol, next header");
    to.BitsOrNull("header_checksum",
                  packet.headerChecksum,
                  !isIpv6,
                  "of IPv4; 0 if checksums are not enabled");
    to.Word("source", source, "source address");
    to.Word("destination", destination, "destination address");
    to.Integer("flow_label", isIpv6 ? packet.flowLabel : HTTP_TRACE_NULL, "of IPv6");
    to.Blob("header_bytes", packet.header, "IP header and TCP header as on the wire");
    to.Integer("segment", OrNull(segment), "the sender's row of the segment that it carries");
    to.Word("drop_reason", packet.dropReason, "why it ends here");
}

} // namespace ns3

#endif /* HTTP_TRACE_ROWS_H */
