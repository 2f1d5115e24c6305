/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Headers and options as bytes, read and written. What whole headers hold was read off by hand
/// after RFC 791, RFC 8200, RFC 9293, RFC 7323 and RFC 2018; checksums follow RFC 1071.

#include "ns3/http-wire-bytes.h"
#include "ns3/http-wire-ip.h"
#include "ns3/http-wire-tcp.h"

#include <boost/test/unit_test.hpp>
#include <random>
#include <string>
#include <vector>

using namespace ns3::wire;

namespace
{

using Bytes = std::vector<uint8_t>;

/// Options and what is to be read of them.
struct OptionRow
{
    const char* name;  //!< what comes
    Bytes bytes;       //!< options
    const char* error; //!< nullptr if they are right
    TcpOptions value;  //!< what they say
};

/// Options as they are written: each behind the other, with ends of the options up to four bytes
/// (RFC 9293, section 3.1), as ns-3's TcpHeader has them.
struct WrittenRow
{
    TcpOptions value; //!< what they say
    Bytes bytes;      //!< as they are written
    size_t size;      //!< what Linux leaves free for them, tcp_syn_options() and so on
};

TcpOptions
Syn()
{
    TcpOptions options;
    options.maximumSegmentSize = 1460;
    options.sackPermitted = true;
    options.hasTimestamps = true;
    options.timestamp = 1;
    options.hasWindowScale = true;
    options.windowShift = 7;
    return options;
}

TcpOptions
Sacks(bool hasTimestamps)
{
    TcpOptions options;
    options.hasTimestamps = hasTimestamps;
    options.timestamp = hasTimestamps ? 5 : 0;
    options.echo = hasTimestamps ? 6 : 0;
    options.sackCount = 2;
    options.sacks[0] = {256, 512};
    options.sacks[1] = {1024, 1280};
    return options;
}

TcpOptions
Shift(uint8_t shift)
{
    TcpOptions options;
    options.hasWindowScale = true;
    options.windowShift = shift;
    return options;
}

const OptionRow OPTION_ROWS[] = {
    {"none", {}, nullptr, {}},
    {"a SYN of Linux",
     {2, 4, 5, 180, 4, 2, 8, 10, 0, 0, 0, 1, 0, 0, 0, 0, 1, 3, 3, 7},
     nullptr,
     Syn()},
    {"two blocks",
     {1, 1, 5, 18, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 5, 0},
     nullptr,
     Sacks(false)},
    {"two blocks behind timestamps",
     {1, 1, 8, 10, 0, 0, 0, 5, 0, 0, 0, 6, 1, 1, 5, 18,
      0, 0, 1, 0,  0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 5, 0},
     nullptr,
     Sacks(true)},
    {"padding in front", {1, 3, 3, 14}, nullptr, Shift(14)},
    {"padding behind", {3, 3, 15, 0}, nullptr, Shift(15)},
    {"what follows the end is not read", {0, 2, 9, 9}, nullptr, {}},
    {"an unknown option", {253, 4, 1, 2}, nullptr, {}},
    {"no length", {2}, "option without a length", {}},
    {"length 0", {253, 0, 0, 0}, "option of a wrong length", {}},
    {"length 1", {253, 1, 0, 0}, "option of a wrong length", {}},
    {"an MSS of five bytes", {2, 5, 1, 1, 1}, "option of a wrong length", {}},
    {"a SACK without a block", {5, 2, 0, 0}, "option of a wrong length", {}},
    {"a SACK with half a block", {5, 6, 0, 0, 0, 0}, "option of a wrong length", {}},
    {"beyond the header", {1, 1, 253, 3}, "option beyond the header", {}},
    {"the same twice", {4, 2, 4, 2}, "option twice", {}},
};

const WrittenRow WRITTEN_ROWS[] = {
    {{}, {}, 0},
    {Syn(), {2, 4, 5, 180, 4, 2, 8, 10, 0, 0, 0, 1, 0, 0, 0, 0, 3, 3, 7, 0}, 20},
    {Sacks(false), {5, 18, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0}, 20},
    {Sacks(true),
     {8, 10, 0, 0, 0, 5, 0, 0, 0, 6, 5, 18, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 5, 0},
     32},
    {Shift(14), {3, 3, 14, 0}, 4},
};

/// Everything that options say, to compare.
std::string
Show(const TcpOptions& options)
{
    std::string text =
        std::to_string(options.maximumSegmentSize) + " " + std::to_string(options.hasWindowScale) +
        " " + std::to_string(options.windowShift) + " " + std::to_string(options.sackPermitted) +
        " " + std::to_string(options.hasTimestamps) + " " + std::to_string(options.timestamp) +
        " " + std::to_string(options.echo);
    for (uint8_t i = 0; i < options.sackCount; ++i)
    {
        text += " " + std::to_string(options.sacks[i].begin) + "-" +
                std::to_string(options.sacks[i].end);
    }
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(wire)

BOOST_AUTO_TEST_CASE(options)
{
    for (const OptionRow& row : OPTION_ROWS)
    {
        BOOST_TEST_CONTEXT(row.name)
        {
            TcpOptions is;
            const char* const error = is.Read(row.bytes.data(), row.bytes.size());
            BOOST_TEST(std::string(error ? error : "") == std::string(row.error ? row.error : ""));
            if (row.error == nullptr)
            {
                BOOST_TEST(Show(is) == Show(row.value));
            }
        }
    }
    for (const WrittenRow& row : WRITTEN_ROWS)
    {
        Bytes written(60);
        const uint8_t* const end = row.value.Write(written.data());
        written.resize(end - written.data());
        BOOST_TEST(written == row.bytes, boost::test_tools::per_element());
        BOOST_TEST(row.value.GetSize() == row.size);
        TcpOptions is;
        BOOST_TEST(is.Read(written.data(), written.size()) == nullptr);
        BOOST_TEST(Show(is) == Show(row.value));
    }
}

BOOST_AUTO_TEST_CASE(a_whole_tcp_header)
{
    TcpHeader header;
    header.sourcePort = 49153;
    header.destinationPort = 80;
    header.sequence = 0xfffffffe;
    header.acknowledgment = 7;
    header.reserved = 5;
    header.flags = TCP_ACK | TCP_PSH;
    header.window = 0x1020;
    header.checksum = 0xbeef;
    header.urgentPointer = 42;
    uint8_t bytes[TCP_HEADER_MOST];
    BOOST_TEST_REQUIRE(WriteTcpHeader(header, Sacks(true), bytes) == 48U);
    const Bytes fixed = {0xc0, 0x01, 0x00, 0x50, 0xff, 0xff, 0xff, 0xfe, 0x00, 0x00,
                         0x00, 0x07, 0xc5, 0x18, 0x10, 0x20, 0xbe, 0xef, 0x00, 0x2a};
    BOOST_TEST(Bytes(bytes, bytes + 20) == fixed, boost::test_tools::per_element());
    TcpHeader read;
    BOOST_TEST(!read.Read(bytes, 19));
    BOOST_TEST_REQUIRE(read.Read(bytes, 20));
    BOOST_TEST(unsigned{read.headerLength} == 48U);
    uint8_t again[TCP_HEADER_LEAST];
    read.Write(again);
    BOOST_TEST(Bytes(again, again + 20) == fixed, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(ip_headers)
{
    // The example of RFC 1071's sum as many texts carry it: 192.168.0.1 to 192.168.0.199, UDP.
    IpHeader ip;
    ip.totalLength = 115;
    ip.flags = 2;
    ip.timeToLive = 64;
    ip.protocol = IP_UDP;
    ip.source = {192, 168, 0, 1};
    ip.destination = {192, 168, 0, 199};
    uint8_t bytes[IPV6_HEADER];
    BOOST_TEST_REQUIRE(ip.Write(bytes) == 20U);
    BOOST_TEST(Read16(bytes + 10) == 0xb861);
    IpHeader read;
    BOOST_TEST_REQUIRE(read.Read(bytes, 20));
    BOOST_TEST(read.totalLength == 115U);
    BOOST_TEST(unsigned{read.flags} == 2U);
    BOOST_TEST(read.checksum == 0xb861);
    BOOST_TEST(!read.Read(bytes, 19));

    ip.version = 6;
    ip.typeOfService = 0xb8;
    ip.flowLabel = 0x12345;
    ip.protocol = IP_TCP;
    BOOST_TEST_REQUIRE(ip.Write(bytes) == 40U);
    BOOST_TEST(Read32(bytes) == 0x6b812345U);
    BOOST_TEST_REQUIRE(read.Read(bytes, 40));
    BOOST_TEST(read.totalLength == 115U);
    BOOST_TEST(unsigned{read.typeOfService} == 0xb8U);
    BOOST_TEST(read.flowLabel == 0x12345U);
    BOOST_TEST(read.upperOffset == 40U);
    BOOST_TEST(!read.Read(bytes, 39));
}

BOOST_AUTO_TEST_CASE(checksums)
{
    // RFC 1071, section 3: the sum of these words is ddf2.
    const Bytes example = {0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7};
    Checksum sum;
    sum.Add(example.data(), 3);
    sum.Add(example.data() + 3, 5);
    BOOST_TEST(sum.Get() == static_cast<uint16_t>(~0xddf2));

    for (const uint8_t version : {4, 6})
    {
        IpHeader ip;
        ip.version = version;
        ip.source = {10, 1, 1, 1};
        ip.destination = {10, 1, 1, 2};
        uint8_t segment[TCP_HEADER_MOST + 3] = {};
        TcpHeader header;
        header.sequence = 0x01020304;
        const size_t size = WriteTcpHeader(header, Syn(), segment) + 3;
        segment[size - 1] = 0xff;
        Write16(segment + 16, GetTcpChecksum(ip, segment, size));
        BOOST_TEST(GetTcpChecksum(ip, segment, size) == 0U);
        segment[size - 2] ^= 1;
        BOOST_TEST(GetTcpChecksum(ip, segment, size) != 0U);
    }
}

BOOST_AUTO_TEST_CASE(any_options)
{
    // Whatever comes, the reader takes every byte once and none beyond.
    std::mt19937 random(1);
    for (int i = 0; i < 200000; ++i)
    {
        Bytes bytes(random() % 41);
        for (uint8_t& byte : bytes)
        {
            byte = static_cast<uint8_t>(random() % 12);
        }
        TcpOptionReader reader(bytes.data(), bytes.size());
        const uint8_t* next = bytes.data();
        for (TcpOption option; reader.Next(option);)
        {
            BOOST_REQUIRE(option.bytes == next);
            BOOST_REQUIRE(option.size > 0);
            next += option.size;
        }
        BOOST_REQUIRE(next == bytes.data() + bytes.size());
        TcpOptions options;
        options.Read(bytes.data(), bytes.size());
        BOOST_REQUIRE(options.sackCount <= TcpOptions::SACKS_MOST);
    }
}

BOOST_AUTO_TEST_SUITE_END()
