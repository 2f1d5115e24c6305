/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Requests from CSV files: good ones, dealt out among clients, and hostile ones.

#include "http-temporary-file.h"

#include "ns3/double.h"
#include "ns3/http-csv-workload.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>
#include <string>

using namespace ns3;

namespace
{

const http::Url BASE{"http", "www.example.com", 80, "/start"};

Ptr<HttpCsvWorkload>
Make(const std::string& file, uint32_t client = 0, uint32_t clients = 1)
{
    const Ptr<HttpCsvWorkload> workload = CreateObject<HttpCsvWorkload>();
    workload->SetAttribute("File", StringValue(file));
    workload->SetAttribute("Client", UintegerValue(client));
    workload->SetAttribute("Clients", UintegerValue(clients));
    return workload;
}

/// Each request as "time method URL", times summed up.
std::string
List(HttpCsvWorkload& workload)
{
    std::string text;
    HttpPage page;
    Time now;
    while (workload.NextPage(BASE, page))
    {
        BOOST_TEST(page.isOpen);
        BOOST_TEST(page.objects.size() == 1U);
        now += page.startDelay;
        text += std::to_string(now.GetMilliSeconds()) + ' ' + page.objects[0].method + ' ' +
                page.objects[0].url.ToString() +
                (page.objects[0].contentBytes ? " " + std::to_string(page.objects[0].contentBytes)
                                              : "") +
                '\n';
    }
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpCsvWorkload_)

BOOST_AUTO_TEST_CASE(ReplaysItsRequestsInOrderOfTime)
{
    const http_test::TemporaryFile file("\xef\xbb\xbf# a log\r\n"
                                        "time,url,size,method,content\r\n"
                                        "\r\n"
                                        "2,/b,20,POST,5\r\n"
                                        "500ms,http://other.example:8080/a?x=1,10\r\n"
                                        "2.5 , \"/c,d\" ,30,HEAD,\r\n"
                                        "2,/bytes/7\r\n");
    const auto workload = Make(file.GetPath());
    BOOST_TEST(workload->Check(BASE) == "");
    BOOST_TEST(List(*workload) == "500 GET http://other.example:8080/a?x=1\n"
                                  "2000 POST http://www.example.com/b 5\n"
                                  "2000 GET http://www.example.com/bytes/7\n"
                                  "2500 HEAD http://www.example.com/c,d\n");
    std::string servers;
    for (const http::Url& url : workload->GetServers(BASE))
    {
        servers += url.ToString() + ' ';
    }
    BOOST_TEST(servers == "http://www.example.com/ http://other.example:8080/ ");
    const Ptr<HttpCatalogue> catalogue = workload->GetCatalogue();
    BOOST_TEST_REQUIRE((catalogue != nullptr));
    BOOST_TEST(catalogue->GetSize() == 3U);
    BOOST_TEST(catalogue->Find("POST", "www.example.com", "/b")->size == 20U);
    BOOST_TEST(catalogue->Find("GET", "other.example:8080", "/a?x=1")->size == 10U);
    BOOST_TEST((catalogue->Find("GET", "www.example.com", "/b") == nullptr));
    Simulator::Destroy();
}

BOOST_AUTO_TEST_CASE(ScalesItsTimes)
{
    const http_test::TemporaryFile file("time,url\n1,/a\n3,/b\n");
    const auto workload = Make(file.GetPath());
    workload->SetAttribute("TimeScale", DoubleValue(0.5));
    BOOST_TEST(List(*workload) == "500 GET http://www.example.com/a\n"
                                  "1500 GET http://www.example.com/b\n");
    Simulator::Destroy();
}

BOOST_AUTO_TEST_CASE(AnswersEachSizeOfAUrl)
{
    const http_test::TemporaryFile file(
        "time,url,size\n0,/a,10\n1,/a,20\n2,/a?q,5\n3,/a,10\n4,/a?q,6\n");
    const auto workload = Make(file.GetPath());
    BOOST_TEST(List(*workload) == "0 GET http://www.example.com/a\n"
                                  "1000 GET http://www.example.com/a?csv-line=3\n"
                                  "2000 GET http://www.example.com/a?q\n"
                                  "3000 GET http://www.example.com/a\n"
                                  "4000 GET http://www.example.com/a?q&csv-line=6\n");
    const Ptr<HttpCatalogue> catalogue = workload->GetCatalogue();
    BOOST_TEST(catalogue->Find("GET", "any", "/a")->size == 10U);
    BOOST_TEST(catalogue->Find("GET", "any", "/a?csv-line=3")->size == 20U);
    BOOST_TEST(catalogue->Find("GET", "any", "/a?q&csv-line=6")->size == 6U);
    Simulator::Destroy();
}

BOOST_AUTO_TEST_CASE(ShiftsTimesThatCountFromFarBefore)
{
    const struct
    {
        const char* times[3];
        int64_t shift; // seconds
        const char* list;
    } cases[] = {
        {{"1700000002.5", "1700000000", "1700000001"}, 1700000000, "0 b\n1000 c\n2500 a\n"},
        {{"1700000000s", "1700000000500ms", "1700000001s"}, 1700000000, "0 a\n500 b\n1000 c\n"},
        {{"2026-01-31T12:00:01Z", "2026-01-31T12:00:00.250Z", "2026-01-31T13:00:02+01:00"},
         0,
         "0 b\n750 a\n1750 c\n"},
        {{"864001", "864003", "864002"}, 864001, "0 a\n1000 c\n2000 b\n"},
        // The first time is not above ten days.
        {{"864000", "864001", "1700000000"}, 0, "864000000 a\n864001000 b\n1700000000000 c\n"},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.times[0])
        {
            std::string content = "time,url\n";
            for (int i = 0; i < 3; i++)
            {
                content += std::string(test.times[i]) + ",/" + static_cast<char>('a' + i) + '\n';
            }
            const http_test::TemporaryFile file(content);
            const auto workload = Make(file.GetPath());
            BOOST_TEST_REQUIRE(workload->Check(BASE) == "");
            std::string list = List(*workload);
            for (auto at = list.find("GET http"); at != std::string::npos;
                 at = list.find("GET http"))
            {
                list.erase(at, std::string("GET http://www.example.com/").size());
            }
            BOOST_TEST(list == test.list);
            const Time shift = workload->GetRequests()->Get().shift;
            BOOST_TEST((test.shift == 0 || shift == Seconds(test.shift)));
        }
    }
}

BOOST_AUTO_TEST_CASE(CountsWhatIsLeft)
{
    const http_test::TemporaryFile file("time,url\n1,/a\n2,/b\n3,/c\n");
    const auto workload = Make(file.GetPath(), 1, 2);
    BOOST_TEST(workload->CountPagesLeft(BASE) == 1U);
    HttpPage page;
    BOOST_TEST(workload->NextPage(BASE, page));
    BOOST_TEST(workload->CountPagesLeft(BASE) == 0U);
}

BOOST_AUTO_TEST_CASE(AnswersEveryFormOfUrl)
{
    // As a server looks answers up: by host, and port if it is not 80, whatever the scheme.
    const struct
    {
        const char* url;
        const char* asked;
        const char* authority;
    } cases[] = {
        {"https://a.example/f", "https://a.example/f", "a.example:443"},
        {"https://a.example:8443/f", "https://a.example:8443/f", "a.example:8443"},
        {"https://a.example:80/f", "https://a.example:80/f", "a.example"},
        {"http://a.example/f", "http://a.example/f", "a.example"},
        {"http://a.example:443/f", "http://a.example:443/f", "a.example:443"},
        {"http://me:pw@a.example/f", "http://a.example/f", "a.example"},
        {"http://b\xc3\xbc"
         "cher.example/f",
         "http://xn--bcher-kva.example/f",
         "xn--bcher-kva.example"},
        {"https://[2001:db8::1]/f", "https://[2001:db8::1]/f", "[2001:db8::1]:443"},
        {"//c.example/f", "http://c.example/f", "c.example"},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.url)
        {
            const http_test::TemporaryFile file("time,url,size\n0," + std::string(test.url) +
                                                ",77\n");
            const auto workload = Make(file.GetPath());
            BOOST_TEST_REQUIRE(workload->Check(BASE) == "");
            HttpPage page;
            BOOST_TEST_REQUIRE(workload->NextPage(BASE, page));
            BOOST_TEST(page.objects[0].url.ToString() == test.asked);
            const auto answer = workload->GetCatalogue()->Find("GET", test.authority, "/f");
            BOOST_TEST_REQUIRE((answer != nullptr));
            BOOST_TEST(answer->size == 77U);
            BOOST_TEST(workload->GetServers(BASE).size() == 1U);
            BOOST_TEST(workload->GetServers(BASE)[0].host == page.objects[0].url.host);
        }
    }
}

BOOST_AUTO_TEST_CASE(DealsItsClientsOut)
{
    const http_test::TemporaryFile file("client,time,url\n"
                                        "ann,0,/1\nbob,1,/2\ncyd,2,/3\nann,3,/4\ncyd,1,/5\n");
    // Two simulated clients: ann and cyd, and bob.
    BOOST_TEST(List(*Make(file.GetPath(), 0, 2)) == "0 GET http://www.example.com/1\n"
                                                    "1000 GET http://www.example.com/5\n"
                                                    "2000 GET http://www.example.com/3\n"
                                                    "3000 GET http://www.example.com/4\n");
    BOOST_TEST(List(*Make(file.GetPath(), 1, 2)) == "1000 GET http://www.example.com/2\n");
    BOOST_TEST(List(*Make(file.GetPath(), 3, 4)) == "");

    const http_test::TemporaryFile nameless("time,url\n0,/1\n1,/2\n2,/3\n");
    BOOST_TEST(List(*Make(nameless.GetPath(), 0, 2)) == "0 GET http://www.example.com/1\n"
                                                        "2000 GET http://www.example.com/3\n");
    BOOST_TEST(List(*Make(nameless.GetPath(), 1, 2)) == "1000 GET http://www.example.com/2\n");
    Simulator::Destroy();
}

BOOST_AUTO_TEST_CASE(NamesTheLineThatIsWrong)
{
    const std::string columns = "accepted: time, url, and if wanted client, size, method, content";

    const struct
    {
        std::string content;
        std::string problem; // behind the file's name
    } cases[] = {
        {"", ": no heading line; " + columns},
        {"# nothing\n\n", ": no heading line; " + columns},
        {"time,url\n", ": there is no request in it"},
        {"time,size\n", ":1: the heading line has no column \"url\"; " + columns},
        {"url\n", ":1: the heading line has no column \"time\"; " + columns},
        {"time,url,colour\n", ":1: unknown column \"colour\"; " + columns},
        {"time,url,time\n", ":1: column \"time\" is there twice"},
        {"time,url\n0,/a\n\n# more\n1,/b,2\n", ":5: 3 values under 2 columns"},
        {"time,url\n0,\"/a\n", ":2: a quoted value does not end where it should"},
        {"time,url\n-1,/a\n",
         ":2: time is \"-1\"; accepted: seconds, a time such as 20ms, or a date such as "
         "2026-01-31T12:00:00Z"},
        {"time,url\nsoon,/a\n",
         ":2: time is \"soon\"; accepted: seconds, a time such as 20ms, or a date such as "
         "2026-01-31T12:00:00Z"},
        {"time,url\nnan,/a\n",
         ":2: time is \"nan\"; accepted: seconds, a time such as 20ms, or a date such as "
         "2026-01-31T12:00:00Z"},
        {"time,url\n1e300,/a\n",
         ":2: time is \"1e300\"; accepted: seconds, a time such as 20ms, or a date such as "
         "2026-01-31T12:00:00Z"},
        {"time,url\n,/a\n",
         ":2: time is \"\"; accepted: seconds, a time such as 20ms, or a date such as "
         "2026-01-31T12:00:00Z"},
        {"time,url\n0\n",
         ":2: url is \"\"; accepted: an http or https URL, or a path such as /index.html"},
        {"time,url\n0,ftp://x/\n",
         ":2: url is \"ftp://x/\"; accepted: an http or https URL, or a path such as /index.html"},
        {"time,url,size\n0,/a,-5\n", ":2: size is \"-5\"; accepted: bytes, 0 to 2^62"},
        {"time,url,size\n0,/a,99999999999999999999999\n",
         ":2: size is \"99999999999999999999999\"; accepted: bytes, 0 to 2^62"},
        {"time,url,content\n0,/a,1.5\n", ":2: content is \"1.5\"; accepted: bytes, 0 to 2^62"},
        {"time,url,method\n0,/a,G E T\n",
         ":2: method is \"G E T\"; accepted: a method such as GET"},
        {"time,url,method\n0,/a,CONNECT\n",
         ":2: method is \"CONNECT\"; accepted: a method such as GET"},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.content)
        {
            const http_test::TemporaryFile file(test.content);
            BOOST_TEST(Make(file.GetPath())->Check(BASE) == "ns3::HttpCsvWorkload::File is \"" +
                                                                file.GetPath() + "\"; " +
                                                                file.GetPath() + test.problem);
        }
    }
    BOOST_TEST(Make("")->Check(BASE) == "ns3::HttpCsvWorkload::File is \"\"; no file given");
    BOOST_TEST(Make("/no/such")->Check(BASE) ==
               "ns3::HttpCsvWorkload::File is \"/no/such\"; /no/such: No such file or directory");
    Simulator::Destroy();
}

BOOST_AUTO_TEST_CASE(SurvivesAnyBytes)
{
    std::string bytes = "time,url\n";
    uint32_t state = 1;
    for (int round = 0; round < 200; ++round)
    {
        for (int i = 0; i < 50; ++i)
        {
            state = state * 1664525 + 1013904223;
            bytes += static_cast<char>(state >> 24);
        }
        const http_test::TemporaryFile file(bytes);
        BOOST_TEST(Make(file.GetPath())->Check(BASE).find(file.GetPath() + ':') !=
                   std::string::npos);
    }
    Simulator::Destroy();
}

BOOST_AUTO_TEST_SUITE_END()
