/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_UTF8_H
#define HTTP_UTF8_H

#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief Makes a text UTF-8: UTF-16 is converted, bytes that are no UTF-8 are read as Latin-1.
 * @param text the text
 * @return whether anything had to be changed; a byte order mark alone does not count
 */
bool HttpRepairUtf8(std::string& text);

} // namespace ns3

#endif /* HTTP_UTF8_H */
