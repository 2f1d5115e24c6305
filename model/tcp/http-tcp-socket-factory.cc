/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-socket-factory.h"

#include "http-tcp-foreign-attributes.h"
#include "http-tcp-socket.h"

#include "ns3/http-default-socket-factory.h"
#include "ns3/node.h"
#include "ns3/object-factory.h"
#include "ns3/tcp-congestion-ops.h"
#include "ns3/tcp-l4-protocol.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpTcpSocketFactory);

TypeId
HttpTcpSocketFactory::GetTypeId()
{
    static TypeId tid = TypeId("ns3::HttpTcpSocketFactory")
                            .SetParent<SocketFactory>()
                            .SetGroupName("Http")
                            .AddConstructor<HttpTcpSocketFactory>();
    return tid;
}

TypeId
GetHttpDefaultSocketFactory()
{
    return HttpTcpSocketFactory::GetTypeId();
}

HttpTcpSocketFactory::HttpTcpSocketFactory() = default;

HttpTcpSocketFactory::~HttpTcpSocketFactory() = default;

void
HttpTcpSocketFactory::SetNode(Ptr<Node> node)
{
    m_node = node;
    m_tcp = node->GetObject<TcpL4Protocol>();
}

Ptr<Socket>
HttpTcpSocketFactory::CreateSocket()
{
    ObjectFactory control;
    control.SetTypeId(GetHttpTcpControlType(m_tcp));
    const Ptr<HttpTcpSocket> socket = CreateObject<HttpTcpSocket>();
    socket->TakeForeign(m_tcp);
    socket->SetNode(m_node);
    socket->SetControl(control.Create<TcpCongestionOps>());
    return socket;
}

void
HttpTcpSocketFactory::DoDispose()
{
    m_node = nullptr;
    m_tcp = nullptr;
    SocketFactory::DoDispose();
}

} // namespace ns3
