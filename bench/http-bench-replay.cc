/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What the packets of http-sim's default run cost without HTTP and TCP: it runs http-sim, and sends
// its packets again over the same network, at the same times, as UDP datagrams of the same sizes or
// as frames between bare devices.

#include "http-bench-process.h"

#include "ns3/command-line.h"
#include "ns3/http-csv.h"
#include "ns3/http-file.h"
#include "ns3/http-topology-helper.h"
#include "ns3/inet-socket-address.h"
#include "ns3/node.h"
#include "ns3/packet.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"
#include "ns3/udp-socket-factory.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

/// Bytes of an IPv4 and a UDP header.
constexpr uint32_t HEADERS = 28;
/// EtherType of IPv4: PPP carries no others.
constexpr uint16_t PROTOCOL = 0x0800;
/// The datagrams' port.
constexpr uint16_t PORT = 9;

/// @brief Ends the program. @param message why
[[noreturn]] void
Fail(const std::string& message)
{
    std::fprintf(stderr, "http-bench-replay: %s\n", message.c_str());
    std::exit(1);
}

/// @brief A packet that a host sent.
struct Sent
{
    Time time;     //!< when
    uint32_t node; //!< from which node
    uint32_t size; //!< bytes of the IP packet
};

/// @brief Reads a trace's packets. @param file packet.csv @return those that hosts sent
std::vector<Sent>
ReadPackets(const std::string& file)
{
    const auto rows = HttpReadCsv(ReadWholeFile(file));
    if (rows.empty())
    {
        Fail("no packets in " + file);
    }
    const auto find = [&names = rows.front()](const std::string& name) {
        const auto place = std::find(names.begin(), names.end(), name);
        if (place == names.end())
        {
            Fail("packet.csv has no column " + name);
        }
        return static_cast<std::size_t>(place - names.begin());
    };
    const std::size_t time = find("time_ns");
    const std::size_t node = find("node");
    const std::size_t event = find("event");
    const std::size_t length = find("total_length");
    std::vector<Sent> packets;
    for (const auto& row : rows)
    {
        if (row.at(event) == "tx")
        {
            packets.push_back({NanoSeconds(std::stoll(row.at(time))),
                               static_cast<uint32_t>(std::stoul(row.at(node))),
                               static_cast<uint32_t>(std::stoul(row.at(length)))});
        }
    }
    return packets;
}

/// @brief Runs http-sim as it starts, with its trace as CSV files. @return the packets sent
std::vector<Sent>
RunSimulation()
{
    const HttpBenchFolder folder;
    const std::string program = (GetHttpBenchPrograms() / "http-sim").string();
    const std::string command = "'" + program +
                                "' --csv --har=false --sequence=false --pcap=false"
                                " --force --out='" +
                                folder.GetPath() + "' > /dev/null";
    if (std::system(command.c_str()) != 0)
    {
        Fail("failed: " + command);
    }
    return ReadPackets(folder.GetPath() + "/packet.csv");
}

/// @brief Sends the packets again.
class Replay
{
  public:
    /**
     * @brief Begins with the simulation.
     * @param packets what to send, by time
     * @param isBare whether devices send frames; otherwise sockets datagrams
     */
    Replay(const std::vector<Sent>& packets, bool isBare)
        : m_packets(packets),
          m_isBare(isBare),
          m_network(HttpTopologySettings())
    {
        m_network.Build();
        const std::array<Address, 2> addresses = {m_network.GetClientAddress(0),
                                                  m_network.GetServerAddress(0)};
        const std::array<Ptr<Node>, 2> nodes = {m_network.GetClients().Get(0),
                                                m_network.GetServers().Get(0)};
        for (uint32_t i = 0; i < 2; ++i)
        {
            End& end = m_ends[i];
            end.node = nodes[i]->GetId();
            end.device = nodes[i]->GetDevice(0);
            end.device->TraceConnectWithoutContext("PhyTxBegin",
                                                   MakeCallback(&Replay::Count, this));
            if (isBare)
            {
                end.device->SetReceiveCallback(MakeCallback(&Replay::OnFrame, this));
                continue;
            }
            end.socket = Socket::CreateSocket(nodes[i], UdpSocketFactory::GetTypeId());
            end.socket->Bind(InetSocketAddress(Ipv4Address::GetAny(), PORT));
            end.socket->SetRecvCallback(MakeCallback(&Replay::OnReadable, this));
            end.socket->Connect(
                InetSocketAddress(Ipv4Address::ConvertFrom(addresses[1 - i]), PORT));
        }
        Simulator::Schedule(m_packets.front().time, &Replay::SendNext, this);
    }

    /// @brief Runs it, and prints what was sent. @return the program's exit status
    int Run()
    {
        Simulator::Run();
        Simulator::Destroy();
        std::printf("packets=%zu\n", m_sent);
        if (m_sent != m_packets.size() || m_received != m_packets.size())
        {
            std::fprintf(stderr, "%zu of %zu packets arrived\n", m_received, m_packets.size());
            return 1;
        }
        return 0;
    }

  private:
    /// @brief One of the two hosts.
    struct End
    {
        uint32_t node = 0;     //!< its number
        Ptr<NetDevice> device; //!< its device
        Ptr<Socket> socket;    //!< its socket, if datagrams are sent
    };

    /// @brief Sends the next packet, and the one after it in its time.
    void SendNext()
    {
        const Sent& packet = m_packets[m_next++];
        End& from = m_ends[m_ends[0].node == packet.node ? 0 : 1];
        if (m_isBare)
        {
            from.device->Send(Create<Packet>(packet.size), from.device->GetBroadcast(), PROTOCOL);
        }
        else
        {
            from.socket->Send(Create<Packet>(packet.size - HEADERS));
        }
        if (m_next < m_packets.size())
        {
            Simulator::Schedule(m_packets[m_next].time - packet.time, &Replay::SendNext, this);
        }
    }

    /// @brief Callback: datagrams arrived. @param socket where
    void OnReadable(Ptr<Socket> socket)
    {
        while (socket->Recv())
        {
            ++m_received;
        }
    }

    /// @brief Callback: a frame arrived. @return true
    bool OnFrame(Ptr<NetDevice> /* device */,
                 Ptr<const Packet> /* packet */,
                 uint16_t /* protocol */,
                 const Address& /* from */)
    {
        ++m_received;
        return true;
    }

    /// @brief Trace sink: a device sends a packet.
    void Count(Ptr<const Packet> /* packet */)
    {
        ++m_sent;
    }

    const std::vector<Sent>& m_packets; //!< what to send
    bool m_isBare;                      //!< devices send frames
    HttpTopologyHelper m_network;       //!< the network, as http-sim has it
    std::array<End, 2> m_ends;          //!< client and server
    std::size_t m_next = 0;             //!< the packet that is sent next
    std::size_t m_sent = 0;             //!< packets that devices sent
    std::size_t m_received = 0;         //!< packets that arrived
};

} // namespace

int
main(int argc, char* argv[])
{
    bool isBare = false;
    CommandLine command(__FILE__);
    command.AddValue("bare", "frames between devices instead of datagrams", isBare);
    command.Parse(argc, argv);
    const std::vector<Sent> packets = RunSimulation();
    return Replay(packets, isBare).Run();
}
