/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-loading-options.h"

#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/http-client-helper.h"
#include "ns3/http-tcp-profile.h"
#include "ns3/string.h"
#include "ns3/tcp-congestion-ops.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/type-id.h"

#include <ostream>

namespace ns3
{

void
HttpLoadingOptions::AddTo(HttpOptions& options)
{
    options.BeginGroup("How it is loaded");
    options.AddText("strategy",
                    "how connections are used",
                    m_strategy,
                    HttpClientHelper::GetStrategies());
    options.AddText("http",
                    "version: 1.1 or 2 (in clear, strategy multiplexed); recorded: as recordings "
                    "say, else 1.1",
                    m_http,
                    {"recorded", "1.1", "2"});
    options.AddText("tcp",
                    "congestion control; in small letters, cubic and reno are the module's own "
                    "code with its endpoint, all else is ns-3's",
                    m_tcp,
                    GetHttpCongestionControls());
    options.AddText("tcp-profile",
                    "whose TCP it is: Linux's, ns-3's defaults, or what the RFCs recommend",
                    m_profile,
                    GetHttpTcpProfiles());
    options.AddText("tcp-endpoint",
                    "http: the module's TCP socket; stock: ns-3's own",
                    m_endpoint,
                    {"http", "stock"});
    options.AddText("tls",
                    "recorded: for URLs of https; none: all in clear; 1.2 or 1.3: for all, in "
                    "that version at most",
                    m_tls,
                    {"recorded", "none", "1.2", "1.3"});
    options.AddText("content", "what contents are", m_content, {"Pattern", "Zero"});
}

void
HttpLoadingOptions::SetDefaults(const HttpOptions& options, const HttpTopologySettings& network)
{
    if (m_http == "2" && !options.IsGiven("strategy"))
    {
        m_strategy = "multiplexed";
    }
    if (m_http != "recorded" || m_strategy == "multiplexed")
    {
        Config::SetDefault("ns3::HttpHarWorkload::RecordedVersions", BooleanValue(false));
    }
    SetHttpTcpProfile(FindHttpTcpProfile(m_profile), network.mtu, network.isIpv6);
    if (m_profile == "ns3" && !options.IsGiven("tcp"))
    {
        m_tcp = "Cubic";
    }
    SetHttpCongestionControl(m_tcp, IsStock());
    HttpClientHelper::SetDefaultStrategy(m_strategy);
    if (m_tls != "recorded")
    {
        const bool isClear = m_tls == "none";
        Config::SetDefault("ns3::HttpClient::Schemes", StringValue(isClear ? "Clear" : "Secure"));
        if (!isClear)
        {
            Config::SetDefault("ns3::HttpTls::Version", StringValue(m_tls));
        }
    }
    Config::SetDefault("ns3::HttpClient::BodyContent", StringValue(m_content));
    Config::SetDefault("ns3::HttpServer::BodyContent", StringValue(m_content));
}

void
HttpLoadingOptions::Check(const HttpOptions& options) const
{
    if (options.IsGiven("http") && m_http != "recorded" &&
        (m_http == "2") != (m_strategy == "multiplexed"))
    {
        options.Refuse("http",
                       m_http,
                       "accepted with --strategy=" + m_strategy + ": " +
                           (m_http == "2" ? "recorded, 1.1" : "recorded, 2"));
    }
    CheckControl(options);
}

void
HttpLoadingOptions::CheckControl(const HttpOptions& options) const
{
    TypeIdValue chosen;
    TypeId::AttributeInformation control;
    if (TcpL4Protocol::GetTypeId().LookupAttributeByName("SocketType", &control))
    {
        chosen.DeserializeFromString(control.initialValue->SerializeToString(control.checker),
                                     control.checker);
    }
    for (const auto& [name, value] : options.GetValues())
    {
        const std::size_t colons = name.rfind("::");
        TypeId type;
        if (!options.IsGiven(name) || colons == std::string::npos ||
            !TypeId::LookupByNameFailSafe(name.substr(0, colons), &type))
        {
            continue;
        }
        if (type.GetName() == "ns3::HttpTcpSocket" && IsStock())
        {
            options.Refuse(name,
                           value,
                           "accepted with --tcp-endpoint=http; it does nothing with stock");
        }
        // ns-3 registers TcpCubic as a socket.
        const bool isControl =
            type.IsChildOf(TcpCongestionOps::GetTypeId()) || type.GetName() == "ns3::TcpCubic";
        if (isControl && type != chosen.Get() && !chosen.Get().IsChildOf(type))
        {
            options.Refuse(name,
                           value,
                           "accepted where --tcp chooses " + type.GetName() + "; --tcp=" + m_tcp +
                               " is " + chosen.Get().GetName());
        }
    }
}

void
HttpLoadingOptions::CheckTls(const HttpOptions& options, bool hasSecure)
{
    for (const auto& [name, value] : options.GetValues())
    {
        const bool isTls = name.find("Tls::") != std::string::npos;
        if (isTls && options.IsGiven(name) && !hasSecure)
        {
            options.Refuse(name,
                           value,
                           "accepted where a URL is of https; --tls=1.2 or 1.3 makes them so");
        }
    }
}

const std::string&
HttpLoadingOptions::GetStrategy() const
{
    return m_strategy;
}

HttpSchemes
HttpLoadingOptions::GetSchemes() const
{
    return m_tls == "recorded" ? HTTP_SCHEMES_AS_GIVEN
           : m_tls == "none"   ? HTTP_SCHEMES_CLEAR
                               : HTTP_SCHEMES_SECURE;
}

bool
HttpLoadingOptions::IsStock() const
{
    return m_endpoint == "stock";
}

void
HttpLoadingOptions::Print(std::ostream& out) const
{
    out << "tcp: " << m_tcp << ", " << GetHttpCongestionControlCode(m_tcp, IsStock()) << ", on "
        << (IsStock() ? "ns-3's" : "the module's") << " endpoint, profile " << m_profile << "\n";
}

} // namespace ns3
