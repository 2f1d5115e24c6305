/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Reading of numbers, times, lists and encodings. Expected values are written by hand.

#include "ns3/http-csv.h"
#include "ns3/http-text.h"
#include "ns3/http-time-text.h"
#include "ns3/http-utf8.h"

#include <boost/test/unit_test.hpp>

using namespace ns3;

BOOST_AUTO_TEST_SUITE(HttpText)

BOOST_AUTO_TEST_CASE(ReadsTimesAsNs3WritesThem)
{
    const struct
    {
        const char* text;
        int64_t nanoseconds; // -1: refused
    } cases[] = {
        {"20ms", 20000000}, {"1.5s", 1500000000}, {"0.1s", 100000000},
        {"0", 0},           {"0.0", 0},           {"3", -1},
        {"1e3", -1},        {"3 s", -1},          {"3seconds", -1},
        {" 7us ", 7000},    {"1e3ns", 1000},      {"2min", 120000000000},
        {"0ms", 0},         {"9e9y", -1},         {"-1s", -1},
        {"1 parsec", -1},   {"ms", -1},           {"", -1},
        {"nan", -1},        {"1e999s", -1},       {"5 5s", -1},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.text)
        {
            const auto time = HttpParseTime(test.text);
            BOOST_TEST((time ? time->GetNanoSeconds() : -1) == test.nanoseconds);
        }
    }
}

BOOST_AUTO_TEST_CASE(ReadsSeconds)
{
    const std::pair<const char*, int64_t> cases[] = {{"3", 3000000000},
                                                     {" 0.5 ", 500000000},
                                                     {"20ms", 20000000},
                                                     {"-1", -1},
                                                     {"1e300", -1}};
    for (const auto& [text, nanoseconds] : cases)
    {
        BOOST_TEST_CONTEXT(text)
        {
            const auto time = HttpParseSeconds(text);
            BOOST_TEST((time ? time->GetNanoSeconds() : -1) == nanoseconds);
        }
    }
}

BOOST_AUTO_TEST_CASE(ReadsNumbersWhole)
{
    BOOST_TEST(HttpParseUnsigned("18446744073709551615").value_or(0) == UINT64_MAX);
    for (const char* text : {"", "-1", "+1", "1 ", " 1", "1.0", "0x10", "18446744073709551616"})
    {
        BOOST_TEST_CONTEXT(text)
        {
            BOOST_TEST(!HttpParseUnsigned(text).has_value());
        }
    }
    BOOST_TEST(HttpParseNumber("-1.5e2").value_or(0) == -150.0);
    BOOST_TEST(HttpParseNumber("+3").value_or(0) == 3.0);
    for (const char* text : {"", "inf", "nan", "1e400", "1,5", "--1", "12px"})
    {
        BOOST_TEST_CONTEXT(text)
        {
            BOOST_TEST(!HttpParseNumber(text).has_value());
        }
    }
}

BOOST_AUTO_TEST_CASE(SplitsCommaSeparatedValues)
{
    // RFC 4180, section 2.
    const struct
    {
        const char* line;
        bool good;
        std::vector<std::string> values;
    } cases[] = {
        {"a,b,c", true, {"a", "b", "c"}},
        {" a , b ", true, {"a", "b"}},
        {"a,,", true, {"a", "", ""}},
        {"", true, {""}},
        {R"("a,b",c)", true, {"a,b", "c"}},
        {R"("say ""yes""" , 2)", true, {R"(say "yes")", "2"}},
        {R"("")", true, {""}},
        {R"("open)", false, {}},
        {R"("a"b,c)", false, {}},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.line)
        {
            std::vector<std::string> values;
            BOOST_TEST(HttpSplitCsv(test.line, values) == test.good);
            if (test.good)
            {
                BOOST_TEST(values == test.values, boost::test_tools::per_element());
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(TakesLinesOffATextWhateverTheirEnds)
{
    std::string_view text = "one\r\ntwo\n\nlast";
    std::string lines;
    std::string_view line;
    while (HttpNextLine(text, line))
    {
        lines += '[' + std::string(line) + ']';
    }
    BOOST_TEST(lines == "[one][two][][last]");
}

BOOST_AUTO_TEST_CASE(DecodesPercentEncodedOctets)
{
    BOOST_TEST(HttpPercentDecode("text%2Fhtml") == "text/html");
    BOOST_TEST(HttpPercentDecode("%41%6a%zz%4") == "Aj%zz%4");
}

BOOST_AUTO_TEST_CASE(RepairsWhatIsNotUtf8)
{
    using namespace std::string_literals;

    const struct
    {
        const char* name;
        std::string before;
        std::string after;
        bool changed;
    } cases[] = {
        {"ASCII", "abc", "abc", false},
        {"UTF-8",
         "\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80",
         "\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80",
         false},
        {"byte order mark", "\xef\xbb\xbf{}", "\xef\xbb\xbf{}", false},
        {"Latin-1", "caf\xe9!", "caf\xc3\xa9!", true},
        {"cut at the end", "a\xe2\x82", "a\xc3\xa2\xc2\x82", true},
        {"overlong", "\xc0\xaf", "\xc3\x80\xc2\xaf", true},
        {"surrogate", "\xed\xa0\x80", "\xc3\xad\xc2\xa0\xc2\x80", true},
        {"UTF-16, low byte first", "\xff\xfe{\0}\0"s, "{}", true},
        {"UTF-16, high byte first", "\xfe\xff\0{\0}"s, "{}", true},
        {"UTF-16, surrogate pair", "\xfe\xff\xd8\x3d\xde\x00"s, "\xf0\x9f\x98\x80", true},
        {"UTF-16, half a pair", "\xfe\xff\xd8\x3d\0a"s, "\xef\xbf\xbd"s + "a", true},
        {"UTF-16, odd length", "\xff\xfe{\0x"s, "{", true},
    };

    for (const auto& test : cases)
    {
        BOOST_TEST_CONTEXT(test.name)
        {
            std::string text = test.before;
            BOOST_TEST(HttpRepairUtf8(text) == test.changed);
            BOOST_TEST(text == test.after);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
