/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-socket-factory.h"

#include "http-tcp-foreign-attributes.h"
#include "http-tcp-machine-socket.h"
#include "http-tcp-socket.h"

#include "ns3/http-default-socket-factory.h"
#include "ns3/node.h"
#include "ns3/object-factory.h"
#include "ns3/rtt-estimator.h"
#include "ns3/tcp-congestion-ops.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/tcp-recovery-ops.h"

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpTcpSocketFactory);

namespace
{

/// Makes an object of the class that an attribute of TcpL4Protocol names.
template <typename T>
Ptr<T>
MakeNamed(Ptr<TcpL4Protocol> tcp, const std::string& attribute)
{
    TypeIdValue type;
    tcp->GetAttribute(attribute, type);
    ObjectFactory factory;
    factory.SetTypeId(type.Get());
    return factory.Create<T>();
}

} // namespace

TypeId
HttpTcpSocketFactory::GetTypeId()
{
    static TypeId tid = TypeId("ns3::HttpTcpSocketFactory")
                            .SetParent<SocketFactory>()
                            .SetGroupName("Http")
                            .AddConstructor<HttpTcpSocketFactory>()
                            .AddAttribute("SocketType",
                                          "Class of the sockets: ns3::HttpTcpSocket or "
                                          "ns3::HttpTcpMachineSocket.",
                                          TypeIdValue(HttpTcpSocket::GetTypeId()),
                                          MakeTypeIdAccessor(&HttpTcpSocketFactory::m_socketType),
                                          MakeTypeIdChecker());
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
    if (m_socketType == HttpTcpMachineSocket::GetTypeId())
    {
        ObjectFactory control;
        control.SetTypeId(GetHttpTcpControlType(m_tcp));
        const Ptr<HttpTcpMachineSocket> socket = CreateObject<HttpTcpMachineSocket>();
        socket->TakeForeign(m_tcp);
        socket->SetNode(m_node);
        socket->SetControl(control.Create<TcpCongestionOps>());
        return socket;
    }
    NS_ABORT_MSG_UNLESS(m_socketType == HttpTcpSocket::GetTypeId(),
                        "SocketType=" << m_socketType.GetName()
                                      << "; accepted: ns3::HttpTcpSocket, "
                                      << "ns3::HttpTcpMachineSocket");
    Ptr<HttpTcpSocket> socket = CreateObject<HttpTcpSocket>();
    socket->SetTcp(m_tcp);
    socket->SetRtt(MakeNamed<RttEstimator>(m_tcp, "RttEstimatorType"));
    socket->SetCongestionControlAlgorithm(MakeNamed<TcpCongestionOps>(m_tcp, "SocketType"));
    socket->SetRecoveryAlgorithm(MakeNamed<TcpRecoveryOps>(m_tcp, "RecoveryType"));
    socket->SetNode(m_node);
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
