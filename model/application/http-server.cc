/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-server.h"

#include "http-hosts.h"

#include "ns3/http-status.h"
#include "ns3/log.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("HttpServer");

HttpServer::HttpServer()
    : m_workers(MakeCallback(&HttpServer::Respond, this))
{
}

HttpServer::~HttpServer() = default;

void
HttpServer::SetLayer(const HttpTransportLayerFactory& layer)
{
    m_context.layer = layer;
}

uint32_t
HttpServer::GetConnections() const
{
    return static_cast<uint32_t>(m_sessions.size() - m_freeKeys.size());
}

uint64_t
HttpServer::GetAccepted() const
{
    return m_accepted;
}

uint64_t
HttpServer::GetRequests() const
{
    return m_requests;
}

int64_t
HttpServer::AssignStreams(int64_t stream)
{
    if (!m_processing)
    {
        return 0;
    }
    m_processing->SetStream(stream);
    return 1;
}

void
HttpServer::DoDispose()
{
    m_listeners.Discard();
    for (const std::unique_ptr<Session>& session : m_sessions)
    {
        if (session)
        {
            session->processing.Cancel();
            session->sending = nullptr;
            session->driver->Discard();
        }
    }
    m_sessions.clear();
    m_freeKeys.clear();
    m_waiting.clear();
    m_workers.Clear();
    m_context.lingering.clear();
    m_context.node = nullptr;
    Application::DoDispose();
}

void
HttpServer::StartApplication()
{
    const std::string contradiction = GetContradiction();
    NS_ABORT_MSG_IF(!contradiction.empty(), "HttpServer: " << contradiction);
    m_application = GetHttpApplicationIndex(*this);
    m_workers.SetLimits(m_maxWorkers, m_maxQueuedRequests);
    m_context.node = GetNode();
    m_context.lingerTimeout = m_lingerTimeout;
    SetResponder();
    const std::string problem =
        m_listeners.Open(GetNode(),
                         {m_socketFactory, m_local, m_port, m_device},
                         MakeCallback(&HttpServer::OnConnectionRequest, this),
                         MakeCallback(&HttpServer::OnAccept, this));
    NS_ABORT_MSG_IF(!problem.empty(), "HttpServer: " << problem);
}

void
HttpServer::SetResponder()
{
    NS_ABORT_MSG_IF(!http::IsFieldText(m_cacheControl),
                    "HttpServer: CacheControl: \"" << m_cacheControl
                                                   << "\" is not the value of a field");
    m_responder.catalogue = m_catalogue;
    m_responder.product = m_product;
    m_responder.kind = GetHttpContentKind(m_body);
    m_responder.errorBytes = m_errorBytes;
    m_responder.epoch = m_epoch;
    m_responder.validators = m_validators;
    m_responder.modified = m_epoch - static_cast<int64_t>(m_resourceAge.GetSeconds());
    m_responder.cacheControl = m_cacheControl;
    m_responder.port = m_local.IsInvalid() ? m_port : GetHttpPort(m_local);
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
    m_waiting.clear();
    m_halfOpen.clear();
    m_isStopping = true;
    for (std::size_t key = 0; key < m_sessions.size(); ++key)
    {
        if (m_sessions[key])
        {
            // The driver tells of its end, which removes the session.
            Ptr<HttpDriver> driver = m_sessions[key]->driver;
            driver->Abort(http::Outcome::Stopped);
        }
    }
    m_sessions.clear();
    m_freeKeys.clear();
    m_isStopping = false;
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

void
HttpServer::OnAccept(Ptr<Socket> socket, const Address& from)
{
    if (!m_listeners.IsOpen())
    {
        HttpListeners::ResetLate(GetNode(), socket);
        return;
    }
    m_halfOpen.erase(from);
    http::ConnectionOptions options;
    options.maxHeadBytes = m_maxHeadBytes;
    options.maxContentBytes = m_maxContentBytes;
    options.chunkBytes = m_chunkBytes;
    options.headTimeout = ToHttpNanoseconds(m_requestTimeout);
    options.minRequestRate = m_minRequestRate;
    options.idleTimeout = ToHttpNanoseconds(m_keepAliveTimeout);
    ++m_accepted;
    if (m_freeKeys.empty())
    {
        m_freeKeys.push_back(static_cast<uint32_t>(m_sessions.size()));
        m_sessions.emplace_back();
    }
    const uint32_t key = m_freeKeys.back();
    m_freeKeys.pop_back();
    m_sessions[key] = std::make_unique<Session>();
    Session& session = *m_sessions[key];
    session.driver =
        Create<HttpDriver>(m_context,
                           static_cast<HttpDriverOwner&>(*this),
                           key,
                           http::Connection::Role::Server,
                           m_context.MakeTransport(socket),
                           m_context.MakeSession(http::Connection::Role::Server, options));
    if (!m_messageTrace.IsEmpty())
    {
        session.tracer = std::make_unique<HttpMessageTracer>(m_messageTrace,
                                                             GetNode()->GetId(),
                                                             m_application,
                                                             false);
    }
    if (IsFull())
    {
        session.driver->Hold();
        m_waiting.push_back(key);
    }
    else
    {
        ++m_served;
    }
    session.driver->Accept(m_requestTimeout);
}

void
HttpServer::DriverConnected(HttpDriver& /* driver */)
{
}

void
HttpServer::DriverEvent(HttpDriver& driver, const http::Event& event)
{
    Session& session = *m_sessions[driver.GetKey()];
    if (session.tracer)
    {
        session.tracer->Follow(driver, event);
    }
    switch (event.type)
    {
    case http::EventType::RequestReceived:
        session.exchange = event.exchange;
        OnRequest(session, event);
        break;
    case http::EventType::MessageReceived:
        Process(session);
        break;
    case http::EventType::RequestRefused:
        session.exchange = event.exchange;
        ++m_requests;
        session.answer = std::make_unique<HttpAnswer>(m_responder.Refuse(event.status));
        Process(session);
        break;
    case http::EventType::SendStarted:
        Report(HttpActivity::ResponseStarted, session, 0);
        if (m_sendTimeout.IsStrictlyPositive())
        {
            if (!session.sending)
            {
                session.sending = std::make_unique<HttpSendWatch>();
            }
            session.sending->Start(session.driver, m_sendTimeout, m_minResponseRate);
        }
        break;
    case http::EventType::PeerEnded:
        if (session.isStalled)
        {
            driver.Abort(http::Outcome::PeerClosed);
        }
        break;
    case http::EventType::SendFinished:
        Report(HttpActivity::ResponseFinished, session, 0);
        break;
    default:
        break;
    }
}

void
HttpServer::DriverContent(HttpDriver& driver,
                          http::ExchangeId /* exchange */,
                          const Packet& packet,
                          uint64_t bytes)
{
    HttpContentCheck& check = m_sessions[driver.GetKey()]->check;
    if (check.IsNeeded())
    {
        check.Take(packet, bytes, m_context.GetScratch(static_cast<uint32_t>(bytes)));
    }
}

void
HttpServer::DriverClosed(HttpDriver& driver, http::Outcome /* outcome */)
{
    std::unique_ptr<Session>& session = m_sessions[driver.GetKey()];
    if (session)
    {
        session->processing.Cancel();
        session->sending = nullptr;
        m_workers.Remove(driver.GetKey());
        const bool wasHeld = driver.IsHeld();
        session.reset();
        m_freeKeys.push_back(driver.GetKey());
        EndService(driver.GetKey(), wasHeld);
    }
}

void
HttpServer::OnRequest(Session& session, const http::Event& /* event */)
{
    ++m_requests;
    ++session.requests;
    const http::RequestHead& request = session.driver->GetSession().GetRequest();
    http::Content content;
    content.kind = GetHttpContentKind(m_body);
    content.seed = http::GetContentSeed(request.method + " " + request.target);
    session.check = HttpContentCheck(content);
    if (session.tracer)
    {
        session.tracer->DescribeReceiving(content, 0);
    }
    Report(HttpActivity::RequestReceived, session, 0);
    if (!m_keepAlive || (m_maxKeepAliveRequests > 0 && session.requests >= m_maxKeepAliveRequests))
    {
        session.driver->CloseAfterOpenExchanges();
    }
    session.answer = std::make_unique<HttpAnswer>(m_responder.Answer(request));
    if (request.version == http::Version::Http10 && m_keepAlive &&
        request.fields.HasToken("Connection", "keep-alive"))
    {
        session.answer->head.fields.Add("Connection", "keep-alive");
    }
    AddKeepAlive(session);
    if (request.fields.HasToken("Expect", "100-continue"))
    {
        http::ResponseHead head;
        head.status = 100;
        head.reason = http::GetReasonPhrase(100);
        HttpAnswer interim;
        interim.head = head;
        Send(session, interim);
    }
}

void
HttpServer::Process(Session& session)
{
    if (!session.answer)
    {
        return;
    }
    Time delay = session.answer->delay;
    if (m_processing)
    {
        delay += Seconds(std::max(0.0, m_processing->GetValue()));
    }
    const uint32_t key = session.driver->GetKey();
    if (m_maxWorkers > 0)
    {
        if (!m_workers.Submit(key, delay))
        {
            RefuseForNow(session);
        }
        return;
    }
    if (delay.IsZero())
    {
        Respond(key);
    }
    else
    {
        session.processing = Simulator::Schedule(delay, &HttpServer::Respond, this, key);
    }
}

void
HttpServer::Respond(uint32_t key)
{
    Session& session = *m_sessions[key];
    const std::unique_ptr<HttpAnswer> answer = std::move(session.answer);
    if (session.check.HasMismatch())
    {
        // What the client sent is not what it was to send: as with a broken upload.
        *answer = m_responder.Refuse(400);
        session.driver->CloseAfterOpenExchanges();
    }
    Report(HttpActivity::RequestProcessed, session, answer->content.length);
    Ptr<HttpDriver> driver = session.driver;
    if (answer->end != HttpResourceEnd::Whole && FailResponse(session, *answer))
    {
        return;
    }
    Send(session, *answer);
    driver->Run();
}

void
HttpServer::Send(Session& session, const HttpAnswer& answer)
{
    const Ptr<HttpDriver>& driver = session.driver;
    const bool isWhole = answer.end == HttpResourceEnd::Whole;
    std::string text;
    if (!driver->StartResponse(session.exchange,
                               answer.head,
                               session.tracer || !isWhole ? &text : nullptr))
    {
        NS_LOG_WARN("a response of status " << answer.head.status << " was not due");
        return;
    }
    const std::size_t head = text.size();
    if (session.tracer)
    {
        session.tracer->BeginSending(std::move(text), answer.content, 0);
    }
    if (answer.head.status < 200)
    {
        return;
    }
    if (!isWhole)
    {
        CutResponse(session, answer, head);
    }
    if (answer.content.length > 0)
    {
        driver->AppendContent(session.exchange, answer.content);
    }
    driver->EndContent(session.exchange);
}

void
HttpServer::Report(HttpActivity activity, const Session& session, uint64_t bytes)
{
    if (m_activityTrace.IsEmpty())
    {
        return;
    }
    const http::RequestHead& request = session.driver->GetSession().GetRequest();
    const std::string subject = request.method + " " + request.target;
    HttpActivityRecord record = MakeHttpActivityRecord(activity, GetNode()->GetId(), m_application);
    record.socket = session.driver->GetTransport().GetSocketNumber();
    record.subject = subject;
    record.bytes = bytes;
    m_activityTrace(record);
}

} // namespace ns3
