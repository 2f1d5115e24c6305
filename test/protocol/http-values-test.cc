/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/http-content.h"
#include "ns3/http-date.h"
#include "ns3/http-method.h"
#include "ns3/http-outcome.h"
#include "ns3/http-status.h"

#include <array>
#include <boost/test/unit_test.hpp>
#include <set>
#include <string>
#include <utility>

using namespace ns3::http;

BOOST_AUTO_TEST_SUITE(HttpValues)

BOOST_AUTO_TEST_CASE(ContentSeeds)
{
    // Test vectors of the FNV authors: http://www.isthe.com/chongo/tech/comp/fnv/ (64-bit FNV-1a).
    BOOST_TEST(GetContentSeed("") == 0xcbf29ce484222325ULL);
    BOOST_TEST(GetContentSeed("a") == 0xaf63dc4c8601ec8cULL);
    BOOST_TEST(GetContentSeed("foobar") == 0x85944171f73967e8ULL);
}

BOOST_AUTO_TEST_CASE(Outcomes)
{
    BOOST_TEST(GetOutcomeName(Outcome::Complete) == "complete");
    BOOST_TEST(GetOutcomeName(Outcome::PeerClosed) == "peer-closed");
    BOOST_TEST(GetOutcomeName(Outcome::Unfinished) == "unfinished");
    std::set<std::string> names;
    for (int i = 0; i <= static_cast<int>(Outcome::Unfinished); ++i)
    {
        names.insert(GetOutcomeName(static_cast<Outcome>(i)));
    }
    BOOST_TEST(names.size() == static_cast<std::size_t>(Outcome::Unfinished) + 1);
}

BOOST_AUTO_TEST_CASE(Methods)
{
    // RFC 9110, sections 9.2.1 and 9.2.2.
    for (const char* method : {"GET", "HEAD", "OPTIONS", "TRACE"})
    {
        BOOST_TEST(GetMethodProperties(method).safe, method);
        BOOST_TEST(IsIdempotent(method), method);
    }
    for (const char* method : {"PUT", "DELETE"})
    {
        BOOST_TEST(!GetMethodProperties(method).safe, method);
        BOOST_TEST(IsIdempotent(method), method);
    }
    // Methods are case-sensitive: "get" is an extension method.
    for (const char* method : {"POST", "PATCH", "CONNECT", "get", "X", ""})
    {
        BOOST_TEST(!GetMethodProperties(method).safe, method);
        BOOST_TEST(!IsIdempotent(method), method);
    }
    // RFC 9110, section 9.2.3.
    BOOST_TEST(GetMethodProperties("GET").cacheable);
    BOOST_TEST(GetMethodProperties("HEAD").cacheable);
    BOOST_TEST(!GetMethodProperties("PUT").cacheable);
}

BOOST_AUTO_TEST_CASE(Statuses)
{
    // RFC 9110, section 15.
    BOOST_TEST(GetReasonPhrase(100) == "Continue");
    BOOST_TEST(GetReasonPhrase(200) == "OK");
    BOOST_TEST(GetReasonPhrase(404) == "Not Found");
    BOOST_TEST(GetReasonPhrase(413) == "Content Too Large");
    BOOST_TEST(GetReasonPhrase(505) == "HTTP Version Not Supported");
    BOOST_TEST(GetReasonPhrase(511) == "Network Authentication Required");
    for (const uint16_t status : {0, 99, 299, 306, 418, 512, 600})
    {
        BOOST_TEST(GetReasonPhrase(status) == "", status);
    }
    // RFC 9112, section 6.3, rule 1.
    for (int status = 100; status < 600; ++status)
    {
        BOOST_TEST(HasNoContent(static_cast<uint16_t>(status)) ==
                   (status < 200 || status == 204 || status == 304));
    }
}

BOOST_AUTO_TEST_CASE(Dates)
{
    // The three forms of one moment: RFC 9110, section 5.6.7; the number by "date +%s".
    constexpr int64_t EXAMPLE = 784111777;
    BOOST_TEST(FormatHttpDate(EXAMPLE) == "Sun, 06 Nov 1994 08:49:37 GMT");
    BOOST_TEST(ParseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT").value_or(-1) == EXAMPLE);
    BOOST_TEST(ParseHttpDate("Sunday, 06-Nov-94 08:49:37 GMT").value_or(-1) == EXAMPLE);
    BOOST_TEST(ParseHttpDate("Sun Nov  6 08:49:37 1994").value_or(-1) == EXAMPLE);
    BOOST_TEST(ParseHttpDate("Sun Nov 16 08:49:37 1994").value_or(-1) == EXAMPLE + 864000);
    // In other capitals: RFC 9111, section 4.2.
    BOOST_TEST(ParseHttpDate("sun, 06 NOV 1994 08:49:37 gmt").value_or(-1) == EXAMPLE);
    BOOST_TEST(ParseHttpDate("SUNDAY, 06-nov-94 08:49:37 Gmt").value_or(-1) == EXAMPLE);
    BOOST_TEST(ParseHttpDate("SUN NOV  6 08:49:37 1994").value_or(-1) == EXAMPLE);
    // Numbers by "date -u -d ... +%s".
    const std::array<std::pair<int64_t, const char*>, 6> moments{{
        {0, "Thu, 01 Jan 1970 00:00:00 GMT"},
        {-1, "Wed, 31 Dec 1969 23:59:59 GMT"},
        {951782400, "Tue, 29 Feb 2000 00:00:00 GMT"},
        {4107542399, "Sun, 28 Feb 2100 23:59:59 GMT"},
        {4107542400, "Mon, 01 Mar 2100 00:00:00 GMT"},
        {253402300799, "Fri, 31 Dec 9999 23:59:59 GMT"},
    }};
    for (const auto& [moment, text] : moments)
    {
        BOOST_TEST(FormatHttpDate(moment) == text);
        BOOST_TEST(ParseHttpDate(text).value_or(-2) == moment);
    }
}

BOOST_AUTO_TEST_CASE(TwoDigitYears)
{
    // RFC 9110, section 5.6.7: more than 50 years ahead is the past. Numbers by "date -u -d ...
    // +%s".
    const struct
    {
        const char* text;
        int64_t now;
        int64_t expected;
    } cases[] = {
        {"Wednesday, 01-Jan-69 00:00:00 GMT", 1577836800, 3124224000}, // 2069, seen in 2020
        {"Thursday, 01-Jan-71 00:00:00 GMT", 1577836800, 31536000},    // 1971
        {"Thursday, 01-Jan-71 00:00:00 GMT", 1640995200, 3187296000},  // 2071, seen in 2022
        {"Monday, 01-Jan-90 00:00:00 GMT", 2240611200, 3786912000},    // 2090, seen in 2041
        {"Monday, 01-Jan-90 00:00:00 GMT", 0, 631152000},              // 1990, seen in 1970
        {"Saturday, 01-Jan-00 00:00:00 GMT", 946684799, 946684800},    // 2000, seen a second before
    };

    for (const auto& c : cases)
    {
        BOOST_TEST(ParseHttpDate(c.text, c.now).value_or(-1) == c.expected, c.text << " " << c.now);
    }
}

BOOST_AUTO_TEST_CASE(DatesThereAndBack)
{
    // A step that meets every weekday, month and hour over 400 years, one cycle of leap years.
    for (int64_t moment = 0; moment < 400LL * 365 * 86400; moment += 100003)
    {
        BOOST_REQUIRE_EQUAL(ParseHttpDate(FormatHttpDate(moment)).value_or(-1), moment);
    }
}

BOOST_AUTO_TEST_CASE(NotDates)
{
    for (const char* text : {"",
                             "0",
                             "now",
                             "Sun, 06 Nov 1994 08:49:37",
                             "Sun, 06 Nov 1994 08:49:37 UTC",
                             "Sun, 06 Nov 1994 08:49:37 GMT ",
                             "Sun, 6 Nov 1994 08:49:37 GMT",
                             "Sun, 31 Nov 1994 08:49:37 GMT",
                             "Sun, 29 Feb 2100 08:49:37 GMT",
                             "Sun, 00 Nov 1994 08:49:37 GMT",
                             "Sun, 06 Nov 1994 24:49:37 GMT",
                             "Sun, 06 Nov 1994 08:60:37 GMT",
                             "Sun, 06 Nov 1994 08:49:61 GMT",
                             "Sun, 06 Nov 1994 08:4a:37 GMT",
                             "Sun Nov 6 08:49:37 1994"})
    {
        BOOST_TEST(!ParseHttpDate(text).has_value(), text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
