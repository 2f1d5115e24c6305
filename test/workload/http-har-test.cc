/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// HTTP Archives as they must be read: each oddity of the recorders in an archive of its own.

#include "http-har-maker.h"
#include "http-temporary-file.h"

#include "ns3/http-date.h"
#include "ns3/http-har-reader.h"

#include <boost/test/unit_test.hpp>
#include <optional>
#include <string>
#include <vector>

using namespace ns3;
using http_test::FindAnswer;
using http_test::MakeEntry;
using http_test::MakeHar;
using http_test::ParseHar;
using Anchor = HttpPageObject::Anchor;

namespace
{

/// What has happened to entries, in words, sorted as the report does.
std::string
ListNotes(const HttpHarReport& report)
{
    std::string text;
    for (const auto& items : {report.GetSkipped(), report.GetAdapted()})
    {
        for (const auto& item : items)
        {
            text += std::string(item.what) + '=' + std::to_string(item.count) + ' ';
        }
    }
    return text;
}

/// An entry at a URL, between two times in milliseconds, its first byte in the middle.
nlohmann::json
MakeTimed(const std::string& url, int start, int end, const std::string& patch = "{}")
{
    nlohmann::json entry = MakeEntry();
    char time[40];
    std::snprintf(time,
                  sizeof(time),
                  "2026-01-01T00:%02d:%02d.%03dZ",
                  start / 60000,
                  start / 1000 % 60,
                  start % 1000);
    entry["startedDateTime"] = time;
    entry["request"]["url"] = url;
    entry["timings"]["wait"] = (end - start) / 2;
    entry["timings"]["receive"] = end - start - (end - start) / 2;
    entry["time"] = end - start;
    entry.merge_patch(nlohmann::json::parse(patch));
    return entry;
}

nlohmann::json
WithReferer(nlohmann::json entry, const std::string& url)
{
    entry["request"]["headers"].push_back({{"name", "referer"}, {"value", url}});
    return entry;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpHarEntries)

BOOST_AUTO_TEST_CASE(SkipsWhatWasNeverOnTheWireAsHttp)
{
    const struct
    {
        const char* patch;
        HttpHarNote note;
        bool http; //!< counts as an http or https entry
    } cases[] = {
        {R"({"request": null})", HttpHarNote::Malformed, false},
        {R"({"request": "GET"})", HttpHarNote::Malformed, false},
        {R"({"request": {"url": null}})", HttpHarNote::Malformed, false},
        {R"({"request": {"method": 5}})", HttpHarNote::Malformed, false},
        {R"({"request": {"url": "data:image/png;base64,AAAA"}})", HttpHarNote::DataUrl, false},
        {R"({"request": {"url": "blob:http://a.example/1-2"}})", HttpHarNote::BlobUrl, false},
        {R"({"request": {"url": "about:blank"}})", HttpHarNote::AboutUrl, false},
        {R"({"request": {"url": "chrome-extension://abc/x"}})", HttpHarNote::ExtensionUrl, false},
        {R"({"request": {"url": "WS://a.example/"}})", HttpHarNote::WebSocketUrl, false},
        {R"({"request": {"url": "wss://a.example/"}})", HttpHarNote::WebSocketUrl, false},
        {R"({"request": {"url": "ftp://a.example/"}})", HttpHarNote::OtherScheme, false},
        {R"({"request": {"url": "/relative"}})", HttpHarNote::OtherScheme, false},
        {R"({"request": {"url": "http://"}})", HttpHarNote::BadUrl, true},
        {R"({"request": {"url": "http://a.example:99999/"}})", HttpHarNote::BadUrl, true},
        {R"({"request": {"method": "GE T"}})", HttpHarNote::BadMethod, true},
        {R"({"request": {"method": "CONNECT"}})", HttpHarNote::Connect, true},
        {R"({"response": {"status": 101}})", HttpHarNote::SwitchedProtocol, true},
        {R"({"_fromCache": "memory"})", HttpHarNote::FromCache, true},
        {R"({"response": {"bodySize": 0, "_transferSize": 0}})", HttpHarNote::FromCache, true},
        {R"({"response": {"status": 0, "bodySize": -1}})", HttpHarNote::Aborted, true},
        {R"({"response": {"status": -2, "bodySize": 0}})", HttpHarNote::Aborted, true},
        {R"({"response": {"status": 12999, "bodySize": 0}})", HttpHarNote::Aborted, true},
        {R"({"response": {"status": 200.5, "bodySize": 0}})", HttpHarNote::Aborted, true},
        {R"({"response": {"status": null, "bodySize": 0}})", HttpHarNote::Aborted, true},
        {R"({"response": null})", HttpHarNote::Aborted, true},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.patch)
        {
            const auto har = ParseHar(MakeHar({MakeEntry(), MakeEntry(test.patch)}));
            const HttpHarReport& report = har->GetReport();
            BOOST_TEST(report.entries == 2U);
            BOOST_TEST(report.httpEntries == (test.http ? 2U : 1U));
            BOOST_TEST(report.replayed == 1U);
            BOOST_TEST(report.GetCount(test.note) == 1U);
            BOOST_TEST_REQUIRE(report.GetSkipped().size() == 1U);
            BOOST_TEST((report.GetSkipped()[0].note == test.note));
            BOOST_TEST(har->GetPages()[0].objects.size() == 1U);
        }
    }
}

BOOST_AUTO_TEST_CASE(FirefoxCacheHitsTakeNoTime)
{
    const auto patch = R"({"time": 0, "response": {"bodySize": -1}})";
    BOOST_TEST(
        ParseHar(MakeHar({MakeEntry(), MakeEntry(patch)}, "Firefox"))->GetReport().replayed == 1U);
    BOOST_TEST(ParseHar(MakeHar({MakeEntry(), MakeEntry(patch)}, "proxy"))->GetReport().replayed ==
               2U);
}

BOOST_AUTO_TEST_CASE(FindsSizesAsFarAsTheRecordingTells)
{
    // Heads are computed as HTTP/1.1 writes them: "GET / HTTP/1.1" + CRLF is 16 bytes, "Host:
    // a.example" + CRLF 17, "HTTP/1.1 200 OK" + CRLF 17, "Content-Type: text/html" + CRLF 25, the
    // empty line 2.
    const struct
    {
        const char* name;
        const char* creator;
        const char* patch;
        uint32_t requestHead;
        uint64_t requestContent;
        uint32_t responseHead;
        uint64_t responseContent;
        const char* notes;
    } cases[] = {
        {"as recorded", "test", "{}", 300, 0, 250, 1000, ""},
        {"numbers as text",
         "test",
         R"({"request": {"headersSize": "310"},
             "response": {"status": "200", "headersSize": "260", "bodySize": " 1010 "}})",
         310,
         0,
         260,
         1010,
         ""},
        {"WebPageTest's heads are two bytes short",
         "WebPagetest",
         "{}",
         302,
         0,
         252,
         1000,
         "head size without its empty line, two bytes added=1 "},
        {"heads from their fields",
         "test",
         R"({"request": {"headersSize": -1}, "response": {"headersSize": -1}})",
         35,
         0,
         44,
         1000,
         "size of the request's head computed=1 size of the response's head computed=1 "},
        {"Host added, pseudo-fields left out",
         "test",
         R"({"request": {"headersSize": -1,
                         "headers": [{"name": ":path", "value": "/"}, {"name": "a", "value": "b"}]}})",
         41,
         0,
         250,
         1000,
         "HTTP/2 or HTTP/3 as HTTP/1.1=1 size of the request's head computed=1 "},
        {"heads of unknown fields",
         "test",
         R"({"request": {"headersSize": null, "headers": null},
             "response": {"headersSize": -1, "headers": 7}})",
         400,
         0,
         400,
         1000,
         "size of the request's head computed=1 size of the response's head computed=1 "},
        {"huge numbers",
         "test",
         R"({"request": {"headersSize": 1e12, "bodySize": 1e300},
             "response": {"headersSize": 1e308, "bodySize": 1e19}})",
         65536,
         1125899906842624,
         65536,
         1125899906842624,
         "size or time out of range, cut=4 "},
        {"a gigabyte is a size like any other",
         "test",
         R"({"response": {"bodySize": 1073741824}})",
         300,
         0,
         250,
         1073741824,
         ""},
        {"posted bytes by bodySize",
         "test",
         R"({"request": {"method": "POST", "bodySize": 85}})",
         300,
         85,
         250,
         1000,
         ""},
        {"posted bytes by Content-Length",
         "test",
         R"({"request": {"method": "POST", "bodySize": -1,
                         "headers": [{"name": "content-length", "value": "86"}],
                         "postData": {"text": ""}}})",
         300,
         86,
         250,
         1000,
         ""},
        {"posted bytes by text",
         "test",
         R"({"request": {"method": "POST", "bodySize": -1, "postData": {"text": "abc\u00e4"}}})",
         300,
         5,
         250,
         1000,
         ""},
        {"posted bytes by parameters, a=1&bc=23",
         "test",
         R"({"request": {"method": "POST", "bodySize": -1,
             "postData": {"params": [{"name": "a", "value": "1"}, {"name": "bc", "value": "23"}]}}})",
         300,
         9,
         250,
         1000,
         ""},
        {"nothing posted with OPTIONS",
         "test",
         R"({"request": {"method": "OPTIONS", "bodySize": -1}})",
         300,
         0,
         250,
         1000,
         ""},
        {"HEAD has no content", "test", R"({"request": {"method": "HEAD"}})", 300, 0, 250, 0, ""},
        {"204 has none", "test", R"({"response": {"status": 204}})", 300, 0, 250, 0, ""},
        {"304 has none", "test", R"({"response": {"status": 304}})", 300, 0, 250, 0, ""},
        {"no content",
         "test",
         R"({"response": {"bodySize": 0, "content": {"size": 0}}})",
         300,
         0,
         250,
         0,
         ""},
        {"no bytes, says bodySize, against Content-Length and all bytes",
         "WebPagetest",
         R"({"response": {"bodySize": 0, "headersSize": 857, "content": {"size": 0},
                          "headers": [{"name": "Content-Length", "value": "16681"}]},
             "_bytesIn": "17283", "_objectSize": "0"})",
         302,
         0,
         859,
         16681,
         "head size without its empty line, two bytes added=1 "
         "content sizes that contradict each other, the likeliest taken=1 "},
        {"no bytes against Content-Length alone",
         "test",
         R"({"response": {"bodySize": 0, "content": {"size": 0},
                          "headers": [{"name": "Content-Length", "value": "700"}]}})",
         300,
         0,
         250,
         700,
         "content sizes that contradict each other, the likeliest taken=1 "},
        {"no bytes against what was kept",
         "test",
         R"({"response": {"bodySize": 0}})",
         300,
         0,
         250,
         1000,
         "content sizes that contradict each other, the likeliest taken=1 "},
        {"no bytes against the transfer",
         "test",
         R"({"response": {"bodySize": 0, "_transferSize": 4250, "content": {"size": 0}}})",
         300,
         0,
         250,
         4000,
         "content sizes that contradict each other, the likeliest taken=1 "},
        {"an empty content in the chunked coding, and a head two bytes short",
         "WebPagetest",
         R"({"response": {"bodySize": 0, "content": {"size": 0}}, "_bytesIn": 257})",
         302,
         0,
         252,
         0,
         "head size without its empty line, two bytes added=1 "},
        {"a transfer that is no more than a head",
         "test",
         R"({"response": {"bodySize": 0, "headersSize": -1, "_transferSize": 300,
                          "content": {"size": 0}}})",
         300,
         0,
         44,
         0,
         "size of the response's head computed=1 "},
        {"more bytes than Content-Length allows",
         "test",
         R"({"response": {"bodySize": 9000, "content": {"size": -1},
                          "headers": [{"name": "Content-Length", "value": "3000"}]}})",
         300,
         0,
         250,
         3000,
         "content sizes that contradict each other, the likeliest taken=1 "},
        {"a wrong Content-Length, by what was kept",
         "test",
         R"({"response": {"bodySize": 9000, "content": {"size": 9000},
                          "headers": [{"name": "Content-Length", "value": "0"}]}})",
         300,
         0,
         250,
         9000,
         "content sizes that contradict each other, the likeliest taken=1 "},
        {"a bodySize that is too small, by the transfer",
         "test",
         R"({"response": {"bodySize": 9, "_transferSize": 3300, "content": {"size": -1},
                          "headers": [{"name": "Content-Length", "value": "3000"}]}})",
         300,
         0,
         250,
         3000,
         "content sizes that contradict each other, the likeliest taken=1 "},
        {"in HTTP/2, what was kept before a guess at the head",
         "test",
         R"({"response": {"httpVersion": "h2", "headersSize": -1, "bodySize": -1,
                          "_transferSize": 1093}})",
         300,
         0,
         44,
         1000,
         "HTTP/2 or HTTP/3 as HTTP/1.1=1 size of the response's head computed=1 "
         "content size derived from other sizes than bodySize=1 "},
        {"in HTTP/2, what was kept less what its coding saved",
         "test",
         R"({"response": {"httpVersion": "h2", "headersSize": -1, "bodySize": -1,
                          "_transferSize": 493, "content": {"size": 1000, "compression": 600},
                          "headers": [{"name": "Content-Encoding", "value": "br"}]}})",
         300,
         0,
         41,
         400,
         "HTTP/2 or HTTP/3 as HTTP/1.1=1 size of the response's head computed=1 "
         "content size derived from other sizes than bodySize=1 "},
        {"in HTTP/2, chrome-har's whole transfer and what was kept",
         "chrome-har",
         R"({"response": {"httpVersion": "h2", "headersSize": -1, "bodySize": 1100}})",
         300,
         0,
         44,
         1000,
         "HTTP/2 or HTTP/3 as HTTP/1.1=1 size of the response's head computed=1 "
         "content size derived from other sizes than bodySize=1 "},
        {"Chrome leaves out the text of a redirect",
         "test",
         R"({"response": {"status": 301, "bodySize": 0,
                          "headers": [{"name": "Content-Length", "value": "178"}]}})",
         300,
         0,
         250,
         178,
         "content size derived from other sizes than bodySize=1 "},
        {"by Content-Length",
         "test",
         R"({"response": {"bodySize": -1, "_transferSize": 5000, "content": {"size": 90000},
                          "headers": [{"name": "Content-Length", "value": "3940"}]}})",
         300,
         0,
         250,
         3940,
         "content size derived from other sizes than bodySize=1 "},
        {"by the transfer less the head",
         "test",
         R"({"response": {"bodySize": -1, "_transferSize": 5000, "content": {"size": 90000}}})",
         300,
         0,
         250,
         4750,
         "content size derived from other sizes than bodySize=1 "},
        {"by the transfer less 0.65 of the text of 25 bytes in HTTP/2",
         "test",
         R"({"response": {"httpVersion": "h2", "headersSize": -1, "bodySize": -1,
                          "_transferSize": 5000}})",
         300,
         0,
         44,
         4984,
         "HTTP/2 or HTTP/3 as HTTP/1.1=1 size of the response's head computed=1 "
         "content size derived from other sizes than bodySize=1 "},
        {"a transfer smaller than its head",
         "test",
         R"({"response": {"bodySize": -1, "_transferSize": 100}})",
         300,
         0,
         250,
         0,
         "content size derived from other sizes than bodySize=1 "},
        {"by WebPageTest's object size",
         "test",
         R"({"response": {"bodySize": -1}, "_objectSize": "777"})",
         300,
         0,
         250,
         777,
         "content size derived from other sizes than bodySize=1 "},
        {"by the decoded size less what the coding saved",
         "test",
         R"({"response": {"bodySize": -1, "content": {"size": 1000, "compression": 600},
                          "headers": [{"name": "Content-Encoding", "value": "gzip"}]}})",
         300,
         0,
         250,
         400,
         "content size derived from other sizes than bodySize=1 "},
        {"a coding that made it larger",
         "test",
         R"({"response": {"bodySize": -1, "content": {"size": 0, "compression": -5}}})",
         300,
         0,
         250,
         5,
         "content size derived from other sizes than bodySize=1 "},
        {"by the decoded size",
         "test",
         R"({"response": {"bodySize": -1, "content": {"size": 1000},
                          "headers": [{"name": "Content-Encoding", "value": "br"}]}})",
         300,
         0,
         250,
         1000,
         "content size estimated: size before its coding=1 "},
        {"unknown",
         "test",
         R"({"response": {"bodySize": -1, "content": {"size": -1}}})",
         300,
         0,
         250,
         0,
         "content size unknown, 0 taken=1 "},
        {"Firefox counts the head",
         "Firefox",
         R"({"response": {"bodySize": 1250,
                          "headers": [{"name": "Content-Length", "value": "1000"}]}})",
         300,
         0,
         250,
         1000,
         "content size derived from other sizes than bodySize=1 "},
        {"chrome-har counts the head in HTTP/2",
         "chrome-har",
         R"({"response": {"httpVersion": "h2", "headersSize": -1, "bodySize": 1016}})",
         300,
         0,
         44,
         1000,
         "HTTP/2 or HTTP/3 as HTTP/1.1=1 size of the response's head computed=1 "
         "content size derived from other sizes than bodySize=1 "},
        {"cut off",
         "test",
         R"({"response": {"headers": [{"name": "Content-Length", "value": "539503"}]}})",
         300,
         0,
         250,
         1000,
         "content cut short in the recording=1 "},
        {"a Content-Length that is no number",
         "test",
         R"({"response": {"bodySize": -1, "content": {"size": 9},
                          "headers": [{"name": "Content-Length", "value": "-7"}]}})",
         300,
         0,
         250,
         9,
         "content size derived from other sizes than bodySize=1 "},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.name)
        {
            const auto har = ParseHar(MakeHar({MakeEntry(test.patch)}, test.creator));
            const HttpPageObject& object = har->GetPages()[0].objects[0];
            BOOST_TEST(object.headBytes == test.requestHead);
            BOOST_TEST(object.contentBytes == test.requestContent);
            const auto catalogue = har->CreateCatalogue(std::nullopt);
            const HttpResource* answer = FindAnswer(*catalogue, object);
            BOOST_TEST_REQUIRE(answer != nullptr);
            BOOST_TEST(answer->headBytes == test.responseHead);
            BOOST_TEST(answer->size == test.responseContent);
            BOOST_TEST(ListNotes(har->GetReport()) == test.notes);
        }
    }
}

BOOST_AUTO_TEST_CASE(AdaptsWhatHttp11InClearCannotSay)
{
    const struct
    {
        const char* patch;
        const char* notes;
        const char* url;
        int status;
    } cases[] = {
        {R"({"request": {"url": "https://A.example/x#part"}})", "", "https://a.example/x", 200},
        {R"({"request": {"httpVersion": "h3"}})",
         "HTTP/2 or HTTP/3 as HTTP/1.1=1 ",
         "http://a.example/",
         200},
        {R"({"request": {"httpVersion": "me:"}})",
         "HTTP/2 or HTTP/3 as HTTP/1.1=1 ",
         "http://a.example/",
         200},
        {R"({"request": {"httpVersion": "HTTP/2.0"}})",
         "HTTP/2 or HTTP/3 as HTTP/1.1=1 ",
         "http://a.example/",
         200},
        {R"({"request": {"httpVersion": "unknown"}})", "", "http://a.example/", 200},
        {R"({"response": {"httpVersion": "HTTP/1.0"}})",
         "HTTP/1.0 as HTTP/1.1=1 ",
         "http://a.example/",
         200},
        {R"({"request": {"url": "http://a.example/a b|c"}})",
         "characters of the URL percent-encoded=1 ",
         "http://a.example/a%20b%7Cc",
         200},
        {R"({"request": {"url": "http://a.example:8080?q"}})", "", "http://a.example:8080/?q", 200},
        {R"({"response": {"status": 302, "redirectURL": "/x"}})", "", "http://a.example/", 302},
        {R"({"response": {"status": 999}})",
         "status outside 200 to 599 replaced=1 ",
         "http://a.example/",
         500},
        {R"({"response": {"status": 0}})",
         "status outside 200 to 599 replaced=1 ",
         "http://a.example/",
         200},
        {R"({"startedDateTime": "yesterday"})",
         "no start time, the previous entry's taken=1 ",
         "http://a.example/",
         200},
        {R"({"startedDateTime": null})",
         "no start time, the previous entry's taken=1 ",
         "http://a.example/",
         200},
        {R"({"timings": null})", "no wait time, 0 taken=1 ", "http://a.example/", 200},
        {R"({"timings": {"wait": -1}})", "no wait time, 0 taken=1 ", "http://a.example/", 200},
        {R"({"timings": {"wait": 1e200, "receive": 1e200}})",
         "size or time out of range, cut=1 ",
         "http://a.example/",
         200},
        {R"({"timings": {"connect": 80}})",
         "wait shorter than the round trip, no think time=1 ",
         "http://a.example/",
         200},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.patch)
        {
            const auto har = ParseHar(MakeHar({MakeEntry(test.patch)}));
            const HttpPageObject& object = har->GetPages()[0].objects[0];
            BOOST_TEST(ListNotes(har->GetReport()) == test.notes);
            BOOST_TEST(object.url.ToString() == test.url);
            const auto catalogue = har->CreateCatalogue(std::nullopt);
            const HttpResource* answer = FindAnswer(*catalogue, object);
            BOOST_TEST_REQUIRE(answer != nullptr);
            BOOST_TEST(answer->status == test.status);
        }
    }
}

BOOST_AUTO_TEST_CASE(KeepsMediaTypesThatAFieldCanHold)
{
    const struct
    {
        const char* patch;
        std::string type;
    } cases[] = {
        {"{}", "text/html"},
        {R"({"response": {"headers": [], "content": {"mimeType": "image/png"}}})", "image/png"},
        {R"({"response": {"headers": [{"name": "content-type", "value": " text/css "}]}})",
         "text/css"},
        {R"({"response": {"headers": [], "content": {"mimeType": null}}})", ""},
        {R"({"response": {"headers": [], "content": {"mimeType": "a\r\nb: c"}}})", ""},
        {R"({"response": {"headers": [], "content": {"mimeType": "x-unknown"}}})", ""},
        {R"({"response": {"headers": [{"name": "Content-Type", "value": "t\u00e4xt"}]}})", ""},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.patch)
        {
            const auto har = ParseHar(MakeHar({MakeEntry(test.patch)}));
            const auto catalogue = har->CreateCatalogue(std::nullopt);
            BOOST_TEST(FindAnswer(*catalogue, har->GetPages()[0].objects[0])->type == test.type);
        }
    }
}

BOOST_AUTO_TEST_CASE(TellsEqualRequestsWithOtherAnswersApart)
{
    const std::string larger = R"({"response": {"bodySize": 2000}})";
    const std::string taken = R"({"request": {"url": "http://a.example/?har-entry=2"}})";
    const std::string query =
        R"({"request": {"url": "http://a.example/?q"}, "response": {"bodySize": 5}})";
    const auto har =
        ParseHar(MakeHar({MakeEntry(),
                          MakeEntry(larger),
                          MakeEntry(),
                          MakeEntry(larger),
                          MakeEntry(taken),
                          MakeEntry(R"({"request": {"method": "POST"}})"),
                          MakeEntry(query),
                          MakeEntry(R"({"request": {"url": "http://a.example/?q"}})"),
                          MakeEntry(R"({"request": {"url": "https://a.example/"}})")}));
    const std::vector<HttpPageObject>& objects = har->GetPages()[0].objects;
    const char* const urls[] = {"http://a.example/",
                                "http://a.example/?har-entry=2&har-entry=2",
                                "http://a.example/",
                                "http://a.example/?har-entry=2&har-entry=2",
                                "http://a.example/?har-entry=2",
                                "http://a.example/",
                                "http://a.example/?q",
                                "http://a.example/?q&har-entry=8",
                                "https://a.example/"};
    const uint64_t sizes[] = {1000, 2000, 1000, 2000, 1000, 1000, 5, 1000, 1000};
    const auto catalogue = har->CreateCatalogue(std::nullopt);
    BOOST_TEST(catalogue->GetSize() == 7U);
    BOOST_TEST_REQUIRE(objects.size() == 9U);
    for (std::size_t i = 0; i < objects.size(); i++)
    {
        BOOST_TEST_CONTEXT(i)
        {
            BOOST_TEST(objects[i].url.ToString() == urls[i]);
            const HttpResource* answer = FindAnswer(*catalogue, objects[i]);
            BOOST_TEST_REQUIRE(answer != nullptr);
            BOOST_TEST(answer->size == sizes[i]);
        }
    }
    BOOST_TEST(har->GetReport().GetCount(HttpHarNote::ToldApart) == 3U);
}

BOOST_AUTO_TEST_CASE(SubtractsTheRoundTripFromTheWait)
{
    // Per host the shortest set-up less TLS: a 30 ms, b 45 - 20 = 25 ms, c by WebPageTest 12 ms, d
    // as the shortest of the file.
    const auto har = ParseHar(MakeHar(
        {MakeEntry(R"({"timings": {"connect": 40}})"),
         MakeEntry(R"({"request": {"url": "http://a.example/2"}, "timings": {"connect": 30}})"),
         MakeEntry(R"({"request": {"url": "https://b.example/"},
                       "timings": {"connect": 45, "ssl": 20}})"),
         MakeEntry(R"({"request": {"url": "http://b.example/"}})"),
         MakeEntry(R"({"request": {"url": "http://c.example:81/"}, "_server_rtt": "12"})"),
         MakeEntry(R"({"request": {"url": "http://d.example/"},
                       "timings": {"connect": 9, "ssl": 9, "wait": 20}})")}));

    const struct
    {
        const char* scheme;
        const char* host;
        int port;
        uint32_t requests;
        int64_t roundTripMs;
    } origins[] = {
        {"http", "a.example", 80, 2, 30},
        {"https", "b.example", 443, 1, 25},
        {"http", "b.example", 80, 1, 25},
        {"http", "c.example", 81, 1, 12},
        {"http", "d.example", 80, 1, 25},
    };

    BOOST_TEST_REQUIRE(har->GetOrigins().size() == 5U);
    for (std::size_t i = 0; i < 5; i++)
    {
        const HttpHarOrigin& origin = har->GetOrigins()[i];
        BOOST_TEST(origin.scheme == origins[i].scheme);
        BOOST_TEST(origin.host == origins[i].host);
        BOOST_TEST(origin.port == origins[i].port);
        BOOST_TEST(origin.requests == origins[i].requests);
        BOOST_TEST(origin.roundTrip.GetMilliSeconds() == origins[i].roundTripMs);
    }
    const int64_t recorded[] = {30, 30, 35, 35, 48, 0};
    const int64_t given[] = {10, 10, 10, 10, 10, 0};
    const auto byRecording = har->CreateCatalogue(std::nullopt);
    const auto byGift = har->CreateCatalogue(MilliSeconds(50));
    const auto& objects = har->GetPages()[0].objects;
    for (std::size_t i = 0; i < objects.size(); i++)
    {
        BOOST_TEST_CONTEXT(i)
        {
            BOOST_TEST(FindAnswer(*byRecording, objects[i])->delay.GetMilliSeconds() ==
                       recorded[i]);
            BOOST_TEST(FindAnswer(*byGift, objects[i])->delay.GetMilliSeconds() == given[i]);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(HttpHarPages)

BOOST_AUTO_TEST_CASE(FindsWhatRevealedEachRequest)
{
    const std::string at = "http://a.example";
    const auto har = ParseHar(MakeHar({
        MakeTimed(at + "/first",
                  0,
                  100,
                  R"({"response": {"status": 301, "redirectURL": "/root"}})"),
        MakeTimed(at + "/root", 110, 400),
        WithReferer(MakeTimed(at + "/style.css", 300, 500), at + "/root"),
        WithReferer(MakeTimed(at + "/image.png", 520, 600), at + "/style.css#x"),
        WithReferer(
            MakeTimed(at + "/code.js",
                      310,
                      700,
                      R"({"response": {"content": {"mimeType": "application/javascript"}}})"),
            at + "/root"),
        MakeTimed(at + "/by-code", 650, 900, R"({"_initiator": "http://a.example/code.js"})"),
        MakeTimed(at + "/by-stack",
                  1000,
                  1100,
                  R"({"_initiator": {"type": "script", "stack": {
                        "callFrames": [{"url": "http://a.example/unknown.js"}],
                        "parent": {"callFrames": [{"url": "http://a.example/code.js"}]}}}})"),
        MakeTimed(at + "/by-parser",
                  1200,
                  1300,
                  R"({"_initiator": {"type": "parser", "url": "http://a.example/root"}})"),
        MakeTimed(at + "/orphan", 1400, 1500),
        WithReferer(MakeTimed(at + "/self", 1600, 1700), at + "/self"),
        WithReferer(MakeTimed(at + "/root", 1800, 1900), at + "/style.css"),
    }));

    const struct
    {
        const char* target;
        uint32_t revealedBy;
        Anchor anchor;
        int64_t delayMs;
    } expected[] = {
        {"/first", 0, Anchor::PageStart, 0},
        {"/root", 0, Anchor::LastByte, 10},                // redirect
        {"/style.css", 1, Anchor::FirstByte, 45},          // root's first byte at 255
        {"/code.js", 1, Anchor::FirstByte, 55},            //
        {"/image.png", 2, Anchor::LastByte, 20},           // style ended at 500
        {"/by-code", 3, Anchor::LastByte, 0},              // before the script's end
        {"/by-stack", 3, Anchor::LastByte, 300},           // script ended at 700
        {"/by-parser", 1, Anchor::LastByte, 800},          // root ended at 400
        {"/orphan", 0, Anchor::LastByte, 1300},            // first ended at 100
        {"/self", 0, Anchor::LastByte, 1500},              // not by itself
        {"/root?har-entry=11", 2, Anchor::LastByte, 1300}, // a redirect leads to one request
    };

    const auto& objects = har->GetPages()[0].objects;
    BOOST_TEST_REQUIRE(objects.size() == 11U);
    for (std::size_t i = 0; i < objects.size(); i++)
    {
        BOOST_TEST_CONTEXT(expected[i].target)
        {
            BOOST_TEST(objects[i].url.target == expected[i].target);
            BOOST_TEST(objects[i].revealedBy == expected[i].revealedBy);
            BOOST_TEST((objects[i].anchor == expected[i].anchor));
            BOOST_TEST(objects[i].delay.GetMilliSeconds() == expected[i].delayMs);
        }
    }
    const HttpHarReport& report = har->GetReport();
    BOOST_TEST(report.GetCount(HttpHarNote::ByRedirect) == 1U);
    BOOST_TEST(report.GetCount(HttpHarNote::ByInitiator) == 3U);
    BOOST_TEST(report.GetCount(HttpHarNote::ByReferer) == 4U);
    BOOST_TEST(report.GetCount(HttpHarNote::ByRoot) == 2U);
}

BOOST_AUTO_TEST_CASE(CyclesCannotBe)
{
    // Two entries that name each other, and equal starts: only strictly earlier ones reveal.
    const std::string at = "http://a.example";
    const auto har = ParseHar(MakeHar({
        MakeTimed(at + "/", 0, 10),
        WithReferer(MakeTimed(at + "/x", 50, 60), at + "/y"),
        WithReferer(MakeTimed(at + "/y", 50, 60), at + "/x"),
    }));
    for (const HttpPageObject& object : har->GetPages()[0].objects)
    {
        BOOST_TEST(object.revealedBy == 0U);
    }
}

BOOST_AUTO_TEST_CASE(CorrectsTheClockOfWebPageTest)
{
    // The start is that of the sending, 80 ms of set-up after the browser asked: at 320, between
    // the root's first byte (50) and its end (350). The second connection had been set up earlier.
    const std::string at = "http://a.example";
    const auto har = ParseHar(MakeHar(
        {MakeTimed(at + "/", 0, 100, R"({"timings": {"wait": 50, "receive": 300}})"),
         MakeTimed(at + "/x",
                   400,
                   500,
                   R"({"_load_start": "400", "_all_start": 320,
                       "timings": {"dns": 30, "connect": 50}})"),
         MakeTimed(at + "/y",
                   900,
                   990,
                   R"({"_load_start": 900, "_all_start": 100, "timings": {"connect": 50}})")},
        "WebPagetest"));
    const auto& objects = har->GetPages()[0].objects;
    BOOST_TEST((objects[1].anchor == Anchor::FirstByte));
    BOOST_TEST(objects[1].delay.GetMilliSeconds() == 270);
    BOOST_TEST((objects[2].anchor == Anchor::LastByte));
    BOOST_TEST(objects[2].delay.GetMilliSeconds() == 500);
}

BOOST_AUTO_TEST_CASE(GroupsAndOrdersPages)
{
    nlohmann::json har = nlohmann::json::parse(MakeHar({
        MakeTimed("http://a.example/late", 5000, 5010, R"({"pageref": "p2"})"),
        MakeTimed("http://a.example/2", 4000, 4010, R"({"pageref": "p2"})"),
        MakeTimed("http://a.example/1", 100, 110, R"({"pageref": "p1"})"),
        MakeTimed("http://a.example/none", 2000, 2010),
        MakeTimed("http://a.example/dangling", 3000, 3010, R"({"pageref": "p9"})"),
    }));
    har["log"]["pages"] = nlohmann::json::parse(R"([{"id": "p1"}, {"id": "empty"}, {"id": "p2"}])");
    const auto read = ParseHar(har.dump());
    std::string text;
    for (const HttpPage& page : read->GetPages())
    {
        text += '[';
        for (const HttpPageObject& object : page.objects)
        {
            text += object.url.target;
        }
        text += ']';
    }
    BOOST_TEST(text == "[/1][/none][/dangling][/2/late]");
    BOOST_TEST(read->GetReport().pages == 4U);
    BOOST_TEST(read->GetReport().GetCount(HttpHarNote::NoPage) == 2U);
}

BOOST_AUTO_TEST_CASE(WithoutStartTimesTheOrderOfTheFileHolds)
{
    const auto har = ParseHar(MakeHar(
        {MakeEntry(R"({"startedDateTime": "?", "request": {"url": "http://a.example/1"}})"),
         MakeEntry(R"({"startedDateTime": "?", "request": {"url": "http://a.example/2"}})"),
         MakeEntry(R"({"startedDateTime": "?", "request": {"url": "http://a.example/3"}})")}));
    const auto& objects = har->GetPages()[0].objects;
    BOOST_TEST(objects[0].url.target == "/1");
    BOOST_TEST(objects[2].url.target == "/3");
    BOOST_TEST(objects[2].revealedBy == 0U);
}

BOOST_AUTO_TEST_CASE(CutsDelaysOfYears)
{
    const auto har =
        ParseHar(MakeHar({MakeEntry(R"({"startedDateTime": "1970-01-01T00:00:00Z"})"),
                          MakeEntry(R"({"startedDateTime": "2261-12-31T23:59:60+23:59"})")}));
    BOOST_TEST(har->GetPages()[0].objects[1].delay.GetSeconds() <= 86400.0);
    BOOST_TEST(har->GetReport().GetCount(HttpHarNote::NumberCut) == 1U);
}

BOOST_AUTO_TEST_CASE(ReadsDates)
{
    // Expected values by date(1): date -u -d TEXT +%s.
    const struct
    {
        const char* text;
        int64_t nanoseconds; // -1: refused
    } cases[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"2016-05-29T05:22:54.142+00:00", 1464499374142000000},
        {"2017-02-12T02:24:13.651Z", 1486866253651000000},
        {"2000-02-29T23:59:59", 951868799000000000},
        {"2024-03-01T01:30:00.123456789+0530", 1709236800123456789},
        {"2024-03-01T01:30:00-02", 1709263800000000000},
        {"2024-03-01 01:30:00z", 1709256600000000000},
        {"2024-03-01T01:30:00.1234567891234Z", 1709256600123456789},
        {"2024-13-01T00:00:00Z", -1},
        {"2024-00-01T00:00:00Z", -1},
        {"1969-12-31T23:59:59Z", -1},
        {"9999-01-01T00:00:00Z", -1},
        {"2024-03-01", -1},
        {"2024-03-01T01:30:00+", -1},
        {"2024-03-01T01:30:00+0", -1},
        {"2024-03-01T01:30:00+99:00", -1},
        {"2024-03-01T01:30:00 GMT", -1},
        {"2024/03/01T01:30:00Z", -1},
        {"-024-03-01T01:30:00Z", -1},
        {"", -1},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.text)
        {
            BOOST_TEST(http::ParseDateTime(test.text).value_or(-1) == test.nanoseconds);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(HttpHarFiles)

BOOST_AUTO_TEST_CASE(AcceptsByteOrderMarksAndOtherEncodings)
{
    using namespace std::string_literals;
    const std::string text = MakeHar({MakeEntry()});
    std::string utf16 = "\xff\xfe"s;
    for (const char character : text)
    {
        utf16 += character;
        utf16 += '\0';
    }
    std::string latin1 = text;
    latin1.replace(latin1.find("\"OK\""), 4, "\"\xe4\"");
    std::string lines = nlohmann::json::parse(text).dump(2);
    for (std::size_t at = 0; (at = lines.find('\n', at)) != std::string::npos; at += 2)
    {
        lines.insert(at, 1, '\r');
    }

    const struct
    {
        const char* name;
        std::string text;
        uint32_t repaired;
    } cases[] = {
        {"byte order mark", "\xef\xbb\xbf" + text, 0},
        {"CRLF", lines, 0},
        {"UTF-16", utf16, 1},
        {"Latin-1", latin1, 1},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.name)
        {
            const auto har = ParseHar(test.text);
            BOOST_TEST(har->GetReport().replayed == 1U);
            BOOST_TEST(har->GetReport().GetCount(HttpHarNote::TextRepaired) == test.repaired);
        }
    }
}

BOOST_AUTO_TEST_CASE(RefusesInOneLine)
{
    const std::string good = MakeHar({MakeEntry()});

    const struct
    {
        const char* name;
        std::string text;
        const char* error; // what the line begins with
    } cases[] = {
        {"empty", "", "the file is empty"},
        {"spaces", " \r\n\t", "the file is empty"},
        {"no JSON", "<html>", "not JSON: parse error at line 1, column 1"},
        {"truncated", good.substr(0, good.size() / 2), "not JSON: parse error at line 1"},
        {"no object", "[]", "not an HTTP Archive: it has no array log.entries"},
        {"a number", "5", "not an HTTP Archive: it has no array log.entries"},
        {"no log", "{}", "not an HTTP Archive: it has no array log.entries"},
        {"no entries", R"({"log": {}})", "not an HTTP Archive: it has no array log.entries"},
        {"entries no array",
         R"({"log": {"entries": {}}})",
         "not an HTTP Archive: it has no array log.entries"},
        {"nothing in it",
         R"({"log": {"entries": []}})",
         "none of its 0 entries is an http or https request with an answer"},
        {"nothing of use",
         R"({"log": {"entries": [1, null, "x", [], {}]}})",
         "none of its 5 entries is an http or https request with an answer"},
        {"a number beyond all numbers",
         R"({"log": {"entries": [], "x": 1e999}})",
         "not JSON: number overflow"},
        {"nested without end", std::string(1000000, '['), "not JSON: parse error at line 1"},
        {"nested objects",
         [] {
             std::string text;
             for (int i = 0; i < 200000; i++)
             {
                 text += R"({"log":)";
             }
             return text;
         }(),
         "not JSON: parse error at line 1"},
        {"a zero byte", std::string("{\"log\"\0}", 8), "not JSON: parse error at line 1"},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.name)
        {
            std::string error;
            BOOST_TEST((HttpHar::Parse(test.text, error) == nullptr));
            BOOST_TEST(error.substr(0, std::string(test.error).size()) == test.error);
            BOOST_TEST(error.find('\n') == std::string::npos);
            BOOST_TEST(error.size() < 300U);
        }
    }
    std::string error;
    BOOST_TEST((HttpHar::Load("/no/such/file", error) == nullptr));
    BOOST_TEST(error == "/no/such/file: No such file or directory");
    BOOST_TEST((HttpHar::Load("/", error) == nullptr));
    BOOST_TEST(error == "/: Is a directory");
    const http_test::TemporaryFile file("{}");
    BOOST_TEST((HttpHar::Load(file.GetPath(), error) == nullptr));
    BOOST_TEST(error == file.GetPath() + ": not an HTTP Archive: it has no array log.entries");
}

BOOST_AUTO_TEST_CASE(EveryPrefixOfAFileIsRefusedOrRead)
{
    const std::string text = MakeHar({MakeEntry()});
    for (std::size_t length = 0; length < text.size(); length++)
    {
        std::string error;
        BOOST_TEST((HttpHar::Parse(text.substr(0, length), error) == nullptr));
        BOOST_TEST(error != "");
    }
}

BOOST_AUTO_TEST_CASE(SurvivesWrongTypesEverywhere)
{
    // Each member of an entry in turn is replaced by something of every other type, or left out.
    const nlohmann::json whole = MakeEntry(R"({
        "pageref": "p", "_initiator": {"url": "http://a.example/", "stack": {"callFrames": [{"url": "x"}],
        "parent": {}}}, "_fromCache": "", "_load_start": 5, "_all_start": 2, "_bytesIn": 7,
        "_objectSize": 9, "_server_rtt": 1, "request": {"postData": {"text": "abc", "params": []}},
        "response": {"_transferSize": 4, "content": {"compression": 1, "text": "abc"}}})");
    const char* const values[] =
        {"null", "true", "-1", "1e300", "\"\"", "\"x\"", "[]", "[[]]", "{}", "[{\"name\": 1}]"};
    int tried = 0;
    const nlohmann::json members = whole.flatten();
    for (auto it = members.begin(); it != members.end(); ++it)
    {
        // The member itself and everything that holds it.
        for (std::string at = it.key(); !at.empty(); at.erase(at.rfind('/')))
        {
            for (const char* value : values)
            {
                nlohmann::json entry = whole;
                entry[nlohmann::json::json_pointer(at)] = nlohmann::json::parse(value);
                const auto har = ParseHar(MakeHar({MakeEntry(), entry}));
                const HttpHarReport& report = har->GetReport();
                uint32_t skipped = 0;
                for (const auto& item : report.GetSkipped())
                {
                    skipped += item.count;
                }
                BOOST_TEST(report.replayed + skipped == 2U);
                tried++;
            }
        }
    }
    BOOST_TEST(tried > 500);
}

BOOST_AUTO_TEST_CASE(OfEqualMembersTheLastHolds)
{
    std::string text = MakeHar({MakeEntry()});
    const std::string member = R"("bodySize":1000)";
    text.insert(text.find(member) + member.size(), R"(,"bodySize":5)");
    const auto har = ParseHar(text);
    const auto catalogue = har->CreateCatalogue(std::nullopt);
    BOOST_TEST(FindAnswer(*catalogue, har->GetPages()[0].objects[0])->size == 5U);
}

BOOST_AUTO_TEST_CASE(ReadsDeepInitiators)
{
    std::string stack = R"({"callFrames": [{"url": "http://a.example/"}]})";
    for (int i = 0; i < 10; i++)
    {
        stack.insert(0, R"({"callFrames": [], "parent": )");
        stack += '}';
    }
    std::string deep;
    std::string ends;
    for (int i = 0; i < 100000; i++)
    {
        deep += R"({"parent":)";
        ends += '}';
    }
    std::string text =
        MakeHar({MakeEntry(),
                 MakeTimed("http://a.example/x", 500, 600, R"({"_initiator": {"stack": 1}})"),
                 MakeTimed("http://a.example/y", 700, 800, R"({"_initiator": {"stack": 2}})")});
    text.replace(text.find(R"("stack":1)"), 9, R"("stack":)" + stack);
    text.replace(text.find(R"("stack":2)"), 9, R"("stack":)" + deep + "1" + ends);
    const auto har = ParseHar(text);
    BOOST_TEST(har->GetReport().GetCount(HttpHarNote::ByInitiator) == 1U);
    BOOST_TEST(har->GetReport().GetCount(HttpHarNote::ByRoot) == 1U);
}

BOOST_AUTO_TEST_CASE(ReportsOneLineEach)
{
    const auto har = ParseHar(MakeHar({MakeEntry(R"({"request": {"url": "https://a.example/"}})"),
                                       MakeTimed("http://a.example/x", 100, 200),
                                       MakeEntry(R"({"request": {"url": "data:,x"}})")}));
    BOOST_TEST(har->GetReport().ToString() ==
               "entries: 3, http and https: 2, replayed: 2, pages: 1\n"
               "skipped, data: URL: 1\n"
               "revealed by the page's first object: 1\n");
}

BOOST_AUTO_TEST_SUITE_END()
