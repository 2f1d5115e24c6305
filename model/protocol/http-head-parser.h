/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_HEAD_PARSER_H
#define HTTP_HEAD_PARSER_H

#include "http-head-rules.h"
#include "http-head.h"

#include <string_view>

namespace ns3
{
namespace http
{

/**
 * @brief Reads a complete request head and applies every rule that does not concern the framing.
 * @param text the head with the empty line at its end
 * @param head filled; unspecified if something is wrong
 * @return what is wrong with it: 400, 505
 */
HeadProblem ParseRequestHead(std::string_view text, RequestHead& head);

/**
 * @brief Reads a complete response head and applies every rule that does not concern the framing.
 * @param text the head with the empty line at its end
 * @param head filled; unspecified if something is wrong
 * @return what is wrong with it
 */
HeadProblem ParseResponseHead(std::string_view text, ResponseHead& head);

} // namespace http
} // namespace ns3

#endif /* HTTP_HEAD_PARSER_H */
