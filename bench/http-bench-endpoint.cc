/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * What the TCP endpoint costs: microseconds of processor time for each packet while many
 * connections are open, for opening and closing one of them, and bytes of memory for each.
 * --endpoint=own is HttpTcpSocket with its demultiplexer, --endpoint=stock ns-3's own.
 */

#include "http-bench-process.h"

#include "ns3/core-module.h"
#include "ns3/http-tcp-helper.h"
#include "ns3/http-tcp-socket-factory.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"

#include <iostream>

using namespace ns3;

namespace
{

/// One server, one client, and their connections.
class Bench
{
  public:
    Bench(bool own, uint32_t connections, uint32_t active, uint32_t requests)
        : m_type(own ? HttpTcpSocketFactory::GetTypeId() : TcpSocketFactory::GetTypeId()),
          m_connections(connections),
          m_active(active),
          m_requests(requests)
    {
        m_nodes.Create(2);
        InternetStackHelper().Install(m_nodes);
        PointToPointHelper link;
        link.SetDeviceAttribute("DataRate", StringValue("100Gbps"));
        // A connection stands before the turn to renew it comes, of 100 that are renewed 10 us
        // apart.
        link.SetChannelAttribute("Delay", StringValue("100us"));
        Ipv4AddressHelper addresses;
        addresses.SetBase("10.0.0.0", "255.255.255.0");
        m_server = addresses.Assign(link.Install(m_nodes)).GetAddress(0);
        if (own)
        {
            HttpTcpHelper().Install(m_nodes);
        }
        m_nodes.Get(0)->GetObject<Ipv4L3Protocol>()->TraceConnectWithoutContext(
            "Tx",
            MakeCallback(&Bench::Count, this));
        m_nodes.Get(0)->GetObject<Ipv4L3Protocol>()->TraceConnectWithoutContext(
            "Rx",
            MakeCallback(&Bench::Count, this));
        // A port carries as many connections as the ephemeral range has ports; half of that leaves
        // room for those in TIME_WAIT.
        for (uint32_t i = 0; i * PER_PORT < connections; ++i)
        {
            Ptr<Socket> listener = Socket::CreateSocket(m_nodes.Get(0), m_type);
            listener->Bind(InetSocketAddress(Ipv4Address::GetAny(), 80 + i));
            listener->Listen();
            listener->SetAcceptCallback(MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
                                        MakeCallback(&Bench::Accept, this));
            m_listeners.push_back(listener);
        }
        m_sockets.reserve(connections);
    }

    /// Opens the connections, 10 us apart.
    void Open()
    {
        Simulator::Schedule(MicroSeconds(1), &Bench::OpenNext, this);
        Simulator::Stop(MicroSeconds(10) * m_connections + Seconds(2));
        Simulator::Run();
    }

    /// Sends requests of 300 bytes over the active connections in turn; responses have 1000.
    void Talk()
    {
        m_next = 0;
        m_packets = 0;
        Simulator::Schedule(MicroSeconds(1), &Bench::Ask, this);
        Simulator::Stop(MicroSeconds(10) * m_requests + Seconds(2));
        Simulator::Run();
    }

    /// Closes and opens connections one after another while the others stay.
    void Renew(uint32_t count)
    {
        m_renewals = count;
        Simulator::Schedule(MicroSeconds(1), &Bench::RenewNext, this);
        Simulator::Stop(MicroSeconds(10) * count + Seconds(2));
        Simulator::Run();
    }

    uint64_t m_packets = 0;  //!< packets the server sent and received
    uint64_t m_accepted = 0; //!< connections accepted

  private:
    static constexpr uint32_t PER_PORT = 8000;

    void Count(Ptr<const Packet>, Ptr<Ipv4>, uint32_t)
    {
        ++m_packets;
    }

    void Accept(Ptr<Socket> socket, const Address&)
    {
        ++m_accepted;
        socket->SetRecvCallback(MakeCallback(&Bench::Answer, this));
        socket->SetCloseCallbacks(MakeCallback(&Bench::Close, this),
                                  MakeNullCallback<void, Ptr<Socket>>());
    }

    void Close(Ptr<Socket> socket)
    {
        socket->Close();
    }

    void Answer(Ptr<Socket> socket)
    {
        Ptr<Packet> packet = socket->Recv();
        if (packet && packet->GetSize() > 0)
        {
            socket->Send(Create<Packet>(1000));
        }
    }

    void Read(Ptr<Socket> socket)
    {
        socket->Recv();
    }

    Ptr<Socket> Connect(uint32_t index)
    {
        Ptr<Socket> socket = Socket::CreateSocket(m_nodes.Get(1), m_type);
        socket->SetRecvCallback(MakeCallback(&Bench::Read, this));
        socket->Bind();
        socket->Connect(InetSocketAddress(m_server, static_cast<uint16_t>(80 + index / PER_PORT)));
        return socket;
    }

    void OpenNext()
    {
        m_sockets.push_back(Connect(static_cast<uint32_t>(m_sockets.size())));
        if (m_sockets.size() < m_connections)
        {
            Simulator::Schedule(MicroSeconds(10), &Bench::OpenNext, this);
        }
    }

    void Ask()
    {
        m_sockets[m_next % m_active]->Send(Create<Packet>(300));
        if (++m_next < m_requests)
        {
            Simulator::Schedule(MicroSeconds(10), &Bench::Ask, this);
        }
    }

    void RenewNext()
    {
        const uint32_t index = m_renewals % m_connections;
        m_sockets[index]->Close();
        m_sockets[index] = Connect(index);
        if (--m_renewals > 0)
        {
            Simulator::Schedule(MicroSeconds(10), &Bench::RenewNext, this);
        }
    }

    TypeId m_type;
    uint32_t m_connections;
    uint32_t m_active;
    uint32_t m_requests;
    uint32_t m_next = 0;
    uint32_t m_renewals = 0;
    NodeContainer m_nodes;
    Ipv4Address m_server;
    std::vector<Ptr<Socket>> m_listeners;
    std::vector<Ptr<Socket>> m_sockets;
};

/// Microseconds of processor time of a function.
template <typename FUNCTION>
double
Measure(FUNCTION function)
{
    const double start = GetHttpBenchTime();
    function();
    return 1e6 * (GetHttpBenchTime() - start);
}

} // namespace

int
main(int argc, char* argv[])
{
    std::string endpoint = "own";
    uint32_t connections = 100;
    uint32_t active = 0;
    uint32_t requests = 20000;
    uint32_t renewals = 2000;
    CommandLine command(__FILE__);
    command.AddValue("endpoint", "own or stock", endpoint);
    command.AddValue("connections", "connections that are open", connections);
    command.AddValue("active", "how many of them carry requests; 0: all", active);
    command.AddValue("requests", "requests in all", requests);
    command.AddValue("renewals", "connections closed and opened again", renewals);
    command.Parse(argc, argv);
    if ((endpoint != "own" && endpoint != "stock") || connections == 0)
    {
        std::cerr << "http-bench-endpoint: --endpoint=own or stock, --connections above 0\n";
        return 2;
    }
    Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(1448));
    Config::SetDefault("ns3::TcpSocketBase::MaxSegLifetime", DoubleValue(0.5));
    if (endpoint == "own")
    {
        Config::SetDefault("ns3::HttpTcpSocket::TimeWaitDuration", TimeValue(Seconds(1)));
    }
    const double before = GetHttpBenchMemory();
    Bench bench(endpoint == "own", connections, active == 0 ? connections : active, requests);
    const double opening = Measure([&] { bench.Open(); });
    const double memory = (GetHttpBenchMemory() - before) / connections;
    const uint64_t accepted = bench.m_accepted;
    const double talking = requests == 0 ? 0 : Measure([&] { bench.Talk(); });
    const uint64_t packets = bench.m_packets;
    const double renewing = renewals == 0 ? 0 : Measure([&] { bench.Renew(renewals); });
    if (accepted != connections || bench.m_accepted != uint64_t{connections} + renewals)
    {
        std::cerr << "http-bench-endpoint: " << bench.m_accepted << " connections were accepted of "
                  << connections << " and " << renewals << " renewals\n";
        return 1;
    }
    std::cout << "endpoint=" << endpoint << "\nconnections=" << accepted
              << "\nus_per_open=" << opening / connections
              << "\nus_per_packet=" << talking / packets
              << "\nus_per_renewal=" << (renewals == 0 ? 0 : renewing / renewals)
              << "\nbytes_per_connection=" << memory << std::endl;
    Simulator::Destroy();
    return 0;
}
