/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Lists of URLs and synthetic pages. Expected values are written by hand.

#include "http-temporary-file.h"

#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/http-page-workload.h"
#include "ns3/http-url-workload.h"
#include "ns3/pointer.h"
#include "ns3/random-variable-stream.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

const http::Url BASE{"http", "10.1.1.2", 80, "/docs/start.html"};

/// What a page is, in one line: each object's target, anchor and revealer, then the think time.
std::string
Describe(const HttpPage& page)
{
    std::string text;
    for (const HttpPageObject& object : page.objects)
    {
        const char* const anchors[] = {"start", "first", "last"};
        text += object.method + ' ' + object.url.ToString() + ' ' +
                anchors[static_cast<int>(object.anchor)] + ' ' + std::to_string(object.revealedBy) +
                " +" + std::to_string(object.delay.GetNanoSeconds()) + '\n';
    }
    return text + "think " + std::to_string(page.thinkTime.GetNanoSeconds()) + '\n';
}

/// All pages of a workload, up to a number.
std::string
DescribeAll(HttpWorkload& workload, int max = 100)
{
    std::string text;
    HttpPage page;
    while (max-- > 0 && workload.NextPage(BASE, page))
    {
        text += Describe(page);
    }
    return text;
}

/// URLs of a list workload, one page a bracket.
std::string
ListUrls(HttpUrlWorkload& workload, int max = 100)
{
    std::string text;
    HttpPage page;
    while (max-- > 0 && workload.NextPage(BASE, page))
    {
        text += '[';
        for (const HttpPageObject& object : page.objects)
        {
            text += (text.back() == '[' ? "" : " ") + object.url.ToString();
        }
        text += ']';
    }
    return text;
}

Ptr<RandomVariableStream>
MakeUniform(double min, double max)
{
    const Ptr<UniformRandomVariable> variable = CreateObject<UniformRandomVariable>();
    variable->SetAttribute("Min", DoubleValue(min));
    variable->SetAttribute("Max", DoubleValue(max));
    return variable;
}

Ptr<RandomVariableStream>
MakeConstant(double value)
{
    const Ptr<ConstantRandomVariable> variable = CreateObject<ConstantRandomVariable>();
    variable->SetAttribute("Constant", DoubleValue(value));
    return variable;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpUrlWorkload_)

BOOST_AUTO_TEST_CASE(YieldsEachUrlAsAPage)
{
    const struct
    {
        const char* urls;
        bool together;
        uint32_t repeat;
        const char* expected;
    } cases[] = {
        {"", false, 1, "[http://10.1.1.2/docs/start.html]"},
        {"/a b.html,http://h.example:8080/c  https://s.example",
         false,
         1,
         "[http://10.1.1.2/a][http://10.1.1.2/docs/b.html][http://h.example:8080/c]"
         "[https://s.example/]"},
        {" , /a ,, ", false, 2, "[http://10.1.1.2/a][http://10.1.1.2/a]"},
        {"/a /b",
         true,
         2,
         "[http://10.1.1.2/a http://10.1.1.2/b][http://10.1.1.2/a http://10.1.1.2/b]"},
        {"//other.example/x", false, 1, "[http://other.example/x]"},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.urls)
        {
            const Ptr<HttpUrlWorkload> workload = CreateObject<HttpUrlWorkload>();
            workload->SetAttribute("Urls", StringValue(test.urls));
            workload->SetAttribute("Together", BooleanValue(test.together));
            workload->SetAttribute("Repeat", UintegerValue(test.repeat));
            BOOST_TEST(workload->Check(BASE) == "");
            BOOST_TEST(ListUrls(*workload) == test.expected);
            HttpPage page;
            BOOST_TEST(!workload->NextPage(BASE, page));
            BOOST_TEST((workload->GetCatalogue() == nullptr));
        }
    }
}

BOOST_AUTO_TEST_CASE(GoesOnForEver)
{
    const Ptr<HttpUrlWorkload> workload = CreateObject<HttpUrlWorkload>();
    workload->SetAttribute("Urls", StringValue("/a /b"));
    workload->SetAttribute("Repeat", UintegerValue(0));
    BOOST_TEST(ListUrls(*workload, 3) ==
               "[http://10.1.1.2/a][http://10.1.1.2/b][http://10.1.1.2/a]");
}

BOOST_AUTO_TEST_CASE(ReadsAFileAfterTheList)
{
    const http_test::TemporaryFile file(
        "\xef\xbb\xbf# pages\r\n\r\n /b?x=1,2 \r\nhttp://c.example/");
    const Ptr<HttpUrlWorkload> workload = CreateObject<HttpUrlWorkload>();
    workload->SetAttribute("Urls", StringValue("/a"));
    workload->SetAttribute("File", StringValue(file.GetPath()));
    BOOST_TEST(workload->Check(BASE) == "");
    BOOST_TEST(ListUrls(*workload) ==
               "[http://10.1.1.2/a][http://10.1.1.2/b?x=1,2][http://c.example/]");
}

BOOST_AUTO_TEST_CASE(NamesWhatIsWrong)
{
    const char* const accepted = "; accepted: an http or https URL, or a path such as /index.html";
    const http_test::TemporaryFile empty("# nothing\n");
    const http_test::TemporaryFile bad("/good\nftp://x/\n");

    const struct
    {
        std::string urls;
        std::string file;
        std::string error;
    } cases[] = {
        {"/a ftp://x/", "", std::string("ns3::HttpUrlWorkload::Urls has \"ftp://x/\"") + accepted},
        {"",
         "/no/such/file",
         "ns3::HttpUrlWorkload::File is \"/no/such/file\"; /no/such/file: No such file or "
         "directory"},
        {"",
         empty.GetPath(),
         "ns3::HttpUrlWorkload::File is \"" + empty.GetPath() + "\"; it names no URL" + accepted},
        {"",
         bad.GetPath(),
         "ns3::HttpUrlWorkload::File is \"" + bad.GetPath() + "\"; " + bad.GetPath() +
             ":2: \"ftp://x/\"" + accepted},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.urls << test.file)
        {
            const Ptr<HttpUrlWorkload> workload = CreateObject<HttpUrlWorkload>();
            workload->SetAttribute("Urls", StringValue(test.urls));
            workload->SetAttribute("File", StringValue(test.file));
            BOOST_TEST(workload->Check(BASE) == test.error);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(HttpPageWorkload_)

BOOST_AUTO_TEST_CASE(YieldsARootAndWhatItEmbeds)
{
    const Ptr<HttpPageWorkload> workload = CreateObject<HttpPageWorkload>();
    workload->SetAttribute("Objects", UintegerValue(2));
    workload->SetAttribute("Pages", UintegerValue(2));
    workload->SetAttribute("RootSize", PointerValue(MakeConstant(1000)));
    workload->SetAttribute("ObjectSize", PointerValue(MakeConstant(20.6)));
    workload->SetAttribute("ParseTime", PointerValue(MakeConstant(0.01)));
    workload->SetAttribute("ThinkTime", PointerValue(MakeConstant(5)));
    BOOST_TEST(workload->Check(BASE) == "");
    BOOST_TEST(DescribeAll(*workload) ==
               "GET http://10.1.1.2/bytes/1000?page=1&object=0 start 0 +0\n"
               "GET http://10.1.1.2/bytes/21?page=1&object=1 last 0 +10000000\n"
               "GET http://10.1.1.2/bytes/21?page=1&object=2 last 0 +10000000\n"
               "think 5000000000\n"
               "GET http://10.1.1.2/bytes/1000?page=2&object=0 start 0 +0\n"
               "GET http://10.1.1.2/bytes/21?page=2&object=1 last 0 +10000000\n"
               "GET http://10.1.1.2/bytes/21?page=2&object=2 last 0 +10000000\n"
               "think 5000000000\n");
}

BOOST_AUTO_TEST_CASE(RevealsAtTheFirstByteOnRequest)
{
    const Ptr<HttpPageWorkload> workload = CreateObject<HttpPageWorkload>();
    workload->SetAttribute("Objects", UintegerValue(1));
    workload->SetAttribute("FirstByteAnchor", BooleanValue(true));
    BOOST_TEST(DescribeAll(*workload) ==
               "GET http://10.1.1.2/bytes/10710?page=1&object=0 start 0 +0\n"
               "GET http://10.1.1.2/bytes/7758?page=1&object=1 first 0 +0\n"
               "think 0\n");
}

BOOST_AUTO_TEST_CASE(CutsWildDraws)
{
    const struct
    {
        double draw;
        const char* size;
        std::size_t objects;
        int64_t think; // -1: the longest time
    } cases[] = {
        {-3, "0", 1, 0},
        {1e30, "4611686018427387904", 100001, -1},
        {0.5, "1", 2, 500000000},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.draw)
        {
            const Ptr<HttpPageWorkload> workload = CreateObject<HttpPageWorkload>();
            workload->SetAttribute("ObjectCount", PointerValue(MakeConstant(test.draw)));
            workload->SetAttribute("RootSize", PointerValue(MakeConstant(test.draw)));
            workload->SetAttribute("ThinkTime", PointerValue(MakeConstant(test.draw)));
            HttpPage page;
            BOOST_TEST_REQUIRE(workload->NextPage(BASE, page));
            BOOST_TEST(page.objects.size() == test.objects);
            BOOST_TEST(page.objects[0].url.target ==
                       std::string("/bytes/") + test.size + "?page=1&object=0");
            BOOST_TEST(page.thinkTime.GetNanoSeconds() ==
                       (test.think < 0 ? Time::Max().GetNanoSeconds() : test.think));
        }
    }
}

BOOST_AUTO_TEST_CASE(WritesAPageOverWhatItHeldBefore)
{
    const Ptr<HttpPageWorkload> workload = CreateObject<HttpPageWorkload>();
    workload->SetAttribute("Objects", UintegerValue(1));
    HttpPage clean;
    BOOST_TEST_REQUIRE(workload->NextPage(BASE, clean));

    HttpPage used;
    used.objects.resize(5);
    for (HttpPageObject& object : used.objects)
    {
        object.url = http::Url{"https", "other.example", 1, "/x"};
        object.method = "POST";
        object.fields.Add("A", "b");
        object.headBytes = 1;
        object.contentBytes = 2;
        object.revealedBy = 3;
        object.delay = Seconds(4);
    }
    const Ptr<HttpPageWorkload> same = CreateObject<HttpPageWorkload>();
    same->SetAttribute("Objects", UintegerValue(1));
    BOOST_TEST_REQUIRE(same->NextPage(BASE, used));
    BOOST_TEST(Describe(used) == Describe(clean));
    BOOST_TEST(used.objects[0].fields.GetSize() == 0U);
    BOOST_TEST(used.objects[1].headBytes == 0U);
    BOOST_TEST(used.objects[1].contentBytes == 0U);
}

BOOST_AUTO_TEST_CASE(RepeatsItselfWithTheSameStreams)
{
    const auto run = [](int64_t stream) {
        RngSeedManager::SetSeed(1);
        RngSeedManager::SetRun(1);
        const Ptr<HttpPageWorkload> workload = CreateObject<HttpPageWorkload>();
        workload->SetAttribute("Pages", UintegerValue(20));
        workload->SetAttribute("ObjectCount", PointerValue(MakeUniform(0, 9)));
        workload->SetAttribute("RootSize", PointerValue(MakeUniform(0, 1e6)));
        workload->SetAttribute("ObjectSize", PointerValue(MakeUniform(0, 1e6)));
        workload->SetAttribute("ParseTime", PointerValue(MakeUniform(0, 1)));
        workload->SetAttribute("ThinkTime", PointerValue(MakeUniform(0, 1)));
        BOOST_TEST(workload->AssignStreams(stream) == 7);
        return DescribeAll(*workload);
    };
    const std::string first = run(100);
    BOOST_TEST(first == run(100));
    BOOST_TEST(first != run(200));
}

BOOST_AUTO_TEST_CASE(OneStreamDoesNotMoveAnother)
{
    // With a number of objects drawn or fixed, with or without think time, the roots stay the same.
    const auto run = [](bool counted, bool thinking) {
        const Ptr<HttpPageWorkload> workload = CreateObject<HttpPageWorkload>();
        workload->SetAttribute("Pages", UintegerValue(20));
        if (counted)
        {
            workload->SetAttribute("ObjectCount", PointerValue(MakeUniform(0, 9)));
        }
        if (thinking)
        {
            workload->SetAttribute("ThinkTime", PointerValue(MakeUniform(0, 9)));
        }
        workload->SetAttribute("RootSize", PointerValue(MakeUniform(0, 1e6)));
        workload->AssignStreams(7);
        std::string roots;
        HttpPage page;
        while (workload->NextPage(BASE, page))
        {
            roots += page.objects[0].url.target + '\n';
        }
        return roots;
    };
    const std::string roots = run(false, false);
    BOOST_TEST(roots == run(true, false));
    BOOST_TEST(roots == run(false, true));
    BOOST_TEST(roots == run(true, true));
}

BOOST_AUTO_TEST_SUITE_END()
