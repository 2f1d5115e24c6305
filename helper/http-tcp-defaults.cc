/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-defaults.h"

#include "http-named-factory.h"

#include "ns3/config.h"
#include "ns3/double.h"
#include "ns3/nstime.h"
#include "ns3/tcp-congestion-ops.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/type-id.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{

namespace
{

/// Bytes of the headers of a data segment: TCP with timestamps, and IP.
constexpr uint32_t TCP_BYTES = 32;
constexpr uint32_t IPV4_BYTES = 20;
constexpr uint32_t IPV6_BYTES = 40;

/// What the names of ns-3's congestion controls begin with.
const std::string PREFIX = "ns3::Tcp";

} // namespace

void
SetHttpTcpDefaults(uint32_t mtu, bool isIpv6)
{
    const uint32_t headers = TCP_BYTES + (isIpv6 ? IPV6_BYTES : IPV4_BYTES);
    Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(mtu - headers));
    Config::SetDefault("ns3::TcpSocket::ConnTimeout", TimeValue(Seconds(1)));
    Config::SetDefault("ns3::TcpSocket::DelAckTimeout", TimeValue(MilliSeconds(40)));
    Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(MilliSeconds(200)));
    Config::SetDefault("ns3::TcpSocketBase::MaxSegLifetime", DoubleValue(30));
}

std::vector<std::string>
GetHttpCongestionControls()
{
    std::vector<std::string> names;
    // Naming the base class here also makes sure that the library with its children is loaded.
    const TypeId base = TcpCongestionOps::GetTypeId();
    for (uint16_t i = 0; i < TypeId::GetRegisteredN(); ++i)
    {
        const TypeId tid = TypeId::GetRegistered(i);
        const std::string name = tid.GetName();
        // In some versions of ns-3 CUBIC's declared parent is the socket.
        const bool isControl = tid.IsChildOf(base) || name == PREFIX + "Cubic";
        if (isControl && tid.HasConstructor() && name.rfind(PREFIX, 0) == 0)
        {
            names.push_back(name.substr(PREFIX.size()));
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

void
SetHttpCongestionControl(const std::string& name)
{
    RequireHttpName("congestion control", name, GetHttpCongestionControls());
    Config::SetDefault("ns3::TcpL4Protocol::SocketType",
                       TypeIdValue(TypeId::LookupByName(PREFIX + name)));
}

} // namespace ns3
