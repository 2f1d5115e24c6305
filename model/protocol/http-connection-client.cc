/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-connection.h"
#include "http-head-parser.h"
#include "http-head-rules.h"
#include "http-head-writer.h"

// The client's side of the connection machine.

namespace ns3
{
namespace http
{

std::string_view
Connection::GetMethodName(Exchange::Method method)
{
    switch (method)
    {
    case Exchange::Method::Head:
        return "HEAD";
    case Exchange::Method::Connect:
        return "CONNECT";
    case Exchange::Method::Other:
        break;
    }
    return {};
}

Connection::Exchange
Connection::MakeExchange(ExchangeId id, const RequestHead& head)
{
    Exchange exchange;
    exchange.id = id;
    if (head.method == "HEAD")
    {
        exchange.method = Exchange::Method::Head;
    }
    else if (head.method == "CONNECT")
    {
        exchange.method = Exchange::Method::Connect;
    }
    exchange.version = head.version;
    exchange.persistent = IsPersistent(head.version, head.fields);
    exchange.upgrades = head.fields.Get("Upgrade").has_value();
    return exchange;
}

std::optional<ExchangeId>
Connection::StartRequest(const RequestHead& head, Nanoseconds now, std::string* text)
{
    m_now = now;
    if (m_role != Role::Client || GetCapacity() == 0 || m_out.GetState() != HalfState::Idle)
    {
        return std::nullopt;
    }
    const Framing framing = GetRequestFraming(head);
    const std::size_t before = m_out.GetText().size();
    if (framing.kind == FramingKind::Error || !WriteRequestHead(head, m_out.GetText()))
    {
        return std::nullopt;
    }
    if (text)
    {
        text->assign(m_out.GetText(), before);
    }
    ++m_lastExchange;
    m_moved = m_exchanges.IsEmpty() ? now : m_moved;
    m_exchanges.Push(MakeExchange(m_lastExchange, head));
    m_out.Begin(m_lastExchange, 0, framing, false);
    // One hold at a time: a client may always send without waiting (RFC 9110, section 10.1.1).
    if (m_out.GetState() == HalfState::Content && !m_out.IsHolding() &&
        head.version == Version::Http11 && head.fields.HasToken("Expect", "100-continue"))
    {
        m_out.Hold();
        m_exchanges.Back().held = true;
    }
    AdvanceRequests();
    return m_lastExchange;
}

void
Connection::AdvanceRequests()
{
    if (m_out.GetState() != HalfState::Done)
    {
        return;
    }
    if (m_exchanges.IsEmpty())
    {
        m_out.Step(m_closing ? HalfEvent::Last : HalfEvent::Next);
        return;
    }
    const Exchange& last = m_exchanges.Back();
    if (!last.persistent)
    {
        m_out.Step(HalfEvent::Last);
    }
    else if (last.method != Exchange::Method::Connect && !last.upgrades)
    {
        m_out.Step(HalfEvent::Next);
    }
}

bool
Connection::IsHeldRequest() const
{
    return m_out.IsHolding() && m_exchanges.Front().held;
}

void
Connection::ForgetHold()
{
    for (std::size_t i = 0; i < m_exchanges.GetSize(); ++i)
    {
        m_exchanges.At(i).held = false;
    }
}

void
Connection::ReceiveResponseHead(std::string_view text)
{
    ResponseHead ahead;
    ResponseHead& head = ChooseHead(ahead);
    if (const HeadProblem problem = ParseResponseHead(text, head))
    {
        GiveUp(Outcome::Malformed, problem.text);
        return;
    }
    Exchange& front = m_exchanges.Front();
    const Framing framing = GetResponseFraming(head, GetMethodName(front.method));
    if (framing.kind == FramingKind::Error)
    {
        GiveUp(Outcome::Malformed, framing.problem);
        return;
    }
    if (framing.kind == FramingKind::Tunnel &&
        (m_out.GetState() != HalfState::Done || m_exchanges.GetSize() > 1 || !front.sent ||
         (head.status == 101 && !front.upgrades)))
    {
        GiveUp(Outcome::Malformed, "a switch of protocols that was not asked for");
        return;
    }
    const bool isInterim = head.status < 200 && head.status != 101;
    const uint16_t status = head.status;
    const bool keepsOpen = KeepsOpen(front.version, front.persistent, head);
    PushHead(isInterim ? EventType::InformationalReceived : EventType::ResponseReceived,
             front.id,
             head,
             m_in.GetMessageBegin(),
             text.size());
    if (isInterim)
    {
        m_in.Step(HalfEvent::Interim);
        if (status == 100 && IsHeldRequest())
        {
            m_out.Release();
            ForgetHold();
        }
        return;
    }
    front.persistent = keepsOpen && framing.kind != FramingKind::UntilClose;
    front.tunnel = framing.kind == FramingKind::Tunnel;
    if (!front.sent && (IsHeldRequest() || status >= 400 || !front.persistent))
    {
        StopUnsentRequest();
    }
    m_in.BeginContent(framing, m_limits->maxHeadBytes);
    if (front.tunnel)
    {
        StartTunnel();
    }
    else if (m_in.GetState() == HalfState::Done)
    {
        CompleteResponse();
    }
}

void
Connection::StopUnsentRequest()
{
    // The server has answered without the rest of the request (RFC 9112, section 9.5).
    m_out.Abandon();
    ForgetHold();
    m_abandoned = true;
    m_exchanges.Front().persistent = false;
}

void
Connection::StartTunnel()
{
    ReportMessage(m_exchanges.Front().id);
    EndFront(Outcome::Complete, false, "");
    m_out.Step(HalfEvent::Switch);
    PushEvent(EventType::TunnelStarted, m_lastExchange);
}

void
Connection::CompleteResponse()
{
    Exchange& front = m_exchanges.Front();
    front.received = true;
    ReportMessage(front.id);
    // Otherwise it is complete once the rest of the request is out.
    if (front.sent || m_abandoned)
    {
        CompleteFront();
    }
}

void
Connection::CompleteFront()
{
    const bool persistent = m_exchanges.Front().persistent;
    EndFront(Outcome::Complete, false, "");
    if (persistent && !m_peerEnded && !(m_closing && m_exchanges.IsEmpty()))
    {
        m_in.Step(HalfEvent::Next);
        AdvanceRequests();
        return;
    }
    m_in.Step(HalfEvent::Last);
    AbandonOthers();
}

void
Connection::EndFront(Outcome outcome, bool retryable, const char* problem)
{
    PushExchangeEnded(m_exchanges.Front().id, outcome, retryable, problem);
    m_exchanges.Pop();
}

void
Connection::AbandonOthers()
{
    while (!m_exchanges.IsEmpty())
    {
        EndFront(Outcome::PeerClosed, true, "");
    }
    m_out.Abandon();
    m_closing = true;
}

void
Connection::GiveUp(Outcome front, const char* problem)
{
    if (!m_exchanges.IsEmpty())
    {
        const bool heard = m_exchanges.Front().heard;
        const bool received = m_exchanges.Front().received;
        EndFront(received ? Outcome::Complete : front, !heard, received ? "" : problem);
    }
    AbandonOthers();
    m_in.Step(HalfEvent::Fail);
    m_abort = true;
}

void
Connection::ReceiveResponseEnd(HalfState before)
{
    if (!m_exchanges.IsEmpty() && before != HalfState::Error)
    {
        Exchange& front = m_exchanges.Front();
        if (before == HalfState::UntilClose)
        {
            front.received = true;
            ReportMessage(front.id);
        }
        if (front.received)
        {
            EndFront(Outcome::Complete, false, "");
        }
        else if (front.heard)
        {
            EndFront(Outcome::Truncated, false, "the peer closed inside the response");
        }
    }
    AbandonOthers();
}

} // namespace http
} // namespace ns3
