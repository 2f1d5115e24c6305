/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TOPOLOGY_ADDRESSES_H
#define HTTP_TOPOLOGY_ADDRESSES_H

#include "http-topology-plan.h"

#include "ns3/ipv4-address.h"
#include "ns3/ipv6-address.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief Gives every link a subnet, so that few prefixes describe what lies behind a link.
 *
 * The network is seen as a tree that hangs from its first router. The subnets of all links below a
 * router lie together, in a block whose size is a power of two wherever 10.0.0.0/8 has room for it;
 * so each router of a tree needs one route for each link down and one up, whatever the number of
 * hosts. The IPv6 subnet of 10.x.y.z is fd00:0:axx:yyzz::/64, with one prefix for each of IPv4's
 * (routers of ns-3 do not pass 2001:db8::/32 on).
 */
class HttpTopologyAddresses
{
  public:
    /// @brief Addresses of consecutive numbers.
    struct Range
    {
        uint32_t begin = 0; //!< the first, as a number from 10.0.0.0
        uint32_t end = 0;   //!< the one after the last
    };

    /// @brief A prefix.
    struct Prefix
    {
        uint32_t base = 0;  //!< the first address, as a number from 10.0.0.0
        uint8_t length = 0; //!< bits of the IPv4 prefix

        /// @brief As IPv4 has it. @return the address
        Ipv4Address GetIpv4() const;
        /// @brief As IPv4 has it. @return the mask
        Ipv4Mask GetIpv4Mask() const;
        /// @brief As IPv6 has it. @return the address
        Ipv6Address GetIpv6() const;
        /// @brief As IPv6 has it. @return the prefix of all subnets within it
        Ipv6Prefix GetIpv6Prefix() const;
    };

    /**
     * @brief Gives the subnets.
     * @param plan the network; each link says how many addresses it needs
     * @return false if there are not enough addresses
     */
    bool Assign(const HttpTopologyPlan& plan);

    /// @brief A link's subnet. @param link its index @return the prefix
    Prefix GetSubnet(uint32_t link) const;

    /**
     * @brief Where the subnets of a router's hosts are.
     * @param node index of the router
     * @return the addresses; none if the router has no hosts
     */
    Range GetHosts(uint32_t node) const;

    /**
     * @brief An address in a link's subnet.
     * @param link the link's index
     * @param number 1 for the first end
     * @return the address
     */
    Ipv4Address GetIpv4(uint32_t link, uint32_t number) const;

    /// @brief As GetIpv4. @param link the link @param number 1 for the first end @return the
    /// address
    Ipv6Address GetIpv6(uint32_t link, uint32_t number) const;

    /**
     * @brief The fewest prefixes that cover a range and nothing beyond a limit.
     * @param range the addresses
     * @param limit the first address that must not be covered
     * @return the prefixes in order
     */
    static std::vector<Prefix> Cover(const Range& range, uint32_t limit);

  private:
    /// @brief A piece of a block: the router's own subnets, or all below another router.
    struct Piece
    {
        uint64_t size;   //!< addresses
        uint32_t router; //!< the router itself, or the one below
    };

    /// @brief Finds the tree. @param plan the network
    void FindTree(const HttpTopologyPlan& plan);

    /**
     * @brief Lays the blocks one after the other.
     * @param plan the network
     * @param isAligned whether each block is a power of two
     * @return whether there was room
     */
    bool Lay(const HttpTopologyPlan& plan, bool isAligned);

    /// @brief Lays a router's own subnets. @param plan the network @param node it @param begin
    /// where
    void LayOwn(const HttpTopologyPlan& plan, uint32_t node, uint64_t begin);

    std::vector<uint32_t> m_order;                 //!< owners of links, each after the one above
    std::vector<std::vector<uint32_t>> m_children; //!< owners below an owner
    std::vector<std::vector<uint32_t>> m_owned;    //!< links whose subnets an owner has
    std::vector<Prefix> m_subnets;                 //!< by link
    std::vector<Range> m_hosts;                    //!< by node
};

} // namespace ns3

#endif /* HTTP_TOPOLOGY_ADDRESSES_H */
