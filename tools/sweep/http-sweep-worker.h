/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SWEEP_WORKER_H
#define HTTP_SWEEP_WORKER_H

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/// @brief What every run of a sweep has in common.
struct HttpSweepJob
{
    std::string folder;       //!< of the sweep's results
    std::string program;      //!< absolute path
    std::string start;        //!< folder that the program starts in
    double timeLimit = 0;     //!< seconds; 0: none
    uint64_t memoryLimit = 0; //!< bytes; 0: none
};

/**
 * @brief Command line of a process that does runs of a sweep: this program, the job.
 * @param job what runs have in common
 * @return words; numbers of runs, or a first number, a dash and a last one, follow
 */
std::vector<std::string> MakeWorkerWords(const HttpSweepJob& job);

/**
 * @brief Does runs: the other side of MakeWorkerWords.
 * @param words what follows --work
 * @return exit status: 0 where all runs count, 1 where one failed
 */
int WorkOnRuns(const std::vector<std::string>& words);

} // namespace ns3

#endif /* HTTP_SWEEP_WORKER_H */
