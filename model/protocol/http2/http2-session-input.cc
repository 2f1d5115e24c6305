/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http2-session.h"

#include <algorithm>
#include <array>
#include <nghttp2/nghttp2.h>

// What comes in to the HTTP/2 machine, byte by byte and frame by frame.

namespace ns3
{
namespace http
{

namespace
{

constexpr uint64_t FLOOD_ALLOWANCE = 1 << 20; //!< bytes that may be of no use, as in nginx
constexpr uint64_t FLOOD_RATIO = 8;           //!< and part of the bytes that must be of use

constexpr std::array<char, 65536> PAGE{}; //!< what stands for content

} // namespace

InputDemand
Http2Session::GetInputDemand() const
{
    InputDemand demand;
    if (m_peerEnded || m_abort || m_broken)
    {
        demand.kind = InputKind::Ended;
        return demand;
    }
    if (m_reader.GetPart() != Http2FrameReader::Part::Content)
    {
        return demand;
    }
    const Stream* stream = FindStream(m_reader.GetFrame().stream);
    if (!stream || stream->received || stream->refused || !stream->hasHead)
    {
        // Content that nobody wants any more is looked at as if it were none.
        return demand;
    }
    demand.kind = InputKind::Content;
    demand.max = m_reader.GetLeft();
    demand.exchange = stream->exchange;
    return demand;
}

std::size_t
Http2Session::ReceiveText(std::string_view bytes, Nanoseconds now)
{
    m_now = now;
    m_moved = now;
    m_started = m_hasStarted ? m_started : now;
    m_hasStarted = true;
    std::size_t taken = 0;
    while (taken < bytes.size() && GetInputDemand().kind == InputKind::Text)
    {
        const std::size_t run = std::min<uint64_t>(bytes.size() - taken, m_reader.GetLeft());
        FeedText(bytes.substr(taken, run));
        taken += run;
    }
    AfterInput();
    return taken;
}

void
Http2Session::FeedText(std::string_view bytes)
{
    const bool isPayload = m_reader.GetPart() != Http2FrameReader::Part::Header;
    if (!isPayload)
    {
        // Where a frame lies is known before nghttp2 speaks of it.
        m_reader.Take(bytes);
        BeginFrame();
    }
    Feed(bytes);
    if (m_abort)
    {
        return;
    }
    if (isPayload)
    {
        m_reader.Take(bytes);
    }
    ReportFrame();
}

void
Http2Session::BeginFrame()
{
    m_frameExchange = 0;
    const Http2FrameHeader& frame = m_reader.GetFrame();
    const uint64_t begin = m_reader.GetFrameBegin();
    const bool isWhole = m_reader.GetPosition() == begin + HTTP2_FRAME_HEADER;
    if (!isWhole || !frame.Is(Http2FrameType::Data))
    {
        return;
    }
    if (const Stream* stream = FindStream(frame.stream))
    {
        m_frameExchange = stream->exchange;
        AddRange(stream->exchange, false, false, {begin, m_reader.GetFrameEnd()});
    }
}

void
Http2Session::ReceiveContent(uint64_t bytes, Nanoseconds now)
{
    const InputDemand demand = GetInputDemand();
    bytes = std::min(bytes, demand.max);
    if (demand.kind != InputKind::Content || bytes == 0)
    {
        return;
    }
    m_now = now;
    m_moved = now;
    for (uint64_t left = bytes; left > 0 && !m_abort; left -= std::min<uint64_t>(left, PAGE.size()))
    {
        Feed({PAGE.data(), std::min<uint64_t>(left, PAGE.size())});
    }
    m_reader.TakeContent(bytes);
    ReportFrame();
    AfterInput();
}

void
Http2Session::ReportFrame()
{
    if (!m_options->traces || !m_reader.IsBetweenFrames())
    {
        return;
    }
    const Http2FrameHeader& frame = m_reader.GetFrame();
    Event& event = PushEvent(EventType::FrameReceived, m_frameExchange);
    event.streamOffset = m_reader.GetFrameBegin();
    event.length = frame.GetFrameBytes();
    event.stream = frame.stream;
    event.frameType = frame.type;
    event.frameFlags = frame.flags;
}

void
Http2Session::AfterInput()
{
    const bool isFlood = m_role == Role::Server &&
                         (m_resetsLeft < 0 ||
                          m_reader.GetPosition() / FLOOD_RATIO > m_usefulBytes + FLOOD_ALLOWANCE);
    if (isFlood && !m_broken)
    {
        nghttp2_session_terminate_session(m_library.get(), NGHTTP2_ENHANCE_YOUR_CALM);
    }
    TakeFrames();
    m_closing = m_closing || (nghttp2_session_want_read(m_library.get()) == 0 &&
                              nghttp2_session_want_write(m_library.get()) == 0);
}

} // namespace http
} // namespace ns3
