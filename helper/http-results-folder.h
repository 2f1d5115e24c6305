/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_RESULTS_FOLDER_H
#define HTTP_RESULTS_FOLDER_H

#include <string>

namespace ns3
{

/**
 * @ingroup http
 * @brief Makes the folder for what a run writes.
 * @param program the program's name
 * @param out the folder that the user names; empty: the first free results/PROGRAM-N
 * @param folder the folder made, or there already
 * @return an empty text, or why there is none that can be written
 */
std::string MakeHttpResultsFolder(const std::string& program,
                                  const std::string& out,
                                  std::string& folder);

} // namespace ns3

#endif /* HTTP_RESULTS_FOLDER_H */
