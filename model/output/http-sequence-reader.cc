/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-sequence-reader.h"

#include "http-sequence-layers.h"
#include "http-trace-error.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

namespace ns3
{

namespace
{

/// The part of a connection that a sequence shows.
struct Window
{
    int64_t begin = 0;                                 //!< first instant, ns
    int64_t end = std::numeric_limits<int64_t>::max(); //!< last instant, ns
    bool hasOpening = true;                            //!< the sockets' making belongs to it
};

/**
 * What happens at one instant, causes before effects: first what an arriving segment brings about,
 * then what the application does with it, then the end of the connection.
 */
enum Rank : int
{
    OPENING,       //!< create, bind, listen, connect
    STATE,         //!< states that a segment or connect leads to
    CONTROL,       //!< SYN and pure acknowledgments
    CALLBACK,      //!< connected, accept and the like
    RECEIVE,       //!< bytes are read
    OPENED,        //!< records and frames are whole
    RECEIVED,      //!< a message is complete
    MESSAGE,       //!< a message begins
    SEALED,        //!< frames and records go out
    SEND,          //!< bytes are written
    DATA,          //!< segments with payload
    CLOSE,         //!< close, shutdown
    CLOSING_STATE, //!< states that they lead to
    FIN,           //!< FIN and RST
    CLOSED,        //!< it is over
};

/// Ranks of calls and states that are not STATE or CALLBACK.
const std::map<std::string, Rank> RANKS = {
    {"create", OPENING},
    {"bind", OPENING},
    {"listen", OPENING},
    {"connect", OPENING},
    {"receive", RECEIVE},
    {"send", SEND},
    {"shutdown-send", CLOSE},
    {"shutdown-receive", CLOSE},
    {"close", CLOSE},
    {"FIN-WAIT-1", CLOSING_STATE},
    {"LAST-ACK", CLOSING_STATE},
    {"CLOSED", CLOSED},
};

/**
 * The rank of a call or state.
 * @param name its name
 * @param other the rank of those that have none of their own
 * @return the rank
 */
Rank
RankOf(const std::string& name, Rank other)
{
    const auto rank = RANKS.find(name);
    return rank == RANKS.end() ? other : rank->second;
}

/// Reads the steps of one connection.
class SequenceBuilder
{
  public:
    SequenceBuilder(HttpTraceReader& reader, int64_t connection, Window window)
        : m_reader(reader),
          m_window(window)
    {
        const auto found = reader.FindConnection(connection);
        if (!found)
        {
            throw HttpTraceError("there is no connection " + std::to_string(connection));
        }
        m_connection = *found;
    }

    /// @brief The sequence. @param maxSteps leave out what is beyond @return the sequence
    HttpSequence Build(uint64_t maxSteps);

  private:
    /// @brief Whether an instant is shown. @param time the instant @return true if so
    bool IsShown(int64_t time) const
    {
        return time >= m_window.begin && time <= m_window.end;
    }

    void AddListening();
    void AddCalls();
    void AddStates();
    void AddMessages();
    void AddLayers();
    void AddSegments();
    /// @brief Adds a step of an end. @param time when @param rank its place among the steps of that
    /// instant @param isSource where @param text what
    void AddStep(int64_t time, Rank rank, bool isSource, const std::string& text);
    /// @brief Adds the calls of a socket. @param node its node @param socket its number
    /// @param isSource which end @param isListening not the connection's own
    void AddSocket(int64_t node, int64_t socket, bool isSource, bool isListening);
    /// @brief The first sequence number of a direction. @param isSource which
    /// @return it, or -1 if not known
    int64_t FindInitialSequenceNumber(bool isSource);
    /// @brief The messages that a range of a stream belongs to. @param isSource which stream
    /// @param begin offset @param length bytes @return text
    std::string Describe(bool isSource, int64_t begin, int64_t length) const;
    /// @brief A segment's flags and numbers. @param row the row @return text
    std::string DescribeSegment(const HttpSqlQuery& row, bool isSource) const;

    HttpTraceReader& m_reader;                        //!< the database
    Window m_window;                                  //!< what is shown
    HttpTraceReader::Connection m_connection;         //!< the connection
    std::vector<HttpTraceReader::Message> m_messages; //!< its messages
    int64_t m_sourceIsn = -1;                         //!< first number of the source
    int64_t m_destinationIsn = -1;                    //!< first number of the destination
    HttpSequence m_sequence;                          //!< what is built
};

void
SequenceBuilder::AddStep(int64_t time, Rank rank, bool isSource, const std::string& text)
{
    HttpSequenceStep step;
    step.time = time;
    step.isSource = isSource;
    step.text = text;
    step.rank = rank;
    step.isMessage = rank == MESSAGE || rank == RECEIVED;
    m_sequence.steps.push_back(std::move(step));
}

/// @brief A call as text. @param row a row of socket_call: call, local, remote, result, detail
/// @return the text
std::string
DescribeCall(const HttpSqlQuery& row)
{
    const std::string call = row.Text(1);
    const std::string detail = row.Text(5);
    std::string text = call;
    if (call == "bind" || call == "listen")
    {
        text += " " + row.Text(2);
    }
    else if (call == "connect" || call == "accept" || call == "connected")
    {
        text += " " + row.Text(3);
    }
    else if ((call == "send" || call == "receive") && row.Integer(4) >= 0)
    {
        text += " " + std::to_string(row.Integer(4)) + " bytes";
    }
    if (!detail.empty())
    {
        text += " " + detail;
    }
    return row.Integer(4) < 0 && detail.empty() ? text + " fails" : text;
}

void
SequenceBuilder::AddSocket(int64_t node, int64_t socket, bool isSource, bool isListening)
{
    HttpSqlQuery calls = m_reader.Query("SELECT time_ns, call, local, remote, result, detail FROM "
                                        "socket_call WHERE node = ? AND socket = ? ORDER BY id");
    calls.Bind(node).Bind(socket);
    while (calls.Next())
    {
        const int64_t time = calls.Integer(0);
        const std::string call = calls.Text(1);
        if (isListening ? call == "create" || call == "bind" || call == "listen" : IsShown(time))
        {
            AddStep(time, RankOf(call, CALLBACK), isSource, DescribeCall(calls));
        }
    }
}

void
SequenceBuilder::AddListening()
{
    HttpSqlQuery sockets =
        m_reader.Query("SELECT DISTINCT node, socket FROM socket_call WHERE call = 'listen' AND "
                       "node = ? AND local LIKE ? ORDER BY node, socket");
    sockets.Bind(m_connection.destination.node);
    sockets.Bind("%:" + std::to_string(m_connection.destination.port));
    while (sockets.Next())
    {
        AddSocket(sockets.Integer(0), sockets.Integer(1), false, true);
    }
}

void
SequenceBuilder::AddCalls()
{
    for (const bool isSource : {true, false})
    {
        const auto& local = isSource ? m_connection.source : m_connection.destination;
        const auto& remote = isSource ? m_connection.destination : m_connection.source;
        HttpSqlQuery sockets = m_reader.Query(
            "SELECT DISTINCT node, socket FROM socket_call WHERE local = ? AND remote = ? AND call "
            "IN ('connected', 'accept', 'failed') AND time_ns BETWEEN ? AND ? "
            "ORDER BY node, socket");
        sockets.Bind(local.endpoint).Bind(remote.endpoint);
        sockets.Bind(std::max<int64_t>(0, m_connection.opened));
        sockets.Bind(m_connection.closed < 0 ? std::numeric_limits<int64_t>::max()
                                             : m_connection.closed);
        while (sockets.Next())
        {
            AddSocket(sockets.Integer(0), sockets.Integer(1), isSource, false);
        }
    }
}

void
SequenceBuilder::AddStates()
{
    HttpSqlQuery states = m_reader.Query("SELECT time_ns, node, new_state FROM connection_state "
                                         "WHERE connection = ? ORDER BY id");
    states.Bind(m_connection.id);
    while (states.Next())
    {
        // A host that talks to itself has both ends on one node, so that they cannot be told apart.
        const bool isKnown = m_connection.source.node != m_connection.destination.node;
        if (isKnown && IsShown(states.Integer(0)))
        {
            AddStep(states.Integer(0),
                    RankOf(states.Text(2), STATE),
                    states.Integer(1) == m_connection.source.node,
                    "[" + states.Text(2) + "]");
        }
    }
}

void
SequenceBuilder::AddMessages()
{
    for (const auto& message : m_messages)
    {
        const std::string name =
            (message.isRequest ? "request " : "response ") + std::to_string(message.id);
        if (message.firstSent >= 0 && IsShown(message.firstSent))
        {
            AddStep(message.firstSent,
                    MESSAGE,
                    message.isRequest,
                    name + ": " + message.GetStartLine());
        }
        if (message.lastReceived >= 0 && IsShown(message.lastReceived))
        {
            AddStep(message.lastReceived,
                    RECEIVED,
                    !message.isRequest,
                    name + " is " + message.outcome);
        }
    }
}

void
SequenceBuilder::AddLayers()
{
    for (const HttpLayerStep& step : ReadHttpLayerSteps(m_reader, m_connection.id))
    {
        // As with states, the ends of a host that talks to itself cannot be told apart.
        const bool isKnown = m_connection.source.node != m_connection.destination.node;
        if (isKnown && IsShown(step.time))
        {
            AddStep(step.time,
                    step.sent ? SEALED : OPENED,
                    step.node == m_connection.source.node,
                    step.text);
        }
    }
}

int64_t
SequenceBuilder::FindInitialSequenceNumber(bool isSource)
{
    HttpSqlQuery query = m_reader.Query(
        "SELECT sequence_number, syn, stream_begin FROM segment WHERE connection = ? AND "
        "source_port = ? AND (syn = 1 OR stream_begin IS NOT NULL) LIMIT 1");
    query.Bind(m_connection.id);
    query.Bind(isSource ? m_connection.source.port : m_connection.destination.port);
    if (!query.Next())
    {
        return -1;
    }
    const int64_t offset = query.Integer(1) ? 0 : query.Integer(2) + 1;
    return static_cast<uint32_t>(query.Integer(0) - offset);
}

std::string
SequenceBuilder::Describe(bool isSource, int64_t begin, int64_t length) const
{
    std::string text;
    for (const auto& message : m_messages)
    {
        if (message.isRequest != isSource || begin >= message.streamEnd ||
            begin + length <= message.streamBegin || length == 0)
        {
            continue;
        }
        const int64_t first = std::max(begin, message.streamBegin) - message.streamBegin;
        const int64_t last = std::min(begin + length, message.streamEnd) - message.streamBegin;
        text += text.empty() ? "" : ", ";
        text += (message.isRequest ? "request " : "response ") + std::to_string(message.id);
        if (first > 0 || last < message.streamEnd - message.streamBegin)
        {
            text += ": " + std::to_string(first) + "-" + std::to_string(last - 1);
        }
    }
    return text;
}

std::string
SequenceBuilder::DescribeSegment(const HttpSqlQuery& row, bool isSource) const
{
    static constexpr const char* FLAGS[] = {"SYN", "FIN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"};
    std::string text;
    for (int i = 0; i < 8; i++)
    {
        if (row.Integer(9 + i) != 0)
        {
            text += (text.empty() ? "" : " ") + std::string(FLAGS[i]);
        }
    }
    const int64_t isn = isSource ? m_sourceIsn : m_destinationIsn;
    const int64_t peerIsn = isSource ? m_destinationIsn : m_sourceIsn;
    text += " seq " +
            std::to_string(isn < 0 ? row.Integer(4) : static_cast<uint32_t>(row.Integer(4) - isn));
    if (row.Integer(13) != 0)
    {
        text +=
            " ack " + std::to_string(peerIsn < 0 ? row.Integer(5)
                                                 : static_cast<uint32_t>(row.Integer(5) - peerIsn));
    }
    if (row.Integer(6) > 0)
    {
        text += " len " + std::to_string(row.Integer(6));
    }
    return text + " win " + std::to_string(row.Integer(7));
}

void
SequenceBuilder::AddSegments()
{
    m_sourceIsn = FindInitialSequenceNumber(true);
    m_destinationIsn = FindInitialSequenceNumber(false);
    // Segments that were sent, with the time of their arrival; then those whose sender was not
    // observed.
    HttpSqlQuery sent = m_reader.Query(
        "SELECT s.id, s.time_ns, s.node, s.source_port, s.sequence_number, "
        "s.acknowledgment_number, s.payload_bytes, s.window, s.stream_begin, s.syn, s.fin, s.rst, "
        "s.psh, s.ack, s.urg, s.ece, s.cwr, s.retransmission, s.direction, "
        "(SELECT min(r.time_ns) FROM segment AS r WHERE r.transmission = s.transmission AND "
        "r.direction = 'rx'), s.transmission "
        "FROM segment AS s WHERE s.connection = ? ORDER BY s.id");
    HttpSqlQuery drops = m_reader.Query(
        "SELECT node, drop_reason FROM packet WHERE segment = ? AND event = 'drop' LIMIT 1");
    int64_t lastTime = -1;
    int lastRank = 0;
    sent.Bind(m_connection.id);
    while (sent.Next())
    {
        const bool isReceived = sent.Text(18) == "rx";
        if (!IsShown(sent.Integer(1)) || (isReceived && !sent.IsNull(20)))
        {
            continue;
        }
        HttpSequenceStep step;
        step.time = sent.Integer(1);
        step.isSegment = true;
        step.isSource = m_connection.source.port == m_connection.destination.port
                            ? (sent.Integer(2) == m_connection.source.node) != isReceived
                            : sent.Integer(3) == m_connection.source.port;
        step.text = DescribeSegment(sent, step.isSource);
        step.carries = Describe(step.isSource, sent.Integer(8), sent.Integer(6));
        step.received = isReceived ? sent.Integer(1) : sent.Integer(19, -1);
        step.isRetransmission = sent.Integer(17) != 0;
        if (step.received < 0)
        {
            step.loss = "not received";
            if (drops.Reset().Bind(sent.Integer(0)).Next())
            {
                step.loss =
                    "lost at " + m_reader.GetNodeName(drops.Integer(0)) + ": " + drops.Text(1);
            }
        }
        // Segments of one instant stay in the order in which they were sent.
        const bool isEnd = sent.Integer(10) != 0 || sent.Integer(11) != 0;
        step.rank = isEnd ? FIN : sent.Integer(6) > 0 ? DATA : CONTROL;
        step.rank = step.time == lastTime ? std::max(step.rank, lastRank) : step.rank;
        lastTime = step.time;
        lastRank = step.rank;
        m_sequence.steps.push_back(std::move(step));
    }
}

HttpSequence
SequenceBuilder::Build(uint64_t maxSteps)
{
    const auto& c = m_connection;
    m_messages = m_reader.GetMessages(c.id);
    m_sequence.source = m_reader.GetNodeName(c.source.node) + "  " + c.source.endpoint;
    m_sequence.destination =
        m_reader.GetNodeName(c.destination.node) + "  " + c.destination.endpoint;
    std::string line = "connection " + std::to_string(c.id) + ": " + c.source.endpoint + " to " +
                       c.destination.endpoint;
    if (c.incarnation > 1)
    {
        line += ", number " + std::to_string(c.incarnation) + " of these four values";
    }
    m_sequence.title.push_back(line);
    if (const std::string warning = m_reader.GetWarning(); !warning.empty())
    {
        m_sequence.title.push_back("warning: " + warning);
    }
    if (m_window.hasOpening)
    {
        AddListening();
    }
    AddMessages();
    AddLayers();
    AddCalls();
    AddStates();
    AddSegments();
    std::stable_sort(m_sequence.steps.begin(),
                     m_sequence.steps.end(),
                     [](const auto& a, const auto& b) {
                         return std::tie(a.time, a.rank) < std::tie(b.time, b.rank);
                     });
    m_sequence.Shorten(maxSteps);
    return std::move(m_sequence);
}

} // namespace

HttpSequence
ReadHttpConnectionSequence(HttpTraceReader& reader, int64_t connection, uint64_t maxSteps)
{
    return SequenceBuilder(reader, connection, Window()).Build(maxSteps);
}

HttpSequence
ReadHttpTransactionSequence(HttpTraceReader& reader, int64_t transaction, uint64_t maxSteps)
{
    const auto found = reader.FindTransaction(transaction);
    if (!found)
    {
        throw HttpTraceError("there is no transaction " + std::to_string(transaction));
    }
    if (found->connection == 0)
    {
        throw HttpTraceError("transaction " + std::to_string(transaction) +
                             " had no connection; its outcome is " + found->outcome);
    }
    Window window;
    window.hasOpening = !found->isReused;
    if (found->isReused)
    {
        window.begin = std::max<int64_t>(0, found->requestStart);
    }
    for (const auto& other : reader.GetTransactions(found->connection))
    {
        if (other.requestStart > found->requestStart && found->finished >= 0)
        {
            window.end = found->finished;
        }
    }
    HttpSequence sequence = SequenceBuilder(reader, found->connection, window).Build(maxSteps);
    std::string line =
        "transaction " + std::to_string(found->id) + ": " + found->method + " " + found->url;
    line += found->status ? ", status " + std::to_string(found->status) : "";
    sequence.title.insert(sequence.title.begin(), line + ", " + found->outcome);
    std::string times = "queued " + FormatHttpMilliseconds(found->queued) + " ms, address known " +
                        FormatHttpMilliseconds(found->resolved) + " ms, first byte " +
                        FormatHttpMilliseconds(found->firstByte) + " ms, finished " +
                        FormatHttpMilliseconds(found->finished) + " ms";
    sequence.title.push_back(times);
    return sequence;
}

} // namespace ns3
