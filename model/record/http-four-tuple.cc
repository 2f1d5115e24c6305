/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-four-tuple.h"

#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"

#include <cstring>
#include <sstream>
#include <tuple>

namespace ns3
{

namespace
{

/**
 * Splits a socket address.
 * @param from the socket address
 * @param address where its IP address goes
 * @param port where its port goes
 * @param isIpv6 set if it is IPv6
 */
void
SplitSocketAddress(const Address& from,
                   std::array<uint8_t, 16>& address,
                   uint16_t& port,
                   bool& isIpv6)
{
    const bool isIpv4 = InetSocketAddress::IsMatchingType(from);
    if (!isIpv4 && !Inet6SocketAddress::IsMatchingType(from))
    {
        return;
    }
    // The address, then the port, its lower byte first: what ns-3's two classes read, too, at
    // several times the cost.
    std::array<uint8_t, Address::MAX_SIZE> bytes;
    from.CopyTo(bytes.data());
    const std::size_t size = isIpv4 ? 4 : 16;
    std::memcpy(address.data(), bytes.data(), size);
    port = static_cast<uint16_t>(bytes[size] | bytes[size + 1] << 8);
    isIpv6 = isIpv6 || !isIpv4;
}

/**
 * Joins a socket address.
 * @param address the IP address
 * @param port the port
 * @param isIpv6 whether it is IPv6
 * @return the socket address
 */
Address
JoinSocketAddress(const std::array<uint8_t, 16>& address, uint16_t port, bool isIpv6)
{
    if (isIpv6)
    {
        return Inet6SocketAddress(Ipv6Address::Deserialize(address.data()), port);
    }
    return InetSocketAddress(Ipv4Address::Deserialize(address.data()), port);
}

} // namespace

HttpFourTuple
HttpFourTuple::Make(const Address& source, const Address& destination)
{
    HttpFourTuple tuple;
    SplitSocketAddress(source, tuple.sourceAddress, tuple.sourcePort, tuple.isIpv6);
    SplitSocketAddress(destination, tuple.destinationAddress, tuple.destinationPort, tuple.isIpv6);
    return tuple;
}

Address
HttpFourTuple::GetSource() const
{
    return JoinSocketAddress(sourceAddress, sourcePort, isIpv6);
}

Address
HttpFourTuple::GetDestination() const
{
    return JoinSocketAddress(destinationAddress, destinationPort, isIpv6);
}

HttpFourTuple
HttpFourTuple::Reversed() const
{
    HttpFourTuple tuple;
    tuple.sourceAddress = destinationAddress;
    tuple.destinationAddress = sourceAddress;
    tuple.sourcePort = destinationPort;
    tuple.destinationPort = sourcePort;
    tuple.isIpv6 = isIpv6;
    return tuple;
}

bool
operator==(const HttpFourTuple& a, const HttpFourTuple& b)
{
    return a.sourcePort == b.sourcePort && a.destinationPort == b.destinationPort &&
           a.isIpv6 == b.isIpv6 && a.sourceAddress == b.sourceAddress &&
           a.destinationAddress == b.destinationAddress;
}

bool
operator!=(const HttpFourTuple& a, const HttpFourTuple& b)
{
    return !(a == b);
}

bool
operator<(const HttpFourTuple& a, const HttpFourTuple& b)
{
    return std::tie(a.isIpv6,
                    a.sourceAddress,
                    a.sourcePort,
                    a.destinationAddress,
                    a.destinationPort) < std::tie(b.isIpv6,
                                                  b.sourceAddress,
                                                  b.sourcePort,
                                                  b.destinationAddress,
                                                  b.destinationPort);
}

std::size_t
HttpFourTupleHash::operator()(const HttpFourTuple& tuple) const
{
    std::array<uint64_t, 4> words;
    std::memcpy(words.data(), tuple.sourceAddress.data(), 16);
    std::memcpy(words.data() + 2, tuple.destinationAddress.data(), 16);
    uint64_t hash = (uint64_t{tuple.sourcePort} << 16) | tuple.destinationPort;
    for (uint64_t word : words)
    {
        // The finaliser of SplitMix64 mixes each word well enough for addresses in a row.
        hash += word + 0x9e3779b97f4a7c15;
        hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9;
        hash ^= hash >> 31;
    }
    return hash;
}

std::string
FormatHttpAddress(const std::array<uint8_t, 16>& address, bool isIpv6)
{
    std::ostringstream text;
    if (isIpv6)
    {
        text << Ipv6Address::Deserialize(address.data());
    }
    else
    {
        text << Ipv4Address::Deserialize(address.data());
    }
    return text.str();
}

std::string
FormatHttpEndpoint(const std::array<uint8_t, 16>& address, bool isIpv6, uint16_t port)
{
    const std::string text = FormatHttpAddress(address, isIpv6);
    return (isIpv6 ? "[" + text + "]" : text) + ":" + std::to_string(port);
}

} // namespace ns3
