/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_FOUR_TUPLE_H
#define HTTP_FOUR_TUPLE_H

#include "ns3/address.h"

#include <array>
#include <cstdint>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief The four values that tell connections apart: two addresses and two ports.
 *
 * In a segment, the source is its sender. In a connection, the source is the end that opened it.
 * The addresses stand in network byte order; an IPv4 address fills the first four bytes and the
 * others are zero.
 */
struct HttpFourTuple
{
    std::array<uint8_t, 16> sourceAddress{};      //!< source address, network byte order
    std::array<uint8_t, 16> destinationAddress{}; //!< destination address, network byte order
    uint16_t sourcePort = 0;                      //!< source port
    uint16_t destinationPort = 0;                 //!< destination port
    bool isIpv6 = false;                          //!< the addresses are IPv6

    /**
     * @brief The four-tuple of two socket addresses.
     * @param source an InetSocketAddress or Inet6SocketAddress
     * @param destination an address of the same kind
     * @return the four-tuple; all zero for an address of another kind
     */
    static HttpFourTuple Make(const Address& source, const Address& destination);

    /// @brief The source as a socket address. @return InetSocketAddress or Inet6SocketAddress
    Address GetSource() const;

    /// @brief The destination as a socket address. @return InetSocketAddress or Inet6SocketAddress
    Address GetDestination() const;

    /// @brief The same connection seen from the other end. @return source and destination swapped
    HttpFourTuple Reversed() const;
};

/// @brief Whether all four values are equal. @param a one @param b the other @return true if so
bool operator==(const HttpFourTuple& a, const HttpFourTuple& b);

/// @brief Whether one differs. @param a one @param b the other @return true if so
bool operator!=(const HttpFourTuple& a, const HttpFourTuple& b);

/**
 * @brief An order by IP version, source address, source port, destination address and port.
 * @param a one
 * @param b the other
 * @return true if a stands before b
 */
bool operator<(const HttpFourTuple& a, const HttpFourTuple& b);

/**
 * @ingroup http
 * @brief Hash of a four-tuple; the same on every machine. Never iterate over what it orders.
 */
struct HttpFourTupleHash
{
    /// @brief The hash. @param tuple the four-tuple @return the hash
    std::size_t operator()(const HttpFourTuple& tuple) const;
};

/**
 * @ingroup http
 * @brief An address and a port as ss(8) prints them, such as 10.1.1.2:80 or [2001:db8::1]:80.
 * @param address the address, network byte order
 * @param isIpv6 whether it is IPv6
 * @param port the port
 * @return the text
 */
std::string FormatHttpEndpoint(const std::array<uint8_t, 16>& address, bool isIpv6, uint16_t port);

/**
 * @ingroup http
 * @brief An address without a port, such as 10.1.1.2 or 2001:db8::1.
 * @param address the address, network byte order
 * @param isIpv6 whether it is IPv6
 * @return the text
 */
std::string FormatHttpAddress(const std::array<uint8_t, 16>& address, bool isIpv6);

} // namespace ns3

#endif /* HTTP_FOUR_TUPLE_H */
