/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Conditional requests, ranges and redirections: the rules of RFC 9110 by tables.

#include "ns3/http-conditions.h"
#include "ns3/http-range.h"
#include "ns3/http-redirect.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>
#include <vector>

using namespace ns3::http;

namespace
{

/// Field lines.
using Lines = std::vector<std::pair<const char*, const char*>>;

/// @brief A request. @param method, lines of it @return it
RequestHead
MakeRequest(const char* method, const Lines& lines)
{
    RequestHead head;
    head.method = method;
    for (const auto& [name, value] : lines)
    {
        BOOST_REQUIRE(head.fields.Add(name, value));
    }
    return head;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpConditions)

BOOST_AUTO_TEST_CASE(EntityTags)
{
    for (const char* tag : {R"("xyzzy")", R"(W/"xyzzy")", R"("")", R"("a\")", R"("a,b")"})
    {
        BOOST_TEST(IsEntityTag(tag), tag);
    }
    for (const char* tag : {"xyzzy", R"(w/"xyzzy")", R"("xy zzy")", R"("a"b")", "\"", ""})
    {
        BOOST_TEST(!IsEntityTag(tag), tag);
    }

    // The table of RFC 9110, section 8.8.3.2.
    const struct
    {
        const char* a;
        const char* b;
        bool strong;
        bool weak;
    } cases[] = {
        {R"(W/"1")", R"(W/"1")", false, true},
        {R"(W/"1")", R"(W/"2")", false, false},
        {R"(W/"1")", R"("1")", false, true},
        {R"("1")", R"("1")", true, true},
    };

    for (const auto& c : cases)
    {
        BOOST_TEST(MatchStrong(c.a, c.b) == c.strong, c.a << " " << c.b);
        BOOST_TEST(MatchWeak(c.a, c.b) == c.weak, c.a << " " << c.b);
    }
}

BOOST_AUTO_TEST_CASE(Preconditions)
{
    // The resource's validators.
    const Validators both{R"("v1")", 784111777}; // Sun, 06 Nov 1994 08:49:37 GMT
    const Validators weak{R"(W/"v1")", std::nullopt};
    const Validators none;
    const char* const before = "Sun, 06 Nov 1994 08:49:36 GMT";
    const char* const same = "Sun, 06 Nov 1994 08:49:37 GMT";
    const char* const after = "Sun, 06 Nov 1994 08:49:38 GMT";
    constexpr Precondition DO = Precondition::Perform;
    constexpr Precondition UNCHANGED = Precondition::NotModified;
    constexpr Precondition FAILED = Precondition::Failed;

    const struct
    {
        const char* method;
        Lines lines;
        Validators validators;
        Precondition expected; // RFC 9110, section 13.2.2 and the section named
    } cases[] = {
        {"GET", {}, both, DO},
        // 13.1.1: strong comparison
        {"GET", {{"If-Match", R"("v1")"}}, both, DO},
        {"PUT", {{"If-Match", R"("v0", "v1")"}}, both, DO},
        {"PUT", {{"If-Match", R"("v0")"}, {"If-Match", R"("v1")"}}, both, DO},
        {"PUT", {{"If-Match", R"("v2")"}}, both, FAILED},
        {"PUT", {{"If-Match", R"(W/"v1")"}}, weak, FAILED},
        {"PUT", {{"If-Match", "*"}}, none, DO},
        {"PUT", {{"If-Match", R"("v1")"}}, none, FAILED},
        // 13.1.4: not looked at behind If-Match
        {"PUT", {{"If-Unmodified-Since", same}}, both, DO},
        {"PUT", {{"If-Unmodified-Since", after}}, both, DO},
        {"PUT", {{"If-Unmodified-Since", before}}, both, FAILED},
        {"PUT", {{"If-Unmodified-Since", "yesterday"}}, both, DO},
        {"PUT", {{"If-Unmodified-Since", before}}, none, DO},
        {"PUT", {{"If-Match", R"("v1")"}, {"If-Unmodified-Since", before}}, both, DO},
        // 13.1.2: weak comparison
        {"GET", {{"If-None-Match", R"("v1")"}}, both, UNCHANGED},
        {"HEAD", {{"If-None-Match", R"(W/"v1")"}}, both, UNCHANGED},
        {"GET", {{"If-None-Match", R"("v1")"}}, weak, UNCHANGED},
        {"GET", {{"If-None-Match", R"("a,b" , "v1")"}}, both, UNCHANGED},
        {"GET", {{"If-None-Match", R"("v2")"}}, both, DO},
        {"GET", {{"If-None-Match", "v1"}}, both, DO},
        {"GET", {{"If-None-Match", "*"}}, both, UNCHANGED},
        {"PUT", {{"If-None-Match", "*"}}, both, FAILED},
        {"PUT", {{"If-None-Match", R"("v1")"}}, both, FAILED},
        {"GET", {{"If-None-Match", R"("v1")"}}, none, DO},
        // 13.1.3: not looked at behind If-None-Match, nor for other methods
        {"GET", {{"If-Modified-Since", same}}, both, UNCHANGED},
        {"GET", {{"If-Modified-Since", after}}, both, UNCHANGED},
        {"GET", {{"If-Modified-Since", before}}, both, DO},
        {"GET", {{"If-Modified-Since", "Sunday, 06-Nov-94 08:49:37 GMT"}}, both, UNCHANGED},
        {"GET", {{"If-Modified-Since", "Sun Nov  6 08:49:37 1994"}}, both, UNCHANGED},
        {"GET", {{"If-Modified-Since", "0"}}, both, DO},
        {"POST", {{"If-Modified-Since", same}}, both, DO},
        // RFC 9111, section 4.3.2: a stored response without Last-Modified
        {"GET", {{"If-Modified-Since", same}}, {"", std::nullopt, 784111777}, UNCHANGED},
        {"GET", {{"If-Modified-Since", before}}, {"", std::nullopt, 784111777}, DO},
        {"GET", {{"If-Modified-Since", same}}, {"", 784111777, 784111999}, UNCHANGED},
        {"PUT", {{"If-Unmodified-Since", before}}, {"", std::nullopt, 784111777}, DO},
        {"GET", {{"If-None-Match", R"("v2")"}, {"If-Modified-Since", same}}, both, DO},
        {"GET", {{"If-Modified-Since", same}, {"If-Modified-Since", same}}, both, DO},
        // Both steps
        {"GET", {{"If-Match", R"("v1")"}, {"If-None-Match", R"("v1")"}}, both, UNCHANGED},
        {"GET", {{"If-Match", R"("v2")"}, {"If-None-Match", R"("v1")"}}, both, FAILED},
    };

    for (const auto& c : cases)
    {
        const RequestHead request = MakeRequest(c.method, c.lines);
        BOOST_TEST_CONTEXT(c.method << " " << (c.lines.empty() ? "" : c.lines.front().first) << " "
                                    << (c.lines.empty() ? "" : c.lines.front().second))
        {
            BOOST_TEST((EvaluateConditions(request, c.validators) == c.expected));
        }
    }
}

BOOST_AUTO_TEST_CASE(IfRange)
{
    const Validators both{R"("v1")", 784111777};
    const Validators weak{R"(W/"v1")", std::nullopt};
    // RFC 9110, section 13.1.5: strong comparison, exact date.
    BOOST_TEST(AllowsRange(MakeRequest("GET", {}), both));
    BOOST_TEST(AllowsRange(MakeRequest("GET", {{"If-Range", R"("v1")"}}), both));
    BOOST_TEST(!AllowsRange(MakeRequest("GET", {{"If-Range", R"("v2")"}}), both));
    BOOST_TEST(!AllowsRange(MakeRequest("GET", {{"If-Range", R"(W/"v1")"}}), weak));
    const char* const same = "Sun, 06 Nov 1994 08:49:37 GMT";
    BOOST_TEST(AllowsRange(MakeRequest("GET", {{"If-Range", same}}), both));
    BOOST_TEST(!AllowsRange(MakeRequest("GET", {{"If-Range", same}}), weak));
    const char* const after = "Sun, 06 Nov 1994 08:49:38 GMT";
    BOOST_TEST(!AllowsRange(MakeRequest("GET", {{"If-Range", after}}), both));
}

BOOST_AUTO_TEST_CASE(Ranges)
{
    // RFC 9110, section 14.1.2, the examples for a representation of 10000 bytes among them.
    // Expected: "first-last", "whole" (also where several ranges are left), or "none".
    const struct
    {
        const char* value;
        uint64_t length;
        const char* expected;
    } cases[] = {
        {"bytes=0-499", 10000, "0-499"},
        {"bytes=500-999", 10000, "500-999"},
        {"bytes=-500", 10000, "9500-9999"},
        {"bytes=9500-", 10000, "9500-9999"},
        {"bytes=0-0,-1", 10000, "whole"},
        {"bytes= 0-0, -2", 10000, "whole"},
        {"bytes=500-600,601-999", 10000, "500-999"},
        {"bytes=500-700,601-999", 10000, "500-999"},
        {"bytes=601-999,500-700", 10000, "500-999"},
        {"BYTES=0-0", 10000, "0-0"},
        {"bytes=9999-20000", 10000, "9999-9999"},
        {"bytes=-20000", 10000, "0-9999"},
        {"bytes=10000-", 10000, "none"},
        {"bytes=10000-10001,20000-", 10000, "none"},
        {"bytes=10000-,0-4", 10000, "0-4"},
        {"bytes=-0", 10000, "none"},
        {"bytes=0-99999999999999999999999", 10000, "0-9999"},
        {"bytes=99999999999999999999999-", 10000, "none"},
        {"bytes=0-", 0, "none"},
        // Not valid, or another unit: ignored (section 14.2)
        {"bytes=5-4", 10000, "whole"},
        {"bytes=a-b", 10000, "whole"},
        {"bytes=-", 10000, "whole"},
        {"bytes=", 10000, "whole"},
        {"bytes=1", 10000, "whole"},
        {"bytes=0-1,x", 10000, "whole"},
        {"bytes 0-1", 10000, "whole"},
        {"seconds=0-1", 10000, "whole"},
        {"", 10000, "whole"},
    };

    for (const auto& c : cases)
    {
        const RangeSelection selection = SelectRange(c.value, c.length);
        std::string text = selection.kind == RangeSelection::Kind::Whole ? "whole" : "none";
        if (selection.kind == RangeSelection::Kind::Partial)
        {
            text =
                std::to_string(selection.range.first) + "-" + std::to_string(selection.range.last);
        }
        BOOST_TEST(text == c.expected, c.value << ": " << text << ", not " << c.expected);
    }
}

BOOST_AUTO_TEST_CASE(ContentRanges)
{
    BOOST_TEST(FormatContentRange({42, 1233}, 1234) == "bytes 42-1233/1234"); // section 14.4
    BOOST_TEST(FormatUnsatisfiedRange(1234) == "bytes */1234");
    const auto known = ParseContentRange("bytes 42-1233/1234");
    BOOST_REQUIRE(known);
    BOOST_TEST(known->range->first == 42U);
    BOOST_TEST(known->range->GetLength() == 1192U);
    BOOST_TEST(*known->length == 1234U);
    const auto unknown = ParseContentRange("bytes 42-1233/*");
    BOOST_REQUIRE(unknown);
    BOOST_TEST(!unknown->length);
    const auto unsatisfied = ParseContentRange("bytes */1234");
    BOOST_REQUIRE(unsatisfied);
    BOOST_TEST(!unsatisfied->range);
    // Section 14.4: invalid if the last position is below the first, or not below the length.
    for (const char* value : {"bytes 5-4/10",
                              "bytes 5-10/10",
                              "bytes */*",
                              "bytes 1/2",
                              "1-2/3",
                              "bytes 1-2",
                              "",
                              // Numbers that do not fit must not count as smaller ones.
                              "bytes 0-18446744073709551616/*",
                              "bytes 0-1/18446744073709551617",
                              "bytes 18446744073709551616-18446744073709551617/*",
                              "bytes */99999999999999999999"})
    {
        BOOST_TEST(!ParseContentRange(value), value);
    }
}

BOOST_AUTO_TEST_CASE(Redirections)
{
    const Url base = *ParseUrl("http://www.example.org/~tim/start?x=1");

    const struct
    {
        uint16_t status;
        const char* method;
        const char* location;
        const char* expected; // method, URL and whether the content is kept; RFC 9110, section 15.4
    } cases[] = {
        {301, "GET", "/there", "GET http://www.example.org/there kept"},
        {301, "HEAD", "/there", "HEAD http://www.example.org/there kept"},
        {301, "POST", "/there", "GET http://www.example.org/there"},
        {301, "PUT", "/there", "PUT http://www.example.org/there kept"},
        {302, "POST", "/there", "GET http://www.example.org/there"},
        {303, "POST", "/there", "GET http://www.example.org/there"},
        {303, "PUT", "/there", "GET http://www.example.org/there"},
        {303, "HEAD", "/there", "HEAD http://www.example.org/there kept"},
        {307, "POST", "/there", "POST http://www.example.org/there kept"},
        {308, "POST", "/there", "POST http://www.example.org/there kept"},
        // Section 10.2.2 and RFC 3986, section 5.4
        {302, "GET", "/People.html#tim", "GET http://www.example.org/People.html kept"},
        {302, "GET", "other", "GET http://www.example.org/~tim/other kept"},
        {302, "GET", "../up?y=2", "GET http://www.example.org/up?y=2 kept"},
        {302, "GET", "//net.example/a", "GET http://net.example/a kept"},
        {302, "GET", "https://net.example:8443/", "GET https://net.example:8443/ kept"},
        {302, "GET", "ftp://net.example/", ""},
        {302, "GET", nullptr, ""},
        {300, "GET", "/there", ""},
        {304, "GET", "/there", ""},
        {200, "GET", "/there", ""},
        {201, "PUT", "/there", ""},
    };

    for (const auto& c : cases)
    {
        ResponseHead response;
        response.status = c.status;
        if (c.location)
        {
            response.fields.Add("Location", c.location);
        }
        const auto redirect = GetRedirect(base, c.method, response);
        const std::string text = redirect ? redirect->method + " " + redirect->url.ToString() +
                                                (redirect->keepsContent ? " kept" : "")
                                          : "";
        BOOST_TEST(text == c.expected, c.status << " " << c.method << ": " << text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
