/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef TRACE_SCENARIO_H
#define TRACE_SCENARIO_H

#include "http-test-endpoint.h"

#include "ns3/applications-module.h"
#include "ns3/core-module.h"
#include "ns3/http-connection-state-observer.h"
#include "ns3/http-four-tuple-table.h"
#include "ns3/http-observer-helper.h"
#include "ns3/http-packet-observer.h"
#include "ns3/http-queue-observer.h"
#include "ns3/http-segment-observer.h"
#include "ns3/http-tcp-socket-factory.h"
#include "ns3/http-tcp-state-observer.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"
#include "ns3/traffic-control-module.h"

#include <string>
#include <vector>

/**
 * @brief Everything that the observers of some nodes tell, kept.
 */
class RecordKeeper
{
  public:
    /// A segment with its own copy of the options
    struct Segment : public ns3::HttpSegmentRecord
    {
        std::string ownOptions; //!< the options' bytes
    };

    /// A packet with its own copy of the header
    struct Packet : public ns3::HttpPacketRecord
    {
        std::string ownHeader; //!< the header's bytes
        std::string ownReason; //!< the reason
    };

    /// @brief Connects to all observers that there are.
    void Connect()
    {
        using ns3::MakeCallback;
        const auto connect = [](const std::string& path, const ns3::CallbackBase& sink) {
            ns3::Config::ConnectWithoutContextFailSafe("/NodeList/*/$ns3::" + path, sink);
        };
        connect("HttpSegmentObserver/Segment", MakeCallback(&RecordKeeper::TakeSegment, this));
        connect("HttpPacketObserver/Packet", MakeCallback(&RecordKeeper::TakePacket, this));
        connect("HttpTcpStateObserver/TcpState", MakeCallback(&RecordKeeper::TakeTcpState, this));
        connect("HttpQueueObserver/Queue", MakeCallback(&RecordKeeper::TakeQueue, this));
        connect("HttpFourTupleTable/Connection", MakeCallback(&RecordKeeper::TakeConnection, this));
        connect("HttpFourTupleTable/Violation", MakeCallback(&RecordKeeper::TakeViolation, this));
        connect("HttpConnectionStateObserver/ConnectionState",
                MakeCallback(&RecordKeeper::TakeState, this));
    }

    std::vector<Segment> segments;                      //!< all segments
    std::vector<Packet> packets;                        //!< all packets
    std::vector<ns3::HttpTcpStateRecord> tcpStates;     //!< all TCP states
    std::vector<ns3::HttpQueueRecord> queues;           //!< all queue lengths
    std::vector<ns3::HttpConnectionRecord> connections; //!< all tellings of connections
    std::vector<ns3::HttpConnectionRecord> violations;  //!< all violations
    std::vector<ns3::HttpConnectionStateRecord> states; //!< all transitions

  private:
    void TakeSegment(const ns3::HttpSegmentRecord& record)
    {
        Segment kept;
        static_cast<ns3::HttpSegmentRecord&>(kept) = record;
        kept.ownOptions = std::string(record.options);
        segments.push_back(kept);
    }

    void TakePacket(const ns3::HttpPacketRecord& record)
    {
        Packet kept;
        static_cast<ns3::HttpPacketRecord&>(kept) = record;
        kept.ownHeader = std::string(record.header);
        kept.ownReason = record.dropReason;
        packets.push_back(kept);
    }

    void TakeTcpState(const ns3::HttpTcpStateRecord& record)
    {
        tcpStates.push_back(record);
    }

    void TakeQueue(const ns3::HttpQueueRecord& record)
    {
        queues.push_back(record);
    }

    void TakeConnection(const ns3::HttpConnectionRecord& record)
    {
        connections.push_back(record);
    }

    void TakeViolation(const ns3::HttpConnectionRecord& record)
    {
        violations.push_back(record);
    }

    void TakeState(const ns3::HttpConnectionStateRecord& record)
    {
        states.push_back(record);
    }
};

/**
 * @brief Two hosts, two routers between them, transfers in both directions.
 *
 * Host 0 - router 1 - router 2 - host 3. What disturbs the transfers sits between the routers.
 */
class TraceScenario
{
  public:
    bool isIpv6 = false;         //!< IPv6 instead of IPv4
    uint32_t mtu = 1500;         //!< between the routers
    uint32_t segmentSize = 1448; //!< bytes of the stream in a full segment
    double loss = 0;             //!< share of packets that get lost between the routers, each way
    bool isReordering = false;   //!< two paths of different delay, at random (IPv4 only)
    std::string queue;           //!< size of queue discs between the routers; empty for no limit
    bool hasQueueDiscs = true;   //!< otherwise the routers' devices have their queues only
    bool hasFlowControl = true;  //!< devices hold queue discs back instead of dropping
    std::string factory =
        http_test::GetTestSocketFactory(false).GetName(); //!< what makes the sockets
    bool isHostSlow = false;           //!< host 0 has a slow link and a small queue disc
    uint32_t transfers = 2;            //!< in each direction
    uint32_t bytes = 200000;           //!< of each transfer
    bool isChecksumOn = true;          //!< ChecksumEnabled
    bool hasClosedPort = false;        //!< a client asks a port where nobody listens
    double stop = 400;                 //!< end of the run, seconds
    std::string pcap;                  //!< prefix of captures of host 0 and host 3; empty for none
    ns3::HttpObserverHelper observers; //!< filters may be set before Run()
    RecordKeeper kept;                 //!< everything that was told
    ns3::NodeContainer nodes;          //!< host, router, router, host
    uint64_t received = 0;             //!< bytes that the sinks read
    uint64_t events = 0;               //!< events of the simulation

    /// @brief Builds, runs, and destroys the simulation.
    void Run()
    {
        using namespace ns3;
        RngSeedManager::SetSeed(1);
        RngSeedManager::SetRun(7);
        GlobalValue::Bind("ChecksumEnabled", BooleanValue(isChecksumOn));
        Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(segmentSize));
        Config::SetDefault("ns3::TcpSocketBase::MaxSegLifetime", DoubleValue(30));
        Config::SetDefault("ns3::Ipv4GlobalRouting::RandomEcmpRouting", BooleanValue(true));
        Ipv4AddressGenerator::Reset();
        Ipv6AddressGenerator::Reset();
        Build();
        observers.Install(nodes);
        kept.Connect();
        StartTransfers();
        if (!pcap.empty())
        {
            PointToPointHelper().EnablePcap(pcap, NodeContainer(nodes.Get(0), nodes.Get(3)));
        }
        Simulator::Stop(Seconds(stop));
        Simulator::Run();
        observers.Flush();
        events = Simulator::GetEventCount();
        for (uint32_t i = 0; i < m_sinks.GetN(); i++)
        {
            received += DynamicCast<PacketSink>(m_sinks.Get(i))->GetTotalRx();
        }
        Simulator::Destroy();
        GlobalValue::Bind("ChecksumEnabled", BooleanValue(false));
        Config::Reset();
    }

    /// @brief Whether the sockets are ns-3's own, which tell no states. @return true if so
    bool IsStock() const
    {
        return factory == ns3::TcpSocketFactory::GetTypeId().GetName();
    }

    /// @brief Bytes that all transfers have together. @return bytes
    uint64_t GetTotal() const
    {
        return uint64_t{2} * transfers * bytes;
    }

    /// @brief Whether this version of ns-3 tells all drops below IP, and knows devices without flow
    /// control (from 3.36 on). @return true if so
    static bool TellsEveryDrop()
    {
        ns3::TypeId::TraceSourceInformation ignored;
        return ns3::TrafficControlLayer::GetTypeId().LookupTraceSourceByName("TcDrop", &ignored) !=
               nullptr;
    }

    /// @brief Whether segments are longer than the path allows and get cut. The module's endpoint
    /// sends none above the MTU of its own link, 1500, and in IPv6 learns what the path's is.
    /// ns-3's has SegmentSize of data whatever the MTU, 20 bytes too many in IPv6; before 3.36 such
    /// packets may exceed the MTU by 80 bytes.
    /// @return true if so
    bool IsCut() const
    {
        return !isIpv6 || (IsStock() && (mtu < 1500 || TellsEveryDrop()));
    }

  private:
    /// @brief Takes flow control from devices, where that can be done. @param helper theirs
    template <typename Helper>
    static auto DisableFlowControl(Helper& helper, int) -> decltype(helper.DisableFlowControl())
    {
        helper.DisableFlowControl();
    }

    template <typename Helper>
    static void DisableFlowControl(Helper&, long)
    {
    }

    void Build()
    {
        using namespace ns3;
        nodes.Create(4);
        InternetStackHelper internet;
        internet.Install(nodes);
        for (uint32_t i = 0; i < nodes.GetN(); i++)
        {
            const auto sockets = CreateObject<HttpTcpSocketFactory>();
            sockets->SetNode(nodes.Get(i));
            nodes.Get(i)->AggregateObject(sockets);
        }
        PointToPointHelper access;
        access.SetDeviceAttribute("DataRate", StringValue("100Mbps"));
        access.SetChannelAttribute("Delay", StringValue("1ms"));
        PointToPointHelper middle;
        middle.SetDeviceAttribute("DataRate", StringValue("10Mbps"));
        middle.SetDeviceAttribute("Mtu", UintegerValue(mtu));
        middle.SetChannelAttribute("Delay", StringValue("10ms"));
        if (!queue.empty())
        {
            middle.SetQueue("ns3::DropTailQueue<Packet>", "MaxSize", StringValue("3p"));
        }
        if (!hasFlowControl)
        {
            DisableFlowControl(middle, 0);
        }
        std::vector<NetDeviceContainer> links;
        links.push_back(access.Install(nodes.Get(0), nodes.Get(1)));
        links.push_back(access.Install(nodes.Get(2), nodes.Get(3)));
        links.push_back(middle.Install(nodes.Get(1), nodes.Get(2)));
        if (isReordering)
        {
            middle.SetChannelAttribute("Delay", StringValue("13ms"));
            links.push_back(middle.Install(nodes.Get(1), nodes.Get(2)));
        }
        if (isHostSlow)
        {
            links[0].Get(0)->SetAttribute("DataRate", StringValue("5Mbps"));
            PointerValue deviceQueue;
            links[0].Get(0)->GetAttribute("TxQueue", deviceQueue);
            deviceQueue.GetObject()->SetAttribute("MaxSize", StringValue("2p"));
        }
        // In order, so that what a host sends is in its capture in the same order.
        for (uint32_t i = 0; i < 4; i++)
        {
            TrafficControlHelper control;
            control.SetRootQueueDisc("ns3::FifoQueueDisc",
                                     "MaxSize",
                                     StringValue(isHostSlow && i == 0 ? "8p" : "1000p"));
            control.Install(links[i / 2].Get(i % 2));
        }
        for (std::size_t i = 2; i < links.size(); i++)
        {
            if (hasQueueDiscs)
            {
                TrafficControlHelper control;
                control.SetRootQueueDisc("ns3::FifoQueueDisc",
                                         "MaxSize",
                                         StringValue(queue.empty() ? "1000p" : queue));
                control.Install(links[i]);
            }
            for (uint32_t j = 0; loss > 0 && j < 2; j++)
            {
                const auto model = CreateObject<RateErrorModel>();
                model->SetRate(loss);
                model->SetUnit(RateErrorModel::ERROR_UNIT_PACKET);
                model->AssignStreams(100 + 2 * i + j);
                links[i].Get(j)->SetAttribute("ReceiveErrorModel", PointerValue(model));
            }
        }
        isIpv6 ? AssignIpv6(links) : AssignIpv4(links);
        for (std::size_t i = 2; i < links.size() && !hasQueueDiscs && hasFlowControl; i++)
        {
            // Those that come with the addresses.
            TrafficControlHelper().Uninstall(links[i]);
        }
    }

    void AssignIpv4(const std::vector<ns3::NetDeviceContainer>& links)
    {
        using namespace ns3;
        Ipv4AddressHelper address("10.1.1.0", "255.255.255.0");
        std::vector<Ipv4InterfaceContainer> interfaces;
        for (const auto& link : links)
        {
            interfaces.push_back(address.Assign(link));
            address.NewNetwork();
        }
        Ipv4GlobalRoutingHelper::PopulateRoutingTables();
        m_left = interfaces[0].GetAddress(0);
        m_right = interfaces[1].GetAddress(1);
    }

    void AssignIpv6(const std::vector<ns3::NetDeviceContainer>& links)
    {
        using namespace ns3;
        Ipv6AddressHelper address("2001:1::", 64);
        std::vector<Ipv6InterfaceContainer> interfaces;
        for (const auto& link : links)
        {
            interfaces.push_back(address.Assign(link));
            interfaces.back().SetForwarding(0, true);
            interfaces.back().SetForwarding(1, true);
            address.NewNetwork();
        }
        interfaces[0].SetDefaultRouteInAllNodes(1);
        interfaces[1].SetDefaultRouteInAllNodes(0);
        interfaces[2].SetDefaultRoute(0, 1);
        interfaces[2].SetDefaultRoute(1, 0);
        m_left = interfaces[0].GetAddress(0, 1);
        m_right = interfaces[1].GetAddress(1, 1);
    }

    ns3::Address At(const ns3::Address& host, uint16_t port) const
    {
        using namespace ns3;
        return isIpv6 ? Address(Inet6SocketAddress(Ipv6Address::ConvertFrom(host), port))
                      : Address(InetSocketAddress(Ipv4Address::ConvertFrom(host), port));
    }

    void StartTransfers()
    {
        using namespace ns3;
        for (uint32_t way = 0; way < 2; way++)
        {
            const Ptr<Node> from = nodes.Get(way == 0 ? 0 : 3);
            const Ptr<Node> to = nodes.Get(way == 0 ? 3 : 0);
            const Address any =
                isIpv6 ? Address(Ipv6Address::GetAny()) : Address(Ipv4Address::GetAny());
            PacketSinkHelper sink(factory, At(any, 80));
            m_sinks.Add(sink.Install(to));
            BulkSendHelper source(factory, At(way == 0 ? m_right : m_left, 80));
            source.SetAttribute("MaxBytes", UintegerValue(bytes));
            for (uint32_t i = 0; i < transfers; i++)
            {
                source.Install(from).Start(Seconds(1 + 0.3 * i));
            }
        }
        if (hasClosedPort)
        {
            BulkSendHelper source(factory, At(m_right, 81));
            source.SetAttribute("MaxBytes", UintegerValue(1000));
            source.Install(nodes.Get(0)).Start(Seconds(2));
        }
    }

    ns3::Address m_left;               //!< host 0
    ns3::Address m_right;              //!< host 3
    ns3::ApplicationContainer m_sinks; //!< the receivers
};

#endif /* TRACE_SCENARIO_H */
