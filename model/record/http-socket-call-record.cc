/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-socket-call-record.h"

#include <array>

namespace ns3
{

const char*
GetHttpSocketCallName(HttpSocketCall call)
{
    static constexpr std::array<const char*, 14> NAMES = {
        "create",
        "bind",
        "listen",
        "connect",
        "connected",
        "failed",
        "accept",
        "send",
        "receive",
        "shutdown-send",
        "shutdown-receive",
        "close",
        "peer-closed",
        "error",
    };
    return NAMES[static_cast<std::size_t>(call)];
}

} // namespace ns3
