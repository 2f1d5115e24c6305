/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-connection.h"

#include <algorithm>
#include <limits>

namespace ns3
{
namespace http
{

Connection::Connection(Role role, const ConnectionOptions& options, std::optional<Nanoseconds> now)
    : Connection(std::make_shared<const ConnectionOptions>(options), role, now)
{
}

Connection::Connection(std::shared_ptr<const ConnectionOptions> options,
                       Role role,
                       std::optional<Nanoseconds> now)
    : SessionBase(std::move(options), role, now),
      m_out(m_limits->chunkBytes)
{
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
    const std::size_t depth = m_limits->pipelineDepth > 0 ? m_limits->pipelineDepth
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

std::optional<Nanoseconds>
Connection::GetResponseDeadline() const
{
    constexpr Nanoseconds NO_LIMIT{0};
    std::optional<Nanoseconds> deadline;
    if (m_exchanges.IsEmpty())
    {
        return deadline;
    }
    if (m_limits->stallTimeout != NO_LIMIT)
    {
        deadline = m_moved + m_limits->stallTimeout;
    }
    if (m_exchanges.Front().sent && m_limits->responseTimeout != NO_LIMIT)
    {
        const Nanoseconds due = m_exchanges.Front().sentAt + m_limits->responseTimeout;
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
        if (m_out.IsAtHold() && m_limits->continueTimeout != NO_LIMIT)
        {
            deadline = m_since + m_limits->continueTimeout;
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
        return GetRequestDeadline(m_since, m_in.GetPosition() - m_in.GetMessageBegin());
    }
    const bool isIdle = state == HalfState::Idle && m_exchanges.IsEmpty();
    return isIdle ? GetIdleDeadline() : std::nullopt;
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
    if (m_out.IsAtHold() && now >= m_since + m_limits->continueTimeout &&
        m_limits->continueTimeout != Nanoseconds{0})
    {
        m_out.Release();
        ForgetHold();
        return;
    }
    const bool isStalled =
        m_limits->stallTimeout != Nanoseconds{0} && now >= m_moved + m_limits->stallTimeout;
    GiveUp(Outcome::ResponseTimeout,
           isStalled ? "nothing came for too long" : "no complete response in time");
}

} // namespace http
} // namespace ns3
