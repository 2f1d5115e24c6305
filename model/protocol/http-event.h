/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_EVENT_H
#define HTTP_EVENT_H

#include "http-outcome.h"

#include <chrono>
#include <cstdint>

namespace ns3
{
namespace http
{

/// @brief Names one request and its response on one connection; 1 is the first.
using ExchangeId = uint64_t;

/// @brief What a connection machine reports, in the order in which it happened.
enum class EventType : uint8_t
{
    RequestReceived,       //!< a request's head is there: Connection::GetRequest()
    InformationalReceived, //!< a 1xx response's head is there: Connection::GetResponse()
    ResponseReceived,      //!< a final response's head is there: Connection::GetResponse()
    ContentReceived,       //!< Event::length more bytes of content were taken
    MessageReceived,       //!< the last byte of the message (trailers included) was taken
    SendStarted,           //!< the first byte of an outbound message was handed out
    SendFinished,          //!< the last byte of an outbound message was handed out
    RequestRefused,        //!< server: answer with Event::status, then the connection closes
    ExchangeEnded,         //!< the exchange is over: Event::outcome
    TunnelStarted,         //!< from here on the bytes are not HTTP
    TunnelReceived,        //!< Event::length bytes arrived through the tunnel
    PeerEnded,             //!< the peer's stream has ended
    PrefaceReceived, //!< server of HTTP/1: the client speaks HTTP/2, as far as HTTP2_PREFACE_HEAD
    CapacityChanged, //!< client: Session::GetCapacity() is another one, by the peer's will
    FrameSent,       //!< the last byte of a frame was handed out: HTTP/2, where asked for
    FrameReceived,   //!< a frame is there whole: HTTP/2, where asked for
};

/// @brief One event; a value of a few words.
struct Event
{
    EventType type = EventType::PeerEnded; //!< what happened
    Outcome outcome = Outcome::Complete;   //!< ExchangeEnded: how
    bool retryable = false;                //!< ExchangeEnded: no byte of the response had arrived
    bool unprocessed = false;              //!< ExchangeEnded: the server says that it did nothing
    uint8_t frameType = 0;                 //!< Frame…: its type (RFC 9113, section 6)
    uint8_t frameFlags = 0;                //!< Frame…: its flags
    uint16_t status = 0;                   //!< RequestRefused: the status to answer with
    ExchangeId exchange = 0;               //!< the exchange that it belongs to, 0 if to none
    uint64_t length = 0;                   //!< bytes, where the type says so
    uint64_t streamOffset = 0; //!< first byte of the message in its stream (…Received head,
                               //!< SendStarted, Frame…) or the byte after it (MessageReceived,
                               //!< SendFinished), counted from the stream's first byte, 0
    uint32_t headBytes = 0;    //!< …Received of a head, SendStarted in HTTP/2: its bytes on the
                               //!< wire
    uint32_t stream = 0;       //!< Frame…: the stream's number, 0 for the connection
    std::chrono::nanoseconds begun{0}; //!< …Received of a head: when its first byte was taken
    const char* problem = ""; //!< RequestRefused, or a Malformed outcome: why, static storage
};

} // namespace http
} // namespace ns3

#endif /* HTTP_EVENT_H */
