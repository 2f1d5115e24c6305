/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// HttpProxy: its clients' connections and the requests that come on them.

#include "http-message-tracer.h"
#include "http-proxy.h"
#include "http-relay.h"

#include "ns3/http-date.h"
#include "ns3/http-forwarding.h"
#include "ns3/http-framing.h"
#include "ns3/http-status.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{

void
HttpProxy::OnAccept(Ptr<Socket> socket, const Address& from)
{
    const uint32_t key = ++m_lastKey;
    std::unique_ptr<Session>& session = m_sessions[key];
    session = std::make_unique<Session>();
    session->client = from;
    m_listeners.Prepare(*session, socket, key);
    session->driver->Accept(Time(), false);
}

std::unique_ptr<http::Session>
HttpProxy::DriverSession(const HttpDriver& driver)
{
    return m_listeners.MakeSession(driver);
}

HttpProxy::Exchange*
HttpProxy::Find(const Session& session, http::ExchangeId id)
{
    for (const uint32_t number : session.exchanges)
    {
        Exchange& exchange = *m_exchanges.at(number);
        if (exchange.id == id)
        {
            return &exchange;
        }
    }
    return nullptr;
}

HttpProxy::Exchange&
HttpProxy::AddExchange(Session& session, http::ExchangeId id)
{
    ++m_requests;
    const uint32_t number = ++m_lastExchange;
    std::unique_ptr<Exchange>& exchange = m_exchanges[number];
    exchange = std::make_unique<Exchange>();
    exchange->number = number;
    exchange->session = session.driver->GetKey();
    exchange->id = id;
    exchange->record.node = GetNode()->GetId();
    exchange->record.application = GetIndex();
    exchange->record.client = session.client;
    exchange->record.received = Simulator::Now();
    session.exchanges.push_back(number);
    return *exchange;
}

void
HttpProxy::DriverEvent(HttpDriver& driver, const http::Event& event)
{
    Session* const found = Look(m_sessions, driver.GetKey());
    if (!found || m_listeners.Follow(*found, event, true))
    {
        return;
    }
    Session& session = *found;
    if (event.type == http::EventType::PeerEnded)
    {
        OnPeerEnded(session);
        return;
    }
    if (event.type == http::EventType::RequestRefused && Look(m_tunnels, driver.GetKey()))
    {
        driver.Abort(http::Outcome::Malformed);
        return;
    }
    Exchange* exchange = Find(session, event.exchange);
    const bool isNew = event.type == http::EventType::RequestReceived ||
                       event.type == http::EventType::RequestRefused;
    if (!exchange && isNew)
    {
        exchange = &AddExchange(session, event.exchange);
    }
    if (!exchange)
    {
        return;
    }
    switch (event.type)
    {
    case http::EventType::RequestReceived:
        OnRequest(session, *exchange);
        break;
    case http::EventType::RequestRefused:
        LeaveServer(*exchange);
        SendStatus(*exchange, event.status, "refused");
        break;
    case http::EventType::MessageReceived:
        OnMessageReceived(session, *exchange);
        break;
    case http::EventType::SendStarted:
        Report(HttpActivity::ResponseStarted, session, *exchange);
        break;
    case http::EventType::SendFinished:
        Report(HttpActivity::ResponseFinished, session, *exchange);
        break;
    case http::EventType::ExchangeEnded:
        EndRequest(session, *exchange, event.outcome == http::Outcome::Complete);
        break;
    default:
        break;
    }
}

void
HttpProxy::DriverContent(HttpDriver& driver,
                         http::ExchangeId id,
                         const Packet& packet,
                         uint64_t bytes)
{
    const uint32_t key = driver.GetKey();
    if (HttpTunnel* tunnel = Look(m_tunnels, key))
    {
        tunnel->NearContent(packet, bytes);
        return;
    }
    const Session* session = Look(m_sessions, key);
    Exchange* exchange = session ? Find(*session, id) : nullptr;
    if (!exchange || !exchange->isFetching)
    {
        return;
    }
    bool mustPause = false;
    const http::Content content = m_relays->Push(exchange->up, packet, bytes, mustPause);
    if (mustPause)
    {
        driver.Pause(id, true);
    }
    if (exchange->isSent)
    {
        m_fetcher->AppendContent(exchange->transaction, content);
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
    const bool isTunnel = Look(m_tunnels, driver.GetKey()) != nullptr;
    EndRequests(*session, isTunnel && outcome == http::Outcome::Complete);
    if (HttpTunnel* tunnel = Look(m_tunnels, driver.GetKey()))
    {
        tunnel->NearClosed(outcome);
    }
}

void
HttpProxy::OnRequest(Session& session, Exchange& exchange)
{
    exchange.request = session.driver->GetSession().GetRequest();
    Report(HttpActivity::RequestReceived, session, exchange);
    if (session.tracer)
    {
        http::Content content;
        content.kind = http::ContentKind::Relay;
        session.tracer->DescribeReceiving(exchange.id, content, 0);
    }
    if (exchange.request.method == "CONNECT" || m_isBlind)
    {
        StartTunnel(session, exchange);
    }
    else
    {
        Forward(exchange);
    }
}

void
HttpProxy::OnMessageReceived(Session& session, Exchange& exchange)
{
    HttpTunnel* tunnel = Look(m_tunnels, session.driver->GetKey());
    if (tunnel && m_isBlind && exchange.request.method != "CONNECT")
    {
        tunnel->IgnoreNear();
        return;
    }
    exchange.isRequestWhole = true;
    if (exchange.isFetching && exchange.isSent)
    {
        m_fetcher->EndContent(exchange.transaction);
    }
}

void
HttpProxy::OnPeerEnded(Session& session)
{
    if (HttpTunnel* tunnel = Look(m_tunnels, session.driver->GetKey()))
    {
        tunnel->NearEnded();
        return;
    }
    for (const uint32_t number : session.exchanges)
    {
        const Exchange& exchange = *m_exchanges.at(number);
        if (exchange.isFetching && !exchange.isRequestWhole)
        {
            CancelLater(exchange);
        }
    }
}

void
HttpProxy::EndRequest(Session& session, Exchange& exchange, bool isComplete)
{
    session.exchanges.erase(
        std::find(session.exchanges.begin(), session.exchanges.end(), exchange.number));
    exchange.session = -1;
    if (!m_requestTrace.IsEmpty())
    {
        HttpProxyRecord& record = exchange.record;
        record.transaction = exchange.transaction;
        record.method = exchange.request.method;
        record.target = exchange.request.target;
        record.finished = Simulator::Now();
        record.isComplete = isComplete;
        m_requestTrace(record);
    }
    if (exchange.isFetching && !(exchange.isResponseOver && exchange.isRequestWhole))
    {
        CancelLater(exchange);
    }
    CheckExchange(exchange);
}

void
HttpProxy::EndRequests(Session& session, bool isComplete)
{
    while (!session.exchanges.empty())
    {
        EndRequest(session, *m_exchanges.at(session.exchanges.front()), isComplete);
    }
}

void
HttpProxy::SendStatus(Exchange& exchange, uint16_t status, const char* result)
{
    http::ResponseHead head;
    head.status = status;
    head.reason = http::GetReasonPhrase(status);
    head.fields.Add("Date", http::FormatHttpDate(GetSecond()));
    head.fields.Add("Content-Length", "0");
    http::AddVia(head.fields, http::Version::Http11, m_name);
    exchange.record.result = result;
    if (SendHead(exchange, head))
    {
        FindSession(exchange)->driver->GetSession().EndContent(exchange.id);
    }
}

bool
HttpProxy::SendHead(Exchange& exchange, const http::ResponseHead& head)
{
    Session* session = FindSession(exchange);
    std::string text;
    if (!session || !session->driver->GetSession().StartResponse(exchange.id,
                                                                 head,
                                                                 GetHttpPresent(),
                                                                 session->tracer ? &text : nullptr))
    {
        return false;
    }
    if (session->tracer)
    {
        session->tracer->BeginSending(exchange.id, std::move(text), http::Content(), 0);
    }
    exchange.record.status = head.status;
    exchange.framing = http::GetResponseFraming(head, exchange.request.method).kind;
    m_agenda.sessions.insert(session->driver->GetKey());
    ScheduleAgenda();
    return true;
}

void
HttpProxy::SendContent(Exchange& exchange, const http::Content& content)
{
    Session* session = FindSession(exchange);
    if (session && session->driver->GetSession().AppendContent(exchange.id, content))
    {
        exchange.record.bytes += content.length;
        if (session->tracer)
        {
            session->tracer->AppendSending(exchange.id, content);
        }
        m_agenda.sessions.insert(session->driver->GetKey());
        ScheduleAgenda();
    }
}

void
HttpProxy::Report(HttpActivity activity, const Session& session, const Exchange& exchange)
{
    if (TracesSteps())
    {
        TraceStep(activity,
                  exchange.request.method + " " + exchange.request.target,
                  exchange.record.bytes,
                  session.driver->GetTransport().GetEnds().socket);
    }
}

} // namespace ns3
