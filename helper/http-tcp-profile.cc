/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-tcp-profile.h"

#include "http-named-factory.h"

#include "ns3/config.h"
#include "ns3/http-tcp-control.h"
#include "ns3/http-tcp-socket.h"
#include "ns3/http-text.h"
#include "ns3/string.h"
#include "ns3/tcp-congestion-ops.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/tcp-socket-base.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <array>
#include <map>

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

/// An attribute and its defaults; an empty one is the type's own.
struct Row
{
    const char* type;                    //!< whose
    const char* name;                    //!< its name
    std::array<const char*, 3> defaults; //!< in the order of HttpTcpProfile
};

/**
 * The profiles. The endpoint is Linux's by itself, so that its attributes have no value there. In
 * the column of ns-3 stands what TcpSocketBase does; in that of the standards what RFC 6298 (least
 * timeout), 9293 (3.4.1: 2 MSL; 3.8.6.3: delayed acknowledgments), 5681 (4.2: every second segment)
 * and 9438 (no HyStart) say. They say nothing of buffers.
 */
const std::vector<Row> ROWS = {
    {"TcpSocket", "ConnTimeout", {"1s", "", "1s"}},
    {"TcpSocket", "DelAckTimeout", {"40ms", "", ""}},
    {"TcpSocketBase", "MinRto", {"200ms", "", "1s"}},
    {"TcpSocketBase", "MaxSegLifetime", {"30", "", ""}},
    {"TcpL4Protocol", "SocketType", {"", "ns3::TcpCubic", ""}},
    {"HttpTcpCubic", "HyStart", {"", "", "false"}},
    {"HttpTcpSocket", "MinRto", {"", "1s", "1s"}},
    {"HttpTcpSocket", "InitialRto", {"", "3s", "1s"}},
    {"HttpTcpSocket", "SynLinearRetries", {"", "0", "0"}},
    {"HttpTcpSocket", "Retries", {"", "6", ""}},
    {"HttpTcpSocket", "TimeWaitDuration", {"", "240s", "240s"}},
    {"HttpTcpSocket", "TimeWaitReuse", {"", "false", ""}},
    {"HttpTcpSocket", "TimerTick", {"", "0s", "0s"}},
    {"HttpTcpSocket", "LeastAckDelay", {"", "200ms", "200ms"}},
    {"HttpTcpSocket", "QuickAcks", {"", "0", "0"}},
    {"HttpTcpSocket", "CompressedAcks", {"", "0", "0"}},
    {"HttpTcpSocket", "DuplicateSack", {"", "false", ""}},
    {"HttpTcpSocket", "Rack", {"", "false", ""}},
    {"HttpTcpSocket", "TailLossProbe", {"", "false", ""}},
    {"HttpTcpSocket", "FRto", {"", "false", ""}},
    {"HttpTcpSocket", "Undo", {"", "false", ""}},
    {"HttpTcpSocket", "WindowValidation", {"", "false", ""}},
    {"HttpTcpSocket", "SlowStartAfterIdle", {"", "false", ""}},
    {"HttpTcpSocket", "FinBeyondWindow", {"", "true", "true"}},
    {"HttpTcpSocket", "LargestBurst", {"", "0", "0"}},
    {"HttpTcpSocket", "PersistWait", {"", "6s", ""}},
    {"HttpTcpSocket", "MostSegment", {"", "536", ""}},
    {"HttpTcpSocket", "SendBuffer", {"", "131072", ""}},
    {"HttpTcpSocket", "TuneSendBuffer", {"", "false", ""}},
    {"HttpTcpSocket", "ReceiveBuffer", {"", "131072", ""}},
    {"HttpTcpSocket", "TuneReceiveBuffer", {"", "false", ""}},
    {"HttpTcpSocket", "ReceiveShare", {"", "256", ""}},
    {"HttpTcpSocket", "ReceiveOverhead", {"", "0", ""}},
};

/// The names that the profiles have, in the order of HttpTcpProfile.
const std::vector<std::string> PROFILES = {"linux", "ns3", "rfc"};

/// Takes a profile's default for an attribute, unless a script has set another value.
void
Choose(const Row& row, HttpTcpProfile profile)
{
    const TypeId type = TypeId::LookupByName(std::string("ns3::") + row.type);
    TypeId::AttributeInformation info;
    if (!type.LookupAttributeByName(row.name, &info))
    {
        return;
    }
    const char* const wanted = row.defaults[static_cast<uint8_t>(profile)];
    const bool isUntouched = info.initialValue == info.originalInitialValue;
    if (isUntouched && *wanted != 0)
    {
        Config::SetDefault(type.GetName() + "::" + row.name, StringValue(wanted));
    }
}

/// TypeIds of ns-3's congestion controls by their names without the prefix.
std::map<std::string, TypeId>
GetControls()
{
    std::map<std::string, TypeId> controls;
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
            controls.emplace(name.substr(PREFIX.size()), tid);
        }
    }
    return controls;
}

/// The TypeId that a name stands for.
TypeId
FindControl(const std::string& name, bool isStock)
{
    const std::map<std::string, TypeId> controls = GetControls();
    const auto exact = controls.find(name);
    if (exact != controls.end())
    {
        return exact->second;
    }
    if (name == "cubic" && !isStock)
    {
        return HttpTcpCubic::GetTypeId();
    }
    if (name == "reno")
    {
        return isStock ? controls.at("LinuxReno") : HttpTcpReno::GetTypeId();
    }
    const std::string wanted =
        name == "westwood" && controls.count("Westwood") == 0 ? "westwoodplus" : name;
    for (const auto& [control, type] : controls)
    {
        if (HttpToLower(control) == wanted)
        {
            return type;
        }
    }
    RequireHttpName("congestion control", name, GetHttpCongestionControls());
    return TypeId();
}

} // namespace

void
SetHttpTcpProfile(HttpTcpProfile profile, uint32_t mtu, bool isIpv6)
{
    const uint32_t headers = TCP_BYTES + (isIpv6 ? IPV6_BYTES : IPV4_BYTES);
    if (profile != HttpTcpProfile::Ns3)
    {
        Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(mtu - headers));
    }
    for (const Row& row : ROWS)
    {
        Choose(row, profile);
    }
}

std::vector<std::string>
GetHttpTcpProfiles()
{
    return PROFILES;
}

HttpTcpProfile
FindHttpTcpProfile(const std::string& name)
{
    RequireHttpName("TCP profile", name, PROFILES);
    const auto found = std::find(PROFILES.begin(), PROFILES.end(), name);
    return static_cast<HttpTcpProfile>(found - PROFILES.begin());
}

std::vector<std::string>
GetHttpCongestionControls()
{
    std::vector<std::string> names = {"reno"};
    for (const auto& control : GetControls())
    {
        names.push_back(control.first);
        names.push_back(control.first == "WestwoodPlus" ? "westwood" : HttpToLower(control.first));
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

void
SetHttpCongestionControl(const std::string& name, bool isStock)
{
    Config::SetDefault("ns3::TcpL4Protocol::SocketType", TypeIdValue(FindControl(name, isStock)));
}

std::string
GetHttpCongestionControlCode(const std::string& name, bool isStock)
{
    const std::string type = FindControl(name, isStock).GetName().substr(sizeof("ns3::") - 1);
    return (type.rfind("Http", 0) == 0 ? "the module's " : "ns-3's ") + type;
}

} // namespace ns3
