/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-trace-transmissions.h"

#include <algorithm>

namespace ns3
{

namespace
{

/// The count of a node's transmissions is below this.
constexpr uint64_t NODE = 1000000000000;

} // namespace

void
HttpTraceTransmissions::Add(uint64_t transmission, uint64_t segment)
{
    if (transmission == 0)
    {
        return;
    }
    Ring& ring = m_rings[transmission / NODE];
    const uint64_t count = transmission % NODE;
    if (count >= ring.size() && ring.size() < REMEMBERED)
    {
        // Small nodes need small rings; the entries move to their places in the larger one.
        Ring larger(std::max<std::size_t>(64, ring.size() * 4));
        for (const Entry& entry : ring)
        {
            larger[entry.transmission % NODE % larger.size()] = entry;
        }
        ring.swap(larger);
    }
    ring[count % ring.size()] = Entry{transmission, segment};
}

uint64_t
HttpTraceTransmissions::Find(uint64_t transmission) const
{
    const auto ring = m_rings.find(transmission / NODE);
    if (transmission == 0 || ring == m_rings.end())
    {
        return 0;
    }
    const Entry& entry = ring->second[transmission % NODE % ring->second.size()];
    return entry.transmission == transmission ? entry.segment : 0;
}

} // namespace ns3
