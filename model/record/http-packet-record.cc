/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-packet-record.h"

namespace ns3
{

const char*
GetHttpPacketEventName(HttpPacketEvent event)
{
    static constexpr std::array<const char*, 4> NAMES = {"tx", "rx", "forward", "drop"};
    return NAMES[static_cast<std::size_t>(event)];
}

} // namespace ns3
