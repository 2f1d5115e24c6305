/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SWEEP_PLAN_H
#define HTTP_SWEEP_PLAN_H

#include "http-sweep-file.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/// @brief One run of a sweep.
struct HttpSweepRun
{
    uint32_t number = 0;              //!< from 1, in the order of the sweep
    uint32_t point = 0;               //!< number of its point, from 1
    uint32_t rngRun = 0;              //!< ns-3's run number
    std::vector<std::string> values;  //!< of the parameters, labels included, in their order
    std::vector<std::string> options; //!< words for the program, its folder apart
};

/**
 * @brief The runs of a sweep: every combination of its axes, every replication of it.
 * @param sweep the sweep
 * @return the runs; the last axis changes fastest, and the replication faster still
 */
std::vector<HttpSweepRun> MakeSweepRuns(const HttpSweepFile& sweep);

/**
 * @brief What makes runs the same runs: a line each, the options with tabs between them.
 * @param sweep the sweep
 * @param runs its runs
 * @return the lines
 */
std::string ListSweepRuns(const HttpSweepFile& sweep, const std::vector<HttpSweepRun>& runs);

} // namespace ns3

#endif /* HTTP_SWEEP_PLAN_H */
