/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_FILE_H
#define HTTP_FILE_H

#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief Reads a whole file.
 * @param path the file
 * @param content its bytes
 * @return an empty text, or one line that says why it could not be read
 */
std::string HttpReadBytes(const std::string& path, std::string& content);

/**
 * @ingroup http
 * @brief Reads a file. Throws std::runtime_error.
 * @param name its name
 * @return its bytes
 */
std::string ReadWholeFile(const std::string& name);

/**
 * @ingroup http
 * @brief Writes a file beside its place and renames it into it. Throws std::runtime_error.
 * @param name its name
 * @param text its bytes
 */
void WriteWholeFile(const std::string& name, const std::string& text);

} // namespace ns3

#endif /* HTTP_FILE_H */
