/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TOPOLOGY_LISTS_H
#define HTTP_TOPOLOGY_LISTS_H

#include "ns3/data-rate.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/// @ingroup http
/// @brief A time in which a link carries nothing.
struct HttpLinkFailure
{
    std::string link; //!< main, or the names of its ends as in a-b
    Time begin;       //!< when it begins
    Time length;      //!< how long it lasts
};

/**
 * @ingroup http
 * @brief Reads a list of data rates.
 * @param text rates with commas; may be empty
 * @param rates where they go
 * @return an empty text, or what is accepted
 */
std::string ReadHttpRates(const std::string& text, std::vector<DataRate>& rates);

/**
 * @ingroup http
 * @brief Reads a list of times.
 * @param text times with commas; may be empty
 * @param times where they go
 * @return an empty text, or what is accepted
 */
std::string ReadHttpTimes(const std::string& text, std::vector<Time>& times);

/**
 * @ingroup http
 * @brief Reads a list of whole numbers from 1.
 * @param text numbers with commas; may be empty
 * @param numbers where they go, in increasing order
 * @return an empty text, or what is accepted
 */
std::string ReadHttpNumbers(const std::string& text, std::vector<uint64_t>& numbers);

/**
 * @ingroup http
 * @brief Reads a list of link failures.
 * @param text LINK\@BEGIN+LENGTH with commas, as in main@10s+500ms; may be empty
 * @param failures where they go
 * @return an empty text, or what is accepted
 */
std::string ReadHttpFailures(const std::string& text, std::vector<HttpLinkFailure>& failures);

} // namespace ns3

#endif /* HTTP_TOPOLOGY_LISTS_H */
