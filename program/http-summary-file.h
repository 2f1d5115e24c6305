/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SUMMARY_FILE_H
#define HTTP_SUMMARY_FILE_H

#include "ns3/nstime.h"

#include <map>
#include <optional>
#include <string>

namespace ns3
{

class HttpOptions;

/**
 * @ingroup http
 * @brief A run's figures and where they come from, for programs: summary.json in the run's folder.
 *
 * One JSON object with the members "program", "state", "version", "ns3_version", "seed", "run",
 * "command_line", "parameters" (an object of texts) and "statistics" (an object of numbers; null
 * where there is none, as the mean of nothing). The state is "complete"; "interrupted", and then
 * "interrupted_s" tells the simulated time that the run had reached; or "running", without
 * statistics, until the run ends: for ever if it is killed. Each form of the file appears under its
 * name only when it is whole. Sweeps read it.
 */
class HttpSummaryFile
{
  public:
    /**
     * @brief Checks that the file can be written; throws an HttpTraceError.
     * @param folder the run's folder
     * @param force whether a file that stands there is replaced
     */
    HttpSummaryFile(const std::string& folder, bool force);

    /**
     * @brief Writes that a run has begun; throws an HttpTraceError.
     * @param program the program's name
     * @param options its options
     */
    void Begin(const std::string& program, const HttpOptions& options) const;

    /**
     * @brief Writes the file; throws an HttpTraceError.
     * @param program the program's name
     * @param options its options
     * @param statistics figures by name
     * @param interrupted the simulated time that the run had reached when a signal ended it
     */
    void Write(const std::string& program,
               const HttpOptions& options,
               const std::map<std::string, double>& statistics,
               std::optional<Time> interrupted = std::nullopt) const;

  private:
    /// @brief Puts the file in its place. @param text what it holds
    void Replace(const std::string& text) const;

    std::string m_file; //!< the file's name
};

} // namespace ns3

#endif /* HTTP_SUMMARY_FILE_H */
