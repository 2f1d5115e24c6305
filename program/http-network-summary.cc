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
    const HttpSegmentFigures sent = m_segments.Get();
    name("retransmissions") << sent.retransmissions << " of " << sent.segments << " segments, "
                            << sent.timeouts << " timeouts";
    if (sent.lossProbes > 0)
    {
        out << ", " << sent.lossProbes << " loss probes";
    }
    out << "\n";
    if (sent.windowLimited > 0)
    {
        name("window limited") << sent.windowLimited
                               << " sender(s) by the other end's receive buffer\n";
    }
    if (sent.bufferLimited > 0)
    {
        name("buffer limited") << sent.bufferLimited << " sender(s) by their own send buffer\n";
    }
}

std::map<std::string, double>
HttpNetworkSummary::GetFigures() const
{
    const HttpSegmentFigures sent = m_segments.Get();
    std::map<std::string, double> figures = {
        {"segments", sent.segments},
        {"payload_bytes", sent.payloadBytes},
        {"syns", sent.syns},
        {"resets", sent.resets},
        {"retransmissions", sent.retransmissions},
        {"timeouts", sent.timeouts},
        {"loss_probes", sent.lossProbes},
        {"window_limited", sent.windowLimited},
        {"buffer_limited", sent.bufferLimited},
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

HttpSegmentFigures
HttpNetworkSummary::GetSegments() const
{
    return m_segments.Get();
}

} // namespace ns3
