/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_TRACE_WORDS_H
#define HTTP_TRACE_WORDS_H

#include <cstdint>
#include <optional>
#include <string>

namespace ns3
{

/// What a time of a command line has to be, for messages.
constexpr const char* HTTP_TIME_WORD = "a number with s, ms, us or ns, as in 20ms";

/**
 * @ingroup http
 * @brief A time of a command line: HTTP_TIME_WORD; 0 needs no unit.
 * @param word the word
 * @return the time, ns, not negative; nothing if it is none
 */
std::optional<int64_t> ReadHttpTimeWord(const std::string& word);

/**
 * @ingroup http
 * @brief The number of a row: a whole number from 1.
 * @param word the word
 * @return the number; nothing if it is none
 */
std::optional<int64_t> ReadHttpRowWord(const std::string& word);

} // namespace ns3

#endif /* HTTP_TRACE_WORDS_H */
