/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// How bytes move between a driver's transport and its session; its life is in http-driver.cc.

#include "http-application.h"
#include "http-content-bytes.h"
#include "http-driver.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <cstring>

namespace ns3
{

namespace
{

/// Most bytes that one read takes.
constexpr uint32_t RUN = HTTP_PATTERN_RUN;

/// Bytes that are looked at first where the session wants text: most heads are shorter.
constexpr uint32_t TEXT_RUN = 2048;

/// Unread input held for a session that has paused; then the socket's own buffer fills.
constexpr uint32_t MAX_PENDING = 1 << 20;

/// @brief Zeros, which travel as a packet's virtual bytes. @param lead what stands before them
/// @param count bytes of that @param zeros how many @return the packet
Ptr<Packet>
MakeZeroPacket(const uint8_t* lead, uint32_t count, uint32_t zeros)
{
    Ptr<Packet> packet = Create<Packet>(zeros);
    if (count == 0)
    {
        return packet;
    }
    Ptr<Packet> whole = Create<Packet>(lead, count);
    whole->AddAtEnd(packet);
    return whole;
}

} // namespace

void
HttpDriver::TransportReadable()
{
    if (!ReadContent())
    {
        Run();
    }
}

void
HttpDriver::TransportWritable()
{
    if (m_phase == Phase::Open && m_session->HasOutput())
    {
        Run();
    }
}

void
HttpDriver::Run()
{
    if (m_turn.IsInside())
    {
        m_turn.Repeat();
        return;
    }
    if (m_phase == Phase::Lingering)
    {
        ReadAll();
        return;
    }
    if (m_phase == Phase::Open)
    {
        MoveAll();
    }
    if (m_phase == Phase::Open && m_output == Stream::Ending && !m_session->HasOutput())
    {
        EndOutput();
    }
    if (m_phase == Phase::Open)
    {
        CheckClose();
    }
    if (m_phase == Phase::Open || m_phase == Phase::Connecting)
    {
        SetTimer();
    }
}

void
HttpDriver::MoveAll()
{
    m_turn.Begin();
    do
    {
        ReadAll();
        const bool wasHeldUp = m_pending != nullptr;
        do
        {
            WriteAll();
            Feed();
        } while (PassEvents());
        if (wasHeldUp && !m_pending)
        {
            // The rest is still in the transport, which tells only of what is new.
            m_turn.Repeat();
            continue;
        }
        if (m_input == Stream::Ending && m_cut == HttpOutputEnd::Stall &&
            m_session->GetSentBytes() == m_cutAt)
        {
            // The session waits for the end of a response that has none.
            m_pending = nullptr;
        }
        // Only now: what was read before the end belongs to the stream.
        if (m_input == Stream::Ending && m_phase == Phase::Open && !m_pending)
        {
            m_input = Stream::Ended;
            m_session->ReceiveEnd(m_context.now);
            m_turn.Repeat();
        }
    } while (m_turn.IsWantedAgain() && m_phase == Phase::Open);
    // A server that buffers its responses looks whether more of a request is there to be read.
    if (m_gathered && !m_session->IsInHead())
    {
        WriteGathered();
    }
    m_turn.End();
}

bool
HttpDriver::IsPaused() const
{
    if (!m_paused)
    {
        return false;
    }
    // A message that ends before it is taken up again must not stop those behind it.
    const http::InputDemand demand = m_session->GetInputDemand();
    return demand.kind == http::InputKind::Content && demand.exchange == *m_paused;
}

bool
HttpDriver::ReadContent()
{
    if (m_phase != Phase::Open || m_turn.IsInside() || m_pending)
    {
        return false;
    }
    m_context.now = GetHttpPresent();
    m_turn.Begin();
    uint64_t available = m_transport->GetReadable();
    while (available > 0 && m_phase == Phase::Open)
    {
        const http::InputDemand demand = m_session->GetInputDemand();
        if (demand.kind != http::InputKind::Content || available >= demand.max || IsPaused())
        {
            break;
        }
        m_pending = m_transport->Read(RUN);
        if (!m_pending)
        {
            break;
        }
        FeedContent(demand.exchange, m_pending->GetSize());
        available = m_transport->GetReadable();
    }
    const bool isWantedAgain = m_turn.IsWantedAgain();
    m_turn.End();
    return available == 0 && !isWantedAgain;
}

void
HttpDriver::ReadAll()
{
    m_context.now = GetHttpPresent();
    while (m_transport->GetReadable() > 0 &&
           (!m_pending || (m_pending->GetSize() < MAX_PENDING && !IsPaused())))
    {
        Ptr<Packet> packet = m_transport->Read(RUN);
        if (!packet)
        {
            return;
        }
        if (m_phase == Phase::Lingering)
        {
            continue;
        }
        if (m_pending)
        {
            m_pending->AddAtEnd(packet);
        }
        else
        {
            m_pending = packet;
        }
        Feed();
        if (m_phase != Phase::Open)
        {
            return;
        }
    }
}

void
HttpDriver::Feed()
{
    while (m_pending && m_phase == Phase::Open)
    {
        const http::InputDemand demand = m_session->GetInputDemand();
        const uint32_t size = m_pending->GetSize();
        if (demand.kind == http::InputKind::Paused)
        {
            return;
        }
        if (demand.kind == http::InputKind::Text)
        {
            const uint32_t run = std::min(size, TEXT_RUN);
            uint8_t* text = m_context.GetScratch(run);
            m_pending->CopyData(text, run);
            const std::size_t taken =
                m_session->ReceiveText({reinterpret_cast<const char*>(text), run}, m_context.now);
            ConsumePending(static_cast<uint32_t>(taken));
        }
        else if (demand.kind == http::InputKind::Content)
        {
            if (IsPaused())
            {
                return;
            }
            FeedContent(demand.exchange,
                        static_cast<uint32_t>(std::min<uint64_t>({size, demand.max, RUN})));
        }
        else
        {
            m_pending = nullptr;
        }
        // The owner says what content to expect when it hears of a head.
        PassEvents();
    }
}

void
HttpDriver::FeedContent(http::ExchangeId exchange, uint32_t bytes)
{
    const Ptr<Packet> packet = m_pending;
    const uint32_t size = packet->GetSize();
    m_pending = bytes < size ? packet->CreateFragment(bytes, size - bytes) : nullptr;
    m_session->ReceiveContent(bytes, m_context.now);
    m_owner.DriverContent(*this, exchange, *packet, bytes);
}

void
HttpDriver::ConsumePending(uint32_t bytes)
{
    if (m_pending && bytes < m_pending->GetSize())
    {
        m_pending->RemoveAtStart(bytes);
    }
    else
    {
        m_pending = nullptr;
    }
}

bool
HttpDriver::PassEvents()
{
    bool any = false;
    while (IsOpen())
    {
        const std::optional<http::Event> event = m_session->NextEvent();
        if (!event)
        {
            break;
        }
        any = true;
        m_owner.DriverEvent(*this, *event);
    }
    return any;
}

void
HttpDriver::WriteAll()
{
    while (m_phase == Phase::Open && m_session->HasOutput())
    {
        const uint64_t allowed = m_cutAt - m_session->GetSentBytes();
        if (allowed == 0)
        {
            ReachCut();
            return;
        }
        const uint32_t gathered = m_gathered ? m_gathered->GetSize() : 0;
        const uint32_t room = m_transport->GetWritable();
        if (room <= gathered)
        {
            WriteGathered();
            m_transport->WatchWritable();
            return;
        }
        const uint64_t most =
            std::min<uint64_t>({room - gathered, m_context.writeBytes - gathered, allowed});
        Ptr<Packet> packet = MakePacket(static_cast<uint32_t>(most));
        const bool isCorked = m_context.corks && m_session->HasOutput() && most < allowed;
        if (isCorked != m_isCorked)
        {
            m_isCorked = isCorked;
            m_transport->SetCorked(isCorked);
        }
        if (m_context.gathersWrites)
        {
            Gather(packet);
        }
        else
        {
            Write(packet);
        }
    }
}

void
HttpDriver::Write(const Ptr<Packet>& packet)
{
    if (!m_transport->Write(packet))
    {
        // The transport takes nothing any more though it never said that the connection ended.
        Abort(http::Outcome::ConnectionLost);
    }
}

void
HttpDriver::Gather(const Ptr<Packet>& packet)
{
    if (!m_gathered)
    {
        m_gathered = packet;
    }
    else
    {
        m_gathered->AddAtEnd(packet);
    }
    if (m_gathered->GetSize() >= m_context.writeBytes)
    {
        WriteGathered();
    }
}

void
HttpDriver::WriteGathered()
{
    if (m_gathered)
    {
        const Ptr<Packet> packet = m_gathered;
        m_gathered = nullptr;
        Write(packet);
    }
}

void
HttpDriver::ReachCut()
{
    WriteGathered();
    if (m_cut == HttpOutputEnd::Reset)
    {
        // Sockets send what they are given behind the present event, and a reset would overtake it.
        m_cut = HttpOutputEnd::Stall;
        Simulator::Schedule(MicroSeconds(1),
                            &HttpDriver::Reset,
                            Ptr<HttpDriver>(this),
                            http::Outcome::Truncated);
    }
    else if (m_cut == HttpOutputEnd::Close)
    {
        Abort(http::Outcome::Truncated);
    }
}

Ptr<Packet>
HttpDriver::MakePacket(uint32_t room)
{
    uint8_t* scratch = nullptr;
    uint32_t filled = 0;
    while (m_session->HasOutput() && filled < room)
    {
        const http::OutputPiece piece = m_session->PeekOutput();
        const bool isText = !piece.text.empty();
        const bool isFlushed = piece.flushes && room - filled >= piece.text.size();
        http::Content run = piece.content;
        run.length =
            std::min<uint64_t>(room - filled, isText ? piece.text.size() : piece.content.length);
        const auto bytes = static_cast<uint32_t>(run.length);
        const bool isMade = !isText && (run.kind == http::ContentKind::Zero ||
                                        run.kind == http::ContentKind::Pattern);
        if (!isMade)
        {
            scratch = m_context.GetScratch(filled + bytes);
            isText ? void(std::memcpy(scratch + filled, piece.text.data(), bytes))
                   : WriteContent(run, scratch + filled);
        }
        m_session->ConsumeOutput(bytes, m_context.now);
        // A message of HTTP/1 is not written with the next one, frames of HTTP/2 are. What ends the
        // packet need not be copied; where it ends does not depend on its kind.
        const bool isLast =
            !isText && (filled + bytes == room || !m_session->HasOutput() ||
                        (!m_session->IsMultiplexed() && !m_session->PeekOutput().text.empty()));
        if (isMade && isLast)
        {
            if (run.kind == http::ContentKind::Zero)
            {
                return MakeZeroPacket(scratch, filled, bytes);
            }
            if (filled <= HTTP_PATTERN_LEAD)
            {
                return MakeHttpPatternPacket(scratch, filled, run);
            }
        }
        if (isMade)
        {
            scratch = m_context.GetScratch(filled + bytes);
            WriteContent(run, scratch + filled);
        }
        filled += bytes;
        if (isFlushed || isLast)
        {
            break;
        }
    }
    return Create<Packet>(scratch, filled);
}

void
HttpDriver::WriteContent(const http::Content& content, uint8_t* bytes)
{
    if (content.kind == http::ContentKind::Pattern)
    {
        std::memcpy(bytes, GetHttpPattern(content), content.length);
    }
    else if (content.kind == http::ContentKind::Zero)
    {
        std::memset(bytes, 0, content.length);
    }
    else if (m_context.reader)
    {
        m_context.reader->ReadContent(content, bytes);
    }
}

} // namespace ns3
