/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-trace-numbers.h"

namespace ns3
{

uint64_t
HttpTraceNumbers::Get(uint32_t node, uint32_t application, uint64_t id)
{
    if (id == 0)
    {
        return 0;
    }
    const Key key{(uint64_t{node} << 32) | application, id};
    const auto [place, isNew] = m_numbers.try_emplace(key, m_count + 1);
    m_count += isNew ? 1 : 0;
    return place->second;
}

uint64_t
HttpTraceNumbers::Find(uint32_t node, uint32_t application, uint64_t id) const
{
    const auto place = m_numbers.find(Key{(uint64_t{node} << 32) | application, id});
    return place == m_numbers.end() ? 0 : place->second;
}

void
HttpTraceNumbers::End(uint32_t node, uint32_t application, uint64_t id)
{
    m_ended.push_back(Key{(uint64_t{node} << 32) | application, id});
    if (m_ended.size() > REMEMBERED)
    {
        m_numbers.erase(m_ended.front());
        m_ended.pop_front();
    }
}

} // namespace ns3
