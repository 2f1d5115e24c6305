/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_INFLATE_H
#define HTTP_INFLATE_H

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace ns3
{

/**
 * @ingroup http
 * @brief Reads a whole file, unpacked if it is compressed by gzip (RFC 1952), in one member or
 * several.
 * @param path the file
 * @param content its bytes
 * @return an empty text, or one line that says why it could not be read
 */
std::string HttpReadFile(const std::string& path, std::string& content);

/// What is done with a line that is trimmed and not empty, and its number from 1; the result is
/// what is wrong, or an empty text.
using HttpTakeLine = std::function<std::string(std::string_view line, uint64_t number)>;

/**
 * @ingroup http
 * @brief Reads a file as HttpReadFile() does, line by line, up to one that is wrong. Blank lines
 * and those that begin with # are passed over, as is a byte order mark.
 * @param path the file
 * @param take is given each line
 * @return an empty text, or one line that says why it could not be read or what is wrong
 */
std::string HttpReadLines(const std::string& path, const HttpTakeLine& take);

} // namespace ns3

#endif /* HTTP_INFLATE_H */
