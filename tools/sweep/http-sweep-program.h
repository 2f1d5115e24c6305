/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SWEEP_PROGRAM_H
#define HTTP_SWEEP_PROGRAM_H

#include "http-sweep-file.h"
#include "http-sweep-plan.h"

#include <string>
#include <vector>

namespace ns3
{

/**
 * @brief Finds the program of a sweep, and has it check every option and value of the sweep.
 *
 * A program that knows --CheckOptions answers for names and values; of others, ns-3's --help tells
 * the names. Options that @c keep stands for are added to the sweep's fixed options. Throws an
 * HttpSweepError that names file, line and what is accepted.
 * @param sweep the sweep
 * @return absolute path of the program
 */
std::string CheckSweepProgram(HttpSweepFile& sweep);

/**
 * @brief Takes from each run the options that do nothing at its point, as those of one topology do
 * in another. Throws an HttpSweepError if an option does nothing at any point.
 * @param sweep the sweep
 * @param program path of its program
 * @param runs its runs
 */
void DropStrayOptions(const HttpSweepFile& sweep,
                      const std::string& program,
                      std::vector<HttpSweepRun>& runs);

/**
 * @brief Has the program of a sweep check the statistics that plots, comparisons and published
 * figures name. Throws an HttpSweepError. A program that does not know --CheckOptions is not asked.
 * @param sweep the sweep
 * @param program path of its program
 */
void CheckSweepStatistics(const HttpSweepFile& sweep, const std::string& program);

/// @brief The folder of this program. @return its absolute path
std::string GetProgramFolder();

} // namespace ns3

#endif /* HTTP_SWEEP_PROGRAM_H */
