/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-listeners.h"

#include "http-hosts.h"

#include "ns3/boolean.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6.h"
#include "ns3/uinteger.h"

namespace ns3
{

std::string
HttpListeners::Open(Ptr<Node> node,
                    const Place& place,
                    const RequestCallback& request,
                    const AcceptCallback& accept)
{
    if (place.notSent > 0 && !TakesNotSent(node, place))
    {
        return "NotSentLowWater: " + std::to_string(place.notSent) +
               " needs the module's TCP sockets";
    }
    if (!place.local.IsInvalid())
    {
        return OpenOne(node, place, place.local, request, accept)
                   ? ""
                   : "Local: cannot listen at " + FormatHttpAddress(place.local);
    }
    const Address any4 = InetSocketAddress(Ipv4Address::GetAny(), place.port);
    if (!OpenOne(node, place, any4, request, accept))
    {
        return "Port: " + std::to_string(place.port) + " is in use on node " +
               std::to_string(node->GetId());
    }
    if (node->GetObject<Ipv6>())
    {
        const Address any6 = Inet6SocketAddress(Ipv6Address::GetAny(), place.port);
        OpenOne(node, place, any6, request, accept);
    }
    return "";
}

bool
HttpListeners::TakesNotSent(Ptr<Node> node, const Place& place)
{
    const Ptr<Socket> socket = Socket::CreateSocket(node, place.factory);
    TypeId::AttributeInformation info;
    return socket->GetInstanceTypeId().LookupAttributeByName("NotSentLowWater", &info);
}

bool
HttpListeners::OpenOne(Ptr<Node> node,
                       const Place& place,
                       const Address& local,
                       const RequestCallback& request,
                       const AcceptCallback& accept)
{
    HttpObservedSocket socket;
    socket.Create(node, place.factory);
    // As servers do, so that they can start again while old connections wait for their end.
    socket.Get()->SetAttributeFailSafe("ReuseAddress", BooleanValue(true));
    if (place.notSent > 0)
    {
        socket.Get()->SetAttribute("NotSentLowWater", UintegerValue(place.notSent));
    }
    socket.Get()->SetAcceptCallback(request, accept);
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
HttpListeners::ResetLate(Ptr<Node> node, Ptr<Socket> socket)
{
    HttpObservedSocket late;
    late.Accept(node, socket);
    late.Reset();
    late.Release();
}

} // namespace ns3
