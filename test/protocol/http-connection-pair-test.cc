/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-connection-pair.h"

#include <algorithm>
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

using namespace ns3::http;

namespace
{

using Side = ConnectionPair::Side;

/// @brief An exchange by chance. @param random the numbers @return the exchange
PlannedExchange
DrawExchange(std::mt19937_64& random)
{
    const auto oneIn = [&random](unsigned n) { return random() % n == 0; };
    const auto length = [&random, oneIn] {
        return oneIn(4) ? random() % 3 : random() % (oneIn(3) ? 20000 : 300);
    };
    PlannedExchange plan;
    static const std::vector<std::string>
        METHODS{"GET", "GET", "HEAD", "POST", "PUT", "DELETE", "X"};
    plan.method = METHODS[random() % METHODS.size()];
    plan.version = oneIn(6) ? Version::Http10 : Version::Http11;
    plan.keepAlive = !oneIn(8);
    if (plan.method == "POST" || plan.method == "PUT" || plan.method == "X")
    {
        const bool chunked = plan.version == Version::Http11 && oneIn(2);
        plan.requestKind = chunked ? FramingKind::Chunked : FramingKind::Length;
        plan.requestLength = length();
        plan.expects = plan.version == Version::Http11 && oneIn(2);
    }
    static const std::vector<uint16_t> STATUSES{200, 200, 200, 206, 301, 304, 204, 404, 500};
    plan.status = STATUSES[random() % STATUSES.size()];
    plan.responseLength = length();
    if (plan.status == 204 || plan.status == 304)
    {
        plan.responseKind = FramingKind::None;
        plan.responseLength = 0;
    }
    else if (oneIn(3) && plan.version == Version::Http11)
    {
        plan.responseKind = FramingKind::Chunked;
    }
    else if (oneIn(10))
    {
        plan.responseKind = FramingKind::UntilClose;
    }
    plan.interims = oneIn(5) ? random() % 3 : 0;
    plan.early = oneIn(6);
    plan.closes = oneIn(10);
    return plan;
}

/// @brief Three exchanges in which most things happen. @return them
std::vector<PlannedExchange>
MakeStory()
{
    PlannedExchange post;
    post.method = "POST";
    post.requestKind = FramingKind::Chunked;
    post.requestLength = 70;
    post.expects = true;
    post.responseKind = FramingKind::Chunked;
    post.responseLength = 60;
    PlannedExchange get;
    get.responseLength = 40;
    get.interims = 1;
    PlannedExchange last;
    last.responseKind = FramingKind::UntilClose;
    last.responseLength = 50;
    return {post, get, last};
}

/// @brief Small chunks, so that the story has many. @return options
ConnectionOptions
MakeStoryOptions()
{
    ConnectionOptions options;
    options.chunkBytes = 16;
    return options;
}

/// @brief All that began has ended, on both sides. @param pair the pair
void
CheckAllEnded(ConnectionPair& pair)
{
    for (const auto& result : pair.GetResults())
    {
        BOOST_TEST(result.ended);
    }
    BOOST_TEST(pair.Get(Side::CLIENT).GetOpenExchanges() == 0);
    BOOST_TEST(pair.Get(Side::SERVER).GetOpenExchanges() == 0);
    BOOST_TEST(!pair.Get(Side::CLIENT).NextEvent().has_value());
    BOOST_TEST(!pair.Get(Side::SERVER).NextEvent().has_value());
}

/**
 * @brief Carries out a plan over as many connections as it takes.
 * @param plan the plan
 * @param depth requests unanswered at once
 * @param seed for the sizes
 * @param options of the machines
 */
void
CarryOut(std::vector<PlannedExchange> plan,
         unsigned depth,
         uint64_t seed,
         const ConnectionOptions& options)
{
    std::size_t connections = 0;
    while (!plan.empty())
    {
        ConnectionPair pair(plan, depth, seed == 0 ? 0 : seed + connections, options);
        pair.Run();
        CheckAllEnded(pair);
        // What was not begun, or ended without a byte of a response, goes on the next connection.
        std::size_t done = 0;
        for (const auto& result : pair.GetResults())
        {
            if (result.outcome != Outcome::Complete)
            {
                BOOST_TEST((result.outcome == Outcome::PeerClosed));
                BOOST_TEST(result.retryable);
                break;
            }
            ++done;
        }
        for (std::size_t i = done; i < pair.GetResults().size(); ++i)
        {
            BOOST_TEST((pair.GetResults()[i].outcome == Outcome::PeerClosed));
        }
        BOOST_REQUIRE_GT(done, 0U);
        plan.erase(plan.begin(), plan.begin() + static_cast<std::ptrdiff_t>(done));
        ++connections;
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpConnectionPair)

BOOST_AUTO_TEST_CASE(KeptConnection)
{
    for (const unsigned depth : {1U, 4U, 100U})
    {
        ConnectionPair pair(std::vector<PlannedExchange>(50, PlannedExchange()), depth, 0);
        pair.Run();
        CheckAllEnded(pair);
        BOOST_TEST(pair.GetResults().size() == 50U);
        BOOST_TEST(pair.GetServed().size() == 50U);
        BOOST_TEST(pair.Get(Side::CLIENT).IsReusable());
        BOOST_TEST(pair.Get(Side::SERVER).IsReusable());
        BOOST_TEST((pair.Get(Side::SERVER).GetCloseDemand() == CloseDemand::None));
    }
}

BOOST_DATA_TEST_CASE(ByChance, boost::unit_test::data::xrange(1, 401))
{
    std::mt19937_64 random(static_cast<uint64_t>(sample));
    ConnectionOptions options;
    options.chunkBytes = 1 + random() % (random() % 2 == 0 ? 40 : 5000);
    std::vector<PlannedExchange> plan;
    for (uint64_t n = 1 + random() % 12; n > 0; --n)
    {
        plan.push_back(DrawExchange(random));
    }
    const unsigned depth = random() % 2 == 0 ? 1 : 1 + random() % 8;
    BOOST_TEST_CONTEXT("seed " << sample)
    {
        CarryOut(plan, depth, 1 + random() % 1000000, options);
    }
}

BOOST_AUTO_TEST_CASE(Story)
{
    for (const unsigned depth : {1U, 3U})
    {
        ConnectionPair pair(MakeStory(), depth, 0, MakeStoryOptions());
        pair.Run();
        CheckAllEnded(pair);
        BOOST_REQUIRE_EQUAL(pair.GetResults().size(), 3U);
        for (const auto& result : pair.GetResults())
        {
            BOOST_TEST((result.outcome == Outcome::Complete));
        }
        BOOST_TEST(pair.GetResults()[0].interims == 1U);
        BOOST_TEST(pair.GetResults()[1].interims == 1U);
        BOOST_TEST((pair.Get(Side::CLIENT).GetCloseDemand() == CloseDemand::Graceful));
        BOOST_TEST((pair.Get(Side::SERVER).GetCloseDemand() == CloseDemand::Graceful));
    }
}

BOOST_AUTO_TEST_CASE(ResponsesEndAtEveryByte)
{
    for (const unsigned depth : {1U, 3U})
    {
        ConnectionPair whole(MakeStory(), depth, 0, MakeStoryOptions());
        whole.Run();
        const uint64_t bytes = whole.GetDelivered(Side::CLIENT);
        BOOST_REQUIRE_GT(bytes, 300U);
        for (uint64_t end = 0; end <= bytes; ++end)
        {
            BOOST_TEST_CONTEXT("depth " << depth << ", end after byte " << end)
            {
                ConnectionPair pair(MakeStory(), depth, 0, MakeStoryOptions());
                pair.EndStream(Side::CLIENT, end);
                pair.Run();
                for (const auto& result : pair.GetResults())
                {
                    BOOST_TEST(result.ended);
                    const bool fits = result.outcome == Outcome::Complete ||
                                      (result.outcome == Outcome::Truncated && !result.retryable) ||
                                      (result.outcome == Outcome::PeerClosed && result.retryable);
                    BOOST_TEST(fits);
                }
                BOOST_TEST(pair.Get(Side::CLIENT).GetOpenExchanges() == 0U);
                BOOST_TEST((pair.Get(Side::CLIENT).GetCloseDemand() == CloseDemand::Graceful));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(RequestsEndAtEveryByte)
{
    for (const unsigned depth : {1U, 3U})
    {
        ConnectionPair whole(MakeStory(), depth, 0, MakeStoryOptions());
        whole.Run();
        const uint64_t bytes = whole.GetDelivered(Side::SERVER);
        BOOST_REQUIRE_GT(bytes, 150U);
        for (uint64_t end = 0; end <= bytes; ++end)
        {
            BOOST_TEST_CONTEXT("depth " << depth << ", end after byte " << end)
            {
                ConnectionPair pair(MakeStory(), depth, 0, MakeStoryOptions());
                pair.EndStream(Side::SERVER, end);
                pair.Run();
                CheckAllEnded(pair);
                BOOST_TEST((pair.Get(Side::SERVER).GetCloseDemand() == CloseDemand::Graceful));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(ResetAtEveryStep)
{
    for (const unsigned depth : {1U, 3U})
    {
        for (uint64_t seed = 0; seed < 4; ++seed)
        {
            for (uint64_t steps = 0;; ++steps)
            {
                ConnectionPair pair(MakeStory(), depth, seed, MakeStoryOptions());
                pair.Run(steps);
                const bool isOver = !pair.Step();
                pair.Abort(Outcome::Reset);
                CheckAllEnded(pair);
                for (const auto& result : pair.GetResults())
                {
                    BOOST_TEST((result.outcome == Outcome::Complete ||
                                result.outcome == Outcome::Reset ||
                                result.outcome == Outcome::PeerClosed));
                }
                BOOST_TEST(!pair.Get(Side::CLIENT).IsReusable());
                BOOST_TEST(!pair.Get(Side::SERVER).IsReusable());
                BOOST_TEST((pair.Get(Side::CLIENT).GetCloseDemand() == CloseDemand::Abort));
                if (isOver)
                {
                    break;
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(ServerTruncates)
{
    for (const FramingKind kind : {FramingKind::Length, FramingKind::UntilClose})
    {
        PlannedExchange cut;
        cut.responseKind = kind;
        cut.responseLength = 1000;
        cut.cutAfter = 400;
        ConnectionPair pair({PlannedExchange(), cut, PlannedExchange()}, 3, 0);
        pair.Run();
        CheckAllEnded(pair);
        BOOST_REQUIRE_EQUAL(pair.GetResults().size(), 3U);
        BOOST_TEST((pair.GetResults()[0].outcome == Outcome::Complete));
        // Without a length nobody can tell (RFC 9112, section 8).
        const bool isShort = kind == FramingKind::Length;
        BOOST_TEST(
            (pair.GetResults()[1].outcome == (isShort ? Outcome::Truncated : Outcome::Complete)));
        BOOST_TEST(pair.GetResults()[1].received == 400U);
        BOOST_TEST((pair.GetResults()[2].outcome == Outcome::PeerClosed));
        BOOST_TEST(pair.GetResults()[2].retryable);
        BOOST_REQUIRE_EQUAL(pair.GetServed().size(), 2U);
        BOOST_TEST((pair.GetServed()[1] == (isShort ? Outcome::Truncated : Outcome::Complete)));
    }
}

BOOST_AUTO_TEST_SUITE_END()
