/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// Lives of connections over a link that loses, doubles, delays and cuts. Whatever happens: bytes
/// come once and in order, both ends learn the end, and no timer is left.

#include "http-tcp-link.h"

#include <boost/test/unit_test.hpp>
#include <cstdlib>

using namespace ns3;
using namespace ns3::tcp;

namespace
{

/// One life with everything drawn from its number.
struct Life
{
    std::array<Settings, 2> settings;      //!< of both ends
    std::array<LinkedPair::Plan, 2> plans; //!< of both applications
    std::array<LinkPlan, 2> links;         //!< both directions
    std::string control;                   //!< congestion control
    bool isMild = true;                    //!< nothing can end it early

    explicit Life(uint64_t seed)
    {
        std::mt19937_64 random(seed);
        const auto draw = [&random](uint64_t end) { return random() % end; };
        const auto chance = [&draw](uint64_t percent) { return draw(100) < percent; };
        control = chance(50) ? "cubic" : "reno";
        for (int side = 0; side < 2; ++side)
        {
            Settings& one = settings[side];
            one.sack = chance(80);
            one.timestamps = chance(80);
            one.windowScaling = chance(80);
            one.ecn = chance(30);
            one.nagle = chance(30);
            one.pacing = chance(20);
            one.rack = chance(90);
            one.limitedTransmit = chance(90);
            one.keepAlive = true;
            one.keepAliveTime = Seconds(60);
            one.tick = chance(50) ? Milliseconds(4) : Milliseconds(0);
            one.segmentSize = chance(70) ? 1460 : 100 + draw(1400);
            one.initialWindow = 1 + draw(12);
            one.receiveBuffer = chance(70) ? 131072 : 3000 + draw(60000);
            one.tuneReceiveBuffer = one.receiveBuffer == 131072;
            one.sendBuffer = chance(70) ? 16384 : 2000 + draw(30000);
            one.tuneSendBuffer = chance(70);
            LinkedPair::Plan& plan = plans[side];
            plan.write = draw(chance(20) ? 200000 : 6000);
            plan.closesFirst = chance(50);
            plan.piece = chance(30) ? 1 + draw(3000) : UINT64_MAX;
            plan.pause = chance(20) ? Nanoseconds(draw(50000000)) : Nanoseconds(0);
            LinkPlan& link = links[side];
            link.bitRate = 1e5 * (1 + draw(1000));
            link.delay = Nanoseconds(draw(100000000));
            link.queue = 2 + draw(100);
            link.loss = chance(50) ? draw(150) / 1000.0 : 0;
            link.duplication = chance(30) ? draw(100) / 1000.0 : 0;
            link.reordering = chance(30) ? draw(200) / 1000.0 : 0;
            link.hold = Nanoseconds(draw(200000000));
            link.markAbove = chance(30) ? Nanoseconds(draw(10000000)) : NEVER;
            if (chance(10))
            {
                link.outageBegin = Nanoseconds(draw(2000000000));
                link.outage = Nanoseconds(draw(5000000000));
            }
        }
        // Whoever does not close first waits for the other, who must.
        plans[0].closesFirst = plans[0].closesFirst || !plans[1].closesFirst;
        plans[0].expects = plans[1].write;
        plans[1].expects = plans[0].write;
        if (chance(5))
        {
            isMild = false;
            plans[draw(2)].abortAt = Nanoseconds(draw(2000000000));
        }
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(tcp_machine_lives)

BOOST_AUTO_TEST_CASE(every_byte_once_and_every_life_ends)
{
    const char* const many = std::getenv("HTTP_TCP_LIVES");
    const uint64_t lives = many ? std::strtoull(many, nullptr, 10) : 3000;
    uint64_t complete = 0;
    uint64_t givenUp = 0;
    for (uint64_t seed = 1; seed <= lives; ++seed)
    {
        const Life life(seed);
        LinkedPair pair(life.settings, life.control, life.plans, life.links, seed);
        pair.Run();
        BOOST_TEST_CONTEXT("life " << seed)
        {
            BOOST_REQUIRE_MESSAGE(pair.GetError().empty(), pair.GetError());
            for (const auto side : {LinkedPair::CLIENT, LinkedPair::SERVER})
            {
                const Connection* const connection = pair.GetConnection(side);
                if (connection)
                {
                    BOOST_REQUIRE(connection->GetState() == State::Closed);
                    BOOST_REQUIRE(connection->GetEnd() != End::None);
                    BOOST_REQUIRE(connection->GetDeadline() == NEVER);
                }
            }
            const auto& client = pair.GetSeen(LinkedPair::CLIENT);
            const auto& server = pair.GetSeen(LinkedPair::SERVER);
            BOOST_REQUIRE(client.read <= server.written);
            BOOST_REQUIRE(server.read <= client.written);
            const bool isComplete = client.read == life.plans[1].write &&
                                    server.read == life.plans[0].write && client.finished &&
                                    server.finished;
            complete += isComplete ? 1 : 0;
            // Nothing but nine losses in a row ends a connection that nobody aborts.
            const bool hasGivenUp =
                pair.GetConnection(LinkedPair::CLIENT)->GetEnd() == End::TimedOut ||
                (pair.GetConnection(LinkedPair::SERVER) != nullptr &&
                 pair.GetConnection(LinkedPair::SERVER)->GetEnd() == End::TimedOut);
            BOOST_REQUIRE((isComplete || !life.isMild || hasGivenUp));
            givenUp += hasGivenUp && life.isMild ? 1 : 0;
        }
    }
    BOOST_TEST(complete > lives * 9 / 10);
    BOOST_TEST(givenUp <= 1 + lives / 500);
}

BOOST_AUTO_TEST_CASE(segments_of_an_enemy)
{
    // Anything may come at any time; what holds for a connection holds on.
    std::mt19937_64 random(11);
    const char* const many = std::getenv("HTTP_TCP_LIVES");
    const uint64_t lives = many ? std::strtoull(many, nullptr, 10) : 500;
    for (uint64_t seed = 1; seed <= lives; ++seed)
    {
        Settings settings;
        settings.sack = random() % 4 > 0;
        settings.timestamps = random() % 4 > 0;
        Connection connection(settings, std::make_unique<Cubic>(), 0xffffff00);
        Nanoseconds now{0};
        uint32_t peer = static_cast<uint32_t>(random());
        Segment syn;
        syn.header.flags = wire::TCP_SYN;
        syn.header.sequence = peer++;
        syn.header.window = 65535;
        syn.options.sackPermitted = syn.options.hasTimestamps = true;
        syn.options.timestamp = 5;
        syn.options.maximumSegmentSize = static_cast<uint16_t>(random());
        connection.Accept(now, syn);
        uint32_t own = 0xffffff00;
        for (int step = 0; step < 300; ++step)
        {
            now += Nanoseconds(random() % 500000000);
            Segment segment;
            while (connection.TakeSegment(segment))
            {
                BOOST_REQUIRE(segment.length <= 1460U);
                own = segment.header.sequence + segment.length;
            }
            Event event;
            while (connection.TakeEvent(event))
            {
            }
            if (now >= connection.GetDeadline())
            {
                connection.HandleDeadline(now);
            }
            const uint32_t what = random() % 20;
            if (what == 0)
            {
                connection.Write(now, random() % 100000);
                continue;
            }
            if (what == 1)
            {
                connection.Read(now, connection.GetReadable());
                continue;
            }
            Segment evil;
            auto flags = static_cast<uint8_t>(random());
            flags &= random() % 8 > 0 ? 0xff ^ wire::TCP_RST : 0xff;
            flags &= random() % 8 > 0 ? 0xff ^ wire::TCP_FIN : 0xff;
            evil.header.flags = step < 2 ? uint8_t{wire::TCP_ACK} : flags;
            evil.header.sequence = peer + static_cast<uint32_t>(random() % 5000) - 1000;
            evil.header.acknowledgment = own + static_cast<uint32_t>(random() % 6000) - 4000;
            if (step < 2)
            {
                evil.header.sequence = peer;
                evil.header.acknowledgment = 0xffffff01;
            }
            evil.header.window = static_cast<uint16_t>(random());
            evil.length = random() % 3 ? 0 : random() % 3000;
            evil.isMarked = random() % 2;
            evil.options.hasTimestamps = random() % 4 > 0;
            evil.options.timestamp = 5 + random() % 10;
            evil.options.echo = static_cast<uint32_t>(random());
            evil.options.sackCount = random() % 5;
            for (uint8_t i = 0; i < evil.options.sackCount; ++i)
            {
                evil.options.sacks[i].begin = own + static_cast<uint32_t>(random() % 8000) - 6000;
                evil.options.sacks[i].end = own + static_cast<uint32_t>(random() % 8000) - 6000;
            }
            connection.Receive(now, evil);
            for (const Range& range : connection.GetKept())
            {
                BOOST_REQUIRE(range.first < range.second);
                BOOST_REQUIRE(range.second - range.first <= evil.length);
            }
            if (connection.GetState() == State::Closed)
            {
                BOOST_REQUIRE(connection.GetDeadline() == NEVER);
                break;
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
