/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A proxy's life and its clients' connections; what it does with requests is in
// http-proxy-exchange.cc, http-proxy-cache.cc and http-proxy-tunnels.cc.

#include "http-proxy.h"

#include "http-hosts.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/http-date.h"
#include "ns3/http-forwarding.h"
#include "ns3/http-framing.h"
#include "ns3/http-head-writer.h"
#include "ns3/http-status.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{

HttpProxy::HttpProxy() = default;
HttpProxy::~HttpProxy() = default;

uint32_t
HttpProxy::GetConnections() const
{
    return static_cast<uint32_t>(m_sessions.size());
}

std::size_t
HttpProxy::GetPending() const
{
    return m_exchanges.size() + m_tunnels.size();
}

uint64_t
HttpProxy::GetAccepted() const
{
    return m_accepted;
}

uint64_t
HttpProxy::GetConnectionsOpened() const
{
    return m_opened + (m_fetcher ? m_fetcher->GetConnectionsOpened() : 0);
}

uint64_t
HttpProxy::GetTunnelsOpened() const
{
    return m_tunnelled;
}

uint64_t
HttpProxy::GetRequests() const
{
    return m_requests;
}

uint64_t
HttpProxy::GetMaxHeldBytes() const
{
    return m_relays ? m_relays->GetMaxHeld() : 0;
}

void
HttpProxy::DoDispose()
{
    for (HttpObservedSocket& listener : m_listeners)
    {
        listener.Release();
    }
    m_listeners.clear();
    m_agenda.event.Cancel();
    m_agenda.tunnels.clear();
    for (auto& [key, tunnel] : m_tunnels)
    {
        tunnel->Discard();
    }
    for (auto& [key, session] : m_sessions)
    {
        session->driver->Discard();
        EndRequest(*session, false);
    }
    m_sessions.clear();
    if (m_fetcher)
    {
        m_fetcher->Discard(http::Outcome::Unfinished);
        m_opened += m_fetcher->GetConnectionsOpened();
        m_fetcher.reset();
    }
    m_tunnels.clear();
    m_exchanges.clear();
    m_agenda.event.Cancel();
    m_agenda = Agenda();
    m_context.lingering.clear();
    m_context.node = nullptr;
    Application::DoDispose();
}

void
HttpProxy::StartApplication()
{
    CheckAttributes();
    m_name = m_pseudonym.empty() ? "proxy" + std::to_string(GetNode()->GetId()) : m_pseudonym;
    m_application = GetHttpApplicationIndex(*this);
    m_relays = std::make_unique<HttpRelayTable>(
        [this](uint64_t relay) {
            m_agenda.drained.insert(relay);
            Later();
        },
        m_relayBytes);
    m_context.node = GetNode();
    m_context.lingerTimeout = m_lingerTimeout;
    m_context.reader = m_relays.get();
    if (m_cacheBytes > 0)
    {
        http::CacheOptions options;
        options.rules.heuristicFraction = m_heuristicFraction;
        options.maxBytes = m_cacheBytes;
        options.maxEntryBytes = m_cacheEntryBytes;
        m_cache = std::make_unique<http::Cache>(options);
    }
    m_opened = GetConnectionsOpened();
    m_fetcher = std::make_unique<HttpFetcher>(static_cast<HttpFetcherOwner&>(*this),
                                              GetNode(),
                                              m_application,
                                              GetFetcherOptions(),
                                              m_messageTrace);
    if (!m_local.IsInvalid())
    {
        NS_ABORT_MSG_IF(!Listen(m_local),
                        "HttpProxy: Local: cannot listen at " << FormatHttpAddress(m_local));
        return;
    }
    NS_ABORT_MSG_IF(!Listen(InetSocketAddress(Ipv4Address::GetAny(), m_port)),
                    "HttpProxy: Port: " << m_port << " is in use on node " << GetNode()->GetId());
    if (GetNode()->GetObject<Ipv6>())
    {
        Listen(Inet6SocketAddress(Ipv6Address::GetAny(), m_port));
    }
}

void
HttpProxy::StopApplication()
{
    for (HttpObservedSocket& listener : m_listeners)
    {
        listener.Close();
        listener.Release();
    }
    m_listeners.clear();
    for (auto& [key, tunnel] : m_tunnels)
    {
        tunnel->Stop();
    }
    m_tunnels.clear();
    while (!m_sessions.empty())
    {
        // The driver tells of its end, which removes the session.
        const uint32_t key = m_sessions.begin()->first;
        Ptr<HttpSocketDriver> driver = m_sessions.begin()->second->driver;
        driver->Abort(http::Outcome::Stopped);
        m_sessions.erase(key);
    }
    if (m_fetcher)
    {
        m_fetcher->Stop(http::Outcome::Stopped);
    }
}

bool
HttpProxy::Listen(const Address& local)
{
    HttpObservedSocket listener;
    listener.Create(GetNode(), m_socketFactory);
    // As servers do, so that they can start again while old connections wait for their end.
    listener.Get()->SetAttributeFailSafe("ReuseAddress", BooleanValue(true));
    listener.Get()->SetAcceptCallback(MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
                                      MakeCallback(&HttpProxy::OnAccept, this));
    if (listener.Bind(local, m_device, IsHttpIpv6(local)) != 0 || listener.Listen() != 0)
    {
        listener.Release();
        return false;
    }
    m_listeners.push_back(listener);
    return true;
}

void
HttpProxy::OnAccept(Ptr<Socket> socket, const Address& from)
{
    if (m_listeners.empty())
    {
        // It was asked for before the proxy stopped, and is established only now.
        socket->Close();
        return;
    }
    ++m_accepted;
    const uint32_t key = ++m_lastKey;
    std::unique_ptr<Session>& session = m_sessions[key];
    session = std::make_unique<Session>();
    session->record.node = GetNode()->GetId();
    session->record.application = m_application;
    session->record.client = from;
    session->driver = Create<HttpSocketDriver>(m_context,
                                               static_cast<HttpDriverOwner&>(*this),
                                               key,
                                               http::Connection::Role::Server,
                                               GetSessionOptions());
    if (!m_messageTrace.IsEmpty())
    {
        session->tracer = std::make_unique<HttpMessageTracer>(m_messageTrace,
                                                              GetNode()->GetId(),
                                                              m_application,
                                                              false);
    }
    Ptr<HttpSocketDriver> driver = session->driver;
    driver->Accept(socket);
}

void
HttpProxy::DriverConnected(HttpSocketDriver& /* driver */)
{
}

void
HttpProxy::DriverEvent(HttpSocketDriver& driver, const http::Event& event)
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
        OnRequest(session);
        break;
    case http::EventType::RequestRefused:
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
HttpProxy::DriverContent(HttpSocketDriver& driver, const Packet& packet, uint64_t bytes)
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
HttpProxy::DriverClosed(HttpSocketDriver& driver, http::Outcome outcome)
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
    const http::RequestHead& request = session.driver->GetMachine().GetRequest();
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
    if (tunnel && m_isBlind && session.driver->GetMachine().GetRequest().method != "CONNECT")
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
    const int64_t second = std::chrono::duration_cast<std::chrono::seconds>(GetMoment()).count();
    head.fields.Add("Date", http::FormatHttpDate(second));
    head.fields.Add("Content-Length", "0");
    http::AddVia(head.fields, http::Version::Http11, m_name);
    session.record.result = result;
    if (SendHead(session, head))
    {
        session.driver->GetMachine().EndContent();
    }
}

bool
HttpProxy::SendHead(Session& session, const http::ResponseHead& head)
{
    if (!session.driver->GetMachine().StartResponse(head, ToHttpNanoseconds(Simulator::Now())))
    {
        return false;
    }
    if (session.tracer)
    {
        std::string text;
        http::WriteResponseHead(head, text);
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
    if (session.driver->GetMachine().AppendContent(content))
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
    HttpActivityRecord record;
    record.time = Simulator::Now();
    record.node = GetNode()->GetId();
    record.application = m_application;
    record.activity = activity;
    record.socket = session.driver->GetSocket().GetNumber();
    record.subject = subject;
    record.bytes = session.record.bytes;
    m_activityTrace(record);
}

void
HttpProxy::Later()
{
    if (m_agenda.event.IsExpired())
    {
        m_agenda.event = Simulator::ScheduleNow(&HttpProxy::CatchUp, this);
    }
}

void
HttpProxy::CatchUp()
{
    // What it causes goes on a new agenda.
    const Agenda agenda = std::exchange(m_agenda, Agenda());
    for (const uint32_t number : agenda.cancelled)
    {
        const auto found = m_exchanges.find(number);
        if (found != m_exchanges.end() && found->second->isFetching)
        {
            m_fetcher->Cancel(found->second->transaction, http::Outcome::Stopped);
        }
    }
    for (const uint32_t key : agenda.sessions)
    {
        const auto found = m_sessions.find(key);
        if (found != m_sessions.end())
        {
            // First: it may end the connection.
            Ptr<HttpSocketDriver> driver = found->second->driver;
            if (!m_sendTimeout.IsZero())
            {
                found->second->sending.Start(driver, m_sendTimeout, 0);
            }
            driver->Run();
        }
    }
    for (const auto& [key, isReset] : agenda.broken)
    {
        const auto found = m_sessions.find(key);
        if (found != m_sessions.end())
        {
            Ptr<HttpSocketDriver> driver = found->second->driver;
            isReset ? driver->Reset(http::Outcome::Truncated)
                    : driver->Abort(http::Outcome::Truncated);
        }
    }
    for (const uint64_t relay : agenda.drained)
    {
        Resume(relay);
    }
}

void
HttpProxy::Resume(uint64_t number)
{
    const HttpRelay* relay = m_relays->Find(number);
    if (!relay)
    {
        return;
    }
    const HttpRelaySource source = relay->source;
    if (source.kind == HttpRelaySource::Kind::Tunnel)
    {
        if (HttpTunnel* tunnel = FindTunnel(source.key))
        {
            tunnel->Drained(number);
        }
        return;
    }
    const auto found = m_exchanges.find(source.key);
    if (found == m_exchanges.end())
    {
        return;
    }
    if (source.kind == HttpRelaySource::Kind::Response)
    {
        m_fetcher->Pause(found->second->transaction, false);
    }
    else if (Session* session = FindSession(*found->second))
    {
        Ptr<HttpSocketDriver> driver = session->driver;
        driver->Pause(false);
    }
}

} // namespace ns3
