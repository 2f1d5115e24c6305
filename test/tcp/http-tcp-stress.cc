/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * Random lives of connections and hostile segments. HTTP_TEST_SCALE multiplies the number of them;
 * 1000 gives a million opens and a million segments, to be run under AddressSanitizer.
 */

#include "http-tcp-net.h"

#include "ns3/http-tcp-demultiplexer.h"
#include "ns3/http-tcp-socket-factory.h"

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <random>
#include <set>

namespace tcp_test
{

namespace
{

uint32_t
GetScale()
{
    const char* scale = std::getenv("HTTP_TEST_SCALE");
    return scale ? static_cast<uint32_t>(std::atoi(scale)) : 1;
}

/// Clients and server that open, talk, close, half-close, reset and forget at random.
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

    void Open()
    {
        if (m_left-- == 0)
        {
            return;
        }
        Ptr<Socket> socket = m_net.NewSocket(m_net.client);
        Adopt(socket);
        const uint16_t port = Pick(20) == 0 ? 81 : 80;
        if (socket->Connect(InetSocketAddress(m_net.serverAddress, port)) == 0)
        {
            m_open.push_back(socket);
        }
        Later(m_random() % 1000 * 1e-5, [this] { Open(); });
    }

    uint32_t m_ends = 0; //!< ends told

  private:
    uint32_t Pick(uint32_t below)
    {
        return static_cast<uint32_t>(m_random() % below);
    }

    void Later(double seconds, std::function<void()> function)
    {
        At(Simulator::Now().GetSeconds() + seconds, std::move(function));
    }

    void Adopt(Ptr<Socket> socket)
    {
        socket->SetConnectCallback(MakeCallback(&Churn::Connected, this),
                                   MakeCallback(&Churn::Ended, this));
        socket->SetCloseCallbacks(MakeCallback(&Churn::Ended, this),
                                  MakeCallback(&Churn::Ended, this));
        socket->SetRecvCallback(MakeCallback(&Churn::Data, this));
    }

    void Accept(Ptr<Socket> socket, const Address&)
    {
        Adopt(socket);
        m_open.push_back(socket);
        Act(socket);
    }

    void Connected(Ptr<Socket> socket)
    {
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
        Forget(socket);
    }

    void Forget(Ptr<Socket> socket)
    {
        for (auto& one : m_open)
        {
            if (one == socket)
            {
                one = m_open.back();
                m_open.pop_back();
                return;
            }
        }
    }

    void Act(Ptr<Socket> socket)
    {
        switch (Pick(8))
        {
        case 0:
            socket->Close();
            break;
        case 1:
            socket->ShutdownSend();
            break;
        case 2:
            DynamicCast<HttpTcpSocket>(socket)->Abort();
            break;
        case 3:
            socket->Close();
            Forget(socket);
            break;
        case 4:
            socket->ShutdownRecv();
            break;
        default:
            socket->Send(Create<Packet>(1 + Pick(5000)));
            break;
        }
        if (Pick(3) != 0)
        {
            Later(Pick(100) * 1e-3, [this, socket] { Act(socket); });
        }
    }

    Net& m_net;
    std::mt19937 m_random;
    uint32_t m_left;
    Ptr<Socket> m_listener;
    std::vector<Ptr<Socket>> m_open;
};

/// A header with wild flags, numbers and options.
TcpHeader
MakeWild(std::mt19937& random, const HttpTcpSocket& victim)
{
    const auto pick = [&random](uint32_t below) { return static_cast<uint32_t>(random() % below); };
    TcpHeader header;
    header.SetFlags(static_cast<uint8_t>(pick(4) == 0 ? random() : 1U << pick(6)));
    if (pick(2) == 0)
    {
        header.SetFlags(header.GetFlags() | TcpHeader::ACK);
    }
    const SequenceNumber32 next = victim.GetRxBuffer()->NextRxSequence();
    const SequenceNumber32 unacknowledged = victim.GetTxBuffer()->HeadSequence();
    const int32_t near = static_cast<int32_t>(pick(7)) - 3;
    const int32_t far = static_cast<int32_t>(random());
    header.SetSequenceNumber(next + (pick(3) ? near : far));
    header.SetAckNumber(unacknowledged + (pick(3) ? near : far));
    header.SetWindowSize(static_cast<uint16_t>(pick(3) ? random() : pick(3)));
    if (pick(4) != 0)
    {
        Ptr<TcpOptionTS> option = CreateObject<TcpOptionTS>();
        option->SetTimestamp(pick(2) ? TcpOptionTS::NowToTsValue() : random());
        option->SetEcho(pick(2) ? TcpOptionTS::NowToTsValue() : random());
        header.AppendOption(option);
    }
    if (pick(8) == 0)
    {
        Ptr<TcpOptionSack> option = CreateObject<TcpOptionSack>();
        option->AddSackBlock({unacknowledged + static_cast<int32_t>(pick(3000)),
                              unacknowledged + static_cast<int32_t>(pick(6000))});
        header.AppendOption(option);
    }
    return header;
}

/// Passages between states that RFC 9293 knows (figure 5, resets and timeouts).
bool
IsAllowed(TcpSocket::TcpStates_t from, TcpSocket::TcpStates_t to)
{
    static const std::set<std::pair<int, int>> allowed = {
        {TcpSocket::CLOSED, TcpSocket::LISTEN},
        {TcpSocket::CLOSED, TcpSocket::SYN_SENT},
        {TcpSocket::LISTEN, TcpSocket::SYN_RCVD},
        {TcpSocket::SYN_SENT, TcpSocket::SYN_RCVD},
        {TcpSocket::SYN_SENT, TcpSocket::ESTABLISHED},
        {TcpSocket::SYN_RCVD, TcpSocket::ESTABLISHED},
        {TcpSocket::SYN_RCVD, TcpSocket::FIN_WAIT_1},
        {TcpSocket::ESTABLISHED, TcpSocket::FIN_WAIT_1},
        {TcpSocket::ESTABLISHED, TcpSocket::CLOSE_WAIT},
        {TcpSocket::FIN_WAIT_1, TcpSocket::FIN_WAIT_2},
        {TcpSocket::FIN_WAIT_1, TcpSocket::CLOSING},
        {TcpSocket::FIN_WAIT_1, TcpSocket::TIME_WAIT},
        {TcpSocket::FIN_WAIT_2, TcpSocket::TIME_WAIT},
        {TcpSocket::CLOSING, TcpSocket::TIME_WAIT},
        {TcpSocket::CLOSE_WAIT, TcpSocket::LAST_ACK},
    };
    return to == TcpSocket::CLOSED || from == to || allowed.count({from, to}) > 0;
}

struct StateCheck
{
    uint32_t strange = 0;
    std::string last;

    void See(TcpSocket::TcpStates_t from, TcpSocket::TcpStates_t to)
    {
        if (!IsAllowed(from, to))
        {
            ++strange;
            last =
                std::string(TcpSocket::TcpStateName[from]) + " -> " + TcpSocket::TcpStateName[to];
        }
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(tcp_stress)

// However connections live, none stays in the tables.
BOOST_AUTO_TEST_CASE(random_lives)
{
    for (bool isn : {false, true})
    {
        Defaults defaults;
        Config::SetDefault("ns3::HttpTcpSocket::Rfc6528Isn", BooleanValue(isn));
        Config::SetDefault("ns3::HttpTcpSocket::TimeWaitDuration", TimeValue(Seconds(1)));
        Config::SetDefault("ns3::HttpTcpSocket::FinWait2Timeout", TimeValue(Seconds(1)));
        Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(20000));
        Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(20000));
        Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(MilliSeconds(200)));
        Net net(true, "100Mbps", "1ms");
        std::mt19937 random(7);
        const auto lose = [&random](const HttpTcpSegment&) { return random() % 50 == 0; };
        net.dropToClient = lose;
        net.dropToServer = lose;
        net.keepLog = false;
        Churn churn(net, isn ? 1 : 2, 500 * GetScale());
        At(1, [&] { churn.Open(); });
        net.Run(400 + 5 * GetScale());
        const auto client = net.client.node->GetObject<HttpTcpDemultiplexer>();
        const auto server = net.server.node->GetObject<HttpTcpDemultiplexer>();
        BOOST_TEST(churn.m_ends > 0U);
        // Who neither closes nor talks stays established, as it should.
        for (const auto& demultiplexer : {client, server})
        {
            for (uint32_t i = 0; i < demultiplexer->GetConnections(); ++i)
            {
                const auto socket = demultiplexer->GetConnection(i);
                const auto end = socket->GetEndReason();
                BOOST_TEST((end == "none" || end == "half-close"), end);
                BOOST_TEST(demultiplexer->Find(socket->GetFourTuple(), false) ==
                           PeekPointer(socket));
                BOOST_TEST(socket->GetPlace() == i);
            }
        }
    }
}

// Wild segments reach connections in every state: nothing breaks, and no state is reached that the
// RFC does not allow.
BOOST_AUTO_TEST_CASE(hostile_segments)
{
    const uint32_t rounds = 20 * GetScale();
    std::mt19937 random(11);
    StateCheck check;
    for (uint32_t round = 0; round < rounds; ++round)
    {
        Defaults defaults;
        Config::SetDefault("ns3::HttpTcpSocket::Rfc6528Isn", BooleanValue(round % 2 == 0));
        Config::SetDefault("ns3::HttpTcpSocket::IsnSecret", UintegerValue(random()));
        Net net(true);
        net.keepLog = false;
        net.Listen();
        At(1, [&] { net.Connect(); });
        const uint32_t kind = round % 4;
        At(1.1, [&] {
            for (Host* host : {&net.client, &net.server})
            {
                host->socket->TraceConnectWithoutContext("State",
                                                         MakeCallback(&StateCheck::See, &check));
                host->toSend = 20000;
                host->closeAfter = kind == 1;
                host->Push();
            }
            if (kind == 2)
            {
                net.server.socket->ShutdownSend();
            }
        });
        for (uint32_t i = 0; i < 1000; ++i)
        {
            At(1.0 + i * 1e-3, [&] {
                const bool toServer = random() % 2 == 0;
                const Host& host = toServer ? net.server : net.client;
                const auto socket = DynamicCast<HttpTcpSocket>(host.socket);
                if (!socket)
                {
                    return;
                }
                TcpHeader header = MakeWild(random, *socket);
                const auto tuple = socket->GetFourTuple();
                header.SetSourcePort(tuple.remotePort);
                header.SetDestinationPort(tuple.localPort);
                net.Inject(!toServer, header, random() % 3 ? 0 : random() % 2000);
            });
        }
        net.Run(5);
        net.client.onData = nullptr;
    }
    BOOST_TEST(check.strange == 0U, check.last);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace tcp_test
