/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-socket-driver.h"

#include "http-application.h"
#include "http-content-bytes.h"

#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <map>

namespace ns3
{

namespace
{

/// @brief The present as the machine counts it. @return nanoseconds of simulated time
http::Nanoseconds
GetPresent()
{
    return ToHttpNanoseconds(Simulator::Now());
}

} // namespace

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
      m_machine(role, options, GetPresent()),
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
    if (m_socket.Connect(remote) != 0)
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
    m_machine = http::Connection(m_role, options, GetPresent());
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
HttpSocketDriver::OnConnected()
{
    m_socket.ReportCallback(HttpSocketCall::Connected);
    m_phase = Phase::Open;
    Watch(Watched::State);
    m_deadline = Time();
    m_connectEnd = Simulator::Now();
    m_local = m_socket.GetLocal();
    Ptr<HttpSocketDriver> self(this);
    m_owner.DriverConnected(*this);
    Run();
}

http::Outcome
HttpSocketDriver::GetFailure() const
{
    static const std::map<std::string, http::Outcome> OUTCOMES = {
        {"refused", http::Outcome::Refused},
        {"reset", http::Outcome::Reset},
        {"unreachable", http::Outcome::NoRoute},
    };
    const auto told = OUTCOMES.find(m_socket.GetEndReason());
    if (told != OUTCOMES.end())
    {
        return told->second;
    }
    if (m_phase == Phase::Connecting)
    {
        return m_reset ? http::Outcome::Refused : http::Outcome::ConnectTimeout;
    }
    return m_reset ? http::Outcome::Reset : http::Outcome::ConnectionLost;
}

void
HttpSocketDriver::OnConnectFailed()
{
    m_socket.ReportCallback(HttpSocketCall::Failed);
    Finish(GetFailure());
}

void
HttpSocketDriver::OnReceive()
{
    if (!ReadContent())
    {
        Run();
    }
}

void
HttpSocketDriver::OnSendSpace(uint32_t bytes)
{
    // Filling every little gap would make a packet for each acknowledgment; a third of the buffer
    // is what Linux waits for, too. Two thirds are then still on their way, so it never stalls.
    if (m_machine.HasOutput() && bytes >= m_sendBuffer / 3)
    {
        Run();
    }
}

void
HttpSocketDriver::OnPeerClosed()
{
    // A reset is told as an orderly end, but without the state that an orderly end leads to.
    m_reset = m_reset || (m_watched == Watched::State && !m_finReceived);
    m_socket.ReportCallback(HttpSocketCall::PeerClosed, m_reset ? "reset" : "");
    Ptr<HttpSocketDriver> self(this);
    if (m_phase == Phase::Lingering)
    {
        EndLinger();
        return;
    }
    if (m_reset)
    {
        Abort(http::Outcome::Reset);
        return;
    }
    m_peerEnded = true;
    Run();
}

void
HttpSocketDriver::OnError()
{
    m_socket.ReportCallback(HttpSocketCall::Error, m_reset ? "reset" : "");
    Ptr<HttpSocketDriver> self(this);
    if (m_phase == Phase::Lingering)
    {
        Release();
        return;
    }
    const http::Outcome outcome = GetFailure();
    if (!m_held)
    {
        ReadAll();
    }
    m_machine.ReceiveAbort(outcome);
    PassEvents();
    Finish(outcome);
}

void
HttpSocketDriver::OnSegment(Ptr<const Packet> /* packet */,
                            const TcpHeader& header,
                            Ptr<const TcpSocketBase> /* socket */)
{
    if ((header.GetFlags() & TcpHeader::RST) && m_phase == Phase::Connecting)
    {
        m_reset = true;
        Simulator::ScheduleNow(&HttpSocketDriver::OnRefused, Ptr<HttpSocketDriver>(this));
    }
}

void
HttpSocketDriver::OnState(TcpSocket::TcpStates_t /* before */, TcpSocket::TcpStates_t now)
{
    const bool isFin =
        now == TcpSocket::CLOSE_WAIT || now == TcpSocket::CLOSING || now == TcpSocket::TIME_WAIT;
    m_finReceived = m_finReceived || isFin;
    if (m_phase == Phase::Lingering && (isFin || now == TcpSocket::CLOSED))
    {
        Simulator::ScheduleNow(&HttpSocketDriver::OnLingerEnd, Ptr<HttpSocketDriver>(this));
    }
}

void
HttpSocketDriver::OnRefused()
{
    if (m_phase == Phase::Connecting)
    {
        m_socket.ReportCallback(HttpSocketCall::Failed, "refused");
        GiveUpConnecting(http::Outcome::Refused);
    }
}

void
HttpSocketDriver::OnLingerEnd()
{
    EndLinger();
}

void
HttpSocketDriver::OnTimer()
{
    Ptr<HttpSocketDriver> self(this);
    m_timerAt = Time();
    if (!m_deadline.IsZero() && Simulator::Now() >= m_deadline)
    {
        if (m_phase == Phase::Connecting)
        {
            m_socket.ReportCallback(HttpSocketCall::Failed, "timeout");
            GiveUpConnecting(http::Outcome::ConnectTimeout);
            return;
        }
        if (m_phase == Phase::Lingering)
        {
            EndLinger();
            return;
        }
    }
    if (m_phase == Phase::Open)
    {
        m_machine.HandleTimeout(GetPresent());
    }
    Run();
}

void
HttpSocketDriver::CloseWhenIdle()
{
    m_machine.CloseAfterOpenExchanges();
    Run();
}

void
HttpSocketDriver::Abort(http::Outcome outcome)
{
    Ptr<HttpSocketDriver> self(this);
    if (m_phase == Phase::Connecting)
    {
        GiveUpConnecting(outcome);
        return;
    }
    if (m_phase != Phase::Open)
    {
        return;
    }
    EndExchanges(outcome);
    CloseSocket(outcome);
}

void
HttpSocketDriver::EndExchanges(http::Outcome outcome)
{
    if (!m_held)
    {
        ReadAll();
    }
    m_machine.ReceiveAbort(outcome);
    PassEvents();
}

void
HttpSocketDriver::Reset(http::Outcome outcome)
{
    Ptr<HttpSocketDriver> self(this);
    if (m_phase != Phase::Open)
    {
        Abort(outcome);
        return;
    }
    EndExchanges(outcome);
    // The owner may have ended the connection when it heard of that.
    if (m_phase == Phase::Open)
    {
        HttpObservedSocket socket = m_socket;
        Finish(outcome);
        socket.Reset();
    }
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
        m_machine.RestartIdle(GetPresent());
        Run();
    }
}

bool
HttpSocketDriver::IsHeld() const
{
    return m_held;
}

void
HttpSocketDriver::CutOutput(uint64_t bytes, HttpOutputEnd end)
{
    m_cutAt = m_machine.GetSentBytes() + bytes;
    m_cut = end;
}

void
HttpSocketDriver::EndOutputWhenIdle()
{
    m_endsOutput = true;
    Run();
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
HttpSocketDriver::Discard()
{
    Release();
}

void
HttpSocketDriver::CheckClose()
{
    const http::CloseDemand demand = m_machine.GetCloseDemand();
    if (demand == http::CloseDemand::None ||
        (demand != http::CloseDemand::Abort && m_machine.HasOutput()))
    {
        return;
    }
    if (demand == http::CloseDemand::HalfClose)
    {
        EndOutput();
        return;
    }
    CloseSocket(http::Outcome::Complete);
}

void
HttpSocketDriver::EndOutput()
{
    if (m_outputEnded)
    {
        return;
    }
    m_outputEnded = true;
    if (m_socket.TellsItself())
    {
        m_socket.ShutdownSend();
        return;
    }
    // A stock socket goes on receiving after Close(), which it takes for a reset while it holds
    // unread data; of ShutdownSend() it loses the end while data are on their way.
    while (Ptr<Packet> packet = m_socket.Receive(HTTP_PATTERN_RUN))
    {
        m_pending ? m_pending->AddAtEnd(packet) : void(m_pending = packet);
    }
    m_socket.Close();
    if (m_pending && !m_paused)
    {
        Run();
    }
}

void
HttpSocketDriver::CloseSocket(http::Outcome outcome)
{
    if (m_phase != Phase::Open)
    {
        return;
    }
    Ptr<HttpSocketDriver> self(this);
    m_phase = Phase::Lingering;
    ReadAll();
    m_pending = nullptr;
    m_socket.Get()->SetSendCallback(MakeNullCallback<void, Ptr<Socket>, uint32_t>());
    m_deadline = Simulator::Now() + m_context.lingerTimeout;
    m_context.lingering.emplace(m_number, self);
    if (m_socket.TellsItself() && m_role == http::Connection::Role::Server)
    {
        // Such a socket resets what comes after Close(), which could destroy the response on its
        // way (RFC 9112, section 9.6).
        m_socket.ShutdownSend();
    }
    else if (!m_outputEnded)
    {
        m_socket.Close();
    }
    m_owner.DriverClosed(*this, outcome);
    // Only now: the owner may ask whether it was served.
    m_held = false;
    if (m_phase == Phase::Lingering)
    {
        SetTimer();
    }
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

void
HttpSocketDriver::Finish(http::Outcome outcome)
{
    if (m_phase == Phase::Gone)
    {
        return;
    }
    Ptr<HttpSocketDriver> self(this);
    m_phase = Phase::Gone;
    m_owner.DriverClosed(*this, outcome);
    Release();
}

void
HttpSocketDriver::GiveUpConnecting(http::Outcome outcome)
{
    Ptr<Socket> socket = m_socket.Get();
    Finish(outcome);
    // Without callbacks, so it cannot come back here; it ends the retries of the request.
    socket->Close();
}

void
HttpSocketDriver::EndLinger()
{
    Ptr<HttpSocketDriver> self(this);
    Ptr<Socket> socket = m_socket.Get();
    const bool isHalfClosed = m_socket.TellsItself() && m_role == http::Connection::Role::Server;
    Release();
    if (isHalfClosed && socket)
    {
        socket->Close();
    }
}

void
HttpSocketDriver::Release()
{
    Ptr<HttpSocketDriver> self(this);
    m_phase = Phase::Gone;
    Detach();
    m_pending = nullptr;
    m_context.lingering.erase(m_number);
}

void
HttpSocketDriver::Detach()
{
    m_timer.Cancel();
    if (m_socket.Get())
    {
        Watch(Watched::Nothing);
        m_context.Detach(m_socket.Get());
    }
    m_socket.Release();
}

} // namespace ns3
