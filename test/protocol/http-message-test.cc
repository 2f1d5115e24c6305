/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-transcript.h"

#include <array>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <string>
#include <vector>

using namespace ns3::http;
using namespace std::string_literals;

namespace
{

/// @brief Bytes from a client, and what a server's machine makes of them.
struct RequestVector
{
    std::string section; //!< where it stands: a section of RFC 9112 unless another is named
    std::string bytes;   //!< the bytes
    std::string result;  //!< the transcript
};

std::ostream&
operator<<(std::ostream& stream, const RequestVector& vector)
{
    return stream << vector.section;
}

constexpr uint32_t MAX_HEAD_BYTES = 400;
constexpr uint64_t MAX_CONTENT_BYTES = 1000;

const std::string GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
const std::string PAST_LIMIT = "X: " + std::string(MAX_HEAD_BYTES, 'x') + "\r\n";

/// @brief A head of exactly so many bytes. @param bytes how many @return the head
std::string
MakeHead(std::size_t bytes)
{
    const std::string rest = "GET / HTTP/1.1\r\nHost: a\r\nX: \r\n\r\n";
    return "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(bytes - rest.size(), 'x') + "\r\n\r\n";
}

const std::array REQUESTS{
    RequestVector{"2.1 a request", GET, "GET /; end"},
    RequestVector{"2.1 two requests", GET + GET, "GET /; end; GET /; end"},
    RequestVector{"2.2 empty lines before a request", "\r\n\r\n" + GET, "GET /; end"},
    RequestVector{"2.2 empty lines between requests", GET + "\r\n" + GET, "GET /; end; GET /; end"},
    RequestVector{"2.2 CR without LF before a request", "\r" + GET, "refuse 400; close"},
    RequestVector{"2.2 LF before a request", "\n" + GET, "refuse 400; close"},
    RequestVector{"2.2 nothing but empty lines",
                  std::string(MAX_HEAD_BYTES, '\r') + GET,
                  "refuse 400; close"},
    RequestVector{"2.2 LF alone ends a line", "GET / HTTP/1.1\nHost: a\n\n", "refuse 400; close"},
    RequestVector{"2.2 LF alone ends a field line",
                  "GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"2.2 CR in a field value",
                  "GET / HTTP/1.1\r\nHost: a\r\nX: y\rz\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"2.2 CR in the request line",
                  "GET /\r HTTP/1.1\r\nHost: a\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"2.2 white space before the first field",
                  "GET / HTTP/1.1\r\n Host: a\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"2.3 HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", "GET /; end; close"},
    RequestVector{"2.3 version 2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", "refuse 505; close"},
    // RFC 9110, section 2.5: processed as the highest minor version known.
    RequestVector{"2.3 version 1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", "GET /; end"},
    RequestVector{"2.3 version 1.9, no Host", "GET / HTTP/1.9\r\n\r\n", "refuse 400; close"},
    RequestVector{"2.3 something before the version",
                  "GET / XHTTP/1.1 HTTP/1.1\r\nHost: a\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"2.3 something before a later version",
                  "GET / XHTTP/1.1 HTTP/1.2\r\nHost: a\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"2.3 version 0.9", "GET / HTTP/0.9\r\nHost: a\r\n\r\n", "refuse 505; close"},
    RequestVector{"2.3 name in lower case",
                  "GET / http/1.1\r\nHost: a\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"2.3 version of two digits",
                  "GET / HTTP/1.10\r\nHost: a\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"2.3 no version", "GET /\r\n\r\n", "refuse 400; close"},
    RequestVector{"3 two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "refuse 400; close"},
    RequestVector{"3 space at the end", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", "refuse 400; close"},
    RequestVector{"3 tab for space", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", "refuse 400; close"},
    RequestVector{"3.1 an extension method",
                  "P!.-_~X / HTTP/1.1\r\nHost: a\r\n\r\n",
                  "P!.-_~X /; end"},
    RequestVector{"3.1 the method is not a token",
                  "G(T / HTTP/1.1\r\nHost: a\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"3.1 no method", " / HTTP/1.1\r\nHost: a\r\n\r\n", "refuse 400; close"},
    RequestVector{"3.2 no Host", "GET / HTTP/1.1\r\n\r\n", "refuse 400; close"},
    RequestVector{"3.2 two Hosts",
                  "GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"3.2 two Hosts on HTTP/1.0",
                  "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"3.2 an empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", "GET /; end"},
    RequestVector{"3.2 Host is not a host",
                  "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"3.2 Host with a path",
                  "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"3.2.1 origin form",
                  "GET /a?b=%20&c HTTP/1.1\r\nHost: a:80\r\n\r\n",
                  "GET /a?b=%20&c; end"},
    // Recordings hold such targets; an intermediary passes them on (RFC 9110, section 7.7).
    RequestVector{"3.2.1 a fragment", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", "GET /a#b; end"},
    RequestVector{"3.2.1 bytes that are not ASCII",
                  "GET /\xc3\xa4\x80\xff?\xc3\xa4 HTTP/1.1\r\nHost: a\r\n\r\n",
                  "GET /\xc3\xa4\x80\xff?\xc3\xa4; end"},
    RequestVector{"3.2.1 what no URI may hold",
                  "GET /|`^{}\"<>\\%z HTTP/1.1\r\nHost: a\r\n\r\n",
                  "GET /|`^{}\"<>\\%z; end"},
    RequestVector{"3.2.1 DEL", "GET /\x7f HTTP/1.1\r\nHost: a\r\n\r\n", "refuse 400; close"},
    RequestVector{"3.2.1 NUL", "GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n"s, "refuse 400; close"},
    RequestVector{"3.2.1 tab", "GET /a\tb HTTP/1.1\r\nHost: a\r\n\r\n", "refuse 400; close"},
    RequestVector{"3.2.1 space", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", "refuse 400; close"},
    RequestVector{"3.2.3 a fragment in authority form",
                  "CONNECT a#b:80 HTTP/1.1\r\nHost: a\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"3.2.3 not ASCII in authority form",
                  "CONNECT \xc3\xa4:80 HTTP/1.1\r\nHost: a\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"3.2 Host is not ASCII",
                  "GET / HTTP/1.1\r\nHost: \xc3\xa4\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"3.2.1 neither form", "GET a HTTP/1.1\r\nHost: a\r\n\r\n", "refuse 400; close"},
    RequestVector{"3.2.2 absolute form",
                  "GET http://a/b HTTP/1.1\r\nHost: a\r\n\r\n",
                  "GET http://a/b; end"},
    RequestVector{"3.2.3 authority form",
                  "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n",
                  "CONNECT a:80; end; tunnel"},
    RequestVector{"3.2.3 CONNECT in origin form",
                  "CONNECT / HTTP/1.1\r\nHost: a\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"3.2.3 CONNECT without a port",
                  "CONNECT a HTTP/1.1\r\nHost: a\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"3.2.4 asterisk form", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS *; end"},
    RequestVector{"3.2.4 asterisk form of GET",
                  "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"5 no space after the colon", "GET / HTTP/1.1\r\nHost:a\r\n\r\n", "GET /; end"},
    RequestVector{"5.1 space before the colon",
                  "GET / HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"5.1 no colon", "GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n", "refuse 400; close"},
    RequestVector{"5.1 no name", "GET / HTTP/1.1\r\nHost: a\r\n: y\r\n\r\n", "refuse 400; close"},
    RequestVector{"5.2 a folded line",
                  "GET / HTTP/1.1\r\nHost: a\r\nX: y\r\n z\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"5.2 folded before its value",
                  "GET / HTTP/1.1\r\nHost: a\r\nX:\r\n\tz\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"5.2 folded without a value",
                  "GET / HTTP/1.1\r\nHost: a\r\nX:\r\n \r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"5.2 folded after its value",
                  "GET / HTTP/1.1\r\nHost: a\r\nX: y\r\n \r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"5.2 a folded Host",
                  "GET / HTTP/1.1\r\nHost:\r\n a\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"RFC 9110 5.5 NUL in a value",
                  "GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n"s,
                  "refuse 400; close"},
    RequestVector{"RFC 9110 5.5 bytes above 127",
                  "GET / HTTP/1.1\r\nHost: a\r\nX: \xc3\xa4\r\n\r\n",
                  "GET /; end"},
    RequestVector{"6.2 content",
                  "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello" + GET,
                  "POST /; content 5; end; GET /; end"},
    RequestVector{"6.2 content like a request",
                  "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 27\r\n\r\n" + GET + GET,
                  "POST /; content 27; end; GET /; end"},
    RequestVector{"6.2 no bytes of content",
                  "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n" + GET,
                  "POST /; end; GET /; end"},
    RequestVector{"6.2 a GET with content",
                  "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nxx",
                  "GET /; content 2; end"},
    RequestVector{"6.3 (5) equal lengths",
                  "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2, 2\r\n\r\nxx",
                  "POST /; content 2; end"},
    RequestVector{"6.3 (5) different lengths",
                  "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nxxx",
                  "refuse 400; close"},
    RequestVector{"6.3 (5) not a length",
                  "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2x\r\n\r\nxx",
                  "refuse 400; close"},
    RequestVector{"6.3 (3) length and coding, a smuggled request",
                  "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 34\r\nTransfer-Encoding: "
                  "chunked\r\n\r\n0\r\n\r\n" +
                      GET,
                  "refuse 400; close"},
    RequestVector{"6.3 (3) coding and length",
                  "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: "
                  "34\r\n\r\n0\r\n\r\n" +
                      GET,
                  "refuse 400; close"},
    RequestVector{"6.1 a coding that hides",
                  "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \x0b"
                  "chunked\r\n\r\n0\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"6.1 another coding",
                  "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                  "refuse 501; close"},
    RequestVector{"6.3 (4) the last coding is not chunked",
                  "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"7.1 chunked twice",
                  "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
                  "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"RFC 9110 5.6.1.2 an empty member before chunked",
                  "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
                  ",chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                  "POST /; content 5; end"},
    RequestVector{"6.1 a coding on HTTP/1.0",
                  "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                  "refuse 400; close"},
    RequestVector{"7.1 chunks",
                  "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
                  "chunked\r\n\r\n5;x\r\nhello\r\n3\r\nabc\r\n0\r\nT: v\r\n\r\n" +
                      GET,
                  "POST /; content 8; end; trailer T; GET /; end"},
    RequestVector{"7.1 a bad chunk",
                  "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
                  "POST /; refuse 400; malformed; close"},
    RequestVector{"7.1 a bad line end after a chunk",
                  "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nxxx\r\n",
                  "POST /; content 2; refuse 400; malformed; close"},
    RequestVector{"9.3 close",
                  "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + GET,
                  "GET /; end; close"},
    RequestVector{"9.3 HTTP/1.0 with keep-alive, but the response does not agree",
                  "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n" + GET,
                  "GET /; end; close"},
    RequestVector{"RFC 9110 15.5.14 content longer than allowed",
                  "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n",
                  "refuse 413; close"},
    RequestVector{"RFC 9110 15.5.14 content as long as allowed",
                  "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n" +
                      std::string(1000, 'x'),
                  "POST /; content 1000; end"},
    RequestVector{"RFC 9110 15.5.14 chunks longer than allowed",
                  "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
                  "3e4\r\nx",
                  "POST /; content 5; refuse 413; malformed; close"},
    RequestVector{"RFC 9110 15.5.14 a chunk of 2^64 - 1",
                  "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
                  "ffffffffffffffff\r\nx",
                  "POST /; content 5; refuse 413; malformed; close"},
    RequestVector{"RFC 6585 5 a head as long as allowed", MakeHead(MAX_HEAD_BYTES), "GET /; end"},
    RequestVector{"RFC 6585 5 a head one byte longer",
                  MakeHead(MAX_HEAD_BYTES + 1),
                  "refuse 431; close"},
    RequestVector{"RFC 6585 5 a head much longer",
                  "GET / HTTP/1.1\r\nHost: a\r\n" + PAST_LIMIT + PAST_LIMIT + "\r\n",
                  "refuse 431; close"},
    RequestVector{"RFC 6585 5 a line without end",
                  std::string(MAX_HEAD_BYTES + 10, 'G'),
                  "refuse 431; close"},
    RequestVector{"RFC 9110 10.1.1 an expectation",
                  "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: "
                  "1\r\n\r\nx",
                  "POST /; content 1; end"},
    RequestVector{"RFC 9110 10.1.1 another expectation",
                  "POST / HTTP/1.1\r\nHost: a\r\nExpect: x\r\nContent-Length: 1\r\n\r\nx",
                  "refuse 417; close"},
    RequestVector{"RFC 9110 10.1.1 any expectation on HTTP/1.0",
                  "GET / HTTP/1.0\r\nExpect: x\r\n\r\n",
                  "GET /; end; close"},
    RequestVector{"TLS on a port of HTTP", "\x16\x03\x01\x02\x00\x01\n"s, "refuse 400; close"},
};

/// @brief Bytes from a server, and what a client's machine makes of them.
struct ResponseVector
{
    std::string section;              //!< as in RequestVector
    std::vector<std::string> methods; //!< of the requests
    std::string bytes;                //!< the bytes
    std::string result;               //!< the transcript
    std::string afterEnd;             //!< what follows when the stream then ends
};

std::ostream&
operator<<(std::ostream& stream, const ResponseVector& vector)
{
    return stream << vector.section;
}

const std::string OK0 = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
const std::string OK5 = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
const std::vector<std::string> ONE{"GET"};
const std::vector<std::string> TWO{"GET", "GET"};

const std::array RESPONSES{
    ResponseVector{"6.2 content", ONE, OK5, "200; content 5; end; complete", "close"},
    ResponseVector{"9.3.2 two responses",
                   TWO,
                   OK5 + OK0,
                   "200; content 5; end; complete; 200; end; complete",
                   "close"},
    ResponseVector{"6.3 (8) until the end",
                   ONE,
                   "HTTP/1.1 200 OK\r\n\r\nhello",
                   "200; content 5",
                   "end; complete; close"},
    ResponseVector{"6.3 (8) until the end, nothing there",
                   ONE,
                   "HTTP/1.1 200 OK\r\n\r\n",
                   "200",
                   "end; complete; close"},
    ResponseVector{"6.3 (8) until the end, another waits",
                   TWO,
                   "HTTP/1.1 200 OK\r\n\r\n" + OK0,
                   "200; content 38",
                   "end; complete; peer-closed retryable; close"},
    ResponseVector{"6.3 (1) HEAD",
                   {"HEAD", "GET"},
                   "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + OK5,
                   "200; end; complete; 200; content 5; end; complete",
                   "close"},
    ResponseVector{"6.3 (1) HEAD without a length",
                   {"HEAD", "GET"},
                   "HTTP/1.1 200 OK\r\n\r\n" + OK5,
                   "200; end; complete; 200; content 5; end; complete",
                   "close"},
    ResponseVector{"6.3 (1) 204 and 304",
                   TWO,
                   "HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 304 Not Modified\r\nContent-Length: "
                   "5\r\n\r\n",
                   "204; end; complete; 304; end; complete",
                   "close"},
    ResponseVector{"7.1 chunks with a trailer",
                   TWO,
                   "HTTP/1.1 200 OK\r\nTransfer-Encoding: "
                   "chunked\r\n\r\n5\r\nhello\r\n0\r\nT: v\r\n\r\n" +
                       OK0,
                   "200; content 5; end; trailer T; complete; 200; end; complete",
                   "close"},
    ResponseVector{"7.1 a bad chunk",
                   TWO,
                   "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello!",
                   "200; content 5; malformed; peer-closed retryable; abort",
                   "abort"},
    ResponseVector{"RFC 9110 15.2 interim responses",
                   ONE,
                   "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK5,
                   "100; 103; 200; content 5; end; complete",
                   "close"},
    ResponseVector{"8 end inside an interim response",
                   ONE,
                   "HTTP/1.1 100 Continue\r\n",
                   "",
                   "truncated; close"},
    ResponseVector{"8 end after an interim response",
                   TWO,
                   "HTTP/1.1 100 Continue\r\n\r\n",
                   "100",
                   "truncated; peer-closed retryable; close"},
    ResponseVector{"8 end before a response",
                   TWO,
                   "",
                   "",
                   "peer-closed retryable; peer-closed retryable; close"},
    ResponseVector{"8 end inside a head", ONE, "HTTP/1.1 2", "", "truncated; close"},
    ResponseVector{"8 end inside content",
                   TWO,
                   "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell",
                   "200; content 4",
                   "truncated; peer-closed retryable; close"},
    ResponseVector{"8 end inside chunks",
                   ONE,
                   "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n",
                   "200; content 5",
                   "truncated; close"},
    ResponseVector{"9.3 close",
                   TWO,
                   "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello" + OK0,
                   "200; content 5; end; complete; peer-closed retryable; close",
                   "close"},
    ResponseVector{"9.3 HTTP/1.0",
                   TWO,
                   "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello" + OK0,
                   "200; content 5; end; complete; peer-closed retryable; close",
                   "close"},
    ResponseVector{"9.3 HTTP/1.0 with keep-alive",
                   TWO,
                   "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: "
                   "5\r\n\r\nhello" +
                       OK0,
                   "200; content 5; end; complete; 200; end; complete",
                   "close"},
    ResponseVector{"2.2 bytes that nobody asked for",
                   ONE,
                   OK5 + OK0,
                   "200; content 5; end; complete; abort",
                   "abort"},
    ResponseVector{"2.2 an empty line before a response",
                   ONE,
                   "\r\n" + OK5,
                   "malformed; abort",
                   "abort"},
    ResponseVector{"2.3 a later minor version",
                   ONE,
                   "HTTP/1.3 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                   "200; content 5; end; complete",
                   "close"},
    ResponseVector{"2.3 another version",
                   ONE,
                   "HTTP/2.0 200 OK\r\n\r\n",
                   "malformed; abort",
                   "abort"},
    ResponseVector{"4 status under 100",
                   ONE,
                   "HTTP/1.1 099 X\r\n\r\n",
                   "malformed; abort",
                   "abort"},
    ResponseVector{"4 status over 599", ONE, "HTTP/1.1 600 X\r\n\r\n", "malformed; abort", "abort"},
    ResponseVector{"4 status of two digits",
                   ONE,
                   "HTTP/1.1 20 X\r\n\r\n",
                   "malformed; abort",
                   "abort"},
    ResponseVector{"4 status of four digits",
                   ONE,
                   "HTTP/1.1 2000 X\r\n\r\n",
                   "malformed; abort",
                   "abort"},
    ResponseVector{"4 no reason phrase",
                   ONE,
                   "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n",
                   "200; end; complete",
                   "close"},
    ResponseVector{"4 NUL in the reason phrase",
                   ONE,
                   "HTTP/1.1 200 \0\r\n\r\n"s,
                   "malformed; abort",
                   "abort"},
    ResponseVector{"5.2 a folded line in a response",
                   ONE,
                   "HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 0\r\n\r\n",
                   "200; end; complete",
                   "close"},
    ResponseVector{"6.3 (3) length and coding",
                   ONE,
                   "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n",
                   "malformed; abort",
                   "abort"},
    ResponseVector{"6.3 (5) different lengths",
                   TWO,
                   "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
                   "malformed; peer-closed retryable; abort",
                   "abort"},
    ResponseVector{"6.3 (4) another coding",
                   ONE,
                   "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nhello",
                   "200; content 5",
                   "end; complete; close"},
    ResponseVector{"6.3 (4) another coding under chunks",
                   ONE,
                   "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                   "malformed; abort",
                   "abort"},
    ResponseVector{"RFC 9110 5.6.1.2 an empty member before chunked",
                   ONE,
                   "HTTP/1.1 200 OK\r\nTransfer-Encoding: "
                   ",chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                   "200; content 5; end; complete",
                   "close"},
    ResponseVector{"a head that is too long",
                   ONE,
                   "HTTP/1.1 200 OK\r\n" + PAST_LIMIT + "\r\n",
                   "malformed; abort",
                   "abort"},
    ResponseVector{"not HTTP", ONE, "SSH-2.0-OpenSSH_9.2\r\n\r\n", "malformed; abort", "abort"},
    ResponseVector{"RFC 9110 9.3.6 CONNECT",
                   {"CONNECT"},
                   "HTTP/1.1 200 OK\r\n\r\nSSH-2.0",
                   "200; end; complete; tunnel; content 7",
                   ""},
    ResponseVector{"RFC 9110 9.3.6 CONNECT refused",
                   {"CONNECT"},
                   "HTTP/1.1 403 Forbidden\r\nContent-Length: 5\r\n\r\nhello",
                   "403; content 5; end; complete",
                   "close"},
    ResponseVector{"RFC 9110 15.2.2 switching protocols",
                   {"X-UPGRADE"},
                   "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nxyz",
                   "101; end; complete; tunnel; content 3",
                   ""},
    ResponseVector{"RFC 9110 15.2.2 an offer not taken",
                   {"X-UPGRADE"},
                   OK5,
                   "200; content 5; end; complete",
                   "close"},
    ResponseVector{"RFC 9110 15.2.2 switching without being asked",
                   ONE,
                   "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
                   "malformed; abort",
                   "abort"},
};

/// @brief Options with small limits. @return them
ConnectionOptions
MakeOptions()
{
    ConnectionOptions options;
    options.maxHeadBytes = MAX_HEAD_BYTES;
    options.maxContentBytes = MAX_CONTENT_BYTES;
    return options;
}

/// @brief What a server says to pieces. @param pieces the pieces @return the transcript
std::string
Serve(const std::vector<std::string_view>& pieces)
{
    Transcript transcript(Connection::Role::Server, MakeOptions());
    for (const auto piece : pieces)
    {
        transcript.Receive(piece);
    }
    return transcript.GetText();
}

/// @brief What a client says to pieces. @param vector requests @param pieces @return the transcript
std::string
Ask(const ResponseVector& vector, const std::vector<std::string_view>& pieces)
{
    Transcript transcript(Connection::Role::Client, MakeOptions());
    transcript.Request(vector.methods);
    for (const auto piece : pieces)
    {
        transcript.Receive(piece);
    }
    return transcript.GetText();
}

/// @brief Bytes one by one. @param bytes the bytes @return pieces of one byte
std::vector<std::string_view>
Single(std::string_view bytes)
{
    std::vector<std::string_view> pieces;
    for (std::size_t i = 0; i < bytes.size(); ++i)
    {
        pieces.push_back(bytes.substr(i, 1));
    }
    return pieces;
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpMessage)

BOOST_DATA_TEST_CASE(RequestWhole, REQUESTS)
{
    BOOST_TEST(Serve({sample.bytes}) == sample.result);
}

BOOST_DATA_TEST_CASE(RequestByteByByte, REQUESTS)
{
    BOOST_TEST(Serve(Single(sample.bytes)) == sample.result);
}

BOOST_DATA_TEST_CASE(RequestSplitEverywhere, REQUESTS)
{
    const std::string_view bytes = sample.bytes;
    for (std::size_t i = 0; i <= bytes.size(); ++i)
    {
        BOOST_TEST(Serve({bytes.substr(0, i), bytes.substr(i)}) == sample.result, "split at " << i);
    }
}

BOOST_DATA_TEST_CASE(RefusalIsAnswered, REQUESTS)
{
    const std::size_t refused = sample.result.find("refuse ");
    if (refused == std::string::npos)
    {
        return;
    }
    Transcript transcript(Connection::Role::Server, MakeOptions());
    transcript.Receive(sample.bytes);
    BOOST_TEST(transcript.GetSent() == "HTTP/1.1 " + sample.result.substr(refused + 7, 3) +
                                           " \r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

BOOST_DATA_TEST_CASE(ResponseWhole, RESPONSES)
{
    BOOST_TEST(Ask(sample, {sample.bytes}) == sample.result);
}

BOOST_DATA_TEST_CASE(ResponseByteByByte, RESPONSES)
{
    BOOST_TEST(Ask(sample, Single(sample.bytes)) == sample.result);
}

BOOST_DATA_TEST_CASE(ResponseSplitEverywhere, RESPONSES)
{
    const std::string_view bytes = sample.bytes;
    for (std::size_t i = 0; i <= bytes.size(); ++i)
    {
        BOOST_TEST(Ask(sample, {bytes.substr(0, i), bytes.substr(i)}) == sample.result,
                   "split at " << i);
    }
}

BOOST_DATA_TEST_CASE(ResponseThenEnd, RESPONSES)
{
    Transcript transcript(Connection::Role::Client, MakeOptions());
    transcript.Request(sample.methods);
    transcript.Receive(sample.bytes);
    std::string expected = sample.result;
    for (const char* demand : {"; close", "; abort"})
    {
        const std::size_t place = expected.rfind(demand);
        expected = place == std::string::npos ? expected : expected.substr(0, place);
    }
    if (expected == "abort")
    {
        expected = "";
    }
    expected += (expected.empty() || sample.afterEnd.empty() ? "" : "; ") + sample.afterEnd;
    transcript.ReceiveEnd();
    BOOST_TEST(transcript.GetText() == expected);
    BOOST_TEST(transcript.GetConnection().GetOpenExchanges() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
