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
using E = HalfEffect;
using Row = std::array<Transition, HALF_EVENTS>;

// clang-format off
constexpr std::array<Row, HALF_STATES> TABLE{{
    // Idle
    {{
        {S::Head, E::Began},           // Begin
        {S::Idle, E::Illegal},         // Interim
        {S::Idle, E::Illegal},         // Empty
        {S::Idle, E::Illegal},         // Framed
        {S::Idle, E::Illegal},         // Unframed
        {S::Idle, E::Illegal},         // Switch
        {S::Idle, E::Illegal},         // Finish
        {S::Idle, E::Illegal},         // Next
        {S::MustClose, E::None},       // Last
        {S::Ended, E::None},           // End
        {S::Error, E::None},           // Fail
    }},
    // Head
    {{
        {S::Head, E::Illegal},         // Begin
        {S::Idle, E::None},            // Interim
        {S::Done, E::Finished},        // Empty
        {S::Content, E::None},         // Framed
        {S::UntilClose, E::None},      // Unframed
        {S::Tunnel, E::Finished},      // Switch
        {S::Head, E::Illegal},         // Finish
        {S::Head, E::Illegal},         // Next
        {S::Head, E::Illegal},         // Last
        {S::Ended, E::Cut},            // End
        {S::Error, E::Cut},            // Fail
    }},
    // Content
    {{
        {S::Content, E::Illegal},      // Begin
        {S::Content, E::Illegal},      // Interim
        {S::Content, E::Illegal},      // Empty
        {S::Content, E::Illegal},      // Framed
        {S::Content, E::Illegal},      // Unframed
        {S::Content, E::Illegal},      // Switch
        {S::Done, E::Finished},        // Finish
        {S::Content, E::Illegal},      // Next
        {S::Content, E::Illegal},      // Last
        {S::Ended, E::Cut},            // End
        {S::Error, E::Cut},            // Fail
    }},
    // UntilClose
    {{
        {S::UntilClose, E::Illegal},   // Begin
        {S::UntilClose, E::Illegal},   // Interim
        {S::UntilClose, E::Illegal},   // Empty
        {S::UntilClose, E::Illegal},   // Framed
        {S::UntilClose, E::Illegal},   // Unframed
        {S::UntilClose, E::Illegal},   // Switch
        {S::MustClose, E::Finished},   // Finish
        {S::UntilClose, E::Illegal},   // Next
        {S::UntilClose, E::Illegal},   // Last
        {S::Ended, E::Finished},       // End
        {S::Error, E::Cut},            // Fail
    }},
    // Done
    {{
        {S::Done, E::Illegal},         // Begin
        {S::Done, E::Illegal},         // Interim
        {S::Done, E::Illegal},         // Empty
        {S::Done, E::Illegal},         // Framed
        {S::Done, E::Illegal},         // Unframed
        {S::Tunnel, E::None},          // Switch
        {S::Done, E::Illegal},         // Finish
        {S::Idle, E::None},            // Next
        {S::MustClose, E::None},       // Last
        {S::Ended, E::None},           // End
        {S::Error, E::None},           // Fail
    }},
    // MustClose
    {{
        {S::MustClose, E::Illegal},    // Begin
        {S::MustClose, E::Illegal},    // Interim
        {S::MustClose, E::Illegal},    // Empty
        {S::MustClose, E::Illegal},    // Framed
        {S::MustClose, E::Illegal},    // Unframed
        {S::MustClose, E::Illegal},    // Switch
        {S::MustClose, E::Illegal},    // Finish
        {S::MustClose, E::Illegal},    // Next
        {S::MustClose, E::None},       // Last
        {S::Ended, E::None},           // End
        {S::Error, E::None},           // Fail
    }},
    // Ended
    {{
        {S::Ended, E::Illegal},        // Begin
        {S::Ended, E::Illegal},        // Interim
        {S::Ended, E::Illegal},        // Empty
        {S::Ended, E::Illegal},        // Framed
        {S::Ended, E::Illegal},        // Unframed
        {S::Ended, E::Illegal},        // Switch
        {S::Ended, E::Illegal},        // Finish
        {S::Ended, E::Illegal},        // Next
        {S::Ended, E::None},           // Last
        {S::Ended, E::None},           // End
        {S::Ended, E::None},           // Fail
    }},
    // Tunnel
    {{
        {S::Tunnel, E::Illegal},       // Begin
        {S::Tunnel, E::Illegal},       // Interim
        {S::Tunnel, E::Illegal},       // Empty
        {S::Tunnel, E::Illegal},       // Framed
        {S::Tunnel, E::Illegal},       // Unframed
        {S::Tunnel, E::Illegal},       // Switch
        {S::Tunnel, E::Illegal},       // Finish
        {S::Tunnel, E::Illegal},       // Next
        {S::Tunnel, E::Illegal},       // Last
        {S::Ended, E::None},           // End
        {S::Error, E::None},           // Fail
    }},
    // Error
    {{
        {S::Error, E::Illegal},        // Begin
        {S::Error, E::Illegal},        // Interim
        {S::Error, E::Illegal},        // Empty
        {S::Error, E::Illegal},        // Framed
        {S::Error, E::Illegal},        // Unframed
        {S::Error, E::Illegal},        // Switch
        {S::Error, E::Illegal},        // Finish
        {S::Error, E::Illegal},        // Next
        {S::Error, E::None},           // Last
        {S::Error, E::None},           // End
        {S::Error, E::None},           // Fail
    }},
}};
// clang-format on

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
