/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Headers as bytes. Fields of whole headers were read off by hand after RFC 791, RFC 8200 and
/// RFC 9293; the impossible ones must neither be trusted nor read beyond their end.

#include "ns3/http-wire-header.h"

#include <boost/test/unit_test.hpp>
#include <random>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

/// @brief Bytes of a text in hexadecimal. @param text it @return the bytes
std::vector<uint8_t>
Bytes(const std::string& text)
{
    std::vector<uint8_t> bytes;
    std::string digits;
    for (char c : text)
    {
        if (c != ' ')
        {
            digits += c;
        }
        if (digits.size() == 2)
        {
            bytes.push_back(static_cast<uint8_t>(std::stoul(digits, nullptr, 16)));
            digits.clear();
        }
    }
    return bytes;
}

const std::string IPV4 = "45 b8 00 34  12 34 60 0b  3f 06 ab cd  0a 01 01 01  0a 01 01 02";
const std::string TCP = "c0 01 00 50  ff ff ff fe  00 00 00 07  85 ff 10 20  be ef 00 2a"
                        "01 01 08 0a  00 00 00 01  00 00 00 02";
const std::string IPV6 = "6b 81 23 45  00 20 06 3e"
                         "20 01 00 01 00 00 00 00 00 00 00 00 00 00 00 01"
                         "20 01 00 01 00 00 00 00 00 00 00 00 00 00 00 02";

} // namespace

BOOST_AUTO_TEST_SUITE(wire_header)

BOOST_AUTO_TEST_CASE(tcp_fields)
{
    const auto bytes = Bytes(TCP);
    HttpSegmentRecord r;
    BOOST_REQUIRE(ReadTcpHeader(bytes.data(), bytes.size(), 100, r));
    BOOST_TEST(r.tuple.sourcePort == 49153);
    BOOST_TEST(r.tuple.destinationPort == 80);
    BOOST_TEST(r.sequenceNumber == 0xfffffffe);
    BOOST_TEST(r.acknowledgmentNumber == 7U);
    BOOST_TEST(unsigned{r.headerLength} == 32U);
    BOOST_TEST(unsigned{r.reserved} == 5U);
    BOOST_TEST(unsigned{r.flags} == 0xffU);
    BOOST_TEST(r.window == 0x1020);
    BOOST_TEST(r.checksum == 0xbeef);
    BOOST_TEST(r.urgentPointer == 42);
    BOOST_TEST(r.options.size() == 12U);
    BOOST_TEST(static_cast<int>(r.options[2]) == 8);
    BOOST_TEST(r.payloadBytes == 68U);
}

BOOST_AUTO_TEST_CASE(impossible_tcp_headers)
{
    auto bytes = Bytes(TCP);
    HttpSegmentRecord r;
    BOOST_TEST(!ReadTcpHeader(bytes.data(), 19, 19, r));
    for (const auto& [offset, segment] :
         {std::pair<uint8_t, uint32_t>{0x00, 40}, {0x40, 40}, {0xf0, 59}, {0xf0, 32}})
    {
        bytes[12] = offset;
        HttpSegmentRecord bad;
        BOOST_REQUIRE(ReadTcpHeader(bytes.data(), bytes.size(), segment, bad));
        BOOST_TEST(unsigned{bad.headerLength} == unsigned{offset} >> 4 << 2);
        BOOST_TEST(bad.options.empty());
        BOOST_TEST(bad.payloadBytes == 0U);
    }
}

BOOST_AUTO_TEST_CASE(ipv4_fields)
{
    const auto bytes = Bytes(IPV4 + TCP);
    HttpPacketRecord r;
    uint8_t upper = 0;
    BOOST_REQUIRE(ReadIpHeader(bytes.data(), bytes.size(), r, upper));
    BOOST_TEST(unsigned{r.version} == 4U);
    BOOST_TEST(unsigned{r.headerLength} == 20U);
    BOOST_TEST(unsigned{r.typeOfService} == 0xb8U);
    BOOST_TEST(r.totalLength == 52U);
    BOOST_TEST(r.identification == 0x1234U);
    BOOST_TEST(unsigned{r.flags} == 3U);
    BOOST_TEST(r.fragmentOffset == 11);
    BOOST_TEST(unsigned{r.timeToLive} == 63U);
    BOOST_TEST(unsigned{r.protocol} == 6U);
    BOOST_TEST(unsigned{upper} == 6U);
    BOOST_TEST(r.headerChecksum == 0xabcd);
    BOOST_TEST(r.source[3] == 1);
    BOOST_TEST(r.destination[3] == 2);
    BOOST_TEST(r.isFragment);
    // A fragment behind the first has no TCP header.
    BOOST_TEST(unsigned{r.tcpOffset} == 0U);
    BOOST_TEST(r.header.size() == 20U);
}

BOOST_AUTO_TEST_CASE(where_the_tcp_header_begins)
{
    const std::string fragment = "06 00 00 01 00 00 00 09"; // first of several
    const std::string later = "06 00 00 10 00 00 00 09";    // last of several, offset 2
    const std::string options = "06 00 01 04 00 00 00 00";

    struct Case
    {
        const char* name;
        std::string bytes;
        uint32_t tcpOffset;
        uint32_t header;
        bool isFragment;
        uint8_t upper;
    };

    auto with = [](std::string ip, const char* next, const char* payload) {
        ip.replace(ip.find("06 3e"), 5, std::string(next) + " 3e");
        ip.replace(ip.find("00 20"), 5, payload);
        return ip;
    };
    auto whole = IPV4;
    whole.replace(whole.find("60 0b"), 5, "40 00");
    const std::vector<Case> cases = {
        {"IPv4", whole + TCP, 20, 52, false, 6},
        {"IPv6", IPV6 + TCP, 40, 72, false, 6},
        {"IPv6, first fragment", with(IPV6, "2c", "00 28") + fragment + TCP, 48, 80, true, 6},
        {"IPv6, last fragment", with(IPV6, "2c", "00 28") + later + TCP, 0, 48, true, 6},
        {"IPv6, hop-by-hop options", with(IPV6, "00", "00 28") + options + TCP, 48, 80, false, 6},
        {"IPv6, ICMP", with(IPV6, "3a", "00 20") + TCP, 0, 40, false, 58},
    };
    for (const Case& c : cases)
    {
        BOOST_TEST_CONTEXT(c.name)
        {
            const auto bytes = Bytes(c.bytes);
            HttpPacketRecord r;
            uint8_t upper = 0;
            BOOST_REQUIRE(ReadIpHeader(bytes.data(), bytes.size(), r, upper));
            BOOST_TEST(unsigned{r.tcpOffset} == c.tcpOffset);
            BOOST_TEST(r.header.size() == c.header);
            BOOST_TEST(r.isFragment == c.isFragment);
            BOOST_TEST(unsigned{upper} == unsigned{c.upper});
        }
    }
}

BOOST_AUTO_TEST_CASE(ipv6_fields)
{
    auto text = IPV6;
    text.replace(text.find("06 3e"), 5, "2c 3e");
    const auto bytes = Bytes(text + "06 00 05 a9 de ad be ef" + TCP);
    HttpPacketRecord r;
    uint8_t upper = 0;
    BOOST_REQUIRE(ReadIpHeader(bytes.data(), bytes.size(), r, upper));
    BOOST_TEST(unsigned{r.version} == 6U);
    BOOST_TEST(unsigned{r.typeOfService} == 0xb8U);
    BOOST_TEST(r.flowLabel == 0x12345U);
    BOOST_TEST(r.totalLength == 72U);
    BOOST_TEST(unsigned{r.protocol} == 44U);
    BOOST_TEST(unsigned{r.timeToLive} == 62U);
    BOOST_TEST(r.fragmentOffset == 0x5a8 / 8);
    BOOST_TEST(unsigned{r.flags} == 1U);
    BOOST_TEST(r.identification == 0xdeadbeef);
}

BOOST_AUTO_TEST_CASE(frames)
{
    const std::string ethernet = "00 00 00 00 00 02 00 00 00 00 00 01";
    auto whole = IPV4;
    whole.replace(whole.find("60 0b"), 5, "40 00");
    auto fromEight = whole; // an address that looks like an EtherType
    fromEight.replace(fromEight.find("0a 01"), 5, "08 00");
    const std::vector<std::pair<std::string, uint32_t>> frames = {
        {whole + TCP, 0},
        {fromEight + TCP, 0},
        {IPV6 + TCP, 0},
        {"00 21" + whole + TCP, 2},
        {"00 57" + IPV6 + TCP, 2},
        {"aa aa 03 00 00 00 08 00" + whole + TCP, 8},
        {"aa aa 03 00 00 00 86 dd" + IPV6 + TCP, 8},
        {ethernet + "08 00" + whole + TCP, 14},
        {ethernet + "86 dd" + IPV6 + TCP, 14},
        {ethernet + "00 3c aa aa 03 00 00 00 08 00" + whole + TCP, 22},
        {ethernet + "08 06 00 01 08 00 06 04", 0},
    };
    for (const auto& frame : frames)
    {
        const auto bytes = Bytes(frame.first);
        BOOST_TEST(wire::FindIpHeader(bytes.data(), bytes.size(), bytes.size()) == frame.second);
    }
}

BOOST_AUTO_TEST_CASE(any_bytes)
{
    // Whatever comes, what is read lies inside of what is there.
    std::mt19937 random(1);
    for (int i = 0; i < 200000; i++)
    {
        const uint32_t size = random() % 100;
        std::vector<uint8_t> bytes(size);
        for (uint8_t& byte : bytes)
        {
            byte = static_cast<uint8_t>(random());
        }
        if (size > 0)
        {
            bytes[0] = static_cast<uint8_t>((random() % 2 ? 0x40 : 0x60) | (bytes[0] & 0x0f));
        }
        HttpPacketRecord packet;
        uint8_t upper = 0;
        if (ReadIpHeader(bytes.data(), size, packet, upper))
        {
            BOOST_REQUIRE(packet.header.size() <= size);
            BOOST_REQUIRE((packet.tcpOffset == 0 || packet.tcpOffset + 20U <= size));
        }
        HttpSegmentRecord segment;
        if (ReadTcpHeader(bytes.data(), size, size, segment))
        {
            BOOST_REQUIRE(segment.options.size() + segment.payloadBytes <= size);
        }
        BOOST_REQUIRE(wire::FindIpHeader(bytes.data(), size, size) <= size);
    }
}

BOOST_AUTO_TEST_SUITE_END()
