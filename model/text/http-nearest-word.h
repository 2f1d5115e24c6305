/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_NEAREST_WORD_H
#define HTTP_NEAREST_WORD_H

#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup http
 * @brief The word nearest to what was written, for messages: the first of those that the fewest
 * letters changed, inserted or left out lead to (Levenshtein).
 * @param word what was written
 * @param known the words that are known, at least one
 * @return the nearest
 */
std::string FindHttpNearestWord(const std::string& word, const std::vector<std::string>& known);

} // namespace ns3

#endif /* HTTP_NEAREST_WORD_H */
