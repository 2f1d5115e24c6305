/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_HEAD_H
#define HTTP_HEAD_H

#include "http-fields.h"

#include <cstdint>
#include <string>

namespace ns3
{
namespace http
{

/// @brief The protocol versions that the machine speaks (RFC 9110, section 2.5).
enum class Version : uint8_t
{
    Http10, //!< HTTP/1.0 (RFC 1945)
    Http11, //!< HTTP/1.1 (RFC 9112)
    Http2,  //!< HTTP/2 (RFC 9113)
};

/// @brief The head of a request: request line and field section (RFC 9112, section 3).
struct RequestHead
{
    std::string method = "GET";        //!< case-sensitive method, a token
    std::string target = "/";          //!< request target in any of its four forms
    Version version = Version::Http11; //!< version of the request line
    Fields fields;                     //!< the field section
};

/// @brief The head of a response: status line and field section (RFC 9112, section 4).
struct ResponseHead
{
    uint16_t status = 200;             //!< status code, 100 to 599
    std::string reason = "OK";         //!< reason phrase, may be empty
    Version version = Version::Http11; //!< version of the status line
    Fields fields;                     //!< the field section
};

} // namespace http
} // namespace ns3

#endif /* HTTP_HEAD_H */
