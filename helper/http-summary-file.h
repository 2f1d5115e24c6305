/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SUMMARY_FILE_H
#define HTTP_SUMMARY_FILE_H

#include <map>
#include <string>

namespace ns3
{

class HttpOptions;

/**
 * @ingroup http
 * @brief A run's figures and where they come from, for programs: summary.json in the run's folder.
 *
 * One JSON object with the members "program", "version", "ns3_version", "seed", "run",
 * "command_line", "parameters" (an object of texts) and "statistics" (an object of numbers; null
 * where there is none, as the mean of nothing). The file appears under its name only when it is
 * complete, so whoever finds it finds a finished run. Sweeps read it.
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
     * @brief Writes the file; throws an HttpTraceError.
     * @param program the program's name
     * @param options its options
     * @param statistics figures by name
     */
    void Write(const std::string& program,
               const HttpOptions& options,
               const std::map<std::string, double>& statistics) const;

  private:
    std::string m_file; //!< the file's name
};

} // namespace ns3

#endif /* HTTP_SUMMARY_FILE_H */
