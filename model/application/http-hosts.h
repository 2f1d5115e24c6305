/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_HOSTS_H
#define HTTP_HOSTS_H

#include "ns3/address.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/object.h"
#include "ns3/ptr.h"
#include "ns3/random-variable-stream.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace ns3
{

/**
 * @ingroup http
 * @brief The hosts table of a node: names and their addresses, with the time that a lookup takes.
 *
 * Aggregated to a node. Names are looked up without regard to case. An address can be a name here,
 * too: whoever asks for it is sent to the address that it stands for.
 */
class HttpHosts : public Object
{
  public:
    /// @brief Get the type ID. @return the object TypeId
    static TypeId GetTypeId();
    HttpHosts();

    /**
     * @brief Adds a name, or gives it another address.
     * @param name the host name
     * @param address an Ipv4Address or Ipv6Address
     */
    void Add(std::string_view name, const Address& address);

    /**
     * @brief Looks a name up.
     * @param name the host name
     * @return its address, or an invalid one if the name is not known
     */
    Address Find(std::string_view name) const;

    /// @brief Draws the time of one lookup. @return the time
    Time DrawLookupDelay();

    /**
     * @brief Gives the random variable a fixed stream.
     * @param stream the first stream number
     * @return the number of streams used
     */
    int64_t AssignStreams(int64_t stream);

  private:
    std::map<std::string, Address, std::less<>> m_hosts; //!< addresses by name in lower case
    Ptr<RandomVariableStream> m_lookupDelay;             //!< time of a lookup, seconds
};

/**
 * @ingroup http
 * @brief Reads an address written as text.
 * @param text an IPv4 address in dotted form, or an IPv6 address without brackets
 * @return the Ipv4Address or Ipv6Address, or an invalid address
 */
Address ParseHttpAddress(const std::string& text);

/**
 * @ingroup http
 * @brief Resolves a host as URLs have it: by the hosts table, whose names may be addresses too,
 * then as an address.
 * @param hosts the hosts table, or nullptr
 * @param host a name or an address
 * @return the Ipv4Address or Ipv6Address, or an invalid address
 */
Address ResolveHttpHost(const Ptr<HttpHosts>& hosts, const std::string& host);

/**
 * @ingroup http
 * @brief Whether a connection can go to an address.
 *
 * It cannot go to one of an IP version that the node has not, to an unspecified, multicast or
 * broadcast address, nor to a link-local one of IPv6, for want of the zone that it would need (RFC
 * 4007, section 6) and URLs have not.
 * @param node whose interfaces say which addresses are broadcast, and whose IP versions it is about
 * @param address an InetSocketAddress or Inet6SocketAddress
 * @return whether it can
 */
bool IsHttpDestination(const Ptr<Node>& node, const Address& address);

/**
 * @ingroup http
 * @brief Joins an address and a port.
 * @param address an Ipv4Address or Ipv6Address
 * @param port the port
 * @return an InetSocketAddress or Inet6SocketAddress
 */
Address JoinHttpAddress(const Address& address, uint16_t port);

/**
 * @ingroup http
 * @brief The port of an address and port.
 * @param address an InetSocketAddress or Inet6SocketAddress
 * @return the port, 0 if it is neither
 */
uint16_t GetHttpPort(const Address& address);

/**
 * @ingroup http
 * @brief An address and port as text, such as 10.1.1.2:80 or [2001:db8::1]:80.
 * @param address an InetSocketAddress or Inet6SocketAddress
 * @return the text; empty if it is neither
 */
std::string FormatHttpAddress(const Address& address);

} // namespace ns3

#endif /* HTTP_HOSTS_H */
