/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-session-base.h"

#include <tuple>

namespace ns3
{
namespace http
{

namespace
{

constexpr Nanoseconds NO_LIMIT{0};

} // namespace

bool
ConnectionOptions::operator==(const ConnectionOptions& other) const
{
    const auto tie = [](const ConnectionOptions& o) {
        return std::tie(o.maxContentBytes,
                        o.maxHeadBytes,
                        o.pipelineDepth,
                        o.chunkBytes,
                        o.headTimeout,
                        o.minRequestRate,
                        o.idleTimeout,
                        o.responseTimeout,
                        o.stallTimeout,
                        o.continueTimeout);
    };
    return tie(*this) == tie(other);
}

SessionBase::SessionBase(std::shared_ptr<const ConnectionOptions> limits,
                         Role role,
                         std::optional<Nanoseconds> now)
    : m_limits(std::move(limits)),
      m_role(role),
      m_sinceKnown(now.has_value()),
      m_now(now.value_or(Nanoseconds{0})),
      m_since(m_now),
      m_moved(m_now)
{
    if (role == Role::Client)
    {
        m_head = ResponseHead();
    }
}

// Events

Event&
SessionBase::PushEvent(EventType type, ExchangeId exchange)
{
    Event& event = m_events.Add();
    event.type = type;
    event.exchange = exchange;
    m_unread += IsAboutInput(type) ? 1 : 0;
    return event;
}

void
SessionBase::PushContent(EventType type, ExchangeId exchange, uint64_t bytes)
{
    if (!m_events.IsEmpty() && m_events.Back().type == type && m_events.Back().exchange == exchange)
    {
        m_events.Back().length += bytes;
        return;
    }
    PushEvent(type, exchange).length = bytes;
}

void
SessionBase::PushMessageReceived(ExchangeId exchange, uint64_t end, Fields&& trailers)
{
    PushEvent(EventType::MessageReceived, exchange).streamOffset = end;
    if (trailers.GetSize() > 0)
    {
        GetBacklog().trailers.Push({exchange, std::move(trailers)});
    }
}

void
SessionBase::PushExchangeEnded(ExchangeId exchange,
                               Outcome outcome,
                               bool retryable,
                               const char* problem)
{
    Event& event = PushEvent(EventType::ExchangeEnded, exchange);
    event.outcome = outcome;
    event.retryable = retryable;
    event.problem = problem;
}

void
SessionBase::PushRefused(ExchangeId exchange, const HeadProblem& problem)
{
    Event& event = PushEvent(EventType::RequestRefused, exchange);
    event.status = problem.status;
    event.problem = problem.text;
}

void
SessionBase::ForgetBeyond(ExchangeId last)
{
    Fifo<Event> events;
    for (m_unread = 0; !m_events.IsEmpty(); m_events.Pop())
    {
        const Event& event = m_events.Front();
        if (event.exchange <= last)
        {
            events.Push(event);
            m_unread += IsAboutInput(event.type) ? 1 : 0;
        }
    }
    m_events = std::move(events);
    m_headIsCurrent = false;
    Fifo<std::pair<ExchangeId, Fields>> trailers;
    for (auto& all = GetBacklog().trailers; !all.IsEmpty(); all.Pop())
    {
        if (all.Front().first <= last)
        {
            trailers.Push(std::move(all.Front()));
        }
    }
    m_backlog->trailers = std::move(trailers);
    std::get<Fifo<RequestHead>>(m_backlog->heads).Clear();
}

SessionBase::Backlog&
SessionBase::GetBacklog()
{
    if (!m_backlog)
    {
        m_backlog = std::make_unique<Backlog>();
    }
    return *m_backlog;
}

template <typename Head>
void
SessionBase::TakeHead()
{
    if (!m_headIsCurrent)
    {
        auto& heads = std::get<Fifo<Head>>(m_backlog->heads);
        m_head = std::move(heads.Front());
        heads.Pop();
    }
    m_headIsCurrent = false;
}

std::optional<Event>
SessionBase::NextEvent()
{
    std::optional<Event> event;
    if (m_events.IsEmpty())
    {
        return event;
    }
    event = m_events.Front();
    m_events.Pop();
    m_unread -= IsAboutInput(event->type) ? 1 : 0;
    switch (event->type)
    {
    case EventType::RequestReceived:
        TakeHead<RequestHead>();
        break;
    case EventType::InformationalReceived:
    case EventType::ResponseReceived:
        TakeHead<ResponseHead>();
        break;
    case EventType::MessageReceived:
        m_trailers.reset();
        if (m_backlog && !m_backlog->trailers.IsEmpty() &&
            m_backlog->trailers.Front().first == event->exchange)
        {
            m_trailers = std::make_unique<Fields>(std::move(m_backlog->trailers.Front().second));
            m_backlog->trailers.Pop();
        }
        break;
    default:
        break;
    }
    // An idle connection of the many that HTTP/1 opens holds no storage for what comes later.
    if (m_events.IsEmpty() && GetOpenExchanges() == 0 && !IsMultiplexed())
    {
        m_events.Release();
        m_backlog.reset();
    }
    return event;
}

const RequestHead&
SessionBase::GetRequest() const
{
    static const RequestHead NONE;
    const auto* head = std::get_if<RequestHead>(&m_head);
    return head != nullptr ? *head : NONE;
}

const ResponseHead&
SessionBase::GetResponse() const
{
    static const ResponseHead NONE;
    const auto* head = std::get_if<ResponseHead>(&m_head);
    return head != nullptr ? *head : NONE;
}

const Fields&
SessionBase::GetTrailers() const
{
    static const Fields NONE;
    return m_trailers ? *m_trailers : NONE;
}

// Requests and time

HeadProblem
SessionBase::CheckRequest(const RequestHead& head, const Framing& framing) const
{
    if (framing.kind == FramingKind::Error)
    {
        return {framing.status, framing.problem};
    }
    if (m_limits->maxContentBytes > 0 && framing.length > m_limits->maxContentBytes)
    {
        return {413, "content that is too long"};
    }
    const auto expectation = head.fields.Get("Expect");
    if (expectation && head.version != Version::Http10 &&
        !EqualsIgnoreCase(*expectation, "100-continue"))
    {
        return {417, "an expectation other than 100-continue"};
    }
    return {};
}

std::optional<Nanoseconds>
SessionBase::GetRequestDeadline(Nanoseconds since, uint64_t bytes) const
{
    if (m_limits->headTimeout == NO_LIMIT)
    {
        return std::nullopt;
    }
    Nanoseconds due = since + m_limits->headTimeout;
    if (m_limits->minRequestRate > 0)
    {
        const double time = static_cast<double>(bytes) * 1e9 / m_limits->minRequestRate;
        due += Nanoseconds(static_cast<int64_t>(time));
    }
    return due;
}

std::optional<Nanoseconds>
SessionBase::GetIdleDeadline() const
{
    const bool isLimited = m_sinceKnown && !m_closing && m_limits->idleTimeout != NO_LIMIT;
    return isLimited ? std::optional<Nanoseconds>(m_since + m_limits->idleTimeout) : std::nullopt;
}

} // namespace http
} // namespace ns3
