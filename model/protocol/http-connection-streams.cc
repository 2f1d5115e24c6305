/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-connection.h"

#include <algorithm>

// What goes through the connection machine in either direction, for both roles.

namespace ns3
{
namespace http
{

// Input

InputDemand
Connection::GetInputDemand() const
{
    InputDemand demand = m_in.GetDemand();
    if (demand.kind == InputKind::Content && !m_exchanges.IsEmpty())
    {
        demand.exchange = m_exchanges.Front().id;
    }
    return demand;
}

std::size_t
Connection::ReceiveText(std::string_view bytes, Nanoseconds now)
{
    m_now = now;
    m_moved = now;
    std::size_t taken = 0;
    while (taken < bytes.size() && m_in.GetDemand().kind == InputKind::Text)
    {
        const std::string_view rest = bytes.substr(taken);
        taken +=
            m_in.GetState() == HalfState::Content ? ReceiveChunkText(rest) : ReceiveHeadText(rest);
    }
    return taken;
}

std::size_t
Connection::ReceiveHeadText(std::string_view bytes)
{
    const bool isClient = m_role == Role::Client;
    if (isClient)
    {
        if (m_exchanges.IsEmpty() || !m_exchanges.Front().started)
        {
            GiveUp(Outcome::PeerClosed, "bytes of a response without a request");
            return 0;
        }
        m_exchanges.Front().heard = true;
    }
    const HalfState before = m_in.GetState();
    if (before == HalfState::Idle)
    {
        m_headBegun = m_now;
    }
    const auto input = m_in.TakeHead(bytes, !isClient, m_limits->maxHeadBytes);
    if (!isClient && before == HalfState::Idle && m_in.GetState() == HalfState::Head)
    {
        m_since = m_now;
        m_sinceKnown = true;
    }
    if (input.problem)
    {
        m_in.ReleaseHead();
        if (isClient)
        {
            GiveUp(Outcome::Malformed, input.problem.text);
        }
        else
        {
            RefuseRequest(input.problem, Outcome::Malformed);
        }
    }
    else if (!input.text.empty())
    {
        if (isClient)
        {
            ReceiveResponseHead(input.text);
        }
        else
        {
            ReceiveRequestHead(input.text);
        }
        m_in.ReleaseHead();
    }
    return input.taken;
}

std::size_t
Connection::ReceiveChunkText(std::string_view bytes)
{
    const std::size_t taken = m_in.TakeChunkText(bytes);
    const ChunkReader& chunks = m_in.GetChunks();
    if (chunks.GetNeed() == ChunkReader::Need::Bad)
    {
        if (m_role == Role::Client)
        {
            GiveUp(Outcome::Malformed, chunks.GetProblem());
        }
        else
        {
            RefuseRequest({chunks.GetStatus(), chunks.GetProblem()}, Outcome::Malformed);
        }
    }
    else if (m_role == Role::Server && m_limits->maxContentBytes > 0 &&
             m_in.GetAnnouncedContent() > m_limits->maxContentBytes)
    {
        RefuseRequest({413, "content that is too long"}, Outcome::Malformed);
    }
    else if (m_in.GetState() == HalfState::Done)
    {
        FinishInbound();
    }
    return taken;
}

void
Connection::ReceiveContent(uint64_t bytes, Nanoseconds now)
{
    m_now = now;
    m_moved = now;
    const InputDemand demand = m_in.GetDemand();
    bytes = std::min(bytes, demand.max);
    if (demand.kind != InputKind::Content || bytes == 0)
    {
        return;
    }
    const bool isTunnel = m_in.GetState() == HalfState::Tunnel;
    const EventType type = isTunnel ? EventType::TunnelReceived : EventType::ContentReceived;
    const ExchangeId exchange = isTunnel ? 0 : m_exchanges.Front().id;
    m_in.TakeContent(bytes);
    PushContent(type, exchange, bytes);
    if (m_in.GetState() == HalfState::Done)
    {
        FinishInbound();
    }
}

void
Connection::FinishInbound()
{
    if (m_role == Role::Client)
    {
        CompleteResponse();
    }
    else
    {
        CompleteRequest();
    }
}

void
Connection::ReportMessage(ExchangeId exchange)
{
    PushMessageReceived(exchange, m_in.GetPosition(), m_in.GetChunks().ReleaseTrailers());
}

void
Connection::ReceiveEnd(Nanoseconds now)
{
    m_now = now;
    if (m_peerEnded)
    {
        return;
    }
    m_peerEnded = true;
    const HalfState before = m_in.GetState();
    const HalfEffect effect = m_in.Step(HalfEvent::End);
    PushEvent(EventType::PeerEnded, 0);
    if (before == HalfState::Tunnel)
    {
        return;
    }
    m_in.ReleaseHead();
    if (m_role == Role::Client)
    {
        ReceiveResponseEnd(before);
    }
    else
    {
        ReceiveRequestEnd(effect);
    }
}

void
Connection::ReceiveAbort(Outcome outcome)
{
    while (!m_exchanges.IsEmpty())
    {
        const Exchange exchange = m_exchanges.Front();
        m_exchanges.Pop();
        // A client that has the whole response has what it wanted.
        const bool isComplete = m_role == Role::Client && exchange.received;
        PushExchangeEnded(exchange.id,
                          isComplete ? Outcome::Complete : outcome,
                          m_role == Role::Client && !exchange.heard,
                          exchange.problem);
    }
    m_in.Step(HalfEvent::Fail);
    m_in.ReleaseHead();
    m_out.Abandon();
    m_refusal = Refusal::None;
    m_closing = true;
    m_abort = true;
}

// Output

bool
Connection::IsOutbound(ExchangeId exchange) const
{
    return m_out.GetState() == HalfState::Tunnel || m_out.GetExchange() == exchange;
}

bool
Connection::AppendContent(ExchangeId exchange, const Content& piece)
{
    return IsOutbound(exchange) && m_out.Append(piece);
}

bool
Connection::EndContent(ExchangeId exchange)
{
    if (!IsOutbound(exchange))
    {
        return false;
    }
    if (m_out.GetState() == HalfState::Tunnel)
    {
        m_closing = true;
    }
    const auto result = m_out.End();
    if (result == OutboundHalf::EndResult::Short)
    {
        m_closing = true;
        m_cut = true;
    }
    else if (result == OutboundHalf::EndResult::Whole && m_role == Role::Client)
    {
        AdvanceRequests();
    }
    TakeMarks();
    return result == OutboundHalf::EndResult::Whole;
}

bool
Connection::HasOutput() const
{
    return m_out.HasOutput();
}

OutputPiece
Connection::PeekOutput()
{
    return m_out.HasOutput() ? m_out.Peek() : OutputPiece{};
}

void
Connection::ConsumeOutput(uint64_t bytes, Nanoseconds now)
{
    m_now = now;
    m_moved = now;
    m_out.Consume(bytes);
    if (m_out.IsAtHold() && bytes > 0)
    {
        m_since = now;
        m_sinceKnown = true;
    }
    TakeMarks();
}

void
Connection::TakeMarks()
{
    while (const auto mark = m_out.TakePassedMark())
    {
        HandleMark(*mark);
    }
}

void
Connection::HandleMark(const OutboundHalf::Mark& mark)
{
    using MarkKind = OutboundHalf::MarkKind;
    if (mark.kind != MarkKind::Cut)
    {
        Event& event = PushEvent(mark.kind == MarkKind::Start ? EventType::SendStarted
                                                              : EventType::SendFinished,
                                 mark.exchange);
        event.status = mark.status;
        event.streamOffset = mark.offset;
    }
    if (m_role == Role::Client)
    {
        if (m_exchanges.IsEmpty() || mark.exchange < m_exchanges.Front().id)
        {
            return;
        }
        Exchange& exchange = m_exchanges.At(mark.exchange - m_exchanges.Front().id);
        if (mark.kind == MarkKind::Start)
        {
            exchange.started = true;
            return;
        }
        exchange.sent = true;
        exchange.sentAt = m_now;
        if (exchange.received)
        {
            CompleteFront();
        }
        return;
    }
    if (mark.kind == MarkKind::Start || mark.kind == MarkKind::Interim)
    {
        return;
    }
    if (m_refusal == Refusal::Answering)
    {
        m_refusal = Refusal::Answered;
    }
    if (!m_exchanges.IsEmpty())
    {
        Exchange& exchange = m_exchanges.Front();
        exchange.sent = true;
        if (mark.kind == MarkKind::Cut)
        {
            exchange.outcome = Outcome::Truncated;
            exchange.persistent = false;
        }
        CompleteServerExchange();
    }
}

} // namespace http
} // namespace ns3
