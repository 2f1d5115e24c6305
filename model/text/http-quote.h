/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_QUOTE_H
#define HTTP_QUOTE_H

#include <string>
#include <string_view>

namespace ns3
{

/**
 * @ingroup http
 * @brief A word as a shell reads it.
 * @param word the word
 * @return in single quotes if need be
 */
std::string HttpQuoteShell(std::string_view word);

/**
 * @ingroup http
 * @brief A text as gnuplot and dot read it.
 * @param text the text
 * @return in double quotes, with a backslash before quotes and backslashes
 */
std::string HttpQuote(std::string_view text);

/**
 * @ingroup http
 * @brief A text as XML reads it, in an element or in an attribute.
 * @param text the text, UTF-8
 * @return without markup; controls are spaces
 */
std::string HttpEscapeXml(std::string_view text);

} // namespace ns3

#endif /* HTTP_QUOTE_H */
