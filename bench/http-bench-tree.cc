/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/*
 * Clients with a browser's pool each on an access tree: what setting them up takes, what a packet
 * costs, and whether memory grows with the requests made. Prints name=value, one a line:
 * - setup_s: processor time until every client has started and waits for its first page
 * - setup_bytes: resident memory of the process then
 * - cpu_s: processor time of the simulation after that
 * - requests, connections, packets: complete requests, connections opened, packets sent over links
 * - us_per_packet: processor time of one of these
 * - end_packets, us_per_end_packet: those that hosts sent, and the time for one of them
 * - tenth_bytes, all_bytes: resident memory when a tenth and when all of the requests are done
 */

#include "http-bench-process.h"

#include "ns3/command-line.h"
#include "ns3/config.h"
#include "ns3/http-client-helper.h"
#include "ns3/http-client.h"
#include "ns3/http-page-record.h"
#include "ns3/http-server-helper.h"
#include "ns3/http-tcp-profile.h"
#include "ns3/http-tcp-socket-factory.h"
#include "ns3/http-topology-helper.h"
#include "ns3/http-workload.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/tcp-socket-factory.h"

#include <cstdio>
#include <string>

using namespace ns3;

namespace
{

/// Between the end of a page and the next one.
const Time THINK = Seconds(1);

/// What the options say.
struct Settings
{
    uint32_t clients = 10000;     //!< clients
    uint32_t requests = 70000;    //!< of all clients together
    uint32_t objects = 7;         //!< of a page
    uint32_t size = 1000;         //!< of an object, bytes
    std::string endpoint = "own"; //!< own or stock
};

/// @brief Pages of equal objects. The clients begin one after the other within a think time.
class EqualPages : public HttpWorkload
{
  public:
    /// @brief Sets what is loaded. @param settings how much @param client whose it is
    void Set(const Settings& settings, uint32_t client)
    {
        m_target = "/bytes/" + std::to_string(settings.size);
        m_objects = settings.objects;
        m_pages = settings.requests / settings.objects / settings.clients;
        m_begin = NanoSeconds(2 + THINK.GetNanoSeconds() / settings.clients * client);
    }

    bool NextPage(const http::Url& base, HttpPage& page) override
    {
        if (m_next++ == m_pages)
        {
            return false;
        }
        page.objects.resize(m_objects);
        for (uint32_t i = 0; i < m_objects; ++i)
        {
            HttpResetObject(base, page.objects[i]);
            page.objects[i].url.target = m_target;
            // The first object reveals the others.
            page.objects[i].anchor =
                i == 0 ? HttpPageObject::Anchor::PageStart : HttpPageObject::Anchor::LastByte;
        }
        page.startDelay = m_next == 1 ? m_begin : Time(0);
        page.thinkTime = THINK;
        return true;
    }

  private:
    std::string m_target;   //!< of every object
    uint32_t m_objects = 0; //!< of a page
    uint32_t m_pages = 0;   //!< in all
    uint32_t m_next = 0;    //!< pages yielded
    Time m_begin;           //!< of the first one
};

/// @brief Counts, and notes memory on the way.
class Meter
{
  public:
    /// @brief Prepares. @param wanted requests until the end
    explicit Meter(uint64_t wanted)
        : m_wanted(wanted)
    {
    }

    /// @brief Follows what a network's nodes send. @param nodes the nodes
    void Watch(const NodeContainer& nodes)
    {
        for (auto node = nodes.Begin(); node != nodes.End(); ++node)
        {
            for (uint32_t i = 0; i < (*node)->GetNDevices(); ++i)
            {
                // The loopback interface has no such trace source.
                (*node)->GetDevice(i)->TraceConnectWithoutContext(
                    "PhyTxBegin",
                    MakeCallback(&Meter::OnPacket, this));
            }
        }
    }

    /// @brief Follows what hosts send. @param hosts the hosts
    void WatchHosts(const NodeContainer& hosts)
    {
        for (auto host = hosts.Begin(); host != hosts.End(); ++host)
        {
            (*host)->GetObject<Ipv4L3Protocol>()->TraceConnectWithoutContext(
                "SendOutgoing",
                MakeCallback(&Meter::OnEndPacket, this));
        }
    }

    /// @brief Follows a client. @param client it
    void WatchClient(const Ptr<Application>& client)
    {
        client->TraceConnectWithoutContext("Page", MakeCallback(&Meter::OnPage, this));
    }

    uint64_t packets = 0;    //!< sent over links
    uint64_t endPackets = 0; //!< sent by hosts
    uint64_t requests = 0;   //!< complete
    double tenth = 0;        //!< memory when a tenth of the requests is done, bytes
    double all = 0;          //!< when all are, bytes

  private:
    /// @brief A device sends a packet. @param packet not used
    void OnPacket(Ptr<const Packet> /* packet */)
    {
        ++packets;
    }

    /// @brief A host sends a packet. @param header, packet, interface not used
    void OnEndPacket(const Ipv4Header& /* header */,
                     Ptr<const Packet> /* packet */,
                     uint32_t /* interface */)
    {
        ++endPackets;
    }

    /// @brief A page is loaded. @param page it
    void OnPage(const HttpPageRecord& page)
    {
        requests += page.objects - page.failed;
        if (tenth == 0 && 10 * requests >= m_wanted)
        {
            tenth = GetHttpBenchMemory();
        }
        if (requests >= m_wanted)
        {
            all = GetHttpBenchMemory();
            Simulator::Stop();
        }
    }

    uint64_t m_wanted; //!< requests until the end
};

/**
 * @brief Installs server and clients.
 * @param settings how many and what
 * @param topology the network
 * @param meter follows them
 * @return the clients
 */
ApplicationContainer
Install(const Settings& settings, const HttpTopologyHelper& topology, Meter& meter)
{
    const TypeIdValue factory(settings.endpoint == "stock" ? TcpSocketFactory::GetTypeId()
                                                           : HttpTcpSocketFactory::GetTypeId());
    HttpServerHelper server(80);
    server.SetAttribute("SocketFactory", factory);
    server.Install(topology.GetServers());
    HttpClientHelper helper(topology.GetServerAddress(0), 80);
    helper.SetAttribute("SocketFactory", factory);
    ApplicationContainer clients = helper.Install(topology.GetClients());
    for (uint32_t i = 0; i < clients.GetN(); ++i)
    {
        Ptr<EqualPages> workload = CreateObject<EqualPages>();
        workload->Set(settings, i);
        clients.Get(i)->SetAttribute("Workload", PointerValue(workload));
        meter.WatchClient(clients.Get(i));
    }
    return clients;
}

/// @brief Reads the options. @param argc, argv the command line @return what they say
Settings
Read(int argc, char* argv[])
{
    Settings settings;
    CommandLine command(__FILE__);
    command.AddValue("clients", "clients", settings.clients);
    command.AddValue("requests", "requests of all clients together", settings.requests);
    command.AddValue("objects", "objects of a page", settings.objects);
    command.AddValue("size", "bytes of an object", settings.size);
    command.AddValue("endpoint", "own or stock", settings.endpoint);
    command.Parse(argc, argv);
    return settings;
}

} // namespace

int
main(int argc, char* argv[])
{
    const Settings settings = Read(argc, argv);
    const uint64_t page = uint64_t{settings.objects} * settings.clients;
    if ((settings.endpoint != "own" && settings.endpoint != "stock") || page == 0 ||
        settings.requests % page != 0)
    {
        std::fprintf(stderr,
                     "http-bench-tree: --endpoint=own or stock; --requests a multiple of clients x "
                     "objects\n");
        return 2;
    }
    SetHttpTcpProfile(HttpTcpProfile::Linux);
    Config::SetDefault("ns3::HttpClient::BodyContent", StringValue("Zero"));
    Config::SetDefault("ns3::HttpServer::BodyContent", StringValue("Zero"));

    const double begin = GetHttpBenchTime();
    HttpTopologySettings network;
    network.shape = "tree";
    network.clients = settings.clients;
    // Nothing is lost: the costs of packets are compared, not what TCP makes of losses.
    network.rate = network.coreRate = DataRate("100Gbps");
    network.delay = MilliSeconds(5);
    network.queue = 100000;
    HttpTopologyHelper topology(network);
    topology.Build();
    Meter meter(settings.requests);
    const ApplicationContainer clients = Install(settings, topology, meter);
    Simulator::Stop(NanoSeconds(1));
    Simulator::Run();
    const double setUp = GetHttpBenchTime();
    const double setUpMemory = GetHttpBenchMemory();

    meter.Watch(topology.GetNodes());
    meter.WatchHosts(NodeContainer(topology.GetClients(), topology.GetServers()));
    const double start = GetHttpBenchTime();
    Simulator::Stop(Days(100));
    Simulator::Run();
    const double cpu = GetHttpBenchTime() - start;
    uint64_t connections = 0;
    for (auto client = clients.Begin(); client != clients.End(); ++client)
    {
        connections += DynamicCast<HttpClient>(*client)->GetConnectionsOpened();
    }
    const double packets = static_cast<double>(meter.packets);
    const double endPackets = static_cast<double>(meter.endPackets);
    std::printf("setup_s=%.6f\nsetup_bytes=%.0f\ncpu_s=%.6f\nrequests=%llu\nconnections=%llu\n"
                "packets=%.0f\nus_per_packet=%.6f\nend_packets=%.0f\nus_per_end_packet=%.6f\n"
                "tenth_bytes=%.0f\nall_bytes=%.0f\n",
                setUp - begin,
                setUpMemory,
                cpu,
                static_cast<unsigned long long>(meter.requests),
                static_cast<unsigned long long>(connections),
                packets,
                1e6 * cpu / packets,
                endPackets,
                1e6 * cpu / endPackets,
                meter.tenth,
                meter.all);
    Simulator::Destroy();
    return meter.requests == settings.requests ? 0 : 1;
}
