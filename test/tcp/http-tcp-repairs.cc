/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * The same scenario on ns-3's socket and on HttpTcpSocket. The expected outcomes of ns-3's socket
 * were seen on ns-3.35, 3.37 and 3.48; those of the other follow from RFC 9293 and from what Linux
 * does.
 */

#include "http-tcp-net.h"

#include <boost/test/unit_test.hpp>
#include <iomanip>
#include <sstream>

namespace tcp_test
{

namespace
{

constexpr auto FIN = TcpHeader::FIN;
constexpr auto SYN = TcpHeader::SYN;
constexpr auto RST = TcpHeader::RST;
constexpr auto ACK = TcpHeader::ACK;

/// What a scenario leaves behind, in words.
typedef std::function<std::string(bool own)> Scenario;

/**
 * Runs a scenario on both kinds of sockets.
 * @param scenario the scenario
 * @param stock expected of ns-3's socket
 * @param own expected of HttpTcpSocket
 */
void
Compare(const Scenario& scenario, const std::string& stock, const std::string& own)
{
    {
        Defaults defaults;
        BOOST_TEST_CONTEXT("ns-3's socket")
        {
            BOOST_TEST(scenario(false) == stock);
        }
    }
    {
        Defaults defaults;
        BOOST_TEST_CONTEXT("HttpTcpSocket")
        {
            BOOST_TEST(scenario(true) == own);
        }
    }
}

/// Seconds, to the hundredth, as text.
std::string
At2(double seconds)
{
    std::ostringstream out;
    out << std::fixed << std::setprecision(2) << seconds;
    return out.str();
}

/// What a host was told first after it was connected, and when.
std::string
FirstTold(const Host& host)
{
    for (std::size_t i = 0; i < host.told.size(); ++i)
    {
        if (host.told[i] != "connected")
        {
            return host.told[i] + " at " + At2(host.toldAt[i]);
        }
    }
    return host.told.empty() ? "nothing" : "connected at " + At2(host.toldAt.front());
}

bool
IsData(const tcp::Segment& segment)
{
    return segment.length > 0;
}

} // namespace

BOOST_AUTO_TEST_SUITE(tcp_repairs)

// The client half-closes after its request; the server answers with 50,000 bytes and closes; the
// second-to-last data segment is lost.
BOOST_AUTO_TEST_CASE(case_01_truncated_reply)
{
    Compare(
        [](bool own) {
            Net net(own);
            net.Listen();
            At(1, [&] { net.Connect(); });
            At(1.5, [&] {
                net.client.Send(100);
                net.client.socket->ShutdownSend();
            });
            bool replied = false;
            net.server.onData = [&] {
                if (!replied)
                {
                    replied = true;
                    At(Simulator::Now().GetSeconds() + 0.05, [&] {
                        net.server.toSend = 50000;
                        net.server.closeAfter = true;
                        net.server.Push();
                    });
                }
            };
            net.dropToClient = DropNth(33, IsData);
            net.Run(100);
            return std::to_string(net.client.received) +
                   (net.client.WasTold("closed") ? ", closed" : ", open");
        },
        "47784, open",
        "50000, closed");
}

// The client sends and shuts down its output while the data is in flight.
BOOST_AUTO_TEST_CASE(case_02_shutdown_with_data_in_flight)
{
    Compare(
        [](bool own) {
            Net net(own);
            net.Listen();
            At(1, [&] { net.Connect(); });
            At(1.5, [&] { net.client.Send(100); });
            At(1.505, [&] { net.client.socket->ShutdownSend(); });
            net.Run(100);
            return std::to_string(net.server.received) + ", " +
                   (net.server.WasTold("closed") ? "FIN" : "no FIN");
        },
        "100, no FIN",
        "100, FIN");
}

// The server stops reading until 5 s; its buffer is no multiple of the segment size.
BOOST_AUTO_TEST_CASE(case_03_window_deadlock)
{
    Compare(
        [](bool own) {
            Net net(own);
            net.server.read = false;
            net.Listen();
            At(1, [&] { net.Connect(); });
            At(1.5, [&] {
                net.client.toSend = 400000;
                net.client.Push();
            });
            At(5, [&] {
                net.server.read = true;
                net.server.Drain();
            });
            net.Run(60);
            return net.server.received == 400000 ? "all" : "stuck";
        },
        "stuck",
        "all");
}

// A true zero window; the update that opens it is lost, so that only a probe can find out.
BOOST_AUTO_TEST_CASE(case_04_persist_timer)
{
    Compare(
        [](bool own) {
            Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(90 * 1448));
            Config::SetDefault("ns3::TcpSocketBase::WindowScaling", BooleanValue(false));
            Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(40 * 1448));
            Net net(own);
            net.server.read = false;
            net.Listen();
            At(1, [&] { net.Connect(); });
            At(1.5, [&] {
                net.client.toSend = 100000;
                net.client.Push();
            });
            double done = 0;
            net.server.onData = [&] {
                if (net.server.received == 100000 && done == 0)
                {
                    done = Simulator::Now().GetSeconds();
                }
            };
            At(2, [&] {
                net.dropToClient = [](const tcp::Segment&) { return true; };
                net.server.read = true;
                net.server.Drain();
            });
            At(2.1, [&] { net.dropToClient = nullptr; });
            net.Run(60);
            return done == 0 ? "never" : done > 5 ? "after more than 5 s" : "within 5 s";
        },
        "after more than 5 s",
        "within 5 s");
}

// Nobody listens on port 81.
BOOST_AUTO_TEST_CASE(case_05_refused)
{
    Compare(
        [](bool own) {
            Net net(own);
            At(1, [&] { net.Connect(81); });
            net.Run(400);
            return FirstTold(net.client);
        },
        "failed at 190.00",
        "failed at 1.02");
}

// The server closes with unread data, which resets the connection.
BOOST_AUTO_TEST_CASE(case_06_reset_is_an_error)
{
    Compare(
        [](bool own) {
            Net net(own);
            net.server.read = false;
            net.Listen();
            At(1, [&] { net.Connect(); });
            At(1.5, [&] { net.client.Send(100); });
            At(2, [&] { net.server.socket->Close(); });
            net.Run(20);
            return FirstTold(net.client);
        },
        "closed at 2.01",
        "error at 2.01");
}

// A reset after the peer's FIN.
BOOST_AUTO_TEST_CASE(case_06_reset_after_fin)
{
    Compare(
        [](bool own) {
            Net net(own);
            net.Listen();
            At(1, [&] { net.Connect(); });
            At(1.5, [&] { net.server.socket->ShutdownSend(); });
            At(2, [&] {
                TcpHeader header;
                header.SetFlags(RST);
                header.SetSourcePort(80);
                header.SetDestinationPort(49152);
                header.SetSequenceNumber(SequenceNumber32(2));
                net.Inject(false, header);
            });
            net.Run(20);
            return FirstTold(net.client) + (net.client.WasTold("error") ? ", error" : ", no error");
        },
        "closed at 1.51, no error",
        "closed at 1.51, error");
}

// The state after a close that resets, and what a later Send says.
BOOST_AUTO_TEST_CASE(case_07_close_with_unread_data)
{
    Compare(
        [](bool own) {
            Net net(own);
            net.server.read = false;
            net.Listen();
            At(1, [&] { net.Connect(); });
            At(1.5, [&] { net.client.Send(100); });
            std::string result;
            At(2, [&] { net.server.socket->Close(); });
            At(3, [&] {
                result = TcpSocket::TcpStateName[net.server.GetState()];
                result += net.server.socket->Send(Create<Packet>(5)) > 0 ? ", sends" : ", refuses";
            });
            net.Run(20);
            return result;
        },
        "ESTABLISHED, sends",
        "CLOSED, refuses");
}

// The server's reset is lost, so that the client goes on with a connection that is gone.
BOOST_AUTO_TEST_CASE(case_08_segment_for_a_dead_connection)
{
    Compare(
        [](bool own) {
            Net net(own);
            net.server.read = false;
            net.Listen();
            At(1, [&] { net.Connect(); });
            At(1.5, [&] { net.client.Send(10); });
            net.dropToClient = [](const tcp::Segment& s) {
                return s.Has(RST) && Simulator::Now() < Seconds(2.5);
            };
            At(2, [&] { net.server.socket->Close(); });
            At(3, [&] { net.client.Send(100); });
            net.Run(400);
            return FirstTold(net.client);
        },
        "error at 126.00",
        "error at 3.02");
}

// The server closes; a request that was under way reaches it afterwards.
BOOST_AUTO_TEST_CASE(case_09_data_after_close)
{
    Compare(
        [](bool own) {
            Net net(own);
            net.Listen();
            At(1, [&] { net.Connect(); });
            At(2, [&] { net.server.socket->Close(); });
            At(2.005, [&] { net.client.Send(100); });
            net.Run(30);
            return FirstTold(net.client) +
                   (net.client.WasTold("error") ? ", reset" : ", not reset");
        },
        "closed at 2.01, not reset",
        "closed at 2.01, reset");
}

// The server closes, and the client never does.
BOOST_AUTO_TEST_CASE(case_09_fin_wait_2_timeout)
{
    Compare(
        [](bool own) {
            Net net(own);
            net.Listen();
            At(1, [&] { net.Connect(); });
            At(2, [&] { net.server.socket->Close(); });
            net.Run(200);
            return std::string(TcpSocket::TcpStateName[net.server.GetState()]) + " " +
                   net.server.GetEndReason();
        },
        "FIN_WAIT_2 ",
        "CLOSED half-close");
}

// The last acknowledgment of a close is lost.
BOOST_AUTO_TEST_CASE(case_10_time_wait_answers)
{
    Compare(
        [](bool own) {
            Net net(own);
            net.server.closeOnFin = true;
            net.Listen();
            At(1, [&] { net.Connect(); });
            At(1.5, [&] { net.client.socket->Close(); });
            net.dropToServer = DropNth(0, [](const tcp::Segment& s) {
                return s.header.sequence == 2 && s.header.flags == ACK;
            });
            net.Run(300);
            return net.server.WasTold("error") ? "error" : "in order";
        },
        "error",
        "in order");
}

// The server is in TIME_WAIT; the client connects from the same port.
BOOST_AUTO_TEST_CASE(case_10_request_in_time_wait)
{
    Compare(
        [](bool own) {
            Net net(own);
            net.Listen();
            At(1, [&] { net.Connect(80, 5000); });
            At(1.5, [&] { net.server.socket->Close(); });
            At(1.7, [&] { net.client.socket->Close(); });
            Ptr<Socket> first;
            At(3, [&] {
                first = net.client.socket;
                net.client.told.clear();
                net.client.toldAt.clear();
                net.Connect(80, 5000);
            });
            net.Run(10);
            return FirstTold(net.client);
        },
        "nothing",
        "connected at 3.02");
}

// TIME_WAIT lasts 240 s in ns-3 and 60 s here, as in Linux, whose timers of that length go off up
// to 2 s late (kernel/time/timer.c).
BOOST_AUTO_TEST_CASE(case_10_duration)
{
    Compare(
        [](bool own) {
            Net net(own);
            net.server.closeOnFin = true;
            net.Listen();
            At(1, [&] { net.Connect(); });
            At(1.5, [&] { net.client.socket->Close(); });
            std::string states;
            for (double t : {61.0, 64.0, 241.0, 242.0})
            {
                At(t, [&] { states += TcpSocket::TcpStateName[net.client.GetState()][0]; });
            }
            net.Run(300);
            return states;
        },
        "TTTC",
        "TCCC");
}

// A bare FIN is sent to a peer that has vanished: once, as a loss probe, and eight times by the
// retransmission timer (tcp_orphan_retries).
BOOST_AUTO_TEST_CASE(case_12_fin_without_end)
{
    Compare(
        [](bool own) {
            Net net(own);
            net.Listen();
            At(1, [&] { net.Connect(); });
            At(2, [&] { net.dropToServer = [](const tcp::Segment&) { return true; }; });
            At(3, [&] { net.client.socket->Close(); });
            net.Run(500);
            const auto fins = net.Find([](const Crossing& c) { return c.segment.Has(FIN); });
            return fins.size() > 100 ? "without end" : std::to_string(fins.size());
        },
        "without end",
        "10");
}

// Send() after ShutdownSend().
BOOST_AUTO_TEST_CASE(case_13_send_after_shutdown)
{
    Compare(
        [](bool own) {
            Net net(own);
            net.Listen();
            At(1, [&] { net.Connect(); });
            int result = 0;
            At(1.5, [&] {
                net.client.Send(100);
                net.client.socket->ShutdownSend();
                result = net.client.Send(7);
            });
            net.Run(20);
            return std::to_string(result) + ", " + std::to_string(net.server.received);
        },
        "-1, 107",
        "-1, 100");
}

// A listening socket shuts its output, as ns-3's PacketSink does: its connections only receive.
// They end after their peer, not before.
BOOST_AUTO_TEST_CASE(listener_that_sends_nothing)
{
    Compare(
        [](bool own) {
            Net net(own);
            net.Listen();
            net.server.listener->ShutdownSend();
            At(1, [&] { net.Connect(); });
            std::string states;
            At(2, [&] {
                net.client.Send(100);
                states = TcpSocket::TcpStateName[net.client.GetState()];
            });
            At(3, [&] { net.client.socket->Close(); });
            At(4, [&] {
                states += std::string(", ") + TcpSocket::TcpStateName[net.client.GetState()] +
                          ", " + TcpSocket::TcpStateName[net.server.GetState()];
            });
            net.Run(20);
            return states + ", " + std::to_string(net.server.received);
        },
        "ESTABLISHED, TIME_WAIT, CLOSED, 100",
        "ESTABLISHED, TIME_WAIT, CLOSED, 100");
}

// Bind and Close without a connection; connect without a route.
BOOST_AUTO_TEST_CASE(case_14_endpoints_come_back)
{
    Compare(
        [](bool own) {
            Net net(own);
            Ptr<Socket> socket = net.NewSocket(net.client);
            const auto address = InetSocketAddress(Ipv4Address::GetAny(), 5000);
            socket->Bind(address);
            socket->Close();
            Ptr<Socket> second = net.NewSocket(net.client);
            std::string result = second->Bind(address) == 0 ? "free" : "taken";
            second->Connect(InetSocketAddress("99.9.9.9", 80));
            second = nullptr;
            Ptr<Socket> third = net.NewSocket(net.client);
            result += third->Bind(InetSocketAddress(Ipv4Address::GetAny(), 5000)) == 0 ? ", free"
                                                                                       : ", taken";
            return result;
        },
        "taken, taken",
        "free, free");
}

// The handshake's last acknowledgment is lost, and the client says nothing.
BOOST_AUTO_TEST_CASE(case_15_lost_last_acknowledgment)
{
    Compare(
        [](bool own) {
            Net net(own);
            net.Listen();
            net.dropToServer =
                DropNth(0, [](const tcp::Segment& s) { return s.header.flags == ACK; });
            At(1, [&] { net.Connect(); });
            net.Run(400);
            return std::to_string(net.server.accepted);
        },
        "0",
        "1");
}

// 20 requests from nobody; a backlog of 5.
BOOST_AUTO_TEST_CASE(case_16_backlog)
{
    Compare(
        [](bool own) {
            Config::SetDefault("ns3::HttpTcpSocket::Backlog", UintegerValue(5));
            Net net(own);
            net.Listen();
            net.dropToClient = [](const tcp::Segment&) { return true; };
            At(1, [&] {
                for (uint16_t port = 1000; port < 1020; ++port)
                {
                    TcpHeader header;
                    header.SetFlags(SYN);
                    header.SetSourcePort(port);
                    header.SetDestinationPort(80);
                    header.SetWindowSize(1000);
                    net.Inject(true, header);
                }
            });
            net.Run(2);
            return std::to_string(
                net.Find([](const Crossing& c) { return c.segment.header.flags == (SYN | ACK); })
                    .size());
        },
        "20",
        "5");
}

// Segments of 1460 bytes with timestamps do not fit an MTU of 1500.
BOOST_AUTO_TEST_CASE(case_17_maximum_segment_size)
{
    Compare(
        [](bool own) {
            Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(1460));
            Net net(own);
            net.Listen();
            At(1, [&] { net.Connect(); });
            At(1.5, [&] {
                net.client.toSend = 14600;
                net.client.Push();
            });
            net.Run(20);
            const auto syns = net.Find(
                [](const Crossing& c) { return c.segment.options.maximumSegmentSize == 1460; });
            const auto fragments = net.Find([](const Crossing& c) { return c.fragment; });
            return std::to_string(syns.size()) + " options, " +
                   (fragments.empty() ? "whole" : "fragments");
        },
        "0 options, fragments",
        "2 options, whole");
}

// The window after 10 s of silence.
BOOST_AUTO_TEST_CASE(case_19_slow_start_after_idle)
{
    Compare(
        [](bool own) {
            Net net(own);
            net.Listen();
            At(1, [&] { net.Connect(); });
            At(1.5, [&] {
                net.client.toSend = 120000;
                net.client.Push();
            });
            At(12, [&] {
                net.client.toSend = 120000;
                net.client.Push();
            });
            net.Run(12.012);
            const auto burst = net.Find([](const Crossing& c) {
                return c.time > 12 && c.fromClient && c.segment.length > 0;
            });
            return burst.size() > 10 ? "more than 10" : std::to_string(burst.size());
        },
        "more than 10",
        "10");
}

// Writes of 2000 bytes: PSH is on the second segment of each.
BOOST_AUTO_TEST_CASE(case_21_push)
{
    Compare(
        [](bool own) {
            Net net(own);
            net.Listen();
            At(1, [&] { net.Connect(); });
            At(1.5, [&] { net.client.Send(2000); });
            At(1.6, [&] { net.client.Send(2000); });
            net.Run(20);
            std::string flags;
            for (const auto& c :
                 net.Find([](const Crossing& c) { return c.fromClient && c.segment.length > 0; }))
            {
                flags += c.segment.Has(TcpHeader::PSH) ? 'P' : '-';
            }
            return flags + " " + std::to_string(net.server.received);
        },
        "---- 4000",
        "-P-P 4000");
}

// The initial sequence numbers of two connections.
BOOST_AUTO_TEST_CASE(case_21_initial_sequence_number)
{
    Defaults defaults;
    Config::SetDefault("ns3::HttpTcpSocket::Rfc6528Isn", BooleanValue(true));
    Config::SetDefault("ns3::HttpTcpSocket::IsnSecret", UintegerValue(42));
    Net net(true);
    net.server.closeOnFin = true;
    net.Listen();
    At(1, [&] { net.Connect(); });
    At(1.5, [&] {
        net.client.toSend = 300000;
        net.client.closeAfter = true;
        net.client.Push();
    });
    net.dropToServer = DropNth(50, IsData);
    net.Run(20);
    const auto syns = net.Find([](const Crossing& c) { return c.segment.Has(SYN); });
    BOOST_TEST(syns.size() == 2U);
    BOOST_TEST(syns.at(0).segment.header.sequence != 0U);
    BOOST_TEST(syns.at(0).segment.header.sequence != syns.at(1).segment.header.sequence);
    BOOST_TEST(net.server.received == 300000U, net.Tell());
    BOOST_TEST(net.client.GetEndReason() == "full-close");
}

// Both sides close; the client's FIN carries data, and the segment before it is lost.
BOOST_AUTO_TEST_CASE(case_22_fin_before_missing_data)
{
    Compare(
        [](bool own) {
            Net net(own);
            net.Listen();
            At(1, [&] { net.Connect(); });
            At(1.5, [&] { net.server.socket->ShutdownSend(); });
            At(2, [&] {
                net.client.toSend = 2 * 1448 + 100;
                net.client.closeAfter = true;
                net.client.Push();
            });
            net.dropToServer = DropNth(1, IsData);
            net.Run(30);
            return std::to_string(net.server.received);
        },
        "1448",
        "2996");
}

// Data after ShutdownRecv.
BOOST_AUTO_TEST_CASE(case_23_closed_input)
{
    Compare(
        [](bool own) {
            Net net(own);
            net.Listen();
            At(1, [&] { net.Connect(); });
            At(1.5, [&] { net.server.socket->ShutdownRecv(); });
            At(2, [&] { net.client.Send(100); });
            net.Run(20);
            return net.client.WasTold("error") ? "reset" : "no answer";
        },
        "no answer",
        "no answer");
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace tcp_test
