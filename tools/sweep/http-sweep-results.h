/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SWEEP_RESULTS_H
#define HTTP_SWEEP_RESULTS_H

#include "http-sweep-folder.h"
#include "http-sweep-plan.h"
#include "http-sweep-sample.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ns3
{

/// @brief What one run left.
struct HttpSweepResult
{
    bool isDone = false;                           //!< whether it counts
    std::string failure;                           //!< why not; empty: it was not run
    int exit = 0;                                  //!< exit status of the program
    double wall = 0;                               //!< seconds
    double cpu = 0;                                //!< seconds
    uint64_t memory = 0;                           //!< bytes at most in memory
    std::string host;                              //!< machine that it ran on
    std::map<std::string, std::string> origin;     //!< program, versions, seed
    std::map<std::string, std::string> parameters; //!< all options of the program
    std::map<std::string, double> statistics;      //!< figures; NaN where there is none
};

/// @brief What the runs of a sweep left.
class HttpSweepResults
{
  public:
    /**
     * @brief Reads what is there.
     * @param sweep the sweep; outlives this
     * @param runs its runs; outlive this
     * @param folder where they are
     */
    HttpSweepResults(const HttpSweepFile& sweep,
                     const std::vector<HttpSweepRun>& runs,
                     const HttpSweepFolder& folder);

    /// @brief Results in the order of the runs. @return one for each
    const std::vector<HttpSweepResult>& GetResults() const;

    /// @brief Names of all statistics that any run has. @return in order of the alphabet
    const std::vector<std::string>& GetStatistics() const;

    /// @brief Number of points. @return the number
    uint32_t GetPoints() const;

    /// @brief Values of the parameters at a point. @param point from 1 @return in their order
    const std::vector<std::string>& GetValues(uint32_t point) const;

    /**
     * @brief The values of a statistic at a point.
     * @param point from 1
     * @param statistic its name
     * @return a value for each replication, NaN where the run does not count
     */
    std::vector<double> GetSample(uint32_t point, const std::string& statistic) const;

    /// @brief One row a run: results.csv. @return the file
    std::string MakeResultsTable() const;

    /// @brief One row a point and statistic: summary.csv. @return the file
    std::string MakeSummaryTable() const;

    /// @brief One row a difference and statistic: differences.csv. @return the file
    std::string MakeDifferencesTable() const;

  private:
    /// @brief Reads a run. @param number its number @param folder the sweep's @return what it left
    static HttpSweepResult ReadRun(uint32_t number, const HttpSweepFolder& folder);

    /// @brief The point that a point is compared with. @param point from 1 @return from 1; 0: none
    uint32_t FindBaseline(uint32_t point) const;

    const HttpSweepFile& m_sweep;            //!< the sweep
    const std::vector<HttpSweepRun>& m_runs; //!< its runs
    std::vector<HttpSweepResult> m_results;  //!< what each left
    std::vector<std::string> m_statistics;   //!< names of statistics
};

} // namespace ns3

#endif /* HTTP_SWEEP_RESULTS_H */
