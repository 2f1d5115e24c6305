/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_FOUR_TUPLE_H
#define HTTP_TCP_FOUR_TUPLE_H

#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace ns3
{

/**
 * @ingroup http
 * @brief The four values that name a connection, as one of its ends sees them.
 *
 * Both address families fit: an IPv4 address fills the first word.
 */
struct HttpTcpFourTuple
{
    std::array<uint64_t, 2> localAddress{};  //!< this end's address
    std::array<uint64_t, 2> remoteAddress{}; //!< the other end's address
    uint16_t localPort = 0;                  //!< this end's port
    uint16_t remotePort = 0;                 //!< the other end's port
    bool ipv6 = false;                       //!< the addresses' family

    HttpTcpFourTuple() = default;

    /**
     * @brief Names an IPv4 connection.
     * @param local this end's address
     * @param lport this end's port
     * @param remote the other end's address
     * @param rport the other end's port
     */
    HttpTcpFourTuple(Ipv4Address local, uint16_t lport, Ipv4Address remote, uint16_t rport)
        : localAddress{local.Get(), 0},
          remoteAddress{remote.Get(), 0},
          localPort(lport),
          remotePort(rport)
    {
    }

    /**
     * @brief Names an IPv6 connection.
     * @param local this end's address
     * @param lport this end's port
     * @param remote the other end's address
     * @param rport the other end's port
     */
    HttpTcpFourTuple(Ipv6Address local, uint16_t lport, Ipv6Address remote, uint16_t rport)
        : localPort(lport),
          remotePort(rport),
          ipv6(true)
    {
        uint8_t bytes[16];
        local.GetBytes(bytes);
        std::memcpy(localAddress.data(), bytes, sizeof(bytes));
        remote.GetBytes(bytes);
        std::memcpy(remoteAddress.data(), bytes, sizeof(bytes));
    }

    /// @brief This end's address on IPv4. @return the address
    Ipv4Address GetLocalIpv4() const
    {
        return Ipv4Address(static_cast<uint32_t>(localAddress[0]));
    }

    /// @brief The other end's address on IPv4. @return the address
    Ipv4Address GetRemoteIpv4() const
    {
        return Ipv4Address(static_cast<uint32_t>(remoteAddress[0]));
    }

    /// @brief This end's address on IPv6. @return the address
    Ipv6Address GetLocalIpv6() const
    {
        return MakeIpv6(localAddress);
    }

    /// @brief The other end's address on IPv6. @return the address
    Ipv6Address GetRemoteIpv6() const
    {
        return MakeIpv6(remoteAddress);
    }

    /// @brief This end's address and port. @return them
    Address GetLocal() const
    {
        return ipv6 ? Address(Inet6SocketAddress(GetLocalIpv6(), localPort))
                    : Address(InetSocketAddress(GetLocalIpv4(), localPort));
    }

    /// @brief The other end's address and port. @return them
    Address GetRemote() const
    {
        return ipv6 ? Address(Inet6SocketAddress(GetRemoteIpv6(), remotePort))
                    : Address(InetSocketAddress(GetRemoteIpv4(), remotePort));
    }

    /// @brief What a segment takes beside options and data. @return bytes of an IP and a TCP header
    uint32_t GetHeaderBytes() const
    {
        return ipv6 ? 60 : 40;
    }

    /// @brief Whether all values are equal. @param other another one @return true if they are
    bool operator==(const HttpTcpFourTuple& other) const
    {
        return localPort == other.localPort && remotePort == other.remotePort &&
               ipv6 == other.ipv6 && localAddress == other.localAddress &&
               remoteAddress == other.remoteAddress;
    }

  private:
    /// @brief An IPv6 address from its bytes. @param words the bytes @return the address
    static Ipv6Address MakeIpv6(const std::array<uint64_t, 2>& words)
    {
        uint8_t bytes[16];
        std::memcpy(bytes, words.data(), sizeof(bytes));
        return Ipv6Address(bytes);
    }
};

/**
 * @ingroup http
 * @brief Hash of the four values.
 */
struct HttpTcpFourTupleHash
{
    /// @brief Hashes the values. @param tuple the values @return the hash
    std::size_t operator()(const HttpTcpFourTuple& tuple) const
    {
        uint64_t hash = Mix(tuple.localAddress[0] ^ Mix(tuple.localAddress[1]));
        hash = Mix(hash ^ tuple.remoteAddress[0]);
        hash = Mix(hash ^ tuple.remoteAddress[1]);
        return Mix(hash ^ (static_cast<uint64_t>(tuple.localPort) << 16 | tuple.remotePort));
    }

    /// @brief Spreads every bit over the word. @param word a value @return the spread value
    static uint64_t Mix(uint64_t word)
    {
        word = (word ^ (word >> 32)) * 0x9e3779b97f4a7c15;
        return word ^ (word >> 29);
    }
};

} // namespace ns3

#endif /* HTTP_TCP_FOUR_TUPLE_H */
