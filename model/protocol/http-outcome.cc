/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-outcome.h"

#include <array>
#include <cstddef>

namespace ns3
{
namespace http
{

const char*
GetOutcomeName(Outcome outcome)
{
    static constexpr std::array<const char*, 19> NAMES{
        "complete",      "not-resolved",     "no-route",         "proxy-refused",
        "no-port",       "refused",          "connect-timeout",  "tls-failed",
        "reset",         "connection-lost",  "peer-closed",      "truncated",
        "malformed",     "response-timeout", "content-mismatch", "too-many-retries",
        "redirect-loop", "stopped",          "unfinished",
    };
    static_assert(static_cast<std::size_t>(Outcome::Unfinished) + 1 == NAMES.size());
    const auto index = static_cast<std::size_t>(outcome);
    return index < NAMES.size() ? NAMES[index] : "unknown";
}

} // namespace http
} // namespace ns3
