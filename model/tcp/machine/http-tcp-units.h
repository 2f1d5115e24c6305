/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TCP_UNITS_H
#define HTTP_TCP_UNITS_H

#include <chrono>
#include <cstdint>

namespace ns3
{
namespace tcp
{

using Nanoseconds = std::chrono::nanoseconds;
using Microseconds = std::chrono::microseconds;
using Milliseconds = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;

constexpr Nanoseconds NEVER = Nanoseconds::max(); //!< a deadline that does not come

constexpr uint32_t TIMESTAMPS = 12; //!< bytes of the timestamps option with its padding

/**
 * @brief A sequence number that does not wrap: the lower 32 bits are those on the wire (RFC 9293,
 * section 3.4), so that comparing needs no care.
 */
using Sequence = uint64_t;

/// @brief The first number of a stream. @param initial as on the wire @return the number
inline Sequence
BeginSequence(uint32_t initial)
{
    // One round above zero, so that what lies shortly before the first is a number, too.
    return (Sequence{1} << 32) + initial;
}

/**
 * @brief The number nearest to another that reads so on the wire.
 * @param near the other, such as RCV.NXT
 * @param wire 32 bits
 * @return the number
 */
inline Sequence
ExtendSequence(Sequence near, uint32_t wire)
{
    return near + static_cast<int64_t>(static_cast<int32_t>(wire - static_cast<uint32_t>(near)));
}

} // namespace tcp
} // namespace ns3

#endif /* HTTP_TCP_UNITS_H */
