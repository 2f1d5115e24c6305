/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Replay of archives as a workload, and of recorded pages where they are there.

#include "http-har-maker.h"
#include "http-temporary-file.h"

#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/http-har-workload.h"
#include "ns3/nstime.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace ns3;
using http_test::FindAnswer;
using http_test::MakeEntry;
using http_test::MakeHar;

namespace
{

const http::Url BASE;

/// Two pages; on the first a second object, 10 ms after the end of the root.
std::string
MakeTwoPages()
{
    return MakeHar({MakeEntry(R"({"pageref": "1", "timings": {"connect": 20}})"),
                    MakeEntry(R"({"pageref": "1", "startedDateTime": "2026-01-01T00:00:00.130Z",
                       "request": {"url": "http://a.example/x"}})"),
                    MakeEntry(R"({"pageref": "2", "startedDateTime": "2026-01-01T00:01:00Z",
                       "request": {"url": "http://a.example/y"}})")});
}

Ptr<HttpHarWorkload>
MakeWorkload(const std::string& file)
{
    const Ptr<HttpHarWorkload> workload = CreateObject<HttpHarWorkload>();
    workload->SetAttribute("File", StringValue(file));
    return workload;
}

/// Targets and delays of all pages, up to a number.
std::string
Describe(HttpHarWorkload& workload, int max = 100)
{
    std::string text;
    HttpPage page;
    while (max-- > 0 && workload.NextPage(BASE, page))
    {
        text += '[';
        for (const HttpPageObject& object : page.objects)
        {
            text += object.url.target + '+' + std::to_string(object.delay.GetMilliSeconds()) + ' ';
        }
        text += std::to_string(page.thinkTime.GetMilliSeconds()) + ']';
    }
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpHarWorkload_)

BOOST_AUTO_TEST_CASE(YieldsThePagesAsOftenAsAsked)
{
    const http_test::TemporaryFile file(MakeTwoPages());

    const struct
    {
        uint32_t repeat;
        uint32_t maxPages;
        double scale;
        const char* think;
        const char* expected;
    } cases[] = {
        {1, 0, 0, "0", "[/+0 /x+0 0][/y+0 0]"},
        {1, 0, 1, "0", "[/+0 /x+10 0][/y+0 0]"},
        {1, 0, 0.5, "2", "[/+0 /x+5 2000][/y+0 2000]"},
        {2, 1, 0, "0", "[/+0 /x+0 0][/+0 /x+0 0]"},
        {1, 9, 0, "0", "[/+0 /x+0 0][/y+0 0]"},
        {0, 0, 0, "0", "[/+0 /x+0 0][/y+0 0][/+0 /x+0 0]"},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.expected)
        {
            const Ptr<HttpHarWorkload> workload = MakeWorkload(file.GetPath());
            workload->SetAttribute("Repeat", UintegerValue(test.repeat));
            workload->SetAttribute("MaxPages", UintegerValue(test.maxPages));
            workload->SetAttribute("DelayScale", DoubleValue(test.scale));
            workload->SetAttribute("ThinkTime",
                                   StringValue("ns3::ConstantRandomVariable[Constant=" +
                                               std::string(test.think) + "]"));
            BOOST_TEST(workload->AssignStreams(0) == 3);
            BOOST_TEST(workload->Check() == "");
            BOOST_TEST(Describe(*workload, 3) == test.expected);
        }
    }
    Simulator::Destroy();
}

/// Clients that share a recording are users of their own.
BOOST_AUTO_TEST_CASE(GivesEachUserAnOrderAndABeginning)
{
    const http_test::TemporaryFile file(MakeTwoPages());
    const Ptr<HttpHarWorkload> second = MakeWorkload(file.GetPath());
    second->SetAttribute("Client", UintegerValue(3));
    second->SetAttribute("Clients", UintegerValue(4));
    second->SetAttribute("Rotate", BooleanValue(true));
    BOOST_TEST(Describe(*second, 3) == "[/y+0 0][/+0 /x+0 0]");

    const auto makeRandom = [&](int64_t stream) {
        const Ptr<HttpHarWorkload> workload = MakeWorkload(file.GetPath());
        workload->SetAttribute("RandomOrder", BooleanValue(true));
        workload->SetAttribute("Repeat", UintegerValue(0));
        workload->SetAttribute("StartTime", StringValue("ns3::UniformRandomVariable[Min=1|Max=9]"));
        workload->AssignStreams(stream);
        return workload;
    };
    const Ptr<HttpHarWorkload> random = makeRandom(5);
    HttpPage page;
    int begunByTheFirst = 0;
    for (int round = 0; round < 1000; ++round)
    {
        std::string targets;
        for (int i = 0; i < 2; ++i)
        {
            BOOST_TEST_REQUIRE(random->NextPage(http::Url(), page));
            targets += page.objects[0].url.target;
            const double start = page.startDelay.GetSeconds();
            const bool isStart = round == 0 && i == 0;
            BOOST_TEST_REQUIRE((isStart ? start >= 1 && start < 9 : start == 0));
        }
        begunByTheFirst += targets == "//y";
        BOOST_TEST_REQUIRE((targets == "//y" || targets == "/y/"));
    }
    // Binomial: 500 within 4 standard deviations.
    BOOST_TEST(std::abs(begunByTheFirst - 500) < 4 * 15.8);
    BOOST_TEST(Describe(*makeRandom(5), 40) == Describe(*makeRandom(5), 40));
    BOOST_TEST(Describe(*makeRandom(5), 40) != Describe(*makeRandom(9), 40));
    Simulator::Destroy();
}

BOOST_AUTO_TEST_CASE(SharesWhatWasRead)
{
    const http_test::TemporaryFile file(MakeTwoPages());
    const Ptr<HttpHarWorkload> one = MakeWorkload(file.GetPath());
    const Ptr<HttpHarWorkload> other = MakeWorkload(file.GetPath());
    const Ptr<HttpHarWorkload> nearer = MakeWorkload(file.GetPath());
    nearer->SetAttribute("ServerRoundTrip", TimeValue(MilliSeconds(5)));
    BOOST_TEST((one->GetHar() == other->GetHar()));
    BOOST_TEST((one->GetCatalogue() == other->GetCatalogue()));
    BOOST_TEST((one->GetCatalogue() != nearer->GetCatalogue()));
    BOOST_TEST(one->GetCatalogue()->Find("GET", "a.example", "/x")->delay.GetMilliSeconds() == 40);
    BOOST_TEST(nearer->GetCatalogue()->Find("GET", "a.example", "/x")->delay.GetMilliSeconds() ==
               55);

    // Each goes through the pages by itself.
    HttpPage page;
    BOOST_TEST(one->NextPage(BASE, page));
    BOOST_TEST(Describe(*other) == "[/+0 /x+0 0][/y+0 0]");
    BOOST_TEST(Describe(*one) == "[/y+0 0]");
    Simulator::Destroy();
}

BOOST_AUTO_TEST_CASE(NamesAttributeFileAndReason)
{
    const struct
    {
        const char* file;
        const char* reason;
    } cases[] = {
        {"", "no file given"},
        {"/no/such/file", "/no/such/file: No such file or directory"},
    };

    for (const auto& test : cases)
    {
        const Ptr<HttpHarWorkload> workload = MakeWorkload(test.file);
        BOOST_TEST(workload->Check(BASE) == "ns3::HttpHarWorkload::File is \"" +
                                                std::string(test.file) + "\"; " + test.reason +
                                                "; accepted: an HTTP Archive (HAR 1.1 or 1.2)");
    }
    Simulator::Destroy();
}

BOOST_AUTO_TEST_CASE(ReplaysRecordedPages)
{
    // Entries, hosts and contents as jq counts them in the files:
    //   jq '.log.entries|length'
    //   jq '[.log.entries[].request.url|split("/")[0:3]|join("/")]|unique|length'
    //   jq '[.log.entries[]|select(.response.status>0).response.bodySize]|add'
    const struct
    {
        const char* name;
        uint32_t entries;
        uint32_t replayed;
        std::size_t pages;
        std::size_t origins;
        int64_t contentBytes; // -1: not all of them are recorded
    } cases[] = {
        {"bbc.har", 1050, 1033, 5, 64, 9226053},
        {"enorm-magazin.har", 65, 65, 1, 9, -1},
        {"github.har", 16, 16, 1, 5, 1625007},
    };

    for (const auto& test : cases)
    {
        const std::string path = std::string(HTTP_SHARED_DATA) + "/har/" + test.name;
        if (!std::filesystem::exists(path))
        {
            BOOST_TEST_MESSAGE("skipped, not there: " << path);
            continue;
        }
        BOOST_TEST_CONTEXT(test.name)
        {
            std::string error;
            const Ptr<const HttpHar> har = HttpHar::Load(path, error);
            BOOST_TEST_REQUIRE(error == "");
            const HttpHarReport& report = har->GetReport();
            BOOST_TEST(report.entries == test.entries);
            BOOST_TEST(report.httpEntries == test.entries);
            BOOST_TEST(report.replayed == test.replayed);
            BOOST_TEST(report.replayed >= 0.95 * report.httpEntries);
            BOOST_TEST(har->GetPages().size() == test.pages);
            BOOST_TEST(har->GetOrigins().size() == test.origins);
            const Ptr<HttpCatalogue> catalogue = har->CreateCatalogue(std::nullopt);
            uint32_t objects = 0;
            int64_t bytes = 0;
            for (const HttpPage& page : har->GetPages())
            {
                for (std::size_t i = 0; i < page.objects.size(); i++)
                {
                    const HttpPageObject& object = page.objects[i];
                    const HttpResource* answer = FindAnswer(*catalogue, object);
                    BOOST_TEST_REQUIRE(answer != nullptr);
                    BOOST_TEST((i == 0 || object.revealedBy < i));
                    BOOST_TEST((i > 0) == (object.anchor != HttpPageObject::Anchor::PageStart));
                    BOOST_TEST(object.headBytes > 0U);
                    BOOST_TEST(answer->headBytes > 0U);
                    BOOST_TEST(!answer->delay.IsStrictlyNegative());
                    bytes += static_cast<int64_t>(answer->size);
                    objects++;
                }
            }
            BOOST_TEST(objects == report.replayed);
            if (test.contentBytes >= 0)
            {
                BOOST_TEST(bytes == test.contentBytes);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(EveryPrefixOfARecordedPageEndsInOneLine)
{
    const std::string path = std::string(HTTP_SHARED_DATA) + "/har/github.har";
    std::ifstream file(path, std::ios::binary);
    if (!file)
    {
        BOOST_TEST_MESSAGE("skipped, not there: " << path);
        return;
    }
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    for (std::size_t length = 0; length + 2 < text.size(); length += 997)
    {
        std::string error;
        BOOST_TEST((HttpHar::Parse(text.substr(0, length), error) == nullptr));
        BOOST_TEST(!error.empty());
        BOOST_TEST(error.find('\n') == std::string::npos);
    }
}

// What was recorded over HTTP/2 or 3 is asked for so, with the fields and the urgency of the
// recording.
BOOST_AUTO_TEST_CASE(RecordedVersions)
{
    const auto entry = [](const char* version) {
        return MakeEntry(R"({"_priority": "High", "request": {"url": "https://b.example/x",
            "httpVersion": ")" +
                         std::string(version) + R"(", "headers": [
            {"name": ":path", "value": "/x"}, {"name": "accept", "value": "image/*"},
            {"name": "if-none-match", "value": "\"1\""}, {"name": "user-agent", "value": "B/1"}]},
            "response": {"headers": [{"name": "x-a", "value": "1"},
                                     {"name": "content-encoding", "value": "gzip"}]}})");
    };
    const http_test::TemporaryFile file(MakeHar({MakeEntry(), entry("h2"), entry("h3")}));
    auto workload = CreateObject<HttpHarWorkload>();
    workload->SetAttribute("File", StringValue(file.GetPath()));
    BOOST_TEST(workload->GetReport().GetCount(HttpHarNote::Http2) == 0U);
    BOOST_TEST(workload->GetReport().GetCount(HttpHarNote::Http3) == 1U);
    HttpPage page;
    BOOST_TEST_REQUIRE(workload->NextPage(BASE, page));
    BOOST_TEST_REQUIRE(page.objects.size() == 3U);
    BOOST_TEST((page.objects[0].version == http::Version::Http11));
    BOOST_TEST(page.objects[0].priority == "");
    for (const std::size_t i : {1U, 2U})
    {
        const HttpPageObject& object = page.objects[i];
        BOOST_TEST((object.version == http::Version::Http2));
        BOOST_TEST(object.priority == "u=1");
        BOOST_TEST(object.recorded.GetSize() == 2U);
        BOOST_TEST(object.recorded.Get("Accept").value_or("") == "image/*");
        BOOST_TEST(object.recorded.Get("User-Agent").value_or("") == "B/1");
    }
    const HttpResource* answer = FindAnswer(*workload->GetCatalogue(), page.objects[1]);
    BOOST_TEST_REQUIRE((answer != nullptr));
    BOOST_TEST(answer->recorded.GetSize() == 1U);
    workload = CreateObject<HttpHarWorkload>();
    workload->SetAttribute("File", StringValue(file.GetPath()));
    workload->SetAttribute("RecordedVersions", BooleanValue(false));
    BOOST_TEST(workload->GetReport().GetCount(HttpHarNote::Http2) == 2U);
    BOOST_TEST(workload->GetReport().GetCount(HttpHarNote::Http3) == 0U);
    BOOST_TEST_REQUIRE(workload->NextPage(BASE, page));
    BOOST_TEST(!page.objects[1].version.has_value());
    Simulator::Destroy();
}

BOOST_AUTO_TEST_SUITE_END()
