/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-server.h"

#include "http-hosts.h"
#include "http-message-tracer.h"
#include "http-send-watch.h"
#include "http-tls-home.h"

#include "ns3/abort.h"
#include "ns3/http-status.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{

HttpServer::HttpServer()
    : m_listeners(m_context, m_connection, *this, *this),
      m_workers(MakeCallback(&HttpServer::Respond, this))
{
    m_context.layer = [this](Ptr<HttpTransport> below, const HttpLayerPlace& place) {
        return MakeLayer(below, place);
    };
}

HttpServer::~HttpServer() = default;

void
HttpServer::SetLayer(const HttpTransportLayerFactory& layer)
{
    m_layer = layer;
}

void
HttpServer::SetStreamScheduler(
    const std::function<std::unique_ptr<http::StreamScheduler>()>& scheduler)
{
    m_context.scheduler = scheduler;
}

uint32_t
HttpServer::GetConnections() const
{
    return static_cast<uint32_t>(m_sessions.size() - m_freeKeys.size());
}

uint64_t
HttpServer::GetAccepted() const
{
    return m_listeners.GetAccepted();
}

uint64_t
HttpServer::GetRequests() const
{
    return m_requests;
}

int64_t
HttpServer::AssignStreams(int64_t stream)
{
    int64_t used = 0;
    if (m_processing)
    {
        m_processing->SetStream(stream);
        ++used;
    }
    if (m_tls)
    {
        used += m_tls->AssignStreams(stream + used);
    }
    return used;
}

void
HttpServer::DoDispose()
{
    m_listeners.Discard();
    for (const std::unique_ptr<Session>& session : m_sessions)
    {
        if (session)
        {
            for (Exchange& exchange : session->exchanges)
            {
                exchange.processing.Cancel();
            }
            session->sending = nullptr;
            session->driver->Discard();
        }
    }
    m_sessions.clear();
    m_freeKeys.clear();
    m_waiting.clear();
    m_workers.Clear();
    m_context.Discard();
    Application::DoDispose();
}

void
HttpServer::StartApplication()
{
    const std::string contradiction = GetContradiction();
    NS_ABORT_MSG_IF(!contradiction.empty(), "HttpServer: " << contradiction);
    FindIndex();
    m_workers.SetLimits(m_maxWorkers, m_maxQueuedRequests);
    m_context.node = GetNode();
    m_context.http2 = *http::FindHttp2Preset(m_http2);
    m_context.http2.scheduler = m_scheduler;
    m_context.http2.traces = TracesPlaces();
    m_tlsHome = std::make_unique<HttpTlsHome>(*this);
    SetResponder();
    const std::string problem =
        m_listeners.Open(m_place,
                         MakeCallback(&HttpServer::OnConnectionRequest, this),
                         MakeCallback(&HttpServer::OnAccept, this));
    NS_ABORT_MSG_IF(!problem.empty(), "HttpServer: " << problem);
}

void
HttpServer::SetResponder()
{
    NS_ABORT_MSG_IF(!http::IsFieldText(m_responder.cacheControl),
                    "HttpServer: CacheControl: \"" << m_responder.cacheControl
                                                   << "\" is not the value of a field");
    m_responder.kind = GetHttpContentKind(m_body);
    m_responder.modified = m_responder.epoch - static_cast<int64_t>(m_resourceAge.GetSeconds());
    m_responder.port = m_place.local.IsInvalid() ? m_place.port : GetHttpPort(m_place.local);
    if (!m_documentRoot.empty())
    {
        const std::string problem = m_root.Open(m_documentRoot);
        NS_ABORT_MSG_IF(!problem.empty(), "HttpServer: DocumentRoot: " << problem);
        m_responder.root = &m_root;
        m_context.reader = &m_root;
    }
}

HttpAnswer
HttpServer::GetAnswer(const http::RequestHead& request)
{
    SetResponder();
    return m_responder.Answer(request);
}

void
HttpServer::StopApplication()
{
    m_listeners.Close();
    m_halfOpen.clear();
    for (std::size_t key = 0; key < m_sessions.size(); ++key)
    {
        if (m_sessions[key])
        {
            // The driver tells of its end, which removes the session.
            m_sessions[key]->driver->Abort(http::Outcome::Stopped);
        }
    }
    m_sessions.clear();
    m_freeKeys.clear();
}

void
HttpServer::Start()
{
    if (!m_listeners.IsOpen())
    {
        StartApplication();
    }
}

void
HttpServer::Stop()
{
    StopApplication();
}

HttpServer::Exchange*
HttpServer::Find(Session& session, http::ExchangeId id)
{
    const auto found = std::find_if(session.exchanges.rbegin(),
                                    session.exchanges.rend(),
                                    [id](const Exchange& exchange) { return exchange.id == id; });
    return found == session.exchanges.rend() ? nullptr : &*found;
}

uint64_t
HttpServer::GetKey(const Session& session, const Exchange& exchange)
{
    return (static_cast<uint64_t>(session.driver->GetKey()) << 32) +
           static_cast<uint32_t>(exchange.id);
}

void
HttpServer::DriverEvent(HttpDriver& driver, const http::Event& event)
{
    Session& session = *m_sessions[driver.GetKey()];
    if (m_listeners.Follow(session, event, m_http2Allowed))
    {
        return;
    }
    if (event.type == http::EventType::PeerEnded && session.isStalled)
    {
        driver.Abort(http::Outcome::PeerClosed);
        return;
    }
    Exchange* exchange = Find(session, event.exchange);
    const bool isNew = event.type == http::EventType::RequestReceived ||
                       event.type == http::EventType::RequestRefused;
    if (!exchange && isNew)
    {
        exchange = &session.exchanges.emplace_back();
        exchange->id = event.exchange;
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
    case http::EventType::MessageReceived:
        Process(session, *exchange);
        break;
    case http::EventType::RequestRefused:
        ++m_requests;
        exchange->answer = std::make_unique<HttpAnswer>(m_responder.Refuse(event.status));
        Process(session, *exchange);
        break;
    case http::EventType::SendStarted:
        Report(HttpActivity::ResponseStarted, session, *exchange);
        HttpListeners::Watch(session, m_sendTimeout, m_minResponseRate);
        break;
    case http::EventType::SendFinished:
        Report(HttpActivity::ResponseFinished, session, *exchange);
        break;
    case http::EventType::ExchangeEnded:
        Forget(session, *exchange);
        break;
    default:
        break;
    }
}

void
HttpServer::Forget(Session& session, Exchange& exchange)
{
    exchange.processing.Cancel();
    if (exchange.answer)
    {
        m_workers.Remove(GetKey(session, exchange));
    }
    session.exchanges.erase(session.exchanges.begin() + (&exchange - session.exchanges.data()));
}

void
HttpServer::DriverContent(HttpDriver& driver,
                          http::ExchangeId id,
                          const Packet& packet,
                          uint64_t bytes)
{
    Exchange* exchange = Find(*m_sessions[driver.GetKey()], id);
    if (exchange && exchange->check.IsNeeded())
    {
        exchange->check.Compare(packet, bytes, m_context.GetScratch(static_cast<uint32_t>(bytes)));
    }
}

void
HttpServer::OnRequest(Session& session, Exchange& exchange)
{
    ++m_requests;
    ++session.requests;
    const http::RequestHead& request = session.driver->GetSession().GetRequest();
    exchange.subject = request.method + " " + request.target;
    http::Content content;
    content.kind = GetHttpContentKind(m_body);
    content.seed = http::GetContentSeed(exchange.subject);
    exchange.check = HttpContentCheck(content);
    if (session.tracer)
    {
        session.tracer->DescribeReceiving(exchange.id, content, 0);
    }
    Report(HttpActivity::RequestReceived, session, exchange);
    if (!m_keepAlive || (m_maxKeepAliveRequests > 0 && session.requests >= m_maxKeepAliveRequests))
    {
        session.driver->GetSession().CloseAfterOpenExchanges();
    }
    const bool isTooEarly =
        m_tls && m_tls->RefusesEarlyRequests() && session.driver->GetTransport().IsEarly();
    exchange.answer = std::make_unique<HttpAnswer>(
        isTooEarly ? m_responder.Refuse(425, request.target) : m_responder.Answer(request));
    if (request.version == http::Version::Http10 && m_keepAlive &&
        request.fields.HasToken("Connection", "keep-alive"))
    {
        exchange.answer->head.fields.Add("Connection", "keep-alive");
    }
    AddKeepAlive(session, *exchange.answer);
    if (request.fields.HasToken("Expect", "100-continue"))
    {
        http::ResponseHead head;
        head.status = 100;
        head.reason = http::GetReasonPhrase(100);
        HttpAnswer interim;
        interim.head = head;
        Send(session, exchange, interim);
    }
}

void
HttpServer::Report(HttpActivity activity,
                   const Session& session,
                   const Exchange& exchange,
                   uint64_t bytes) const
{
    if (TracesSteps())
    {
        const uint64_t socket = session.driver->GetTransport().GetEnds().socket;
        TraceStep(activity, exchange.subject, bytes, socket);
    }
}

} // namespace ns3
