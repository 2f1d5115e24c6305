/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// HttpSocketDriver: how a connection ends.

#include "http-content-bytes.h"
#include "http-socket-driver.h"

#include "ns3/simulator.h"

namespace ns3
{

void
HttpSocketDriver::CloseWhenIdle()
{
    m_machine.CloseAfterOpenExchanges();
    Run();
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

void
HttpSocketDriver::Discard()
{
    Release();
}

} // namespace ns3
