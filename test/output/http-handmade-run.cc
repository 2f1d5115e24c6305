/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-handmade-run.h"

#include "ns3/ipv4-address.h"
#include "ns3/ipv6-address.h"

#include <fstream>
#include <sstream>

namespace ns3
{
namespace test
{

std::string
ReadBytes(const std::string& file)
{
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
}

std::vector<std::string>
Rows(const std::string& file, const std::string& sql)
{
    HttpSqlConnection connection(file, HttpSqlConnection::Mode::Read);
    HttpSqlQuery query(connection, sql);
    std::vector<std::string> rows;
    while (query.Next())
    {
        std::string row;
        for (int i = 0; i < query.GetColumns(); i++)
        {
            row += (i > 0 ? "|" : "") + (query.IsNull(i) ? "NULL" : query.Text(i));
        }
        rows.push_back(row);
    }
    return rows;
}

Address
Endpoint(const std::string& address, uint16_t port)
{
    if (address.find(':') != std::string::npos)
    {
        return Inet6SocketAddress(Ipv6Address(address.c_str()), port);
    }
    return InetSocketAddress(Ipv4Address(address.c_str()), port);
}

namespace
{

const Address CLIENT = Endpoint("10.1.1.1", 49153); //!< the client's end
const Address SERVER = Endpoint("10.1.2.2", 80);    //!< the server's end
constexpr uint32_t CLIENT_ISN = 1000;               //!< first sequence number of the client
constexpr uint32_t SERVER_ISN = 5000;               //!< first sequence number of the server

constexpr uint8_t SYN = HttpTcpFlag::SYN; //!< short
constexpr uint8_t ACK = HttpTcpFlag::ACK; //!< short
constexpr uint8_t PSH = HttpTcpFlag::PSH; //!< short
constexpr uint8_t FIN = HttpTcpFlag::FIN; //!< short

/// @brief Appends a number in network byte order. @param bytes where @param value the number
/// @param size its bytes
void
Append(std::string& bytes, uint32_t value, int size)
{
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8)
    {
        bytes += static_cast<char>(value >> shift & 0xff);
    }
}

} // namespace

void
HandmadeRun::Hosts()
{
    m_database.AddRun("seed", "1");
    m_database.AddRun("version", "0.1.0");
    m_database.AddHost(0, "client", 1, "10.1.1.1");
    m_database.AddHost(1, "", 1, "10.1.1.254");
    m_database.AddHost(1, "", 2, "10.1.2.254");
    m_database.AddHost(2, "server", 1, "10.1.2.2");
}

void
HandmadeRun::Calls()
{
    struct Call
    {
        int64_t time;
        uint32_t node;
        uint64_t socket;
        HttpSocketCall call;
        Address local;
        Address remote;
        int64_t result;
    };

    const Address any = Endpoint("0.0.0.0", 0);
    const Address listening = Endpoint("0.0.0.0", 80);
    const std::vector<Call> calls = {
        {0, 2, 1, HttpSocketCall::Create, any, Address(), 0},
        {0, 2, 1, HttpSocketCall::Bind, listening, Address(), 0},
        {0, 2, 1, HttpSocketCall::Listen, listening, Address(), 0},
        {1000, 0, 1, HttpSocketCall::Create, any, Address(), 0},
        {1000, 0, 1, HttpSocketCall::Connect, any, SERVER, 0},
        {41000, 0, 1, HttpSocketCall::Connected, CLIENT, SERVER, 0},
        {41000, 0, 1, HttpSocketCall::Send, CLIENT, SERVER, 60},
        {61000, 2, 2, HttpSocketCall::Accept, SERVER, CLIENT, 0},
        {61000, 2, 2, HttpSocketCall::Receive, SERVER, CLIENT, 60},
        {61000, 2, 2, HttpSocketCall::Send, SERVER, CLIENT, 3000},
        {81000, 0, 1, HttpSocketCall::Receive, CLIENT, SERVER, 1448},
        {1081000, 0, 1, HttpSocketCall::Receive, CLIENT, SERVER, 1552},
        {1081000, 0, 1, HttpSocketCall::Close, CLIENT, SERVER, 0},
        {1101000, 2, 2, HttpSocketCall::PeerClosed, SERVER, CLIENT, 0},
        {1101000, 2, 2, HttpSocketCall::Close, SERVER, CLIENT, 0},
    };
    for (const Call& call : calls)
    {
        HttpSocketCallRecord record;
        record.time = MicroSeconds(call.time);
        record.node = call.node;
        record.socket = call.socket;
        record.call = call.call;
        record.local = call.local;
        record.remote = call.remote;
        record.result = call.result;
        record.bytes = call.result;
        m_database.Add(record);
    }
}

void
HandmadeRun::States()
{
    using State = HttpConnectionState;
    const std::vector<std::tuple<int64_t, bool, State, State>> states = {
        {1000, true, State::Closed, State::SynSent},
        {21000, false, State::Listen, State::SynReceived},
        {41000, true, State::SynSent, State::Established},
        {61000, false, State::SynReceived, State::Established},
        {1081000, true, State::Established, State::FinWait1},
        {1101000, false, State::Established, State::CloseWait},
        {1101000, false, State::CloseWait, State::LastAck},
        {1121000, true, State::FinWait1, State::TimeWait},
        {1141000, false, State::LastAck, State::Closed},
    };
    for (const auto& [time, isClient, oldState, newState] : states)
    {
        HttpConnectionStateRecord record;
        record.time = MicroSeconds(time);
        record.node = isClient ? 0 : 2;
        record.local = isClient ? CLIENT : SERVER;
        record.remote = isClient ? SERVER : CLIENT;
        record.oldState = oldState;
        record.newState = newState;
        m_database.Add(record);
    }
}

void
HandmadeRun::Connections()
{
    HttpConnectionRecord record;
    record.connection = 1;
    record.tuple = HttpFourTuple::Make(CLIENT, SERVER);
    record.opened = MicroSeconds(1000);
    record.state = HttpConnectionState::SynSent;
    m_database.Add(record);
    record.established = MicroSeconds(41000);
    m_database.Add(record);

    HttpConnectionRecord server = record;
    server.node = 2;
    server.isSource = false;
    server.opened = MicroSeconds(21000);
    server.established = MicroSeconds(61000);
    m_database.Add(server);
    server.closed = MicroSeconds(1141000);
    server.end = HttpConnectionEnd::FullClose;
    m_database.Add(server);
    record.closed = MicroSeconds(1241000);
    record.end = HttpConnectionEnd::FullClose;
    m_database.Add(record);
}

void
HandmadeRun::Tell(const Piece& piece)
{
    const uint32_t node = piece.isFromClient ? 0 : 2;
    HttpSegmentRecord segment;
    segment.time = MicroSeconds(piece.sent);
    segment.node = node;
    segment.interface = 1;
    segment.tuple = piece.isFromClient ? HttpFourTuple::Make(CLIENT, SERVER)
                                       : HttpFourTuple::Make(SERVER, CLIENT);
    segment.connection = 1;
    segment.incarnation = 1;
    segment.transmission = node * 1000000000000 + ++m_sent[node];
    segment.sequenceNumber =
        static_cast<uint32_t>((piece.isFromClient ? CLIENT_ISN : SERVER_ISN) + piece.offset + 1);
    segment.acknowledgmentNumber =
        piece.flags & ACK ? (piece.isFromClient ? SERVER_ISN : CLIENT_ISN) + piece.acknowledged : 0;
    segment.headerLength = 20;
    segment.flags = piece.flags;
    segment.window = 32768;
    segment.payloadBytes = piece.bytes;
    segment.streamBegin = piece.offset;
    segment.retransmission = piece.isAgain;
    segment.retransmittedBytes = piece.isAgain ? piece.bytes : 0;
    m_database.Add(segment);

    std::string header;
    Append(header, 0x4500, 2);
    Append(header, 40 + piece.bytes, 2);
    Append(header, static_cast<uint32_t>(m_sent[node]), 2);
    Append(header, 0, 2);
    Append(header, 0x4006, 2);
    Append(header, 0, 2);
    Append(header, piece.isFromClient ? 0x0a010101 : 0x0a010202, 4);
    Append(header, piece.isFromClient ? 0x0a010202 : 0x0a010101, 4);
    Append(header, segment.tuple.sourcePort, 2);
    Append(header, segment.tuple.destinationPort, 2);
    Append(header, segment.sequenceNumber, 4);
    Append(header, segment.acknowledgmentNumber, 4);
    Append(header, 0x5000 | piece.flags, 2);
    Append(header, segment.window, 2);
    Append(header, 0, 4);

    HttpPacketRecord packet;
    packet.totalLength = 40 + piece.bytes;
    packet.identification = static_cast<uint32_t>(m_sent[node]);
    packet.timeToLive = 64;
    packet.protocol = 6;
    packet.source = segment.tuple.sourceAddress;
    packet.destination = segment.tuple.destinationAddress;
    packet.header = header;
    packet.tcpOffset = 20;
    packet.transmission = segment.transmission;
    packet.connection = 1;
    const auto tell = [this, &packet](int64_t time, uint32_t at, HttpPacketEvent event) {
        packet.time = MicroSeconds(time);
        packet.node = at;
        packet.event = event;
        m_database.Add(packet);
    };
    packet.interface = 1;
    tell(piece.sent, node, HttpPacketEvent::Tx);
    tell(piece.sent + 10000, 1, HttpPacketEvent::Rx);
    packet.interface = piece.isFromClient ? 2 : 1;
    if (piece.isLost)
    {
        packet.dropReason = "queue-full";
        tell(piece.sent + 10000, 1, HttpPacketEvent::Drop);
        return;
    }
    tell(piece.sent + 10000, 1, HttpPacketEvent::Forward);
    packet.interface = 1;
    tell(piece.sent + 20000, 2 - node, HttpPacketEvent::Rx);
    segment.time = MicroSeconds(piece.sent + 20000);
    segment.node = 2 - node;
    segment.sent = false;
    m_database.Add(segment);
}

void
HandmadeRun::Segments()
{
    const std::vector<Piece> pieces = {
        {1000, true, SYN, -1, 0, 0, false, false},
        {21000, false, SYN | ACK, -1, 0, 1, false, false},
        {41000, true, ACK, 0, 0, 1, false, false},
        {41000, true, PSH | ACK, 0, 60, 1, false, false},
        {61000, false, ACK, 0, 1448, 61, false, false},
        {61000, false, ACK, 1448, 1448, 61, true, false},
        {61000, false, PSH | ACK, 2896, 104, 61, false, false},
        {81000, true, ACK, 60, 0, 1449, false, false},
        {1061000, false, ACK, 1448, 1448, 61, false, true},
        {1081000, true, ACK, 60, 0, 3001, false, false},
        {1081000, true, FIN | ACK, 60, 0, 3001, false, false},
        {1101000, false, FIN | ACK, 3000, 0, 62, false, false},
        {1121000, true, ACK, 61, 0, 3002, false, false},
    };
    for (const Piece& piece : pieces)
    {
        Tell(piece);
    }
}

void
HandmadeRun::Messages()
{
    HttpMessageRecord message;
    message.node = 0;
    message.transaction = 1;
    message.local = CLIENT;
    message.remote = SERVER;
    const std::string request = std::string(REQUEST_HEAD).substr(0, 60);
    message.head = request;
    message.headBytes = 60;
    message.streamEnd = 60;
    message.first = message.last = MicroSeconds(41000);
    message.outcome = "complete";
    m_database.Add(message);
    message.node = 2;
    message.transaction = 0;
    message.local = SERVER;
    message.remote = CLIENT;
    message.sent = false;
    message.first = message.last = MicroSeconds(61000);
    m_database.Add(message);

    std::string head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2900\r\nX: ";
    head += std::string(96 - head.size(), 'x') + "\r\n\r\n";
    message.isRequest = false;
    message.sent = true;
    message.head = head;
    message.headBytes = 100;
    message.contentBytes = 2900;
    message.contentKind = "pattern";
    message.contentSeed = 7;
    message.streamEnd = 3000;
    m_database.Add(message);
    message.node = 0;
    message.transaction = 1;
    message.local = CLIENT;
    message.remote = SERVER;
    message.sent = false;
    message.first = MicroSeconds(81000);
    message.last = MicroSeconds(1081000);
    m_database.Add(message);

    HttpTransactionRecord transaction;
    transaction.id = 1;
    transaction.page = 1;
    transaction.local = CLIENT;
    transaction.remote = SERVER;
    transaction.attempts = 1;
    transaction.status = 200;
    transaction.method = "GET";
    transaction.url = "http://10.1.2.2/a";
    transaction.queued = transaction.resolved = MicroSeconds(1000);
    transaction.connectStart = MicroSeconds(1000);
    transaction.connectEnd = MicroSeconds(41000);
    transaction.requestStart = transaction.requestEnd = MicroSeconds(41000);
    transaction.firstByte = MicroSeconds(81000);
    transaction.finished = MicroSeconds(1081000);
    transaction.outcome = "complete";
    m_database.Add(transaction);

    HttpPageRecord page;
    page.id = 1;
    page.url = "http://10.1.2.2/a";
    page.started = MicroSeconds(1000);
    page.finished = MicroSeconds(1081000);
    page.objects = 1;
    page.bytes = 2900;
    page.outcome = "complete";
    m_database.Add(page);
}

void
HandmadeRun::Tell()
{
    Hosts();
    Connections();
    Calls();
    States();
    Segments();
    Messages();
    HttpTcpStateRecord state;
    state.time = MicroSeconds(61000);
    state.node = 2;
    state.tuple = HttpFourTuple::Make(SERVER, CLIENT);
    state.connection = 1;
    state.congestionWindow = 14480;
    state.slowStartThreshold = 0xffffffff;
    state.rtt = MicroSeconds(40000);
    state.bytesInFlight = 3000;
    state.congestionState = "open";
    m_database.Add(state);
    HttpQueueRecord queue;
    queue.time = MicroSeconds(71000);
    queue.node = 1;
    queue.interface = 1;
    queue.queue = "device";
    queue.packets = 1;
    queue.bytes = 1490;
    m_database.Add(queue);

    HttpFrameRecord frame;
    frame.time = MicroSeconds(71000);
    frame.local = InetSocketAddress("10.1.1.1", 49153);
    frame.remote = InetSocketAddress("10.1.2.2", 80);
    frame.type = "SETTINGS";
    frame.length = 6;
    frame.streamEnd = 15;
    m_database.Add(frame);
}

} // namespace test
} // namespace ns3
