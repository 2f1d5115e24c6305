/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-simulation.h"

#include "http-test-endpoint.h"

#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/data-rate.h"
#include "ns3/double.h"
#include "ns3/http-hosts.h"
#include "ns3/http-message-record.h"
#include "ns3/http-tcp-helper.h"
#include "ns3/http-tcp-profile.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6-address-helper.h"
#include "ns3/ipv6.h"
#include "ns3/packet.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/pointer.h"
#include "ns3/queue-size.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/traffic-control-helper.h"
#include "ns3/uinteger.h"

#include <boost/test/unit_test.hpp>
#include <sstream>

using namespace ns3;

namespace http_test
{

namespace
{

/// Streams of random numbers: of the link's losses, of servers, of clients.
constexpr int64_t LOSS_STREAM = 10;
constexpr int64_t SERVER_STREAM = 100;
constexpr int64_t CLIENT_STREAM = 200;

} // namespace

HttpServerHelper
MakeServerHelper(const std::string& scheme)
{
    HttpServerHelper helper(443);
    if (scheme == "https")
    {
        helper.SetTls();
    }
    return helper;
}

std::ostream&
operator<<(std::ostream& out, const Link& link)
{
    return out << link.rate << " " << link.delay.As(Time::MS) << " loss " << link.loss << " MTU "
               << link.mtu << (link.isIpv6 ? " IPv6" : " IPv4")
               << (link.isRepaired ? " HttpTcpSocket" : "");
}

TypeId
GetSocketFactory(const Link& link)
{
    return GetTestSocketFactory(link.isRepaired);
}

void
PageListWorkload::Add(const HttpPage& page)
{
    m_pages.push_back(page);
}

bool
PageListWorkload::NextPage(const http::Url& /* base */, HttpPage& page)
{
    if (m_next == m_pages.size())
    {
        return false;
    }
    page = m_pages[m_next++];
    return true;
}

BitFlipper::BitFlipper(uint32_t minBytes, uint32_t first)
    : m_minBytes(minBytes),
      m_first(first)
{
}

uint32_t
BitFlipper::GetFlipped() const
{
    return m_flipped;
}

bool
BitFlipper::DoCorrupt(Ptr<Packet> packet)
{
    if (packet->GetSize() < m_minBytes || ++m_seen != m_first)
    {
        return false;
    }
    std::vector<uint8_t> bytes(packet->GetSize());
    packet->CopyData(bytes.data(), packet->GetSize());
    const uint8_t flipped = bytes.back() ^ 1;
    packet->RemoveAtEnd(1);
    packet->AddAtEnd(Create<Packet>(&flipped, 1));
    ++m_flipped;
    return false;
}

void
BitFlipper::DoReset()
{
    m_seen = 0;
}

Simulation::Simulation(const Link& link)
    : m_factory(http_test::GetSocketFactory(link))
{
    SetHttpTcpProfile(HttpTcpProfile::Linux, link.mtu, link.isIpv6);
    nodes.Create(2);
    PointToPointHelper helper;
    helper.SetDeviceAttribute("DataRate", StringValue(link.rate));
    helper.SetDeviceAttribute("Mtu", UintegerValue(link.mtu));
    helper.SetChannelAttribute("Delay", TimeValue(link.delay));
    helper.SetQueue("ns3::DropTailQueue",
                    "MaxSize",
                    QueueSizeValue(QueueSize(QueueSizeUnit::PACKETS, link.queue)));
    devices = helper.Install(nodes);
    InternetStackHelper stack;
    stack.SetIpv4StackInstall(!link.isIpv6);
    stack.SetIpv6StackInstall(link.isIpv6);
    stack.Install(nodes);
    if (m_factory == HttpTcpSocketFactory::GetTypeId())
    {
        HttpTcpHelper().Install(nodes);
    }
    if (link.isIpv6)
    {
        Config::Set("/NodeList/*/$ns3::Icmpv6L4Protocol/DAD", BooleanValue(false));
        Ipv6AddressHelper("2001:db8::", Ipv6Prefix(64)).Assign(devices);
        m_serverAddress = nodes.Get(1)->GetObject<Ipv6>()->GetAddress(1, 1).GetAddress();
    }
    else
    {
        Ipv4AddressHelper("10.1.1.0", "255.255.255.0").Assign(devices);
        m_serverAddress = Ipv4Address("10.1.1.2");
    }
    TrafficControlHelper().Uninstall(devices);
    if (link.loss > 0)
    {
        SetLoss(link.loss);
    }
}

void
Simulation::SetLoss(double share)
{
    for (uint32_t i = 0; i < devices.GetN(); ++i)
    {
        Ptr<RateErrorModel> loss = CreateObject<RateErrorModel>();
        loss->SetAttribute("ErrorRate", DoubleValue(share));
        loss->SetAttribute("ErrorUnit", StringValue("ERROR_UNIT_PACKET"));
        loss->AssignStreams(LOSS_STREAM + i);
        devices.Get(i)->SetAttribute("ReceiveErrorModel", PointerValue(loss));
    }
}

void
Simulation::SetInterface(bool isUp)
{
    Ptr<Ipv4> ipv4 = nodes.Get(0)->GetObject<Ipv4>();
    if (isUp)
    {
        ipv4->SetUp(1);
    }
    else
    {
        ipv4->SetDown(1);
    }
}

Simulation::~Simulation()
{
    Simulator::Destroy();
    Config::Reset();
}

TypeId
Simulation::GetSocketFactory() const
{
    return m_factory;
}

Address
Simulation::GetServerAddress(uint16_t port) const
{
    return JoinHttpAddress(m_serverAddress, port);
}

std::string
Simulation::GetUrl(const std::string& target, uint16_t port) const
{
    return http::ParseUrl("http://" + FormatHttpAddress(GetServerAddress(port)) + target)
        ->ToString();
}

Ptr<HttpServer>
Simulation::Serve(HttpServerHelper helper)
{
    helper.SetAttribute("SocketFactory", TypeIdValue(m_factory));
    ApplicationContainer installed = helper.Install(nodes.Get(1));
    HttpServerHelper::AssignStreams(installed, SERVER_STREAM + 10 * servers.size());
    servers.push_back(DynamicCast<HttpServer>(installed.Get(0)));
    Ptr<HttpServer> server = servers.back();
    server->TraceConnectWithoutContext("Message", MakeCallback(&Simulation::OnMessage, this));
    server->TraceConnectWithoutContext("Activity", MakeCallback(&Simulation::OnActivity, this));
    return server;
}

Ptr<HttpClient>
Simulation::Load(HttpClientHelper helper)
{
    helper.SetAttribute("SocketFactory", TypeIdValue(m_factory));
    ApplicationContainer installed = helper.Install(nodes.Get(0));
    HttpClientHelper::AssignStreams(installed, CLIENT_STREAM + 10 * clients.size());
    clients.push_back(DynamicCast<HttpClient>(installed.Get(0)));
    Ptr<HttpClient> client = clients.back();
    client->TraceConnectWithoutContext("Transaction",
                                       MakeCallback(&Simulation::OnTransaction, this));
    client->TraceConnectWithoutContext("Page", MakeCallback(&Simulation::OnPage, this));
    client->TraceConnectWithoutContext("Message", MakeCallback(&Simulation::OnMessage, this));
    client->TraceConnectWithoutContext("Activity", MakeCallback(&Simulation::OnActivity, this));
    return client;
}

Ptr<HttpClient>
Simulation::LoadTargets(const std::vector<std::string>& targets,
                        HttpClientHelper helper,
                        bool together)
{
    std::vector<HttpPage> list(together ? 1 : targets.size());
    for (std::size_t i = 0; i < targets.size(); ++i)
    {
        list[together ? 0 : i].objects.push_back(MakeObject(targets[i]));
    }
    return LoadPages(list, helper);
}

Ptr<HttpClient>
Simulation::LoadPages(const std::vector<HttpPage>& list, const HttpClientHelper& helper)
{
    Ptr<PageListWorkload> workload = CreateObject<PageListWorkload>();
    for (const HttpPage& page : list)
    {
        workload->Add(page);
    }
    Ptr<HttpClient> client = Load(helper);
    client->SetAttribute("Workload", PointerValue(workload));
    return client;
}

HttpPageObject
Simulation::MakeObject(const std::string& target,
                       const std::string& method,
                       uint64_t contentBytes) const
{
    HttpPageObject object;
    const auto url = http::ParseUrl(target.front() == '/' ? GetUrl(target) : target);
    BOOST_REQUIRE_MESSAGE(url, target);
    object.url = *url;
    object.method = method;
    object.contentBytes = contentBytes;
    return object;
}

void
Simulation::Run(Time limit)
{
    Simulator::Stop(limit);
    Simulator::Run();
    end = Simulator::Now();
    Simulator::Destroy();
    uint64_t queued = 0;
    for (const auto& client : clients)
    {
        queued += client->GetRequestsQueued();
    }
    BOOST_TEST(queued == transactions.size(), "every request that was queued has one outcome");
}

std::map<std::string, uint32_t>
Simulation::CountOutcomes() const
{
    std::map<std::string, uint32_t> counts;
    for (const SeenTransaction& transaction : transactions)
    {
        ++counts[transaction.outcome];
    }
    return counts;
}

const std::string&
Simulation::GetLog() const
{
    return m_log;
}

void
Simulation::OnTransaction(const HttpTransactionRecord& record)
{
    SeenTransaction seen;
    static_cast<HttpTransactionRecord&>(seen) = record;
    seen.ownMethod = record.method;
    seen.ownUrl = record.url;
    seen.method = {};
    seen.url = {};
    std::ostringstream line;
    line << "transaction " << record.id << " page " << record.page << " node " << record.node << "/"
         << record.application << " socket " << record.socket << " "
         << FormatHttpAddress(record.local) << " " << FormatHttpAddress(record.remote) << " "
         << record.reused << " " << record.attempts << " " << seen.ownMethod << " " << seen.ownUrl
         << " " << record.status;
    for (const Time& time : {record.queued,
                             record.resolved,
                             record.connectStart,
                             record.connectEnd,
                             record.requestStart,
                             record.requestEnd,
                             record.firstByte,
                             record.finished})
    {
        line << " " << time.GetNanoSeconds();
    }
    line << " " << record.requestHeadBytes << "+" << record.requestContentBytes << " "
         << record.responseHeadBytes << "+" << record.responseContentBytes << " " << record.outcome
         << " " << record.problem << "\n";
    m_log += line.str();
    transactions.push_back(std::move(seen));
}

void
Simulation::OnPage(const HttpPageRecord& record)
{
    SeenPage seen;
    static_cast<HttpPageRecord&>(seen) = record;
    seen.ownUrl = record.url;
    seen.url = {};
    std::ostringstream line;
    line << "page " << record.id << " node " << record.node << "/" << record.application << " "
         << seen.ownUrl << " " << record.started.GetNanoSeconds() << " "
         << record.finished.GetNanoSeconds() << " " << record.objects << " " << record.failed << " "
         << record.bytes << " " << record.outcome << "\n";
    m_log += line.str();
    pages.push_back(std::move(seen));
}

void
Simulation::OnMessage(const HttpMessageRecord& record)
{
    std::ostringstream line;
    line << "message node " << record.node << "/" << record.application << " " << record.transaction
         << " " << FormatHttpAddress(record.local) << " " << FormatHttpAddress(record.remote) << " "
         << (record.isRequest ? "request" : "response") << (record.sent ? " sent " : " received ")
         << record.headBytes << "+" << record.contentBytes << " " << record.contentKind << " "
         << record.contentSeed << " " << record.streamBegin << "-" << record.streamEnd << " "
         << record.first.GetNanoSeconds() << " " << record.last.GetNanoSeconds() << " "
         << record.outcome << "\n"
         << record.head;
    m_log += line.str();
}

void
Simulation::OnActivity(const HttpActivityRecord& record)
{
    std::ostringstream line;
    line << record.time.GetNanoSeconds() << " node " << record.node << "/" << record.application
         << " " << GetHttpActivityName(record.activity) << " " << record.socket << " "
         << record.transaction << " " << record.bytes << " " << record.subject << "\n";
    m_log += line.str();
}

} // namespace http_test
