/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_VALUE_TEXT_H
#define HTTP_VALUE_TEXT_H

#include "ns3/data-rate.h"
#include "ns3/http-text.h"
#include "ns3/nstime.h"

#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief A data rate for people.
 * @param rate the rate
 * @return as in 10Mbps
 */
std::string FormatHttpRate(const DataRate& rate);

/**
 * @ingroup http
 * @brief A time for people.
 * @param time the time
 * @param unit the unit that it is given in
 * @return as in 20ms
 */
std::string FormatHttpTime(Time time, Time::Unit unit);

} // namespace ns3

#endif /* HTTP_VALUE_TEXT_H */
