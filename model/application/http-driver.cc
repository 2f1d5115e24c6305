/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-driver.h"

#include "http-application.h"
#include "http-content-bytes.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{

void
HttpDriverOwner::DriverConnected(HttpDriver& /* driver */)
{
}

void
HttpDriverOwner::DriverContent(HttpDriver& /* driver */,
                               http::ExchangeId /* exchange */,
                               const Packet& /* packet */,
                               uint64_t /* bytes */)
{
}

HttpDriver::HttpDriver(HttpDriverContext& context,
                       HttpDriverOwner& owner,
                       uint32_t key,
                       http::Role role,
                       Ptr<HttpTransport> transport)
    : m_key(key),
      m_context(context),
      m_owner(owner),
      m_role(role),
      m_transport(transport)
{
    m_transport->SetOwner(*this);
}

HttpDriver::~HttpDriver()
{
    m_timer.Cancel();
    m_transport->Leave(HttpFarewell::Release);
}

http::Outcome
HttpDriver::Connect(const HttpConnectPlace& place, Time timeout)
{
    m_phase = Phase::Connecting;
    const http::Outcome outcome = m_transport->Connect(place);
    if (outcome != http::Outcome::Complete)
    {
        m_phase = Phase::Gone;
        return outcome;
    }
    m_deadline = timeout.IsZero() ? Time() : Simulator::Now() + timeout;
    SetTimer();
    return outcome;
}

void
HttpDriver::Accept(Time timeout, bool isHeld)
{
    m_phase = isHeld ? Phase::Held : Phase::Connecting;
    m_deadline = timeout.IsZero() ? Time() : Simulator::Now() + timeout;
    if (isHeld)
    {
        m_transport->Hold();
    }
    m_transport->Accept();
    if (IsConnecting())
    {
        SetTimer();
    }
}

void
HttpDriver::Cancel(http::ExchangeId exchange, http::Outcome outcome, bool isReset)
{
    if (m_session && m_session->Cancel(exchange, outcome))
    {
        Run();
        return;
    }
    isReset ? Reset(outcome) : Abort(outcome);
}

const http::Session&
HttpDriver::GetSession() const
{
    return *m_session;
}

http::Session&
HttpDriver::GetSession()
{
    return *m_session;
}

void
HttpDriver::SetSession(std::unique_ptr<http::Session> session)
{
    if (m_session)
    {
        session->BeginAt(m_session->GetReceivedBytes(), m_session->GetSentBytes());
    }
    m_session = std::move(session);
}

void
HttpDriver::StartInside(const http::Url& origin, bool wantsHttp2, Time timeout)
{
    const Ptr<HttpTransport> outside = m_transport;
    if (m_context.layer)
    {
        m_transport = m_context.layer(
            outside,
            {m_role, origin, wantsHttp2, m_session->GetReceivedBytes(), m_session->GetSentBytes()});
    }
    if (m_transport == outside)
    {
        TransportConnected();
        return;
    }
    m_transport->SetOwner(*this);
    if (m_pending)
    {
        // The peer has spoken before the layer could: what it said is not for HTTP to read.
        Abort(http::Outcome::Malformed);
        return;
    }
    m_phase = Phase::Connecting;
    m_deadline = timeout.IsZero() ? Time() : Simulator::Now() + timeout;
    m_transport->Join();
    if (m_phase == Phase::Connecting)
    {
        SetTimer();
    }
}

void
HttpDriver::EndEarlyData()
{
    m_transport->EndEarlyData();
}

void
HttpDriver::Pause(http::ExchangeId exchange, bool isPaused)
{
    if (m_session && m_session->Pause(exchange, isPaused))
    {
        Run();
        return;
    }
    if (isPaused)
    {
        m_paused = exchange;
        return;
    }
    if (m_paused != exchange)
    {
        return;
    }
    m_paused.reset();
    if (m_phase != Phase::Open)
    {
        return;
    }
    Run();
    if (m_phase == Phase::Open)
    {
        m_transport->ResumeReading();
    }
}

uint32_t
HttpDriver::GetKey() const
{
    return m_key;
}

const HttpTransport&
HttpDriver::GetTransport() const
{
    return *m_transport;
}

void
HttpDriver::Resume()
{
    if (m_phase != Phase::Held)
    {
        return;
    }
    if (!m_session)
    {
        m_phase = Phase::Connecting;
        m_transport->ResumeReading();
        return;
    }
    m_phase = Phase::Open;
    m_session->RestartIdle(GetHttpPresent());
    Run();
}

bool
HttpDriver::IsConnecting() const
{
    return m_phase == Phase::Connecting || (m_phase == Phase::Held && !m_session);
}

bool
HttpDriver::IsOpen() const
{
    return m_phase == Phase::Open || (m_phase == Phase::Held && m_session);
}

void
HttpDriver::OutliveCallers()
{
    m_context.later.Keep([self = Ptr<HttpDriver>(this)]() {});
}

uint64_t
HttpDriver::GetAcknowledged() const
{
    const uint64_t written = m_session->GetSentBytes();
    return written - std::min(written, m_transport->GetUnacknowledged());
}

bool
HttpDriver::HasUnacknowledged() const
{
    return m_session->HasOutput() || GetAcknowledged() < m_session->GetSentBytes();
}

void
HttpDriver::SetTimer()
{
    Time at = m_deadline;
    if (m_phase == Phase::Open)
    {
        const std::optional<http::Nanoseconds> deadline = m_session->GetDeadline();
        at = deadline ? NanoSeconds(deadline->count()) : Time();
    }
    // A timer that expires too early looks at the clock and is set again: cheaper than moving it
    // with every message.
    const bool isSet = m_timer.PeekEventImpl() != nullptr;
    if (at.IsZero() || (isSet && m_timer.GetTs() <= static_cast<uint64_t>(at.GetTimeStep())))
    {
        return;
    }
    m_timer.Cancel();
    const Time now = Simulator::Now();
    m_timer = Simulator::Schedule(std::max(at, now) - now, &HttpDriver::OnTimer, this);
}

void
HttpDriver::OnTimer()
{
    m_timer = EventId();
    if (!m_deadline.IsZero() && Simulator::Now() >= m_deadline)
    {
        if (IsConnecting())
        {
            m_transport->TimeOut();
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
        m_session->HandleTimeout(GetHttpPresent());
    }
    Run();
}

} // namespace ns3
