/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-run-control.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <string_view>
#include <unistd.h>

namespace ns3
{

namespace
{

/// Simulated time after the last page, so that connections close and leave TIME-WAIT.
const Time CLOSING = Seconds(75);

/// The longest simulated time without a duration: nothing may run for ever.
const Time LONGEST = Days(10);

/// Wall time between two looks at the progress, s.
constexpr double SHOW_INTERVAL = 0.5;

/// The signal that has ended the run; 0: none has.
volatile std::sig_atomic_t g_signal = 0;

/// @brief Ends the simulation; what was recorded so far is kept. @param signal which
void
OnSignal(int signal)
{
    std::signal(signal, SIG_DFL);
    g_signal = signal;
    Simulator::Stop();
    if (isatty(STDERR_FILENO))
    {
        // Large traces take seconds to end.
        constexpr std::string_view TEXT = "\ninterrupted: results are brought to an end; "
                                          "once more gives them up\n";
        const auto written = write(STDERR_FILENO, TEXT.data(), TEXT.size());
        static_cast<void>(written);
    }
}

} // namespace

void
HttpRunControl::Watch(const ApplicationContainer& clients)
{
    for (uint32_t i = 0; i < clients.GetN(); ++i)
    {
        clients.Get(i)->TraceConnectWithoutContext("Finished",
                                                   MakeCallback(&HttpRunControl::OnFinished, this));
        clients.Get(i)->TraceConnectWithoutContext("Page",
                                                   MakeCallback(&HttpRunControl::OnPage, this));
    }
    m_running += clients.GetN();
}

void
HttpRunControl::SetOnWarm(const std::function<void()>& onWarm)
{
    m_onWarm = onWarm;
}

void
HttpRunControl::SetOnLoaded(const std::function<void()>& onLoaded)
{
    m_onLoaded = onLoaded;
}

Time
HttpRunControl::GetEnd() const
{
    const bool isLoaded = m_running == 0 && duration.IsZero();
    return isLoaded && m_lastPage.IsStrictlyPositive() ? m_lastPage : m_end;
}

void
HttpRunControl::CatchSignals()
{
    std::signal(SIGINT, OnSignal);
    std::signal(SIGTERM, OnSignal);
}

bool
HttpRunControl::IsInterrupted()
{
    return g_signal != 0;
}

void
HttpRunControl::EndIfInterrupted()
{
    if (g_signal != 0)
    {
        std::fflush(nullptr);
        std::cout << std::flush;
        std::signal(g_signal, SIG_DFL);
        std::raise(g_signal);
    }
}

void
HttpRunControl::OnFinished()
{
    if (--m_running == 0 && duration.IsZero())
    {
        Simulator::Stop(CLOSING);
        if (m_onLoaded)
        {
            m_onLoaded();
        }
    }
}

void
HttpRunControl::OnPage(const HttpPageRecord& record)
{
    m_lastPage = record.finished;
    if (record.started >= warmUp && ++m_pagesLoaded == pages)
    {
        Simulator::Stop();
    }
}

void
HttpRunControl::OnWarm()
{
    if (m_onWarm)
    {
        m_onWarm();
    }
}

double
HttpRunControl::GetProgress() const
{
    double progress = -1;
    if (!duration.IsZero())
    {
        progress = Simulator::Now().GetSeconds() / duration.GetSeconds();
    }
    const uint64_t wanted = pages > 0 ? pages : pagesWanted;
    if (wanted > 0)
    {
        progress =
            std::max(progress, static_cast<double>(m_pagesLoaded) / static_cast<double>(wanted));
    }
    return std::min(progress, 1.0);
}

void
HttpRunControl::ShowProgress()
{
    const auto now = Clock::now();
    const double sinceShown = std::chrono::duration<double>(now - m_shown).count();
    const double elapsed = std::chrono::duration<double>(now - m_start).count();
    // The simulated time that passes in half a second differs from run to run, and within one.
    m_step = sinceShown < SHOW_INTERVAL / 2 ? m_step * 2
             : sinceShown > SHOW_INTERVAL * 2
                 ? std::max(NanoSeconds(m_step.GetNanoSeconds() / 2), MicroSeconds(1))
                 : m_step;
    if (sinceShown >= SHOW_INTERVAL / 2)
    {
        m_shown = now;
    }
    if (sinceShown >= SHOW_INTERVAL / 2 && elapsed >= SHOW_INTERVAL)
    {
        m_isShowing = true;
        const double progress = GetProgress();
        std::fprintf(stderr,
                     "\r\033[K%.3f s simulated, %llu page(s)",
                     Simulator::Now().GetSeconds(),
                     static_cast<unsigned long long>(m_pagesLoaded));
        if (progress > 0)
        {
            std::fprintf(stderr,
                         ", %.0f %%, %.0f s left",
                         100 * progress,
                         elapsed * (1 - progress) / progress);
        }
        std::fflush(stderr);
    }
    Simulator::Schedule(m_step, &HttpRunControl::ShowProgress, this);
}

double
HttpRunControl::Run()
{
    CatchSignals();
    Simulator::Stop(duration.IsZero() ? LONGEST : duration);
    if (warmUp.IsStrictlyPositive())
    {
        Simulator::Schedule(warmUp, &HttpRunControl::OnWarm, this);
    }
    m_start = m_shown = Clock::now();
    if (isatty(STDERR_FILENO))
    {
        m_step = MilliSeconds(1);
        Simulator::Schedule(m_step, &HttpRunControl::ShowProgress, this);
    }
    Simulator::Run();
    m_end = Simulator::Now();
    if (m_isShowing)
    {
        std::fputs("\r\033[K", stderr);
    }
    return std::chrono::duration<double>(Clock::now() - m_start).count();
}

} // namespace ns3
