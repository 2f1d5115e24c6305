/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Answers questions about a run from its trace database.

#include "ns3/http-har-writer.h"
#include "ns3/http-output-file.h"
#include "ns3/http-packet-anatomy.h"
#include "ns3/http-sequence.h"
#include "ns3/http-socket-listing.h"
#include "ns3/http-text-table.h"
#include "ns3/http-trace-csv.h"
#include "ns3/http-trace-error.h"
#include "ns3/http-trace-reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <limits>
#include <map>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

constexpr const char* USAGE =
    R"text(usage: ./ns3-http explain DATABASE QUESTION [options]

DATABASE is a trace.sqlite, or the folder that holds it. The questions:

  connections         every connection: its four values, when and how it ended
  pages               every page: when it began and finished
  transactions        every request: its times and what came of it
  message N           message N: its segments, retransmissions, and their packets hop by hop
  packet N            packet N field by field: IP header, TCP header, piece of the message
  sequence N          transaction N: socket calls and segments in the order of time
  sequence connection N   the same for the whole of connection N
  at TIME             the connections of each host at an instant, as ss -tan prints them;
                      TIME is a number with s, ms, us or ns, or without: seconds
  cwnd N              connection N: congestion window, round-trip time and the like
  har FILE            writes an HTTP archive
  csv FOLDER          writes every table as a CSV file

Options:
  --svg FILE          sequence: also draw it
  --max LINES         sequence: at most so many lines (default 500)
  --help              this text
)text";

/// Bad use of the program.
class UsageError : public std::runtime_error
{
  public:
    using std::runtime_error::runtime_error;
};

/// What was asked for.
struct Question
{
    std::vector<std::string> words;             //!< the question's words
    std::map<std::string, std::string> options; //!< options and their values
};

/// @brief A number of the command line. @param text the text @param what what it is
/// @return the number, at least 1
int64_t
ParseNumber(const std::string& text, const std::string& what)
{
    const bool isNumber = !text.empty() && text.size() < 19 &&
                          text.find_first_not_of("0123456789") == std::string::npos;
    if (!isNumber || std::stoll(text) < 1)
    {
        throw UsageError(what + " is \"" + text + "\"; accepted: a number from 1");
    }
    return std::stoll(text);
}

/// @brief A time of the command line. @param text the text @return the time, ns
int64_t
ParseTime(const std::string& text)
{
    static const std::map<std::string, double> UNITS = {{"", 1e9},
                                                        {"s", 1e9},
                                                        {"ms", 1e6},
                                                        {"us", 1e3},
                                                        {"ns", 1}};
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    const auto unit = UNITS.find(end);
    constexpr double limit = 4e18; // below what 64 bits hold
    if (end == text.c_str() || unit == UNITS.end() || !(value >= 0) || value * unit->second > limit)
    {
        throw UsageError("TIME is \"" + text + "\"; accepted: a number with s, ms, us or ns");
    }
    return std::llround(value * unit->second);
}

/// @brief The word after the question. @param question the question @param what what it is
/// @return the word
std::string
GetArgument(const Question& question, const std::string& what)
{
    if (question.words.size() != 2)
    {
        throw UsageError(question.words.front() + " takes " + what);
    }
    return question.words[1];
}

/// @brief A number in a table, empty for null. @param row the row @param column which
/// @return the text
std::string
Cell(const HttpSqlQuery& row, int column)
{
    return row.IsNull(column) ? "" : row.Text(column);
}

/// @brief A time in a table, ms. @param row the row @param column which @return the text
std::string
TimeCell(const HttpSqlQuery& row, int column)
{
    return FormatHttpMilliseconds(row.Integer(column, -1));
}

/// @brief Prints a table, or that it is empty. @param table the table @param what its rows
void
Print(const HttpTextTable& table, const std::string& what)
{
    if (table.IsEmpty())
    {
        std::cout << "there are no " << what << " in this database\n";
        return;
    }
    table.Write(std::cout);
}

void
ExplainConnections(HttpTraceReader& reader, const Question& /* question */)
{
    HttpTextTable table({"connection",
                         "source",
                         "destination",
                         "incarnation",
                         "opened ms",
                         "established ms",
                         "closed ms",
                         "source end",
                         "destination end",
                         "requests"});
    HttpSqlQuery requests =
        reader.Query("SELECT count(*) FROM message WHERE connection = ? AND kind = 'request'");
    for (const int64_t id : reader.GetConnections())
    {
        const auto c = *reader.FindConnection(id);
        requests.Reset().Bind(id).Next();
        table.Add({std::to_string(id),
                   c.source.endpoint,
                   c.destination.endpoint,
                   std::to_string(c.incarnation),
                   FormatHttpMilliseconds(c.opened),
                   FormatHttpMilliseconds(c.established),
                   FormatHttpMilliseconds(c.closed),
                   c.source.how.empty() ? "open" : c.source.how,
                   c.destination.how.empty() ? "open" : c.destination.how,
                   requests.Text(0)});
    }
    Print(table, "connections");
}

void
ExplainPages(HttpTraceReader& reader, const Question& /* question */)
{
    HttpTextTable table(
        {"page", "client", "url", "started ms", "took ms", "objects", "bytes", "outcome"});
    HttpSqlQuery rows = reader.Query("SELECT id, node, url, started_ns, finished_ns - started_ns, "
                                     "objects, bytes, outcome FROM page ORDER BY id");
    while (rows.Next())
    {
        table.Add({Cell(rows, 0),
                   reader.GetNodeName(rows.Integer(1)),
                   Cell(rows, 2),
                   TimeCell(rows, 3),
                   TimeCell(rows, 4),
                   Cell(rows, 5),
                   Cell(rows, 6),
                   Cell(rows, 7)});
    }
    Print(table, "pages");
}

void
ExplainTransactions(HttpTraceReader& reader, const Question& /* question */)
{
    HttpTextTable table({"transaction",
                         "page",
                         "client",
                         "connection",
                         "",
                         "attempts",
                         "method",
                         "url",
                         "status",
                         "queued ms",
                         "request ms",
                         "first byte ms",
                         "finished ms",
                         "outcome"});
    HttpSqlQuery rows = reader.Query(
        "SELECT id, page, node, connection, CASE WHEN connection IS NULL THEN '' WHEN reused THEN "
        "'reused' ELSE 'new' END, attempts, method, url, status, queued_ns, request_start_ns, "
        "first_byte_ns, finished_ns, outcome FROM http_transaction ORDER BY id");
    while (rows.Next())
    {
        HttpTextTable::Row row;
        for (int i = 0; i < rows.GetColumns(); i++)
        {
            row.push_back(i == 2              ? reader.GetNodeName(rows.Integer(i))
                          : i >= 9 && i <= 12 ? TimeCell(rows, i)
                                              : Cell(rows, i));
        }
        table.Add(std::move(row));
    }
    Print(table, "transactions");
}

/// @brief Prints where a packet of a segment went. @param reader the database @param segment number
/// of the segment @return number of packets
int64_t
PrintPackets(HttpTraceReader& reader, int64_t segment)
{
    HttpSqlQuery rows = reader.Query(
        "SELECT id, event, node, interface, time_ns, total_length, fragment_offset, flags, "
        "time_to_live, drop_reason FROM packet WHERE segment = ? ORDER BY id");
    rows.Bind(segment);
    int64_t packets = 0;
    while (rows.Next())
    {
        packets++;
        std::cout << "    packet " << rows.Text(0) << "  " << TimeCell(rows, 4) << " ms  "
                  << rows.Text(1) << " at " << reader.GetNodeName(rows.Integer(2)) << " interface "
                  << rows.Text(3) << "  " << rows.Text(5) << " bytes  ttl " << rows.Text(8);
        if (rows.Integer(6) > 0 || (rows.Integer(7) & 1) != 0)
        {
            std::cout << "  fragment at " << rows.Integer(6) * 8;
        }
        std::cout << (rows.IsNull(9) ? "" : "  " + rows.Text(9)) << "\n";
    }
    return packets;
}

/// @brief Prints the rows of a message itself. @param reader the database @param message it
void
PrintMessage(HttpTraceReader& reader, const HttpTraceReader::Message& message)
{
    std::cout << "message " << message.id << ": " << (message.isRequest ? "request" : "response")
              << ", " << message.GetStartLine() << ", " << message.outcome << "\n";
    if (message.transaction > 0)
    {
        std::cout << "of transaction " << message.transaction << ", ";
    }
    std::cout << "on connection " << message.connection;
    if (const auto connection = reader.FindConnection(message.connection))
    {
        const auto& from = message.isRequest ? connection->source : connection->destination;
        const auto& to = message.isRequest ? connection->destination : connection->source;
        std::cout << " from " << from.endpoint << " to " << to.endpoint;
    }
    std::cout << "\nbytes " << message.streamBegin << " to " << message.streamEnd - 1
              << " of its stream: head " << message.headBytes << " bytes, body "
              << message.bodyBytes << " bytes";
    std::cout << (message.content.empty() ? "" : " (" + message.content + ")")
              << "\nhanded to the socket " << FormatHttpMilliseconds(message.firstSent) << " to "
              << FormatHttpMilliseconds(message.lastSent) << " ms, read from the socket "
              << FormatHttpMilliseconds(message.firstReceived) << " to "
              << FormatHttpMilliseconds(message.lastReceived) << " ms\n\n";
}

void
ExplainMessage(HttpTraceReader& reader, const Question& question)
{
    const int64_t id = ParseNumber(GetArgument(question, "the number of a message"), "message");
    const auto message = reader.FindMessage(id);
    if (!message)
    {
        throw HttpTraceError("there is no message " + std::to_string(id));
    }
    PrintMessage(reader, *message);
    HttpSqlQuery segments = reader.Query(
        "SELECT s.id, s.time_ns, s.sequence_number, s.stream_begin, s.payload_bytes, "
        "s.retransmission, (SELECT min(r.time_ns) FROM segment AS r WHERE r.transmission = "
        "s.transmission AND r.direction = 'rx') FROM message_segment AS ms JOIN segment AS s ON "
        "s.id = ms.segment WHERE ms.message = ? ORDER BY s.id");
    segments.Bind(id);
    int64_t count = 0;
    int64_t again = 0;
    int64_t packets = 0;
    while (segments.Next())
    {
        count++;
        again += segments.Integer(5);
        const int64_t begin = std::max(segments.Integer(3), message->streamBegin);
        const int64_t end = std::min(segments.Integer(3) + segments.Integer(4), message->streamEnd);
        std::cout << "segment " << segments.Text(0) << "  sequence number " << segments.Text(2)
                  << ", " << segments.Text(4) << " bytes: message bytes "
                  << begin - message->streamBegin << " to " << end - message->streamBegin - 1
                  << (segments.Integer(5) ? ", retransmission" : "") << "; sent "
                  << TimeCell(segments, 1) << " ms, "
                  << (segments.IsNull(6) ? "not received"
                                         : "received " + TimeCell(segments, 6) + " ms")
                  << "\n";
        packets += PrintPackets(reader, segments.Integer(0));
    }
    if (count == 0)
    {
        std::cout << "no segment of it was traced; segments are traced at level full\n";
        return;
    }
    std::cout << "\n"
              << count << " segments, " << again << " of them retransmissions; " << packets
              << " packet events\n";
}

void
ExplainPacket(HttpTraceReader& reader, const Question& question)
{
    const std::string number = GetArgument(question, "the number of a packet");
    WriteHttpPacketAnatomy(reader, ParseNumber(number, "packet"), std::cout);
}

void
ExplainSequence(HttpTraceReader& reader, const Question& question)
{
    const bool isConnection = question.words.size() == 3 && question.words[1] == "connection";
    const std::string number =
        isConnection ? question.words[2] : GetArgument(question, "the number of a transaction");
    const int64_t id = ParseNumber(number, isConnection ? "connection" : "transaction");
    const auto max = question.options.find("--max");
    const uint64_t maxSteps =
        max == question.options.end() ? 500 : ParseNumber(max->second, "--max");
    const HttpSequence sequence = isConnection ? ReadHttpConnectionSequence(reader, id, maxSteps)
                                               : ReadHttpTransactionSequence(reader, id, maxSteps);
    WriteHttpSequenceText(sequence, std::cout);
    const auto svg = question.options.find("--svg");
    if (svg != question.options.end())
    {
        HttpOutputFile file(svg->second);
        WriteHttpSequenceSvg(sequence, file.GetStream());
        file.Close();
    }
}

void
ExplainAt(HttpTraceReader& reader, const Question& question)
{
    WriteHttpSocketListing(reader, ParseTime(GetArgument(question, "a time")), std::cout);
}

void
ExplainCwnd(HttpTraceReader& reader, const Question& question)
{
    constexpr int64_t BAR = 40;
    const int64_t id =
        ParseNumber(GetArgument(question, "the number of a connection"), "connection");
    const auto connection = reader.FindConnection(id);
    if (!connection)
    {
        throw HttpTraceError("there is no connection " + std::to_string(id));
    }
    std::cout << "connection " << id << ": " << connection->source.endpoint << " to "
              << connection->destination.endpoint << "\n";
    HttpSqlQuery most = reader.Query("SELECT max(cwnd) FROM tcp_state WHERE connection = ?");
    most.Bind(id).Next();
    const int64_t scale = std::max<int64_t>(1, most.Integer(0));
    HttpSqlQuery rows =
        reader.Query("SELECT node, time_ns, cwnd, ssthresh, rtt_ns, rto_ns, in_flight, "
                     "congestion_state FROM tcp_state WHERE connection = ? ORDER BY node, rowid");
    rows.Bind(id);
    std::map<int64_t, HttpTextTable> tables;
    while (rows.Next())
    {
        const bool isInfinite = rows.Integer(3) >= std::numeric_limits<int32_t>::max();
        auto& table = tables
                          .try_emplace(rows.Integer(0),
                                       HttpTextTable({"ms",
                                                      "cwnd",
                                                      "ssthresh",
                                                      "rtt ms",
                                                      "rto ms",
                                                      "in flight",
                                                      "state",
                                                      "cwnd"}))
                          .first->second;
        table.Add({TimeCell(rows, 1),
                   Cell(rows, 2),
                   isInfinite ? "-" : Cell(rows, 3),
                   TimeCell(rows, 4),
                   TimeCell(rows, 5),
                   Cell(rows, 6),
                   Cell(rows, 7),
                   std::string(rows.Integer(2) * BAR / scale, '#')});
    }
    for (const auto& [node, table] : tables)
    {
        std::cout << "\n" << reader.GetNodeName(node) << "\n";
        table.Write(std::cout);
    }
    if (tables.empty())
    {
        std::cout << "no congestion window of it was traced; it is traced at level full\n";
    }
}

void
ExplainHar(HttpTraceReader& reader, const Question& question)
{
    HttpHarWriter::Write(reader, GetArgument(question, "the name of a file"));
}

void
ExplainCsv(HttpTraceReader& reader, const Question& question)
{
    HttpTraceCsv::Write(reader, GetArgument(question, "the name of a folder"));
}

/// A question and who answers it.
struct Answer
{
    const char* question;                               //!< its first word
    std::size_t words;                                  //!< most words that it has
    void (*explain)(HttpTraceReader&, const Question&); //!< who answers
};

constexpr std::array<Answer, 10> ANSWERS = {{
    {"connections", 1, ExplainConnections},
    {"pages", 1, ExplainPages},
    {"transactions", 1, ExplainTransactions},
    {"message", 2, ExplainMessage},
    {"packet", 2, ExplainPacket},
    {"sequence", 3, ExplainSequence},
    {"at", 2, ExplainAt},
    {"cwnd", 2, ExplainCwnd},
    {"har", 2, ExplainHar},
    {"csv", 2, ExplainCsv},
}};

/// @brief Takes the command line apart. @param arguments the words after the program's name
/// @return the database's name, then the question's words; and the options
Question
Parse(const std::vector<std::string>& arguments)
{
    Question question;
    for (std::size_t i = 0; i < arguments.size(); i++)
    {
        const std::string& word = arguments[i];
        if (word.compare(0, 2, "--") != 0)
        {
            question.words.push_back(word);
            continue;
        }
        const std::size_t equals = word.find('=');
        const std::string name = word.substr(0, equals);
        if (name != "--svg" && name != "--max")
        {
            throw UsageError("unknown option " + name + "; accepted: --svg, --max, --help");
        }
        if (equals == std::string::npos && i + 1 == arguments.size())
        {
            throw UsageError(name + " takes a value");
        }
        question.options[name] =
            equals == std::string::npos ? arguments[++i] : word.substr(equals + 1);
    }
    return question;
}

/// @brief Answers. @param arguments the words after the program's name
void
Explain(const std::vector<std::string>& arguments)
{
    Question question = Parse(arguments);
    if (question.words.size() < 2)
    {
        throw UsageError("a database and a question are needed");
    }
    std::filesystem::path file = question.words.front();
    question.words.erase(question.words.begin());
    const auto* answer = std::find_if(ANSWERS.begin(), ANSWERS.end(), [&question](const Answer& a) {
        return question.words.front() == a.question;
    });
    if (answer == ANSWERS.end())
    {
        std::string known;
        for (const Answer& candidate : ANSWERS)
        {
            known += (known.empty() ? "" : ", ") + std::string(candidate.question);
        }
        throw UsageError("unknown question " + question.words.front() + "; accepted: " + known);
    }
    if (question.words.size() > answer->words)
    {
        throw UsageError(std::string(answer->question) + " does not take " + question.words.back());
    }
    if (std::filesystem::is_directory(file))
    {
        file /= "trace.sqlite";
    }
    if (!std::filesystem::exists(file))
    {
        throw UsageError("there is no file " + file.string());
    }
    HttpTraceReader reader(file.string());
    answer->explain(reader, question);
}

} // namespace

int
main(int argc, char* argv[])
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    for (const std::string& argument : arguments)
    {
        if (argument == "--help" || argument == "-h")
        {
            std::cout << USAGE;
            return 0;
        }
    }
    try
    {
        Explain(arguments);
        std::cout.flush();
        return std::cout ? 0 : 1;
    }
    catch (const UsageError& error)
    {
        std::cerr << "explain: " << error.what() << "\n";
        if (arguments.size() < 2)
        {
            std::cerr << USAGE;
        }
        return 2;
    }
    catch (const std::exception& error)
    {
        std::cerr << "explain: " << error.what() << "\n";
        return 1;
    }
}
