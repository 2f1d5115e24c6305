/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * Hostile segments from a generator reach connections in every state: nothing breaks, no passage
 * between states happens that RFC 9293 does not know, and no acknowledged byte is taken back. The
 * long case sends a million, to be run under AddressSanitizer.
 */

#include "http-tcp-net.h"

#include "ns3/http-tcp-demultiplexer.h"

#include <boost/test/unit_test.hpp>
#include <map>
#include <memory>
#include <random>
#include <set>

namespace tcp_test
{

namespace
{

/// RCV.NXT of a connection, 0 without one.
tcp::Sequence
GetNext(const HttpTcpSocket& socket)
{
    return socket.GetConnection() ? socket.GetConnection()->GetReceiver().GetNext() : 0;
}

/// SND.UNA of a connection, 0 without one.
tcp::Sequence
GetUnacknowledged(const HttpTcpSocket& socket)
{
    return socket.GetConnection() ? socket.GetConnection()->GetSender().GetUnacknowledged() : 0;
}

constexpr uint32_t SEGMENTS = 100; //!< segments of a round

/// Passages between states that RFC 9293 knows (figure 5). CLOSED can follow every state: resets,
/// timeouts, calls.
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

/// What is seen of the states.
struct States
{
    std::map<TcpSocket::TcpStates_t, uint64_t> hit; //!< segments by the state that they met
    uint32_t strange = 0;                           //!< passages that are not allowed
    std::string last;                               //!< the last of them
};

/// Follows the states of one connection.
struct Watch
{
    States* states;               //!< where to write
    TcpSocket::TcpStates_t state; //!< the current one

    void See(TcpSocket::TcpStates_t from, TcpSocket::TcpStates_t to)
    {
        state = to;
        if (!IsAllowed(from, to))
        {
            ++states->strange;
            states->last =
                std::string(TcpSocket::TcpStateName[from]) + " -> " + TcpSocket::TcpStateName[to];
        }
    }
};

/// Makes segments: most of them almost right, some of them rubbish.
class Generator
{
  public:
    explicit Generator(uint32_t seed)
        : m_random(seed)
    {
    }

    uint32_t Pick(uint32_t below)
    {
        return static_cast<uint32_t>(m_random() % below);
    }

    uint32_t Any()
    {
        return static_cast<uint32_t>(m_random());
    }

    /**
     * Makes a segment.
     * @param tuple the four values of whom it goes to
     * @param victim the connection that has them; may be null
     */
    std::vector<uint8_t> Make(const HttpTcpFourTuple& tuple, const HttpTcpSocket* victim)
    {
        uint32_t sequence = Any();
        uint32_t acknowledgment = Any();
        if (victim)
        {
            sequence = Near(static_cast<uint32_t>(GetNext(*victim)));
            acknowledgment = Near(static_cast<uint32_t>(GetUnacknowledged(*victim)));
        }
        uint8_t flags = static_cast<uint8_t>(Pick(4) == 0 ? Any() : 1U << Pick(6));
        flags |= Pick(2) == 0 ? TcpHeader::ACK : 0;
        std::vector<uint8_t> bytes;
        Put16(bytes, Pick(64) == 0 ? Any() : tuple.remotePort);
        Put16(bytes, Pick(64) == 0 ? Any() : tuple.localPort);
        Put32(bytes, sequence);
        Put32(bytes, acknowledgment);
        const std::vector<uint8_t> options = MakeOptions(acknowledgment);
        bytes.push_back(static_cast<uint8_t>((5 + options.size() / 4) << 4));
        bytes.push_back(flags);
        Put16(bytes, Pick(3) ? Any() : Pick(3));
        Put32(bytes, Pick(8) ? 0 : Any());
        bytes.insert(bytes.end(), options.begin(), options.end());
        if (Pick(32) == 0)
        {
            bytes[12] = static_cast<uint8_t>(Any());
        }
        bytes.resize(bytes.size() + (Pick(3) ? 0 : Pick(2000)));
        if (Pick(64) == 0)
        {
            bytes.resize(Pick(static_cast<uint32_t>(bytes.size())));
        }
        return bytes;
    }

  private:
    /// A number at, beside or far from one; or where the numbers wrap.
    uint32_t Near(uint32_t number)
    {
        switch (Pick(8))
        {
        case 0:
            return Any();
        case 1:
            return 0 - 3 + Pick(7);
        case 2:
            return number + Pick(40000);
        case 3:
            return number - Pick(40000);
        default:
            return number - 3 + Pick(7);
        }
    }

    std::vector<uint8_t> MakeOptions(uint32_t acknowledgment)
    {
        std::vector<uint8_t> options;
        if (Pick(4) != 0)
        {
            options.insert(options.end(), {1, 1, 8, 10});
            Put32(options, Pick(4) ? TcpOptionTS::NowToTsValue() : Any());
            Put32(options, Pick(4) ? TcpOptionTS::NowToTsValue() : Any());
        }
        switch (Pick(12))
        {
        case 0:
            options.insert(options.end(), {1, 1, 5, 10});
            Put32(options, acknowledgment + Pick(6000));
            Put32(options, acknowledgment + Pick(6000));
            break;
        case 1:
            options.insert(options.end(), {2, 4});
            Put16(options, Pick(2) ? Pick(3) : Any());
            options.insert(options.end(), {3, 3, static_cast<uint8_t>(Any()), 1, 4, 2, 1, 1});
            break;
        case 2:
            // Rubbish, whose last option is cut short more often than not.
            for (uint32_t words = 1 + Pick(5); words > 0; --words)
            {
                Put32(options, Pick(2) ? Any() : Any() & 0x0f0f0f0f);
            }
            break;
        default:
            break;
        }
        options.resize(std::min<std::size_t>(options.size(), 40));
        return options;
    }

    static void Put16(std::vector<uint8_t>& bytes, uint32_t value)
    {
        bytes.push_back(static_cast<uint8_t>(value >> 8));
        bytes.push_back(static_cast<uint8_t>(value));
    }

    static void Put32(std::vector<uint8_t>& bytes, uint32_t value)
    {
        Put16(bytes, value >> 16);
        Put16(bytes, value);
    }

    std::mt19937 m_random;
};

/// A key with which a connection's first sequence number is a little below the wrap.
uint64_t
FindSecret(const HttpTcpFourTuple& tuple, double seconds, uint32_t distance)
{
    const auto clock = static_cast<uint64_t>(seconds * 1e6 / 4);
    for (uint64_t secret = 1;; ++secret)
    {
        const uint64_t hash = HttpTcpFourTupleHash::Mix(HttpTcpFourTupleHash()(tuple) ^ secret);
        if (0 - static_cast<uint32_t>(clock + (hash >> 32)) - 1 < distance)
        {
            return secret;
        }
    }
}

/// One connection and the segments that are thrown at both of its ends.
class Round
{
  public:
    Round(uint32_t number, Generator& generator, States& states)
        : m_kind(number % KINDS),
          m_start(number / KINDS % 2 == 0 ? 1.001 : 1.2),
          m_generator(generator),
          m_states(states),
          m_net(true)
    {
        m_net.keepLog = false;
        m_net.Listen();
    }

    void Run()
    {
        // What the rounds differ by: who closes, and which way the link is dead, so that
        // connections stay in each of the states for a while.
        const bool isServerDeaf = m_kind == 4;
        const bool isClosing = m_kind == 3 || m_kind == 6;
        At(0.9, [this, isServerDeaf] { Deafen(false, isServerDeaf); });
        At(1, [this] { m_net.Connect(); });
        if (m_kind == 5)
        {
            At(1.012, [this] { Deafen(false, true); });
        }
        At(1.1, [this, isClosing] {
            if (isClosing)
            {
                Deafen(m_kind == 6, m_kind == 6);
                Close(m_net.client);
                Close(m_net.server);
            }
            else if (m_kind != 4 && m_kind != 5 && m_kind < 7)
            {
                Talk();
            }
            if (m_kind >= 7)
            {
                Close(m_net.client);
            }
        });
        At(1.115, [this, isClosing] {
            if (isClosing)
            {
                Deafen(true, true);
            }
        });
        At(1.15, [this] {
            if (m_kind == 7)
            {
                Deafen(true, true);
                Close(m_net.server);
            }
            else if (m_kind == 8)
            {
                Close(m_net.server);
            }
        });
        // A thousandth of a second is less than a handshake takes: no connection is seen too late.
        for (double time = 1.001; time < m_start; time += 1e-3)
        {
            At(time, [this] {
                WatchNew(m_net.client, TcpSocket::SYN_SENT);
                WatchNew(m_net.server, TcpSocket::SYN_RCVD);
            });
        }
        for (uint32_t i = 0; i < SEGMENTS; ++i)
        {
            At(m_start + i * 1e-3, [this] { Throw(); });
        }
        m_net.Run(5);
    }

  private:
    static constexpr uint32_t KINDS = 9;

    void Deafen(bool client, bool server)
    {
        const auto all = [](const tcp::Segment&) { return true; };
        m_net.dropToClient = client ? all : std::function<bool(const tcp::Segment&)>();
        m_net.dropToServer = server ? all : std::function<bool(const tcp::Segment&)>();
    }

    static void Close(Host& host)
    {
        if (host.socket)
        {
            host.socket->Close();
        }
    }

    void Talk()
    {
        for (Host* host : {&m_net.client, &m_net.server})
        {
            if (host->socket)
            {
                host->toSend = 20000;
                host->closeAfter = m_kind == 1;
                host->Push();
            }
        }
        if (m_kind == 2 && m_net.server.socket)
        {
            m_net.server.socket->ShutdownSend();
        }
    }

    /// Watches the states of a host's connections from now on.
    void WatchNew(const Host& host, TcpSocket::TcpStates_t first)
    {
        const auto demultiplexer = host.node->GetObject<HttpTcpDemultiplexer>();
        for (uint32_t i = 0; i < demultiplexer->GetConnections(); ++i)
        {
            const auto socket = DynamicCast<HttpTcpSocket>(demultiplexer->GetConnection(i));
            std::unique_ptr<Watch>& watch = m_watches[socket];
            if (!watch)
            {
                watch = std::make_unique<Watch>(Watch{&m_states, first});
                socket->TraceConnectWithoutContext("State", MakeCallback(&Watch::See, watch.get()));
            }
        }
    }

    void Throw()
    {
        const bool toServer = m_generator.Pick(2) == 0;
        const Host& host = toServer ? m_net.server : m_net.client;
        const auto demultiplexer = host.node->GetObject<HttpTcpDemultiplexer>();
        const Ipv4Address local = toServer ? m_net.serverAddress : m_net.clientAddress;
        const Ipv4Address remote = toServer ? m_net.clientAddress : m_net.serverAddress;
        HttpTcpFourTuple tuple(local, toServer ? 80 : 49152, remote, toServer ? 49152 : 80);
        const auto first = toServer ? TcpSocket::SYN_RCVD : TcpSocket::SYN_SENT;
        WatchNew(host, first);
        Ptr<HttpTcpSocket> victim;
        if (demultiplexer->GetConnections() > 0 && m_generator.Pick(16) != 0)
        {
            victim = DynamicCast<HttpTcpSocket>(
                demultiplexer->GetConnection(m_generator.Pick(demultiplexer->GetConnections())));
            tuple = victim->GetFourTuple();
            ++m_states.hit[m_watches[victim]->state];
        }
        else if (toServer)
        {
            tuple.remotePort = static_cast<uint16_t>(m_generator.Any());
            ++m_states.hit[TcpSocket::LISTEN];
        }
        const std::vector<uint8_t> bytes = m_generator.Make(tuple, PeekPointer(victim));
        Ipv4Header header;
        header.SetSource(remote);
        header.SetDestination(local);
        header.SetProtocol(6);
        Ptr<Ipv4L3Protocol> ipv4 = host.node->GetObject<Ipv4L3Protocol>();
        const tcp::Sequence next = victim ? GetNext(*victim) : 0;
        const tcp::Sequence head = victim ? GetUnacknowledged(*victim) : 0;
        const TcpSocket::TcpStates_t state = victim ? m_watches[victim]->state : TcpSocket::CLOSED;
        demultiplexer->Receive(Create<Packet>(bytes.data(), static_cast<uint32_t>(bytes.size())),
                               header,
                               ipv4->GetInterface(1));
        WatchNew(host, first);
        if (state >= TcpSocket::ESTABLISHED && m_watches[victim]->state != TcpSocket::CLOSED)
        {
            const bool goesBack = GetNext(*victim) < next || GetUnacknowledged(*victim) < head;
            BOOST_TEST(!goesBack);
        }
    }

    uint32_t m_kind;
    double m_start; //!< first segment: while the connection opens, or when its state is reached
    Generator& m_generator;
    States& m_states;
    std::map<Ptr<HttpTcpSocket>, std::unique_ptr<Watch>> m_watches;
    Net m_net;
};

/**
 * Throws segments.
 * @param rounds rounds of a hundred
 */
void
ThrowAll(uint32_t rounds)
{
    Generator generator(11);
    States states;
    const Ipv4Address client("10.0.0.1");
    const Ipv4Address server("10.0.0.2");
    for (uint32_t i = 0; i < rounds; ++i)
    {
        Defaults defaults;
        // Numbers begin at 0, or below the wrap at one end or the other.
        const bool isServer = i % 3 == 1;
        const HttpTcpFourTuple tuple = isServer ? HttpTcpFourTuple(server, 80, client, 49152)
                                                : HttpTcpFourTuple(client, 49152, server, 80);
        Config::SetDefault("ns3::HttpTcpSocket::Rfc6528Isn", BooleanValue(i % 3 != 0));
        Config::SetDefault("ns3::HttpTcpSocket::IsnSecret",
                           UintegerValue(FindSecret(tuple, isServer ? 1.01 : 1, 20000)));
        Round(i, generator, states).Run();
    }
    BOOST_TEST(states.strange == 0U, states.last);
    for (int state = TcpSocket::LISTEN; state < TcpSocket::LAST_STATE; ++state)
    {
        const uint64_t hits = states.hit[TcpSocket::TcpStates_t(state)];
        BOOST_TEST(hits > rounds / 2, TcpSocket::TcpStateName[state] << " met " << hits);
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(tcp_hostile)

BOOST_AUTO_TEST_CASE(of_every_kind)
{
    ThrowAll(360);
}

BOOST_AUTO_TEST_CASE(a_million_segments, *boost::unit_test::label("long"))
{
    ThrowAll(10000);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace tcp_test
