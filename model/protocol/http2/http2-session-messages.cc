/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http2-session.h"

#include "ns3/http-head-rules.h"

#include <algorithm>
#include <nghttp2/nghttp2.h>
#include <utility>

// What nghttp2 finds in frames that came in: messages, and what becomes of streams.

namespace ns3
{
namespace http
{

void
Http2Session::BeginHead()
{
    m_headReader.Clear();
    m_headTooLong = false;
    m_headBegin = m_reader.GetFrameBegin();
    m_headBegun = m_now;
}

void
Http2Session::ReceiveField(std::string_view name, std::string_view value)
{
    if (m_headTooLong)
    {
        return;
    }
    m_headReader.Take(name, value);
    m_headTooLong = m_headReader.GetListBytes() > m_limits->maxHeadBytes;
}

void
Http2Session::ReceiveHead(uint32_t id, bool ends, const StreamPriority& priority)
{
    m_usefulBytes += GetHeadBytes();
    Stream* stream = FindStream(id);
    if (!stream)
    {
        if (m_role == Role::Server)
        {
            ReceiveRequest(id, ends, priority);
        }
        return;
    }
    AddRange(stream->exchange, false, !stream->hasHead, {m_headBegin, m_reader.GetFrameEnd()});
    m_frameExchange = stream->exchange;
    if (stream->hasHead)
    {
        FinishInbound(*stream, m_headReader.ReleaseFields());
        return;
    }
    ReceiveResponse(*stream, ends);
}

void
Http2Session::ReceiveRequest(uint32_t id, bool ends, const StreamPriority& priority)
{
    RequestHead head = m_headReader.ReleaseRequest(m_options->absoluteTargets, !ends);
    if (m_closing || head.method == "CONNECT")
    {
        ResetStream(id, m_closing ? NGHTTP2_REFUSED_STREAM : NGHTTP2_HTTP_1_1_REQUIRED);
        return;
    }
    Stream& stream = AddStream(id);
    m_isAsked = m_isAsked || m_now == m_started;
    AddRange(stream.exchange, false, true, {m_headBegin, m_reader.GetFrameEnd()});
    m_frameExchange = stream.exchange;
    stream.hasHead = true;
    stream.heard = true;
    stream.isHead = head.method == "HEAD";
    stream.priority = priority;
    SetPriority(head, stream);
    m_scheduler->Begin(id, stream.priority);
    HeadProblem problem =
        m_headTooLong ? HeadProblem{431, "a head that is too long"} : FindProblem(head);
    if (!problem)
    {
        problem = CheckRequest(head, GetRequestFraming(head));
    }
    if (problem)
    {
        stream.received = ends;
        Refuse(stream, problem, Outcome::Malformed);
        return;
    }
    PushHead(EventType::RequestReceived, stream.exchange, head, m_headBegin, GetHeadBytes());
    if (ends)
    {
        FinishInbound(stream);
    }
}

void
Http2Session::ReceiveResponse(Stream& stream, bool ends)
{
    stream.heard = true;
    if (m_headTooLong)
    {
        stream.outcome = Outcome::Malformed;
        stream.problem = "a head that is too long";
        ResetStream(stream.id, NGHTTP2_CANCEL);
        return;
    }
    const bool isInterim = m_headReader.GetStatus() < 200;
    ResponseHead head = m_headReader.ReleaseResponse(!ends && !isInterim);
    if (head.status == 100 && stream.held)
    {
        stream.held = false;
        UpdateReady(stream);
    }
    stream.hasHead = !isInterim;
    PushHead(isInterim ? EventType::InformationalReceived : EventType::ResponseReceived,
             stream.exchange,
             head,
             m_headBegin,
             GetHeadBytes());
    if (ends && !isInterim)
    {
        FinishInbound(stream);
    }
}

void
Http2Session::FinishInbound(Stream& stream, Fields&& trailers)
{
    stream.received = true;
    if (stream.refused)
    {
        return;
    }
    PushMessageReceived(stream.exchange, m_reader.GetFrameEnd(), std::move(trailers));
    if (m_role == Role::Client && stream.takesContent && !stream.lastMade)
    {
        // The server has answered without the rest of the request (RFC 9113, section 8.1).
        ResetStream(stream.id, NGHTTP2_CANCEL);
    }
}

void
Http2Session::ConsumeContent(uint32_t id, uint64_t bytes)
{
    m_usefulBytes += bytes;
    nghttp2_session_consume_connection(m_library.get(), bytes);
    Stream* stream = FindStream(id);
    if (!stream || stream->refused)
    {
        nghttp2_session_consume_stream(m_library.get(), id, bytes);
        return;
    }
    stream->contentReceived += bytes;
    if (stream->paused)
    {
        stream->withheld += bytes;
    }
    else
    {
        nghttp2_session_consume_stream(m_library.get(), id, bytes);
    }
    if (m_role == Role::Server && m_limits->maxContentBytes > 0 &&
        stream->contentReceived > m_limits->maxContentBytes)
    {
        Refuse(*stream, {413, "content that is too long"}, Outcome::Malformed);
        return;
    }
    PushContent(EventType::ContentReceived, stream->exchange, bytes);
}

void
Http2Session::ReceiveReset(Stream* stream)
{
    if (stream)
    {
        stream->resetByPeer = true;
    }
    if (m_role != Role::Server)
    {
        return;
    }
    // Opening streams only to reset them costs a client little and a server much.
    const double seconds = std::chrono::duration<double>(m_now - m_resetsAt).count();
    m_resetsLeft =
        std::min<double>(m_options->resetBurst, m_resetsLeft + seconds * m_options->resetRate);
    m_resetsAt = m_now;
    m_resetsLeft -= 1;
}

void
Http2Session::CloseStream(uint32_t id, uint32_t code)
{
    Stream* stream = FindStream(id);
    if (!stream)
    {
        return;
    }
    // Its last bytes may still have to be handed out.
    stream->closed = true;
    if (code != NGHTTP2_NO_ERROR || !stream->lastMade || stream->sent)
    {
        FinishClosed(*stream, code);
    }
}

void
Http2Session::ReceiveSettings()
{
    if (m_role == Role::Client)
    {
        PushEvent(EventType::CapacityChanged, 0);
    }
    for (const auto& stream : m_streams)
    {
        UpdateReady(*stream);
    }
}

void
Http2Session::UpdatePriority(Stream& stream)
{
    m_scheduler->Begin(stream.id, stream.priority);
    UpdateReady(stream);
}

} // namespace http
} // namespace ns3
