/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TIME_TEXT_H
#define HTTP_TIME_TEXT_H

#include "ns3/http-text.h"
#include "ns3/nstime.h"

#include <optional>
#include <string_view>

namespace ns3
{

/**
 * @ingroup http
 * @brief Reads a length of time as ns-3 writes it: 20ms, 1.5s, 3min, or 0.
 *
 * Unlike the constructor of Time it does not stop the program on a bad text, and does not take a
 * number that lacks its unit for seconds.
 * @param text number and unit (y, d, h, min, s, ms, us, ns, ps, fs), which only 0 does not need
 * @return the time, rounded to nanoseconds, or nothing if it is not one, negative or too long
 */
std::optional<Time> HttpParseTime(std::string_view text);

/**
 * @ingroup http
 * @brief Reads a time from a column that holds seconds.
 * @param text a number of seconds, or a time as HttpParseTime() reads it
 * @return the time, or nothing if it is not one, negative or too long
 */
std::optional<Time> HttpParseSeconds(std::string_view text);

/**
 * @ingroup http
 * @brief A number of nanoseconds as a time, cut to what Time can hold.
 * @param nanoseconds the length
 * @return the time; 0 if the number is negative or not a number
 */
Time HttpTimeFromNanoseconds(double nanoseconds);

} // namespace ns3

#endif /* HTTP_TIME_TEXT_H */
