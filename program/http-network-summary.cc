/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-network-summary.h"

#include <iomanip>

namespace ns3
{

namespace
{

/// Width of the column of names, as in HttpSummary.
constexpr int FIGURE_NAME_WIDTH = 21;

} // namespace

void
HttpNetworkSummary::Watch(const NodeContainer& nodes)
{
    m_segments.Watch(nodes);
    m_losses.Watch(nodes);
}

void
HttpNetworkSummary::Stop()
{
    m_segments.Stop();
    m_losses.Stop();
}

void
HttpNetworkSummary::Print(std::ostream& out) const
{
    const auto name = [&out](const char* text) -> std::ostream& {
        return out << "  " << std::left << std::setw(FIGURE_NAME_WIDTH) << text;
    };
    name("packets lost") << m_losses.GetAll();
    const char* separator = ": ";
    for (std::size_t i = 0; i < HttpLossCount::CAUSES; ++i)
    {
        const auto cause = static_cast<HttpLossCount::Cause>(i);
        if (m_losses.Get(cause) > 0)
        {
            out << separator << m_losses.Get(cause) << " " << HttpLossCount::GetText(cause);
            separator = ", ";
        }
    }
    out << "\n";
    name("retransmissions") << m_segments.GetRetransmissions() << " of " << m_segments.GetSegments()
                            << " segments, " << m_segments.GetTimeouts() << " timeouts";
    if (m_segments.GetLossProbes() > 0)
    {
        out << ", " << m_segments.GetLossProbes() << " loss probes";
    }
    out << "\n";
    const uint64_t window = m_segments.GetWindowLimited();
    const uint64_t buffer = m_segments.GetBufferLimited();
    if (window > 0)
    {
        name("window limited") << window << " sender(s) by the other end's receive buffer\n";
    }
    if (buffer > 0)
    {
        name("buffer limited") << buffer << " sender(s) by their own send buffer\n";
    }
}

std::map<std::string, double>
HttpNetworkSummary::GetFigures() const
{
    std::map<std::string, double> figures = {
        {"segments", m_segments.GetSegments()},
        {"payload_bytes", m_segments.GetPayloadBytes()},
        {"syns", m_segments.GetSyns()},
        {"resets", m_segments.GetResets()},
        {"retransmissions", m_segments.GetRetransmissions()},
        {"timeouts", m_segments.GetTimeouts()},
        {"loss_probes", m_segments.GetLossProbes()},
        {"window_limited", m_segments.GetWindowLimited()},
        {"buffer_limited", m_segments.GetBufferLimited()},
        {"lost", m_losses.GetAll()},
    };
    for (std::size_t i = 0; i < HttpLossCount::CAUSES; ++i)
    {
        const auto cause = static_cast<HttpLossCount::Cause>(i);
        figures[std::string("lost_") + HttpLossCount::GetName(cause)] =
            static_cast<double>(m_losses.Get(cause));
    }
    return figures;
}

HttpLossCount&
HttpNetworkSummary::GetLosses()
{
    return m_losses;
}

const HttpSegmentCount&
HttpNetworkSummary::GetSegments() const
{
    return m_segments;
}

} // namespace ns3
