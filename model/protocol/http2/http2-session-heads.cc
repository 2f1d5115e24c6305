/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http2-session.h"

#include "ns3/http-head-rules.h"

#include <algorithm>
#include <nghttp2/nghttp2.h>
#include <string>
#include <vector>

// How messages begin and end that the HTTP/2 machine sends.

namespace ns3
{
namespace http
{

namespace
{

/// A head as nghttp2 takes it: views of its fields.
using FieldList = std::vector<nghttp2_nv>;

constexpr double WEIGHT_STEPS = 255.9 / 7.0; //!< between urgencies, as Chromium maps them

/// @brief Whether a message has content on its way. @param framing what its head says @return
/// whether
bool
HasRun(const Framing& framing)
{
    return framing.kind == FramingKind::Chunked || framing.kind == FramingKind::UntilClose ||
           (framing.kind == FramingKind::Length && framing.length > 0);
}

/// @brief Adds a field. @param name, value it @param list where
void
AddField(std::string_view name, std::string_view value, FieldList& list)
{
    const auto bytes = [](std::string_view text) {
        // nghttp2 only reads them.
        return reinterpret_cast<uint8_t*>(const_cast<char*>(text.data()));
    };
    list.push_back({bytes(name), bytes(value), name.size(), value.size(), NGHTTP2_NV_FLAG_NONE});
}

/// @brief Adds those fields of a head that HTTP/2 has. @param fields, list from where to where
void
AddFields(const Fields& fields, FieldList& list)
{
    for (std::size_t i = 0; i < fields.GetSize(); ++i)
    {
        const Fields::Line line = fields.GetLine(i);
        if (!IsConnectionField(fields, line))
        {
            AddField(line.name, line.value, list);
        }
    }
}

/**
 * @brief A request as fields (RFC 9113, section 8.3.1): the pseudo-header fields, then the others.
 * @param head the head; its target in origin, absolute or asterisk form
 * @param scheme the scheme, unless the target says it
 * @return the fields; valid as long as the head and the scheme
 */
FieldList
ListRequestFields(const RequestHead& head, std::string_view scheme)
{
    std::string_view path = head.target;
    std::string_view authority = head.fields.Get("Host").value_or("");
    const std::size_t mark = path.find("://");
    if (mark != std::string_view::npos && path.front() != '/')
    {
        scheme = path.substr(0, mark);
        const std::string_view rest = path.substr(mark + 3);
        const std::size_t slash = std::min(rest.find_first_of("/?"), rest.size());
        authority = rest.substr(0, slash);
        path = slash == rest.size() ? "/" : rest.substr(slash);
    }
    FieldList list;
    list.reserve(head.fields.GetSize() + 4);
    AddField(":method", head.method, list);
    AddField(":scheme", scheme, list);
    AddField(":authority", authority, list);
    AddField(":path", path, list);
    AddFields(head.fields, list);
    return list;
}

} // namespace

/// @brief What nghttp2 calls for content.
struct Http2Session::ContentSource
{
    /// @brief Asks how much of a stream's content the next DATA frame has; it is not copied. The
    /// parameters are those that nghttp2.h names, the last is the session. @return bytes, or why
    /// there are none
    static ssize_t OnRead(nghttp2_session* /* library */,
                          int32_t id,
                          uint8_t* /* buffer */,
                          std::size_t length,
                          uint32_t* flags,
                          nghttp2_data_source* /* source */,
                          void* data)
    {
        auto& self = *static_cast<Http2Session*>(data);
        Stream* stream = self.FindStream(id);
        if (!stream)
        {
            return NGHTTP2_ERR_DEFERRED;
        }
        const bool isChosen = stream->id == self.m_chosen;
        const uint64_t bytes = isChosen ? self.TakeContent(*stream, length) : 0;
        stream->deferred = !isChosen || (bytes == 0 && !stream->lastMade);
        if (stream->deferred)
        {
            return NGHTTP2_ERR_DEFERRED;
        }
        self.m_chosen = 0;
        *flags |= NGHTTP2_DATA_FLAG_NO_COPY;
        *flags |= stream->lastMade ? NGHTTP2_DATA_FLAG_EOF : NGHTTP2_DATA_FLAG_NONE;
        return static_cast<ssize_t>(bytes);
    }

    /// @brief For a head. @return what its content is asked of
    static nghttp2_data_provider Make()
    {
        nghttp2_data_provider provider{};
        provider.read_callback = OnRead;
        return provider;
    }
};

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
    if (m_role != Role::Client || GetCapacity() == 0 || head.method == "CONNECT" ||
        framing.kind == FramingKind::Error || FindProblem(head))
    {
        return std::nullopt;
    }
    const bool hasContent = HasRun(framing);
    Stream& stream = AddStream(0);
    SetPriority(head, stream);
    const StreamPriority weight = GetWeight(stream);
    nghttp2_priority_spec spec;
    nghttp2_priority_spec_init(&spec, weight.parent, weight.weight, weight.exclusive ? 1 : 0);
    const bool hasWeight = m_options->priorities != Http2PrioritySignal::None;
    const FieldList fields = ListRequestFields(head, m_options->scheme);
    const nghttp2_data_provider content = ContentSource::Make();
    const int32_t id = nghttp2_submit_request(m_library.get(),
                                              hasWeight ? &spec : nullptr,
                                              fields.data(),
                                              fields.size(),
                                              hasContent ? &content : nullptr,
                                              nullptr);
    stream.id = static_cast<uint32_t>(id);
    if (id <= 0)
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
    if (m_role != Role::Server || !stream || stream->started || stream->resetByPeer ||
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
    FieldList fields;
    fields.reserve(head.fields.GetSize() + 1);
    AddField(":status", status, fields);
    AddFields(head.fields, fields);
    const bool hasContent = HasRun(framing);
    const nghttp2_data_provider content = ContentSource::Make();
    const int error = isInterim ? nghttp2_submit_headers(m_library.get(),
                                                         NGHTTP2_FLAG_NONE,
                                                         stream->id,
                                                         nullptr,
                                                         fields.data(),
                                                         fields.size(),
                                                         nullptr)
                                : nghttp2_submit_response(m_library.get(),
                                                          stream->id,
                                                          fields.data(),
                                                          fields.size(),
                                                          hasContent ? &content : nullptr);
    if (error != 0)
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
