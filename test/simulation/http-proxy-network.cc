/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-proxy-network.h"

#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/double.h"
#include "ns3/http-hosts.h"
#include "ns3/http-tcp-helper.h"
#include "ns3/http-tcp-socket-factory.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6-address-helper.h"
#include "ns3/ipv6.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/pointer.h"
#include "ns3/queue-size.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/traffic-control-helper.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>

using namespace ns3;

namespace http_test
{

namespace
{

/// First stream of random numbers of the links' losses.
constexpr int64_t LOSS_STREAM = 20;

} // namespace

ProxyNetwork::ProxyNetwork(const Link& client, const Link& server)
    : simulation(client),
      node(CreateObject<Node>())
{
    InternetStackHelper stack;
    stack.SetIpv4StackInstall(!client.isIpv6);
    stack.SetIpv6StackInstall(client.isIpv6);
    stack.Install(node);
    if (simulation.GetSocketFactory() == HttpTcpSocketFactory::GetTypeId())
    {
        HttpTcpHelper().Install(node);
    }
    m_proxyHost = Join(simulation.nodes.Get(0), client, 2).second;
    m_serverHost = Join(simulation.nodes.Get(1), server, 3).first;
}

ProxyNetwork::ProxyNetwork(const Link& link)
    : ProxyNetwork(link, link)
{
}

std::pair<Address, Address>
ProxyNetwork::Join(Ptr<Node> other, const Link& link, uint32_t number)
{
    PointToPointHelper helper;
    helper.SetDeviceAttribute("DataRate", StringValue(link.rate));
    helper.SetDeviceAttribute("Mtu", UintegerValue(link.mtu));
    helper.SetChannelAttribute("Delay", TimeValue(link.delay));
    helper.SetQueue("ns3::DropTailQueue",
                    "MaxSize",
                    QueueSizeValue(QueueSize(QueueSizeUnit::PACKETS, link.queue)));
    const NetDeviceContainer devices = helper.Install(other, node);
    std::pair<Address, Address> addresses;
    const std::string text = std::to_string(number);
    if (link.isIpv6)
    {
        Config::Set("/NodeList/*/$ns3::Icmpv6L4Protocol/DAD", BooleanValue(false));
        const std::string prefix = "2001:db8:" + text + "::";
        const Ipv6InterfaceContainer interfaces =
            Ipv6AddressHelper(prefix.c_str(), Ipv6Prefix(64)).Assign(devices);
        addresses = {interfaces.GetAddress(0, 1), interfaces.GetAddress(1, 1)};
    }
    else
    {
        const std::string prefix = "10.1." + text + ".0";
        const Ipv4InterfaceContainer interfaces =
            Ipv4AddressHelper(prefix.c_str(), "255.255.255.0").Assign(devices);
        addresses = {interfaces.GetAddress(0), interfaces.GetAddress(1)};
    }
    TrafficControlHelper().Uninstall(devices);
    for (uint32_t i = 0; i < devices.GetN() && link.loss > 0; ++i)
    {
        Ptr<RateErrorModel> loss = CreateObject<RateErrorModel>();
        loss->SetAttribute("ErrorRate", DoubleValue(link.loss));
        loss->SetAttribute("ErrorUnit", StringValue("ERROR_UNIT_PACKET"));
        loss->AssignStreams(LOSS_STREAM + 2 * number + i);
        devices.Get(i)->SetAttribute("ReceiveErrorModel", PointerValue(loss));
    }
    return addresses;
}

Ptr<HttpProxy>
ProxyNetwork::Install(HttpProxyHelper helper)
{
    helper.SetAttribute("SocketFactory", TypeIdValue(simulation.GetSocketFactory()));
    Ptr<HttpProxy> proxy = DynamicCast<HttpProxy>(helper.Install(node).Get(0));
    proxy->TraceConnectWithoutContext("Request", MakeCallback(&ProxyNetwork::OnRequest, this));
    proxy->TraceConnectWithoutContext("Transaction",
                                      MakeCallback(&ProxyNetwork::OnTransaction, this));
    m_proxies.push_back(proxy);
    return proxy;
}

void
ProxyNetwork::Run(Time limit)
{
    Simulator::Schedule(limit - NanoSeconds(1), &ProxyNetwork::CheckEmpty, this);
    simulation.Run(limit);
}

void
ProxyNetwork::CheckEmpty() const
{
    for (const Ptr<HttpProxy>& proxy : m_proxies)
    {
        BOOST_TEST(proxy->GetPending() == 0U);
        BOOST_TEST(proxy->GetConnections() == 0U);
    }
}

Address
ProxyNetwork::GetProxyAddress(uint16_t port) const
{
    return JoinHttpAddress(m_proxyHost, port);
}

std::string
ProxyNetwork::GetUrl(const std::string& target, uint16_t port, const std::string& scheme) const
{
    const std::string authority = FormatHttpAddress(JoinHttpAddress(m_serverHost, port));
    return http::ParseUrl(scheme + "://" + authority + target)->ToString();
}

ClientHelper
ProxyNetwork::MakeClient(uint16_t port) const
{
    ClientHelper client;
    client.SetAttribute("Proxy", AddressValue(GetProxyAddress(port)));
    return client;
}

HttpPageObject
ProxyNetwork::MakeObject(const std::string& target,
                         const std::string& method,
                         uint64_t contentBytes) const
{
    return simulation.MakeObject(target.front() == '/' ? GetUrl(target) : target,
                                 method,
                                 contentBytes);
}

Ptr<HttpClient>
ProxyNetwork::LoadTargets(const std::vector<std::string>& targets,
                          const HttpClientHelper& helper,
                          bool together)
{
    std::vector<HttpPage> pages(together ? 1 : targets.size());
    for (std::size_t i = 0; i < targets.size(); ++i)
    {
        pages[together ? 0 : i].objects.push_back(MakeObject(targets[i]));
    }
    return simulation.LoadPages(pages, helper);
}

std::string
ProxyNetwork::GetStatuses() const
{
    std::string text;
    for (const SeenTransaction& seen : simulation.transactions)
    {
        text += (text.empty() ? "" : " ") + std::to_string(seen.status);
    }
    return text;
}

std::string
ProxyNetwork::GetResults() const
{
    std::string text;
    for (const SeenRequest& seen : requests)
    {
        text += (text.empty() ? "" : " ") + std::string(seen.result);
    }
    return text;
}

void
ProxyNetwork::OnRequest(const HttpProxyRecord& record)
{
    SeenRequest seen;
    static_cast<HttpProxyRecord&>(seen) = record;
    seen.ownMethod = record.method;
    seen.ownTarget = record.target;
    requests.push_back(seen);
}

void
ProxyNetwork::OnTransaction(const HttpTransactionRecord& record)
{
    SeenTransaction seen;
    static_cast<HttpTransactionRecord&>(seen) = record;
    seen.ownMethod = record.method;
    seen.ownUrl = record.url;
    transactions.push_back(seen);
}

} // namespace http_test
