/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-connection-pattern.h"

#include <algorithm>
#include <arpa/inet.h>
#include <sstream>

namespace ns3
{

bool
HttpConnectionPattern::End::Fits(const std::array<uint8_t, 16>& a, uint16_t p, bool v6) const
{
    return (!hasPort || port == p) && (!hasAddress || (isIpv6 == v6 && address == a));
}

bool
HttpConnectionPattern::ParsePort(const std::string& text, End& end)
{
    if (text == "*")
    {
        return true;
    }
    const bool isNumber = !text.empty() && text.size() <= 5 &&
                          text.find_first_not_of("0123456789") == std::string::npos;
    if (!isNumber || std::stoul(text) > 65535)
    {
        return false;
    }
    end.hasPort = true;
    end.port = static_cast<uint16_t>(std::stoul(text));
    return true;
}

bool
HttpConnectionPattern::ParseEnd(const std::string& text, End& end)
{
    std::string address = text;
    std::string port = "*";
    if (!text.empty() && text[0] == '[')
    {
        const std::size_t close = text.find(']');
        if (close == std::string::npos || (close + 1 < text.size() && text[close + 1] != ':'))
        {
            return false;
        }
        address = text.substr(1, close - 1);
        port = close + 1 < text.size() ? text.substr(close + 2) : port;
    }
    else if (std::count(text.begin(), text.end(), ':') == 1)
    {
        address = text.substr(0, text.find(':'));
        port = text.substr(text.find(':') + 1);
    }
    if (address != "*")
    {
        end.hasAddress = true;
        end.isIpv6 = address.find(':') != std::string::npos;
        const int family = end.isIpv6 ? AF_INET6 : AF_INET;
        if (inet_pton(family, address.c_str(), end.address.data()) != 1)
        {
            return false;
        }
    }
    return ParsePort(port, end);
}

std::string
HttpConnectionPattern::Parse(const std::string& text, HttpConnectionPattern& patterns)
{
    HttpConnectionPattern result;
    std::istringstream list(text);
    std::string item;
    while (std::getline(list, item, ','))
    {
        Pattern pattern;
        const std::size_t dash = item.find('-');
        const bool isRight =
            ParseEnd(item.substr(0, dash), pattern.one) &&
            (dash == std::string::npos || ParseEnd(item.substr(dash + 1), pattern.another));
        if (!isRight)
        {
            return "connection pattern \"" + item +
                   "\": accepted are ADDRESS, ADDRESS:PORT or two of them joined by -, with * for "
                   "any, such as 10.1.1.2:80, *:80 or 10.1.1.1:*-10.1.1.2:80";
        }
        result.m_patterns.push_back(pattern);
    }
    patterns = result;
    return "";
}

bool
HttpConnectionPattern::Matches(const HttpFourTuple& tuple) const
{
    const auto fits = [&tuple](const Pattern& pattern) {
        const End& a = pattern.one;
        const End& b = pattern.another;
        return (a.Fits(tuple.sourceAddress, tuple.sourcePort, tuple.isIpv6) &&
                b.Fits(tuple.destinationAddress, tuple.destinationPort, tuple.isIpv6)) ||
               (b.Fits(tuple.sourceAddress, tuple.sourcePort, tuple.isIpv6) &&
                a.Fits(tuple.destinationAddress, tuple.destinationPort, tuple.isIpv6));
    };
    return m_patterns.empty() || std::any_of(m_patterns.begin(), m_patterns.end(), fits);
}

bool
HttpConnectionPattern::MatchesAll() const
{
    return m_patterns.empty();
}

} // namespace ns3
