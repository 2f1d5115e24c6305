/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SWEEP_H
#define HTTP_SWEEP_H

#include "http-sweep-engine.h"
#include "http-sweep-published.h"
#include "http-sweep-results.h"

#include <iosfwd>
#include <memory>
#include <string>

namespace ns3
{

/// @brief A sweep from its file to its results.
class HttpSweep
{
  public:
    /**
     * @brief Reads and checks a sweep file and has its program check the options. Throws an
     * HttpSweepError.
     * @param file the sweep file
     * @param out folder for the results; empty: results/NAME
     */
    HttpSweep(const std::string& file, const std::string& out);

    /// @brief Prints the runs with their command lines.
    void List() const;

    /**
     * @brief Does the runs that are not done yet.
     * @param engine how
     * @param skipFailed whether runs that have failed before are left as they are
     * @return whether it came to its end; false: it was interrupted
     */
    bool Run(const HttpSweepEngine& engine, bool skipFailed);

    /**
     * @brief Gathers: writes tables and plots, prints what the plots show, how published figures
     * compare, and which runs failed.
     * @param out where it prints
     * @return whether every run counts
     */
    bool Gather(std::ostream& out);

    /// @brief Removes the results if the sweep file, the program or its libraries have changed
    /// since.
    void RemoveOutdated();

    /// @brief How published figures compare; after Gather(). @return a figure for each
    std::vector<HttpSweepFigure> Judge() const;

  private:
    /// @brief Prints the differences that the file asks for. @param out where
    void PrintDifferences(std::ostream& out) const;

    /// @brief Names the runs that do not count. @return whether there are none
    bool NameFailures() const;

    HttpSweepFile m_file;                        //!< what the file says
    std::string m_program;                       //!< absolute path of the program
    std::vector<HttpSweepRun> m_runs;            //!< the runs
    HttpSweepFolder m_folder;                    //!< where the results are
    std::unique_ptr<HttpSweepResults> m_results; //!< what the runs left
};

} // namespace ns3

#endif /* HTTP_SWEEP_H */
