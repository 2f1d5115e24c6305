/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-network.h"

#include "http-test-endpoint.h"

#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/data-rate.h"
#include "ns3/http-application.h"
#include "ns3/http-hosts.h"
#include "ns3/http-server-helper.h"
#include "ns3/http-tcp-profile.h"
#include "ns3/ipv4-header.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/on-off-helper.h"
#include "ns3/packet-sink-helper.h"
#include "ns3/packet-sink.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>

using namespace ns3;

namespace http_test
{

Network::Network(const HttpTopologySettings& settings)
    : topology(settings),
      m_settings(settings)
{
    SetHttpTcpProfile(HttpTcpProfile::Linux, settings.mtu, settings.isIpv6);
    SetTestEndpoint();
    Config::SetDefault("ns3::HttpClient::BodyContent", StringValue("Zero"));
    Config::SetDefault("ns3::HttpServer::BodyContent", StringValue("Zero"));
    const HttpTopologyProblem problem = topology.Plan(10);
    BOOST_REQUIRE_MESSAGE(!problem,
                          problem.option << "=" << problem.value << ": " << problem.accepted);
    topology.Build();
    topology.AssignStreams(1000000);
}

Network::~Network()
{
    Simulator::Destroy();
    Config::Reset();
}

void
Network::Serve(uint32_t client)
{
    HttpServerHelper::AssignStreams(HttpServerHelper().Install(topology.GetServers()), 1000);
    Ptr<Node> node = topology.GetClients().Get(client);
    if (m_settings.isIpv6)
    {
        Ptr<Ipv6L3Protocol> ip = node->GetObject<Ipv6L3Protocol>();
        ip->TraceConnectWithoutContext("Tx", MakeCallback(&Network::OnSent6, this));
        ip->TraceConnectWithoutContext("Rx", MakeCallback(&Network::OnReceived6, this));
        return;
    }
    Ptr<Ipv4L3Protocol> ip = node->GetObject<Ipv4L3Protocol>();
    ip->TraceConnectWithoutContext("Tx", MakeCallback(&Network::OnSent4, this));
    ip->TraceConnectWithoutContext("Rx", MakeCallback(&Network::OnReceived4, this));
}

void
Network::Load(uint32_t client, uint32_t server, const std::string& targets, Time start)
{
    const Address address = JoinHttpAddress(topology.GetServerAddress(server), 80);
    HttpClientHelper helper("http://" + FormatHttpAddress(address) + "/");
    helper.SetWorkload("ns3::HttpUrlWorkload", "Urls", StringValue(targets));
    ApplicationContainer installed = helper.Install(topology.GetClients().Get(client));
    installed.Start(start);
    HttpClientHelper::AssignStreams(installed, 2000 + 10 * int64_t{m_clients.GetN()});
    installed.Get(0)->TraceConnectWithoutContext("Transaction",
                                                 MakeCallback(&Network::OnTransaction, this));
    m_clients.Add(installed);
}

void
Network::Flow(uint32_t server, uint32_t client, double rate, uint32_t bytes, Time begin, Time end)
{
    const Address remote = JoinHttpAddress(topology.GetClientAddress(client), m_port++);
    m_receivers.Add(PacketSinkHelper("ns3::UdpSocketFactory", remote)
                        .Install(topology.GetClients().Get(client)));
    OnOffHelper helper("ns3::UdpSocketFactory", remote);
    helper.SetConstantRate(DataRate(static_cast<uint64_t>(rate)), bytes);
    ApplicationContainer sender = helper.Install(topology.GetServers().Get(server));
    sender.Start(begin);
    sender.Stop(end);
}

uint64_t
Network::GetFlowBytes() const
{
    uint64_t bytes = 0;
    for (auto receiver = m_receivers.Begin(); receiver != m_receivers.End(); ++receiver)
    {
        bytes += DynamicCast<PacketSink>(*receiver)->GetTotalRx();
    }
    return bytes;
}

void
Network::Run(Time end)
{
    Simulator::Stop(end - Simulator::Now());
    Simulator::Run();
}

std::map<std::string, uint32_t>
Network::CountOutcomes() const
{
    std::map<std::string, uint32_t> counts;
    for (const HttpTransactionRecord& transaction : transactions)
    {
        ++counts[transaction.outcome];
    }
    return counts;
}

void
Network::OnTransaction(const HttpTransactionRecord& record)
{
    transactions.push_back(record);
    transactions.back().method = {};
    transactions.back().url = {};
}

template <typename H>
void
Network::Add(std::vector<uint32_t>& packets,
             Ptr<const Packet> packet,
             uint8_t (H::*getProtocol)() const)
{
    H header;
    packet->PeekHeader(header);
    if ((header.*getProtocol)() == TcpL4Protocol::PROT_NUMBER)
    {
        packets.push_back(packet->GetSize());
        largest = std::max(largest, packets.back());
    }
}

void
Network::OnSent4(Ptr<const Packet> packet, Ptr<Ipv4> /* ip */, uint32_t /* interface */)
{
    Add<Ipv4Header>(sent, packet, &Ipv4Header::GetProtocol);
}

void
Network::OnReceived4(Ptr<const Packet> packet, Ptr<Ipv4> /* ip */, uint32_t /* interface */)
{
    Add<Ipv4Header>(received, packet, &Ipv4Header::GetProtocol);
}

void
Network::OnSent6(Ptr<const Packet> packet, Ptr<Ipv6> /* ip */, uint32_t /* interface */)
{
    Add<Ipv6Header>(sent, packet, &Ipv6Header::GetNextHeader);
}

void
Network::OnReceived6(Ptr<const Packet> packet, Ptr<Ipv6> /* ip */, uint32_t /* interface */)
{
    Add<Ipv6Header>(received, packet, &Ipv6Header::GetNextHeader);
}

} // namespace http_test
