/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_MAP_BUILDER_H
#define HTTP_MAP_BUILDER_H

#include "http-map-facts.h"
#include "http-topology-graph.h"

#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Makes a map of the nodes and links that a reader of some format finds.
 */
class HttpMapBuilder
{
  public:
    /// @brief An empty map. @param graph where it goes, overwritten
    explicit HttpMapBuilder(HttpTopologyGraph& graph);

    /// @brief Takes what the map says of itself. @param values it
    void SetGraph(const HttpMapValues& values);

    /**
     * @brief Adds a node.
     * @param id what links call it
     * @param label what people call it; empty: the same
     * @param values what the map says of it
     * @return an empty text, or what is wrong
     */
    std::string AddNode(const std::string& id,
                        const std::string& label,
                        const HttpMapValues& values);

    /**
     * @brief Adds a link; its ends must have been added.
     * @param from id of one end
     * @param to id of the other
     * @param values what the map says of it
     * @return an empty text, or what is wrong
     */
    std::string AddLink(const std::string& from,
                        const std::string& to,
                        const HttpMapValues& values);

    /**
     * @brief Tells people of things that were left out.
     * @param number how many; 0: nothing is told
     * @param what they are, as in "hyperedge(s) left out"
     */
    void Note(std::size_t number, const std::string& what);

  private:
    HttpTopologyGraph& m_graph;         //!< where it goes
    HttpMapValues m_values;             //!< what the map says of itself
    std::vector<HttpMapPlace> m_places; //!< of the routers
};

} // namespace ns3

#endif /* HTTP_MAP_BUILDER_H */
