/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-push-flag.h"

#include "ns3/ipv4-route.h"
#include "ns3/ipv6-route.h"
#include "ns3/node.h"
#include "ns3/packet.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-l4-protocol.h"

namespace ns3
{

void
HttpTcpPushFlag::Install(Ptr<TcpL4Protocol> tcp)
{
    m_tcp = tcp;
    m_push4 = MakeCallback(&HttpTcpPushFlag::Push4, this);
    m_push6 = MakeCallback(&HttpTcpPushFlag::Push6, this);
}

void
HttpTcpPushFlag::Remove()
{
    m_tcp = nullptr;
    m_push4.Nullify();
    m_push6.Nullify();
    m_down4.Nullify();
    m_down6.Nullify();
}

void
HttpTcpPushFlag::SetInNext(bool ipv6)
{
    if (ipv6)
    {
        m_down6 = m_tcp->GetDownTarget6();
        m_tcp->SetDownTarget6(m_push6);
        return;
    }
    m_down4 = m_tcp->GetDownTarget();
    m_tcp->SetDownTarget(m_push4);
}

void
HttpTcpPushFlag::Set(Ptr<Packet> packet, const Address& source, const Address& destination)
{
    TcpHeader header;
    packet->RemoveHeader(header);
    header.SetFlags(header.GetFlags() | TcpHeader::PSH);
    if (Node::ChecksumEnabled())
    {
        header.EnableChecksums();
    }
    header.InitializeChecksum(source, destination, TcpL4Protocol::PROT_NUMBER);
    packet->AddHeader(header);
}

void
HttpTcpPushFlag::Push4(Ptr<Packet> packet,
                       Ipv4Address source,
                       Ipv4Address destination,
                       uint8_t protocol,
                       Ptr<Ipv4Route> route)
{
    m_tcp->SetDownTarget(m_down4);
    Set(packet, source, destination);
    m_down4(packet, source, destination, protocol, route);
}

void
HttpTcpPushFlag::Push6(Ptr<Packet> packet,
                       Ipv6Address source,
                       Ipv6Address destination,
                       uint8_t protocol,
                       Ptr<Ipv6Route> route)
{
    m_tcp->SetDownTarget6(m_down6);
    Set(packet, source, destination);
    m_down6(packet, source, destination, protocol, route);
}

} // namespace ns3
