/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Segments reach IP as ns-3's TcpL4Protocol would have sent them. Expected values: what
/// TcpL4Protocol::SendPacket() hands to the same down target for ns-3's TcpHeader of the same
/// fields.

#include "http-tcp-net.h"

#include "ns3/http-tcp-carrier.h"
#include "ns3/internet-module.h"
#include "ns3/tcp-option-rfc793.h"
#include "ns3/tcp-option-sack-permitted.h"
#include "ns3/tcp-option-sack.h"
#include "ns3/tcp-option-ts.h"
#include "ns3/tcp-option-winscale.h"

#include <boost/test/unit_test.hpp>
#include <sstream>

namespace tcp_test
{

namespace
{

/// What was handed down: addresses, protocol, bytes, and whether there was a route.
std::string g_handed;

/// @brief Takes what goes to IP. @param packet, source, destination, protocol, route as IP does
template <typename ADDRESS, typename ROUTE>
void
Take(Ptr<Packet> packet, ADDRESS source, ADDRESS destination, uint8_t protocol, ROUTE route)
{
    std::ostringstream text;
    text << source << " " << destination << " " << unsigned{protocol} << " " << (route ? "r " : "");
    std::vector<uint8_t> bytes(packet->GetSize());
    packet->CopyData(bytes.data(), packet->GetSize());
    for (const uint8_t byte : bytes)
    {
        text << std::hex << (byte >> 4) << (byte & 15);
    }
    g_handed = text.str();
}

/// @brief ns-3's header of the same fields. @param header, options them @return it
TcpHeader
ToNs3(const wire::TcpHeader& header, const wire::TcpOptions& options)
{
    TcpHeader result;
    result.SetSourcePort(49153);
    result.SetDestinationPort(80);
    result.SetSequenceNumber(SequenceNumber32(header.sequence));
    result.SetAckNumber(SequenceNumber32(header.acknowledgment));
    result.SetFlags(header.flags);
    result.SetWindowSize(header.window);
    if (options.maximumSegmentSize > 0)
    {
        const auto option = CreateObject<TcpOptionMSS>();
        option->SetMSS(options.maximumSegmentSize);
        result.AppendOption(option);
    }
    if (options.sackPermitted)
    {
        result.AppendOption(CreateObject<TcpOptionSackPermitted>());
    }
    if (options.hasTimestamps)
    {
        const auto option = CreateObject<TcpOptionTS>();
        option->SetTimestamp(options.timestamp);
        option->SetEcho(options.echo);
        result.AppendOption(option);
    }
    if (options.hasWindowScale)
    {
        const auto option = CreateObject<TcpOptionWinScale>();
        option->SetScale(options.windowShift);
        result.AppendOption(option);
    }
    if (options.sackCount > 0)
    {
        const auto option = CreateObject<TcpOptionSack>();
        for (uint8_t i = 0; i < options.sackCount; ++i)
        {
            option->AddSackBlock(
                {SequenceNumber32(options.sacks[i].begin), SequenceNumber32(options.sacks[i].end)});
        }
        result.AppendOption(option);
    }
    return result;
}

/// Every set of options that a header has room for.
std::vector<wire::TcpOptions>
GetOptions()
{
    std::vector<wire::TcpOptions> all;
    for (unsigned bits = 0; bits < 16; ++bits)
    {
        for (uint8_t sacks = 0; sacks <= wire::TcpOptions::SACKS_MOST; ++sacks)
        {
            wire::TcpOptions options;
            options.maximumSegmentSize = bits & 1 ? 1460 : 0;
            options.sackPermitted = bits & 2;
            options.hasTimestamps = bits & 4;
            options.timestamp = 0x01020304;
            options.echo = 0xfffefdfc;
            options.hasWindowScale = bits & 8;
            options.windowShift = 7;
            options.sackCount = sacks;
            for (uint8_t i = 0; i < sacks; ++i)
            {
                options.sacks[i] = {0xfffffff0U + i, 100U * i};
            }
            if (options.GetSize() <= wire::TCP_HEADER_MOST - wire::TCP_HEADER_LEAST)
            {
                all.push_back(options);
            }
        }
    }
    return all;
}

} // namespace

BOOST_AUTO_TEST_SUITE(tcp_carrier)

BOOST_AUTO_TEST_CASE(as_ns3_sends)
{
    const HttpTcpFourTuple ipv4(Ipv4Address("127.0.0.1"), 49153, Ipv4Address("127.0.0.2"), 80);
    const HttpTcpFourTuple ipv6(Ipv6Address("::1"), 49153, Ipv6Address("::1"), 80);
    const HttpTcpFourTuple mapped(Ipv6Address::MakeIpv4MappedAddress(Ipv4Address("127.0.0.1")),
                                  49153,
                                  Ipv6Address::MakeIpv4MappedAddress(Ipv4Address("127.0.0.2")),
                                  80);

    const struct
    {
        const char* name;
        const HttpTcpFourTuple& tuple;
        bool hasChecksums;
        uint32_t size;
    } rows[] = {
        {"IPv4", ipv4, false, 1448},
        {"IPv4, checksum", ipv4, true, 1448},
        {"IPv4, checksum of odd length", ipv4, true, 7},
        {"IPv4, checksum, no data", ipv4, true, 0},
        {"IPv6", ipv6, false, 10},
        {"IPv6, checksum", ipv6, true, 1429},
        {"IPv4 by IPv6", mapped, true, 100},
    };

    Defaults defaults;
    const std::vector<wire::TcpOptions> options = GetOptions();
    BOOST_TEST(options.size() > 40U);
    for (const auto& row : rows)
    {
        BOOST_TEST_CONTEXT(row.name)
        {
            GlobalValue::Bind("ChecksumEnabled", BooleanValue(row.hasChecksums));
            const Ptr<Node> node = CreateObject<Node>();
            InternetStackHelper().Install(node);
            const Ptr<TcpL4Protocol> tcp = node->GetObject<TcpL4Protocol>();
            tcp->SetDownTarget(MakeCallback(&Take<Ipv4Address, Ptr<Ipv4Route>>));
            tcp->SetDownTarget6(MakeCallback(&Take<Ipv6Address, Ptr<Ipv6Route>>));
            HttpTcpCarrier carrier;
            carrier.Install(node, tcp);
            for (const wire::TcpOptions& each : options)
            {
                wire::TcpHeader header;
                header.sequence = 0xfffffffe;
                header.acknowledgment = 7;
                header.flags = wire::TCP_ACK | wire::TCP_PSH | wire::TCP_CWR;
                header.window = 0x1020;
                std::string bytes(row.size, 'x');
                const auto* const data = reinterpret_cast<const uint8_t*>(bytes.data());
                g_handed.clear();
                const HttpTcpFourTuple& tuple = row.tuple;
                const Address source =
                    row.tuple.ipv6 ? Address(tuple.GetLocalIpv6()) : Address(tuple.GetLocalIpv4());
                const Address destination = row.tuple.ipv6 ? Address(tuple.GetRemoteIpv6())
                                                           : Address(tuple.GetRemoteIpv4());
                tcp->SendPacket(Create<Packet>(data, row.size),
                                ToNs3(header, each),
                                source,
                                destination);
                const std::string expected = g_handed;
                BOOST_TEST(!expected.empty());
                carrier.Send(Create<Packet>(data, row.size), header, each, tuple, nullptr);
                BOOST_TEST(g_handed == expected);
            }
            carrier.Dispose();
            Simulator::Destroy();
        }
    }
    GlobalValue::Bind("ChecksumEnabled", BooleanValue(false));
}

// What prints or parses packets finds ns-3's header.
BOOST_AUTO_TEST_CASE(ns3_finds_its_header)
{
    Defaults defaults;
    const Ptr<Node> node = CreateObject<Node>();
    InternetStackHelper().Install(node);
    const Ptr<TcpL4Protocol> tcp = node->GetObject<TcpL4Protocol>();
    TcpHeader found;
    uint32_t rest = 0;
    std::function<void(Ptr<Packet>)> look = [&](Ptr<Packet> packet) {
        BOOST_TEST(packet->PeekHeader(found) == 40U);
        packet->RemoveHeader(found);
        rest = packet->GetSize();
    };
    tcp->SetDownTarget(
        IpL4Protocol::DownTargetCallback(MakeCallback(+[](std::function<void(Ptr<Packet>)>* to,
                                                          Ptr<Packet> packet,
                                                          Ipv4Address,
                                                          Ipv4Address,
                                                          uint8_t,
                                                          Ptr<Ipv4Route>) {
                                             (*to)(packet);
                                         }).Bind(&look)));
    HttpTcpCarrier carrier;
    carrier.Install(node, tcp);
    wire::TcpOptions options;
    options.hasTimestamps = true;
    options.echo = 9;
    options.sackCount = 1;
    options.sacks[0] = {10, 20};
    wire::TcpHeader header;
    header.sequence = 5;
    header.flags = wire::TCP_ACK;
    const HttpTcpFourTuple tuple(Ipv4Address("127.0.0.1"), 1, Ipv4Address("127.0.0.1"), 2);
    carrier.Send(Create<Packet>(100), header, options, tuple, nullptr);
    BOOST_TEST(rest == 100U);
    BOOST_TEST(found.GetSourcePort() == 1U);
    BOOST_TEST(found.GetDestinationPort() == 2U);
    BOOST_TEST(found.GetSequenceNumber().GetValue() == 5U);
    BOOST_TEST(DynamicCast<const TcpOptionTS>(found.GetOption(TcpOption::TS))->GetEcho() == 9U);
    carrier.Dispose();
    Simulator::Destroy();
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace tcp_test
