/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// HttpDriver: how a connection begins and ends.

#include "http-content-bytes.h"
#include "http-driver.h"

#include "ns3/simulator.h"

namespace ns3
{

void
HttpDriver::TransportConnected()
{
    m_phase = m_phase == Phase::Held ? Phase::Held : Phase::Open;
    m_deadline = Time();
    SetSession(m_owner.DriverSession(*this));
    m_owner.DriverConnected(*this);
    Run();
}

http::Outcome
HttpDriver::GetOutcome(HttpConnectionEnd end) const
{
    switch (end)
    {
    case HttpConnectionEnd::Refused:
        return http::Outcome::Refused;
    case HttpConnectionEnd::Reset:
        return http::Outcome::Reset;
    case HttpConnectionEnd::Unreachable:
        return http::Outcome::NoRoute;
    case HttpConnectionEnd::TlsFailed:
        return http::Outcome::TlsFailed;
    default:
        return IsConnecting() ? http::Outcome::ConnectTimeout : http::Outcome::ConnectionLost;
    }
}

void
HttpDriver::TransportEnded(HttpConnectionEnd end)
{
    if (m_phase == Phase::Lingering)
    {
        EndLinger();
        return;
    }
    // Where nothing is under way, nothing can have been cut off.
    const bool isCut =
        end == HttpConnectionEnd::TlsFailed && (!m_session || m_session->GetOpenExchanges() > 0);
    if (end == HttpConnectionEnd::Reset || isCut)
    {
        Abort(GetOutcome(end));
        return;
    }
    m_input = Stream::Ending;
    Run();
}

void
HttpDriver::TransportFailed(HttpConnectionEnd end)
{
    if (m_phase == Phase::Lingering)
    {
        OutliveCallers();
        Leave(HttpFarewell::Release);
        return;
    }
    const http::Outcome outcome = GetOutcome(end);
    if (IsOpen())
    {
        EndExchanges(outcome);
    }
    Finish(outcome, HttpFarewell::Abandon);
}

void
HttpDriver::CloseWhenIdle()
{
    m_session->CloseAfterOpenExchanges();
    Run();
}

void
HttpDriver::EndExchanges(http::Outcome outcome)
{
    if (m_phase == Phase::Open)
    {
        ReadAll();
    }
    m_session->ReceiveAbort(outcome);
    PassEvents();
}

void
HttpDriver::Abort(http::Outcome outcome)
{
    if (IsConnecting())
    {
        Finish(outcome, HttpFarewell::Abandon);
    }
    else if (IsOpen())
    {
        EndExchanges(outcome);
        CloseSocket(outcome);
    }
}

void
HttpDriver::Reset(http::Outcome outcome)
{
    if (!IsOpen())
    {
        Abort(outcome);
        return;
    }
    EndExchanges(outcome);
    // The owner may have ended the connection when it heard of that.
    if (IsOpen())
    {
        Finish(outcome, HttpFarewell::Abort);
    }
}

void
HttpDriver::CutOutput(uint64_t bytes, HttpOutputEnd end)
{
    m_cutAt = m_session->GetSentBytes() + bytes;
    m_cut = end;
}

void
HttpDriver::EndOutputWhenIdle()
{
    if (m_output == Stream::Open)
    {
        m_output = Stream::Ending;
    }
    Run();
}

void
HttpDriver::CheckClose()
{
    const http::CloseDemand demand = m_session->GetCloseDemand();
    if (demand == http::CloseDemand::None ||
        (demand != http::CloseDemand::Abort && m_session->HasOutput()))
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
HttpDriver::EndOutput()
{
    if (m_output == Stream::Ended)
    {
        return;
    }
    WriteGathered();
    m_output = Stream::Ended;
    m_transport->CloseOutput();
    if ((m_pending || m_transport->GetReadable() > 0) && !IsPaused())
    {
        Run();
    }
}

void
HttpDriver::CloseSocket(http::Outcome outcome)
{
    if (!IsOpen())
    {
        return;
    }
    WriteGathered();
    m_phase = Phase::Lingering;
    // Nothing is kept, so that everything is read.
    m_pending = nullptr;
    ReadAll();
    m_transport->Linger();
    m_deadline = Simulator::Now() + m_context.lingerTimeout;
    m_context.lingering.emplace(this, this);
    if (m_role == http::Role::Server)
    {
        // A socket that is closed whole resets what comes after, which could destroy the response
        // on its way (RFC 9112, section 9.6).
        m_transport->CloseOutput();
    }
    else if (m_output != Stream::Ended)
    {
        m_transport->Close();
    }
    m_owner.DriverClosed(*this, outcome);
    if (m_phase == Phase::Lingering)
    {
        SetTimer();
    }
}

void
HttpDriver::Finish(http::Outcome outcome, HttpFarewell farewell)
{
    if (m_phase == Phase::Gone)
    {
        return;
    }
    OutliveCallers();
    m_phase = Phase::Gone;
    m_owner.DriverClosed(*this, outcome);
    Leave(farewell);
}

void
HttpDriver::EndLinger()
{
    OutliveCallers();
    Leave(m_role == http::Role::Server ? HttpFarewell::Abandon : HttpFarewell::Release);
}

void
HttpDriver::Leave(HttpFarewell farewell)
{
    m_phase = Phase::Gone;
    m_timer.Cancel();
    m_pending = nullptr;
    m_context.lingering.erase(this);
    m_transport->Leave(farewell);
}

void
HttpDriver::Discard()
{
    Leave(HttpFarewell::Release);
}

// What drivers share ends here, where they are known.

HttpDriverContext::~HttpDriverContext()
{
    Discard();
}

void
HttpDriverContext::Discard()
{
    later.Clear();
    lingering.clear();
    node = nullptr;
}

} // namespace ns3
