/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The machine's parts, each by itself. Expected values follow the RFCs and Linux's sources as the
/// rows say; sets and lists are compared with the plainest model that does the same.

#include "http-tcp-machine-script.h"

#include "ns3/http-tcp-cubic-control.h"
#include "ns3/http-tcp-reassembly.h"
#include "ns3/http-tcp-receiver.h"
#include "ns3/http-tcp-ring.h"
#include "ns3/http-tcp-round-trip.h"
#include "ns3/http-tcp-scoreboard.h"
#include "ns3/http-tcp-timer-wheel.h"

#include <boost/test/unit_test.hpp>
#include <deque>
#include <random>
#include <set>
#include <vector>

using namespace ns3::tcp;

namespace
{

/// Milliseconds of a time.
double
ToMs(Nanoseconds time)
{
    return double(time.count()) / 1e6;
}

} // namespace

BOOST_AUTO_TEST_SUITE(tcp_values)

BOOST_AUTO_TEST_CASE(timers_round_up)
{
    // kernel/time/timer.c, calc_index(): a timer goes off with the tick after its last, of its
    // level's ticks.
    struct Row
    {
        double now;    //!< ms
        double wait;   //!< ms
        double expiry; //!< ms
    };

    const Row rows[] = {
        {0, 0, 4},
        {0, 4, 8},
        {1, 4, 8},
        {3.9, 40, 44},
        {0, 40.1, 48},
        {0, 248, 252}, // 62 ticks, still of the first level
        {0, 252, 256}, // 63 ticks: every eighth
        {4, 252, 288},
        {0, 1000, 1024}, // a SYN: 250 ticks, then the next multiple of 8
        {100, 1000, 1120},
        {0, 2016, 2048},   // 504 ticks: every 64th
        {0, 60000, 61440}, // TIME-WAIT: 15,000 ticks, every 512th
    };
    for (const Row& row : rows)
    {
        BOOST_TEST_CONTEXT(row.now << " + " << row.wait)
        {
            const Nanoseconds expiry = GetWheelExpiry(Nanoseconds(int64_t(row.now * 1e6)),
                                                      Nanoseconds(int64_t(row.wait * 1e6)),
                                                      Milliseconds(4));
            BOOST_TEST(ToMs(expiry) == row.expiry);
        }
    }
    BOOST_TEST(GetWheelExpiry(Nanoseconds(5), Nanoseconds(7), Nanoseconds(0)).count() == 12);
}

BOOST_AUTO_TEST_CASE(retransmission_timeout)
{
    // tcp_rtt_estimator() and tcp_set_rto() by hand: never less than 200 ms above the smoothed
    // round trip; a deviation above that counts at once, and is forgotten by a quarter each round.
    Settings settings;
    settings.tick = Nanoseconds(0);
    RoundTrip roundTrip;
    roundTrip.SetTimeout(settings.initialRto);
    BOOST_TEST(!roundTrip.IsKnown());
    roundTrip.Add(settings, Milliseconds(40), 0, 10);
    BOOST_TEST(ToMs(roundTrip.GetSmoothed()) == 40.0);
    BOOST_TEST(ToMs(roundTrip.GetTimeout()) == 240.0);
    for (int i = 0; i < 5; ++i)
    {
        roundTrip.Add(settings, Milliseconds(40), 5, 10);
    }
    BOOST_TEST(ToMs(roundTrip.GetTimeout()) == 240.0);
    // 400 ms: the error is 360; mdev falls by a quarter with each of the five samples before.
    roundTrip.Add(settings, Milliseconds(400), 5, 10);
    const double deviation = 80 * 0.75 * 0.75 * 0.75 * 0.75 * 0.75;
    const double variation = deviation + 360 - deviation / 4;
    BOOST_TEST(ToMs(roundTrip.GetSmoothed()) == 85.0, boost::test_tools::tolerance(1e-6));
    BOOST_TEST(ToMs(roundTrip.GetTimeout()) == 85 + variation, boost::test_tools::tolerance(1e-6));
    roundTrip.BackOff(settings);
    BOOST_TEST(ToMs(roundTrip.GetTimeout()) == 2 * (85 + variation),
               boost::test_tools::tolerance(1e-6));
    for (int i = 0; i < 12; ++i)
    {
        roundTrip.BackOff(settings);
    }
    BOOST_TEST(ToMs(roundTrip.GetTimeout()) == 120000.0);
    // A round trip later the deviation of the past counts less.
    roundTrip.Add(settings, Milliseconds(85), 11, 20);
    BOOST_TEST(ToMs(roundTrip.GetTimeout()) < 2 * (85 + variation));
    settings.tick = Milliseconds(4);
    roundTrip.Add(settings, Milliseconds(85), 12, 20);
    BOOST_TEST((roundTrip.GetTimeout() % Milliseconds(4)).count() == 0);
}

BOOST_AUTO_TEST_CASE(least_round_trip_of_a_window)
{
    WindowedLeast least;
    BOOST_TEST(least.Get().count() == NEVER.count());
    least.Add(Seconds(0), Milliseconds(40), Seconds(300));
    least.Add(Seconds(100), Milliseconds(50), Seconds(300));
    BOOST_TEST(ToMs(least.Get()) == 40.0);
    least.Add(Seconds(200), Milliseconds(45), Seconds(300));
    BOOST_TEST(ToMs(least.Get()) == 40.0);
    least.Add(Seconds(301), Milliseconds(60), Seconds(300));
    BOOST_TEST(ToMs(least.Get()) == 45.0);
    least.Add(Seconds(302), Milliseconds(10), Seconds(300));
    BOOST_TEST(ToMs(least.Get()) == 10.0);
}

BOOST_AUTO_TEST_CASE(sequence_numbers)
{
    const Sequence base = BeginSequence(0xfffffff0);
    BOOST_TEST(ExtendSequence(base, 0xfffffff0) == base);
    BOOST_TEST(ExtendSequence(base, 0x10) == base + 0x20);
    BOOST_TEST(ExtendSequence(base, 0xffffff00) == base - 0xf0);
    BOOST_TEST(static_cast<uint32_t>(ExtendSequence(base + 0x20, 0xfffffff0)) == 0xfffffff0U);
}

BOOST_AUTO_TEST_CASE(states)
{
    // RFC 9293, figure 5, written down once more, and nothing else: every other cause leaves the
    // state as it is, but Ended.
    const std::set<std::tuple<State, Cause, State>> arrows = {
        {State::Closed, Cause::Open, State::SynSent},
        {State::Closed, Cause::Requested, State::SynReceived},
        {State::SynSent, Cause::Requested, State::SynReceived},
        {State::SynSent, Cause::Granted, State::Established},
        {State::SynReceived, Cause::Acknowledged, State::Established},
        {State::Established, Cause::Finish, State::FinWait1},
        {State::Established, Cause::FinArrived, State::CloseWait},
        {State::CloseWait, Cause::Finish, State::LastAck},
        {State::LastAck, Cause::FinAcknowledged, State::Closed},
        {State::FinWait1, Cause::FinAcknowledged, State::FinWait2},
        {State::FinWait1, Cause::FinArrived, State::Closing},
        {State::FinWait2, Cause::FinArrived, State::TimeWait},
        {State::Closing, Cause::FinAcknowledged, State::TimeWait},
    };
    for (int from = 0; from <= static_cast<int>(State::TimeWait); ++from)
    {
        for (int cause = 0; cause <= static_cast<int>(Cause::Ended); ++cause)
        {
            const auto state = static_cast<State>(from);
            State expected = static_cast<Cause>(cause) == Cause::Ended ? State::Closed : state;
            for (const auto& [before, what, after] : arrows)
            {
                if (before == state && what == static_cast<Cause>(cause))
                {
                    expected = after;
                }
            }
            BOOST_TEST_CONTEXT(GetStateName(state) << ", cause " << cause)
            {
                BOOST_TEST(GetStateName(GetNextState(state, static_cast<Cause>(cause))) ==
                           GetStateName(expected));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(ring)
{
    Ring<int> ring;
    std::deque<int> model;
    std::mt19937 random(1);
    uint64_t first = 0;
    for (int i = 0; i < 100000; ++i)
    {
        if (model.empty() || random() % 100 < 50U + i / 1000 % 2 * 4)
        {
            BOOST_REQUIRE(ring.Push(i) == first + model.size());
            model.push_back(i);
        }
        else
        {
            ring.Pop();
            model.pop_front();
            ++first;
        }
        BOOST_REQUIRE(ring.GetSize() == model.size());
        BOOST_REQUIRE(ring.IsEmpty() == model.empty());
        BOOST_REQUIRE(ring.GetFirst() == first);
        if (!model.empty())
        {
            BOOST_REQUIRE(ring.Front() == model.front());
            BOOST_REQUIRE(ring.Back() == model.back());
            const size_t place = random() % model.size();
            BOOST_REQUIRE(ring[first + place] == model[place]);
        }
    }
}

BOOST_AUTO_TEST_CASE(reassembly_against_a_bitmap)
{
    // Whatever comes in whatever order: each byte is kept once, RCV.NXT is the first that is
    // missing, and blocks tell what has come behind it, the newest first (RFC 2018, section 4).
    std::mt19937 random(7);
    for (int life = 0; life < 300; ++life)
    {
        constexpr Sequence BASE = 1000;
        constexpr Sequence SIZE = 400;
        std::vector<bool> has(SIZE, false);
        Reassembly stream;
        stream.Begin(BASE);
        std::vector<Range> fresh;
        while (stream.GetNext() < BASE + SIZE)
        {
            const Sequence begin = BASE + random() % SIZE;
            const Range range{begin, std::min(BASE + SIZE, begin + 1 + random() % 40)};
            fresh.clear();
            if (range.second > stream.GetNext())
            {
                stream.Add({std::max(range.first, stream.GetNext()), range.second}, fresh);
            }
            for (const Range& part : fresh)
            {
                BOOST_REQUIRE(part.first < part.second);
                for (Sequence i = part.first; i < part.second; ++i)
                {
                    BOOST_REQUIRE(!has[i - BASE]);
                    has[i - BASE] = true;
                }
            }
            for (Sequence i = range.first; i < range.second; ++i)
            {
                BOOST_REQUIRE((i < stream.GetNext() || has[i - BASE]));
            }
            const auto next = static_cast<Sequence>(std::find(has.begin(), has.end(), false) -
                                                    has.begin() + BASE);
            BOOST_REQUIRE(stream.GetNext() == next);
            uint64_t held = 0;
            for (Sequence i = next; i < BASE + SIZE; ++i)
            {
                held += has[i - BASE] ? 1 : 0;
            }
            BOOST_REQUIRE(stream.GetHeldBytes() == held);
            BOOST_REQUIRE(stream.HasHeld() == (held > 0));
            std::array<Range, Reassembly::BLOCKS_MOST> blocks;
            const size_t count = stream.TakeBlocks(blocks, 4);
            for (size_t i = 0; i < count; ++i)
            {
                for (Sequence j = blocks[i].first; j < blocks[i].second; ++j)
                {
                    BOOST_REQUIRE((j < next || has[j - BASE]));
                }
            }
            if (held > 0 && range.first > next)
            {
                BOOST_REQUIRE(stream.GetNewest().first <= range.first);
                BOOST_REQUIRE(stream.GetNewest().second >= range.second);
            }
        }
    }
}

// What arrives again is told once, whether it fills a hole in front of what is held
// (tcp_ofo_queue()) or lies behind one, and not at all with tcp_dsack off.
BOOST_AUTO_TEST_CASE(what_came_twice_is_told)
{
    struct Case
    {
        Range arrives;
        Range twice; // empty: nothing
    };

    const std::vector<Case> cases = {
        {{1000, 1020}, {0, 0}},
        {{1000, 1025}, {1020, 1025}},
        {{1000, 1050}, {1020, 1040}},
        {{1030, 1060}, {1030, 1040}},
        {{1040, 1060}, {0, 0}},
        {{990, 1010}, {990, 1000}},
    };
    for (const bool isTold : {true, false})
    {
        for (const Case& test : cases)
        {
            Settings settings;
            settings.dsack = isTold;
            Receiver receiver(settings);
            receiver.Begin(1000);
            receiver.Establish(Nanoseconds(0), 0, 1460, true);
            std::vector<Range> fresh;
            for (const Range& range : {Range(1020, 1040), test.arrives})
            {
                Receiver::Arrival arrival;
                arrival.data = range;
                receiver.Take(Nanoseconds(0), arrival, fresh);
            }
            std::array<Range, Reassembly::BLOCKS_MOST> blocks{};
            const size_t held = receiver.GetStream().HasHeld() ? 1 : 0;
            const size_t count = receiver.GetStream().TakeBlocks(blocks, blocks.size());
            const bool isTwice = isTold && test.twice.second > 0;
            BOOST_TEST_CONTEXT(test.arrives.first << ":" << test.arrives.second << " " << isTold)
            {
                BOOST_TEST(count == held + (isTwice ? 1 : 0));
                BOOST_TEST((!isTwice || blocks[0] == test.twice));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(scoreboard_against_a_list)
{
    // The counts and the order of what is lost, beside a list that is looked through each time.
    struct Plain
    {
        Sequence begin;
        uint32_t length;
        Nanoseconds sent;
        bool sacked, lost, again;
    };

    std::mt19937 random(3);
    for (int life = 0; life < 200; ++life)
    {
        Scoreboard board;
        std::deque<Plain> list;
        Sequence next = 5000;
        uint64_t first = 0;
        Nanoseconds now{0};
        for (int step = 0; step < 300; ++step)
        {
            now += Nanoseconds(1);
            const uint32_t what = random() % 10;
            if (what < 4 || list.empty())
            {
                const uint32_t length = 1 + random() % 20;
                SentSegment segment;
                segment.begin = next;
                segment.length = length;
                segment.sent = now;
                board.Add(segment);
                list.push_back({next, length, now, false, false, false});
                next += length;
            }
            else if (what < 6)
            {
                const Sequence begin = list.front().begin + random() % (next - list.front().begin);
                const Sequence end = begin + random() % 60;
                std::vector<Sequence> told;
                board.Sack(begin, std::min(end, next), [&told](const SentSegment& segment) {
                    told.push_back(segment.begin);
                });
                std::vector<Sequence> expected;
                for (Plain& plain : list)
                {
                    if (!plain.sacked && plain.begin >= begin &&
                        plain.begin + plain.length <= std::min(end, next))
                    {
                        plain.sacked = true;
                        plain.again = plain.again && !plain.lost;
                        plain.lost = false;
                        expected.push_back(plain.begin);
                    }
                }
                BOOST_REQUIRE(told == expected);
            }
            else if (what == 6)
            {
                const size_t place = random() % list.size();
                board.MarkLost(first + place);
                if (!list[place].sacked)
                {
                    list[place].lost = true;
                    list[place].again = false;
                    list[place].sent = Nanoseconds(-1);
                }
            }
            else if (what == 7 && board.GetFirstLost() != Scoreboard::NONE)
            {
                const uint64_t number = board.GetFirstLost();
                board.NoteAgain(number, now, {0, {}, {}, false}, false);
                list[number - first].again = true;
                list[number - first].sent = now;
            }
            else
            {
                const Sequence ack = list.front().begin + random() % 40;
                board.Acknowledge(std::min(ack, next), [](const SentSegment&) {});
                while (!list.empty() &&
                       list.front().begin + list.front().length <= std::min(ack, next))
                {
                    list.pop_front();
                    ++first;
                }
            }
            uint32_t sacked = 0;
            uint32_t lost = 0;
            uint32_t again = 0;
            uint64_t toSend = Scoreboard::NONE;
            Nanoseconds oldest = NEVER;
            for (size_t i = 0; i < list.size(); ++i)
            {
                sacked += list[i].sacked;
                lost += list[i].lost;
                again += list[i].again;
                if (list[i].lost && !list[i].again)
                {
                    toSend = std::min(toSend, first + i);
                }
                else if (!list[i].sacked)
                {
                    oldest = std::min(oldest, list[i].sent);
                }
            }
            BOOST_REQUIRE(board.GetPackets() == list.size());
            BOOST_REQUIRE(board.GetSacked() == sacked);
            BOOST_REQUIRE(board.GetLost() == lost);
            BOOST_REQUIRE(board.GetAgain() == again);
            BOOST_REQUIRE(board.GetFirstLost() == toSend);
            const uint64_t head = board.GetOldest();
            BOOST_REQUIRE((head == Scoreboard::NONE ? NEVER : board.GetSegments()[head].sent) ==
                          oldest);
        }
    }
}

BOOST_AUTO_TEST_CASE(reno_window)
{
    // RFC 5681, 3.1: one segment for each acknowledged, then one for each window.
    Reno reno;
    PathState path;
    path.isLimited = true;
    CongestionWindow window;
    window.threshold = 12;
    reno.Increase(path, window, 5);
    BOOST_TEST(window.segments == 12U);
    BOOST_TEST(window.credit == 3U);
    reno.Increase(path, window, 9);
    BOOST_TEST(window.segments == 13U);
    BOOST_TEST(reno.GetThreshold(path, window) == 6U);
    path.isLimited = false;
    reno.Increase(path, window, 100);
    BOOST_TEST(window.segments == 13U);
}

BOOST_AUTO_TEST_CASE(cubic_window)
{
    // RFC 9438 with C = 0.4 and beta = 0.7: after a loss at 10,000 segments the window is 7,000
    // and comes near to what it was, ten segments below, cbrt(10 / 0.4) s before
    // K = cbrt(3000 / 0.4) s. Acknowledgments come so fast that it follows the curve.
    Cubic cubic({717, 410, false, true});
    PathState path;
    path.isLimited = true;
    path.tick = Milliseconds(4);
    CongestionWindow window;
    window.segments = 10000;
    window.threshold = cubic.GetThreshold(path, window);
    BOOST_TEST(window.threshold == 7001U);
    window.segments = 7001;
    double reached = 0;
    for (int ms = 0; ms < 30000 && reached == 0; ++ms)
    {
        path.now = Seconds(10) + Milliseconds(ms);
        cubic.Increase(path, window, 100);
        reached = window.segments >= 9990 ? ms / 1000.0 : 0;
    }
    BOOST_TEST(reached == 19.574 - 2.924, boost::test_tools::tolerance(0.02));
    // A second loss below the first one gives way (section 4.7).
    window.segments = 8000;
    BOOST_TEST(cubic.GetThreshold(path, window) == 5601U);
}

BOOST_AUTO_TEST_CASE(cubic_looks_up_its_curve_once_in_31_ms)
{
    // net/ipv4/tcp_cubic.c, bictcp_update(): HZ / 32. After a timeout a window of 7 grows by Reno's
    // share, 13 acknowledgments; those that come within 31 ms of the last look change nothing yet,
    // so that it is the first of the third round that lets it grow.
    Cubic cubic({717, 410, false, true});
    PathState path;
    path.isLimited = true;
    CongestionWindow window;
    window.segments = window.threshold = 7;
    int acknowledgments = 0;
    for (const int ms : {0, 98, 100, 102, 104, 106, 108, 110, 208, 210, 212, 214, 216, 218, 220})
    {
        path.now = Seconds(1) + Milliseconds(ms);
        cubic.Increase(path, window, 1);
        ++acknowledgments;
        BOOST_TEST_CONTEXT(acknowledgments)
        {
            BOOST_TEST(window.segments == 7U);
        }
    }
    path.now = Seconds(1) + Milliseconds(318);
    cubic.Increase(path, window, 1);
    BOOST_TEST(window.segments == 8U);
}

BOOST_AUTO_TEST_SUITE_END()
