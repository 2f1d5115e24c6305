/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-content.h"

namespace ns3
{
namespace http
{

uint64_t
GetContentSeed(std::string_view name)
{
    // Offset basis and prime of the 64-bit FNV-1a hash.
    uint64_t hash = 14695981039346656037ULL;
    for (const char c : name)
    {
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    }
    return hash;
}

} // namespace http
} // namespace ns3
