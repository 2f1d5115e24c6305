/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/http-url.h"

#include <array>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <string>

using namespace ns3::http;
using namespace std::string_literals;

namespace
{

/// @brief A URL and what it reads as; an empty normal form where it is refused.
struct UrlVector
{
    std::string text;   //!< the URL
    std::string normal; //!< Url::ToString()
};

std::ostream&
operator<<(std::ostream& stream, const UrlVector& vector)
{
    return stream << vector.text;
}

const std::array URLS{
    // RFC 9110, section 4.2.3: these three are equal.
    UrlVector{"http://example.com:80/~smith/home.html", "http://example.com/~smith/home.html"},
    UrlVector{"http://EXAMPLE.com/~smith/home.html", "http://example.com/~smith/home.html"},
    UrlVector{"http://EXAMPLE.com:/~smith/home.html", "http://example.com/~smith/home.html"},
    // An empty path is "/" (RFC 9110, section 4.2.3).
    UrlVector{"http://a", "http://a/"},
    UrlVector{"http://a?q", "http://a/?q"},
    UrlVector{"http://a#f", "http://a/"},
    UrlVector{"HTTPS://a:443/", "https://a/"},
    UrlVector{"https://a:80/", "https://a:80/"},
    UrlVector{"http://a:443/x", "http://a:443/x"},
    UrlVector{"http://10.1.1.2/", "http://10.1.1.2/"},
    // RFC 3986, section 3.2.2: IPv6 literals.
    UrlVector{"http://[2001:DB8::1]/", "http://[2001:db8::1]/"},
    UrlVector{"http://[2001:db8::1]:8080/x", "http://[2001:db8::1]:8080/x"},
    UrlVector{"http://[::]/", "http://[::]/"},
    UrlVector{"http://[::ffff:10.1.1.2]/", "http://[::ffff:10.1.1.2]/"},
    UrlVector{"http://[1:2:3:4:5:6:7:8]/", "http://[1:2:3:4:5:6:7:8]/"},
    UrlVector{"http://[1:2:3:4:5:6:7:8:9]/", ""},
    UrlVector{"http://[1:2:3:4:5:6:7]/", ""},
    UrlVector{"http://[1::2::3]/", ""},
    UrlVector{"http://[12345::]/", ""},
    UrlVector{"http://[::256.1.1.1]/", ""},
    UrlVector{"http://[::1.2.3]/", ""},
    UrlVector{"http://[::1.2.3.04]/", ""}, // RFC 3986, section 3.2.2: no zero in front
    UrlVector{"http://[::1\0]/"s, ""},
    UrlVector{"http://[fe80::1%25eth0]/", ""},
    UrlVector{"http://[::1/", ""},
    UrlVector{"http://[::1]x/", ""},
    UrlVector{"http://[]/", ""},
    UrlVector{"http://::1/", ""},
    // Ports from 1 to 65535.
    UrlVector{"http://a:1/", "http://a:1/"},
    UrlVector{"http://a:65535/", "http://a:65535/"},
    UrlVector{"http://a:65536/", ""},
    UrlVector{"http://a:0/", ""},
    UrlVector{"http://a:99999999999999999999/", ""},
    UrlVector{"http://a:8o/", ""},
    UrlVector{"http://a:-1/", ""},
    // No userinfo (RFC 9110, section 4.2.4).
    UrlVector{"http://user@a/", ""},
    UrlVector{"http://user:password@a/", ""},
    UrlVector{"http://a/@b", "http://a/@b"},
    // Not absolute http or https URLs.
    UrlVector{"", ""},
    UrlVector{"a", ""},
    UrlVector{"/a", ""},
    UrlVector{"//a/", ""},
    UrlVector{"ftp://a/", ""},
    UrlVector{"data:text/plain,x", ""},
    UrlVector{"http:/a", ""},
    UrlVector{"http:a", ""},
    UrlVector{"http://", ""},
    UrlVector{"http:///x", ""},
    UrlVector{"http://a b/", ""},
    UrlVector{"http://a\\b/", ""},
    UrlVector{"http://\xc3\xa4.example/", ""},
    // Percent-encoding of what may not stand in a target (RFC 3986, sections 2.1 and 3.3).
    UrlVector{"http://a/b c", "http://a/b%20c"},
    UrlVector{"http://a/\xc3\xa4?\xc3\xb6", "http://a/%C3%A4?%C3%B6"},
    UrlVector{"http://a/%20", "http://a/%20"},
    UrlVector{"http://a/%2", "http://a/%252"},
    UrlVector{"http://a/%zz", "http://a/%25zz"},
    UrlVector{"http://a/x|y\"<>^`{}\\", "http://a/x%7Cy%22%3C%3E%5E%60%7B%7D%5C"},
    UrlVector{"http://a/?x=[1]&y=a?b", "http://a/?x=%5B1%5D&y=a?b"},
    UrlVector{"http://a/-._~!$&'()*+,;=:@", "http://a/-._~!$&'()*+,;=:@"},
    UrlVector{"http://a/\0\r\n."s, "http://a/%00%0D%0A."},
    UrlVector{"http://a/?", "http://a/?"},
    UrlVector{"  http://a/ \r\n", "http://a/"},
    // Dot segments (RFC 3986, section 5.2.4, with its two examples).
    UrlVector{"http://a/a/b/c/./../../g", "http://a/a/g"},
    UrlVector{"http://a/mid/content=5/../6", "http://a/mid/6"},
    UrlVector{"http://a/..", "http://a/"},
    UrlVector{"http://a/../../x", "http://a/x"},
    UrlVector{"http://a/.", "http://a/"},
    UrlVector{"http://a/x/.", "http://a/x/"},
    UrlVector{"http://a/x/..", "http://a/"},
    UrlVector{"http://a//x//y", "http://a//x//y"},
    UrlVector{"http://a/...", "http://a/..."},
    UrlVector{"http://a/?x=/../y", "http://a/?x=/../y"},
};

/// RFC 3986, section 5.4: base http://a/b/c/d;p?q; fragments are dropped here.
const std::array REFERENCES{
    UrlVector{"g", "http://a/b/c/g"},
    UrlVector{"./g", "http://a/b/c/g"},
    UrlVector{"g/", "http://a/b/c/g/"},
    UrlVector{"/g", "http://a/g"},
    UrlVector{"//g", "http://g/"},
    UrlVector{"?y", "http://a/b/c/d;p?y"},
    UrlVector{"g?y", "http://a/b/c/g?y"},
    UrlVector{"#s", "http://a/b/c/d;p?q"},
    UrlVector{"g#s", "http://a/b/c/g"},
    UrlVector{"g?y#s", "http://a/b/c/g?y"},
    UrlVector{";x", "http://a/b/c/;x"},
    UrlVector{"g;x", "http://a/b/c/g;x"},
    UrlVector{"g;x?y#s", "http://a/b/c/g;x?y"},
    UrlVector{"", "http://a/b/c/d;p?q"},
    UrlVector{".", "http://a/b/c/"},
    UrlVector{"./", "http://a/b/c/"},
    UrlVector{"..", "http://a/b/"},
    UrlVector{"../", "http://a/b/"},
    UrlVector{"../g", "http://a/b/g"},
    UrlVector{"../..", "http://a/"},
    UrlVector{"../../", "http://a/"},
    UrlVector{"../../g", "http://a/g"},
    // Abnormal examples, section 5.4.2.
    UrlVector{"../../../g", "http://a/g"},
    UrlVector{"../../../../g", "http://a/g"},
    UrlVector{"/./g", "http://a/g"},
    UrlVector{"/../g", "http://a/g"},
    UrlVector{"g.", "http://a/b/c/g."},
    UrlVector{".g", "http://a/b/c/.g"},
    UrlVector{"g..", "http://a/b/c/g.."},
    UrlVector{"..g", "http://a/b/c/..g"},
    UrlVector{"./../g", "http://a/b/g"},
    UrlVector{"./g/.", "http://a/b/c/g/"},
    UrlVector{"g/./h", "http://a/b/c/g/h"},
    UrlVector{"g/../h", "http://a/b/c/h"},
    UrlVector{"g;x=1/./y", "http://a/b/c/g;x=1/y"},
    UrlVector{"g;x=1/../y", "http://a/b/c/y"},
    UrlVector{"g?y/./x", "http://a/b/c/g?y/./x"},
    UrlVector{"g?y/../x", "http://a/b/c/g?y/../x"},
    // Other schemes.
    UrlVector{"g:h", ""},
    UrlVector{"mailto:x@y", ""},
    UrlVector{"https://b/x", "https://b/x"},
    UrlVector{"http:g", ""},
    UrlVector{"//[::1]:81/x", "http://[::1]:81/x"},
    UrlVector{"//x y/", ""},
};

} // namespace

BOOST_AUTO_TEST_SUITE(HttpUrl)

BOOST_DATA_TEST_CASE(Parse, URLS)
{
    const auto url = ParseUrl(sample.text);
    BOOST_TEST((url ? url->ToString() : std::string()) == sample.normal);
    if (url)
    {
        // A normal form reads as itself.
        const auto again = ParseUrl(url->ToString());
        BOOST_REQUIRE(again.has_value());
        BOOST_TEST(again->ToString() == url->ToString());
        BOOST_TEST(again->host == url->host);
        BOOST_TEST(again->port == url->port);
    }
}

BOOST_DATA_TEST_CASE(Resolve, REFERENCES)
{
    const auto base = ParseUrl("http://a/b/c/d;p?q");
    BOOST_REQUIRE(base.has_value());
    const auto url = ResolveUrl(*base, sample.text);
    BOOST_TEST((url ? url->ToString() : std::string()) == sample.normal);
}

BOOST_AUTO_TEST_CASE(Parts)
{
    const auto url = ParseUrl("https://[2001:DB8::7]:8443/a/b?c=d#e");
    BOOST_REQUIRE(url.has_value());
    BOOST_TEST(url->scheme == "https");
    BOOST_TEST(url->host == "2001:db8::7");
    BOOST_TEST(url->port == 8443);
    BOOST_TEST(url->target == "/a/b?c=d");
    BOOST_TEST(url->GetAuthority() == "[2001:db8::7]:8443");
    BOOST_TEST(ParseUrl("https://h/")->GetAuthority() == "h");
    BOOST_TEST(ParseUrl("http://h:443/")->GetAuthority() == "h:443");
}

BOOST_AUTO_TEST_CASE(LongHostName)
{
    BOOST_TEST(ParseUrl("http://" + std::string(255, 'a') + "/").has_value());
    BOOST_TEST(!ParseUrl("http://" + std::string(256, 'a') + "/").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
