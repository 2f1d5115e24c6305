/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What a proxy makes of messages: RFC 9110, section 7.6, and RFC 9112, section 3.2.

#include "ns3/http-forwarding.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>
#include <vector>

using namespace ns3::http;

namespace
{

/// Field lines.
using Lines = std::vector<std::pair<const char*, const char*>>;

/// @brief A field section. @param lines of it @return it
Fields
MakeFields(const Lines& lines)
{
    Fields fields;
    for (const auto& [name, value] : lines)
    {
        BOOST_REQUIRE(fields.Add(name, value));
    }
    return fields;
}

/// @brief A field section as text. @param fields it @return "Name: value" with bars between
std::string
ToText(const Fields& fields)
{
    std::string text;
    for (std::size_t i = 0; i < fields.GetSize(); ++i)
    {
        const Fields::Line line = fields.GetLine(i);
        text.append(i == 0 ? "" : "|").append(line.name).append(": ").append(line.value);
    }
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpForwarding)

BOOST_AUTO_TEST_CASE(HopByHopFields)
{
    const struct
    {
        Lines lines;
        const char* expected; // RFC 9110, section 7.6.1
    } cases[] = {
        {{{"Host", "a"}, {"Accept", "*/*"}}, "Host: a|Accept: */*"},
        {{{"Connection", "Keep-Alive"}, {"Keep-Alive", "timeout=5"}, {"Host", "a"}}, "Host: a"},
        {{{"Keep-Alive", "timeout=5"}, {"Host", "a"}}, "Host: a"},
        {{{"Proxy-Connection", "Keep-Alive"}, {"Host", "a"}}, "Host: a"},
        {{{"TE", "trailers"}, {"Trailer", "X"}, {"Host", "a"}}, "Host: a"},
        {{{"Transfer-Encoding", "chunked"}, {"Host", "a"}}, "Host: a"},
        {{{"Connection", "upgrade"}, {"Upgrade", "websocket"}, {"Host", "a"}}, "Host: a"},
        // Meter is the book's and RFC 2227's example of a named field.
        {{{"Connection", "meter, close, bill-my-credit-card"},
          {"Meter", "max-uses=3"},
          {"Bill-My-Credit-Card", "yes"},
          {"bill-my-credit-card", "no"},
          {"Host", "a"}},
         "Host: a"},
        {{{"Connection", "X-A"}, {"Connection", "X-B"}, {"X-A", "1"}, {"x-b", "2"}}, ""},
        // Fields without which the message would be another
        {{{"Connection", "host, content-length, cache-control"},
          {"Host", "a"},
          {"Content-Length", "3"},
          {"Cache-Control", "no-store"}},
         "Host: a|Content-Length: 3|Cache-Control: no-store"},
    };

    for (const auto& c : cases)
    {
        Fields fields = MakeFields(c.lines);
        RemoveHopByHopFields(fields);
        BOOST_TEST(ToText(fields) == c.expected);
    }
}

BOOST_AUTO_TEST_CASE(Via)
{
    // The example of RFC 9110, section 7.6.3.
    Fields fields = MakeFields({{"Via", "1.0 fred"}});
    AddVia(fields, Version::Http11, "p.example.net");
    BOOST_TEST(ToText(fields) == "Via: 1.0 fred|Via: 1.1 p.example.net");
    BOOST_TEST(HasVia(fields, "fred"));
    BOOST_TEST(HasVia(fields, "P.Example.Net"));
    BOOST_TEST(!HasVia(fields, "p"));
    BOOST_TEST(!HasVia(fields, "1.1"));
    BOOST_TEST(
        HasVia(MakeFields({{"Via", "1.0 ricky, 1.1 ethel (a comment), 1.1 lucy"}}), "ethel"));
    Fields old;
    AddVia(old, Version::Http10, "p");
    BOOST_TEST(ToText(old) == "Via: 1.0 p");
}

BOOST_AUTO_TEST_CASE(Requests)
{
    const struct
    {
        const char* method;
        const char* target;
        Lines lines;
        const char* expected; // refusal, or: URL | target | fields
    } cases[] = {
        // RFC 9112, section 3.2.2: the absolute form prevails over Host.
        {"GET",
         "http://www.example.org/pub/WWW/TheProject.html",
         {{"Host", "other"}},
         "http://www.example.org/pub/WWW/TheProject.html | /pub/WWW/TheProject.html | "
         "Host: www.example.org|Via: 1.1 me"},
        {"GET",
         "http://www.example.org:8080",
         {{"Host", "x"}},
         "http://www.example.org:8080/ | / | Host: www.example.org:8080|Via: 1.1 me"},
        {"GET", "/a?b", {{"Host", "h:81"}}, "http://h:81/a?b | /a?b | Host: h:81|Via: 1.1 me"},
        // Section 3.2.4
        {"OPTIONS",
         "http://www.example.org:8001",
         {{"Host", "x"}},
         "http://www.example.org:8001/ | * | Host: www.example.org:8001|Via: 1.1 me"},
        {"OPTIONS",
         "http://www.example.org/",
         {{"Host", "x"}},
         "http://www.example.org/ | / | Host: www.example.org|Via: 1.1 me"},
        {"GET", "ftp://h/", {{"Host", "h"}}, "400"},
        {"GET", "/", {}, "400"},
        {"GET", "/", {{"Host", ""}}, "400"},
        // RFC 9110, section 7.7: the target goes on as it came.
        {"GET", "/a/../b", {{"Host", "h"}}, "http://h/a/../b | /a/../b | Host: h|Via: 1.1 me"},
        {"GET",
         "/a|b//./%7e%zz[]^`{}\"<>\\?q=|?",
         {{"Host", "h"}},
         "http://h/a|b//./%7e%zz[]^`{}\"<>\\?q=|? | /a|b//./%7e%zz[]^`{}\"<>\\?q=|? | "
         "Host: h|Via: 1.1 me"},
        {"GET",
         "HTTP://H:80/a/../b|c",
         {{"Host", "x"}},
         "http://h/a/../b|c | /a/../b|c | Host: h|Via: 1.1 me"},
        {"GET",
         "/\xc3\xa4\xff#/?b",
         {{"Host", "h"}},
         "http://h/\xc3\xa4\xff#/?b | /\xc3\xa4\xff#/?b | Host: h|Via: 1.1 me"},
        {"GET",
         "http://h/\xc3\xa4\xff#/?b",
         {{"Host", "x"}},
         "http://h/\xc3\xa4\xff#/?b | /\xc3\xa4\xff#/?b | Host: h|Via: 1.1 me"},
        {"GET", "http://h#/b", {{"Host", "x"}}, "http://h/#/b | /#/b | Host: h|Via: 1.1 me"},
        {"GET", "http://h?q=/", {{"Host", "x"}}, "http://h/?q=/ | /?q=/ | Host: h|Via: 1.1 me"},
        {"OPTIONS", "*", {{"Host", "h"}}, "http://h/ | * | Host: h|Via: 1.1 me"},
        {"GET", "http:/a", {{"Host", "h"}}, "400"},
        {"GET", "http:///a", {{"Host", "h"}}, "400"},
        {"GET", "http://u@h/", {{"Host", "h"}}, "400"},
        // Section 8.6: one length
        {"POST",
         "/",
         {{"Host", "h"}, {"Content-Length", "3, 03"}},
         "http://h/ | / | Host: h|Content-Length: 3|Via: 1.1 me"},
        {"POST",
         "/",
         {{"Host", "h"}, {"Content-Length", "3"}, {"X", "1"}, {"Content-Length", "3"}},
         "http://h/ | / | Host: h|Content-Length: 3|X: 1|Via: 1.1 me"},
        // RFC 9110, section 7.6.3: loops
        {"GET", "/", {{"Host", "h"}, {"Via", "1.1 you, 1.1 me"}}, "508"},
        {"GET",
         "/",
         {{"Host", "h"}, {"Via", "1.1 you"}},
         "http://h/ | / | Host: h|Via: 1.1 you|Via: 1.1 me"},
        // Section 7.6.2
        {"OPTIONS", "/", {{"Host", "h"}, {"Max-Forwards", "0"}}, "200"},
        {"TRACE",
         "/",
         {{"Host", "h"}, {"Max-Forwards", "1"}},
         "http://h/ | / | Host: h|Max-Forwards: 0|Via: 1.1 me"},
        {"TRACE",
         "/",
         {{"Host", "h"}, {"Max-Forwards", "5000000000"}},
         "http://h/ | / | Host: h|Max-Forwards: 4999999999|Via: 1.1 me"},
        {"GET",
         "/",
         {{"Host", "h"}, {"Max-Forwards", "0"}},
         "http://h/ | / | Host: h|Max-Forwards: 0|Via: 1.1 me"},
        {"GET",
         "/",
         {{"Host", "h"}, {"Connection", "x, keep-alive"}, {"X", "1"}, {"Expect", "100-continue"}},
         "http://h/ | / | Host: h|Expect: 100-continue|Via: 1.1 me"},
    };

    for (const auto& c : cases)
    {
        RequestHead request;
        request.method = c.method;
        request.target = c.target;
        request.fields = MakeFields(c.lines);
        const ForwardedRequest made = ForwardRequest(request, "me");
        const std::string text =
            made.refusal != 0
                ? std::to_string(made.refusal)
                : made.url.ToString() + " | " + made.head.target + " | " + ToText(made.head.fields);
        BOOST_TEST(text == c.expected);
    }
}

BOOST_AUTO_TEST_CASE(Versions)
{
    // RFC 9110, section 2.5: an intermediary speaks its own version.
    RequestHead request;
    request.version = Version::Http10;
    request.target = "http://h/";
    const ForwardedRequest made = ForwardRequest(request, "me");
    BOOST_TEST((made.head.version == Version::Http11));
    BOOST_TEST(ToText(made.head.fields) == "Host: h|Via: 1.0 me");
    ResponseHead response;
    response.version = Version::Http10;
    response.fields = MakeFields({{"Connection", "keep-alive"}, {"Content-Length", "3"}});
    const ResponseHead forwarded = ForwardResponse(response, "me");
    BOOST_TEST((forwarded.version == Version::Http11));
    BOOST_TEST(ToText(forwarded.fields) == "Content-Length: 3|Via: 1.0 me");
}

BOOST_AUTO_TEST_CASE(LengthsOfResponses)
{
    const struct
    {
        uint16_t status;
        Lines lines;
        const char* expected; // RFC 9110, section 8.6
    } cases[] = {
        {200, {{"Content-Length", "2, 2"}}, "Content-Length: 2|Via: 1.1 me"},
        {200, {{"Content-Length", "2"}, {"content-length", "2"}}, "Content-Length: 2|Via: 1.1 me"},
        // Of a response to HEAD, nothing else tells that it is wrong.
        {200, {{"Content-Length", "2, 3"}}, "Via: 1.1 me"},
        {200, {{"Content-Length", "x"}}, "Via: 1.1 me"},
        {103, {{"Content-Length", "0"}}, "Via: 1.1 me"},
        {204, {{"Content-Length", "0"}}, "Via: 1.1 me"},
        {205, {{"Content-Length", "0"}}, "Content-Length: 0|Via: 1.1 me"},
        {304, {{"Content-Length", "9"}}, "Content-Length: 9|Via: 1.1 me"},
    };

    for (const auto& c : cases)
    {
        ResponseHead response;
        response.status = c.status;
        response.fields = MakeFields(c.lines);
        BOOST_TEST(ToText(ForwardResponse(response, "me").fields) == c.expected, c.status);
    }
}

BOOST_AUTO_TEST_CASE(Reflection)
{
    // RFC 9110, section 9.3.8
    RequestHead request;
    request.method = "TRACE";
    request.target = "/a";
    request.fields = MakeFields({{"Host", "h"},
                                 {"Cookie", "a=b"},
                                 {"Max-Forwards", "0"},
                                 {"authorization", "Basic YTpi"},
                                 {"Via", "1.1 you"}});
    BOOST_TEST(GetReflectedRequest(request) ==
               "TRACE /a HTTP/1.1\r\nHost: h\r\nMax-Forwards: 0\r\nVia: 1.1 you\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(Authorities)
{
    const auto url = ParseAuthority("www.example.com:443"); // RFC 9112, section 3.2.3
    BOOST_REQUIRE(url);
    BOOST_TEST(url->host == "www.example.com");
    BOOST_TEST(url->port == 443);
    const auto ipv6 = ParseAuthority("[2001:db8::1]:8443");
    BOOST_REQUIRE(ipv6);
    BOOST_TEST(ipv6->host == "2001:db8::1");
    BOOST_TEST(ipv6->port == 8443);
    for (const char* target : {"www.example.com",
                               "h:",
                               "[2001:db8::1]",
                               "u@h:80",
                               "h:80/",
                               ":80",
                               "h:99999",
                               "/h:80",
                               ""})
    {
        BOOST_TEST(!ParseAuthority(target), target);
    }
}

BOOST_AUTO_TEST_SUITE_END()
