/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A simulated host beside the kernel's TCP, in real time: a gateway whose device is one end of a
// veth pair, and behind it, over a link of 10 Mb/s and 10 ms each way, the host. tcp-kernel offload
// DEVICE...: switches off what the kernel leaves to devices. tcp-kernel serve DEVICE FOLDER SECONDS
// [DOWN [UP]]: serves the folder at 10.9.1.2 and fd00:9:1::2, prints a line when it can; packets of
// these numbers, with commas, are lost toward the kernel and toward the host. tcp-kernel fetch
// DEVICE FILE ADDRESS TARGET [DOWN [UP]]: fetches from an address of the kernel, writes the content
// to a file, prints the seconds. tcp-kernel join DEVICE DEVICE SECONDS: a second gateway instead of
// the host, so that another kernel is behind the link.

#include "ns3/core-module.h"
#include "ns3/fd-net-device-module.h"
#include "ns3/http-loss-model.h"
#include "ns3/http-module.h"
#include "ns3/http-tcp-socket-factory.h"
#include "ns3/http-topology-lists.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"

#include <arpa/inet.h>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <linux/ethtool.h>
#include <linux/if_packet.h>
#include <linux/sockios.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <string>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

using namespace ns3;

namespace
{

/// @brief Stops the program. @param what failed
[[noreturn]] void
Fail(const std::string& what)
{
    std::cerr << "tcp-kernel: " << what << ": " << std::strerror(errno) << "\n";
    std::exit(1);
}

/// @brief Lets the kernel cut and sum segments itself. @param device its name
void
SwitchOffloadOff(const std::string& device)
{
    const int control = socket(AF_INET, SOCK_DGRAM, 0);
    for (const uint32_t what : {ETHTOOL_STSO, ETHTOOL_SGSO, ETHTOOL_SGRO, ETHTOOL_STXCSUM})
    {
        ethtool_value value{what, 0};
        ifreq request{};
        std::strncpy(request.ifr_name, device.c_str(), IFNAMSIZ - 1);
        request.ifr_data = reinterpret_cast<char*>(&value);
        if (ioctl(control, SIOCETHTOOL, &request) != 0)
        {
            Fail("SIOCETHTOOL on " + device);
        }
    }
    close(control);
}

/// @brief Opens a device for frames. @param device its name @return descriptor
int
OpenFrames(const std::string& device)
{
    const int frames = socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL));
    sockaddr_ll place{};
    place.sll_family = AF_PACKET;
    place.sll_protocol = htons(ETH_P_ALL);
    place.sll_ifindex = static_cast<int>(if_nametoindex(device.c_str()));
    const int one = 1;
    if (frames < 0 || place.sll_ifindex == 0 ||
        bind(frames, reinterpret_cast<sockaddr*>(&place), sizeof(place)) != 0 ||
        setsockopt(frames, SOL_PACKET, PACKET_IGNORE_OUTGOING, &one, sizeof(one)) != 0)
    {
        Fail("AF_PACKET on " + device);
    }
    return frames;
}

/// The gateway and the host behind it
struct Network
{
    NodeContainer nodes; //!< gateway, host

    /**
     * @brief Builds them.
     * @param device the end of the veth pair
     * @param down numbers of packets lost toward the kernel
     * @param up the same toward the host
     */
    Network(const std::string& device, const std::string& down, const std::string& up)
    {
        nodes.Create(2);
        PointToPointHelper link;
        link.SetDeviceAttribute("DataRate", StringValue("10Mbps"));
        link.SetChannelAttribute("Delay", StringValue("10ms"));
        link.SetQueue("ns3::DropTailQueue", "MaxSize", StringValue("1000p"));
        const NetDeviceContainer ends = link.Install(nodes);
        const std::string lists[] = {down, up};
        for (uint32_t i = 0; i < 2; ++i)
        {
            std::vector<uint64_t> numbers;
            if (!ReadHttpNumbers(lists[i], numbers).empty())
            {
                Fail("list " + lists[i]);
            }
            Ptr<HttpLossModel> loss = CreateObject<HttpLossModel>();
            loss->SetPackets(numbers);
            ends.Get(i)->SetAttribute("ReceiveErrorModel", PointerValue(loss));
        }
        InternetStackHelper().Install(nodes);
        const Ptr<NetDevice> outside = AddOutside(0, device);
        Ipv4AddressHelper("10.9.1.0", "255.255.255.0").Assign(ends);
        Ipv4AddressHelper("10.9.0.0", "255.255.255.0", "0.0.0.2")
            .Assign(NetDeviceContainer(outside));
        Ipv4StaticRoutingHelper()
            .GetStaticRouting(nodes.Get(1)->GetObject<Ipv4>())
            ->SetDefaultRoute("10.9.1.1", 1);
        // ns-3 does not forward to 2001:db8::/32, the documentation's prefix.
        AddIpv6(outside, "fd00:9::2");
        AddIpv6(ends.Get(0), "fd00:9:1::1");
        const uint32_t interface = AddIpv6(ends.Get(1), "fd00:9:1::2");
        Ipv6StaticRoutingHelper()
            .GetStaticRouting(nodes.Get(1)->GetObject<Ipv6>())
            ->SetDefaultRoute("fd00:9:1::1", interface);
        HttpTcpHelper().Install(nodes.Get(1));
    }

    /**
     * @brief Makes the other node a gateway, too, to 10.9.2.0/24.
     * @param device the end of another veth pair
     */
    void Join(const std::string& device) const
    {
        Ipv4AddressHelper("10.9.2.0", "255.255.255.0", "0.0.0.2")
            .Assign(NetDeviceContainer(AddOutside(1, device)));
        Ipv4StaticRoutingHelper()
            .GetStaticRouting(nodes.Get(0)->GetObject<Ipv4>())
            ->AddNetworkRouteTo("10.9.2.0", "255.255.255.0", "10.9.1.2", 1);
    }

    /**
     * @brief Gives a node a device for the kernel's frames.
     * @param node its number
     * @param device the end of the veth pair
     * @return it
     */
    Ptr<NetDevice> AddOutside(uint32_t node, const std::string& device) const
    {
        Ptr<FdNetDevice> outside = CreateObject<FdNetDevice>();
        outside->SetAddress(Mac48Address("02:00:00:00:09:02"));
        outside->SetFileDescriptor(OpenFrames(device));
        nodes.Get(node)->AddDevice(outside);
        return outside;
    }

    /**
     * @brief Gives a device an IPv6 address, with a prefix of 64 bits, and lets its node forward.
     * @param device the device
     * @param address its address
     * @return the interface
     */
    static uint32_t AddIpv6(const Ptr<NetDevice>& device, const char* address)
    {
        const Ptr<Ipv6> ipv6 = device->GetNode()->GetObject<Ipv6>();
        const uint32_t interface = ipv6->AddInterface(device);
        ipv6->AddAddress(interface, {Ipv6Address(address), Ipv6Prefix(64)});
        ipv6->SetUp(interface);
        ipv6->SetForwarding(interface, true);
        return interface;
    }
};

/// A request and what it brings
struct Fetch
{
    Ptr<Socket> socket;  //!< the host's
    std::string address; //!< the kernel's
    std::string target;  //!< what is asked for
    std::string bytes;   //!< what has come
    Time begin;          //!< when the connection was asked for
    Time end;            //!< when it had ended

    /// @brief Asks for the connection.
    void Begin()
    {
        begin = Simulator::Now();
        // Every run has a port of its own, for the kernel remembers the last one's.
        const auto port = static_cast<uint16_t>(20000 + getpid() % 20000);
        if (address.find(':') == std::string::npos)
        {
            socket->Bind(InetSocketAddress(Ipv4Address::GetAny(), port));
            socket->Connect(InetSocketAddress(Ipv4Address(address.c_str()), 80));
        }
        else
        {
            socket->Bind(Inet6SocketAddress(Ipv6Address::GetAny(), port));
            socket->Connect(Inet6SocketAddress(Ipv6Address(address.c_str()), 80));
        }
    }

    /// @brief The connection stands.
    void OnConnected(Ptr<Socket> /* socket */)
    {
        const std::string request =
            "GET " + target + " HTTP/1.1\r\nHost: kernel\r\nConnection: close\r\n\r\n";
        socket->Send(Create<Packet>(reinterpret_cast<const uint8_t*>(request.data()),
                                    static_cast<uint32_t>(request.size())));
    }

    /// @brief Data is here.
    void OnData(Ptr<Socket> /* socket */)
    {
        // At the end of the data an empty packet comes.
        for (Ptr<Packet> packet = socket->Recv(65536, 0); packet && packet->GetSize() > 0;
             packet = socket->Recv(65536, 0))
        {
            std::vector<uint8_t> part(packet->GetSize());
            packet->CopyData(part.data(), packet->GetSize());
            bytes.append(part.begin(), part.end());
        }
    }

    /// @brief The connection has ended.
    void OnEnd(Ptr<Socket> /* socket */)
    {
        OnData(socket);
        end = Simulator::Now();
        socket->ShutdownSend();
        Simulator::Stop(MilliSeconds(200));
    }
};

/// @brief Says that packets are taken from now on.
void
TellReady()
{
    std::cout << "ready" << std::endl;
}

/// @brief Lets two kernels meet over the link. @param words the arguments @return exit status
int
JoinKernels(const std::vector<std::string>& words)
{
    const Network network(words[1], "", "");
    network.Join(words[2]);
    Simulator::Schedule(MilliSeconds(1), &TellReady);
    Simulator::Stop(Seconds(std::stod(words[3])));
    Simulator::Run();
    Simulator::Destroy();
    return 0;
}

/// @brief Serves a folder. @param words the arguments @return exit status
int
Serve(const std::vector<std::string>& words)
{
    const Network network(words[1],
                          words.size() > 4 ? words[4] : "",
                          words.size() > 5 ? words[5] : "");
    HttpServerHelper server(80);
    server.SetAttribute("DocumentRoot", StringValue(words[2]));
    server.Install(network.nodes.Get(1));
    Simulator::Schedule(MilliSeconds(1), &TellReady);
    Simulator::Stop(Seconds(std::stod(words[3])));
    Simulator::Run();
    Simulator::Destroy();
    return 0;
}

/// @brief Fetches a file. @param words the arguments @return exit status
int
FetchFile(const std::vector<std::string>& words)
{
    const Network network(words[1],
                          words.size() > 5 ? words[5] : "",
                          words.size() > 6 ? words[6] : "");
    Fetch fetch;
    fetch.address = words[3];
    fetch.target = words[4];
    fetch.socket = Socket::CreateSocket(network.nodes.Get(1), HttpTcpSocketFactory::GetTypeId());
    fetch.socket->SetConnectCallback(MakeCallback(&Fetch::OnConnected, &fetch),
                                     MakeCallback(&Fetch::OnEnd, &fetch));
    fetch.socket->SetRecvCallback(MakeCallback(&Fetch::OnData, &fetch));
    fetch.socket->SetCloseCallbacks(MakeCallback(&Fetch::OnEnd, &fetch),
                                    MakeCallback(&Fetch::OnEnd, &fetch));
    Simulator::Schedule(MilliSeconds(10), &Fetch::Begin, &fetch);
    Simulator::Stop(Seconds(60));
    Simulator::Run();
    const auto head = fetch.bytes.find("\r\n\r\n");
    std::ofstream(words[2]) << (head == std::string::npos ? "" : fetch.bytes.substr(head + 4));
    std::cout << (fetch.end - fetch.begin).GetSeconds() << "\n";
    fetch.socket = nullptr;
    Simulator::Destroy();
    return head == std::string::npos ? 1 : 0;
}

} // namespace

int
main(int argc, char* argv[])
{
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() > 1 && words[0] == "offload")
    {
        for (std::size_t i = 1; i < words.size(); ++i)
        {
            SwitchOffloadOff(words[i]);
        }
        return 0;
    }
    GlobalValue::Bind("SimulatorImplementationType", StringValue("ns3::RealtimeSimulatorImpl"));
    GlobalValue::Bind("ChecksumEnabled", BooleanValue(true));
    // Detecting doubled addresses would count among the packets of the link.
    Config::SetDefault("ns3::Icmpv6L4Protocol::DAD", BooleanValue(false));
    // Until the gateway knows the kernel's address, ns-3 would drop more than three packets.
    Config::SetDefault("ns3::ArpCache::PendingQueueSize", UintegerValue(100));
    Config::SetDefault("ns3::NdiscCache::UnresolvedQueueSize", UintegerValue(100));
    SetHttpTcpProfile(HttpTcpProfile::Linux);
    if (words.size() > 3 && words[0] == "serve")
    {
        return Serve(words);
    }
    if (words.size() > 4 && words[0] == "fetch")
    {
        return FetchFile(words);
    }
    if (words.size() > 3 && words[0] == "join")
    {
        return JoinKernels(words);
    }
    std::cerr << "tcp-kernel: accepted: offload, serve, fetch, join\n";
    return 2;
}
