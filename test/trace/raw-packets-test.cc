/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Packets made by hand: headers that no ns-3 socket would send, and every way in which IP and ARP
/// drop. Expected fields are the bytes that were sent.

#include "trace-scenario.h"

#include "ns3/csma-module.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using namespace ns3;

namespace
{

constexpr uint8_t FIN = HttpTcpFlag::FIN;
constexpr uint8_t SYN = HttpTcpFlag::SYN;
constexpr uint8_t ACK = HttpTcpFlag::ACK;

/// Host - router - host without TCP, so that only what a test sends is on the wire
class Wire
{
  public:
    explicit Wire(bool isSenderObserved = true)
    {
        m_nodes.Create(3);
        InternetStackHelper internet;
        internet.Install(m_nodes);
        PointToPointHelper link;
        Ipv4AddressHelper address("10.1.1.0", "255.255.255.0");
        for (uint32_t i = 0; i < 2; i++)
        {
            const auto devices = link.Install(m_nodes.Get(i), m_nodes.Get(i + 1));
            // The default queue disc reads TCP headers, and ns-3 does not survive these.
            TrafficControlHelper control;
            control.SetRootQueueDisc("ns3::FifoQueueDisc");
            control.Install(devices);
            address.Assign(devices);
            address.NewNetwork();
        }
        Ipv4GlobalRoutingHelper::PopulateRoutingTables();
        for (uint32_t i = 0; i < 3; i++)
        {
            const Ptr<Ipv4> ipv4 = m_nodes.Get(i)->GetObject<Ipv4>();
            DynamicCast<Ipv4L3Protocol>(ipv4)->Remove(m_nodes.Get(i)->GetObject<TcpL4Protocol>());
            if (i != 0 || isSenderObserved)
            {
                m_observers.Install(m_nodes.Get(i));
            }
        }
        kept.Connect();
    }

    ~Wire()
    {
        Simulator::Destroy();
        Ipv4AddressGenerator::Reset();
    }

    /// @brief Sends at a time. @param time seconds @param node from @param bytes TCP segment
    /// @param ttl time to live @param to destination
    void SendAt(double time,
                uint32_t node,
                const std::vector<uint8_t>& bytes,
                uint8_t ttl = 64,
                const char* to = nullptr)
    {
        const Ptr<Packet> packet = Create<Packet>(bytes.data(), bytes.size());
        SendAt(time, node, packet, ttl, to);
    }

    /// @copydoc SendAt
    void SendAt(double time,
                uint32_t node,
                Ptr<Packet> packet,
                uint8_t ttl = 64,
                const char* to = nullptr)
    {
        const Ipv4Address a("10.1.1.1");
        const Ipv4Address b("10.1.2.2");
        SocketIpTtlTag tag;
        tag.SetTtl(ttl);
        packet->ReplacePacketTag(tag);
        Simulator::Schedule(Seconds(time),
                            &Wire::Send,
                            this,
                            node,
                            packet,
                            node == 0 ? a : b,
                            to ? Ipv4Address(to) : (node == 0 ? b : a));
    }

    /// @brief Takes an interface down at a time. @param time seconds @param node whose
    /// @param interface which
    void SetDownAt(double time, uint32_t node, uint32_t interface)
    {
        Simulator::Schedule(Seconds(time),
                            &Ipv4::SetDown,
                            m_nodes.Get(node)->GetObject<Ipv4>(),
                            interface);
    }

    void Run()
    {
        Simulator::Stop(Seconds(100));
        Simulator::Run();
        m_observers.Flush();
    }

    RecordKeeper kept; //!< what was told

  private:
    void Send(uint32_t node, Ptr<Packet> packet, Ipv4Address from, Ipv4Address to)
    {
        m_nodes.Get(node)->GetObject<Ipv4>()->Send(packet, from, to, 6, nullptr);
    }

    NodeContainer m_nodes;          //!< host, router, host
    HttpObserverHelper m_observers; //!< on all, or all but the first
};

/// @brief A TCP segment. @param from source port @param to destination port @param sequence number
/// @param acknowledgment number @param flags control bits @param payload bytes
/// @param options bytes, a multiple of four @return its bytes
std::vector<uint8_t>
MakeSegment(uint16_t from,
            uint16_t to,
            uint32_t sequence,
            uint32_t acknowledgment,
            uint8_t flags,
            uint32_t payload = 0,
            const std::vector<uint8_t>& options = {})
{
    std::vector<uint8_t> bytes;
    const auto put = [&bytes](uint64_t value, int size) {
        for (int i = size - 1; i >= 0; i--)
        {
            bytes.push_back(static_cast<uint8_t>(value >> (8 * i)));
        }
    };
    put(from, 2);
    put(to, 2);
    put(sequence, 4);
    put(acknowledgment, 4);
    put(((20 + options.size()) / 4 << 4) | 0x0f, 1); // all reserved bits set
    put(flags, 1);
    put(0x1234, 2);
    put(0xabcd, 2);
    put(0x00ff, 2);
    bytes.insert(bytes.end(), options.begin(), options.end());
    bytes.resize(bytes.size() + payload, 'x');
    return bytes;
}

} // namespace

BOOST_AUTO_TEST_SUITE(raw_packets)

BOOST_AUTO_TEST_CASE(headers_that_ns3_cannot_read)
{
    // An option of length 0, one that is longer than the header, and the longest header there is.
    const std::vector<std::vector<uint8_t>> options = {
        {8, 0, 0, 0},
        {2, 40, 1, 1},
        std::vector<uint8_t>(40, 0xfe),
    };
    Wire wire;
    for (std::size_t i = 0; i < options.size(); i++)
    {
        wire.SendAt(1 + i, 0, MakeSegment(1000, 2000, 7, 9, 0xff & ~SYN, 5, options[i]));
    }
    wire.Run();
    BOOST_REQUIRE(wire.kept.segments.size() == 2 * options.size());
    for (std::size_t i = 0; i < wire.kept.segments.size(); i++)
    {
        const auto& g = wire.kept.segments[i];
        const auto& o = options[i / 2];
        BOOST_TEST(g.sent == (i % 2 == 0));
        BOOST_TEST(g.ownOptions == std::string(o.begin(), o.end()));
        BOOST_TEST(unsigned{g.headerLength} == 20 + o.size());
        BOOST_TEST(unsigned{g.reserved} == 15U);
        BOOST_TEST(unsigned{g.flags} == (0xffU & ~unsigned{SYN}));
        BOOST_TEST(g.window == 0x1234);
        BOOST_TEST(g.checksum == 0xabcd);
        BOOST_TEST(g.urgentPointer == 0xff);
        BOOST_TEST(g.payloadBytes == 5U);
        // No SYN was seen: no connection, and the place in the stream is not known.
        BOOST_TEST(g.connection == 0U);
        BOOST_TEST(g.streamBegin == -1);
        BOOST_TEST(g.transmission == i / 2 + 1);
    }
    for (const auto& p : wire.kept.packets)
    {
        BOOST_TEST(p.ownHeader.size() >= 44U);
        BOOST_TEST(unsigned{p.tcpOffset} == 20U);
    }
}

BOOST_AUTO_TEST_CASE(sequence_numbers_wrap)
{
    Wire wire;
    const uint32_t mine = 0xfffffff0;
    const uint32_t yours = 0x7ffffff0;
    wire.SendAt(1, 0, MakeSegment(1000, 80, mine, 0, SYN));
    wire.SendAt(2, 2, MakeSegment(80, 1000, yours, mine + 1, SYN | ACK));
    wire.SendAt(3, 0, MakeSegment(1000, 80, mine + 1, yours + 1, ACK));
    for (uint32_t i = 0; i < 100; i++)
    {
        wire.SendAt(4 + 0.1 * i, 0, MakeSegment(1000, 80, mine + 1 + i, yours + 1, ACK, 1));
    }
    wire.SendAt(20, 0, MakeSegment(1000, 80, mine + 1 + 10, yours + 1, ACK, 20));
    wire.SendAt(21, 0, MakeSegment(1000, 80, mine + 1 + 100, yours + 1, FIN | ACK));
    wire.Run();
    std::vector<int64_t> begins;
    for (const auto& g : wire.kept.segments)
    {
        if (g.payloadBytes > 0 && !g.sent)
        {
            begins.push_back(g.streamBegin);
            BOOST_TEST(g.retransmission == (g.time >= Seconds(20)));
            BOOST_TEST(g.retransmittedBytes == (g.time >= Seconds(20) ? 20U : 0U));
        }
        BOOST_TEST(g.connection == 1U);
    }
    BOOST_REQUIRE(begins.size() == 101U);
    for (int64_t i = 0; i < 100; i++)
    {
        BOOST_REQUIRE(begins[i] == i);
    }
    BOOST_TEST(begins.back() == 10);
}

BOOST_AUTO_TEST_CASE(a_sender_that_is_not_observed)
{
    Wire wire(false);
    wire.SendAt(1, 0, MakeSegment(1000, 80, 100, 0, SYN));
    wire.SendAt(2, 2, MakeSegment(80, 1000, 300, 101, SYN | ACK));
    wire.SendAt(3, 0, MakeSegment(1000, 80, 101, 301, ACK, 10));
    wire.SendAt(4, 0, MakeSegment(1000, 80, 101, 301, ACK, 20));
    wire.Run();
    BOOST_REQUIRE(wire.kept.segments.size() == 4U);
    const auto& last = wire.kept.segments.back();
    BOOST_TEST(!last.sent);
    BOOST_TEST(last.transmission == 0U);
    BOOST_TEST(last.connection == 2000000000001U);
    BOOST_TEST(last.streamBegin == 0);
    // As the receiver sees it.
    BOOST_TEST(last.retransmission);
    BOOST_TEST(last.retransmittedBytes == 10U);
}

BOOST_AUTO_TEST_CASE(bytes_that_were_sent_before_by_another_host)
{
    // A proxy sends on what it has received: the older tag stays on the bytes, the newer counts.
    Wire wire;
    const auto bytes = MakeSegment(1000, 80, 100, 0, ACK, 10);
    const Ptr<Packet> packet = Create<Packet>(bytes.data(), bytes.size());
    wire.SendAt(1, 0, packet->Copy());
    wire.SendAt(2, 0, packet);
    wire.SendAt(3, 2, packet->Copy());
    wire.Run();
    std::vector<uint64_t> received;
    for (const auto& g : wire.kept.segments)
    {
        if (!g.sent)
        {
            received.push_back(g.transmission);
        }
    }
    BOOST_TEST(received == (std::vector<uint64_t>{1, 2, 2000000000001}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(drops_of_ip)
{
    Wire wire;
    const auto segment = MakeSegment(1000, 80, 100, 0, ACK, 10);
    wire.SendAt(1, 0, segment, 1);              // ends at the router
    wire.SendAt(2, 2, segment, 64, "10.9.9.9"); // the router knows no way
    wire.SendAt(3, 0, segment, 64, "10.1.1.1"); // to itself: arrives
    wire.SetDownAt(4, 1, 2);                    // the router's way to host 2
    wire.SendAt(5, 0, segment);                 // whose route is gone with it, or is down
    wire.Run();
    std::vector<std::string> drops;
    for (const auto& p : wire.kept.packets)
    {
        if (p.event == HttpPacketEvent::Drop)
        {
            drops.push_back(std::to_string(p.node) + " " + p.ownReason);
            BOOST_TEST(p.ownHeader.size() == 40U);
            if (p.node == 1)
            {
                BOOST_TEST(p.transmission != 0U);
                BOOST_TEST((p.interface == (p.source[2] == 1 ? 1U : 2U)));
            }
        }
    }
    for (const std::string expected : {"1 ip: time to live exceeded", "1 ip: no route"})
    {
        BOOST_TEST((std::count(drops.begin(), drops.end(), expected) >= 1), expected);
    }
    BOOST_TEST(drops.size() == 3U);
}

BOOST_AUTO_TEST_CASE(drops_of_arp_and_ethernet)
{
    // Nobody has the address 10.1.1.9; host 1 loses what comes, and host 2 must not tell of it.
    NodeContainer nodes;
    nodes.Create(3);
    InternetStackHelper().Install(nodes);
    CsmaHelper csma;
    const NetDeviceContainer devices = csma.Install(nodes);
    Ipv4AddressHelper("10.1.1.0", "255.255.255.0").Assign(devices);
    HttpObserverHelper observers;
    observers.Install(nodes);
    RecordKeeper kept;
    kept.Connect();
    const auto lose = [&devices](uint32_t i) {
        const auto model = CreateObject<RateErrorModel>();
        model->SetRate(0.5);
        model->SetUnit(RateErrorModel::ERROR_UNIT_PACKET);
        model->AssignStreams(i);
        // ARP has asked by then.
        model->Disable();
        Simulator::Schedule(Seconds(2), &ErrorModel::Enable, model);
        devices.Get(i)->SetAttribute("ReceiveErrorModel", PointerValue(model));
    };
    lose(1);
    lose(2);
    for (const char* to : {"10.1.1.9", "10.1.1.2"})
    {
        OnOffHelper source("ns3::UdpSocketFactory", InetSocketAddress(Ipv4Address(to), 9));
        source.SetConstantRate(DataRate("8kbps"), 100);
        source.SetAttribute("MaxBytes", UintegerValue(5000));
        source.Install(nodes.Get(0)).Start(Seconds(1));
    }
    Simulator::Stop(Seconds(30));
    Simulator::Run();
    observers.Flush();
    Simulator::Destroy();
    std::map<std::string, int> counts;
    int sent = 0;
    int received = 0;
    for (const auto& p : kept.packets)
    {
        if (p.event == HttpPacketEvent::Drop)
        {
            counts[std::to_string(p.node) + " " + p.ownReason]++;
        }
        else if (p.destination[3] == 2 && p.protocol == 17)
        {
            sent += p.event == HttpPacketEvent::Tx;
            received += p.event == HttpPacketEvent::Rx;
        }
    }
    BOOST_TEST(counts["0 arp: no answer"] > 0);
    BOOST_TEST(counts["1 device: receive error"] > 0);
    BOOST_TEST(counts["2 device: receive error"] == 0);
    BOOST_TEST(sent == received + counts["1 device: receive error"]);
    BOOST_TEST(sent == 50);
}

BOOST_AUTO_TEST_SUITE_END()
