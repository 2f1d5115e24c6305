/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-observed-socket.h"

#include "ns3/abort.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/simulator.h"
#include "ns3/tcp-socket-base.h"

namespace ns3
{

namespace
{

/// Reaches what ns-3's sockets have no public call for.
class Opener : public TcpSocketBase
{
  public:
    /**
     * @brief Gives a listening socket a window.
     *
     * Without one it takes a stray segment, such as a reset for a connection before its time, for
     * a window that has closed, and probes it 6 s later, which ends the program.
     * @param socket the socket
     */
    static void OpenWindow(TcpSocketBase& socket)
    {
        socket.*(&Opener::m_rWnd) = UINT16_MAX;
    }

    /// @brief Resets a connection. @param socket its socket
    static void Reset(TcpSocketBase& socket)
    {
        (socket.*(&Opener::SendRST))();
    }
};

} // namespace

bool
IsHttpIpv6(const Address& address)
{
    return Inet6SocketAddress::IsMatchingType(address);
}

void
HttpObservedSocket::Observe(Ptr<Node> node)
{
    m_reporting = dynamic_cast<HttpReportingSocket*>(PeekPointer(m_socket));
    m_reporter = m_reporting ? nullptr : HttpSocketReporter::Make(node, m_socket);
}

void
HttpObservedSocket::Create(Ptr<Node> node, TypeId factory)
{
    NS_ABORT_MSG_UNLESS(node->GetObject<Object>(factory),
                        "SocketFactory is " << factory.GetName() << ", which node " << node->GetId()
                                            << " does not have; helpers of applications install "
                                               "the default, HttpTcpHelper does so for others");
    m_socket = Socket::CreateSocket(node, factory);
    Observe(node);
    Report(HttpSocketCall::Create, 0);
}

void
HttpObservedSocket::Accept(Ptr<Node> node, Ptr<Socket> socket)
{
    m_socket = socket;
    Observe(node);
    if (m_reporter)
    {
        m_reporter->ReportAccepted();
    }
    Report(HttpSocketCall::Accept, 0);
}

int
HttpObservedSocket::Bind(const Address& local, Ptr<NetDevice> device, bool isIpv6)
{
    if (device)
    {
        m_socket->BindToNetDevice(device);
    }
    int result;
    if (!local.IsInvalid())
    {
        result = m_socket->Bind(local);
    }
    else
    {
        result = isIpv6 ? m_socket->Bind6() : m_socket->Bind();
    }
    if (device && result == 0)
    {
        // Once more: before Bind the socket has no end point yet that could be bound to it.
        m_socket->BindToNetDevice(device);
    }
    Report(HttpSocketCall::Bind, result);
    return result;
}

int
HttpObservedSocket::Listen()
{
    const int result = m_socket->Listen();
    const Ptr<TcpSocketBase> socket = DynamicCast<TcpSocketBase>(m_socket);
    if (socket && !m_reporting)
    {
        Opener::OpenWindow(*socket);
    }
    Report(HttpSocketCall::Listen, result);
    return result;
}

int
HttpObservedSocket::Connect(const Address& remote)
{
    const int result = m_socket->Connect(remote);
    Report(HttpSocketCall::Connect, result, 0, remote);
    return result;
}

int
HttpObservedSocket::Send(Ptr<Packet> packet)
{
    const uint32_t bytes = packet->GetSize();
    const int result = m_socket->Send(packet, 0);
    if (m_reporter)
    {
        Report(HttpSocketCall::Send, result, bytes);
    }
    return result;
}

Ptr<Packet>
HttpObservedSocket::Receive(uint32_t maxBytes)
{
    Ptr<Packet> packet = m_socket->Recv(maxBytes, 0);
    if (!packet || packet->GetSize() == 0)
    {
        return nullptr;
    }
    if (m_reporter)
    {
        Report(HttpSocketCall::Receive, packet->GetSize(), packet->GetSize());
    }
    return packet;
}

int
HttpObservedSocket::Close()
{
    const int result = m_socket->Close();
    Report(HttpSocketCall::Close, result);
    return result;
}

void
HttpObservedSocket::ReportCallback(HttpSocketCall call, const char* detail) const
{
    Report(call, 0, 0, Address(), detail);
}

int
HttpObservedSocket::ShutdownSend()
{
    const int result = m_socket->ShutdownSend();
    Report(HttpSocketCall::ShutdownSend, result);
    return result;
}

void
HttpObservedSocket::Reset()
{
    if (m_reporting)
    {
        // As SO_LINGER with a time of 0 does.
        m_socket->SetAttribute("Linger", TimeValue(Time(0)));
        m_socket->Close();
        return;
    }
    const Ptr<TcpSocketBase> socket = DynamicCast<TcpSocketBase>(m_socket);
    Report(HttpSocketCall::Close, 0, 0, Address(), "reset");
    if (socket)
    {
        Opener::Reset(*socket);
    }
    else
    {
        m_socket->Close();
    }
}

bool
HttpObservedSocket::TellsItself() const
{
    return m_reporting != nullptr;
}

HttpConnectionEnd
HttpObservedSocket::GetEnd() const
{
    return m_reporting ? m_reporting->GetEnd() : HttpConnectionEnd::None;
}

uint64_t
HttpObservedSocket::GetNumber() const
{
    return m_reporting ? m_reporting->GetSocketNumber() : m_reporter ? m_reporter->GetNumber() : 0;
}

uint64_t
HttpObservedSocket::GetUnacknowledged(uint32_t buffer) const
{
    return m_reporting ? m_reporting->GetUnacknowledged() : buffer - m_socket->GetTxAvailable();
}

Address
HttpObservedSocket::GetLocal() const
{
    Address address;
    m_socket->GetSockName(address);
    return address;
}

Address
HttpObservedSocket::GetRemote() const
{
    Address address;
    m_socket->GetPeerName(address);
    return address;
}

void
HttpObservedSocket::Release()
{
    if (!m_socket)
    {
        return;
    }
    m_socket->SetConnectCallback(MakeNullCallback<void, Ptr<Socket>>(),
                                 MakeNullCallback<void, Ptr<Socket>>());
    m_socket->SetCloseCallbacks(MakeNullCallback<void, Ptr<Socket>>(),
                                MakeNullCallback<void, Ptr<Socket>>());
    m_socket->SetAcceptCallback(MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
                                MakeNullCallback<void, Ptr<Socket>, const Address&>());
    m_socket->SetRecvCallback(MakeNullCallback<void, Ptr<Socket>>());
    m_socket->SetSendCallback(MakeNullCallback<void, Ptr<Socket>, uint32_t>());
    m_socket = nullptr;
    m_reporting = nullptr;
    m_reporter = nullptr;
}

void
HttpObservedSocket::Report(HttpSocketCall call,
                           int64_t result,
                           uint64_t bytes,
                           const Address& remote,
                           const char* detail) const
{
    if (m_reporter)
    {
        m_reporter->Report(call, result, bytes, remote, detail);
    }
}

} // namespace ns3
