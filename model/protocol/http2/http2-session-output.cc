/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http2-session.h"

#include <algorithm>
#include <nghttp2/nghttp2.h>

// What goes out of the HTTP/2 machine: frames, and whose content is next.

namespace ns3
{
namespace http
{

namespace
{

constexpr std::size_t GOAWAY_CODE = 4; //!< where a GOAWAY's payload says why

} // namespace

void
Http2Session::TakeFrames()
{
    if (m_abort)
    {
        return;
    }
    const uint8_t* data = nullptr;
    ssize_t size = 0;
    while (nghttp2_session_want_write(m_library.get()) != 0 &&
           (size = nghttp2_session_mem_send(m_library.get(), &data)) > 0)
    {
        const std::string_view bytes(reinterpret_cast<const char*>(data), size);
        m_text.append(bytes);
        if (bytes == HTTP2_PREFACE)
        {
            m_queued += bytes.size();
            continue;
        }
        AddFrame(ReadHttp2FrameHeader(bytes.data()), bytes.substr(HTTP2_FRAME_HEADER));
    }
}

void
Http2Session::AddHeadFrame(Stream& stream, const Http2FrameHeader& frame)
{
    const uint64_t end = m_queued + frame.GetFrameBytes();
    if (frame.Is(Http2FrameType::Headers))
    {
        const uint16_t status = stream.statuses.IsEmpty() ? 0 : stream.statuses.Front();
        if (!stream.statuses.IsEmpty())
        {
            stream.statuses.Pop();
        }
        stream.interimOpen = status > 0 && status < 200;
        stream.headBegin = m_queued;
        stream.status = status;
    }
    if ((frame.flags & HTTP2_END_HEADERS) == 0)
    {
        return;
    }
    Mark mark{stream.headBegin, EventType::SendStarted, false, stream.status, 0, 0, {}};
    mark.exchange = stream.exchange;
    mark.headBytes = static_cast<uint32_t>(end - stream.headBegin);
    m_marks.Push(mark);
    if (m_role == Role::Server && !m_isStartKnown && !stream.interimOpen)
    {
        m_isStartKnown = true;
        m_startEnd = m_options->flushesStart && m_isAsked ? end : 0;
    }
}

void
Http2Session::AddFrame(const Http2FrameHeader& frame, std::string_view payload)
{
    const bool isHead = frame.Is(Http2FrameType::Headers) || frame.Is(Http2FrameType::Continuation);
    const bool isData = frame.Is(Http2FrameType::Data);
    Stream* stream = isHead || isData ? FindStream(frame.stream) : nullptr;
    const uint64_t end = m_queued + frame.GetFrameBytes();
    if (stream)
    {
        AddRange(stream->exchange, true, frame.Is(Http2FrameType::Headers), {m_queued, end});
    }
    if (stream && isHead)
    {
        AddHeadFrame(*stream, frame);
    }
    if (m_options->traces)
    {
        m_marks.Push(
            {end, EventType::FrameSent, false, 0, 0, stream ? stream->exchange : 0, frame});
    }
    const bool isHeadEnd = isHead && (frame.flags & HTTP2_END_HEADERS) != 0;
    if (stream &&
        (isHeadEnd ? stream->interimOpen || stream->lastMade : isData && frame.EndsStream()))
    {
        const bool isMessageEnd = isData || stream->lastMade;
        m_marks.Push(
            {end, EventType::SendFinished, isMessageEnd, stream->status, 0, stream->exchange, {}});
    }
    m_queued = end;
    if (frame.Is(Http2FrameType::GoAway) && payload.size() >= 2 * GOAWAY_CODE)
    {
        const uint32_t code = ReadHttp2Number(payload.substr(GOAWAY_CODE, GOAWAY_CODE));
        if (code != NGHTTP2_NO_ERROR)
        {
            Break(GetHttp2ErrorName(code));
        }
    }
}

void
Http2Session::UpdateReady(const Stream& stream)
{
    const auto place =
        std::lower_bound(m_ready.begin(), m_ready.end(), stream.id, [](const auto& a, uint32_t b) {
            return a.stream < b;
        });
    const bool isListed = place != m_ready.end() && place->stream == stream.id;
    const bool hasEnd = stream.ended && !stream.lastMade;
    const bool isReady =
        stream.takesContent && !stream.held && !stream.lastMade && !stream.closed &&
        (stream.unsent > 0 || hasEnd) &&
        (stream.unsent == 0 ||
         nghttp2_session_get_stream_remote_window_size(m_library.get(), stream.id) > 0);
    const ReadyStream entry{stream.id,
                            stream.exchange,
                            stream.priority,
                            stream.contentSent,
                            stream.unsent};
    if (isReady && isListed)
    {
        *place = entry;
    }
    else if (isReady)
    {
        m_ready.insert(place, entry);
    }
    else if (isListed)
    {
        m_ready.erase(place);
    }
}

bool
Http2Session::IsSilent() const
{
    if (m_role == Role::Client || m_isStartKnown || m_goneAway || m_broken || m_abort)
    {
        return false;
    }
    return !m_hasStarted || (m_isAsked && m_options->flushesStart && m_now < m_started + SILENCE);
}

bool
Http2Session::HasOutput() const
{
    if (IsSilent())
    {
        return false;
    }
    return m_dataHeaderLeft > 0 || !m_data.IsEmpty() || m_textBegin < m_text.size() ||
           (!m_ready.empty() && nghttp2_session_get_remote_window_size(m_library.get()) > 0);
}

uint64_t
Http2Session::TakeContent(Stream& stream, uint64_t most)
{
    uint64_t taken = 0;
    while (taken < most && !stream.contents.IsEmpty())
    {
        Content& front = stream.contents.Front();
        Content piece = front;
        piece.length = std::min(front.length, most - taken);
        m_data.Push(piece);
        taken += piece.length;
        front.offset += piece.length;
        front.length -= piece.length;
        if (front.length == 0)
        {
            stream.contents.Pop();
        }
    }
    stream.unsent -= taken;
    stream.contentSent += taken;
    stream.lastMade = stream.unsent == 0 && !stream.cut &&
                      (stream.ended || (stream.hasLength && stream.left == 0));
    return taken;
}

bool
Http2Session::MakeDataFrame()
{
    while (!m_ready.empty() && nghttp2_session_get_remote_window_size(m_library.get()) > 0)
    {
        const std::size_t chosen = std::min(m_scheduler->Choose(m_ready), m_ready.size() - 1);
        const uint32_t id = m_ready[chosen].stream;
        Stream& stream = *FindStream(id);
        if (stream.unsent == 0 && stream.cut)
        {
            // A message that cannot be finished (RFC 9113, section 8.1).
            ResetStream(id, NGHTTP2_INTERNAL_ERROR);
            TakeFrames();
            return true;
        }
        if (SendContent(stream))
        {
            AddFrame(ReadHttp2FrameHeader(m_dataHeader.data()), {});
            if (Stream* open = FindStream(id))
            {
                UpdateReady(*open);
            }
            return true;
        }
        const auto place = std::find_if(m_ready.begin(), m_ready.end(), [id](const auto& one) {
            return one.stream == id;
        });
        if (place != m_ready.end())
        {
            m_ready.erase(place);
        }
    }
    return false;
}

OutputPiece
Http2Session::PeekOutput()
{
    const bool isMade = m_dataHeaderLeft > 0 || !m_data.IsEmpty() || m_textBegin < m_text.size();
    if (!isMade && !MakeDataFrame())
    {
        return {};
    }
    OutputPiece piece;
    if (m_dataHeaderLeft > 0)
    {
        piece.text = {m_dataHeader.data() + (HTTP2_FRAME_HEADER - m_dataHeaderLeft),
                      m_dataHeaderLeft};
    }
    else if (!m_data.IsEmpty())
    {
        piece.content = m_data.Front();
    }
    else
    {
        piece.text = std::string_view(m_text).substr(m_textBegin);
        if (m_startEnd > m_sent && m_startEnd - m_sent <= piece.text.size())
        {
            piece.text = piece.text.substr(0, m_startEnd - m_sent);
            piece.flushes = true;
        }
    }
    return piece;
}

void
Http2Session::ConsumeOutput(uint64_t bytes, Nanoseconds now)
{
    m_now = now;
    m_moved = now;
    m_sent += bytes;
    if (m_dataHeaderLeft > 0)
    {
        m_dataHeaderLeft -= static_cast<uint32_t>(bytes);
    }
    else if (!m_data.IsEmpty())
    {
        Content& front = m_data.Front();
        front.offset += bytes;
        front.length -= bytes;
        if (front.length == 0)
        {
            m_data.Pop();
        }
    }
    else
    {
        m_textBegin += bytes;
        if (m_textBegin == m_text.size())
        {
            m_text.clear();
            m_textBegin = 0;
        }
    }
    TakeMarks();
}

void
Http2Session::TakeMarks()
{
    while (!m_marks.IsEmpty())
    {
        const Mark mark = m_marks.Front();
        // Beginnings are passed with the byte after them.
        const bool isBegin = mark.type == EventType::SendStarted;
        if (isBegin ? mark.offset >= m_sent : mark.offset > m_sent)
        {
            return;
        }
        m_marks.Pop();
        HandleMark(mark);
    }
}

void
Http2Session::HandleMark(const Mark& mark)
{
    Stream* stream = Find(mark.exchange);
    if (!stream && mark.type != EventType::FrameSent)
    {
        return;
    }
    Event& event = PushEvent(mark.type, mark.exchange);
    event.streamOffset = mark.offset;
    event.status = mark.status;
    event.headBytes = mark.headBytes;
    if (mark.type == EventType::FrameSent)
    {
        event.length = mark.frame.GetFrameBytes();
        event.streamOffset = mark.offset - event.length;
        event.stream = mark.frame.stream;
        event.frameType = mark.frame.type;
        event.frameFlags = mark.frame.flags;
        return;
    }
    if (mark.type == EventType::SendStarted)
    {
        stream->since = m_role == Role::Client ? m_now : stream->since;
        return;
    }
    if (!mark.isMessageEnd)
    {
        return;
    }
    stream->sent = true;
    stream->since = m_now;
    if (stream->closed)
    {
        FinishClosed(*stream, NGHTTP2_NO_ERROR);
        return;
    }
    if (m_role == Role::Server && !stream->received && (stream->refused || mark.status >= 400))
    {
        // The client has no reason to send the rest (RFC 9113, section 8.1).
        ResetStream(stream->id, NGHTTP2_NO_ERROR);
        TakeFrames();
    }
}

// Places

uint64_t
Http2Session::GetReceivedBytes() const
{
    return m_reader.GetPosition();
}

uint64_t
Http2Session::GetSentBytes() const
{
    return m_sent;
}

void
Http2Session::BeginAt(uint64_t received, uint64_t sent)
{
    m_reader.BeginAt(received);
    for (std::size_t i = 0; i < m_marks.GetSize(); ++i)
    {
        m_marks.At(i).offset += sent - m_sent;
    }
    m_queued += sent - m_sent;
    m_startEnd += m_startEnd > 0 ? sent - m_sent : 0;
    m_sent = sent;
}

} // namespace http
} // namespace ns3
