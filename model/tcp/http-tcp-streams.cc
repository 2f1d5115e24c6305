/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-streams.h"

#include <algorithm>

namespace ns3
{

void
HttpTcpSendStream::Append(Ptr<const Packet> packet)
{
    m_pieces.Push({m_end, packet});
    m_end += packet->GetSize();
}

Ptr<Packet>
HttpTcpSendStream::Cut(tcp::Sequence begin, uint32_t length) const
{
    if (length == 0)
    {
        return Create<Packet>();
    }
    uint64_t low = m_pieces.GetFirst();
    uint64_t high = m_pieces.GetEnd();
    while (high - low > 1)
    {
        const uint64_t middle = low + (high - low) / 2;
        (m_pieces[middle].begin <= begin ? low : high) = middle;
    }
    Ptr<Packet> segment;
    for (uint64_t i = low; length > 0; ++i)
    {
        const Piece& piece = m_pieces[i];
        const auto offset = static_cast<uint32_t>(begin - piece.begin);
        const uint32_t bytes = std::min(length, piece.packet->GetSize() - offset);
        Ptr<Packet> part = piece.packet->CreateFragment(offset, bytes);
        if (segment)
        {
            segment->AddAtEnd(part);
        }
        else
        {
            segment = part;
        }
        begin += bytes;
        length -= bytes;
    }
    return segment;
}

void
HttpTcpSendStream::Release(tcp::Sequence acknowledged)
{
    while (!m_pieces.IsEmpty() &&
           m_pieces.Front().begin + m_pieces.Front().packet->GetSize() <= acknowledged)
    {
        m_pieces.Front().packet = nullptr;
        m_pieces.Pop();
    }
}

void
HttpTcpReceiveStream::Keep(tcp::Sequence begin, Ptr<Packet> packet)
{
    m_pieces.emplace_hint(m_pieces.end(), begin, packet);
}

Ptr<Packet>
HttpTcpReceiveStream::Take(uint32_t size)
{
    Ptr<Packet> result;
    while (size > 0)
    {
        const auto first = m_pieces.begin();
        Ptr<Packet> part = first->second;
        const tcp::Sequence begin = first->first;
        m_pieces.erase(first);
        if (part->GetSize() > size)
        {
            m_pieces.emplace(begin + size, part->CreateFragment(size, part->GetSize() - size));
            part = part->CreateFragment(0, size);
        }
        size -= part->GetSize();
        if (result)
        {
            result->AddAtEnd(part);
        }
        else
        {
            result = part;
        }
    }
    return result ? result : Create<Packet>();
}

Ptr<Packet>
HttpTcpReceiveStream::Peek(uint32_t size) const
{
    const Ptr<Packet> result = Create<Packet>();
    for (auto piece = m_pieces.begin(); size > 0; ++piece)
    {
        const uint32_t bytes = std::min(size, piece->second->GetSize());
        result->AddAtEnd(piece->second->CreateFragment(0, bytes));
        size -= bytes;
    }
    return result;
}

} // namespace ns3
