/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Patterns of connections.

#include "ns3/http-connection-pattern.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using namespace ns3;

BOOST_AUTO_TEST_SUITE(connection_pattern)

BOOST_AUTO_TEST_CASE(matches)
{
    const auto ipv4 = HttpFourTuple::Make(InetSocketAddress(Ipv4Address("10.1.1.1"), 49153),
                                          InetSocketAddress(Ipv4Address("10.1.1.2"), 80));
    const auto ipv6 = HttpFourTuple::Make(Inet6SocketAddress(Ipv6Address("2001:1::1"), 49153),
                                          Inet6SocketAddress(Ipv6Address("2001:1::2"), 80));

    struct Case
    {
        const char* text;
        bool ipv4;
        bool ipv6;
    };

    const std::vector<Case> cases = {
        {"", true, true},
        {"*", true, true},
        {"*:80", true, true},
        {"*:81", false, false},
        {"10.1.1.2", true, false},
        {"10.1.1.2:80", true, false},
        {"10.1.1.2:49153", false, false},
        {"10.1.1.1:*", true, false},
        {"10.1.1.1:49153-10.1.1.2:80", true, false},
        {"10.1.1.2:80-10.1.1.1:49153", true, false},
        {"10.1.1.1-10.1.1.3", false, false},
        {"2001:1::2", false, true},
        {"[2001:1::2]:80", false, true},
        {"[2001:1::2]:80-[2001:1::1]:*", false, true},
        {"10.9.9.9,*:80", true, true},
    };
    for (const Case& c : cases)
    {
        BOOST_TEST_CONTEXT(c.text)
        {
            HttpConnectionPattern pattern;
            BOOST_TEST(HttpConnectionPattern::Parse(c.text, pattern) == "");
            BOOST_TEST(pattern.Matches(ipv4) == c.ipv4);
            BOOST_TEST(pattern.Matches(ipv4.Reversed()) == c.ipv4);
            BOOST_TEST(pattern.Matches(ipv6) == c.ipv6);
            BOOST_TEST(pattern.Matches(ipv6.Reversed()) == c.ipv6);
        }
    }
}

BOOST_AUTO_TEST_CASE(wrong)
{
    for (const std::string text : {"10.1.1",
                                   "10.1.1.1:65536",
                                   "10.1.1.1:",
                                   "10.1.1.1:x",
                                   "x",
                                   "[2001:1::1",
                                   "[2001:1::1]80",
                                   ":80",
                                   "10.1.1.1-",
                                   "-",
                                   "10.1.1.1,,10.1.1.2",
                                   "10.1.1.1:-1",
                                   "10.1.1.1:999999999999"})
    {
        HttpConnectionPattern pattern;
        const std::string problem = HttpConnectionPattern::Parse(text, pattern);
        BOOST_TEST_CONTEXT(text)
        {
            BOOST_TEST(problem.find("accepted are") != std::string::npos);
            BOOST_TEST(problem.find('\n') == std::string::npos);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
