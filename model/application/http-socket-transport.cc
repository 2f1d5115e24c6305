/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-socket-transport.h"

#include "http-content-bytes.h"
#include "http-hosts.h"

#include "ns3/boolean.h"
#include "ns3/uinteger.h"

#include <utility>

namespace ns3
{

HttpSocketHub::HttpSocketHub(HttpLater& putOff)
    : later(putOff),
      m_onConnected(
          MakeCallback(&HttpSocketHub::Dispatch<&HttpSocketTransport::OnConnected>, this)),
      m_onConnectFailed(
          MakeCallback(&HttpSocketHub::Dispatch<&HttpSocketTransport::OnConnectFailed>, this)),
      m_onReceive(MakeCallback(&HttpSocketHub::Dispatch<&HttpSocketTransport::OnReadable>, this)),
      m_onPeerClosed(
          MakeCallback(&HttpSocketHub::Dispatch<&HttpSocketTransport::OnPeerClosed>, this)),
      m_onError(MakeCallback(&HttpSocketHub::Dispatch<&HttpSocketTransport::OnError>, this)),
      m_onSendSpace(
          MakeCallback(&HttpSocketHub::Dispatch<&HttpSocketTransport::OnSendSpace, uint32_t>, this))
{
}

void
HttpSocketHub::Attach(const Ptr<Socket>& socket, HttpSocketTransport& transport, bool connecting)
{
    m_bySocket[PeekPointer(socket)] = &transport;
    if (connecting)
    {
        socket->SetConnectCallback(m_onConnected, m_onConnectFailed);
    }
    socket->SetRecvCallback(m_onReceive);
    socket->SetCloseCallbacks(m_onPeerClosed, m_onError);
}

void
HttpSocketHub::WatchSendSpace(const Ptr<Socket>& socket) const
{
    socket->SetSendCallback(m_onSendSpace);
}

void
HttpSocketHub::Detach(const Ptr<Socket>& socket)
{
    m_bySocket.erase(PeekPointer(socket));
}

template <auto HANDLER, typename... ARGUMENTS>
void
HttpSocketHub::Dispatch(Ptr<Socket> socket, ARGUMENTS... arguments)
{
    const auto found = m_bySocket.find(PeekPointer(socket));
    if (found != m_bySocket.end())
    {
        (found->second->*HANDLER)(arguments...);
    }
}

HttpSocketTransport::HttpSocketTransport(HttpSocketHub& hub)
    : m_hub(hub)
{
}

HttpSocketTransport::HttpSocketTransport(HttpSocketHub& hub,
                                         const Ptr<Node>& node,
                                         const Ptr<Socket>& socket)
    : m_hub(hub)
{
    m_socket.Accept(node, socket);
    m_local = m_socket.GetLocal();
    m_remote = m_socket.GetRemote();
}

HttpSocketTransport::~HttpSocketTransport()
{
    HttpSocketTransport::Leave(HttpFarewell::Release);
}

http::Outcome
HttpSocketTransport::Connect(const HttpConnectPlace& place)
{
    m_socket.Create(place.node, place.factory);
    if (m_socket.Bind(place.local, place.device, IsHttpIpv6(place.remote)) != 0)
    {
        return http::Outcome::NoPort;
    }
    m_remote = place.remote;
    Attach(true);
    // ns-3's routing stops the program where it is asked for the way to a group of hosts.
    if (!IsHttpDestination(place.node, place.remote) || m_socket.Connect(place.remote) != 0)
    {
        const Socket::SocketErrno error = m_socket.Get()->GetErrno();
        Leave(HttpFarewell::Release);
        return error == Socket::ERROR_ADDRNOTAVAIL || error == Socket::ERROR_ADDRINUSE
                   ? http::Outcome::NoPort
                   : http::Outcome::NoRoute;
    }
    return http::Outcome::Complete;
}

void
HttpSocketTransport::TimeOut()
{
    m_socket.ReportCallback(HttpSocketCall::Failed, "timeout");
    m_owner->TransportFailed(HttpConnectionEnd::TimedOut);
}

void
HttpSocketTransport::Accept()
{
    Attach(false);
    Join();
}

void
HttpSocketTransport::Join()
{
    m_owner->TransportConnected();
}

void
HttpSocketTransport::Attach(bool connecting)
{
    const Ptr<Socket>& socket = m_socket.Get();
    m_isConnecting = connecting;
    m_hub.Attach(socket, *this, connecting);
    m_sendBuffer = socket->GetTxAvailable();
    if (!m_socket.TellsItself())
    {
        Watch(connecting ? Watched::Segments : Watched::State);
    }
}

void
HttpSocketTransport::Watch(Watched watched)
{
    const Ptr<Socket>& socket = m_socket.Get();
    const auto onSegment = [this]() { return MakeCallback(&HttpSocketTransport::OnSegment, this); };
    const auto onState = [this]() { return MakeCallback(&HttpSocketTransport::OnState, this); };
    if (m_watched == Watched::Segments)
    {
        socket->TraceDisconnectWithoutContext("Rx", onSegment());
    }
    else if (m_watched == Watched::State)
    {
        socket->TraceDisconnectWithoutContext("State", onState());
    }
    const bool isThere =
        watched == Watched::Segments ? socket->TraceConnectWithoutContext("Rx", onSegment())
        : watched == Watched::State  ? socket->TraceConnectWithoutContext("State", onState())
                                     : false;
    m_watched = isThere ? watched : Watched::Nothing;
}

bool
HttpSocketTransport::Write(Ptr<Packet> packet)
{
    return m_socket.Send(packet) >= 0;
}

uint32_t
HttpSocketTransport::GetWritable() const
{
    return m_socket.Get()->GetTxAvailable();
}

void
HttpSocketTransport::SetCorked(bool isCorked)
{
    // Sockets of others have no such attribute.
    m_socket.Get()->SetAttributeFailSafe("Cork", BooleanValue(isCorked));
}

void
HttpSocketTransport::WatchWritable()
{
    if (!m_isWatchingSpace)
    {
        m_isWatchingSpace = true;
        m_hub.WatchSendSpace(m_socket.Get());
    }
}

uint64_t
HttpSocketTransport::GetUnacknowledged() const
{
    return m_socket.Get() ? m_socket.GetUnacknowledged(m_sendBuffer) : 0;
}

Ptr<Packet>
HttpSocketTransport::Read(uint32_t maxBytes)
{
    if (!m_early || m_early->GetSize() <= maxBytes)
    {
        return m_early ? std::exchange(m_early, nullptr) : m_socket.Receive(maxBytes);
    }
    const Ptr<Packet> packet = m_early->CreateFragment(0, maxBytes);
    m_early->RemoveAtStart(maxBytes);
    return packet;
}

uint64_t
HttpSocketTransport::GetReadable() const
{
    return (m_early ? m_early->GetSize() : 0) +
           (m_socket.Get() ? m_socket.Get()->GetRxAvailable() : 0);
}

void
HttpSocketTransport::ResumeReading()
{
    if (!m_socket.TellsItself())
    {
        // Reading does not make a stock socket tell that its window is open again; to enlarge its
        // buffer does.
        UintegerValue bytes;
        m_socket.Get()->GetAttribute("RcvBufSize", bytes);
        m_socket.Get()->SetAttribute("RcvBufSize", UintegerValue(bytes.Get() + 1));
    }
}

void
HttpSocketTransport::CloseOutput()
{
    if (m_socket.TellsItself())
    {
        m_socket.ShutdownSend();
        return;
    }
    // A stock socket goes on receiving after Close(), which it takes for a reset while it holds
    // unread data; of ShutdownSend() it loses the end while data are on their way.
    while (Ptr<Packet> packet = m_socket.Receive(HTTP_PATTERN_RUN))
    {
        m_early ? m_early->AddAtEnd(packet) : void(m_early = packet);
    }
    Close();
}

void
HttpSocketTransport::Close()
{
    if (!m_isClosed)
    {
        m_isClosed = !m_socket.TellsItself();
        m_socket.Close();
    }
}

void
HttpSocketTransport::Linger()
{
    m_isLingering = true;
    if (m_socket.TellsItself())
    {
        Watch(Watched::State);
    }
    m_socket.Get()->SetSendCallback(MakeNullCallback<void, Ptr<Socket>, uint32_t>());
}

void
HttpSocketTransport::Leave(HttpFarewell farewell)
{
    m_owner = nullptr;
    m_early = nullptr;
    HttpObservedSocket socket = m_socket;
    if (!socket.Get())
    {
        return;
    }
    Watch(Watched::Nothing);
    m_hub.Detach(socket.Get());
    m_socket.Release();
    // Without callbacks, so that nothing comes back here.
    if (farewell == HttpFarewell::Abort)
    {
        socket.Reset();
    }
    else if (farewell == HttpFarewell::Abandon && !m_isClosed && !m_isOver)
    {
        socket.Get()->Close();
    }
}

HttpTransportEnds
HttpSocketTransport::GetEnds() const
{
    return {m_socket.GetNumber(), m_local, m_remote};
}

HttpConnectionEnd
HttpSocketTransport::GetEnd() const
{
    const HttpConnectionEnd end = m_socket.GetEnd();
    if (end == HttpConnectionEnd::Unreachable || !m_isReset)
    {
        return end;
    }
    return m_isConnecting ? HttpConnectionEnd::Refused : HttpConnectionEnd::Reset;
}

void
HttpSocketTransport::OnReadable()
{
    m_owner->TransportReadable();
}

void
HttpSocketTransport::OnConnected()
{
    m_socket.ReportCallback(HttpSocketCall::Connected);
    m_isConnecting = false;
    if (!m_socket.TellsItself())
    {
        Watch(Watched::State);
    }
    m_local = m_socket.GetLocal();
    m_owner->TransportConnected();
}

void
HttpSocketTransport::OnConnectFailed()
{
    m_socket.ReportCallback(HttpSocketCall::Failed);
    m_isOver = true;
    m_owner->TransportFailed(GetEnd());
}

void
HttpSocketTransport::OnSendSpace(uint32_t bytes)
{
    // Filling every little gap would make a packet for each acknowledgment. A socket of ours tells
    // only when a third of its buffer is free, as Linux does, and would not tell again; of others
    // that is looked at here. Two thirds are then still on their way, so it never stalls.
    if (m_socket.TellsItself() || bytes >= m_sendBuffer / 3)
    {
        m_owner->TransportWritable();
    }
}

void
HttpSocketTransport::OnPeerClosed()
{
    // A stock socket tells a reset as an orderly end, but without the state that this leads to.
    m_isReset =
        m_isReset || (!m_socket.TellsItself() && m_watched == Watched::State && !m_isFinReceived);
    m_socket.ReportCallback(HttpSocketCall::PeerClosed, m_isReset ? "reset" : "");
    m_owner->TransportEnded(m_isReset ? HttpConnectionEnd::Reset : HttpConnectionEnd::FullClose);
}

void
HttpSocketTransport::OnError()
{
    m_socket.ReportCallback(HttpSocketCall::Error, m_isReset ? "reset" : "");
    m_isOver = true;
    m_owner->TransportFailed(GetEnd());
}

void
HttpSocketTransport::OnSegment(Ptr<const Packet> /* packet */,
                               const TcpHeader& header,
                               Ptr<const TcpSocketBase> /* socket */)
{
    if ((header.GetFlags() & TcpHeader::RST) && m_isConnecting)
    {
        m_isReset = true;
        m_hub.later.Do([self = Ptr<HttpSocketTransport>(this)]() { self->OnRefused(); });
    }
}

void
HttpSocketTransport::OnState(TcpSocket::TcpStates_t /* before */, TcpSocket::TcpStates_t now)
{
    const bool isFin =
        now == TcpSocket::CLOSE_WAIT || now == TcpSocket::CLOSING || now == TcpSocket::TIME_WAIT;
    m_isFinReceived = m_isFinReceived || isFin;
    if (m_isLingering && (isFin || now == TcpSocket::CLOSED))
    {
        m_hub.later.Do([self = Ptr<HttpSocketTransport>(this)]() { self->OnLingerEnd(); });
    }
}

void
HttpSocketTransport::OnRefused()
{
    if (m_owner && m_isConnecting)
    {
        m_socket.ReportCallback(HttpSocketCall::Failed, "refused");
        m_owner->TransportFailed(HttpConnectionEnd::Refused);
    }
}

void
HttpSocketTransport::OnLingerEnd()
{
    if (m_owner)
    {
        m_owner->TransportEnded(HttpConnectionEnd::FullClose);
    }
}

} // namespace ns3
