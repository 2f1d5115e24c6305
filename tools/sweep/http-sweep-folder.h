/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HTTP_SWEEP_FOLDER_H
#define HTTP_SWEEP_FOLDER_H

#include "http-sweep-plan.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @brief The folder of a sweep's results.
 *
 * runs.txt lists the runs and tells this sweep from others; runs/N is the folder of run N. A run
 * counts when runs/N/run.json is there, its last file, which is renamed into place; a run that
 * failed has failure.json instead.
 */
class HttpSweepFolder
{
  public:
    /// @brief A folder. @param path its path; made absolute
    explicit HttpSweepFolder(const std::string& path);

    /**
     * @brief Whether the folder holds this sweep. Throws an HttpSweepError where it holds anything
     * else.
     * @param sweep the sweep
     * @param runs its runs
     * @return whether; false: there is nothing yet
     */
    bool HasSweep(const HttpSweepFile& sweep, const std::vector<HttpSweepRun>& runs) const;

    /**
     * @brief Makes the folder or goes on in it. Throws an HttpSweepError where it holds something
     * else, or where another process is at work in it; waits for runs that an interrupted sweep
     * has left.
     * @param sweep the sweep
     * @param runs its runs
     */
    void Open(const HttpSweepFile& sweep, const std::vector<HttpSweepRun>& runs);

    /// @brief The folder. @return its absolute path
    const std::string& GetPath() const;

    /// @brief A file in the folder. @param name its name @return its path
    std::string GetFile(const std::string& name) const;

    /// @brief Folder of a run. @param number the run's number @return its path
    std::string GetRunFolder(uint32_t number) const;

    /// @brief Whether a run counts. @param number the run's number @return whether
    bool IsDone(uint32_t number) const;

    /// @brief Whether a run has failed. @param number the run's number @return whether
    bool IsFailed(uint32_t number) const;

    /**
     * @brief Tells sweeps that come later that a run is under way, as long as this process lives.
     * Throws std::runtime_error.
     */
    void HoldRun() const;

  private:
    /// @brief Takes the folder for this process. @return whether it is free
    bool Lock();

    std::string m_path; //!< absolute path
    int m_lock = -1;    //!< held while this process works on the sweep
};

} // namespace ns3

#endif /* HTTP_SWEEP_FOLDER_H */
