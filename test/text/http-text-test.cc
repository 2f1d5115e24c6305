/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Lists, quoting, CSV and dates as text. Expected values are written by hand; those of CSV follow
/// RFC 4180, those of dates date(1).

#include "ns3/http-csv.h"
#include "ns3/http-date.h"
#include "ns3/http-quote.h"
#include "ns3/http-text.h"

#include <boost/test/unit_test.hpp>
#include <cmath>

using namespace ns3;
using Words = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(HttpTextRoom)

BOOST_AUTO_TEST_CASE(SplitsAndJoins)
{
    BOOST_TEST(HttpSplitList("").empty());
    BOOST_TEST(HttpSplitList(" a ,b") == (Words{"a", "b"}), boost::test_tools::per_element());
    BOOST_TEST(HttpSplitList("a,,") == (Words{"a", "", ""}), boost::test_tools::per_element());
    BOOST_TEST(HttpSplitWords(" a\t b \n") == (Words{"a", "b"}), boost::test_tools::per_element());
    BOOST_TEST(HttpSplitWords("  ").empty());
    BOOST_TEST(HttpJoin({"a", "", "b"}, " | ") == "a |  | b");
    BOOST_TEST(HttpJoin({}, ",").empty());
}

BOOST_AUTO_TEST_CASE(WritesNumbers)
{
    BOOST_TEST(FormatHttpNumber(12.3, 2) == "12.30");
    BOOST_TEST(FormatHttpNumber(-0.0004, 3) == "0.000");
    BOOST_TEST(FormatHttpNumber(1e20, 0) == "100000000000000000000");
    BOOST_TEST(FormatHttpDigits(0.1 + 0.2) == "0.3");
    BOOST_TEST(FormatHttpExactly(0.1 + 0.2) == "0.30000000000000004");
    BOOST_TEST(FormatHttpExactly(NAN).empty());
    BOOST_TEST(FormatHttpShort(123456.7) == "123457");
    BOOST_TEST(FormatHttpShort(1.23456) == "1.235");
    BOOST_TEST(FormatHttpShort(INFINITY) == "-");
    BOOST_TEST(FormatHttpCount(999) == "999");
    BOOST_TEST(FormatHttpCount(1234567) == "1,234,567");
}

BOOST_AUTO_TEST_CASE(ReadsItsOwnCsv)
{
    const std::vector<Words> rows = {{"plain", "with, comma", "with \"quotes\""},
                                     {" with blanks ", "two\nlines", ""},
                                     {"", "", "x"}};
    std::string text;
    for (const Words& row : rows)
    {
        text += HttpMakeCsvLine(row);
    }
    const std::vector<Words> read = HttpReadCsv(text);
    BOOST_REQUIRE_EQUAL(read.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); i++)
    {
        BOOST_TEST(read[i] == rows[i], boost::test_tools::per_element());
    }
    BOOST_TEST(HttpReadCsv("a,b\r\nc,d").back() == (Words{"c", "d"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(QuotesForOthers)
{
    BOOST_TEST(HttpQuoteShell("--rate=10Mbps") == "--rate=10Mbps");
    BOOST_TEST(HttpQuoteShell("it's") == "'it'\\''s'");
    BOOST_TEST(HttpQuoteShell("") == "''");
    BOOST_TEST(HttpQuote("a\\\"b") == "\"a\\\\\\\"b\"");
    BOOST_TEST(HttpEscapeXml("<a href=\"?x&y\">\n") == "&lt;a href=&quot;?x&amp;y&quot;&gt; ");
}

BOOST_AUTO_TEST_CASE(WritesAndReadsMoments)
{
    BOOST_TEST(http::FormatDateTime(784111777, 5) == "1994-11-06T08:49:37.000005Z");
    BOOST_TEST(http::FormatDateTime(-1, 0) == "1969-12-31T23:59:59.000000Z");
    BOOST_TEST(http::FormatDateTime(951827696, 999999) == "2000-02-29T12:34:56.999999Z");
    const auto moment = http::ParseDateTime("2000-02-29T12:34:56.999999Z");
    BOOST_TEST(moment.value_or(0) == 951827696999999000);
}

BOOST_AUTO_TEST_SUITE_END()
