/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-connection.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace ns3
{
namespace http
{

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

Connection::Connection(Role role, const ConnectionOptions& options, std::optional<Nanoseconds> now)
    : Connection(std::make_shared<const ConnectionOptions>(options), role, now)
{
}

Connection::Connection(std::shared_ptr<const ConnectionOptions> options,
                       Role role,
                       std::optional<Nanoseconds> now)
    : m_options(std::move(options)),
      m_role(role),
      m_sinceKnown(now.has_value()),
      m_now(now.value_or(Nanoseconds{0})),
      m_since(m_now),
      m_out(m_options->chunkBytes)
{
    if (role == Role::Client)
    {
        m_head = ResponseHead();
    }
}

// Events

Event&
Connection::PushEvent(EventType type, ExchangeId exchange)
{
    Event event;
    event.type = type;
    event.exchange = exchange;
    m_events.Push(event);
    m_unread += IsAboutInput(type) ? 1 : 0;
    return m_events.Back();
}

bool
Connection::IsAboutInput(EventType type)
{
    return type != EventType::SendStarted && type != EventType::SendFinished;
}

void
Connection::PushHeadEvent(EventType type,
                          ExchangeId exchange,
                          std::size_t headBytes,
                          bool isCurrent)
{
    Event& event = PushEvent(type, exchange);
    event.streamOffset = m_in.GetMessageBegin();
    event.headBytes = static_cast<uint32_t>(headBytes);
    event.begun = m_headBegun;
    m_headIsCurrent = m_headIsCurrent || isCurrent;
}

void
Connection::PushMessageReceived(ExchangeId exchange)
{
    PushEvent(EventType::MessageReceived, exchange).streamOffset = m_in.GetPosition();
    Fields trailers = m_in.GetChunks().ReleaseTrailers();
    if (trailers.GetSize() > 0)
    {
        GetBacklog().trailers.Push({exchange, std::move(trailers)});
    }
}

void
Connection::PushExchangeEnded(const Exchange& exchange, Outcome outcome, bool retryable)
{
    Event& event = PushEvent(EventType::ExchangeEnded, exchange.id);
    event.outcome = outcome;
    event.retryable = retryable;
    event.problem = exchange.problem;
}

Connection::Backlog&
Connection::GetBacklog()
{
    if (!m_backlog)
    {
        m_backlog = std::make_unique<Backlog>();
    }
    return *m_backlog;
}

std::optional<Event>
Connection::NextEvent()
{
    if (m_events.IsEmpty())
    {
        return std::nullopt;
    }
    const Event event = m_events.Front();
    m_events.Pop();
    m_unread -= IsAboutInput(event.type) ? 1 : 0;
    switch (event.type)
    {
    case EventType::RequestReceived:
        if (!m_headIsCurrent)
        {
            m_head = std::move(m_backlog->requests.Front());
            m_backlog->requests.Pop();
        }
        m_headIsCurrent = false;
        break;
    case EventType::InformationalReceived:
    case EventType::ResponseReceived:
        if (!m_headIsCurrent)
        {
            m_head = std::move(m_backlog->responses.Front());
            m_backlog->responses.Pop();
        }
        m_headIsCurrent = false;
        break;
    case EventType::MessageReceived:
        m_trailers.reset();
        if (m_backlog && !m_backlog->trailers.IsEmpty() &&
            m_backlog->trailers.Front().first == event.exchange)
        {
            m_trailers = std::make_unique<Fields>(std::move(m_backlog->trailers.Front().second));
            m_backlog->trailers.Pop();
        }
        break;
    default:
        break;
    }
    // An idle connection holds no storage for what comes later.
    if (m_events.IsEmpty() && m_exchanges.IsEmpty())
    {
        m_events.Release();
        m_backlog.reset();
    }
    return event;
}

const RequestHead&
Connection::GetRequest() const
{
    static const RequestHead NONE;
    const auto* head = std::get_if<RequestHead>(&m_head);
    return head != nullptr ? *head : NONE;
}

const ResponseHead&
Connection::GetResponse() const
{
    static const ResponseHead NONE;
    const auto* head = std::get_if<ResponseHead>(&m_head);
    return head != nullptr ? *head : NONE;
}

const Fields&
Connection::GetTrailers() const
{
    static const Fields NONE;
    return m_trailers ? *m_trailers : NONE;
}

// The connection as a whole

void
Connection::BeginAt(uint64_t received, uint64_t sent)
{
    m_in.BeginAt(received);
    m_out.BeginAt(sent);
}

void
Connection::BecomeTunnel()
{
    // As if a message without content had asked for it.
    m_in.Step(HalfEvent::Begin);
    m_in.Step(HalfEvent::Switch);
    m_out.Step(HalfEvent::Begin);
    m_out.Step(HalfEvent::Switch);
}

bool
Connection::TakesMore(HalfState state) const
{
    return state != HalfState::MustClose && state != HalfState::Ended &&
           state != HalfState::Tunnel && state != HalfState::Error;
}

bool
Connection::IsInHead() const
{
    return m_in.GetState() == HalfState::Head;
}

bool
Connection::IsReusable() const
{
    if (m_closing || m_abort || !TakesMore(m_in.GetState()) || !TakesMore(m_out.GetState()))
    {
        return false;
    }
    if (m_exchanges.IsEmpty())
    {
        return true;
    }
    const Exchange& last = m_exchanges.Back();
    return m_exchanges.Front().persistent && last.persistent &&
           last.method != Exchange::Method::Connect && !last.upgrades;
}

std::size_t
Connection::GetCapacity() const
{
    const std::size_t depth = m_options->pipelineDepth > 0
                                  ? m_options->pipelineDepth
                                  : std::numeric_limits<std::size_t>::max();
    return IsReusable() ? depth - std::min(depth, m_exchanges.GetSize()) : 0;
}

bool
Connection::Cancel(ExchangeId /* exchange */, Outcome /* outcome */)
{
    return false;
}

std::size_t
Connection::GetOpenExchanges() const
{
    return m_exchanges.GetSize();
}

CloseDemand
Connection::GetCloseDemand() const
{
    if (m_abort)
    {
        return CloseDemand::Abort;
    }
    if (m_in.GetState() == HalfState::Tunnel)
    {
        return m_closing ? CloseDemand::HalfClose : CloseDemand::None;
    }
    if (m_role == Role::Client && m_cut && !m_out.HasOutput())
    {
        return CloseDemand::Graceful;
    }
    if (!m_closing || !m_exchanges.IsEmpty() || m_in.GetState() == HalfState::Head ||
        m_refusal == Refusal::Pending || m_refusal == Refusal::Answering)
    {
        return CloseDemand::None;
    }
    return CloseDemand::Graceful;
}

void
Connection::CloseAfterOpenExchanges()
{
    m_closing = true;
    if (m_exchanges.IsEmpty() && m_in.GetState() == HalfState::Idle)
    {
        m_in.Step(HalfEvent::Last);
        m_out.Step(HalfEvent::Last);
    }
}

// Time

void
Connection::RestartIdle(Nanoseconds now)
{
    m_since = now;
}

std::optional<Nanoseconds>
Connection::GetResponseDeadline() const
{
    constexpr Nanoseconds NO_LIMIT{0};
    std::optional<Nanoseconds> deadline;
    if (m_exchanges.IsEmpty())
    {
        return deadline;
    }
    if (m_options->stallTimeout != NO_LIMIT)
    {
        deadline = m_moved + m_options->stallTimeout;
    }
    if (m_exchanges.Front().sent && m_options->responseTimeout != NO_LIMIT)
    {
        const Nanoseconds due = m_exchanges.Front().sentAt + m_options->responseTimeout;
        deadline = deadline ? std::min(*deadline, due) : due;
    }
    return deadline;
}

std::optional<Nanoseconds>
Connection::GetDeadline() const
{
    constexpr Nanoseconds NO_LIMIT{0};
    if (m_role == Role::Client)
    {
        std::optional<Nanoseconds> deadline;
        if (m_out.IsAtHold() && m_options->continueTimeout != NO_LIMIT)
        {
            deadline = m_since + m_options->continueTimeout;
        }
        if (const auto due = GetResponseDeadline())
        {
            deadline = deadline ? std::min(*deadline, *due) : due;
        }
        return deadline;
    }
    const HalfState state = m_in.GetState();
    if (state == HalfState::Head || state == HalfState::Content)
    {
        if (m_options->headTimeout == NO_LIMIT)
        {
            return std::nullopt;
        }
        Nanoseconds due = m_since + m_options->headTimeout;
        if (m_options->minRequestRate > 0)
        {
            const auto bytes = static_cast<double>(m_in.GetPosition() - m_in.GetMessageBegin());
            due += Nanoseconds(static_cast<int64_t>(bytes * 1e9 / m_options->minRequestRate));
        }
        return due;
    }
    const bool isIdle = state == HalfState::Idle && m_exchanges.IsEmpty() && !m_closing;
    if (isIdle && m_sinceKnown && m_options->idleTimeout != NO_LIMIT)
    {
        return m_since + m_options->idleTimeout;
    }
    return std::nullopt;
}

void
Connection::HandleTimeout(Nanoseconds now)
{
    m_now = now;
    const auto deadline = GetDeadline();
    if (!deadline || now < *deadline)
    {
        return;
    }
    if (m_role == Role::Server)
    {
        if (m_in.GetState() == HalfState::Idle)
        {
            CloseAfterOpenExchanges();
        }
        else
        {
            RefuseRequest({408, "the request did not arrive in time"}, Outcome::Truncated);
        }
        return;
    }
    if (m_out.IsAtHold() && now >= m_since + m_options->continueTimeout &&
        m_options->continueTimeout != Nanoseconds{0})
    {
        m_out.Release();
        ForgetHold();
        return;
    }
    const bool isStalled =
        m_options->stallTimeout != Nanoseconds{0} && now >= m_moved + m_options->stallTimeout;
    GiveUp(Outcome::ResponseTimeout,
           isStalled ? "nothing came for too long" : "no complete response in time");
}

} // namespace http
} // namespace ns3
