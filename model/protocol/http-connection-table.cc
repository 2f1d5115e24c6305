/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "http-connection-table.h"

#include <array>

namespace ns3
{
namespace http
{

/*
 * The way of a stream (Last, End and Fail left out where they only leave it):
 *
 *            Begin          Empty
 *     Idle ---------> Head ---------------------> Done --Next--> Idle
 *      ^               | | | Framed      Finish    | |
 *      |    Interim    | | +------> Content -------+ +--Last--> MustClose --End--> Ended
 *      +---------------+ | Unframed         Finish                 ^
 *                        +--------> UntilClose --------------------+
 *     Head, Done --Switch--> Tunnel
 */

namespace
{

using S = HalfState;
using E = HalfEvent;
using F = HalfEffect;
using Table = std::array<std::array<Transition, HALF_EVENTS>, HALF_STATES>;

/// @brief What can happen in a state.
struct Rule
{
    HalfState state;       //!< the state
    HalfEvent event;       //!< what happens
    Transition transition; //!< what it means
};

constexpr std::array<Rule, 33> RULES{{
    {S::Idle, E::Begin, {S::Head, F::Began}},
    {S::Idle, E::Last, {S::MustClose, F::None}},
    {S::Idle, E::End, {S::Ended, F::None}},
    {S::Idle, E::Fail, {S::Error, F::None}},
    {S::Head, E::Interim, {S::Idle, F::None}},
    {S::Head, E::Empty, {S::Done, F::Finished}},
    {S::Head, E::Framed, {S::Content, F::None}},
    {S::Head, E::Unframed, {S::UntilClose, F::None}},
    {S::Head, E::Switch, {S::Tunnel, F::Finished}},
    {S::Head, E::End, {S::Ended, F::Cut}},
    {S::Head, E::Fail, {S::Error, F::Cut}},
    {S::Content, E::Finish, {S::Done, F::Finished}},
    {S::Content, E::End, {S::Ended, F::Cut}},
    {S::Content, E::Fail, {S::Error, F::Cut}},
    {S::UntilClose, E::Finish, {S::MustClose, F::Finished}},
    {S::UntilClose, E::End, {S::Ended, F::Finished}},
    {S::UntilClose, E::Fail, {S::Error, F::Cut}},
    {S::Done, E::Switch, {S::Tunnel, F::None}},
    {S::Done, E::Next, {S::Idle, F::None}},
    {S::Done, E::Last, {S::MustClose, F::None}},
    {S::Done, E::End, {S::Ended, F::None}},
    {S::Done, E::Fail, {S::Error, F::None}},
    {S::MustClose, E::Last, {S::MustClose, F::None}},
    {S::MustClose, E::End, {S::Ended, F::None}},
    {S::MustClose, E::Fail, {S::Error, F::None}},
    {S::Ended, E::Last, {S::Ended, F::None}},
    {S::Ended, E::End, {S::Ended, F::None}},
    {S::Ended, E::Fail, {S::Ended, F::None}},
    {S::Tunnel, E::End, {S::Ended, F::None}},
    {S::Tunnel, E::Fail, {S::Error, F::None}},
    {S::Error, E::Last, {S::Error, F::None}},
    {S::Error, E::End, {S::Error, F::None}},
    {S::Error, E::Fail, {S::Error, F::None}},
}};

/// @brief The table: by state and event, what is not in the rules is illegal. @return it
constexpr Table
MakeTable()
{
    Table table{};
    for (std::size_t state = 0; state < HALF_STATES; ++state)
    {
        for (Transition& cell : table[state])
        {
            cell = {static_cast<HalfState>(state), HalfEffect::Illegal};
        }
    }
    for (const Rule& rule : RULES)
    {
        table[static_cast<std::size_t>(rule.state)][static_cast<std::size_t>(rule.event)] =
            rule.transition;
    }
    return table;
}

constexpr Table TABLE = MakeTable();

constexpr std::array<const char*, HALF_STATES> STATE_NAMES{"Idle",
                                                           "Head",
                                                           "Content",
                                                           "UntilClose",
                                                           "Done",
                                                           "MustClose",
                                                           "Ended",
                                                           "Tunnel",
                                                           "Error"};

constexpr std::array<const char*, HALF_EVENTS> EVENT_NAMES{"Begin",
                                                           "Interim",
                                                           "Empty",
                                                           "Framed",
                                                           "Unframed",
                                                           "Switch",
                                                           "Finish",
                                                           "Next",
                                                           "Last",
                                                           "End",
                                                           "Fail"};

} // namespace

Transition
GetTransition(HalfState state, HalfEvent event)
{
    return TABLE[static_cast<std::size_t>(state)][static_cast<std::size_t>(event)];
}

const char*
GetName(HalfState state)
{
    return STATE_NAMES[static_cast<std::size_t>(state)];
}

const char*
GetName(HalfEvent event)
{
    return EVENT_NAMES[static_cast<std::size_t>(event)];
}

} // namespace http
} // namespace ns3
