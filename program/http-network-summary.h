/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_NETWORK_SUMMARY_H
#define HTTP_NETWORK_SUMMARY_H

#include "http-segment-count.h"

#include "ns3/http-loss-count.h"
#include "ns3/node-container.h"

#include <map>
#include <ostream>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief What a network lost and what its hosts sent again, in figures. It holds the whole run, a
 * warm-up included, and needs no trace.
 */
class HttpNetworkSummary
{
  public:
    /// @brief Watches nodes, hosts and routers, with all that they have by then.
    /// @param nodes the nodes
    void Watch(const NodeContainer& nodes);

    /// @brief Counts nothing from now on. To be called after Simulator::Run(): what nodes do while
    /// they are taken apart is no part of the run.
    void Stop();

    /// @brief Prints the figures, one a line. @param out where
    void Print(std::ostream& out) const;

    /// @brief The figures by name. @return segments, payload_bytes, syns, resets, retransmissions,
    /// timeouts, window_limited, buffer_limited, lost, and lost_CAUSE for each cause
    std::map<std::string, double> GetFigures() const;

    /// @brief Packets lost, for those who know of more losses. @return the count
    HttpLossCount& GetLosses();

    /// @brief Segments that hosts sent. @return figures of them
    HttpSegmentFigures GetSegments() const;

  private:
    HttpSegmentCount m_segments; //!< what hosts sent
    HttpLossCount m_losses;      //!< what was lost
};

} // namespace ns3

#endif /* HTTP_NETWORK_SUMMARY_H */
