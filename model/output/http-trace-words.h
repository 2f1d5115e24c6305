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

/**
 * @ingroup http
 * @brief A time of a command line: HTTP_TIME_FORM.
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
