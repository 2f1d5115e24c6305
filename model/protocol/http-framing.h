/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_FRAMING_H
#define HTTP_FRAMING_H

#include "http-head.h"

#include <cstdint>
#include <string_view>

namespace ns3
{
namespace http
{

/// @brief How the end of a message's content is found (RFC 9112, section 6.3).
enum class FramingKind : uint8_t
{
    None,       //!< the message has no content
    Length,     //!< Content-Length says how many bytes
    Chunked,    //!< the chunked transfer coding
    UntilClose, //!< the content ends with the connection (responses only)
    Tunnel,     //!< what follows the head is not HTTP (2xx to CONNECT, 101)
    Error,      //!< the head allows no safe answer
};

/// @brief The framing of one message.
struct Framing
{
    FramingKind kind = FramingKind::None; //!< how the content ends
    uint64_t length = 0;                  //!< bytes of content if kind is Length
    uint16_t status = 0;                  //!< if kind is Error: the status that a server answers
    const char* problem = "";             //!< if kind is Error: what is wrong, static storage
};

/**
 * @brief The framing of a request's content (RFC 9112, section 6.3).
 * @param head the request's head
 * @return the framing; for kind Error with the status 400 or 501
 */
Framing GetRequestFraming(const RequestHead& head);

/// @brief Whether a request has content. @param head its head @return whether
bool HasContent(const RequestHead& head);

/**
 * @brief The framing of a response's content (RFC 9112, section 6.3).
 * @param head the response's head
 * @param requestMethod the method of the request that it answers
 * @return the framing
 */
Framing GetResponseFraming(const ResponseHead& head, std::string_view requestMethod);

/**
 * @brief Whether an intermediary can pass a response's content on: it cannot take off a transfer
 * coding other than chunked, and what it passes on has none (RFC 9112, section 6.1).
 * @param head the response's head
 * @param requestMethod the method of the request that it answers
 * @return whether
 */
bool IsForwardable(const ResponseHead& head, std::string_view requestMethod);

/**
 * @brief What a message that is forwarded says of its length: a repeated Content-Length becomes
 * one number, one that is none goes (RFC 9110, section 8.6).
 * @param fields the message's fields
 */
void SetOneContentLength(Fields& fields);

/**
 * @brief Whether the sender of this head keeps the connection open after it (RFC 9112,
 * section 9.3).
 * @param version the message's version
 * @param fields the message's fields
 * @return true if the connection may carry another message afterwards
 */
bool IsPersistent(Version version, const Fields& fields);

} // namespace http
} // namespace ns3

#endif /* HTTP_FRAMING_H */
