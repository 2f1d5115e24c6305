/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_WIRE_IP_H
#define HTTP_WIRE_IP_H

#include <array>
#include <cstddef>
#include <cstdint>

namespace ns3
{
namespace wire
{

/// Numbers of protocols and IPv6 extension headers (RFC 791, RFC 8200)
enum IpProtocol : uint8_t
{
    IP_HOP_BY_HOP = 0,           //!< options for every router
    IP_ICMP = 1,                 //!< ICMP
    IP_TCP = 6,                  //!< TCP
    IP_UDP = 17,                 //!< UDP
    IP_ROUTING = 43,             //!< routing header
    IP_FRAGMENT = 44,            //!< fragment header
    IP_ICMP6 = 58,               //!< ICMPv6
    IP_DESTINATION_OPTIONS = 60, //!< options for the destination
};

constexpr size_t IPV4_HEADER_LEAST = 20;   //!< bytes of an IPv4 header without options
constexpr size_t IPV6_HEADER = 40;         //!< bytes of an IPv6 header
constexpr size_t IPV6_FRAGMENT_HEADER = 8; //!< bytes of a fragment header

/**
 * @ingroup http
 * @brief The fields of an IPv4 or IPv6 header (RFC 791, section 3.1; RFC 8200, section 3).
 *
 * IPv6 fields stand in their IPv4 counterparts: traffic class, payload length + 40, hop limit,
 * next header. Identification, flags and fragmentOffset come from the fragment header there.
 */
struct IpHeader
{
    uint8_t version = 4;                      //!< 4 or 6
    uint8_t headerLength = IPV4_HEADER_LEAST; //!< bytes, no extension headers
    uint8_t typeOfService = 0;                //!< type of service, traffic class
    uint8_t flags = 0;                        //!< reserved, don't fragment, more
    uint32_t totalLength = 0;                 //!< bytes with the header
    uint32_t identification = 0;              //!< identification
    uint16_t fragmentOffset = 0;              //!< units of eight bytes
    uint8_t timeToLive = 0;                   //!< time to live, hop limit
    uint8_t protocol = 0;                     //!< protocol, next header
    uint16_t checksum = 0;                    //!< IPv4 header checksum
    uint32_t flowLabel = 0;                   //!< IPv6 flow label
    std::array<uint8_t, 16> source{};         //!< network byte order; IPv4 in the first four bytes
    std::array<uint8_t, 16> destination{};    //!< network byte order; IPv4 in the first four bytes
    uint32_t upperOffset = 0;  //!< where the payload begins, behind extension headers
    uint8_t upperProtocol = 0; //!< its protocol
    bool isFragment = false;   //!< it is one of several fragments

    /**
     * @brief Reads a header and IPv6 extension headers, whatever they are.
     * @param bytes the first bytes of the packet
     * @param available how many there are
     * @return false if these bytes are no IP header
     */
    bool Read(const uint8_t* bytes, size_t available);

    /**
     * @brief Writes the header without options or extension headers; IPv4's checksum is computed.
     * @param bytes where; at most 40 bytes are written
     * @return bytes written
     */
    size_t Write(uint8_t* bytes) const;
};

/**
 * @ingroup http
 * @brief Finds the IP header in a frame: at its start, or behind a PPP, Ethernet or LLC header.
 * @param bytes the first bytes of the frame
 * @param available how many there are
 * @param frameBytes bytes of the whole frame
 * @return its offset; 0 if it stands at the start or was not found
 */
uint32_t FindIpHeader(const uint8_t* bytes, size_t available, size_t frameBytes);

/**
 * @ingroup http
 * @brief The checksum of a TCP segment with the pseudo header (RFC 9293, section 3.1; RFC 8200,
 * section 8.1).
 * @param ip version and addresses
 * @param segment header and data
 * @param size bytes of them
 * @return what stands in the header; 0 if the segment holds its right checksum
 */
uint16_t GetTcpChecksum(const IpHeader& ip, const uint8_t* segment, size_t size);

} // namespace wire
} // namespace ns3

#endif /* HTTP_WIRE_IP_H */
