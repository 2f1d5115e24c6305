/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-connection-end.h"

#include <array>
#include <cstddef>

namespace ns3
{

const char*
GetHttpConnectionEndName(HttpConnectionEnd end)
{
    static constexpr std::array<const char*, 10> NAMES = {
        "",
        "full-close",
        "half-close",
        "refused",
        "reset",
        "timed-out",
        "unreachable",
        "aborted",
        "replaced",
        "tls-failed",
    };
    return NAMES[static_cast<std::size_t>(end)];
}

} // namespace ns3
