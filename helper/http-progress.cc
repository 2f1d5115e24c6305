/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-progress.h"

#include <cstdio>
#include <unistd.h>

namespace ns3
{

namespace
{

/// What lasts no longer shows nothing: on a terminal, and elsewhere.
constexpr std::chrono::milliseconds PATIENCE(500);
constexpr std::chrono::milliseconds LONG_PATIENCE(2000);

/// The clock is read once in so many steps.
constexpr uint64_t STEPS = 256;

} // namespace

HttpProgress::HttpProgress(const std::string& what, uint64_t total)
    : m_what(what),
      m_total(total),
      m_isTerminal(isatty(STDERR_FILENO) != 0),
      m_next(Clock::now() + (m_isTerminal ? PATIENCE : LONG_PATIENCE))
{
}

HttpProgress::~HttpProgress()
{
    if (m_isShown && m_isTerminal)
    {
        std::fputs("\r\033[K", stderr);
    }
}

void
HttpProgress::Show(uint64_t done)
{
    if (done % STEPS != 0 || (m_isShown && !m_isTerminal) || Clock::now() < m_next)
    {
        return;
    }
    std::fprintf(stderr,
                 "%s%s: %llu of %llu%s",
                 m_isTerminal ? "\r\033[K" : "",
                 m_what.c_str(),
                 static_cast<unsigned long long>(done),
                 static_cast<unsigned long long>(m_total),
                 m_isTerminal ? "" : " so far\n");
    std::fflush(stderr);
    m_isShown = true;
    m_next = Clock::now() + PATIENCE;
}

} // namespace ns3
