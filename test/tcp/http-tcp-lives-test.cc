/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * Random lives of many connections under loss: each is opened, used and ended at random, and at the
 * end nothing of any of them is left. The long case opens a million, to be run under
 * AddressSanitizer.
 */

#include "http-tcp-net.h"

#include "ns3/http-tcp-demultiplexer.h"
#include "ns3/http-tcp-socket-factory.h"

#include <boost/test/unit_test.hpp>
#include <random>
#include <unordered_set>

namespace tcp_test
{

namespace
{

/// Clients and a server that open, talk, close, half-close, reset and forget at random.
class Churn
{
  public:
    Churn(Net& net, uint32_t seed, uint32_t opens)
        : m_net(net),
          m_random(seed),
          m_left(opens)
    {
        m_listener = net.NewSocket(net.server);
        m_listener->Bind(InetSocketAddress(Ipv4Address::GetAny(), 80));
        m_listener->Listen();
        m_listener->SetAcceptCallback(MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
                                      MakeCallback(&Churn::Accept, this));
    }

    /// Opens a connection, and the next one a little later. What it is told goes to this object.
    void Open()
    {
        if (m_left == 0)
        {
            return;
        }
        --m_left;
        Ptr<Socket> socket = m_net.NewSocket(m_net.client);
        Adopt(socket);
        // Now and then nobody listens there.
        const uint16_t port = Pick(20) == 0 ? 81 : 80;
        if (socket->Connect(InetSocketAddress(m_net.serverAddress, port)) == 0)
        {
            ++m_opened;
        }
        Later(Pick(200) * 1e-5, [this] { Open(); });
    }

    uint32_t m_opened = 0; //!< connections that Connect began
    uint32_t m_ends = 0;   //!< ends told

  private:
    uint32_t Pick(uint32_t below)
    {
        return static_cast<uint32_t>(m_random() % below);
    }

    void Later(double seconds, std::function<void()> function)
    {
        At(Simulator::Now().GetSeconds() + seconds, std::move(function));
    }

    /// Takes a socket, which is reset after a while if nothing else has ended it.
    void Adopt(Ptr<Socket> socket)
    {
        socket->SetConnectCallback(MakeCallback(&Churn::Act, this),
                                   MakeCallback(&Churn::Ended, this));
        socket->SetCloseCallbacks(MakeCallback(&Churn::Ended, this),
                                  MakeCallback(&Churn::Ended, this));
        socket->SetRecvCallback(MakeCallback(&Churn::Data, this));
        Later(1 + Pick(3000) * 1e-3, [socket] { DynamicCast<HttpTcpSocket>(socket)->Abort(); });
    }

    void Accept(Ptr<Socket> socket, const Address&)
    {
        Adopt(socket);
        Act(socket);
    }

    void Data(Ptr<Socket> socket)
    {
        while (Pick(10) != 0)
        {
            Ptr<Packet> packet = socket->Recv();
            if (!packet || packet->GetSize() == 0)
            {
                break;
            }
        }
        if (Pick(3) == 0)
        {
            Act(socket);
        }
    }

    void Ended(Ptr<Socket> socket)
    {
        ++m_ends;
        if (Pick(4) != 0)
        {
            socket->Close();
        }
    }

    /// Does something with a socket, in whatever state it is, and perhaps more later.
    void Act(Ptr<Socket> socket)
    {
        switch (Pick(8))
        {
        case 0:
        case 1:
            socket->Close();
            break;
        case 2:
            socket->ShutdownSend();
            break;
        case 3:
            DynamicCast<HttpTcpSocket>(socket)->Abort();
            break;
        case 4:
            socket->ShutdownRecv();
            break;
        default:
            socket->Send(Create<Packet>(1 + Pick(5000)));
            break;
        }
        if (Pick(2) != 0)
        {
            Later(Pick(100) * 1e-3, [this, socket] { Act(socket); });
        }
    }

    Net& m_net;
    std::mt19937 m_random;
    uint32_t m_left;
    Ptr<Socket> m_listener;
};

/// The tables hold just the connections that live: their places are right, and each is found.
void
CheckTable(const HttpTcpDemultiplexer& demultiplexer)
{
    std::unordered_set<HttpTcpFourTuple, HttpTcpFourTupleHash> tuples;
    for (uint32_t i = 0; i < demultiplexer.GetConnections(); ++i)
    {
        const auto socket = DynamicCast<HttpTcpSocket>(demultiplexer.GetConnection(i));
        tuples.insert(socket->GetFourTuple());
        const bool isFound = demultiplexer.Find(socket->GetFourTuple()) == PeekPointer(socket);
        if (!isFound || socket->GetPlace() != i)
        {
            BOOST_ERROR("connection " << i << " is not in its place");
            return;
        }
    }
    BOOST_TEST(tuples.size() == demultiplexer.GetConnections());
}

/**
 * Random lives.
 * @param isRandomIsn whether sequence numbers begin anywhere, otherwise at 0
 * @param opens connections to open
 */
void
Live(bool isRandomIsn, uint32_t opens)
{
    Defaults defaults;
    Config::SetDefault("ns3::HttpTcpSocket::Rfc6528Isn", BooleanValue(isRandomIsn));
    Config::SetDefault("ns3::HttpTcpSocket::TimeWaitDuration", TimeValue(Seconds(1)));
    Config::SetDefault("ns3::HttpTcpSocket::FinWait2Timeout", TimeValue(Seconds(1)));
    Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(20000));
    Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(20000));
    Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(MilliSeconds(200)));
    Net net(true, "1Gbps", "1ms");
    std::mt19937 random(7);
    const auto lose = [&random](const tcp::Segment&) { return random() % 50 == 0; };
    net.dropToClient = lose;
    net.dropToServer = lose;
    net.keepLog = false;
    const auto client = net.client.node->GetObject<HttpTcpDemultiplexer>();
    const auto server = net.server.node->GetObject<HttpTcpDemultiplexer>();
    Churn churn(net, isRandomIsn ? 1 : 2, opens);
    At(1, [&] { churn.Open(); });
    // One millisecond from one to the next on average.
    const double end = 1 + 1.05e-3 * opens;
    for (int i = 1; i < 10; ++i)
    {
        At(end / 10 * i, [&] {
            CheckTable(*client);
            CheckTable(*server);
        });
    }
    net.Run(end + 300);
    BOOST_TEST(churn.m_opened > opens / 100 * 99);
    BOOST_TEST(churn.m_ends > churn.m_opened);
    BOOST_TEST(client->GetConnections() == 0U);
    BOOST_TEST(server->GetConnections() == 0U);
}

} // namespace

BOOST_AUTO_TEST_SUITE(tcp_lives)

// However connections live, none stays in the tables.
BOOST_AUTO_TEST_CASE(of_two_thousand)
{
    Live(false, 1000);
    Live(true, 1000);
}

BOOST_AUTO_TEST_CASE(of_a_million, *boost::unit_test::label("long"))
{
    Live(false, 500000);
    Live(true, 500000);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace tcp_test
