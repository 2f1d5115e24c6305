/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TOPOLOGY_PLAN_H
#define HTTP_TOPOLOGY_PLAN_H

#include "ns3/data-rate.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/ptr.h"

#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief The way between two nodes.
 */
struct HttpTopologyPath
{
    std::vector<uint32_t> links; //!< indices, from the first node on; empty: there is no way
    DataRate down{0};            //!< least rate of its links toward the first node
    DataRate up{0};              //!< least rate away from it
    Time delay;                  //!< sum of the delays, one way
    bool isMain = false;         //!< one of them is a main link
};

/**
 * @ingroup http
 * @brief A network before it is built: nodes, links, and what each is for.
 */
struct HttpTopologyPlan
{
    /// @brief What a node is for.
    enum class Role : uint8_t
    {
        Router, //!< passes packets on
        Client, //!< asks
        Server, //!< answers
        Proxy,  //!< asks for others
    };

    /// @brief How a link works.
    enum class Medium : uint8_t
    {
        PointToPoint, //!< two ends
        Csma,         //!< a shared wire, any number of ends
        Wifi,         //!< the first end is the access point, the others are its stations
    };

    /// @brief A node.
    struct Node
    {
        std::string name;    //!< unique
        Role role;           //!< what it is for
        Ptr<ns3::Node> node; //!< the node if it exists already
    };

    /// @brief A link.
    struct Link
    {
        Medium medium = Medium::PointToPoint; //!< how it works
        std::vector<uint32_t> ends;           //!< indices of nodes; of two, the clients' side first
        DataRate down{0};                     //!< rate toward the first end
        DataRate up{0};                       //!< rate from the first end
        Time delay;                           //!< one way
        bool isMain = false;                  //!< disturbed as the settings say
        std::vector<uint32_t> numbers;        //!< of the ends' addresses within the subnet, from 1
        uint32_t addresses = 4;               //!< size of its subnet, a power of two
    };

    std::vector<Node> nodes;        //!< in the order in which they are made
    std::vector<Link> links;        //!< in the order in which they are made
    std::vector<std::string> notes; //!< what was left out or changed, for people

    /// What a way costs for each of its links beside the delay, ns: of equal delays fewer links
    /// win.
    static constexpr int64_t HOP_COST = 1000;

    /**
     * @brief Adds a node.
     * @param name its name
     * @param role what it is for
     * @return its index
     */
    uint32_t AddNode(const std::string& name, Role role);

    /// @brief Indices of the nodes of a role. @param role the role @return indices in order
    std::vector<uint32_t> GetNodes(Role role) const;

    /// @brief For each node the links that it is an end of. @return indices by node
    std::vector<std::vector<uint32_t>> GetLinksByNode() const;

    /**
     * @brief Parts of the network that nothing joins.
     * @return the part of each node, numbered from 0 in the order of their first nodes
     */
    std::vector<uint32_t> GetParts() const;

    /**
     * @brief Finds the links that a name stands for.
     * @param name main for all main links, or the names of both ends as in a-b or b-a
     * @return indices of point-to-point links
     */
    std::vector<uint32_t> FindLinks(const std::string& name) const;

    /**
     * @brief The way of least delay, as static routes take it.
     * @param from a node
     * @param to another node
     * @return the way
     */
    HttpTopologyPath FindPath(uint32_t from, uint32_t to) const;

    /**
     * @brief Prints a line for each node and link.
     * @param out where
     */
    void PrintText(std::ostream& out) const;

    /**
     * @brief Prints the network as graphviz's dot reads it.
     * @param out where
     */
    void PrintDot(std::ostream& out) const;
};

} // namespace ns3

#endif /* HTTP_TOPOLOGY_PLAN_H */
