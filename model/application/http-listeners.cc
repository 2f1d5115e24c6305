/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-listeners.h"

#include "http-hosts.h"
#include "http-message-tracer.h"
#include "http-send-watch.h"

#include "ns3/boolean.h"
#include "ns3/http2-session.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6.h"
#include "ns3/uinteger.h"

namespace ns3
{

HttpAcceptedConnection::HttpAcceptedConnection() = default;

HttpAcceptedConnection::~HttpAcceptedConnection() = default;

HttpListeners::HttpListeners(HttpDriverContext& context,
                             const http::ConnectionOptions& connection,
                             const HttpTracedApplication& application,
                             HttpDriverOwner& owner)
    : m_context(context),
      m_connection(connection),
      m_application(application),
      m_owner(owner)
{
}

std::string
HttpListeners::Open(const Place& place,
                    const RequestCallback& request,
                    const AcceptCallback& accept)
{
    m_accept = accept;
    if (place.notSent > 0 && !HasNotSentLowWater(place))
    {
        return "NotSentLowWater: " + std::to_string(place.notSent) +
               " needs the module's TCP sockets";
    }
    if (!place.local.IsInvalid())
    {
        return OpenOne(place, place.local, request)
                   ? ""
                   : "Local: cannot listen at " + FormatHttpAddress(place.local);
    }
    const Address any4 = InetSocketAddress(Ipv4Address::GetAny(), place.port);
    if (!OpenOne(place, any4, request))
    {
        return "Port: " + std::to_string(place.port) + " is in use on node " +
               std::to_string(m_context.node->GetId());
    }
    if (m_context.node->GetObject<Ipv6>())
    {
        const Address any6 = Inet6SocketAddress(Ipv6Address::GetAny(), place.port);
        OpenOne(place, any6, request);
    }
    return "";
}

bool
HttpListeners::HasNotSentLowWater(const Place& place) const
{
    const Ptr<Socket> socket = Socket::CreateSocket(m_context.node, place.factory);
    TypeId::AttributeInformation info;
    return socket->GetInstanceTypeId().LookupAttributeByName("NotSentLowWater", &info);
}

bool
HttpListeners::OpenOne(const Place& place, const Address& local, const RequestCallback& request)
{
    HttpObservedSocket socket;
    socket.Create(m_context.node, place.factory);
    // As servers do, so that they can start again while old connections wait for their end.
    socket.Get()->SetAttributeFailSafe("ReuseAddress", BooleanValue(true));
    if (place.notSent > 0)
    {
        socket.Get()->SetAttribute("NotSentLowWater", UintegerValue(place.notSent));
    }
    socket.Get()->SetAcceptCallback(request, MakeCallback(&HttpListeners::OnAccept, this));
    if (socket.Bind(local, place.device, IsHttpIpv6(local)) != 0 || socket.Listen() != 0)
    {
        socket.Release();
        return false;
    }
    m_sockets.push_back(socket);
    return true;
}

bool
HttpListeners::IsOpen() const
{
    return !m_sockets.empty();
}

void
HttpListeners::Close()
{
    for (HttpObservedSocket& socket : m_sockets)
    {
        socket.Close();
    }
    Discard();
}

void
HttpListeners::Discard()
{
    for (HttpObservedSocket& socket : m_sockets)
    {
        socket.Release();
    }
    m_sockets.clear();
}

void
HttpListeners::OnAccept(Ptr<Socket> socket, const Address& from)
{
    if (IsOpen())
    {
        ++m_accepted;
        m_accept(socket, from);
        return;
    }
    // It was asked for while the application listened: a stock socket does not look back.
    HttpObservedSocket late;
    late.Accept(m_context.node, socket);
    late.Reset();
    late.Release();
}

uint64_t
HttpListeners::GetAccepted() const
{
    return m_accepted;
}

void
HttpListeners::Prepare(HttpAcceptedConnection& connection, const Ptr<Socket>& socket, uint32_t key)
{
    connection.driver = Create<HttpDriver>(m_context,
                                           m_owner,
                                           key,
                                           http::Role::Server,
                                           m_context.MakeTransport(socket));
    connection.tracer = HttpMessageTracer::Make(m_application, false);
}

std::unique_ptr<http::Session>
HttpListeners::MakeSession(const HttpDriver& driver)
{
    return m_context.MakeSession(http::Role::Server,
                                 driver.GetTransport().GetProtocol(),
                                 m_connection);
}

bool
HttpListeners::Follow(HttpAcceptedConnection& connection,
                      const http::Event& event,
                      bool allowsHttp2)
{
    HttpDriver& driver = *connection.driver;
    if (connection.tracer)
    {
        connection.tracer->Follow(driver, event);
    }
    m_application.TraceFrame(driver, event, false);
    if (event.type == http::EventType::PrefaceReceived && allowsHttp2 && http::HasHttp2())
    {
        driver.SetSession(m_context.MakeSessionBehindPreface(m_connection));
        return true;
    }
    return false;
}

void
HttpListeners::Watch(HttpAcceptedConnection& connection, Time timeout, uint32_t minRate)
{
    if (!timeout.IsStrictlyPositive())
    {
        return;
    }
    if (!connection.sending)
    {
        connection.sending = std::make_unique<HttpSendWatch>();
    }
    connection.sending->Start(connection.driver, timeout, minRate);
}

} // namespace ns3
