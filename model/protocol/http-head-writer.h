/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_HEAD_WRITER_H
#define HTTP_HEAD_WRITER_H

#include "http-head.h"

#include <string>

namespace ns3
{
namespace http
{

/**
 * @brief Writes a request's head as it goes on the wire (RFC 9112, section 3).
 * @param head the head; its fields are as Fields took them
 * @param text where it is appended
 * @return false, and nothing is appended, if the method, the target or Host is not allowed
 */
bool WriteRequestHead(const RequestHead& head, std::string& text);

/**
 * @brief Writes a response's head as it goes on the wire (RFC 9112, section 4).
 * @param head the head; its fields are as Fields took them
 * @param text where it is appended
 * @return false, and nothing is appended, if the status or the reason phrase is not allowed
 */
bool WriteResponseHead(const ResponseHead& head, std::string& text);

/**
 * @brief Writes a response's head that ends the connection: Connection says close, not keep-alive.
 * @param head the head
 * @param text where it is appended
 * @return as WriteResponseHead()
 */
bool WriteClosingResponseHead(const ResponseHead& head, std::string& text);

} // namespace http
} // namespace ns3

#endif /* HTTP_HEAD_WRITER_H */
