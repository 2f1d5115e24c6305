/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http2-session.h"

#include <algorithm>
#include <nghttp2/nghttp2.h>
#include <utility>
#include <vector>

// Endings of the HTTP/2 machine: of streams and of the connection, and what is due when.

namespace ns3
{
namespace http
{

bool
Http2Session::Pause(ExchangeId exchange, bool isPaused)
{
    Stream* stream = Find(exchange);
    if (stream)
    {
        stream->paused = isPaused;
        if (!isPaused && stream->withheld > 0)
        {
            nghttp2_session_consume_stream(m_library.get(), stream->id, stream->withheld);
            stream->withheld = 0;
            TakeFrames();
        }
    }
    return true;
}

void
Http2Session::EndExchange(Stream& stream, Outcome outcome, bool retryable, const char* problem)
{
    PushExchangeEnded(stream.exchange, outcome, retryable, problem);
    const uint32_t id = stream.id;
    if (m_options->traces)
    {
        m_numbers[stream.exchange] = id;
    }
    stream.contents.Clear();
    stream.unsent = 0;
    stream.ended = false;
    stream.cut = false;
    UpdateReady(stream);
    m_scheduler->End(id);
    m_streams.erase(std::find_if(m_streams.begin(), m_streams.end(), [id](const auto& one) {
        return one->id == id;
    }));
    m_since = m_now;
    m_sinceKnown = true;
}

void
Http2Session::EndAll(Outcome outcome, const char* problem)
{
    while (!m_streams.empty())
    {
        Stream& stream = *m_streams.front();
        const bool isClient = m_role == Role::Client;
        const bool isComplete = isClient && stream.received;
        EndExchange(stream,
                    isComplete ? Outcome::Complete : outcome,
                    isClient && !stream.heard,
                    isComplete ? "" : problem);
    }
}

void
Http2Session::Break(const char* problem)
{
    if (m_broken)
    {
        return;
    }
    m_broken = true;
    m_closing = true;
    EndAll(Outcome::Malformed, problem);
}

void
Http2Session::FinishClosed(Stream& stream, uint32_t code)
{
    if (m_role == Role::Server)
    {
        if (code == NGHTTP2_NO_ERROR || stream.sent || stream.refused)
        {
            EndExchange(stream, stream.outcome, false, stream.problem);
            return;
        }
        const Outcome outcome = stream.cut           ? Outcome::Truncated
                                : stream.resetByPeer ? Outcome::Reset
                                                     : Outcome::Malformed;
        EndExchange(stream, outcome, false, GetHttp2ErrorName(code));
        return;
    }
    if (stream.received)
    {
        EndExchange(stream, stream.outcome, false, stream.problem);
    }
    else if (code == NGHTTP2_REFUSED_STREAM)
    {
        EndExchange(stream, Outcome::PeerClosed, true, GetHttp2ErrorName(code));
        m_events.Back().unprocessed = true;
    }
    else
    {
        EndExchange(stream,
                    stream.resetByPeer ? Outcome::Reset : Outcome::Malformed,
                    !stream.heard,
                    GetHttp2ErrorName(code));
    }
}

void
Http2Session::Refuse(Stream& stream, const HeadProblem& problem, Outcome outcome)
{
    stream.refused = true;
    stream.outcome = outcome;
    stream.problem = problem.text;
    // Where the response is on its way already, no other can be sent.
    if (!stream.started)
    {
        PushRefused(stream.exchange, problem);
    }
}

bool
Http2Session::Cancel(ExchangeId exchange, Outcome outcome)
{
    Stream* stream = Find(exchange);
    if (stream)
    {
        ResetStream(stream->id, NGHTTP2_CANCEL);
        EndExchange(*stream, outcome, false, stream->problem);
        TakeFrames();
    }
    return true;
}

void
Http2Session::ReceiveEnd(Nanoseconds now)
{
    m_now = now;
    if (m_peerEnded)
    {
        return;
    }
    m_peerEnded = true;
    m_closing = true;
    PushEvent(EventType::PeerEnded, 0);
    // Nothing can be acknowledged any more: neither end can finish.
    while (!m_streams.empty())
    {
        Stream& stream = *m_streams.front();
        const bool isClient = m_role == Role::Client;
        const bool isWhole = stream.received && isClient;
        const bool isCut = isClient ? stream.heard : !stream.received;
        EndExchange(stream,
                    isWhole ? Outcome::Complete
                    : isCut ? Outcome::Truncated
                            : Outcome::PeerClosed,
                    isClient && !stream.heard,
                    "");
    }
}

void
Http2Session::ReceiveAbort(Outcome outcome)
{
    EndAll(outcome, "");
    m_closing = true;
    m_abort = true;
    m_text.clear();
    m_textBegin = 0;
    m_dataHeaderLeft = 0;
    m_data.Clear();
    m_marks.Clear();
    m_ready.clear();
}

CloseDemand
Http2Session::GetCloseDemand() const
{
    if (m_abort)
    {
        return CloseDemand::Abort;
    }
    return m_closing && m_streams.empty() ? CloseDemand::Graceful : CloseDemand::None;
}

uint32_t
Http2Session::ForgetUntold()
{
    // What nobody has heard of was not processed, and the client is told so.
    ForgetBeyond(m_told);
    while (!m_streams.empty() && m_streams.back()->exchange > m_told)
    {
        Stream& stream = *m_streams.back();
        stream.contents.Clear();
        stream.closed = true;
        UpdateReady(stream);
        m_scheduler->End(stream.id);
        m_places.erase(stream.exchange);
        m_streams.pop_back();
    }
    return m_toldStream;
}

void
Http2Session::CloseAfterOpenExchanges()
{
    m_closing = true;
    if (!m_goneAway && !m_abort && !m_broken)
    {
        m_goneAway = true;
        if (m_role == Role::Client && !m_options->saysGoAway)
        {
            return;
        }
        nghttp2_submit_goaway(m_library.get(),
                              NGHTTP2_FLAG_NONE,
                              m_role == Role::Server ? ForgetUntold() : 0,
                              NGHTTP2_NO_ERROR,
                              nullptr,
                              0);
        TakeFrames();
    }
}

void
Http2Session::Ping()
{
    if (!m_abort && !m_broken)
    {
        ++m_pings;
        nghttp2_submit_ping(m_library.get(), NGHTTP2_FLAG_NONE, nullptr);
        TakeFrames();
    }
}

// Time

std::optional<Nanoseconds>
Http2Session::GetStreamDeadline(const Stream& stream) const
{
    constexpr Nanoseconds NO_LIMIT{0};
    if (m_role == Role::Client)
    {
        const Nanoseconds limit = stream.held   ? m_limits->continueTimeout
                                  : stream.sent ? m_limits->responseTimeout
                                                : NO_LIMIT;
        const bool isDue = limit != NO_LIMIT && !stream.received;
        return isDue ? std::optional<Nanoseconds>(stream.since + limit) : std::nullopt;
    }
    return stream.received || stream.refused
               ? std::nullopt
               : GetRequestDeadline(stream.since, stream.contentReceived);
}

std::optional<Nanoseconds>
Http2Session::GetDeadline() const
{
    constexpr Nanoseconds NO_LIMIT{0};
    if (m_abort || m_broken)
    {
        return std::nullopt;
    }
    const bool isClient = m_role == Role::Client;
    if (m_isAsked && IsSilent())
    {
        return m_started + SILENCE;
    }
    if (m_streams.empty())
    {
        return isClient ? std::nullopt : GetIdleDeadline();
    }
    std::optional<Nanoseconds> deadline;
    if (isClient && m_limits->stallTimeout != NO_LIMIT)
    {
        deadline = m_moved + m_limits->stallTimeout;
    }
    for (const auto& stream : m_streams)
    {
        const auto due = GetStreamDeadline(*stream);
        deadline = due && (!deadline || *due < *deadline) ? due : deadline;
    }
    return deadline;
}

void
Http2Session::HandleTimeout(Nanoseconds now)
{
    constexpr Nanoseconds NO_LIMIT{0};
    m_now = now;
    // Silence ends with the present moment.
    const auto deadline = GetDeadline();
    if (!deadline || now < *deadline)
    {
        return;
    }
    if (m_streams.empty())
    {
        CloseAfterOpenExchanges();
        return;
    }
    if (m_role == Role::Client && m_limits->stallTimeout != NO_LIMIT &&
        now >= m_moved + m_limits->stallTimeout)
    {
        EndAll(Outcome::ResponseTimeout, "nothing came for too long");
        ReceiveAbort(Outcome::ResponseTimeout);
        return;
    }
    std::vector<ExchangeId> late;
    for (const auto& stream : m_streams)
    {
        const auto due = GetStreamDeadline(*stream);
        if (due && now >= *due)
        {
            late.push_back(stream->exchange);
        }
    }
    for (const ExchangeId exchange : late)
    {
        TimeOut(*Find(exchange));
    }
}

void
Http2Session::TimeOut(Stream& stream)
{
    if (m_role == Role::Server)
    {
        Refuse(stream, {408, "the request did not arrive in time"}, Outcome::Truncated);
    }
    else if (stream.held)
    {
        stream.held = false;
        UpdateReady(stream);
    }
    else
    {
        stream.problem = "no complete response in time";
        Cancel(stream.exchange, Outcome::ResponseTimeout);
    }
}

} // namespace http
} // namespace ns3
