/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// HttpProxy: its clients' connections and the requests that come on them.

#include "http-proxy.h"

#include "ns3/http-date.h"
#include "ns3/http-forwarding.h"
#include "ns3/http-framing.h"
#include "ns3/http-status.h"
#include "ns3/simulator.h"

#include <utility>

namespace ns3
{

void
HttpProxy::OnAccept(Ptr<Socket> socket, const Address& from)
{
    if (!m_listeners.IsOpen())
    {
        HttpListeners::ResetLate(GetNode(), socket);
        return;
    }
    ++m_accepted;
    const uint32_t key = ++m_lastKey;
    std::unique_ptr<Session>& session = m_sessions[key];
    session = std::make_unique<Session>();
    session->record.node = GetNode()->GetId();
    session->record.application = m_application;
    session->record.client = from;
    session->driver = Create<HttpDriver>(
        m_context,
        static_cast<HttpDriverOwner&>(*this),
        key,
        http::Connection::Role::Server,
        m_context.MakeTransport(socket),
        m_context.MakeSession(http::Connection::Role::Server, GetSessionOptions()));
    if (!m_messageTrace.IsEmpty())
    {
        session->tracer = std::make_unique<HttpMessageTracer>(m_messageTrace,
                                                              GetNode()->GetId(),
                                                              m_application,
                                                              false);
    }
    Ptr<HttpDriver> driver = session->driver;
    driver->Accept(m_requestTimeout);
}

void
HttpProxy::DriverConnected(HttpDriver& /* driver */)
{
}

void
HttpProxy::DriverEvent(HttpDriver& driver, const http::Event& event)
{
    const auto found = m_sessions.find(driver.GetKey());
    if (found == m_sessions.end())
    {
        return;
    }
    Session& session = *found->second;
    if (session.tracer)
    {
        session.tracer->Follow(driver, event);
    }
    switch (event.type)
    {
    case http::EventType::RequestReceived:
        session.id = event.exchange;
        OnRequest(session);
        break;
    case http::EventType::RequestRefused:
        session.id = event.exchange;
        OnRefused(session, event.status);
        break;
    case http::EventType::MessageReceived:
        OnMessageReceived(session);
        break;
    case http::EventType::SendStarted:
        Report(HttpActivity::ResponseStarted, session);
        break;
    case http::EventType::SendFinished:
        Report(HttpActivity::ResponseFinished, session);
        break;
    case http::EventType::ExchangeEnded:
        EndRequest(session, event.outcome == http::Outcome::Complete);
        break;
    case http::EventType::PeerEnded:
        OnPeerEnded(session);
        break;
    default:
        break;
    }
}

void
HttpProxy::DriverContent(HttpDriver& driver,
                         http::ExchangeId /* exchange */,
                         const Packet& packet,
                         uint64_t bytes)
{
    const uint32_t key = driver.GetKey();
    if (HttpTunnel* tunnel = FindTunnel(key))
    {
        tunnel->NearContent(packet, bytes);
        return;
    }
    const auto session = m_sessions.find(key);
    const auto found = session == m_sessions.end() ? m_exchanges.end()
                                                   : m_exchanges.find(session->second->exchange);
    if (found == m_exchanges.end() || !found->second->isFetching)
    {
        return;
    }
    Exchange& exchange = *found->second;
    bool mustPause = false;
    const http::Content content = m_relays->Push(exchange.up, packet, bytes, mustPause);
    if (mustPause)
    {
        driver.Pause(true);
    }
    if (exchange.isSent)
    {
        m_fetcher->AppendContent(exchange.transaction, content);
    }
}

void
HttpProxy::DriverClosed(HttpDriver& driver, http::Outcome outcome)
{
    const auto found = m_sessions.find(driver.GetKey());
    if (found == m_sessions.end())
    {
        return;
    }
    // Out of the table first: what its end causes may ask for it.
    const std::unique_ptr<Session> session = std::move(found->second);
    m_sessions.erase(found);
    const bool isTunnel = FindTunnel(driver.GetKey()) != nullptr;
    EndRequest(*session, isTunnel && outcome == http::Outcome::Complete);
    if (HttpTunnel* tunnel = FindTunnel(driver.GetKey()))
    {
        tunnel->NearClosed(outcome);
    }
}

void
HttpProxy::Ask(Session& session, std::string_view method, std::string_view target)
{
    ++m_requests;
    session.isAsking = true;
    session.method = method;
    session.target = target;
    session.framing = http::FramingKind::None;
    HttpProxyRecord& record = session.record;
    record.result = "";
    record.status = 0;
    record.bytes = 0;
    record.received = Simulator::Now();
}

void
HttpProxy::OnRequest(Session& session)
{
    const http::RequestHead& request = session.driver->GetSession().GetRequest();
    Ask(session, request.method, request.target);
    Report(HttpActivity::RequestReceived, session);
    if (session.tracer)
    {
        http::Content content;
        content.kind = http::ContentKind::Relay;
        session.tracer->DescribeReceiving(content, 0);
    }
    if (request.method == "CONNECT" || m_isBlind)
    {
        StartTunnel(session);
    }
    else
    {
        Forward(session);
    }
}

void
HttpProxy::OnRefused(Session& session, uint16_t status)
{
    if (FindTunnel(session.driver->GetKey()))
    {
        session.driver->Abort(http::Outcome::Malformed);
        return;
    }
    if (!session.isAsking)
    {
        Ask(session, "", "");
    }
    LeaveExchange(std::exchange(session.exchange, 0));
    SendStatus(session, status, "refused");
}

void
HttpProxy::OnMessageReceived(Session& session)
{
    HttpTunnel* tunnel = FindTunnel(session.driver->GetKey());
    if (tunnel && m_isBlind && session.driver->GetSession().GetRequest().method != "CONNECT")
    {
        tunnel->IgnoreNear();
        return;
    }
    const auto found = m_exchanges.find(session.exchange);
    if (found == m_exchanges.end())
    {
        return;
    }
    Exchange& exchange = *found->second;
    exchange.isRequestWhole = true;
    if (exchange.isFetching && exchange.isSent)
    {
        m_fetcher->EndContent(exchange.transaction);
    }
}

void
HttpProxy::OnPeerEnded(Session& session)
{
    if (HttpTunnel* tunnel = FindTunnel(session.driver->GetKey()))
    {
        tunnel->NearEnded();
        return;
    }
    const auto found = m_exchanges.find(session.exchange);
    if (found != m_exchanges.end() && !found->second->isRequestWhole)
    {
        CancelLater(*found->second);
    }
}

void
HttpProxy::EndRequest(Session& session, bool isComplete)
{
    const uint32_t number = std::exchange(session.exchange, 0);
    if (std::exchange(session.isAsking, false) && !m_requestTrace.IsEmpty())
    {
        HttpProxyRecord& record = session.record;
        const auto found = m_exchanges.find(number);
        record.transaction = found == m_exchanges.end() ? 0 : found->second->transaction;
        record.method = session.method;
        record.target = session.target;
        record.finished = Simulator::Now();
        record.isComplete = isComplete;
        m_requestTrace(record);
    }
    LeaveExchange(number);
}

void
HttpProxy::SendStatus(Session& session, uint16_t status, const char* result)
{
    http::ResponseHead head;
    head.status = status;
    head.reason = http::GetReasonPhrase(status);
    head.fields.Add("Date", http::FormatHttpDate(GetSecond()));
    head.fields.Add("Content-Length", "0");
    http::AddVia(head.fields, http::Version::Http11, m_name);
    session.record.result = result;
    if (SendHead(session, head))
    {
        session.driver->EndContent(session.id);
    }
}

bool
HttpProxy::SendHead(Session& session, const http::ResponseHead& head)
{
    std::string text;
    if (!session.driver->StartResponse(session.id, head, session.tracer ? &text : nullptr))
    {
        return false;
    }
    if (session.tracer)
    {
        session.tracer->BeginSending(std::move(text), http::Content(), 0);
    }
    session.record.status = head.status;
    session.framing = http::GetResponseFraming(head, session.method).kind;
    m_agenda.sessions.insert(session.driver->GetKey());
    Later();
    return true;
}

void
HttpProxy::SendContent(Session& session, const http::Content& content)
{
    if (session.driver->AppendContent(session.id, content))
    {
        session.record.bytes += content.length;
        if (session.tracer)
        {
            session.tracer->AppendSending(content);
        }
        m_agenda.sessions.insert(session.driver->GetKey());
        Later();
    }
}

void
HttpProxy::Report(HttpActivity activity, const Session& session)
{
    if (m_activityTrace.IsEmpty())
    {
        return;
    }
    const std::string subject = session.method + " " + session.target;
    HttpActivityRecord record = MakeHttpActivityRecord(activity, GetNode()->GetId(), m_application);
    record.socket = session.driver->GetTransport().GetSocketNumber();
    record.subject = subject;
    record.bytes = session.record.bytes;
    m_activityTrace(record);
}

} // namespace ns3
