/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/http-connection-table.h"

#include <array>
#include <boost/test/unit_test.hpp>
#include <set>
#include <string>
#include <string_view>

using namespace ns3::http;

namespace
{

/*
 * Every state and every event, written down apart from the table from the meaning of the states:
 * the first letter is the next state, the second the effect (n none, b began, f finished, c cut);
 * ".." is what cannot happen.
 */
constexpr std::array<const char*, HALF_STATES> EXPECTED{
    //                Begin Interim Empty Framed Unframed Switch Finish Next Last End Fail
    /* I Idle       */ "Hb .. .. .. .. .. .. .. Mn En Xn",
    /* H Head       */ ".. In Df Cn Un Tf .. .. .. Ec Xc",
    /* C Content    */ ".. .. .. .. .. .. Df .. .. Ec Xc",
    /* U UntilClose */ ".. .. .. .. .. .. Mf .. .. Ef Xc",
    /* D Done       */ ".. .. .. .. .. Tn .. In Mn En Xn",
    /* M MustClose  */ ".. .. .. .. .. .. .. .. Mn En Xn",
    /* E Ended      */ ".. .. .. .. .. .. .. .. En En En",
    /* T Tunnel     */ ".. .. .. .. .. .. .. .. .. En Xn",
    /* X Error      */ ".. .. .. .. .. .. .. .. Xn Xn Xn",
};

constexpr std::string_view STATE_LETTERS = "IHCUDMETX";
constexpr std::string_view EFFECT_LETTERS = "nbfc";

} // namespace

BOOST_AUTO_TEST_SUITE(HttpConnectionTable)

BOOST_AUTO_TEST_CASE(EveryStateAndEvent)
{
    for (std::size_t s = 0; s < HALF_STATES; ++s)
    {
        for (std::size_t e = 0; e < HALF_EVENTS; ++e)
        {
            const auto state = static_cast<HalfState>(s);
            const auto event = static_cast<HalfEvent>(e);
            const Transition transition = GetTransition(state, event);
            const std::string_view expected = std::string_view(EXPECTED[s]).substr(3 * e, 2);
            BOOST_TEST_CONTEXT(GetName(state) << " x " << GetName(event))
            {
                if (expected == "..")
                {
                    BOOST_TEST((transition.effect == HalfEffect::Illegal));
                    BOOST_TEST((transition.next == state));
                    continue;
                }
                BOOST_TEST(STATE_LETTERS[static_cast<std::size_t>(transition.next)] == expected[0]);
                BOOST_REQUIRE((transition.effect != HalfEffect::Illegal));
                BOOST_TEST(EFFECT_LETTERS[static_cast<std::size_t>(transition.effect)] ==
                           expected[1]);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(EveryStateCanBeReachedAndLeft)
{
    std::set<HalfState> reached{HalfState::Idle};
    for (std::size_t round = 0; round < HALF_STATES; ++round)
    {
        for (const HalfState state : std::set<HalfState>(reached))
        {
            for (std::size_t e = 0; e < HALF_EVENTS; ++e)
            {
                reached.insert(GetTransition(state, static_cast<HalfEvent>(e)).next);
            }
        }
    }
    BOOST_TEST(reached.size() == HALF_STATES);
    // From everywhere the stream's end and its failure lead to a state that nothing leaves.
    for (std::size_t s = 0; s < HALF_STATES; ++s)
    {
        for (const HalfEvent event : {HalfEvent::End, HalfEvent::Fail})
        {
            const HalfState next = GetTransition(static_cast<HalfState>(s), event).next;
            BOOST_TEST((next == HalfState::Ended || next == HalfState::Error));
        }
    }
}

BOOST_AUTO_TEST_CASE(NamesDiffer)
{
    std::set<std::string> names;
    for (std::size_t s = 0; s < HALF_STATES; ++s)
    {
        names.insert(GetName(static_cast<HalfState>(s)));
    }
    for (std::size_t e = 0; e < HALF_EVENTS; ++e)
    {
        names.insert(GetName(static_cast<HalfEvent>(e)));
    }
    BOOST_TEST(names.size() == HALF_STATES + HALF_EVENTS);
}

BOOST_AUTO_TEST_SUITE_END()
