/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The catalogue: what is found, what a file may hold, what a target says by itself.

#include "http-temporary-file.h"

#include "ns3/http-catalogue.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

HttpResource
MakeResource(uint64_t size)
{
    HttpResource resource;
    resource.size = size;
    return resource;
}

/// Size of what is found, or -1.
int64_t
FindSize(const HttpCatalogue& catalogue,
         const char* method,
         const char* authority,
         const char* target)
{
    const HttpResource* resource = catalogue.Find(method, authority, target);
    return resource == nullptr ? -1 : static_cast<int64_t>(resource->size);
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpCatalogue_)

BOOST_AUTO_TEST_CASE(FindsWithTheAuthorityFirst)
{
    const Ptr<HttpCatalogue> catalogue = CreateObject<HttpCatalogue>();
    catalogue->Add("/", MakeResource(1));
    catalogue->Add("/", MakeResource(2), "A.example");
    catalogue->Add("/", MakeResource(3), "a.example:8080");
    catalogue->Add("/", MakeResource(4), "a.example", "POST");
    catalogue->Add("/", MakeResource(5), "a.example", "HEAD");
    catalogue->Add("/p", MakeResource(6), "", "PUT");
    BOOST_TEST(catalogue->GetSize() == 6U);

    const struct
    {
        const char* method;
        const char* authority;
        const char* target;
        int64_t size; // -1: not known
    } cases[] = {
        {"GET", "a.example", "/", 2},
        {"GET", "a.EXAMPLE", "/", 2},
        {"HEAD", "a.example", "/", 5},
        {"POST", "a.example", "/", 4},
        {"POST", "b.example", "/", -1},
        {"GET", "b.example", "/", 1},
        {"HEAD", "b.example", "/", 1},
        {"HEAD", "a.example:8080", "/", 3},
        {"GET", "", "/", 1},
        {"get", "a.example", "/", -1},
        {"GET", "a.example", "/?", -1},
        {"PUT", "c.example", "/p", 6},
        {"GET", "c.example", "/p", -1},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.method << ' ' << test.authority << ' ' << test.target)
        {
            BOOST_TEST(FindSize(*catalogue, test.method, test.authority, test.target) == test.size);
        }
    }

    catalogue->Add("/", MakeResource(7), "a.example");
    BOOST_TEST(catalogue->GetSize() == 6U);
    BOOST_TEST(FindSize(*catalogue, "GET", "a.example", "/") == 7);
}

BOOST_AUTO_TEST_CASE(FindsEachOfMany)
{
    const Ptr<HttpCatalogue> catalogue = CreateObject<HttpCatalogue>();
    std::vector<std::string> targets;
    for (int i = 0; i < 10000; i++)
    {
        targets.push_back("/a/rather/long/path/" + std::to_string(i));
        catalogue->Add(targets.back(), MakeResource(i), i % 2 == 0 ? "a.example" : "");
    }
    uint64_t sum = 0;
    for (const std::string& target : targets)
    {
        sum += catalogue->Find("GET", "a.example", target)->size;
    }
    const bool unknown = catalogue->Find("GET", "a.example", "/a/rather/long/path/x") == nullptr;
    BOOST_TEST(sum == 49995000U); // 0 + 1 + ... + 9999
    BOOST_TEST(unknown);
}

BOOST_AUTO_TEST_CASE(LoadsAFile)
{
    const http_test::TemporaryFile file("\xef\xbb\xbfpath,size,type,status,delay\r\n"
                                        "# the start page\r\n"
                                        "/,12000,text/html; charset=utf-8,200,20ms\r\n"
                                        "\r\n"
                                        "\"/a,b\",0,,404\r\n"
                                        "/gone,500,text/plain,304\r\n"
                                        "/plain,1");
    const Ptr<HttpCatalogue> catalogue = CreateObject<HttpCatalogue>();
    BOOST_TEST(catalogue->Load(file.GetPath()) == "");
    BOOST_TEST(catalogue->GetSize() == 4U);
    const HttpResource* root = catalogue->Find("GET", "any.example", "/");
    BOOST_TEST_REQUIRE(root != nullptr);
    BOOST_TEST(root->size == 12000U);
    BOOST_TEST(root->type == "text/html; charset=utf-8");
    BOOST_TEST(root->delay.GetMilliSeconds() == 20);
    const HttpResource* second = catalogue->Find("GET", "any.example", "/a,b");
    BOOST_TEST_REQUIRE(second != nullptr);
    BOOST_TEST(second->status == 404);
    BOOST_TEST(second->type == "text/html");
    BOOST_TEST(catalogue->Find("GET", "", "/gone")->size == 0U); // RFC 9110, section 15.4.5
    BOOST_TEST(catalogue->Find("HEAD", "", "/plain")->size == 1U);
}

BOOST_AUTO_TEST_CASE(LoadsColumnsInAnyOrder)
{
    const http_test::TemporaryFile file("size,method,authority,path,chunked,head\n"
                                        "7,POST,a.example,/form,1,300\n");
    const Ptr<HttpCatalogue> catalogue = CreateObject<HttpCatalogue>();
    BOOST_TEST(catalogue->Load(file.GetPath()) == "");
    const HttpResource* form = catalogue->Find("POST", "a.example", "/form");
    BOOST_TEST_REQUIRE(form != nullptr);
    BOOST_TEST(form->size == 7U);
    BOOST_TEST(form->chunked);
    BOOST_TEST(form->headBytes == 300U);
    BOOST_TEST(FindSize(*catalogue, "POST", "b.example", "/form") == -1);
}

BOOST_AUTO_TEST_CASE(NamesFileAndLineOfAnError)
{
    const struct
    {
        const char* content;
        const char* error; // after the path
    } cases[] = {
        {"", ": no heading line; accepted: path,size[,type[,status[,delay]]]"},
        {"path,type\n", ":1: the heading line has no column \"size\""},
        {"path,size,size\n", ":1: column \"size\" is there twice"},
        {"/,100\n",
         ":1: unknown column \"/\"; accepted: path, size, type, status, delay, authority, method, "
         "head, chunked, end, cut, etag, last-modified, cache-control, expires, vary, location"},
        {"path,size,etag\n/,1,a b\n",
         ":2: etag is \"a b\"; accepted: an entity tag such as \"v1\" or W/\"v1\""},
        {"path,size,last-modified\n/,1,2020\n",
         ":2: last-modified is \"2020\"; accepted: a date such as Sun, 06 Nov 1994 08:49:37 GMT"},
        {"path,size\n/,1\n/x,many\n", ":3: size is \"many\"; accepted: bytes, 0 to 2^62"},
        {"path,size\n/\n", ":2: size is \"\"; accepted: bytes, 0 to 2^62"},
        {"path,size\n/,-5\n", ":2: size is \"-5\"; accepted: bytes, 0 to 2^62"},
        {"path,size\n/,99999999999999999999\n",
         ":2: size is \"99999999999999999999\"; accepted: bytes, 0 to 2^62"},
        {"path,size,status\n\n/,1,99\n", ":3: status is \"99\"; accepted: 200 to 599"},
        {"path,size,delay\n/,1,soon\n",
         ":2: delay is \"soon\"; accepted: a time such as 20ms, with its unit (d, h, min, s, ms, "
         "us or ns); 0 needs none"},
        {"path,size\nindex.html,1\n",
         ":2: path is \"index.html\"; accepted: a path that begins with /"},
        {"path,size\n/,1,text/html\n", ":2: 3 values under 2 columns"},
        {"path,size\n\"/,1\n", ":2: a quoted value does not end where it should"},
        {"path,size,method\n/,1,G T\n", ":2: method is \"G T\"; accepted: a token such as GET"},
        {"path,size,head\n/,1,9999999\n", ":2: head is \"9999999\"; accepted: bytes, 0 to 1048576"},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.content)
        {
            const http_test::TemporaryFile file(test.content);
            const Ptr<HttpCatalogue> catalogue = CreateObject<HttpCatalogue>();
            BOOST_TEST(catalogue->Load(file.GetPath()) == file.GetPath() + test.error);
            BOOST_TEST(catalogue->GetSize() == 0U);
        }
    }
    const Ptr<HttpCatalogue> catalogue = CreateObject<HttpCatalogue>();
    BOOST_TEST(catalogue->Load("/no/such/file") == "/no/such/file: No such file or directory");
    BOOST_TEST(catalogue->Load("/") == "/: Is a directory");
}

BOOST_AUTO_TEST_CASE(ReadsWhatATargetSaysByItself)
{
    const struct
    {
        const char* target;
        int64_t size; // -1: not of that form
        int status;
        const char* type;
        int64_t delayMs;
        bool chunked;
        uint32_t head;
    } cases[] = {
        {"/bytes/10000", 10000, 200, "text/html", 0, false, 0},
        {"/bytes/0", 0, 200, "text/html", 0, false, 0},
        {"/bytes/7?page=1&object=2", 7, 200, "image/png", 0, false, 0},
        {"/bytes/7?status=404&type=image%2Fpng&delay=20ms&chunked=1&head=500",
         7,
         404,
         "image/png",
         20,
         true,
         500},
        {"/bytes/7?status=304", 0, 304, "text/html", 0, false, 0},
        {"/bytes/7?", 7, 200, "text/html", 0, false, 0},
        {"/bytes/7?&&size=9&=&x", 7, 200, "text/html", 0, false, 0},
        {"/bytes/7?chunked=0", 7, 200, "text/html", 0, false, 0},
        {"/bytes/", -1, 0, "", 0, false, 0},
        {"/bytes/-1", -1, 0, "", 0, false, 0},
        {"/bytes/1e9", -1, 0, "", 0, false, 0},
        {"/bytes/7/8", -1, 0, "", 0, false, 0},
        {"/bytes/99999999999999999999", -1, 0, "", 0, false, 0},
        {"/bytes/9223372036854775807", -1, 0, "", 0, false, 0},
        {"/bytes/7?status=100", -1, 0, "", 0, false, 0},
        {"/bytes/7?status=", -1, 0, "", 0, false, 0},
        {"/bytes/7?type=a%0d%0ab", -1, 0, "", 0, false, 0},
        {"/bytes/7?delay=-1s", -1, 0, "", 0, false, 0},
        {"/bytes/7?delay=1e300y", -1, 0, "", 0, false, 0},
        {"/bytes/7?head=4000000000", -1, 0, "", 0, false, 0},
        {"/bytes/7?chunked=2", -1, 0, "", 0, false, 0},
        {"bytes/7", -1, 0, "", 0, false, 0},
        {"/other/7", -1, 0, "", 0, false, 0},
        {"", -1, 0, "", 0, false, 0},
        {"*", -1, 0, "", 0, false, 0},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.target)
        {
            const auto resource = GetResourceFromTarget(test.target);
            BOOST_TEST(resource.has_value() == (test.size >= 0));
            if (resource && test.size >= 0)
            {
                BOOST_TEST(resource->size == static_cast<uint64_t>(test.size));
                BOOST_TEST(resource->status == test.status);
                BOOST_TEST(resource->type == test.type);
                BOOST_TEST(resource->delay.GetMilliSeconds() == test.delayMs);
                BOOST_TEST(resource->chunked == test.chunked);
                BOOST_TEST(resource->headBytes == test.head);
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
