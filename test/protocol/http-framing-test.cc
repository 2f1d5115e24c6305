/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/http-framing.h"

#include <array>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

using namespace ns3::http;

namespace
{

using FieldLines = std::vector<std::pair<std::string, std::string>>;

/// @brief A head and its framing.
struct FramingVector
{
    std::string name;  //!< what is tried
    Version version;   //!< version
    std::string about; //!< requests: unused; responses: the request's method
    uint16_t status;   //!< responses: the status
    FieldLines lines;  //!< field lines
    FramingKind kind;  //!< what is to come out
    uint64_t length;   //!< the length, or the status of an error
};

std::ostream&
operator<<(std::ostream& stream, const FramingVector& vector)
{
    return stream << vector.name;
}

constexpr auto V10 = Version::Http10;
constexpr auto V11 = Version::Http11;
using K = FramingKind;

// Section numbers are those of RFC 9112.
const std::array REQUESTS{
    FramingVector{"neither: no content (6.3, 7)", V11, "", 0, {}, K::None, 0},
    FramingVector{"Content-Length (6.2)", V11, "", 0, {{"Content-Length", "42"}}, K::Length, 42},
    FramingVector{"zero", V11, "", 0, {{"content-length", "0"}}, K::Length, 0},
    FramingVector{"HTTP/1.0", V10, "", 0, {{"Content-Length", "7"}}, K::Length, 7},
    FramingVector{"leading zeros", V11, "", 0, {{"Content-Length", "0042"}}, K::Length, 42},
    FramingVector{"2^64 - 1",
                  V11,
                  "",
                  0,
                  {{"Content-Length", "18446744073709551615"}},
                  K::Length,
                  18446744073709551615ULL},
    FramingVector{"2^64 (RFC 9110, 8.6)",
                  V11,
                  "",
                  0,
                  {{"Content-Length", "18446744073709551616"}},
                  K::Error,
                  400},
    FramingVector{"equal, as a list (6.3, 5)",
                  V11,
                  "",
                  0,
                  {{"Content-Length", "5, 5"}},
                  K::Length,
                  5},
    FramingVector{"equal, as lines",
                  V11,
                  "",
                  0,
                  {{"Content-Length", "5"}, {"Content-Length", "5"}},
                  K::Length,
                  5},
    FramingVector{"different lines (6.3, 5)",
                  V11,
                  "",
                  0,
                  {{"Content-Length", "5"}, {"Content-Length", "6"}},
                  K::Error,
                  400},
    FramingVector{"different members", V11, "", 0, {{"Content-Length", "5,6"}}, K::Error, 400},
    FramingVector{"sign", V11, "", 0, {{"Content-Length", "+5"}}, K::Error, 400},
    FramingVector{"minus", V11, "", 0, {{"Content-Length", "-5"}}, K::Error, 400},
    FramingVector{"hexadecimal", V11, "", 0, {{"Content-Length", "0x5"}}, K::Error, 400},
    FramingVector{"space inside", V11, "", 0, {{"Content-Length", "5 5"}}, K::Error, 400},
    FramingVector{"no number", V11, "", 0, {{"Content-Length", ""}}, K::Error, 400},
    FramingVector{"a comma only", V11, "", 0, {{"Content-Length", ","}}, K::Error, 400},
    FramingVector{"fraction", V11, "", 0, {{"Content-Length", "5.0"}}, K::Error, 400},
    FramingVector{"chunked (7.1)", V11, "", 0, {{"Transfer-Encoding", "chunked"}}, K::Chunked, 0},
    FramingVector{"in capitals", V11, "", 0, {{"transfer-encoding", "CHUNKED"}}, K::Chunked, 0},
    FramingVector{"with a length (6.1)",
                  V11,
                  "",
                  0,
                  {{"Transfer-Encoding", "chunked"}, {"Content-Length", "5"}},
                  K::Error,
                  400},
    FramingVector{"with a length before (6.1)",
                  V11,
                  "",
                  0,
                  {{"Content-Length", "5"}, {"Transfer-Encoding", "chunked"}},
                  K::Error,
                  400},
    FramingVector{"unknown coding with a length",
                  V11,
                  "",
                  0,
                  {{"Transfer-Encoding", "x"}, {"Content-Length", "5"}},
                  K::Error,
                  400},
    FramingVector{"on HTTP/1.0 (6.1)",
                  V10,
                  "",
                  0,
                  {{"Transfer-Encoding", "chunked"}},
                  K::Error,
                  400},
    FramingVector{"another coding alone (6.3, 4)",
                  V11,
                  "",
                  0,
                  {{"Transfer-Encoding", "gzip"}},
                  K::Error,
                  400},
    FramingVector{"two codings",
                  V11,
                  "",
                  0,
                  {{"Transfer-Encoding", "gzip, chunked"}},
                  K::Error,
                  501},
    FramingVector{"two codings, as lines",
                  V11,
                  "",
                  0,
                  {{"Transfer-Encoding", "gzip"}, {"Transfer-Encoding", "chunked"}},
                  K::Error,
                  501},
    FramingVector{"an empty member before (RFC 9110, 5.6.1.2)",
                  V11,
                  "",
                  0,
                  {{"Transfer-Encoding", " , chunked,"}},
                  K::Chunked,
                  0},
    FramingVector{"chunked not last (6.3, 4)",
                  V11,
                  "",
                  0,
                  {{"Transfer-Encoding", "chunked, gzip"}},
                  K::Error,
                  400},
    FramingVector{"twice in a list",
                  V11,
                  "",
                  0,
                  {{"Transfer-Encoding", "chunked, chunked"}},
                  K::Error,
                  400},
    FramingVector{"twice in lines",
                  V11,
                  "",
                  0,
                  {{"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "chunked"}},
                  K::Error,
                  400},
    FramingVector{"identity", V11, "", 0, {{"Transfer-Encoding", "identity"}}, K::Error, 400},
    FramingVector{"a parameter", V11, "", 0, {{"Transfer-Encoding", "chunked;x=y"}}, K::Error, 400},
    FramingVector{"a lookalike", V11, "", 0, {{"Transfer-Encoding", "xchunked"}}, K::Error, 400},
    FramingVector{"empty", V11, "", 0, {{"Transfer-Encoding", ""}}, K::Error, 400},
};

const std::array RESPONSES{
    FramingVector{"neither (6.3, 8)", V11, "GET", 200, {}, K::UntilClose, 0},
    FramingVector{"a length", V11, "GET", 200, {{"Content-Length", "9"}}, K::Length, 9},
    FramingVector{"chunked", V11, "GET", 200, {{"Transfer-Encoding", "chunked"}}, K::Chunked, 0},
    FramingVector{"HEAD (6.3, 1)", V11, "HEAD", 200, {{"Content-Length", "9"}}, K::None, 0},
    FramingVector{"HEAD, chunked",
                  V11,
                  "HEAD",
                  200,
                  {{"Transfer-Encoding", "chunked"}},
                  K::None,
                  0},
    FramingVector{"head is not HEAD", V11, "head", 200, {{"Content-Length", "9"}}, K::Length, 9},
    FramingVector{"204 (6.3, 1)", V11, "GET", 204, {{"Content-Length", "9"}}, K::None, 0},
    FramingVector{"304 (6.3, 1)", V11, "GET", 304, {{"Content-Length", "9"}}, K::None, 0},
    FramingVector{"100 (6.3, 1)", V11, "GET", 100, {}, K::None, 0},
    FramingVector{"103", V11, "GET", 103, {}, K::None, 0},
    FramingVector{"101", V11, "GET", 101, {}, K::Tunnel, 0},
    FramingVector{"CONNECT (6.3, 2)", V11, "CONNECT", 200, {{"Content-Length", "9"}}, K::Tunnel, 0},
    FramingVector{"CONNECT, 204", V11, "CONNECT", 204, {}, K::Tunnel, 0},
    FramingVector{"CONNECT refused", V11, "CONNECT", 403, {{"Content-Length", "9"}}, K::Length, 9},
    FramingVector{"both",
                  V11,
                  "GET",
                  200,
                  {{"Transfer-Encoding", "chunked"}, {"Content-Length", "9"}},
                  K::Error,
                  400},
    FramingVector{"different lengths (6.3, 5)",
                  V11,
                  "GET",
                  200,
                  {{"Content-Length", "9"}, {"Content-Length", "8"}},
                  K::Error,
                  400},
    FramingVector{"coding on HTTP/1.0",
                  V10,
                  "GET",
                  200,
                  {{"Transfer-Encoding", "chunked"}},
                  K::Error,
                  400},
    FramingVector{"another coding alone (6.3, 4)",
                  V11,
                  "GET",
                  200,
                  {{"Transfer-Encoding", "gzip"}},
                  K::UntilClose,
                  0},
    FramingVector{"chunked, but not at last",
                  V11,
                  "GET",
                  200,
                  {{"Transfer-Encoding", "chunked, gzip"}},
                  K::UntilClose,
                  0},
    FramingVector{"a coding that nobody here undoes",
                  V11,
                  "GET",
                  200,
                  {{"Transfer-Encoding", "gzip, chunked"}},
                  K::Error,
                  501},
    FramingVector{"an empty member before (RFC 9110, 5.6.1.2)",
                  V11,
                  "GET",
                  200,
                  {{"Transfer-Encoding", ",chunked"}},
                  K::Chunked,
                  0},
};

/// @brief Compares. @param framing what came out @param vector what is to come out
void
Check(const Framing& framing, const FramingVector& vector)
{
    BOOST_TEST(static_cast<int>(framing.kind) == static_cast<int>(vector.kind));
    if (vector.kind == K::Error)
    {
        BOOST_TEST(framing.status == vector.length);
        BOOST_TEST(std::string(framing.problem) != "");
    }
    else
    {
        BOOST_TEST(framing.length == vector.length);
        BOOST_TEST(framing.status == 0);
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpFraming)

BOOST_DATA_TEST_CASE(Requests, REQUESTS)
{
    RequestHead head;
    head.version = sample.version;
    for (const auto& [name, value] : sample.lines)
    {
        BOOST_REQUIRE(head.fields.Add(name, value));
    }
    Check(GetRequestFraming(head), sample);
}

BOOST_DATA_TEST_CASE(Responses, RESPONSES)
{
    ResponseHead head;
    head.version = sample.version;
    head.status = sample.status;
    for (const auto& [name, value] : sample.lines)
    {
        BOOST_REQUIRE(head.fields.Add(name, value));
    }
    Check(GetResponseFraming(head, sample.about), sample);
}

BOOST_AUTO_TEST_CASE(Persistence)
{
    // RFC 9112, section 9.3.
    const auto persists = [](Version version, const char* connection) {
        Fields fields;
        if (connection != nullptr)
        {
            fields.Add("Connection", connection);
        }
        return IsPersistent(version, fields);
    };
    BOOST_TEST(persists(V11, nullptr));
    BOOST_TEST(persists(V11, "keep-alive"));
    BOOST_TEST(persists(V11, "upgrade"));
    BOOST_TEST(!persists(V11, "close"));
    BOOST_TEST(!persists(V11, "keep-alive, Close"));
    BOOST_TEST(!persists(V10, nullptr));
    BOOST_TEST(!persists(V10, "close"));
    BOOST_TEST(!persists(V10, "upgrade"));
    BOOST_TEST(persists(V10, "Keep-Alive"));
    BOOST_TEST(!persists(V10, "keep-alive, close"));
}

BOOST_AUTO_TEST_SUITE_END()
