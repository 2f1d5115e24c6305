/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-send-watch.h"

#include "ns3/simulator.h"

#include <algorithm>

namespace ns3
{

HttpSendWatch::~HttpSendWatch()
{
    Stop();
}

void
HttpSendWatch::Start(const Ptr<HttpDriver>& driver, Time timeout, uint32_t minRate)
{
    if (m_driver)
    {
        return;
    }
    m_driver = driver;
    m_timeout = timeout;
    m_least = std::max(1.0, minRate * timeout.GetSeconds());
    m_acknowledged = driver->GetAcknowledged();
    m_look = Simulator::Schedule(timeout, &HttpSendWatch::CheckProgress, this);
}

void
HttpSendWatch::Stop()
{
    m_look.Cancel();
    m_driver = nullptr;
}

void
HttpSendWatch::CheckProgress()
{
    if (!m_driver->HasUnacknowledged())
    {
        Stop();
        return;
    }
    const uint64_t acknowledged = m_driver->GetAcknowledged();
    if (static_cast<double>(acknowledged - m_acknowledged) < m_least)
    {
        Ptr<HttpDriver> driver = m_driver;
        Stop();
        driver->Reset(http::Outcome::ResponseTimeout);
        return;
    }
    m_acknowledged = acknowledged;
    m_look = Simulator::Schedule(m_timeout, &HttpSendWatch::CheckProgress, this);
}

} // namespace ns3
