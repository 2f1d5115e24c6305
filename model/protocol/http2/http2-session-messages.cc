/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http2-session.h"

#include "ns3/http-head-rules.h"

#include <algorithm>
#include <utility>

// What the engine finds in frames that came in: messages, and what becomes of streams.

namespace ns3
{
namespace http
{

namespace
{

/// @brief What a request lacks. @param head it @param limits what is allowed @return the problem
HeadProblem
CheckRequest(const RequestHead& head, const ConnectionOptions& limits)
{
    if (const HeadProblem problem = FindProblem(head))
    {
        return problem;
    }
    const Framing framing = GetRequestFraming(head);
    if (framing.kind == FramingKind::Error)
    {
        return {framing.status, framing.problem};
    }
    if (limits.maxContentBytes > 0 && framing.length > limits.maxContentBytes)
    {
        return {413, "content that is too long"};
    }
    const auto expectation = head.fields.Get("Expect");
    if (expectation && !EqualsIgnoreCase(*expectation, "100-continue"))
    {
        return {417, "an expectation other than 100-continue"};
    }
    return {};
}

} // namespace

void
Http2Session::HeadBegins(uint32_t /* stream */)
{
    m_headReader.Clear();
    m_headTooLong = false;
    m_headBegin = m_reader.GetFrameBegin();
    m_headBegun = m_now;
}

void
Http2Session::FieldReceived(std::string_view name, std::string_view value)
{
    if (m_headTooLong)
    {
        return;
    }
    m_headReader.Take(name, value);
    m_headTooLong = m_headReader.GetListBytes() > m_limits->maxHeadBytes;
}

void
Http2Session::DescribeHead(Event& event) const
{
    event.streamOffset = m_headBegin;
    event.headBytes = static_cast<uint32_t>(m_reader.GetFrameEnd() - m_headBegin);
    event.begun = m_headBegun;
}

void
Http2Session::HeadReceived(uint32_t id, bool ends, const StreamPriority* signal)
{
    m_usefulBytes += m_reader.GetFrameEnd() - m_headBegin;
    Stream* stream = FindStream(id);
    if (!stream)
    {
        if (m_role == Connection::Role::Server)
        {
            ReceiveRequest(id, ends, signal);
        }
        return;
    }
    AddRange(stream->exchange, false, !stream->hasHead, {m_headBegin, m_reader.GetFrameEnd()});
    m_frameExchange = stream->exchange;
    if (stream->hasHead)
    {
        Fields fields = m_headReader.ReleaseFields();
        if (fields.GetSize() > 0)
        {
            m_trailers.Push({stream->exchange, std::move(fields)});
        }
        FinishInbound(*stream);
        return;
    }
    ReceiveResponse(*stream, ends);
}

void
Http2Session::ReceiveRequest(uint32_t id, bool ends, const StreamPriority* signal)
{
    RequestHead head = m_headReader.ReleaseRequest(m_options->absoluteTargets, !ends);
    if (m_closing || head.method == "CONNECT")
    {
        m_engine->Reset(id, m_closing ? HTTP2_REFUSED_STREAM : HTTP2_HTTP_1_1_REQUIRED);
        return;
    }
    Stream& stream = AddStream(id);
    m_isAsked = m_isAsked || m_now == m_started;
    AddRange(stream.exchange, false, true, {m_headBegin, m_reader.GetFrameEnd()});
    m_frameExchange = stream.exchange;
    stream.hasHead = true;
    stream.heard = true;
    stream.isHead = head.method == "HEAD";
    if (signal)
    {
        stream.priority = *signal;
    }
    SetPriority(head, stream);
    m_scheduler->Begin(id, stream.priority);
    const HeadProblem problem =
        m_headTooLong ? HeadProblem{431, "a head that is too long"} : CheckRequest(head, *m_limits);
    if (problem)
    {
        stream.received = ends;
        Refuse(stream, problem.status, problem.text, Outcome::Malformed);
        return;
    }
    DescribeHead(PushEvent(EventType::RequestReceived, stream.exchange));
    m_requests.Push(std::move(head));
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
        m_engine->Reset(stream.id, HTTP2_CANCEL);
        return;
    }
    const bool isInterim = m_headReader.GetStatus() < 200;
    ResponseHead head = m_headReader.ReleaseResponse(!ends && !isInterim);
    DescribeHead(
        PushEvent(isInterim ? EventType::InformationalReceived : EventType::ResponseReceived,
                  stream.exchange));
    if (isInterim)
    {
        if (head.status == 100 && stream.held)
        {
            stream.held = false;
            UpdateReady(stream);
        }
        m_responses.Push(std::move(head));
        return;
    }
    stream.hasHead = true;
    m_responses.Push(std::move(head));
    if (ends)
    {
        FinishInbound(stream);
    }
}

void
Http2Session::FinishInbound(Stream& stream)
{
    stream.received = true;
    if (stream.refused)
    {
        return;
    }
    PushEvent(EventType::MessageReceived, stream.exchange).streamOffset = m_reader.GetFrameEnd();
    if (m_role == Connection::Role::Client && stream.takesContent && !stream.lastMade)
    {
        // The server has answered without the rest of the request (RFC 9113, section 8.1).
        m_engine->Reset(stream.id, HTTP2_CANCEL);
    }
}

void
Http2Session::ContentReceived(uint32_t id, uint64_t bytes)
{
    m_usefulBytes += bytes;
    m_engine->Consume(0, bytes);
    Stream* stream = FindStream(id);
    if (!stream || stream->refused)
    {
        m_engine->Consume(id, bytes);
        return;
    }
    stream->contentReceived += bytes;
    if (stream->paused)
    {
        stream->withheld += bytes;
    }
    else
    {
        m_engine->Consume(id, bytes);
    }
    if (m_role == Connection::Role::Server && m_limits->maxContentBytes > 0 &&
        stream->contentReceived > m_limits->maxContentBytes)
    {
        Refuse(*stream, 413, "content that is too long", Outcome::Malformed);
        return;
    }
    if (!m_events.IsEmpty() && m_events.Back().type == EventType::ContentReceived &&
        m_events.Back().exchange == stream->exchange)
    {
        m_events.Back().length += bytes;
        return;
    }
    PushEvent(EventType::ContentReceived, stream->exchange).length = bytes;
}

void
Http2Session::ContentEnded(uint32_t id)
{
    Stream* stream = FindStream(id);
    if (!stream || stream->received)
    {
        return;
    }
    FinishInbound(*stream);
}

void
Http2Session::StreamReset(uint32_t id)
{
    if (Stream* stream = FindStream(id))
    {
        stream->resetByPeer = true;
    }
    if (m_role != Connection::Role::Server)
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
Http2Session::StreamClosed(uint32_t id, uint32_t code)
{
    Stream* stream = FindStream(id);
    if (!stream)
    {
        return;
    }
    // Its last bytes may still have to be handed out.
    stream->closed = true;
    if (code != HTTP2_NO_ERROR || !stream->lastMade || stream->sent)
    {
        FinishClosed(*stream, code);
    }
}

void
Http2Session::GoAwayReceived()
{
    m_closing = true;
}

void
Http2Session::SettingsReceived()
{
    if (m_role == Connection::Role::Client)
    {
        PushEvent(EventType::CapacityChanged, 0);
    }
    for (const auto& stream : m_streams)
    {
        UpdateReady(*stream);
    }
}

void
Http2Session::WindowOpened(uint32_t id)
{
    if (const Stream* stream = FindStream(id))
    {
        UpdateReady(*stream);
    }
}

void
Http2Session::WeightReceived(uint32_t id, const StreamPriority& signal)
{
    if (Stream* stream = FindStream(id))
    {
        stream->priority.weight = signal.weight;
        stream->priority.parent = signal.parent;
        stream->priority.exclusive = signal.exclusive;
        m_scheduler->Begin(id, stream->priority);
        UpdateReady(*stream);
    }
}

void
Http2Session::UrgencyReceived(uint32_t id, std::string_view value)
{
    if (Stream* stream = FindStream(id))
    {
        stream->priority.urgency = StreamPriority().urgency;
        stream->priority.incremental = StreamPriority().incremental;
        ReadPriorityField(value, stream->priority);
        m_scheduler->Begin(id, stream->priority);
        UpdateReady(*stream);
    }
}

void
Http2Session::PingAnswered()
{
    m_pings -= m_pings > 0 ? 1 : 0;
}

} // namespace http
} // namespace ns3
