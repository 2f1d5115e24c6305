/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-server.h"

#include "http-hosts.h"

#include "ns3/boolean.h"
#include "ns3/http-head-writer.h"
#include "ns3/http-status.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/integer.h"
#include "ns3/ipv6.h"
#include "ns3/log.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("HttpServer");
NS_OBJECT_ENSURE_REGISTERED(HttpServer);

TypeId
HttpServer::GetTypeId()
{
    static TypeId tid =
        AddLimitAttributes(TypeId("ns3::HttpServer").SetParent<Application>())
            .SetGroupName("Http")
            .AddConstructor<HttpServer>()
            .AddAttribute("Local",
                          "Address and port to listen at; not set: any address and Port.",
                          AddressValue(),
                          MakeAddressAccessor(&HttpServer::m_local),
                          MakeAddressChecker())
            .AddAttribute("Port",
                          "Port to listen at if Local is not set.",
                          UintegerValue(80),
                          MakeUintegerAccessor(&HttpServer::m_port),
                          MakeUintegerChecker<uint16_t>(1))
            .AddAttribute("Device",
                          "Interface to listen on; not set: every interface.",
                          PointerValue(),
                          MakePointerAccessor(&HttpServer::m_device),
                          MakePointerChecker<NetDevice>())
            .AddAttribute("SocketFactory",
                          "Type of the socket factory, aggregated to the node, that makes sockets.",
                          TypeIdValue(TcpSocketFactory::GetTypeId()),
                          MakeTypeIdAccessor(&HttpServer::m_socketFactory),
                          MakeTypeIdChecker())
            .AddAttribute("Catalogue",
                          "Resources by name; not set: targets describe themselves (/bytes/N).",
                          PointerValue(),
                          MakePointerAccessor(&HttpServer::m_catalogue),
                          MakePointerChecker<HttpCatalogue>())
            .AddAttribute("DocumentRoot",
                          "Folder of real files to serve; empty: none.",
                          StringValue(""),
                          MakeStringAccessor(&HttpServer::m_documentRoot),
                          MakeStringChecker())
            .AddAttribute("BodyContent",
                          "Content of what is not a file.",
                          EnumValue(HTTP_BODY_PATTERN),
                          MakeHttpEnumAccessor<HttpBodyContent>(0, &HttpServer::m_body),
                          MakeEnumChecker(HTTP_BODY_PATTERN,
                                          "Pattern",
                                          HTTP_BODY_ZERO,
                                          "Zero",
                                          HTTP_BODY_FILE,
                                          "File"))
            .AddAttribute("ProcessingDelay",
                          "Time from the end of a request to its response, beside the resource's "
                          "own, in seconds; not set: none.",
                          PointerValue(),
                          MakePointerAccessor(&HttpServer::m_processing),
                          MakePointerChecker<RandomVariableStream>())
            .AddAttribute("ChunkBytes",
                          "Content of one chunk where the chunked coding is used.",
                          UintegerValue(8192),
                          MakeUintegerAccessor(&HttpServer::m_chunkBytes),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("ErrorBytes",
                          "Content of an error response.",
                          UintegerValue(150),
                          MakeUintegerAccessor(&HttpServer::m_errorBytes),
                          MakeUintegerChecker<uint64_t>())
            .AddAttribute("Product",
                          "Value of the Server field; empty: no such field.",
                          StringValue("ns3-http"),
                          MakeStringAccessor(&HttpServer::m_product),
                          MakeStringChecker())
            .AddAttribute("Epoch",
                          "Unix time at which the simulation begins, seconds, for Date.",
                          IntegerValue(1577836800),
                          MakeIntegerAccessor(&HttpServer::m_epoch),
                          MakeIntegerChecker<int64_t>(0))
            .AddAttribute(
                "Validators",
                "Whether responses of status 200 to GET and HEAD have ETag, Last-Modified "
                "and Accept-Ranges even if the catalogue does not say so.",
                BooleanValue(false),
                MakeBooleanAccessor(&HttpServer::m_validators),
                MakeBooleanChecker())
            .AddAttribute("ResourceAge",
                          "How long before the simulation's beginning Last-Modified lies.",
                          TimeValue(Days(10)),
                          MakeTimeAccessor(&HttpServer::m_resourceAge),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("CacheControl",
                          "Cache-Control of responses of status 200 to GET and HEAD without one of "
                          "their own, such as max-age=60; empty: none.",
                          StringValue(""),
                          MakeStringAccessor(&HttpServer::m_cacheControl),
                          MakeStringChecker())
            .AddAttribute("LingerTimeout",
                          "Longest wait for the client's end after the server's; RFC 9112, 9.6.",
                          TimeValue(Seconds(2)),
                          MakeTimeAccessor(&HttpServer::m_lingerTimeout),
                          MakeTimeChecker(Time(0)))
            .AddTraceSource("Message",
                            "A message was sent or received.",
                            MakeTraceSourceAccessor(&HttpServer::m_messageTrace),
                            "ns3::HttpMessageRecord::TracedCallback")
            .AddTraceSource("Activity",
                            "A step of the server between its socket calls.",
                            MakeTraceSourceAccessor(&HttpServer::m_activityTrace),
                            "ns3::HttpActivityRecord::TracedCallback");
    return tid;
}

HttpServer::HttpServer()
    : m_workers(MakeCallback(&HttpServer::Respond, this))
{
}

HttpServer::~HttpServer() = default;

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
    for (HttpObservedSocket& listener : m_listeners)
    {
        listener.Release();
    }
    m_listeners.clear();
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
    if (!m_local.IsInvalid())
    {
        NS_ABORT_MSG_IF(!Listen(m_local),
                        "HttpServer: Local: cannot listen at " << FormatHttpAddress(m_local));
        return;
    }
    NS_ABORT_MSG_IF(!Listen(InetSocketAddress(Ipv4Address::GetAny(), m_port)),
                    "HttpServer: Port: " << m_port << " is in use on node " << GetNode()->GetId());
    if (GetNode()->GetObject<Ipv6>())
    {
        Listen(Inet6SocketAddress(Ipv6Address::GetAny(), m_port));
    }
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
    for (HttpObservedSocket& listener : m_listeners)
    {
        listener.Close();
        listener.Release();
    }
    m_listeners.clear();
    m_waiting.clear();
    m_halfOpen.clear();
    m_isStopping = true;
    for (std::size_t key = 0; key < m_sessions.size(); ++key)
    {
        if (m_sessions[key])
        {
            // The driver tells of its end, which removes the session.
            Ptr<HttpSocketDriver> driver = m_sessions[key]->driver;
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
    if (m_listeners.empty())
    {
        StartApplication();
    }
}

void
HttpServer::Stop()
{
    StopApplication();
}

bool
HttpServer::Listen(const Address& local)
{
    HttpObservedSocket listener;
    listener.Create(GetNode(), m_socketFactory);
    // As servers do, so that they can start again while old connections wait for their end.
    listener.Get()->SetAttributeFailSafe("ReuseAddress", BooleanValue(true));
    listener.Get()->SetAcceptCallback(MakeCallback(&HttpServer::OnConnectionRequest, this),
                                      MakeCallback(&HttpServer::OnAccept, this));
    if (listener.Bind(local, m_device, IsHttpIpv6(local)) != 0 || listener.Listen() != 0)
    {
        listener.Release();
        return false;
    }
    m_listeners.push_back(listener);
    return true;
}

void
HttpServer::OnAccept(Ptr<Socket> socket, const Address& from)
{
    if (m_listeners.empty())
    {
        // It was asked for before the server stopped, and a stock socket does not look back.
        HttpObservedSocket late;
        late.Accept(GetNode(), socket);
        late.Reset();
        late.Release();
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
    session.driver = Create<HttpSocketDriver>(m_context,
                                              static_cast<HttpDriverOwner&>(*this),
                                              key,
                                              http::Connection::Role::Server,
                                              options);
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
    session.driver->Accept(socket);
}

void
HttpServer::DriverConnected(HttpSocketDriver& /* driver */)
{
}

void
HttpServer::DriverEvent(HttpSocketDriver& driver, const http::Event& event)
{
    Session& session = *m_sessions[driver.GetKey()];
    if (session.tracer)
    {
        session.tracer->Follow(driver, event);
    }
    switch (event.type)
    {
    case http::EventType::RequestReceived:
        OnRequest(session, event);
        break;
    case http::EventType::MessageReceived:
        Process(session);
        break;
    case http::EventType::RequestRefused:
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
HttpServer::DriverClosed(HttpSocketDriver& driver, http::Outcome /* outcome */)
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
    http::Connection& machine = session.driver->GetMachine();
    const http::RequestHead& request = machine.GetRequest();
    http::Content content;
    content.kind = GetHttpContentKind(m_body);
    content.seed = http::GetContentSeed(request.method + " " + request.target);
    session.driver->ExpectContent(content);
    if (session.tracer)
    {
        session.tracer->DescribeReceiving(content, 0);
    }
    Report(HttpActivity::RequestReceived, session, 0);
    if (!m_keepAlive || (m_maxKeepAliveRequests > 0 && session.requests >= m_maxKeepAliveRequests))
    {
        machine.CloseAfterOpenExchanges();
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
    if (session.driver->HasMismatch())
    {
        // What the client sent is not what it was to send: as with a broken upload.
        *answer = m_responder.Refuse(400);
        session.driver->GetMachine().CloseAfterOpenExchanges();
    }
    Report(HttpActivity::RequestProcessed, session, answer->content.length);
    Ptr<HttpSocketDriver> driver = session.driver;
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
    if (session.tracer)
    {
        std::string text;
        http::WriteResponseHead(answer.head, text);
        session.tracer->BeginSending(std::move(text), answer.content, 0);
    }
    http::Connection& machine = session.driver->GetMachine();
    if (!machine.StartResponse(answer.head, ToHttpNanoseconds(Simulator::Now())))
    {
        NS_LOG_WARN("a response of status " << answer.head.status << " was not due");
        return;
    }
    if (answer.head.status < 200)
    {
        return;
    }
    if (answer.end != HttpResourceEnd::Whole)
    {
        CutResponse(session, answer);
    }
    if (answer.content.length > 0)
    {
        machine.AppendContent(answer.content);
    }
    machine.EndContent();
}

void
HttpServer::Report(HttpActivity activity, const Session& session, uint64_t bytes)
{
    if (m_activityTrace.IsEmpty())
    {
        return;
    }
    const http::Connection& machine = session.driver->GetMachine();
    const http::RequestHead& request = machine.GetRequest();
    const std::string subject = request.method + " " + request.target;
    HttpActivityRecord record;
    record.time = Simulator::Now();
    record.node = GetNode()->GetId();
    record.application = m_application;
    record.activity = activity;
    record.socket = session.driver->GetSocket().GetNumber();
    record.subject = subject;
    record.bytes = bytes;
    m_activityTrace(record);
}

} // namespace ns3
