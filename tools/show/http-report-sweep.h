/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_REPORT_SWEEP_H
#define HTTP_REPORT_SWEEP_H

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace ns3
{

/// @brief Whether a folder holds the results of a sweep. @param folder the folder @return true if
/// so
bool IsHttpSweepFolder(const std::string& folder);

/**
 * @brief What a report shows of a sweep: its points and their statistics, its runs, its plots.
 * @param folder the sweep's folder, gathered
 * @return members name, summary and results (lines of fields, the first the names), plots (name and
 * file) and runs (number, arguments, whether it has a report); throws std::runtime_error
 */
nlohmann::json ReadHttpReportSweep(const std::string& folder);

/// @brief Runs of a sweep that have a trace. @param folder the sweep's folder @return their folders
std::vector<std::string> FindHttpSweepTraces(const std::string& folder);

} // namespace ns3

#endif /* HTTP_REPORT_SWEEP_H */
