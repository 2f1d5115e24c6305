/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/http-fields.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using namespace ns3::http;
using namespace std::string_literals;

namespace
{

/// @brief All lines as one text. @param fields the fields @return "name: value" lines joined by "|"
std::string
Join(const Fields& fields)
{
    std::string text;
    for (std::size_t i = 0; i < fields.GetSize(); ++i)
    {
        const auto line = fields.GetLine(i);
        text += (i > 0 ? "|" : "") + std::string(line.name) + ": " + std::string(line.value);
    }
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpFields)

BOOST_AUTO_TEST_CASE(OrderAndSpellingAreKept)
{
    Fields fields;
    BOOST_TEST(fields.Add("Host", "a"));
    BOOST_TEST(fields.Add("aCCept", "x, y"));
    BOOST_TEST(fields.Add("Host", ""));
    BOOST_TEST(Join(fields) == "Host: a|aCCept: x, y|Host: ");
    BOOST_TEST(fields.GetSize() == 3);
    BOOST_TEST(fields.Count("HOST") == 2);
    BOOST_TEST(fields.Get("host").value_or("-") == "a");
    BOOST_TEST(fields.Get("ACCEPT").value_or("-") == "x, y");
    BOOST_TEST(!fields.Get("Accep").has_value());
    // "Host: a\r\n" 9, "aCCept: x, y\r\n" 14, "Host: \r\n" 8.
    BOOST_TEST(fields.GetWireBytes() == 31);
}

BOOST_AUTO_TEST_CASE(WhatIsRefused)
{
    // RFC 9110, sections 5.1, 5.5 and 5.6.2.
    Fields fields;
    for (const char* name : {"", "a b", "a:", "a\r", "\xc3\xa4", "(a)", "a\"", "a/", "a@", "a,"})
    {
        BOOST_TEST(!fields.Add(name, "x"), name);
        BOOST_TEST(!fields.Set(name, "x"), name);
    }
    for (const std::string& value : {std::string("a\r\nb"),
                                     std::string("a\nb"),
                                     std::string("a\rb"),
                                     "a\0b"s,
                                     std::string("a\x7f"),
                                     std::string("\x01")})
    {
        BOOST_TEST(!fields.Add("a", value));
        BOOST_TEST(!fields.Set("a", value));
    }
    BOOST_TEST(fields.GetSize() == 0);
    BOOST_TEST(fields.Add("!#$%&'*+-.^_`|~09azAZ", "\t \x80\xff~!"));
    BOOST_TEST(fields.GetLine(0).value == "\x80\xff~!");
}

BOOST_AUTO_TEST_CASE(WhiteSpaceAroundIsCutOff)
{
    Fields fields;
    BOOST_TEST(fields.Add("a", " \t x \t y\t "));
    BOOST_TEST(fields.Add("b", " \t "));
    BOOST_TEST(Join(fields) == "a: x \t y|b: ");
}

BOOST_AUTO_TEST_CASE(SetReplacesWhereTheFirstStood)
{
    Fields fields;
    fields.Add("A", "1");
    fields.Add("b", "2");
    fields.Add("a", "3");
    BOOST_TEST(fields.Set("a", "4"));
    BOOST_TEST(Join(fields) == "a: 4|b: 2");
    BOOST_TEST(fields.Set("c", "5"));
    BOOST_TEST(Join(fields) == "a: 4|b: 2|c: 5");
    // A value that lies in the section itself.
    BOOST_TEST(fields.Set("A", *fields.Get("c")));
    BOOST_TEST(Join(fields) == "A: 5|b: 2|c: 5");
}

BOOST_AUTO_TEST_CASE(RemoveAndClear)
{
    Fields fields;
    fields.Add("A", "1");
    fields.Add("b", "2");
    fields.Add("a", "3");
    BOOST_TEST(fields.Remove("x") == 0);
    BOOST_TEST(fields.Remove("a") == 2);
    BOOST_TEST(Join(fields) == "b: 2");
    fields.Clear();
    BOOST_TEST(fields.GetSize() == 0);
    BOOST_TEST(fields.GetWireBytes() == 0);
    fields.Add("c", "4");
    BOOST_TEST(Join(fields) == "c: 4");
}

BOOST_AUTO_TEST_CASE(CopiesAreTheirOwn)
{
    Fields fields;
    fields.Add("a", "1");
    Fields copy = fields;
    fields.Set("a", "2");
    BOOST_TEST(Join(copy) == "a: 1");
    BOOST_TEST(Join(fields) == "a: 2");
}

BOOST_AUTO_TEST_CASE(TextOfAParser)
{
    const std::string text = "A: 1\r\nbc:22 \r\n\r\n";
    Fields fields;
    fields.Add("old", "line");
    fields.SetText(text);
    fields.AddSpan(0, 1, 3, 1);
    fields.AddSpan(6, 2, 9, 2);
    BOOST_TEST(Join(fields) == "A: 1|bc: 22");
    fields.Add("d", "x");
    fields.Remove("A");
    BOOST_TEST(Join(fields) == "bc: 22|d: x");
    BOOST_TEST(fields.GetWireBytes() == 14);
}

BOOST_AUTO_TEST_CASE(Tokens)
{
    // RFC 9110, section 5.6.1: lists, over several lines, with empty members.
    Fields fields;
    fields.Add("Connection", "Keep-Alive, , foo;x=1,\tbar ");
    fields.Add("connection", "CLOSE");
    fields.Add("Other", "upgrade");
    for (const char* token : {"keep-alive", "FOO", "bar", "close"})
    {
        BOOST_TEST(fields.HasToken("Connection", token), token);
    }
    for (const char* token : {"", "keep", "alive", "x=1", "upgrade", "foo;x=1"})
    {
        BOOST_TEST(!fields.HasToken("Connection", token), token);
    }
    // A comma in a quoted string does not separate (RFC 9110, section 5.6.4).
    fields.Clear();
    fields.Add("X", "\"a, close, \\\", close\", b");
    BOOST_TEST(!fields.HasToken("X", "close"));
    BOOST_TEST(fields.HasToken("X", "b"));
}

BOOST_AUTO_TEST_CASE(ListMembers)
{
    // The examples of RFC 9110, section 5.6.1.2.
    const auto split = [](std::string_view list) {
        std::vector<std::string> members;
        while (const auto member = TakeListMember(list))
        {
            members.emplace_back(*member);
        }
        return members;
    };
    BOOST_TEST(split("foo,bar") == (std::vector<std::string>{"foo", "bar"}),
               boost::test_tools::per_element());
    BOOST_TEST(split("foo ,bar,") == (std::vector<std::string>{"foo", "bar"}),
               boost::test_tools::per_element());
    BOOST_TEST(split("foo , ,bar,charlie") == (std::vector<std::string>{"foo", "bar", "charlie"}),
               boost::test_tools::per_element());
    for (const char* empty : {"", ",", ",   ,"})
    {
        BOOST_TEST(split(empty).empty());
    }
    BOOST_TEST(split("\"a") == (std::vector<std::string>{"\"a"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
