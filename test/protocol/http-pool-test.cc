/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/http-pool.h"

#include <algorithm>
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <deque>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace ns3::http;
using namespace std::chrono_literals;

namespace
{

using Type = PoolAction::Type;

/**
 * @brief All actions as a text: "O1:0" opens connection 1 to origin 0, "A7>1" assigns request 7 to
 * it, with "*" if it is reused, "C1" closes it.
 * @param pool the pool
 * @param now the present
 * @return the text
 */
std::string
Pull(Pool& pool, Nanoseconds now = 0ns)
{
    std::string text;
    while (const auto action = pool.NextAction(now))
    {
        const std::string connection = std::to_string(action->connection);
        text += text.empty() ? "" : " ";
        switch (action->type)
        {
        case Type::Open:
            text += "O" + connection + ":" + std::to_string(action->origin);
            break;
        case Type::Assign:
            text += "A" + std::to_string(action->request) + ">" + connection +
                    (action->reused ? "*" : "");
            break;
        case Type::Close:
            text += "C" + connection;
            break;
        }
    }
    return text;
}

/// @brief Submits requests. @param pool, first, last they are first to last @param origin,
/// pipelinable of each
void
SubmitRange(Pool& pool,
            RequestId first,
            RequestId last,
            OriginId origin = 0,
            bool pipelinable = true)
{
    for (RequestId request = first; request <= last; ++request)
    {
        pool.Submit(request, origin, pipelinable);
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(HttpPool)

BOOST_AUTO_TEST_CASE(OneAfterTheOther)
{
    Pool pool({});
    BOOST_TEST(Pull(pool) == "");
    pool.Submit(1, 0, true);
    BOOST_TEST(pool.GetWaiting() == 1U);
    BOOST_TEST(Pull(pool) == "O0:0");
    BOOST_TEST(pool.GetConnections() == 1U);
    BOOST_TEST(Pull(pool) == "");
    pool.Opened(0, {}, 0ns);
    BOOST_TEST(Pull(pool) == "A1>0");
    BOOST_TEST(pool.GetWaiting() == 0U);
    pool.Finished(0, true, 0ns);
    BOOST_TEST(Pull(pool) == "");
    pool.Submit(2, 0, true);
    BOOST_TEST(Pull(pool) == "A2>0*");
    pool.Finished(0, false, 0ns);
    BOOST_TEST(Pull(pool) == "C0");
    BOOST_TEST(pool.GetConnections() == 1U);
    pool.Closed(0);
    BOOST_TEST(pool.GetConnections() == 0U);
    BOOST_TEST(Pull(pool) == "");
}

BOOST_AUTO_TEST_CASE(ConnectionsPerServer)
{
    PoolOptions options;
    options.maxConnectionsPerServer = 3;
    Pool pool(options);
    SubmitRange(pool, 1, 5, 0);
    SubmitRange(pool, 6, 7, 1);
    BOOST_TEST(Pull(pool) == "O0:0 O1:1 O2:0 O3:1 O4:0");
    // The first connection to open takes the oldest request.
    pool.Opened(4, {}, 0ns);
    BOOST_TEST(Pull(pool) == "A1>4");
    pool.Opened(0, {}, 0ns);
    pool.Opened(2, {}, 0ns);
    BOOST_TEST(Pull(pool) == "A2>2 A3>0");
    pool.Finished(2, true, 0ns);
    BOOST_TEST(Pull(pool) == "A4>2*");
    // A closing connection counts until it is closed.
    pool.Finished(0, false, 0ns);
    BOOST_TEST(Pull(pool) == "C0");
    pool.Closed(0);
    BOOST_TEST(Pull(pool) == "O0:0");
}

BOOST_AUTO_TEST_CASE(NoMoreConnectionsThanRequests)
{
    Pool pool({});
    SubmitRange(pool, 1, 2);
    BOOST_TEST(Pull(pool) == "O0:0 O1:0");
    pool.Submit(3, 0, true);
    BOOST_TEST(Pull(pool) == "O2:0");
    BOOST_TEST(pool.Cancel(3));
    pool.Opened(0, {}, 0ns);
    pool.Opened(1, {}, 0ns);
    pool.Opened(2, {}, 0ns);
    // The last one stays idle, for the next request.
    BOOST_TEST(Pull(pool) == "A1>2 A2>1");
    pool.Submit(4, 0, true);
    BOOST_TEST(Pull(pool) == "A4>0");
}

BOOST_AUTO_TEST_CASE(IdleConnectionUsedLastComesFirst)
{
    Pool pool({});
    SubmitRange(pool, 1, 3);
    Pull(pool);
    for (const PoolConnectionId connection : {0, 1, 2})
    {
        pool.Opened(connection, {}, 0ns);
        Pull(pool);
    }
    pool.Finished(1, true, 1ns);
    pool.Finished(2, true, 2ns);
    pool.Finished(0, true, 3ns);
    SubmitRange(pool, 4, 6);
    BOOST_TEST(Pull(pool) == "A4>0* A5>2* A6>1*");
}

BOOST_AUTO_TEST_CASE(IdleConnectionFreedWhileAnotherOpens)
{
    Pool pool({});
    pool.Submit(1, 0, true);
    Pull(pool);
    pool.Opened(0, {}, 0ns);
    Pull(pool);
    pool.Submit(2, 0, true);
    BOOST_TEST(Pull(pool) == "O1:0");
    // The request is bound to no connection that is opening.
    pool.Finished(0, true, 0ns);
    BOOST_TEST(Pull(pool) == "A2>0*");
    pool.Opened(1, {}, 0ns);
    BOOST_TEST(Pull(pool) == "");
}

BOOST_AUTO_TEST_CASE(ConnectionsInAll)
{
    PoolOptions options;
    options.maxConnections = 2;
    Pool pool(options);
    SubmitRange(pool, 1, 2, 0);
    SubmitRange(pool, 3, 3, 1);
    // Each origin gets its turn.
    BOOST_TEST(Pull(pool) == "O0:0 O1:1");
    pool.Opened(0, {}, 0ns);
    pool.Opened(1, {}, 0ns);
    BOOST_TEST(Pull(pool) == "A1>0 A3>1");
    pool.Submit(4, 2, true);
    BOOST_TEST(Pull(pool) == "");
    pool.Finished(1, true, 5ns);
    // Only the limit stands in the way: the idle one makes room, for the origin that waits longest.
    BOOST_TEST(Pull(pool) == "C1");
    BOOST_TEST(Pull(pool) == "");
    pool.Closed(1);
    BOOST_TEST(Pull(pool) == "O1:0");
    pool.Finished(0, true, 6ns);
    BOOST_TEST(Pull(pool) == "A2>0*");
    pool.Opened(1, {}, 7ns);
    BOOST_TEST(Pull(pool) == "C1");
}

BOOST_AUTO_TEST_CASE(LongestIdleIsClosedFirst)
{
    PoolOptions options;
    options.maxConnections = 3;
    Pool pool(options);
    for (const OriginId origin : {0, 1, 2})
    {
        pool.Submit(origin, origin, true);
    }
    Pull(pool);
    for (const PoolConnectionId connection : {0, 1, 2})
    {
        pool.Opened(connection, {}, 0ns);
    }
    Pull(pool);
    pool.Finished(1, true, 1ns);
    pool.Finished(2, true, 2ns);
    pool.Finished(0, true, 3ns);
    SubmitRange(pool, 10, 11, 3);
    BOOST_TEST(Pull(pool, 4ns) == "C1 C2");
    pool.Closed(2);
    BOOST_TEST(Pull(pool, 4ns) == "O2:3");
    // One that was to make room is not needed any more: it closes, and its place is used or not.
    pool.Opened(2, {}, 5ns);
    BOOST_TEST(Pull(pool, 5ns) == "A10>2");
    BOOST_TEST(pool.Cancel(11));
    pool.Closed(1);
    BOOST_TEST(Pull(pool, 5ns) == "");
}

BOOST_AUTO_TEST_CASE(NotPersistent)
{
    PoolOptions options;
    options.persistent = false;
    options.maxConnectionsPerServer = 1;
    Pool pool(options);
    SubmitRange(pool, 1, 2);
    BOOST_TEST(Pull(pool) == "O0:0");
    pool.Opened(0, {}, 0ns);
    BOOST_TEST(Pull(pool) == "A1>0");
    pool.Finished(0, true, 0ns);
    BOOST_TEST(Pull(pool) == "C0");
    pool.Closed(0);
    BOOST_TEST(Pull(pool) == "O0:0");
}

BOOST_AUTO_TEST_CASE(RequestsPerConnection)
{
    PoolOptions options;
    options.maxRequestsPerConnection = 3;
    options.maxConnectionsPerServer = 1;
    Pool pool(options);
    SubmitRange(pool, 1, 5);
    Pull(pool);
    pool.Opened(0, {2}, 0ns);
    BOOST_TEST(Pull(pool) == "A1>0 A2>0*");
    pool.Finished(0, true, 0ns);
    BOOST_TEST(Pull(pool) == "A3>0*");
    pool.Finished(0, true, 0ns);
    BOOST_TEST(Pull(pool) == "");
    pool.Finished(0, true, 0ns);
    BOOST_TEST(Pull(pool) == "C0");
    pool.Closed(0);
    BOOST_TEST(Pull(pool) == "O0:0");
}

BOOST_AUTO_TEST_CASE(Pipelines)
{
    PoolOptions options;
    options.maxConnectionsPerServer = 2;
    Pool pool(options);
    SubmitRange(pool, 1, 8);
    BOOST_TEST(Pull(pool) == "O0:0 O1:0");
    // The first open one takes all but what waits for the other; then the fewest unanswered.
    pool.Opened(0, {3}, 0ns);
    BOOST_TEST(Pull(pool) == "A1>0 A2>0* A3>0*");
    pool.Opened(1, {3}, 0ns);
    BOOST_TEST(Pull(pool) == "A4>1 A5>1* A6>1*");
    pool.Finished(0, true, 0ns);
    pool.Finished(0, true, 0ns);
    pool.Finished(1, true, 0ns);
    BOOST_TEST(Pull(pool) == "A7>0* A8>0*");
    pool.Submit(9, 0, true);
    BOOST_TEST(Pull(pool) == "A9>1*");
}

BOOST_AUTO_TEST_CASE(ANewConnectionBeforeAPipeline)
{
    PoolOptions options;
    options.maxConnectionsPerServer = 2;
    Pool pool(options);
    pool.Submit(1, 0, true);
    Pull(pool);
    pool.Opened(0, {4}, 0ns);
    Pull(pool);
    pool.Submit(2, 0, true);
    BOOST_TEST(Pull(pool) == "O1:0");
    // What the opening connection will take is not piled up behind others.
    BOOST_TEST(Pull(pool) == "");
    pool.Submit(3, 0, true);
    BOOST_TEST(Pull(pool) == "A2>0*");
    // The new connection fails; the request that waited for it goes behind the others after all.
    pool.Closed(1);
    BOOST_TEST(Pull(pool) == "O1:0");
}

BOOST_AUTO_TEST_CASE(PipelineWhereNoConnectionCanBeHad)
{
    PoolOptions options;
    options.maxConnections = 1;
    Pool pool(options);
    SubmitRange(pool, 1, 3);
    BOOST_TEST(Pull(pool) == "O0:0");
    pool.Opened(0, {2}, 0ns);
    BOOST_TEST(Pull(pool) == "A1>0 A2>0*");
}

BOOST_AUTO_TEST_CASE(SomeRequestsStandAlone)
{
    // RFC 9112, section 9.3.2: nothing behind a request that is not idempotent, nor it behind
    // others.
    PoolOptions options;
    options.maxConnectionsPerServer = 1;
    Pool pool(options);
    pool.Submit(1, 0, true);
    pool.Submit(2, 0, false);
    pool.Submit(3, 0, true);
    pool.Submit(4, 0, true);
    Pull(pool);
    pool.Opened(0, {8}, 0ns);
    BOOST_TEST(Pull(pool) == "A1>0");
    pool.Finished(0, true, 0ns);
    BOOST_TEST(Pull(pool) == "A2>0*");
    pool.Finished(0, true, 0ns);
    BOOST_TEST(Pull(pool) == "A3>0* A4>0*");
}

BOOST_AUTO_TEST_CASE(Multiplexes)
{
    PoolOptions options;
    options.maxConnectionsPerServer = 6;
    Pool pool(options);
    pool.Submit(1, 0, true);
    Pull(pool);
    pool.Opened(0, {3, true}, 0ns);
    BOOST_TEST(Pull(pool) == "A1>0");
    // Any request shares it, before another connection is opened.
    pool.Submit(2, 0, false);
    pool.Submit(3, 0, true);
    BOOST_TEST(Pull(pool) == "A2>0* A3>0*");
    // Its peer takes fewer at once now, then more.
    pool.SetCapacity(0, {2, true});
    pool.Finished(0, true, 0ns);
    pool.Submit(4, 0, false);
    // Full, it is waited for.
    BOOST_TEST(Pull(pool) == "");
    pool.SetCapacity(0, {4, true});
    BOOST_TEST(Pull(pool) == "A4>0*");
    pool.SetCapacity(7, {1, true});
    BOOST_TEST(Pull(pool) == "");
}

// One connection is opened where it is expected to be enough; a second one once the first takes no
// further request, or has turned out to be of another kind.
BOOST_AUTO_TEST_CASE(ExpectsMultiplexing)
{
    PoolOptions options;
    options.maxConnectionsPerServer = 3;
    Pool pool(options);
    pool.ExpectMultiplexing(0, true);
    SubmitRange(pool, 1, 5, 0, false);
    BOOST_TEST(Pull(pool) == "O0:0");
    pool.Opened(0, {3, true}, 0ns);
    BOOST_TEST(Pull(pool) == "A1>0 A2>0* A3>0*");
    pool.Drain(0);
    BOOST_TEST(Pull(pool) == "O1:0");
    pool.Opened(1, {100, true}, 0ns);
    BOOST_TEST(Pull(pool) == "A4>1 A5>1*");
    pool.Closed(0);
    pool.Closed(1);
    SubmitRange(pool, 6, 9);
    BOOST_TEST(Pull(pool) == "O1:0");
    pool.Opened(1, {1, false}, 0ns);
    BOOST_TEST(Pull(pool) == "A6>1 O0:0 O2:0");
}

BOOST_AUTO_TEST_CASE(TriedAgain)
{
    PoolOptions options;
    options.maxConnectionsPerServer = 1;
    Pool pool(options);
    SubmitRange(pool, 1, 3);
    Pull(pool);
    pool.Opened(0, {}, 0ns);
    BOOST_TEST(Pull(pool) == "A1>0");
    // The connection is gone; the request goes first.
    pool.Closed(0);
    pool.Resubmit(1, 0, true);
    BOOST_TEST(Pull(pool) == "O0:0");
    pool.Opened(0, {}, 0ns);
    BOOST_TEST(Pull(pool) == "A1>0");
}

BOOST_AUTO_TEST_CASE(PipelineTriedAgainKeepsItsOrder)
{
    PoolOptions options;
    options.maxConnectionsPerServer = 1;
    Pool pool(options);
    SubmitRange(pool, 1, 5);
    Pull(pool);
    pool.Opened(0, {10}, 0ns);
    BOOST_TEST(Pull(pool) == "A1>0 A2>0* A3>0* A4>0* A5>0*");
    pool.Submit(6, 0, true);
    pool.Closed(0);
    // The first goes alone, for the end may have been its own (RFC 9112, section 9.3.2).
    pool.Resubmit(1, 0, false);
    for (RequestId request = 2; request <= 5; ++request)
    {
        pool.Resubmit(request, 0, true);
    }
    BOOST_TEST(pool.Cancel(5));
    BOOST_TEST(pool.Cancel(3));
    pool.Resubmit(7, 0, true);
    BOOST_TEST(Pull(pool) == "O0:0");
    pool.Opened(0, {10}, 0ns);
    BOOST_TEST(Pull(pool) == "A1>0");
    pool.Finished(0, true, 0ns);
    BOOST_TEST(Pull(pool) == "A2>0* A4>0* A7>0* A6>0*");
}

BOOST_AUTO_TEST_CASE(TriedAgainOnANewConnection)
{
    PoolOptions options;
    options.maxConnectionsPerServer = 2;
    Pool pool(options);
    SubmitRange(pool, 1, 3);
    Pull(pool);
    pool.Opened(0, {}, 0ns);
    BOOST_TEST(Pull(pool) == "A1>0");
    pool.Opened(1, {}, 0ns);
    BOOST_TEST(Pull(pool) == "A2>1");
    pool.Closed(0);
    pool.Resubmit(1, 0, false, true);
    BOOST_TEST(Pull(pool) == "O0:0");
    // What becomes free was used before: it takes the next request instead.
    pool.Finished(1, true, 0ns);
    BOOST_TEST(Pull(pool) == "A3>1*");
    pool.Finished(1, true, 0ns);
    BOOST_TEST(Pull(pool) == "");
    pool.Opened(0, {}, 0ns);
    BOOST_TEST(Pull(pool) == "A1>0");
}

BOOST_AUTO_TEST_CASE(NewConnectionWhereTheLimitIsReached)
{
    PoolOptions options;
    options.maxConnectionsPerServer = 1;
    Pool pool(options);
    SubmitRange(pool, 1, 1);
    Pull(pool);
    pool.Opened(0, {}, 0ns);
    pool.Finished(0, true, 0ns);
    BOOST_TEST(Pull(pool) == "A1>0");
    pool.Finished(0, true, 0ns);
    pool.Resubmit(2, 0, false, true);
    BOOST_TEST(Pull(pool) == "C0");
    pool.Closed(0);
    BOOST_TEST(Pull(pool) == "O0:0");
    pool.Opened(0, {}, 0ns);
    BOOST_TEST(Pull(pool) == "A2>0");
}

BOOST_AUTO_TEST_CASE(CouldNotBeOpened)
{
    Pool pool({});
    SubmitRange(pool, 1, 2);
    BOOST_TEST(Pull(pool) == "O0:0 O1:0");
    pool.Closed(0);
    BOOST_TEST(pool.PopWaiting(0).value_or(0) == 1U);
    BOOST_TEST(Pull(pool) == "");
    pool.Closed(1);
    BOOST_TEST(pool.PopWaiting(0).value_or(0) == 2U);
    BOOST_TEST(!pool.PopWaiting(0).has_value());
    BOOST_TEST(!pool.PopWaiting(77).has_value());
    BOOST_TEST(Pull(pool) == "");
    BOOST_TEST(pool.GetConnections() == 0U);
}

BOOST_AUTO_TEST_CASE(Cancelled)
{
    PoolOptions options;
    options.maxConnectionsPerServer = 1;
    Pool pool(options);
    SubmitRange(pool, 1, 4);
    BOOST_TEST(pool.Cancel(2));
    BOOST_TEST(!pool.Cancel(2));
    BOOST_TEST(!pool.Cancel(99));
    Pull(pool);
    pool.Opened(0, {}, 0ns);
    BOOST_TEST(Pull(pool) == "A1>0");
    BOOST_TEST(!pool.Cancel(1));
    pool.Finished(0, true, 0ns);
    BOOST_TEST(Pull(pool) == "A3>0*");
    BOOST_TEST(pool.Cancel(4));
    BOOST_TEST(pool.GetWaiting() == 0U);
}

BOOST_AUTO_TEST_CASE(IdleTimes)
{
    PoolOptions options;
    options.idleTimeout = 5s;
    Pool pool(options);
    BOOST_TEST(!pool.GetDeadline().has_value());
    SubmitRange(pool, 1, 2);
    Pull(pool);
    pool.Opened(0, {}, 0s);
    pool.Opened(1, {}, 0s);
    Pull(pool);
    BOOST_TEST(!pool.GetDeadline().has_value());
    pool.Finished(1, true, 1s);
    pool.Finished(0, true, 2s);
    BOOST_TEST((pool.GetDeadline() == Nanoseconds(6s)));
    BOOST_TEST(Pull(pool, 5999999999ns) == "");
    BOOST_TEST(Pull(pool, 6s) == "C1");
    BOOST_TEST((pool.GetDeadline() == Nanoseconds(7s)));
    // Used again in time.
    pool.Submit(3, 0, true);
    BOOST_TEST(Pull(pool, 6s) == "A3>0*");
    BOOST_TEST(!pool.GetDeadline().has_value());
    pool.Finished(0, true, 8s);
    // Too late, though a request waits: the server may have closed it already.
    pool.Submit(4, 0, true);
    BOOST_TEST(Pull(pool, 13s) == "C0 O2:0");
}

BOOST_AUTO_TEST_CASE(Drained)
{
    PoolOptions options;
    options.maxConnectionsPerServer = 4;
    Pool pool(options);
    SubmitRange(pool, 1, 4);
    Pull(pool);
    pool.Opened(0, {4}, 0ns);
    pool.Opened(1, {4}, 0ns);
    pool.Opened(2, {4}, 0ns);
    BOOST_TEST(Pull(pool) == "A1>2 A2>1 A3>0");
    pool.Finished(1, true, 0ns);
    BOOST_TEST(Pull(pool) == "A4>1*");
    pool.Finished(1, true, 0ns);
    // Idle: closed at once. Busy: when it is done. Opening: when it is open.
    pool.Drain(1);
    BOOST_TEST(Pull(pool) == "C1");
    pool.Drain(0);
    pool.Drain(0);
    BOOST_TEST(Pull(pool) == "");
    pool.Drain(3);
    pool.Submit(5, 0, true);
    BOOST_TEST(Pull(pool) == "A5>2*");
    pool.Finished(0, true, 0ns);
    BOOST_TEST(Pull(pool) == "C0");
    pool.Opened(3, {4}, 0ns);
    BOOST_TEST(Pull(pool) == "C3");
    for (const PoolConnectionId connection : {0, 1, 3})
    {
        pool.Closed(connection);
    }
    BOOST_TEST(pool.GetConnections() == 1U);
}

BOOST_AUTO_TEST_CASE(RacesAreHarmless)
{
    Pool pool({});
    pool.Submit(1, 0, true);
    Pull(pool);
    pool.Opened(0, {}, 0ns);
    Pull(pool);
    pool.Finished(0, false, 0ns);
    // Closed by the peer before the owner was told to.
    pool.Closed(0);
    BOOST_TEST(Pull(pool) == "");
    // Reports about connections that are gone.
    pool.Closed(0);
    pool.Opened(0, {}, 0ns);
    pool.Finished(0, true, 0ns);
    pool.Drain(0);
    pool.Closed(1234);
    BOOST_TEST(Pull(pool) == "");
    BOOST_TEST(pool.GetConnections() == 0U);
}

BOOST_AUTO_TEST_CASE(NothingCostsMoreWithMoreWaiting)
{
    // Many more waiting requests, origins and connections; the same number of operations. The times
    // are of one run on one machine, so the bound is wide: anything linear misses it a hundredfold.
    const auto measure = [](std::size_t waiting, OriginId origins) {
        PoolOptions options;
        options.maxConnectionsPerServer = 6;
        Pool pool(options);
        for (RequestId request = 0; request < waiting; ++request)
        {
            pool.Submit(request, static_cast<OriginId>(request % origins), true);
        }
        std::vector<PoolConnectionId> busy;
        const auto drain = [&pool, &busy] {
            while (const auto action = pool.NextAction(0ns))
            {
                if (action->type == Type::Open)
                {
                    pool.Opened(action->connection, {}, 0ns);
                }
                else if (action->type == Type::Assign)
                {
                    busy.push_back(action->connection);
                }
            }
        };
        drain();
        const auto begin = std::chrono::steady_clock::now();
        constexpr RequestId OPERATIONS = 20000;
        for (RequestId i = 0; i < OPERATIONS; ++i)
        {
            pool.Submit(waiting + i, static_cast<OriginId>(i % origins), true);
            pool.Finished(busy[i], true, 0ns);
            drain();
        }
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    const double few = std::min(measure(100, 2), measure(100, 2));
    const double many = std::min(measure(100000, 2000), measure(100000, 2000));
    BOOST_TEST(many < 20 * few);
}

BOOST_AUTO_TEST_SUITE_END()

namespace
{

/**
 * @brief A pool and a second account of what it does, as simple as can be, that checks every
 * action.
 */
class Auditor
{
  public:
    /// @brief Draws the options. @param seed for all that is drawn
    explicit Auditor(uint64_t seed)
        : m_random(seed),
          m_options(DrawOptions()),
          m_pool(m_options)
    {
    }

    /// @brief Does things by chance. @param steps how many
    void Run(unsigned steps)
    {
        for (unsigned i = 0; i < steps; ++i)
        {
            m_now += Nanoseconds(m_random() % 3);
            Disturb();
            if (m_random() % 3 != 0)
            {
                Pull();
            }
        }
    }

    /// @brief Answers everything, without faults; then nothing may be left.
    void Finish()
    {
        for (unsigned round = 0; round < 100000; ++round)
        {
            Pull();
            if (m_queues.empty() && IsQuiet())
            {
                break;
            }
            BOOST_REQUIRE(AnswerOne(false));
        }
        BOOST_TEST(m_pool.GetWaiting() == 0U);
        BOOST_TEST(m_queues.empty());
    }

  private:
    /// @brief A request.
    struct Request
    {
        RequestId id;       //!< its number
        bool pipelinable;   //!< may share
        bool again = false; //!< is tried again
    };

    /// @brief A connection.
    struct Link
    {
        OriginId origin = 0;         //!< where to
        bool isOpen = false;         //!< open
        bool isClosing = false;      //!< the pool had it closed
        bool isDraining = false;     //!< takes no more
        unsigned assigned = 0;       //!< requests so far
        std::deque<Request> pending; //!< unanswered
        Nanoseconds idleSince{0};    //!< when it became idle
        uint64_t idleOrder = 0;      //!< order in which connections became idle
    };

    /// @brief Options by chance. @return them
    PoolOptions DrawOptions()
    {
        PoolOptions options;
        options.maxConnectionsPerServer = 1 + m_random() % 4;
        options.maxConnections = m_random() % 2 == 0 ? 0 : 1 + m_random() % 6;
        options.persistent = m_random() % 5 != 0;
        m_depth = m_random() % 2 == 0 ? 1 : 1 + m_random() % 5;
        options.maxRequestsPerConnection = m_random() % 3 == 0 ? 1 + m_random() % 5 : 0;
        options.idleTimeout = Nanoseconds(m_random() % 2 == 0 ? 0 : 1 + m_random() % 20);
        return options;
    }

    /// @brief Something happens outside.
    void Disturb()
    {
        const auto origin = static_cast<OriginId>(m_random() % 4);
        const bool pipelinable = m_random() % 4 != 0;
        switch (m_random() % 12)
        {
        case 0:
        case 1:
        case 2:
        case 3:
            m_pool.Submit(++m_last, origin, pipelinable);
            m_queues[origin].push_back({m_last, pipelinable});
            break;
        case 4:
            Resubmit({++m_last, pipelinable}, origin);
            break;
        case 5:
            Cancel(origin);
            break;
        case 6:
            CloseOne();
            break;
        case 7:
            if (Link* link = PickLink([](const Link&) { return true; }))
            {
                link->isDraining = true;
                m_pool.Drain(FindId(*link));
            }
            break;
        default:
            AnswerOne(true);
            break;
        }
    }

    /// @brief A waiting request goes, by Cancel() or PopWaiting(). @param origin whose
    void Cancel(OriginId origin)
    {
        auto found = m_queues.find(origin);
        if (found == m_queues.end())
        {
            BOOST_TEST(!m_pool.PopWaiting(origin).has_value());
            return;
        }
        auto& queue = found->second;
        if (m_random() % 2 == 0)
        {
            BOOST_TEST(m_pool.PopWaiting(origin).value_or(0) == queue.front().id);
            queue.pop_front();
        }
        else
        {
            const std::size_t place = m_random() % queue.size();
            BOOST_TEST(m_pool.Cancel(queue[place].id));
            BOOST_TEST(!m_pool.Cancel(queue[place].id));
            queue.erase(queue.begin() + static_cast<std::ptrdiff_t>(place));
        }
        if (queue.empty())
        {
            m_queues.erase(found);
        }
    }

    /// @brief A connection ends, whatever it does; half of its requests are tried again.
    void CloseOne()
    {
        Link* link = PickLink([](const Link&) { return true; });
        if (link == nullptr)
        {
            return;
        }
        const PoolConnectionId id = FindId(*link);
        const OriginId origin = link->origin;
        std::deque<Request> lost = link->pending;
        m_pool.Closed(id);
        m_links.erase(id);
        for (const Request& request : lost)
        {
            if (m_random() % 2 == 0)
            {
                Resubmit(request, origin);
            }
        }
    }

    /// @brief A request is tried again: it goes behind those that are already, before all others.
    /// @param request it @param origin where to
    void Resubmit(Request request, OriginId origin)
    {
        m_pool.Resubmit(request.id, origin, request.pipelinable);
        request.again = true;
        auto& queue = m_queues[origin];
        queue.insert(std::find_if(queue.begin(),
                                  queue.end(),
                                  [](const Request& each) { return !each.again; }),
                     request);
    }

    /// @brief Opens, answers or closes where that is due. @param faults connections may not be
    /// reusable @return whether there was anything
    bool AnswerOne(bool faults)
    {
        Link* link = PickLink([](const Link& each) {
            return !each.isOpen || each.isClosing || !each.pending.empty();
        });
        if (link == nullptr)
        {
            return false;
        }
        const PoolConnectionId id = FindId(*link);
        if (link->isClosing)
        {
            m_pool.Closed(id);
            m_links.erase(id);
        }
        else if (!link->isOpen)
        {
            link->isOpen = true;
            BecomeIdle(*link);
            m_pool.Opened(id, {m_depth}, m_now);
        }
        else
        {
            const bool reusable = !faults || m_random() % 6 != 0;
            link->isDraining = link->isDraining || !reusable;
            link->pending.pop_front();
            if (link->pending.empty())
            {
                BecomeIdle(*link);
            }
            m_pool.Finished(id, reusable, m_now);
        }
        return true;
    }

    /// @brief Notes that a connection has become idle. @param link it
    void BecomeIdle(Link& link)
    {
        link.idleSince = m_now;
        link.idleOrder = ++m_idleOrder;
    }

    /// @brief A connection by chance. @param fits which may be picked @return it, or nothing
    template <typename Predicate>
    Link* PickLink(Predicate fits)
    {
        std::vector<Link*> picked;
        for (auto& [id, link] : m_links)
        {
            if (fits(link))
            {
                picked.push_back(&link);
            }
        }
        return picked.empty() ? nullptr : picked[m_random() % picked.size()];
    }

    /// @brief The number of a connection. @param wanted it @return its number
    PoolConnectionId FindId(const Link& wanted) const
    {
        for (const auto& [id, link] : m_links)
        {
            if (&link == &wanted)
            {
                return id;
            }
        }
        BOOST_FAIL("a connection without a number");
        return 0;
    }

    /// @brief Whether it may take a request, looking at nothing but itself. @param link it @return
    /// whether
    bool IsUsable(const Link& link) const
    {
        const bool isUsedUp = (!m_options.persistent && link.assigned > 0) ||
                              (m_options.maxRequestsPerConnection > 0 &&
                               link.assigned >= m_options.maxRequestsPerConnection);
        return link.isOpen && !link.isClosing && !link.isDraining && !isUsedUp;
    }

    /// @brief Whether it is idle and usable. @param link it @return whether
    bool IsIdle(const Link& link) const
    {
        return IsUsable(link) && link.pending.empty();
    }

    /// @brief Whether another request may go behind those on it. @param link it @return whether
    bool IsPartial(const Link& link) const
    {
        return IsUsable(link) && !link.pending.empty() && link.pending.size() < m_depth &&
               link.pending.front().pipelinable;
    }

    /// @brief Connections of an origin that fit. @param origin, fits which @return their number
    template <typename Predicate>
    std::size_t Count(OriginId origin, Predicate fits) const
    {
        return static_cast<std::size_t>(
            std::count_if(m_links.begin(), m_links.end(), [&](const auto& each) {
                return each.second.origin == origin && fits(each.second);
            }));
    }

    /// @brief Connections that an origin wants beyond those opening. @param origin it @return the
    /// number
    std::size_t CountWanted(OriginId origin) const
    {
        const auto found = m_queues.find(origin);
        const std::size_t waiting = found == m_queues.end() ? 0 : found->second.size();
        const std::size_t opening =
            Count(origin, [](const Link& link) { return !link.isOpen && !link.isDraining; });
        const std::size_t all = Count(origin, [](const Link&) { return true; });
        if (waiting <= opening || all >= m_options.maxConnectionsPerServer)
        {
            return 0;
        }
        return std::min<std::size_t>(waiting - opening, m_options.maxConnectionsPerServer - all);
    }

    /// @brief Whether the limit in all is reached. @return whether
    bool IsFull() const
    {
        return m_options.maxConnections > 0 && m_links.size() >= m_options.maxConnections;
    }

    /// @brief Pulls all actions and checks them, and that nothing was left undone.
    void Pull()
    {
        while (const auto action = m_pool.NextAction(m_now))
        {
            switch (action->type)
            {
            case Type::Open:
                CheckOpen(*action);
                break;
            case Type::Assign:
                CheckAssign(*action);
                break;
            case Type::Close:
                CheckClose(*action);
                break;
            }
            BOOST_TEST(m_pool.GetConnections() == m_links.size());
        }
        std::size_t waiting = 0;
        std::size_t wanted = 0;
        for (const auto& [origin, queue] : m_queues)
        {
            waiting += queue.size();
            wanted += CountWanted(origin);
            BOOST_TEST(Count(origin, [this](const Link& link) { return IsIdle(link); }) == 0U);
        }
        BOOST_TEST(m_pool.GetWaiting() == waiting);
        BOOST_TEST((wanted == 0 || IsFull()));
        CheckDeadline();
        CheckSharing(wanted);
    }

    /// @brief GetDeadline() is that of the connection idle longest.
    void CheckDeadline() const
    {
        std::optional<Nanoseconds> deadline;
        for (const auto& [id, link] : m_links)
        {
            if (IsIdle(link) && m_options.idleTimeout > 0ns)
            {
                const Nanoseconds due = link.idleSince + m_options.idleTimeout;
                BOOST_TEST((due > m_now));
                deadline = std::min(deadline.value_or(due), due);
            }
        }
        BOOST_TEST((m_pool.GetDeadline() == deadline));
    }

    /// @brief No request waits beside a pipeline with room without a reason. @param wanted by all
    void CheckSharing(std::size_t wanted) const
    {
        const bool comes = std::any_of(m_links.begin(), m_links.end(), [](const auto& each) {
            return each.second.isClosing;
        });
        for (const auto& [origin, queue] : m_queues)
        {
            const std::size_t opening =
                Count(origin, [](const Link& link) { return !link.isOpen && !link.isDraining; });
            const std::size_t partial =
                Count(origin, [this](const Link& link) { return IsPartial(link); });
            const bool waitsForConnection = queue.size() <= opening || (wanted > 0 && comes);
            BOOST_TEST((partial == 0 || !queue.front().pipelinable || waitsForConnection));
        }
    }

    /// @brief Checks an action to open. @param action it
    void CheckOpen(const PoolAction& action)
    {
        BOOST_TEST(m_links.count(action.connection) == 0U);
        BOOST_TEST(!IsFull());
        BOOST_TEST(CountWanted(action.origin) > 0U);
        BOOST_TEST(Count(action.origin, [this](const Link& link) { return IsIdle(link); }) == 0U);
        m_links[action.connection].origin = action.origin;
    }

    /// @brief Checks an assignment. @param action it
    void CheckAssign(const PoolAction& action)
    {
        BOOST_REQUIRE_EQUAL(m_links.count(action.connection), 1U);
        Link& link = m_links[action.connection];
        auto& queue = m_queues[action.origin];
        BOOST_REQUIRE(!queue.empty());
        BOOST_TEST(link.origin == action.origin);
        BOOST_TEST(queue.front().id == action.request);
        BOOST_TEST(action.reused == (link.assigned > 0));
        const bool isIdle = IsIdle(link);
        BOOST_TEST((isIdle || (IsPartial(link) && queue.front().pipelinable)));
        for (const auto& [id, other] : m_links)
        {
            if (other.origin != action.origin)
            {
                continue;
            }
            if (isIdle)
            {
                BOOST_TEST((!IsIdle(other) || other.idleOrder <= link.idleOrder));
            }
            else
            {
                BOOST_TEST(!IsIdle(other));
                BOOST_TEST((!IsPartial(other) || other.pending.size() >= link.pending.size()));
            }
        }
        BOOST_TEST((isIdle || CountWanted(action.origin) == 0 || IsFull()));
        link.pending.push_back(queue.front());
        ++link.assigned;
        queue.pop_front();
        if (queue.empty())
        {
            m_queues.erase(action.origin);
        }
    }

    /// @brief Checks an action to close. @param action it
    void CheckClose(const PoolAction& action)
    {
        BOOST_REQUIRE_EQUAL(m_links.count(action.connection), 1U);
        Link& link = m_links[action.connection];
        BOOST_TEST(link.isOpen);
        BOOST_TEST(!link.isClosing);
        BOOST_TEST(link.pending.empty());
        const bool isExpired =
            m_options.idleTimeout > 0ns && m_now >= link.idleSince + m_options.idleTimeout;
        if (IsIdle(link) && !isExpired)
        {
            // It makes room: all are in use, someone wants one, and none was idle longer.
            BOOST_TEST(IsFull());
            for (const auto& [id, other] : m_links)
            {
                BOOST_TEST((!IsIdle(other) || other.idleOrder >= link.idleOrder));
            }
            std::size_t wanted = 0;
            for (const auto& [origin, queue] : m_queues)
            {
                wanted += CountWanted(origin);
            }
            BOOST_TEST(wanted > 0U);
        }
        link.isClosing = true;
    }

    /// @brief Whether nothing is under way. @return whether
    bool IsQuiet() const
    {
        return std::all_of(m_links.begin(), m_links.end(), [this](const auto& each) {
            return IsIdle(each.second);
        });
    }

    std::mt19937_64 m_random;                         //!< all that is drawn
    uint32_t m_depth = 1;                             //!< requests at once on a connection
    PoolOptions m_options;                            //!< limits
    Pool m_pool;                                      //!< the pool
    std::map<OriginId, std::deque<Request>> m_queues; //!< waiting requests; no empty queues
    std::map<PoolConnectionId, Link> m_links;         //!< connections
    RequestId m_last = 0;                             //!< last request's number
    uint64_t m_idleOrder = 0;                         //!< counts connections that became idle
    Nanoseconds m_now{0};                             //!< the present
};

} // namespace

BOOST_AUTO_TEST_SUITE(HttpPoolByChance)

BOOST_DATA_TEST_CASE(Seeds, boost::unit_test::data::xrange(1, 301))
{
    BOOST_TEST_CONTEXT("seed " << sample)
    {
        Auditor auditor(static_cast<uint64_t>(sample));
        auditor.Run(300);
        auditor.Finish();
    }
}

BOOST_AUTO_TEST_SUITE_END()
