/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Answers questions about a run from its trace database.

#include "http-report-perfetto.h"
#include "http-tool.h"

#include "ns3/http-har-writer.h"
#include "ns3/http-message-path.h"
#include "ns3/http-output-file.h"
#include "ns3/http-packet-anatomy.h"
#include "ns3/http-run-listing.h"
#include "ns3/http-sequence-reader.h"
#include "ns3/http-socket-listing.h"
#include "ns3/http-text.h"
#include "ns3/http-trace-csv.h"
#include "ns3/http-trace-reader.h"
#include "ns3/http-trace-words.h"
#include "ns3/http-window-listing.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <iostream>
#include <limits>
#include <stdexcept>
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
  message N           message N: its frames, records, segments, retransmissions, and their packets hop by hop
  packet N            packet N field by field: IP header, TCP header, piece of the message
  sequence N          transaction N: calls, frames, records and segments in the order of time
  sequence connection N   the same for the whole of connection N
  at TIME             the connections of each host at an instant, as ss -tan prints them;
                      TIME is a number with s, ms, us or ns
  cwnd N              connection N: congestion window, round-trip time and the like
  har FILE            writes an HTTP archive
  csv FOLDER          writes every table as a CSV file
  perfetto FILE       writes a trace for Perfetto's viewer

Options:
  --svg FILE          sequence: also draw it
  --max LINES         sequence: at most so many lines (default 500)
  --help              this text

Of a run that has not come to its end, a warning says so first, on standard error.
)text";

/// @brief A number of the command line. @param text the text @param what what it is
/// @return the number, at least 1
int64_t
ParseNumber(const std::string& text, const std::string& what)
{
    const auto number = ReadHttpRowWord(text);
    if (!number)
    {
        throw std::invalid_argument(what + " is \"" + text + "\"; accepted: a number from 1");
    }
    return *number;
}

/// @brief A time of the command line. @param text the text @return the time, ns
int64_t
ParseTime(const std::string& text)
{
    const auto time = ReadHttpTimeWord(text);
    if (!time)
    {
        throw std::invalid_argument("TIME is \"" + text + "\"; accepted: " + HTTP_TIME_FORM);
    }
    return *time;
}

/// @brief The word after the question. @param question the question @param what what it is
/// @return the word
std::string
GetArgument(const HttpToolLine& question, const std::string& what)
{
    if (question.words.size() != 2)
    {
        throw std::invalid_argument(question.words.front() + " takes " + what);
    }
    return question.words[1];
}

void
ExplainConnections(HttpTraceReader& reader, const HttpToolLine& /* question */)
{
    WriteHttpConnectionListing(reader, std::cout);
}

void
ExplainPages(HttpTraceReader& reader, const HttpToolLine& /* question */)
{
    WriteHttpPageListing(reader, std::cout);
}

void
ExplainTransactions(HttpTraceReader& reader, const HttpToolLine& /* question */)
{
    WriteHttpTransactionListing(reader, std::cout);
}

void
ExplainMessage(HttpTraceReader& reader, const HttpToolLine& question)
{
    const std::string number = GetArgument(question, "the number of a message");
    WriteHttpMessagePath(reader, ParseNumber(number, "message"), std::cout);
}

void
ExplainPacket(HttpTraceReader& reader, const HttpToolLine& question)
{
    const std::string number = GetArgument(question, "the number of a packet");
    WriteHttpPacketAnatomy(reader, ParseNumber(number, "packet"), std::cout);
}

void
ExplainSequence(HttpTraceReader& reader, const HttpToolLine& question)
{
    const bool isConnection = question.words.size() == 3 && question.words[1] == "connection";
    const std::string number =
        isConnection ? question.words[2] : GetArgument(question, "the number of a transaction");
    const int64_t id = ParseNumber(number, isConnection ? "connection" : "transaction");
    const uint64_t maxSteps = ParseNumber(question.Get("--max", "500"), "--max");
    const HttpSequence sequence = isConnection ? ReadHttpConnectionSequence(reader, id, maxSteps)
                                               : ReadHttpTransactionSequence(reader, id, maxSteps);
    WriteHttpSequenceText(sequence, std::cout);
    if (question.Has("--svg"))
    {
        CheckHttpOutput(question.Get("--svg"), "<?xml");
        HttpOutputFile file(question.Get("--svg"));
        WriteHttpSequenceSvg(sequence, file.GetStream());
        file.Close();
    }
}

void
ExplainAt(HttpTraceReader& reader, const HttpToolLine& question)
{
    WriteHttpSocketListing(reader, ParseTime(GetArgument(question, "a time")), std::cout);
}

void
ExplainCwnd(HttpTraceReader& reader, const HttpToolLine& question)
{
    const std::string number = GetArgument(question, "the number of a connection");
    WriteHttpWindowListing(reader, ParseNumber(number, "connection"), std::cout);
}

void
ExplainHar(HttpTraceReader& reader, const HttpToolLine& question)
{
    const std::string file = GetArgument(question, "the name of a file");
    CheckHttpOutput(file, "{\"log\":");
    HttpHarWriter::Write(reader, file);
}

void
ExplainCsv(HttpTraceReader& reader, const HttpToolLine& question)
{
    HttpTraceCsv::Write(reader, GetArgument(question, "the name of a folder"));
}

void
ExplainPerfetto(HttpTraceReader& reader, const HttpToolLine& question)
{
    const std::string name = GetArgument(question, "the name of a file");
    CheckHttpOutput(name, "{\"displayTimeUnit\":");
    HttpOutputFile file(name);
    HttpReportChoice choice;
    choice.segments = std::numeric_limits<int64_t>::max();
    const std::string& database = reader.GetDatabase().GetFile();
    WriteHttpPerfettoTrace(HttpReportRun(database, database, choice), file.GetStream());
    file.Close();
}

/// A question and who answers it.
struct Answer
{
    const char* question;                                   //!< its first word
    std::size_t words;                                      //!< most words that it has
    void (*explain)(HttpTraceReader&, const HttpToolLine&); //!< who answers
};

constexpr std::array<Answer, 11> ANSWERS = {{
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
    {"perfetto", 2, ExplainPerfetto},
}};

/// @brief Answers. @param arguments the words after the program's name @return the exit status
int
Explain(const std::vector<std::string>& arguments)
{
    if (arguments.size() < 2)
    {
        std::cerr << "explain: a database and a question are needed\n" << USAGE;
        return 2;
    }
    HttpToolLine question =
        ReadHttpToolLine(arguments,
                         {{"--svg", HttpToolTakes::Value}, {"--max", HttpToolTakes::Value}});
    if (question.words.size() < 2)
    {
        throw std::invalid_argument("a database and a question are needed");
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
        throw std::invalid_argument("unknown question " + question.words.front() +
                                    "; accepted: " + known);
    }
    if (question.words.size() > answer->words)
    {
        throw std::invalid_argument(std::string(answer->question) + " does not take " +
                                    question.words.back());
    }
    if (std::filesystem::is_directory(file))
    {
        file /= "trace.sqlite";
    }
    if (!std::filesystem::exists(file))
    {
        throw std::invalid_argument("there is no file " + file.string());
    }
    HttpTraceReader reader(file.string());
    const std::string warning = reader.GetWarning();
    if (!warning.empty())
    {
        std::cerr << "explain: warning: " << warning << std::endl;
    }
    answer->explain(reader, question);
    std::cout.flush();
    return std::cout ? 0 : 1;
}

} // namespace

int
main(int argc, char* argv[])
{
    return RunHttpTool("explain", USAGE, argc, argv, Explain);
}
