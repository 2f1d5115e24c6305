/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/// The sequence space of one direction against a plain model: a set of all places that were seen.

#include "ns3/http-sequence-space.h"

#include <boost/test/unit_test.hpp>
#include <random>
#include <set>

using ns3::HttpSequenceSpace;

BOOST_AUTO_TEST_SUITE(sequence_space)

BOOST_AUTO_TEST_CASE(equals_a_set_of_places)
{
    for (uint32_t isn : {0U, 1U, 0x7fffffffU, 0x80000000U, 0xffffff00U, 0xffffffffU})
    {
        BOOST_TEST_CONTEXT("ISN " << isn)
        {
            std::mt19937 random(isn);
            HttpSequenceSpace space;
            space.Start(isn);
            std::set<int64_t> seen = {0};
            space.Add(isn, 0, true, false);
            for (int i = 0; i < 2000; i++)
            {
                const int64_t begin = 1 + random() % (i + 1);
                const uint32_t bytes = random() % 40;
                uint32_t before = 0;
                for (int64_t place = begin; place < begin + bytes; place++)
                {
                    before += 1 - seen.insert(place).second;
                }
                const auto range =
                    space.Add(isn + static_cast<uint32_t>(begin), bytes, false, false);
                int64_t contiguous = 0;
                while (seen.count(contiguous) != 0)
                {
                    contiguous++;
                }
                BOOST_REQUIRE(range.begin == begin);
                BOOST_REQUIRE(range.stream == begin - 1);
                BOOST_REQUIRE(range.seenBytes == before);
                BOOST_REQUIRE(range.isSeen == (before > 0));
                BOOST_REQUIRE(range.isNew == (before < bytes));
                BOOST_REQUIRE(space.GetContiguous() == contiguous);
                BOOST_REQUIRE(space.GetHighest() == *seen.rbegin() + 1);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(more_than_four_gigabytes)
{
    HttpSequenceSpace space;
    space.Start(5);
    space.Add(5, 0, true, false);
    constexpr uint32_t STEP = 1U << 28;
    for (int64_t i = 0; i < 100; i++)
    {
        const auto range = space.Add(6 + static_cast<uint32_t>(i * STEP), STEP, false, false);
        BOOST_REQUIRE(range.stream == i * STEP);
        BOOST_REQUIRE(!range.isSeen);
    }
    BOOST_TEST(space.GetStreamBytes() == uint64_t{100} * STEP);
}

BOOST_AUTO_TEST_CASE(acknowledgments)
{
    HttpSequenceSpace space;
    space.Start(0xffffffff);
    space.Add(0xffffffff, 0, true, false);
    BOOST_TEST(!space.IsSynAcknowledged());
    space.Acknowledge(0);
    BOOST_TEST(space.IsSynAcknowledged());
    BOOST_TEST(!space.IsOutstanding());
    space.Add(0, 10, false, true);
    BOOST_TEST(space.IsOutstanding());
    space.Acknowledge(10);
    BOOST_TEST(!space.IsFinAcknowledged());
    space.Acknowledge(3);
    BOOST_TEST(space.GetAcknowledged() == 11);
    // An acknowledgment of what was never sent counts for nothing (RFC 9293, section 3.10.7.4).
    space.Acknowledge(4000);
    BOOST_TEST(space.GetAcknowledged() == 11);
    space.Acknowledge(11);
    BOOST_TEST(space.IsFinAcknowledged());
}

BOOST_AUTO_TEST_CASE(without_an_initial_number)
{
    HttpSequenceSpace space;
    BOOST_TEST(space.Add(1000, 10, false, false).stream == HttpSequenceSpace::NONE);
    BOOST_TEST(space.GetStreamBytes() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
