/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http2-session.h"

#include "ns3/http-head-rules.h"

#include <string>

// How messages begin and end that the HTTP/2 machine sends.

namespace ns3
{
namespace http
{

namespace
{

constexpr double WEIGHT_STEPS = 255.9 / 7.0; //!< between urgencies, as Chromium maps them

/// @brief Whether a message has content on its way. @param framing what its head says @return
/// whether
bool
HasRun(const Framing& framing)
{
    return framing.kind == FramingKind::Chunked || framing.kind == FramingKind::UntilClose ||
           (framing.kind == FramingKind::Length && framing.length > 0);
}

} // namespace

StreamPriority
Http2Session::GetWeight(const Stream& stream) const
{
    StreamPriority weight = stream.priority;
    if (m_options->priorities != Http2PrioritySignal::Chain)
    {
        return weight;
    }
    weight.weight = static_cast<uint16_t>(WEIGHT_STEPS * (7.0 - weight.urgency)) + 1;
    weight.exclusive = true;
    weight.parent = 0;
    // Behind the youngest of those that are as urgent or more.
    for (const auto& other : m_streams)
    {
        if (other.get() != &stream && other->priority.urgency <= weight.urgency)
        {
            weight.parent = other->id;
        }
    }
    return weight;
}

void
Http2Session::SetPriority(const RequestHead& head, Stream& stream) const
{
    for (std::size_t i = 0; i < head.fields.GetSize(); ++i)
    {
        const Fields::Line line = head.fields.GetLine(i);
        if (EqualsIgnoreCase(line.name, "Priority"))
        {
            ReadPriorityField(line.value, stream.priority);
        }
    }
}

std::optional<ExchangeId>
Http2Session::StartRequest(const RequestHead& head, Nanoseconds now, std::string* text)
{
    m_now = now;
    const Framing framing = GetRequestFraming(head);
    if (m_role != Connection::Role::Client || GetCapacity() == 0 || head.method == "CONNECT" ||
        framing.kind == FramingKind::Error || FindProblem(head))
    {
        return std::nullopt;
    }
    const bool hasContent = HasRun(framing);
    Stream& stream = AddStream(0);
    SetPriority(head, stream);
    const StreamPriority weight = GetWeight(stream);
    ListRequestFields(head, m_options->scheme, m_fields);
    const bool hasWeight = m_options->priorities != Http2PrioritySignal::None;
    stream.id = m_engine->SubmitRequest(m_fields, hasContent, hasWeight ? &weight : nullptr);
    if (stream.id == 0)
    {
        m_streams.pop_back();
        --m_lastExchange;
        m_closing = true;
        return std::nullopt;
    }
    if (text)
    {
        *text = WriteHttp2Head(head);
    }
    m_moved = m_streams.size() == 1 ? now : m_moved;
    stream.isHead = head.method == "HEAD";
    stream.started = true;
    stream.statuses.Push(0);
    stream.takesContent = hasContent;
    stream.lastMade = !hasContent;
    stream.hasLength = framing.kind == FramingKind::Length;
    stream.left = framing.length;
    stream.held = hasContent && head.fields.HasToken("Expect", "100-continue");
    m_scheduler->Begin(stream.id, stream.priority);
    const ExchangeId exchange = stream.exchange;
    TakeFrames();
    return exchange;
}

bool
Http2Session::StartResponse(ExchangeId exchange,
                            const ResponseHead& head,
                            Nanoseconds now,
                            std::string* text)
{
    m_now = now;
    Stream* stream = Find(exchange);
    if (m_role != Connection::Role::Server || !stream || stream->started || stream->resetByPeer ||
        FindProblem(head) || head.status == 101)
    {
        return false;
    }
    const Framing framing = GetResponseFraming(head, stream->isHead ? "HEAD" : "GET");
    const bool isInterim = head.status < 200;
    const bool isBare = isInterim || head.status == 204;
    if (framing.kind == FramingKind::Error || (isBare && head.fields.Count("Content-Length") > 0) ||
        (isInterim && stream->refused))
    {
        return false;
    }
    const std::string status = std::to_string(head.status);
    ListResponseFields(head, status, m_fields);
    const bool hasContent = HasRun(framing);
    if (!(isInterim ? m_engine->SubmitInterim(stream->id, m_fields)
                    : m_engine->SubmitResponse(stream->id, m_fields, hasContent)))
    {
        return false;
    }
    if (text)
    {
        *text = WriteHttp2Head(head);
    }
    stream->statuses.Push(head.status);
    if (!isInterim)
    {
        stream->started = true;
        stream->takesContent = hasContent;
        stream->lastMade = !hasContent;
        stream->hasLength = framing.kind == FramingKind::Length;
        stream->left = framing.length;
    }
    TakeFrames();
    return true;
}

bool
Http2Session::AppendContent(ExchangeId exchange, const Content& piece)
{
    Stream* stream = Find(exchange);
    if (!stream || !stream->takesContent || stream->ended ||
        (stream->hasLength && piece.length > stream->left))
    {
        return false;
    }
    if (piece.length == 0)
    {
        return true;
    }
    stream->left -= stream->hasLength ? piece.length : 0;
    stream->unsent += piece.length;
    stream->contents.Push(piece);
    UpdateReady(*stream);
    return true;
}

bool
Http2Session::EndContent(ExchangeId exchange)
{
    Stream* stream = Find(exchange);
    if (!stream || !stream->started)
    {
        return false;
    }
    if (!stream->takesContent || stream->ended)
    {
        return !stream->cut;
    }
    stream->ended = true;
    stream->cut = stream->hasLength && stream->left > 0;
    const bool isWhole = !stream->cut;
    UpdateReady(*stream);
    return isWhole;
}

} // namespace http
} // namespace ns3
