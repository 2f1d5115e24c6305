/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TOPOLOGY_GRAPH_H
#define HTTP_TOPOLOGY_GRAPH_H

#include "ns3/node.h"
#include "ns3/ptr.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief A map as a file has it, before anything is left out.
 */
struct HttpTopologyGraph
{
    /// @brief A router.
    struct Router
    {
        std::string name; //!< what people call it; need not be unique
        Ptr<Node> node;   //!< the node if it exists already
    };

    /// @brief A link between two routers.
    struct Edge
    {
        uint32_t from = 0;    //!< one end
        uint32_t to = 0;      //!< the other
        uint64_t rate = 0;    //!< bit/s; 0: the file does not say
        double seconds = -1;  //!< one-way delay; negative: the file does not say
        bool isRange = false; //!< the rate is the lower end of a range
    };

    std::vector<Router> routers;           //!< in order of appearance
    std::vector<Edge> edges;               //!< in order of appearance
    std::map<std::string, uint32_t> index; //!< routers by what the file calls them
    std::vector<std::string> notes;        //!< what was left out, for people

    /**
     * @brief Finds a router, or adds it.
     * @param name what the file calls it
     * @param node its node, or nullptr
     * @return its index
     */
    uint32_t Find(const std::string& name, Ptr<Node> node);
};

/// Most routers of a map.
constexpr std::size_t HTTP_MAX_ROUTERS = 20000;
/// Most links of a map.
constexpr std::size_t HTTP_MAX_EDGES = 50000;

/**
 * @ingroup http
 * @brief Reads GraphML as the Internet Topology Zoo, yEd and graph libraries write it.
 *
 * ReadHttpMapLink() says where rates and delays come from. Nodes within nodes are read like others;
 * a group that no link ends at, hyperedges and further graphs are left out, and noted.
 * @param content the file's bytes
 * @param graph the map, overwritten
 * @return an empty text, or one line that says what is wrong
 */
std::string ReadHttpGraphml(const std::string& content, HttpTopologyGraph& graph);

/**
 * @ingroup http
 * @brief Reads GML (Himsolt, "GML: A Portable Graph File Format"), likewise.
 * @param content the file's bytes
 * @param graph the map, overwritten
 * @return an empty text, or one line that says what is wrong
 */
std::string ReadHttpGml(const std::string& content, HttpTopologyGraph& graph);

} // namespace ns3

#endif /* HTTP_TOPOLOGY_GRAPH_H */
