/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_PACKET_RECORD_H
#define HTTP_PACKET_RECORD_H

#include "ns3/nstime.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace ns3
{

/**
 * @ingroup http
 * @brief What happens to an IP packet at a hop.
 */
enum class HttpPacketEvent : uint8_t
{
    Tx,      //!< a host hands its own packet, or a fragment of it, to an interface
    Rx,      //!< an interface hands a packet to IP
    Forward, //!< a router hands another host's packet, or a fragment of it, to an interface
    Drop,    //!< the packet ends here
};

/**
 * @ingroup http
 * @brief The event's name as traces spell it, such as "tx".
 * @param event the event
 * @return a name with static storage
 */
const char* GetHttpPacketEventName(HttpPacketEvent event);

/**
 * @ingroup http
 * @brief One IP packet at one hop, with the header as on the wire.
 *
 * IPv6 fields stand in their IPv4 counterparts: traffic class, payload length + 40, hop limit,
 * next header. Identification, flags and fragmentOffset come from the fragment header there, and
 * headerChecksum means nothing.
 */
struct HttpPacketRecord
{
    Time time;              //!< when
    uint32_t node = 0;      //!< id of the node
    uint32_t interface = 0; //!< index of the net device on its node, as in names of captures
    HttpPacketEvent event = HttpPacketEvent::Tx; //!< what happens
    uint8_t version = 4;                         //!< 4 or 6
    uint8_t headerLength = 20;                   //!< bytes; with options, no extension headers
    uint8_t typeOfService = 0;                   //!< type of service, traffic class
    uint8_t flags = 0;                           //!< three bits: reserved, don't fragment, more
    uint32_t totalLength = 0;                    //!< bytes with the header
    uint32_t identification = 0;                 //!< identification
    uint16_t fragmentOffset = 0;                 //!< units of eight bytes
    uint8_t timeToLive = 0;                      //!< time to live, hop limit
    uint8_t protocol = 0;                        //!< protocol, next header
    uint16_t headerChecksum = 0;                 //!< IPv4 header checksum; 0 if not enabled
    uint32_t flowLabel = 0;                      //!< IPv6 flow label
    std::array<uint8_t, 16> source{};      //!< network byte order; IPv4 in the first four bytes
    std::array<uint8_t, 16> destination{}; //!< network byte order; IPv4 in the first four bytes
    std::string_view header;     //!< IP header and, where it begins here, TCP header; call only
    uint8_t tcpOffset = 0;       //!< where in header the TCP header begins; 0 if there is none
    bool isFragment = false;     //!< it is one of several fragments
    uint64_t transmission = 0;   //!< the segment's transmission; 0 if there is none, or not known
    uint64_t connection = 0;     //!< the segment's connection; 0 if there is none, or not known
    const char* dropReason = ""; //!< why it ends here; static storage

    /// @brief Signature of a trace sink. @param record the packet
    typedef void (*TracedCallback)(const HttpPacketRecord& record);
};

} // namespace ns3

#endif /* HTTP_PACKET_RECORD_H */
