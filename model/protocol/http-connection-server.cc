/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-connection.h"
#include "http-head-parser.h"
#include "http-head-rules.h"
#include "http-head-writer.h"

// The server's side of the connection machine.

namespace ns3
{
namespace http
{

void
Connection::ReceiveRequestHead(std::string_view text)
{
    if (m_lastExchange == 0 && text == HTTP2_PREFACE_HEAD)
    {
        m_closing = true;
        m_in.Step(HalfEvent::Fail);
        PushEvent(EventType::PrefaceReceived, 0);
        return;
    }
    RequestHead ahead;
    RequestHead& head = ChooseHead(ahead);
    HeadProblem problem = ParseRequestHead(text, head);
    Framing framing;
    if (!problem)
    {
        framing = GetRequestFraming(head);
        problem = CheckRequest(head, framing);
    }
    if (problem)
    {
        RefuseRequest(problem, Outcome::Malformed);
        return;
    }
    ++m_lastExchange;
    m_exchanges.Push(MakeExchange(m_lastExchange, head));
    PushHead(EventType::RequestReceived, m_lastExchange, head, m_in.GetMessageBegin(), text.size());
    m_in.BeginContent(framing, m_limits->maxHeadBytes);
    if (m_in.GetState() == HalfState::Done)
    {
        CompleteRequest();
    }
}

void
Connection::RefuseRequest(const HeadProblem& problem, Outcome outcome)
{
    m_closing = true;
    m_in.Step(HalfEvent::Fail);
    m_in.ReleaseHead();
    ExchangeId id = 0;
    if (!m_exchanges.IsEmpty())
    {
        Exchange& exchange = m_exchanges.Front();
        exchange.outcome = outcome;
        exchange.problem = problem.text;
        exchange.received = true;
        exchange.persistent = false;
        id = exchange.id;
        if (exchange.started)
        {
            // The response is on its way already; no other can be sent.
            CompleteServerExchange();
            return;
        }
    }
    m_refusal = Refusal::Pending;
    PushRefused(id, problem);
}

void
Connection::CompleteRequest()
{
    m_exchanges.Front().received = true;
    ReportMessage(m_exchanges.Front().id);
    CompleteServerExchange();
}

bool
Connection::MustCloseAfter(const ResponseHead& head, const Framing& framing) const
{
    if (m_closing || m_peerEnded || m_refusal == Refusal::Pending)
    {
        return true;
    }
    const Exchange& exchange = m_exchanges.Front();
    if (framing.kind == FramingKind::UntilClose)
    {
        return true;
    }
    // A client that is told of an error early has no reason to send the rest (RFC 9112,
    // section 9.5).
    if (!exchange.received && head.status >= 400)
    {
        return true;
    }
    return !KeepsOpen(exchange.version, exchange.persistent, head);
}

bool
Connection::StartResponse(ExchangeId id,
                          const ResponseHead& head,
                          Nanoseconds now,
                          std::string* text)
{
    m_now = now;
    const bool isRefusal = m_refusal == Refusal::Pending;
    const bool isDue = !m_exchanges.IsEmpty() && !m_exchanges.Front().started;
    const ExchangeId due = m_exchanges.IsEmpty() ? 0 : m_exchanges.Front().id;
    if (m_role != Role::Server || id != due || (!isRefusal && !isDue) ||
        m_out.GetState() != HalfState::Idle)
    {
        return false;
    }
    const Exchange* exchange = isDue ? &m_exchanges.Front() : nullptr;
    const Version version = exchange ? exchange->version : Version::Http11;
    const Framing framing =
        GetResponseFraming(head, exchange ? GetMethodName(exchange->method) : std::string_view());
    const bool isInterim = head.status < 200 && head.status != 101;
    const bool isCoded = head.fields.Count("Transfer-Encoding") > 0;
    const bool isBare = head.status < 200 || head.status == 204;
    // RFC 9112, section 6.1, and RFC 9110, sections 8.6 and 15.2.
    if (framing.kind == FramingKind::Error || (isBare && isCoded) ||
        (isBare && head.fields.Count("Content-Length") > 0) ||
        (version == Version::Http10 && (isInterim || isCoded)) || (isInterim && isRefusal) ||
        (head.status == 101 && (isRefusal || !exchange->upgrades)))
    {
        return false;
    }
    if (framing.kind == FramingKind::Tunnel && (isRefusal || !exchange->received))
    {
        return false;
    }
    const bool isTunnel = framing.kind == FramingKind::Tunnel;
    const bool closes = !isInterim && !isTunnel && MustCloseAfter(head, framing);
    const std::size_t before = m_out.GetText().size();
    if (!(closes ? WriteClosingResponseHead(head, m_out.GetText())
                 : WriteResponseHead(head, m_out.GetText())))
    {
        return false;
    }
    if (text)
    {
        text->assign(m_out.GetText(), before);
    }
    m_out.Begin(id, head.status, isInterim ? Framing{} : framing, isInterim);
    if (isInterim)
    {
        return true;
    }
    m_refusal = isRefusal ? Refusal::Answering : Refusal::None;
    if (isDue)
    {
        Exchange& front = m_exchanges.Front();
        front.started = true;
        front.tunnel = isTunnel;
        front.persistent = front.persistent && !closes;
    }
    return true;
}

void
Connection::CompleteServerExchange()
{
    if (m_exchanges.IsEmpty())
    {
        return;
    }
    const Exchange exchange = m_exchanges.Front();
    // A request whose response ends the connection need not arrive whole.
    if (!exchange.sent || (!exchange.received && exchange.persistent))
    {
        return;
    }
    m_exchanges.Pop();
    PushExchangeEnded(exchange.id, exchange.outcome, false, exchange.problem);
    if (exchange.tunnel)
    {
        m_in.Step(HalfEvent::Switch);
        PushEvent(EventType::TunnelStarted, exchange.id);
        return;
    }
    m_since = m_now;
    m_sinceKnown = true;
    if (exchange.persistent && !m_closing && !m_peerEnded)
    {
        m_in.Step(HalfEvent::Next);
        m_out.Step(HalfEvent::Next);
        return;
    }
    m_closing = true;
    m_in.Step(exchange.received ? HalfEvent::Last : HalfEvent::Fail);
    m_out.Step(HalfEvent::Last);
}

void
Connection::ReceiveRequestEnd(HalfEffect effect)
{
    if (effect == HalfEffect::Cut)
    {
        RefuseRequest({400, "the peer closed inside the request"}, Outcome::Truncated);
        return;
    }
    m_closing = true;
}

} // namespace http
} // namespace ns3
