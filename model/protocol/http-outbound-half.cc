/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-outbound-half.h"

#include <algorithm>

namespace ns3
{
namespace http
{

namespace
{

/// Sent text in front of unsent text that is worth moving the rest.
constexpr std::size_t MOVE_TEXT_BYTES = 4096;

constexpr std::string_view LINE_END = "\r\n";
constexpr std::string_view LAST_CHUNK = "0\r\n\r\n";

/// @brief Hexadecimal digits of a number. @param number it @return how many
uint64_t
CountHexDigits(uint64_t number)
{
    uint64_t digits = 1;
    while (number >>= 4)
    {
        ++digits;
    }
    return digits;
}

} // namespace

OutboundHalf::OutboundHalf(uint32_t chunkBytes)
    : m_chunkBytes(std::max<uint32_t>(chunkBytes, 1))
{
}

HalfEffect
OutboundHalf::Step(HalfEvent event)
{
    const Transition transition = GetTransition(m_state, event);
    m_state = transition.next;
    if (m_state == HalfState::Tunnel)
    {
        m_kind = FramingKind::Tunnel;
        m_endedItself = false;
    }
    return transition.effect;
}

void
OutboundHalf::AddMark(MarkKind kind)
{
    m_marks.Push({m_queued, m_exchange, m_status, kind});
}

void
OutboundHalf::Begin(ExchangeId exchange, uint16_t status, const Framing& framing, bool interim)
{
    m_exchange = exchange;
    m_status = status;
    m_kind = framing.kind;
    m_left = framing.length;
    m_endedItself = false;
    Step(HalfEvent::Begin);
    AddMark(MarkKind::Start);
    const std::size_t bytes = m_text.size() - m_textQueued;
    m_textQueued = m_text.size();
    m_queued += bytes;
    if (!m_runs.IsEmpty() && m_runs.Back().kind == RunKind::Text)
    {
        m_runs.Back().content.length += bytes;
    }
    else
    {
        m_runs.Push({RunKind::Text, {bytes, 0, 0, ContentKind::Pattern}});
    }
    if (interim)
    {
        AddMark(MarkKind::Interim);
        Step(HalfEvent::Interim);
    }
    else if (framing.kind == FramingKind::Tunnel)
    {
        AddMark(MarkKind::Finish);
        Step(HalfEvent::Switch);
    }
    else if (framing.kind == FramingKind::None ||
             (framing.kind == FramingKind::Length && framing.length == 0))
    {
        AddMark(MarkKind::Finish);
        Step(HalfEvent::Empty);
        m_endedItself = true;
    }
    else
    {
        Step(framing.kind == FramingKind::UntilClose ? HalfEvent::Unframed : HalfEvent::Framed);
    }
}

bool
OutboundHalf::Append(const Content& piece)
{
    if (piece.length == 0)
    {
        return true;
    }
    const bool isInMessage = m_state == HalfState::Content || m_state == HalfState::UntilClose;
    if (!isInMessage && m_state != HalfState::Tunnel)
    {
        return false;
    }
    if (m_kind == FramingKind::Length)
    {
        if (piece.length > m_left)
        {
            return false;
        }
        m_left -= piece.length;
    }
    if (m_kind == FramingKind::Chunked)
    {
        m_queued += GetChunkedBytes(piece.length);
        m_runs.Push({RunKind::Chunked, piece});
        PrepareChunkText();
        return true;
    }
    m_queued += piece.length;
    if (!m_runs.IsEmpty())
    {
        Run& last = m_runs.Back();
        if (last.kind == RunKind::Content && last.content.kind == piece.kind &&
            last.content.seed == piece.seed &&
            last.content.offset + last.content.length == piece.offset)
        {
            last.content.length += piece.length;
            return true;
        }
    }
    m_runs.Push({RunKind::Content, piece});
    return true;
}

OutboundHalf::EndResult
OutboundHalf::End()
{
    if (m_endedItself)
    {
        m_endedItself = false;
        return EndResult::Whole;
    }
    switch (m_state)
    {
    case HalfState::Tunnel:
        Step(HalfEvent::End);
        return EndResult::Whole;
    case HalfState::Content:
        if (m_kind == FramingKind::Length && m_left > 0)
        {
            AddMark(MarkKind::Cut);
            Step(HalfEvent::Fail);
            return EndResult::Short;
        }
        if (m_kind == FramingKind::Chunked)
        {
            m_queued += LAST_CHUNK.size();
            m_runs.Push({RunKind::LastChunk, {}});
            PrepareChunkText();
        }
        [[fallthrough]];
    case HalfState::UntilClose:
        AddMark(MarkKind::Finish);
        Step(HalfEvent::Finish);
        return EndResult::Whole;
    default:
        return EndResult::NotOpen;
    }
}

void
OutboundHalf::Abandon()
{
    m_runs.Clear();
    m_marks.Clear();
    std::string().swap(m_text);
    m_textBegin = 0;
    m_textQueued = 0;
    m_chunkTextSize = 0;
    m_chunkTextSent = 0;
    m_chunkLeft = 0;
    m_lineEndOwed = false;
    m_endedItself = false;
    m_queued = m_sent;
    m_holdAt = NOWHERE;
    Step(HalfEvent::Fail);
}

uint64_t
OutboundHalf::GetChunkedBytes(uint64_t length) const
{
    const uint64_t lines = 2 * LINE_END.size();
    const uint64_t whole = length / m_chunkBytes;
    const uint64_t rest = length % m_chunkBytes;
    uint64_t bytes = length + whole * (CountHexDigits(m_chunkBytes) + lines);
    if (rest > 0)
    {
        bytes += CountHexDigits(rest) + lines;
    }
    return bytes;
}

void
OutboundHalf::AddChunkText(std::string_view text)
{
    std::copy(text.begin(), text.end(), m_chunkText.begin() + m_chunkTextSize);
    m_chunkTextSize = static_cast<uint8_t>(m_chunkTextSize + text.size());
}

void
OutboundHalf::PrepareChunkText()
{
    static constexpr std::string_view HEX = "0123456789abcdef";
    if (m_runs.IsEmpty() || m_chunkTextSent < m_chunkTextSize || m_chunkLeft > 0)
    {
        return;
    }
    const Run& run = m_runs.Front();
    if (run.kind != RunKind::Chunked && run.kind != RunKind::LastChunk)
    {
        return;
    }
    m_chunkTextSize = 0;
    m_chunkTextSent = 0;
    if (m_lineEndOwed)
    {
        AddChunkText(LINE_END);
        m_lineEndOwed = false;
    }
    if (run.kind == RunKind::LastChunk)
    {
        AddChunkText(LAST_CHUNK);
        return;
    }
    m_chunkLeft = std::min<uint64_t>(run.content.length, m_chunkBytes);
    if (m_chunkLeft == 0)
    {
        return;
    }
    for (uint64_t digit = CountHexDigits(m_chunkLeft); digit > 0; --digit)
    {
        AddChunkText(HEX.substr((m_chunkLeft >> (4 * (digit - 1))) & 15, 1));
    }
    AddChunkText(LINE_END);
}

OutputPiece
OutboundHalf::Peek() const
{
    OutputPiece piece;
    const Run& run = m_runs.Front();
    const uint64_t unheld = m_holdAt - m_sent;
    switch (run.kind)
    {
    case RunKind::Text:
        piece.text =
            std::string_view(m_text).substr(m_textBegin, std::min(run.content.length, unheld));
        return piece;
    case RunKind::Content:
        piece.content = run.content;
        piece.content.length = std::min(run.content.length, unheld);
        return piece;
    case RunKind::Chunked:
    case RunKind::LastChunk:
        if (m_chunkTextSent < m_chunkTextSize)
        {
            piece.text = std::string_view(m_chunkText.data(), m_chunkTextSize)
                             .substr(m_chunkTextSent, unheld);
            return piece;
        }
        piece.content = run.content;
        piece.content.length = std::min(m_chunkLeft, unheld);
        return piece;
    }
    return piece;
}

void
OutboundHalf::Consume(uint64_t bytes)
{
    if (!HasOutput() || bytes == 0)
    {
        return;
    }
    Run& run = m_runs.Front();
    switch (run.kind)
    {
    case RunKind::Text:
        bytes = std::min(bytes, run.content.length);
        m_sent += bytes;
        run.content.length -= bytes;
        ConsumeText(bytes);
        if (run.content.length == 0)
        {
            m_runs.Pop();
            PrepareChunkText();
        }
        return;
    case RunKind::Content:
        bytes = std::min(bytes, run.content.length);
        m_sent += bytes;
        run.content.offset += bytes;
        run.content.length -= bytes;
        if (run.content.length == 0)
        {
            m_runs.Pop();
        }
        return;
    case RunKind::Chunked:
    case RunKind::LastChunk:
        ConsumeChunked(bytes);
        return;
    }
}

void
OutboundHalf::ConsumeText(uint64_t bytes)
{
    m_textBegin += bytes;
    if (m_textBegin == m_text.size())
    {
        // A connection waits much longer than it sends heads: between them it holds no storage.
        std::string().swap(m_text);
        m_textBegin = 0;
        m_textQueued = 0;
    }
    else if (m_textBegin > MOVE_TEXT_BYTES && m_textBegin > m_text.size() / 2)
    {
        m_text.erase(0, m_textBegin);
        m_textQueued -= m_textBegin;
        m_textBegin = 0;
    }
}

void
OutboundHalf::ConsumeChunked(uint64_t bytes)
{
    Run& run = m_runs.Front();
    if (m_chunkTextSent < m_chunkTextSize)
    {
        bytes = std::min<uint64_t>(bytes, m_chunkTextSize - m_chunkTextSent);
        m_sent += bytes;
        m_chunkTextSent = static_cast<uint8_t>(m_chunkTextSent + bytes);
        if (m_chunkTextSent == m_chunkTextSize && m_chunkLeft == 0)
        {
            m_runs.Pop();
            PrepareChunkText();
        }
        return;
    }
    bytes = std::min(bytes, m_chunkLeft);
    m_sent += bytes;
    m_chunkLeft -= bytes;
    run.content.offset += bytes;
    run.content.length -= bytes;
    if (m_chunkLeft > 0)
    {
        return;
    }
    // The line end goes out with the line that follows, if that is known already.
    m_lineEndOwed = true;
    if (run.content.length == 0 && m_runs.GetSize() > 1)
    {
        const RunKind next = m_runs.At(1).kind;
        if (next == RunKind::Chunked || next == RunKind::LastChunk)
        {
            m_runs.Pop();
        }
    }
    PrepareChunkText();
}

std::optional<OutboundHalf::Mark>
OutboundHalf::TakePassedMark()
{
    if (m_marks.IsEmpty())
    {
        return std::nullopt;
    }
    const Mark mark = m_marks.Front();
    if (m_sent < mark.offset || (mark.kind == MarkKind::Start && m_sent == mark.offset))
    {
        return std::nullopt;
    }
    m_marks.Pop();
    return mark;
}

} // namespace http
} // namespace ns3
