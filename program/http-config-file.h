/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_CONFIG_FILE_H
#define HTTP_CONFIG_FILE_H

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief One line of a file as ns3::ConfigStore writes it as raw text.
 */
struct HttpConfigLine
{
    std::string kind;    //!< default, global or value
    std::string name;    //!< attribute, global value or path
    std::string value;   //!< the value
    uint32_t number = 0; //!< of the line, from 1
};

/**
 * @ingroup http
 * @brief Reads a file of ns3::ConfigStore in its format RawText, without ever aborting.
 * @param path the file
 * @param lines what it says, overwritten
 * @return an empty text, or what is wrong and where
 */
std::string ReadHttpConfigFile(const std::string& path, std::vector<HttpConfigLine>& lines);

} // namespace ns3

#endif /* HTTP_CONFIG_FILE_H */
