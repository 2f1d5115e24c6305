/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-inbound-half.h"

#include <algorithm>
#include <limits>

namespace ns3
{
namespace http
{

namespace
{

constexpr uint64_t UNLIMITED = std::numeric_limits<uint64_t>::max();

} // namespace

HalfEffect
InboundHalf::Step(HalfEvent event)
{
    const Transition transition = GetTransition(m_state, event);
    m_state = transition.next;
    return transition.effect;
}

InputDemand
InboundHalf::GetDemand() const
{
    switch (m_state)
    {
    case HalfState::Idle:
    case HalfState::Head:
        return {InputKind::Text, 0};
    case HalfState::Content:
        if (m_kind == FramingKind::Length)
        {
            return {InputKind::Content, m_left};
        }
        if (m_chunks.GetNeed() == ChunkReader::Need::Data)
        {
            return {InputKind::Content, m_chunks.GetDataLeft()};
        }
        return {InputKind::Text, 0};
    case HalfState::UntilClose:
    case HalfState::Tunnel:
        return {InputKind::Content, UNLIMITED};
    case HalfState::Done:
        return {InputKind::Paused, 0};
    case HalfState::MustClose:
    case HalfState::Ended:
    case HalfState::Error:
        return {InputKind::Ended, 0};
    }
    return {InputKind::Ended, 0};
}

void
InboundHalf::SkipEmptyLines(std::string_view bytes, uint32_t maxBytes, HeadInput& input)
{
    while (input.taken < bytes.size())
    {
        const char c = bytes[input.taken];
        if (c != (m_skippedCr ? '\n' : '\r'))
        {
            break;
        }
        m_skippedCr = !m_skippedCr;
        ++input.taken;
        ++m_skipped;
    }
    if (input.taken < bytes.size() && m_skippedCr)
    {
        input.problem = {400, "a line does not end with CRLF"};
    }
    else if (m_skipped > maxBytes)
    {
        input.problem = {400, "nothing but empty lines"};
    }
}

InboundHalf::HeadInput
InboundHalf::TakeHead(std::string_view bytes, bool skipEmptyLines, uint32_t maxBytes)
{
    HeadInput input;
    if (m_state == HalfState::Idle)
    {
        if (skipEmptyLines)
        {
            SkipEmptyLines(bytes, maxBytes, input);
            m_position += input.taken;
        }
        if (input.problem || input.taken == bytes.size())
        {
            return input;
        }
        bytes.remove_prefix(input.taken);
        m_messageBegin = m_position;
        m_skipped = 0;
        Step(HalfEvent::Begin);
    }
    // What lies beyond the limit is not looked at, so that the same head always has the same fate.
    const std::size_t before = m_buffer.size();
    const std::size_t room = maxBytes > before ? maxBytes - before : 0;
    std::string_view text = bytes.substr(0, room);
    if (before > 0)
    {
        m_buffer.append(text);
        text = m_buffer;
    }
    const HeadFinder::Result result = m_finder.Find(text);
    if (result == HeadFinder::Result::Complete)
    {
        const std::size_t size = m_finder.GetSize();
        input.taken += size - before;
        m_position += size - before;
        input.text = text.substr(0, size);
        return input;
    }
    const std::size_t added = text.size() - before;
    input.taken += added;
    m_position += added;
    if (result == HeadFinder::Result::BadLine)
    {
        input.problem = {400, "a line does not end with CRLF"};
    }
    else if (text.size() >= maxBytes)
    {
        input.problem = {431, "a head that is too long"};
    }
    else if (before == 0)
    {
        m_buffer.assign(text);
    }
    return input;
}

void
InboundHalf::ReleaseHead()
{
    m_finder.Reset();
    // Few heads come in pieces: between them the storage would only lie idle.
    std::string().swap(m_buffer);
}

void
InboundHalf::BeginContent(const Framing& framing, uint32_t maxBytes)
{
    m_kind = framing.kind;
    m_left = framing.length;
    m_taken = 0;
    switch (framing.kind)
    {
    case FramingKind::Chunked:
        m_chunks.Start(maxBytes);
        Step(HalfEvent::Framed);
        return;
    case FramingKind::Length:
        Step(framing.length > 0 ? HalfEvent::Framed : HalfEvent::Empty);
        return;
    case FramingKind::UntilClose:
        Step(HalfEvent::Unframed);
        return;
    case FramingKind::Tunnel:
        Step(HalfEvent::Switch);
        return;
    case FramingKind::None:
        Step(HalfEvent::Empty);
        return;
    case FramingKind::Error:
        Step(HalfEvent::Fail);
        return;
    }
}

std::size_t
InboundHalf::TakeChunkText(std::string_view bytes)
{
    const std::size_t taken = m_chunks.ReadText(bytes);
    m_position += taken;
    if (m_chunks.GetNeed() == ChunkReader::Need::None)
    {
        Step(HalfEvent::Finish);
    }
    return taken;
}

void
InboundHalf::TakeContent(uint64_t bytes)
{
    m_position += bytes;
    m_taken += bytes;
    if (m_state != HalfState::Content)
    {
        return;
    }
    if (m_kind == FramingKind::Chunked)
    {
        m_chunks.TakeData(bytes);
        return;
    }
    m_left -= bytes;
    if (m_left == 0)
    {
        Step(HalfEvent::Finish);
    }
}

uint64_t
InboundHalf::GetAnnouncedContent() const
{
    const uint64_t left = m_kind == FramingKind::Chunked ? m_chunks.GetDataLeft() : m_left;
    return left > UNLIMITED - m_taken ? UNLIMITED : m_taken + left;
}

} // namespace http
} // namespace ns3
