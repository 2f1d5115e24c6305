/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-transcript.h"

#include <algorithm>

namespace ns3
{
namespace http
{

Transcript::Transcript(Connection::Role role, const ConnectionOptions& options)
    : m_connection(role, options),
      m_role(role)
{
}

void
Transcript::Request(const std::vector<std::string>& methods)
{
    for (const auto& method : methods)
    {
        RequestHead head;
        head.method = method;
        head.fields.Add("Host", "a");
        if (method == "CONNECT")
        {
            head.target = "a:80";
        }
        else if (method == "X-UPGRADE")
        {
            head.method = "GET";
            head.fields.Add("Connection", "upgrade");
            head.fields.Add("Upgrade", "x");
        }
        if (const auto exchange = m_connection.StartRequest(head, m_now, nullptr))
        {
            m_connection.EndContent(*exchange);
        }
        else
        {
            Say("not taken");
        }
    }
    Settle();
}

void
Transcript::Receive(std::string_view bytes)
{
    m_now += Nanoseconds(1);
    while (!bytes.empty())
    {
        const InputDemand demand = m_connection.GetInputDemand();
        std::size_t taken = 0;
        if (demand.kind == InputKind::Text)
        {
            taken = m_connection.ReceiveText(bytes, m_now);
        }
        else if (demand.kind == InputKind::Content)
        {
            taken = static_cast<std::size_t>(std::min<uint64_t>(demand.max, bytes.size()));
            m_connection.ReceiveContent(taken, m_now);
        }
        Settle();
        bytes.remove_prefix(taken);
        if (taken == 0 && m_connection.GetInputDemand().kind != InputKind::Text)
        {
            // Paused for ever, or ended: the rest has no meaning.
            return;
        }
    }
}

void
Transcript::ReceiveEnd()
{
    m_now += Nanoseconds(1);
    m_connection.ReceiveEnd(m_now);
    Settle();
}

void
Transcript::Settle()
{
    for (;;)
    {
        if (const auto event = m_connection.NextEvent())
        {
            Say(*event);
            ResponseHead head;
            head.status = event->status;
            head.reason = "";
            if (event->type == EventType::RequestRefused)
            {
                head.fields.Add("Content-Length", "0");
                m_connection.StartResponse(event->exchange, head, m_now, nullptr);
            }
            else if (event->type == EventType::MessageReceived &&
                     m_role == Connection::Role::Server)
            {
                head.status = 204;
                m_connection.StartResponse(event->exchange, head, m_now, nullptr);
            }
        }
        else if (m_connection.HasOutput())
        {
            const OutputPiece piece = m_connection.PeekOutput();
            m_sent += piece.text;
            m_sent += std::string(piece.text.empty() ? piece.content.length : 0, '.');
            m_connection.ConsumeOutput(piece.text.empty() ? piece.content.length
                                                          : piece.text.size(),
                                       m_now);
        }
        else
        {
            return;
        }
    }
}

void
Transcript::Say(const std::string& word)
{
    m_text += (m_text.empty() ? "" : "; ") + word;
}

void
Transcript::Say(const Event& event)
{
    if (event.type == EventType::ContentReceived || event.type == EventType::TunnelReceived)
    {
        m_content += event.length;
        return;
    }
    if (m_content > 0)
    {
        Say("content " + std::to_string(m_content));
        m_content = 0;
    }
    const Fields& trailers = m_connection.GetTrailers();
    switch (event.type)
    {
    case EventType::RequestReceived:
        Say(m_connection.GetRequest().method + " " + m_connection.GetRequest().target);
        break;
    case EventType::InformationalReceived:
    case EventType::ResponseReceived:
        Say(std::to_string(m_connection.GetResponse().status));
        break;
    case EventType::MessageReceived:
        Say("end");
        for (std::size_t i = 0; i < trailers.GetSize(); ++i)
        {
            Say("trailer " + std::string(trailers.GetLine(i).name));
        }
        break;
    case EventType::RequestRefused:
        Say("refuse " + std::to_string(event.status) +
            (*event.problem != '\0' ? "" : " without a reason"));
        break;
    case EventType::ExchangeEnded:
        if (m_role == Connection::Role::Client || event.outcome != Outcome::Complete)
        {
            Say(GetOutcomeName(event.outcome) + std::string(event.retryable ? " retryable" : ""));
        }
        break;
    case EventType::TunnelStarted:
        Say("tunnel");
        break;
    case EventType::TunnelReceived:
    case EventType::ContentReceived:
    case EventType::SendStarted:
    case EventType::SendFinished:
    case EventType::PeerEnded:
    case EventType::FrameSent:
    case EventType::FrameReceived:
    case EventType::PrefaceReceived:
    case EventType::CapacityChanged:
        break;
    }
}

std::string
Transcript::GetText() const
{
    std::string text = m_text;
    const auto add = [&text](const std::string& word) {
        text += (text.empty() ? "" : "; ") + word;
    };
    if (m_content > 0)
    {
        add("content " + std::to_string(m_content));
    }
    switch (m_connection.GetCloseDemand())
    {
    case CloseDemand::Graceful:
        add("close");
        break;
    case CloseDemand::HalfClose:
        add("half-close");
        break;
    case CloseDemand::Abort:
        add("abort");
        break;
    case CloseDemand::None:
        break;
    }
    return text;
}

} // namespace http
} // namespace ns3
