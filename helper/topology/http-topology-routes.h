/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TOPOLOGY_ROUTES_H
#define HTTP_TOPOLOGY_ROUTES_H

#include "http-topology-addresses.h"
#include "http-topology-plan.h"

#include "ns3/net-device.h"
#include "ns3/ptr.h"

#include <cstdint>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief A link that has been built.
 */
struct HttpBuiltLink
{
    std::vector<Ptr<NetDevice>> devices; //!< of its ends, in their order
    std::vector<uint32_t> interfaces;    //!< their IP interfaces
    bool isUp = true;                    //!< whether it carries packets
};

/**
 * @ingroup http
 * @brief Routes along the paths of least delay, as ns-3's static routing takes them.
 *
 * A path's cost is the sum of its delays and one microsecond for each link. Routers know where the
 * hosts are, in as few prefixes as the addresses allow, so that a look-up does not become slower as
 * hosts are added; hosts know their router.
 */
class HttpTopologyRoutes
{
  public:
    /**
     * @brief Routes of a network that has been built.
     * @param plan the network
     * @param addresses its addresses
     * @param links its links as built
     * @param isIpv6 the IP version
     */
    HttpTopologyRoutes(const HttpTopologyPlan& plan,
                       const HttpTopologyAddresses& addresses,
                       const std::vector<HttpBuiltLink>& links,
                       bool isIpv6);

    /// @brief Finds the paths over the links that are up, and replaces every route of every router.
    void Update();

    /// @brief Gives every host its default route.
    void InstallHosts();

  private:
    /// @brief Which link leads from a router to somewhere; NONE: no path; HERE: it is there.
    using Hop = uint32_t;

    static constexpr Hop NONE = UINT32_MAX;     //!< no path
    static constexpr Hop HERE = UINT32_MAX - 1; //!< it is there

    /// @brief A router next to a router.
    struct Neighbour
    {
        uint32_t node; //!< the neighbour
        uint32_t link; //!< the link between them
        int64_t cost;  //!< its cost, ns
    };

    /**
     * @brief Where a router stands in the branches of a network: parts that hang together with the
     * rest by one link. From within, every other place is reached by way of the root, so that paths
     * are looked for only between roots; a tree is all branches and has one root.
     */
    struct Branch
    {
        Hop up = NONE;     //!< the link towards the root; NONE: it is a root itself
        uint32_t root = 0; //!< the root, a node
        std::vector<std::pair<uint32_t, Hop>> down; //!< targets further out, by index, and the way
    };

    /// @brief Consecutive addresses behind one link.
    struct Run
    {
        HttpTopologyAddresses::Range range; //!< the addresses
        Hop hop;                            //!< the link
    };

    /// @brief Finds the branches, and in them how every router reaches the targets in its own.
    void FoldBranches();

    /// @brief Whether a neighbour can be reached and is a root. @param neighbour it @return whether
    bool IsCore(const Neighbour& neighbour) const;

    /**
     * @brief Finds how every root reaches one of them.
     * @param target the root
     * @param hops the link of each root, by node
     */
    void FindPaths(uint32_t target, std::vector<Hop>& hops) const;

    /**
     * @brief Joins neighbours in the address space that lie behind the same link.
     * @param router the router
     * @return the runs in the order of their addresses
     */
    std::vector<Run> FindRuns(uint32_t router) const;

    /// @brief Replaces the routes of a router. @param router the router
    void Install(uint32_t router) const;

    /// @brief Removes every route through a gateway. @param node the node
    void Remove(uint32_t node) const;

    /**
     * @brief Adds a route.
     * @param node index of the node
     * @param link the link that leads there
     * @param prefix where it leads, or nullptr for everywhere
     */
    void Add(uint32_t node, uint32_t link, const HttpTopologyAddresses::Prefix* prefix) const;

    /**
     * @brief The place of a node among a link's ends.
     * @param link the link
     * @param node the node
     * @return the place
     */
    std::size_t FindEnd(uint32_t link, uint32_t node) const;

    /**
     * @brief The place of a link's router that is another node.
     * @param link the link
     * @param node the node
     * @return its place among the ends; their number if there is none
     */
    std::size_t FindPeer(uint32_t link, uint32_t node) const;

    const HttpTopologyPlan& m_plan;                   //!< the network
    const HttpTopologyAddresses& m_addresses;         //!< its addresses
    const std::vector<HttpBuiltLink>& m_links;        //!< its links as built
    bool m_isIpv6;                                    //!< the IP version
    std::vector<std::vector<uint32_t>> m_byNode;      //!< links of each node
    std::vector<std::vector<Neighbour>> m_neighbours; //!< of each router
    std::vector<uint32_t> m_targets;      //!< routers with hosts, in the order of addresses
    std::vector<Branch> m_branches;       //!< by node
    std::vector<uint32_t> m_places;       //!< by target, the place of its root in m_hops
    std::vector<std::vector<Hop>> m_hops; //!< by root that leads to targets, by node
};

} // namespace ns3

#endif /* HTTP_TOPOLOGY_ROUTES_H */
