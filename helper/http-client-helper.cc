/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-client-helper.h"

#include "http-named-factory.h"

#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/enum.h"
#include "ns3/http-hosts.h"
#include "ns3/http-named.h"
#include "ns3/http-url.h"
#include "ns3/http-workload.h"
#include "ns3/ipv6-address.h"
#include "ns3/node.h"
#include "ns3/pointer.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <array>

namespace ns3
{

namespace
{

/// A way to use connections: what Heidemann, Nielsen and the browsers' history call by these names.
struct Strategy
{
    const char* name;    //!< its name
    const char* version; //!< HTTP version of requests
    bool persistent;     //!< connections carry more than one request
    uint32_t perServer;  //!< connections at once to one server; of HTTP/2, if it speaks HTTP/1.1
    uint32_t total;      //!< connections at once in all, 0: no limit
    uint32_t depth;      //!< unanswered requests on one connection
};

/// The strategies.
constexpr std::array<Strategy, 6> STRATEGIES = {{
    {"serial", "HTTP/1.0", false, 1, 1, 1},
    {"parallel", "HTTP/1.0", false, 6, 0, 1},
    {"persistent", "HTTP/1.1", true, 1, 0, 1},
    {"persistent-parallel", "HTTP/1.1", true, 6, 0, 1},
    {"pipelined", "HTTP/1.1", true, 1, 0, 64},
    {"multiplexed", "HTTP/2", true, 6, 0, 1},
}};

/**
 * @brief Passes the attributes of a strategy on; ends the program if there is no such strategy.
 * @tparam F takes an attribute's name and its value
 * @param name the strategy
 * @param set what is called for each
 */
template <typename F>
void
ForEachAttribute(const std::string& name, F set)
{
    RequireHttpName("strategy", name, HttpClientHelper::GetStrategies());
    const Strategy& strategy = *HttpFindNamed(STRATEGIES, name);
    set("Version", StringValue(strategy.version));
    set("Persistent", BooleanValue(strategy.persistent));
    set("MaxConnectionsPerServer", UintegerValue(strategy.perServer));
    set("MaxConnections", UintegerValue(strategy.total));
    set("PipelineDepth", UintegerValue(strategy.depth));
}

/// @brief The URL of a server's root. @param server its address or name @param port its port
/// @return the URL
std::string
MakeRoot(const std::string& server, uint16_t port)
{
    const bool isIpv6 = server.find(':') != std::string::npos && server.front() != '[';
    std::string url = "http://" + (isIpv6 ? "[" + server + "]" : server);
    if (server.find('/') != std::string::npos || !http::ParseUrl(url + "/"))
    {
        StopHttpScript("HttpClientHelper: the server is \"" + server +
                       "\"; accepted: an address such as 10.1.1.2 or 2001:db8::2, or a name");
    }
    return url + ":" + std::to_string(port) + "/";
}

} // namespace

HttpClientHelper::HttpClientHelper(const std::string& url)
{
    SetHttpNamedAttribute(m_factory, "Url", StringValue(url));
}

HttpClientHelper::HttpClientHelper(const Address& server, uint16_t port)
    : HttpClientHelper("http://" + FormatHttpAddress(JoinHttpAddress(server, port)) + "/")
{
}

HttpClientHelper::HttpClientHelper(const std::string& server, uint16_t port)
    : HttpClientHelper(MakeRoot(server, port))
{
}

void
HttpClientHelper::SetAttribute(const std::string& name, const AttributeValue& value)
{
    SetHttpNamedAttribute(m_factory, name, value);
}

void
HttpClientHelper::SetTlsAttribute(const std::string& name, const AttributeValue& value)
{
    m_tls.SetTypeId(HttpClientTls::GetTypeId());
    SetHttpNamedAttribute(m_tls, name, value);
}

void
HttpClientHelper::BeginWorkload(const std::string& type)
{
    m_workload = MakeHttpNamedFactory(type, HttpWorkload::GetTypeId());
    m_isDealt = false;
}

void
HttpClientHelper::SetWorkloadAttribute(const std::string& name, const AttributeValue& value)
{
    SetHttpNamedAttribute(m_workload, name, value);
    m_isDealt = m_isDealt || name == "Client" || name == "Clients";
}

void
HttpClientHelper::SetStrategy(const std::string& name)
{
    ForEachAttribute(name, [this](const std::string& attribute, const AttributeValue& value) {
        m_factory.Set(attribute, value);
    });
}

void
HttpClientHelper::SetDefaultStrategy(const std::string& name)
{
    ForEachAttribute(name, [](const std::string& attribute, const AttributeValue& value) {
        Config::SetDefault("ns3::HttpClient::" + attribute, value);
    });
}

std::vector<std::string>
HttpClientHelper::GetStrategies()
{
    return HttpListNames(STRATEGIES);
}

ApplicationContainer
HttpClientHelper::Install(Ptr<Node> node, const ObjectFactory& workload) const
{
    const Ptr<HttpClient> client = Make();
    if (workload.IsTypeIdSet())
    {
        client->SetAttribute("Workload", PointerValue(workload.Create()));
    }
    return Add(node, client);
}

ApplicationContainer
HttpClientHelper::Install(Ptr<Node> node) const
{
    return Install(node, m_workload);
}

ApplicationContainer
HttpClientHelper::Install(const NodeContainer& nodes) const
{
    ApplicationContainer clients;
    for (uint32_t i = 0; i < nodes.GetN(); ++i)
    {
        ObjectFactory workload = m_workload;
        if (workload.IsTypeIdSet() && !m_isDealt)
        {
            workload.Set("Client", UintegerValue(i));
            workload.Set("Clients", UintegerValue(nodes.GetN()));
        }
        clients.Add(Install(nodes.Get(i), workload));
    }
    return clients;
}

} // namespace ns3
