/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_INFLATE_H
#define HTTP_INFLATE_H

#include <string>

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

} // namespace ns3

#endif /* HTTP_INFLATE_H */
