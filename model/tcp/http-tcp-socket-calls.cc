/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The socket calls of HttpTcpSocket.

#include "http-tcp-segment.h"
#include "http-tcp-socket.h"

#include "ns3/tcp-l4-protocol.h"

#include <algorithm>

namespace ns3
{

template <typename HEADER, typename INTERFACE>
void
HttpTcpSocket::ForwardUp(Ptr<Packet> packet, HEADER header, uint16_t, Ptr<INTERFACE>)
{
    tcp::Segment segment;
    if (m_state == LISTEN && ReadHttpTcpSegment(packet, segment) == nullptr)
    {
        segment.isMarked = header.GetEcn() == HEADER::ECN_CE;
        TakeListening(segment,
                      HttpTcpFourTuple(header.GetDestination(),
                                       segment.header.destinationPort,
                                       header.GetSource(),
                                       segment.header.sourcePort));
    }
}

int
HttpTcpSocket::Listen()
{
    int result = 0;
    if (m_state != CLOSED || m_connection)
    {
        m_errno = ERROR_INVAL;
        result = -1;
    }
    else
    {
        if (!m_endPoint && !m_endPoint6)
        {
            m_endPoint6 = m_tuple.ipv6 ? m_tcp->Allocate6() : nullptr;
            m_endPoint = m_tuple.ipv6 ? nullptr : m_tcp->Allocate();
            KeepEndPoint();
        }
        if (m_endPoint)
        {
            m_endPoint->SetRxCallback(
                MakeCallback(&HttpTcpSocket::ForwardUp<Ipv4Header, Ipv4Interface>, this));
        }
        if (m_endPoint6)
        {
            m_endPoint6->SetRxCallback(
                MakeCallback(&HttpTcpSocket::ForwardUp<Ipv6Header, Ipv6Interface>, this));
        }
        SetState(LISTEN);
    }
    Report(HttpSocketCall::Listen, result);
    return result;
}

int
HttpTcpSocket::Connect(const Address& address)
{
    const Ptr<HttpTcpSocket> self(this);
    const char* detail = "";
    int result = -1;
    if (m_state != CLOSED || m_isEstablished)
    {
        m_errno = ERROR_ISCONN;
    }
    else if (!TakePeer(address))
    {
        m_errno = ERROR_INVAL;
    }
    else
    {
        m_isActive = true;
        m_end = HttpConnectionEnd::None;
        ReleaseEndPoint();
        result = MakeConnection() ? 0 : -1;
        detail = GetHttpConnectionEndName(m_end);
    }
    Report(HttpSocketCall::Connect, result, 0, detail);
    if (result == 0)
    {
        m_connection->Open(GetNow());
        Pump();
    }
    return result;
}

int
HttpTcpSocket::Close()
{
    const Ptr<HttpTcpSocket> self(this);
    Report(HttpSocketCall::Close, 0);
    if (m_isClosed)
    {
        return 0;
    }
    m_isClosed = true;
    ReleaseEndPoint();
    if (m_state == LISTEN)
    {
        SetState(CLOSED);
        return 0;
    }
    if (!m_connection)
    {
        return 0;
    }
    if (m_linger.IsZero())
    {
        Abort();
        return 0;
    }
    m_connection->Close(GetNow());
    Pump();
    return 0;
}

void
HttpTcpSocket::Abort()
{
    const Ptr<HttpTcpSocket> self(this);
    m_isClosed = true;
    ReleaseEndPoint();
    if (m_state == LISTEN)
    {
        SetState(CLOSED);
        return;
    }
    if (m_connection && m_state != TIME_WAIT)
    {
        m_connection->Abort(GetNow());
        Pump();
    }
}

int
HttpTcpSocket::ShutdownSend()
{
    const Ptr<HttpTcpSocket> self(this);
    Report(HttpSocketCall::ShutdownSend, 0);
    m_isSendShut = true;
    if (m_connection && m_state != LISTEN)
    {
        m_connection->Finish(GetNow());
        Pump();
    }
    return 0;
}

int
HttpTcpSocket::ShutdownRecv()
{
    Report(HttpSocketCall::ShutdownReceive, 0);
    if (m_connection)
    {
        m_connection->StopReading();
    }
    return 0;
}

uint32_t
HttpTcpSocket::GetTxAvailable() const
{
    if (!m_connection)
    {
        return m_settings.sendBuffer;
    }
    return static_cast<uint32_t>(m_connection->GetWritable());
}

int
HttpTcpSocket::Send(Ptr<Packet> packet, uint32_t flags)
{
    const Ptr<HttpTcpSocket> self(this);
    const uint32_t size = packet->GetSize();
    int result = -1;
    if (!m_connection || m_state == CLOSED || m_state == LISTEN)
    {
        m_errno = m_isClosed || m_isSendShut ? ERROR_SHUTDOWN : ERROR_NOTCONN;
    }
    else if (m_isSendShut || m_isClosed)
    {
        m_errno = ERROR_SHUTDOWN;
    }
    else if (size > m_connection->GetWritable())
    {
        m_errno = ERROR_MSGSIZE;
        m_connection->GetSender().WantRoom();
    }
    else
    {
        m_sent.Append(packet->Copy());
        result =
            static_cast<int>(m_connection->Write(GetNow(), size, (flags & END_OF_RECORD) != 0));
        if (m_connection->GetWritable() == 0)
        {
            m_isFull = true;
            m_connection->GetSender().WantRoom();
        }
        Pump();
    }
    Report(HttpSocketCall::Send, result, size);
    return result;
}

bool
HttpTcpSocket::IsRoomShort() const
{
    const tcp::Sender& sender = m_connection->GetSender();
    return m_connection->GetWritable() * 2 < sender.GetWritten() - sender.GetUnacknowledged();
}

int
HttpTcpSocket::SendTo(Ptr<Packet> packet, uint32_t flags, const Address& /* address */)
{
    return Send(packet, flags);
}

uint32_t
HttpTcpSocket::GetRxAvailable() const
{
    return m_connection ? static_cast<uint32_t>(m_connection->GetReadable()) : 0;
}

Ptr<Packet>
HttpTcpSocket::Recv(uint32_t maxSize, uint32_t flags)
{
    const Ptr<HttpTcpSocket> self(this);
    const uint32_t bytes = std::min(maxSize, GetRxAvailable());
    if (bytes == 0)
    {
        const bool isEnd = m_isCloseTold && m_isEstablished;
        if (isEnd)
        {
            Report(HttpSocketCall::Receive, 0);
            return Create<Packet>();
        }
        m_errno = ERROR_AGAIN;
        return nullptr;
    }
    constexpr uint32_t PEEK = 2; //!< MSG_PEEK
    if ((flags & PEEK) != 0)
    {
        return m_received.Peek(bytes);
    }
    const Ptr<Packet> packet = m_received.Take(bytes);
    m_connection->Read(GetNow(), bytes);
    Report(HttpSocketCall::Receive, bytes, bytes);
    Pump();
    return packet;
}

Ptr<Packet>
HttpTcpSocket::RecvFrom(uint32_t maxSize, uint32_t flags, Address& address)
{
    const Ptr<Packet> packet = Recv(maxSize, flags);
    if (packet && packet->GetSize() > 0)
    {
        GetPeerName(address);
    }
    return packet;
}

} // namespace ns3
