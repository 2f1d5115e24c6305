/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_BENCH_RUN_H
#define HTTP_BENCH_RUN_H

#include "http-bench-process.h"

#include "ns3/application-container.h"
#include "ns3/command-line.h"
#include "ns3/config.h"
#include "ns3/http-tcp-helper.h"
#include "ns3/http-tcp-socket-factory.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address-helper.h"
#include "ns3/ipv4-interface-container.h"
#include "ns3/node-container.h"
#include "ns3/nstime.h"
#include "ns3/packet.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <malloc.h>
#include <string>
#include <sys/resource.h>

namespace ns3
{

/**
 * @brief What the measured programs share: options, the link, and how they are measured.
 *
 * Two nodes and one link, on which connections carry objects one after the other. The program
 * installs its applications, calls Delivered() for each object, and Measure() runs the simulation
 * until all objects are there. The figures are printed as name=value, one a line:
 * - cpu_s: processor time of the simulation and of taking it apart, s
 * - packets: packets that the two devices sent
 * - us_per_packet: the quotient, microseconds
 * - objects, bytes: objects delivered and their content
 * - simulated_s: simulated time, s
 * - heap_bytes: heap in use at the end, connections still open, above what the nodes took
 * - resident_bytes: the most memory that the process has had
 * - heap_peak_bytes: the most of it, looked at every 16 packets (only with --peak)
 */
class HttpBenchRun
{
  public:
    uint32_t connections = 100;      //!< connections between the two nodes
    uint32_t objects = 30;           //!< objects on each connection, one after the other
    uint64_t size = 10000;           //!< content of an object, bytes
    std::string content = "Pattern"; //!< Pattern or Zero
    uint32_t segment = 1448;         //!< content of a segment, bytes
    uint32_t mtu = 1500;             //!< largest packet, bytes
    std::string rate = "10Gbps";     //!< rate of the link: fast enough that no packet is lost
    std::string delay = "10ms";      //!< delay of the link
    std::string endpoint = "own";    //!< own (HttpTcpSocket, as programs run it) or stock (ns-3's)
    std::string gap = "0s";          //!< from the start of a connection to that of the next
    bool peak = false;               //!< whether to look at the heap while the simulation runs

    NodeContainer nodes; //!< client and server
    Ipv4Address server;  //!< the server's address
    CommandLine options; //!< the options; the program may add its own before Build()

    /// @brief Adds the shared options.
    HttpBenchRun()
    {
        options.AddValue("connections", "connections between the two nodes", connections);
        options.AddValue("objects", "objects on each connection", objects);
        options.AddValue("size", "bytes of an object", size);
        options.AddValue("content", "Pattern (real bytes, compared) or Zero (counted)", content);
        options.AddValue("segment", "bytes of a segment", segment);
        options.AddValue("mtu", "bytes of the largest packet", mtu);
        options.AddValue("rate", "rate of the link", rate);
        options.AddValue("delay", "delay of the link", delay);
        options.AddValue("endpoint", "TCP: own or stock", endpoint);
        options.AddValue("gap", "time from the start of a connection to that of the next", gap);
        options.AddValue("peak", "whether to print heap_peak_bytes, too", peak);
    }

    /**
     * @brief Reads the options and builds nodes and link.
     * @param argc arguments of the program
     * @param argv arguments of the program
     */
    void Build(int argc, char* argv[])
    {
        options.Parse(argc, argv);
        if (endpoint != "own" && endpoint != "stock")
        {
            std::fprintf(stderr, "--endpoint=%s: accepted are own and stock\n", endpoint.c_str());
            std::exit(2);
        }
        Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(segment));
        nodes.Create(2);
        PointToPointHelper link;
        link.SetDeviceAttribute("DataRate", StringValue(rate));
        link.SetDeviceAttribute("Mtu", UintegerValue(mtu));
        link.SetChannelAttribute("Delay", StringValue(delay));
        const NetDeviceContainer devices = link.Install(nodes);
        InternetStackHelper().Install(nodes);
        if (endpoint == "own")
        {
            HttpTcpHelper().Install(nodes);
        }
        server = Ipv4AddressHelper("10.1.1.0", "255.255.255.0").Assign(devices).GetAddress(1);
        for (uint32_t i = 0; i < devices.GetN(); ++i)
        {
            devices.Get(i)->TraceConnectWithoutContext("PhyTxBegin",
                                                       MakeCallback(&HttpBenchRun::Count, this));
        }
        m_wanted = uint64_t{connections} * objects;
        m_heap = GetHeap();
    }

    /// @brief What makes the endpoint's sockets. @return the factory
    TypeId GetSocketFactory() const
    {
        return endpoint == "own" ? HttpTcpSocketFactory::GetTypeId()
                                 : TcpSocketFactory::GetTypeId();
    }

    /**
     * @brief When a connection begins.
     * @param number the connection, from 0
     * @return the time
     */
    Time GetStart(uint32_t number) const
    {
        return Time(gap) * static_cast<int64_t>(number);
    }

    /**
     * @brief Objects were delivered; the simulation ends with the last one.
     * @param bytes their content
     * @param number how many
     */
    void Delivered(uint64_t bytes, uint64_t number = 1)
    {
        m_bytes += bytes;
        m_delivered += number;
        if (m_delivered >= m_wanted)
        {
            Simulator::Stop();
        }
    }

    /**
     * @brief Runs the simulation and prints the figures.
     * @param closing what is to be done when all is over, as part of what is measured
     * @return the program's exit status
     */
    int Measure(const std::function<void()>& closing = {})
    {
        const double begin = GetHttpBenchTime();
        Simulator::Run();
        const double simulated = Simulator::Now().GetSeconds();
        const int64_t heap = GetHeap() - m_heap;
        Simulator::Destroy();
        if (closing)
        {
            closing();
        }
        const double end = GetHttpBenchTime();
        std::printf("cpu_s=%.6f\npackets=%llu\nus_per_packet=%.4f\nobjects=%llu\nbytes=%llu\n"
                    "simulated_s=%.6f\nheap_bytes=%lld\nresident_bytes=%lld\n",
                    end - begin,
                    static_cast<unsigned long long>(m_packets),
                    (end - begin) * 1e6 / static_cast<double>(m_packets),
                    static_cast<unsigned long long>(m_delivered),
                    static_cast<unsigned long long>(m_bytes),
                    simulated,
                    static_cast<long long>(heap),
                    static_cast<long long>(GetResident()));
        if (peak)
        {
            std::printf("heap_peak_bytes=%lld\n", static_cast<long long>(m_heapPeak));
        }
        if (m_delivered != m_wanted || m_bytes != m_wanted * size)
        {
            std::fprintf(stderr,
                         "%llu objects of %llu bytes each were wanted\n",
                         static_cast<unsigned long long>(m_wanted),
                         static_cast<unsigned long long>(size));
            return 1;
        }
        return 0;
    }

  private:
    /// @brief Heap in use. @return bytes
    static int64_t GetHeap()
    {
        const struct mallinfo2 info = mallinfo2();
        return static_cast<int64_t>(info.uordblks + info.hblkhd);
    }

    /// @brief The most memory that the process has had. @return bytes
    static int64_t GetResident()
    {
        rusage usage;
        getrusage(RUSAGE_SELF, &usage);
        return int64_t{usage.ru_maxrss} * 1024;
    }

    /// @brief Trace sink: a device sends a packet. @param packet the packet
    void Count(Ptr<const Packet> /* packet */)
    {
        ++m_packets;
        if (peak && m_packets % 16 == 0)
        {
            m_heapPeak = std::max(m_heapPeak, GetHeap() - m_heap);
        }
    }

    uint64_t m_wanted = 0;    //!< objects to be delivered
    uint64_t m_delivered = 0; //!< objects delivered
    uint64_t m_bytes = 0;     //!< their content
    uint64_t m_packets = 0;   //!< packets that the devices sent
    int64_t m_heap = 0;       //!< heap in use before the applications
    int64_t m_heapPeak = 0;   //!< the most in use above that
};

} // namespace ns3

#endif /* HTTP_BENCH_RUN_H */
