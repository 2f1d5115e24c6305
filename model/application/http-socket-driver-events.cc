/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// HttpSocketDriver: what the socket and the clock tell it.

#include "http-application.h"
#include "http-socket-driver.h"

#include "ns3/simulator.h"

namespace ns3
{

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
    switch (m_socket.GetEnd())
    {
    case HttpConnectionEnd::Refused:
        return http::Outcome::Refused;
    case HttpConnectionEnd::Reset:
        return http::Outcome::Reset;
    case HttpConnectionEnd::Unreachable:
        return http::Outcome::NoRoute;
    default:
        break;
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
        m_machine.HandleTimeout(GetHttpPresent());
    }
    Run();
}

} // namespace ns3
