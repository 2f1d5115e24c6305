/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What recorders leave to be judged: whether the network was used, what was not recorded, how URLs
/// and files are written.

#include "http-har-maker.h"
#include "http-temporary-file.h"

#include "ns3/http-har-size.h"

#include <boost/test/unit_test.hpp>
#include <iterator>
#include <string>
#include <vector>

using namespace ns3;
using http_test::FindAnswer;
using http_test::MakeEntry;
using http_test::MakeHar;
using http_test::ParseHar;

namespace
{

/// An archive of one entry as gzip packs it.
constexpr unsigned char PACKED[] = {
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xff, 0x15, 0x8c, 0x41, 0x0a, 0x83, 0x30,
    0x10, 0x45, 0xef, 0xf2, 0xd7, 0xa1, 0x11, 0xa1, 0x9b, 0xec, 0x4b, 0x0f, 0xd0, 0xee, 0x8a, 0x8b,
    0x88, 0x83, 0x0a, 0xd1, 0xa4, 0x99, 0x09, 0xb4, 0x86, 0xb9, 0xbb, 0x71, 0xf7, 0x79, 0x8f, 0xf7,
    0x2b, 0x42, 0x9c, 0xe1, 0x2a, 0x68, 0x97, 0xbc, 0x12, 0xc3, 0x7d, 0x2a, 0x32, 0x7d, 0x0b, 0xb1,
    0x5c, 0x78, 0x23, 0x59, 0xe2, 0x04, 0x87, 0xe7, 0xe3, 0x0d, 0x83, 0x92, 0x43, 0xdb, 0x8b, 0x48,
    0x72, 0xd6, 0xfa, 0x1b, 0xfd, 0xfc, 0x96, 0x02, 0x59, 0xa8, 0x69, 0x11, 0xa7, 0xb8, 0x33, 0x5d,
    0x15, 0x8b, 0x97, 0xd2, 0xbe, 0xfa, 0xae, 0x33, 0x18, 0xe3, 0xf4, 0x7f, 0xad, 0x47, 0x13, 0x77,
    0xd5, 0x41, 0xf5, 0x04, 0x47, 0x19, 0x5f, 0x2d, 0x73, 0x00, 0x00, 0x00};

/// The same in two members, one behind the other.
constexpr unsigned char PACKED_TWICE[] = {
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xff, 0xab, 0x56, 0xca, 0xc9, 0x4f,
    0x57, 0xb2, 0xaa, 0x56, 0x4a, 0xcd, 0x2b, 0x29, 0xca, 0x4c, 0x2d, 0x56, 0xb2, 0x8a, 0xae,
    0x56, 0x2a, 0x4a, 0x2d, 0x2c, 0x4d, 0x2d, 0x2e, 0x01, 0x09, 0xe7, 0xa6, 0x96, 0x64, 0xe4,
    0xa7, 0x28, 0x59, 0x29, 0xb9, 0xbb, 0x86, 0x28, 0xe9, 0x28, 0x95, 0x16, 0xe5, 0x00, 0xd9,
    0x19, 0x25, 0x25, 0x05, 0x56, 0xfa, 0xfa, 0x00, 0x4b, 0xda, 0x7b, 0xf8, 0x3c, 0x00, 0x00,
    0x00, 0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xff, 0x4b, 0xd4, 0x4b, 0xad,
    0x48, 0xcc, 0x2d, 0xc8, 0x49, 0xd5, 0x57, 0xaa, 0xd5, 0x51, 0x2a, 0x4a, 0x2d, 0x2e, 0xc8,
    0xcf, 0x2b, 0x4e, 0x55, 0xb2, 0xaa, 0x56, 0x2a, 0x2e, 0x49, 0x2c, 0x29, 0x2d, 0x56, 0xb2,
    0x32, 0x32, 0x30, 0xd0, 0x51, 0x4a, 0xca, 0x4f, 0xa9, 0x0c, 0xce, 0xac, 0x02, 0x4a, 0x98,
    0xd6, 0xd6, 0xc6, 0xd6, 0xd6, 0x02, 0x00, 0x88, 0x81, 0x63, 0x91, 0x37, 0x00, 0x00, 0x00};

} // namespace

BOOST_AUTO_TEST_SUITE(HttpHarEvidence)

BOOST_AUTO_TEST_CASE(DecidesByTheUseOfTheNetwork)
{
    const char* const zero =
        R"("time": 0, "timings": {"blocked": 0, "dns": 0, "connect": 0, "ssl": 0,
                                                       "send": 0, "wait": 0, "receive": 0})";

    const struct
    {
        const char* name;
        const char* creator;
        std::string patch;
        bool isReplayed;
    } cases[] = {
        // What cache says of its contents is no evidence against what the network did.
        {"bytes", "test", R"({"cache": {"beforeRequest": {"hitCount": 1}}})", true},
        {"validated",
         "test",
         R"({"cache": {"afterRequest": {"hitCount": 1}},
             "response": {"status": 304, "bodySize": 0, "content": {"size": 4000}}})",
         true},
        {"an address",
         "test",
         R"({"cache": {"beforeRequest": {}}, "serverIPAddress": "192.0.2.1",
             "response": {"bodySize": -1}})",
         true},
        {"a connection",
         "test",
         R"({"cache": {"beforeRequest": {}}, "connection": "17", "response": {"bodySize": -1},)" +
             std::string(zero) + "}",
         true},
        {"kept content, no bytes",
         "test",
         R"({"cache": {"beforeRequest": {"hitCount": 1}}, "response": {"bodySize": 0}})",
         false},
        {"no time",
         "test",
         R"({"cache": {"beforeRequest": {}}, "response": {"bodySize": -1},)" + std::string(zero) +
             "}",
         false},
        {"validated in no time",
         "test",
         R"({"cache": {"beforeRequest": {}},
             "response": {"status": 304, "bodySize": 0, "content": {"size": 10}},)" +
             std::string(zero) + "}",
         false},
        {"chrome-har's mark",
         "chrome-har",
         R"({"cache": {"beforeRequest": {"lastAccess": ""}}, "serverIPAddress": "192.0.2.1",
             "response": {"bodySize": -1}})",
         false},
        // Safari.
        {"Safari's network", "WebKit Web Inspector", R"({"_fetchType": "Network Load"})", true},
        {"Safari's memory", "WebKit Web Inspector", R"({"_fetchType": "Memory Cache"})", false},
        {"Safari's disk", "WebKit Web Inspector", R"({"_fetchType": "Disk Cache"})", false},
        {"Safari's worker", "WebKit Web Inspector", R"({"_fetchType": "Service Worker"})", false},
        {"Safari's override",
         "WebKit Web Inspector",
         R"({"_fetchType": "Inspector Override"})",
         false},
        // Firefox: all times are 0, and no server's address.
        {"Firefox, all zero", "Firefox", "{" + std::string(zero) + "}", false},
        {"Firefox, all zero, empty address",
         "Firefox",
         R"({"serverIPAddress": "",)" + std::string(zero) + "}",
         false},
        {"Firefox, an address",
         "Firefox",
         R"({"serverIPAddress": "192.0.2.1",)" + std::string(zero) + "}",
         true},
        {"no times, no marks: made by hand", "test", "{" + std::string(zero) + "}", true},
        // Chrome.
        {"Chrome's disk", "WebInspector", R"({"_fromCache": "disk"})", false},
        {"Chrome's prefetch", "WebInspector", R"({"_fromCache": true})", false},
        {"Chrome's validation",
         "WebInspector",
         R"({"response": {"status": 304, "bodySize": 0, "_transferSize": 0}})",
         true},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.name)
        {
            const auto har = ParseHar(MakeHar({MakeEntry(), MakeEntry(test.patch)}, test.creator));
            BOOST_TEST(har->GetReport().replayed == (test.isReplayed ? 2U : 1U));
            BOOST_TEST(har->GetReport().GetCount(HttpHarNote::FromCache) ==
                       (test.isReplayed ? 0U : 1U));
        }
    }
    // Where others have an address, one without, and without any time, had no network.
    const auto har = ParseHar(MakeHar({MakeEntry(R"({"serverIPAddress": "192.0.2.1"})"),
                                       MakeEntry("{" + std::string(zero) + "}")}));
    BOOST_TEST(har->GetReport().replayed == 1U);
}

BOOST_AUTO_TEST_CASE(AnswersWhereNothingWasRecorded)
{
    // As API tools export requests: without responses, or with empty ones.
    const char* const patches[] = {
        R"({"response": null, "time": null, "timings": null, "startedDateTime": null})",
        R"({"response": null})",
        R"({"time": 0, "timings": null,
            "response": {"status": 0, "statusText": "", "headers": null, "headersSize": -1,
                         "bodySize": -1, "content": {"size": null}}})",
    };
    for (const char* patch : patches)
    {
        BOOST_TEST_CONTEXT(patch)
        {
            const auto har = ParseHar(MakeHar({MakeEntry(patch), MakeEntry(patch)}, "Insomnia"));
            BOOST_TEST(har->GetReport().replayed == 2U);
            BOOST_TEST(har->GetReport().GetCount(HttpHarNote::DefaultAnswer) == 2U);
            BOOST_TEST(har->GetReport().GetCount(HttpHarNote::StatusReplaced) == 0U);
            const auto catalogue = har->CreateCatalogue(std::nullopt);
            const HttpResource* answer = FindAnswer(*catalogue, har->GetPages()[0].objects[0]);
            BOOST_TEST_REQUIRE(answer != nullptr);
            BOOST_TEST(answer->status == 200);
            BOOST_TEST(answer->size == HTTP_HAR_DEFAULT_CONTENT_BYTES);
        }
    }
    // A browser that failed to load a page has recorded that.
    for (const char* patch : {R"({"response": {"status": 0, "bodySize": -1}})",
                              R"({"time": 0, "response": {"status": 0, "bodySize": -1,
                                                          "_error": "net::ERR_FAILED"}})"})
    {
        std::string error;
        BOOST_TEST((HttpHar::Parse(MakeHar({MakeEntry(patch)}), error) == nullptr));
        BOOST_TEST(error == "none of its 1 entries is an http or https request with an answer: "
                            "1 aborted, no answer");
    }
}

BOOST_AUTO_TEST_CASE(TellsWhyNothingIsLeft)
{
    std::string error;
    const std::string cached = R"({"_fromCache": "disk"})";
    const std::string text = MakeHar({MakeEntry(cached),
                                      MakeEntry(cached),
                                      MakeEntry(R"({"request": {"url": "data:,x"}})"),
                                      MakeEntry(R"({"request": {"method": null}})")});
    BOOST_TEST((HttpHar::Parse(text, error) == nullptr));
    BOOST_TEST(error == "none of its 4 entries is an http or https request with an answer: "
                        "1 entry without method or URL, 1 data: URL, "
                        "2 answered from the browser's cache");

    nlohmann::json pages = nlohmann::json::parse(
        MakeHar({MakeEntry(R"({"pageref": "a"})"), MakeEntry(R"({"pageref": "b",
                                                                        "_fromCache": "disk"})")}));
    pages["log"]["pages"] = nlohmann::json::parse(R"([{"id": "a"}, {"id": "b"}, {"id": "c"}])");
    const auto har = ParseHar(pages.dump());
    BOOST_TEST(har->GetReport().pages == 1U);
    BOOST_TEST(har->GetReport().emptyPages == 2U);
    BOOST_TEST(har->GetReport().ToString() ==
               "entries: 2, http and https: 2, replayed: 1, pages: 1\n"
               "skipped, answered from the browser's cache: 1\n"
               "skipped, page of which nothing is left: 2\n");
}

BOOST_AUTO_TEST_CASE(UnpacksGzip)
{
    const std::string packed(std::begin(PACKED), std::end(PACKED));
    std::string error;
    const http_test::TemporaryFile good(packed);
    const auto har = HttpHar::Load(good.GetPath(), error);
    BOOST_TEST_REQUIRE((har != nullptr), error);
    BOOST_TEST(har->GetReport().replayed == 1U);
    const http_test::TemporaryFile two(
        std::string(std::begin(PACKED_TWICE), std::end(PACKED_TWICE)));
    BOOST_TEST((HttpHar::Load(two.GetPath(), error) != nullptr), error);
    for (std::size_t size = 2; size < packed.size(); size++)
    {
        const http_test::TemporaryFile bad(packed.substr(0, size));
        BOOST_TEST((HttpHar::Load(bad.GetPath(), error) == nullptr));
        BOOST_TEST(error == bad.GetPath() + ": it is compressed and ends too early");
    }
    std::string damaged = packed;
    damaged[packed.size() / 2] = static_cast<char>(damaged[packed.size() / 2] ^ 0x55);
    const http_test::TemporaryFile bad(damaged);
    BOOST_TEST((HttpHar::Load(bad.GetPath(), error) == nullptr));
    BOOST_TEST(error != "");
}

BOOST_AUTO_TEST_CASE(ReadsUrlsAsBrowsersDo)
{
    const struct
    {
        const char* url;
        const char* asked; // empty: it is skipped
        HttpHarNote note;
    } cases[] = {
        {"http://user:pw@b.example/x", "http://b.example/x", HttpHarNote::Credentials},
        {"http://user@b.example:8080/x", "http://b.example:8080/x", HttpHarNote::Credentials},
        {"https://a%40b:p@ss@b.example", "https://b.example/", HttpHarNote::Credentials},
        {"http://u:p@[2001:db8::1]:81/", "http://[2001:db8::1]:81/", HttpHarNote::Credentials},
        // RFC 3492's own sample, and what UTS 46 maps: capitals, sharp s, the ideographic full
        // stop.
        {"http://b\u00fccher.example/", "http://xn--bcher-kva.example/", HttpHarNote::OtherLetters},
        {"http://B\u00dcCHER.example/", "http://xn--bcher-kva.example/", HttpHarNote::OtherLetters},
        {"http://b%C3%BCcher.example/", "http://xn--bcher-kva.example/", HttpHarNote::OtherLetters},
        {"http://stra\u00dfe.example/", "http://xn--strae-oqa.example/", HttpHarNote::OtherLetters},
        {"http://\u4f8b\u3048.\u30c6\u30b9\u30c8/",
         "http://xn--r8jz45g.xn--zckzah/",
         HttpHarNote::OtherLetters},
        {"http://a\u3002example/", "http://a.example/", HttpHarNote::OtherLetters},
        {"http://u:p@\u00e9.example/", "http://xn--9ca.example/", HttpHarNote::OtherLetters},
        {"http://@/", "", HttpHarNote::BadUrl},
        {"http://user:pw@/x", "", HttpHarNote::BadUrl},
        {"http://\u00ad/", "", HttpHarNote::BadUrl},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.url)
        {
            const std::string patch = R"({"request": {"url": ")" + std::string(test.url) + R"("}})";
            const auto har = ParseHar(MakeHar({MakeEntry(), MakeEntry(patch)}));
            BOOST_TEST(har->GetReport().GetCount(test.note) == 1U);
            const auto& objects = har->GetPages()[0].objects;
            BOOST_TEST_REQUIRE(objects.size() == (*test.asked ? 2U : 1U));
            BOOST_TEST((!*test.asked || objects[1].url.ToString() == test.asked),
                       objects.back().url.ToString());
        }
    }
}

BOOST_AUTO_TEST_CASE(KeepsWhatCachesHeed)
{
    const auto har = ParseHar(MakeHar({MakeEntry(R"json({
        "request": {"headers": [{"name": "Accept-Encoding", "value": "gzip"},
                                {"name": "Cookie", "value": "a=b"},
                                {"name": "Cache-Control", "value": "no-cache"},
                                {"name": "User-Agent", "value": "x"},
                                {"name": "authorization", "value": "Basic eA=="}]},
        "response": {"headers": [{"name": "cache-control", "value": "public\nmax-age=60"},
                                 {"name": "etag", "value": "W/\"v1\""},
                                 {"name": "Vary", "value": "Accept-Encoding, User-Agent, Host"},
                                 {"name": "Age", "value": "7"},
                                 {"name": "Date", "value": "Thu, 01 Jan 2026 00:00:10 GMT"},
                                 {"name": "Last-Modified", "value": "Wed, 31 Dec 2025 23:59:10 GMT"},
                                 {"name": "Expires", "value": "Thu, 01 Jan 2026 01:00:10 GMT"},
                                 {"name": "Set-Cookie", "value": "c=d"},
                                 {"name": "Location", "value": "/x"}]}})json"),
                                       MakeEntry(R"json({
        "request": {"url": "http://a.example/b"},
        "response": {"headers": [{"name": "Expires", "value": "-1"},
                                 {"name": "ETag", "value": "unquoted"},
                                 {"name": "Last-Modified", "value": "Wed, 31 Dec 2025 23:59:00 GMT"}]}})json")}));
    const auto list = [](const http::Fields& fields) {
        std::string text;
        for (std::size_t i = 0; i < fields.GetSize(); i++)
        {
            text += std::string(fields.GetLine(i).name) + ": " +
                    std::string(fields.GetLine(i).value) + "; ";
        }
        return text;
    };
    const auto& objects = har->GetPages()[0].objects;
    BOOST_TEST(list(objects[0].fields) == "Accept-Encoding: gzip; authorization: Basic eA==; ");
    const auto catalogue = har->CreateCatalogue(std::nullopt);
    const HttpResource* first = FindAnswer(*catalogue, objects[0]);
    BOOST_TEST(list(first->fields) == "cache-control: public; cache-control: max-age=60; "
                                      "etag: W/\"v1\"; Vary: Accept-Encoding, User-Agent, Host; "
                                      "Age: 7; ");
    BOOST_TEST((first->modifiedBefore == 60));
    BOOST_TEST((first->expiresAfter == 3600));
    // Without Date, the moment that the exchange began stands for it: 2026-01-01T00:00:00Z.
    const HttpResource* second = FindAnswer(*catalogue, objects[1]);
    BOOST_TEST(list(second->fields) == "Expires: -1; ");
    BOOST_TEST((second->modifiedBefore == 60));
    BOOST_TEST(!second->expiresAfter);
}

BOOST_AUTO_TEST_SUITE_END()
