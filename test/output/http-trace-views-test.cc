/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// CSV, HAR, sequence, anatomy and listing of the handmade run. Expected values follow from what the
// run tells; see http-handmade-run.h.

#include "http-handmade-run.h"

#include "ns3/http-har-writer.h"
#include "ns3/http-packet-anatomy.h"
#include "ns3/http-sequence-reader.h"
#include "ns3/http-socket-listing.h"
#include "ns3/http-trace-csv.h"
#include "ns3/http-trace-error.h"
#include "ns3/http-trace-tables.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace ns3;
using namespace ns3::test;

namespace
{

/// The handmade run's database.
struct Written
{
    Written()
        : folder("views")
    {
        HttpTraceDatabase database(folder / "trace.sqlite");
        HandmadeRun(database).Tell();
        database.AddRun("quoted", "a \"b\", c\r\nd");
        database.AddRun("empty", "");
    }

    Folder folder; //!< where it is
};

/// @brief The records of a CSV file by the rules of RFC 4180, section 2. @param text the file
/// @return fields; those without quotes begin with =, those with quotes with "
std::vector<std::vector<std::string>>
ParseCsv(const std::string& text)
{
    std::vector<std::vector<std::string>> records(1);
    std::string field = "=";
    bool isQuoted = false;
    for (std::size_t i = 0; i < text.size(); i++)
    {
        const char c = text[i];
        if (isQuoted)
        {
            if (c != '"')
            {
                field += c;
            }
            else if (i + 1 < text.size() && text[i + 1] == '"')
            {
                field += '"';
                i++;
            }
            else
            {
                isQuoted = false;
            }
        }
        else if (c == '"' && field == "=")
        {
            field = "\"";
            isQuoted = true;
        }
        else if (c == ',')
        {
            records.back().push_back(field);
            field = "=";
        }
        else if (c == '\r' && text.at(i + 1) == '\n')
        {
            records.back().push_back(field);
            field = "=";
            records.emplace_back();
            i++;
        }
        else
        {
            field += c;
        }
    }
    records.pop_back();
    return records;
}

} // namespace

BOOST_AUTO_TEST_SUITE(trace_views)

// Field by field, read by a parser of its own.
BOOST_FIXTURE_TEST_CASE(CsvEqualsTheDatabase, Written)
{
    HttpTraceReader reader(folder / "trace.sqlite");
    HttpTraceCsv::Write(reader, folder / "csv");
    for (const HttpTraceTableSchema& schema : GetHttpTraceTables())
    {
        BOOST_TEST_CONTEXT(schema.name)
        {
            const auto records =
                ParseCsv(ReadBytes(folder / (std::string("csv/") + schema.name + ".csv")));
            HttpSqlQuery row = reader.Query(std::string("SELECT * FROM ") + schema.name +
                                            " ORDER BY " + schema.GetOrder());
            HttpSqlQuery hex = reader.Query("SELECT lower(hex(?))");
            std::size_t line = 0;
            for (int i = 0; i < row.GetColumns(); i++)
            {
                BOOST_TEST(records.at(0).at(i) == "=" + row.GetName(i));
            }
            while (row.Next())
            {
                const auto& record = records.at(++line);
                BOOST_TEST(record.size() == static_cast<std::size_t>(row.GetColumns()));
                for (int i = 0; i < row.GetColumns(); i++)
                {
                    BOOST_TEST((record[i] == "=") == row.IsNull(i));
                    const bool isBlob = row.IsBlob(i);
                    std::string expected = row.Text(i);
                    if (isBlob)
                    {
                        hex.Reset().Bind(expected).Next();
                        expected = hex.Text(0);
                    }
                    BOOST_TEST(record[i].substr(1) == expected);
                }
            }
            BOOST_TEST(records.size() == line + 1);
        }
    }
    BOOST_TEST(ReadBytes(folder / "csv/message.csv").find(",474554202f6120485454502f312e310d0a") !=
               std::string::npos);
}

// Times of the handmade run in milliseconds; RFC 3339 for the date of simulated time 1 ms.
BOOST_FIXTURE_TEST_CASE(HarTellsTheTransaction, Written)
{
    HttpTraceReader reader(folder / "trace.sqlite");
    std::ostringstream text;
    HttpHarWriter::Write(reader, text);
    const auto log = nlohmann::json::parse(text.str())["log"];
    BOOST_TEST(log["version"] == "1.2");
    BOOST_TEST(log["creator"]["version"] == "0.1.0");
    BOOST_TEST(log["pages"][0]["id"] == "page_1");
    BOOST_TEST(log["pages"][0]["pageTimings"]["onLoad"] == 1080.0);
    BOOST_TEST(log["entries"].size() == 1U);
    const auto& entry = log["entries"][0];
    BOOST_TEST(entry["startedDateTime"] == "1970-01-01T00:00:00.001000Z");
    BOOST_TEST(entry["time"] == 1080.0);
    BOOST_TEST(entry["pageref"] == "page_1");
    BOOST_TEST(entry["serverIPAddress"] == "10.1.2.2");
    BOOST_TEST(entry["connection"] == "10.1.1.1:49153-10.1.2.2:80");
    const std::vector<std::pair<std::string, double>> timings = {{"blocked", 0},
                                                                 {"dns", -1},
                                                                 {"connect", 40},
                                                                 {"ssl", -1},
                                                                 {"send", 0},
                                                                 {"wait", 40},
                                                                 {"receive", 1000}};
    for (const auto& [name, value] : timings)
    {
        BOOST_TEST(entry["timings"][name] == value, name);
    }
    BOOST_TEST(entry["request"]["method"] == "GET");
    BOOST_TEST(entry["request"]["httpVersion"] == "HTTP/1.1");
    BOOST_TEST(entry["request"]["headersSize"] == 60);
    BOOST_TEST(entry["request"]["headers"][0]["name"] == "Host");
    BOOST_TEST(entry["request"]["headers"][0]["value"] == "10.1.2.2");
    BOOST_TEST(entry["response"]["status"] == 200);
    BOOST_TEST(entry["response"]["statusText"] == "OK");
    BOOST_TEST(entry["response"]["content"]["size"] == 2900);
    BOOST_TEST(entry["response"]["content"]["mimeType"] == "text/html");
    BOOST_TEST(entry["response"]["headersSize"] == 100);
    BOOST_TEST(entry["response"]["bodySize"] == 2900);
}

// Whatever the times are, the timings add up to the entry's time (HAR 1.2, object timings).
BOOST_AUTO_TEST_CASE(HarTimingsAddUp)
{
    struct Case
    {
        const char* name;
        std::array<int64_t, 8> ms; // queued, resolved, connect, request, first byte, finished
    };

    const std::vector<Case> cases = {
        {"waits for a connection", {0, 5, 20, 40, 50, 51, 90, 100}},
        {"reuses one", {0, 0, -1, -1, 10, 10, 30, 60}},
        {"answered before the request has ended", {0, 0, 0, 40, 40, 100, 80, 120}},
        {"never connected", {0, 0, 0, -1, -1, -1, -1, 50}},
        {"never resolved", {0, -1, -1, -1, -1, -1, -1, 50}},
        {"connected for another one", {10, 10, 5, 12, 12, 12, 30, 40}},
    };
    for (const Case& c : cases)
    {
        BOOST_TEST_CONTEXT(c.name)
        {
            const Folder folder("timings");
            HttpTransactionRecord record;
            record.id = 1;
            record.url = "http://a/?x=1&y&z=a%20b#f";
            record.method = "GET";
            record.outcome = "timeout";
            Time* const times[] = {&record.queued,
                                   &record.resolved,
                                   &record.connectStart,
                                   &record.connectEnd,
                                   &record.requestStart,
                                   &record.requestEnd,
                                   &record.firstByte,
                                   &record.finished};
            for (std::size_t i = 0; i < c.ms.size(); i++)
            {
                *times[i] = c.ms[i] < 0 ? Time(-1) : MilliSeconds(c.ms[i]);
            }
            HttpTraceDatabase database(folder / "trace.sqlite");
            database.Add(record);
            database.Close();
            HttpTraceReader reader(folder / "trace.sqlite");
            std::ostringstream text;
            HttpHarWriter::Write(reader, text);
            const auto entry = nlohmann::json::parse(text.str())["log"]["entries"][0];
            double sum = 0;
            for (const auto& timing : entry["timings"].items())
            {
                const double value = timing.value();
                BOOST_TEST((value >= 0 || value == -1));
                sum += std::max(0.0, value);
            }
            BOOST_TEST(sum == entry["time"].get<double>(), boost::test_tools::tolerance(1e-9));
            BOOST_TEST(entry["response"]["_error"] == "timeout");
            BOOST_TEST(entry["request"]["queryString"].dump() ==
                       R"([{"name":"x","value":"1"},{"name":"y","value":""},)"
                       R"({"name":"z","value":"a%20b"}])");
        }
    }
}

// Compared with a text that was checked by hand against the handmade run.
BOOST_FIXTURE_TEST_CASE(SequenceIsTheStory, Written)
{
    HttpTraceReader reader(folder / "trace.sqlite");
    std::ostringstream text;
    WriteHttpSequenceText(ReadHttpTransactionSequence(reader, 1, 1000), text);
    const std::string golden =
        ReadBytes(std::string(HTTP_SOURCE_DIR) + "/test/output/sequence.txt");
    BOOST_TEST(text.str() == golden);

    std::ostringstream cut;
    WriteHttpSequenceText(ReadHttpConnectionSequence(reader, 1, 3), cut);
    BOOST_TEST(cut.str().find("this is lines 1 to 3 of 42, until ") != std::string::npos);
    BOOST_CHECK_THROW(ReadHttpTransactionSequence(reader, 2, 10), HttpTraceError);
    BOOST_CHECK_THROW(ReadHttpConnectionSequence(reader, 2, 10), HttpTraceError);
}

// One arrow for each of the 13 segments, one of them broken off.
BOOST_FIXTURE_TEST_CASE(SequenceIsDrawn, Written)
{
    HttpTraceReader reader(folder / "trace.sqlite");
    std::ostringstream out;
    WriteHttpSequenceSvg(ReadHttpTransactionSequence(reader, 1, 1000), out);
    const std::string svg = out.str();
    const auto count = [&svg](const std::string& what) {
        int found = 0;
        for (std::size_t at = svg.find(what); at != std::string::npos; at = svg.find(what, at + 1))
        {
            found++;
        }
        return found;
    };
    BOOST_TEST(count("class=\"segment ") == 13);
    BOOST_TEST(count("marker-end") == 12);
    BOOST_TEST(count(" lost\"") == 1);
    BOOST_TEST(count("lost at node 1: queue-full") == 1);
    BOOST_TEST(count("<text") == count("</text>"));
    BOOST_TEST(svg.find("nan") == std::string::npos);
}

// However long the texts are, they stay where there is room for them, and a drawing of a part says
// so.
BOOST_AUTO_TEST_CASE(DrawnTextsHaveRoom)
{
    HttpSequence sequence;
    sequence.title = {std::string(500, 't')};
    sequence.source = sequence.destination = std::string(100, 'h');
    for (const bool isSegment : {true, false})
    {
        HttpSequenceStep step;
        step.isSegment = isSegment;
        step.text = std::string(isSegment ? 60 : 200, 'e');
        step.carries = std::string(isSegment ? 200 : 0, 'c');
        step.received = isSegment ? 5000000 : -1;
        step.time = 1000000;
        sequence.steps.push_back(step);
    }
    sequence.steps.resize(2);
    sequence.omitted = 7;
    std::ostringstream out;
    WriteHttpSequenceSvg(sequence, out);
    const std::string svg = out.str();
    BOOST_TEST(svg.find(">this is lines 1 to 2 of 9, until 1.000 ms<") != std::string::npos);
    std::map<std::string, std::size_t> longest;
    for (std::size_t at = svg.find("<text class=\""); at != std::string::npos;
         at = svg.find("<text class=\"", at + 1))
    {
        const std::size_t name = at + 13;
        std::size_t letters = 0;
        bool isInTag = true;
        for (std::size_t i = at; svg.compare(i, 7, "</text>") != 0; i++)
        {
            isInTag = svg[i] == '<' || (isInTag && svg[i] != '>');
            letters += isInTag || svg[i] == '>' ? 0 : 1;
        }
        std::size_t& most = longest[svg.substr(name, svg.find('"', name) - name)];
        most = std::max(most, letters);
    }
    BOOST_TEST(longest["title"] == 180);
    BOOST_TEST(longest["subtitle"] == 180);
    BOOST_TEST(longest["host"] == 32);
    BOOST_TEST(longest["call"] == 38);
    BOOST_TEST(longest["label"] <= 84);
    BOOST_TEST(longest["label"] > 80);
}

// Fields of the request's packet by RFC 791 and RFC 9293, from the bytes of the handmade run.
BOOST_FIXTURE_TEST_CASE(AnatomyShowsEveryField, Written)
{
    HttpTraceReader reader(folder / "trace.sqlite");
    std::ostringstream out;
    WriteHttpPacketAnatomy(reader, 13, out);
    const std::vector<std::string> lines = {
        "packet 13: tx at client, interface 1, 41.000 ms, 10.1.1.1 to 10.1.2.2, 100 bytes\n",
        "     0  45                       version                 4\n",
        "     2  00 64                    total length            100\n",
        "     4  00 03                    identification          3\n",
        "     9  06                       protocol                6 (TCP)\n",
        "    12  0a 01 01 01              source                  10.1.1.1\n",
        "    20  c0 01                    source port             49153\n",
        "    24  00 00 03 e9              sequence number         1001\n",
        "    33  18                       flags                   ACK PSH\n",
        "    34  80 00                    window                  32768\n",
        "Piece of request 1, 60 bytes: 0 to 59 of 60\n",
        "    40  47 45 54 20 2f 61 20 48 54 54 50 2f 31 2e 31 0d  GET /a HTTP/1.1.\n",
    };
    for (const std::string& line : lines)
    {
        BOOST_TEST(out.str().find(line) != std::string::npos, line << out.str());
    }
    std::ostringstream body;
    WriteHttpPacketAnatomy(reader, 17, body);
    BOOST_TEST(body.str().find("content: bytes 0 to 1347 of the body (pattern:7)") !=
               std::string::npos);
    BOOST_CHECK_THROW(WriteHttpPacketAnatomy(reader, 999, out), HttpTraceError);
}

// The states of the handmade run at instants, and its queues: sent or arrived, less acknowledged or
// read.
BOOST_FIXTURE_TEST_CASE(ListingShowsEachInstant, Written)
{
    struct Case
    {
        int64_t us;
        std::vector<std::string> lines;
    };

    const std::string ends = "10.1.1.1:49153      10.1.2.2:80";
    const std::vector<Case> cases = {
        {0, {"LISTEN       0       0  0.0.0.0:80          0.0.0.0:*"}},
        {1000, {"SYN-SENT"}},
        {21000, {"SYN-RECV"}},
        {41000, {"ESTAB       0      60  " + ends}},
        {61000, {"ESTAB        0    3000  10.1.2.2:80         10.1.1.1:49153"}},
        {101000, {"ESTAB        0    1552  10.1.2.2:80         10.1.1.1:49153"}},
        {1081000, {"FIN-WAIT-1       0       0  " + ends}},
        {1101000, {"LAST-ACK"}},
        {1121000, {"TIME-WAIT       0       0  " + ends}},
    };
    HttpTraceReader reader(folder / "trace.sqlite");
    for (const Case& c : cases)
    {
        std::ostringstream out;
        WriteHttpSocketListing(reader, c.us * 1000, out);
        for (const std::string& line : c.lines)
        {
            BOOST_TEST(out.str().find(line) != std::string::npos, out.str());
        }
    }
    std::ostringstream after;
    WriteHttpSocketListing(reader, 1141000000, after);
    BOOST_TEST(after.str().find("LAST-ACK") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
