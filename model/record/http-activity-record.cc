/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-activity-record.h"

#include <array>

namespace ns3
{

const char*
GetHttpActivityName(HttpActivity activity)
{
    static constexpr std::array<const char*, 15> NAMES = {
        "page-started",
        "resolve-started",
        "resolve-finished",
        "request-queued",
        "connect-delayed",
        "request-started",
        "request-finished",
        "request-received",
        "request-processed",
        "response-started",
        "response-finished",
        "response-received",
        "response-complete",
        "request-ended",
        "page-finished",
    };
    return NAMES[static_cast<std::size_t>(activity)];
}

} // namespace ns3
