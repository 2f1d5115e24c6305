/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-relay.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <utility>

namespace ns3
{

void
HttpStoredContent::Append(const Packet& packet, uint64_t bytes)
{
    m_pieces.emplace(m_length, packet.CreateFragment(0, static_cast<uint32_t>(bytes)));
    m_length += bytes;
}

void
HttpStoredContent::Read(uint64_t offset, uint64_t length, uint8_t* bytes) const
{
    auto piece = std::prev(m_pieces.upper_bound(offset));
    while (length > 0)
    {
        const auto skip = static_cast<uint32_t>(offset - piece->first);
        const uint64_t run = std::min<uint64_t>(length, piece->second->GetSize() - skip);
        piece->second->CreateFragment(skip, static_cast<uint32_t>(run))
            ->CopyData(bytes, static_cast<uint32_t>(run));
        offset += run;
        bytes += run;
        length -= run;
        ++piece;
    }
}

uint64_t
HttpStoredContent::GetLength() const
{
    return m_length;
}

http::Content
HttpRelay::Push(const Packet& packet, uint64_t bytes)
{
    m_pieces.push_back(packet.CreateFragment(0, static_cast<uint32_t>(bytes)));
    http::Content content;
    content.kind = http::ContentKind::Relay;
    content.offset = m_pushed;
    content.length = bytes;
    m_pushed += bytes;
    return content;
}

void
HttpRelay::Pull(const http::Content& content, uint8_t* bytes)
{
    uint64_t length = content.length;
    while (length > 0 && !m_pieces.empty())
    {
        const Ptr<Packet> piece = m_pieces.front();
        const auto run = static_cast<uint32_t>(std::min<uint64_t>(length, piece->GetSize()));
        piece->CopyData(bytes, run);
        if (run == piece->GetSize())
        {
            m_pieces.pop_front();
        }
        else
        {
            piece->RemoveAtStart(run);
        }
        bytes += run;
        length -= run;
        m_pulled += run;
    }
}

uint64_t
HttpRelay::GetPushed() const
{
    return m_pushed;
}

uint64_t
HttpRelay::GetHeld() const
{
    return m_pushed - m_pulled;
}

HttpRelayTable::HttpRelayTable(Drained drained, uint64_t limit)
    : m_drained(std::move(drained)),
      m_limit(limit)
{
}

uint64_t
HttpRelayTable::Add(const HttpRelaySource& source)
{
    m_relays[++m_last].source = source;
    return m_last;
}

uint64_t
HttpRelayTable::Add(std::shared_ptr<const HttpStoredContent> content)
{
    m_contents[++m_last] = std::move(content);
    return m_last;
}

void
HttpRelayTable::Remove(uint64_t number)
{
    m_relays.erase(number);
    m_contents.erase(number);
}

HttpRelay*
HttpRelayTable::Find(uint64_t number)
{
    const auto found = m_relays.find(number);
    return found == m_relays.end() ? nullptr : &found->second;
}

http::Content
HttpRelayTable::Push(uint64_t number, const Packet& packet, uint64_t bytes, bool& mustPause)
{
    HttpRelay& relay = m_relays.at(number);
    http::Content content = relay.Push(packet, bytes);
    content.seed = number;
    m_maxHeld = std::max(m_maxHeld, relay.GetHeld());
    mustPause = !relay.isPaused && relay.GetHeld() > m_limit;
    relay.isPaused = relay.isPaused || mustPause;
    return content;
}

void
HttpRelayTable::ReadContent(const http::Content& content, uint8_t* bytes)
{
    const auto stored = m_contents.find(content.seed);
    if (stored != m_contents.end())
    {
        stored->second->Read(content.offset, content.length, bytes);
        return;
    }
    HttpRelay* relay = Find(content.seed);
    if (!relay)
    {
        std::memset(bytes, 0, content.length);
        return;
    }
    relay->Pull(content, bytes);
    if (relay->isPaused && relay->GetHeld() <= m_limit / 2)
    {
        relay->isPaused = false;
        m_drained(content.seed);
    }
}

uint64_t
HttpRelayTable::GetMaxHeld() const
{
    return m_maxHeld;
}

} // namespace ns3
