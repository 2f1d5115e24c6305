/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-link-builder.h"

#include "http-topology-lists.h"

#include "ns3/boolean.h"
#include "ns3/csma-channel.h"
#include "ns3/csma-helper.h"
#include "ns3/csma-net-device.h"
#include "ns3/double.h"
#include "ns3/drop-tail-queue.h"
#include "ns3/http-named.h"
#include "ns3/http-random-variable.h"
#include "ns3/http-text.h"
#include "ns3/http-time-text.h"
#include "ns3/mobility-helper.h"
#include "ns3/net-device-queue-interface.h"
#include "ns3/pie-queue-disc.h"
#include "ns3/pointer.h"
#include "ns3/position-allocator.h"
#include "ns3/queue-size.h"
#include "ns3/red-queue-disc.h"
#include "ns3/ssid.h"
#include "ns3/string.h"
#include "ns3/traffic-control-helper.h"
#include "ns3/traffic-control-layer.h"
#include "ns3/uinteger.h"
#include "ns3/wifi-mac.h"
#include "ns3/wifi-net-device.h"
#include "ns3/wifi-standards.h"
#include "ns3/yans-wifi-helper.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ns3
{

namespace
{

/// Packets that wait at an access link: as many as Linux lets wait at an interface.
constexpr uint32_t ACCESS_QUEUE = 1000;
/// First numbers of the streams of channels, of queue disciplines and of shared media; losses begin
/// with 0. A network has at most 100,000 ends of main links.
constexpr int64_t CHANNEL_STREAMS = 100000;
constexpr int64_t DISC_STREAMS = 300000;
constexpr int64_t MEDIUM_STREAMS = 400000;
/// The rate of a device whose packets a trace lets out.
const DataRate GATED_RATE("100Gbps");

// ns-3 names standards without their bands since 3.36, the first version without waf.
#ifdef HTTP_BUILT_BY_WAF
constexpr WifiStandard WIFI_N = WIFI_STANDARD_80211n_5GHZ;
constexpr WifiStandard WIFI_AX = WIFI_STANDARD_80211ax_5GHZ;
#else
constexpr WifiStandard WIFI_N = WIFI_STANDARD_80211n;
constexpr WifiStandard WIFI_AX = WIFI_STANDARD_80211ax;
#endif

/// @brief A standard of Wi-Fi.
struct WifiStandardName
{
    const char* name;      //!< its name
    WifiStandard standard; //!< ns-3's
};

constexpr std::array<WifiStandardName, 6> WIFI_STANDARDS = {{
    {"802.11a", WIFI_STANDARD_80211a},
    {"802.11b", WIFI_STANDARD_80211b},
    {"802.11g", WIFI_STANDARD_80211g},
    {"802.11n", WIFI_N},
    {"802.11ac", WIFI_STANDARD_80211ac},
    {"802.11ax", WIFI_AX},
}};

/// How long a station listens for access points, and how much longer than the one before it.
const Time WIFI_SCAN = MilliSeconds(120);
const Time WIFI_ASSOCIATION = MilliSeconds(4);

/// How long a host waits for the answer to a request for block acknowledgments (ADDBA), as Linux
/// does.
const Time WIFI_ADDBA = Seconds(1);
/// ns-3's own value: with dozens of stations the answer comes later, and then sender and receiver
/// do not agree on whether there are block acknowledgments; frames are acknowledged, and go no
/// further.
const Time WIFI_ADDBA_OF_NS3 = MilliSeconds(1);

/**
 * @brief Makes a device of a link.
 * @tparam T its type
 * @param node its node
 * @param mtu bytes that a packet has at most
 * @param packets that its queue takes
 * @return the device
 */
template <class T>
Ptr<T>
MakeDevice(const Ptr<Node>& node, uint32_t mtu, uint32_t packets)
{
    const Ptr<T> device = CreateObject<T>();
    device->SetAddress(Mac48Address::Allocate());
    node->AddDevice(device);
    device->SetMtu(static_cast<uint16_t>(mtu));
    const Ptr<DropTailQueue<Packet>> queue = CreateObject<DropTailQueue<Packet>>();
    queue->SetMaxSize(QueueSize(QueueSizeUnit::PACKETS, packets));
    device->SetQueue(queue);
    return device;
}

/**
 * @brief Lets a device stop the layer above. Only for one with a queue discipline: without, that
 * layer drops what it may not send, which ns-3 3.35 tells nobody.
 * @tparam T the device's type
 * @param device the device
 * @param isByQueue it stops where its own queue is full
 */
template <class T>
void
ControlFlow(const Ptr<T>& device, bool isByQueue)
{
    const Ptr<NetDeviceQueueInterface> control = CreateObject<NetDeviceQueueInterface>();
    if (isByQueue)
    {
        control->GetTxQueue(0)->ConnectQueueTraces(device->GetQueue());
    }
    device->AggregateObject(control);
}

/**
 * @brief Lets a device wait long enough for block acknowledgments, unless the user chose how long.
 * @param device a device of Wi-Fi
 */
void
SetBlockAckTimeout(const Ptr<NetDevice>& device)
{
    const Ptr<Object> mac = DynamicCast<WifiNetDevice>(device)->GetMac();
    for (const char* category : {"VO_Txop", "VI_Txop", "BE_Txop", "BK_Txop"})
    {
        PointerValue txop;
        TimeValue timeout;
        if (mac->GetAttributeFailSafe(category, txop) && txop.GetObject() &&
            txop.GetObject()->GetAttributeFailSafe("AddBaResponseTimeout", timeout) &&
            timeout.Get() == WIFI_ADDBA_OF_NS3)
        {
            txop.GetObject()->SetAttribute("AddBaResponseTimeout", TimeValue(WIFI_ADDBA));
        }
    }
}

/// @brief A queue size in packets. @param packets the number @return the size
QueueSizeValue
Packets(uint32_t packets)
{
    return QueueSizeValue(QueueSize(QueueSizeUnit::PACKETS, packets));
}

} // namespace

Time
GetHttpWifiReadyTime(uint32_t stations)
{
    return Seconds(1) + WIFI_ASSOCIATION * int64_t{stations};
}

std::vector<std::string>
GetHttpWifiStandards()
{
    return HttpListNames(WIFI_STANDARDS);
}

HttpLinkBuilder::HttpLinkBuilder(const HttpTopologySettings& settings)
    : m_s(settings)
{
}

Ptr<RandomVariableStream>
HttpLinkBuilder::MakeJitter(const std::string& text)
{
    if (const auto time = HttpParseTime(text))
    {
        Ptr<UniformRandomVariable> uniform = CreateObject<UniformRandomVariable>();
        uniform->SetAttribute("Max", DoubleValue(time->GetSeconds()));
        return uniform;
    }
    std::string problem;
    return MakeHttpTimeVariable(text, problem);
}

std::vector<Ptr<NetDevice>>
HttpLinkBuilder::Build(const HttpTopologyPlan& plan, uint32_t link)
{
    std::vector<Ptr<Node>> nodes;
    for (const uint32_t end : plan.links[link].ends)
    {
        nodes.push_back(plan.nodes[end].node);
    }
    m_channels.resize(plan.links.size());
    switch (plan.links[link].medium)
    {
    case HttpTopologyPlan::Medium::Csma:
        return BuildCsma(plan.links[link], nodes);
    case HttpTopologyPlan::Medium::Wifi:
        return BuildWifi(nodes);
    default:
        return BuildPointToPoint(plan.links[link], link, nodes);
    }
}

Ptr<HttpImpairedChannel>
HttpLinkBuilder::MakeImpairedChannel() const
{
    Ptr<HttpImpairedChannel> channel = CreateObject<HttpImpairedChannel>();
    if (!m_s.jitter.empty())
    {
        channel->SetAttribute("Jitter", PointerValue(MakeJitter(m_s.jitter)));
    }
    channel->SetAttribute("Reorder", DoubleValue(m_s.reorder));
    channel->SetAttribute("ReorderDelay", TimeValue(m_s.reorderDelay));
    return channel;
}

std::vector<Ptr<NetDevice>>
HttpLinkBuilder::BuildPointToPoint(const HttpTopologyPlan::Link& link,
                                   uint32_t index,
                                   const std::vector<Ptr<Node>>& nodes)
{
    const bool isImpaired = !m_s.jitter.empty() || m_s.reorder > 0 || !m_s.failures.empty();
    Ptr<PointToPointChannel> channel;
    if (isImpaired && (link.isMain || !m_s.failures.empty()))
    {
        m_channels[index] =
            link.isMain ? MakeImpairedChannel() : CreateObject<HttpImpairedChannel>();
        channel = m_channels[index];
    }
    else
    {
        channel = CreateObject<PointToPointChannel>();
    }
    channel->SetAttribute("Delay", TimeValue(link.delay));
    std::vector<Ptr<NetDevice>> devices;
    for (std::size_t i = 0; i < 2; ++i)
    {
        // The first end sends up, the second one down.
        const std::string& trace = i == 0 ? m_s.uplinkTrace : m_s.linkTrace;
        const bool isGated = link.isMain && !trace.empty();
        const bool hasDisc = link.isMain && (isGated || m_s.queueDisc != "DropTail");
        const uint32_t queue = hasDisc       ? 1
                               : link.isMain ? m_s.queue
                                             : std::max(m_s.queue, ACCESS_QUEUE);
        const DataRate rate = isGated ? GATED_RATE : (i == 0 ? link.up : link.down);
        const Ptr<PointToPointNetDevice> device =
            MakeDevice<PointToPointNetDevice>(nodes[i], m_s.mtu, isGated ? 10 : queue);
        device->SetDataRate(rate);
        device->Attach(channel);
        devices.emplace_back(device);
        if (hasDisc)
        {
            ControlFlow(device, !isGated);
            m_awaiting.push_back({device, &link, isGated ? trace : ""});
        }
        if (link.isMain)
        {
            m_ends.push_back(
                {device, MakeLoss(device, i == 1), i == 0 ? m_channels[index] : nullptr});
        }
    }
    return devices;
}

std::vector<Ptr<NetDevice>>
HttpLinkBuilder::BuildCsma(const HttpTopologyPlan::Link& link, const std::vector<Ptr<Node>>& nodes)
{
    const bool hasDisc = m_s.queueDisc != "DropTail";
    const Ptr<CsmaChannel> channel = CreateObject<CsmaChannel>();
    channel->SetAttribute("DataRate", DataRateValue(link.down));
    channel->SetAttribute("Delay", TimeValue(link.delay));
    NetDeviceContainer made;
    for (std::size_t i = 0; i < nodes.size(); ++i)
    {
        const Ptr<CsmaNetDevice> device =
            MakeDevice<CsmaNetDevice>(nodes[i], m_s.mtu, hasDisc ? 1 : m_s.queue);
        device->Attach(channel);
        if (hasDisc)
        {
            ControlFlow(device, true);
            m_awaiting.push_back({device, &link, ""});
        }
        // Clients come first.
        m_ends.push_back({device, MakeLoss(device, i >= m_s.clients), nullptr});
        made.Add(device);
    }
    m_csma.Add(made);
    return {made.Begin(), made.End()};
}

std::vector<Ptr<NetDevice>>
HttpLinkBuilder::BuildWifi(const std::vector<Ptr<Node>>& nodes)
{
    YansWifiPhyHelper phy;
    phy.SetChannel(YansWifiChannelHelper::Default().Create());
    WifiHelper wifi;
    wifi.SetStandard(HttpFindNamed(WIFI_STANDARDS, m_s.wifi)->standard);
    // The best rate that the signal allows: nothing is drawn, nothing is learnt.
    wifi.SetRemoteStationManager("ns3::IdealWifiManager");
    WifiMacHelper mac;
    const Ssid ssid("ns3-http");
    mac.SetType("ns3::ApWifiMac", "Ssid", SsidValue(ssid));
    m_wifi.Add(wifi.Install(phy, mac, nodes.front()));
    MobilityHelper mobility;
    mobility.SetMobilityModel("ns3::ConstantPositionMobilityModel");
    Ptr<ListPositionAllocator> places = CreateObject<ListPositionAllocator>();
    places->Add(Vector(0, 0, 0));
    NodeContainer stations;
    const auto number = static_cast<double>(nodes.size() - 1);
    for (std::size_t i = 1; i < nodes.size(); ++i)
    {
        const double angle = 2 * M_PI * static_cast<double>(i - 1) / number;
        places->Add(
            Vector(m_s.wifiDistance * std::cos(angle), m_s.wifiDistance * std::sin(angle), 0));
        stations.Add(nodes[i]);
    }
    for (uint32_t i = 0; i < stations.GetN(); ++i)
    {
        // Stations that answered the same beacon at once would all collide, again and again.
        mac.SetType("ns3::StaWifiMac",
                    "Ssid",
                    SsidValue(ssid),
                    "ActiveProbing",
                    BooleanValue(false),
                    "WaitBeaconTimeout",
                    TimeValue(WIFI_SCAN + WIFI_ASSOCIATION * int64_t{i}));
        m_wifi.Add(wifi.Install(phy, mac, stations.Get(i)));
    }
    mobility.SetPositionAllocator(places);
    mobility.Install(NodeContainer(NodeContainer(nodes.front()), stations));
    for (uint32_t i = 0; i < m_wifi.GetN(); ++i)
    {
        m_wifi.Get(i)->SetMtu(static_cast<uint16_t>(m_s.mtu));
        SetBlockAckTimeout(m_wifi.Get(i));
    }
    return {m_wifi.Begin(), m_wifi.End()};
}

void
HttpLinkBuilder::AddQueueDiscs()
{
    for (const Awaiting& awaiting : m_awaiting)
    {
        AddQueueDisc(awaiting.device, *awaiting.link);
        if (!awaiting.trace.empty())
        {
            AddGate(awaiting.device, awaiting.trace);
        }
    }
    m_awaiting.clear();
}

void
HttpLinkBuilder::AddQueueDisc(Ptr<NetDevice> device, const HttpTopologyPlan::Link& link) const
{
    const std::string& name = m_s.queueDisc;
    TrafficControlHelper helper;
    if (name == "RED")
    {
        // Thresholds at a sixth and a half of the queue, as RED's authors advise: the upper one
        // three times the lower one.
        helper.SetRootQueueDisc("ns3::RedQueueDisc",
                                "MaxSize",
                                Packets(m_s.queue),
                                "MinTh",
                                DoubleValue(std::max(1.0, m_s.queue / 6.0)),
                                "MaxTh",
                                DoubleValue(std::max(3.0, m_s.queue / 2.0)),
                                "MeanPktSize",
                                UintegerValue(m_s.mtu),
                                "LinkBandwidth",
                                DataRateValue(link.down),
                                "LinkDelay",
                                TimeValue(link.delay));
    }
    else
    {
        const std::string type = name == "DropTail" ? "Fifo" : (name == "PIE" ? "Pie" : name);
        helper.SetRootQueueDisc("ns3::" + type + "QueueDisc", "MaxSize", Packets(m_s.queue));
    }
    helper.Install(device);
}

Ptr<HttpLossModel>
HttpLinkBuilder::MakeLoss(Ptr<NetDevice> device, bool isUp) const
{
    const std::string& list = isUp ? m_s.uplinkLossList : m_s.lossList;
    if (m_s.loss <= 0 && list.empty())
    {
        return nullptr;
    }
    Ptr<HttpLossModel> model = CreateObject<HttpLossModel>();
    model->SetAttribute("Rate", DoubleValue(m_s.loss));
    model->SetAttribute("MeanBurst", DoubleValue(m_s.lossBurst));
    std::vector<uint64_t> numbers;
    ReadHttpNumbers(list, numbers);
    model->SetPackets(numbers);
    device->SetAttribute("ReceiveErrorModel", PointerValue(model));
    return model;
}

void
HttpLinkBuilder::AddGate(Ptr<NetDevice> device, const std::string& file) const
{
    HttpDeliveryTrace trace;
    trace.Load(file);
    Ptr<HttpDeliveryGate> gate = CreateObject<HttpDeliveryGate>();
    gate->Install(device, trace);
    device->AggregateObject(gate);
}

void
HttpLinkBuilder::SetUp(uint32_t link, bool isUp)
{
    m_channels[link]->SetUp(isUp);
}

int64_t
HttpLinkBuilder::AssignStreams(int64_t stream)
{
    // What is not there leaves its numbers free, so that the others keep theirs.
    for (std::size_t i = 0; i < m_ends.size(); ++i)
    {
        const auto place = static_cast<int64_t>(i);
        const MainEnd& end = m_ends[i];
        if (end.loss)
        {
            end.loss->AssignStreams(stream + place);
        }
        if (end.channel)
        {
            end.channel->AssignStreams(stream + CHANNEL_STREAMS + 2 * place);
        }
        Ptr<TrafficControlLayer> control = end.device->GetNode()->GetObject<TrafficControlLayer>();
        Ptr<QueueDisc> disc = control->GetRootQueueDiscOnDevice(end.device);
        // The other disciplines draw nothing.
        if (Ptr<RedQueueDisc> red = DynamicCast<RedQueueDisc>(disc))
        {
            red->AssignStreams(stream + DISC_STREAMS + place);
        }
        if (Ptr<PieQueueDisc> pie = DynamicCast<PieQueueDisc>(disc))
        {
            pie->AssignStreams(stream + DISC_STREAMS + place);
        }
    }
    int64_t next = stream + MEDIUM_STREAMS;
    if (m_wifi.GetN() > 0)
    {
        next += WifiHelper().AssignStreams(m_wifi, next);
    }
    next += CsmaHelper().AssignStreams(m_csma, next);
    return next - stream;
}

} // namespace ns3
