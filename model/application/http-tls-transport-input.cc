/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// What HttpTlsTransport reads.

#include "http-application.h"
#include "http-tls-transport.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace ns3
{

namespace
{

/// Bytes that are asked for at once: the longest record (RFC 8446, section 5.2).
constexpr uint32_t READ_AHEAD = tls::RECORD_HEADER_BYTES + tls::MAX_RECORD_CONTENT + 256;

/// Up to so many bytes, a record is copied whole to be looked at.
constexpr std::size_t MOST_COPIED = 4096;

/// The longest tail behind what a record carries: TLS 1.3's, an inner type and a tag.
constexpr std::size_t MOST_TAIL = 17;

} // namespace

void
HttpTlsTransport::ReadRecords()
{
    const bool isOpen = m_owner && m_isConnected && !m_isHeld;
    while (isOpen && !m_isBroken && m_arrived < MOST_WAITING && ReadPiece())
    {
    }
}

bool
HttpTlsTransport::ReadPiece()
{
    const std::size_t wanted = tls::RECORD_HEADER_BYTES + (m_header ? m_header->length : 0);
    if (m_ahead < wanted)
    {
        // Of the first record the header alone: what is no TLS stays unread, so that closing
        // resets.
        const uint32_t most = m_isSpoken ? READ_AHEAD : tls::RECORD_HEADER_BYTES;
        Ptr<Packet> piece = GetBelow().GetReadable() > 0 ? GetBelow().Read(most) : Ptr<Packet>();
        if (!piece)
        {
            return false;
        }
        m_ahead += piece->GetSize();
        m_pieces.push_back(std::move(piece));
        return true;
    }
    if (m_header)
    {
        TakeRecord();
        return true;
    }
    m_header = tls::ReadRecordHeader(CopyRecord(0, tls::RECORD_HEADER_BYTES));
    if (!m_header)
    {
        m_tls.Fail(tls::Alert::DecodeError, GetHttpPresent());
        m_isBroken = true;
    }
    m_isSpoken = !m_isBroken;
    return m_isSpoken;
}

std::string
HttpTlsTransport::CopyRecord(std::size_t begin, std::size_t length) const
{
    std::string text(length, '\0');
    std::size_t at = 0;
    for (const Ptr<Packet>& piece : m_pieces)
    {
        const std::size_t size = piece->GetSize();
        const std::size_t first = std::max(begin, at);
        const std::size_t last = std::min(begin + length, at + size);
        if (first < last)
        {
            const Ptr<Packet> part =
                first == at ? piece
                            : piece->CreateFragment(static_cast<uint32_t>(first - at),
                                                    static_cast<uint32_t>(last - first));
            part->CopyData(reinterpret_cast<uint8_t*>(text.data() + (first - begin)),
                           static_cast<uint32_t>(last - first));
        }
        at += size;
        if (at >= begin + length)
        {
            break;
        }
    }
    return text;
}

void
HttpTlsTransport::TakePieces(std::size_t bytes, std::vector<Ptr<Packet>>* to)
{
    m_ahead -= bytes;
    auto piece = m_pieces.begin();
    while (bytes > 0 && bytes >= (*piece)->GetSize())
    {
        bytes -= (*piece)->GetSize();
        if (to)
        {
            to->push_back(std::move(*piece));
        }
        ++piece;
    }
    if (bytes > 0)
    {
        if (to)
        {
            to->push_back((*piece)->CreateFragment(0, static_cast<uint32_t>(bytes)));
        }
        (*piece)->RemoveAtStart(static_cast<uint32_t>(bytes));
    }
    m_pieces.erase(m_pieces.begin(), piece);
    if (m_pieces.empty())
    {
        m_pieces = {};
    }
}

void
HttpTlsTransport::TakeRecord()
{
    const tls::RecordHeader header = *std::exchange(m_header, std::nullopt);
    const std::size_t size = tls::RECORD_HEADER_BYTES + header.length;
    // Of a long one, only its tail is looked at first: TLS 1.3's has the inner type.
    const std::size_t copied = size <= MOST_COPIED ? size : MOST_TAIL;
    std::string text = CopyRecord(size - copied, copied);
    const auto content = m_tls.Find(header, text);
    if (!content)
    {
        m_tls.Fail(tls::Alert::DecodeError, GetHttpPresent());
        m_isBroken = true;
        return;
    }
    const std::size_t before = tls::RECORD_HEADER_BYTES + content->begin;
    std::string_view carried;
    if (content->type != tls::ContentType::ApplicationData)
    {
        text = copied < size ? CopyRecord(0, size) : std::move(text);
        carried = std::string_view(text).substr(before, content->length);
    }
    const bool begins = content->type == tls::ContentType::Handshake && !carried.empty() &&
                        !m_tls.IsInsideMessage();
    const bool isTaken = m_tls.Receive(*content, carried, GetHttpPresent());
    Report(false,
           content->type,
           begins ? static_cast<uint8_t>(carried.front()) : 0,
           size,
           before,
           isTaken ? content->length : 0);
    if (!isTaken)
    {
        TakePieces(size, nullptr);
        return;
    }
    TakePieces(before, nullptr);
    TakePieces(content->length, &m_content);
    TakePieces(size - before - content->length, nullptr);
    m_arrived += content->length;
}

bool
HttpTlsTransport::TakeContentEvents()
{
    bool any = false;
    while (m_tls.HasContent(GetHttpPresent()))
    {
        m_readable += m_tls.NextEvent(GetHttpPresent())->content;
        any = true;
    }
    return any;
}

Ptr<Packet>
HttpTlsTransport::Read(uint32_t maxBytes)
{
    if (m_readable == 0)
    {
        return nullptr;
    }
    Ptr<Packet> packet = m_content.front();
    const auto most = static_cast<uint32_t>(std::min<uint64_t>(maxBytes, m_readable));
    if (packet->GetSize() <= most)
    {
        m_content.erase(m_content.begin());
    }
    else
    {
        packet = packet->CreateFragment(0, most);
        m_content.front()->RemoveAtStart(most);
    }
    const bool wasFull = m_arrived >= MOST_WAITING;
    m_arrived -= packet->GetSize();
    m_readable -= packet->GetSize();
    if (m_content.empty())
    {
        m_content = {};
    }
    if (wasFull && m_turn.IsInside())
    {
        // What the limit has left below comes in another round.
        m_turn.Repeat();
    }
    else if (wasFull)
    {
        ReadRecords();
        TakeContentEvents();
        // Whatever else there is to tell is told behind the call.
        m_timer.Cancel();
        m_timer = Simulator::ScheduleNow(&HttpTlsTransport::OnTimer, this);
    }
    return packet;
}

uint64_t
HttpTlsTransport::GetReadable() const
{
    return m_readable;
}

} // namespace ns3
