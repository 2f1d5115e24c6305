/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-origin-helper.h"

#include "ns3/abort.h"
#include "ns3/http-hosts.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6.h"
#include "ns3/node-list.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{

namespace
{

/**
 * @brief The node that alone has an address.
 * @param host a name or an address
 * @return the node, or nullptr
 */
Ptr<Node>
FindOwner(const std::string& host)
{
    const Address address = ParseHttpAddress(host);
    const bool isIpv4 = Ipv4Address::IsMatchingType(address);
    const auto has = [](const auto& stack, const auto& own) {
        return stack && !own.IsLocalhost() && stack->GetInterfaceForAddress(own) >= 0;
    };
    for (uint32_t i = 0; !address.IsInvalid() && i < NodeList::GetNNodes(); ++i)
    {
        const Ptr<Node> node = NodeList::GetNode(i);
        const Ipv6Address ipv6 = isIpv4 ? Ipv6Address() : Ipv6Address::ConvertFrom(address);
        if (isIpv4 ? has(node->GetObject<Ipv4>(), Ipv4Address::ConvertFrom(address))
                   : has(node->GetObject<Ipv6>(), ipv6) && !ipv6.IsLinkLocal())
        {
            return node;
        }
    }
    return nullptr;
}

/// @brief Whether a text is an address of many hosts, which no connection can lead to. @param host
/// a name or an address @return whether
bool
IsOfManyHosts(const std::string& host)
{
    const Address address = ParseHttpAddress(host);
    if (Ipv4Address::IsMatchingType(address))
    {
        const Ipv4Address ipv4 = Ipv4Address::ConvertFrom(address);
        return ipv4.IsMulticast() || ipv4.IsBroadcast();
    }
    return Ipv6Address::IsMatchingType(address) && Ipv6Address::ConvertFrom(address).IsMulticast();
}

} // namespace

void
HttpOriginHelper::AddServer(Ptr<Node> node, uint32_t interface, bool isIpv6)
{
    m_servers.push_back({node, interface, isIpv6, 0, {}});
}

void
HttpOriginHelper::SetSchemes(HttpSchemes schemes)
{
    m_schemes = schemes;
}

void
HttpOriginHelper::AddOrigin(const std::string& host, uint16_t port, bool isSecure)
{
    NS_ABORT_MSG_IF(m_servers.empty(), "HttpOriginHelper: AddServer comes before AddOrigin");
    auto place = m_hosts.find(host);
    if (place == m_hosts.end())
    {
        const std::size_t number = m_hosts.size() % m_servers.size();
        place = m_hosts.emplace(host, std::make_pair(number, AddAddress(m_servers[number]))).first;
    }
    m_servers[place->second.first].ports.push_back({place->second.second, port, isSecure});
}

void
HttpOriginHelper::AddOrigins(Ptr<HttpWorkload> workload, const http::Url& base)
{
    for (const http::Url& given : workload->GetServers(base))
    {
        const http::Url url = m_schemes == HTTP_SCHEMES_SECURE ? GetHttpSecured(given) : given;
        const bool isSecure = url.scheme == "https" && m_schemes != HTTP_SCHEMES_CLEAR;
        if (IsOfManyHosts(url.host))
        {
            // It stays as it is, and its requests fail.
            continue;
        }
        const Ptr<Node> owner = workload->HasRecordedHosts() ? nullptr : FindOwner(url.host);
        if (!owner)
        {
            AddOrigin(url.host, url.port, isSecure);
            continue;
        }
        m_own.insert(url.host);
        for (Server& server : m_servers)
        {
            if (server.node == owner)
            {
                server.ports.push_back({ParseHttpAddress(url.host), url.port, isSecure});
            }
        }
    }
}

uint32_t
HttpOriginHelper::GetHoldingInterface(const Server& server)
{
    if (server.isIpv6)
    {
        // IPv6 takes in what is addressed to the interface that it came in by.
        return server.interface;
    }
    Ptr<Ipv4> ipv4 = server.node->GetObject<Ipv4>();
    return ipv4->GetNetDevice(server.interface)->NeedsArp() ? server.interface : 0;
}

Address
HttpOriginHelper::AddAddress(Server& server)
{
    const uint32_t number = server.hosts++;
    if (server.isIpv6)
    {
        Ptr<Ipv6> ipv6 = server.node->GetObject<Ipv6>();
        // The global address: the first one of an interface is its link-local address.
        const Ipv6InterfaceAddress own = ipv6->GetAddress(server.interface, 1);
        if (number == 0)
        {
            return own.GetAddress();
        }
        uint8_t bytes[16];
        own.GetAddress().GetBytes(bytes);
        bytes[12] = 0xff;
        bytes[14] = static_cast<uint8_t>(number >> 8);
        bytes[15] = static_cast<uint8_t>(number);
        const Ipv6Address address(bytes);
        ipv6->AddAddress(GetHoldingInterface(server),
                         Ipv6InterfaceAddress(address, Ipv6Prefix(128)));
        return address;
    }
    Ptr<Ipv4> ipv4 = server.node->GetObject<Ipv4>();
    const Ipv4InterfaceAddress own = ipv4->GetAddress(server.interface, 0);
    if (number == 0)
    {
        return own.GetLocal();
    }
    const Ipv4Address address(own.GetLocal().Get() + number);
    NS_ABORT_MSG_IF(!own.GetMask().IsMatch(address, own.GetLocal()) ||
                        address == own.GetBroadcast(),
                    "HttpOriginHelper: the prefix of " << own.GetLocal() << " has no room for "
                                                       << number + 1 << " hosts");
    ipv4->AddAddress(GetHoldingInterface(server),
                     Ipv4InterfaceAddress(address, Ipv4Mask::GetOnes()));
    return address;
}

void
HttpOriginHelper::InstallPort(const Server& server,
                              const Port& port,
                              HttpServerHelper helper,
                              ApplicationContainer& servers)
{
    const auto install = [&](const Port& at) {
        HttpServerHelper own = helper;
        if (at.isSecure)
        {
            own.SetTls();
        }
        servers.Add(own.Install(server.node));
    };
    const bool isUniform =
        std::all_of(server.ports.begin(), server.ports.end(), [&](const Port& other) {
            return other.number != port.number || other.isSecure == port.isSecure;
        });
    helper.SetAttribute("Port", UintegerValue(port.number));
    if (isUniform)
    {
        install(port);
        return;
    }
    // Some hosts have TLS at that port and others have not: each listens at its own address.
    for (const Port& other : server.ports)
    {
        if (other.number == port.number)
        {
            helper.SetAttribute("Local", AddressValue(JoinHttpAddress(other.address, port.number)));
            install(other);
        }
    }
}

ApplicationContainer
HttpOriginHelper::InstallServers(HttpServerHelper helper) const
{
    ApplicationContainer servers;
    for (const Server& server : m_servers)
    {
        std::set<uint16_t> installed;
        for (const Port& port : server.ports)
        {
            if (installed.insert(port.number).second)
            {
                InstallPort(server, port, helper, servers);
            }
        }
    }
    return servers;
}

void
HttpOriginHelper::InstallHosts(const NodeContainer& nodes) const
{
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        Ptr<HttpHosts> hosts = (*node)->GetObject<HttpHosts>();
        if (!hosts)
        {
            hosts = CreateObject<HttpHosts>();
            (*node)->AggregateObject(hosts);
        }
        for (const auto& [host, place] : m_hosts)
        {
            hosts->Add(host, place.second);
        }
    }
}

bool
HttpOriginHelper::HasSecure() const
{
    return std::any_of(m_servers.begin(), m_servers.end(), [](const Server& server) {
        return std::any_of(server.ports.begin(), server.ports.end(), [](const Port& port) {
            return port.isSecure;
        });
    });
}

std::size_t
HttpOriginHelper::GetHosts() const
{
    return m_hosts.size() + m_own.size();
}

std::size_t
HttpOriginHelper::GetMapped() const
{
    return static_cast<std::size_t>(
        std::count_if(m_hosts.begin(), m_hosts.end(), [](const auto& host) {
            return !ParseHttpAddress(host.first).IsInvalid();
        }));
}

} // namespace ns3
