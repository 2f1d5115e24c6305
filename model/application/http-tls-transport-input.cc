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
#include <array>
#include <utility>

namespace ns3
{

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
    const uint64_t readable = GetBelow().GetReadable();
    if (!m_header)
    {
        if (readable < tls::RECORD_HEADER_BYTES)
        {
            return false;
        }
        std::array<uint8_t, tls::RECORD_HEADER_BYTES> bytes{};
        GetBelow().Read(bytes.size())->CopyData(bytes.data(), bytes.size());
        m_header =
            tls::ReadRecordHeader({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        if (!m_header)
        {
            m_tls.Fail(tls::Alert::DecodeError, GetHttpPresent());
            m_isBroken = true;
            return false;
        }
        m_left = m_header->length;
    }
    else if (readable == 0)
    {
        return false;
    }
    while (m_left > 0)
    {
        Ptr<Packet> piece = GetBelow().Read(m_left);
        if (!piece)
        {
            return false;
        }
        m_left -= piece->GetSize();
        m_pieces.push_back(std::move(piece));
    }
    TakeRecord();
    return true;
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
    }
    return text;
}

void
HttpTlsTransport::TakeRecord()
{
    const tls::RecordHeader header = *std::exchange(m_header, std::nullopt);
    std::vector<Ptr<Packet>> pieces;
    // The longest tail is TLS 1.3's: the inner type and the tag.
    const std::size_t tail = std::min<std::size_t>(header.length, 17);
    const auto content = m_tls.Find(header, CopyRecord(header.length - tail, tail));
    if (!content)
    {
        m_tls.Fail(tls::Alert::DecodeError, GetHttpPresent());
        m_isBroken = true;
        return;
    }
    const bool isData = content->type == tls::ContentType::ApplicationData;
    const std::string text = isData ? "" : CopyRecord(content->begin, content->length);
    const bool begins = content->type == tls::ContentType::Handshake && !m_tls.IsInsideMessage();
    const bool isTaken = m_tls.Receive(*content, text, GetHttpPresent());
    Report(false,
           content->type,
           begins ? static_cast<uint8_t>(text.front()) : 0,
           tls::RECORD_HEADER_BYTES + header.length,
           tls::RECORD_HEADER_BYTES + content->begin,
           isTaken ? content->length : 0);
    pieces.swap(m_pieces);
    if (!isTaken)
    {
        return;
    }
    // The content without what stands around it
    std::size_t begin = content->begin;
    std::size_t left = content->length;
    for (const Ptr<Packet>& piece : pieces)
    {
        const std::size_t skipped = std::min<std::size_t>(begin, piece->GetSize());
        const std::size_t taken = std::min<std::size_t>(left, piece->GetSize() - skipped);
        begin -= skipped;
        left -= taken;
        if (taken > 0)
        {
            piece->RemoveAtStart(static_cast<uint32_t>(skipped));
            piece->RemoveAtEnd(static_cast<uint32_t>(piece->GetSize() - taken));
            m_content.push_back(piece);
        }
    }
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
