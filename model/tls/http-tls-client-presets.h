/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TLS_CLIENT_PRESETS_H
#define HTTP_TLS_CLIENT_PRESETS_H

#include "http-tls-types.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace ns3
{
namespace tls
{

/// Stand in a list of extensions for two GREASE values (RFC 8701): one without data, one with a
/// byte.
constexpr uint16_t GREASE_FIRST = 1;
constexpr uint16_t GREASE_LAST = 2;

/// @brief What a program's hello consists of.
struct HelloPreset
{
    bool hasGrease;                     //!< RFC 8701
    bool isPermuted;                    //!< the order of the extensions changes
    std::vector<uint16_t> suites13;     //!< cipher suites of TLS 1.3
    std::vector<uint16_t> suites12;     //!< cipher suites of TLS 1.2
    std::vector<uint16_t> lastSuites;   //!< what stands behind them
    std::vector<uint16_t> groups13;     //!< supported groups
    std::vector<uint16_t> groups12;     //!< the same if TLS 1.2 is the newest version
    std::vector<uint16_t> shares;       //!< groups that a key is sent of
    std::vector<uint16_t> signatures13; //!< signature algorithms
    std::vector<uint16_t> signatures12; //!< further ones if TLS 1.2 is the newest version
    std::string_view pointFormats;      //!< ec_point_formats
    std::vector<uint16_t> extensions;   //!< extensions in order
};

/// @brief What a program's hello consists of. @param preset the program @return it
const HelloPreset& GetHelloPreset(ClientPreset preset);

} // namespace tls
} // namespace ns3

#endif /* HTTP_TLS_CLIENT_PRESETS_H */
