/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_OBSERVER_HELPER_H
#define HTTP_OBSERVER_HELPER_H

#include "ns3/http-observer.h"
#include "ns3/http-trace-level.h"
#include "ns3/node-container.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <map>
#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief Aggregates the observers to nodes.
 *
 * At level messages, a node gets HttpSocketCallObserver, HttpConnectionStateObserver and
 * HttpFourTupleTable; at level full also HttpSegmentObserver, HttpPacketObserver,
 * HttpTcpStateObserver and HttpQueueObserver. What a node has already stays. To be called after the
 * internet stack is installed; a script connects by Config path, such as
 * /NodeList/X/$ns3::HttpSegmentObserver/Segment.
 */
class HttpObserverHelper
{
  public:
    /// @brief How much is traced; everything if not set. @param level the level
    void SetLevel(HttpTraceLevel level);

    /**
     * @brief Only connections that fit are told of, in segments, packets, states and tables.
     * @param patterns see HttpConnectionPattern; empty for all
     */
    void SetConnections(const std::string& patterns);

    /**
     * @brief Nothing is told outside a time window.
     * @param begin its start
     * @param end its end, exclusive
     */
    void SetWindow(Time begin, Time end);

    /// @brief Installs the observers. @param nodes where
    void Install(const NodeContainer& nodes);

    /// @brief Installs the observers. @param node where
    void Install(Ptr<Node> node);

    /**
     * @brief Has everything told that observers hold back until something later happens.
     *
     * To be called after Simulator::Run() and before the sinks go.
     */
    void Flush();

  private:
    /**
     * @brief Aggregates one object, unless the node has it.
     * @tparam T its type
     * @param node the node
     * @return it
     */
    template <typename T>
    Ptr<T> Aggregate(const Ptr<Node>& node);

    /// @brief Sets the filters. @param observer of which observer
    void Configure(const Ptr<HttpObserver>& observer) const;

    HttpTraceLevel m_level = HttpTraceLevel::Full; //!< how much
    std::string m_connections;                     //!< patterns
    Time m_begin{0};                               //!< start of the time window
    Time m_end = Time::Max();                      //!< end of the time window
    std::map<uint32_t, Ptr<Node>> m_nodes;         //!< where they are installed, by id
};

} // namespace ns3

#endif /* HTTP_OBSERVER_HELPER_H */
