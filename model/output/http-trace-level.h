/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRACE_LEVEL_H
#define HTTP_TRACE_LEVEL_H

#include <cstdint>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief How much is traced; each level holds the ones before.
 */
enum class HttpTraceLevel : uint8_t
{
    None,     //!< nothing
    Summary,  //!< tables run, host, page
    Messages, //!< and http_transaction, message, connection
    Full,     //!< and all others
};

/**
 * @ingroup http
 * @brief The level of a name.
 * @param name none, summary, messages or full
 * @param level where it goes; not touched if there is no such level
 * @return empty, or what is wrong and what is accepted, in one line
 */
std::string ParseHttpTraceLevel(const std::string& name, HttpTraceLevel& level);

/**
 * @ingroup http
 * @brief The level's name.
 * @param level the level
 * @return a name with static storage
 */
const char* GetHttpTraceLevelName(HttpTraceLevel level);

} // namespace ns3

#endif /* HTTP_TRACE_LEVEL_H */
