/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-hosts.h"

#include "ns3/http-attributes.h"
#include "ns3/http-text.h"
#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv4-address.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6-address.h"
#include "ns3/ipv6.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cctype>
#include <sstream>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(HttpHosts);

TypeId
HttpHosts::GetTypeId()
{
    static TypeId tid =
        HttpAttributes<HttpHosts>(TypeId("ns3::HttpHosts")
                                      .SetParent<Object>()
                                      .SetGroupName("Http")
                                      .AddConstructor<HttpHosts>())
            .Add("LookupDelay",
                 "Time that a lookup of a name takes, in seconds; addresses take none.",
                 {&HttpHosts::m_lookupDelay, "ns3::ConstantRandomVariable[Constant=0]"});
    return tid;
}

HttpHosts::HttpHosts() = default;

void
HttpHosts::Add(std::string_view name, const Address& address)
{
    m_hosts[HttpToLower(name)] = address;
}

Address
HttpHosts::Find(std::string_view name) const
{
    const auto found = m_hosts.find(HttpToLower(name));
    return found == m_hosts.end() ? Address() : found->second;
}

Time
HttpHosts::DrawLookupDelay()
{
    return Seconds(std::max(0.0, m_lookupDelay->GetValue()));
}

int64_t
HttpHosts::AssignStreams(int64_t stream)
{
    m_lookupDelay->SetStream(stream);
    return 1;
}

Address
ParseHttpAddress(const std::string& text)
{
    // inet_pton, because ns-3's constructors abort on text that is no address.
    in6_addr bytes;
    if (inet_pton(AF_INET, text.c_str(), &bytes) == 1)
    {
        return Ipv4Address(text.c_str());
    }
    if (inet_pton(AF_INET6, text.c_str(), &bytes) == 1)
    {
        return Ipv6Address(text.c_str());
    }
    return Address();
}

Address
ResolveHttpHost(const Ptr<HttpHosts>& hosts, const std::string& host)
{
    const Address known = hosts ? hosts->Find(host) : Address();
    return known.IsInvalid() ? ParseHttpAddress(host) : known;
}

bool
IsHttpDestination(const Ptr<Node>& node, const Address& address)
{
    if (Inet6SocketAddress::IsMatchingType(address))
    {
        const Ipv6Address ipv6 = Inet6SocketAddress::ConvertFrom(address).GetIpv6();
        if (ipv6.IsIpv4MappedAddress())
        {
            return IsHttpDestination(node, InetSocketAddress(ipv6.GetIpv4MappedAddress(), 0));
        }
        return node->GetObject<Ipv6>() && !ipv6.IsAny() && !ipv6.IsMulticast() &&
               !ipv6.IsLinkLocal();
    }
    const Ipv4Address ipv4 = InetSocketAddress::ConvertFrom(address).GetIpv4();
    const Ptr<Ipv4> stack = node->GetObject<Ipv4>();
    for (uint32_t i = 0; stack && i < stack->GetNInterfaces(); ++i)
    {
        for (uint32_t j = 0; j < stack->GetNAddresses(i); ++j)
        {
            const Ipv4InterfaceAddress own = stack->GetAddress(i, j);
            if (own.GetMask() != Ipv4Mask::GetOnes() &&
                ipv4.IsSubnetDirectedBroadcast(own.GetMask()) &&
                own.GetMask().IsMatch(ipv4, own.GetLocal()))
            {
                return false;
            }
        }
    }
    return stack && !ipv4.IsAny() && !ipv4.IsMulticast() && !ipv4.IsBroadcast();
}

Address
JoinHttpAddress(const Address& address, uint16_t port)
{
    if (Ipv6Address::IsMatchingType(address))
    {
        return Inet6SocketAddress(Ipv6Address::ConvertFrom(address), port);
    }
    return InetSocketAddress(Ipv4Address::ConvertFrom(address), port);
}

uint16_t
GetHttpPort(const Address& address)
{
    if (InetSocketAddress::IsMatchingType(address))
    {
        return InetSocketAddress::ConvertFrom(address).GetPort();
    }
    return Inet6SocketAddress::IsMatchingType(address)
               ? Inet6SocketAddress::ConvertFrom(address).GetPort()
               : 0;
}

std::string
FormatHttpAddress(const Address& address)
{
    std::ostringstream text;
    if (InetSocketAddress::IsMatchingType(address))
    {
        const InetSocketAddress inet = InetSocketAddress::ConvertFrom(address);
        text << inet.GetIpv4() << ":" << inet.GetPort();
    }
    else if (Inet6SocketAddress::IsMatchingType(address))
    {
        const Inet6SocketAddress inet6 = Inet6SocketAddress::ConvertFrom(address);
        text << "[" << inet6.GetIpv6() << "]:" << inet6.GetPort();
    }
    return text.str();
}

} // namespace ns3
