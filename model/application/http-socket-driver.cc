/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-socket-driver.h"

#include "http-application.h"
#include "http-content-bytes.h"
#include "http-hosts.h"

#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{

void
HttpDriverOwner::DriverContent(HttpSocketDriver& /* driver */,
                               const Packet& /* packet */,
                               uint64_t /* bytes */)
{
}

HttpSocketDriver::HttpSocketDriver(HttpDriverContext& context,
                                   HttpDriverOwner& owner,
                                   uint32_t key,
                                   http::Connection::Role role,
                                   const http::ConnectionOptions& options)
    : m_context(context),
      m_owner(owner),
      m_machine(role, options, GetHttpPresent()),
      m_number(context.drivers++),
      m_key(key),
      m_role(role)
{
}

HttpSocketDriver::~HttpSocketDriver()
{
    Detach();
}

http::Outcome
HttpSocketDriver::Connect(TypeId factory,
                          const Address& local,
                          Ptr<NetDevice> device,
                          const Address& remote,
                          Time timeout)
{
    m_connectStart = Simulator::Now();
    m_socket.Create(m_context.node, factory);
    if (m_socket.Bind(local, device, IsHttpIpv6(remote)) != 0)
    {
        m_phase = Phase::Gone;
        return http::Outcome::NoPort;
    }
    m_remote = remote;
    m_phase = Phase::Connecting;
    Attach();
    // ns-3's routing stops the program where it is asked for the way to a group of hosts.
    if (!IsHttpDestination(m_context.node, remote) || m_socket.Connect(remote) != 0)
    {
        const bool noPort = m_socket.Get()->GetErrno() == Socket::ERROR_ADDRNOTAVAIL ||
                            m_socket.Get()->GetErrno() == Socket::ERROR_ADDRINUSE;
        Detach();
        m_phase = Phase::Gone;
        return noPort ? http::Outcome::NoPort : http::Outcome::NoRoute;
    }
    m_deadline = timeout.IsZero() ? Time() : m_connectStart + timeout;
    SetTimer();
    return http::Outcome::Complete;
}

void
HttpSocketDriver::Accept(Ptr<Socket> socket)
{
    m_connectStart = m_connectEnd = Simulator::Now();
    m_socket.Accept(m_context.node, socket);
    m_local = m_socket.GetLocal();
    m_remote = m_socket.GetRemote();
    m_phase = Phase::Open;
    Attach();
    Run();
}

void
HttpSocketDriver::Attach()
{
    Ptr<Socket> socket = m_socket.Get();
    m_context.Attach(socket, *this, m_phase == Phase::Connecting);
    m_sendBuffer = socket->GetTxAvailable();
    Watch(m_phase == Phase::Connecting ? Watched::Segments : Watched::State);
}

void
HttpSocketDriver::Watch(Watched watched)
{
    const Ptr<Socket>& socket = m_socket.Get();
    if (m_watched == Watched::Segments)
    {
        socket->TraceDisconnectWithoutContext("Rx",
                                              MakeCallback(&HttpSocketDriver::OnSegment, this));
    }
    else if (m_watched == Watched::State)
    {
        socket->TraceDisconnectWithoutContext("State",
                                              MakeCallback(&HttpSocketDriver::OnState, this));
    }
    bool isThere = true;
    if (watched == Watched::Segments)
    {
        isThere =
            socket->TraceConnectWithoutContext("Rx",
                                               MakeCallback(&HttpSocketDriver::OnSegment, this));
    }
    else if (watched == Watched::State)
    {
        isThere =
            socket->TraceConnectWithoutContext("State",
                                               MakeCallback(&HttpSocketDriver::OnState, this));
    }
    m_watched = isThere ? watched : Watched::Nothing;
}

http::Connection&
HttpSocketDriver::GetMachine()
{
    return m_machine;
}

void
HttpSocketDriver::StartInside(const http::ConnectionOptions& options)
{
    const uint64_t received = m_machine.GetReceivedBytes();
    const uint64_t sent = m_machine.GetSentBytes();
    m_machine = http::Connection(m_role, options, GetHttpPresent());
    m_machine.BeginAt(received, sent);
}

void
HttpSocketDriver::Pause(bool isPaused)
{
    if (m_paused == isPaused)
    {
        return;
    }
    m_paused = isPaused;
    if (isPaused || m_phase != Phase::Open)
    {
        return;
    }
    Ptr<HttpSocketDriver> self(this);
    Run();
    if (m_phase == Phase::Open && !m_socket.TellsItself())
    {
        // Reading does not make a stock socket tell that its window is open again; to enlarge its
        // buffer does.
        UintegerValue bytes;
        m_socket.Get()->GetAttribute("RcvBufSize", bytes);
        m_socket.Get()->SetAttribute("RcvBufSize", UintegerValue(bytes.Get() + 1));
    }
}

void
HttpSocketDriver::ExpectContent(const http::Content& content)
{
    m_expected = content;
    m_checks = content.kind == http::ContentKind::Pattern;
    m_mismatch = false;
}

bool
HttpSocketDriver::HasMismatch() const
{
    return m_mismatch;
}

uint32_t
HttpSocketDriver::GetKey() const
{
    return m_key;
}

const HttpObservedSocket&
HttpSocketDriver::GetSocket() const
{
    return m_socket;
}

const Address&
HttpSocketDriver::GetLocal() const
{
    return m_local;
}

const Address&
HttpSocketDriver::GetRemote() const
{
    return m_remote;
}

Time
HttpSocketDriver::GetConnectStart() const
{
    return m_connectStart;
}

Time
HttpSocketDriver::GetConnectEnd() const
{
    return m_connectEnd;
}

void
HttpSocketDriver::Hold()
{
    m_held = true;
}

void
HttpSocketDriver::Resume()
{
    if (m_held)
    {
        m_held = false;
        m_machine.RestartIdle(GetHttpPresent());
        Run();
    }
}

bool
HttpSocketDriver::IsHeld() const
{
    return m_held;
}

uint64_t
HttpSocketDriver::GetAcknowledged() const
{
    const uint64_t free = m_socket.Get() ? m_socket.Get()->GetTxAvailable() : m_sendBuffer;
    const uint64_t written = m_machine.GetSentBytes();
    return written - std::min<uint64_t>(written, m_sendBuffer - free);
}

bool
HttpSocketDriver::HasUnacknowledged() const
{
    return m_machine.HasOutput() || GetAcknowledged() < m_machine.GetSentBytes();
}

void
HttpSocketDriver::SetTimer()
{
    Time at = m_deadline;
    if (m_phase == Phase::Open)
    {
        const std::optional<http::Nanoseconds> deadline = m_machine.GetDeadline();
        at = deadline ? NanoSeconds(deadline->count()) : Time();
    }
    // A timer that expires too early looks at the clock and is set again: cheaper than moving it
    // with every message.
    if (at.IsZero() || (!m_timerAt.IsZero() && m_timerAt <= at))
    {
        return;
    }
    m_timer.Cancel();
    m_timerAt = std::max(at, Simulator::Now());
    m_timer = Simulator::Schedule(m_timerAt - Simulator::Now(), &HttpSocketDriver::OnTimer, this);
}

} // namespace ns3
