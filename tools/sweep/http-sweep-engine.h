/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SWEEP_ENGINE_H
#define HTTP_SWEEP_ENGINE_H

#include "http-sweep-folder.h"
#include "http-sweep-worker.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/// @brief How the runs of a sweep are done.
struct HttpSweepEngine
{
    uint32_t jobs = 0;               //!< runs at a time on a machine; 0: one a core
    std::string sshLoginFile;        //!< GNU parallel's list of machines; empty: this one
    bool isSlurm = false;            //!< whether Slurm does them
    std::vector<std::string> sbatch; //!< more words for sbatch
};

/**
 * @brief Does the runs by GNU parallel, or has Slurm do them, and waits for their end. Throws
 * std::runtime_error where the engine cannot be started.
 * @param engine how
 * @param job what runs have in common
 * @param folder where they are
 * @param pending numbers of the runs that are to be done
 * @return whether the engine came to its end; false: it was interrupted
 */
bool DoSweepRuns(const HttpSweepEngine& engine,
                 const HttpSweepJob& job,
                 const HttpSweepFolder& folder,
                 const std::vector<uint32_t>& pending);

/**
 * @brief The Slurm job that works in a folder. Throws std::runtime_error if Slurm does not answer.
 * @param folder the folder
 * @return its number, or an empty text
 */
std::string FindSlurmJob(const HttpSweepFolder& folder);

} // namespace ns3

#endif /* HTTP_SWEEP_ENGINE_H */
